"""The items of a day in the order in which they are to be placed, and between which hours each has to lie."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from jiedai.check.engine import book_of
from jiedai.check.rules.timing import windows_of_meals
from jiedai.language import _
from jiedai.model.choice import ItemKind
from jiedai.model.people import Guest
from jiedai.model.schedule import Item, ProgrammeDay
from jiedai.model.times import DAY_MINUTES
from jiedai.visit.case import Case, Slot
from jiedai.visit.experience import learned_length, learned_road
from jiedai.visit.links import minutes_of
from jiedai.visit.meals import meal_of_day
from jiedai.visit.movement import Parties, destination, is_ride, origin
from jiedai.workflow.retiming.course import NO_LIMITS, Entry, Limits, before_leaving, entry_of
from jiedai.workflow.retiming.figures import customs
from jiedai.workflow.retiming.proposals import Unavailable
from jiedai.workflow.retiming.usual import PICKUP, meal_start

_FROM = {"中午": 11 * 60 + 30, "下午": 13 * 60, "傍晚": 17 * 60, "晚上": 18 * 60, "晚间": 18 * 60}
"""From when on an item is that is only said to be in a part of the day."""


class Lineup:
    """The items of a day one after the other, those with a time by the clock; what cannot be placed is told."""

    def __init__(self, case: Case, date: dt.date) -> None:
        self.case = case
        self.notes: list[str] = []
        blocks: list[list[Entry]] = []
        for day in case.plan.schedule:
            for item in day.items if day.date == date else ():
                entry = self._entry(day, item)
                if entry is None:
                    continue
                if entry.start is not None or not blocks:
                    blocks.append([])
                blocks[-1].append(entry)
        # What has no time stays behind the item that it was written behind.
        blocks.sort(key=lambda block: -1 if block[0].start is None else block[0].start)
        self.entries = self._after([entry for block in blocks for entry in block])

    def _entry(self, day: ProgrammeDay, item: Item) -> Entry | None:
        slot = self.case.slot_of(item)
        if item.parallel:
            if slot is None:
                self.notes.append(_("{item} 与其他安排并行，要自己写时间").format(item=item.id))
            return None
        if slot is not None:
            return entry_of(self.case, slot) if slot.end >= slot.start else None
        length = item.length if item.length is not None else _usual_length(self.case, item)
        if length is None:
            self.notes.append(_("{item} 没有时间也没有时长，排不进去").format(item=item.id))
            return None
        return Entry(day, item, None, None, length, origin(item), destination(item))

    def _after(self, entries: list[Entry]) -> list[Entry]:
        """The entries with each behind those that it names as 前置."""
        numbers = {entry.item.id for entry in entries}
        waiting, found = list(entries), list[Entry]()
        while waiting:
            left = {entry.item.id for entry in waiting}
            free = (entry for entry in waiting if not left.intersection(entry.item.after) - {entry.item.id})
            following_one = next(free, None)
            if following_one is None:
                names = _("、").join(entry.item.id for entry in waiting if set(entry.item.after) & numbers)
                raise Unavailable(_("{items} 互为前置，排不出先后").format(items=names), _("去掉其中一个前置"))
            waiting.remove(following_one)
            found.append(following_one)
        for entry in found:
            self.notes += self._elsewhere(entry)
        return found

    def _elsewhere(self, entry: Entry) -> Iterator[str]:
        """What an item is said to come after that comes on a later day, or not at all."""
        for number in entry.item.after:
            known = self.case.item_by_id.get(number)
            if known is None:
                yield _("{item} 的前置 {other} 不在日程里").format(item=entry.item.id, other=number)
            elif known[0].date > entry.day.date:
                yield _("{item} 的前置 {other} 在后面的一天").format(item=entry.item.id, other=number)


def _usual_length(case: Case, item: Item) -> int | None:
    """How long an item takes that does not say it, as earlier visits have shown where nothing else says so; None where
    nobody knows.
    """
    if is_ride(item) and item.from_ and item.to:
        roads = (case.road_minutes(item.from_, item.to), learned_road(case.office, item.from_, item.to))
        road = max((one for one in roads if one is not None), default=None)
        return None if road is None else road + customs(case).boarding
    if item.kind is ItemKind.PICKUP:
        return PICKUP
    if item.kind is ItemKind.DROPOFF:
        return customs(case).to_train
    learned = learned_length(case.office, item.kind)
    return learned.minutes if learned else None


def unknown_roads(case: Case, entries: Sequence[Entry]) -> Iterator[str]:
    """Roads of guests that nobody knows, where one of the items has no time: no minutes were reckoned for them."""
    left: dict[str, Entry] = {}
    who, told = Parties(case), set[tuple[str, str]]()
    for entry in entries:
        names = who(Slot(entry.day, entry.item, 0, 0))
        for before in {id(left[name]): left[name] for name in names if name in left}.values():
            here, there = before.to, entry.origin
            timed = before.start is not None and entry.start is not None
            if timed or not here or not there or case.road_minutes(here, there) is not None:
                continue
            if (here, there) not in told:
                told.add((here, there))
                yield _("不知道{origin}到{place}要走多久，没有留路上的时间").format(origin=here, place=there)
        if entry.to is not None:
            left.update(dict.fromkeys(names, entry))


# --- what binds them ------------------------------------------------------------------------------------------------


class Comfort(Enum):
    """How near a meal without a time is to be to its usual hour."""

    USUAL = "at the usual hour"
    OPEN = "as soon as its hours begin"
    HALF = "so that half of it lies in its hours"


class Hours(NamedTuple):
    """From when on an item may begin, and when it has to at the latest; None where nothing says so."""

    ready: int | None = None
    due: int | None = None


def hours(case: Case, entry: Entry, midnight: int, free: int, comfort: Comfort) -> Hours:
    """The hours of an item without a time: of a meal those of the meals, of an afternoon the afternoon.

    `free` is when it could begin: a meal that nobody has named is the one whose hours are nearest.
    """
    item = entry.item
    if item.kind is not ItemKind.MEAL:
        part = _FROM.get(item.time.part)
        return Hours(None if part is None else midnight + part)
    row = book_of(case.loaded)[0].row("SJ05", case.plan.dates.first)
    windows = windows_of_meals(case, row.figures) if row else {}
    name = meal_of_day(item) or _nearest(windows, free - midnight, entry.length)
    if name not in windows:
        return Hours()
    opens, closes = windows[name]
    begins = {
        Comfort.USUAL: meal_start(name, opens, closes, entry.length),
        Comfort.OPEN: opens,
        Comfort.HALF: opens if name == "breakfast" else opens - entry.length // 2,
    }
    return Hours(midnight + begins[comfort], midnight + max(opens, closes - entry.length))


def _nearest(windows: Mapping[str, tuple[int, int]], free: int, length: int) -> str | None:
    """The meal whose hours are nearest to somebody who could begin at some minute of the day."""

    def away(name: str) -> int:
        opens, closes = windows[name]
        return max(0, opens - free, free + length - closes)

    return min(windows, key=away, default=None)


def own_limits(case: Case, entries: Sequence[Entry]) -> dict[int, Limits]:
    """What binds the first and last item of guests who come or go, where these have no time, by `id` of the item."""
    found: dict[int, Limits] = {}
    who = Parties(case)
    arrivals: dict[int, list[int]] = {}
    for guest in case.plan.guests:
        theirs = [entry for entry in entries if guest.name in who(Slot(entry.day, entry.item, 0, 0))]
        arrive, leave = minutes_of(case, guest.arrive), minutes_of(case, guest.leave)
        if arrive is not None and (first := _met_at(case, guest, theirs, arrive)) is not None:
            arrivals.setdefault(id(first.item), []).append(arrive)
        if leave is not None and guest.leave is not None and (last := _left_at(case, guest, theirs, leave)) is not None:
            bound = before_leaving(case, last.item, guest.leave, leave)
            if last.item.kind is ItemKind.DROPOFF:
                bound = bound.and_(Limits(latest_end=leave))
            found[id(last.item)] = found.get(id(last.item), NO_LIMITS).and_(bound)
    lengths = {id(entry.item): entry.length for entry in entries}
    for number, moments in arrivals.items():
        # Who comes later is met by the end.
        ready = max(min(moments), max(moments) - lengths[number])
        found[number] = found.get(number, NO_LIMITS).and_(Limits(earliest_start=ready))
    return found


def _met_at(case: Case, guest: Guest, theirs: Sequence[Entry], arrive: int) -> Entry | None:
    """The item with which a guest arrives, if it has no time: their pick-up, else the first they can be at."""
    today = [entry for entry in theirs if _is_today(case, entry, arrive)]
    fetched = [entry for entry in today if entry.item.kind is ItemKind.PICKUP]
    own = [entry for entry in fetched if guest.name in entry.item.guests]
    rest = [entry for entry in today if entry.end is None or entry.end >= arrive]
    first = next(iter(own or fetched or rest), None)
    return first if first is not None and first.start is None else None


def _left_at(case: Case, guest: Guest, theirs: Sequence[Entry], leave: int) -> Entry | None:
    """The item with which a guest leaves, if it has no time: their drop-off, else the last of the day."""
    today = [entry for entry in theirs if _is_today(case, entry, leave)]
    brought = [entry for entry in today if entry.item.kind is ItemKind.DROPOFF]
    own = [entry for entry in brought if guest.name in entry.item.guests]
    rest = [entry for entry in today if entry.start is None or entry.start < leave]
    last = next(iter(reversed(own or brought or rest)), None)
    return last if last is not None and last.start is None else None


def _is_today(case: Case, entry: Entry, moment: int) -> bool:
    return moment // DAY_MINUTES == (entry.day.date - case.plan.dates.first).days
