"""乘车: cars for each ride and who sits in which, as far as possible as the plan has it already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from jiedai.arrange import fleet as fleets
from jiedai.arrange.demands import Clash, clash_of
from jiedai.arrange.figures import figures_in_force
from jiedai.arrange.fleet import Cars, Fleet
from jiedai.arrange.legs import Car, Leg, Rider, cars_of, legs_of
from jiedai.arrange.proposal import MOVED, Edit, Line, Move, Part, Proof, Proposal
from jiedai.arrange.solver import better_spread
from jiedai.arrange.spreading import Cell, spread
from jiedai.language import _
from jiedai.model.base import path_of
from jiedai.model.hospitality import Ride
from jiedai.model.plan import Plan
from jiedai.model.schedule import Item
from jiedai.visit.case import Case

_SPLIT_GROUP, _SPLIT_UNIT, _OTHER_CAR, _LEADER_BACK = 60, 30, 5, 2
"""Points: a group or a unit in one more car, another car than on the ride before, a leader in a later car."""
_LIAISON = "联络"


@dataclass(frozen=True, slots=True)
class Load:
    """A car of a ride: who sits in it (staff last), and who leads it."""

    car: str
    label: str
    names: tuple[str, ...]
    lead: str | None = None


def arrange_rides(case: Case) -> Proposal:
    """Cars and riders for every ride of the visit."""
    legs, notes = legs_of(case)
    if not legs:
        return Proposal("rides", (), tuple(notes or [_("日程里没有要排的乘车")]))
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
    for index, (leg, cars) in enumerate(zip(legs, chosen, strict=True)):
        loads, proof = share_out(case, leg, cars, earlier)
        earlier |= {name: load.car for load in loads for name in load.names}
        busy = {car.number for other in range(len(legs)) if fleet.meet(index, other) for car in chosen[other]}
        enough = [car for car in fleet.cars if car.seats >= leg.people and car.number not in busy]
        parts.append(_part(leg, cars, loads, proof, min(enough, key=lambda car: car.seats, default=None)))
    if points > bound:
        parts = [_unproven(part) for part in parts]
    return Proposal("rides", tuple(parts), tuple(notes))


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
    return replace(part, proof=part.proof + Proof(1, 0, _("用车组合没有查完")))


# --- who sits in which car --------------------------------------------------------------------------------------------


def share_out(case: Case, leg: Leg, cars: Cars, earlier: Mapping[str, str]) -> tuple[list[Load], Proof]:
    """Who sits in which car: groups together, the heads of both sides in the first car, somebody to lead each.

    `earlier` are the cars people had on their ride before.
    """
    numbers = [car.number for car in cars]
    leads = _leads(case, leg, numbers)
    if len(cars) == 1:
        return [_load(leg, cars, 0, [rider.name for rider in leg.riders], leads)], Proof()
    kinds: dict[tuple[Any, ...], list[Rider]] = {}
    for rider in leg.riders:
        home = next((car for car, name in leads.items() if name == rider.name), None)
        last = earlier.get(rider.name)
        kinds.setdefault((rider.group, rider.unit, rider.before, last, rider.leader, rider.head, home), []).append(
            rider
        )
    groups = {name: number for number, name in enumerate(dict.fromkeys(rider.group for rider in leg.riders))}
    units = {name: -1 - number for number, name in enumerate(dict.fromkeys(rider.unit for rider in leg.riders))}
    # Large groups first: what is hard to place is placed while there is room.
    sizes = {name: sum(rider.group == name for rider in leg.riders) for name in groups}
    order = sorted(
        kinds, key=lambda kind: (not kind[5], kind[6] is None, -sizes[kind[0]], groups[kind[0]], -len(kinds[kind]))
    )
    cells = [
        Cell(
            len(kinds[kind]),
            tuple(_points(numbers, index, kind) for index in range(len(cars))),
            tuple((groups[name], _SPLIT_GROUP) for name in kind[:1] if name)
            + tuple((units[name], _SPLIT_UNIT) for name in kind[1:2] if name and name != kind[0]),
        )
        for kind in order
    ]
    seats = [car.seats for car in cars]
    found = spread(cells, seats)
    assert found is not None  # the cars hold everybody
    by = _("分支定界")
    if found.points > found.bound:
        improved = better_spread(cells, seats, found)
        found, by = (improved, "OR-Tools") if improved is not None else (found, by)
    names: list[list[str]] = [[] for _car in cars]
    for kind, counts in zip(order, found.counts, strict=True):
        waiting = list(kinds[kind])
        for index, count in enumerate(counts):
            names[index] += [rider.name for rider in waiting[:count]]
            waiting = waiting[count:]
    loads = [_load(leg, cars, index, names[index], leads) for index in range(len(cars))]
    return loads, Proof(found.points, found.bound, by)


def _points(numbers: Sequence[str], index: int, kind: tuple[Any, ...]) -> int:
    """The points of one of a kind in a car."""
    _group, _unit, before, last, leader, head, home = kind
    number = numbers[index]
    points = MOVED if before is not None and before != number else 0
    points += 10 * MOVED if home is not None and home != number else 0
    points += _OTHER_CAR if last in numbers and last != number else 0
    points += _LEADER_BACK * index if leader else 0
    return points + (MOVED // 2 * (index > 0) if head and before is None else 0)


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
