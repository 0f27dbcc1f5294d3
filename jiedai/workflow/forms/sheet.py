"""The collection form as a workbook: three sheets to be read and filled in, and its trace on a fourth."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any

from jiedai.formats.common import traces
from jiedai.language import _
from jiedai.model.choice import Allergen, Diet, Sex
from jiedai.visit.case import Case
from jiedai.workflow.forms.known import Known
from jiedai.workflow.forms.notes import notes, source
from jiedai.workflow.forms.questions import (
    COLUMNS,
    FIRST_ANSWER,
    FIRST_PERSON,
    NOTES,
    OPTIONAL,
    PEOPLE,
    QUESTIONS,
    VISIT,
)

ROWS = 60
_SPARE = 10
"""Empty rows below the people who are expected."""
_WIDTHS = {"index": 6, "name": 12, "unit": 24, "post": 20, "phone": 15, "arrive": 26, "leave": 26, "note": 20}
_RANKS = ("正部级", "副部级", "正厅级", "副厅级", "正处级", "副处级", "正科级", "副科级", "科员", "其他")
_EPOCH = dt.datetime(2000, 1, 1)
"""The time of making that the file tells: the same plan gives the same bytes."""


def workbook(case: Case | None, state: Known, checksum: str = "") -> bytes:
    """The form of a plan, or an empty one; `checksum` is that of the plan's file."""
    import xlsxwriter

    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": _("来访信息表"), "created": _EPOCH})
        looks = _looks(book)
        cells: dict[str, dict[str, str]] = {}
        _visit(book.add_worksheet(VISIT), looks, case, state, cells)
        _people(book.add_worksheet(PEOPLE), looks, state, cells)
        _notes(book.add_worksheet(NOTES), looks, case)
        traces.hide(book, {"form": 1, **source(case, checksum), "cells": cells})
    return buffer.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    base = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "text_wrap": True}
    box = {**base, "border": 1}
    typed = {**box, "num_format": "@"}
    return {
        "title": book.add_format({**base, "font_name": "黑体", "font_size": 16, "align": "center"}),
        "head": book.add_format({**box, "font_name": "黑体", "bg_color": "#F2F2F2", "align": "center"}),
        "label": book.add_format({**box, "bg_color": "#F2F2F2"}),
        "text": book.add_format(typed),
        "asked": book.add_format({**typed, "bg_color": "#FFF2CC"}),
        "how": book.add_format({**base, "font_size": 9, "font_color": "#595959"}),
        "plain": book.add_format(base),
    }


def _visit(
    sheet: Any, looks: dict[str, Any], case: Case | None, state: Known, cells: dict[str, dict[str, str]]
) -> None:
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 52)
    sheet.set_column(2, 2, 40)
    title = _("来访信息") if case is None else _("来访信息（{title}）").format(title=case.plan.title)
    sheet.merge_range(0, 0, 0, 2, title, looks["title"])
    sheet.set_row(0, 30)
    for row, question in enumerate(QUESTIONS, FIRST_ANSWER):
        text = state.answers.get(question.path, "")
        sheet.write_string(row - 1, 0, _(question.title), looks["label"])
        _put(sheet, row - 1, 1, text, looks["asked" if question.path in state.asked else "text"])
        sheet.write_string(row - 1, 2, _(question.how), looks["how"])
        sheet.set_row(row - 1, 24)
        cells[f"{VISIT}!B{row}"] = {"path": question.path, "base": text}
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _put(sheet: Any, row: int, column: int, text: str, look: Any) -> None:
    """A text, which may look like a number or formula, or an empty cell of the same look."""
    if text:
        sheet.write_string(row, column, text, look)
    else:
        sheet.write_blank(row, column, None, look)


def _people(sheet: Any, looks: dict[str, Any], state: Known, cells: dict[str, dict[str, str]]) -> None:
    last = len(COLUMNS) - 1
    sheet.merge_range(0, 0, 0, last, _("人员名单（一人一行；黄色的请填写）"), looks["title"])
    sheet.set_row(0, 30)
    rows = max(ROWS, state.room + _SPARE)
    for column, question in enumerate(COLUMNS):
        sheet.set_column(column, column, _WIDTHS.get(question.path, 10))
        sheet.write_string(1, column, _(question.title), looks["head"])
        if question.how:
            sheet.write_comment(1, column, _(question.how))
    for number in range(rows):
        row = FIRST_PERSON - 1 + number
        person = state.people[number] if number < len(state.people) else {}
        wanted = state.wanted[number] if person else frozenset()
        for column, question in enumerate(COLUMNS):
            text = str(number + 1) if question.path == "index" else person.get(question.path, "")
            empty = not person and number < state.room and question.path not in OPTIONAL
            look = (
                "asked" if question.path in wanted or (empty and question.path not in ("arrive", "leave")) else "text"
            )
            _put(sheet, row, column, text, looks[look])
            if person and question.path != "index":
                place = f"{PEOPLE}!{chr(65 + column)}{row + 1}"
                cells[place] = {"path": f"guests.{person['name']}.{question.path}", "base": text}
    _choices(sheet, rows)
    sheet.freeze_panes(2, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, 1)


def _choices(sheet: Any, rows: int) -> None:
    """What a cell offers; something else may be typed where it is not one of few."""
    offered = {
        "sex": [one.zh for one in Sex],
        "rank": list(_RANKS),
        "diet": ["无", *(one.zh for one in Diet)],
        "allergies": ["无", *(one.zh for one in Allergen)],
    }
    for column, question in enumerate(COLUMNS):
        if names := offered.get(question.path):
            rule = {"validate": "list", "source": names, "error_type": "information", "ignore_blank": True}
            rule |= {"error_title": _("请核对"), "error_message": _("下拉里没有的也可以照实写，几样用顿号隔开。")}
            sheet.data_validation(FIRST_PERSON - 1, column, FIRST_PERSON - 2 + rows, column, rule)


def _notes(sheet: Any, looks: dict[str, Any], case: Case | None) -> None:
    sheet.set_column(0, 0, 90)
    sheet.write_string(0, 0, _("填表说明"), looks["title"])
    for row, line in enumerate(notes(case), 1):
        sheet.write_string(row, 0, line, looks["plain"])
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
