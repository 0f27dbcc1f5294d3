"""What a Word document made by somebody else needs before our elements can stand in it: styles and lists."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from jiedai.formats.common.page import PageStyle
from jiedai.formats.word.styles import BULLETS, NUMBERS, base


@dataclass(frozen=True, slots=True)
class Adopted:
    """How our elements are to call things: `styles` by our ids, the list of bullets, the pattern of numbered lists.

    `lists` is the highest id of a list that is taken.
    """

    styles: dict[str, str]
    bullets: int
    numbers: int
    lists: int

    def rename(self, element: Any) -> None:
        """Call the styles of an element as the document calls them."""
        from docx.oxml.ns import qn

        for tag in ("w:pStyle", "w:tblStyle"):
            for found in element.iter(qn(tag)):
                name = found.get(qn("w:val"))
                found.set(qn("w:val"), self.styles.get(name, name))


def adopt(made: Any, style: PageStyle) -> Adopted:
    """Bring along what the document has not: its own style of the same name is taken as it is."""
    from docx import Document

    ours = Document(BytesIO(base(style)))
    return Adopted(_styles(made, ours), *_lists(made, ours))


def _styles(made: Any, ours: Any) -> dict[str, str]:
    from docx.oxml.ns import qn

    known = {_name(found): found.get(qn("w:styleId")) for found in made.styles.element.iter(qn("w:style"))}
    ids = set(known.values())
    names = {}
    for found in ours.styles.element.iter(qn("w:style")):
        own = found.get(qn("w:styleId"))
        if _name(found) in known:
            names[own] = known[_name(found)]
            continue
        names[own] = own if own not in ids else f"Jiedai{own}"
        copy = deepcopy(found)
        copy.set(qn("w:styleId"), names[own])
        made.styles.element.append(copy)
    for found in made.styles.element.iter(qn("w:style")):
        if (basis := found.find(qn("w:basedOn"))) is not None and found.get(qn("w:styleId")) in names.values():
            basis.set(qn("w:val"), names.get(basis.get(qn("w:val")), basis.get(qn("w:val"))))
    return names


def _name(style: Any) -> str:
    from docx.oxml.ns import qn

    found = style.find(qn("w:name"))
    return "" if found is None else str(found.get(qn("w:val"))).lower()


def _lists(made: Any, ours: Any) -> tuple[int, int, int]:
    """Our two kinds of list under ids that are free: list of bullets, pattern of numbers, highest list."""
    from docx.oxml.ns import qn

    from jiedai.formats.word.xml import element

    root = _numbering(made).element
    patterns = [int(found.get(qn("w:abstractNumId"))) for found in root.findall(qn("w:abstractNum"))]
    lists = [int(found.get(qn("w:numId"))) for found in root.findall(qn("w:num"))]
    pattern, first = max(patterns, default=0) + 1, max(lists, default=0) + 1
    for shift, kind in enumerate((BULLETS, NUMBERS)):
        wanted = next(
            found
            for found in ours.part.numbering_part.element.findall(qn("w:abstractNum"))
            if int(found.get(qn("w:abstractNumId"))) == kind
        )
        copy = deepcopy(wanted)
        copy.set(qn("w:abstractNumId"), str(pattern + shift))
        root.insert(len(patterns) + shift, copy)  # patterns stand before lists
    root.append(element("w:num", element("w:abstractNumId", val=pattern), numId=first))
    return first, pattern + 1, first


def _numbering(made: Any) -> Any:
    """The document's part with lists; an empty one where it has none."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.parts.numbering import NumberingPart

    from jiedai.formats.word.xml import element

    part = made.part
    if not any(relation.reltype == RELATIONSHIP_TYPE.NUMBERING for relation in part.rels.values()):
        new = NumberingPart(
            PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, element("w:numbering"), part.package
        )
        part.relate_to(new, RELATIONSHIP_TYPE.NUMBERING)
    return part.numbering_part
