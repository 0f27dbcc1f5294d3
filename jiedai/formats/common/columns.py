"""How wide a table's columns are, which size it is set in, and how high it comes out.

Widths come from weights, but never below a column's longest word, so that names, times and numbers stay whole.
A character counts as a share of the type size; Latin widths are those of a wide book face, so real fonts fit.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from jiedai.blocks import Cell, LineBreak, Table, Text, plain
from jiedai.widths import may_be_square

CELL_PADDING = 3.5
"""Points left free at each side of a cell."""

_GAPS = re.compile(r"((?:[^\S\u00a0]|[、，,;；/。！？!?])+|(?=（)|(?<=）))")
"""Where a line may break between words: behind separators, before and behind parentheses."""
_WORDS = re.compile(r"[^\u2e80-\ua4cf\uf900-\ufaff\ufe30-\uffef\U00020000-\U0003ffff]+")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_NAME = 4
"""Chinese words of up to this many characters (names, ranks, units of time) are kept whole in every column."""
_LABEL = 8
"""... and up to this many in a column that is to be as wide as its longest word."""
_CROWDED = 3.5
"""Rows of more lines than this on average ask for a smaller size."""
_SLACK = 0.2
"""Ems to spare, since no two programs add up the same width."""
_LONGEST = 14.0
"""No word asks for more than this many ems: an address or a link is broken instead."""
_TEXTS = 4096
"""Texts measured once: three formats ask for the widths of the same cells, and many papers for the same names."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A table's type size and column widths, in points; the widths fill the width that was offered."""

    size: float
    widths: tuple[float, ...]


@lru_cache(maxsize=_TEXTS)
def width(text: str) -> float:
    """The width of one line in ems, as a generous estimate."""
    total = 0.0
    previous = ""
    for char in text:
        kind = "w" if may_be_square(char) else "n"
        if kind == "w":
            total += 1.0
        elif char.isupper() or char in "@%&mw—":
            total += 0.78
        else:
            total += 0.3 if char in " .,:;'!|il" else 0.57
        if previous and previous != kind:
            total += 0.25
        previous = kind
    return total


def words(text: str, whole: int = _NAME) -> Iterator[str]:
    """The parts of a text that are not to be broken: short Chinese words, numbers, Latin words."""
    for chunk in _GAPS.split(text):
        if not chunk or _GAPS.fullmatch(chunk):
            continue
        if len(_HAN.findall(chunk)) <= whole:
            yield chunk
        else:
            yield chunk[:2]
            yield from _WORDS.findall(chunk)


def fit(table: Table, available: float, sizes: tuple[float, ...]) -> Fitted:
    """Widths for `available` points, in the largest of `sizes` (largest first) that breaks no word
    and does not make the rows tall.

    When even the smallest breaks some, the widths shrink in proportion: text wraps, nothing runs off the page.
    """
    needs = _needs(table)
    for size in sizes:
        least = [need * size + 2 * CELL_PADDING for need in needs]
        if sum(least) > available:
            continue
        widths = _share(table, least, size, available)
        if size == sizes[-1] or _crowding(table, widths, size) <= _CROWDED * (2 if table.bilingual else 1):
            return Fitted(size, widths)
    least = [need * sizes[-1] + 2 * CELL_PADDING for need in needs]
    return Fitted(sizes[-1], tuple(part * available / sum(least) for part in least))


def grid(rows: tuple[tuple[Cell, ...], ...], columns: int) -> Iterator[tuple[int, int, Cell]]:
    """Each cell with its row and column, spans considered; cells beyond the last column are left out."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            if column >= columns:
                break
            yield row, column, cell
            for down in range(1, cell.rowspan):
                taken.update((row + down, column + right) for right in range(cell.colspan))
            column += cell.colspan


def groups(table: Table) -> list[int]:
    """The body rows that are headings within the table: one header cell across all columns, rows below it."""
    count = len(table.columns)
    return [
        row
        for row, cells in enumerate(table.body[:-1])
        if len(cells) == 1 and cells[0].header and cells[0].colspan >= count and cells[0].rowspan == 1
    ]


_LONG = 4
"""Rows from which a table is so long that neither its first nor its last should stand alone on a page."""


def kept_pairs(table: Table) -> list[int]:
    """The body rows of a long table that are kept with the next: the first and the last but one.

    Where the last but one is a heading within the table, the row above it too. Only where none of their cells reaches
    into a third row.
    """
    count, rows = len(table.columns), len(table.body)
    if rows < _LONG:
        return []
    whole = [0] * rows
    for row, _, cell in grid(table.body, count):
        whole[row] += min(cell.colspan, count) if cell.rowspan == 1 else 0
    headings = groups(table)
    last = rows - 2
    while last in headings and last > 0:
        last -= 1
    kept = dict.fromkeys((0, last))
    return [row for row in kept if row not in headings and whole[row] == whole[row + 1] == count]


def _needs(table: Table) -> list[float]:
    """The least width of each column's content in ems; spanning cells ask for nothing."""
    needs = [1.0] * len(table.columns)
    for rows in (table.head, table.body):
        for _, column, cell in grid(rows, len(table.columns)):
            if cell.colspan > 1:
                continue
            whole = _NAME if table.columns[column].width else _LABEL
            longest = max(_cell_words(cell, whole), default=0.0)
            needs[column] = max(needs[column], min(longest + _SLACK, _LONGEST))
    return needs


def _cell_words(cell: Cell, whole: int) -> Iterator[float]:
    for line in plain(cell.inlines).split("\n"):
        yield _longest(line, whole)
    for inline in cell.inlines:
        if isinstance(inline, Text) and inline.nowrap:
            yield width(inline.text)


@lru_cache(maxsize=_TEXTS)
def _longest(line: str, whole: int) -> float:
    """The width of the longest word of a line; 0 where it has none."""
    return max(map(width, words(line, whole)), default=0.0)


def _share(table: Table, least: list[float], size: float, available: float) -> tuple[float, ...]:
    """Weighted widths, none below its least, and none wider than its longest line while others could use the room."""
    weights = [column.width for column in table.columns]
    if not any(weights):
        weights = least
    most = [max(low, line * size + 2 * CELL_PADDING) for low, line in zip(least, _lines(table), strict=True)]
    widths = list(least)
    free = {index for index, weight in enumerate(weights) if weight > 0}
    while free:
        rest = available - sum(part for index, part in enumerate(widths) if index not in free)
        total = sum(weights[index] for index in free)
        share = {index: rest * weights[index] / total for index in free}
        if tight := {index for index in free if share[index] < least[index]}:
            free -= tight
            continue
        loose = {index for index in free if share[index] > most[index]}
        if not loose or loose == free:
            for index in free:
                widths[index] = share[index]
            return tuple(widths)
        for index in loose:
            widths[index] = most[index]
        free -= loose
    # No column takes more by itself: what is left over goes to all in proportion.
    return tuple(part * available / sum(widths) for part in widths)


def _lines(table: Table) -> list[float]:
    """The longest line of each column in ems; no limit for a column with an empty cell, which may wait for a pen."""
    lines = [0.0] * len(table.columns)
    for rows in (table.head, table.body):
        for _, column, cell in grid(rows, len(table.columns)):
            text = plain(cell.inlines)
            if cell.colspan == 1:
                longest = max(map(width, text.split("\n"))) + _SLACK if text.strip() else math.inf
                lines[column] = max(lines[column], longest)
    return [line or math.inf for line in lines]


def _crowding(table: Table, widths: tuple[float, ...], size: float) -> float:
    """Lines that a row takes on average, headings within the table aside."""
    tallest: dict[int, float] = {}
    for row, column, cell in grid(table.body, len(table.columns)):
        if cell.colspan < len(table.columns) and cell.rowspan == 1 and plain(cell.inlines).strip():
            room = max(sum(widths[column : column + cell.colspan]) - 2 * CELL_PADDING, size)
            lines = sum(max(math.ceil(width(line) * size / room), 1) for line in plain(cell.inlines).split("\n"))
            tallest[row] = max(tallest.get(row, 0), lines)
    return sum(tallest.values()) / max(len(tallest), 1)


def lines_of(cell: Cell) -> int:
    """Explicit lines in a cell."""
    return 1 + sum(isinstance(inline, LineBreak) for inline in cell.inlines)


def pieces(line: str) -> list[tuple[str, bool]]:
    """A cell's line in parts, each with whether it is to stay whole: names and times among commas and spaces."""
    if not line:
        return []
    made: list[tuple[str, bool]] = []
    for part in _GAPS.split(line):
        if not part:
            continue
        whole = 1 < len(part) <= 16 and len(_HAN.findall(part)) <= _NAME and not _GAPS.fullmatch(part)
        if not whole and made and not made[-1][1]:
            made[-1] = (made[-1][0] + part, False)
        else:
            made.append((part, whole))
    return made


# --- heights ----------------------------------------------------------------------------------------------------------

_LINE = 1.3
"""Distance of lines in ems."""
_PADDING = 6.0
"""Points above and below a row's text together."""
_FORM_ROW = 34.0
_SHORT = 0.22
"""Share of a page up to which a table stays whole."""


def height(table: Table, fitted: Fitted) -> float:
    """Points from the top of the head to the end of the last row."""
    count = len(table.columns)
    total = 0.0
    for rows in (table.head, table.body):
        least = max(fitted.size * _LINE + _PADDING, _FORM_ROW if table.form else 0.0)
        tall = [least] * len(rows)
        for row, column, cell in grid(rows, count):
            if cell.rowspan == 1:
                room = sum(fitted.widths[column : column + min(cell.colspan, count - column)]) - 2 * CELL_PADDING
                ems = max(room / fitted.size, 1.0)
                lines = sum(max(math.ceil(width(line) / ems), 1) for line in plain(cell.inlines).split("\n"))
                tall[row] = max(tall[row], lines * fitted.size * _LINE + _PADDING)
        total += sum(tall)
    return total


def stays_whole(table: Table, fitted: Fitted, page: float) -> bool:
    """Whether a table is so short that it is not broken over two pages with `page` points of text each."""
    return is_short(height(table, fitted), page)


def is_short(tall: float, page: float) -> bool:
    """Whether a table of so many points is not broken over two pages with `page` points of text each."""
    return tall <= page * _SHORT
