"""The year's figures as papers: a report with tables and drawn bars, and a workbook with charts of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from jiedai import blocks as b
from jiedai.language import _
from jiedai.model.choice import Kind, Rank
from jiedai.model.enumeration import Choice
from jiedai.model.office import Office
from jiedai.model.quantities import money
from jiedai.workflow.after.paper import bars, heading, paper, paragraph, table
from jiedai.workflow.after.stats import OTHER, UNKNOWN, Division, Year, changes

_CHOICES: dict[str, type[Choice]] = {"kind": Kind, "rank": Rank}


def division_names() -> dict[str, str]:
    """What a year is divided by, with its title."""
    return {"kind": _("按类型"), "rank": _("按来宾最高职级"), "month": _("按月"), "unit": _("按单位")}


def divisions(year: Year, wanted: Sequence[str]) -> dict[str, Division]:
    """The divisions of a year that are wanted and there."""
    every = {"kind": year.by_kind, "rank": year.by_rank, "month": year.by_month, "unit": year.by_unit}
    return {name: every[name] for name in wanted if every[name]}


def cell_name(by: str, name: str) -> str:
    """What a cell of a division is called."""
    if name in (OTHER, UNKNOWN):
        return _("其他") if name == OTHER else _("没有写职级")
    return _CHOICES[by].read(name).label if by in _CHOICES else name


def figures(year: Year) -> Iterator[tuple[str, Decimal | int | str]]:
    """The figures of the whole year, each with its name, those that nobody knows left out."""
    yield _("批次"), year.total.visits
    yield _("人次"), year.total.persons
    if year.domestic is not None and year.foreign is not None and year.foreign.visits:
        yield _("国内批次"), year.domestic.visits
        yield _("国内人次"), year.domestic.persons
        yield _("外事批次"), year.foreign.visits
        yield _("外事人次"), year.foreign.persons
    yield _("接待方安排用餐（次）"), year.hosted_meals
    yield _("接待方支出（元）"), year.total.host_cost
    if year.per_head is not None:
        yield _("人均支出（元）"), year.per_head
    if year.planned_share:
        yield _("其中只有预算、还没有实际的"), f"{year.planned_share}%"
    yield _("住房（间夜）"), year.room_nights
    if year.budget is not None:
        yield _("年度预算（元）"), year.budget.total
        yield _("已支出（元）"), year.budget.spent
        if year.budget.rate is not None:
            yield _("预算执行率"), f"{year.budget.rate}%"
    if year.said.answers:
        told = _("{satisfied}%（{sheets} 份反馈、{answers} 项评分，平均 {mean} 分）")
        yield _("来宾满意率"), told.format(**year.said._asdict())
    if year.looked_at:
        yield _("无差错"), _("{faultless} 次（已评估或结案的 {looked_at} 次里）").format(**year._asdict())
    if year.open_follow_ups:
        yield _("未办结的后续"), year.open_follow_ups
    if year.cancelled.visits:
        yield _("另有取消（次）"), year.cancelled.visits
    if year.postponed:
        yield _("另有改期（次）"), year.postponed


def change_lines(year: Year, other: Year) -> Iterator[tuple[str, Decimal | int, Decimal | int, str]]:
    """Each figure of the whole: its name, what it is, what it was, and by how much it changed in words."""
    names = {"visits": _("批次"), "persons": _("人次"), "host_cost": _("接待方支出（元）")}
    for field, percent in changes(year.total, other.total).items():
        told = _("基数为0") if percent is None else f"{percent:+}%"
        yield names[field], getattr(year.total, field), getattr(other.total, field), told


def title_of(year: Year) -> str:
    """What a report of a year is called."""
    return _("{year} 年公务接待情况").format(year=year.year)


def report(
    year: Year, against: Year | None, wanted: Sequence[str], office: Office | None, created: dt.datetime
) -> b.Document:
    """The report of a year: its figures, what has changed, and each division as a drawing and a table."""
    blocks: list[b.Block] = [heading(_("全年"))]
    blocks.append(table((_("指标"), _("数值")), [(name, _said(value)) for name, value in figures(year)], (3, 4)))
    if against is not None:
        blocks.append(heading(_("与 {year} 年比").format(year=against.year)))
        head = (_("指标"), str(year.year), str(against.year), _("增减"))
        rows = [(name, Decimal(new), Decimal(old), told) for name, new, old, told in change_lines(year, against)]
        blocks.append(table(head, rows, (3, 2, 2, 2)))
    for by, division in divisions(year, wanted).items():
        title = division_names()[by]
        named = [(cell_name(by, name), one) for name, one in division.items()]
        head = (title, _("批次"), _("人次"), _("接待方支出（元）"))
        cells = [(name, one.visits, one.persons, one.host_cost) for name, one in named]
        drawn = bars(_("{division}：批次").format(division=title), [(name, one.visits) for name, one in named])
        blocks += [b.Keep((heading(title), drawn)), table(head, cells, (3, 1.5, 1.5, 2))]
        if by == "unit":
            blocks.append(paragraph(_("一次接待有几个单位参加的，各算一次，不能相加。"), "note"))
    return paper("stats", title_of(year), blocks, office, created)


def _said(value: Decimal | int | str) -> str | int | Decimal:
    return Decimal(money(value)) if isinstance(value, Decimal) else value


# --- a workbook -------------------------------------------------------------------------------------------------------

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def workbook(year: Year, against: Year | None, wanted: Sequence[str], created: dt.datetime) -> bytes:
    """The same as tables with charts that Excel draws itself; the same figures give the same bytes."""
    import xlsxwriter

    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, _OPTIONS) as book:
        book.set_properties({"title": title_of(year), "created": created.replace(microsecond=0)})
        head = book.add_format({"bold": True, "bg_color": "#F2F2F2", "border": 1})
        sheet = book.add_worksheet(_("全年"))
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 3, 16)
        _row(sheet, 0, (_("指标"), str(year.year)), head)
        row = 0
        for row, pair in enumerate(figures(year), 1):
            _row(sheet, row, pair)
        if against is not None:
            row += 2
            told = _("与 {year} 年比").format(year=against.year)
            _row(sheet, row, (told, str(year.year), str(against.year), _("增减")), head)
            for below, line in enumerate(change_lines(year, against), row + 1):
                _row(sheet, below, line)
        for by, division in divisions(year, wanted).items():
            _division(book, head, by, division)
    return buffer.getvalue()


def _row(sheet: Any, row: int, values: Sequence[Any], look: Any = None) -> None:
    for column, value in enumerate(values):
        if isinstance(value, (int, Decimal)):
            sheet.write_number(row, column, float(value), look)
        else:
            sheet.write_string(row, column, value, look)


def _division(book: Any, head: Any, by: str, division: Division) -> None:
    """A sheet with a division and two charts of it."""
    name = division_names()[by]
    sheet = book.add_worksheet(name)
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 3, 14)
    titles = (_("批次"), _("人次"), _("接待方支出（元）"))
    _row(sheet, 0, (name, *titles), head)
    for row, (key, one) in enumerate(division.items(), 1):
        _row(sheet, row, (cell_name(by, key), *one))
    last = len(division)
    for place, columns in enumerate(((1, 2), (3,))):
        chart = book.add_chart({"type": "column"})
        for column in columns:
            chart.add_series(
                {
                    "name": [name, 0, column],
                    "categories": [name, 1, 0, last, 0],
                    "values": [name, 1, column, last, column],
                    "data_labels": {"value": True},
                }
            )
        chart.set_title({"name": "、".join(titles[column - 1] for column in columns)})
        chart.set_size({"width": 560, "height": 300})
        sheet.insert_chart(place * 16, 5, chart)
