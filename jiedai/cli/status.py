"""`jiedai status`: where visits stand, what their units still have to do, what was issued, how the day goes."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jiedai.cli import console
from jiedai.cli.failure import FINE, WRONG, Failure
from jiedai.cli.moments import moment_data, now
from jiedai.cli.paths import STDIN, find, read, unread
from jiedai.cli.results import Kept
from jiedai.diagnostics import Diagnostic, Level
from jiedai.language import _
from jiedai.many import in_order
from jiedai.source import Unreadable
from jiedai.visit.case import Case
from jiedai.workflow.following.paper import Paper, paper_of
from jiedai.workflow.following.running import Progress, lateness
from jiedai.workflow.following.stages import PHASES, Stage
from jiedai.workflow.following.status import Standing, UnitLoad, standing
from jiedai.workflow.records import JournalError, Records

if TYPE_CHECKING:
    from jiedai.cli.commands.following import Status
    from jiedai.workflow.forms.known import Missing

_DONE, _OPEN, _OVERDUE = "✔", "○", "!"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What there is to say of one plan, for a program and for a person, and what went wrong."""

    data: dict[str, Any] | None = None
    text: str = ""
    complaints: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """Looks at one plan after the other at a moment, also in other processes."""

    now: dt.datetime

    def __call__(self, path: str) -> Outcome:
        """What there is to say of the plan at a PATH."""
        asked = Kept(alone=True).asked(path)
        try:
            loaded = read(path)
        except Unreadable as error:
            why = unread(error, path)
            return Outcome(complaints=((why.message, why.hint),))
        if loaded.plan is None:
            message = _("{plan} 有格式错误，读不成方案").format(plan=loaded.name)
            return Outcome(complaints=((message, _("用 jiedai check 找出并改正")),))
        case = Case(loaded, loaded.plan)
        stands = standing(case, self.now)
        paper, complaints, remarks = _paper(case, path)
        findings = _findings(asked.of(loaded).diagnostics)
        return Outcome(
            _data(case, stands, paper, findings),
            "\n".join(_lines(case, stands, paper, findings)),
            complaints,
            remarks,
        )


def run(options: Status) -> int:
    """Show where visits stand; WRONG where a plan or its records cannot be read."""
    moment = options.as_of or now()
    plans, texts, wrong = [], [], False
    for outcome in in_order(Look(moment), find(options.paths), options.jobs):
        for complaint in outcome.complaints:
            console.complain(Failure(*complaint))
            wrong = True
        for remark in outcome.remarks:
            console.say(remark)
        if outcome.data is not None:
            plans.append(outcome.data)
            texts.append(outcome.text)
    if options.format == "json":
        data = {"version": 1, "as_of": moment_data(moment), "plans": plans}
        console.data(json.dumps(data, ensure_ascii=False, indent=2))
    elif texts:
        console.data("\n\n".join(texts))
    return WRONG if wrong else FINE


def _paper(case: Case, path: str) -> tuple[Paper, tuple[tuple[str, str], ...], tuple[str, ...]]:
    """What the records say, why they could not be read, and what was noticed."""
    if path == STDIN:
        return Paper(), (), ()
    records = None
    try:
        records = Records.of(path)
        return paper_of(case, records), (), tuple(records.remarks)
    except JournalError as error:
        return Paper(), ((error.message, error.hint),), tuple(records.remarks if records else ())
    except OSError as error:
        message = _("记录读不出来：{reason}").format(reason=error.strerror or error)
        return Paper(), ((message, ""),), ()


def _findings(diagnostics: Iterable[Diagnostic]) -> dict[str, int]:
    """How many errors and warnings a check found that nobody has accepted; whether tasks are overdue is told apart."""
    found = [one for one in diagnostics if one.counts]
    return {level.value: sum(one.level is level for one in found) for level in (Level.ERROR, Level.WARNING)}


# --- for a program ----------------------------------------------------------------------------------------------------


def _data(case: Case, stands: Standing, paper: Paper, findings: dict[str, int]) -> dict[str, Any]:
    plan, issued = case.plan, paper.issued
    coming = next(iter(stands.coming), None)
    data = {
        "file": case.name,
        "title": plan.title,
        "number": plan.number,
        "first": plan.dates.first.isoformat(),
        "last": plan.dates.last.isoformat(),
        "day": stands.day,
        "stage": stands.stage.value,
        "phase": stands.phase,
        "tasks": stands.tasks,
        "follow_ups": stands.follow_ups,
        "units": [{"unit": one.unit, "open": one.open, "overdue": one.overdue} for one in stands.units],
        "next_due": {"id": coming.id, "due": moment_data(coming.due)} if coming else None,
        "issued": {
            "plan_version": issued.plan_version,
            "at": moment_data(issued.at),
            "sha256": issued.sha256,
        }
        if issued
        else None,
        "changed": paper.changed,
        "waiting": list(paper.waiting),
        "findings": findings,
    }
    asked = _asked(case, stands)
    data["missing"] = _missing_data(case, asked) if asked else None
    return data | (_progress_data(stands.progress) if stands.progress else {})


def _asked(case: Case, stands: Standing) -> Missing | None:
    """What the visiting unit has still to say, while there is time to ask it; None for nothing."""
    if stands.stage is not Stage.PREPARING:
        return None
    from jiedai.workflow.forms.known import missing

    return missing(case) or None


def _missing_data(case: Case, asked: Missing) -> dict[str, Any]:
    from jiedai.workflow.forms.known import message

    return {
        "visit": list(asked.visit),
        "people": {title: list(names) for title, names in asked.people.items()},
        "unnamed": asked.unnamed,
        "ask": {"name": asked.name or None, "phone": asked.phone or None},
        "message": message(case, asked),
    }


def _progress_data(progress: Progress) -> dict[str, Any]:
    current, coming = progress.current, progress.next
    return {
        "offset": progress.offset,
        "current": {"id": current.slot.item.id, "started": moment_data(current.start)} if current else None,
        "next": {
            "id": coming.item.id,
            "planned": moment_data(coming.planned),
            "expected": moment_data(coming.expected),
        }
        if coming
        else None,
    }


# --- for a person -----------------------------------------------------------------------------------------------------


def _lines(case: Case, stands: Standing, paper: Paper, findings: dict[str, int]) -> Iterator[str]:
    tasks = stands.tasks
    told = [stands.day, stands.stage.label]
    if stands.stage not in (Stage.POSTPONED, Stage.CANCELLED):
        told.append(f"{stands.phase} {_(PHASES[stands.phase])}")
    yield _("{file}  {title}").format(file=case.name, title=case.plan.title)
    yield "  " + "  ".join(told)
    progress = _("  任务 {done}/{total}，逾期 {overdue}；错误 {error}，警告 {warning}")
    yield progress.format(done=tasks["done"], total=tasks["total"], overdue=tasks["overdue"], **findings)
    if stands.follow_ups["total"]:
        yield _("  后续 {total} 项，未办结 {open}，逾期 {overdue}").format(**stands.follow_ups)
    yield f"  {_issued(paper)}"
    if paper.waiting:
        from jiedai.workflow.changes.parts import Reader
        from jiedai.workflow.changes.wording import reader_name

        names = (reader_name(Reader.of(key)) for key in paper.waiting)
        yield _("  等签收：{readers}").format(readers=_("、").join(names))
    if asked := _asked(case, stands):
        from jiedai.workflow.forms.known import message

        who = " ".join(part for part in (asked.name, asked.phone) if part)
        yield _("  还要问来访单位（{who}），可以照发：").format(who=who or _("联系人还不知道"))
        yield f"    {message(case, asked)}"
    if stands.progress is not None:
        yield from _progress_lines(stands.progress)
    for incident in case.plan.actuals.incidents if case.plan.actuals else ():
        if incident.closed_at is None:
            level = incident.level.label if incident.level else _("程度待定")
            yield _("  ! 事件没有办结：{what}（{level}）").format(what=incident.what, level=level)
    yield from (_unit_line(one) for one in stands.units)
    if stands.coming:
        yield _("  接下来到期：")
    for task in stands.coming:
        yield _("    {due}  {id} {what}（{who}）").format(
            due=f"{task.due:%m-%d %H:%M}",
            id=task.id or "",
            what=task.what,
            who=task.owner or task.unit or _("还没有人负责"),
        )


def _issued(paper: Paper) -> str:
    if paper.issued is None:
        return _("还没有印发")
    told = _("第 {version} 版 {at} 印发").format(version=paper.issued.plan_version, at=f"{paper.issued.at:%m-%d %H:%M}")
    return told + (_("，以后又改过") if paper.changed else "")


def _progress_lines(progress: Progress) -> Iterator[str]:
    current, coming = progress.current, progress.next
    if current is not None:
        yield _("  现在 {id} {what}，{start} 开始，{late}").format(
            id=current.slot.item.id,
            what=current.slot.item.what,
            start=f"{current.start:%H:%M}",
            late=lateness(current.late),
        )
    if coming is not None:
        line = _("  下一项 {id} {what}，计划 {planned}，预计 {expected}")
        yield line.format(
            id=coming.item.id,
            what=coming.item.what,
            planned=f"{coming.planned:%m-%d %H:%M}",
            expected=f"{coming.expected:%H:%M}",
        )


def _unit_line(load: UnitLoad) -> str:
    mark = _OVERDUE if load.overdue else _OPEN if load.open else _DONE
    unit = load.unit or _("（没有责任单位）")
    if load.overdue:
        return _("  {mark} {unit}  未完成 {open}，逾期 {overdue}").format(
            mark=mark, unit=unit, open=load.open, overdue=load.overdue
        )
    if load.open:
        return _("  {mark} {unit}  未完成 {open}").format(mark=mark, unit=unit, open=load.open)
    return f"  {mark} {unit}"
