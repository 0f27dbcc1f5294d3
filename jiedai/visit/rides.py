"""Who rides in which vehicle: as the plan says, else everybody of an item in its vehicles, by precedence."""

from __future__ import annotations

from typing import NamedTuple

from jiedai.model.office import Vehicle
from jiedai.model.schedule import Item
from jiedai.visit.case import Case
from jiedai.visit.people import known_people, riders, taking_part
from jiedai.visit.vehicles import plan_of


class Carload(NamedTuple):
    """A vehicle of an item (its number, and what the office knows of it), who rides in it, and which staff lead it."""

    number: str
    vehicle: Vehicle | None
    riders: tuple[str, ...]
    lead: str | None = None


def carloads(case: Case, item: Item) -> tuple[Carload, ...]:
    """The vehicles of an item in the order written, each with its riders in order of protocol, staff last.

    Whoever no ride names fills the vehicles that no ride speaks of, each as far as it has seats; the last one takes the
    rest. Where every vehicle has its riders, nobody is added to them.
    """
    known = {vehicle.number: vehicle for vehicle in (case.office.vehicles if case.office else ())}
    rides = {ride.vehicle: ride for ride in case.plan.rides if ride.item == item.id and ride.vehicle and ride.riders}
    leads = {ride.vehicle: ride.lead for ride in case.plan.rides if ride.item == item.id and ride.vehicle}
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
        found.append(Carload(number, known.get(number), names, leads.get(number)))
    return tuple(found)


def everybody(case: Case, item: Item) -> tuple[str, ...]:
    """The names of all who are at an item, by precedence, its staff last."""
    guests, hosts = taking_part(case, item)
    names = [person.name for person in (*guests, *hosts, *known_people(case).named(item.crew))]
    return in_order(case, tuple(names))


def in_order(case: Case, names: tuple[str, ...]) -> tuple[str, ...]:
    """Riders by precedence, staff after them."""
    return riders(case, names).names


def seats_in(case: Case, vehicle: Vehicle | None) -> int:
    """How many passengers a vehicle takes: what the office says, else the seats its kind has."""
    if vehicle and vehicle.seats is not None:
        return vehicle.seats
    return plan_of(vehicle, 0, case.office.conventions if case.office else None).capacity
