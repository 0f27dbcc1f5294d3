"""What two visits take at once, as the rules KX find it: for each clash the thing, the time, and both visits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from jiedai.check.clashes import by_day, clashes, told
from jiedai.check.engine import examined
from jiedai.check.marks import AnyMark, Taken
from jiedai.check.selection import Selection
from jiedai.check.together import conflicts
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


def found(marks: Iterable[AnyMark]) -> list[Conflict]:
    """The conflicts of all visits, by time; those without one first."""
    every = list(marks)
    taken = [one for one in every if isinstance(one, Taken)]
    days = by_day(taken)
    made = [Conflict(one) for one in conflicts(one for one in every if not isinstance(one, Taken))]
    for clash in clashes(taken):
        one, other = clash.one, clash.other
        start, end = max(one.start, other.start), min(one.end, other.end)
        if start > end:  # by road: from where the one before ends
            start, end = end, start
        ends = (one.item, other.item), (one.title, other.title)
        made.append(Conflict(told(clash, days), one.kind, one.name, start, end, *ends))
    return made


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


def is_about(one: AnyMark, names: frozenset[tuple[Resource, str]]) -> bool:
    """Whether a mark is of one of some resources; the rooms of a hotel are called by the hotel's name and more."""
    if not isinstance(one, Taken):
        return False
    if one.kind is Resource.HOTEL:
        return any(kind is one.kind and name in one.name for kind, name in names)
    return (one.kind, one.name) in names
