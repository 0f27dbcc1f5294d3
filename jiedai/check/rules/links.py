"""行程衔接 (SJ18): whether people are where the next ride starts, and are brought where the next item is."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.check.rules.road import boarding_minutes
from jiedai.check.rules.stations import at_wrong_stations
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.links import Break, Wrong
from jiedai.visit.movement import label
from jiedai.visit.order import broken


@rule("SJ18")
def places_meet(case: Case, figures: Figures) -> Iterator[Finding]:
    """乘车的“从”是上一项所在的地方，“到”是下一项所在的地方；换了地方，中间有乘车。

    两处行车时间在步行范围（10 分钟）以内的不报；office.yaml 没有这段路程的不报（见 SJ13），下一项是送站的不报，
    写明步行、自行前往的不报。分组活动的，各组各看各的；第二天早上从头天晚上住的宾馆算起。没有乘车的作为警告，
    间隔不够走这段路的由 SJ02 报。

    为什么: 改了考察点、没有改车，来宾就会被送到原来的地方；漏了一段乘车，就没有人派车。
    怎么改: 改正“从”“到”或地点；缺乘车的补上一项，步行的写明步行。

    错误:
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A1, 时间: "09:30-09:55", 事项: 乘车前往产业园, 类别: 乘车, 从: 云溪宾馆, 到: 智能制造产业园,
                 车辆: [1], 责任单位: 县接待办, 责任人: 姚晨}
              - {编号: A2, 时间: "10:40-11:20", 事项: 座谈, 类别: 座谈, 地点: 县行政中心三号会议室, 目的: 听取汇报,
                 陪同: [林峰], 责任单位: 县发改局, 责任人: 沈浩}
    正确:
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A1, 时间: "09:30-09:55", 事项: 乘车前往会议室, 类别: 乘车, 从: 云溪宾馆,
                 到: 县行政中心三号会议室, 车辆: [1], 责任单位: 县接待办, 责任人: 姚晨}
              - {编号: A2, 时间: "10:40-11:20", 事项: 座谈, 类别: 座谈, 地点: 县行政中心三号会议室, 目的: 听取汇报,
                 陪同: [林峰], 责任单位: 县发改局, 责任人: 沈浩}
    """
    boarding = boarding_minutes(case)
    elsewhere = at_wrong_stations(case)
    for one in broken(case):
        if id(one.before.item) in elsewhere or id(one.slot.item) in elsewhere:
            continue  # SJ14 tells at which station it should be
        if one.wrong is not Wrong.NO_RIDE:
            yield _wrong_end(case, one)
        elif one.gap >= (one.road or 0) + boarding:
            yield _no_ride(case, one)


def _wrong_end(case: Case, one: Break) -> Finding:
    """A ride from where people are not, or to where they are not expected."""
    before, item = one.before.item, one.slot.item
    places = {"here": one.here, "there": one.there}
    if one.wrong is Wrong.TO:
        message = _("{ride}把人送到{here}，{item} 却在{there}").format(ride=label(before), item=item.id, **places)
        hint = _("“到”改成{there}；下一项写错的，改它的地点").format(there=one.there)
        related = (case.related(item, "place", _("下一项在这里")),)
        return case.finding(before, "to", message, hint=hint, related=related)
    hint = _("“从”改成{here}；上一项写错的，改它的地点").format(here=one.here)
    if one.hotel is not None:
        message = _("{ride}从{there}出发，来宾头天晚上住在{here}").format(ride=label(item), **places)
        related = (case.related(one.hotel, "hotel", _("宾馆写在这里")),)
    else:
        message = _("{ride}从{there}出发，{item} 之后人在{here}").format(ride=label(item), item=before.id, **places)
        related = (case.related(before, "to" if before.to else "place", _("上一项在这里")),)
    return case.finding(item, "from_", message, hint=hint, related=related)


def _no_ride(case: Case, one: Break) -> Finding:
    """A change of place with time enough, and nothing that brings people there."""
    message = _("{before} 在{here}，{item} 在{there}，路上要 {road} 分钟，中间没有乘车").format(
        before=one.before.item.id, item=one.slot.item.id, here=one.here, there=one.there, road=one.road
    )
    return case.finding(
        one.slot.item,
        "id",
        message,
        hint=_("补上一项乘车；步行、自行前往的，在事项或备注里写明"),
        related=(case.related(one.before.item, "place", _("上一项在这里")),),
        level=Level.WARNING,
    )
