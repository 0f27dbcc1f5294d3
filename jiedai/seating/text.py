"""A chart for a terminal: the names where they sit, then conventions and what is to be confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from jiedai.language import _
from jiedai.seating.chart import Chart, Seat
from jiedai.seating.layout import Form, MarkKind
from jiedai.seating.lettering import centred, name_lines, printable
from jiedai.seating.wording import conventions, heading, remarks
from jiedai.widths import columns

_SAME_LINE = 16.0
"""Places whose heights differ by less, in centimetres, go on one line."""
_GAP = 2
_LONG = 16
"""Columns that a name may take on one line."""
_WIDE_TABLE = 2.0
"""A table so many times as wide as it is deep is drawn as a line."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A text with its middle in the room; `spans` is the width in centimetres that it should fill with its `fill`."""

    text: str
    x: float
    y: float
    spans: float = 0.0
    fill: str = ""


def as_text(chart: Chart) -> str:
    """The chart as lines of text, without colour, ending in a newline."""
    return drawing(chart) + "".join(f"- {printable(remark)}\n" for remark in remarks(chart))


def drawing(chart: Chart) -> str:
    """The chart without what is to be confirmed: as much as the drawing in SVG shows."""
    lines = [printable(heading(chart)), printable(chart.viewpoint), ""]
    lines += _picture(_words(chart))
    lines.append("")
    lines += [printable(line) for line in conventions(chart)]
    return "\n".join(lines) + "\n"


def _words(chart: Chart) -> list[_Word]:
    words = [word for seat in chart.seats for word in _names(seat)]
    for piece in chart.layout.furniture:
        wide = piece.width >= _WIDE_TABLE * piece.depth and chart.layout.form is not Form.SEATS
        if wide:
            words.append(_Word(piece.label, piece.x, piece.y, piece.width, "═"))
        elif piece.label:
            words.append(_Word(f"[{printable(piece.label)}]", piece.x, piece.y))
    for mark in chart.layout.marks:
        match mark.kind:
            case MarkKind.SCREEN:
                words.append(_Word(mark.text, mark.x, mark.y, mark.width, "▔"))
            case MarkKind.AUDIENCE | MarkKind.CAMERA | MarkKind.FRONT:
                words.append(_Word(f"▲ {mark.text}", mark.x, mark.y))
            case MarkKind.ENTRY:
                words.append(_Word(f"◀ {mark.text}", mark.x, mark.y))
            case MarkKind.DOOR:
                words.append(_Word(f"┄ {mark.text} ┄", mark.x, mark.y))
            case MarkKind.FLAG:
                pass
    return words


def _names(seat: Seat) -> list[_Word]:
    """Who has a seat; a long name on two lines, or all the others would stand far apart."""
    x, y = seat.place.x, seat.place.y
    name = printable(seat.name) if seat.name else _("（空）")
    lines = name_lines(name) if columns(name) > _LONG else (name,)
    if len(lines) == 1:
        return [_Word(name, x, y)]
    return [_Word(line, x, y + (index - 0.5) * (_SAME_LINE + 2)) for index, line in enumerate(lines)]


def _picture(words: list[_Word]) -> list[str]:
    """The words on a grid that keeps rows and columns: as narrow as it can be with no two words touching."""
    rows = _rows(words)
    pairs = [(one, two) for row in rows for one, two in pairwise(row)]
    scale = max((_apart(one, two) / max(two.x - one.x, 1.0) for one, two in pairs), default=0.05)
    left = min((_left(word, scale) for word in words), default=0.0)
    return [_line(row, scale, left) for row in rows]


def _rows(words: list[_Word]) -> list[list[_Word]]:
    """Words by height, each row from left to right."""
    rows: list[list[_Word]] = []
    for word in sorted(words, key=lambda word: word.y):
        if rows and word.y - rows[-1][0].y < _SAME_LINE and not (word.spans or rows[-1][0].spans):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.x) for row in rows]


def _apart(one: _Word, two: _Word) -> float:
    return (columns(one.text) + columns(two.text)) / 2 + _GAP


def _shown(word: _Word, scale: float) -> str:
    """A word as it stands on its line; one that spans a table is drawn out to its width."""
    if not word.fill:
        return word.text
    width = max(round(word.spans * scale), columns(word.text) + 6)
    middle = f" {word.text} " if word.text else ""
    side = max((width - columns(middle)) // 2, 1)
    return word.fill * side + middle + word.fill * side


def _left(word: _Word, scale: float) -> float:
    return word.x * scale - columns(_shown(word, scale)) / 2


def _line(row: list[_Word], scale: float, left: float) -> str:
    parts: list[str] = []
    end = 0  # counted along: a row may have thousands of seats
    for word in row:
        shown = _shown(word, scale)
        start = max(round(_left(word, scale) - left), end + (1 if end else 0))
        parts += [" " * (start - end), centred(shown, columns(shown))]
        end = start + columns(parts[-1])
    return "".join(parts).rstrip()
