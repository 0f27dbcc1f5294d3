"""Where people are brought, and where the next item expects them: the programme as a chain of places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from jiedai.model.choice import ItemKind
from jiedai.model.hospitality import Lodging
from jiedai.model.people import Leg
from jiedai.model.schedule import Item
from jiedai.model.times import DAY_MINUTES
from jiedai.visit.case import Case, Slot, once
from jiedai.visit.movement import Parties, destination, is_ride, origin
from jiedai.visit.nights import booked_nights
from jiedai.visit.statements import is_public_event
from jiedai.visit.transport import brings_on, brings_own_car, by_own_means, on_foot

_WALK = 10
"""Minutes by road up to which people walk over and nobody plans a ride, where the office has no figure of its own."""
_MOVING_ON = (None, ItemKind.REST, ItemKind.OTHER, ItemKind.MEAL)
"""Kinds of item that may be anywhere where they name no place."""
_AT_THE_STATION = (ItemKind.DROPOFF, ItemKind.WELCOME)


class Wrong(Enum):
    """What is wrong between two items."""

    FROM = "the ride starts where people are not"
    TO = "the ride goes where they are not expected"
    NO_RIDE = "nothing brings them from one place to the other"


class Break(NamedTuple):
    """Two items one after the other of the same people that do not meet: `here` they are left, `there` they should be.

    `road` is the minutes between. In the morning `hotel` is where they slept, and `before` what they did the evening
    before.
    """

    wrong: Wrong
    before: Slot
    slot: Slot
    here: str
    there: str
    road: int | None
    hotel: Lodging | None = None

    @property
    def gap(self) -> int:
        """Minutes between the two items."""
        return self.slot.start - self.before.end


def walk_minutes(case: Case) -> int:
    """The longest road in minutes that people walk, by the conventions of the office."""
    conventions = case.office.conventions if case.office else None
    return _WALK if conventions is None or conventions.walk is None else conventions.walk


@once
def _neighbours(case: Case) -> dict[str, dict[str, int]]:
    """The roads of the office file from each place."""
    found: dict[str, dict[str, int]] = {}
    for road in case.office.travel if case.office else ():
        found.setdefault(road.from_, {})[road.to] = road.minutes
        found.setdefault(road.to, {})[road.from_] = road.minutes
    return found


def road_at_least(case: Case, origin: str, destination: str) -> int:
    """Minutes by road, as far as they are certain: where the road itself is not known, by those to a third place.

    Who needs 35 minutes to a place and lives 10 minutes from it cannot be nearer than 25; 0 where nothing is known.
    """
    known = case.road_minutes(origin, destination)
    if known is not None:
        return known
    here, there = (
        _neighbours(case).get(found.name if (found := case.place(name)) else name, {}) for name in (origin, destination)
    )
    return max((abs(here[place] - there[place]) for place in here.keys() & there.keys()), default=0)


class _Stop(NamedTuple):
    """Where somebody is, and the item that left them there."""

    place: str
    slot: Slot


class _Stay(NamedTuple):
    """When a guest is here, in minutes from midnight of the first day, as far as that is written."""

    arrives: int | None = None
    leaves: int | None = None


def breaks(case: Case, slots: Sequence[Slot], *, sure: bool = False) -> list[Break]:
    """Where the chain of places breaks between slots in this order, each pair once, whoever walks it.

    What is not known, and what a driver or a walk sees to, is no break, but a ride to or from a place that must be
    beyond a walk by the roads that are known is one; with `sure`, as if the chain had to be proved,
    only a walk is none.
    """
    who, stays = Parties(case), _stays(case)
    public = is_public_event(case)  # the public comes and goes by itself
    where: dict[str, _Stop] = {}
    found: dict[tuple[int, int], Break] = {}
    for slot in slots:
        if slot.item.parallel and not slot.item.guests:
            continue  # it may be for anybody
        names = _present(who(slot), slot, stays, where)
        for stop in {id(stop.slot): stop for name in names if (stop := where.get(name))}.values():
            broken = _break(case, stop, slot, sure=sure)
            if broken is not None and not (public and broken.wrong is Wrong.NO_RIDE):
                found.setdefault((id(stop.slot), id(slot)), broken)
        stop = _stop(slot)
        for name in names:
            if stop is not None:
                where[name] = stop
            elif _leads_anywhere(slot.item):
                where.pop(name, None)
    return list(found.values())


def minutes_of(case: Case, leg: Leg | None) -> int | None:
    """When a guest arrives or leaves, in minutes from midnight of the first day; None without a clock time."""
    if leg is None or leg.time is None or leg.time.minute is None:
        return None
    return (leg.time.day - case.plan.dates.first).days * DAY_MINUTES + leg.time.minute


def _stays(case: Case) -> dict[str, _Stay]:
    """When guests arrive and leave, where that is written."""
    return {
        guest.name: _Stay(minutes_of(case, guest.arrive), minutes_of(case, guest.leave))
        for guest in case.plan.guests
        if guest.arrive or guest.leave
    }


def _present(names: frozenset[str], slot: Slot, stays: dict[str, _Stay], where: dict[str, _Stop]) -> list[str]:
    """Those who are here for a slot; who has arrived since the item before comes from outside."""
    found = []
    for name in names:
        arrives, leaves = stays.get(name, _Stay())
        if (arrives is not None and slot.end < arrives) or (leaves is not None and slot.start >= leaves):
            continue
        if arrives is not None and name in where and where[name].slot.start < arrives:
            del where[name]
        found.append(name)
    return found


def _break(case: Case, stop: _Stop, slot: Slot, *, sure: bool) -> Break | None:
    before, item, there = stop.slot.item, slot.item, origin(slot.item)
    fetched = not sure and (item.kind is ItemKind.PICKUP or item.kind in _AT_THE_STATION)
    beside = (item.parallel or before.parallel) and stop.slot.end > slot.start
    if there is None or fetched or beside:
        return None
    if stop.slot.day.date != slot.day.date:
        return _in_the_morning(case, stop, slot, there)
    road = case.road_minutes(stop.place, there)
    if road is not None and _in_reach(case, road, slot.start - stop.slot.end):
        return None
    if not sure and (drive_themselves(case) or any(on_foot(one) or by_own_means(one) for one in (before, item))):
        return None
    if not sure and road is None:
        rides = is_ride(item) or is_ride(before)
        if not rides or road_at_least(case, stop.place, there) <= walk_minutes(case):
            return None  # they may be next door
    wrong = Wrong.FROM if is_ride(item) else Wrong.TO if is_ride(before) else Wrong.NO_RIDE
    return Break(wrong, stop.slot, slot, stop.place, there, road)


@once
def drive_themselves(case: Case) -> bool:
    """Whether the guests have cars of their own for the whole visit: some item says so, and none has one of ours."""
    items = [item for _day, item in case.items]
    ours = case.plan.rides or any(item.vehicles for item in items)
    return not ours and any(brings_own_car(item) for item in items)


def _in_reach(case: Case, road: int, gap: int) -> bool:
    """Whether people can walk over in time; where two items overlap, that is what is wrong."""
    return road <= walk_minutes(case) and (gap >= road or gap < 0)


def _in_the_morning(case: Case, stop: _Stop, slot: Slot, there: str) -> Break | None:
    """A ride that starts neither where its guests slept nor where they were the evening before."""
    night = slot.day.date - dt.timedelta(days=1)
    hotels = [hotel for hotel in case.plan.lodging if hotel.hotel and night in booked_nights(hotel, case)]
    if not is_ride(slot.item) or not hotels:
        return None
    places = [stop.place, *(hotel.hotel for hotel in hotels if hotel.hotel)]
    roads = [case.road_minutes(place, there) for place in places]
    known = [road for road in roads if road is not None]
    if len(known) < len(roads) or min(known) <= walk_minutes(case):
        return None
    return Break(Wrong.FROM, stop.slot, slot, places[1], there, known[1], hotels[0])


def _stop(slot: Slot) -> _Stop | None:
    """Where a slot leaves its people; None where it does not say."""
    item, place = slot.item, destination(slot.item)
    if place is None or item.kind is ItemKind.DROPOFF or _goes_on(item):
        return None
    return _Stop(place, slot)


def _goes_on(item: Item) -> bool:
    """Whether whoever fetches people also brings them on."""
    return item.kind is ItemKind.PICKUP and not item.to and bool(item.vehicles or brings_on(item))


def _leads_anywhere(item: Item) -> bool:
    """Whether nobody can say where people are after an item that names no place."""
    return is_ride(item) or item.kind in (ItemKind.PICKUP, ItemKind.DROPOFF) or item.kind in _MOVING_ON
