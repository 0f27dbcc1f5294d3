"""What is told to readers, as the commands show and print it: notices as text and JSON, and their papers."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from jiedai.cli import console
from jiedai.cli.failure import Failure, unwritable
from jiedai.cli.moments import moment_data
from jiedai.cli.versions import change_data
from jiedai.language import _
from jiedai.model.choice import PlanState
from jiedai.model.quantities import money
from jiedai.workflow.changes.issuing import Outcome
from jiedai.workflow.changes.message import off, told
from jiedai.workflow.changes.parts import Reader
from jiedai.workflow.changes.readers import Comparison, Notice
from jiedai.workflow.changes.wording import line, moment, reader_name
from jiedai.workflow.records import Records
from jiedai.workspace import shown


def told_to(comparison: Comparison, notices: list[Notice], *, brief: bool = False) -> Iterator[str]:
    """Whom to tell what: those who have to act first, each with whom to call and until when they answer."""
    state = off(comparison, Reader("staff"))[1]
    if state:
        yield state
    if comparison.new.plan.state is not PlanState.NORMAL:
        spent = _costs(comparison)
        yield _("费用：预算 {planned} 元，已发生 {paid} 元").format(planned=spent["planned"], paid=spent["paid"])
    yield ""
    for notice in notices:
        mark = "✱" if notice.act else "·"
        who = " ".join(filter(None, (notice.contact, notice.phone)))
        until = _("{moment}前答复").format(moment=moment(notice.reply_by)) if notice.reply_by else ""
        yield "  ".join(filter(None, (f"{mark} {reader_name(notice.reader)}", who, until)))
        for changes in () if brief else told(notice, but_state=bool(state)):
            yield from (f"    {line(change)}" for change in changes)
    answering = sum(notice.reader.answers for notice in notices)
    yield ""
    yield _("要告诉 {count} 方，其中 {answering} 方要签收（✱ 要办）").format(count=len(notices), answering=answering)


def as_json(
    done: Outcome, path: str, records: Records | None, *, issued: bool, notices: list[Notice] | None = None
) -> str:
    """What an issue came to, for a program."""
    chosen = done.notices if notices is None else notices
    data: dict[str, Any] = {"version": 1, "file": path, "from": done.before, "to": done.version, "issued": issued}
    data |= {
        "notices": [_notice_data(notice, records) for notice in chosen],
        "untouched": done.comparison.untouched(),
    }
    if done.comparison.new.plan.state is not PlanState.NORMAL:
        data |= {"state": done.comparison.new.plan.state.value, "costs": _costs(done.comparison)}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _notice_data(notice: Notice, records: Records | None) -> dict[str, Any]:
    return {
        "reader": notice.reader.key,
        "contact": notice.contact,
        "phone": notice.phone,
        "act": notice.act,
        "reply_by": moment_data(notice.reply_by),
        "changes": [change_data(change) for change in notice.changes],
        "acked": _acked(notice, records),
    }


def _acked(notice: Notice, records: Records | None) -> dict[str, Any] | None:
    """When and how the reader's last notice was acknowledged; None where it was not."""
    found = None
    for entry in records.entries("notice", "ack") if records else ():
        if entry.fields.get("reader") == notice.reader.key:
            at = {"at": moment_data(entry.at), "by": entry.fields.get("by"), "how": entry.fields.get("how")}
            found = at if entry.type == "ack" else None
    return found


def _costs(comparison: Comparison) -> dict[str, str]:
    """What a visit that is off was to cost, and has cost so far, in yuan."""
    plan = comparison.new.plan
    planned = sum((cost.amount for cost in plan.costs if cost.amount is not None), Decimal(0))
    paid = plan.actuals.costs if plan.actuals else []
    return {
        "planned": money(planned),
        "paid": money(sum((cost.amount for cost in paid if cost.amount is not None), Decimal(0))),
    }


# --- papers -----------------------------------------------------------------------------------------------------------


def print_papers(
    done: Outcome, at: dt.datetime, output: str | None, notices: list[Notice] | None = None, formats: Iterable[str] = ()
) -> list[Path]:
    """Print what each reader is handed; the files. Failure where the folder cannot be written."""
    from jiedai.cli.printing import output_folder
    from jiedai.documents.render import CannotWrite
    from jiedai.workflow.changes.papers import FORMATS, Issue, printed

    out = output_folder(output)
    order = Issue(done.comparison, done.new, done.old, done.before, done.version, at, out)
    try:
        return list(printed(order, done.notices if notices is None else notices, list(formats) or FORMATS))
    except CannotWrite as error:
        cause = error.__cause__
        failure = unwritable(cause if isinstance(cause, OSError) else error, shown(order.folder))
        if done.issued and done.before:
            again = _("第 {version} 版已经印发；通知可以再印：jiedai notice --since {before} -o DIR")
            failure.hint = again.format(version=done.version, before=done.before)
        raise failure from None
    except ValueError as error:
        raise Failure(_("通知的模板有错误：{problem}").format(problem=error), _("改正模板后再打印")) from None


def say_printed(paths: list[Path]) -> None:
    """Say where papers were printed."""
    if paths:
        text = _("写好了 {count} 个文件，在 {folder}")
        console.say(text.format(count=len(paths), folder=shown(paths[0].parent)))
