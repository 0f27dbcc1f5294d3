"""Elements of a Word file: WordprocessingML in short, `element("w:jc", val="center")`, and drawings at their places."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any
from xml.sax.saxutils import quoteattr

from docx.oxml.ns import nsmap
from docx.oxml.ns import qn as _qualified
from docx.oxml.parser import oxml_parser, parse_xml

from jiedai.formats.common.page import POINTS_PER_MM

qn = cache(_qualified)
"""A name such as `w:p` with its namespace spelled out; a table asks for the same few thousands of times."""


def element(tag: str, *children: Any, **attributes: str | int | float) -> Any:
    """An element with attributes in its own `w:` namespace and the children that are not None."""
    named = {qn(f"w:{name.rstrip('_')}"): str(value) for name, value in attributes.items()}
    made = oxml_parser.makeelement(qn(tag), named, _namespaces(tag.partition(":")[0]))
    for child in children:
        if child is not None:
            made.append(child)
    return made


@cache
def _namespaces(prefix: str) -> dict[str, str]:
    return {prefix: nsmap[prefix]}


def twips(points: float) -> int:
    """Points as twentieths of a point, the unit of nearly everything in Word."""
    return round(points * 20)


def replace(parent: Any, *children: Any) -> None:
    """Put children into `parent`, each in the place of one with the same name, else at the end."""
    for child in children:
        for old in parent.findall(child.tag):
            parent.remove(old)
        parent.append(child)


_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "pBdr", "shd", "tabs",
    "kinsoku", "overflowPunct", "autoSpaceDE", "autoSpaceDN", "snapToGrid", "spacing", "ind", "jc", "outlineLvl",
    "rPr", "sectPr",
)  # fmt: skip
"""Properties of a paragraph as the schema orders them; Word refuses a file that mixes them."""


def add_property(properties: Any, child: Any) -> None:
    """Put a paragraph property in its place, instead of one that is there already."""
    rank = _ranks()
    for old in properties.findall(child.tag):
        properties.remove(old)
    place = sum(rank.get(other.tag, 0) < rank[child.tag] for other in properties)
    properties.insert(place, child)


@cache
def _ranks() -> dict[str, int]:
    return {qn(f"w:{name}"): number for number, name in enumerate(_ORDER)}


# --- drawings ---------------------------------------------------------------------------------------------------------

# What stands at a place of its own on the page, pictures and turned lines, is DrawingML.

_EMU = 12_700
"""Units of DrawingML in a point."""
_SPACES = (
    ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def emu(points: float) -> int:
    """Points in the unit of DrawingML."""
    return round(points * _EMU)


def picture_run(part: Any, png: bytes, height: float, words: str, number: int, at: tuple[float, float] | None) -> Any:
    """A run with a picture `height` points tall; `at` places it in points from the page's left and top edge.

    Without `at` it stands in the line. `number` tells the drawings of a story apart, `words` say what it shows.
    """
    relation, image = part.get_or_add_image(BytesIO(png))
    width = height * image.px_width / image.px_height
    size = f'cx="{emu(width)}" cy="{emu(height)}"'
    shown = (
        f'<wp:docPr id="{number}" name="drawing{number}" descr={quoteattr(words)}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="drawing{number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic>"
    )
    if at is None:
        inner = f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>{shown}</wp:inline>'
    else:
        inner = _anchor(at, size, shown)
    return parse_xml(f"<w:r{_SPACES}><w:drawing>{inner}</w:drawing></w:r>")


def box_run(lines: list[Any], at: tuple[float, float], size: tuple[float, float], number: int, turned: bool) -> Any:
    """A run with paragraphs in a box of `size` (width, height) with its corner `at`, in points from the page's corner.

    `turned` text runs downwards, from the right edge of the box; other text stands on its bottom edge and keeps the
    text of the page clear of it.
    """
    extent = f'cx="{emu(size[0])}" cy="{emu(size[1])}"'
    way = 'vert="vert" anchor="t"' if turned else 'vert="horz" anchor="b"'
    shown = (
        f'<wp:docPr id="{number}" name="drawing{number}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f'<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>'
        "<wps:txbx><w:txbxContent/></wps:txbx>"
        f'<wps:bodyPr {way} lIns="0" tIns="0" rIns="0" bIns="0"><a:noAutofit/></wps:bodyPr></wps:wsp>'
        "</a:graphicData></a:graphic>"
    )
    made = parse_xml(
        f'<w:r{_SPACES}><mc:AlternateContent><mc:Choice Requires="wps">'
        f"<w:drawing>{_anchor(at, extent, shown, not turned)}</w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )
    next(made.iter("{*}txbxContent")).extend(lines)
    return made


def _anchor(at: tuple[float, float], size: str, shown: str, room: bool = False) -> str:
    """A drawing at a place of the page: behind the text, or with `room` in a stretch of the page of its own."""
    behind, wrap = (0, "wrapTopAndBottom") if room else (1, "wrapNone")
    return (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1"'
        f' behindDoc="{behind}" locked="0"'
        ' layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{emu(at[0])}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{emu(at[1])}</wp:posOffset></wp:positionV>'
        f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:{wrap}/>{shown}</wp:anchor>'
    )


def mm(value: float) -> float:
    """Millimetres as points."""
    return value * POINTS_PER_MM
