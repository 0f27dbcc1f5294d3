"""What visits that are over have shown: how long items and roads really take, how much to keep free, what to do next.

It goes into the office file, with how many visits each figure rests on, so that a new plan, `check`, `fit` and `delay`
need to read no other plan. Nothing of a person goes with it: a lesson that names anybody stays with its visit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from statistics import median
from typing import Any, NamedTuple

from jiedai.arrange.proposal import Edit
from jiedai.check.rules.road import boarding_minutes
from jiedai.model.choice import ItemKind, PlanState
from jiedai.model.office import Office
from jiedai.model.placeholder import is_placeholder
from jiedai.model.review import Lesson
from jiedai.model.times import DAY_MINUTES
from jiedai.visit.case import Case
from jiedai.visit.experience import LEAST_VISITS
from jiedai.visit.movement import destination, is_ride, origin
from jiedai.visit.names import coming_unit, host_side
from jiedai.visit.outcome import ran
from jiedai.workflow.after.lessons import guest_names

_OPEN_ENDED = (ItemKind.REST, ItemKind.DROPOFF)
"""Kinds whose end others give: a rest gives way, a train leaves when it leaves."""
_LOW, _HIGH, _ENOUGH = Fraction(1, 10), Fraction(9, 10), Fraction(4, 5)
_STEP = 5


class Length(NamedTuple):
    """An item as it was planned and as it was, in minutes."""

    kind: ItemKind
    planned: int
    actual: int


class Ride(NamedTuple):
    """A ride without boarding, in minutes."""

    origin: str
    to: str
    minutes: int


class Seen(NamedTuple):
    """What one visit has shown: its last day, lengths, rides, lessons that name nobody, and how many named somebody."""

    last: dt.date
    lengths: tuple[Length, ...] = ()
    rides: tuple[Ride, ...] = ()
    lessons: tuple[tuple[Lesson, str], ...] = ()
    named: int = 0


class Experience(NamedTuple):
    """What many visits have shown, in the form of the office file's section; `named` lessons were left out."""

    until: dt.date | None
    visits: int
    lengths: tuple[Mapping[str, Any], ...]
    roads: tuple[Mapping[str, Any], ...]
    lessons: tuple[Mapping[str, Any], ...]
    named: int

    @property
    def section(self) -> dict[str, Any]:
        """The section as it is written, by English keys; what there is nothing of is left out."""
        made: dict[str, Any] = {"until": self.until.isoformat() if self.until else None, "visits": self.visits}
        for name in ("lengths", "roads", "lessons"):
            made[name] = [dict(one) for one in getattr(self, name)]
        return {name: value for name, value in made.items() if value not in (None, [])}


def seen(case: Case, now: dt.datetime) -> Seen | None:
    """What a visit has shown; None before it is over, or where it did not take place."""
    plan = case.plan
    if plan.state is not PlanState.NORMAL or now.date() <= plan.dates.last:
        return None
    taught = list(plan.review.lessons) if plan.review else []
    people = {*guest_names(case.written), *_people(case)}
    free = [one for one in taught if not any(name in one.text for name in people)]
    unit = coming_unit(plan)
    return Seen(
        dt.date.fromordinal(plan.dates.last.toordinal()),
        tuple(_lengths(case)),
        tuple(_rides(case)),
        tuple((one, unit) for one in free),
        len(taught) - len(free),
    )


def _people(case: Case) -> set[str]:
    """Everybody whose name a lesson might hold; a unit is nobody."""
    units = set(case.unit_by_name)
    items = [name for _day, item in case.items for name in (item.owner, item.chair, *item.guide)]
    named = [*host_side(case), *items, *(task.owner for task in case.plan.tasks)]
    return {name for name in named if name and len(name) > 1 and name not in units and not is_placeholder(name)}


def _lengths(case: Case) -> Iterable[Length]:
    actuals = {one.id: one for one in (case.plan.actuals.items if case.plan.actuals else ())}
    for day, item in case.items:
        actual, planned = actuals.get(item.id), item.time.minutes
        took = ran(day.date, actual.start, actual.end) if actual else None
        lasted = took.minutes if took else None
        if item.kind is None or item.kind in _OPEN_ENDED or not planned or not lasted:
            continue
        if 0 < planned <= DAY_MINUTES and 0 < lasted <= DAY_MINUTES:
            yield Length(item.kind, planned, lasted)


def _rides(case: Case) -> Iterable[Ride]:
    actuals = {one.id: one for one in (case.plan.actuals.items if case.plan.actuals else ())}
    for day, item in case.items:
        here, there, actual = origin(item), destination(item), actuals.get(item.id)
        took = ran(day.date, actual.start, actual.end) if actual else None
        if is_ride(item) and here and there and took and took.minutes:
            yield Ride(here, there, max(1, took.minutes - boarding_minutes(case)))


# --- put together -----------------------------------------------------------------------------------------------------


def experience(every: Iterable[Seen], today: dt.date) -> Experience:
    """What visits have shown together; figures of fewer than LEAST_VISITS visits are none yet."""
    there = sorted(every, key=lambda one: one.last)
    return Experience(
        there[-1].last if there else None,
        len(there),
        tuple(_learned_lengths(there)),
        tuple(_learned_roads(there)),
        tuple(_learned_lessons(there, today)),
        sum(one.named for one in there),
    )


def _learned_lengths(there: Sequence[Seen]) -> Iterable[Mapping[str, Any]]:
    for kind in ItemKind:
        found = [(place, one) for place, visit in enumerate(there) for one in visit.lengths if one.kind is kind]
        visits = len({place for place, _one in found})
        if visits < LEAST_VISITS:
            continue
        shares = sorted(Fraction(100 * one.actual, one.planned) for _place, one in found)
        over = sorted(Fraction(one.actual - one.planned) for _place, one in found)
        buffer = _whole(quantile(over, _ENOUGH))
        yield {
            "kind": kind,
            "count": len(found),
            "visits": visits,
            "minutes": _whole(Fraction(median(one.actual for _place, one in found))),
            "low": _whole(quantile(shares, _LOW)),
            "usual": _whole(quantile(shares, Fraction(1, 2))),
            "high": _whole(quantile(shares, _HIGH)),
        } | ({"buffer": -(-buffer // _STEP) * _STEP} if buffer > 0 else {})


def quantile(values: Sequence[Fraction], share: Fraction) -> Fraction:
    """The value below which a share of sorted values lies, between two of them in proportion."""
    place = share * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (values[above] - values[below]) * (place - below)


def _whole(value: Fraction) -> int:
    """A figure to the nearest whole, half up."""
    return int((value + Fraction(1, 2)) // 1)


def _learned_roads(there: Sequence[Seen]) -> Iterable[Mapping[str, Any]]:
    found: dict[frozenset[str], list[tuple[int, Ride]]] = {}
    for place, visit in enumerate(there):
        for ride in visit.rides:
            if ride.origin != ride.to:
                found.setdefault(frozenset((ride.origin, ride.to)), []).append((place, ride))
    for ends in sorted(found, key=sorted):
        rides = found[ends]
        visits = len({place for place, _ride in rides})
        if visits >= LEAST_VISITS:
            here, there_ = sorted(ends)
            minutes = _whole(Fraction(median(ride.minutes for _place, ride in rides)))
            yield {"from_": here, "to": there_, "minutes": minutes, "count": len(rides), "visits": visits}


def _learned_lessons(there: Sequence[Seen], today: dt.date) -> Iterable[Mapping[str, Any]]:
    """Lessons that are still useful, the youngest first, each once with how many visits wrote it down."""
    found: dict[str, list[tuple[dt.date, Lesson, str]]] = {}
    for visit in there:
        for lesson, unit in visit.lessons:
            found.setdefault(" ".join(lesson.text.split()), []).append((visit.last, lesson, unit))
    for text, those in sorted(found.items(), key=lambda one: (-one[1][-1][0].toordinal(), one[0])):
        last, lesson, unit = those[-1]
        if lesson.until is not None and lesson.until < today:
            continue
        made = {
            "text": text,
            "kind": lesson.kind,
            "place": lesson.place,
            "visit": lesson.visit,
            "until": lesson.until.isoformat() if lesson.until else None,
            "date": last.isoformat(),
            "unit": unit or None,
            "visits": len(those),
        }
        yield {name: value for name, value in made.items() if value is not None}


def written_into_office(found: Experience) -> list[Edit]:
    """The edit that puts the section into the office file, in the place of what was there."""
    return [Edit("set", ("experience",), Office, found.section)]
