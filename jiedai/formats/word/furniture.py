"""What stands around the text of a page: paper and margins, marks at the head, page number, line at the foot."""

from __future__ import annotations

import math
import re
from typing import Any
from xml.sax.saxutils import quoteattr

from jiedai import blocks as b
from jiedai.formats.common import columns
from jiedai.formats.common.drawing import as_svg, code_png
from jiedai.formats.common.lines import one_line, stamp
from jiedai.formats.common.page import POINTS_PER_MM, PageStyle, page_style
from jiedai.formats.word.styles import HEI_FONT, SONG_FONT, fonts, spacing
from jiedai.formats.word.xml import box_run, element, mm, picture_run, twips

_MARK_RISE = 8.0
"""Millimetres from the marks down to the type area."""


def section_properties(style: PageStyle, footer: str, numbered: bool = True) -> Any:
    """Paper, margins, and the grid of lines; header and footer references come later."""
    turned = {"orient": "landscape"} if style.width > style.height else {}
    mm = POINTS_PER_MM
    head = max(style.top - _MARK_RISE - style.mark / mm, 5.0)
    drop = style.number_drop if _number_below(style, numbered) else style.footer_drop
    foot = max(style.bottom - drop - _foot_height(style, footer, numbered) / mm, 5.0)
    return element(
        "w:sectPr",
        element("w:type", val="nextPage"),
        element("w:pgSz", w=twips(style.width * mm), h=twips(style.height * mm), **turned),
        element(
            "w:pgMar",
            top=twips(style.top * mm), right=int(style.right * mm * 20), bottom=int(style.bottom * mm * 20),
            left=int(style.left * mm * 20), header=twips(head * mm), footer=twips(foot * mm), gutter=0,
        ),
        element("w:docGrid", type="lines", linePitch=int(style.pitch * 20)),
    )  # fmt: skip


def _number_below(style: PageStyle, numbered: bool) -> bool:
    """Whether the page number stands at the foot: on a page on its side it is at the left edge, a cover has none."""
    return numbered and style.width <= style.height


def lies(properties: Any) -> bool:
    """Whether the pages of a section lie on their side."""
    from docx.oxml.ns import qn

    size = properties.find(qn("w:pgSz"))
    return size is not None and int(size.get(qn("w:w"), 0)) > int(size.get(qn("w:h"), 0))


def turned(properties: Any, landscape: bool) -> Any:
    """The properties of a section with its pages on their side or upright: margins turn with the sheet."""
    from docx.oxml.ns import qn

    if lies(properties) == landscape or (size := properties.find(qn("w:pgSz"))) is None:
        return properties
    width, height = size.get(qn("w:w")), size.get(qn("w:h"))
    size.set(qn("w:w"), height)
    size.set(qn("w:h"), width)
    size.set(qn("w:orient"), "landscape" if landscape else "portrait")
    margins = properties.find(qn("w:pgMar"))
    names = ("top", "right", "bottom", "left")
    values = [margins.get(qn(f"w:{name}")) for name in names]
    shifted = [values[-1], *values[:-1]] if landscape else [*values[1:], values[0]]
    for name, value in zip(names, shifted, strict=True):
        margins.set(qn(f"w:{name}"), value)
    return properties


def text_width(properties: Any) -> float:
    """The width of the type area of a section, in points."""
    from docx.oxml.ns import qn

    size, margins = properties.find(qn("w:pgSz")), properties.find(qn("w:pgMar"))
    if size is None or margins is None:
        return page_style(b.Paper.A4).text_width
    return (int(size.get(qn("w:w"))) - int(margins.get(qn("w:left"))) - int(margins.get(qn("w:right")))) / 20


def fill(section: Any, document: b.Document, style: PageStyle, cover: bool) -> None:
    """Headers and footers of a section: odd and even pages differ; a cover has no page number."""
    cover = cover or not document.meta.numbered
    for header in (section.header, section.even_page_header):
        header.is_linked_to_previous = False
        _put(header, [_head(document.meta, style, header.part)])
    for footer, odd in ((section.footer, True), (section.even_page_footer, False)):
        footer.is_linked_to_previous = False
        lines = [_number("right" if odd else "left", style)] if _number_below(style, not cover) else []
        foot = _foot(document.meta, style, lines == [])
        for run in _beside(document.meta, style, footer.part, odd, cover):
            foot.append(run)
        _put(footer, [*lines, foot])


def _beside(meta: b.Meta, style: PageStyle, part: Any, odd: bool, cover: bool) -> list[Any]:
    """What stands at the side: the code at the inner edge, and the number of a page on its side at the left."""
    made = []
    if meta.code:
        at = _code_corner(style, odd)
        made.append(picture_run(part, code_png(meta.code), mm(style.code), one_line(meta.code), 1, at))
    if not cover and style.width > style.height:
        length = mm(40)
        # The box hangs from the line 7 mm off the type area; its text runs downwards.
        left = mm(style.left - style.number_drop) - style.number
        top = mm(style.height - style.bottom) - style.body - length if odd else mm(style.top) + style.body
        line = _number("right" if odd else "left", style, inset=False)
        made.append(box_run([line], (left, top), (style.number * 1.2, length), 2, turned=True))
    return made


def _code_corner(style: PageStyle, odd: bool) -> tuple[float, float]:
    """Where the code stands, in points from the page's left and top edge."""
    left = style.left if odd else style.width - style.right - style.code
    return left * POINTS_PER_MM, (style.height - style.bottom + style.number_drop + 1.5) * POINTS_PER_MM


def code_frame(text: str, style: PageStyle, odd: bool) -> Any:
    """A paragraph with a text in a frame where the code stands, for templates in which a tag stands for it."""
    left, top = _code_corner(style, odd)
    side = twips(style.code * POINTS_PER_MM)
    place: dict[str, str | int] = {
        "w": side,
        "h": side,
        "hRule": "exact",
        "hSpace": twips(6),
        "wrap": "around",
        "vAnchor": "page",
    }
    frame = element("w:framePr", **place, hAnchor="page", x=twips(left), y=twips(top))
    return element("w:p", element("w:pPr", element("w:pStyle", val="Footer"), frame), _text(text, 5, SONG_FONT))


def _put(story: Any, paragraphs: list[Any]) -> None:
    root = story._element
    for child in list(root):
        root.remove(child)
    root.extend(paragraphs)


def _foot_height(style: PageStyle, footer: str, numbered: bool) -> float:
    """Height of number and foot line together, in points."""
    lines = math.ceil(columns.width(one_line(footer)) * style.footer / (style.text_width - 2 * _side(style)))
    foot = max(lines, 1) * style.footer * 1.3
    if not _number_below(style, numbered):
        return foot
    return (style.footer_drop - style.number_drop) * POINTS_PER_MM + foot


def _side(style: PageStyle) -> float:
    """Points that the foot line leaves free at either side for the code."""
    return (style.code + 3) * POINTS_PER_MM


def _text(text: str, size: float, font: str) -> Any:
    run = element("w:r", element("w:rPr", fonts(font), element("w:sz", val=round(size * 2))))
    part = element("w:t")
    part.text = text
    part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(part)
    return run


def _number(align: str, style: PageStyle, inset: bool = True) -> Any:
    properties = element("w:rPr", fonts(SONG_FONT, SONG_FONT), element("w:sz", val=round(style.number * 2)))
    indent = {align: twips(style.body) if inset else 0}
    field = []
    for kind in ("begin", "", "separate", "1", "end"):
        if kind in ("begin", "separate", "end"):
            content = element("w:fldChar", fldCharType=kind)
        else:
            content = element("w:t" if kind else "w:instrText")
            content.text = kind or "PAGE"
        field.append(element("w:r", element("w:rPr", *(_copy(child) for child in properties)), content))
    return element(
        "w:p",
        element(
            "w:pPr",
            element("w:pStyle", val="Footer"),
            spacing(style.number),
            element("w:ind", **indent),
            element("w:jc", val=align),
        ),
        _text("— ", style.number, SONG_FONT),
        *field,
        _text(" —", style.number, SONG_FONT),
    )


def _copy(child: Any) -> Any:
    from copy import deepcopy

    return deepcopy(child)


def _foot(meta: b.Meta, style: PageStyle, alone: bool) -> Any:
    """The line that every page says, clear of the code at the side; `alone` without a page number above it."""
    before = (style.footer_drop - style.number_drop) * POINTS_PER_MM - style.number
    size = style.footer
    side = twips(_side(style)) if meta.code else 0
    properties = element(
        "w:pPr",
        element("w:pStyle", val="Footer"),
        spacing(size * 1.3, before=0.0 if alone else max(before, 2.0)),
        element("w:ind", left=side, right=side),
        element("w:jc", val="center"),
    )
    room = (style.text_width - 2 * (side / 20)) / size
    lines = [_text(line, size, SONG_FONT) for line in _broken(one_line(meta.footer), room)]
    return element("w:p", properties, *_separated(lines))


def _broken(footer: str, room: float) -> list[str]:
    """The line at the foot in two, between its parts and about equally long, where it is wider than `room` ems."""
    parts = re.split("(\u2002| · )", footer)
    if columns.width(footer) <= room or len(parts) < 3:
        return [footer] if footer else []
    cuts = [("".join(parts[:cut]), "".join(parts[cut + 1 :])) for cut in range(1, len(parts), 2)]
    return list(min(cuts, key=lambda lines: max(map(columns.width, lines))))


def _separated(runs: list[Any]) -> list[Any]:
    """Runs with a line break between one and the next."""
    return [part for run in runs for part in (element("w:r", element("w:br")), run)][1:]


def _head(meta: b.Meta, style: PageStyle, part: Any) -> Any:
    """The marks at the left, the office's logo and name at the right over a line of its colour."""
    from jiedai.formats.pdf import picture

    house = meta.house
    line = element("w:bottom", val="single", sz=6, space=3, color=house.main) if house.main else None
    right = bool(house.name or house.logo)
    paragraph = element(
        "w:p",
        element(
            "w:pPr",
            element("w:pStyle", val="Header"),
            element("w:pBdr", line) if line is not None else None,
            element("w:tabs", element("w:tab", val="right", pos=twips(style.text_width))) if right else None,
            spacing(style.mark * 1.2, exact=False) if house.logo else None,
        ),
    )
    if stamped := stamp(meta):
        paragraph.append(watermark(stamped))
    if meta.marks:
        paragraph.append(_text("　".join(map(one_line, meta.marks)), style.mark, HEI_FONT))
    if right:
        paragraph.append(element("w:r", element("w:tab")))
    if house.logo:
        png = house.logo.data if house.logo.kind == "png" else picture(as_svg(house.logo), 300)
        paragraph.append(picture_run(part, png, style.mark * 1.7, one_line(house.name), 1, None))
    if house.name:
        run = _text((" " if house.logo else "") + one_line(house.name), style.mark * 0.75, HEI_FONT)
        if house.main:
            run.find("{*}rPr").insert(1, element("w:color", val=house.main))
        paragraph.append(run)
    return paragraph


def watermark(text: str) -> Any:
    """The stamp that Word itself makes for 水印: a turned text path behind the page's text."""
    from docx.oxml.parser import parse_xml

    return parse_xml(
        '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><w:pict>'
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
        ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
        '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        '<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136"'
        f" alt={quoteattr(text)}"
        ' style="position:absolute;margin-left:0;margin-top:0;width:260pt;height:120pt;rotation:315;z-index:-251658752;'
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        'mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#d9d9d9" stroked="f">'
        f'<v:fill opacity=".5"/><v:textpath style="font-family:&quot;{HEI_FONT}&quot;;font-size:1pt"'
        f" string={quoteattr(text)}/></v:shape></w:pict></w:r>"
    )
