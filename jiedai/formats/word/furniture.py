"""What stands around the text of a page: paper and margins, marks at the head, page number, line at the foot."""

from __future__ import annotations

import math
from typing import Any
from xml.sax.saxutils import quoteattr

from jiedai import blocks as b
from jiedai.formats.common import columns
from jiedai.formats.common.page import POINTS_PER_MM, PageStyle
from jiedai.formats.common.text import one_line, stamp
from jiedai.formats.word.styles import HEI_FONT, SONG_FONT, fonts, spacing
from jiedai.formats.word.xml import element, twips

_MARK_RISE = 8.0
"""Millimetres from the marks down to the type area."""


def section_properties(style: PageStyle, footer: str) -> Any:
    """Paper, margins, and the grid of lines; header and footer references come later."""
    turned = {"orient": "landscape"} if style.width > style.height else {}
    mm = POINTS_PER_MM
    head = max(style.top - _MARK_RISE - style.mark / mm, 5.0)
    foot = max(style.bottom - style.number_drop - _foot_height(style, footer) / mm, 5.0)
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


def fill(section: Any, document: b.Document, style: PageStyle, cover: bool) -> None:
    """Headers and footers of a section: odd and even pages differ, a cover has none but the draft's stamp."""
    meta = document.meta
    marks = "" if cover else "　".join(map(one_line, meta.marks))
    for header in (section.header, section.even_page_header):
        header.is_linked_to_previous = False
        _put(header, [_head(marks, style, stamp(meta))])
    for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        _put(
            footer,
            [_line("", style.footer)] if cover else [_number(align, style), *_foot(one_line(meta.footer), style)],
        )


def _put(story: Any, paragraphs: list[Any]) -> None:
    root = story._element
    for child in list(root):
        root.remove(child)
    root.extend(paragraphs)


def _foot_height(style: PageStyle, footer: str) -> float:
    """Height of number and foot line together, in points."""
    if not footer:
        return style.number
    lines = math.ceil(columns.width(one_line(footer)) * style.footer / style.text_width)
    return (style.footer_drop - style.number_drop) * POINTS_PER_MM + lines * style.footer * 1.3


def _text(text: str, size: float, font: str) -> Any:
    run = element("w:r", element("w:rPr", fonts(font), element("w:sz", val=round(size * 2))))
    part = element("w:t")
    part.text = text
    part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(part)
    return run


def _number(align: str, style: PageStyle) -> Any:
    properties = element("w:rPr", fonts(SONG_FONT, SONG_FONT), element("w:sz", val=round(style.number * 2)))
    indent = {align: twips(style.body)}
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


def _foot(footer: str, style: PageStyle) -> list[Any]:
    if not footer:
        return []
    before = (style.footer_drop - style.number_drop) * POINTS_PER_MM - style.number
    return [_line(footer, style.footer, max(before, 2.0))]


def _line(text: str, size: float, before: float = 0.0) -> Any:
    space = spacing(size * 1.3, before=before)
    properties = element("w:pPr", element("w:pStyle", val="Footer"), space, element("w:jc", val="center"))
    return element("w:p", properties, _text(text, size, SONG_FONT))


def _head(marks: str, style: PageStyle, stamped: str) -> Any:
    paragraph = element("w:p", element("w:pPr", element("w:pStyle", val="Header")))
    if stamped:
        paragraph.append(_watermark(stamped))
    if marks:
        paragraph.append(_text(marks, style.mark, HEI_FONT))
    return paragraph


def _watermark(text: str) -> Any:
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
