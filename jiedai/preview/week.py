"""The week of a visit as a picture: what it and the other visits of those days take, and where two take one thing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from jiedai.check.marks import AnyMark
from jiedai.language import _
from jiedai.loading import load
from jiedai.source import Unreadable
from jiedai.visit.case import Case
from jiedai.workflow.across.chart import LONGEST, chart, svgs
from jiedai.workflow.across.conflicts import marks_of, met
from jiedai.workflow.across.taken import Use, uses
from jiedai.workflow.across.week import DAYS, monday_of
from jiedai.workflow.following.neighbours import is_far
from jiedai.workspace import OFFICE_NAME, SUFFIXES

_NEAR = dt.timedelta(days=14)
"""How far the day in a plan's name may be from a week that the visit reaches into."""


class _Known(NamedTuple):
    """What a plan takes, and the time and size of its file by which that is known to be so still."""

    stamp: tuple[int, int]
    taken: tuple[Use, ...]
    marks: tuple[AnyMark, ...]


class Week:
    """What the plans of a folder take; what is known of one is kept until its file changes."""

    def __init__(self) -> None:
        self._known: dict[Path, _Known] = {}

    def drawings(self, case: Case, path: Path) -> list[tuple[str, str, str]]:
        """The week, or weeks, of the visit in `path`: title, what it says in words, drawing. None where it is alone."""
        dates = case.plan.dates
        first = monday_of(dt.date.fromordinal(dates.first.toordinal()))
        last = monday_of(dt.date.fromordinal(dates.last.toordinal())) + dt.timedelta(days=DAYS - 1)
        if (last - first).days >= LONGEST:
            return []
        others = [self._of(other) for other in beside(path) if not is_far(other, first, last, _NEAR)]
        theirs = [use for one in others for use in one.taken if first <= use.start.date() <= last]
        if not theirs:
            return []
        marks = [*marks_of(case), *(mark for one in others for mark in one.marks)]
        made = chart([*uses(case), *theirs], first, last, met=met(marks))
        visits = _("；").join(f"{number} {visit.title}" for number, visit in enumerate(made.visits, 1))
        title = _("这一周各次接待占用图：{visits}").format(visits=visits)
        return [(title, words, svg) for svg, words in svgs(made, title)]

    def _of(self, path: Path) -> _Known:
        try:
            status = path.stat()
            stamp = (status.st_mtime_ns, status.st_size)
            if (kept := self._known.get(path)) and kept.stamp == stamp:
                return kept
            case = Case.of(loaded) if (loaded := load(path)).plan is not None else None
        except (OSError, Unreadable):
            return _Known((0, 0), (), ())
        found = _Known(stamp, tuple(uses(case)), tuple(marks_of(case))) if case else _Known(stamp, (), ())
        self._known[path] = found
        return found


def beside(path: Path) -> Iterator[Path]:
    """The other plans in the folder of a plan."""
    folder = path.absolute().parent
    for other in sorted(folder.iterdir()) if folder.is_dir() else ():
        if other.suffix in SUFFIXES and other.name not in (OFFICE_NAME, path.name) and not other.name.startswith("."):
            yield other
