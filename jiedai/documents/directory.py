"""Who is who: a name with the unit, post and telephone number that the plan or the office knows for it."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.documents.view import NOTHING, Nothing, View, entries
from jiedai.model.placeholder import is_placeholder
from jiedai.visit.people import IN_OFFICE, IN_PLAN


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
    for record, places in ((plan, IN_PLAN), (office, IN_OFFICE)):
        for place in places:
            fields = {"unit": place.unit, "post": place.post, "phone": place.phone}
            for entry in entries(record[place.section]):
                yield entry[place.name], {field: entry[name] for field, name in fields.items() if name}


def unit_of(office: View | Nothing, name: object) -> View | Nothing:
    """A unit that the office knows, by its name."""
    return next((unit for unit in entries(office.units) if name and unit.name == name), NOTHING)


def own_unit(office: View | Nothing) -> View | Nothing:
    """The reception office among its units."""
    return unit_of(office, office.office.short) or unit_of(office, office.office.name)
