"""Blanks still to be filled in: `待填`, `（待补充）`, `TODO`, `×××` …, optionally followed by what belongs there."""

from __future__ import annotations

import re

from jiedai.patterns import regex

WORD = "待填"
"""What `jiedai new` writes into a blank."""

PATTERN = (
    r"[（(【〔<［\[]?\s*(?:待填写?|待补充?|待核实|待确认|待定|[Tt][Oo][Dd][Oo]|[Tt][Bb][Dd]|[Ff][Ii][Xx][Mm][Ee])"
    r"\s*(?:[：:）)】〕>］，,、\s\]].*)?|[×xX＊*_＿？?]{2,}"
)
"""A whole text that is a blank, for `re` and for JSON Schema alike."""

_BLANK = regex(PATTERN, re.DOTALL)
_BEGINS = frozenset("（(【〔<［[待TtFf×xX＊*_＿？?")
"""With what a text that is a blank begins: names are asked by the thousand, and few of them begin so."""


def is_placeholder(text: str) -> bool:
    """Whether the text stands for something still to be filled in."""
    first = text[:1]
    if first not in _BEGINS and not first.isspace():
        return False
    return _BLANK.fullmatch(text.strip()) is not None
