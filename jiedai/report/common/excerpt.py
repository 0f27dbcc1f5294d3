"""A source line with carets under the words that a finding is about, harmless on a terminal, in display columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from jiedai.patterns import regex

if TYPE_CHECKING:
    from jiedai.diagnostics import Span

TAB = 4
"""Columns between two tab stops."""
_NOT_FIRST = "，。；：、）”！？…)],.;:"
"""Characters no line begins with."""

# Marks that turn the direction of what follows: an editor's line would not be the one that is shown.
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def visible(char: str) -> str:
    """A character as it may be sent to a terminal: controls as pictures (␛), what has none as `<U+009B>`."""
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if 0x80 <= code < 0xA0 or code in (0x2028, 0x2029) or 0xD800 <= code < 0xE000 or char in _DIRECTION:
        return f"<U+{code:04X}>"
    return char


def harmless(text: str) -> str:
    """A text of one line for a terminal; newlines become blanks."""
    return "".join(visible(char) for char in " ".join(text.splitlines()))


_OBEYED = regex(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]|\r(?!\n)"
)
"""What a terminal would obey, but for tabs and the ends of lines."""


def harmless_lines(text: str) -> str:
    """A text of many lines, for a terminal or a pipe; in JSON such a character is written as JSON writes it."""
    json = text.startswith(("{", "["))
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}" if json else visible(found[0]), text)


def width(text: str) -> int:
    """Display columns of a text that holds no controls: wide characters two, combining ones none."""
    return sum(_width(char) for char in text)


def _width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cells(line: str) -> list[tuple[str, int]]:
    """A source line as (what is shown, its display columns) for each of its characters; tabs reach the next stop."""
    found = []
    column = 0
    for char in line:
        shown = " " * (TAB - column % TAB) if char == "\t" else visible(char)
        columns = width(shown)
        found.append((shown, columns))
        column += columns
    return found


def wrapped(text: str, columns: int) -> list[str]:
    """A paragraph in lines of at most `columns` display columns: broken at blanks, and between Chinese characters."""
    lines, line = [], ""
    for piece in pieces(text):
        if line and width(line + piece.rstrip()) > columns:
            lines.append(line.rstrip())
            line = ""
        line += piece if line or not piece.isspace() else ""
    return [*lines, line.rstrip()] if line.strip() else lines


def pieces(text: str) -> Iterator[str]:
    """The stretches of a text between which a line may break."""
    piece = ""
    for char in text:
        wide = width(char) == 2
        breaks = piece and char not in _NOT_FIRST and (piece[-1] == " " or wide or width(piece[-1]) == 2)
        if breaks and not piece.endswith(("（", "“")) and char != " ":
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece


MAX_COLUMNS = 100
"""Display columns of a quoted line; what is longer is cut around the words."""
_LEAD = 24
"""Display columns kept before words that do not fit as a whole."""
_CUT = "…"


class Excerpt(NamedTuple):
    """The line as shown; `carets` of them begin after `indent` display columns."""

    text: str
    indent: int
    carets: int


def excerpt(line: str, span: Span, columns: int = MAX_COLUMNS) -> Excerpt:
    """The part of `line` around a span that begins in it; of a span over several lines, the rest of the first.

    A place behind the end of the line, and an empty one, get one caret.
    """
    parts = cells(line)
    start = min(span.column - 1, len(parts))
    end = len(line.rstrip()) if span.end_line > span.line else min(span.end_column - 1, len(parts))
    end = max(start, end)
    widths = [columns for _shown, columns in parts]
    first, last = _window(widths, start, end, columns)
    before, after = (_CUT if first else ""), (_CUT if last < len(parts) else "")
    text = before + "".join(shown for shown, _columns in parts[first:last]) + after
    return Excerpt(text, len(before) + sum(widths[first:start]), max(1, sum(widths[start : min(end, last)])))


def _window(widths: list[int], start: int, end: int, columns: int) -> tuple[int, int]:
    """Which characters to show, at most `columns` wide with the marks of the cuts: first and last (exclusive)."""
    if sum(widths) <= columns:
        return 0, len(widths)
    room = columns - 2 * len(_CUT)
    lead = max((room - sum(widths[start:end])) // 2, min(_LEAD, room // 2))
    first = start
    while first > 0 and lead >= widths[first - 1]:
        first -= 1
        lead -= widths[first]
    last = first
    while last < len(widths) and room >= widths[last]:
        room -= widths[last]
        last += 1
    while first > 0 and room >= widths[first - 1]:
        first -= 1
        room -= widths[first]
    return first, last
