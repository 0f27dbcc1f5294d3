"""几次接待相撞 (KX): vehicles, places, people and rooms that two visits take at once, and one number used by two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from jiedai.check.engine import across_plans
from jiedai.check.marks import Mark, Taken
from jiedai.check.together import mark
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.choice import PlaceKind, RoomType
from jiedai.model.placeholder import is_placeholder
from jiedai.visit.book import Figures
from jiedai.visit.bookings import Booking, Resource, RoomNight, bookings, room_nights
from jiedai.visit.case import Case, once
from jiedai.visit.rides import carloads, seats_in


def _taken(case: Case, kind: Resource) -> Iterator[Taken]:
    for booking in _bookings(case):
        if booking.kind is kind:
            yield _of_booking(case, booking)


@once
def _bookings(case: Case) -> list[Booking]:
    return bookings(case)


def _of_booking(case: Case, one: Booking) -> Taken:
    place = case.place(one.name) if one.kind is Resource.PLACE else None
    finding = case.finding(one.item, one.field, "", index=one.position).diagnostic("", Level.ERROR)
    return Taken(
        one.kind, one.name, one.start, one.end, one.begins_at, one.ends_at, case.roads_from(one.ends_at or ""),
        one.heads, place.capacity if place else None, one.alone, one.vehicle, _others(case, one), one.item.id,
        case.plan.title, finding,
    )  # fmt: skip


def _others(case: Case, one: Booking) -> tuple[str, ...]:
    """What could be taken instead: cars of the office with seats enough, other halls that hold as many."""
    if one.kind is Resource.VEHICLE:
        load = next((load for load in carloads(case, one.item) if load.number == one.name), None)
        need = len(load.riders) if load else 0
        cars = (car for car in case.vehicle_by_number.values() if not car.police and car.number != one.name)
        return tuple(car.number for car in cars if seats_in(case, car) >= need)
    if one.alone and case.office is not None:
        halls = (place for place in case.office.places if place.kind is PlaceKind.HALL and place.name != one.name)
        return tuple(hall.name for hall in halls if hall.capacity is None or hall.capacity >= (one.heads or 0))
    return ()


@across_plans("KX01")
def one_visit_a_vehicle(case: Case, figures: Figures) -> Iterator[Taken]:
    """A vehicle serves one visit at a time, and has the time to come over."""
    yield from _taken(case, Resource.VEHICLE)


@across_plans("KX02")
def one_visit_a_room(case: Case, figures: Figures) -> Iterator[Taken]:
    """A room has one visit at a time; a larger place as many as it holds."""
    yield from _taken(case, Resource.PLACE)


@across_plans("KX03")
def one_visit_a_person(case: Case, figures: Figures) -> Iterator[Taken]:
    """Nobody who has to be there is at two visits at once, or on the road between them."""
    yield from _taken(case, Resource.PERSON)


@across_plans("KX04")
def beds_enough(case: Case, figures: Figures) -> Iterator[Taken]:
    """No room is given to two visits for one night, and no more rooms of a kind than the hotel has."""
    kinds: dict[tuple[str, dt.date, RoomType], list[RoomNight]] = {}
    for room in room_nights(case):
        if room.number:
            name = _("{hotel} {number} 房").format(hotel=room.hotel, number=room.number)
            yield _of_night(case, room, name, "number", alone=True)
        if room.type:
            kinds.setdefault((room.hotel, room.night, room.type), []).append(room)
    for (hotel, _night, kind), rooms in kinds.items():
        place = case.place(hotel)
        name = _("{hotel}的{type}").format(hotel=hotel, type=kind.label)
        available = place.rooms.get(kind) if place else None
        yield _of_night(case, rooms[0], name, "type")._replace(heads=len(rooms), capacity=available)


def _of_night(case: Case, one: RoomNight, name: str, field: str, *, alone: bool = False) -> Taken:
    finding = case.finding(one.room, field, "").diagnostic("", Level.ERROR)
    return Taken(
        Resource.HOTEL, name, one.start, one.end, None, None, {}, None, None, alone, "", (), "", case.plan.title,
        finding,
    )  # fmt: skip


@across_plans("KX06")
def one_number_one_visit(case: Case, figures: Figures) -> Iterator[Mark]:
    """Every visit has a number of its own."""
    number = case.plan.number
    if number and not is_placeholder(number):
        yield mark(
            case,
            case.plan,
            "number",
            _("编号 {number} 已用于“{title}”（{dates}，{file}）"),
            key=("".join(number.split()),),
            reach=None,
            values={"number": number},
            hint=_("给其中一份换一个编号"),
        )
