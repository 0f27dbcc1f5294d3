"""DOCX with real styles, for offices that go on working on the text in Word or WPS."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

from jiedai import blocks as b
from jiedai.formats.common import columns, days
from jiedai.formats.common.lines import labels, lists_names, names_whole, one_line, stamp
from jiedai.formats.common.page import A4, Section, page_style, sections, style_of
from jiedai.formats.common.titles import titled
from jiedai.formats.word import trace

SUFFIX = ".docx"
TITLE = "Word"

_JC = {b.Align.LEFT: "left", b.Align.CENTER: "center", b.Align.RIGHT: "right", b.Align.JUSTIFY: "both"}
_ROLES = {
    "lead": "Subtitle",
    "note": "Note",
    "annex": "Annex",
    "cut": "Cut",
    "cover-title": "CoverTitle",
    "cover-line": "CoverLine",
}
_EPOCH = bytes((0, 0, 0x21, 0))
"""1 January 1980 at midnight, as ZIP writes it."""
_UNIX = 3


def prepare(document: b.Document) -> None:
    """Draw the pictures of a document, which Typst does while Python goes on with another one."""
    from jiedai.formats.pdf import picture

    for block in b.walk(document.blocks):
        if isinstance(block, b.Figure):
            picture(block.svg)


def write(document: b.Document) -> bytes:
    """The document as a Word file; the same document gives the same bytes."""
    from docx import Document

    from jiedai.formats.word.styles import base

    made = Document(BytesIO(base(style_of(document))))
    _Body(made, document).fill()
    if document.trace:
        trace.keep(made, document.trace)
    return saved(made, document.meta)


def insert(made: Any, document: b.Document, place: Any) -> None:
    """Put a document's blocks into a Word document in the place of a paragraph of its body.

    Styles that the Word document has not come along; its own page furniture stays as it is.
    """
    from jiedai.formats.word.styles import adopt

    document = replace(document, trace={})
    adopted = adopt(made, style_of(document))
    root = made.element.body
    after = list(root)[list(root).index(place) + 1 :]
    for child in (place, *after):
        root.remove(child)
    _Body(made, document).pour(after[-1], adopted)
    root.extend(after)


def saved(made: Any, meta: b.Meta) -> bytes:
    """A Word document as the bytes of a file that says only what `meta` says about its origin."""
    _properties(made.core_properties, meta)
    buffer = BytesIO()
    made.save(buffer)
    return _settled(buffer)


def _properties(core: Any, meta: b.Meta) -> None:
    moment = meta.printed.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)
    core.title, core.subject = one_line(meta.title)[:255], one_line(meta.subject)[:255]
    core.author = core.last_modified_by = one_line(meta.author)[:255]
    core.comments = core.keywords = ""
    core.created = core.modified = moment
    core.revision = max(meta.version, 1)
    core.language = meta.language


def _settled(buffer: BytesIO) -> bytes:
    """The same archive without the time of day and the system in it: in the head of each file, and in the directory."""
    made = bytearray(buffer.getvalue())
    with zipfile.ZipFile(buffer) as archive:
        entry = archive.start_dir
        for info in archive.infolist():
            made[info.header_offset + 10 : info.header_offset + 14] = _EPOCH
            made[entry + 5] = _UNIX
            made[entry + 12 : entry + 16] = _EPOCH
            entry += 46 + len(info.orig_filename.encode()) + len(info.extra) + len(info.comment)
    return bytes(made)


class _Body:
    """Fills one Word document's body from the neutral blocks."""

    def __init__(self, made: Any, document: b.Document) -> None:
        from docx.oxml.ns import qn

        from jiedai.formats.word.runs import Runs
        from jiedai.formats.word.styles import BULLETS, NUMBERS

        self._made = made
        self._document = document = replace(document, blocks=days.joined(document.blocks))
        self._runs = Runs(made.part, document)
        self._style = style_of(document)
        self._root = made.element.body
        if (properties := self._root.find(qn("w:sectPr"))) is not None:
            self._root.remove(properties)
        self._bullets, self._numbers, self._lists = BULLETS, NUMBERS, 10
        self._break_before = False

    def fill(self) -> None:
        """Every section's blocks, then its page furniture."""
        from jiedai.formats.word.furniture import fill, section_properties
        from jiedai.formats.word.letter import first_lines, put_head

        parts, meta = sections(self._document), self._document.meta
        for number, section in enumerate(parts):
            self._style = style_of(self._document, section.landscape)
            start = len(self._root)
            if not number:
                self._root.extend(first_lines(self._document.meta, self._style, self._runs))
            for child in self._blocks(section.blocks, self._style.text_width):
                self._root.append(child)
            properties = section_properties(
                self._style, self._document.meta.footer, meta.numbered and section.kind != "cover"
            )
            if section.kind == "cover":
                self._lower(start)
            self._close(properties, start, last=number == len(parts) - 1)
        for part, section in zip(parts, self._made.sections, strict=True):
            self._furnish(part, section, fill)
        if (head := self._document.meta.letterhead) is not None:
            put_head(self._made.sections[0], head, stamp(self._document.meta))
        if page_style(self._document.paper, form=self._document.form) == A4:
            from jiedai.formats.word.direct import figures

            figures(self._root, A4)

    def pour(self, properties: Any, adopted: Any) -> None:
        """Every section's blocks between what the Word document has of its own; `properties` end its last section.

        A section that lies the other way is made from those, turned.
        """
        from copy import deepcopy

        from jiedai.formats.word.furniture import lies, text_width, turned

        self._bullets, self._numbers, self._lists = adopted.bullets, adopted.numbers, adopted.lists
        parts = sections(self._document)
        for number, section in enumerate(parts):
            self._style = style_of(self._document, section.landscape)
            here = turned(deepcopy(properties), section.landscape)
            start = len(self._root)
            for child in self._blocks(section.blocks, text_width(here)):
                self._root.append(child)
            if number < len(parts) - 1 or section.landscape != lies(properties):
                self._close(here, start, last=False)
            for child in self._root[start:]:
                adopted.rename(child)

    def _furnish(self, part: Section, section: Any, fill: Any) -> None:
        style = style_of(self._document, part.landscape)
        fill(section, self._document, style, part.kind == "cover")

    def _close(self, properties: Any, start: int, last: bool) -> None:
        """End a section: its properties go into its last paragraph, or into a tiny one after a table."""
        from docx.oxml.ns import qn

        from jiedai.formats.word.xml import element

        ends_in_text = len(self._root) > start and self._root[-1].tag == qn("w:p")
        if not ends_in_text:
            self._root.append(_tiny())
        _shrunk(self._root[-1])
        if last:
            self._root.append(properties)
            return
        paragraph = self._root[-1]
        holder = paragraph.find(qn("w:pPr"))
        if holder is None:
            holder = element("w:pPr")
            paragraph.insert(0, holder)
        holder.append(properties)

    def _lower(self, start: int) -> None:
        """Push a cover's text down to a quarter of the page: not every program centres a section's text."""
        from docx.oxml.ns import qn

        from jiedai.formats.word.styles import spacing
        from jiedai.formats.word.xml import add_property

        first = self._root[start] if len(self._root) > start else None
        if first is not None and first.tag == qn("w:p"):
            style = self._style
            space = spacing(style.cover_title * 1.5, False, style.text_height / 4, 2 * style.pitch)
            add_property(first.find(qn("w:pPr")), space)

    def _blocks(self, blocks: tuple[b.Block, ...], width: float, keep: bool = False, level: int = -1) -> Iterator[Any]:
        """The elements of some blocks; `keep` ties each to the next, `level` is the depth of the list around."""
        for number, block in enumerate(blocks):
            tied = number < len(blocks) - 1 and (keep or _signs(block, blocks[number + 1]))
            if isinstance(block, b.PageBreak):
                self._break_before = not keep and level < 0
                continue
            for child in self._block(block, width, tied, level, keep):
                if self._break_before:
                    child = self._broken(child)
                yield child

    def _broken(self, child: Any) -> Any:
        """Start a page here: a paragraph says so itself, before a table stands a tiny one that does."""
        from docx.oxml.ns import qn

        from jiedai.formats.word.xml import add_property, element

        self._break_before = False
        if child.tag != qn("w:p"):
            self._root.append(_tiny(page_break=True))
            return child
        add_property(child.find(qn("w:pPr")), element("w:pageBreakBefore"))
        return child

    def _block(self, block: b.Block, width: float, tied: bool, level: int, keep: bool) -> Iterator[Any]:
        match block:
            case b.Heading(rank, inlines, anchor):
                style = "Title" if rank == 1 else f"Heading{min(rank, 5) - 1}"
                size = self._style.title if rank == 1 else self._style.body
                share = 1.0
                if rank == 1:
                    inlines, share = titled(inlines, width / size)
                runs = _sized(self._runs.runs(inlines, size), size * share if share < 1 else 0)
                yield self._paragraph(style, self._runs.marked(anchor, runs))
            case b.Paragraph():
                yield self._text(block, width, tied, keep)
            case b.ListBlock():
                yield from self._list(block, width, tied, level + 1)
            case b.Table():
                yield from self._table(block, width, tied, keep)
            case b.Definitions(items):
                yield from self._definitions(items, tied, keep)
            case b.Figure():
                yield from self._figure(block, width)
            case b.Signature() | b.Attachments() | b.Imprint():
                from jiedai.formats.word import papers

                yield from papers.elements(block, self._style, width, self._runs, labels(self._document.meta), tied)
            case b.Keep(inner):
                yield from self._blocks(inner, width, keep=True, level=level)
            case b.Landscape(inner) | b.Cover(inner):  # only whole sections can turn the page
                yield from self._blocks(inner, width, keep, level)

    def _paragraph(self, style: str, runs: list[Any], *properties: Any) -> Any:
        from jiedai.formats.word.xml import element

        return element("w:p", element("w:pPr", element("w:pStyle", val=style), *properties), *runs)

    def _text(self, block: b.Paragraph, width: float, tied: bool, keep: bool) -> Any:
        from jiedai.formats.word.xml import element

        centred = block.align in (b.Align.CENTER, b.Align.RIGHT)
        style = _ROLES.get(block.role) or ("BodyText" if block.indent and not centred else "Normal")
        size = {"Note": self._style.small, "CoverTitle": self._style.cover_title}.get(style, self._style.body)
        inlines = block.inlines
        share = 1.0
        if style == "CoverTitle":
            inlines, share = titled(inlines, self._style.text_width / size)
        elif lists_names(inlines):
            advance = size if style == "Note" else self._style.advance
            inlines = names_whole(inlines, width / advance, 2.0 if style == "BodyText" else 0.0)
        align = block.align
        if align == b.Align.JUSTIFY and ("\n" in b.plain(inlines) or not self._document.meta.language.startswith("zh")):
            align = b.Align.LEFT  # a justified line before a break, or of long words, would be stretched full of holes
        own = style in ("BodyText", "Normal", "Note") and align != b.Align.JUSTIFY
        made = self._paragraph(
            style,
            _sized(self._runs.runs(inlines, size), size * share if share < 1 else 0),
            element("w:keepNext") if tied else None,
            element("w:keepLines") if keep else None,
            _cutting_line() if block.role == "cut" else None,
            element("w:jc", val=_JC[align]) if own else None,
        )
        if self._runs.traced and block.told:
            trace.mark(made, block.told)
        return made

    def _list(self, block: b.ListBlock, width: float, tied: bool, level: int) -> Iterator[Any]:
        """Items as numbered paragraphs; the later blocks of an item stand in as far as its text."""
        from docx.oxml.ns import qn

        from jiedai.formats.word.xml import add_property, element, twips

        number = self._new_list(block.ordered)
        inset = (3.5 + 1.5 * level) * self._style.advance
        for item in block.items:
            numbered = False
            for child in self._blocks(item, width - inset, tied, level):
                properties = child.find(qn("w:pPr"))
                if child.tag == qn("w:p") and properties.find(qn("w:numPr")) is None:
                    properties.find(qn("w:pStyle")).set(qn("w:val"), "ListParagraph")
                    if not numbered:
                        extra = element("w:numPr", element("w:ilvl", val=level), element("w:numId", val=number))
                        add_property(properties, extra)
                        numbered = True
                    elif properties.find(qn("w:ind")) is None:
                        add_property(properties, element("w:ind", left=twips(inset)))
                yield child

    def _new_list(self, ordered: bool) -> int:
        """The id of a list that counts from one again; bullets share theirs."""
        from jiedai.formats.word.xml import element

        if not ordered:
            return self._bullets
        self._lists += 1
        restarts = [element("w:lvlOverride", element("w:startOverride", val=1), ilvl=level) for level in range(9)]
        self._made.part.numbering_part.element.append(
            element("w:num", element("w:abstractNumId", val=self._numbers), *restarts, numId=self._lists)
        )
        return self._lists

    def _table(self, block: b.Table, width: float, tied: bool, keep: bool) -> Iterator[Any]:
        from jiedai.formats.word.table import tables

        if block.caption:
            text = (b.Text(block.caption),)
            yield self._paragraph("Caption", self._runs.runs(text, self._style.small))
        fill = self._document.meta.house.table
        made = list(tables(block, self._style, width, self._runs, keep=keep, tied=tied, fill=fill))
        for number, one in enumerate(made, 1):
            yield one
            yield _tiny(tied=tied and number == len(made))

    def _definitions(self, items: tuple[tuple[b.Inlines, b.Inlines], ...], tied: bool, keep: bool) -> Iterator[Any]:
        """Terms before a tab, their text hanging."""
        from jiedai.formats.word.styles import HEI_FONT, fonts
        from jiedai.formats.word.xml import element, twips

        broad = min(max((columns.width(b.plain(term)) for term, _ in items), default=2.0), 9.0) + 1
        advance = self._style.advance
        for number, (term, text) in enumerate(items):
            runs = self._runs.runs(term, self._style.body)
            for run in runs:
                properties = run.find("{*}rPr")
                if properties is not None:
                    properties.replace(properties[0], fonts(HEI_FONT))
            yield self._paragraph(
                "Definition",
                [*runs, element("w:r", element("w:tab")), *self._runs.runs(text, self._style.body)],
                element("w:keepNext") if tied or (keep and number < len(items) - 1) else None,
                element("w:tabs", element("w:tab", val="left", pos=twips((2 + broad) * advance))),
                element("w:ind", left=twips((2 + broad) * advance), hanging=twips(broad * advance)),
            )

    def _figure(self, block: b.Figure, width: float) -> Iterator[Any]:
        """The drawing as a picture, with its text for readers who cannot see it."""
        from docx.shared import Pt

        from jiedai.formats.pdf import picture

        holder = self._made.add_paragraph()
        shape = holder.add_run().add_picture(BytesIO(picture(block.svg)))
        share = min(block.width * width / shape.width.pt, self._style.text_height * 0.85 / shape.height.pt)
        shape.width, shape.height = Pt(shape.width.pt * share), Pt(shape.height.pt * share)
        for side in ("distT", "distB", "distL", "distR"):  # what is not said is an eighth of an inch in some programs
            shape._inline.set(side, "0")
        described = shape._inline.docPr
        described.set("descr", one_line(block.alt))
        described.set("name", f"drawing{described.get('id')}")
        run = holder._p.r_lst[0]
        self._root.remove(holder._p)
        yield self._paragraph("Figure", [run])
        if block.caption:
            yield self._paragraph("Caption", self._runs.runs((b.Text(block.caption),), self._style.small))


def _cutting_line() -> Any:
    """The dashed rule that a sheet is cut along, above the words that say so."""
    from jiedai.formats.word.xml import element

    return element("w:pBdr", element("w:top", val="dashed", sz=4, space=2, color="auto"))


def _sized(runs: list[Any], size: float) -> list[Any]:
    """Runs in a size of their own, in points; 0 for that of their style."""
    from jiedai.formats.word.xml import element

    for run in runs if size else []:
        if (properties := run.find("{*}rPr")) is None:
            run.insert(0, properties := element("w:rPr"))
        if properties.find("{*}sz") is None:
            properties.append(element("w:sz", val=round(size * 2)))
    return runs


def _signs(block: b.Block, after: b.Block) -> bool:
    """Whether a table ends with another that goes with it: a few rows without a caption, where its signatures stand."""
    if isinstance(after, b.Keep) and after.blocks:
        after = after.blocks[0]
    if not isinstance(block, b.Table) or not isinstance(after, b.Table):
        return False
    return not after.caption and len(after.body) <= _SIGNATURES and not columns.groups(after)


_SIGNATURES = 3


def _shrunk(paragraph: Any) -> None:
    """A tiny paragraph behind a table at a section's end, as small as can be: a page full to the brim has no room."""
    from docx.oxml.ns import qn

    space = paragraph.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    if space is not None and space.get(qn("w:line")) == str(_TINY):
        space.set(qn("w:line"), "20")


_TINY = 80
"""Twentieths of a point between one table and the next."""


def _tiny(page_break: bool = False, tied: bool = False) -> Any:
    """A paragraph of one point: Word wants one between tables and at a section's end. `tied` to what follows."""
    from jiedai.formats.word.xml import element

    return element(
        "w:p",
        element(
            "w:pPr",
            element("w:pStyle", val="Normal"),
            element("w:keepNext") if tied else None,
            element("w:pageBreakBefore") if page_break else None,
            element("w:snapToGrid", val=0),
            element("w:spacing", before=0, after=0, line=_TINY, lineRule="exact"),
            element("w:rPr", element("w:sz", val=2)),
        ),
    )
