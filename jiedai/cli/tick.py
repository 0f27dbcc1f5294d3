"""`jiedai tick`: tasks and follow-ups done, dropped or put off, real times of items, written where the plan says so."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiedai.cli import console
from jiedai.cli.failure import FINE, FOUND, Failure, suggestion, words
from jiedai.cli.moments import now
from jiedai.cli.noted import unreadable, write_ticked
from jiedai.cli.one import one_path
from jiedai.cli.paths import STDIN, is_path, read
from jiedai.language import _
from jiedai.model.choice import TaskStatus
from jiedai.model.conduct import Task
from jiedai.model.reading import VisitDays, halfwidth
from jiedai.model.schedule import Item, ProgrammeDay
from jiedai.source import Unreadable
from jiedai.visit.case import Case
from jiedai.visit.follow_ups import follow_ups
from jiedai.workflow.following.ticking import Refused, Ticked, Took, Wish, clock_on, taken, ticked
from jiedai.workspace import plans_in, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from jiedai.cli.commands.following import Tick
    from jiedai.model.moments import Due
    from jiedai.model.review import FollowUp

_OTHERS = 200
"""Plans that are looked through for a number that the plan at hand does not have."""


def run(options: Tick) -> int:
    """Write what became of tasks or items; FOUND where `--strict` finds a task done out of turn."""
    path, ids = _plan_and_ids(options.words)
    if path == STDIN:
        raise Failure(_("标准输入里的方案写不回去"), _("写出方案的文件名"))
    if not ids:
        raise Failure(_("没有写任务的编号"), _("如 jiedai tick {plan} T1").format(plan=path))
    _check_options(options)
    result = write_ticked(
        path, lambda sound: _ticked(Case(sound.loaded, sound.plan), ids, options), options.at or now(), options.records
    )
    return _show(path, result, options)


# --- what is asked for ------------------------------------------------------------------------------------------------


def _plan_and_ids(given: Sequence[str]) -> tuple[str, list[str]]:
    """The plan, which may be left out where there is only one, and the numbers behind it."""
    first, rest = given[0], list(given[1:])
    if is_path(first):
        return one_path(first), _ids(rest)
    if rest and not _is_number(first):
        return one_path(first), _ids(rest)
    return one_path(None), _ids(given)


def _is_number(word: str) -> bool:
    """Whether a word looks like the number of a task or an item: short, and with a digit at its end."""
    text = halfwidth(word).strip()
    return text.isascii() and text[-1:].isdigit() and len(text) <= 6


def _ids(given: Sequence[str]) -> list[str]:
    return words([halfwidth(word) for word in given])


def _check_options(options: Tick) -> None:
    timed = options.start or options.end
    if timed and (options.status or options.extend):
        raise Failure(_("--start、--end 记日程的实际时间，不与 --status、--extend 同用"))
    if options.status is not None and _status(options.status) is TaskStatus.DROPPED and not options.note:
        raise Failure(_("取消任务要写明原因"), _("加 --note 原因"))
    if options.extend and not options.note:
        raise Failure(_("延期要写明原因"), _("加 --note 原因"))


def _status(text: str) -> TaskStatus:
    from pydantic_core import PydanticCustomError

    try:
        return TaskStatus.read(text)
    except PydanticCustomError as error:
        raise unreadable(error, text) from None


def _due(text: str, case: Case) -> Due:
    from pydantic_core import PydanticCustomError

    from jiedai.model.moments import read_due

    dates = case.plan.dates
    try:
        due = read_due(text, VisitDays(dates.first, dates.last))
    except PydanticCustomError as error:
        raise unreadable(error, text) from None
    if due.unfilled:
        raise Failure(_("--extend 要写新的时限"), _("如 T-1 17:00 或 2026-05-10"))
    return due


def _ticked(case: Case, ids: Sequence[str], options: Tick) -> Ticked:
    timed = bool(options.start or options.end)
    after = {} if timed else {one: after_it for one in ids if (after_it := _follow_up(case, one)) is not None}
    tasks = [found for one in ids if one not in after and (found := _task(case, one, items=timed)) is not None]
    try:
        if timed:
            return taken(case, [_took(case, one, options) for one in ids])
        status = _status(options.status) if options.status else None if options.extend else TaskStatus.DONE
        due = _due(options.extend, case) if options.extend else None
        wish = Wish(now(), status, options.at, options.by, options.note, due)
        return _together(ticked(case, tasks, wish), case, list(after.values()), wish)
    except Refused as refused:
        raise Failure(refused.message, refused.hint, FOUND if refused.late else 2) from None


def _together(tasks: Ticked, case: Case, after: Sequence[FollowUp], wish: Wish) -> Ticked:
    """What becomes of tasks and of what is followed up, in one."""
    if not after:
        return tasks
    from jiedai.workflow.after.settling import settled

    other = settled(case, after, wish)
    return Ticked(tasks.changed + other.changed, tasks.edits + other.edits, tasks.late + other.late, tasks.warnings)


def _follow_up(case: Case, number: str) -> FollowUp | None:
    """What is followed up under a number; None where there is none, or a task has it."""
    if any((task.id or "").casefold() == number.casefold() for task in case.plan.tasks):
        return None
    found = [one for one in follow_ups(case) if (one.id or "").casefold() == number.casefold()]
    if len(found) > 1:
        raise Failure(_("有 {count} 项后续的编号都是 {id}").format(count=len(found), id=number), _("先在方案里改开"))
    return found[0] if found else None


def _task(case: Case, number: str, *, items: bool) -> Task | None:
    """The task of a number. Failure where there is none, or two; None where an item is meant instead."""
    found = [task for task in case.plan.tasks if (task.id or "").casefold() == number.casefold()]
    if items:
        return None
    if len(found) > 1:
        raise Failure(_("有 {count} 项任务的编号都是 {id}").format(count=len(found), id=number), _("先在方案里改开"))
    if found:
        return found[0]
    if _item(case, number) is not None:
        message = _("{id} 是日程，不是任务").format(id=number)
        raise Failure(message, _("记它的实际时间，加 --start 或 --end，如 --start 9:05"))
    known = [task.id for task in case.plan.tasks if task.id] + [one.id for one in follow_ups(case) if one.id]
    raise _unknown(case, number, known, lambda plan: plan.tasks)


def _item(case: Case, number: str) -> tuple[ProgrammeDay, Item] | None:
    return next((one for one in case.items if one[1].id.casefold() == number.casefold()), None)


def _unknown(case: Case, number: str, known: Sequence[str], others: Callable[[Any], Any]) -> Failure:
    """The failure to say that a plan has no such number, with the plan that has, or the number that may be meant."""
    message = _("{plan} 里没有编号 {id}").format(plan=case.name, id=number)
    here = case.loaded.path
    elsewhere = []
    for path in plans_in(here.parent)[:_OTHERS] if here else ():
        if here and path.absolute() == here.absolute():
            continue
        try:
            plan = read(str(path)).plan
        except Unreadable:
            continue
        if plan and any((one.id or "").casefold() == number.casefold() for one in others(plan)):
            elsewhere.append(shown(path))
    if elsewhere:
        return Failure(message, _("{plans} 里有").format(plans=_("、").join(elsewhere[:3])))
    return Failure(message, suggestion(number, known))


def _took(case: Case, number: str, options: Tick) -> Took:
    found = _item(case, number)
    if found is None and any((task.id or "").casefold() == number.casefold() for task in case.plan.tasks):
        message = _("{id} 是任务，不是日程").format(id=number)
        raise Failure(message, _("--start、--end 记日程的实际时间；任务用 --at 写几时办完"))
    if found is None:
        known = [item.id for _day, item in case.items]
        raise _unknown(case, number, known, lambda plan: [item for _day, item in plan.items()])
    day, item = found
    start = _moment(options.start, "--start", day, item.time.start)
    end = _moment(options.end, "--end", day, item.time.sure_end)
    return Took(item, day, start, end, options.note)


def _moment(text: str | None, option: str, day: ProgrammeDay, planned: int | None) -> Any:
    """The moment that an option names: a clock time, near the planned one, or a date with it."""
    if text is None:
        return None
    from pydantic_core import PydanticCustomError

    from jiedai.model.moments import read_moment
    from jiedai.model.times import CLOCK, clock_in, dated

    try:
        if match := CLOCK.fullmatch(dated(text)):
            return clock_on(day.date, clock_in(match, text), planned)
        moment = read_moment(text, VisitDays(day.date, day.date))
    except PydanticCustomError as error:
        raise unreadable(error, text) from None
    if moment.minute is None:
        raise Failure(_("{option} 要写钟点").format(option=option), _("如 {option} 9:05").format(option=option))
    return moment.at()


# --- shown ------------------------------------------------------------------------------------------------------------


def _show(path: str, result: Ticked, options: Tick) -> int:
    for warning in result.warnings:
        console.say(
            _("TK01：{id} 记下了，但它的前置任务 {others} 还没有完成").format(
                id=warning.id, others=_("、").join(warning.waits_for)
            )
        )
    if options.format == "json":
        data = {
            "version": 1,
            "file": shown(Path(path)),
            "changed": [one._asdict() for one in result.changed],
            "late": list(result.late),
            "warnings": [{"code": "TK01", "id": one.id, "waits_for": list(one.waits_for)} for one in result.warnings],
        }
        console.data(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        console.data("\n".join(_lines(result)))
        if result.changed:
            console.say(_("写好了 {path}").format(path=shown(Path(path))))
    return FOUND if options.strict and result.warnings else FINE


def _lines(result: Ticked) -> Iterator[str]:
    from jiedai.workflow.changes.wording import label

    if not result.changed:
        yield _("没有要改的地方")
    for one in result.changed:
        old, new = (_shown(one.field, value) for value in (one.old, one.new))
        if one.field == "result":
            field = label("review", "follow_ups.result")
        else:
            field = label("tasks" if one.field in Task.model_fields else "actual.items", one.field)
        yield _("{id} {field}：{old} → {new}").format(
            id=one.id, field=field, old=old or _("（没有）"), new=new or _("（没有）")
        )
    for late in result.late:
        yield _("{id} 过了时限才办完").format(id=late)


def _shown(field: str, value: str | None) -> str | None:
    return TaskStatus.read(value).label if field == "status" and value else value
