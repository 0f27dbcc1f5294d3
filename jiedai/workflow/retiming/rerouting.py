"""A day without one of its items, or with two exchanged: which rides go elsewhere then, and how long they take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from jiedai.visit.case import Case, Slot
from jiedai.visit.movement import Parties
from jiedai.workflow.retiming.course import Entry
from jiedai.workflow.retiming.figures import customs


class Route(NamedTuple):
    """The entries of a day as they are to be, and the numbers of the items that are left out."""

    entries: Sequence[Entry]
    dropped: tuple[str, ...] = ()


class Joined(NamedTuple):
    """The rides to and from an item as one: those that go with it, and the one that goes straight on, if any does.

    `length` has the minutes of its road and to board; None where nobody knows the road.
    """

    gone: tuple[Entry, ...]
    ride: Entry | None = None
    to: str | None = None
    length: int | None = None


def joined(case: Case, entries: Sequence[Entry], index: int) -> Joined | None:
    """What becomes of the rides to and from an item that does not take place.

    None where it has no such rides, or others ride along.
    """
    stop = entries[index]
    to, away = _neighbours(case, entries, index)
    if to is None or away is None or not (_brings(case, to, stop) and _takes(case, stop, away)):
        return None
    road = _road(case, to.origin, away.to)
    if road == 0:
        return Joined((to, away))
    return Joined((away,), to, away.to, None if road is None else road + customs(case).boarding)


def left_out(case: Case, entries: Sequence[Entry], index: int) -> Route | None:
    """The entries without a visit and the ride that leads away from it; the ride to it goes straight on.

    None where nobody knows how long that takes, or where others ride along.
    """
    visit, one = entries[index], joined(case, entries, index)
    changed: dict[int, Entry] = {}
    if one is None:
        if _strands(case, entries, index):
            return None
    elif one.ride is not None:
        if one.length is None:
            return None
        changed[id(one.ride.item)] = one.ride._replace(to=one.to, length=one.length, rerouted=True)
    missing = {id(entry.item) for entry in (visit, *(one.gone if one else ()))}
    kept = [changed.get(id(entry.item), entry) for entry in entries if id(entry.item) not in missing]
    return Route(kept, tuple(entry.item.id for entry in entries if id(entry.item) in missing))


def _strands(case: Case, entries: Sequence[Entry], index: int) -> bool:
    """Whether without a visit nobody knows how its guests come from what is before it to what is after it."""
    to, away = _neighbours(case, entries, index)
    if not (to and away and to.to and away.origin):
        return False
    road = _road(case, to.to, away.origin)
    return road != 0 if _takes(case, entries[index], away) else road is None


def exchanged(case: Case, entries: Sequence[Entry], one: str, other: str) -> Route | None:
    """The entries with two visits exchanged, each at the time of the other, the rides to and from them with them.

    None where one is fixed, others take part, or a road is not known.
    """
    numbers = [entry.item.id for entry in entries]
    if one not in numbers or other not in numbers or one == other:
        return None
    places = (numbers.index(one), numbers.index(other))
    pair = [entries[place] for place in places]
    who = Parties(case)
    if any(entry.item.fixed or not entry.item.place for entry in pair) or _party(who, pair[0]) != _party(who, pair[1]):
        return None
    found = list(entries)
    for place, (goes, comes) in zip(places, (pair, reversed(pair)), strict=True):
        assert goes.start is not None
        end = goes.start + comes.length
        found[place] = comes._replace(day=goes.day, start=goes.start, end=end, rerouted=True)
    for place in places:
        to, away = _beside(case, entries, place)
        if to is not None:
            found[to] = found[to]._replace(to=found[place].origin, rerouted=True)
        if away is not None:
            found[away] = found[away]._replace(origin=found[place].to, rerouted=True)
    for index, entry in enumerate(found):
        if entry.rerouted and entry.ride:
            road = _road(case, entry.origin, entry.to)
            if not road or entry.start is None:
                return None
            length = road + customs(case).boarding
            found[index] = entry._replace(length=length, end=entry.start + length)
    return Route(found)


def _beside(case: Case, entries: Sequence[Entry], index: int) -> tuple[int | None, int | None]:
    """The places of the rides to and from a visit; None where there is none."""
    to, away = _neighbours(case, entries, index)
    known = {id(entry.item): place for place, entry in enumerate(entries)}
    visit = entries[index]
    return (
        known[id(to.item)] if to and _brings(case, to, visit) else None,
        known[id(away.item)] if away and _takes(case, visit, away) else None,
    )


def _neighbours(case: Case, entries: Sequence[Entry], index: int) -> tuple[Entry | None, Entry | None]:
    """What the guests of an entry do before and after it."""
    who = Parties(case)
    party = _party(who, entries[index])
    before = (entry for entry in reversed(entries[:index]) if party & _party(who, entry))
    after = (entry for entry in entries[index + 1 :] if party & _party(who, entry))
    found = (next(before, None), next(after, None))
    day = entries[index].day
    one, other = (entry if entry is not None and entry.day.date == day.date else None for entry in found)
    return one, other


def _brings(case: Case, ride: Entry | None, stop: Entry) -> bool:
    """Whether something is a ride that brings the guests of an item to it."""
    return _rides_with(case, ride, stop) and ride is not None and _road(case, ride.to, stop.origin) == 0


def _takes(case: Case, stop: Entry, ride: Entry | None) -> bool:
    """Whether something is a ride that takes the guests of an item away from it."""
    return _rides_with(case, ride, stop) and ride is not None and _road(case, stop.to, ride.origin) == 0


def _rides_with(case: Case, ride: Entry | None, stop: Entry) -> bool:
    who = Parties(case)
    return ride is not None and ride.ride and not stop.ride and _party(who, ride) == _party(who, stop)


def _party(who: Parties, entry: Entry) -> frozenset[str]:
    return who(Slot(entry.day, entry.item, 0, 0))


def _road(case: Case, here: str | None, there: str | None) -> int | None:
    return case.road_minutes(here, there) if here and there else None
