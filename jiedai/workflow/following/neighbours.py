"""Other visits of the same days: whether two of them take one thing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from jiedai.check.engine import examined
from jiedai.check.marks import AnyMark
from jiedai.check.selection import Selection
from jiedai.check.together import conflicts
from jiedai.diagnostics import Diagnostic
from jiedai.loading import Loaded, load
from jiedai.model.times import DateRange
from jiedai.patterns import regex
from jiedai.source import Unreadable

_ACROSS = Selection(("KX",))
_NAMED = regex(r"(\d{4})-(\d\d)-(\d\d)")
_FAR = dt.timedelta(days=62)
"""A plan whose name begins with a day further off than this is not even read."""
_NIGHT = dt.timedelta(days=1)


class Clashing(NamedTuple):
    """What a plan and others take at once, and the files that could not be read."""

    findings: list[Diagnostic]
    unread: list[Path]


def clashing(loaded: Loaded, marks: Sequence[AnyMark], others: Iterable[Path]) -> Clashing:
    """The findings about a plan beside other plans; `marks` are those that its own check left."""
    assert loaded.plan is not None
    unread: list[Path] = []
    every = [*marks, *_marks(loaded.plan.dates, others, unread)]
    return Clashing(conflicts(every, {loaded.name}), unread)


def _marks(dates: DateRange, others: Iterable[Path], unread: list[Path]) -> Iterator[AnyMark]:
    for path in others:
        if is_far(path, dates.first, dates.last):
            continue
        try:
            other = load(path)
        except Unreadable:
            unread.append(path)
            continue
        plan = other.plan or other.partial
        if plan is None:
            unread.append(path)
        elif plan.dates.first <= dates.last + _NIGHT and dates.first <= plan.dates.last + _NIGHT:
            yield from examined(other, selection=_ACROSS).marks


def is_far(path: Path, first: dt.date, last: dt.date, far: dt.timedelta = _FAR) -> bool:
    """Whether the name of a plan begins with a day so far from some days that it need not be read for them."""
    named = _NAMED.match(path.name)
    try:
        day = dt.date(*map(int, named.groups())) if named else None
    except ValueError:
        return False
    return day is not None and not first - far <= day <= last + far
