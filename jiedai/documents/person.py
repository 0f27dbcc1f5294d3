"""What in a programme concerns one person: guests and hosts who take part, staff who work there, drivers who drive."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.model.office import Office
from jiedai.model.plan import Plan
from jiedai.model.schedule import Item
from jiedai.model.words import EVERYBODY


def people(plan: Plan, office: Office | None) -> list[str]:
    """Everybody whom the programme can concern, each once."""
    named = [*(guest.name for guest in plan.guests), *(host.name for host in plan.hosts)]
    named += [member.name for member in plan.crew]
    named += [name for day in plan.schedule for item in day.items for name in _named(item) if name not in EVERYBODY]
    named += [vehicle.driver for vehicle in (office.vehicles if office else ()) if vehicle.driver]
    groups = {guest.group for guest in plan.guests if guest.group}
    return [name for name in dict.fromkeys(named) if name not in groups]


def items_of(plan: Plan, office: Office | None, name: str) -> frozenset[str]:
    """The numbers of the items that concern a person."""
    guest = next((guest for guest in plan.guests if guest.name == name), None)
    groups = {name, *([guest.group] if guest and guest.group else [])}
    cars = {vehicle.number for vehicle in (office.vehicles if office else ()) if vehicle.driver == name}
    rides = {ride.item for ride in plan.rides if name in ride.riders or name == ride.lead or ride.vehicle in cars}
    meals = {meal.item for meal in plan.meals if name in meal.hosts or (meal.guests and name in meal.guests.names)}
    return frozenset(
        item.id
        for _day, item in plan.items()
        if (guest and (not item.guests or not EVERYBODY.isdisjoint(item.guests)))
        or groups.intersection(_named(item))
        or cars.intersection(item.vehicles)
        or item.id in rides
        or item.id in meals
    )


def _named(item: Item) -> Iterator[str]:
    """Everybody whom an item names, groups included."""
    yield from (*item.guests, *item.hosts, *item.crew, *item.guide)
    yield from (name for name in (item.owner, item.chair, *(step.owner for step in item.steps)) if name)
