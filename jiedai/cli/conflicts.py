"""`jiedai ledger conflicts`: what two visits take at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from jiedai.check.marks import Taken
from jiedai.cli import console
from jiedai.cli.across import Reading, gathered, keys_of, listed, period
from jiedai.cli.failure import FINE, FOUND, WRONG
from jiedai.cli.moments import moment_data
from jiedai.cli.saved import office_here
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.visit.bookings import Resource
from jiedai.workflow.across import conflicts
from jiedai.workflow.across.conflicts import Conflict
from jiedai.workflow.across.resources import Register

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiedai.check.marks import AnyMark
    from jiedai.cli.commands.after import Conflicts


def run(options: Conflicts) -> int:
    """Show conflicts; FOUND where one is an error, WRONG where a plan cannot be read, or not wholly."""
    time = period(options.begin, options.end)
    reading = Reading(partial(conflicts.marks_of, begin=time.begin, end=time.end), partly=True)
    read = gathered(options.paths, reading, time.days, jobs=options.jobs, on=options.on)
    marks: list[AnyMark] = read.rows
    if options.resources:
        keys = keys_of(Register(office_here(options.paths), _things(marks)), options.resources)
        marks = [one for one in marks if conflicts.is_about(one, frozenset(keys))]
    rows = [
        one
        for one in conflicts.found(marks)
        if (time.end is None or one.start is None or one.start < time.end)
        and (time.begin is None or one.end is None or one.end > time.begin)
    ]
    if options.format == "json":
        listed("conflicts", map(_data, rows))
    else:
        head = (_("时间"), _("级别"), _("代号"), _("撞在哪里"), _("方案"), _("另一份"))
        console.data(console.table(head, map(_cells, rows)) or _("没有撞车的"))
        counted = [row for row in rows if row.finding.counts]
        errors = sum(row.finding.level is Level.ERROR for row in counted)
        console.say(_("{errors} 处撞上了，{others} 处要留意").format(errors=errors, others=len(counted) - errors))
    if read.wrong:
        return WRONG
    return FOUND if any(row.finding.counts and row.finding.level is Level.ERROR for row in rows) else FINE


def _things(marks: Iterable[AnyMark]) -> list[tuple[Resource, str]]:
    """What is taken, but for single rooms of hotels, whose names are those of the office file."""
    taken = (one for one in marks if isinstance(one, Taken) and one.kind is not Resource.HOTEL)
    return [(one.kind, one.name) for one in taken]


def _cells(row: Conflict) -> tuple[str, ...]:
    found = row.finding
    when = "" if row.start is None else f"{row.start:%m-%d %H:%M}"
    when += f"-{row.end:%H:%M}" if row.end is not None and row.end != row.start else ""
    other = next((f"{one.file}:{one.span.line}" for one in found.related), "")
    text = _("{message}；{hint}").format(message=found.message, hint=found.hint) if found.hint else found.message
    return (when, found.level.value, found.code, text, f"{found.file}:{found.span.line}", other)


def _data(row: Conflict) -> dict[str, Any]:
    found = row.finding
    other = next(iter(found.related), None)
    return {
        "code": found.code,
        "level": found.level.value,
        "message": found.message,
        "resource": f"{row.kind.value}:{row.name}" if row.kind else None,
        "start": moment_data(row.start),
        "end": moment_data(row.end),
        "file": found.file,
        "line": found.span.line,
        "column": found.span.column,
        "item": row.items[0] or None,
        "title": row.titles[0] or None,
        "other": {
            "file": other.file,
            "line": other.span.line,
            "item": row.items[1] or None,
            "title": row.titles[1] or None,
        }
        if other
        else None,
        "hint": found.hint,
        "waived": {"reason": found.waived.reason, "by": found.waived.by} if found.waived else None,
    }
