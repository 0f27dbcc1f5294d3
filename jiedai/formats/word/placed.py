"""What stands at a place of its own on the page: pictures and turned lines, in DrawingML."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from xml.sax.saxutils import quoteattr

from jiedai.formats.common.page import POINTS_PER_MM

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
    return _parsed(f"<w:r{_SPACES}><w:drawing>{inner}</w:drawing></w:r>")


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
    made = _parsed(
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


def _parsed(xml: str) -> Any:
    from docx.oxml.parser import parse_xml

    return parse_xml(xml)


def mm(value: float) -> float:
    """Millimetres as points."""
    return value * POINTS_PER_MM
