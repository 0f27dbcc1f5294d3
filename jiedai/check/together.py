"""What only several plans together show: a letter used twice, visits that could be one, things taken by two at once.

Each plan leaves marks, small values that go from process to process; two marks of one rule with the same key are in
conflict where their visits lie near enough in time (`Mark`), or where what they take is needed at once (`Taken`). The
later plan gets the finding.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from jiedai.check.marks import AnyMark, Left, Mark, Taken, unpacked
from jiedai.diagnostics import Diagnostic, Level, Related
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


class Compared(NamedTuple):
    """Findings over several plans, with the lines that some of them quote."""

    diagnostics: list[Diagnostic]
    lines: dict[tuple[str, int], str]


def compared(plans: Sequence[Left], reported: Container[str]) -> Compared:
    """What `conflicts` finds in all that plans have left; of what they take only that is unpacked, one stretch of time
    after the other, which is needed while another visit is there.
    """
    found = Compared(_contradictions((mark for plan in plans for mark in plan.marks), reported), {})
    for meeting in _meeting(plan for plan in plans if plan.taken):
        every = [unpacked(plan.taken) for plan in meeting]
        clashing = _clashing([one for taken, _lines in every for one in taken], reported)
        if clashing:
            found.diagnostics.extend(clashing)
            for _taken, lines in every:
                found.lines.update(lines)
    return found


def _meeting(plans: Iterable[Left]) -> Iterator[list[Left]]:
    """The plans of each stretch of time that no day without a visit divides, where there are several."""
    group: list[Left] = []
    until = dt.date.min
    for plan in sorted(plans, key=lambda one: one.first):
        if plan.first > until:
            if len(group) > 1:
                yield group
            group = []
        group.append(plan)
        until = max(until, plan.last)
    if len(group) > 1:
        yield group


def _contradictions(marks: Iterable[Mark], reported: Container[str] | None) -> list[Diagnostic]:
    """The findings about marks that contradict each other."""
    found: dict[tuple[str, str], Diagnostic] = {}
    ordered = sorted(marks, key=lambda one: (one.finding.code, one.key, one.first, one.finding.file, one.finding.span))
    for _same, group in groupby(ordered, key=lambda one: (one.finding.code, one.key)):
        for one, other in _conflicts(list(group)):
            if _is_in(one, reported):
                found.setdefault((one.finding.code, one.finding.file), _told(one, other))
            elif _is_in(other, reported):
                found.setdefault((other.finding.code, other.finding.file), _told(other, one))
    return list(found.values())


def _clashing(taken: Sequence[Taken], reported: Container[str] | None) -> list[Diagnostic]:
    """The findings about things that two visits take at once."""
    from jiedai.check.clashes import by_day, clashes, told  # what a plan is made of comes with it

    clashing = [
        clash if _is_in(clash.one, reported) else clash._replace(one=clash.other, other=clash.one)
        for clash in clashes(taken)
        if _is_in(clash.one, reported) or _is_in(clash.other, reported)
    ]
    days = by_day(taken) if clashing else {}
    return [told(clash, days) for clash in clashing]


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
