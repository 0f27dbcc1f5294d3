"""What only several plans together show: a letter used twice, visits that could be one, things taken by two at once.

Each plan leaves marks, small values that go from process to process; two marks of one rule with the same key are in
conflict where their visits lie near enough in time (`Mark`), or where what they take is needed at once (`Taken`). The
later plan gets the finding.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from jiedai.check.marks import AnyMark, Mark, Taken
from jiedai.diagnostics import Diagnostic, Level, Related, Span
from jiedai.language import _

if TYPE_CHECKING:
    from jiedai.model.base import Node
    from jiedai.visit.case import Case


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


def conflicts(marks: Iterable[AnyMark], reported: Container[str] | None = None) -> list[Diagnostic]:
    """The findings over several plans: of marks at most one for a rule and a plan, of things taken one for an item.

    `reported` are the files that findings may stand in, without it all: what a file that is only looked at beside them
    has to give way to is told at the earlier item, and what two such files have with each other not at all.
    """
    every = list(marks)
    taken = [one for one in every if isinstance(one, Taken)]
    found = _contradictions((one for one in every if isinstance(one, Mark)), reported)
    return [*found, *_clashing(taken, reported)] if taken else found


def _contradictions(marks: Iterable[Mark], reported: Container[str] | None) -> list[Diagnostic]:
    """The findings about marks that contradict each other."""
    told: dict[tuple[str, str], Diagnostic] = {}
    for _same, group in groupby(sorted(marks, key=in_order_of_keys), key=lambda one: (one.finding.code, one.key)):
        standing = Standing()
        for one in group:
            other = standing.against(one)
            found = contradicted(one, other, reported) if other is not None else None
            if found is not None:
                told.setdefault((found.code, found.file), found)
    return list(told.values())


def in_order_of_keys(one: Mark) -> tuple[str, tuple[str, ...], dt.date, str, Span]:
    """Sorts marks: those with one key stand together, in the order of their visits."""
    return one.finding.code, one.key, one.first, one.finding.file, one.finding.span


class Standing:
    """Of the marks with one key, in the order of their visits, that one which ends last.

    Where that one is not near enough none is, so two of different files are all that has to be remembered.
    """

    def __init__(self) -> None:
        self._latest: list[Mark] = []

    def against(self, one: Mark) -> Mark | None:
        """What came before a mark and contradicts it."""
        other = next((before for before in self._latest if before.finding.file != one.finding.file), None)
        ranked = sorted((one, *self._latest), key=lambda before: (before.last, before.first), reverse=True)
        rest = [before for before in ranked if before.finding.file != ranked[0].finding.file]
        self._latest = [ranked[0], *rest[:1]]
        return other if other is not None and _is_near(other, one) else None


def _is_near(before: Mark, one: Mark) -> bool:
    """Whether a visit begins within the reach of one that began before it."""
    if one.apart and one.first <= before.last:
        return False
    return one.reach is None or (one.first - before.last).days <= one.reach


def contradicted(one: Mark, other: Mark, reported: Container[str] | None) -> Diagnostic | None:
    """The finding about two marks, at the later one if it is reported; None where neither is."""
    if not is_in(one, reported):
        one, other = other, one
    if not is_in(one, reported):
        return None
    where = other.finding
    message = one.finding.message.format(**dict(one.values), title=other.title, dates=other.dates, file=where.file)
    related = (Related(_("另一份方案在这里"), where.file, where.span),)
    return replace(one.finding, message=message, related=related)


def is_in(one: AnyMark, reported: Container[str] | None) -> bool:
    """Whether findings may stand in the file of a mark."""
    return reported is None or one.finding.file in reported


def _clashing(taken: Sequence[Taken], reported: Container[str] | None) -> list[Diagnostic]:
    """The findings about things that two visits take at once."""
    from jiedai.check.clashes import by_day, clashes, told  # what a plan is made of comes with it

    clashing = [
        clash if is_in(clash.one, reported) else clash._replace(one=clash.other, other=clash.one)
        for clash in clashes(taken)
        if is_in(clash.one, reported) or is_in(clash.other, reported)
    ]
    days = by_day(taken) if clashing else {}
    return [told(clash, days) for clash in clashing]
