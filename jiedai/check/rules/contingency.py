"""预案 (YA): what is done when something goes wrong."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.check.case import Case, Finding
from jiedai.check.engine import Figures, rule
from jiedai.language import _
from jiedai.model.choice import ItemKind

_PASSING = (ItemKind.PICKUP, ItemKind.DROPOFF, ItemKind.TRANSFER)


@rule("YA02")
def rain_plan(case: Case, figures: Figures) -> Iterator[Finding]:
    """室外的安排要写明雨天改到哪里。

    地点在 office.yaml 里标为“室外”的，这一项要有“备选”；接送站和乘车不查。备选不能还是室外场所。office.yaml
    知道备选地点的，提示里会写出来，但要写进这一项：执行的人看的是日程。

    为什么: 临时找室内场地来不及，车辆、讲解、午餐都要跟着变。
    怎么改: 在这一项写“备选: 某某室内场所”，并通知备选场所的联系人。

    错误:
        日程:
          - 日期: 2026-05-11
            安排:
              - 编号: A1
                时间: "09:20-10:40"
                事项: 考察示范基地
                类别: 考察
                地点: 青山现代农业示范基地
                目的: 了解农业项目
                讲解: 董平
                责任单位: 青山镇
                责任人: 董平
    正确:
        日程:
          - 日期: 2026-05-11
            安排:
              - 编号: A1
                时间: "09:20-10:40"
                事项: 考察示范基地
                类别: 考察
                地点: 青山现代农业示范基地
                目的: 了解农业项目
                讲解: 董平
                备选: 青山镇农创中心
                责任单位: 青山镇
                责任人: 董平
    """
    for _day, item in case.items:
        outdoor = [place for name in item.place if (place := case.place(name)) and place.outdoor]
        if not outdoor or item.kind in _PASSING:
            continue
        names = "、".join(place.name for place in outdoor)
        if case.lacks(item, "plan_b"):
            known = next((place.plan_b for place in outdoor if place.plan_b), None)
            hint = (
                _("写上 备选: {place}（office.yaml 里登记的备选）").format(place=known)
                if known
                else _("写上 备选: 室内场所的名称，并同时登记到 office.yaml")
            )
            yield case.finding(item, "id", _("{places}在室外，没有写雨天备选").format(places=names), hint=hint)
        elif (other := case.place(item.plan_b or "")) and other.outdoor:
            yield case.finding(
                item,
                "plan_b",
                _("备选{place}也在室外").format(place=other.name),
                hint=_("换成室内场所"),
            )
