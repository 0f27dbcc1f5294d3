"""格式 (GS), second part: names and numbers that refer to something written elsewhere, and waivers without effect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches

from jiedai.check.engine import book_of, manuals, rule
from jiedai.check.rules.spellings import written_two_ways
from jiedai.check.waivers import code_of, is_current, is_signed, version_of, waivable
from jiedai.language import _
from jiedai.model.base import Node
from jiedai.model.conduct import ActualItem, Gift, Risk, Task, Waived
from jiedai.model.hospitality import FixedSeat, Lodging, Meal, Ride, Room, Seating
from jiedai.model.people import CrewMember, Guest
from jiedai.model.placeholder import is_placeholder
from jiedai.model.schedule import Item, Step
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.names import Registers, host_side, is_person, nearest

_REFERENCES: dict[type[Node], tuple[tuple[str, str], ...]] = {
    Guest: (("sits_with", "anyone"), ("sits_apart", "anyone")),
    Item: (
        ("place", "place"),
        ("from_", "place"),
        ("to", "place"),
        ("lead", "unit"),
        ("vehicles", "vehicle"),
        ("guests", "guest"),
        ("hosts", "host"),
    ),
    Meal: (("item", "item"), ("guests", "guest"), ("hosts", "host")),
    Lodging: (("hotel", "place"),),
    Room: (("guests", "anyone"),),
    Ride: (("item", "item"), ("vehicle", "vehicle"), ("riders", "anyone")),
    Seating: (
        ("item", "item"),
        ("guests", "anyone"),
        ("hosts", "host"),
        ("people", "anyone"),
        ("interpreters", "anyone"),
        ("vehicle", "vehicle"),
    ),
    FixedSeat: (("person", "anyone"),),
    Gift: (("to", "anyone"),),
    Task: (("unit", "unit"), ("support", "unit"), ("item", "item"), ("after", "task")),
    Risk: (("unit", "unit"),),
    ActualItem: (("id", "item"),),
    Waived: (("item", "item"),),
}
"""Which fields refer to something, and to what: the names of `Registers`."""

_DOERS: dict[type[Node], tuple[str, ...]] = {
    Item: ("owner", "guide", "chair", "crew"),
    Step: ("owner",),
    Task: ("owner", "check_by"),
    Risk: ("owner",),
    CrewMember: ("backup",),
    Ride: ("lead",),
}
"""Fields with names of people whom no list has to hold."""


@rule("GS08")
def unknown_references(case: Case, figures: Figures) -> Iterator[Finding]:
    """引用的场所、部门、车辆、人员、日程、任务都能找到。

    场所、部门、车辆对照 office.yaml（里面列出了这一类才对照；“云溪宾馆二楼会议室”算云溪宾馆）；
    来宾、分组、陪同、日程编号、任务编号对照本方案；豁免里的规则编号对照规则一览。
    “各乡镇”“有关负责同志”这样的统称不对照。

    为什么: 名称差一个字，行车时间、座位、电话就都对不上，印出来的各张表互相矛盾。
    怎么改: 改成名单里的写法；确实是新的场所或部门，先在 office.yaml 里加上。

    错误:
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A1, 时间: "14:00-15:30", 事项: 座谈会, 类别: 座谈, 地点: 县行政中心3号会议室,
                 目的: 听取汇报, 陪同: [林峰], 责任单位: 县发改局, 责任人: 沈浩}
    正确:
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A1, 时间: "14:00-15:30", 事项: 座谈会, 类别: 座谈, 地点: 县行政中心三号会议室,
                 目的: 听取汇报, 陪同: [林峰], 责任单位: 县发改局, 责任人: 沈浩}
    """
    registers = Registers(case)
    for node in case.nodes:
        for field, kind in _REFERENCES.get(type(node), ()):
            if isinstance(node, Meal) and field == "guests" and not (node.guests and node.guests.names):
                continue
            register = registers[kind]
            for name, index in case.entries(node, field):
                if register.lacks(name):
                    message = register.problem.format(name=name)
                    yield case.finding(node, field, message, index=index, hint=register.advice(name))
    yield from _roads_to_nowhere(case, registers)
    yield from _waivers_of_nothing(case)


def _waivers_of_nothing(case: Case) -> Iterator[Finding]:
    """Waivers of codes that no rule has."""
    if not case.plan.waivers:
        return
    known = manuals().keys() | book_of(case.loaded)[0].rows.keys()
    for waiver in case.plan.waivers:
        code = code_of(waiver)
        if code not in known and not is_placeholder(waiver.code):
            meant = get_close_matches(code, sorted(known), 1, 0.5)
            hint = (
                _("是不是想写“{name}”？").format(name=meant[0])
                if meant
                else _("规则编号照检查结果里的写，如 SJ05；用 jiedai list rules 看全部编号")
            )
            yield case.finding(waiver, "code", _("没有编号为“{code}”的规则").format(code=waiver.code), hint=hint)


@rule("GS15")
def waivers_without_effect(case: Case, figures: Figures) -> Iterator[Finding]:
    """写了豁免，却不起作用的，列出来。

    豁免只对写明的那一版方案有效，没有写版本的只对第 1 版有效。
    格式错误和国家秘密不能豁免；理由、批准人没有填的不算豁免。

    为什么: 方案改过之后，原来批准的例外不一定还成立，要重新批；误以为已经豁免，错误就没有人改。
    怎么改: 换版后仍要接受的，重新报批，把“版本”改成现在的版本；不能豁免的，改方案。

    错误:
        版本: 2
        豁免: [{规则: SJ05, 理由: "食堂检修，推迟开餐", 批准人: 徐正, 版本: 1}]
    正确:
        版本: 2
        豁免: [{规则: SJ05, 理由: "食堂检修，推迟开餐", 批准人: 徐正, 版本: 2}]
    """
    book = book_of(case.loaded)[0]
    for waiver in case.plan.waivers:
        row = book.row(code_of(waiver))
        if row is not None and not waivable(row.code, row.level):
            message = _("{code} 不能豁免").format(code=row.code)
            yield case.finding(waiver, "code", message, hint=_("改方案，删去这条豁免"))
        elif not is_current(waiver, case.plan):
            message = _("{code} 的豁免是为第 {version} 版批准的，方案已是第 {now} 版，豁免不再有效")
            yield case.finding(
                waiver,
                "version",
                message.format(code=waiver.code, version=version_of(waiver), now=case.plan.version),
                hint=_("仍要接受的，重新报批后把豁免的“版本”改成 {now}").format(now=case.plan.version),
            )
        elif not is_signed(waiver):
            message = _("{code} 的豁免没有写明理由和批准人，还不算豁免").format(code=waiver.code)
            yield case.finding(waiver, "code", message, hint=_("写明理由和批准人"))


def _roads_to_nowhere(case: Case, registers: Registers) -> Iterator[Finding]:
    """Ends of roads in the office file that are none of its places: the figure would never be used."""
    places = registers["place"]
    for road in case.office.travel if case.office else []:
        for field, name in (("from_", road.from_), ("to", road.to)):
            if places.lacks(name):
                yield case.office_finding(road, field, places.problem.format(name=name), hint=places.advice(name))


@rule("GS14")
def names_seen_once(case: Case, figures: Figures) -> Iterator[Finding]:
    """责任人、讲解、主持、替补、检查人在别处也出现过；同一个人、来宾的同一个单位只有一种写法。

    在陪同、工作人员、来宾名单和 office.yaml 里都没有、全文只出现一次的姓名，列出来请核对。
    两个姓名只差一字、读音相同的（吴钢、吴刚），来宾单位有全称有简称的，也列出来；各在同一份名单里、或者单位不同的两个人不列。

    为什么: 只出现一次的姓名常常是错别字，电话和职务也无处可查。
    怎么改: 写错的改正；没有写错的，在工作人员或 office.yaml 的人员里加上。

    错误:
        预案:
          - {情形: 突发疾病, 触发: 来宾身体不适, 措施: [送云溪县人民医院], 责任单位: 县卫健局, 责任人: 何婧}
          - {情形: 交通拥堵, 触发: 延误超过10分钟, 措施: [启用备用路线], 责任单位: 县交警大队, 责任人: 罗斌}
    正确:
        预案:
          - {情形: 突发疾病, 触发: 来宾身体不适, 措施: [送云溪县人民医院], 责任单位: 县卫健局, 责任人: 何静}
          - {情形: 交通拥堵, 触发: 延误超过10分钟, 措施: [启用备用路线], 责任单位: 县交警大队, 责任人: 罗斌}
    """
    known = set(host_side(case))
    if not known:
        yield from written_two_ways(case, frozenset())
        return
    known |= set(case.guest_by_name) | set(case.plan.letter.members if case.plan.letter else ())
    mentions = [
        (name, node, field, index)
        for node in case.nodes
        for field in _DOERS.get(type(node), ())
        for name, index in case.entries(node, field)
        if name not in known and is_person(name)
    ]
    times = Counter(name for name, *_rest in mentions)
    yield from written_two_ways(case, {name for name, number in times.items() if number == 1})
    for name, node, field, index in mentions:
        if times[name] == 1:
            meant = nearest(name, (other for other in known if len(other) == len(name)))
            hint = _("是不是想写“{name}”？").format(name=meant) if meant else _("核对姓名；没有写错的，在名单里加上")
            message = _("“{name}”只在这里出现过，名单和常备资料里都没有").format(name=name)
            yield case.finding(node, field, message, index=index, hint=hint)
