"""Papers of the staff printed, one cell changed as a person would, and taken in again."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from functools import cache
from typing import Any

import docx
import openpyxl

from jiedai import blocks as b
from jiedai.documents.build import Edition, build
from jiedai.documents.catalog import catalog
from jiedai.documents.scene import Scenes
from jiedai.formats import writer
from jiedai.loading import Loaded, load_text
from jiedai.visit.addresses import Address
from jiedai.workflow.intake.merging import Merged
from jiedai.workflow.intake.sources import read_source
from jiedai.workflow.returned import carrier
from jiedai.workflow.returned.taking import reckoning_of, taken

EDITION = Edition(dt.datetime(2026, 5, 8, 9, 0))


@dataclass(frozen=True)
class Spot:
    """A cell that says values of the plan: its table, row and column from 0, its parts."""

    table: str
    row: int
    column: int
    parts: tuple[tuple[str, int], ...]


def loaded(text: str) -> Loaded:
    return load_text(text.encode(), "方案.yaml")


def document(text: str, name: str, audience: str = "staff") -> b.Document | None:
    plan = loaded(text)
    template = catalog(plan.workspace).templates[name]
    return build(plan, template, audience, EDITION, Scenes()).document


@cache
def printed(text: str, name: str, format: str) -> bytes:
    made = document(text, name)
    assert made is not None
    return writer(format).write(made)


def trace(data: bytes) -> dict[str, Any]:
    found = carrier.trace_of(data)
    assert found is not None
    return found


def spots(data: bytes) -> list[tuple[Spot, list[Address]]]:
    """Every cell that says a value, with the addresses."""
    kept = trace(data)
    at = [Address(*one) for one in kept["at"]]
    return [
        (Spot(table["name"], row, column, tuple((text, number) for text, number in said)), at)
        for table in kept["tables"]
        for row, cells in enumerate(table["rows"])
        for column, said in enumerate(cells)
        if not isinstance(said, str)
    ]


def edited(data: bytes, format: str, changes: dict[tuple[str, int, int], str]) -> bytes:
    """A paper with the text of cells put in, as Word or a spreadsheet program would."""
    saved = io.BytesIO()
    if format == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        for (table, row, column), text in changes.items():
            book[table].cell(row + 1, column + 1).value = text
        book.save(saved)
        return saved.getvalue()
    file = docx.Document(io.BytesIO(data))
    for (table, row, column), text in changes.items():
        cell = file.tables[int(table[1:]) - 1].cell(row, column)
        first, *rest = cell.paragraphs[0]._p.r_lst or [cell.paragraphs[0].add_run()._r]
        for run in rest:
            run.getparent().remove(run)
        for link in cell.paragraphs[0]._p.findall(f"{{{first.nsmap['w']}}}hyperlink"):
            cell.paragraphs[0]._p.remove(link)
        docx.text.run.Run(first, cell.paragraphs[0]).text = text
    file.save(saved)
    return saved.getvalue()


def returned(text: str, data: bytes, format: str) -> Merged:
    kept = trace(data)
    reckoning = reckoning_of(loaded(text), kept, format, EDITION.created)
    return taken(text, read_source(data, f"x.{format}"), kept, reckoning)
