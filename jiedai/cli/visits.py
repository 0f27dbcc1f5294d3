"""`jiedai ledger visits`: the register, a row a visit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from jiedai.cli import console
from jiedai.cli.across import listed, period, printed
from jiedai.cli.archived import visits
from jiedai.cli.failure import FINE, WRONG
from jiedai.cli.figures import number
from jiedai.cli.moments import now
from jiedai.cli.saved import office_here
from jiedai.language import _
from jiedai.workflow.across import register
from jiedai.workflow.across.register import Entry

if TYPE_CHECKING:
    from jiedai.cli.commands.after import Visits


def run(options: Visits) -> int:
    """Show the register; WRONG where a plan cannot be read, which is then missing in it."""
    moment = options.as_of or now()
    time = period(options.begin, options.end, options.month)
    found = visits(
        options.paths, *time.dates, days=time.days, no_cache=options.no_cache, jobs=options.jobs, on=options.on
    )
    rows = register.in_order(register.at(row.entry, moment) for row in found.rows)
    match options.format:
        case "json":
            listed("visits", map(_data, rows))
        case "text":
            lines = [[_text(cell) for cell in register.cells(at, row)] for at, row in enumerate(rows, start=1)]
            console.data(console.table(register.head(), lines) or _("没有接待"))
            console.say(register.summed(rows))
        case "csv":
            console.deliver((register.MARK if options.output else "") + register.as_csv(rows), options.output)
        case _:
            title = _title(rows, time.month)
            printed(
                register.document(rows, title, office_here(options.paths), moment),
                options.format,
                title,
                options.output,
            )
    return WRONG if found.wrong else FINE


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)


def _title(rows: Sequence[Entry], month: dt.date | None) -> str:
    """What the paper is called: with its month, or the year that all visits are of."""
    title = _("接待登记簿")
    if month is not None:
        return f"{title} {month:%Y-%m}"
    years = {row.first.year for row in rows}
    return f"{title} {years.pop()}" if len(years) == 1 else title


def _data(one: Entry) -> dict[str, Any]:
    return {
        "file": one.file,
        "title": one.title,
        "number": one.number,
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "unit": one.unit or None,
        "letter": one.letter,
        "chief": one.chief,
        "post": one.post,
        "rank": one.rank.value if one.rank else None,
        "kind": one.kind.value,
        "guests": one.guests,
        "hosts": list(one.hosts),
        "hosted_meals": one.hosted_meals,
        "host_cost": number(one.host_cost),
        "stage": one.stage.value,
    }
