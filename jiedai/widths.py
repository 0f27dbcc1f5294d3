"""How wide characters are: in columns of a terminal, and in Chinese type, where most of them fill a square."""

from __future__ import annotations

import unicodedata
from functools import cache

_WITHOUT = ("Mn", "Me", "Cf")
"""Categories of characters that stand on another, or turn or join others."""
_SHARED = "·•—…“”‘’"
"""Marks of both scripts: as wide as a character in Chinese type, as a letter elsewhere."""


@cache
def is_wide(char: str) -> bool:
    """Whether a character takes two columns wherever it stands: ideographs, kana, full-width forms."""
    return unicodedata.east_asian_width(char) in "WF"


@cache
def is_square(char: str) -> bool:
    """Whether a character fills a square in Chinese type; of the marks that both scripts have, the common ones do."""
    return is_wide(char) or char in _SHARED


@cache
def may_be_square(char: str) -> bool:
    """Whether a character fills a square in some Chinese font: for estimates that are rather too wide."""
    return unicodedata.east_asian_width(char) in "WFA"


@cache
def has_none(char: str) -> bool:
    """Whether a character takes no room of its own."""
    return unicodedata.category(char) in _WITHOUT


def columns(text: str) -> int:
    """Display columns of a text without controls: wide characters two, combining ones none."""
    return sum(0 if has_none(char) else 2 if is_wide(char) else 1 for char in text)
