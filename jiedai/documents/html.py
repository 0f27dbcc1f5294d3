"""The neutral HTML of templates, read into blocks.

Blocks: `<h1 id>` to `<h5>`, `<p class>`, `<ul> <ol> <li>`, `<table class="form">` with `<caption> <colgroup> <thead>
<tbody> <tr>`, `<col data-width data-align>` and `<th> <td colspan rowspan class>`, `<dl> <dt> <dd>`, `<figure alt
data-width>` with one `<svg>`, perhaps `<figcaption>`, perhaps the drawing in letters as `<pre>`; jiedai's own:
`<page-break/>`, `<keep>` (on one page), `<landscape>` (pages turned sideways), `<cover>` (a page in the middle).

Official papers: `<p class="signature">` one below the other are one signature, units and the date; `<ol
class="attachments">` lists what is attached; `<imprint> <copies> <unit> <number> <issued>` is the 版记 at the foot of
the last page, left out where the unit, the number of the paper or the day is not known.

Inside text: `<br/>`, `<strong>` or `<b>`, `<em>` or `<i>`, `<small>`, `<nobr>`, `<a href="tel:…|#…">`, `<tick
done="yes"/>` (a box to tick), `<blank width="6"/>` (a line to write on, in characters), `<time datetime="2026-05-11">`
and `<data value="60">`, which the filters make: a cell with nothing else in it is a date, time or number in a
spreadsheet.

A cell's classes: a side (`left`, `center`, `right`), a signal colour behind its words (`red`, `yellow`, `blue`).
A paragraph's classes: a role (`lead`, `note`, `annex`, `cut`, `cover-title`, `cover-line`), a side (`left` for a ragged
edge, `center`, `right`), `flush` for no indent. A paragraph, list or table with nothing in it is not printed. Anything
else is a mistake of the template: `HtmlError` with the place that `data-line` on the tag gives (put there when it is
read).

Blanks are as Chinese type wants them (`blanks`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import InvalidOperation
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING, Any

from jiedai import blocks as b
from jiedai.documents import subset as s
from jiedai.documents.blanks import tidy
from jiedai.documents.subset import ALIGNS, LINE, VOID, HtmlError, error_at
from jiedai.documents.traced import told_by, untraced
from jiedai.language import _

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
else:
    Element = Any

__all__ = ["LINE", "VOID", "HtmlError", "read"]

_CONTAINERS: dict[str, type[b.Keep | b.Landscape | b.Cover]] = {
    "keep": b.Keep, "landscape": b.Landscape, "cover": b.Cover,
}  # fmt: skip


def read(text: str) -> tuple[b.Block, ...]:
    """The blocks of a rendered template. Raises HtmlError."""
    return tuple(_flow(s.parse(text)))


# --- blocks -----------------------------------------------------------------------------------------------------------


def _flow(element: Element, loose: bool = False) -> Iterator[b.Block]:
    """The blocks in an element. `loose` text and inline tags, as in a list item, become paragraphs of their own."""
    run: list[b.Inline] = []
    if element.text:
        run.append(b.Text(element.text))
    for child in element:
        if child.tag in s.INLINE:
            run.extend(_inline(child, b.Text("")))
        else:
            yield from _loose(element, run, loose)
            run = []
            if _signs(child):
                if not _signs_on(child):
                    yield from _signature(child)
            elif (block := _block(child)) is not None:
                yield block
        if child.tail:
            run.append(b.Text(child.tail))
    yield from _loose(element, run, loose)


def _loose(element: Element, run: list[b.Inline], allowed: bool) -> Iterator[b.Block]:
    inlines = untraced(tidy(run))
    if inlines and not allowed:
        text = b.plain(inlines).strip()[:20]
        raise error_at(element, _("文字“{text}”要放在段落、标题或表格里").format(text=text))
    if inlines:
        yield b.Paragraph(inlines, indent=False)


def _block(element: Element) -> b.Block | None:
    """The block an element stands for, None where there is nothing in it."""
    tag = str(element.tag)
    match tag:
        case "h1" | "h2" | "h3" | "h4" | "h5":
            inlines = _inlines(element)
            return b.Heading(s.HEADINGS[tag], inlines, element.get("id", "")) if inlines else None
        case "p":
            return _paragraph(element)
        case "ol" if "attachments" in _classes(element, frozenset({"attachments"})):
            names = tuple(text for child in _children(element, "li") if (text := _inlines(child)))
            return b.Attachments(names) if names else None
        case "imprint":
            return _imprint(element)
        case "ul" | "ol":
            items = tuple(item for child in _children(element, "li") if (item := tuple(_flow(child, loose=True))))
            return b.ListBlock(items, tag == "ol") if items else None
        case "table":
            return _table(element)
        case "dl":
            return _definitions(element)
        case "figure":
            return _figure(element)
        case "page-break":
            return b.PageBreak()
        case "keep" | "landscape" | "cover":
            inner = tuple(_flow(element))
            return _CONTAINERS[tag](inner) if inner else None
        case _:
            raise error_at(element, _("<{tag}> 不能放在这里").format(tag=tag))


def _children(element: Element, *tags: str) -> list[Element]:
    """The elements in a container that holds nothing but the tags named."""
    strays = [element.text or "", *(child.tail or "" for child in element)]
    if any(text.strip() for text in strays):
        raise error_at(element, _("<{tag}> 里有没放进格子的文字").format(tag=element.tag))
    for child in element:
        if child.tag not in tags:
            raise error_at(child, _("<{tag}> 不能放在这里").format(tag=child.tag))
    return list(element)


def _classes(element: Element, known: frozenset[str]) -> list[str]:
    words = element.get("class", "").split()
    for word in words:
        if word not in known:
            raise error_at(element, _("<{tag}> 没有 class “{name}”").format(tag=element.tag, name=word))
    return words


def _paragraph(element: Element) -> b.Paragraph | None:
    traced = tidy(_runs(element, b.Text("")))
    inlines = untraced(traced)
    if not inlines:
        return None
    words = _classes(element, s.ROLES | ALIGNS.keys() | {"flush"})
    role = next((word for word in words if word in s.ROLES), "")
    align = next((ALIGNS[word] for word in words if word in ALIGNS), b.Align.JUSTIFY)
    indent = not role and "flush" not in words and align in (b.Align.JUSTIFY, b.Align.LEFT)
    return b.Paragraph(inlines, align, indent, role, told_by(traced))


def _signs(element: Element) -> bool:
    """Whether an element is a line of a signature."""
    return element.tag == "p" and element.get("class") == s.SIGNATURE


def _signs_on(element: Element) -> bool:
    """Whether a line of a signature goes on from the line before it."""
    before = element.getprevious()
    return before is not None and _signs(before) and not (before.tail or "").strip()


def _signature(first: Element) -> Iterator[b.Signature]:
    """The signature whose first line this is, with those that follow it directly."""
    elements = [first, *takewhile(lambda after: _signs(after) and _signs_on(after), first.itersiblings())]
    written = (tuple(dropwhile(lambda part: isinstance(part, b.LineBreak), _inlines(element))) for element in elements)
    lines = tuple(line for line in written if line)
    if lines:
        yield b.Signature(lines)


def _imprint(element: Element) -> b.Imprint | None:
    parts = {str(child.tag): _inlines(child) for child in _children(element, *s.IMPRINT)}
    if not all(parts.get(name) for name in ("unit", "number", "issued")):
        return None
    return b.Imprint(parts.get("copies", ()), parts["unit"], parts["issued"])


def _definitions(element: Element) -> b.Definitions | None:
    pairs: list[tuple[b.Inlines, b.Inlines]] = []
    term: b.Inlines | None = None
    for child in _children(element, "dt", "dd"):
        if child.tag == "dt":
            term = _inlines(child)
        elif term is None:
            raise error_at(child, _("<dd> 前面要有 <dt>"))
        else:
            text = _inlines(child)
            if text:
                pairs.append((term, text))
            term = None
    return b.Definitions(tuple(pairs)) if pairs else None


def _figure(element: Element) -> b.Figure:
    from lxml import etree

    drawings = element.findall(f"{s.SVG}svg")
    if len(drawings) != 1 or not element.get("alt"):
        raise error_at(element, _("<figure> 里要有一幅 <svg>，并用 alt 写明图的内容"))
    _children(element, f"{s.SVG}svg", "figcaption", "pre")
    for part in drawings[0].iter():
        part.attrib.pop(LINE, "")
    svg = etree.tostring(drawings[0], encoding="unicode", with_tail=False)
    caption = element.find("figcaption")
    words = "" if caption is None else b.plain(_inlines(caption))
    width = _number(element, "data-width", 1.0)
    if not 0 < width <= 1:
        raise error_at(element, _("data-width 应当大于 0、不超过 1"))
    letters = element.find("pre")
    return b.Figure(svg, element.get("alt", ""), words, width, "" if letters is None else _lines(letters))


def _lines(element: Element) -> str:
    """Text as it stands, line by line; blanks are part of it."""
    for child in element:
        if child.tag != "br":
            raise error_at(child, _("<{tag}> 不能放在这里").format(tag=child.tag))
    return "".join([element.text or "", *("\n" + (child.tail or "") for child in element)]).strip("\n")


# --- tables -----------------------------------------------------------------------------------------------------------


def _table(element: Element) -> b.Table | None:
    head: list[tuple[Element, tuple[b.Cell, ...]]] = []
    body: list[tuple[Element, tuple[b.Cell, ...]]] = []
    columns: tuple[b.Column, ...] = ()
    caption, day = "", None
    for part in _children(element, "caption", "colgroup", "thead", "tbody", "tr"):
        match part.tag:
            case "caption":
                caption = b.plain(_inlines(part))
                said = _cell_value(part, caption)
                day = said if isinstance(said, dt.date) and not isinstance(said, dt.datetime) else None
            case "colgroup":
                columns = tuple(_column(child) for child in _children(part, "col"))
            case "thead":
                head.extend((row, _row(row)) for row in _children(part, "tr"))
            case "tbody":
                body.extend((row, _row(row)) for row in _children(part, "tr"))
            case _:
                body.append((part, _row(part)))
    if not body:
        return None
    if not columns:
        columns = (b.Column(),) * sum(cell.colspan for cell in (head or body)[0][1])
    for rows in (head, body):
        _check_grid(rows, len(columns))
    form = "form" in _classes(element, frozenset({"form"}))
    return b.Table(columns, tuple(row for _e, row in head), tuple(row for _e, row in body), caption, form, day)


def _column(element: Element) -> b.Column:
    align = element.get("data-align", "left")
    if align not in ALIGNS:
        raise error_at(element, _("data-align 应当是 left、center 或 right"))
    return b.Column(_number(element, "data-width", 1.0), ALIGNS[align])


def _row(element: Element) -> tuple[b.Cell, ...]:
    return tuple(_cell(child) for child in _children(element, "th", "td"))


_OF_CELLS = frozenset(ALIGNS.keys() | s.TONES.keys())


def _cell(element: Element) -> b.Cell:
    words = _classes(element, _OF_CELLS)
    align = next((ALIGNS[word] for word in words if word in ALIGNS), None)
    tone = next((s.TONES[word] for word in words if word in s.TONES), None)
    colspan, rowspan = (_count(element, name, 1) for name in ("colspan", "rowspan"))
    if colspan < 1 or rowspan < 1:
        raise error_at(element, _("colspan 和 rowspan 至少是 1"))
    traced = tidy(_runs(element, b.Text("")))
    inlines = untraced(traced)
    value = _cell_value(element, b.plain(inlines))
    told = told_by(traced) or (() if inlines or not len(element) else s.to_be_told(element))
    return b.Cell(inlines, colspan, rowspan, element.tag == "th", align, value, tone, told)


def _cell_value(element: Element, text: str) -> b.Value | None:
    """The value of a cell that says nothing but one `<time>` or `<data>`, or a day and the time on it."""
    tags = list(element.iter(*s.VALUES)) if len(element) else []
    said = "".join(b.plain(_inlines(tag)) for tag in tags)
    if not tags or "".join(said.split()) != "".join(text.split()):
        return None
    match [_value(tag) for tag in tags]:
        case [value]:
            return value
        case [dt.date() as day, dt.time() as time] if not isinstance(day, dt.datetime):
            return dt.datetime.combine(day, time)
        case _:
            return None


def _value(element: Element) -> b.Value:
    """The value that a tag states."""
    attribute = s.VALUES[str(element.tag)]
    written = element.get(attribute, "")
    try:
        return s.read_value(written, str(element.tag))
    except (ValueError, InvalidOperation):
        raise error_at(element, _("{name} 的“{value}”读不懂").format(name=attribute, value=written)) from None


def _check_grid(rows: list[tuple[Element, tuple[b.Cell, ...]]], width: int) -> None:
    """Refuse rows that do not fill the table's columns exactly, cells that span rows included."""
    open_rows = [0] * width
    for element, cells in rows:
        column = 0
        for cell in cells:
            while column < width and open_rows[column]:
                column += 1
            if column + cell.colspan > width or any(open_rows[column : column + cell.colspan]):
                raise error_at(element, _("这一行的格子比表格的 {count} 列多").format(count=width))
            open_rows[column : column + cell.colspan] = [cell.rowspan] * cell.colspan
            column += cell.colspan
        if not all(open_rows):
            raise error_at(element, _("这一行的格子不够，表格有 {count} 列").format(count=width))
        open_rows = [left - 1 for left in open_rows]
    if rows and any(open_rows):
        raise error_at(rows[-1][0], _("rowspan 超出了表格的最后一行"))


def _number(element: Element, name: str, default: float) -> float:
    text = element.get(name)
    try:
        return default if text is None else float(text)
    except ValueError:
        raise error_at(element, _("{name} 应当是数字").format(name=name)) from None


MOST = 100_000
"""What a template may count to: more columns, rows or characters to write on has no paper."""


def _count(element: Element, name: str, default: int) -> int:
    """A whole number at an attribute."""
    number = _number(element, name, default)
    if not abs(number) <= MOST:
        raise error_at(element, _("{name} 应当是数字").format(name=name))
    return int(number)


# --- inline -----------------------------------------------------------------------------------------------------------


def _inlines(element: Element) -> b.Inlines:
    return untraced(tidy(_runs(element, b.Text(""))))


def _runs(element: Element, style: b.Text) -> Iterator[b.Inline]:
    """The runs in an element, in a style."""
    if element.text:
        yield style.saying(element.text)
    for child in element:
        yield from _inline(child, style)
        if child.tail:
            yield style.saying(child.tail)


def _inline(element: Element, style: b.Text) -> Iterator[b.Inline]:
    tag = str(element.tag)
    match tag:
        case "br":
            yield b.LineBreak()
        case "tick":
            yield b.Tick(element.get("done", "").strip().lower() in ("yes", "true", "done", "是"))
        case "blank":
            yield b.Blank(_count(element, "width", 6))
        case "a":
            href = element.get("href", "")
            if not href.startswith(("tel:", "#")):
                raise error_at(element, _("链接只能是 tel: 电话或 # 开头的文内位置"))
            yield b.Link(href, b.plain(_inlines(element)), style.source)
        case s.TOLD:
            yield from _runs(element, replace(style, source=_count(element, "n", -1)))
        case "nobr":
            if text := b.plain(tidy(_runs(element, style))):
                yield replace(style, text=text, nowrap=True)
        case _ if tag in s.VALUES:
            yield from _runs(element, style)
        case _ if tag in s.STYLES:
            yield from _runs(element, replace(style, **s.STYLES[tag]))
        case _:
            raise error_at(element, _("<{tag}> 不能放在这里").format(tag=tag))
