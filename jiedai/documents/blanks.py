"""Blanks of a template as Chinese type wants them.

Line breaks and indentation of a template are no blanks where a Chinese character stands on either side; between two
Latin words they are one. Blanks typed on one line stay, several as one; the full-width space is text, not a blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from jiedai import blocks as b
from jiedai.widths import is_square

_BLANKS = re.compile(r"([ \t\r\n]+)")


def tidy(pieces: Iterable[b.Inline]) -> b.Inlines:
    """The runs without stray blanks, runs of one style joined, no blank at an edge or beside a line break."""
    made: list[b.Inline] = []
    blank = ""
    for piece in pieces:
        if not isinstance(piece, b.Text) or piece.nowrap:
            blank = _add_whole(made, piece, blank)
            continue
        for part in _BLANKS.split(piece.text):
            if not part:
                continue
            if part[0] in " \t\r\n":
                blank += part
                continue
            text = _between(_last(made), blank, part[0]) + part if blank else part
            _add_text(made, piece if text == piece.text else piece.saying(text))
            blank = ""
    return tuple(made)


def _add_whole(made: list[b.Inline], piece: b.Inline, blank: str) -> str:
    """Put a link, box, break or unbroken run after what there is; gives the blanks still pending."""
    if isinstance(piece, b.Text):
        text = _BLANKS.sub(" ", piece.text).strip(" ")
        if not text:
            return blank + piece.text
        piece = piece.saying(text)
    if not isinstance(piece, b.LineBreak):
        first = (piece.text[:1] if isinstance(piece, (b.Link, b.Text)) else "") or "x"
        if _between(_last(made), blank, first):
            _add_text(made, b.Text(" "))
    made.append(piece)
    return ""


def _add_text(made: list[b.Inline], run: b.Text) -> None:
    last = made[-1] if made else None
    if isinstance(last, b.Text) and b.style_of(last) == b.style_of(run):
        made[-1] = last.saying(last.text + run.text)
    else:
        made.append(run)


def _last(made: list[b.Inline]) -> str:
    """The character before, `""` at the start of a line; boxes and blanks count as Latin."""
    match made[-1] if made else b.LineBreak():
        case b.Text(text=text) | b.Link(text=text):
            return text[-1:]
        case b.LineBreak():
            return ""
        case _:
            return "x"


def _between(before: str, blank: str, after: str) -> str:
    """What a stretch of blanks between two characters prints as."""
    if not blank or not before:
        return ""
    broken = "\n" in blank or "\r" in blank
    return "" if broken and (is_square(before) or is_square(after)) else " "
