"""A day without one of its visits, or with two exchanged: which rides go elsewhere then, and how long they take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from jiedai.model.choice import ItemKind
from jiedai.visit.case import Case, Slot
from jiedai.visit.movement import Parties
from jiedai.workflow.retiming.course import Entry
from jiedai.workflow.retiming.figures import customs


class Route(NamedTuple):
    """The entries of a day as they are to be, and the numbers of the items that are left out."""

    entries: Sequence[Entry]
    dropped: tuple[str, ...] = ()


def left_out(case: Case, entries: Sequence[Entry], index: int) -> Route | None:
    """The entries without a visit and the ride that leads away from it; the ride to it goes straight on.

    None where nobody knows how long that takes, or where others ride along.
    """
    visit = entries[index]
    to, away = _neighbours(case, entries, index)
    gone = [visit]
    changed: dict[int, Entry] = {}
    if to and away and _leads(case, to, visit) and _leads(case, visit, away):
        road = _road(case, to.origin, away.to)
        if road is None:
            return None
        gone.append(away)
        if road == 0:
            gone.append(to)
        else:
            length = road + customs(case).boarding
            changed[id(to.item)] = to._replace(to=away.to, length=length, rerouted=True)
    elif _strands(case, to, visit, away):
        return None
    missing = {id(entry.item) for entry in gone}
    kept = [changed.get(id(entry.item), entry) for entry in entries if id(entry.item) not in missing]
    return Route(kept, tuple(entry.item.id for entry in entries if id(entry.item) in missing))


def _strands(case: Case, to: Entry | None, visit: Entry, away: Entry | None) -> bool:
    """Whether without a visit nobody knows how its guests come from what is before it to what is after it."""
    if not (to and away and to.to and away.origin):
        return False
    leads_on = _leads(case, visit, away)
    return _road(case, to.to, away.origin) != 0 if leads_on else _road(case, to.to, away.origin) is None


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
        known[id(to.item)] if to and _leads(case, to, visit) else None,
        known[id(away.item)] if away and _leads(case, visit, away) else None,
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


def _leads(case: Case, one: Entry | None, other: Entry | None) -> bool:
    """Whether one of two is a ride that leads from the one to the other, for the same guests."""
    if one is None or other is None or not (one.ride or other.ride):
        return False
    ride = other if one.item.kind is ItemKind.VISIT else one
    who = Parties(case)
    return ride.ride and _party(who, one) == _party(who, other) and _road(case, one.to, other.origin) == 0


def _party(who: Parties, entry: Entry) -> frozenset[str]:
    return who(Slot(entry.day, entry.item, 0, 0))


def _road(case: Case, here: str | None, there: str | None) -> int | None:
    return case.road_minutes(here, there) if here and there else None
