"""`jiedai ledger`: over all visits, what is still followed up, and the faults with the causes that come again."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiedai.cli import console
from jiedai.cli.across import Reading, gathered, printed
from jiedai.cli.failure import FINE, WRONG
from jiedai.cli.figures import fault_data
from jiedai.cli.moments import moment_data, now
from jiedai.cli.saved import office_here
from jiedai.language import _
from jiedai.visit.deadlines import PENDING, State
from jiedai.workflow.after import ledger
from jiedai.workflow.after.ledger import FaultRow, FollowUpRow

if TYPE_CHECKING:
    from jiedai import blocks as b
    from jiedai.cli.commands.after import Faults, FollowUps
    from jiedai.model.plan import Plan


def _reviewed(plan: Plan) -> bool:
    """Whether there is anything of what comes after a visit."""
    return plan.review is not None


# --- what is followed up ----------------------------------------------------------------------------------------------


def follow_ups(options: FollowUps) -> int:
    """Show what is followed up; WRONG where a plan cannot be read."""
    moment = options.as_of or now()
    found = gathered(
        options.paths, Reading(partial(ledger.follow_ups_of, now=moment), _reviewed), jobs=options.jobs, on=options.on
    )
    rows: list[FollowUpRow] = ledger.by_deadline(found.rows)
    if options.open:
        rows = [row for row in rows if row.follow_up.status in PENDING]
    match options.format:
        case "json":
            counts = {one.value: sum(row.state is one for row in rows) for one in State}
            data = {
                "version": 1,
                "as_of": moment_data(moment),
                "counts": counts,
                "follow_ups": [_follow_up_data(row) for row in rows],
            }
            console.data(json.dumps(data, ensure_ascii=False, indent=2))
        case "text":
            head = (
                _("时限"),
                _("状态"),
                _("编号"),
                _("事项"),
                _("性质"),
                _("责任单位"),
                _("责任人"),
                _("结果"),
                _("方案"),
            )
            console.data(console.table(head, map(_follow_up_cells, rows)) or _("没有要跟进的事项"))
            console.say(_("共 {total} 项，未办结 {open}，逾期 {overdue}").format(**_counted(rows)))
        case _:
            title = _("后续跟进台账")
            document = _follow_up_paper(rows, title, moment)
            printed(document, options.format, f"{title}-{moment:%Y-%m-%d}", options.output)
    return WRONG if found.wrong else FINE


def _counted(rows: Sequence[FollowUpRow]) -> dict[str, int]:
    """How many there are, are still open, and overdue."""
    return {
        "total": len(rows),
        "open": sum(row.follow_up.status in PENDING for row in rows),
        "overdue": sum(row.state is State.OVERDUE for row in rows),
    }


def _follow_up_data(row: FollowUpRow) -> dict[str, Any]:
    one = row.follow_up
    return {
        "file": row.file,
        "title": row.title,
        "id": one.id,
        "what": one.what,
        "kind": one.kind.value if one.kind else None,
        "partner": one.partner,
        "unit": one.unit,
        "owner": one.owner,
        "phone": row.phone,
        "due": moment_data(row.due),
        "status": one.status.value,
        "state": row.state.value,
        "done_at": moment_data(one.done_at.at()) if one.done_at else None,
        "result": one.result,
    }


def _follow_up_cells(row: FollowUpRow) -> tuple[str, ...]:
    one = row.follow_up
    kind = one.kind.label if one.kind else ""
    due = f"{row.due:%m-%d}" if row.due else _("待定")
    texts = (one.unit or "", one.owner or "", one.result or "", Path(row.file).stem)
    return (due, row.state.label, one.id or "", one.what, kind, *texts)


def _follow_up_paper(rows: Sequence[FollowUpRow], title: str, moment: dt.datetime) -> b.Document:
    from jiedai.workflow.after.paper import paper, paragraph, table

    head = (_("来访"), _("事项"), _("性质"), _("责任单位"), _("责任人"), _("时限"), _("状态"), _("结果"))
    cells = [
        (
            row.title,
            row.follow_up.what,
            row.follow_up.kind.label if row.follow_up.kind else "",
            row.follow_up.unit,
            row.follow_up.owner,
            row.due.date() if row.due else None,
            row.state.label,
            row.follow_up.result,
        )
        for row in rows
    ]
    told = _("截至 {day}，共 {total} 项，未办结 {open} 项，其中逾期 {overdue} 项。")
    text = told.format(day=moment.date().isoformat(), **_counted(rows))
    made = table(head, cells, (3, 4, 0, 2, 0, 0, 0, 3))
    return paper("follow-ups", title, (paragraph(text), made), office_here(), moment)


# --- faults -----------------------------------------------------------------------------------------------------------


def faults(options: Faults) -> int:
    """Show faults; WRONG where a plan cannot be read."""
    found = gathered(options.paths, Reading(ledger.faults_of, _reviewed), jobs=options.jobs, on=options.on)
    every: list[FaultRow] = ledger.in_order(found.rows)
    rows = ledger.within(every, options.month)
    again = ledger.repeated(every, options.month)
    match options.format:
        case "json":
            data = {
                "version": 1,
                "faults": [{"file": row.file} | fault_data(row.fault) | {"unit": row.unit} for row in rows],
                "by_cause": {cause.value: count for cause, count in ledger.by_cause(rows).items()},
                "repeated": [{"unit": one.unit, "cause": one.cause.value, "count": one.times} for one in again],
            }
            console.data(json.dumps(data, ensure_ascii=False, indent=2))
        case "text":
            head = (_("日期"), _("程度"), _("差错"), _("原因"), _("责任单位"), _("责任人"), _("状态"), _("方案"))
            console.data(console.table(head, map(_fault_cells, rows)) or _("没有记录差错"))
            for line in _fault_remarks(rows, again):
                console.say(line)
        case _:
            period = f"-{options.month:%Y-%m}" if options.month else ""
            title = _("差错台账")
            document = _fault_paper(rows, again, title + period.replace("-", " ", 1), now())
            printed(document, options.format, title + period, options.output)
    return WRONG if found.wrong else FINE


def _fault_cells(row: FaultRow) -> tuple[str, ...]:
    fault = row.fault
    grade = fault.grade.label if fault.grade else _("待定")
    cause = fault.cause.label if fault.cause else ""
    texts = (row.unit or "", fault.owner or "", fault.status.label, Path(row.file).stem)
    return (f"{row.day:%m-%d}", grade, fault.what, cause, *texts)


def _fault_remarks(rows: Sequence[FaultRow], again: Sequence[ledger.Repeated]) -> Iterator[str]:
    causes = ledger.by_cause(rows)
    if causes:
        told = (f"{cause.label} {count}" for cause, count in causes.items())
        yield _("按原因：{causes}").format(causes=_("，").join(told))
    for one in again:
        text = _("一年里重复：{unit}，{cause}，{count} 次")
        yield text.format(unit=one.unit, cause=one.cause.label, count=one.times)
    bare = sum(row.fault.grade is None for row in rows)
    if bare:
        yield _("{count} 项没有写程度，补成 {{事项: …, 程度: 一般, 原因: 衔接, …}}").format(count=bare)


def _fault_paper(
    rows: Sequence[FaultRow], again: Sequence[ledger.Repeated], title: str, moment: dt.datetime
) -> b.Document:
    """The eight columns of the record, and where it happened, how grave it is, and what has become of it."""
    from jiedai.workflow.after.paper import paper, paragraph, table

    head = (
        _("填报部门"),
        _("时间"),
        _("差错内容"),
        _("差错来源"),
        _("差错界定"),
        _("责任人"),
        _("审核人"),
        _("改进措施"),
        _("环节"),
        _("程度"),
        _("状态"),
    )
    cells = [
        (
            row.unit,
            row.day,
            row.fault.what,
            row.fault.found_by.label if row.fault.found_by else "",
            row.fault.cause.label if row.fault.cause else "",
            row.fault.owner,
            row.fault.checked_by,
            row.fault.measure,
            row.item,
            row.fault.grade.label if row.fault.grade else "",
            row.fault.status.label,
        )
        for row in rows
    ]
    notes = [paragraph(line, "note") for line in _fault_remarks(rows, again)]
    made = table(head, cells, (2, 0, 4, 0, 0, 0, 0, 3, 3, 0, 0))
    return paper("faults", title, (made, *notes), office_here(), moment)
