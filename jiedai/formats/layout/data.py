"""A document as the data that the layout takes: plain values in JSON, of which nothing can be markup."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from itertools import groupby
from typing import Any

from jiedai import blocks as b
from jiedai.formats import fonts
from jiedai.formats.common import columns, letter
from jiedai.formats.common.drawing import as_svg, code_svg, dressed
from jiedai.formats.common.lines import STAND_IN, clean, labels, one_line, stamp
from jiedai.formats.common.page import PageStyle, Section, sections, style_of
from jiedai.formats.common.titles import titled
from jiedai.formats.common.tones import FILLS
from jiedai.formats.layout.heights import fits


def as_data(document: b.Document, stamped: bool = True) -> tuple[str, bool]:
    """The document as JSON, and whether it takes the fonts of the whole system; not `stamped` where others do that."""
    meta = document.meta
    style = style_of(document)
    made = [_section(section, document) for section in sections(document)]
    _settle(made)
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
        "sections": made,
    }
    text = json.dumps(data, ensure_ascii=False)
    system = fonts.needs_system(text)
    _, chosen = fonts.library(system)
    kinds = {key: [chosen[key], *_others(role.substitute)] for key, role in fonts.ROLES.items()}
    extra = {
        "fonts": kinds,
        "kai_missing": chosen["kai"] == fonts.ROLES["kai"].substitute,
        "title_missing": chosen["title"] == fonts.ROLES["title"].substitute,
    }
    return f"{printable(text, system)[:-1]}, {json.dumps(extra, ensure_ascii=False)[1:]}", system


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
            kept = [part for part in _blocks(inner, style, width) if part["kind"] != "break"]
            return {"kind": "keep", "blocks": kept, "fits": fits(kept, style, width)}
        case _:
            return {"kind": "break"}


def _listed(part: dict[str, Any]) -> dict[str, Any]:
    """A paragraph of a list: not indented, and not justified, which would tear a short item apart before a number."""
    if part["kind"] == "paragraph" and part["align"] == b.Align.JUSTIFY:
        return {**part, "align": "left", "indent": False}
    return part


def _table(table: b.Table, style: PageStyle, width: float) -> dict[str, Any]:
    fitted = columns.fit(table, width, style.table)
    tall = columns.height(table, fitted)
    return {
        "kind": "table",
        "size": fitted.size,
        "widths": fitted.widths,
        "padding": columns.CELL_PADDING,
        "caption": one_line(table.caption),
        "day": table.day is not None,
        "form": table.form,
        "height": tall,
        "whole": columns.is_short(tall, style.text_height),
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


def _settle(sections: list[dict[str, Any]]) -> None:
    """What is known only once all is there: each anchor has one label, a drawing the fonts of the document.

    A link to an anchor that does not exist becomes plain text.
    """
    known: dict[str, str] = {}
    later = _later(sections)
    for node in later:
        if node["kind"] == "heading" and (name := node["label"]):
            node["label"] = "" if name in known else known.setdefault(name, f"a{len(known) + 1}")
    for node in later:
        if node["kind"] == "anchor":
            target = known.get(node["target"])
            node.update({"kind": "anchor" if target else "text", "target": target})
        elif node["kind"] == "figure":
            _, chosen = fonts.library(fonts.needs_system(node["svg"]))
            node["svg"] = dressed(node["svg"], (chosen["hei"], fonts.SANS))


def _later(data: Any) -> list[dict[str, Any]]:
    """The headings, links and drawings in data, in their order."""
    found, rest = [], [data]
    while rest:
        value = rest.pop()
        if isinstance(value, dict):
            if value.get("kind") in ("heading", "anchor", "figure"):
                found.append(value)
            value = value.values()
        rest += [part for part in reversed([*value]) if isinstance(part, (dict, list, tuple))]
    return found


def printable(text: str, system: bool) -> str:
    """`text` with 〓 for what no font has; only a text that needs the whole system's fonts can hold such."""
    for char in fonts.missing_glyphs(text) if system else ():
        text = text.replace(char, STAND_IN)
    return text
