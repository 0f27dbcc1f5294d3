"""The trace that a file came back with: read from a sheet that nobody sees, or from the properties of a Word file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from jiedai.formats.common import traces
from jiedai.source.zipped import DAMAGED
from jiedai.workflow.intake import office_files
from jiedai.workflow.intake.found import Refused

_PROPERTIES = "docProps/custom.xml"
_COMMENTS = re.compile(r"word/comments\.xml|xl/(?:comments/)?comment\w*\.xml")
_MOST_ROWS = 200
_CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"


def trace_of(data: bytes) -> dict[str, Any] | None:
    """The trace of a workbook or Word file; None where it has none.

    Raises:
        Refused: the file is locked, has macros, or swells.
    """
    if not data.startswith(b"PK"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            names = office_files.entries(file)
            if "xl/workbook.xml" in names:
                return _of_workbook(data) if traces.SHEET.encode() in file.read("xl/workbook.xml") else None
            return _of_word(file.read(_PROPERTIES)) if _PROPERTIES in names else None
    except Refused:
        raise
    except DAMAGED:
        return None


def comments_of(data: bytes) -> list[str]:
    """The comments that people put beside a Word file's text or a workbook's cells, with who wrote them where known."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            names = sorted(office_files.entries(file))
            parts = [name for name in names if _COMMENTS.fullmatch(name)]
            return [text for name in parts for text in _comments(file.read(name))]
    except Refused:
        return []
    except DAMAGED:
        return []


def _comments(data: bytes) -> Iterator[str]:
    for node in _parsed(data).iter("{*}comment"):
        text = "".join(part.text or "" for part in node.iter("{*}t")).strip()
        author = str(next((value for name, value in node.attrib.items() if str(name).endswith("}author")), ""))
        where = str(node.get("ref") or "")
        if text:
            yield " ".join(part for part in (where, author, text) if part)


def _parsed(data: bytes) -> Any:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def _of_workbook(data: bytes) -> dict[str, Any] | None:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(traces.SHEET)
        if sheet.total_height > _MOST_ROWS or sheet.total_width > 1:
            return None
        rows = sheet.to_python()
    except CalamineError:
        return None
    return traces.from_cells(str(row[0]) for row in rows if row)


def _of_word(data: bytes) -> dict[str, Any] | None:
    root = _parsed(data)
    found = {
        str(entry.get("name")): "".join(map(str, entry.itertext()))
        for entry in root.findall(f"{_CUSTOM}property")
        if str(entry.get("name")).startswith(traces.PROPERTY)
    }
    return traces.unpacked(found)
