"""Reminders to be pasted into a chat: one for each unit, short, with nobody's guests in them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jiedai.language import _
from jiedai.model.placeholder import is_placeholder
from jiedai.visit.deadlines import State
from jiedai.workflow.following.tasks import Followed, Visit, by_deadline

LONGEST = 300
"""Characters of a message at most: what a chat shows without a tap."""
_LEAST = 32
"""Characters that a line has at least where lines are cut so that more fit; below that another message is sent."""
_LONG_TASK = 60
"""Characters of what a task is about."""
_TOLD = (State.OVERDUE, State.TODAY, State.SOON, State.LATER)


class Message(NamedTuple):
    """A message to a unit: of several to one unit each has a number in its text."""

    unit: str
    text: str


def messages(tasks: Iterable[Followed], now: dt.datetime) -> list[Message]:
    """A message for each unit that has something to do, the most pressing unit first.

    Every overdue task has a line of its own, whatever its length; only where they do not fit together the unit gets
    several messages. Others follow as far as there is room.
    """
    units: dict[str, list[Followed]] = {}
    for task in by_deadline(task for task in tasks if task.pending):
        units.setdefault(task.unit or task.owner or "", []).append(task)
    return [Message(unit, text) for unit, own in units.items() for text in _texts(unit, own, now)]


def _texts(unit: str, tasks: Sequence[Followed], now: dt.datetime) -> Iterator[str]:
    several = len({task.visit.file for task in tasks}) > 1
    head, foot = _head(unit, tasks, now, several=several), _foot(tasks[0].visit)
    room = LONGEST - len(head) - len(foot) - 2
    overdue = [task for task in tasks if task.state is State.OVERDUE]
    *full, last = _parted(overdue, room, several=several)
    for lines in full:
        yield "\n".join((head, *lines, foot))
    rest = [_line(task, room, several=several) for task in tasks if task.state is not State.OVERDUE]
    yield "\n".join((head, *last, *_fitting(rest, room - _size(last)), foot))


def _parted(tasks: Sequence[Followed], room: int, *, several: bool) -> list[list[str]]:
    """A line for each task in as few messages as they need; lines are cut where all fit into one that way."""
    lines = [_line(task, room - 1, several=several) for task in tasks]
    share = room // len(lines) - 1 if lines else room
    if _size(lines) > room and share >= _LEAST:
        lines = [_line(task, share, several=several) for task in tasks]
    parts: list[list[str]] = [[]]
    for line in lines:
        if _size([*parts[-1], line]) > room:
            parts.append([])
        parts[-1].append(line)
    return parts


def _fitting(lines: Sequence[str], room: int) -> list[str]:
    """Lines as far as there is room, and one that says how many more there are."""
    if _size(lines) <= room:
        return list(lines)
    for kept in range(len(lines) - 1, -1, -1):
        more = _("另有 {count} 项，见督办单").format(count=len(lines) - kept)
        if _size([*lines[:kept], more]) <= room:
            return [*lines[:kept], more]
    return []


def _size(lines: Sequence[str]) -> int:
    """What lines take, each with its newline."""
    return sum(len(line) + 1 for line in lines)


def _cut(line: str, size: int) -> str:
    return line if len(line) <= size else line[: max(size - 1, 1)] + "…"


def _head(unit: str, tasks: Sequence[Followed], now: dt.datetime, *, several: bool) -> str:
    found = [(state, sum(task.state is state for task in tasks)) for state in _TOLD]
    told = _("、").join(
        _("{state} {count} 项").format(state=state.label, count=count) for state, count in found if count
    )
    visit = "" if several else _("【{visit}】").format(visit=called(tasks[0].visit))
    head = _("{visit}{unit}：到{moment}，{told}。")
    return head.format(visit=visit, unit=_cut(unit, 20), moment=_moment(now), told=told)


def _foot(visit: Visit) -> str:
    foot = _("办结或不能按时办结，请回复。")
    return foot + (_("值班 {phone}").format(phone=visit.duty_phone) if visit.duty_phone else "")


def _line(task: Followed, size: int, *, several: bool) -> str:
    """A task in a line of so many characters at most: how it stands, what it is, until when, who."""
    visit = _("【{visit}】").format(visit=called(task.visit)) if several else ""
    head = _("{state}：{visit}").format(state=task.state.label, visit=visit)
    until = _moment(task.due) if task.due else _("时限待定")
    who = _("，{owner}").format(owner=_cut(task.owner, 10)) if task.owner and task.owner != task.unit else ""
    tail = _("（{until}{who}）").format(until=until, who=who)
    what = without_guests(" ".join(task.what.split()), task.visit.guests)
    return _cut(head + _cut(what, min(_LONG_TASK, max(size - len(head) - len(tail), 4))) + tail, size)


def called(visit: Visit) -> str:
    """What a visit is called in a message: its number, which tells strangers nothing; else its title."""
    return visit.number or _cut(without_guests(visit.title, visit.guests), 20)


def without_guests(text: str, guests: Iterable[str]) -> str:
    """A text in which guests have no names."""
    names = sorted((name for name in guests if name and not is_placeholder(name)), key=len, reverse=True)
    return re.sub("|".join(map(re.escape, names)), _("来宾"), text) if names else text


def _moment(moment: dt.datetime) -> str:
    """A moment as people write it in a message: `5月9日 18:00`, without a clock time at the end of a day."""
    day = _("{month}月{day}日").format(month=moment.month, day=moment.day)
    return day if (moment.hour, moment.minute) == (23, 59) else f"{day} {moment:%H:%M}"
