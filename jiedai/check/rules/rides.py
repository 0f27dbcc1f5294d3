"""乘车安排 (CX10, CX11): every ride has a vehicle, and everybody of its party a place in one."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.choice import ItemKind
from jiedai.model.hospitality import Ride
from jiedai.model.placeholder import is_placeholder
from jiedai.model.schedule import Item
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.links import by_own_means, names_vehicle, on_foot, walk_minutes
from jiedai.visit.movement import is_ride, label, vehicles_by_item
from jiedai.visit.names import is_person
from jiedai.visit.people import known_people
from jiedai.visit.rides import everybody, listed_in, party, rides_of

_DRIVEN = (None, ItemKind.TRANSFER, ItemKind.PICKUP, ItemKind.DROPOFF, ItemKind.WELCOME, ItemKind.OTHER)
_SHOWN = 5


@rule("CX10")
def a_vehicle_for_every_ride(case: Case, figures: Figures) -> Iterator[Finding]:
    """每一段乘车写明用哪辆车：在这一项的“车辆”里，或者在“乘车”里。

    写明自带、自备、自行、自驾、乘对方车辆、乘高铁飞机、步行的不查，事项里写了车型、车号的不查；没有写乘车、
    路程在步行范围（10 分钟）以内的不查。

    为什么: 没有写车辆，就没有人派车，驾驶员的行车单上也没有这一趟。
    怎么改: 写上 office.yaml 里的车号；还没有定的写“待填”。

    错误:
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A1, 时间: "14:00-14:25", 事项: 乘车前往产业园, 类别: 乘车, 从: 云溪宾馆, 到: 智能制造产业园,
                 责任单位: 县接待办, 责任人: 姚晨}
    正确:
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A1, 时间: "14:00-14:25", 事项: 乘车前往产业园, 类别: 乘车, 从: 云溪宾馆, 到: 智能制造产业园,
                 车辆: [1], 责任单位: 县接待办, 责任人: 姚晨}
    """
    used = vehicles_by_item(case)
    for _day, item in case.items:
        driven = item.kind is ItemKind.TRANSFER or (is_ride(item) and item.kind in _DRIVEN)
        if not driven or item.id in used or case.is_blank(item, "vehicles") or _needs_none(case, item):
            continue
        message = _("{item}没有写车辆").format(item=label(item))
        hint = _("写上车号；自行前往的，在事项或备注里写明")
        yield case.finding(item, "id", message, hint=hint)


def _needs_none(case: Case, item: Item) -> bool:
    """Whether people go on foot or by means of their own, or words say which vehicle it is."""
    if on_foot(item) or by_own_means(item) or names_vehicle(item):
        return True
    road = case.road_minutes(item.from_, item.to) if item.from_ and item.to else None
    return road is not None and (road == 0 or (road <= walk_minutes(case) and "车" not in item.what))


@rule("CX11")
def everybody_rides(case: Case, figures: Figures) -> Iterator[Finding]:
    """“乘车”写了谁坐哪辆车的，参加这一段的来宾、陪同、工作人员都有车坐。

    没有写乘车人的车，由没有写到的人坐；只有少数几位来宾没有写到的，提醒写明他坐哪辆。驾驶员不算；写明自行前往的不查。
    只有人数的，比较人数。

    为什么: 名单上没有他，开车的时候就没有人等他。
    怎么改: 在“乘车人”里补上；不坐车的，从这一项的来宾、陪同或工作人员里去掉。

    错误:
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A1, 时间: "14:00-14:25", 事项: 乘车前往产业园, 类别: 乘车, 从: 云溪宾馆, 到: 智能制造产业园,
                 车辆: [1], 责任单位: 县接待办, 责任人: 姚晨}
        乘车: [{日程: A1, 车辆: 1, 乘车人: [陈志远]}]
    正确:
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A1, 时间: "14:00-14:25", 事项: 乘车前往产业园, 类别: 乘车, 从: 云溪宾馆, 到: 智能制造产业园,
                 车辆: [1], 责任单位: 县接待办, 责任人: 姚晨}
        乘车: [{日程: A1, 车辆: 1, 乘车人: [陈志远, 李娜]}]
    """
    for _day, item in case.items:
        rides = rides_of(case, item)
        listing = [ride for ride in rides if ride.riders]
        blank = any(case.is_blank(ride, "riders") for ride in rides)
        if not listing or blank or case.item_by_id[item.id][1] is not item or by_own_means(item):
            continue
        if case.plan.guests:
            yield from _left_out(case, item, rides, listing)
        else:
            yield from _too_few(case, item, rides, listing)


def _left_out(case: Case, item: Item, rides: list[Ride], listing: list[Ride]) -> Iterator[Finding]:
    """Those known by name whom no list of a ride names, where no vehicle without a list takes them."""
    known = known_people(case)
    named = (name for ride in rides for name in (*ride.riders, ride.lead or ""))
    riding = {person.name for person in known.named(name for name in named if name)}
    missing = [name for name in everybody(case, item) if name not in riding and _is_somebody(case, name)]
    listed = {ride.vehicle for ride in listing}
    open_cars = [number for number in vehicles_by_item(case).get(item.id, ()) if number not in listed]
    guests = [name for name in missing if name in case.guest_by_name]
    if open_cars and 0 < len(guests) < len(riding & case.guest_by_name.keys()):
        message = _("没有写{names}坐哪辆车").format(names=_some(guests))
        hint = _("在“乘车人”里补上；不写的按坐 {cars} 号车安排").format(cars=_("、").join(sorted(open_cars)))
        yield case.finding(listing[-1], "riders", message, hint=hint, level=Level.WARNING)
    elif missing and not open_cars:
        message = _("{names}参加{item}，没有车坐").format(names=_some(missing), item=label(item))
        related = (case.related(item, "id", _("这一项在这里")),)
        hint = _("在“乘车人”里补上；不参加的，从这一项里去掉")
        yield case.finding(listing[-1], "riders", message, hint=hint, related=related)


def _too_few(case: Case, item: Item, rides: list[Ride], listing: list[Ride]) -> Iterator[Finding]:
    """Lists with fewer people than ride, where only numbers are known."""
    heads, listed = party(case, item), sum(listed_in(case, ride) for ride in rides)
    open_cars = vehicles_by_item(case).get(item.id, frozenset()) - {ride.vehicle for ride in listing}
    if heads is None or heads.approximate or open_cars or listed >= heads.number:
        return
    message = _("{item}有 {people} 人，乘车人只写了 {listed} 人").format(
        item=label(item), people=heads.number, listed=listed
    )
    related = (case.related(item, "id", _("这一项在这里")),)
    yield case.finding(listing[-1], "riders", message, hint=_("补上没有写到的人"), related=related)


def _is_somebody(case: Case, name: str) -> bool:
    """Whether a name is one person's: a guest's, or one that looks like it; not a post, a group, a number of people."""
    return not is_placeholder(name) and (name in case.guest_by_name or is_person(name))


def _some(names: list[str]) -> str:
    return _("、").join(names[:_SHOWN]) + ("…" if len(names) > _SHOWN else "")
