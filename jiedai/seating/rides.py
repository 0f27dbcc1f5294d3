"""Who rides in which vehicle: as the plan says, else everybody of an item in its vehicles, by precedence."""

from __future__ import annotations

from typing import NamedTuple

from jiedai.model.office import Office, Vehicle
from jiedai.model.plan import Plan
from jiedai.model.schedule import Item
from jiedai.seating.party import People, riders_of
from jiedai.seating.vehicles import plan_of


class Carload(NamedTuple):
    """A vehicle of an item (its number, and what the office knows of it), who rides in it, and which staff lead it."""

    number: str
    vehicle: Vehicle | None
    riders: tuple[str, ...]
    lead: str | None = None


def carloads(plan: Plan, item: Item, office: Office | None = None) -> tuple[Carload, ...]:
    """The vehicles of an item in the order written, each with its riders in order of protocol, staff last.

    Whoever no ride names fills the vehicles that no ride speaks of, each as far as it has seats; the last one takes the
    rest. Where every vehicle has its riders, nobody is added to them.
    """
    known = {vehicle.number: vehicle for vehicle in (office.vehicles if office else ())}
    rides = {ride.vehicle: ride for ride in plan.rides if ride.item == item.id and ride.vehicle and ride.riders}
    leads = {ride.vehicle: ride.lead for ride in plan.rides if ride.item == item.id and ride.vehicle}
    numbers = list(dict.fromkeys([*item.vehicles, *leads]))
    named = {name for ride in rides.values() for name in ride.riders} | {lead for lead in leads.values() if lead}
    waiting = [name for name in everybody(plan, item, office) if name not in named]
    open_ones = [number for number in numbers if number not in rides]
    found = []
    for number in numbers:
        if number in rides:
            names = in_order(plan, tuple(rides[number].riders), office)
        else:
            lead = leads.get(number)
            rest = number == open_ones[-1]
            room = len(waiting) if rest else _seats(known.get(number), office) - (1 if lead else 0)
            names, waiting = tuple(waiting[:room]), waiting[room:]
        found.append(Carload(number, known.get(number), names, leads.get(number)))
    return tuple(found)


def everybody(plan: Plan, item: Item, office: Office | None = None) -> tuple[str, ...]:
    """The names of all who are at an item, by precedence, its staff last."""
    people = People(plan, office)
    guests = people.named(item.guests or ("全体",), guests=True)
    names = [person.name for person in (*guests, *people.named(item.hosts), *people.named(item.crew))]
    return in_order(plan, tuple(names), office)


def in_order(plan: Plan, names: tuple[str, ...], office: Office | None = None) -> tuple[str, ...]:
    """Riders by precedence, staff after them."""
    party = riders_of(plan, names, None, office)
    return tuple(person.name for person in (*party.everyone, *party.crew))


def _seats(vehicle: Vehicle | None, office: Office | None) -> int:
    """How many passengers a vehicle takes: what the office says, else the seats its kind has."""
    if vehicle and vehicle.seats is not None:
        return vehicle.seats
    return plan_of(vehicle, 0, office.conventions if office else None).capacity
