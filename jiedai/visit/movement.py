"""Who is where when: the programme as a walk through its slots, for people and for vehicles.

Everything here is linear in the number of slots times the parties of a slot; nobody compares all pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from jiedai.language import _
from jiedai.model.choice import ItemKind
from jiedai.model.schedule import Item
from jiedai.model.words import EVERYBODY
from jiedai.visit.case import Case, Slot


class Stop(NamedTuple):
    """Where a party is from `end` on (minutes from midnight of the first day), brought there by `slot`."""

    place: str
    end: int
    slot: Slot


class Meeting(NamedTuple):
    """A slot with what its parties did before it: the slot that ends last, and where they come from."""

    slot: Slot
    before: Slot | None
    stops: tuple[Stop, ...]


def label(item: Item) -> str:
    """An item as messages name it."""
    return _("{id}“{what}”").format(id=item.id, what=item.what)


def is_ride(item: Item) -> bool:
    """Whether an item moves people from one place to another."""
    return item.kind is ItemKind.TRANSFER or (item.from_ is not None and item.to is not None)


def origin(item: Item) -> str | None:
    """Where an item begins, where the plan says it."""
    if item.from_:
        return item.from_
    return item.place[0] if item.place and not is_ride(item) else None


def destination(item: Item) -> str | None:
    """Where an item ends, where the plan says it."""
    if item.to:
        return item.to
    return item.place[-1] if item.place else None


def legs(item: Item) -> list[tuple[str, str]]:
    """The roads inside an item: from place to place of its list, or from its start to its destination."""
    if is_ride(item):
        return [(item.from_, item.to)] if item.from_ and item.to else []
    return list(pairwise(item.place))


def driving(case: Case, item: Item) -> int:
    """Minutes on the road inside an item, as far as the roads are known."""
    return sum(case.road_minutes(*leg) or 0 for leg in legs(item))


SLIGHT_OVERLAP = 2
"""Minutes by which two lines of a run sheet may overlap at one place before people would have to be in two places."""


def overlaps_slightly(case: Case, meeting: Meeting) -> bool:
    """Whether an item begins a minute or two before the one before it ends, at the same place as far as anybody says.

    People walk over while the next thing begins; with a ride, or a place known to be another one, they cannot.
    """
    slot, before = meeting.slot, meeting.before
    if before is None or is_ride(slot.item) or is_ride(before.item):
        return False
    here, there = origin(slot.item), destination(before.item)
    together = here is None or there is None or case.road_minutes(there, here) == 0
    return together and 0 < min(before.end, slot.end) - slot.start <= SLIGHT_OVERLAP


class Parties:
    """Who takes part in a slot, as names that two slots have in common when they need the same people."""

    def __init__(self, case: Case) -> None:
        self._case = case
        groups = [group.name for group in (case.plan.headcount.groups if case.plan.headcount else [])]
        self._all = frozenset(guest.name for guest in case.plan.guests) or frozenset(groups) or frozenset({""})

    def __call__(self, slot: Slot) -> frozenset[str]:
        """Names of guests, or of groups where the guests are not named; everybody where the item names nobody."""
        names = slot.item.guests
        if not names or not EVERYBODY.isdisjoint(names):
            return self._all
        guests = {guest.name for guest in self._case.guests_at(slot.item)}
        known = self._case.guest_by_name.keys() | self._case.guest_groups.keys()
        return frozenset(guests | {name for name in names if name not in known})


def vehicles_by_item(case: Case) -> dict[str, frozenset[str]]:
    """The vehicles each item uses, by the item's number: its own and those of its rides."""
    found = {item.id: set(item.vehicles) for _day, item in case.items if item.vehicles}
    for ride in case.plan.rides:
        if ride.vehicle:
            found.setdefault(ride.item, set()).add(ride.vehicle)
    return {number: frozenset(vehicles) for number, vehicles in found.items()}


def one_after_another(case: Case) -> list[Slot]:
    """Slots that follow one another: those marked as parallel are left out."""
    return [slot for slot in case.slots if not slot.item.parallel]


def meetings(case: Case, slots: Iterable[Slot], parties: Callable[[Slot], Iterable[str]]) -> Iterator[Meeting]:
    """Every slot with what its parties did before, in the order of time."""
    busy: dict[str, Slot] = {}
    where: dict[str, Stop] = {}
    for slot in slots:
        names = list(parties(slot))
        before = max((busy[name] for name in names if name in busy), key=lambda other: other.end, default=None)
        stops = {id(where[name]): where[name] for name in names if name in where}
        yield Meeting(slot, before, tuple(stops.values()))
        stop = _stop(case, slot)
        for name in names:
            if name not in busy or slot.end >= busy[name].end:
                busy[name] = slot
            if stop is not None:
                where[name] = stop


def _stop(case: Case, slot: Slot) -> Stop | None:
    """Where a slot leaves its parties, and when at the earliest."""
    place = destination(slot.item)
    if place is None:
        return None
    lasts = driving(case, slot.item) if slot.item.time.end is None else 0
    return Stop(place, max(slot.start + lasts, slot.end), slot)
