"""任务 (RW): who does what by when, and what has to be done first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.choice import TaskStatus
from jiedai.model.conduct import Task
from jiedai.model.placeholder import is_placeholder
from jiedai.model.schedule import Item, ProgrammeDay
from jiedai.model.times import Due
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.movement import label


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
    """每项任务有责任单位或责任人。只写了单位、单位的联系人也不知道的，提醒写明责任人。

    取消的任务不核对。

    为什么: 没有人名的任务等于没有交办，出了差错也找不到人。
    怎么改: 写上责任单位和责任人；一项任务只写一位责任人，其他单位写在配合里。

    错误:
        任务:
          - {编号: T1, 事项: 核对来宾名单和饮食禁忌, 时限: T-3}
          - {编号: T2, 事项: 汇报材料送审, 责任单位: 县发改局, 责任人: 沈浩, 电话: 0570-5550102, 时限: T-2, 日程: A2}
          - {编号: T3, 事项: 审核菜单, 责任单位: 县市场监管局, 责任人: 范斌, 电话: 0570-5550106, 时限: T-1}
          - {编号: T4, 事项: 医疗保障, 责任单位: 县卫健局, 责任人: 何静, 电话: 0570-5550105, 时限: T-1}
    正确:
        任务:
          - {编号: T1, 事项: 核对来宾名单和饮食禁忌, 责任单位: 县接待办, 责任人: 姚晨, 时限: T-3}
          - {编号: T2, 事项: 汇报材料送审, 责任单位: 县发改局, 责任人: 沈浩, 电话: 0570-5550102, 时限: T-2, 日程: A2}
          - {编号: T3, 事项: 审核菜单, 责任单位: 县市场监管局, 责任人: 范斌, 电话: 0570-5550106, 时限: T-1}
          - {编号: T4, 事项: 医疗保障, 责任单位: 县卫健局, 责任人: 何静, 电话: 0570-5550105, 时限: T-1}
    """
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


@rule("RW02")
def due_in_time(case: Case, figures: Figures) -> Iterator[Finding]:
    """任务的时限早于它服务的那项日程开始；没有写日程的，不晚于来访最后一天。

    时限只写到天的，当天不算晚；已完成、取消的任务不核对。结算、归档、反馈、评估阶段的，和事项本来就是事后做的（报销、新闻稿、
    总结），可以在来访之后。

    为什么: 会开完了材料才到期，任务就没有意义。
    怎么改: 提前时限；不是为这一项服务的，删去任务里的日程；本来就是事后做的，写明阶段。

    错误:
        任务:
          - {编号: T1, 事项: 核对来宾名单, 责任单位: 县接待办, 责任人: 姚晨, 时限: T-3}
          - {编号: T2, 事项: 汇报材料送审, 责任单位: 县发改局, 责任人: 沈浩, 时限: 2026-05-11 17:00, 日程: A2}
          - {编号: T3, 事项: 审核菜单, 责任单位: 县市场监管局, 责任人: 范斌, 时限: T-1}
          - {编号: T4, 事项: 医疗保障, 责任单位: 县卫健局, 责任人: 何静, 时限: T-1}
    正确:
        任务:
          - {编号: T1, 事项: 核对来宾名单, 责任单位: 县接待办, 责任人: 姚晨, 时限: T-3}
          - {编号: T2, 事项: 汇报材料送审, 责任单位: 县发改局, 责任人: 沈浩, 时限: 2026-05-09 17:00, 日程: A2}
          - {编号: T3, 事项: 审核菜单, 责任单位: 县市场监管局, 责任人: 范斌, 时限: T-1}
          - {编号: T4, 事项: 医疗保障, 责任单位: 县卫健局, 责任人: 何静, 时限: T-1}
    """
    first = case.plan.dates.first
    for task in _pending(case):
        if task.due.unfilled:
            continue
        for number, _index in case.entries(task, "item"):
            found = case.item_by_id.get(number)
            if found is not None and _is_late(case, task.due, found):
                day, item = found
                start = case.start_of(item)
                message = _("时限 {due} 晚于{item}（{start}）").format(
                    due=_day_and_time(task.due, first),
                    item=label(item),
                    start=f"{start:%Y-%m-%d %H:%M}" if start else day.date.isoformat(),
                )
                related = (case.related(item, "time", _("服务的日程在这里")),)
                yield case.finding(task, "due", message, hint=_("把时限提前到这一项开始之前"), related=related)
        if not task.item and task.due.on(first) > case.plan.dates.last and not _comes_after(task, figures):
            message = _("时限 {due} 在来访（{dates}）之后").format(
                due=_day_and_time(task.due, first), dates=case.plan.dates
            )
            yield case.finding(task, "due", message, hint=_("把时限提前；本来就是事后做的，写明阶段，如 结算归档"))


def _comes_after(task: Task, figures: Figures) -> bool:
    """Whether a task is work of the time after the visit, by its phase or its words."""
    phase, what = (task.phase or "").casefold(), task.what.casefold()
    return any(word.casefold() in phase for word in figures["phases"]) or any(word in what for word in figures["after"])


def _is_late(case: Case, due: Due, served: tuple[ProgrammeDay, Item]) -> bool:
    """Whether a deadline is after an item begins; of one without a clock time only the day counts."""
    day, item = served
    first, start = case.plan.dates.first, case.start_of(item)
    if start is None or not _has_clock(due):
        return due.on(first) > (start.date() if start else day.date)
    return due.at(first) > start


def _has_clock(due: Due) -> bool:
    return (due.moment.minute if due.moment is not None else due.minute) is not None


def _day_and_time(due: Due, first: dt.date) -> str:
    """A deadline as a date, whatever way it was written, with its clock time where it has one."""
    return f"{due.at(first):%Y-%m-%d %H:%M}" if _has_clock(due) else due.on(first).isoformat()


@rule("RW03")
def circles(case: Case, figures: Figures) -> Iterator[Finding]:
    """任务的前置不绕成圈：甲等乙、乙又等甲，谁也不能开始。

    为什么: 互相等待的任务永远做不完。
    怎么改: 删去其中一条前置。

    错误:
        任务:
          - {编号: T1, 事项: 核对来宾名单, 责任单位: 县接待办, 责任人: 姚晨, 时限: T-2, 前置: [T2]}
          - {编号: T2, 事项: 分配房间, 责任单位: 县接待办, 责任人: 姚晨, 时限: T-2, 前置: [T1]}
          - {编号: T3, 事项: 审核菜单, 责任单位: 县市场监管局, 责任人: 范斌, 时限: T-1}
          - {编号: T4, 事项: 医疗保障, 责任单位: 县卫健局, 责任人: 何静, 时限: T-1}
          - {编号: T5, 事项: 汇报材料送审, 责任单位: 县发改局, 责任人: 沈浩, 时限: T-2}
    正确:
        任务:
          - {编号: T1, 事项: 核对来宾名单, 责任单位: 县接待办, 责任人: 姚晨, 时限: T-2}
          - {编号: T2, 事项: 分配房间, 责任单位: 县接待办, 责任人: 姚晨, 时限: T-2, 前置: [T1]}
          - {编号: T3, 事项: 审核菜单, 责任单位: 县市场监管局, 责任人: 范斌, 时限: T-1}
          - {编号: T4, 事项: 医疗保障, 责任单位: 县卫健局, 责任人: 何静, 时限: T-1}
          - {编号: T5, 事项: 汇报材料送审, 责任单位: 县发改局, 责任人: 沈浩, 时限: T-2}
    """
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
    """任务的时限不早于它等的那项任务的时限。

    有一方只写到天的，只比较日期；取消的任务不核对。

    为什么: 前一步还没有到期，后一步就该完成，时限必有一个排错了。
    怎么改: 推迟这一项，或提前它等的那一项。

    错误:
        任务:
          - {编号: T1, 事项: 核对饮食禁忌, 责任单位: 县接待办, 责任人: 姚晨, 时限: T-1}
          - {编号: T2, 事项: 审核菜单, 责任单位: 县市场监管局, 责任人: 范斌, 时限: T-2, 前置: [T1]}
          - {编号: T3, 事项: 汇报材料送审, 责任单位: 县发改局, 责任人: 沈浩, 时限: T-2}
          - {编号: T4, 事项: 医疗保障, 责任单位: 县卫健局, 责任人: 何静, 时限: T-1}
    正确:
        任务:
          - {编号: T1, 事项: 核对饮食禁忌, 责任单位: 县接待办, 责任人: 姚晨, 时限: T-3}
          - {编号: T2, 事项: 审核菜单, 责任单位: 县市场监管局, 责任人: 范斌, 时限: T-2, 前置: [T1]}
          - {编号: T3, 事项: 汇报材料送审, 责任单位: 县发改局, 责任人: 沈浩, 时限: T-2}
          - {编号: T4, 事项: 医疗保障, 责任单位: 县卫健局, 责任人: 何静, 时限: T-1}
    """
    tasks, first = _by_name(case), case.plan.dates.first
    for task in _kept(case):
        for name, _index in case.entries(task, "after"):
            other = tasks.get(name)
            if other is None or other is task or other.status is TaskStatus.DROPPED:
                continue
            if task.due.unfilled or other.due.unfilled or not _is_before(task.due, other.due, first):
                continue
            message = _("时限 {due} 早于前置任务{other}的时限 {before}").format(
                due=_day_and_time(task.due, first), other=_name(other), before=_day_and_time(other.due, first)
            )
            related = (case.related(other, "due", _("前置任务的时限在这里")),)
            hint = _("推迟这一项，或提前前置任务")
            yield case.finding(task, "due", message, hint=hint, related=related)


def _is_before(one: Due, other: Due, first: dt.date) -> bool:
    """Whether a deadline is before another; where one has no clock time only the days count."""
    if _has_clock(one) and _has_clock(other):
        return one.at(first) < other.at(first)
    return one.on(first) < other.on(first)


@rule("RW05")
def overdue(case: Case, figures: Figures) -> Iterator[Finding]:
    """到 --as-of 给出的那一天，没有过了时限还没有完成的任务。

    没有给出 --as-of 的，不核对；当天到期的不算过期。

    为什么: 一项任务过期，后面等它的都会晚；提前一天知道还来得及补救。
    怎么改: 办完的，把状态改成已完成；没有办完的，马上催办，或者与领导商定新的时限。
    """
    if case.as_of is None:
        return
    first = case.plan.dates.first
    for task in _pending(case):
        if not task.due.unfilled and (days := (case.as_of - task.due.on(first)).days) > 0:
            message = _("任务{task}过期 {days} 天，还没有完成").format(task=_name(task), days=days)
            yield case.finding(task, "due", message, hint=_("办完的把状态改成“已完成”；没有办完的马上催办"))


@rule("RW06")
def reachable(case: Case, figures: Figures) -> Iterator[Finding]:
    """每项任务的责任人都有电话：写在任务里、名单里或者 office.yaml 里。

    已完成、取消的任务不核对。

    为什么: 临时有变化，找不到电话就通知不到人。
    怎么改: 在任务里写电话，或者在 office.yaml 的人员里加上这个人。

    错误:
        工作人员:
          - {姓名: 姚晨, 单位: 县接待办, 岗位: 联络, 替补: 周敏}
          - {姓名: 何静, 单位: 县卫健局, 岗位: 医疗}
        任务:
          - {编号: T1, 事项: 核对来宾名单, 责任单位: 县接待办, 责任人: 姚晨, 时限: T-3}
          - {编号: T2, 事项: 汇报材料送审, 责任单位: 县发改局, 责任人: 沈浩, 时限: T-2, 日程: A2}
          - {编号: T3, 事项: 审核菜单, 责任单位: 县市场监管局, 责任人: 范斌, 时限: T-1}
          - {编号: T4, 事项: 医疗保障, 责任单位: 县卫健局, 责任人: 何静, 时限: T-1}
    正确:
        工作人员:
          - {姓名: 姚晨, 单位: 县接待办, 岗位: 联络, 电话: 13900000201, 替补: 周敏}
          - {姓名: 何静, 单位: 县卫健局, 岗位: 医疗}
        任务:
          - {编号: T1, 事项: 核对来宾名单, 责任单位: 县接待办, 责任人: 姚晨, 时限: T-3}
          - {编号: T2, 事项: 汇报材料送审, 责任单位: 县发改局, 责任人: 沈浩, 时限: T-2, 日程: A2}
          - {编号: T3, 事项: 审核菜单, 责任单位: 县市场监管局, 责任人: 范斌, 时限: T-1}
          - {编号: T4, 事项: 医疗保障, 责任单位: 县卫健局, 责任人: 何静, 时限: T-1}
    """
    for task in _pending(case):
        if not task.owner or not _filled(task.owner):
            continue
        if case.lacks(task, "phone") and task.owner not in case.phone_of:
            message = _("不知道责任人{name}的电话").format(name=task.owner)
            yield case.finding(task, "owner", message, hint=_("在任务里写电话，或在 office.yaml 的人员里加上"))


@rule("RW07")
def deputies(case: Case, figures: Figures) -> Iterator[Finding]:
    """联络、统筹这样的关键岗位有人顶替：写明替补，或者所在部门在 office.yaml 里有副职。

    哪些岗位算关键，由规则包决定。替补写成本人的，等于没有。

    为什么: 联络员病了、手机没电了，来宾和车队就断了线。
    怎么改: 在工作人员里给这个岗位写替补，并让替补参加踩点。

    错误:
        工作人员:
          - {姓名: 姚晨, 单位: 县接待办, 岗位: 联络, 电话: 13900000201}
          - {姓名: 何静, 单位: 县卫健局, 岗位: 医疗, 电话: 13900000202}
    正确:
        工作人员:
          - {姓名: 姚晨, 单位: 县接待办, 岗位: 联络, 电话: 13900000201, 替补: 周敏}
          - {姓名: 何静, 单位: 县卫健局, 岗位: 医疗, 电话: 13900000202}
    """
    for member in case.plan.crew:
        key = [duty for duty in member.duty if any(word in duty.lower() for word in figures["duties"])]
        unit = case.unit_by_name.get(member.unit) if member.unit else None
        covered = bool(unit and unit.deputy and unit.deputy != member.name)
        alone = case.lacks(member, "backup") or member.backup == member.name
        if key and alone and not covered:
            message = _("{name}负责{duty}，没有替补").format(name=member.name, duty=_("、").join(key))
            field = "backup" if member.backup else "name"
            yield case.finding(member, field, message, hint=_("写上不能到岗时由谁顶替"))
