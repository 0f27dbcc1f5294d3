"""How wide a text is, on a terminal and in a drawing, and how a name is broken over two lines."""

from __future__ import annotations

import unicodedata

from jiedai.patterns import regex

_NO_WIDTH = ("Mn", "Me", "Cf")
_UNPRINTABLE = ("Cc", "Cf", "Cs", "Co", "Cn")
_BREAK = regex(r"(?<=[·•・\s])")


def columns(text: str) -> int:
    """Display columns on a terminal: wide characters two, combining ones none."""
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.category(char) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


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
    if unicodedata.category(char) in _NO_WIDTH:
        return 0.0
    if _columns(char) == 2 or char in "·•—…“”‘’":
        return 1.0
    if char in "MWmw@%":
        return 0.95
    if char in "ijlItfr.,:;'|!()[] ":
        return 0.38
    return 0.72 if char.isupper() else 0.6


def name_lines(name: str) -> tuple[str, ...]:
    """A name on one line or two, broken at a dot or a blank, or in the middle where it has neither."""
    if ems(name) <= 4.05:
        return (name,)
    parts = [part for part in _BREAK.split(name) if part]
    if len(parts) > 1:
        breaks = range(1, len(parts))
        best = min(breaks, key=lambda at: max(ems("".join(parts[:at])), ems("".join(parts[at:]))))
        return "".join(parts[:best]).strip(), "".join(parts[best:]).strip()
    if ems(name) <= 6 or name.isascii():
        return (name,)
    return name[: (len(name) + 1) // 2], name[(len(name) + 1) // 2 :]


def wrapped(text: str, width: float) -> list[str]:
    """A text in lines of at most `width` ems, broken between any two characters but before no closing mark."""
    lines = [""]
    for char in text:
        if lines[-1] and ems(lines[-1] + char) > width and char not in "，。；：、）”":
            lines.append("")
        lines[-1] += char
    return [line.strip() for line in lines if line.strip()]
