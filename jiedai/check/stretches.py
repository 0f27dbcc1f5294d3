"""What many plans have left, compared one day after the other: however many plans there are, what is in memory is of
those that are there on the day.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from jiedai.check.marks import Left, Lines, Mark, Taken, unpacked
from jiedai.check.together import Standing, contradicted, in_order_of_keys, is_in
from jiedai.diagnostics import Diagnostic

if TYPE_CHECKING:
    from jiedai.check.clashes import ByDay, Clash


class Found(NamedTuple):
    """A finding over several plans, with the line that it quotes; `clash` where two take one thing."""

    finding: Diagnostic
    lines: Lines
    clash: Clash | None = None


def compared(plans: Sequence[Left], reported: Container[str] | None = None) -> Iterator[Found]:
    """What `together.conflicts` finds in all that plans have left, clashes in the order of time.

    Each plan is asked for up to three times, so that `plans` may be read from a disk.
    """
    marked, stays = list[tuple[dt.date, int]](), list[_Stay]()
    once, shared = set[int](), set[int]()  # digests of the keys of marks
    for at, plan in enumerate(plans):
        for digest in map(_digest, plan.marks):
            (shared if digest in once else once).add(digest)
        marked += [(mark.first, at) for mark in plan.marks[:1]]
        stays += [_Stay(plan.first, plan.last, at)] if plan.taken else []
    del once
    yield from (Found(one, {}) for one in _contradictions(plans, marked, shared, reported))
    for stretch in _meeting(stays):
        yield from _clashing(plans, stretch, reported)


def _digest(mark: Mark) -> int:
    return hash((mark.finding.code, mark.key))


def _contradictions(
    plans: Sequence[Left], marked: list[tuple[dt.date, int]], shared: Container[int], reported: Container[str] | None
) -> Iterator[Diagnostic]:
    """The findings about marks that contradict each other; one whose key no other plan has is passed over.

    `marked` are the first days of the plans that have marks, with their places.
    """
    standing: dict[tuple[str, tuple[str, ...]], Standing] = {}
    told: set[tuple[str, str]] = set()
    for _day, visits in groupby(sorted(marked), key=lambda one: one[0]):
        marks = (mark for _first, at in visits for mark in plans[at].marks if _digest(mark) in shared)
        for one in sorted(marks, key=in_order_of_keys):
            other = standing.setdefault((one.finding.code, one.key), Standing()).against(one)
            found = contradicted(one, other, reported) if other is not None else None
            if found is not None and (found.code, found.file) not in told:
                told.add((found.code, found.file))
                yield found


# --- what is taken ---------------------------------------------------------------------------------------------------


class _Stay(NamedTuple):
    """The first and the last day on which a plan may be in the way of another, and its place among the plans."""

    first: dt.date
    last: dt.date
    at: int


def _meeting(stays: Iterable[_Stay]) -> Iterator[list[_Stay]]:
    """The plans of each stretch of time that no day without a visit divides, where there are several."""
    group: list[_Stay] = []
    until = dt.date.min
    for stay in sorted(stays, key=attrgetter("first")):
        if stay.first > until:
            if len(group) > 1:
                yield group
            group = []
        group.append(stay)
        until = max(until, stay.last)
    if len(group) > 1:
        yield group


class _Present:
    """The plans that are there: of each day since the first of them came, what is taken on it."""

    def __init__(self) -> None:
        self.days: dict[dt.date, list[Taken]] = {}
        self._starting: dict[dt.date, list[Taken]] = {}
        self._there: list[tuple[_Stay, Lines]] = []

    @property
    def next(self) -> dt.date | None:
        """The first day on which something of theirs begins that has not been asked for; None where there is none."""
        return min(self._starting, default=None)

    def add(self, stay: _Stay, plan: Left) -> None:
        """A plan comes."""
        taken, lines = unpacked(plan.taken)
        self._there.append((stay, lines))
        for one in taken:
            day, last = one.start.date(), one.end.date()
            self._starting.setdefault(day, []).append(one)
            for later in range((last - day).days + 1):
                self.days.setdefault(day + dt.timedelta(days=later), []).append(one)

    def beginning(self, day: dt.date) -> list[Taken]:
        """What begins on a day, for which plans that left before it are forgotten."""
        self._there = [(stay, lines) for stay, lines in self._there if stay.last >= day]
        earliest = min((stay.first for stay, _lines in self._there), default=day)
        for past in [one for one in self.days if one < earliest]:
            del self.days[past]
        return self._starting.pop(day, [])

    def line(self, found: Diagnostic) -> Lines:
        """The line that a finding quotes."""
        at = (found.file, found.span.line)
        return next(({at: lines[at]} for _stay, lines in self._there if at in lines), {})


def _clashing(plans: Sequence[Left], stretch: Iterable[_Stay], reported: Container[str] | None) -> Iterator[Found]:
    """The findings about things that two visits of a stretch of time take at once."""
    from jiedai.check.clashes import Sweep, by_day, told  # what a plan is made of comes with it

    sweep, present, coming = Sweep(), _Present(), deque(stretch)
    while coming or present.next is not None:
        day = min(filter(None, (present.next, coming[0].first if coming else None)))
        while coming and coming[0].first <= day:
            present.add(stay := coming.popleft(), plans[stay.at])
        days: dict[dt.date, ByDay] = {}
        for clash in sweep.clashes(present.beginning(day)):
            one = next((side for side in (clash.one, clash.other) if is_in(side, reported)), None)
            if one is None:
                continue
            shown = clash if one is clash.one else clash._replace(one=clash.other, other=clash.one)
            begun = one.start.date()
            if begun not in days:
                days[begun] = by_day(present.days[begun])
            found = told(shown, days[begun])
            yield Found(found, present.line(found), shown)
