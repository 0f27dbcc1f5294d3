"""How wide a text is in a drawing, and how a name is broken over two lines."""

from __future__ import annotations

import unicodedata

from jiedai.patterns import regex
from jiedai.widths import columns, has_none, is_square

_UNPRINTABLE = ("Cc", "Cf", "Cs", "Co", "Cn")
_BREAK = regex(r"(?<=[·•・\s-])")
_PARTS = 24
"""Parts of a name that are tried as the beginnings of lines; no name of a person has more."""
_SHORT = 4.05
"""Ems that a name may always have on one line."""


def printable(text: str) -> str:
    """A text on one line, without controls, halves of characters and marks that turn the direction of writing."""
    return "".join(char for char in " ".join(text.split()) if unicodedata.category(char) not in _UNPRINTABLE)


def centred(text: str, width: int) -> str:
    """`text` with blanks on both sides to fill `width` columns."""
    space = max(width - columns(text), 0)
    return " " * (space // 2) + text + " " * (space - space // 2)


def ems(text: str) -> float:
    """About how wide a text is in a drawing, in sizes of its type; rather more than less."""
    return sum(_em(char) for char in text)


def _em(char: str) -> float:
    if has_none(char):
        return 0.0
    if is_square(char):
        return 1.0
    if char in "MWmw@%":
        return 0.95
    if char in "ijlItfr.,:;'|!()[] ":
        return 0.38
    return 0.72 if char.isupper() else 0.6


def name_lines(name: str, most: int = 2) -> tuple[str, ...]:
    """A name on one line, or on as few lines up to `most` as it takes, none longer than it must be.

    It is broken after a dot, a hyphen or at a blank; a long one of ideographs without any of these anywhere.
    """
    if ems(name) <= _SHORT:
        return (name,)
    parts = [part for part in _BREAK.split(name) if part]
    if len(parts) == 1:
        if ems(name) <= 6 or name.isascii():
            return (name,)
        parts = list(name)
    if len(parts) > _PARTS:
        step = -(-len(parts) // _PARTS)
        parts = ["".join(parts[at : at + step]) for at in range(0, len(parts), step)]
    lines = _shared_out(tuple(parts), 1)
    for count in range(2, min(most, len(parts)) + 1):
        more = _shared_out(tuple(parts), count)
        if _longest(more) < _longest(lines) * 0.92:
            lines = more
        if _longest(lines) <= _SHORT:
            break
    return tuple(line.strip() for line in lines)


def _shared_out(parts: tuple[str, ...], lines: int) -> tuple[str, ...]:
    """The parts on so many lines, in their order, the longest line as short as can be."""
    if lines == 1 or len(parts) <= 1:
        return ("".join(parts),)
    tries = (("".join(parts[:at]), *_shared_out(parts[at:], lines - 1)) for at in range(1, len(parts) - lines + 2))
    return min(tries, key=_longest)


def _longest(lines: tuple[str, ...]) -> float:
    return max(ems(line.strip()) for line in lines)


def wrapped(text: str, width: float) -> list[str]:
    """A text in lines of at most `width` ems, broken between any two characters but before no closing mark."""
    lines = [""]
    for char in text:
        if lines[-1] and ems(lines[-1] + char) > width and char not in "，。；：、）”":
            lines.append("")
        lines[-1] += char
    return [line.strip() for line in lines if line.strip()]
