"""车辆 (CX): cars, who rides in them, and what the police is asked for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from jiedai.check.engine import rule
from jiedai.check.rules.named_cars import impossible_plates, misnamed_cars
from jiedai.check.words import in_words
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.base import Node
from jiedai.model.choice import ItemKind
from jiedai.model.conduct import Risk
from jiedai.model.hospitality import Ride
from jiedai.model.office import Vehicle
from jiedai.model.placeholder import is_placeholder
from jiedai.model.schedule import Item
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding, Slot
from jiedai.visit.data import words
from jiedai.visit.links import walk_minutes
from jiedai.visit.movement import is_ride, label, vehicles_by_item
from jiedai.visit.names import is_person
from jiedai.visit.people import known_people
from jiedai.visit.posts import CITY, Official, is_area_leader, level_of
from jiedai.visit.rides import at_the_wheel, drivers_of, everybody, in_service, listed_in, party, rides_of
from jiedai.visit.statements import any_of, statements
from jiedai.visit.transport import by_own_means, names_vehicle, on_foot, own_means_told


def _by_seats(case: Case) -> list[tuple[int, Vehicle]]:
    """The vehicles that carry parties and whose seats are known, the smallest first."""
    known = [(car.seats, car) for car in case.vehicle_by_number.values() if car.seats and not in_service(car)]
    return sorted(known, key=lambda entry: entry[0])


@rule("CX01")
def ride_together(case: Case, figures: Figures) -> Iterator[Finding]:
    """People ride together and few cars follow."""
    narrow = regex(any_of(words("vehicles")["narrow"]))
    used = vehicles_by_item(case)
    busy, by_seats = _busy(case, used), _by_seats(case)
    listed: dict[str, int] = {}
    for ride in case.plan.rides:
        listed[ride.item] = listed.get(ride.item, 0) + listed_in(case, ride)
    for item_id, numbers in used.items():
        found = case.item_by_id.get(item_id)
        if found is None:
            continue
        item = found[1]
        cars = [car for number in sorted(numbers) if (car := case.vehicle_by_number.get(number))]
        cars = [car for car in cars if not in_service(car)]
        riding = party(case, item)
        texts = (item.what, item.purpose or "", *(item.notes or {}).values())
        if riding is None or len(cars) < figures["cars"] or any(narrow.search(text) for text in texts):
            continue
        number = max(riding.number, listed.get(item_id, 0))
        own = [car for car in cars if car.seats is not None and car.seats >= number]
        larger = by_seats[bisect_left(by_seats, number, key=lambda entry: entry[0]) :] if item_id in busy else []
        others = (car for _seats, car in larger if car.number not in busy[item_id])
        best = min(own, key=lambda car: car.seats or 0) if own else next(others, None)
        if best is None:
            continue
        field = "vehicles" if item.vehicles else "id"
        yield case.finding(
            item,
            field,
            _("{item}用 {cars} 辆车，{number} 人坐 {car} 号车（核载 {seats}）就够").format(
                item=label(item), cars=len(cars), number=number, car=best.number, seats=best.seats
            ),
            hint=_("合乘一辆；山路等确需小车的，在备注里写明"),
        )


def _busy(case: Case, used: Mapping[str, frozenset[str]]) -> dict[str, set[str]]:
    """The cars that other items use at the time of an item, by its number; none for an item without a time."""
    found: dict[str, set[str]] = {}
    going: list[Slot] = []
    for slot in case.slots:
        going = [other for other in going if other.end > slot.start]
        busy = found.setdefault(slot.item.id, set())
        for other in going:
            busy |= used.get(other.item.id, frozenset())
            found[other.item.id] |= used.get(slot.item.id, frozenset())
        going.append(slot)
    return found


@rule("CX04")
def riders_fit(case: Case, figures: Figures) -> Iterator[Finding]:
    """No more riders than seats."""
    listed = {ride.item for ride in case.plan.rides}
    by_car: dict[tuple[str, str], list[Ride]] = {}
    for ride in case.plan.rides:
        if ride.vehicle:
            by_car.setdefault((ride.item, ride.vehicle), []).append(ride)
    for (_item, number), rides in by_car.items():
        car = case.vehicle_by_number.get(number)
        riders = sum(listed_in(case, ride) for ride in rides)
        if car and car.seats is not None and riders > car.seats:
            message = _("{car} 号车核载 {seats} 人，乘车人写了 {riders} 人").format(
                car=number, seats=car.seats, riders=riders
            )
            yield case.finding(rides[-1], "riders", message, hint=_("换大车或加车"))
    for _day, item in case.items:
        if item.id in listed or not item.vehicles:
            continue
        cars = [case.vehicle_by_number.get(number) for number in item.vehicles]
        seats = [car.seats for car in cars if car and car.seats is not None]
        riding, alone = party(case, item), _by_themselves(case, item)
        if riding is None or len(seats) < len(cars) or riding.number - (alone or 0) <= sum(seats):
            continue
        message = _("{item}有 {number} 人，车辆共核载 {seats} 人").format(
            item=label(item), number=riding.number - (alone or 0), seats=sum(seats)
        )
        hint = _("换大车或加车；陪同不坐这辆车的，用“乘车”写明谁坐哪辆")
        unsure = riding.approximate or alone is None
        yield case.finding(item, "vehicles", message, hint=hint, level=Level.WARNING if unsure else None)


_SOME = regex(r"(\d{1,4})\s*[人名位]")


def _by_themselves(case: Case, item: Item) -> int | None:
    """How many of a ride see to their transport themselves, by its words; None where they do not say how many."""
    number = 0
    for clause in own_means_told(item):
        told = _SOME.search(clause)
        groups = [group for name, group in case.counted_groups.items() if name in clause]
        if not told and not groups:
            return None
        number += int(told[1]) if told else sum(group.number for group in groups)
    return number


@rule("CX05")
def drivers_rest(case: Case, figures: Figures) -> Iterator[Finding]:
    """Nobody drives for hours without a rest."""
    limit, rest = figures["hours"] * 60, figures["rest"]
    used = vehicles_by_item(case)
    state: dict[str, tuple[int, int]] = {}
    for slot in case.slots:
        if not is_ride(slot.item) or slot.item.id not in used or "步行" in slot.item.what:
            continue
        need, paused = at_the_wheel(case, slot)
        for number in sorted(used[slot.item.id]):
            drivers = drivers_of(case.vehicle_by_number.get(number)) or (number,)
            if len(drivers) > 1:
                continue
            driven, until = state.get(drivers[0], (0, slot.start - rest))
            total = need + (driven if slot.start - until < rest else 0)
            if total > limit and not paused >= rest:
                message = _("{car} 号车驾驶员连续驾驶 {own} 小时 {minutes} 分钟，超过 {hours} 小时").format(
                    car=number, own=total // 60, minutes=total % 60, hours=figures["hours"]
                )
                hint = _("中途休息不少于 {rest} 分钟，或者配两名驾驶员").format(rest=rest)
                yield case.finding(slot.item, "time", message, hint=hint)
                total = 0
            state[drivers[0]] = (0 if paused >= rest else total, slot.end)


@rule("CX06")
def no_borrowed_cars(case: Case, figures: Figures) -> Iterator[Finding]:
    """No cars of subordinate or other units, listed or in words."""
    proper = regex(any_of(words("vehicles")["proper_owners"]))
    own = case.office.office if case.office else None
    ours = {own.name, own.short} if own else set()
    told: set[str] = set()
    for node, field, number, index in _uses(case):
        car = case.vehicle_by_number.get(number)
        if car is None or number in told or not car.owner or is_placeholder(car.owner):
            continue
        told.add(number)
        if car.police or car.owner in ours or proper.search(car.owner):
            continue
        yield case.finding(
            node,
            field,
            _("{car} 号车属于{owner}，不得借用其他单位的车辆").format(car=number, owner=car.owner),
            index=index,
            hint=_("用公务用车平台或租赁车辆；所属写错的改正"),
            related=(case.related(car, "owner", _("所属写在这里"), office=True),),
        )
    message, hint = _("不得借用其他单位的车辆"), _("用公务用车平台或租赁车辆")
    yield from in_words(case, "borrowed", message=message, hint=hint)


def _uses(case: Case) -> Iterator[tuple[Node, str, str, int | None]]:
    """(node, field, car number, index) of every place that uses a car."""
    for _day, item in case.items:
        yield from ((item, "vehicles", number, index) for number, index in case.entries(item, "vehicles"))
    for ride in case.plan.rides:
        if ride.vehicle:
            yield ride, "vehicle", ride.vehicle, None


@rule("CX08")
def signs_out_of_view(case: Case, figures: Figures) -> Iterator[Finding]:
    """A car-number sign stands low in the right corner of the windscreen, out of the driver's view."""
    lists = words("vehicles")
    sign, view, aside = (regex(any_of(lists[name])) for name in ("sign", "in_view", "wide_of_view"))
    window = regex("窗|挡风|玻璃|驾驶|后视镜|车头|方向盘|司机|主驾")
    for said in statements(case):
        text = said.text
        where = view.search(text)
        if where and sign.search(text) and window.search(text) and not aside.search(text):
            yield case.finding(
                said.node,
                said.field,
                _("车号标识放在“{where}”会挡驾驶员视线").format(where=where[0]),
                index=said.index,
                hint=_("放在前挡风玻璃右下角低处"),
            )


def _police_cars(case: Case) -> Iterator[tuple[Item, int | None]]:
    """Items that use a police car, with its index among their vehicles."""
    for _day, item in case.items:
        for number, index in case.entries(item, "vehicles"):
            car = case.vehicle_by_number.get(number)
            if car is not None and car.police:
                yield item, index


@rule("CX02")
def police_with_a_basis(case: Case, figures: Figures) -> Iterator[Finding]:
    """Police cars and closed roads rest on a basis."""
    security = case.plan.security
    if security is not None and (security.basis or case.is_blank(security, "basis")):
        return
    hint = _("删去；确属规定的警卫任务，在“安全: 依据”里写明文件")
    if security is not None and security.police_cars:
        yield case.finding(
            security, "police_cars", _("使用警车 {number} 辆，没有依据").format(number=security.police_cars), hint=hint
        )
    if security is not None and security.road_closure:
        yield case.finding(security, "road_closure", _("封闭道路，没有依据"), hint=hint)
    for item, index in _police_cars(case):
        message = _("{item}使用警车，没有依据").format(item=label(item))
        yield case.finding(item, "vehicles", message, index=index, hint=hint)
    yield from in_words(case, "escort", message=_("用警车、管交通没有依据"), hint=hint)


@rule("CX03")
def nobody_cleared_away(case: Case, figures: Figures) -> Iterator[Finding]:
    """No venue is cleared and no hall closed for the guests."""
    security = case.plan.security
    hint = _("改为“清场: 否”，正常开放")
    if security is not None and security.clear_venue:
        yield case.finding(security, "clear_venue", _("不得清场闭馆"), hint=hint)
    yield from in_words(
        case,
        "closing",
        message=_("不得清场闭馆"),
        hint=_("删去这项安排，正常开放"),
        wanted=lambda order: not isinstance(order.node, Risk),  # in an emergency people are led out
    )


@rule("CX07")
def no_police_for_city_leaders(case: Case, figures: Figures) -> Iterator[Finding]:
    """No police car and no closed road for a city's leaders, even with a basis."""
    leaders = (Official(guest.name, guest.unit, guest.post, guest.rank) for guest in case.plan.guests)
    if not any(level_of(leader) == CITY and is_area_leader(leader) for leader in leaders):
        return
    security = case.plan.security
    told = {"police_cars": _("市领导调研不用警车"), "road_closure": _("市领导调研不封路")}
    for field, message in told.items():
        if security is not None and getattr(security, field):
            yield case.finding(security, field, message, hint=_("删去"))
    for item, index in _police_cars(case):
        yield case.finding(item, "vehicles", _("市领导调研不用警车"), index=index, hint=_("删去"))


_DRIVEN = (None, ItemKind.TRANSFER, ItemKind.PICKUP, ItemKind.DROPOFF, ItemKind.WELCOME, ItemKind.OTHER)
_SHOWN = 5


@rule("CX10")
def a_vehicle_for_every_ride(case: Case, figures: Figures) -> Iterator[Finding]:
    """Every ride has a vehicle, the one that its words speak of; and plates are such as vehicles have."""
    used = vehicles_by_item(case)
    for _day, item in case.items:
        driven = item.kind is ItemKind.TRANSFER or (is_ride(item) and item.kind in _DRIVEN)
        if not driven or item.id in used or case.is_blank(item, "vehicles") or _needs_none(case, item):
            continue
        message = _("{item}没有写车辆").format(item=label(item))
        hint = _("写上车号；自行前往的，在事项或备注里写明")
        yield case.finding(item, "id", message, hint=hint)
    yield from _twice_in_one(case)
    yield from misnamed_cars(case)
    yield from impossible_plates(case)


def _twice_in_one(case: Case) -> Iterator[Finding]:
    """Items that name one vehicle twice, where another one was meant."""
    for _day, item in case.items:
        numbers = case.entries(item, "vehicles") if len(item.vehicles) > 1 else []
        for place, (number, index) in enumerate(numbers):
            if any(number == other for other, _index in numbers[:place]):
                message = _("{item}的车辆里 {car} 号车写了两次").format(item=label(item), car=number)
                yield case.finding(item, "vehicles", message, index=index, hint=_("改成另一辆的车号，或删去一个"))


def _needs_none(case: Case, item: Item) -> bool:
    """Whether people go on foot or by means of their own, or words say which vehicle it is."""
    if on_foot(item) or by_own_means(item) or names_vehicle(item):
        return True
    road = case.road_minutes(item.from_, item.to) if item.from_ and item.to else None
    return road is not None and (road == 0 or (road <= walk_minutes(case) and "车" not in item.what))


@rule("CX11")
def everybody_rides(case: Case, figures: Figures) -> Iterator[Finding]:
    """Where lists say who sits in which vehicle, everybody of the item sits in one."""
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
