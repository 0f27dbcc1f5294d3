"""How tall blocks will be, told from their data before they are set: only whether they surely stand on one page.

What is to be kept together must be measured first, for what is taller than a page has to flow; Typst measures by laying
all of it out once more. What is well below a page needs none of that: papers with many such parts are set in a sixth
less time.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from jiedai.formats.common import columns
from jiedai.formats.common.page import PageStyle

_SURELY = 0.6
"""Share of a page up to which blocks stand on it, whatever the estimate misses."""
_RUNNING = frozenset({"", "annex", "cut", "lead", "note"})
"""Roles of paragraphs whose lines are no farther apart than those of the text, but for one more before or after."""


def fits(blocks: Iterable[Mapping[str, Any]], style: PageStyle, width: float) -> bool:
    """Whether blocks `width` points wide surely stand on one page of this make; False where that has to be measured."""
    tall = _height(blocks, style, width)
    return tall is not None and tall <= _SURELY * style.text_height


def _height(blocks: Iterable[Mapping[str, Any]], style: PageStyle, width: float) -> float | None:
    """About how many points blocks take; None where one is among them whose data does not tell, such as a drawing."""
    total = 0.0
    for block in blocks:
        tall = _of(block, style, width)
        if tall is None:
            return None
        total += tall
    return total


def _of(block: Mapping[str, Any], style: PageStyle, width: float) -> float | None:
    match block["kind"]:
        case "paragraph" if block["role"] in _RUNNING:
            return (_lines(block["inlines"], width / style.advance) + bool(block["role"])) * style.pitch
        case "heading" if block["level"] > 1:
            return _lines(block["inlines"], width / style.advance) * style.pitch
        case "table":
            tall: float = block["height"] + (3 if block["caption"] else 1) * style.pitch
            return tall
        case "keep":
            return _height(block["blocks"], style, width)
        case _:
            return None


def _lines(inlines: Iterable[Any], ems: float) -> int:
    """Lines that inlines take, two characters of the first being free."""
    return sum(math.ceil((2 + columns.width(line)) / ems) for line in "".join(map(_words, inlines)).split("\n"))


def _words(inline: Any) -> str:
    """An inline as text that is about as wide."""
    if isinstance(inline, str):
        return inline
    if inline["kind"] == "break":
        return "\n"
    return str(inline["text"]) if "text" in inline else "字" * math.ceil(inline.get("width", 1))
