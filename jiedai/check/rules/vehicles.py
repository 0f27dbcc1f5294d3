"""车辆 (CX01, CX04–CX06, CX08): how many cars, who fits in, how long a driver drives; police is in `police`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from jiedai.check.engine import rule
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.base import Node
from jiedai.model.hospitality import Ride
from jiedai.model.office import Vehicle
from jiedai.model.placeholder import is_placeholder
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding, Slot
from jiedai.visit.data import words
from jiedai.visit.movement import is_ride, label, vehicles_by_item
from jiedai.visit.rides import at_the_wheel, drivers_of, in_service, listed_in, party
from jiedai.visit.statements import any_of, statements


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
            message = _("{car} 号车核载 {seats} 人，名单有 {riders} 人").format(
                car=number, seats=car.seats, riders=riders
            )
            yield case.finding(rides[-1], "riders", message, hint=_("换大车或加车"))
    for _day, item in case.items:
        if item.id in listed or not item.vehicles:
            continue
        cars = [case.vehicle_by_number.get(number) for number in item.vehicles]
        seats = [car.seats for car in cars if car and car.seats is not None]
        riding = party(case, item)
        if riding is None or len(seats) < len(cars) or riding.number <= sum(seats):
            continue
        message = _("{item}有 {number} 人，车辆共核载 {seats} 人").format(
            item=label(item), number=riding.number, seats=sum(seats)
        )
        hint = _("换大车或加车；陪同不坐这辆车的，用“乘车”写明谁坐哪辆")
        yield case.finding(item, "vehicles", message, hint=hint, level=Level.WARNING if riding.approximate else None)


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
                message = _("{car} 号车驾驶员连续驾驶 {minutes} 分钟，超过 {hours} 小时").format(
                    car=number, minutes=total, hours=figures["hours"]
                )
                hint = _("中途休息不少于 {rest} 分钟，或者配两名驾驶员").format(rest=rest)
                yield case.finding(slot.item, "time", message, hint=hint)
                total = 0
            state[drivers[0]] = (0 if paused >= rest else total, slot.end)


@rule("CX06")
def no_borrowed_cars(case: Case, figures: Figures) -> Iterator[Finding]:
    """No cars of subordinate or other units."""
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
