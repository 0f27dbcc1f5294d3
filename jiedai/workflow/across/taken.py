"""Who and what each visit takes, small enough to go from process to process: people, vehicles, places, hotel rooms.

What is taken is answered by `visit.bookings`, as the rules on clashes ask it too; here it is only put side by side.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from typing import Any, NamedTuple, TypeVar

from jiedai.language import _
from jiedai.model.base import DamagedValue
from jiedai.model.choice import Classification, RoomType
from jiedai.model.placeholder import is_placeholder
from jiedai.visit.bookings import Booking, Resource, bookings, room_nights, unsure
from jiedai.visit.case import Case
from jiedai.visit.names import coming_unit
from jiedai.visit.outcome import headcount

_LEADING = ("hosts", "chair")
"""Fields of an item whose people lead the visitors round; the others work for them."""


class Visit(NamedTuple):
    """The visit that takes something, as others speak of it."""

    file: str
    title: str
    number: str | None
    version: int
    first: dt.date
    last: dt.date
    unit: str
    guests: int | None
    classification: Classification | None


class Use(NamedTuple):
    """One thing that one item of a visit takes.

    `where` is its place in words, `ends` are where it is needed and where it is left, `owner` and `phone` who answers
    for the item. Of a place, `heads` are the people brought there (None where nobody knows), `alone` where it holds one
    company at a time; of a hotel, `rooms` are the rooms of each type for the night. `leads` where the person is a host
    or in the chair. Not `sure` is what has no clock time yet: it may be at any time between start and end, which `told`
    has in the words of the plan.
    """

    kind: Resource
    name: str
    start: dt.datetime
    end: dt.datetime
    item: str
    what: str
    where: str
    ends: tuple[str | None, str | None]
    visit: Visit
    owner: str = ""
    phone: str = ""
    heads: int | None = None
    alone: bool = False
    leads: bool = False
    rooms: tuple[tuple[RoomType | None, int], ...] = ()
    sure: bool = True
    told: str = ""

    @property
    def resource(self) -> str:
        """What is taken, as the command line names it: `person:林峰`, `vehicle:1`."""
        return f"{self.kind.value}:{self.name}"


def visit_of(case: Case) -> Visit:
    """A visit as others speak of it."""
    plan = case.plan
    first, last = (dt.date.fromordinal(day.toordinal()) for day in (plan.dates.first, plan.dates.last))
    return Visit(
        case.name,
        _sound(lambda: plan.title, case.name),
        _sound(lambda: known(plan.number), None),
        _sound(lambda: plan.version, 1),
        first,
        last,
        _sound(lambda: coming_unit(plan), ""),
        _sound(lambda: headcount(case), None),
        _sound(lambda: plan.classification, None),
    )


T = TypeVar("T")


def _sound(question: Callable[[], T], otherwise: T) -> T:
    """The answer to a question, or another one where it reads what cannot be read in the plan."""
    try:
        return question()
    except DamagedValue:
        return otherwise


def known(text: str | None) -> str | None:
    """A text; None where a blank stands for it."""
    return None if text is None or is_placeholder(text) else text


def uses(case: Case, begin: dt.datetime | None = None, end: dt.datetime | None = None) -> list[Use]:
    """What a visit takes from a moment to another (an open end is everything on that side): first what has a clock
    time, then what has none yet, then the hotel rooms night by night.
    """
    if not meets(case, begin, end):
        return []
    visit = visit_of(case)
    phones: Mapping[str, str] = _sound(lambda: case.phone_of, dict[str, str]())
    found = [_use(phones, visit, one) for one in bookings(case)]
    found += [_use(phones, visit, one)._replace(sure=False, told=str(one.item.time)) for one in unsure(case)]
    return within([*found, *_nights(case, visit)], begin, end)


def meets(case: Case, begin: dt.datetime | None, end: dt.datetime | None) -> bool:
    """Whether a visit, with the night after it, meets the time from a moment to another."""
    dates = case.plan.dates
    return (end is None or dates.first <= end.date()) and (begin is None or dates.last + _NIGHT >= begin.date())


_NIGHT = dt.timedelta(days=1)


def _use(phones: Mapping[str, str], visit: Visit, one: Booking) -> Use:
    item = one.item
    owner = known(item.owner) or ""
    where = one.begins_at if one.begins_at == one.ends_at else "—".join(filter(None, (one.begins_at, one.ends_at)))
    return Use(
        one.kind,
        one.name,
        one.start,
        one.end,
        item.id,
        item.what,
        where or "",
        (one.begins_at, one.ends_at),
        visit,
        owner,
        phones.get(owner, ""),
        one.heads,
        one.alone,
        one.field in _LEADING,
    )


def _nights(case: Case, visit: Visit) -> Iterator[Use]:
    """The rooms of each hotel and night, together."""
    counts: dict[tuple[str, dt.date], Counter[RoomType | None]] = {}
    spans = {}
    for room in room_nights(case):
        key = room.hotel, room.night
        counts.setdefault(key, Counter())[room.type] += 1
        spans[key] = room.start, room.end
    for (hotel, night), rooms in counts.items():
        what = _("住宿 {count} 间").format(count=rooms.total())
        start, end = spans[hotel, night]
        yield Use(Resource.HOTEL, hotel, start, end, "", what, hotel, (hotel, hotel), visit, rooms=tuple(rooms.items()))


def things(found: Iterable[Use]) -> list[tuple[Resource, str]]:
    """What is taken by uses, each once."""
    return list(dict.fromkeys((use.kind, use.name) for use in found))


def in_order(found: Iterable[Use]) -> list[Use]:
    """Uses by their begin, then by resource and file."""
    return sorted(found, key=_place)


def _place(one: Use) -> tuple[dt.datetime, dt.datetime, str, str, str, str]:
    return one.start, one.end, one.kind.value, one.name, one.visit.file, one.item


def merged(visits: Sequence[Sequence[Use]]) -> Iterator[Use]:
    """The uses of visits, each in order, as `in_order` has those of all: of a visit they are there while it lasts.

    Each visit is asked for twice, so that `visits` may be read from a disk.
    """
    coming = deque(sorted((_place(uses[0]), at) for at, uses in enumerate(visits) if uses))
    there: list[tuple[Any, int, int, Sequence[Use]]] = []
    while coming or there:
        while coming and (not there or coming[0] <= there[0][:2]):
            place, at = coming.popleft()
            heappush(there, (place, at, 0, visits[at]))
        _first, at, number, uses = heappop(there)
        yield uses[number]
        if number + 1 < len(uses):
            heappush(there, (_place(uses[number + 1]), at, number + 1, uses))


def within(found: Iterable[Use], begin: dt.datetime | None, end: dt.datetime | None) -> list[Use]:
    """The uses that meet the time from a moment to another; an open end is everything on that side."""
    return [
        one
        for one in found
        if (end is None or one.start < end) and (begin is None or one.end > begin or one.start >= begin)
    ]
