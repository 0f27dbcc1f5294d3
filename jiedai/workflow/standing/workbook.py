"""The standing data of an office as a workbook: a sheet a table, a column a field; what stood there on a hidden one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from jiedai.formats.common import traces
from jiedai.language import _
from jiedai.model.base import keys_of
from jiedai.model.enumeration import Choice
from jiedai.workflow.intake.sources import column
from jiedai.workflow.standing.tables import ORGANISATION, SECTIONS, Section, cell_text, titles

_SPARE = 30
_EPOCH = dt.datetime(2000, 1, 1)
"""The time of making that the file tells: the same data give the same bytes."""
_WIDE = {"intro": 50, "address": 26, "name": 22, "duties": 24, "from_": 20, "to": 20, "rooms": 26, "post": 18}
_YES = ("是", "否")


def workbook(data: Mapping[str, Any]) -> bytes:
    """The workbook of an office file's data, keys as typed; empty tables to be filled in where there are none."""
    import xlsxwriter

    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": _("常备资料"), "created": _EPOCH})
        base = {"font_name": "宋体", "font_size": 11, "border": 1, "valign": "vcenter", "text_wrap": True}
        text = book.add_format({**base, "num_format": "@"})
        head = book.add_format({**base, "font_name": "黑体", "bg_color": "#F2F2F2", "align": "center"})
        cells: dict[str, str] = {}
        _organisation(book.add_worksheet(titles(ORGANISATION)[0]), _entry(data, ORGANISATION), head, text, cells)
        for section in SECTIONS:
            _table(book.add_worksheet(titles(section)[0]), section, _entry(data, section), head, text, cells)
        traces.hide(book, {"office": 1, "cells": cells})
    return buffer.getvalue()


def _entry(data: Mapping[str, Any], section: Section) -> Any:
    zh, english = titles(section)
    return data.get(zh, data.get(english))


def _organisation(sheet: Any, entry: Any, head: Any, text: Any, cells: dict[str, str]) -> None:
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 60)
    known = entry if isinstance(entry, dict) else {}
    for row, (_attribute, english, zh) in enumerate(keys_of(ORGANISATION.model)):
        sheet.write_string(row, 0, zh, head)
        _put(sheet, row, 1, cell_text(known.get(zh, known.get(english))), text, cells, titles(ORGANISATION)[0])


def _table(sheet: Any, section: Section, entries: Any, head: Any, text: Any, cells: dict[str, str]) -> None:
    name = titles(section)[0]
    entries = entries if isinstance(entries, list) else [] if entries is None else [entries]
    fields = keys_of(section.model)
    for at, (attribute, _english, zh) in enumerate(fields):
        sheet.set_column(at, at, _WIDE.get(attribute, 13))
        sheet.write_string(0, at, zh, head)
        info = section.model.model_fields[attribute]
        sheet.write_comment(0, at, str(info.description))
        if names := _offered(str(info.annotation), info.annotation):
            rule = {"validate": "list", "source": names, "error_type": "information"}
            sheet.data_validation(1, at, len(entries) + _SPARE, at, rule)
    for row in range(len(entries) + _SPARE):
        entry = entries[row] if row < len(entries) else {}
        known = entry if isinstance(entry, dict) else {fields[0][2]: entry}
        for at, (_attribute, english, zh) in enumerate(fields):
            _put(sheet, row + 1, at, cell_text(known.get(zh, known.get(english))), text, cells, name)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _offered(said: str, annotation: Any) -> list[str]:
    """What a cell of a field offers: the members of an enumeration, or yes and no."""
    from typing import get_args

    kinds = [kind for kind in (annotation, *get_args(annotation)) if isinstance(kind, type)]
    choice = next((kind for kind in kinds if issubclass(kind, Choice)), None)
    if choice is not None:
        return [member.zh for member in choice]
    return list(_YES) if "bool" in said else []


def _put(sheet: Any, row: int, at: int, value: str, look: Any, cells: dict[str, str], name: str) -> None:
    if value:
        sheet.write_string(row, at, value, look)
        cells[f"{name}!{column(at)}{row + 1}"] = value
    else:
        sheet.write_blank(row, at, None, look)
