"""任务 (RW): who does what by when, and what has to be done first."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.check.rules.owners import of_another_unit
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.choice import TaskStatus
from jiedai.model.conduct import Task
from jiedai.model.duties import duties
from jiedai.model.moments import Due
from jiedai.model.placeholder import is_placeholder
from jiedai.model.schedule import Item, ProgrammeDay
from jiedai.model.times import DateRange
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.movement import label
from jiedai.visit.names import host_side


def _pending(case: Case) -> Iterator[Task]:
    """Tasks still to be done."""
    yield from (task for task in case.plan.tasks if task.status in (TaskStatus.OPEN, TaskStatus.DOING))


def _kept(case: Case) -> Iterator[Task]:
    """Tasks that were not dropped."""
    yield from (task for task in case.plan.tasks if task.status is not TaskStatus.DROPPED)


def _name(task: Task) -> str:
    return _("{id}“{what}”").format(id=task.id or "", what=task.what).strip()


def _filled(text: str | None) -> bool:
    return text is not None and not is_placeholder(text)


@rule("RW01")
def owned(case: Case, figures: Figures) -> Iterator[Finding]:
    """Every task has a unit or an owner."""
    for task in _kept(case):
        if not case.lacks(task, "owner"):
            continue
        if case.lacks(task, "unit"):
            message = _("任务{task}没有责任单位，也没有责任人").format(task=_name(task))
            yield case.finding(task, None, message, hint=_("写上责任单位和责任人"))
        elif task.unit and _filled(task.unit):
            unit = case.unit_by_name.get(task.unit)
            if unit is None or not unit.contact:
                message = _("任务{task}只写了{unit}，没有责任人").format(task=_name(task), unit=task.unit)
                yield case.finding(task, "unit", message, hint=_("写上责任人"), level=Level.WARNING)
    yield from of_another_unit(case, _kept(case))


@rule("RW02")
def due_in_time(case: Case, figures: Figures) -> Iterator[Finding]:
    """A task is due before the item it serves begins; one that serves none by the last day of the visit."""
    dates = case.plan.dates
    for task in _pending(case):
        if task.due.unfilled:
            continue
        for number, _index in case.entries(task, "item"):
            found = case.item_by_id.get(number)
            if found is not None and _is_late(case, task.due, found):
                day, item = found
                start = case.start_of(item)
                message = _("时限 {due} 晚于{item}（{start}）").format(
                    due=_day_and_time(task.due, dates),
                    item=label(item),
                    start=f"{start:%Y-%m-%d %H:%M}" if start else day.date.isoformat(),
                )
                related = (case.related(item, "time", _("服务的日程在这里")),)
                yield case.finding(task, "due", message, hint=_("把时限提前到这一项开始之前"), related=related)
        late = not task.item and not task.due.from_last and task.due.on(dates) > dates.last
        if late and not _comes_after(task, figures):
            message = _("时限 {due} 在来访（{dates}）之后").format(due=_day_and_time(task.due, dates), dates=dates)
            yield case.finding(task, "due", message, hint=_("把时限提前；本来就是事后做的，写成 L+3（L 为末日）"))
        elif not task.item and not _comes_after(task, figures):
            yield from _after_what_it_prepares(case, task)


_PREPARES = regex(r"准备|筹备|布置|踩点|踏勘|勘察|勘查|送审|试讲|演练|调试|印制|预订|预定|审核菜单")
_EVENT = regex(r"座谈会|汇报会|洽谈会|现场会|见面会|交流会|推进会|签约仪式|签字仪式|早餐|午餐|晚餐|宴请|会见")
_CALLED = 3
"""Signs of the end of a place's name by which words call it (产业园)."""


def _after_what_it_prepares(case: Case, task: Task) -> Iterator[Finding]:
    """A task that prepares, in words, for a place or a meeting which is over on the day before it is due."""
    if not _PREPARES.search(task.what):
        return
    served = [day_and_item for day_and_item in case.items if _speaks_of(task.what, day_and_item[1])]
    last = max(served, key=lambda one: one[0].date, default=None)
    if last is None or task.due.on(case.plan.dates) <= last[0].date:
        return
    message = _("任务说的是{item}，时限 {due} 已在它之后").format(
        item=label(last[1]), due=_day_and_time(task.due, case.plan.dates)
    )
    related = (case.related(last[1], "time", _("这一项在这里")),)
    hint = _("把时限提前；不是为这一项准备的，用“日程”写明为哪一项")
    yield case.finding(task, "due", message, hint=hint, related=related, level=Level.WARNING)


def _speaks_of(text: str, item: Item) -> bool:
    """Whether words name an item by its place, whole or in its last signs, or by the kind of meeting that it is."""
    if any(name[-_CALLED:] in text for name in item.place if len(name) >= _CALLED):
        return True
    return any(word in item.what for word in _EVENT.findall(text))


def _comes_after(task: Task, figures: Figures) -> bool:
    """Whether a task is work of the time after the visit, by its phase or its words."""
    phase, what = (task.phase or "").casefold(), task.what.casefold()
    return any(word.casefold() in phase for word in figures["phases"]) or any(word in what for word in figures["after"])


def _is_late(case: Case, due: Due, served: tuple[ProgrammeDay, Item]) -> bool:
    """Whether a deadline is after an item begins; of one without a clock time only the day counts."""
    day, item = served
    dates, start = case.plan.dates, case.start_of(item)
    if start is None or not _has_clock(due):
        return due.on(dates) > (start.date() if start else day.date)
    return due.at(dates) > start


def _has_clock(due: Due) -> bool:
    return (due.moment.minute if due.moment is not None else due.minute) is not None


def _day_and_time(due: Due, dates: DateRange) -> str:
    """A deadline as a date, whatever way it was written, with its clock time where it has one."""
    return f"{due.at(dates):%Y-%m-%d %H:%M}" if _has_clock(due) else due.on(dates).isoformat()


@rule("RW03")
def circles(case: Case, figures: Figures) -> Iterator[Finding]:
    """Tasks do not wait for each other in a circle."""
    tasks = _by_name(case)
    waits = {
        id(task): [(tasks[name], index) for name, index in case.entries(task, "after") if name in tasks]
        for task in case.plan.tasks
    }
    position = {id(task): at for at, task in enumerate(case.plan.tasks)}
    done: set[int] = set()
    for task in case.plan.tasks:
        for circle in _circles_from(task, waits, done):
            first = min(range(len(circle)), key=lambda at: position[id(circle[at])])
            ring = circle[first:] + circle[:first]
            index = next(index for other, index in waits[id(ring[0])] if other is ring[1 % len(ring)])
            names = " → ".join(other.id or other.what for other in [*ring, ring[0]])
            related = tuple(case.related(other, "after", _("它也在圈里")) for other in ring[1:])
            message = _("任务互相等待：{names}").format(names=names)
            yield case.finding(ring[0], "after", message, index=index, hint=_("删去其中一条前置"), related=related)


def _by_name(case: Case) -> dict[str, Task]:
    """Tasks by number, and by what they are about where they have none."""
    found: dict[str, Task] = {}
    for task in case.plan.tasks:
        for name in (task.id, task.what):
            if name:
                found.setdefault(name, task)
    return found


def _circles_from(task: Task, waits: dict[int, list[tuple[Task, int | None]]], done: set[int]) -> Iterator[list[Task]]:
    """The circles reached from a task over what it waits for; `done` holds the tasks whose circles are known.

    A walk in depth with a stack of its own, so that a long chain of tasks cannot overflow Python's.
    """
    if id(task) in done:
        return
    trail, at = [task], {id(task): 0}
    ahead = [iter(waits[id(task)])]
    while ahead:
        following = next(ahead[-1], None)
        if following is None:
            ahead.pop()
            left = trail.pop()
            done.add(id(left))
            del at[id(left)]
            continue
        other = following[0]
        if id(other) in at:
            yield trail[at[id(other)] :]
        elif id(other) not in done:
            at[id(other)] = len(trail)
            trail.append(other)
            ahead.append(iter(waits[id(other)]))


@rule("RW04")
def after_what_it_waits_for(case: Case, figures: Figures) -> Iterator[Finding]:
    """A task is not due before the task it waits for."""
    tasks, dates = _by_name(case), case.plan.dates
    for task in _kept(case):
        for name, _index in case.entries(task, "after"):
            other = tasks.get(name)
            if other is None or other is task or other.status is TaskStatus.DROPPED:
                continue
            if task.due.unfilled or other.due.unfilled or not _is_before(task.due, other.due, dates):
                continue
            message = _("时限 {due} 早于前置任务{other}的时限 {before}").format(
                due=_day_and_time(task.due, dates), other=_name(other), before=_day_and_time(other.due, dates)
            )
            related = (case.related(other, "due", _("前置任务的时限在这里")),)
            hint = _("推迟这一项，或提前前置任务")
            yield case.finding(task, "due", message, hint=hint, related=related)


def _is_before(one: Due, other: Due, dates: DateRange) -> bool:
    """Whether a deadline is before another; where one has no clock time only the days count."""
    if _has_clock(one) and _has_clock(other):
        return one.at(dates) < other.at(dates)
    return one.on(dates) < other.on(dates)


@rule("RW05")
def overdue(case: Case, figures: Figures) -> Iterator[Finding]:
    """On the day given by --as-of no open task is past its deadline."""
    if case.as_of is None:
        return
    dates = case.plan.dates
    for task in _pending(case):
        if not task.due.unfilled and (days := (case.as_of - task.due.on(dates)).days) > 0:
            message = _("任务{task}过期 {days} 天，还没有完成").format(task=_name(task), days=days)
            yield case.finding(task, "due", message, hint=_("办完的把状态改成“已完成”；没有办完的马上催办"))


@rule("RW06")
def reachable(case: Case, figures: Figures) -> Iterator[Finding]:
    """The owner of every open task has a telephone number, in the task, in the lists, or in office.yaml."""
    for task in _pending(case):
        if not task.owner or not _filled(task.owner):
            continue
        if case.lacks(task, "phone") and task.owner not in case.phone_of:
            message = _("不知道责任人{name}的电话").format(name=task.owner)
            yield case.finding(task, "owner", message, hint=_("在任务里写电话，或在 office.yaml 的人员里加上"))


@rule("RW07")
def deputies(case: Case, figures: Figures) -> Iterator[Finding]:
    """Key duties such as liaison have a deputy, and no guest is one."""
    ours = frozenset(host_side(case))
    for member in case.plan.crew:
        key = [duty for duty in member.duty if any(word in duty.lower() for word in figures["duties"])]
        unit = case.unit_by_name.get(member.unit) if member.unit else None
        covered = bool(unit and unit.deputy and unit.deputy != member.name)
        alone = case.lacks(member, "backup") or member.backup == member.name
        if key and alone and not covered:
            message = _("{name}负责{duty}，没有替补").format(name=member.name, duty=_("、").join(map(_duty, key)))
            field = "backup" if member.backup else "name"
            yield case.finding(member, field, message, hint=_("写上不能到岗时由谁顶替"))
        if _filled(member.backup) and member.backup in case.guest_by_name and member.backup not in ours:
            message = _("{name}的替补{backup}是来宾").format(name=member.name, backup=member.backup)
            yield case.finding(member, "backup", message, hint=_("写上不能到岗时由谁顶替"))


def _duty(text: str) -> str:
    """A duty as written, by its name where it is one of the vocabulary: plans may have either language."""
    return next((duty.name for duty in duties().values() if text.lower() in duty.names), text)
