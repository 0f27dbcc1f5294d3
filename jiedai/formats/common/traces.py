"""The trace in a file that comes back: which plan it was printed from, and what stood where.

A workbook has it on a sheet that its program does not offer to show, a Word file in its own properties, where Word, WPS
and LibreOffice keep it when they save. Papers for outsiders have none: it names fields of the plan.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jiedai import blocks as b

SHEET = "_jiedai"
PROPERTY = "jiedai-"
"""Properties of a Word file that hold the trace are called by this and a number from 1."""
_CELL, _VALUE = 30_000, 240
"""Characters in a cell, and in a property: the programs cut what is longer."""
MOST = 4_000_000
"""Bytes of a trace that is read."""


Said = str | list[list[Any]] | tuple[tuple[str, int], ...]
"""What a cell says: a text, or parts of one with the numbers of their addresses."""


def table(name: str, said: Mapping[tuple[int, int], Said]) -> dict[str, Any]:
    """The cells of a table or sheet by row and column, as a trace has them: rows, each as long as it says something."""
    rows: list[list[Said]] = []
    for (row, column), text in sorted(said.items()):
        if not text:
            continue
        rows += [[] for _missing in range(len(rows), row + 1)]
        rows[row] += [""] * (column - len(rows[row]))
        rows[row].append(text)
    return {"name": name, "rows": rows}


def said(cell: b.Cell, text: str | None) -> Said:
    """What a cell says; `text` is None where it holds a date, time or number, which is told as readers tell it."""
    if text is not None:
        return cell.told or text
    value = cell.value
    if isinstance(value, dt.datetime):
        kept = value.strftime("%Y-%m-%d %H:%M") if value.time() != dt.time() else value.strftime("%Y-%m-%d")
    elif isinstance(value, dt.time):
        kept = value.strftime("%H:%M")
    elif isinstance(value, dt.date):
        kept = value.isoformat()
    else:
        number = float(value or 0)
        kept = str(int(number)) if number.is_integer() else repr(number)
    traced = [number for _text, number in cell.told if number != -1]
    return ((kept, traced[0]),) if len(traced) == 1 else kept


def hide(book: Any, data: dict[str, Any]) -> None:
    """Put a trace on a sheet of its own in a workbook that is being written."""
    sheet = book.add_worksheet(SHEET)
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for row, start in enumerate(range(0, len(text), _CELL)):
        sheet.write_string(row, 0, text[start : start + _CELL])
    sheet.very_hidden()


def from_cells(cells: Iterable[str]) -> dict[str, Any] | None:
    """The trace in the cells of its sheet; None where it cannot be read any more."""
    return _object("".join(cells))


def packed(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """A trace as the names and values of properties."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    code = base64.b64encode(zlib.compress(text.encode(), 9)).decode()
    for number, start in enumerate(range(0, len(code), _VALUE), 1):
        yield f"{PROPERTY}{number}", code[start : start + _VALUE]


def unpacked(properties: dict[str, str]) -> dict[str, Any] | None:
    """The trace in the properties of a Word file; None where there is none, or parts of it are gone."""
    code, number = "", 1
    while f"{PROPERTY}{number}" in properties:
        code, number = code + properties[f"{PROPERTY}{number}"], number + 1
    if not code:
        return None
    try:
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(base64.b64decode(code, validate=True), MOST)
        return None if unpacker.unconsumed_tail or not unpacker.eof else _object(data.decode())
    except (ValueError, zlib.error):
        return None


def _object(text: str) -> dict[str, Any] | None:
    try:
        data = json.loads(text) if len(text) <= MOST else None
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None
