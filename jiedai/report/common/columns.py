"""Text from files on a terminal: harmless, and measured in display columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

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
    for piece in _pieces(text):
        if line and width(line + piece.rstrip()) > columns:
            lines.append(line.rstrip())
            line = ""
        line += piece if line or not piece.isspace() else ""
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(text: str) -> Iterator[str]:
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
