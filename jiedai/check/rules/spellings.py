"""People and units of guests that are written in two ways: what GS14 tells beside names seen once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from jiedai.diagnostics import Related
from jiedai.language import _
from jiedai.model.base import Node
from jiedai.model.people import CrewMember, Guest, Host
from jiedai.model.placeholder import is_placeholder
from jiedai.visit.case import Case, Finding
from jiedai.visit.likeness import alike, forms_of_one, may_be_one_unit
from jiedai.visit.names import is_person
from jiedai.visit.references import NAMING

_LISTS = (Guest, Host, CrewMember)
"""Sections that are one person's line in a list."""


class _Place(NamedTuple):
    """Where a name is written."""

    node: Node
    field: str
    number: int | None
    office: bool = False


class _Entry(NamedTuple):
    """A list in which somebody has a line of their own, and the unit it gives them."""

    of: str
    unit: str | None


def written_two_ways(case: Case, told: AbstractSet[str]) -> Iterator[Finding]:
    """Names of one person in two spellings that sound alike, and units of guests in a long and a short form.

    `told` are names of which something was said already.
    """
    yield from _people(case, told)
    yield from _units(case)


def _people(case: Case, told: AbstractSet[str]) -> Iterator[Finding]:
    places: dict[str, list[_Place]] = {}
    for node in case.nodes:
        for field in (*(("name",) if isinstance(node, _LISTS) else ()), *NAMING.get(type(node), ())):
            for name, index in case.entries(node, field):
                if is_person(name):
                    places.setdefault(name, []).append(_Place(node, field, index))
    entries = _entries(case)
    office = _office_places(case)
    for pair in alike([*places, *(name for name in office if name not in places)]):
        rare, usual = sorted(pair, key=lambda name: (len(places.get(name, ())) + (name in office), name in entries))
        if rare not in places:
            rare, usual = usual, rare
        if rare not in places or not told.isdisjoint(pair) or _are_two(entries, *pair):
            continue
        at, other = places[rare][0], places[usual][0] if usual in places else office[usual]
        number = len(places.get(usual, ()))
        message = _("“{name}”和别处的“{other}”读音相同、只差一字（那边 {number} 处）").format(
            name=rare, other=usual, number=number + (usual in office)
        )
        yield case.finding(
            at.node,
            at.field,
            message,
            index=at.number,
            hint=_("是同一个人的，改成一样；是两个人的不用改"),
            related=(_related(case, other),),
        )


def _related(case: Case, place: _Place) -> Related:
    return case.related(place.node, place.field, _("另一种写法在这里"), office=place.office)


def _entries(case: Case) -> dict[str, list[_Entry]]:
    """The lists in which each name has a line of its own."""
    plan, office = case.plan, case.office
    known = [(guest.name, _Entry("guests", guest.unit)) for guest in plan.guests]
    known += [(host.name, _Entry("hosts", host.unit)) for host in plan.hosts]
    known += [(member.name, _Entry("crew", member.unit)) for member in plan.crew]
    if office is not None:
        known += [(person.name, _Entry("people", person.unit)) for person in office.people]
        for unit in office.units:
            known += [(name, _Entry(name_of, unit.name)) for name_of, name in _of_unit(unit.contact, unit.deputy)]
        known += [(car.driver, _Entry("drivers", car.owner)) for car in office.vehicles if car.driver]
    found: dict[str, list[_Entry]] = {}
    for name, entry in known:
        found.setdefault(name, []).append(entry)
    return found


def _of_unit(contact: str | None, deputy: str | None) -> Iterator[tuple[str, str]]:
    yield from ((of, name) for of, name in (("contact", contact), ("deputy", deputy)) if name)


def _office_places(case: Case) -> dict[str, _Place]:
    """Where the office file has people by name."""
    office = case.office
    if office is None:
        return {}
    known = [(person.name, _Place(person, "name", None, True)) for person in office.people]
    known += [(unit.contact, _Place(unit, "contact", None, True)) for unit in office.units if unit.contact]
    known += [(unit.deputy, _Place(unit, "deputy", None, True)) for unit in office.units if unit.deputy]
    return {name: place for name, place in reversed(known) if is_person(name)}


def _are_two(entries: dict[str, list[_Entry]], one: str, other: str) -> bool:
    """Whether two names are certainly of two people: each has a line in one list, or lines with different units."""
    for first in entries.get(one, ()):
        for second in entries.get(other, ()):
            if first.of == second.of:
                return True
            if first.unit and second.unit and not may_be_one_unit(first.unit, second.unit):
                return True
    return False


def _units(case: Case) -> Iterator[Finding]:
    guests = [guest for guest in case.plan.guests if guest.unit and not is_placeholder(guest.unit)]
    times = Counter(guest.unit for guest in guests)
    told = set()
    for one, other in [*forms_of_one(times), *alike(times)]:
        rare, usual = sorted((one, other), key=times.__getitem__)
        if times[one] == times[other]:
            rare, usual = other, one
        if rare in told:
            continue
        told.add(rare)
        at = next(guest for guest in guests if guest.unit == rare)
        where = next(guest for guest in guests if guest.unit == usual)
        message = _("单位写成“{name}”，别的来宾是“{other}”（{number} 人）").format(
            name=rare, other=usual, number=times[usual]
        )
        related = (case.related(where, "unit", _("另一种写法在这里")),)
        yield case.finding(at, "unit", message, hint=_("是同一个单位的，写成一样"), related=related)
