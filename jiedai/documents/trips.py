"""The vehicles of a visit: which trips each makes, who rides in it, and whom it fetches or brings to which train."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from jiedai.documents.view import NOTHING, Nothing, View, entries
from jiedai.model.office import Vehicle


def cars(items: tuple[View, ...], guests: tuple[View, ...], office: View | Nothing) -> tuple[View, ...]:
    """The vehicles of the visit in the office's order, each with its `trips`, `riders`, `aboard` and `leads`.

    A trip is its item, `riders` (every name), `aboard` (the same as a list tells them), `lead`, `start` and `goal`
    (places), `road` (the minutes the office reckons with) and `km`. `again` marks a trip with the riders of the one
    before.
    `arrivals` and `departures` are the trains it meets, each with the `names` of the guests.
    """
    known = {str(vehicle.number): vehicle for vehicle in entries(office.vehicles)}
    trips: dict[str, list[View]] = {}
    for item in items:
        loads = {str(load.vehicle): load for load in entries(item.loads)}
        for number in dict.fromkeys([*entries(item.vehicles), *loads]):
            trips.setdefault(number, []).append(_trip(item, loads.get(number)))
    order = {number: place for place, number in enumerate(known)}
    listed: dict[str, list[tuple[int, View]]] = {}
    for place, guest in enumerate(guests):
        listed.setdefault(guest.name, []).append((place, guest))
    return tuple(
        (known.get(number) or View("vehicle", dict.fromkeys(Vehicle.model_fields) | {"number": number})).also(
            trips=tuple(_compared(trips[number])),
            riders=_each_once(trips[number], "riders"),
            aboard=_each_once(trips[number], "aboard"),
            leads=tuple(dict.fromkeys(str(trip.lead) for trip in trips[number] if trip.lead)),
            arrivals=tuple(_met(trips[number], listed, "arrive", "start")),
            departures=tuple(_met(trips[number], listed, "leave", "goal")),
        )
        for number in sorted(trips, key=lambda number: order.get(number, len(order)))
    )


def _each_once(trips: list[View], field: str) -> tuple[str, ...]:
    """Everybody whom the trips of a vehicle name, each once."""
    return tuple(dict.fromkeys(name for trip in trips for name in entries(trip[field])))


def _compared(trips: list[View]) -> Iterator[View]:
    """Trips of a vehicle, `again` where the riders are those of the trip before."""
    before: tuple[str, ...] | None = None
    for trip in trips:
        riders = entries(trip.riders)
        yield trip.also(again=riders == before)
        before = riders


def _trip(item: View, load: View | None) -> View:
    places = entries(item.place)
    return View(
        "trip",
        {
            "item": item,
            "riders": load.riders if load else None,
            "aboard": load.aboard if load else None,
            "stated": bool(load and load.stated),
            "lead": load.lead if load else None,
            "start": item["from"] or (places[0] if places else None),
            "goal": item.to or (places[-1] if len(places) > 1 else None),
            "road": load.road if load else None,
            "km": load.km if load else None,
        },
    )


def _met(trips: list[View], listed: dict[str, list[tuple[int, View]]], leg: str, end: str) -> Iterator[View]:
    """Each train that comes to the start, or goes from the goal, of a trip of that day, with its `names`, by time.

    `listed` are the guests by name, each with the place in the list.
    """
    met = {
        place: guest
        for trip in trips
        for name in entries(trip.riders)
        for place, guest in listed.get(name, ())
        if _at(guest[leg], trip.item.date, str(trip[end]))
    }
    found: dict[tuple[str, str, str], tuple[View, list[str]]] = {}
    for _place, guest in sorted(met.items()):
        journey = guest[leg]
        train = (str(journey.time), str(journey.by), str(journey.place))
        found.setdefault(train, (journey, []))[1].append(str(guest.name))
    for journey, names in sorted(found.values(), key=lambda entry: entry[0].time.at()):
        yield journey.also(names=tuple(names))


def _at(journey: Any, date: dt.date, place: str) -> bool:
    """Whether a journey begins or ends at a place on a day."""
    if journey == NOTHING or not journey.time or journey.time.day != date:
        return False
    return not journey.place or not place or str(journey.place) in place or place in str(journey.place)
