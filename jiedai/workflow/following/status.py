"""A visit at a glance: day, stage and phase, its tasks by unit, how the day itself goes."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from jiedai.model.choice import TaskStatus
from jiedai.visit.case import Case
from jiedai.visit.deadlines import State
from jiedai.workflow.following.running import Progress, progress
from jiedai.workflow.following.stages import Stage, day_of, phase_of, stage_of
from jiedai.workflow.following.tasks import Followed, by_deadline, followed, followed_up

NEXT_SHOWN = 3
"""So many of the coming deadlines are shown."""


class UnitLoad(NamedTuple):
    """What a unit still has to do, how much of that is overdue, and how much it has done."""

    unit: str | None
    open: int
    overdue: int
    done: int


class Standing(NamedTuple):
    """Where a visit stands."""

    day: str
    stage: Stage
    phase: str
    tasks: dict[str, int]
    units: tuple[UnitLoad, ...]
    coming: tuple[Followed, ...]
    """The next tasks to fall due, those overdue left out."""
    follow_ups: dict[str, int]
    """What is followed up: how much in all, still open, and overdue."""
    progress: Progress | None
    """How the day goes, while the visit is on."""


def standing(case: Case, now: dt.datetime) -> Standing:
    """Where a visit stands at a moment, as far as its plan says."""
    tasks = followed(case, now)
    statuses = Counter(task.status for task in case.plan.tasks)
    counts = {"total": len(case.plan.tasks), **{status.value: statuses[status] for status in TaskStatus}}
    counts["overdue"] = sum(task.state is State.OVERDUE for task in tasks)
    after = followed_up(case, now)
    every = by_deadline([*tasks, *after])
    coming = (task for task in every if task.pending and task.due and task.state is not State.OVERDUE)
    stage = stage_of(case, now)
    return Standing(
        day_of(case, now),
        stage,
        phase_of(case, now),
        counts,
        tuple(_units(tasks)),
        tuple(coming)[:NEXT_SHOWN],
        {
            "total": len(after),
            "open": sum(one.pending for one in after),
            "overdue": sum(one.state is State.OVERDUE for one in after),
        },
        progress(case, now) if stage is Stage.RUNNING else None,
    )


def _units(tasks: Iterable[Followed]) -> list[UnitLoad]:
    """The units in the order of their first task."""
    found: dict[str | None, UnitLoad] = {}
    for task in tasks:
        before = found.get(task.unit, UnitLoad(task.unit, 0, 0, 0))
        found[task.unit] = before._replace(
            open=before.open + task.pending,
            overdue=before.overdue + (task.state is State.OVERDUE),
            done=before.done + (task.status is TaskStatus.DONE),
        )
    return list(found.values())
