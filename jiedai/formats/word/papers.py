"""What only official papers have: signature, list of attachments, 版记; measures of GB/T 9704-2012."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from jiedai import blocks as b
from jiedai.formats.common import columns
from jiedai.formats.common.lines import Labels
from jiedai.formats.common.page import PageStyle
from jiedai.formats.word.runs import Runs
from jiedai.formats.word.styles import spacing
from jiedai.formats.word.xml import box_run, element, mm, twips

_THICK, _THIN = 8, 6
"""Rules of 0.35 and 0.25 mm in eighths of a point."""


def elements(
    block: b.Signature | b.Attachments | b.Imprint,
    style: PageStyle,
    width: float,
    runs: Runs,
    labels: Labels,
    tied: bool = False,
) -> Iterator[Any]:
    """The elements of one of these blocks in a column `width` points wide; `tied` keeps them with what follows."""
    match block:
        case b.Signature(lines):
            yield from _signature(lines, style, width, runs, tied)
        case b.Attachments(names):
            yield from _attachments(names, style, runs, labels.attachments, tied)
        case b.Imprint():
            yield _imprint(block, style, width, runs, labels.copies)


def _paragraph(content: list[Any], style: PageStyle, before: float, keep: bool, **indent: int) -> Any:
    """A line of body type with an indent of its own, `before` points below what comes before it."""
    return element(
        "w:p",
        element(
            "w:pPr",
            element("w:pStyle", val="Normal"),
            element("w:keepNext") if keep else None,
            element("w:keepLines"),
            spacing(style.pitch, before=before) if before else None,
            element("w:ind", **indent),
            element("w:jc", val="left"),
        ),
        *content,
    )


def _signature(lines: tuple[b.Inlines, ...], style: PageStyle, width: float, runs: Runs, tied: bool) -> Iterator[Any]:
    """Units and date; the widest of them keeps two characters from the edge, the date stands in by two."""
    dated = len(lines) > 1
    shift = [2.0 if dated and number == len(lines) - 1 else 0.0 for number in range(len(lines))]
    broad = max(columns.width(b.plain(line)) + inset for line, inset in zip(lines, shift, strict=True))
    start = max(width / style.advance - 2 - broad, 0.0)
    for number, line in enumerate(lines):
        left = twips((start + shift[number]) * style.advance)
        content = runs.runs(line, style.body)
        yield _paragraph(content, style, 0 if number else style.pitch, tied or number < len(lines) - 1, left=left)


def _attachments(names: tuple[b.Inlines, ...], style: PageStyle, runs: Runs, label: str, tied: bool) -> Iterator[Any]:
    """The label before the first name; each name hangs behind its number."""
    before = columns.width(label)
    number_width = 1.5 if len(names) > 1 else 0.0
    left = 2 + before + number_width
    for number, name in enumerate(names):
        lead = (label if not number else "") + (f"{number + 1}." if len(names) > 1 else "")
        hanging = number_width + (before if not number else 0.0)
        tab = [element("w:r", element("w:tab"))] if len(names) > 1 else []
        content = [*runs.runs((b.Text(lead),) if lead else (), style.body), *tab, *runs.runs(name, style.body)]
        indent = {"left": twips(left * style.advance), "hanging": twips(hanging * style.advance)}
        yield _paragraph(content, style, 0 if number else style.pitch, tied or number < len(names) - 1, **indent)


def _imprint(block: b.Imprint, style: PageStyle, width: float, runs: Runs, label: str) -> Any:
    """Lines with rules between them, in a box on the bottom edge of the type area; 900 tells it from other drawings."""
    size = style.imprint
    pitch = size * 1.5
    hang = columns.width(label) * size
    lines = [_rule(_THICK)]
    count = 1
    if block.copies:
        content = runs.runs((b.Text(label), *block.copies), size)
        indent = {"left": twips(size + hang), "hanging": twips(hang), "right": twips(size)}
        lines += [_line(content, size, pitch, indent), _rule(_THIN)]
        count += math.ceil(columns.width(b.plain(block.copies)) * size / (width - 2 * size - hang))
    content = [*runs.runs(block.unit, size), element("w:r", element("w:tab")), *runs.runs(block.issued, size)]
    edge = element("w:tabs", element("w:tab", val="right", pos=twips(width - size)))
    lines += [_line(content, size, pitch, {"left": twips(size), "right": twips(size)}, edge), _rule(_THICK)]
    height = count * pitch + len(lines) * _RULE_PITCH
    corner = (mm(style.left), mm(style.height - style.bottom) - height)
    box = box_run(lines, corner, (width, height), 900, turned=False)
    return _tiny(box)


def _tiny(run: Any) -> Any:
    """A line of a point that holds a drawing."""
    properties = element("w:pPr", element("w:pStyle", val="Normal"), element("w:snapToGrid", val=0), spacing(1))
    return element("w:p", properties, run)


def _line(content: list[Any], size: float, pitch: float, indent: dict[str, int], tabs: Any = None) -> Any:
    for run in content:
        properties = run.find("{*}rPr")
        if properties is not None and properties.find("{*}sz") is None:
            properties.append(element("w:sz", val=round(size * 2)))
    return element(
        "w:p",
        element(
            "w:pPr",
            element("w:pStyle", val="Normal"),
            tabs,
            element("w:snapToGrid", val=0),
            spacing(pitch),
            element("w:ind", **indent),
            element("w:jc", val="left"),
        ),
        *content,
    )


_RULE_PITCH = 1.5


def _rule(thickness: int) -> Any:
    """A rule over the full width: a line of its own with a border, since a border stands in with its text."""
    return element(
        "w:p",
        element(
            "w:pPr",
            element("w:pStyle", val="Normal"),
            element("w:pBdr", element("w:top", val="single", sz=thickness, space=0, color="auto")),
            element("w:snapToGrid", val=0),
            spacing(_RULE_PITCH),
            element("w:rPr", element("w:sz", val=2)),
        ),
    )
