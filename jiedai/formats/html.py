"""One HTML file that carries everything: read on a phone, printed with the margins of the paper."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html import escape as _escape

from jiedai import blocks as b
from jiedai.formats.common import columns, letter
from jiedai.formats.common.drawing import as_svg, code_svg, dressed, inlined
from jiedai.formats.common.lines import clean, labels, one_line, stamp
from jiedai.formats.common.page import PageStyle, style_of
from jiedai.formats.common.titles import JOINT, jointed
from jiedai.formats.common.tones import FILLS
from jiedai.formats.web import Pocket, is_booklet
from jiedai.language import N_

SUFFIX = ".html"
TITLE = N_("网页")

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""No script, nothing fetched: even a file that was tampered with stays a page of text."""


_WIDE = 4
"""Columns from which on a list is shown as cards on a narrow screen."""
_DRAWING_FONTS = ("黑体", "SimHei", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "sans-serif")


def write(document: b.Document) -> bytes:
    """The document as UTF-8 HTML without anything from outside; a booklet has one script of its own, no other any."""
    meta = document.meta
    pocket = Pocket(document) if is_booklet(document) else None
    document = replace(document, blocks=pocket.blocks) if pocket else document
    page = _Page(document, pocket)
    marks = " ".join(f"<span>{_text(mark)}</span>" for mark in meta.words)
    stamped = f'<div class="stamp" aria-hidden="true">{stamp(meta)}</div>' if meta.draft else ""
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{_text(meta.language)}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_text(_POLICY + (pocket.policy if pocket else ""))}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="format-detection" content="telephone=no">',
        f'<meta name="author" content="{_text(meta.author)}">' if meta.author else "",
        f"<title>{_text(one_line(meta.title))}</title>",
        f"<style>{stylesheet(document)}{pocket.style() if pocket else ''}</style>",
        "</head>",
        '<body class="pocket">' if pocket else "<body>",
        stamped,
        f'<header class="marks">{marks}{_house(meta.house)}</header>' if meta.words or meta.house != b.House() else "",
        *_letterhead(meta.letterhead),
        *(pocket.top() if pocket else ()),
        "<main>",
        *page.blocks(document.blocks, style_of(document).text_width),
        "</main>",
        f"<footer>{_code(meta)}{_text(meta.footer)}</footer>" if meta.footer or meta.code else "",
        *(pocket.bottom() if pocket else ()),
        "</body>",
        "</html>",
    ]
    return ("\n".join(part for part in parts if part) + "\n").encode()


class _Page:
    """Makes the elements of one document: knows which anchors exist."""

    def __init__(self, document: b.Document, pocket: Pocket | None = None) -> None:
        self._pocket = pocket
        self._titled = False
        self._drawings = 0
        self._section = ""
        self._regions: Counter[str] = Counter()
        self._style = style_of(document)
        self._turned = style_of(document, True)
        self._labels = labels(document.meta)
        headings = (block for block in b.walk(document.blocks) if isinstance(block, b.Heading))
        self._anchors = {heading.anchor for heading in headings if heading.anchor}
        self._used: set[str] = set()

    def blocks(self, blocks: tuple[b.Block, ...], width: float) -> Iterator[str]:
        for block in blocks:
            yield from self._block(block, width)

    def _block(self, block: b.Block, width: float) -> Iterator[str]:
        match block:
            case b.Heading(level, inlines, anchor):
                self._section = b.plain(inlines)
                said = self.inlines(jointed(inlines) if level == 1 else inlines).replace(JOINT, "<wbr>")
                yield f"<h{level}{self._id(anchor)}>{said}</h{level}>"
            case b.Paragraph(role="cover-title") if not self._titled:
                self._titled = True
                said = self.inlines(jointed(block.inlines)).replace(JOINT, "<wbr>")
                yield f"<h1{_paragraph_class(block)}>{said}</h1>"
            case b.Paragraph():
                yield f"<p{_paragraph_class(block)}>{self.inlines(block.inlines)}</p>"
            case b.ListBlock(items, ordered):
                tag = "ol" if ordered else "ul"
                yield f"<{tag}>"
                for item in items:
                    yield "<li>" + "".join(self.blocks(item, width)) + "</li>"
                yield f"</{tag}>"
            case b.Table():
                yield from self._table(block, width)
            case b.Definitions(items):
                yield "<dl>"
                for term, text in items:
                    yield f"<div><dt>{self.inlines(term)}</dt><dd>{self.inlines(text)}</dd></div>"
                yield "</dl>"
            case b.Figure():
                self._drawings += 1
                yield _figure(block, self._drawings, self._section)
            case b.Signature(lines):
                yield '<div class="signature"><div>'
                yield from (f"<p>{self.inlines(line)}</p>" for line in lines)
                yield "</div></div>"
            case b.Attachments(names):
                yield f'<div class="attachments"><span>{_text(self._labels.attachments)}</span><ol>'
                yield from (f"<li>{self.inlines(name)}</li>" for name in names)
                yield "</ol></div>"
            case b.Imprint(copies, unit, issued):
                yield '<div class="imprint">'
                if copies:
                    yield f"<p><span>{_text(self._labels.copies)}</span><span>{self.inlines(copies)}</span></p>"
                yield f"<p><span>{self.inlines(unit)}</span><span>{self.inlines(issued)}</span></p></div>"
            case b.PageBreak():
                yield '<div class="page-break"></div>'
            case b.Keep(inner):
                yield from ('<div class="keep">', *self.blocks(inner, width), "</div>")
            case b.Landscape(inner):
                yield from ('<section class="landscape">', *self.blocks(inner, self._turned.text_width), "</section>")
            case b.Cover(inner):
                yield from ('<section class="cover">', *self.blocks(inner, width), "</section>")

    def _id(self, anchor: str) -> str:
        if not anchor or anchor in self._used:
            return ""
        self._used.add(anchor)
        return f' id="{_text(_identifier(anchor))}"'

    def _table(self, table: b.Table, width: float) -> Iterator[str]:
        fitted = columns.fit(table, width, self._style.table)
        label = self._region(one_line(table.caption or self._section) or "表格")
        place = ""
        if self._pocket and table.day is not None:
            if table.day == self._pocket.days[0]:
                yield from self._pocket.tabs()
            place = f' id="{self._pocket.day_id(table.day)}"'
        kind = "table day" if place else "table"
        yield f'<div class="{kind}"{place} role="region" tabindex="0" aria-label="{_text(label)}">'
        least = sum(fitted.widths) / fitted.size * 0.8
        cards = _is_list(table) and (self._pocket is not None or len(table.columns) >= _WIDE)
        classes = " ".join(["form"] * table.form + ["cards"] * cards)
        named = f' class="{classes}"' if classes else ""
        yield f'<table{named} style="min-width:{least:.0f}em">'
        if table.caption:
            yield f"<caption>{_text(one_line(table.caption))}</caption>"
        total = sum(fitted.widths)
        yield (
            "<colgroup>" + "".join(f'<col style="width:{part / total:.2%}">' for part in fitted.widths) + "</colgroup>"
        )
        for tag, rows in (("thead", table.head), ("tbody", table.body)):
            if not rows:
                continue
            yield f"<{tag}>"
            lines: list[list[str]] = [[] for _ in rows]
            for row, column, cell in columns.grid(rows, len(table.columns)):
                across = cell.colspan == len(table.columns)
                said = b.plain(table.head[0][column].inlines) if cards and not across else None
                lines[row].append(self._cell(cell, table, column, tag == "thead", len(rows) - row, said))
            yield from (f"<tr>{''.join(line)}</tr>" for line in lines)
            yield f"</{tag}>"
        yield "</table></div>"

    def _region(self, name: str) -> str:
        """A name for a region that no other on the page has."""
        self._regions[name] += 1
        return name if self._regions[name] == 1 else f"{name} {self._regions[name]}"

    def _cell(self, cell: b.Cell, table: b.Table, column: int, head: bool, rows_left: int, said: str | None) -> str:
        """A cell; `said` is what stands above it, for a screen on which every row is a card."""
        header = head or cell.header
        align = cell.align or (b.Align.CENTER if header else table.columns[column].align)
        colspan, rowspan = min(cell.colspan, len(table.columns) - column), min(cell.rowspan, rows_left)
        attributes = f' scope="{"col" if head else "row"}"' if header else ""
        attributes += f' colspan="{colspan}"' if colspan > 1 else ""
        attributes += f' rowspan="{rowspan}"' if rowspan > 1 else ""
        attributes += f' class="{align.value}{" " + cell.tone.value if cell.tone else ""}"'
        if colspan == len(table.columns) > 1:
            attributes = attributes.replace(' class="', ' class="across ')
        if said is not None and not header:
            attributes += f' data-label="{_text(one_line(said))}"'
        tag = "th" if header else "td"
        text = self.inlines(cell.inlines, whole=True)
        if cell.tone is b.Tone.CHANGED:
            text = f"<ins>{text}</ins>"
        return f"<{tag}{attributes}>{text}</{tag}>"

    def inlines(self, inlines: b.Inlines, whole: bool = False) -> str:
        """Inlines as HTML; `whole` keeps names and times in cells unbroken."""
        return "".join(self._inline(inline, whole) for inline in inlines)

    def _inline(self, inline: b.Inline, whole: bool) -> str:
        match inline:
            case b.Text(changed=True) | b.Link(changed=True):
                return f"<ins>{self._inline(replace(inline, changed=False), whole)}</ins>"
            case b.Text():
                return _run(inline, whole)
            case b.LineBreak():
                return "<br>"
            case b.Link(href, text):
                shown = _text(one_line(text))
                if href.startswith("tel:"):
                    return f'<a href="tel:{"".join(char for char in href[4:] if char in "+0123456789-")}">{shown}</a>'
                known = href.startswith("#") and href[1:] in self._anchors
                return f'<a href="#{_text(_identifier(href[1:]))}">{shown}</a>' if known else shown
            case b.Tick(done):
                return '<span class="tick">☑</span>' if done else '<span class="tick">□</span>'
            case b.Blank(width):
                return f'<span class="blank" style="width:{width}em"></span>'


def _is_list(table: b.Table) -> bool:
    """Whether every row is an entry under one row of heads, so that it can be shown as a card on a narrow screen; a row
    of one cell goes across.
    """
    if len(table.head) != 1:
        return False
    whole = len(table.columns)
    rows = (*table.head, *table.body)
    return all(
        all(cell.colspan == cell.rowspan == 1 for cell in row) or (len(row) == 1 and row[0].colspan == whole)
        for row in rows
    )


def _run(run: b.Text, whole: bool) -> str:
    lines = []
    for line in clean(run.text).split("\n"):
        if whole and not run.nowrap:
            parts = columns.pieces(line)
            lines.append("".join(f"<span>{_text(part)}</span>" if kept else _text(part) for part, kept in parts))
        else:
            lines.append(_text(line))
    made = "<br>".join(lines)
    for wanted, tag in ((run.small, "small"), (run.italic, "i"), (run.bold, "b"), (run.struck, "s")):
        made = f"<{tag}>{made}</{tag}>" if wanted else made
    return f'<span class="nowrap">{made}</span>' if run.nowrap else made


def _figure(figure: b.Figure, number: int, section: str) -> str:
    """A drawing as part of the page; as a picture where it holds more than plain shapes."""
    svg = dressed(figure.svg, _DRAWING_FONTS)
    caption = f"<figcaption>{_text(one_line(figure.caption))}</figcaption>" if figure.caption else ""
    image = inlined(svg, one_line(figure.caption or section), one_line(figure.alt), number, figure.width)
    if image is None:
        image = f'<img src="{_data(svg)}" alt="{_text(figure.alt)}" style="width:{figure.width:.0%}">'
    return f"<figure>{image}{caption}</figure>"


def _house(house: b.House) -> str:
    """The office's logo and name, at the right of the head."""
    logo = f'<img src="{_data(as_svg(house.logo))}" alt="">' if house.logo else ""
    return f'<span class="house">{logo}{_text(one_line(house.name))}</span>' if logo or house.name else ""


def _code(meta: b.Meta) -> str:
    shown = f'<img class="code" src="{_data(code_svg(meta.code))}" alt="{_text(one_line(meta.code))}">'
    return shown if meta.code else ""


def _data(svg: str) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def _paragraph_class(block: b.Paragraph) -> str:
    names = [block.role] if block.role else []
    names += ["indent"] if block.indent and block.align in (b.Align.JUSTIFY, b.Align.LEFT) and not block.role else []
    names += [block.align.value] if block.align != b.Align.JUSTIFY else []
    return f' class="{_text(" ".join(names))}"' if names else ""


def _identifier(anchor: str) -> str:
    return "".join(one_line(anchor).split())


def _text(text: str) -> str:
    return _escape(clean(text), quote=True)


def _letterhead(head: b.Letterhead | None) -> Iterator[str]:
    if head is not None:
        organ = f"<p>{_text(one_line(head.organ))}</p>" if head.printed else ""
        yield f'<div class="letterhead">{organ}<p>{_text(one_line(head.number))}</p></div>'


def _css_string(text: str) -> str:
    """A CSS string in which every character that is not a letter or digit is a number, so none can end it."""
    safe = "".join(char if char.isalnum() and char != "\\" else f"\\{ord(char):06x}" for char in one_line(text))
    return f'"{safe}"'


def stylesheet(document: b.Document) -> str:
    """Styles for the screen and for paper."""
    style = style_of(document)
    turned = style_of(document, True)
    meta = document.meta
    letter = _LETTER if meta.letterhead else ""
    marks = _css_string("　".join(meta.marks)) if meta.marks else "none"
    numbers = (
        f"@page :left{{@bottom-left{{{_NUMBER};font:{style.number}pt 宋体,serif}}}}"
        f"@page :right{{@bottom-right{{{_NUMBER};font:{style.number}pt 宋体,serif}}}}"
    )
    footer = _css_string(meta.footer) if meta.footer else "none"
    house = meta.house
    own = f".house{{color:#{house.main}}}.marks{{border-bottom:1px solid #{house.main}}}" if house.main else ""
    own += f"th{{background:#{house.table}}}" if house.table else ""
    return (
        _SCREEN
        + letter
        + own
        + f"@page{{{_page(style)}@top-left{{content:{marks};font:{style.mark}pt 黑体,sans-serif;white-space:nowrap}}"
        + f"@bottom-center{{content:{footer};font:{style.footer}pt 宋体,serif}}}}"
        + (numbers if meta.numbered else "")
        # The first page shows the marks in the text itself, for browsers that know no margin boxes.
        + "@page :first{@top-left{content:none}}"
        + f"@page landscape{{{_page(turned)}}}"
        + "@page cover{"
        + "".join(f"@{place}{{content:none}}" for place in ("top-left", "bottom-center", "bottom-left", "bottom-right"))
        + "}"
        + "".join(f"td.{tone}{{background:#{fill};print-color-adjust:exact}}" for tone, fill in FILLS.items())
        + f"ins{{background:#{FILLS[b.Tone.CHANGED]};print-color-adjust:exact}}"
        + f"@media print{{{_PRINT}body{{font-size:{style.body}pt;line-height:{style.pitch:.2f}pt}}"
        + f"h1{{font-size:{style.title}pt;line-height:{style.title_pitch}pt}}"
        + f".table{{font-size:{style.table[:2][-1]}pt}}"
        + f".cover-title{{font-size:{style.cover_title}pt}}.note,figcaption{{font-size:{style.small}pt}}"
        + f"figure svg{{max-height:{style.text_height * 0.85:.0f}pt}}}}"
    )


def _page(style: PageStyle) -> str:
    margins = " ".join(f"{side}mm" for side in (style.top, style.right, style.bottom, style.left))
    return f"size:{style.width}mm {style.height}mm;margin:{margins};"


_NUMBER = 'content:"— " counter(page) " —";white-space:nowrap'

_SCREEN = """
:root{color-scheme:light}
body{margin:0 auto;max-width:46em;padding:1em;color:#111;background:#fff;line-height:1.8;overflow-wrap:anywhere;
font-family:仿宋_GB2312,仿宋,FangSong,STFangsong,"Noto Serif SC","Noto Serif CJK SC",serif;font-size:1.05rem;
text-align:justify}
h1,h2,h3,h4,h5{font-weight:normal;font-size:1em;margin:1em 0 0;text-indent:2em;break-after:avoid}
h1{font-family:方正小标宋简体,FZXiaoBiaoSong-B05S,"Noto Serif SC",SimSun,serif;font-size:1.45em;font-weight:bold;
text-align:center;text-indent:0;line-height:1.5;margin:.6em 0 1em;text-wrap:balance;word-break:keep-all}
h2,th,dt,caption,.marks,.annex{font-family:黑体,SimHei,"Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
h3,.lead,i{font-family:楷体_GB2312,楷体,KaiTi,STKaiti,"Noto Serif SC",serif;font-style:normal}
p{margin:0}.indent{text-indent:2em}.left{text-align:left}.center,.lead,.cover-line{text-align:center}.right{text-align:right}
.signature{margin:1.8em 2em 0 0;display:flex;justify-content:flex-end}.signature p+p:last-child{padding-left:2em}
.attachments{display:flex;margin:1.8em 0 0 2em}.attachments span{flex:none}.attachments ol{padding-left:1.5em}
.attachments li:only-child{list-style:none;margin-left:-1.5em}
.imprint{border-top:.35mm solid;border-bottom:.35mm solid;margin-top:2em}.imprint p{display:flex;padding:0 1em}
.imprint p:last-child{justify-content:space-between}.imprint p+p{border-top:.25mm solid}
.imprint span:first-child{flex:none}
.note,figcaption,small{font-size:.85em}
.cut{border-top:1px dashed #555;margin-top:2em;text-align:center;font-size:.7em}
.marks{display:flex;gap:1em}.house{margin-left:auto;display:flex;align-items:center;gap:.3em;font-size:.8em}
.house img{height:1.8em}.code{width:13mm;float:left;margin-right:1em}
footer{border-top:1px solid #888;margin-top:2em;padding-top:.5em;font-size:.8em;color:#444}
.table{overflow-x:auto;margin:.8em 0;line-height:1.4;font-size:.9em}
table{border-collapse:collapse;width:100%}caption{padding:.3em;text-align:center}
ins{text-decoration:none}th,td{border:1px solid #333;padding:.35em .4em;vertical-align:middle;font-weight:normal}
.form td,.form th{height:2.6em}td span,th span,.nowrap,.tick{white-space:nowrap}
dl{margin:.5em 0 .5em 2em}dl div{display:flex;gap:1em}dt{flex:none;min-width:4em}dd{margin:0}
ul,ol{margin:0;padding-left:3.5em}li .indent{text-indent:0}figure{margin:1em 0;text-align:center}
img,svg{max-width:100%}svg{height:auto}
.blank{display:inline-block;max-width:100%;border-bottom:1px solid;height:1em;vertical-align:bottom}
.cover{text-align:center;padding:25vh 0;break-after:page}
.cover-title{font-size:2em;line-height:1.5;text-wrap:balance;text-align:center;
font-family:方正小标宋简体,FZXiaoBiaoSong-B05S,"Noto Serif SC",SimSun,serif;font-weight:bold;margin-bottom:1.5em}
a{color:#0645ad}
@media screen and (max-width:40em){
.table{overflow:visible}table{min-width:0!important}td span,th span,.nowrap{white-space:normal}
.cards,.cards tbody,.cards tr,.cards td,.cards th,.cards caption{display:block}.cards colgroup{display:none}
.cards thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.cards caption{font-weight:bold;text-align:left;padding:.3em 0}
.cards tr{border:1px solid #999;border-radius:.6em;margin:.5em 0;padding:.5em .8em}
.cards td{border:0;padding:.1em 0 .1em 6em;text-align:left;display:flow-root}.cards td:empty{display:none}
.cards td::before{content:attr(data-label);float:left;width:5.6em;margin-left:-6em;color:#555}
.cards td:first-child{font-weight:bold}.cards .across{border:0;padding:.1em 0;text-align:left;background:none}
.cards .across::before{content:none}th[scope=row]{min-width:3.2em}.cards th{min-width:0}
dl{margin-left:0}ul,ol{padding-left:1.6em}td .blank{max-width:3em}
}
.stamp{position:fixed;top:40%;left:0;right:0;text-align:center;font:bold 7rem 黑体,SimHei,sans-serif;
letter-spacing:.3em;color:rgba(0,0,0,.07);transform:rotate(-40deg);pointer-events:none;z-index:1}
"""

_LETTER = f"""
.letterhead p{{text-align:right}}.letterhead p:first-child{{text-align:center;color:#{letter.RED};font-size:2em;
font-family:方正小标宋简体,FZXiaoBiaoSong-B05S,"Noto Serif SC",SimSun,serif;font-weight:bold;
border-bottom:4px double #{letter.RED};margin-bottom:.4em}}
"""

_PRINT = """
body{max-width:none;padding:0;margin:0}a{color:inherit;text-decoration:none}.table{overflow:visible}
table{min-width:0!important;table-layout:fixed}thead{display:table-header-group}tr,.keep,figure{break-inside:avoid}
p{orphans:2;widows:2}.page-break{break-before:page}
.landscape{page:landscape;break-before:page;break-after:page}.cover{page:cover}
"""
