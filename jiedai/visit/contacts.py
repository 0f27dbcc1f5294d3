"""Whom to call: the phone that stands beside a name, in the plan before the office file."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.model.office import Office
from jiedai.model.plan import Plan


def phones(plan: Plan, office: Office | None) -> dict[str, str]:
    """A phone by the name of a person, unit or place: the first one given."""
    found: dict[str, str] = {}
    for name, phone in _contacts(plan, office):
        if name and phone:
            found.setdefault(name, phone)
    return found


def _contacts(plan: Plan, office: Office | None) -> Iterator[tuple[str | None, str | None]]:
    """Every (name, phone) that the plan or the office file gives; units and places under their own names too."""
    yield from ((host.name, host.phone) for host in plan.hosts)
    yield from ((member.name, member.phone) for member in plan.crew)
    yield from ((guest.name, guest.phone) for guest in plan.guests)
    yield from ((task.owner, task.phone) for task in plan.tasks)
    if office is None:
        return
    yield from ((unit.name, unit.phone) for unit in office.units)
    yield from ((unit.contact, unit.phone) for unit in office.units)
    yield from ((place.name, place.phone) for place in office.places)
    yield from ((place.contact, place.phone) for place in office.places)
    yield from ((person.name, person.phone) for person in office.people)
    yield from ((vehicle.driver, vehicle.phone) for vehicle in office.vehicles)
