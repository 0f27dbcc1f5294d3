"""XLSX: the tables of a document, with real dates, times and numbers, ready to be filtered and printed.

Tables one after the other under the same head (the days of a programme) share a sheet, the day in a column of its own;
every other table has a sheet of its own. A voucher is one sheet that prints on one page. A document without tables is
one sheet of text. Text never becomes a formula, a link or a number; a name has no space that only type wants.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

from jiedai import blocks as b
from jiedai.formats.common import columns, traces
from jiedai.formats.common.lines import clean, one_line, stamp, unspaced
from jiedai.formats.common.page import style_of
from jiedai.formats.common.sheets import Sheet, called, sheets
from jiedai.formats.common.tones import FILLS
from jiedai.formats.common.values import PLAIN, number_format

SUFFIX = ".xlsx"
TITLE = "Excel"

_FONT = "宋体"
_HEAD_FONT = "黑体"
_SIZE = 11
_LINE = 16.5
"""Points that a line takes at least."""
_PAPERS = {b.Paper.A4: 9, b.Paper.A5: 11}
_MANY_COLUMNS = 6
"""A table of more columns is printed on its side."""
_LONGEST_TEXT = 32_767
"""Characters a cell may hold."""
_LONGEST_HEADER = 250
_ALIGN = {b.Align.LEFT: "left", b.Align.CENTER: "center", b.Align.RIGHT: "right", b.Align.JUSTIFY: "left"}


def write(document: b.Document) -> bytes:
    """The document's tables as a workbook; the same document gives the same bytes."""
    import xlsxwriter

    buffer = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }
    with xlsxwriter.Workbook(buffer, options) as book:
        meta = document.meta
        created = meta.created.astimezone(dt.UTC).replace(tzinfo=None) if meta.created.tzinfo else meta.created
        book.set_properties(
            {
                "title": one_line(meta.title)[:255],
                "subject": one_line(meta.subject)[:255],
                "author": one_line(meta.author)[:255],
                "created": created.replace(microsecond=0),
            }
        )
        found = sheets(document)
        named = zip(found, called(found, document), strict=True)
        kind = _Voucher if document.form is b.Form.VOUCHER else _Writer
        writers = [kind(book, document, sheet, name) for sheet, name in named]
        for writer in writers:
            writer.fill()
        if document.trace:
            traces.hide(book, {**document.trace, "tables": [writer.base() for writer in writers]})
    return _loosened(buffer, [writer.fitted for writer in writers])


_ROW = re.compile(rb'(<row r="(\d+)"[^>]*?) customHeight="1"')


def _loosened(buffer: BytesIO, fitted: list[set[int]]) -> bytes:
    """The same workbook with the heights of its fitted rows as estimates.

    A height that is given holds for ever, one that is not is wrong in programs that do not fit rows when they open a
    file; the library writes no other.
    """
    made = BytesIO()
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            found = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", info.filename)
            if found and int(found[1]) <= len(fitted):  # behind them stands the trace
                rows = fitted[int(found[1]) - 1]
                data = _ROW.sub(lambda row, rows=rows: row[1] if int(row[2]) in rows else row[0], data)  # type: ignore[misc]
            new.writestr(info, data)
    return made.getvalue()


# --- one sheet --------------------------------------------------------------------------------------------------------


class _Writer:
    """Fills one sheet from the top: title, head, rows."""

    def __init__(self, book: Any, document: b.Document, sheet: Sheet, name: str) -> None:
        self._book = book
        self._document = document
        self._sheet = sheet
        self._made = book.add_worksheet(name)
        self.fitted: set[int] = set()
        """The rows, from 1, that are as high as their text."""
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}
        self._row = 0
        self._name = name
        self._said: dict[tuple[int, int], traces.Said] = {}

    def base(self) -> dict[str, Any]:
        """What stands in every cell, for the trace: rows of texts or of parts with the numbers of their addresses."""
        return traces.table(self._name, self._said)

    def fill(self) -> None:
        """Everything of the sheet, then how it prints."""
        tables = self._sheet.tables
        count = max((len(table.columns) for table in tables), default=1)
        widths = self._widths(count)
        for column, width in enumerate(widths):
            self._made.set_column(column, column, width)
        title = one_line(self._document.meta.title)
        self._across(count, title, {"font_name": _HEAD_FONT, "font_size": 16, "align": "center"}, widths)
        head = tables[0].head if tables else ()
        if len(tables) == 1 and tables[0].caption:
            self._across(count, one_line(tables[0].caption), {**_CAPTION, "border": 0}, widths)
        if head:
            self._rows(head, tables[0], widths, head=True)
            self._made.freeze_panes(self._row, 0)
        top = self._row
        for table in tables:
            if table.caption and len(tables) > 1:
                self._across(count, one_line(table.caption), _CAPTION, widths)
            self._rows(table.body, table, widths, head=False)
        if len(head) == 1 and len(tables) == 1 and _is_list(tables[0]):
            self._made.autofilter(top - 1, 0, self._row - 1, count - 1)
        for line, told in self._sheet.lines:
            if told:
                self._said[self._row, 0] = told
            self._text(self._row, 0, clean(line), {"text_wrap": True, "valign": "top"})
            self._high(self._row, _height(clean(line), widths[0], _SIZE), fitted=True)
            self._row += 1
        self._print(count, top)

    def _widths(self, count: int) -> list[float]:
        """Column widths in characters of the default font, wide enough that no word is broken where they can be."""
        style = style_of(self._document, self._landscape)
        if not self._sheet.tables:
            return [85.0]
        fitted = [columns.fit(table, style.text_width, (_SIZE,)).widths for table in self._sheet.tables]
        points = [max(part[column] for part in fitted if column < len(part)) for column in range(count)]
        widths = [max((width * 96 / 72 - 5) / 7, 3.0) for width in points]
        for table in self._sheet.tables:
            for _row, column, cell in columns.grid(table.body, len(table.columns)):
                shown = _typed(cell) if cell.colspan == 1 else ""
                widths[column] = max(widths[column], columns.width(shown) * _SIZE * 96 / 72 / 7 + 1.5)
        return widths

    @property
    def _landscape(self) -> bool:
        return self._sheet.place.landscape or any(len(table.columns) > _MANY_COLUMNS for table in self._sheet.tables)

    def _across(self, count: int, text: str, look: dict[str, object], widths: list[float]) -> None:
        """A line over the full width of the table."""
        made = self._format({"valign": "vcenter", "text_wrap": True, **look})
        if count > 1:
            self._made.merge_range(self._row, 0, self._row, count - 1, "", made)
        self._text(self._row, 0, text, {"valign": "vcenter", "text_wrap": True, **look})
        size = float(str(look.get("font_size", _SIZE)))
        self._made.set_row(self._row, _height(text, sum(widths), size) + size * 0.6)
        self._row += 1

    def _rows(self, rows: tuple[tuple[b.Cell, ...], ...], table: b.Table, widths: list[float], head: bool) -> None:
        first = self._row
        single: dict[int, float] = {}
        merged: dict[int, float] = {}
        for row, column, cell in columns.grid(rows, len(table.columns)):
            down = min(cell.rowspan, len(rows) - row) - 1
            right = min(cell.colspan, len(table.columns) - column) - 1
            look = self._look(cell, table, column, head)
            height = _height(clean(b.plain(cell.inlines)), sum(widths[column : column + right + 1]), _SIZE)
            if down or right:
                place = (first + row, column, first + row + down, column + right)
                self._made.merge_range(*place, "", self._format(look))
                merged[row + down] = max(merged.get(row + down, 0.0), height - down * _LINE)
            else:
                single[row] = max(single.get(row, 0.0), height)
            self._cell(first + row, column, cell, look)
        for row in range(len(rows)):
            # Programs fit the height of a row to single cells only: where a merged one needs more, it is said.
            least = max(merged.get(row, 0.0), 34.0 if table.form else 0.0)
            own = max(single.get(row, 0.0), _LINE)
            self._high(first + row, max(least, own), fitted=own >= least)
        self._row += len(rows)

    def _high(self, row: int, height: float, fitted: bool) -> None:
        """Give a row its height. A `fitted` one is as high as its text by estimate, and changes with it."""
        self._made.set_row(row, height)
        if fitted:
            self.fitted.add(row + 1)

    def _look(self, cell: b.Cell, table: b.Table, column: int, head: bool) -> dict[str, object]:
        header = head or cell.header
        align = cell.align or (b.Align.CENTER if header else table.columns[column].align)
        look: dict[str, object] = {"border": 1, "text_wrap": True, "valign": "vcenter", "align": _ALIGN[align]}
        look |= {"font_name": _HEAD_FONT, "bg_color": "#F2F2F2"} if header else {}
        return look | ({"bg_color": f"#{FILLS[cell.tone]}"} if cell.tone else {})

    def _cell(self, row: int, column: int, cell: b.Cell, look: dict[str, object]) -> None:
        text = unspaced(clean(b.plain(cell.inlines)))
        shape = None if cell.value is None else number_format(cell.value, text)
        self._said[row, column] = traces.said(cell, text if shape is None else None)
        if cell.value is None or shape is None:
            self._text(row, column, text, look)
        elif isinstance(cell.value, (dt.date, dt.time)):
            self._made.write_datetime(row, column, cell.value, self._format({**look, "num_format": shape}))
        else:
            self._made.write_number(row, column, float(cell.value), self._format({**look, "num_format": shape}))

    def _text(self, row: int, column: int, text: str, look: dict[str, object]) -> None:
        made = self._format(look)
        self._said.setdefault((row, column), text)
        text = text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"
        if not text:
            self._made.write_blank(row, column, None, made)
        elif text.startswith("<r>") and text.endswith("</r>"):
            # The library takes such a text for markup of its own, and would put it into the file as it is.
            self._made.write_rich_string(row, column, text[:3], made, text[3:], made)
        else:
            self._made.write_string(row, column, text, made)

    def _format(self, look: dict[str, object]) -> Any:
        """One format for each look, in the order they are first used."""
        wanted = {"font_name": _FONT, "font_size": _SIZE, **look}
        key = tuple(sorted(wanted.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(wanted)
        return self._formats[key]

    def _print(self, count: int, top: int) -> None:
        """Paper, margins, what repeats, and what every page says."""
        meta, sheet = self._document.meta, self._made
        style = style_of(self._document, self._landscape)
        sheet.set_paper(_PAPERS[self._document.paper])
        if self._landscape:
            sheet.set_landscape()
        inch = 25.4
        sheet.set_margins(20 / inch, 20 / inch, min(style.top, 25) / inch, min(style.bottom, 25) / inch)
        sheet.center_horizontally()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0, max(top - 1, 0))
        sheet.print_area(0, 0, max(self._row - 1, 0), count - 1)
        marks = [*meta.words, *([stamp(meta)] if meta.draft and stamp(meta) not in meta.marks else [])]
        if marks:  # a code with nothing behind it is more than some readers can take
            sheet.set_header("&L" + _coded("　".join(marks)))
        sheet.set_footer("&C" + _coded(meta.footer, "\n— &P —"))


class _Voucher(_Writer):
    """All tables of a voucher below each other, on a grid that is fine enough for the columns of each."""

    @property
    def _landscape(self) -> bool:
        return False

    def fill(self) -> None:
        """Every table under the last, on one page."""
        across = style_of(self._document).text_width * 1.25  # the page is made smaller as a whole
        room = (across * 96 / 72 / _GRID - 5) / 7
        widths = [room] * _GRID
        self._made.set_column(0, _GRID - 1, room)
        title = one_line(self._document.meta.title)
        self._across(_GRID, title, {"font_name": _HEAD_FONT, "font_size": 16, "align": "center"}, widths)
        for table in self._sheet.tables:
            snapped = _snapped(table, columns.fit(table, across, (_SIZE,)).widths)
            if table.caption:
                self._across(_GRID, one_line(table.caption), _CAPTION, widths)
            self._rows(snapped.body, snapped, widths, head=False)
            self._made.set_row(self._row, 6)
            self._row += 1
        self._print(_GRID, 1)
        self._made.fit_to_pages(1, 1)


_GRID = 36
"""Columns of a voucher's sheet."""


def _snapped(table: b.Table, widths: tuple[float, ...]) -> b.Table:
    """A table on the columns of the grid, each of its own as many of them as come nearest to its width."""
    count, total = len(table.columns), sum(widths)
    edges = [round(sum(widths[:column]) / total * _GRID) for column in range(count + 1)]
    for column in range(1, count):  # none vanishes
        edges[column] = min(max(edges[column], edges[column - 1] + 1), _GRID - count + column)
    rows: list[list[b.Cell]] = [[] for _ in (*table.head, *table.body)]
    for row, column, cell in columns.grid((*table.head, *table.body), count):
        header = cell.header or row < len(table.head)
        align = cell.align or (b.Align.CENTER if header else table.columns[column].align)
        across = edges[min(column + cell.colspan, count)] - edges[column]
        rows[row].append(replace(cell, colspan=across, align=align, header=header))
    return replace(table, columns=(b.Column(),) * _GRID, head=(), body=tuple(map(tuple, rows)))


def _is_list(table: b.Table) -> bool:
    """Whether every row of a table is an entry of its own, with all its cells."""
    return len(table.body) > 1 and all(
        len(row) == len(table.columns) and all(cell.colspan == cell.rowspan == 1 for cell in row) for row in table.body
    )


def _typed(cell: b.Cell) -> str:
    """What a program shows of a cell's value: on one line, or as a row of signs where that is too narrow."""
    text = clean(b.plain(cell.inlines))
    shape = None if cell.value is None else number_format(cell.value, text)
    return "" if shape is None else shape if shape in PLAIN else text


_CAPTION: dict[str, object] = {"font_name": _HEAD_FONT, "align": "center", "border": 1}


def _coded(text: str, more: str = "") -> str:
    """Text for a page's head or foot, where `&` begins a code; cut to what Excel takes."""
    room = _LONGEST_HEADER - len(more)
    escaped = one_line(text).replace("&", "&&")
    while len(escaped) > room:
        text = text[:-1]
        escaped = one_line(text).replace("&", "&&") + "…"
    # A figure right behind a code would be read as a size of type.
    return ("\u2009" if escaped[:1].isdigit() else "") + escaped + more


def _height(text: str, room: float, size: float) -> float:
    """Points that a text takes in a cell `room` characters of the default font wide."""
    ems = max(room * 7 + 5, 10) * 72 / 96 / size
    lines = sum(max(math.ceil(columns.width(line) / ems), 1) for line in text.split("\n"))
    return lines * size * 1.4 + 3
