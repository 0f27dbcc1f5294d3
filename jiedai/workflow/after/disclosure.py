"""What a unit makes public of its receptions: the totals of a year beside those of the year before, and nothing else.

As final accounts publish them (政府信息公开条例, 决算公开): batches, persons, money, share of the budget, change. No
name, no visit, and no figure that stands for fewer than `stats.LEAST_PUBLIC` visits.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal

from jiedai import blocks as b
from jiedai.language import _
from jiedai.model.office import Office
from jiedai.model.quantities import money
from jiedai.workflow.after.paper import paper, paragraph, table
from jiedai.workflow.after.stats import LEAST_PUBLIC, Batch, Cell, Year, changes, public, year_of

ID = "disclosure"


def public_years(batches: Sequence[Batch], office: Office | None) -> list[tuple[Year, Year | None]]:
    """Each year that may be made public, the latest first, with the year before it where that may be too."""
    years = sorted({batch.first.year for batch in batches}, reverse=True)
    made = {year: public(year_of(batches, year, office)) for year in years}
    told = {year: one for year, one in made.items() if one.total.visits >= LEAST_PUBLIC}
    return [(one, told.get(year - 1)) for year, one in told.items()]


def title_of(year: Year) -> str:
    """What the table of a year is called."""
    return _("{year}年公务接待情况公开表").format(year=year.year)


def disclosure(year: Year, before: Year | None, office: Office | None, created: dt.datetime) -> b.Document:
    """The table of a year."""
    head = [_("项目"), _("{year}年").format(year=year.year)]
    rows: list[list[str | int | Decimal | None]] = [[name, value] for name, value in _figures(year)]
    if before is not None:
        head += [_("{year}年").format(year=before.year), _("增减")]
        older, change = dict(_figures(before)), dict(_changes(year, before))
        rows = [[*row, older.get(str(row[0])), change.get(str(row[0]))] for row in rows]
    widths = (4, 2) if before is None else (4, 2, 2, 1.6)
    unit = office.office.name if office else ""
    content: list[b.Block] = [
        *([paragraph(_("填报单位：{unit}").format(unit=unit), "note")] if unit else []),
        table(head, rows, widths),
        paragraph(_("金额单位为元。只公开汇总数；不足{least}批次的分项不单列。").format(least=LEAST_PUBLIC), "note"),
    ]
    return paper(ID, title_of(year), content, office, created)


def _figures(year: Year) -> Iterator[tuple[str, int | Decimal | str]]:
    yield from _cell(_("公务接待"), year.total)
    if year.domestic is not None and year.foreign is not None and year.foreign.visits:
        yield from _cell(_("国内公务接待"), year.domestic)
        yield from _cell(_("外事接待"), year.foreign)
    if year.budget is not None:
        yield _("年度预算"), _amount(year.budget.total)
        if year.budget.rate is not None:
            yield _("预算执行率"), f"{year.budget.rate}%"


def _cell(name: str, cell: Cell) -> Iterator[tuple[str, int | Decimal]]:
    yield _("{name}批次").format(name=name), cell.visits
    yield _("{name}人次").format(name=name), cell.persons
    yield _("{name}费用").format(name=name), _amount(cell.host_cost)


def _amount(value: Decimal) -> Decimal:
    return Decimal(money(value))


def _changes(year: Year, before: Year) -> Iterator[tuple[str, str]]:
    names = {"visits": _("{name}批次"), "persons": _("{name}人次"), "host_cost": _("{name}费用")}
    for field, share in changes(year.total, before.total).items():
        yield names[field].format(name=_("公务接待")), _("基数为0") if share is None else f"{share:+}%"
