"""How wide a table's columns are and which size it is set in.

Widths come from weights, but never below a column's longest word, so that names, times and numbers stay whole.
A character counts as a share of the type size; Latin widths are those of a wide book face, so real fonts fit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from jiedai.blocks import Cell, LineBreak, Table, Text, plain

CELL_PADDING = 3.5
"""Points left free at each side of a cell."""

_GAPS = re.compile(r"([\s、，,;；/。！？!?]+|(?=（)|(?<=）))")
"""Where a line may break between words: behind separators, before and behind parentheses."""
_WORDS = re.compile(r"[^\u2e80-\ua4cf\uf900-\ufaff\ufe30-\uffef\U00020000-\U0003ffff]+")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_NAME = 4
"""Chinese words of up to this many characters (names, ranks, units of time) are kept whole in every column."""
_LABEL = 8
"""... and up to this many in a column that is to be as wide as its longest word."""
_SLACK = 0.2
"""Ems to spare, since no two programs add up the same width."""
_LONGEST = 14.0
"""No word asks for more than this many ems: an address or a link is broken instead."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A table's type size and column widths, in points; the widths fill the width that was offered."""

    size: float
    widths: tuple[float, ...]


def width(text: str) -> float:
    """The width of one line in ems, as a generous estimate."""
    total = 0.0
    previous = ""
    for char in text:
        kind = "w" if unicodedata.east_asian_width(char) in "WFA" else "n"
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
    """Widths for `available` points, in the largest of `sizes` (largest first) that breaks no word.

    When even the smallest breaks some, the widths shrink in proportion: text wraps, nothing runs off the page.
    """
    needs = _needs(table)
    for size in sizes:
        least = [need * size + 2 * CELL_PADDING for need in needs]
        if sum(least) <= available and (size == sizes[-1] or _height(table, size, available) <= 1.0):
            return Fitted(size, _share(table, least, available))
    least = [need * sizes[-1] + 2 * CELL_PADDING for need in needs]
    if sum(least) <= available:
        return Fitted(sizes[-1], _share(table, least, available))
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
            for down in range(cell.rowspan):
                taken.update((row + down, column + right) for right in range(cell.colspan))
            column += cell.colspan


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
        yield from (width(word) for word in words(line, whole))
    for inline in cell.inlines:
        if isinstance(inline, Text) and inline.nowrap:
            yield width(inline.text)


def _share(table: Table, least: list[float], available: float) -> tuple[float, ...]:
    """Weighted widths, none below its least; the columns that need their least leave the rest to the others."""
    weights = [column.width for column in table.columns]
    if not any(weights):
        weights = least
    widths = list(least)
    free = {index for index, weight in enumerate(weights) if weight > 0}
    while free:
        rest = available - sum(widths[index] for index in range(len(widths)) if index not in free)
        total = sum(weights[index] for index in free)
        tight = {index for index in free if rest * weights[index] / total < least[index]}
        if not tight:
            for index in free:
                widths[index] = rest * weights[index] / total
            return tuple(widths)
        free -= tight
    # Every column is at its least: what is left over goes to all in proportion.
    return tuple(part * available / sum(widths) for part in widths)


def _height(table: Table, size: float, available: float) -> float:
    """How crowded the table is at this size: above 1 when many cells run over more than four lines."""
    widths = _share(table, [need * size + 2 * CELL_PADDING for need in _needs(table)], available)
    cells = [
        width(plain(cell.inlines)) * size / max(sum(widths[column : column + cell.colspan]) - 2 * CELL_PADDING, size)
        for _, column, cell in grid(table.body, len(table.columns))
    ]
    crowded = sum(lines > 4 for lines in cells)
    return crowded / max(len(table.body) * 0.5, 1.0)


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
