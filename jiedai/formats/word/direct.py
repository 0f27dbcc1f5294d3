"""The figures of the styles once more on each paragraph and run of an official paper.

Word and WPS ask a paragraph's style for its font, line pitch and indent. Tools that check a file against GB/T 9704
mostly do not: they read what stands on the paragraph itself, and take the rest for missing (gongwen-skill 2.15 and
scripts on python-docx do). The styles stay what they are, for headings, contents and whoever goes on writing.
"""

from __future__ import annotations

from typing import Any

from jiedai.formats.common.page import PageStyle
from jiedai.formats.word.styles import fonts, indent, looks, spacing
from jiedai.formats.word.xml import add_property, element, qn


def figures(root: Any, style: PageStyle) -> None:
    """Say font, size, pitch, indent and alignment on each paragraph below `root` that does not say them itself.

    Cells of tables have theirs already.
    """
    known = {look.id: look for look in looks(style)}
    for paragraph in root.findall(qn("w:p")):
        properties = paragraph.find(qn("w:pPr"))
        named = properties.find(qn("w:pStyle")) if properties is not None else None
        look = known.get(named.get(qn("w:val"))) if named is not None else None
        if look is None:
            continue
        listed = properties.find(qn("w:numPr")) is not None
        own = (
            spacing(look.pitch, look.exact, look.before, look.after),
            None if listed else indent(look),
            element("w:jc", val=look.align),
        )
        for child in own:
            if child is not None and properties.find(child.tag) is None:
                add_property(properties, child)
        for run in paragraph.iter(qn("w:r")):
            _figures_of(run, look.font, look.size)


def _figures_of(run: Any, font: str, size: float) -> None:
    properties = run.find(qn("w:rPr"))
    if properties is None:
        properties = element("w:rPr")
        run.insert(0, properties)
    named = properties.find(qn("w:rFonts"))
    if named is None or named.get(qn("w:eastAsia")) is None:
        if named is not None:
            properties.remove(named)
        properties.insert(0, fonts(font))
    if properties.find(qn("w:sz")) is None:
        after = next((child for child in properties if child.tag in (qn("w:u"), qn("w:shd"))), None)
        made = element("w:sz", val=round(size * 2))
        if after is None:
            properties.append(made)
        else:
            after.addprevious(made)
