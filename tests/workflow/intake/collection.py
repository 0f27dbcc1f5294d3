"""The collection of letters, messages and lists: cases in YAML made into the files that an office gets."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from jiedai.workflow.intake import intake
from jiedai.workflow.intake.found import Read

CASES = Path(__file__).with_name("cases")


class Case(NamedTuple):
    """What arrives, the name of the file, the day on which it is read, and what it says."""

    id: str
    name: str
    data: bytes
    as_of: dt.date
    gold: dict[str, Any]


@cache
def cases() -> tuple[Case, ...]:
    """Every case of the collection."""
    return tuple(case_of(name, entry) for path in sorted(CASES.glob("*.yaml")) for name, entry in entries(path))


@cache
def readings() -> tuple[tuple[Case, Read], ...]:
    """Every case with what is read of its file, which all tests look at."""
    return tuple((case, intake.read(case.data, case.name, case.as_of)) for case in cases())


@cache
def entries(path: Path) -> tuple[tuple[str, dict[str, Any]], ...]:
    """The cases in a file as they are written there, with the name of each."""
    listed = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return tuple((f"{path.stem}:{entry['id']}", entry) for entry in listed)


def case_of(name: str, entry: dict[str, Any]) -> Case:
    """A case with the file that it is about."""
    day = entry["as_of"] if isinstance(entry["as_of"], dt.date) else dt.date.fromisoformat(entry["as_of"])
    ending, data = _made(entry)
    return Case(name, f"来件{ending}", data, day, entry["gold"])


def _made(entry: dict[str, Any]) -> tuple[str, bytes]:
    if "sheets" in entry:
        return ".xlsx", workbook(entry["sheets"], entry.get("hidden", []))
    if "csv" in entry:
        return ".csv", entry["csv"].encode(entry.get("form", "utf-8"))
    form = entry.get("form", "docx" if "docx" in entry else "txt")
    text = entry.get("docx") or entry["text"]
    if form == "docx":
        return ".docx", document(text)
    if form == "pdf":
        return ".pdf", page(text)
    return ".txt", text.encode("gb18030" if form == "gb18030" else "utf-8")


def rows_of(text: str) -> list[list[str]]:
    """The cells of rows between bars."""
    return [
        [cell.replace("\\n", "\n") for cell in line.strip()[1:-1].split("|")]
        for line in text.splitlines()
        if line.strip()
    ]


def document(text: str) -> bytes:
    """A Word file: a paragraph a line, rows between bars as a table, ~~ around what is struck out."""
    import docx

    made = docx.Document()
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].strip().startswith("|"):
            end += 1
        if end > at:
            _word_table(made, rows_of("\n".join(lines[at:end])))
            at = end
            continue
        paragraph = made.add_paragraph()
        for number, part in enumerate(lines[at].split("~~")):
            paragraph.add_run(part).font.strike = bool(number % 2)
        at += 1
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _word_table(made: Any, rows: list[list[str]]) -> None:
    table = made.add_table(len(rows), max(map(len, rows)))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text == "<":
                table.cell(r, c - 1).merge(table.cell(r, c))
            elif text == "^":
                table.cell(r - 1, c).merge(table.cell(r, c))
            else:
                table.cell(r, c).text = text


def workbook(sheets: dict[str, str], hidden: list[str]) -> bytes:
    """An XLSX file of sheets of rows."""
    import openpyxl
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, text in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
        rows = rows_of(text)
        for r, row in enumerate(rows, 1):
            for c, cell in enumerate(row, 1):
                if cell in ("<", "^", ""):
                    continue
                struck = cell.startswith("~~")
                target = sheet.cell(r, c, _stored(cell.strip("~")))
                if struck:
                    target.font = Font(strike=True)
        for block in _merged(rows):
            sheet.merge_cells(start_row=block[0], start_column=block[1], end_row=block[2], end_column=block[3])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _stored(cell: str) -> Any:
    if cell.startswith("n:"):
        return float(cell[2:])
    if cell.startswith("t:"):
        return dt.datetime.fromisoformat(cell[2:])
    return cell


def _merged(rows: list[list[str]]) -> Iterator[tuple[int, int, int, int]]:
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell in ("<", "^"):
                continue
            right = c
            while right + 1 < len(row) and row[right + 1] == "<":
                right += 1
            down = r
            while down + 1 < len(rows) and c < len(rows[down + 1]) and rows[down + 1][c] == "^":
                down += 1
            if (right, down) != (c, r):
                yield r + 1, c + 1, down + 1, right + 1


_TYPST = re.compile(r"([\\#$*_`<>@~\[\]/=+-])")


def page(text: str) -> bytes:
    """A PDF with the lines of a text where they stand."""
    import typst

    from jiedai.formats import fonts

    lines = "\\\n".join(_TYPST.sub(r"\\\1", line).replace(" ", "#h(0.5em);") or "#h(0em)" for line in text.splitlines())
    source = f'#set page(paper: "a4")\n#set text(font: ("FandolFang R", "FandolSong"), size: 11pt)\n{lines}\n'
    return bytes(typst.compile(source.encode(), font_paths=fonts.library(system=False)[0]))
