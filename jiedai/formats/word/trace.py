"""The trace of a Word file: what stands in each cell and paragraph, in properties that are none of Word's own.

Cells and paragraphs are marked while the body is made, and read from it once it stands, so that the trace says what the
file says.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from jiedai import blocks as b
from jiedai.formats.common import traces
from jiedai.formats.word.xml import qn

_NAME = "/docProps/custom.xml"
_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""What every such property is marked with (ECMA-376 part 1, 22.3)."""
_MARK = "told"
"""An attribute of a cell or paragraph while the body is made; no file has it."""


def mark(node: Any, told: b.Told) -> None:
    """Mark a `w:tc` or `w:p` with what it says."""
    node.set(_MARK, json.dumps(told))


def keep(made: Any, data: Mapping[str, Any]) -> None:
    """Put a trace into a Word document that is about to be saved: `data`, and what its body says."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from lxml import etree

    spaces: Any = {None: _SPACE, "vt": _TYPES}
    root = etree.Element(f"{{{_SPACE}}}Properties", nsmap=spaces)
    for number, (name, value) in enumerate(traces.packed({**data, **_body(made.element.body)}), 2):
        entry = etree.SubElement(root, f"{{{_SPACE}}}property", fmtid=_FORMAT, pid=str(number), name=name)
        etree.SubElement(entry, f"{{{_TYPES}}}lpwstr").text = value
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    package = made.part.package
    part = Part(PackURI(_NAME), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, blob, package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def _body(body: Any) -> dict[str, Any]:
    """The paragraphs and tables of a body, marks taken off."""
    lines: list[traces.Said] = []
    tables: list[dict[str, Any]] = []
    for child in body:
        if child.tag == qn("w:p"):
            told = child.attrib.pop(_MARK, None)
            said = [line for line in _text(child).split("\n") if line.strip()]
            lines += [json.loads(told)] if told and len(said) == 1 else said
        elif child.tag == qn("w:tbl"):
            tables.append(_table(child, f"表{len(tables) + 1}"))
    return {"tables": tables, "lines": lines}


def _table(node: Any, name: str) -> dict[str, Any]:
    said: dict[tuple[int, int], traces.Said] = {}
    for row, cells in enumerate(node.findall(qn("w:tr"))):
        column = 0
        for cell in cells.findall(qn("w:tc")):
            span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            told = cell.attrib.pop(_MARK, None)
            if merge is None or merge.get(qn("w:val")) == "restart":
                said[row, column] = json.loads(told) if told else _text(cell)
            column += int(span.get(qn("w:val"))) if span is not None else 1
    return traces.table(name, said)


def _text(node: Any) -> str:
    """The text of a paragraph or cell, line breaks as newlines."""
    parts = node.iter(qn("w:t"), qn("w:br"))
    return "".join((part.text or "") if part.tag == qn("w:t") else "\n" for part in parts)
