"""The items of a day as they follow one another: who has to be where before what, and what must not be late.

An item follows those before it that have one of its guests, of its vehicles or of its people of the host side. Between
two items the minutes are kept that lay between them, up to the office's buffer, and never less than the road needs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from jiedai.check.rules.stations import flies, own_ways, slots_of
from jiedai.model.choice import ItemKind
from jiedai.model.people import Leg
from jiedai.model.placeholder import is_placeholder
from jiedai.model.schedule import Item, ProgrammeDay
from jiedai.visit.case import Case, Slot, once
from jiedai.visit.links import minutes_of, walk_minutes
from jiedai.visit.movement import Parties, destination, is_ride, origin, vehicles_by_item
from jiedai.visit.people import counted
from jiedai.visit.work import names_in
from jiedai.workflow.retiming.engine import Link, Task, mirrored
from jiedai.workflow.retiming.figures import ANCHORS, GIVING, customs


class Entry(NamedTuple):
    """An item that takes place: when it is planned (minutes from midnight of the first day; None where only its length
    is known), how long it takes, where it begins and where it leaves its people.

    `rerouted` where it goes elsewhere than the plan says, or at another time of the programme.
    """

    day: ProgrammeDay
    item: Item
    start: int | None
    end: int | None
    length: int
    origin: str | None
    to: str | None
    rerouted: bool = False

    @property
    def ride(self) -> bool:
        """Whether it moves people."""
        return is_ride(self.item)


def entries_of(case: Case, date: dt.date) -> list[Entry]:
    """What takes place on a day one after the other, by the clock; what is parallel, or ends before it begins, is
    left out.
    """
    return [
        entry_of(case, slot)
        for slot in case.slots
        if slot.day.date == date and not slot.item.parallel and slot.end >= slot.start
    ]


def entry_of(case: Case, slot: Slot) -> Entry:
    """An item as it is planned; one without an end takes as long as its road."""
    item = slot.item
    length = road_within(case, item) if item.time.end is None else slot.end - slot.start
    return Entry(slot.day, item, slot.start, slot.start + length, length, origin(item), destination(item))


def road_within(case: Case, item: Item) -> int:
    """The minutes of a ride on its road; 0 for what is no ride, or where the road is not known."""
    known = case.road_minutes(item.from_, item.to) if item.from_ and item.to else None
    return known or 0


# --- what must not be missed ------------------------------------------------------------------------------------------


class Limits(NamedTuple):
    """Between which moments an item must lie, because its guests arrive or leave; None where nothing binds."""

    earliest_start: int | None = None
    earliest_end: int | None = None
    latest_start: int | None = None
    latest_end: int | None = None

    def latest(self, length: int) -> int | None:
        """The latest start of an item of some length."""
        known = [self.latest_start, None if self.latest_end is None else self.latest_end - length]
        return min((one for one in known if one is not None), default=None)

    def earliest(self, length: int) -> int | None:
        """The earliest end of an item of some length."""
        known = [self.earliest_end, None if self.earliest_start is None else self.earliest_start + length]
        return max((one for one in known if one is not None), default=None)

    def and_(self, other: Limits) -> Limits:
        """The narrower of two."""

        def narrow(one: int | None, two: int | None, *, late: bool) -> int | None:
            known = [value for value in (one, two) if value is not None]
            return None if not known else min(known) if late else max(known)

        return Limits(*(narrow(one, two, late=at > 1) for at, (one, two) in enumerate(zip(self, other, strict=True))))


NO_LIMITS = Limits()


@once
def limits(case: Case) -> dict[int, Limits]:
    """What binds the first item of guests who arrive, and the last of those who leave, by the `id` of the item."""
    found: dict[int, Limits] = {}
    for guest in case.plan.guests:
        arrive, leave = minutes_of(case, guest.arrive), minutes_of(case, guest.leave)
        slots = own_ways(guest, slots_of(case, guest)) if (arrive, leave) != (None, None) else []
        bound: list[tuple[Slot, Limits]] = []
        if arrive is not None and (first := next((slot for slot in slots if slot.end >= arrive), None)):
            fetched = first.item.kind is ItemKind.PICKUP
            bound.append((first, Limits(earliest_end=arrive) if fetched else Limits(earliest_start=arrive)))
        if leave is not None and guest.leave is not None:
            last = next((slot for slot in reversed(slots) if slot.start < leave), None)
            bound += [(last, before_leaving(case, last.item, guest.leave, leave))] if last else []
        for slot, one in bound:
            found[id(slot.item)] = found.get(id(slot.item), NO_LIMITS).and_(one)
    return found


def before_leaving(case: Case, item: Item, leg: Leg, leave: int) -> Limits:
    """What the last item of a guest keeps to: to be at the train or plane in time, or to be over by then."""
    customary = customs(case)
    ahead = customary.to_plane if flies(case, leg) else customary.to_train
    if item.kind is ItemKind.DROPOFF:
        return Limits(latest_start=leave - ahead)
    place = destination(item)
    at_station = is_ride(item) and bool(leg.place and place) and case.road_minutes(leg.place or "", place or "") == 0
    return Limits(latest_end=leave - ahead if at_station else leave)


# --- who follows whom -------------------------------------------------------------------------------------------------


def links(
    case: Case, entries: Sequence[Entry], spare: Callable[[ItemKind | None], int] = lambda _kind: 0
) -> list[tuple[Link, ...]]:
    """What each entry follows: of each of its guests, vehicles and people the one before, where they were left, and
    what it names as 前置. Where nobody has said when, the minutes are kept that the kind of the one before `spare`s.
    """
    parties, vehicles = Parties(case), vehicles_by_item(case)
    busy: dict[tuple[str, str], int] = {}
    left: dict[str, int] = {}
    numbers: dict[str, int] = {}
    found: list[tuple[Link, ...]] = []
    for index, entry in enumerate(entries):
        gaps: dict[int, int] = {}

        def follow(before: int | None, gap: int | None, gaps: dict[int, int] = gaps) -> None:
            if before is not None and gap is not None:
                gaps[before] = max(gap, gaps.get(before, gap))

        names = parties(Slot(entry.day, entry.item, entry.start or 0, entry.end or 0))
        for name in names:
            if (before := busy.get(("guest", name))) is not None:
                free = spare(entries[before].item.kind) if _planned(entries[before], entry) is None else 0
                follow(before, max(free, _kept(case, entries[before], entry)))
            if (stop := left.get(name)) is not None and stop != before:
                follow(stop, _road_kept(case, entries[stop], entry))
        for number in vehicles.get(entry.item.id, ()):
            if (before := busy.get(("vehicle", number))) is not None:
                follow(before, _road_kept(case, entries[before], entry, driven=True))
        for number in entry.item.after:
            if (before := numbers.get(number)) is not None:
                follow(before, min(_planned(entries[before], entry) or 0, 0))
        people = _people(case, entry.item)
        for name in people:
            if (before := busy.get(("person", name))) is not None:
                follow(before, _apart(entries[before], entry))
        for kind, those in (("guest", names), ("vehicle", vehicles.get(entry.item.id, ())), ("person", people)):
            for name in those:
                known = busy.get((kind, name))
                if known is None or _outlasts(entry, entries[known]):
                    busy[kind, name] = index
        numbers[entry.item.id] = index
        if entry.to is not None:
            left.update(dict.fromkeys(names, index))
        found.append(tuple(Link(before, gap) for before, gap in sorted(gaps.items())))
    return found


def _outlasts(entry: Entry, before: Entry) -> bool:
    """Whether whoever was at both has this one as the last; of what has no time yet the order written says so."""
    return entry.end is None or before.end is None or entry.end >= before.end


def _kept(case: Case, one: Entry, other: Entry) -> int:
    """The minutes kept between two entries of the same guests; fewer than none where they overlap in the plan."""
    needed = between(case, one, other)
    planned = _planned(one, other)
    if planned is None:
        return needed
    return planned if planned < 0 else min(planned, max(customs(case).buffer, needed))


def between(case: Case, one: Entry, other: Entry) -> int:
    """The minutes that must lie between two entries: for the road from one to the other, and to board.

    A ride that is longer than its road has minutes of its own to board.
    """
    customary, gap = customs(case), 0
    if road := _road(case, one, other):
        walk = road <= walk_minutes(case) and not (one.ride or other.ride)
        gap = road + (0 if walk else customary.boarding) + customary.own_buffer
    driven = road_within(case, other.item) if other.ride and not other.rerouted else 0
    return max(gap, customary.boarding - (other.length - driven)) if driven else gap


def _road_kept(case: Case, one: Entry, other: Entry, *, driven: bool = False) -> int:
    """The minutes kept for the road between two entries; those of a car alone, where it is `driven`."""
    needed = (_road(case, one, other) or 0) if driven else between(case, one, other)
    planned = _planned(one, other)
    return needed if planned is None else min(planned, needed)


def _road(case: Case, one: Entry, other: Entry) -> int | None:
    return case.road_minutes(one.to, other.origin) if one.to and other.origin else None


def _planned(one: Entry, other: Entry) -> int | None:
    """The minutes between two entries in the plan; none are fewer than none beside what goes elsewhere."""
    if one.end is None or other.start is None:
        return None
    planned = other.start - one.end
    return max(0, planned) if one.rerouted or other.rerouted else planned


def _people(case: Case, item: Item) -> frozenset[str]:
    """People of the host side whom an item names; units and groups are none."""
    units = {*case.unit_by_name, *(host.unit for host in case.plan.hosts), *(one.unit for one in case.plan.crew)}
    names = (*item.hosts, *item.crew, *item.guide, *names_in(item.chair))
    return frozenset(name for name in names if not is_placeholder(name) and name not in units and not counted(name))


def _apart(one: Entry, other: Entry) -> int | None:
    """The minutes kept between two entries of somebody who cannot be at both; None where they may be at one place."""
    here, there = _whereabouts(one), _whereabouts(other)
    if not here or not there or any(a in b or b in a for a in here for b in there):
        return None
    planned = _planned(one, other)
    return 0 if planned is None else min(planned, 0)


def _whereabouts(entry: Entry) -> set[str]:
    return {name for name in (*entry.item.place, entry.origin, entry.to) if name and not is_placeholder(name)}


# --- the tasks --------------------------------------------------------------------------------------------------------


def tasks_of(case: Case, entries: Sequence[Entry], *, early: bool = False) -> list[Task]:
    """The entries as tasks. With `early` time is turned round: what must not be late is what must not be early."""
    known, customary = limits(case), customs(case)
    found = []
    for entry, after in zip(entries, links(case, entries), strict=True):
        item = entry.item
        latest = known.get(id(item), NO_LIMITS).latest(entry.length)
        anchored = item.fixed or item.kind in ANCHORS
        due = entry.start if anchored else None if latest is None else max(latest, entry.start or latest)
        found.append(
            Task(
                item.id,
                entry.start,
                entry.length,
                after,
                fixed=item.fixed,
                holds=item.kind is ItemKind.DROPOFF and item.time.end is not None,
                due=due,
                limit=latest,
                least=customary.least(item.kind, entry.length),
                giving=GIVING.index(item.kind) if item.kind in GIVING else None,
            )
        )
    return _turned(found, entries, known) if early else found


def _turned(tasks: Sequence[Task], entries: Iterable[Entry], known: dict[int, Limits]) -> list[Task]:
    """The tasks with time turned round, and what must not be early in the place of what must not be late.

    Nobody is fetched before they arrive; where nobody knows when that is, not before it is planned.
    """
    found = []
    for task, entry in zip(mirrored(tasks), reversed([*entries]), strict=True):
        item = entry.item
        earliest = known.get(id(item), NO_LIMITS).earliest(entry.length)
        anchored = item.fixed or item.kind is ItemKind.PICKUP
        anchored = anchored or (item.kind in ANCHORS and item.kind is not ItemKind.DROPOFF)
        limit = None if earliest is None else max(-earliest, task.start or -earliest)
        found.append(task._replace(due=task.start if anchored else limit, limit=limit))
    return found
