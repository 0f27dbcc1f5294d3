"""场地 (SJ16, SJ19): one room for one company at a time, and room enough for all who come."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jiedai.check.engine import rule
from jiedai.check.rules.seats import crowded_charts
from jiedai.language import _
from jiedai.model.choice import ItemKind
from jiedai.model.times import DAY_MINUTES, clock
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding, Slot
from jiedai.visit.movement import Parties, is_ride, label
from jiedai.visit.order import in_shadow
from jiedai.visit.transport import texts
from jiedai.visit.venues import has_many_tables, heads_at, room_of

_MEETINGS = (ItemKind.TALKS, ItemKind.MEETING, ItemKind.CONFERENCE, ItemKind.SIGNING, ItemKind.MEAL)
_IN_TURNS = regex(r"分批|分组|分两批|分几批|轮流|轮换|错峰|分场|分时段|in (?:groups|turns|batches)")


class _Booking(NamedTuple):
    """A room as an item takes it; `number` is its place in the item's list."""

    slot: Slot
    number: int | None
    guests: frozenset[str]


@rule("SJ16")
def one_room_at_a_time(case: Case, figures: Figures) -> Iterator[Finding]:
    """A room has one company at a time."""
    who, shadow = Parties(case), in_shadow(case)
    taken: dict[str, list[_Booking]] = {}
    for slot in case.slots:
        if slot.item.kind not in _MEETINGS or id(slot.item) in shadow:
            continue
        for name, index in case.entries(slot.item, "place"):
            room = room_of(case, name)
            if room is None:
                continue
            booking = _Booking(slot, index, who(slot))
            going_on = [other for other in taken.get(room, ()) if other.slot.end > slot.start]
            taken[room] = [*going_on, booking]
            other = next((other for other in going_on if _clash(case, room, other, booking)), None)
            if other is not None:
                yield _two_companies(case, name, other, booking)


def _clash(case: Case, room: str, one: _Booking, other: _Booking) -> bool:
    """Whether two items need a room for themselves at once."""
    first, second = one.slot.item, other.slot.item
    if first is second or other.slot.end <= other.slot.start:
        return False
    together = (one.slot.start, one.slot.end, first.what) == (other.slot.start, other.slot.end, second.what)
    dining = first.kind is ItemKind.MEAL and second.kind is ItemKind.MEAL
    if together or (dining and has_many_tables(case, room)):
        return False
    if one.guests.isdisjoint(other.guests):
        return True
    beside = (first.parallel or second.parallel) and not (first.guests and second.guests)
    return beside and bool(first.hosts and second.hosts) and set(first.hosts).isdisjoint(second.hosts)


def _two_companies(case: Case, room: str, one: _Booking, other: _Booking) -> Finding:
    message = _("{room}在 {item} 中要用到 {end}，{other}又安排在这里").format(
        room=room, item=one.slot.item.id, end=clock(one.slot.end % DAY_MINUTES), other=label(other.slot.item)
    )
    related = (case.related(one.slot.item, "place", _("先用的一项在这里")),)
    hint = _("换一间，或错开时间")
    return case.finding(other.slot.item, "place", message, index=other.number, hint=hint, related=related)


@rule("SJ19")
def room_enough(case: Case, figures: Figures) -> Iterator[Finding]:
    """No item brings more people to a place than it holds."""
    seated = crowded_charts(case)
    for _day, item in case.items:
        if is_ride(item) or item.kind in (ItemKind.PICKUP, ItemKind.DROPOFF) or item.id in seated:
            continue
        heads = heads_at(case, item)
        if heads is None or any(_IN_TURNS.search(text) for text in texts(item)):
            continue
        for name, index in case.entries(item, "place"):
            place = case.place(name)
            if place is not None and place.capacity is not None and heads.number > place.capacity:
                message = _("{item}有 {people} 人，{place}只容纳 {capacity} 人").format(
                    item=label(item), people=heads.number, place=place.name, capacity=place.capacity
                )
                hint = _("换大一些的地方；分批的，在事项或备注里写明")
                yield case.finding(item, "place", message, index=index, hint=hint)
