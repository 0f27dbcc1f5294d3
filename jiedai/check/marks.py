"""What a plan leaves for the others to be held against: marks of what it says, things that it takes, packed to travel.

Small values that go from process to process and are kept from one run to the next. Of what reads and checks plans
nothing is imported: a folder in which no two visits meet is compared without it.
"""

from __future__ import annotations

import datetime as dt
import pickle
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from jiedai.diagnostics import Diagnostic
from jiedai.source.unpickling import unpickled

if TYPE_CHECKING:
    from jiedai.visit.bookings import Resource

_DAY = 24 * 60
"""Minutes."""
Lines = Mapping[tuple[str, int], str]
"""Source lines by file and line number."""


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


class Taken(NamedTuple):
    """A resource that a visit takes.

    `roads` are the minutes from `ends_at` to other places. `heads` and `capacity` are people (or rooms of a kind), None
    where nobody knows; `alone` where it holds one company at a time. `others` are what could be taken instead. The
    message of `finding` is still to be made.
    """

    kind: Resource
    name: str
    start: dt.datetime
    end: dt.datetime
    begins_at: str | None
    ends_at: str | None
    roads: Mapping[str, int]
    heads: int | None
    capacity: int | None
    alone: bool
    vehicle: str
    others: tuple[str, ...]
    item: str
    title: str
    finding: Diagnostic

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """The first and the last day on which another visit may be in its way, somewhere down the road."""
        minutes = self.end.hour * 60 + self.end.minute + max(self.roads.values(), default=0)
        last = min(self.end.toordinal() + minutes // _DAY, dt.date.max.toordinal())
        return self.start.date(), dt.date.fromordinal(last)


AnyMark = Mark | Taken


class Left(NamedTuple):
    """All that a plan leaves: its marks, and what it takes, packed until another visit has a day from `first` to `last`
    too.
    """

    marks: tuple[Mark, ...] = ()
    first: dt.date = dt.date.max
    last: dt.date = dt.date.min
    taken: bytes = b""


NOTHING = Left()


def left(marks: Iterable[Mark], taken: Sequence[Taken], lines: Lines) -> Left:
    """What a plan leaves; `lines` are those that the findings about what it takes would quote."""
    if not taken:
        return Left(tuple(marks))
    first, last = zip(*(one.days for one in taken), strict=True)
    data = pickle.dumps((taken, lines), pickle.HIGHEST_PROTOCOL)
    return Left(tuple(marks), min(first), max(last), zlib.compress(data, 1))


def unpacked(taken: bytes) -> tuple[Sequence[Taken], Lines]:
    """What `left` packed.

    Raises:
        pickle.UnpicklingError: something else is named in it.
    """
    found: tuple[Sequence[Taken], Lines] = unpickled(zlib.decompress(taken), _NAMES)
    return found


_NAMES = {
    __name__: ("Taken",),
    "jiedai.visit.bookings": ("Resource",),
    "jiedai.diagnostics": ("Diagnostic", "Level", "Related", "Span", "Waiver"),
    "datetime": ("date", "datetime", "time"),
}
"""All that a thing which is taken is made of."""
