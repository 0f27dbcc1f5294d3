"""Who and what a visit takes when: vehicles, places, the people of an item, hotel rooms; what several visits share.

A visit that is postponed or called off takes nothing, nor do guests who do not come.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from jiedai.model.choice import PlaceKind, PlanState, RoomType
from jiedai.model.hospitality import Room
from jiedai.model.opening import PARTS_OF_DAY
from jiedai.model.placeholder import is_placeholder
from jiedai.model.schedule import Item
from jiedai.model.times import DAY_MINUTES
from jiedai.visit.case import Case, Slot
from jiedai.visit.movement import destination, is_ride, origin
from jiedai.visit.nights import booked_nights
from jiedai.visit.people import counted
from jiedai.visit.rides import FETCHING, rides_of
from jiedai.visit.venues import heads_at, room_of
from jiedai.visit.work import names_in


class Resource(Enum):
    """What can be taken."""

    VEHICLE = "vehicle"
    PLACE = "place"
    PERSON = "person"
    HOTEL = "hotel"


class Booking(NamedTuple):
    """One thing taken by one item, and where in the plan that is written.

    `begins_at` and `ends_at` are the places where it is needed and where it is left. Of a place, `heads` are the people
    brought there, None where nobody knows; `alone` where it holds one company at a time. `position` is
    the place in the list of the field, `vehicle` the one that a person drives.
    """

    kind: Resource
    name: str
    start: dt.datetime
    end: dt.datetime
    begins_at: str | None
    ends_at: str | None
    item: Item
    field: str
    position: int | None
    heads: int | None = None
    alone: bool = False
    vehicle: str = ""


class RoomNight(NamedTuple):
    """A room of a hotel that is taken for a night; `number` is empty where none is given yet."""

    hotel: str
    night: dt.date
    type: RoomType | None
    number: str
    room: Room

    @property
    def start(self) -> dt.datetime:
        """The evening from which it is needed."""
        return dt.datetime.combine(self.night, _EVENING)

    @property
    def end(self) -> dt.datetime:
        """The morning until which it is."""
        return self.start + _NIGHT


_EVENING, _NIGHT = dt.time(18), dt.timedelta(hours=12)


def bookings(case: Case) -> list[Booking]:
    """Vehicles, places and people that a plan takes, in the order of time; items without clock times take nothing."""
    if case.plan.state is not PlanState.NORMAL:
        return []
    return [booking for slot in case.slots if not slot.item.time.approximate for booking in _taken(case, slot)]


def unsure(case: Case) -> list[Booking]:
    """What a plan will take at a time that nobody has fixed: about when, else in the part of the day that is named, or
    at any time of it.
    """
    if case.plan.state is not PlanState.NORMAL:
        return []
    found: list[Booking] = []
    for day, item in case.items:
        if item.time.start is None or item.time.approximate:
            midnight = (day.date - case.plan.dates.first).days * DAY_MINUTES
            begin, finish = PARTS_OF_DAY.get(item.time.part, (0, DAY_MINUTES))
            if item.time.start is not None:
                begin, finish = item.time.start, item.time.sure_end or item.time.start
            found += _taken(case, Slot(day, item, midnight + begin, midnight + finish))
    return found


def _taken(case: Case, slot: Slot) -> Iterator[Booking]:
    item, start, end = slot.item, case.moment(slot.start), case.moment(slot.end)
    begin, finish = _ends(case, item)
    seen = set()
    for number, field, index in _vehicles(case, item):
        if number not in seen:
            seen.add(number)
            yield Booking(Resource.VEHICLE, number, start, end, begin, finish, item, field, index)
    told = set()
    for name, field, index, vehicle in _staff(case, item):
        if name not in told and name not in case.guest_by_name:
            told.add(name)
            yield Booking(Resource.PERSON, name, start, end, begin, finish, item, field, index, vehicle=vehicle)
    if is_ride(item) or item.kind in FETCHING:
        return
    heads = heads_at(case, item)
    for name, index in case.entries(item, "place"):
        place = case.place(name)
        alone = room_of(case, name) is not None
        if alone or (place is not None and place.kind not in (PlaceKind.STATION, None)):
            own = place.name if place else name
            number_of = heads.number if heads else None
            yield Booking(Resource.PLACE, own, start, end, begin, finish, item, "place", index, number_of, alone)


def _ends(case: Case, item: Item) -> tuple[str | None, str | None]:
    """Where an item begins and where it ends, by the office's names."""
    if is_ride(item) or item.kind in FETCHING:
        ends = origin(item), destination(item)
    else:
        places = [name for name in item.place if not is_placeholder(name)]
        ends = (places[0], places[-1]) if places else (None, None)
    begin, finish = (found.name if name and (found := case.place(name)) else name for name in ends)
    return begin, finish


def _vehicles(case: Case, item: Item) -> Iterator[tuple[str, str, int | None]]:
    yield from ((number, "vehicles", index) for number, index in case.entries(item, "vehicles"))
    yield from ((ride.vehicle, "id", None) for ride in rides_of(case, item) if ride.vehicle)


def _staff(case: Case, item: Item) -> Iterator[tuple[str, str, int | None, str]]:
    for name, field, index in staff_at(case, item):
        yield name, field, index, ""
    for number, field, index in _vehicles(case, item):
        vehicle = case.vehicle_by_number.get(number)
        if vehicle and vehicle.driver:
            yield vehicle.driver, field, index, number


def staff_at(case: Case, item: Item) -> Iterator[tuple[str, str, int | None]]:
    """Hosts, crew, guides and chair whom an item names, each with the field and its place in the list.

    Owners are not among them: they are answerable, and need not be there.
    """
    units = {host.unit for host in case.plan.hosts} | {member.unit for member in case.plan.crew}
    units |= set(case.unit_by_name)
    for field in ("hosts", "crew", "guide"):
        for name, index in case.entries(item, field):
            if name not in units and counted(name) is None:
                yield name, field, index
    for name in names_in(item.chair):
        yield name, "chair", None


def overlap(one: Slot | Booking, other: Slot | Booking) -> bool:
    """Whether two spans share some time; one without a length overlaps when it begins inside the other."""
    if one.start == one.end or other.start == other.end:
        point, span = (one, other) if one.start == one.end else (other, one)
        return span.start < point.start < span.end  # type: ignore[operator]
    return one.start < other.end and other.start < one.end  # type: ignore[operator]


def room_nights(case: Case) -> Iterator[RoomNight]:
    """The hotel rooms that a plan takes, night by night."""
    if case.plan.state is not PlanState.NORMAL:
        return
    for hotel in case.plan.lodging:
        if not hotel.hotel or is_placeholder(hotel.hotel):
            continue
        for room in hotel.rooms:
            number = room.number if room.number and not is_placeholder(room.number) else ""
            for night in sorted(booked_nights(hotel, case)):
                yield RoomNight(hotel.hotel, night, room.type, number, room)


class Free(NamedTuple):
    """A span in which something is not taken."""

    start: dt.datetime
    end: dt.datetime

    @property
    def minutes(self) -> int:
        """How long it is."""
        return int((self.end - self.start).total_seconds()) // 60


def free(taken: Iterable[tuple[dt.datetime, dt.datetime]], begin: dt.datetime, end: dt.datetime) -> Iterator[Free]:
    """The gaps between spans that are taken, from a moment to another."""
    at = begin
    for start, finish in sorted(taken):
        if finish <= at or start >= end:
            continue
        if start > at:
            yield Free(at, start)
        at = finish
    if at < end:
        yield Free(at, end)
