"""The day that the title of a list names for all who come, or go: 接站安排（5月20日） above clocks without a day."""

from __future__ import annotations

import datetime as dt

from jiedai.patterns import regex
from jiedai.workflow.intake.found import Cell
from jiedai.workflow.intake.heads import Mapping
from jiedai.workflow.intake.moments import Base, days_in, plain
from jiedai.workflow.intake.paper import folded

Rows = tuple[tuple[Cell, ...], ...]

_COMES = regex("接站|接机|抵达|到达|到会|报到")
_GOES = regex("送站|送机|返程|离会")


def on_day_of_title(above: Rows, rows: Rows, fields: Mapping, base: Base) -> Rows:
    """Rows whose clocks are on the only day that the title names, 接站安排（5月20日）; as they were without one."""
    titles = [plain(folded(row[0].text)) for row in above if row and row[0].text]
    for title in titles:
        days = list(days_in(title, base))
        way = "arrive" if _COMES.search(title) else "leave" if _GOES.search(title) else ""
        columns = [at for at, name in fields.items() if way and name in (way, f"{way}.time")]
        if len(days) == 1 and days[0].first == days[0].last and not days[0].doubtful and len(columns) == 1:
            return tuple(_on_day(row, columns[0], days[0].first, base) for row in rows)
    return rows


def _on_day(row: tuple[Cell, ...], at: int, day: dt.date, base: Base) -> tuple[Cell, ...]:
    cell = row[at]
    kept = isinstance(cell.value, (int, float, dt.date, dt.time))
    if kept or not cell.text or any(True for _day in days_in(plain(cell.text), base)):
        return row
    text = f"{day.year}年{day.month}月{day.day}日 {cell.text}"
    return (*row[:at], cell._replace(text=text), *row[at + 1 :])
