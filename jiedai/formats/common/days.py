"""Tables of days on pages: the day is a row below the head, said again on each page that it goes on to.

A template gives each day a table of its own with the day as its caption, which cards on a telephone, sheets and
messages want. On paper those of one head are one table, so that their columns stand in line. A program that repeats
only the first rows of a table (Word) gets the days apart again, the day in the head of each.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from jiedai import blocks as b
from jiedai.formats.common import columns


def joined(blocks: Sequence[b.Block]) -> tuple[b.Block, ...]:
    """Blocks with the days that follow each other under the same head in one table, their captions as rows of it."""
    return tuple(_joined(blocks))


def _joined(blocks: Sequence[b.Block]) -> Iterator[b.Block]:
    for shape, run in groupby(blocks, _shape):
        if shape is None:
            yield from (_within(block) for block in run)
        else:
            tables = [table for table in run if isinstance(table, b.Table)]
            body = tuple(row for table in tables for row in (_said(table), *table.body))
            yield replace(tables[0], body=body, caption="", day=None)


def _shape(block: b.Block) -> object:
    """What tables of days have in common that are one on paper; None for what is no table of a day."""
    if not isinstance(block, b.Table) or block.day is None:
        return None
    return block.columns, block.head, block.form, block.bilingual


def _within(block: b.Block) -> b.Block:
    match block:
        case b.Keep(inner) | b.Landscape(inner) | b.Cover(inner):
            return replace(block, blocks=joined(inner))
        case _:
            return block


def _said(table: b.Table) -> tuple[b.Cell, ...]:
    """The row that says the day of a table."""
    return (b.Cell((b.Text(table.caption),), colspan=len(table.columns), header=True, value=table.day),)


def apart(table: b.Table) -> list[b.Table]:
    """A table with days among its rows as one for each, the day as the last row of its head; others as they are."""
    starts = [row for row in columns.groups(table) if _is_day(table.body[row])]
    if not starts:
        return [table]
    first = [replace(table, body=table.body[: starts[0]])] if starts[0] else []
    return first + [
        replace(table, head=(*table.head, table.body[start]), body=table.body[start + 1 : end])
        for start, end in pairwise([*starts, len(table.body)])
    ]


def _is_day(row: tuple[b.Cell, ...]) -> bool:
    value = row[0].value
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)
