"""PDF through Typst, in memory; the pages of a small paper also as a booklet.

The document goes to Typst as JSON data, the layout is the fixed library in `layout/`: no text of a plan is ever part of
a Typst source, so nothing typed into a plan can be markup, and no file but the layout and the fonts can be read.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, replace
from functools import cache
from itertools import count, groupby
from pathlib import Path
from threading import Lock
from typing import Any

from jiedai import blocks as b
from jiedai.formats import fonts
from jiedai.formats.common import columns, days, letter
from jiedai.formats.common.drawing import as_svg, code_svg, dressed
from jiedai.formats.common.lines import STAND_IN, clean, labels, one_line, stamp
from jiedai.formats.common.page import PageStyle, Section, sections, style_of
from jiedai.formats.common.titles import titled
from jiedai.formats.common.tones import FILLS
from jiedai.language import _

SUFFIX = ".pdf"
TITLE = "PDF"

LAYOUT = Path(__file__).parent / "layout"
"""The folder of the Typst files that lay out a document."""
_MAIN = b'#import "/document.typ": render\n#render(json(bytes(sys.inputs.document)))'


def write(document: b.Document) -> bytes:
    """The document as a tagged PDF; the same document gives the same bytes on the same machine.

    A character that no font has prints as 〓; `fonts.missing_glyphs` names such characters beforehand.
    """
    data, system = _data(replace(document, blocks=days.joined(document.blocks)))
    return _typeset(
        _MAIN,
        system,
        format="pdf",
        sys_inputs={"document": data},
        timestamp=document.meta.printed,
    )


class LayoutError(Exception):
    """A layout that cannot be compiled: what is wrong in one line, and Typst's own account of where."""

    def __init__(self, message: str, detail: str) -> None:
        super().__init__(message)
        self.message, self.detail = message, detail


def compiled(template: Path, document: b.Document, inputs: dict[str, str], *, trusted: bool = False) -> bytes:
    """The document through a Typst file of somebody's own, which can read its own folder and nothing else.

    It gets `sys.inputs.document` as the built-in layout does, and `inputs`. A draft is stamped over whatever it draws.
    One that is not `trusted` to come to an end is compiled in a child process with bounds. Raises LayoutError.
    """
    data, system = _data(document, stamped=False)
    main = _INCLUDE.format(file=json.dumps("/" + template.name, ensure_ascii=False)).encode()
    wanted = {"document": data, "stamp": stamp(document.meta), **inputs}
    if trusted:
        return _compiled_here(main, system, template.parent, wanted, document.meta)
    from jiedai.formats.common import child, typesetter

    try:
        return typesetter.run(template.parent, main, system, wanted, document.meta.printed.timestamp())
    except child.TooMuchError:
        raise LayoutError(_("用的时间或内存太多，停下了"), "") from None
    except typesetter.CompileError as error:
        raise LayoutError(one_line(error.message), error.detail) from None


def _compiled_here(main: bytes, system: bool, root: Path, wanted: dict[str, str], meta: b.Meta) -> bytes:
    """A layout of jiedai's own, which is known to come to its end."""
    import typst

    try:
        return _typeset(main, system, root, format="pdf", sys_inputs=wanted, timestamp=meta.printed)
    except typst.TypstError as error:
        raise LayoutError(one_line(error.message), error.diagnostic or "") from None


_INCLUDE = """
#set page(foreground: if sys.inputs.stamp != "" {{
  place(center + horizon, rotate(-40deg, text(size: 90pt, fill: luma(60%, 45%), tracking: 0.4em, sys.inputs.stamp)))
}})
#include {file}
"""


def picture(svg: str, pixels_per_inch: float = 220) -> bytes:
    """An SVG drawing as a PNG, set in the documents' fonts, for formats that cannot hold drawings."""
    main = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'
    system = fonts.needs_system(svg)
    _, chosen = fonts.library(system)
    drawing = dressed(_printable(svg, system), (chosen["hei"], fonts.SANS))
    return _typeset(main, system, format="png", ppi=pixels_per_inch, sys_inputs={"svg": drawing})


def _printable(text: str, system: bool) -> str:
    """`text` with 〓 for what no font has; only a text that needs the whole system's fonts can hold such."""
    for char in fonts.missing_glyphs(text) if system else ():
        text = text.replace(char, STAND_IN)
    return text


_TYPST = Lock()
_DOCUMENTS = count()
_AGES = 5
"""Empty pages that are set between two documents.

Typst keeps all that it worked out for ten compilations: of forty papers, 40 MB of what none needs again. What the next
document uses too, the layout above all, was used ten compilations ago at most, and stays.
"""


def _typeset(main: bytes, system: bool, root: Path = LAYOUT, **wanted: Any) -> bytes:
    """What Typst makes of a main file that can read `root`; documents made side by side take turns."""
    with _TYPST:
        compiler = _compiler(system, root)
        for _age in range(_AGES if next(_DOCUMENTS) else 0):
            compiler.compile(b"", format="png", ppi=1)
        made = compiler.compile(main, **wanted)
    assert isinstance(made, bytes)
    return made


@cache
def _compiler(system: bool, root: Path = LAYOUT) -> Any:
    """Typst with its fonts: made once, and once more if a text needs all fonts of the system."""
    import typst

    found, _ = fonts.library(system)
    return typst.Compiler(root=root, font_paths=found)


# --- the document as data ---------------------------------------------------------------------------------------------


def _data(document: b.Document, stamped: bool = True) -> tuple[str, bool]:
    """The document as JSON, and whether it takes the fonts of the whole system; not `stamped` where others do that."""
    meta = document.meta
    style = style_of(document)
    data = {
        "meta": {
            "title": one_line(meta.title),
            "author": one_line(meta.author),
            "subject": one_line(meta.subject),
            "lang": meta.language.partition("-")[0] or "zh",
            "region": meta.language.partition("-")[2] or None,
            "secrecy": [one_line(line) for line in meta.secrecy],
            "marks": [one_line(mark) for mark in meta.marks],
            "numbered": meta.numbered,
            "letter": _letter(meta.letterhead, style) if meta.letterhead else None,
            "footer": [part for part in re.split("[\u2002·]", one_line(meta.footer)) if part.strip()],
            "watermark": stamp(meta) if stamped else "",
            "code": code_svg(meta.code) if meta.code else "",
            "code_text": one_line(meta.code),
            "house": _house(meta.house),
            "labels": asdict(labels(meta)),
        },
        "style": asdict(style),
        "sections": [_section(section, document) for section in sections(document)],
    }
    _link(data)
    _dress(data)
    text = json.dumps(data, ensure_ascii=False)
    system = fonts.needs_system(text)
    _, chosen = fonts.library(system)
    kinds = {key: [chosen[key], *_others(role.substitute)] for key, role in fonts.ROLES.items()}
    extra = {
        "fonts": kinds,
        "kai_missing": chosen["kai"] == fonts.ROLES["kai"].substitute,
        "title_missing": chosen["title"] == fonts.ROLES["title"].substitute,
    }
    return f"{_printable(text, system)[:-1]}, {json.dumps(extra, ensure_ascii=False)[1:]}", system


def _letter(head: b.Letterhead, style: PageStyle) -> dict[str, Any]:
    return {
        "organ": one_line(head.organ) if head.printed else "",
        "number": one_line(head.number),
        "size": letter.size(head),
        "drop": letter.drop(head, style),
        "top": letter.ORGAN_TOP,
        "rules": [letter.rule_top(head), letter.LAST_RULE] if head.printed else [],
        "length": letter.RULE,
        "lines": [letter.THICK, letter.BETWEEN, letter.THIN],
        "colour": letter.RED,
    }


def _house(house: b.House) -> dict[str, str]:
    return {
        "name": one_line(house.name),
        "logo": as_svg(house.logo) if house.logo else "",
        "main": house.main,
        "table": house.table,
    }


def _others(substitute: str) -> list[str]:
    """The bundled families behind an official one, the likest first."""
    return [substitute, fonts.SANS if substitute == fonts.SERIF else fonts.SERIF]


def _section(section: Section, document: b.Document) -> dict[str, Any]:
    style = style_of(document, section.landscape)
    return {
        "kind": section.kind,
        "style": asdict(style),
        "text_width": style.text_width,
        "text_height": style.text_height,
        "blocks": _blocks(section.blocks, style, style.text_width),
    }


def _blocks(blocks: Iterable[b.Block], style: PageStyle, width: float) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for block in blocks:
        match block:
            case b.Landscape(inner) | b.Cover(inner):  # only whole sections can turn the page
                made.extend(_blocks(inner, style, width))
            case _:
                made.append(_block(block, style, width))
    return made


def _block(block: b.Block, style: PageStyle, width: float) -> dict[str, Any]:
    match block:
        case b.Heading(level, inlines, anchor):
            share = 1.0
            if level == 1:
                inlines, share = titled(inlines, width / style.title)
            made = {"kind": "heading", "level": level, "inlines": _inlines(inlines), "label": anchor}
            return made | ({"size": style.title * share} if share < 1 else {})
        case b.Paragraph(inlines, align, indent, role):
            share = 1.0
            if role == "cover-title":
                inlines, share = titled(inlines, width / style.cover_title)
            return {
                "kind": "paragraph", "inlines": _inlines(inlines), "align": align.value, "indent": indent, "role": role,
            } | ({"size": style.cover_title * share} if share < 1 else {})  # fmt: skip
        case b.ListBlock(items, ordered):
            inner = width - 3.5 * style.advance
            listed = [[_listed(part) for part in _blocks(item, style, inner)] for item in items]
            return {"kind": "list", "items": listed, "ordered": ordered}
        case b.Table():
            return _table(block, style, width)
        case b.Definitions(items):
            terms = [columns.width(b.plain(term)) for term, _ in items]
            return {
                "kind": "definitions",
                "width": min(max(terms, default=2.0), 9.0),
                "items": [[_inlines(term), _inlines(text)] for term, text in items],
            }
        case b.Figure(svg, alt, caption, share):
            return {
                "kind": "figure", "svg": svg, "alt": one_line(alt), "caption": one_line(caption), "width": share,
            }  # fmt: skip
        case b.Signature(lines):
            return {"kind": "signature", "lines": [_inlines(line) for line in lines]}
        case b.Attachments(names):
            return {"kind": "attachments", "names": [_inlines(name) for name in names]}
        case b.Imprint(copies, unit, issued):
            return {
                "kind": "imprint", "copies": _inlines(copies), "unit": _inlines(unit), "issued": _inlines(issued),
            }  # fmt: skip
        case b.Keep(inner):
            return {
                "kind": "keep",
                "blocks": [part for part in _blocks(inner, style, width) if part["kind"] != "break"],
            }
        case _:
            return {"kind": "break"}


def _listed(part: dict[str, Any]) -> dict[str, Any]:
    """A paragraph of a list: not indented, and not justified, which would tear a short item apart before a number."""
    if part["kind"] == "paragraph" and part["align"] == b.Align.JUSTIFY:
        return {**part, "align": "left", "indent": False}
    return part


def _table(table: b.Table, style: PageStyle, width: float) -> dict[str, Any]:
    fitted = columns.fit(table, width, style.table)
    return {
        "kind": "table",
        "size": fitted.size,
        "widths": fitted.widths,
        "padding": columns.CELL_PADDING,
        "caption": one_line(table.caption),
        "day": table.day is not None,
        "form": table.form,
        "whole": columns.stays_whole(table, fitted, style.text_height),
        "head": _cells(table.head, table, fitted, style, 0),
        "body": _rows(
            _cells(table.body, table, fitted, style, len(table.head)),
            [len(table.head) + row for row in columns.groups(table)],
            [len(table.head) + row for row in columns.kept_pairs(table)],
        ),
    }


def _rows(cells: list[dict[str, Any]], groups: list[int], tied: list[int]) -> list[dict[str, Any]]:
    """Cells by the row they start in; `group` marks headings within the table, `tied` rows kept with the next.

    `tied` is 0, or how deep a row stands in a chain of them: headings of the last row are, behind a row kept with them.
    """
    made: list[dict[str, Any]] = []
    depth, last = 0, max((cell["y"] for cell in cells), default=0)
    for row, parts in groupby(cells, key=lambda cell: cell["y"]):
        final = depth > 0 and row < last and set(groups).issuperset(range(row, last))
        depth = depth + 1 if row in tied or final else 0
        made.append({"group": row in groups and not depth, "tied": depth, "cells": list(parts)})
    return made


def _cells(
    rows: tuple[tuple[b.Cell, ...], ...], table: b.Table, fitted: columns.Fitted, style: PageStyle, first: int
) -> list[dict[str, Any]]:
    """Cells in their places. A row stays whole unless it is taller than most of a page; then its text must flow."""
    made = []
    for row, column, cell in columns.grid(rows, len(table.columns)):
        colspan = min(cell.colspan, len(table.columns) - column)
        header = cell.header or rows is table.head
        align = cell.align or (b.Align.CENTER if header else table.columns[column].align)
        room = sum(fitted.widths[column : column + colspan]) - 2 * columns.CELL_PADDING
        lines = columns.lines_of(cell) + columns.width(b.plain(cell.inlines)) * fitted.size / room
        made.append(
            {
                "x": column,
                "y": first + row,
                "colspan": colspan,
                "rowspan": min(cell.rowspan, len(rows) - row),
                "align": align.value,
                "header": header,
                "fill": FILLS[cell.tone] if cell.tone else "",
                "breakable": cell.rowspan > 1 or lines * fitted.size * 1.35 > style.text_height * 0.7,
                "inlines": _inlines(cell.inlines, whole=True),
            }
        )
    return made


def _inlines(inlines: b.Inlines, whole: bool = False) -> list[Any]:
    """Inlines as data: plain strings where there is no style. `whole` keeps names and times in cells unbroken."""
    made: list[Any] = []
    for inline in inlines:
        match inline:
            case b.Text(text=text):
                made.extend(_runs(inline, clean(text), whole))
            case b.LineBreak():
                made.append({"kind": "break"})
            case b.Link(href, text, changed=changed):
                kind = "tel" if href.startswith("tel:") else "anchor" if href.startswith("#") else "text"
                target = one_line(href) if kind == "tel" else href.removeprefix("#")
                made.append({"kind": kind, "target": target, "text": one_line(text), "nowrap": True} | _fill(changed))
            case b.Tick(done):
                made.append({"kind": "tick", "done": done})
            case b.Blank(width):
                made.append({"kind": "blank", "width": width})
    return made


def _runs(run: b.Text, text: str, whole: bool) -> list[Any]:
    marks: dict[str, Any] = {
        name: True for name in ("bold", "italic", "small", "nowrap", "struck") if getattr(run, name)
    }
    marks |= _fill(run.changed)
    made: list[Any] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            made.append({"kind": "break"})
        for part, unbroken in columns.pieces(line) if whole and not run.nowrap else [(line, False)]:
            if marks or unbroken:
                made.append({"kind": "text", "text": part, **marks, "nowrap": unbroken or run.nowrap})
            elif part:
                made.append(part)
    return made


def _fill(changed: bool) -> dict[str, Any]:
    """The colour behind text that is not in the version before."""
    return {"fill": FILLS[b.Tone.CHANGED]} if changed else {}


def _link(data: dict[str, Any]) -> None:
    """Give each anchor one label; a link to an anchor that does not exist becomes plain text."""
    known: dict[str, str] = {}
    for node in _nodes(data["sections"]):
        if node.get("kind") == "heading" and (name := node["label"]):
            node["label"] = "" if name in known else known.setdefault(name, f"a{len(known) + 1}")
    for node in _nodes(data["sections"]):
        if node.get("kind") == "anchor":
            target = known.get(node["target"])
            node.update({"kind": "anchor" if target else "text", "target": target})


def _dress(data: dict[str, Any]) -> None:
    for node in _nodes(data["sections"]):
        if node.get("kind") == "figure":
            _, chosen = fonts.library(fonts.needs_system(node["svg"]))
            node["svg"] = dressed(node["svg"], (chosen["hei"], fonts.SANS))


def _nodes(value: Any) -> Iterable[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = value.values()
    elif not isinstance(value, (list, tuple)):
        return
    for part in value:
        yield from _nodes(part)


# --- booklets ---------------------------------------------------------------------------------------------------------

# Imposition for saddle stitch: the pages of a small paper two by two on sheets twice its size. Printed on both sides,
# turned over the short edge, the sheets are laid on each other, folded and stapled in the fold.


def sides(pages: int) -> list[tuple[int, int]]:
    """The sides of the sheets in print order, front and back in turn: left and right page, from 1; 0 is empty."""
    total = -(-max(pages, 1) // 4) * 4
    numbers = [number if number <= pages else 0 for number in range(1, total + 1)]
    made: list[tuple[int, int]] = []
    for sheet in range(total // 4):
        low, high = 2 * sheet, total - 1 - 2 * sheet
        made += [(numbers[high], numbers[low]), (numbers[low + 1], numbers[high - 1])]
    return made


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF has that Typst wrote: their dictionaries stand in it as plain text."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def imposed(pdf: bytes, style: PageStyle, meta: b.Meta) -> bytes:
    """A PDF of upright pages as a booklet; the same PDF gives the same bytes."""
    import typst

    inputs = {
        "sides": json.dumps(sides(pages_of(pdf))),
        "width": str(style.width),
        "height": str(style.height),
        "title": one_line(meta.title),
        "author": one_line(meta.author),
    }
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "pages.pdf").write_bytes(pdf)
        Path(folder, "booklet.typ").write_bytes((LAYOUT / "booklet.typ").read_bytes())
        made = typst.Compiler(root=folder, ignore_system_fonts=True).compile(
            Path(folder, "booklet.typ"), format="pdf", sys_inputs=inputs, timestamp=meta.printed, pdf_tags=False
        )
    assert isinstance(made, bytes)
    return made
