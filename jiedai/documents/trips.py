"""The vehicles of a visit: which trips each makes, who rides in it, and whom it fetches or brings to which train."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from jiedai.documents.view import NOTHING, Nothing, View, entries
from jiedai.model.base import audiences_of
from jiedai.model.hospitality import Ride
from jiedai.model.office import Vehicle
from jiedai.visit.case import Case
from jiedai.visit.rides import carloads

Loads = Mapping[tuple[str, str], tuple[str, ...]]
"""Who rides in a vehicle, by the numbers of the item and of the vehicle."""


def shared(case: Case, audience: str) -> Loads:
    """Who rides where, for the items that take several vehicles: as the seating charts of the vehicles have it.

    Nothing for an audience that may not see who rides in which vehicle.
    """
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    if audience not in audiences_of(Ride.model_fields["riders"]):
        return found
    for item in (item for _day, item in case.plan.items()):
        rides = (ride.vehicle for ride in case.plan.rides if ride.item == item.id and ride.vehicle)
        if len({*item.vehicles, *rides}) > 1:
            found |= {(item.id, load.number): load.riders for load in carloads(case, item)}
    return found


def cars(items: tuple[View, ...], guests: tuple[View, ...], office: View | Nothing, loads: Loads) -> tuple[View, ...]:
    """The vehicles of the visit in the office's order, each with its `trips`, `riders` and `leads`.

    Where no ride says who rides, `loads` does, as far as the audience sees them take part; else everybody of an item.

    A trip is its item, `riders`, `lead`, `start` and `goal` (places) and `road` (the minutes the office reckons with).
    `again` marks a trip with the riders of the one before. `arrivals` and `departures` are the trains
    it meets, each with the `names` of the guests.
    """
    known = {str(vehicle.number): vehicle for vehicle in entries(office.vehicles)}
    trips: dict[str, list[View]] = {}
    for item in items:
        rides = {str(ride.vehicle): ride for ride in entries(item.rides) if ride.vehicle}
        for number in dict.fromkeys([*entries(item.vehicles), *rides]):
            trips.setdefault(number, []).append(
                _trip(item, rides.get(number), office, loads.get((str(item.id), number)))
            )
    order = {number: place for place, number in enumerate(known)}
    return tuple(
        (known.get(number) or View("vehicle", dict.fromkeys(Vehicle.model_fields) | {"number": number})).also(
            trips=tuple(_compared(trips[number])),
            riders=tuple(dict.fromkeys(name for trip in trips[number] for name in entries(trip.riders))),
            leads=tuple(dict.fromkeys(str(trip.lead) for trip in trips[number] if trip.lead)),
            arrivals=tuple(_met(trips[number], guests, "arrive", "start")),
            departures=tuple(_met(trips[number], guests, "leave", "goal")),
        )
        for number in sorted(trips, key=lambda number: order.get(number, len(order)))
    )


def _compared(trips: list[View]) -> Iterator[View]:
    """Trips of a vehicle, `again` where the riders are those of the trip before."""
    before: tuple[str, ...] | None = None
    for trip in trips:
        riders = entries(trip.riders)
        yield trip.also(again=riders == before)
        before = riders


def _trip(item: View, ride: View | None, office: View | Nothing, load: tuple[str, ...] | None) -> View:
    stated = entries(ride.riders) if ride else ()
    shared_out = None if load is None else tuple(name for name in load if name in entries(item.riders))
    places = entries(item.place)
    start = item["from"] or (places[0] if places else None)
    goal = item.to or (places[-1] if len(places) > 1 else None)
    return View(
        "trip",
        {
            "item": item,
            "riders": stated or (entries(item.riders) if shared_out is None else shared_out),
            "stated": bool(stated) or shared_out is not None,
            "lead": ride.lead if ride else None,
            "start": start,
            "goal": goal,
            "road": _road(str(start), str(goal), office),
        },
    )


def _road(start: str, goal: str, office: View | Nothing) -> int | None:
    """The minutes from one place to another, either way round; None where the office has not said."""
    ends = {start, goal}
    return next((road.minutes for road in entries(office.travel) if {road["from"], road.to} == ends), None)


def _met(trips: list[View], guests: tuple[View, ...], leg: str, end: str) -> Iterator[View]:
    """Each train that comes to the start, or goes from the goal, of a trip of that day, with its `names`, by time."""
    found: dict[tuple[str, str, str], tuple[View, list[str]]] = {}
    for guest in guests:
        journey = guest[leg]
        if any(guest.name in trip.riders and _at(journey, trip.item.date, str(trip[end])) for trip in trips):
            train = (str(journey.time), str(journey.by), str(journey.place))
            found.setdefault(train, (journey, []))[1].append(str(guest.name))
    for journey, names in sorted(found.values(), key=lambda entry: entry[0].time.at()):
        yield journey.also(names=tuple(names))


def _at(journey: Any, date: dt.date, place: str) -> bool:
    """Whether a journey begins or ends at a place on a day."""
    if journey == NOTHING or not journey.time or journey.time.day != date:
        return False
    return not journey.place or not place or str(journey.place) in place or place in str(journey.place)
