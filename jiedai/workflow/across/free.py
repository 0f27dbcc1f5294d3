"""Can we take another visit? When several things are free at once, what stands in the way, what could be had instead.

Something is taken where a visit takes it, and where the office file says that it is away or closed. A place for many is
taken where the people there and those to come are more than it holds, a hotel on the days of nights without a bed.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter, itemgetter
from typing import NamedTuple

from jiedai.language import _
from jiedai.model.choice import PlaceKind, RoomType
from jiedai.model.office import Place
from jiedai.model.opening import Hours, Off
from jiedai.model.times import DAY_MINUTES
from jiedai.visit.bookings import Free, Resource, free
from jiedai.workflow.across.resources import Key, Register
from jiedai.workflow.across.taken import Use

OPENS, CLOSES = dt.time(8), dt.time(18)
"""The hours of a day that are looked at, where a search goes over several."""
FAR = dt.timedelta(days=14)
"""How far away from what was asked a slot may be to be called near."""
SHOWN = 3
"""How many near slots, and how many things to be had instead, are named."""
_DAY = dt.timedelta(days=1)
_LIKE_ANOTHER = (PlaceKind.HALL, PlaceKind.CANTEEN, PlaceKind.HOTEL)
"""Kinds of place of which one may do as well as another; nobody visits a factory instead of another."""


class Asked(NamedTuple):
    """What is to be free: for so many minutes, in one of these windows, for so many people (None: nobody has said)."""

    keys: tuple[Key, ...]
    minutes: int
    windows: tuple[Free, ...]
    people: int | None = None


class Block(NamedTuple):
    """A stretch in which something cannot be had: because of what a visit takes, or for the reason `why`."""

    key: Key
    start: dt.datetime
    end: dt.datetime
    use: Use | None = None
    why: str = ""


class Instead(NamedTuple):
    """Another thing of a kind with which there is a slot, and the first one."""

    key: Key
    other: Key
    slot: Free


class Answer(NamedTuple):
    """The slots in which all are free, those of each alone, and where there are none: blocks, near slots, other things.

    `roads` has what is left of slots for people and vehicles that come from another place, or have to go to one;
    `unsure` is what visits will take of them at a time that nobody has fixed, `open_ended` what has no end.
    """

    slots: list[Free]
    each: dict[Key, list[Free]]
    blocks: list[Block]
    near: list[Free]
    instead: list[Instead]
    roads: dict[Free, Free]
    unsure: list[Use]
    open_ended: list[Use]


def windows(begin: dt.datetime, end: dt.datetime) -> tuple[Free, ...]:
    """The time from a moment to another, without the nights: of each day the hours from OPENS to CLOSES, or longer
    where the first moment is earlier, or the last one later, than these.
    """
    if begin.date() == (end - dt.timedelta(microseconds=1)).date():
        return (Free(begin, end),)
    opens, closes = min(OPENS, begin.time()), max(CLOSES, end.time())
    found = []
    for later in range((end.date() - begin.date()).days + 1):
        day = begin.date() + dt.timedelta(days=later)
        one = Free(max(begin, dt.datetime.combine(day, opens)), min(end, dt.datetime.combine(day, closes)))
        found += [one] if one.start < one.end else []
    return tuple(found)


class Taken:
    """What is taken of the things of a register."""

    def __init__(self, register: Register, found: Iterable[Use]) -> None:
        self._register = register
        self._uses: dict[tuple[Resource, str], list[Use]] = {}
        self._unsure: dict[tuple[Resource, str], list[Use]] = {}
        for use in found:
            kept = self._uses if use.sure else self._unsure
            kept.setdefault((use.kind, use.name), []).append(use)

    def answer(self, asked: Asked, now: dt.datetime) -> Answer:
        """When all that is asked for is free; slots that are past are not near."""
        begin, end = asked.windows[0].start, asked.windows[-1].end
        wide = begin - FAR, end + FAR
        blocks = {key: list(self._blocks(key, asked.people, *wide)) for key in asked.keys}
        each = {key: list(_slots(found, asked.windows, asked.minutes)) for key, found in blocks.items()}
        every = [block for found in blocks.values() for block in found]
        slots = list(_slots(every, asked.windows, asked.minutes))
        in_windows = [one for one in every if _meet(one, asked.windows)]
        mine = [use for key in asked.keys for use in self._of(self._uses, key) if _in(use, asked.windows)]
        return Answer(
            slots,
            each,
            sorted(in_windows, key=lambda one: (one.start, one.end, str(one.key))),
            [] if slots else _near(every, asked, now),
            [] if slots else self._instead(asked, blocks),
            dict(self._by_road(asked.keys, slots)),
            [use for key in asked.keys for use in self._of(self._unsure, key) if _in(use, asked.windows)],
            [use for use in mine if use.start == use.end],
        )

    def _of(self, kept: dict[tuple[Resource, str], list[Use]], key: Key) -> list[Use]:
        return kept.get((key.kind, key.name), [])

    def _blocks(self, key: Key, people: int | None, begin: dt.datetime, end: dt.datetime) -> Iterator[Block]:
        found = [use for use in self._of(self._uses, key) if use.start < end and begin <= use.end]
        place = self._register.place(key)
        match key.kind:
            case Resource.HOTEL:
                yield from _full_nights(key, found, place, people)
            case Resource.PLACE if not all(use.alone for use in found):
                yield from _full(key, sorted(found, key=_begin), place, people or 1)
            case _:
                yield from (Block(key, use.start, use.end, use) for use in found)
        room = self._room(key)
        if people is not None and room is not None and room < people:
            yield Block(key, begin, end, why=_("只容 {room} 人").format(room=room))
        yield from self._away(key, begin, end)

    def _room(self, key: Key) -> int | None:
        """How many people go into a place or a vehicle, or sleep in a hotel; None where nobody has written it."""
        vehicle, place = self._register.vehicle(key), self._register.place(key)
        if key.kind is Resource.HOTEL:
            return sum(kind.beds * count for kind, count in place.rooms.items()) or None if place else None
        return vehicle.seats if vehicle else place.capacity if place else None

    def _away(self, key: Key, begin: dt.datetime, end: dt.datetime) -> Iterator[Block]:
        """When the office file says that somebody or something is away, or a place is closed."""
        office = self._register.office
        if office is None:
            return
        away = {person.name: person.away for person in office.people if person.away}
        vehicle, place = self._register.vehicle(key), self._register.place(key)
        if key.kind is Resource.PERSON:
            yield from _off(key, away.get(key.name), _("外出（{off}）"), begin, end)
        elif vehicle is not None:
            yield from _off(key, vehicle.away, _("外出（{off}）"), begin, end)
            driver = vehicle.driver or ""
            yield from _off(key, away.get(driver), _("驾驶员{name}外出").format(name=driver), begin, end)
        elif place is not None and key.kind is Resource.PLACE:
            yield from _off(key, place.closed, _("不开放（{off}）"), begin, end)
            yield from _shut(key, place.hours, begin, end)

    def _by_road(self, keys: Sequence[Key], slots: Iterable[Free]) -> Iterator[tuple[Free, Free]]:
        """The slots that are shorter by the roads to and from the one place that is asked for, where those are known:
        what a check would find too near.
        """
        places = [key.name for key in keys if key.kind in (Resource.PLACE, Resource.HOTEL)]
        if len(places) != 1 or self._register.office is None:
            return
        (place,) = places
        moving = [self._of(self._uses, key) for key in keys if key.kind in (Resource.PERSON, Resource.VEHICLE)]
        ordered = [(sorted(found, key=_end), sorted(found, key=_begin)) for found in moving]
        for slot in slots:
            start, end = slot
            for by_end, by_begin in ordered:
                before = bisect_right(by_end, slot.start, key=_end)
                after = bisect_left(by_begin, slot.end, key=_begin)
                for use in by_end[before - 1 : before] if before else ():
                    start = max(start, use.end + self._road(use.ends[1], place))
                for use in by_begin[after : after + 1]:
                    end = min(end, use.start - self._road(use.ends[0], place))
            if (start, end) != slot:
                yield slot, Free(start, end)

    def _road(self, one: str | None, other: str) -> dt.timedelta:
        """The time from a place to another; none where it is not known."""
        return dt.timedelta(minutes=self._register.minutes(one, other) if one else 0)

    def _instead(self, asked: Asked, blocks: dict[Key, list[Block]]) -> list[Instead]:
        """Other vehicles and rooms, each in the place of one that is asked for, with which there is a slot."""
        found = []
        for key in asked.keys:
            rest = [block for other, mine in blocks.items() if other != key for block in mine]
            if not any(_slots(rest, asked.windows, asked.minutes)):
                continue
            for other in self._alike(key, asked):
                begin, end = asked.windows[0].start, asked.windows[-1].end
                both = [*rest, *self._blocks(other, asked.people, begin, end)]
                slot = next(_slots(both, asked.windows, asked.minutes), None)
                found += [Instead(key, other, slot)] if slot else []
        return found[:SHOWN]

    def _alike(self, key: Key, asked: Asked) -> Iterator[Key]:
        """What may stand for something: vehicles with as many seats, places of the same kind for as many people."""
        place, vehicle = self._register.place(key), self._register.vehicle(key)
        need = asked.people or (None if vehicle is None else vehicle.seats) or 0
        for other in self._register.every(key.kind):
            if other in asked.keys or key.kind is Resource.PERSON:
                continue
            its_place, its_vehicle = self._register.place(other), self._register.vehicle(other)
            alike = place and its_place and place.kind in _LIKE_ANOTHER and its_place.kind is place.kind
            driven = vehicle and its_vehicle and not its_vehicle.police and (its_vehicle.seats or 0) >= need
            if alike or driven:
                yield other


def _slots(blocks: Iterable[Block], windows: Sequence[Free], minutes: int) -> Iterator[Free]:
    spans = sorted((block.start, block.end) for block in blocks)
    for window in windows:
        yield from (gap for gap in free(spans, window.start, window.end) if gap.minutes >= minutes)


_begin, _end = attrgetter("start"), attrgetter("end")


def _meet(one: Block, windows: Sequence[Free]) -> bool:
    """Whether a block shares some time with a window; they come one after the other."""
    first = bisect_right(windows, one.start, key=_end)
    return first < len(windows) and windows[first].start < one.end


def _in(use: Use, windows: Sequence[Free]) -> bool:
    """Whether a use lies in a window, or touches one."""
    first = bisect_left(windows, use.start, key=_end)
    return first < len(windows) and windows[first].start <= max(use.end, use.start) and use.start < windows[first].end


def _near(blocks: Sequence[Block], asked: Asked, now: dt.datetime) -> list[Free]:
    """The slots nearest to the windows, before or after them, in the hours of the day that were asked for."""
    begin, end = asked.windows[0].start, asked.windows[-1].end
    opens = min(OPENS, *(window.start.time() for window in asked.windows))
    closes = max(CLOSES, *(window.end.time() for window in asked.windows))
    first = (begin - FAR).date()
    around = []
    for later in range((end + FAR).date().toordinal() - first.toordinal()):
        day = first + later * _DAY
        morning, evening = dt.datetime.combine(day, opens), dt.datetime.combine(day, closes)
        earliest = max(begin - FAR, now) if begin >= now else begin - FAR
        around += [Free(max(morning, earliest), min(evening, end + FAR))]
    found = _slots(blocks, [one for one in around if one.start < one.end], asked.minutes)

    def distance(slot: Free) -> dt.timedelta:
        return begin - slot.end if slot.end <= begin else max(slot.start - end, dt.timedelta())

    return sorted(sorted(found, key=distance)[:SHOWN])


def _full(key: Key, found: Sequence[Use], place: Place | None, people: int) -> Iterator[Block]:
    """When a place for many, taken by uses in the order of their begin, would hold more than it takes with so many
    people; where nobody has counted them, never.
    """
    if place is None or place.capacity is None:
        return
    changes = [(use.start, use.heads or 0) for use in found] + [(use.end, -(use.heads or 0)) for use in found]
    there, begun = 0, 0
    moments = sorted(changes, key=itemgetter(0))
    for number, (moment, heads) in enumerate(moments):
        there += heads
        until = moments[number + 1][0] if number + 1 < len(moments) else moment
        while begun < len(found) and found[begun].start <= moment:
            begun += 1
        if until > moment and there + people > place.capacity:
            told = _("有 {there} 人，只容 {room} 人").format(there=there, room=place.capacity)
            yield Block(key, moment, until, found[begun - 1], told)


def _full_nights(key: Key, found: Sequence[Use], place: Place | None, people: int | None) -> Iterator[Block]:
    """The days of nights on which a hotel has no bed for so many people; where nobody has counted its rooms, none."""
    if place is None or not place.rooms:
        return
    for night, left in rooms_left(found, place).items():
        beds = sum(kind.beds * max(count, 0) for kind, count in left.items())
        if beds < (people or 1):
            begin = dt.datetime.combine(night, dt.time())
            yield Block(key, begin, begin + _DAY, why=_("当晚只剩 {beds} 个床位").format(beds=beds))


def rooms_left(found: Iterable[Use], place: Place) -> dict[dt.date, dict[RoomType, int]]:
    """How many rooms of each type a hotel has left on the nights on which any is taken."""
    nights: dict[dt.date, dict[RoomType, int]] = {}
    for use in found:
        left = nights.setdefault(use.start.date(), dict(place.rooms))
        for kind, count in use.rooms:
            if kind is not None and kind in left:
                left[kind] -= count
    return nights


def _off(key: Key, off: Off | None, told: str, begin: dt.datetime, end: dt.datetime) -> Iterator[Block]:
    for start, finish in off.between(begin, end) if off else ():
        yield Block(key, start, finish, why=told.format(off=off))


def _shut(key: Key, hours: Hours | None, begin: dt.datetime, end: dt.datetime) -> Iterator[Block]:
    """When a place is not open, day by day."""
    if not hours:
        return
    why = _("开放时间是 {hours}").format(hours=hours)
    midnights = [
        dt.datetime.combine(begin.date() + later * _DAY, dt.time())
        for later in range(-1, (end.date() - begin.date()).days + 1)
    ]
    open_ = [
        (day + dt.timedelta(minutes=opens), day + dt.timedelta(minutes=closes))
        for day in midnights
        for opens, closes in hours.ranges
        if opens < closes <= 2 * DAY_MINUTES
    ]
    yield from (Block(key, gap.start, gap.end, why=why) for gap in free(open_, begin, end))
