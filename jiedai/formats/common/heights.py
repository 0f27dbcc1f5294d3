"""How high a table comes out, by estimate: a short one is not broken over two pages."""

from __future__ import annotations

import math

from jiedai.blocks import Table, plain
from jiedai.formats.common import columns
from jiedai.formats.common.columns import Fitted

_LINE = 1.3
"""Distance of lines in ems."""
_PADDING = 6.0
"""Points above and below a row's text together."""
_FORM_ROW = 34.0
_SHORT = 0.3
"""Share of a page up to which a table stays whole."""


def height(table: Table, fitted: Fitted) -> float:
    """Points from the top of the head to the end of the last row."""
    count = len(table.columns)
    total = 0.0
    for rows in (table.head, table.body):
        least = max(fitted.size * _LINE + _PADDING, _FORM_ROW if table.form else 0.0)
        tall = [least] * len(rows)
        for row, column, cell in columns.grid(rows, count):
            if cell.rowspan == 1:
                room = (
                    sum(fitted.widths[column : column + min(cell.colspan, count - column)]) - 2 * columns.CELL_PADDING
                )
                ems = max(room / fitted.size, 1.0)
                lines = sum(max(math.ceil(columns.width(line) / ems), 1) for line in plain(cell.inlines).split("\n"))
                tall[row] = max(tall[row], lines * fitted.size * _LINE + _PADDING)
        total += sum(tall)
    return total


def stays_whole(table: Table, fitted: Fitted, page: float) -> bool:
    """Whether a table is so short that it is not broken over two pages with `page` points of text each."""
    return height(table, fitted) <= page * _SHORT
