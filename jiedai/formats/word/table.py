"""Tables with exact column widths, repeated heads and rows that stay whole."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from functools import lru_cache
from typing import Any

from jiedai import blocks as b
from jiedai.formats.common import columns, days
from jiedai.formats.common.lines import names_whole
from jiedai.formats.common.page import PageStyle
from jiedai.formats.common.tones import FILLS
from jiedai.formats.word import trace
from jiedai.formats.word.runs import Runs
from jiedai.formats.word.xml import element, qn, twips

_JC = {b.Align.LEFT: "left", b.Align.CENTER: "center", b.Align.RIGHT: "right", b.Align.JUSTIFY: "both"}
_FORM_ROW = 34.0
"""Least height of a form's rows in points: 12 mm, room for a hand."""


def tables(
    block: b.Table,
    style: PageStyle,
    width: float,
    runs: Runs,
    *,
    keep: bool = False,
    tied: bool = False,
    fill: str = "",
) -> Iterator[Any]:
    """The table as `w:tbl`, `width` points wide; `fill` colours its head.

    One that may go over to another page is a table for each of its days, so that each page says which.

    `keep` ties its rows together, as a short table's always are; `tied` also the last one to what follows.
    """
    fitted = columns.fit(block, width, style.table)
    if keep or columns.stays_whole(block, fitted, style.text_height):
        yield _table(block, fitted, runs, True, tied, fill)
        return
    parts = days.apart(block)
    for number, part in enumerate(parts, 1):
        whole = columns.stays_whole(part, fitted, style.text_height)
        yield _table(part, fitted, runs, whole, tied and number == len(parts), fill)


def _table(block: b.Table, fitted: columns.Fitted, runs: Runs, keep: bool, tied: bool, fill: str) -> Any:
    """A table whose columns are as wide as `fitted` says."""
    made = element(
        "w:tbl",
        element(
            "w:tblPr",
            element("w:tblStyle", val="TableGrid"),
            element("w:tblW", w=sum(map(twips, fitted.widths)), type="dxa"),
            element("w:jc", val="center"),
            element("w:tblLayout", type="fixed"),
            element("w:tblLook", val="04A0", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
        ),
        element("w:tblGrid", *(element("w:gridCol", w=twips(part)) for part in fitted.widths)),
    )
    groups = {*columns.groups(block), *columns.kept_pairs(block)}
    for rows, head in ((block.head, True), (block.body, False)):
        for number, places in enumerate(_places(rows, len(block.columns))):
            last = not head and number == len(rows) - 1
            near = not head and number in groups
            made.append(_row(places, block, fitted, runs, head, tied if last else near or keep, fill))
    return made


Place = tuple[b.Cell, int, int, bool]
"""A cell, its first column, its columns, and whether it continues one from the row above."""


def _places(rows: tuple[tuple[b.Cell, ...], ...], count: int) -> list[list[Place]]:
    """Every row filled to its full width: spans down continue, gaps are empty cells, as Word wants it."""
    made: list[dict[int, Place]] = [{} for _ in rows]
    for row, column, cell in columns.grid(rows, count):
        span = min(cell.colspan, count - column)
        for down in range(min(cell.rowspan, len(rows) - row)):
            made[row + down][column] = (cell, column, span, down > 0)
    return [_filled(row, count) for row in made]


def _filled(row: dict[int, Place], count: int) -> list[Place]:
    filled: list[Place] = []
    column = 0
    while column < count:
        place = row.get(column, (b.Cell(), column, 1, False))
        filled.append(place)
        column += place[2]
    return filled


def _row(
    places: list[Place], block: b.Table, fitted: columns.Fitted, runs: Runs, head: bool, keep: bool, fill: str
) -> Any:
    row = element(
        "w:tr",
        element(
            "w:trPr",
            element("w:cantSplit"),
            element("w:trHeight", val=twips(_FORM_ROW), hRule="atLeast") if block.form else None,
            element("w:tblHeader") if head else None,
        ),
    )
    for cell, column, span, continued in places:
        header = head or cell.header
        align = cell.align or (b.Align.CENTER if header else block.columns[column].align)
        width = sum(twips(part) for part in fitted.widths[column : column + span])
        shade = FILLS[cell.tone] if cell.tone else fill if header else ""
        properties = copy(_cell_properties(width, span, _merge(cell, continued), shade))
        room = (sum(fitted.widths[column : column + span]) - 2 * columns.CELL_PADDING) / fitted.size
        content = [] if continued else runs.runs(names_whole(cell.inlines, room, cell=True), fitted.size)
        made = element("w:tc", properties, _paragraph(content, fitted.size, header, _JC[align], keep))
        if runs.traced and cell.told and not continued:
            trace.mark(made, cell.told)
        row.append(made)
    return row


def _merge(cell: b.Cell, continued: bool) -> str:
    return "continue" if continued else "restart" if cell.rowspan > 1 else ""


# A table has thousands of cells and few kinds of them: a copy of what was made once takes a fifth of making it anew.
# An element is copied with all below it.


@lru_cache(maxsize=256)
def _cell_properties(width: int, span: int, merge: str, fill: str) -> Any:
    """Properties of a cell `width` twips wide; `merge` is restart or continue where it goes over several rows."""
    return element(
        "w:tcPr",
        element("w:tcW", w=width, type="dxa"),
        element("w:gridSpan", val=span) if span > 1 else None,
        {"": None, "continue": element("w:vMerge"), "restart": element("w:vMerge", val="restart")}[merge],
        element("w:shd", val="clear", color="auto", fill=fill) if fill else None,
        element("w:vAlign", val="center"),
    )


@lru_cache(maxsize=256)
def _text_properties(size: float, header: bool, align: str, keep: bool) -> Any:
    """Properties of the paragraph in a cell."""
    return element(
        "w:pPr",
        element("w:pStyle", val="TableHeading" if header else "TableText"),
        element("w:keepNext") if keep else None,
        element("w:spacing", before=twips(2), after=twips(2), line=twips(size * 1.3), lineRule="exact"),
        element("w:jc", val=align),
        element("w:rPr", element("w:sz", val=round(size * 2))),
    )


def _paragraph(content: list[Any], size: float, header: bool, align: str, keep: bool) -> Any:
    for run in content:
        for real in (run, *run.findall(qn("w:r"))):
            _size(real, size)
    return element("w:p", copy(_text_properties(size, header, align, keep)), *content)


def _size(run: Any, size: float) -> None:
    """Give a run its size: the style holds 五号, a table may be set larger or smaller."""
    if run.tag != qn("w:r"):
        return
    properties = run.find(qn("w:rPr"))
    if properties is None:
        properties = element("w:rPr")
        run.insert(0, properties)
    if properties.find(qn("w:sz")) is None:
        size_element = element("w:sz", val=round(size * 2))
        underline = properties.find(qn("w:u"))
        if underline is not None:
            underline.addprevious(size_element)
        else:
            properties.append(size_element)
