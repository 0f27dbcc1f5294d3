"""What only several plans together show: a letter used twice, visits that could be one, things taken by two at once.

Each plan leaves marks, small values that go from process to process; two marks of one rule with the same key are in
conflict where their visits lie near enough in time (`Mark`), or where what they take is needed at once (`Taken`). The
later plan gets the finding.
"""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from jiedai.check.clashes import Taken, by_day, clashes, told
from jiedai.diagnostics import Diagnostic, Level, Related
from jiedai.language import _
from jiedai.model.base import Node
from jiedai.source.unpickling import unpickled
from jiedai.visit.case import Case


class Mark(NamedTuple):
    """What one plan says that another may contradict.

    `key` is what two of them have in common. `reach` is the number of days from the end of the earlier visit to the
    begin of the later one up to which they are in conflict: 0 where they share a day, None where time does not matter.
    With `apart` those that share a day are none.
    The message of `finding` is still to be filled with `values`, and with `{title}`, `{dates}`, `{file}` of the other.
    """

    key: tuple[str, ...]
    reach: int | None
    values: tuple[tuple[str, str], ...]
    first: dt.date
    last: dt.date
    title: str
    dates: str
    finding: Diagnostic
    apart: bool = False


def mark(
    case: Case,
    node: Node,
    field: str | None,
    message: str,
    *,
    key: tuple[str, ...],
    reach: int | None,
    values: Mapping[str, str],
    hint: str = "",
    index: int | None = None,
    apart: bool = False,
) -> Mark:
    """A mark of a plan at a field of one of its nodes."""
    title, dates = case.plan.title, case.plan.dates
    first, last = (dt.date(day.year, day.month, day.day) for day in (dates.first, dates.last))  # less to send than Day
    finding = case.finding(node, field, message, hint=hint, index=index).diagnostic("", Level.WARNING)
    return Mark(key, reach, tuple(values.items()), first, last, title, str(dates), finding, apart)


AnyMark = Mark | Taken


def packed(marks: Iterable[AnyMark]) -> bytes:
    """Marks as bytes, to be kept or sent; none for no marks."""
    every = list(marks)
    return pickle.dumps(every, pickle.HIGHEST_PROTOCOL) if every else b""


def unpacked(data: bytes) -> list[AnyMark]:
    """The marks that `packed` made bytes of.

    Raises:
        pickle.UnpicklingError: something else is named in them.
    """
    marks: list[AnyMark] = unpickled(data, _NAMES)
    return marks


_NAMES = {
    __name__: ("Mark",),
    "jiedai.check.clashes": ("Taken",),
    "jiedai.visit.bookings": ("Resource",),
    "jiedai.diagnostics": ("Diagnostic", "Level", "Related", "Span", "Waiver"),
    "datetime": ("date", "datetime", "time"),
}
"""All that a mark is made of."""


def conflicts(marks: Iterable[AnyMark], reported: Container[str] | None = None) -> list[Diagnostic]:
    """The findings over several plans: of marks at most one for a rule and a plan, of things taken one for an item.

    `reported` are the files that findings may stand in, without it all: what a file that is only looked at beside them
    has to give way to is told at the earlier item, and what two such files have with each other not at all.
    """
    marks = list(marks)
    taken = [one for one in marks if isinstance(one, Taken)]
    found: dict[tuple[str, str], Diagnostic] = {}
    ordered = sorted(
        (one for one in marks if isinstance(one, Mark)),
        key=lambda one: (one.finding.code, one.key, one.first, one.finding.file, one.finding.span),
    )
    for _same, group in groupby(ordered, key=lambda one: (one.finding.code, one.key)):
        for one, other in _conflicts(list(group)):
            if _is_in(one, reported):
                found.setdefault((one.finding.code, one.finding.file), _told(one, other))
            elif _is_in(other, reported):
                found.setdefault((other.finding.code, other.finding.file), _told(other, one))
    clashing = (
        clash if _is_in(clash.one, reported) else clash._replace(one=clash.other, other=clash.one)
        for clash in clashes(taken)
        if _is_in(clash.one, reported) or _is_in(clash.other, reported)
    )
    days = by_day(taken)
    return [*found.values(), *(told(clash, days) for clash in clashing)]


def _is_in(one: AnyMark, reported: Container[str] | None) -> bool:
    return reported is None or one.finding.file in reported


def _conflicts(group: list[Mark]) -> Iterator[tuple[Mark, Mark]]:
    """The conflicts of marks with one key, in the order of their visits: each with the one before that ends last.

    Where that one is not near enough none is, so two of different files are all that has to be remembered.
    """
    latest: list[Mark] = []
    for one in group:
        other = next((before for before in latest if before.finding.file != one.finding.file), None)
        if other is not None and _is_near(other, one):
            yield one, other
        ranked = sorted((one, *latest), key=lambda before: (before.last, before.first), reverse=True)
        rest = [before for before in ranked if before.finding.file != ranked[0].finding.file]
        latest = [ranked[0], *rest[:1]]


def _is_near(before: Mark, one: Mark) -> bool:
    """Whether a visit begins within the reach of one that began before it."""
    if one.apart and one.first <= before.last:
        return False
    return one.reach is None or (one.first - before.last).days <= one.reach


def _told(one: Mark, other: Mark) -> Diagnostic:
    where = other.finding
    message = one.finding.message.format(**dict(one.values), title=other.title, dates=other.dates, file=where.file)
    related = (Related(_("另一份方案在这里"), where.file, where.span),)
    return replace(one.finding, message=message, related=related)
