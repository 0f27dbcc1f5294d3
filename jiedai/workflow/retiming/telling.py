"""Who has to be told of new times, whom to call there, and by when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from jiedai.model.schedule import Item
from jiedai.visit.case import Case
from jiedai.workflow.changes.parts import Parts, Reader, parts
from jiedai.workflow.changes.readers import contact_of
from jiedai.workflow.retiming.proposals import Option

AHEAD = dt.timedelta(minutes=30)
AHEAD_OF_SERVICE = dt.timedelta(minutes=60)
"""How long before the first item that changes a reader has to know; kitchens and hotels have things to prepare."""
_OF_THE_PROGRAMME = ("guest", "leader", "staff")
"""Readers who see every item."""
_SERVICE = ("kitchen", "hotel")


class Told(NamedTuple):
    """A reader to be told: whom to call, by when, and which of their items change; `now` where that is past."""

    reader: str
    contact: str | None
    phone: str | None
    by: dt.datetime
    items: tuple[str, ...]
    now: bool = False


def told(case: Case, option: Option, as_of: dt.datetime | None = None) -> list[Told]:
    """Everybody whom an option touches: first who should have been told by `as_of`, then by when, then by name."""
    first: dict[Reader, dt.datetime] = {}
    items: dict[Reader, list[str]] = {}
    shares = parts(case)
    for item, start in _touched(case, option):
        for reader in _readers_at(shares, item):
            first[reader] = min(start, first.get(reader, start))
            items.setdefault(reader, []).append(item.id)
    found = []
    for reader, start in first.items():
        by = start - (AHEAD_OF_SERVICE if reader.kind in _SERVICE else AHEAD)
        late = as_of is not None and by < as_of
        found.append(Told(reader.key, *contact_of(case, reader), by, tuple(items[reader]), late))
    return sorted(found, key=lambda one: (not one.now, one.by, one.reader))


def _touched(case: Case, option: Option) -> Iterator[tuple[Item, dt.datetime]]:
    """The items that change or fall away, in the order of the programme, and when each begins, the earlier time."""
    starts = {one.item.id: min(span.start for span in (one.before, one.span) if span) for one in option.changes}
    for _day, item in case.items:
        if item.id in starts:
            yield item, case.moment(starts[item.id])
        elif item.id in option.dropped and (start := case.start_of(item)):
            yield item, start


def _readers_at(shares: Parts, item: Item) -> Iterator[Reader]:
    """Whose papers an item stands in."""
    yield from (Reader(kind) for kind in _OF_THE_PROGRAMME)
    yield from (Reader("unit", name) for name in sorted(shares.units_at(item) - shares.own))
    yield from (Reader("driver", number) for number in sorted(shares.vehicles_of(item)))
    if kitchen := shares.kitchen_of(item):
        yield Reader("kitchen", kitchen)
    yield from (Reader("hotel", name) for name in sorted(shares.hotels().intersection(item.place)))
