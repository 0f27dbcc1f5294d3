"""The tasks of a visit as they stand at a moment, by the time they fall due."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from jiedai.model.choice import PlanState, TaskStatus
from jiedai.model.conduct import Task
from jiedai.model.placeholder import is_placeholder
from jiedai.visit.case import Case
from jiedai.visit.deadlines import PENDING, Deadline, Light, Standing, State, standings
from jiedai.visit.work import names_in

TASK = "task"


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
    """A task at a moment. `due` is None where nobody has said when; `id` where the task has no number."""

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
    return None if task.due.unfilled else task.due.at(case.plan.dates)


def standing(case: Case, now: dt.datetime) -> list[Standing]:
    """How each task of a plan stands, in the order written."""
    deadlines = (
        Deadline(tuple(filter(None, (task.id, task.what))), task.after, task.status, due_of(case, task))
        for task in case.plan.tasks
    )
    return standings(list(deadlines), now)


def followed(case: Case, now: dt.datetime) -> list[Followed]:
    """The tasks of a visit at a moment, in the order written; a visit that is called off has none."""
    plan = case.plan
    if plan.state is PlanState.CANCELLED:
        return []
    visit = visit_of(case)
    return [
        Followed(
            visit,
            index,
            task.id,
            task.what,
            _known(task.unit),
            _known(task.owner),
            task.phone or (case.phone_of.get(task.owner) if task.owner else None),
            due_of(case, task),
            task.status,
            stands.state,
            stands.light,
            tuple(plan.tasks[one].id or plan.tasks[one].what for one in stands.waits_for),
            task.item,
            _known(task.check_by),
        )
        for index, (task, stands) in enumerate(zip(plan.tasks, standing(case, now), strict=True))
    ]


def visit_of(case: Case) -> Visit:
    """What tells a visit."""
    plan = case.plan
    names = (name for guest in case.written.guests for name in (guest.name, guest.name_zh, guest.name_en) if name)
    phone = case.office.office.duty_phone if case.office else None
    return Visit(case.name, plan.title, plan.number, plan.version, plan.dates.first, frozenset(names), phone)


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
