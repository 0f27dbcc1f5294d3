"""What became of tasks and items, as edits of the plan: a task done, dropped, put off; when an item really took place.

Nothing here reads a clock or a file: the moment is given, and what is to be written comes back as edits.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jiedai.arrange.proposal import Edit
from jiedai.language import _
from jiedai.model.base import path_of
from jiedai.model.choice import TaskStatus
from jiedai.model.conduct import ActualItem, Actuals, Task
from jiedai.model.moments import Due, Moment
from jiedai.model.plan import Plan
from jiedai.model.schedule import Item, ProgrammeDay
from jiedai.model.times import DAY_MINUTES, Day
from jiedai.visit.case import Case
from jiedai.visit.deadlines import PENDING
from jiedai.workflow.following.tasks import due_of, standing


class Refused(Exception):
    """What cannot be written as asked; `late` where the rules of the office forbid it, else the wish makes no sense."""

    def __init__(self, message: str, hint: str = "", *, late: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.late = late


class Changed(NamedTuple):
    """A field of a task or an item that gets another value, as plans write it; an enumeration by its English name."""

    id: str
    field: str
    old: str | None
    new: str | None


class Waiting(NamedTuple):
    """A task that is done though others that come before it are not (TK01)."""

    id: str
    waits_for: tuple[str, ...]


class Ticked(NamedTuple):
    """What is to be written: what changes, the tasks that were done late or out of turn, and the edits of the file."""

    changed: tuple[Changed, ...]
    edits: tuple[Edit, ...]
    late: tuple[str, ...] = ()
    warnings: tuple[Waiting, ...] = ()


class Wish(NamedTuple):
    """What was asked for: `status` None leaves it as it is, `at` None is `now` where a time is needed.

    `start` and `end` are minutes after midnight, or whole moments, of the item.
    """

    now: dt.datetime
    status: TaskStatus | None = TaskStatus.DONE
    at: dt.datetime | None = None
    by: str | None = None
    note: str | None = None
    extend: Due | None = None

    @property
    def moment(self) -> dt.datetime:
        """When what is reported happened."""
        return self.at or self.now


# --- tasks ------------------------------------------------------------------------------------------------------------


def ticked(case: Case, tasks: Sequence[Task], wish: Wish) -> Ticked:
    """The edits that give tasks another status, or deadline. Refused where one of them cannot have it."""
    changed: list[Changed] = []
    edits: list[Edit] = []
    for task in tasks:
        for field, old, new in _wanted(case, task, wish):
            changed.append(Changed(task.id or task.what, field, _text(old), _text(new)))
            edits.append(_edit(case, task, field, new))
    return Ticked(
        tuple(changed),
        tuple(edits),
        tuple(task.id or task.what for task in tasks if _is_late(case, task, wish)),
        tuple(_out_of_turn(case, tasks)) if wish.status is TaskStatus.DONE else (),
    )


_Field = tuple[str, object, object]


def _wanted(case: Case, task: Task, wish: Wish) -> Iterator[_Field]:
    """The fields of a task that are to change: (name, old, new)."""
    note = wish.note
    if wish.extend is not None:
        yield from _extended(case, task, wish.extend, wish)
        note = _("延期到 {due}：{note}").format(due=wish.extend, note=note)
        note += _("（{by} 同意）").format(by=wish.by) if wish.by else ""
    if wish.status is not None:
        if task.status is not wish.status:
            yield "status", task.status, wish.status
        yield from _done_at(task, wish)
    if note and note not in (task.note or ""):
        yield "note", task.note, _("{before}；{note}").format(before=task.note, note=note) if task.note else note


def _done_at(task: Task, wish: Wish) -> Iterator[_Field]:
    """The time a task was done: with a task that is done only, and not changed unless somebody says so."""
    if wish.status is not TaskStatus.DONE:
        if task.done_at is not None:
            yield "done_at", task.done_at, None
        return
    if task.status is TaskStatus.DONE and wish.at is None:
        return
    moment = moment_of(wish.moment)
    if task.done_at != moment:
        yield "done_at", task.done_at, moment


def _extended(case: Case, task: Task, due: Due, wish: Wish) -> Iterator[_Field]:
    """The new deadline of a task. One asks for it in time; later only who checks the task may grant it."""
    name = task.id or task.what
    dates = case.plan.dates
    before, after = due_of(case, task), due.at(dates)
    if task.status not in PENDING:
        raise Refused(_("{id} {status}，不用延期").format(id=name, status=task.status.label))
    if before == after:
        return
    if before is not None and after < before:
        raise Refused(_("{id} 的时限是 {due}，延期要比它晚").format(id=name, due=f"{before:%Y-%m-%d %H:%M}"))
    if before is not None and before < wish.moment and not (task.check_by and wish.by == task.check_by):
        hint = _("由检查人{name}同意的，加 --by {name}").format(name=task.check_by)
        raise Refused(
            _("{id} 的时限 {due} 已过，不能延期").format(id=name, due=f"{before:%Y-%m-%d %H:%M}"),
            hint if task.check_by else _("任务没有写检查人；照实办，办结后再记"),
            late=True,
        )
    yield "due", task.due, due


def _is_late(case: Case, task: Task, wish: Wish) -> bool:
    """Whether a task is done after it was due."""
    due = due_of(case, task)
    if wish.status is not TaskStatus.DONE or due is None:
        return False
    if task.status is TaskStatus.DONE and wish.at is None:
        return task.done_at is not None and task.done_at.at() > due
    return wish.moment > due


def _out_of_turn(case: Case, tasks: Sequence[Task]) -> Iterator[Waiting]:
    """The tasks that others should have come before; those that are done in the same breath have."""
    names = [other.id or other.what for other in case.plan.tasks]
    together = {id(task) for task in tasks}
    for task, stands in zip(case.plan.tasks, standing(case, dt.datetime.min), strict=True):
        before = [one for one in stands.waits_for if id(case.plan.tasks[one]) not in together]
        if id(task) in together and before and task.status is not TaskStatus.DONE:
            yield Waiting(task.id or task.what, tuple(names[one] for one in before))


def _edit(case: Case, task: Task, field: str, new: object) -> Edit:
    if new is None:
        return Edit("remove", case.path(task, field))
    return Edit("set", (*path_of(task), field), Task, new if isinstance(new, TaskStatus) else str(new))


def _text(value: object) -> str | None:
    """A value as JSON has it."""
    return None if value is None else value.value if isinstance(value, TaskStatus) else str(value)


def moment_of(moment: dt.datetime) -> Moment:
    """A date and time as plans have it."""
    return Moment(Day.on(moment.date()), moment.hour * 60 + moment.minute)


# --- items ------------------------------------------------------------------------------------------------------------


class Took(NamedTuple):
    """When an item really began and ended, as far as it is told; `note` says why it was not as planned."""

    item: Item
    day: ProgrammeDay
    start: dt.datetime | None = None
    end: dt.datetime | None = None
    note: str | None = None


def taken(case: Case, took: Sequence[Took]) -> Ticked:
    """The edits that write when items took place. Refused for one that would end before it began."""
    actuals = case.plan.actuals
    known = {actual.id: actual for actual in (actuals.items if actuals else ())}
    changed: list[Changed] = []
    edits: list[Edit] = []
    fresh: dict[str, dict[str, str]] = {}
    order = {item.id: place for place, (_day, item) in enumerate(case.items)}
    for one in sorted(_merged(took), key=lambda one: order.get(one.item.id, len(order))):
        actual = known.get(one.item.id)
        _check_order(one, actual)
        for field, moment in (("start", one.start), ("end", one.end), ("note", one.note)):
            old = getattr(actual, field) if actual else None
            new = moment_of(moment) if isinstance(moment, dt.datetime) else moment
            if new is None or old == new:
                continue
            changed.append(Changed(one.item.id, field, _text(old), str(new)))
            if actual is not None:
                edits.append(Edit("set", (*path_of(actual), field), ActualItem, str(new)))
            else:
                fresh.setdefault(one.item.id, {"id": one.item.id})[field] = str(new)
    return Ticked(tuple(changed), (*edits, *_added(case, list(fresh.values()))))


def _merged(took: Sequence[Took]) -> list[Took]:
    """One entry for each item, in the order of the first that speaks of it; what is said last holds."""
    found: dict[str, Took] = {}
    for one in took:
        before = found.get(one.item.id)
        if before is not None:
            one = one._replace(start=one.start or before.start, end=one.end or before.end, note=one.note or before.note)
        found[one.item.id] = one
    return list(found.values())


def _check_order(took: Took, actual: ActualItem | None) -> None:
    start = took.start or (actual.start.at() if actual and actual.start else None)
    end = took.end or (actual.end.at() if actual and actual.end else None)
    if start is not None and end is not None and end < start:
        message = _("{id} 的结束 {end} 早于开始 {start}")
        raise Refused(message.format(id=took.item.id, end=f"{end:%m-%d %H:%M}", start=f"{start:%m-%d %H:%M}"))


def _added(case: Case, entries: list[dict[str, str]]) -> Iterator[Edit]:
    """New entries of 实际.安排, which a plan may not have yet."""
    if not entries:
        return
    actuals = case.plan.actuals
    if actuals is None:
        yield Edit("set", ("actuals",), Plan, {"items": entries})
        return
    for entry in entries:
        yield Edit("add", (*path_of(actuals), "items"), Actuals, entry)


def clock_on(day: dt.date, minute: int, planned: int | None) -> dt.datetime:
    """The moment a clock shows `minute` that is nearest to the planned one; of the item's day where none is planned."""
    if planned is not None:
        while minute - planned > DAY_MINUTES // 2:
            minute -= DAY_MINUTES
        while planned - minute > DAY_MINUTES // 2:
            minute += DAY_MINUTES
    return dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=minute)
