"""乘车: cars for each ride and who sits in which, as far as possible as the plan has it already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from jiedai.arrange import fleet as fleets
from jiedai.arrange.demands import Clash, clash_of, figures_in_force
from jiedai.arrange.exchange import Problem, Unit
from jiedai.arrange.fleet import Car, Cars, Fleet, Leg, Rider, by_number, cars_of
from jiedai.arrange.proposal import MOVED, Aim, Edit, Line, Measure, Move, Part, Proof, Proposal
from jiedai.arrange.search import arranged
from jiedai.language import _
from jiedai.model.base import path_of
from jiedai.model.choice import HostRole, Rank
from jiedai.model.hospitality import Ride
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Plan
from jiedai.model.schedule import Item
from jiedai.model.words import EVERYBODY
from jiedai.patterns import regex
from jiedai.visit.case import Case, Slot
from jiedai.visit.data import words
from jiedai.visit.movement import destination, is_ride, origin
from jiedai.visit.people import known_people
from jiedai.visit.rides import at_the_wheel, drivers_of, everybody, in_order
from jiedai.visit.statements import any_of
from jiedai.visit.transport import on_foot

SPLIT_GROUP, SPLIT_UNIT, OTHER_CAR, LEADER_BACK = 60, 30, 5, 2
"""Points: a group or a unit in one more car, another car than on the ride before, a leader in a later car."""
_LIAISON = "联络"
_LEADERS = Rank.BUREAU


@dataclass(frozen=True, slots=True)
class Load:
    """A car of a ride: who sits in it (staff last), and who leads it."""

    car: str
    label: str
    names: tuple[str, ...]
    lead: str | None = None


AIMS = (Aim.KEEP, Aim.ANEW, Aim.TOGETHER, Aim.STEADY)
_MUCH = 20
"""So many times more counts what an arrangement aims at."""
_MOVED, _CAR, _EMPTY = 60, 40, 1
"""Points of an arrangement for somebody who moves, for a car, for a seat left empty."""


def arrange_rides(case: Case, aim: Aim = Aim.KEEP) -> Proposal:
    """Cars and riders for every ride of the visit."""
    written, notes = legs_of(case)
    if not written:
        return Proposal("rides", (), tuple(notes or [_("日程里没有要排的乘车")]))
    legs = written if aim is Aim.KEEP else [_free(leg) for leg in written]
    figures = figures_in_force(case).get("CX05", {})
    fleet = Fleet(
        tuple(legs),
        tuple(cars_of(case)),
        fleets.conflicts_of(case, legs),
        figures.get("hours", 4),
        figures.get("rest", 20),
    )
    demands = fleets.demands_of(fleet)
    clash = clash_of(demands, lambda keys: fleets.usable(fleet, keys))
    if clash is not None:
        return Proposal("rides", (_clash_part(fleet, clash),), tuple(notes))
    chosen, points, bound = fleets.best_cars(fleet)
    parts = []
    earlier: dict[str, str] = {}
    for index, (leg, cars) in enumerate(zip(written, chosen, strict=True)):
        loads, proof = share_out(case, legs[index], cars, earlier, aim)
        measures = tuple(_measures(leg, cars, loads, earlier))
        earlier |= {name: load.car for load in loads for name in load.names}
        busy = {car.number for other in range(len(legs)) if fleet.meet(index, other) for car in chosen[other]}
        enough = [car for car in fleet.cars if car.seats >= leg.people and car.number not in busy]
        part = _part(leg, cars, loads, proof, min(enough, key=lambda car: car.seats, default=None))
        parts.append(replace(part, measures=measures))
    if points > bound:
        parts = [_unproven(part) for part in parts]
    return Proposal("rides", tuple(parts), tuple(notes))


def _free(leg: Leg) -> Leg:
    """A ride for which the plan has neither cars nor places."""
    return replace(leg, given=(), rides=(), riders=tuple(replace(rider, before=None) for rider in leg.riders))


def _measures(leg: Leg, cars: Cars, loads: Sequence[Load], earlier: Mapping[str, str]) -> Iterator[Measure]:
    """What a ride has too much of; `earlier` are the cars people had on their ride before."""
    at = {name: load.car for load in loads for name in load.names}
    groups: dict[str, set[str]] = {}
    for rider in leg.riders:
        if rider.group:
            groups.setdefault(rider.group, set()).add(at[rider.name])
    numbers = {car.number for car in cars}
    moved = sum(rider.before not in (None, at[rider.name]) for rider in leg.riders)
    other = sum(earlier.get(name, car) != car and earlier[name] in numbers for name, car in at.items())
    yield Measure("moved", moved, _MOVED)
    yield Measure("dropped", sum(number not in numbers for number in leg.given), _MOVED)
    yield Measure("cars", len(cars), _CAR)
    yield Measure("parted", sum(len(some) - 1 for some in groups.values()), SPLIT_GROUP)
    yield Measure("other_car", other, OTHER_CAR)
    yield Measure("empty", sum(car.seats for car in cars) - leg.people, _EMPTY)


def _clash_part(fleet: Fleet, clash: Clash) -> Part:
    keys = frozenset(demand.key for demand in fleets.demands_of(fleet))
    eased = []
    for demand in clash.relief or ():
        if demand.key == ("fleet",):
            seats = fleets.seats_short(fleet, keys)
            eased.append(_("加租一辆 {seats} 座以上的车").format(seats=seats))
        else:
            eased.append(demand.relief)
    return Part("fleet", _("全部乘车"), clash=clash, eased=tuple(eased))


def _unproven(part: Part) -> Part:
    return replace(part, proof=part.proof + Proof(1, 0, ("cars-untried",)))


# --- the rides of the plan --------------------------------------------------------------------------------------------


def legs_of(case: Case) -> tuple[list[Leg], list[str]]:
    """The rides in the order of time, and what could not be made one of."""
    legs, notes = [], []
    listed = {ride.item for ride in case.plan.rides}
    for _day, item in case.items:
        if not (is_ride(item) or item.vehicles or item.id in listed) or on_foot(item):
            continue
        if _unnamed(case, item):
            notes.append(_("{item} 有人只写了人数，要有姓名才能分车").format(item=item.id))
            continue
        leg = _leg(case, item)
        if leg.riders:
            legs.append(leg)
    legs.sort(key=lambda leg: (leg.start is None, leg.start or 0))
    return legs, notes


def _unnamed(case: Case, item: Item) -> bool:
    if not case.plan.guests:
        return case.plan.headcount is not None or not item.guests
    known = case.guest_by_name.keys() | case.guest_groups.keys() | EVERYBODY
    return any(name not in known and not is_placeholder(name) for name in item.guests)


def _leg(case: Case, item: Item) -> Leg:
    entries = (ride for ride in case.plan.rides if ride.item == item.id)
    rides = tuple(sorted(entries, key=lambda ride: by_number(ride.vehicle)))
    slot = case.slot_of(item)
    driving, resting = at_the_wheel(case, slot) if slot else (0, 0)
    narrow = regex(any_of(words("vehicles")["narrow"]))
    texts = (item.what, item.purpose or "", *(item.notes or {}).values())
    numbers = dict.fromkeys((*item.vehicles, *(ride.vehicle for ride in rides if ride.vehicle)))
    return Leg(
        item=item,
        riders=tuple(_riders(case, item, rides)),
        given=tuple(number for number in numbers if number in case.vehicle_by_number),
        rides=rides,
        start=slot.start if slot else None,
        end=_end(slot, driving) if slot else None,
        driving=driving,
        resting=resting,
        narrow=any(narrow.search(text) for text in texts),
        origin=origin(item),
        destination=destination(item),
    )


def _end(slot: Slot, driving: int) -> int:
    return max(slot.end, slot.start + driving) if slot.item.time.end is None else slot.end


def _riders(case: Case, item: Item, rides: tuple[Ride, ...]) -> Iterator[Rider]:
    """Everybody of the item, and whom the plan's rides name besides, in order of protocol, staff last."""
    plan, office = case.plan, case.office
    people = known_people(case)
    guests = {guest.name: guest for guest in plan.guests}
    ours = {host.name: host for host in plan.hosts}
    crew = {member.name for member in plan.crew}
    known = {person.name for person in (office.people if office else ())} | ours.keys() | crew
    coming = {guest.name for guest in case.guests_at(item)}
    before = _before(rides)
    drivers = {name for vehicle in case.vehicle_by_number.values() for name in drivers_of(vehicle)}
    extra = [name for name in before if name in coming or (name in known and name not in guests)]
    names = in_order(case, (*everybody(case, item), *extra))
    chief = next((name for name in names if name in guests), None)
    principal = _principal(case, names)
    for name in dict.fromkeys(names):
        if is_placeholder(name) or (name in drivers and name not in guests):
            continue
        guest = guests.get(name)
        standing = people.named([name])[0].standing
        yield Rider(
            name=name,
            group=(guest.group or guest.unit) if guest else "",
            unit=guest.unit if guest else "",
            before=before.get(name),
            head=name in (chief, principal),
            leader=(standing.rank or Rank.OTHER).height <= _LEADERS.height,
            staff=name in crew or any(name == ride.lead for ride in rides),
        )


def _before(rides: tuple[Ride, ...]) -> dict[str, str]:
    """Who sits in which car by the plan, whoever leads it included."""
    found: dict[str, str] = {}
    for ride in rides:
        for name in (*ride.riders, *([ride.lead] if ride.lead else [])):
            if ride.vehicle:
                found.setdefault(name, ride.vehicle)
    return found


def _principal(case: Case, names: tuple[str, ...]) -> str | None:
    """The host who rides with the chief guest: the principal one, else the first of the list."""
    hosts = [host for host in case.plan.hosts if host.name in names]
    principal = next((host for host in hosts if host.role is HostRole.PRINCIPAL), hosts[0] if hosts else None)
    return principal.name if principal else None


# --- who sits in which car --------------------------------------------------------------------------------------------


def share_out(
    case: Case, leg: Leg, cars: Cars, earlier: Mapping[str, str], aim: Aim = Aim.KEEP
) -> tuple[list[Load], Proof]:
    """Who sits in which car: groups together, the heads of both sides in the first car, somebody to lead each.

    `earlier` are the cars people had on their ride before.
    """
    numbers = [car.number for car in cars]
    leads = _leads(case, leg, numbers)
    if len(cars) == 1:
        return [_load(leg, cars, 0, [rider.name for rider in leg.riders], leads)], Proof()
    weight = _MUCH if aim is Aim.STEADY else 1
    problem = _problem(leg, cars, leads, earlier, weight * OTHER_CAR)
    if aim is Aim.TOGETHER:
        problem = replace(problem, weights=tuple(_MUCH * points for points in problem.weights))
    found = arranged(problem, _filled(problem.seats, len(leg.riders)))
    names = [
        [rider.name for rider, home in zip(leg.riders, found.home, strict=True) if home == index]
        for index in range(len(cars))
    ]
    loads = [_load(leg, cars, index, names[index], leads) for index in range(len(cars))]
    return loads, Proof(found.points, found.bound, ("branch-and-bound",))


def _problem(
    leg: Leg, cars: Cars, leads: Mapping[str, str], earlier: Mapping[str, str], other_car: int = OTHER_CAR
) -> Problem:
    """What it costs to share riders out: groups and units in several cars, and who sits in which."""
    homes = {name: car for car, name in leads.items()}
    numbers: dict[tuple[int, str], int] = {}
    units = []
    for rider in leg.riders:
        groups = [(SPLIT_GROUP, rider.group)] if rider.group else []
        groups += [(SPLIT_UNIT, rider.unit)] if rider.unit and rider.unit != rider.group else []
        points = [
            _points(rider, cars, index, homes.get(rider.name), earlier.get(rider.name), other_car)
            for index in range(len(cars))
        ]
        units.append(Unit(1, tuple(points), tuple((numbers.setdefault(group, len(numbers)), 1) for group in groups)))
    return Problem(tuple(units), tuple(car.seats for car in cars), tuple(points for points, _name in numbers))


def _filled(seats: Sequence[int], people: int) -> list[int]:
    """The car of each of so many people when one car is filled after the other."""
    return [index for index, count in enumerate(seats) for _seat in range(count)][:people]


def _points(rider: Rider, cars: Cars, index: int, home: str | None, last: str | None, other_car: int) -> int:
    """The points of a rider in a car; `home` is the car the rider leads, `last` that of the ride before."""
    number, numbers = cars[index].number, [car.number for car in cars]
    points = MOVED if rider.before is not None and rider.before != number else 0
    points += 10 * MOVED if home is not None and home != number else 0
    points += other_car if last in numbers and last != number else 0
    points += LEADER_BACK * index if rider.leader else 0
    return points + (MOVED // 2 if rider.head and rider.before is None and index else 0)


def _leads(case: Case, leg: Leg, numbers: Sequence[str]) -> dict[str, str]:
    """Who leads which car: as the plan says, else the crew along, liaisons first."""
    found = {ride.vehicle: ride.lead for ride in leg.rides if ride.vehicle in numbers and ride.lead}
    riding = {rider.name: rider for rider in leg.riders}
    leads = {car: name for car, name in found.items() if car and name in riding}
    duties = {member.name: member.duty for member in case.plan.crew}
    crew = [rider for rider in leg.riders if rider.staff and rider.name not in leads.values()]
    crew.sort(key=lambda rider: not any(_LIAISON in duty for duty in duties.get(rider.name, ())))
    for number in numbers:
        if number in leads or not crew:
            continue
        own = next((rider for rider in crew if rider.before == number), None)
        rider = own or next((rider for rider in crew if rider.before is None), crew[0])
        crew.remove(rider)
        leads[number] = rider.name
    return leads


def _load(leg: Leg, cars: Cars, index: int, names: list[str], leads: Mapping[str, str]) -> Load:
    order = {rider.name: place for place, rider in enumerate(leg.riders)}
    car = cars[index]
    return Load(car.number, car.label, tuple(sorted(names, key=order.__getitem__)), leads.get(car.number))


# --- telling it -------------------------------------------------------------------------------------------------------


def _part(leg: Leg, cars: Cars, loads: Sequence[Load], proof: Proof, enough: Car | None) -> Part:
    """A ride as it is told; `enough` is a free car that would hold everybody."""
    notes = []
    if len(loads) > 1:
        without = [load.car for load in loads if load.lead is None]
        if without:
            notes.append(_("{cars} 号车没有带车的工作人员，再派一人").format(cars=_("、").join(without)))
    if len(cars) > 1 and enough is not None and not leg.narrow:
        notes.append(_("方案用了 {count} 辆车，{car}一辆就坐得下").format(count=len(cars), car=enough.label))
    return Part(
        leg.id,
        _("{item} {what}（{count} 人）").format(item=leg.id, what=leg.item.what, count=leg.people),
        tuple(_lines(leg, loads)),
        tuple(_moves(leg, loads)),
        tuple(notes),
        proof,
        edits=tuple(_edits(leg, loads)),
    )


def _lines(leg: Leg, loads: Sequence[Load]) -> Iterator[Line]:
    riders = {rider.name: rider for rider in leg.riders}
    for load in loads:
        kept = load.car in leg.given and all(riders[name].before in (None, load.car) for name in load.names)
        names = tuple(name for name in load.names if name != load.lead)
        yield Line(load.label, names, _("；").join(_reasons(leg, loads, load)), changed=not kept or _new(leg, load))


def _new(leg: Leg, load: Load) -> bool:
    return bool(leg.rides) and any(rider.before is None for rider in leg.riders if rider.name in load.names)


def _reasons(leg: Leg, loads: Sequence[Load], load: Load) -> Iterator[str]:
    riders = [rider for rider in leg.riders if rider.name in load.names]
    if load.lead:
        yield _("带车：{lead}").format(lead=load.lead)
    if len(loads) == 1:
        if load.car not in leg.given:
            yield _("一辆坐得下，集中乘车")
        elif not _new(leg, load):
            yield _("方案原样")
        return
    if leg.rides and riders and all(rider.before == load.car for rider in riders):
        yield _("方案原样")
    if len([rider for rider in riders if rider.head]) > 1:
        yield _("主宾和主陪同车")
    whole: list[str] = []
    split: list[str] = []
    for group in dict.fromkeys(rider.group for rider in riders if rider.group):
        everybody = all(rider.name in load.names for rider in leg.riders if rider.group == group)
        (whole if everybody else split).append(group)
    if whole:
        yield _("{groups}同车").format(groups=_("、").join(whole))
    if split:
        yield _("{groups}一车坐不下或照方案分开").format(groups=_("、").join(split))


def _moves(leg: Leg, loads: Sequence[Load]) -> Iterator[Move]:
    place = {name: load for load in loads for name in load.names}
    for rider in leg.riders:
        load = place[rider.name]
        label = _("{car} 号车").format(car=load.car)
        if rider.before is not None and rider.before != load.car:
            yield Move(rider.name, _("{car} 号车").format(car=rider.before), label)
        elif rider.before is None and leg.rides:
            yield Move(rider.name, None, label)
    for ride in leg.rides:
        for name in (*ride.riders, *([ride.lead] if ride.lead else [])):
            if name not in place and ride.vehicle:
                yield Move(name, _("{car} 号车").format(car=ride.vehicle), None)


# --- writing it -------------------------------------------------------------------------------------------------------


def _edits(leg: Leg, loads: Sequence[Load]) -> Iterator[Edit]:
    """The cars of the item; and where there are several, or the plan has them already, who sits in which."""
    numbers = [load.car for load in loads]
    if set(leg.item.vehicles) != set(numbers):
        yield Edit("set", (*path_of(leg.item), "vehicles"), Item, [_number(number) for number in numbers])
    entries: dict[str, Ride] = {}
    for ride in leg.rides:
        if ride.vehicle in numbers and ride.vehicle not in entries:
            entries[ride.vehicle or ""] = ride
        else:
            yield Edit("remove", path_of(ride))
    for load in loads:
        riders = [name for name in load.names if name != load.lead]
        known = entries.get(load.car)
        if known is not None:
            if set(known.riders) != set(riders):
                yield Edit("set", (*path_of(known), "riders"), Ride, riders)
            if load.lead != known.lead:
                yield Edit("set", (*path_of(known), "lead"), Ride, load.lead)
        elif len(loads) > 1 or leg.rides:
            entry = {"item": leg.id, "vehicle": _number(load.car), "riders": riders}
            yield Edit("add", ("rides",), Plan, entry | ({"lead": load.lead} if load.lead else {}))


def _number(number: str) -> int | str:
    """A car's number as people write it: a plain one without quotes."""
    return int(number) if number.isdecimal() and number == str(int(number)) else number
