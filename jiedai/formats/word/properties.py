"""Properties of a Word file that are none of Word's own: where the trace of a paper that may come back is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiedai.formats.common import traces

_NAME = "/docProps/custom.xml"
_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""What every such property is marked with (ECMA-376 part 1, 22.3)."""


def trace(made: Any, data: Mapping[str, Any]) -> None:
    """Put a trace into a Word document that is about to be saved; nothing where it is empty."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from lxml import etree

    if not data:
        return
    spaces: Any = {None: _SPACE, "vt": _TYPES}
    root = etree.Element(f"{{{_SPACE}}}Properties", nsmap=spaces)
    for number, (name, value) in enumerate(traces.packed(dict(data)), 2):
        entry = etree.SubElement(root, f"{{{_SPACE}}}property", fmtid=_FORMAT, pid=str(number), name=name)
        etree.SubElement(entry, f"{{{_TYPES}}}lpwstr").text = value
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    package = made.part.package
    part = Part(PackURI(_NAME), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, blob, package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
