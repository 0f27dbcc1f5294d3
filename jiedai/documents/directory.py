"""Who is who: a name with the unit, post and telephone number that the plan or the office knows for it."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.documents.view import NOTHING, Nothing, View, entries
from jiedai.model.placeholder import is_placeholder


def directory(plan: View, office: View | Nothing) -> dict[str, View]:
    """Everybody of the host side by name: `name`, `unit`, `post`, `phone`, each from the first that knows it.

    The plan's own lists come first, then whoever is named for a task, then the office's people and contacts.
    """
    known: dict[str, dict[str, object]] = {}
    for name, facts in _mentions(plan, office):
        if not name or is_placeholder(str(name)):
            continue
        person = known.setdefault(str(name), {"name": name, "unit": None, "post": None, "phone": None})
        for field, value in facts.items():
            if value and not person[field] and not is_placeholder(str(value)):
                person[field] = value
    return {name: View("person", facts) for name, facts in known.items()}


def _mentions(plan: View, office: View | Nothing) -> Iterator[tuple[object, dict[str, object]]]:
    for host in entries(plan.hosts):
        yield host.name, {"unit": host.unit, "post": host.post, "phone": host.phone}
    for member in entries(plan.crew):
        yield member.name, {"unit": member.unit, "phone": member.phone}
    for task in entries(plan.tasks):
        yield task.owner, {"unit": task.unit, "phone": task.phone}
    for person in entries(office.people):
        yield person.name, {"unit": person.unit, "post": person.post, "phone": person.phone}
    for unit in entries(office.units):
        yield unit.contact, {"unit": unit.name, "phone": unit.phone}
    for place in entries(office.places):
        yield place.contact, {"unit": place.unit, "phone": place.phone}
    for vehicle in entries(office.vehicles):
        yield vehicle.driver, {"unit": vehicle.owner, "phone": vehicle.phone}


def unit_of(office: View | Nothing, name: object) -> View | Nothing:
    """A unit that the office knows, by its name."""
    return next((unit for unit in entries(office.units) if name and unit.name == name), NOTHING)


def own_unit(office: View | Nothing) -> View | Nothing:
    """The reception office among its units."""
    return unit_of(office, office.office.short) or unit_of(office, office.office.name)
