"""The tasks of a visit, and what is followed up after it, as they stand at a moment, by the time they fall due."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from jiedai.loading import Loaded
from jiedai.model.choice import PlanState, TaskStatus
from jiedai.model.conduct import Task
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Plan
from jiedai.visit.case import Case
from jiedai.visit.deadlines import PENDING, Deadline, Light, Standing, State, standings
from jiedai.visit.follow_ups import due_of as due_of_follow_up
from jiedai.visit.follow_ups import follow_ups
from jiedai.visit.work import names_in

TASK, FOLLOW_UP = "task", "follow_up"
"""What somebody has to see to: before and at a visit, and after it."""


class Visit(NamedTuple):
    """What tells the visit of a task: its file as it is shown, and the identity that its papers have."""

    file: str
    title: str
    number: str | None
    version: int
    first: dt.date
    guests: frozenset[str]
    """The names that go into no message."""
    duty_phone: str | None = None


class Followed(NamedTuple):
    """A task, or something followed up, at a moment. `due` is None where nobody has said when; `id` where it has no
    number.
    """

    visit: Visit
    place: int
    id: str | None
    what: str
    unit: str | None
    owner: str | None
    phone: str | None
    due: dt.datetime | None
    status: TaskStatus
    state: State
    light: Light | None
    waits_for: tuple[str, ...]
    item: str | None
    check_by: str | None
    kind: str = TASK

    @property
    def pending(self) -> bool:
        """Whether it is still to be done."""
        return self.status in PENDING

    @property
    def name(self) -> str:
        """What others call it: its number, else what it is about."""
        return self.id or self.what


def due_of(case: Case, task: Task) -> dt.datetime | None:
    """When a task falls due, at the end of a day that has no clock time; None where a blank stands for it."""
    return _due(case.plan, task)


def _due(plan: Plan, task: Task) -> dt.datetime | None:
    return None if task.due.unfilled else task.due.at(plan.dates)


def standing(case: Case, now: dt.datetime) -> list[Standing]:
    """How each task of a plan stands, in the order written."""
    return _standing(case.plan, now)


def _standing(plan: Plan, now: dt.datetime) -> list[Standing]:
    deadlines = (
        Deadline(tuple(filter(None, (task.id, task.what))), task.after, task.status, _due(plan, task))
        for task in plan.tasks
    )
    return standings(list(deadlines), now)


def followed(case: Case, now: dt.datetime) -> list[Followed]:
    """The tasks of a visit at a moment, in the order written; a visit that is called off has none."""
    return list(_followed(case.loaded, case.plan, case.written, case.phone_of, now))


def finished(loaded: Loaded, plan: Plan) -> list[Followed] | None:
    """The tasks of a visit that has nothing left to be done or followed up, as they are written; None for any other.

    To count them nobody has to know who has which telephone number: a plan costs no more than it takes to read it.
    """
    waiting = (*plan.tasks, *(plan.review.follow_ups if plan.review else ()))
    if any(one.status in PENDING for one in waiting):
        return None
    return list(_followed(loaded, plan, plan, {}, dt.datetime.min))


def _followed(
    loaded: Loaded, plan: Plan, written: Plan, phone_of: Mapping[str, str], now: dt.datetime
) -> Iterator[Followed]:
    if plan.state is PlanState.CANCELLED or not plan.tasks:
        return
    visit = _visit(loaded, plan, written)
    for place, (task, stands) in enumerate(zip(plan.tasks, _standing(plan, now), strict=True)):
        yield Followed(
            visit,
            place,
            task.id,
            task.what,
            _known(task.unit),
            _known(task.owner),
            task.phone or (phone_of.get(task.owner) if task.owner else None),
            _due(plan, task),
            task.status,
            stands.state,
            stands.light,
            tuple(plan.tasks[one].id or plan.tasks[one].what for one in stands.waits_for),
            task.item,
            _known(task.check_by),
        )


def _visit(loaded: Loaded, plan: Plan, written: Plan) -> Visit:
    names = (name for guest in written.guests for name in (guest.name, guest.name_zh, guest.name_en) if name)
    duty_phone = loaded.office.office.duty_phone if loaded.office else None
    first = plan.dates.first
    return Visit(loaded.name, plan.title, plan.number, plan.version, first, frozenset(names), duty_phone)


def followed_up(case: Case, now: dt.datetime) -> list[Followed]:
    """What a visit is followed up by, at a moment, in the order written; none for a visit that is called off."""
    plan, written = case.plan, follow_ups(case)
    if plan.state is PlanState.CANCELLED or not written:
        return []
    visit = _visit(case.loaded, plan, case.written)
    deadlines = [Deadline((one.what,), (), one.status, due_of_follow_up(one, plan.dates, now)) for one in written]
    return [
        Followed(
            visit,
            len(plan.tasks) + place,
            one.id,
            one.what,
            _known(one.unit),
            _known(one.owner),
            one.phone or (case.phone_of.get(one.owner) if one.owner else None),
            deadline.due,
            one.status,
            stands.state,
            stands.light,
            (),
            None,
            None,
            FOLLOW_UP,
        )
        for place, (one, deadline, stands) in enumerate(zip(written, deadlines, standings(deadlines, now), strict=True))
    ]


def _known(name: str | None) -> str | None:
    return None if name is None or is_placeholder(name) else name


def by_deadline(tasks: Iterable[Followed]) -> list[Followed]:
    """Tasks by the moment they fall due, then by file, then as written; those without a moment last."""
    return sorted(tasks, key=lambda task: (task.due or dt.datetime.max, task.visit.file, task.place))


def counts(tasks: Iterable[Followed]) -> dict[str, int]:
    """How many tasks there are in each state, by its English name."""
    found = Counter(task.state for task in tasks)
    return {state.value: found[state] for state in State}


def within(tasks: Iterable[Followed], now: dt.datetime, days: int) -> list[Followed]:
    """The tasks that are overdue, or fall due up to the end of the day so many days from now."""
    last = now.date() + dt.timedelta(days=days)
    return [task for task in tasks if task.due is not None and task.due.date() <= last]


class Named(NamedTuple):
    """Tasks whose unit or owner was asked for by words, the words that nobody is known by, and who is known."""

    tasks: list[Followed]
    unknown: list[str]
    names: list[str]


def of_units(tasks: Iterable[Followed], wanted: Iterable[str], known: Iterable[str] = ()) -> Named:
    """The tasks of units that words name, in full or, where no unit has that very name, in part.

    `known` are units that exist though they may have no task.
    """
    return _named(list(tasks), [names_in(task.unit) for task in tasks], wanted, known)


def of_owners(tasks: Iterable[Followed], wanted: Iterable[str], known: Iterable[str] = ()) -> Named:
    """The tasks of owners that words name, as `of_units`."""
    return _named(list(tasks), [names_in(task.owner) for task in tasks], wanted, known)


def _named(tasks: list[Followed], names: list[tuple[str, ...]], wanted: Iterable[str], known: Iterable[str]) -> Named:
    every = dict.fromkeys([*(name for some in names for name in some), *known])
    chosen: set[str] = set()
    unknown = []
    for word in wanted:
        meant = {word} & every.keys() or {name for name in every if word.casefold() in name.casefold()}
        chosen |= meant
        unknown += [] if meant else [word]
    found = [task for task, some in zip(tasks, names, strict=True) if chosen.intersection(some)]
    return Named(found, unknown, list(every))
