"""The trace that a file came back with: read from a sheet that nobody sees, or from the properties of a Word file."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

from jiedai.formats.common import traces
from jiedai.workflow.intake import office_files
from jiedai.workflow.intake.found import Refused

_PROPERTIES = "docProps/custom.xml"
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
    except (zipfile.BadZipFile, etree.XMLSyntaxError, RuntimeError, EOFError, OSError, ValueError, KeyError):
        return None


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
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    found = {
        str(entry.get("name")): "".join(map(str, entry.itertext()))
        for entry in root.findall(f"{_CUSTOM}property")
        if str(entry.get("name")).startswith(traces.PROPERTY)
    }
    return traces.unpacked(found)
