"""`jiedai stats`: the year in figures, on the terminal with bars, for a program, as a workbook, as a report."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jiedai.cli import console
from jiedai.cli.failure import FINE, WRONG
from jiedai.cli.figures import batches, number
from jiedai.cli.moments import now
from jiedai.cli.saved import office_here, save
from jiedai.language import _
from jiedai.model.quantities import money
from jiedai.visit.outcome import percent
from jiedai.workflow.after.stats import Cell, Division, Year, changes, public, year_of

if TYPE_CHECKING:
    from jiedai.cli.commands.after import Stats

_DIVISIONS = ("kind", "rank", "month")
"""What a year is divided by where nobody asks for one thing."""


def run(options: Stats) -> int:
    """Show the figures of a year; WRONG where a plan cannot be read, which is then missing in them."""
    moment = now()
    office = office_here()
    chosen = options.year or moment.year
    found = batches(
        options.paths, (chosen, options.against or chosen), no_cache=options.no_cache, jobs=options.jobs, on=options.on
    )
    year = year_of(found.rows, chosen, office)
    against = year_of(found.rows, options.against) if options.against is not None else None
    if options.public:
        year = public(year)
    wanted = [options.by] if options.by else list(_DIVISIONS)
    match options.format:
        case "json":
            data = _data(year, against, units=options.by == "unit", inside=not options.public)
            console.data(json.dumps(data, ensure_ascii=False, indent=2))
        case "text":
            console.data("\n".join(_lines(year, against, wanted)))
        case "xlsx":
            from jiedai.workflow.after.stats_paper import title_of, workbook

            save(lambda: workbook(year, against, wanted, moment), ".xlsx", title_of(year), options.output)
        case _:
            from jiedai import formats
            from jiedai.workflow.after.stats_paper import report, title_of

            writer = formats.writer(options.format)
            document = report(year, against, wanted, office, moment)
            save(lambda: writer.write(document), writer.SUFFIX, title_of(year), options.output)
    return WRONG if found.wrong else FINE


# --- for a program ----------------------------------------------------------------------------------------------------


def _data(year: Year, against: Year | None, *, units: bool, inside: bool) -> dict[str, Any]:
    data: dict[str, Any] = {
        "version": 1,
        "year": year.year,
        **_cell(year.total),
        "hosted_meals": year.hosted_meals,
        "per_head": number(year.per_head),
        "cost_basis": {"actual": year.actual, "planned": year.planned, "planned_share": year.planned_share},
        "by_kind": _division(year.by_kind),
        "by_rank": _division(year.by_rank),
        "by_month": _division(year.by_month),
        **({"by_unit": _division(year.by_unit)} if units and inside else {}),
        "domestic": None if year.domestic is None else _cell(year.domestic),
        "foreign": None if year.foreign is None else _cell(year.foreign),
        "budget": None,
        "room_nights": year.room_nights,
    }
    if year.budget is not None:
        data["budget"] = {name: number(value) for name, value in year.budget._asdict().items()}
    if inside:
        share = percent(year.faultless, year.looked_at)
        data |= {
            "cancelled": _cell(year.cancelled),
            "postponed": year.postponed,
            "open_follow_ups": year.open_follow_ups,
            "feedback": year.said._asdict() | {"mean": number(year.said.mean)},
            "faultless": {"visits": year.faultless, "of": year.looked_at, "share": share},
        }
    if against is not None:
        change = {name: number(value) for name, value in changes(year.total, against.total).items()}
        data["against"] = {"year": against.year, **_cell(against.total), "change": change}
    return data


def _cell(one: Cell) -> dict[str, Any]:
    return {"visits": one.visits, "persons": one.persons, "host_cost": number(one.host_cost)}


def _division(division: Division) -> dict[str, Any]:
    return {name: _cell(one) for name, one in division.items()}


# --- for a person -----------------------------------------------------------------------------------------------------


def _lines(year: Year, against: Year | None, wanted: Sequence[str]) -> Iterator[str]:
    from jiedai.workflow.after.stats_paper import change_lines, division_names, divisions, figures, title_of

    yield title_of(year)
    for name, value in figures(year):
        yield f"  {name}  {_plain(value)}"
    if against is not None:
        yield _("与 {year} 年比").format(year=against.year)
        for name, new, old, told in change_lines(year, against):
            yield f"  {name}  {_plain(old)} → {_plain(new)}  {told}"
    names = division_names()
    for by, division in divisions(year, wanted).items():
        yield names[by]
        yield from _bars(by, division)


def _plain(value: Decimal | int | str) -> str:
    return money(value) if isinstance(value, Decimal) else str(value)


_BAR = 30
"""Columns of the longest bar."""


def _bars(by: str, division: Division) -> Iterator[str]:
    """A line for each cell, with a bar as long as it has visits."""
    import io

    from rich.bar import Bar
    from rich.console import Console
    from rich.table import Table

    from jiedai.workflow.after.stats_paper import cell_name

    most = max(one.visits for one in division.values())
    grid = Table.grid(padding=(0, 2))
    for justify in ("left", "left", "right", "right", "right"):
        grid.add_column(justify=justify, no_wrap=True)
    for name, one in division.items():
        people, cost = _("{count} 人次").format(count=one.persons), _("{amount} 元").format(amount=money(one.host_cost))
        bar = Bar(most, 0, one.visits, width=_BAR)
        grid.add_row(f"  {cell_name(by, name)}", bar, _("{count} 批").format(count=one.visits), people, cost)
    drawn = Console(file=io.StringIO(), width=120, color_system=None, legacy_windows=False)
    with drawn.capture() as captured:
        drawn.print(grid)
    yield from (line.rstrip() for line in captured.get().splitlines())
