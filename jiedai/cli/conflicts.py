"""`jiedai ledger conflicts`: what two visits take at once."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from jiedai.check.marks import Left
from jiedai.cli import console
from jiedai.cli.across import Gathered, Period, Reading, keys_of, listed, outcomes, period
from jiedai.cli.failure import FINE, FOUND, WRONG
from jiedai.cli.moments import moment_data
from jiedai.cli.saved import office_here
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.many.shelf import Shelf
from jiedai.workflow.across import conflicts
from jiedai.workflow.across.conflicts import Conflict
from jiedai.workflow.across.resources import Register

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiedai.cli.commands.after import Conflicts


def run(options: Conflicts) -> int:
    """Show conflicts; FOUND where one is an error, WRONG where a plan cannot be read, or not wholly."""
    time = period(options.begin, options.end)
    reading = Reading(partial(conflicts.left_of, begin=time.begin, end=time.end), partly=True)
    read, plans = Gathered(), Shelf[Left]()
    for outcome in outcomes(options.paths, reading, time.days, jobs=options.jobs, on=options.on):
        read.note(outcome)
        plans.put_all(outcome.rows)
    if options.resources:
        keys = keys_of(
            Register(office_here(options.paths), sorted(conflicts.things(plans), key=str)), options.resources
        )
        every, plans = plans, Shelf[Left]()
        plans.put_all(conflicts.about(every, frozenset(keys)))
    levels = Counter[Level]()
    rows = _counted(levels, (one for one in conflicts.found(plans) if _is_within(one, time)))
    if options.format == "json":
        listed("conflicts", map(_data, rows))
    else:
        head = (_("时间"), _("级别"), _("代号"), _("撞在哪里"), _("方案"), _("另一份"))
        console.data(console.table(head, map(_cells, rows)) or _("没有撞车的"))
        errors = levels[Level.ERROR]
        console.say(_("{errors} 处撞上了，{others} 处要留意").format(errors=errors, others=levels.total() - errors))
    if read.wrong:
        return WRONG
    return FOUND if levels[Level.ERROR] else FINE


def _is_within(one: Conflict, time: Period) -> bool:
    """Whether a conflict lies in the time that is asked for."""
    return (time.end is None or one.start is None or one.start < time.end) and (
        time.begin is None or one.end is None or one.end > time.begin
    )


def _counted(levels: Counter[Level], rows: Iterable[Conflict]) -> Iterator[Conflict]:
    """The rows, with the levels of those that nobody has accepted counted while they go by."""
    for row in rows:
        if row.finding.counts:
            levels[row.finding.level] += 1
        yield row


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
