"""The collection form as a Word file, for those who have no spreadsheet program: the same questions in two tables."""

from __future__ import annotations

import datetime as dt

from jiedai import blocks as b
from jiedai.formats import docx
from jiedai.language import _
from jiedai.visit.case import Case
from jiedai.workflow.forms.known import Known
from jiedai.workflow.forms.notes import notes, source
from jiedai.workflow.forms.questions import COLUMNS, FIRST_ANSWER, FIRST_PERSON, PEOPLE, QUESTIONS, VISIT

_MADE = dt.datetime(2000, 1, 1)
"""The time of making that the file tells: the same plan gives the same bytes."""
_SPARE = 4
_LEAST = 12


def paper(case: Case | None, state: Known, checksum: str = "") -> bytes:
    """The form of a plan, or an empty one; `checksum` is that of the plan's file."""
    cells: dict[str, dict[str, str]] = {}
    blocks: tuple[b.Block, ...] = (
        b.Heading(1, (b.Text(_("来访信息表")),)),
        b.Paragraph((b.Text(case.plan.title if case is not None else ""),), b.Align.CENTER, False, "lead"),
        _visit(state, cells),
        b.Landscape((_people(state, cells), *(b.Paragraph((b.Text(line),), indent=False) for line in notes(case)))),
    )
    meta = b.Meta(id="form", title=_("来访信息表"), created=_MADE)
    document = b.Document(meta, blocks, trace={"form": 1, **source(case, checksum), "cells": cells})
    return docx.write(document)


def _visit(state: Known, cells: dict[str, dict[str, str]]) -> b.Table:
    rows = []
    for row, question in enumerate(QUESTIONS, FIRST_ANSWER):
        text = state.answers.get(question.path, "")
        cells[f"{VISIT}!B{row}"] = {"path": question.path, "base": text}
        tone = b.Tone.YELLOW if question.path in state.asked else None
        how = (b.Text(_(question.how), small=True),)
        rows.append(
            (b.Cell((b.Text(_(question.title)),), header=True), b.Cell((b.Text(text),), tone=tone), b.Cell(how))
        )
    return b.Table((b.Column(1.2), b.Column(4), b.Column(3)), (), tuple(rows), form=True)


def _people(state: Known, cells: dict[str, dict[str, str]]) -> b.Table:
    head = tuple(b.Cell((b.Text(_(column.title)),), header=True) for column in COLUMNS)
    rows = []
    for number in range(max(_LEAST, state.room + _SPARE)):
        person = state.people[number] if number < len(state.people) else {}
        wanted = state.wanted[number] if person else frozenset()
        row = []
        for at, column in enumerate(COLUMNS):
            text = str(number + 1) if column.path == "index" else person.get(column.path, "")
            row.append(b.Cell((b.Text(text),), tone=b.Tone.YELLOW if column.path in wanted else None))
            if person and column.path != "index":
                place = f"{PEOPLE}!{chr(65 + at)}{FIRST_PERSON + number}"
                cells[place] = {"path": f"guests.{person['name']}.{column.path}", "base": text}
        rows.append(tuple(row))
    widths = {"index": 0.6, "unit": 2.4, "post": 2.0, "phone": 2.0, "arrive": 1.8, "leave": 1.8}
    columns = tuple(b.Column(widths.get(column.path, 1.0)) for column in COLUMNS)
    return b.Table(columns, (head,), tuple(rows), form=True)
