"""What only several plans together show: one letter used twice, visits that could be one, a visit repeated.

Each plan leaves marks, small values that go from process to process; two marks of one rule with the same key are in
conflict where their visits lie near enough in time. The later plan gets the finding.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from jiedai.diagnostics import Diagnostic, Level, Related
from jiedai.language import _
from jiedai.model.base import Node
from jiedai.visit.case import Case


class Mark(NamedTuple):
    """What one plan says that another may contradict.

    `key` is what two of them have in common. `reach` is the number of days from the end of the earlier visit to the
    begin of the later one up to which they are in conflict: 0 where they share a day, None where time does not matter.
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
) -> Mark:
    """A mark of a plan at a field of one of its nodes."""
    title, dates = case.plan.title, case.plan.dates
    finding = case.finding(node, field, message, hint=hint, index=index).diagnostic("", Level.WARNING)
    return Mark(key, reach, tuple(values.items()), dates.first, dates.last, title, str(dates), finding)


def conflicts(marks: Iterable[Mark]) -> list[Diagnostic]:
    """The findings over several plans, at most one for a rule and a plan, in the order of the visits."""
    told: dict[tuple[str, str], Diagnostic] = {}
    ordered = sorted(marks, key=lambda one: (one.finding.code, one.key, one.first, one.finding.file, one.finding.span))
    for _same, group in groupby(ordered, key=lambda one: (one.finding.code, one.key)):
        for finding in _conflicts(list(group)):
            told.setdefault((finding.code, finding.file), finding)
    return list(told.values())


def _conflicts(group: list[Mark]) -> Iterator[Diagnostic]:
    """The findings of marks with one key, in the order of their visits: each against the one before that ends last.

    Where that one is not near enough none is, so two of different files are all that has to be remembered.
    """
    latest: list[Mark] = []
    for one in group:
        other = next((before for before in latest if before.finding.file != one.finding.file), None)
        if other is not None and _is_near(other, one):
            yield _told(one, other)
        ranked = sorted((one, *latest), key=lambda before: (before.last, before.first), reverse=True)
        rest = [before for before in ranked if before.finding.file != ranked[0].finding.file]
        latest = [ranked[0], *rest[:1]]


def _is_near(before: Mark, one: Mark) -> bool:
    """Whether a visit begins within the reach of one that began before it."""
    return one.reach is None or (one.first - before.last).days <= one.reach


def _told(one: Mark, other: Mark) -> Diagnostic:
    where = other.finding
    message = one.finding.message.format(**dict(one.values), title=other.title, dates=other.dates, file=where.file)
    related = (Related(_("另一份方案在这里"), where.file, where.span),)
    return replace(one.finding, message=message, related=related)
