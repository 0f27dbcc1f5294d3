"""Other visits of the same days: whether two of them take one thing."""

from __future__ import annotations

import datetime as dt
import re
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
_SAID = regex(r"^(?:日期|dates)[ \t]*[:：][ \t]*[\[\"']?(\d{4})[-—/.．年](\d{1,2})[-—/.．月](\d{1,2})", re.MULTILINE)
"""The first day of a visit where its plan says it, at the margin."""
_HEAD = 8192
"""Bytes of a plan in which its days stand, if it has any: they are asked for at the top."""
_FAR = dt.timedelta(days=62)
"""A plan whose name and whose own first day are further off than this is not read."""
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
    """Whether a plan begins so far from some days that it need not be read for them.

    Its name says it for nearly every plan. A visit that was put off keeps the name of its file, so that the head of a
    plan far off by name is looked at: the day it says counts.
    """
    return _beyond(_NAMED.match(path.name), first - far, last + far) and (
        (said := _SAID.search(_head(path))) is None or _beyond(said, first - far, last + far)
    )


def _beyond(written: re.Match[str] | None, begin: dt.date, end: dt.date) -> bool:
    """Whether a day is written, and not one from `begin` to `end`."""
    try:
        return written is not None and not begin <= dt.date(*map(int, written.groups())) <= end
    except ValueError:
        return False


def _head(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD).decode("utf-8-sig", "replace")
    except OSError:  # whoever reads it tells why
        return ""
