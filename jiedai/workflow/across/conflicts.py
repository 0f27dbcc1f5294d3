"""What two visits take at once, as the rules KX find it: for each clash the thing, the time, and both visits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jiedai.check.clashes import clashes
from jiedai.check.engine import examined
from jiedai.check.marks import AnyMark, Left, Mark, Taken, left, unpacked
from jiedai.check.selection import Selection
from jiedai.check.stretches import compared
from jiedai.diagnostics import Diagnostic, Level
from jiedai.visit.bookings import Resource
from jiedai.visit.case import Case
from jiedai.workflow.across.taken import meets

RULES = Selection(("KX",))
"""The rules over several plans that concern what they share."""


class Conflict(NamedTuple):
    """A finding of one of the rules; of a number used twice there is neither a thing nor a time."""

    finding: Diagnostic
    kind: Resource | None = None
    name: str = ""
    start: dt.datetime | None = None
    end: dt.datetime | None = None
    items: tuple[str, str] = ("", "")
    titles: tuple[str, str] = ("", "")


def marks_of(case: Case, begin: dt.datetime | None = None, end: dt.datetime | None = None) -> Iterable[AnyMark]:
    """What a visit takes, as the rules compare it; nothing of one that lies outside the time that is asked for."""
    if not meets(case, begin, end):
        return []
    return examined(case.loaded, selection=RULES).marks


def left_of(case: Case, begin: dt.datetime | None = None, end: dt.datetime | None = None) -> list[Left]:
    """The same, packed to be compared with what very many visits have left; nothing of a visit that takes nothing."""
    return _packed(marks_of(case, begin, end))


def _packed(marks: Iterable[AnyMark]) -> list[Left]:
    every = list(marks)
    said = [one for one in every if isinstance(one, Mark)]
    taken = [one for one in every if isinstance(one, Taken)]
    return [left(said, taken, {})] if every else []


def about(plans: Iterable[Left], names: frozenset[tuple[Resource, str]]) -> Iterator[Left]:
    """What visits have left, as far as it is of one of some resources."""
    for plan in plans:
        taken, _lines = unpacked(plan.taken) if plan.taken else ((), {})
        yield from _packed(one for one in taken if _is_about(one, names))


def things(plans: Iterable[Left]) -> list[tuple[Resource, str]]:
    """What visits take, each thing once, but for single rooms of hotels, whose names are those of the office file."""
    found: dict[tuple[Resource, str], None] = {}
    for plan in plans:
        taken, _lines = unpacked(plan.taken) if plan.taken else ((), {})
        found |= dict.fromkeys((one.kind, one.name) for one in taken if one.kind is not Resource.HOTEL)
    return list(found)


def found(plans: Sequence[Left]) -> Iterator[Conflict]:
    """The conflicts of all visits, by time; those without one first."""
    for one in compared(plans):
        if one.clash is None:
            yield Conflict(one.finding)
            continue
        late, early = one.clash.one, one.clash.other
        start, end = max(late.start, early.start), min(late.end, early.end)
        if start > end:  # by road: from where the one before ends
            start, end = end, start
        ends = (late.item, early.item), (late.title, early.title)
        yield Conflict(one.finding, late.kind, late.name, start, end, *ends)


class Met(NamedTuple):
    """Something that another visit takes too, on a day of the visit in a file."""

    kind: Resource
    name: str
    day: dt.date
    file: str


def met(marks: Iterable[AnyMark]) -> frozenset[Met]:
    """What visits cannot both have, for each of them; of a hotel it is a room, or rooms of a kind."""
    taken = [one for one in marks if isinstance(one, Taken)]
    both: set[Met] = set()
    for clash in clashes(taken):
        if clash.level is Level.ERROR and clash.one.finding.counts:
            for one in (clash.one, clash.other):
                both.add(Met(one.kind, one.name, one.start.date(), one.finding.file))
    return frozenset(both)


def _is_about(one: Taken, names: frozenset[tuple[Resource, str]]) -> bool:
    """Whether a thing is one of some; the rooms of a hotel are called by the hotel's name and more."""
    if one.kind is Resource.HOTEL:
        return any(kind is one.kind and name in one.name for kind, name in names)
    return (one.kind, one.name) in names
