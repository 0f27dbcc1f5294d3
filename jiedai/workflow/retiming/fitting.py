"""A day made from anchors, lengths and roads: forward from the arrival, backward from the train, or between.

Items with a clock time keep it. The others follow in the order written, and after those that they name as 前置; rides
bring people just in time, meals are at their hours. Where it does not fit, it says what could be done.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jiedai.model.choice import ItemKind, PlaceKind
from jiedai.model.schedule import Item
from jiedai.model.times import DAY_MINUTES
from jiedai.visit.case import Case
from jiedai.visit.experience import buffer_after
from jiedai.visit.rides import FETCHING
from jiedai.workflow.retiming.course import NO_LIMITS, Entry, Limits, limits, links
from jiedai.workflow.retiming.engine import (
    Placed,
    Task,
    before,
    following,
    late,
    missed,
    placed,
    settled,
    shortened,
    slack,
)
from jiedai.workflow.retiming.figures import ANCHORS, GIVING, customs
from jiedai.workflow.retiming.lineup import Comfort, Lineup, hours, own_limits, unknown_roads
from jiedai.workflow.retiming.proposals import (
    SHIFT,
    SHORTEN,
    SHOWN,
    SKIP,
    Option,
    Reason,
    after_midnight,
    changes_of,
    objections_to,
)
from jiedai.workflow.retiming.rerouting import Route, left_out
from jiedai.workflow.retiming.usual import MORNING

FIT = "fit"


class Place(NamedTuple):
    """Where an item stands in its day: from when to when, whether that was written, how many minutes later it could
    begin, and which item forbids more: it has a `time` of its own, is `fixed`, has to meet a `departure`, or the
    `hours` of a meal.
    """

    item: Item
    start: int
    end: int
    kept: bool
    slack: int | None
    bound: str | None
    why: str | None


class DayFit(NamedTuple):
    """A day as it fits together: the times, what was said of it, and where it does not fit what could be done."""

    date: dt.date
    fit: Option
    places: tuple[Place, ...]
    proposals: tuple[Option, ...]
    notes: tuple[str, ...]


def days_of(case: Case) -> list[dt.date]:
    """The days of the programme."""
    return sorted({day.date for day in case.plan.schedule})


def fitted(case: Case, date: dt.date) -> DayFit:
    """A day of a plan with a time for each of its items. Unavailable where items wait for each other."""
    day = Lineup(case, date)
    made = _best(case, day.entries, keeping=True)
    fit, times = _option(case, FIT, made, Route(day.entries))
    proposals = () if fit.feasible else tuple(_proposals(case, day))
    return DayFit(
        date, fit, tuple(_places(made.course, times)), proposals, (*day.notes, *unknown_roads(case, day.entries))
    )


# --- the tasks --------------------------------------------------------------------------------------------------------


class _Manner(NamedTuple):
    """How a day is made: how near meals are to their usual hours, at which minutes of the hour items begin, and whether
    behind an item is kept free what earlier visits needed there.
    """

    comfort: Comfort
    step: int
    spared: bool = False


_MANNERS = (
    _Manner(Comfort.USUAL, 5, spared=True),
    _Manner(Comfort.USUAL, 5),
    _Manner(Comfort.OPEN, 5),
    _Manner(Comfort.OPEN, 1),
    _Manner(Comfort.HALF, 1),
)
"""As people like it, and with less comfort where it does not fit so."""


class _Course(NamedTuple):
    """A day as tasks. `why` says why a task binds; `late` are those that are set as late as may be."""

    entries: Sequence[Entry]
    tasks: list[Task]
    begin: int
    why: dict[int, str]
    late: frozenset[int]


class _Made(NamedTuple):
    """A course, and the minutes that are taken from its tasks."""

    course: _Course
    cuts: dict[int, int]


def _best(case: Case, entries: Sequence[Entry], *, keeping: bool = False, cutting: bool = False) -> _Made:
    """The entries as tasks, in the manner in which the fewest minutes are late, and the first of those.

    What has a time of its own keeps it, or - without `keeping` - only what is fixed. With `cutting` items give minutes.
    """
    found: list[tuple[int, int, int, _Made]] = []
    learned = bool(case.office and case.office.experience and case.office.experience.lengths)
    for number, manner in enumerate(_MANNERS):
        if manner.spared and not learned:
            continue
        course = _made(case, entries, manner, keeping=keeping)
        everything = range(len(course.tasks))
        cuts = shortened(course.tasks, {}, course.begin, everything) if cutting else {}
        minutes = sum(late(course.tasks, placed(course.tasks, {}, cuts, course.begin)).values())
        found.append((minutes, sum(cuts.values()), number, _Made(course, cuts)))
        if not minutes and not cuts:
            break
    return min(found, key=lambda one: one[:3])[-1]


def _made(case: Case, entries: Sequence[Entry], manner: _Manner, *, keeping: bool) -> _Course:
    own = own_limits(case, entries)
    midnight = (entries[0].day.date - case.plan.dates.first).days * DAY_MINUTES if entries else 0
    begin = midnight + MORNING
    tasks, why = list[Task](), dict[int, str]()
    followed = links(case, entries, lambda kind: buffer_after(case.office, kind) if manner.spared else 0)
    for index, (entry, after) in enumerate(zip(entries, followed, strict=True)):
        if entry.start is None:
            task = _placed_freely(case, entry, own.get(id(entry.item), NO_LIMITS), manner.step)._replace(after=after)
            free = placed([*tasks, task], {}, {}, begin)[index].start
            its = hours(case, entry, midnight, free, manner.comfort)
            if task.limit is not None:
                why[index] = "departure"
            if its.due is not None and (task.limit is None or its.due < task.limit):
                why[index], task = "hours", task._replace(due=its.due)
            task = task._replace(ready=max((one for one in (its.ready, task.ready) if one is not None), default=None))
        else:
            why[index] = "fixed" if entry.item.fixed else "time"
            task = _kept(case, entry, keeping=keeping)._replace(after=after)
        tasks.append(task)
    return _Course(entries, tasks, begin, why, _set_late(case, entries, tasks))


def _placed_freely(case: Case, entry: Entry, bound: Limits, step: int) -> Task:
    """An item without a time, between what binds it."""
    item, limit = entry.item, bound.latest(entry.length)
    return Task(
        item.id,
        None,
        entry.length,
        due=limit,
        limit=limit,
        least=customs(case).least(item.kind, entry.length),
        giving=GIVING.index(item.kind) if item.kind in GIVING else None,
        ready=bound.earliest_start,
        step=1 if entry.ride or item.kind in FETCHING else step,
    )


def _kept(case: Case, entry: Entry, *, keeping: bool) -> Task:
    """An item with a time of its own."""
    item = entry.item
    return Task(
        item.id,
        entry.start,
        entry.length,
        fixed=item.fixed or keeping,
        holds=item.kind is ItemKind.DROPOFF and item.time.end is not None,
        due=entry.start,
        limit=limits(case).get(id(item), NO_LIMITS).latest(entry.length),
        least=customs(case).least(item.kind, entry.length),
        giving=GIVING.index(item.kind) if item.kind in GIVING else None,
    )


def _set_late(case: Case, entries: Sequence[Entry], tasks: Sequence[Task]) -> frozenset[int]:
    """Rides that bring people where they would wait, and what leads to a time or a train with nothing before it to say
    when it begins.
    """
    loose = {index for index, entry in enumerate(entries) if entry.start is None}
    known = {index for index, task in enumerate(tasks) if task.ready is not None or index not in loose}
    anchored = {index for index, task in enumerate(tasks) if index not in loose or task.limit is not None}
    leading = set(anchored).union(*(before(tasks, index) for index in anchored))
    waiting = {index for index in loose if _brings_to_wait(case, entries[index])}
    return frozenset(waiting | (loose & leading - following(tasks, known)))


def _brings_to_wait(case: Case, entry: Entry) -> bool:
    """Whether an item brings people just in time: not to their hotel, where they rest."""
    if entry.item.kind is ItemKind.DROPOFF:
        return True
    place = case.place(entry.to) if entry.to else None
    return entry.ride and not (place and place.kind is PlaceKind.HOTEL)


# --- how it fits ------------------------------------------------------------------------------------------------------


def _option(case: Case, name: str, made: _Made, route: Route) -> tuple[Option, list[Placed]]:
    """The times of a course, with what that costs and what speaks against it."""
    course, taken = made
    tasks = course.tasks
    earliest = placed(tasks, {}, taken, course.begin)
    times = settled(tasks, earliest, course.late) if not any(map(missed, tasks, earliest)) else earliest
    changes = tuple(changes_of(case, course.entries, times))
    reasons = (*_reasons(course, earliest), *after_midnight(case, course.entries, times))
    said = [] if reasons else objections_to(case, changes, route.dropped)
    reasons += tuple(Reason(one.item, "clash", 0, one.code, one.message) for one in said if one.impossible)
    option = Option(
        name,
        {tasks[index].name: minutes for index, minutes in late(tasks, earliest).items()},
        {tasks[index].name: minutes for index, minutes in sorted(taken.items())},
        route.dropped,
        None,
        changes,
        reasons,
        tuple(one.message for one in said if not one.impossible),
    )
    return option, times


def _reasons(course: _Course, times: Sequence[Placed]) -> Iterator[Reason]:
    for index, (task, at) in enumerate(zip(course.tasks, times, strict=True)):
        if missed(task, at):
            planned = task.start if task.start is not None else task.limit
            assert planned is not None
            why = course.why.get(index, "departure")
            yield Reason(task.name, "departure" if why == "hours" else why, at.wanted - planned)


def _proposals(case: Case, day: Lineup) -> list[Option]:
    """What could be done where a day does not fit: let what has a time come later, shorten, leave a visit out."""
    whole = Route(day.entries)
    found = [
        _option(case, SHIFT, _best(case, day.entries), whole)[0],
        _option(case, SHORTEN, _best(case, day.entries, cutting=True), whole)[0],
    ]
    for index, entry in enumerate(day.entries):
        if entry.item.kind is not ItemKind.VISIT or entry.item.fixed:
            continue
        route = left_out(case, day.entries, index)
        if route is not None:
            made = _best(case, route.entries, cutting=True)
            found.append(_option(case, f"{SKIP}:{entry.item.id}", made, route)[0])
    return sorted(found, key=lambda option: option.rank)[:SHOWN]


def _places(course: _Course, times: Sequence[Placed]) -> Iterator[Place]:
    """Where the items stand. What has a time could move as far as what others wait for; what has none, as far as any
    time that is written.
    """
    strict = slack(course.tasks, times)
    free = slack([_movable(entry, task) for entry, task in zip(course.entries, course.tasks, strict=True)], times)
    for index, (entry, at) in enumerate(zip(course.entries, times, strict=True)):
        kept = entry.start is not None
        left = free[index] if kept else strict[index]
        bound = None if left.bound is None else course.entries[left.bound].item.id
        why = None if left.bound is None else course.why.get(left.bound)
        yield Place(entry.item, at.start, at.end, kept, left.minutes, bound, why)


def _movable(entry: Entry, task: Task) -> Task:
    """A task as it is where times that nobody waits for may move."""
    if entry.start is None or entry.item.fixed:
        return task
    limit = None if task.limit is None else max(task.limit, entry.start)
    return task._replace(fixed=False, due=entry.start if entry.item.kind in ANCHORS else limit)
