"""`jiedai due`: what falls due when, of tasks and of what is followed up: for a person, a program, a chat, a calendar,
as slips for units.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiedai.cli import console
from jiedai.cli.failure import FINE, FOUND, WRONG, Failure, suggestion
from jiedai.cli.moments import moment_data, now
from jiedai.cli.paths import find, plan_of_many, read
from jiedai.language import N_, _
from jiedai.many import in_order
from jiedai.model.choice import TaskStatus
from jiedai.visit.case import Case
from jiedai.visit.deadlines import Light, State
from jiedai.workflow.following.tasks import (
    Followed,
    by_deadline,
    counts,
    finished,
    followed,
    followed_up,
    of_owners,
    of_units,
    within,
)
from jiedai.workspace import shown

if TYPE_CHECKING:
    from jiedai.cli.commands.following import Due
    from jiedai.model.plan import Plan

_COLOURS = {Light.RED: 31, Light.YELLOW: 33, Light.BLUE: 34}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The tasks of one plan, or why it could not be read; `unknown` is a year whose holidays nobody has published."""

    path: str
    tasks: tuple[Followed, ...] = ()
    complaint: tuple[str, str] | None = None
    unknown: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads the tasks of one plan after the other at a moment, also in other processes."""

    now: dt.datetime
    whole: bool
    """Whether what is finished is wanted with all that is known of it, not only to be counted."""

    def __call__(self, path: str) -> Outcome:
        """The tasks of the plan at a PATH."""
        try:
            loaded = plan_of_many(path, N_("{plan} 有格式错误，读不出任务"))
        except Failure as why:
            return Outcome(path, complaint=(why.message, why.hint))
        if loaded is None or loaded.plan is None:
            return Outcome(path)
        tasks = None if self.whole else finished(loaded, loaded.plan)
        if tasks is None:
            case = Case.of(loaded)
            tasks = followed(case, self.now) + followed_up(case, self.now)
        return Outcome(path, tuple(tasks), unknown=_unknown_year(loaded.plan))


def _unknown_year(plan: Plan) -> int | None:
    """A year of a deadline in working days whose holidays are not published."""
    counted = [task for task in plan.tasks if task.due.working_days and not task.due.unfilled]
    if not counted:
        return None
    from jiedai.model.workdays import is_published

    return next((day.year for task in counted if not is_published(day := task.due.on(plan.dates))), None)


def run(options: Due) -> int:
    """Show what is due; with `--strict` FOUND where something is overdue, WRONG where a plan cannot be read."""
    moment = options.as_of or now()
    every: list[Followed] = []
    plans = unreadable = 0
    unknown: set[int] = set()
    reading = Reading(moment, bool(options.all or options.owners))
    for outcome in in_order(reading, find(options.paths), options.jobs):
        plans += 1
        if outcome.complaint:
            console.complain(Failure(*outcome.complaint))
            unreadable += 1
        unknown |= {outcome.unknown} if outcome.unknown else set()
        every += outcome.tasks
    for year in sorted(unknown):
        console.say(_("{year} 年的放假安排还没有公布，工作日按周一到周五算").format(year=year))
    narrowed = _narrowed(every, options)
    shown = narrowed if options.all else [task for task in narrowed if task.pending]
    shown = within(shown, moment, options.within) if options.within is not None else shown
    if unreadable < plans or options.format == "json":
        _show(by_deadline(shown), counts(narrowed), moment, options)
    if options.output is not None:
        theirs = of_units(every, options.units, _known_units()).chosen if options.units else frozenset()
        _print(shown, moment, options.output, theirs)
    if unreadable:
        return WRONG
    overdue = any(task.state is State.OVERDUE for task in narrowed)
    return FOUND if options.strict and overdue else FINE


def _narrowed(tasks: list[Followed], options: Due) -> list[Followed]:
    """The tasks of the units and owners that are asked for. Failure for a name that nobody has."""
    for wanted, of, known, message in (
        (options.units, of_units, _known_units, N_("没有“{name}”这个责任单位")),
        (options.owners, of_owners, _known_people, N_("没有“{name}”这个责任人")),
    ):
        if wanted:
            found = of(tasks, wanted, known())
            if found.unknown:
                raise Failure(_(message).format(name=found.unknown[0]), suggestion(found.unknown[0], found.names))
            tasks = found.tasks
    return tasks


def _known_units() -> list[str]:
    from jiedai.cli.completion import units

    return [str(name) for name in units("")]


def _known_people() -> list[str]:
    from jiedai.cli.completion import people

    return [str(offer[0]) for offer in people("")]


# --- shown ------------------------------------------------------------------------------------------------------------


def _show(tasks: Sequence[Followed], numbers: dict[str, int], moment: dt.datetime, options: Due) -> None:
    match options.format:
        case "json":
            data = {"version": 1, "as_of": moment_data(moment), "counts": numbers, "tasks": list(map(_data, tasks))}
            console.data(json.dumps(data, ensure_ascii=False, indent=2))
        case "txt":
            from jiedai.workflow.following.messages import messages

            texts = [message.text for message in messages(tasks, moment)]
            console.data("\n\n".join(texts) if texts else _("没有要催办的任务"))
        case "ics":
            from jiedai.workflow.following.calendar import calendar

            sys.stdout.write(calendar(tasks, moment).decode())
        case _:
            _as_text(tasks, numbers)


def _data(task: Followed) -> dict[str, Any]:
    return {
        "kind": task.kind,
        "file": task.visit.file,
        "title": task.visit.title,
        "id": task.id,
        "what": task.what,
        "unit": task.unit,
        "owner": task.owner,
        "phone": task.phone,
        "due": moment_data(task.due),
        "status": task.status.value,
        "state": task.state.value,
        "light": task.light.value if task.light else None,
        "waits_for": list(task.waits_for),
        "item": task.item,
    }


def _as_text(tasks: Sequence[Followed], numbers: dict[str, int]) -> None:
    several = len({task.visit.file for task in tasks}) > 1
    head = ["", _("时限"), _("状态"), _("编号"), _("任务"), _("责任单位"), _("责任人"), _("电话"), _("要等")]
    head += [_("方案")] if several else []
    table = console.table(head, [tuple(_cells(task, several=several)) for task in tasks])
    console.data(table or _("没有要办的任务"), {light.label: colour for light, colour in _COLOURS.items()})
    told = (f"{State.read(name).label} {count}" for name, count in numbers.items() if count)
    console.say(_("，").join(told) if any(numbers.values()) else _("方案里没有任务"))


def _cells(task: Followed, *, several: bool) -> Iterator[str]:
    yield task.light.label if task.light else ""
    yield f"{task.due:%m-%d %H:%M}" if task.due else _("待定")
    doing = task.status is TaskStatus.DOING
    yield (
        _("{state}（{status}）").format(state=task.state.label, status=task.status.label) if doing else task.state.label
    )
    yield task.id or ""
    yield task.what
    yield from (text or "" for text in (task.unit, task.owner, task.phone))
    yield _("、").join(task.waits_for)
    if several:
        yield Path(task.visit.file).stem


# --- printed ----------------------------------------------------------------------------------------------------------


def _print(tasks: Sequence[Followed], moment: dt.datetime, folder: str, units: frozenset[str]) -> None:
    """Print the slips of the plans that have something to be done: the whole, and one for each unit.

    Where some units were asked for, theirs alone.
    """
    from jiedai.cli.papers import print_paper

    for path in dict.fromkeys(task.visit.file for task in tasks if task.pending):
        for written in print_paper(read(path), "supervision", moment, Path(folder), only=sorted(units)):
            console.say(_("写好了 {path}").format(path=shown(written)))
