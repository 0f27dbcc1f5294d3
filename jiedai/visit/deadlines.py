"""How tasks stand at a moment: which are late or pressing, the colour of the slip that says so, what they wait for.

The three colours are those of practice in supervision (宿迁产发 2025, 三明 2017): blue where the limit is near, yellow
where a task is behind, red once the limit is past.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from jiedai.model.choice import TaskStatus
from jiedai.model.enumeration import Choice


class State(Choice):
    """How a task stands to its deadline; one that is finished is what it was finished as."""

    OVERDUE = "overdue", "逾期"
    TODAY = "today", "今天到期"
    SOON = "soon", "明天到期"
    LATER = "later", "以后"
    DONE = "done", "已完成"
    DROPPED = "dropped", "取消"


class Light(Choice):
    """The colour of a slip."""

    RED = "red", "红"
    YELLOW = "yellow", "黄"
    BLUE = "blue", "蓝"


class Deadline(NamedTuple):
    """A task as far as its deadline goes: the names others know it by, its number first, and whom it waits for.

    `due` is None where nobody has said yet.
    """

    names: tuple[str, ...]
    after: tuple[str, ...]
    status: TaskStatus
    due: dt.datetime | None


class Standing(NamedTuple):
    """How a task stands: see `State` and `Light`; `waits_for` are the places in the list of what it waits for."""

    state: State
    light: Light | None
    waits_for: tuple[int, ...]


PENDING = (TaskStatus.OPEN, TaskStatus.DOING)
_FINISHED = {TaskStatus.DONE: State.DONE, TaskStatus.DROPPED: State.DROPPED}


def standings(tasks: Sequence[Deadline], now: dt.datetime) -> list[Standing]:
    """How each task stands at a moment."""
    place: dict[str, int] = {}
    for index, task in enumerate(tasks):
        for name in task.names:
            place.setdefault(name, index)
    states = [state(task.status, task.due, now) for task in tasks]
    found = []
    for index, task in enumerate(tasks):
        others = (place[name] for name in task.after if name in place and place[name] != index)
        waits_for = tuple(dict.fromkeys(one for one in others if tasks[one].status in PENDING))
        behind = any(states[one] is State.OVERDUE for one in waits_for)
        found.append(Standing(states[index], _light(states[index], task.status, behind=behind), waits_for))
    return found


def state(status: TaskStatus, due: dt.datetime | None, now: dt.datetime) -> State:
    """How a task stands to its deadline; the minute it falls due it is not late yet."""
    if status in _FINISHED:
        return _FINISHED[status]
    if due is None:
        return State.LATER
    if due < now:
        return State.OVERDUE
    days = (due.date() - now.date()).days
    return State.TODAY if days == 0 else State.SOON if days == 1 else State.LATER


def _light(state: State, status: TaskStatus, *, behind: bool) -> Light | None:
    if state in _FINISHED.values():
        return None
    if state is State.OVERDUE:
        return Light.RED
    if behind or (state is State.TODAY and status is TaskStatus.OPEN):
        return Light.YELLOW
    return Light.BLUE if state in (State.TODAY, State.SOON) else None
