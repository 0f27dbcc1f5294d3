"""责任链 (ZR): for everything somebody is responsible, can be reached, and is in one place at a time."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.language import _
from jiedai.model.choice import ItemKind
from jiedai.model.placeholder import is_placeholder
from jiedai.model.schedule import Item
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding, Slot
from jiedai.visit.people import counted
from jiedai.visit.work import active_units, held_by_somebody, held_in_plan, holders, names_in, needs


@rule("ZR01")
def somebody_responsible(case: Case, figures: Figures) -> Iterator[Finding]:
    """每一项安排都有责任单位或责任人。

    写了其中一个就算有；还没有定的写“待填”。

    为什么: 没有人负责的一项，到时候就没有人到场。
    怎么改: 在这一项写“责任单位”和“责任人”。

    错误:
        日程:
          - 日期: 2026-05-11
            安排:
              - 编号: A1
                时间: "10:00-11:00"
                事项: 座谈
                类别: 座谈
                地点: 县行政中心三号会议室
                目的: 听取汇报
    正确:
        日程:
          - 日期: 2026-05-11
            安排:
              - 编号: A1
                时间: "10:00-11:00"
                事项: 座谈
                类别: 座谈
                地点: 县行政中心三号会议室
                目的: 听取汇报
                责任单位: 县接待办
                责任人: 姚晨
    """
    for _day, item in case.items:
        if case.lacks(item, "lead") and case.lacks(item, "owner"):
            units = dict.fromkeys(place.unit for name in item.place if (place := case.place(name)) and place.unit)
            hint = (
                _("写上责任单位和责任人；这里的管理单位是{unit}").format(unit=_("、").join(units))
                if units
                else _("写上责任单位和责任人；还没有定的写“待填”")
            )
            yield case.finding(
                item, "id", _("{id}“{what}”没有责任单位，也没有责任人").format(id=item.id, what=item.what), hint=hint
            )


@rule("ZR02")
def duty_held(case: Case, figures: Figures) -> Iterator[Finding]:
    """这次接待需要的职责有人承担：讲解、食品安全、医疗、交通、宣传、翻译、安保。

    考察要有讲解（讲解人，或者点位的联系人、责任人）；接待方安排用餐要有食品安全；过夜或有健康提示要有医疗；
    乘车路段多要有交通；安排报道要有宣传；与外宾交谈要有翻译；公众活动要有安保。
    工作人员的岗位、任务和预案的责任单位、office.yaml 里部门的职责都算。

    为什么: 接待是一条服务链，缺一环当天才发现就补不上了。
    怎么改: 在“工作人员”写上承担的人和岗位，或者给承担的部门布置任务。

    错误:
        来宾: [{姓名: Anna Weber, 国籍: 德国, 单位: 诺伊施塔特市政府, 职务: 副市长}]
        类型: 外事
        工作人员: [{姓名: 姚晨, 单位: 县接待办, 岗位: 联络, 电话: 13900000201, 替补: 周敏}]
        日程:
          - 日期: 2026-05-11
            安排:
              - 编号: A1
                时间: "10:00-11:00"
                事项: 会见
                类别: 会见
                地点: 县行政中心三号会议室
                目的: 商谈合作
                责任单位: 县接待办
                责任人: 姚晨
    正确:
        来宾: [{姓名: Anna Weber, 国籍: 德国, 单位: 诺伊施塔特市政府, 职务: 副市长}]
        类型: 外事
        工作人员:
          - {姓名: 姚晨, 单位: 县接待办, 岗位: 联络, 电话: 13900000201, 替补: 周敏}
          - {姓名: 顾盼, 单位: 县外事办, 岗位: 译员, 电话: 13900000203}
        日程:
          - 日期: 2026-05-11
            安排:
              - 编号: A1
                时间: "10:00-11:00"
                事项: 会见
                类别: 会见
                地点: 县行政中心三号会议室
                目的: 商谈合作
                责任单位: 县接待办
                责任人: 姚晨
    """
    for need in needs(case, figures):
        if held_in_plan(case, need.duty) or holders(case, need.duty):
            continue
        yield case.finding(
            need.node,
            need.field,
            _("{why}，但没有人承担{duty}").format(why=need.why, duty=need.duty.name),
            hint=_("在“工作人员”写上承担{duty}的人，或给承担的部门布置任务").format(duty=need.duty.name),
        )


@rule("ZR03")
def somebody_to_phone(case: Case, figures: Figures) -> Iterator[Finding]:
    """每一项安排至少有一个人能打通电话。

    责任人、责任单位、场所和场所联系人、这一项的工作人员、驾驶员，有一个电话就够；电话写在方案或 office.yaml 里都算。
    同一责任单位和责任人的几项只报一次。

    为什么: 时间一变就要马上通知到这一项的人。
    怎么改: 在“工作人员”或 office.yaml 里补上电话。

    错误:
        日程:
          - 日期: 2026-05-11
            安排:
              - 编号: A1
                时间: "10:00-11:00"
                事项: 座谈
                类别: 座谈
                责任人: 无电话者
    正确:
        工作人员: [{姓名: 有电话者, 单位: 县接待办, 岗位: 联络, 电话: 13900000299, 替补: 周敏}]
        日程:
          - 日期: 2026-05-11
            安排:
              - 编号: A1
                时间: "10:00-11:00"
                事项: 座谈
                类别: 座谈
                责任人: 有电话者
    """
    silent: dict[tuple[str | None, str | None], list[Item]] = {}
    for _day, item in case.items:
        responsible = [*names_in(item.owner), *names_in(item.lead)]
        blank = case.is_blank(item, "owner") or case.is_blank(item, "lead") or case.is_blank(item, "place")
        if responsible and not blank and not any(name in case.phone_of for name in _reachable(case, item)):
            silent.setdefault((item.owner, item.lead), []).append(item)
    for (owner, lead), items in silent.items():
        which = items[0].id if len(items) == 1 else _("{id} 等 {number} 项").format(id=items[0].id, number=len(items))
        yield case.finding(
            items[0],
            "owner" if owner else "lead",
            _("{which}没有可以联系的电话（{who}）").format(which=which, who=owner or lead),
            hint=_("在方案的“工作人员”或 office.yaml 里补上电话"),
        )


def _reachable(case: Case, item: Item) -> Iterator[str]:
    yield from names_in(item.owner)
    yield from names_in(item.lead)
    yield from (*item.crew, *item.guide)
    for name in item.place:
        yield name
        place = case.place(name)
        if place:
            yield from (text for text in (place.contact, place.unit) if text)
    yield from _drivers(case, item)


def _drivers(case: Case, item: Item) -> Iterator[str]:
    for number in item.vehicles:
        vehicle = case.vehicle_by_number.get(number)
        if vehicle and vehicle.driver:
            yield vehicle.driver


@rule("ZR04")
def one_place_at_a_time(case: Case, figures: Figures) -> Iterator[Finding]:
    """同一个人不能同时在两个地方。

    陪同、工作人员、讲解、主持和驾驶员，在时间重叠、地点不同的两项里都出现就报；并行的两项里都点了名的来宾也报。
    时间写“约”的、地点没有写的不查。乘车表里同一项坐两辆车的也报。

    为什么: 一人两处，总有一处当天没有人。
    怎么改: 换人，或错开时间。

    错误:
        日程:
          - 日期: 2026-05-11
            安排:
              - 编号: A1
                时间: "10:00-11:00"
                事项: 座谈
                类别: 座谈
                地点: 县行政中心三号会议室
                目的: 听取汇报
                陪同: [沈浩]
                并行: 是
                责任单位: 县接待办
                责任人: 姚晨
              - 编号: A2
                时间: "10:30-11:10"
                事项: 考察产业园
                类别: 考察
                地点: 智能制造产业园
                目的: 了解项目
                讲解: 唐凯
                陪同: [沈浩]
                并行: 是
                责任单位: 县工信局
                责任人: 唐凯
    正确:
        日程:
          - 日期: 2026-05-11
            安排:
              - 编号: A1
                时间: "10:00-11:00"
                事项: 座谈
                类别: 座谈
                地点: 县行政中心三号会议室
                目的: 听取汇报
                陪同: [沈浩]
                并行: 是
                责任单位: 县接待办
                责任人: 姚晨
              - 编号: A2
                时间: "10:30-11:10"
                事项: 考察产业园
                类别: 考察
                地点: 智能制造产业园
                目的: 了解项目
                讲解: 唐凯
                陪同: [林峰]
                并行: 是
                责任单位: 县工信局
                责任人: 唐凯
    """
    running: list[Slot] = []
    for later in case.slots:  # in the order of their start, so that only what still runs has to be looked at
        if later.item.time.approximate or not _whereabouts(later.item):
            continue
        running = [slot for slot in running if slot.end > later.start]
        apart = [slot for slot in running if _overlap(slot, later) and not _may_be_together(slot.item, later.item)]
        present = _present(case, later.item) if apart else {}
        running.append(later)
        for earlier in apart:
            guests_too = earlier.item.parallel or later.item.parallel
            for name in _present(case, earlier.item):
                if name not in present or (name in case.guest_by_name and not guests_too):
                    continue
                field, place = present[name]
                yield case.finding(
                    later.item,
                    field,
                    _("{name}在 {time} 的{other}和这一项同时出现").format(
                        name=name, time=earlier.item.time, other=earlier.item.id
                    ),
                    index=place,
                    hint=_("换人，或错开时间"),
                    related=(case.related(earlier.item, "id", _("另一项在这里")),),
                )
    yield from _in_two_cars(case)


def _overlap(one: Slot, other: Slot) -> bool:
    """Whether two items share some time; one without an end overlaps when it begins inside the other."""
    if one.start == one.end or other.start == other.end:
        point, span = (one, other) if one.start == one.end else (other, one)
        return span.start < point.start < span.end
    return one.start < other.end and other.start < one.end


def _whereabouts(item: Item) -> frozenset[str]:
    names = (*item.place, *(name for name in (item.from_, item.to) if name))
    return frozenset(name for name in names if not is_placeholder(name))


def _may_be_together(one: Item, other: Item) -> bool:
    """Whether two items share a place, or one place is a part of the other by its name."""
    return any(a in b or b in a for a in _whereabouts(one) for b in _whereabouts(other))


def _listed(case: Case, item: Item) -> Iterator[tuple[str, str, int | None]]:
    """The people an item names, with the field that names them and their place in its list."""
    units = (
        {host.unit for host in case.plan.hosts} | {member.unit for member in case.plan.crew} | set(case.unit_by_name)
    )
    for field in ("hosts", "crew", "guide"):
        for name, index in case.entries(item, field):
            if name not in units and counted(name) is None:
                yield name, field, index
    for name in names_in(item.chair):
        yield name, "chair", None
    for name, index in case.entries(item, "guests"):
        members = [case.guest_by_name[name]] if name in case.guest_by_name else case.guest_groups.get(name, [])
        yield from ((guest.name, "guests", index) for guest in members)
    for number, index in case.entries(item, "vehicles"):
        vehicle = case.vehicle_by_number.get(number)
        if vehicle and vehicle.driver:
            yield vehicle.driver, "vehicles", index


def _present(case: Case, item: Item) -> dict[str, tuple[str, int | None]]:
    """The people an item names, each with where it first does so."""
    found: dict[str, tuple[str, int | None]] = {}
    for name, field, index in _listed(case, item):
        found.setdefault(name, (field, index))
    return found


def _in_two_cars(case: Case) -> Iterator[Finding]:
    """A rider of two vehicles on one ride."""
    first: dict[tuple[str, str], str] = {}
    for ride in case.plan.rides:
        riders = [(name, "riders", index) for name, index in case.entries(ride, "riders")]
        people: list[tuple[str, str, int | None]] = [*riders, *((name, "lead", None) for name in names_in(ride.lead))]
        for name, field, index in people:
            if not ride.vehicle:
                continue
            car = first.setdefault((ride.item, name), ride.vehicle)
            if car != ride.vehicle:
                yield case.finding(
                    ride,
                    field,
                    _("{name}在 {item} 同时坐 {one} 号和 {other} 号车").format(
                        name=name, item=ride.item, one=car, other=ride.vehicle
                    ),
                    index=index,
                    hint=_("只留一辆"),
                )


@rule("ZR05")
def unit_has_work(case: Case, figures: Figures) -> Iterator[Finding]:
    """承担这次接待所需职责的部门，在方案里要有事做。

    office.yaml 里某部门的职责是这次需要的（食品安全、医疗、交通、宣传、安保等），或者要考察的场所归它管，
    而日程的责任单位、任务、配合、预案、工作人员里都没有它，就报一次。
    工作人员里另有人承担这个岗位的不报。

    为什么: 方案没有写到的部门不会收到任务单，当天不会到位。
    怎么改: 给这个部门布置任务，或者在预案里写明由它负责；这次确实不需要的，写“豁免”并说明理由。

    错误:
        宣传: {人数: 2, 字数: 500}
    正确:
        宣传: {人数: 2, 字数: 500}
        工作人员:
          - {姓名: 余欢, 单位: 县融媒体中心, 岗位: 摄影, 电话: 0570-5550107}
          - {姓名: 范斌, 单位: 县市场监管局, 岗位: 食品安全, 电话: 0570-5550106}
    """
    active = active_units(case)
    for need in needs(case, figures):
        units = holders(case, need.duty)
        if not units or held_by_somebody(case, need.duty):
            continue
        names = _("、").join(unit.name for unit in units)
        yield case.finding(
            need.node,
            need.field,
            _("{why}，{units}承担{duty}，方案里却没有它的任务").format(why=need.why, units=names, duty=need.duty.name),
            hint=_("给{units}布置任务，或在预案里写明由它负责").format(units=names),
        )
    told = set()
    for _day, item in case.items:
        if item.kind is not ItemKind.VISIT:
            continue
        for name, index in case.entries(item, "place"):
            place = case.place(name)
            if place is None or not place.unit or place.unit in active or place.unit in told:
                continue
            if place.contact and place.contact in (*names_in(item.owner), *item.guide):
                continue
            told.add(place.unit)
            yield case.finding(
                item,
                "place",
                _("{place}由{unit}管理，方案里却没有它的任务").format(place=name, unit=place.unit),
                index=index,
                hint=_("给{unit}布置任务，或把它写成责任单位").format(unit=place.unit),
            )
