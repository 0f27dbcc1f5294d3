"""Who rides in which vehicle, and who drives it: as the plan says, else everybody of an item in its vehicles."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from jiedai.model.choice import ItemKind
from jiedai.model.hospitality import Ride
from jiedai.model.office import Vehicle
from jiedai.model.placeholder import is_placeholder
from jiedai.model.quantities import Count
from jiedai.model.schedule import Item
from jiedai.patterns import regex
from jiedai.visit.case import Case, Slot, once
from jiedai.visit.data import words
from jiedai.visit.movement import driving, is_ride, legs
from jiedai.visit.people import guest_heads, known_people, riders, taking_part
from jiedai.visit.statements import any_of
from jiedai.visit.vehicles import plan_of
from jiedai.visit.work import names_in

FETCHING = (ItemKind.PICKUP, ItemKind.DROPOFF)
"""Kinds of item that fetch people or bring them away."""


class Carload(NamedTuple):
    """A vehicle of an item (its number, and what the office knows of it), who rides in it, and which staff lead it.

    `stated` where the plan says who rides in it; else they are those of the item whom nothing puts elsewhere.
    """

    number: str
    vehicle: Vehicle | None
    riders: tuple[str, ...]
    lead: str | None = None
    stated: bool = False


def carloads(case: Case, item: Item) -> tuple[Carload, ...]:
    """The vehicles of an item in the order written, each with its riders in order of protocol, staff last.

    Whoever no ride names fills the vehicles that no ride speaks of, each as far as it has seats; the last one takes the
    rest. Where every vehicle has its riders, nobody is added to them.
    """
    known = _loads(case)
    if id(item) not in known:
        known[id(item)] = (item, _carloads(case, item))
    return known[id(item)][1]


@once
def _loads(case: Case) -> dict[int, tuple[Item, tuple[Carload, ...]]]:
    """The loads of the items that were asked for: every audience asks for them. An item is held with its own."""
    return {}


def _carloads(case: Case, item: Item) -> tuple[Carload, ...]:
    known = case.vehicle_by_number
    rides = {ride.vehicle: ride for ride in rides_of(case, item) if ride.vehicle and ride.riders}
    leads = {ride.vehicle: ride.lead for ride in rides_of(case, item) if ride.vehicle}
    numbers = list(dict.fromkeys([*item.vehicles, *leads]))
    named = {name for ride in rides.values() for name in ride.riders} | {lead for lead in leads.values() if lead}
    waiting = [name for name in everybody(case, item) if name not in named]
    open_ones = [number for number in numbers if number not in rides]
    found = []
    for number in numbers:
        if number in rides:
            names = in_order(case, tuple(rides[number].riders))
        else:
            lead = leads.get(number)
            rest = number == open_ones[-1]
            room = len(waiting) if rest else seats_in(case, known.get(number)) - (1 if lead else 0)
            names, waiting = tuple(waiting[:room]), waiting[room:]
        found.append(Carload(number, known.get(number), names, leads.get(number), stated=number in rides))
    return tuple(found)


def everybody(case: Case, item: Item) -> tuple[str, ...]:
    """The names of all who are at an item, by precedence, its staff last; those who drive its vehicles are left out."""
    guests, hosts = taking_part(case, item)
    names = [person.name for person in (*guests, *hosts, *known_people(case).named(item.crew))]
    drivers = set(drivers_at(case, item)) - case.guest_by_name.keys()
    return in_order(case, tuple(name for name in names if name not in drivers))


def drivers_at(case: Case, item: Item) -> tuple[str, ...]:
    """Who drives the vehicles of an item."""
    numbers = dict.fromkeys([*item.vehicles, *(ride.vehicle for ride in rides_of(case, item) if ride.vehicle)])
    return tuple(name for number in numbers for name in drivers_of(case.vehicle_by_number.get(number)))


def road_of(case: Case, item: Item) -> int | None:
    """The minutes on the road of an item, where the office knows each stretch of it."""
    stretches = [case.road_minutes(*leg) for leg in legs(item)]
    return sum(filter(None, stretches)) if stretches and None not in stretches else None


def kilometres_of(case: Case, item: Item) -> Decimal | None:
    """The kilometres of an item, where the office knows them of each stretch."""
    stretches = [case.road_kilometres(*leg) for leg in legs(item)]
    known = [one for one in stretches if one is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(stretches) else None


def rides_of(case: Case, item: Item) -> list[Ride]:
    """What 乘车 says of an item."""
    return _rides(case).get(item.id, [])


@once
def _rides(case: Case) -> dict[str, list[Ride]]:
    found: dict[str, list[Ride]] = {}
    for ride in case.plan.rides:
        found.setdefault(ride.item, []).append(ride)
    return found


def party(case: Case, item: Item) -> Count | None:
    """How many ride with an item; None where the number is not known.

    On a ride the guests, hosts and crew of the item; elsewhere the guests, as the others may be at the place already.
    """
    guests = guest_heads(case, item.guests)
    if guests is None or not (is_ride(item) or item.kind in FETCHING):
        return guests
    aside = set(drivers_at(case, item)) | case.guest_by_name.keys()
    ours = (name for name in (*item.hosts, *item.crew) if not is_placeholder(name) and name not in aside)
    return guests.plus(known_people(case).heads(ours) or Count(0))


def listed_in(case: Case, ride: Ride) -> int:
    """How many people sit in a car by its list: riders, and who leads them."""
    drivers = set(drivers_of(case.vehicle_by_number.get(ride.vehicle or "")))
    names = (name for name in (*ride.riders, *names_in(ride.lead)) if not is_placeholder(name) and name not in drivers)
    found = known_people(case).heads(names)
    return found.number if found else 0


def in_order(case: Case, names: tuple[str, ...]) -> tuple[str, ...]:
    """Riders by precedence, staff after them."""
    known = _ordered(case)
    if names not in known:
        known[names] = riders(case, names).names
    return known[names]


@once
def _ordered(case: Case) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The names that were put in order so far: the same people ride all day."""
    return {}


def seats_in(case: Case, vehicle: Vehicle | None) -> int:
    """How many passengers a vehicle takes: what the office says, else the seats its kind has."""
    if vehicle and vehicle.seats is not None:
        return vehicle.seats
    return plan_of(vehicle, 0, case.office.conventions if case.office else None).capacity


def drivers_of(vehicle: Vehicle | None) -> tuple[str, ...]:
    """Who drives a vehicle, by the office file."""
    return names_in(vehicle.driver) if vehicle else ()


def in_service(vehicle: Vehicle) -> bool:
    """Whether a vehicle goes along for a service: police, ambulance, luggage, a spare."""
    return vehicle.police or _for_service().search(vehicle.model or "") is not None


@lru_cache(maxsize=1)
def _for_service() -> re.Pattern[str]:
    return regex(any_of(words("vehicles")["service"]))


def at_the_wheel(case: Case, slot: Slot) -> tuple[int, int]:
    """(minutes of driving, minutes of rest) inside a ride: by the road where it is known, else by its time."""
    length = slot.end - slot.start
    breaks = regex(any_of(words("vehicles")["rest"]))
    resting = sum(step.minutes or 0 for step in slot.item.steps if breaks.search(step.what))
    road = driving(case, slot.item)
    return (road, max(resting, length - road)) if road else (length - resting, resting)
