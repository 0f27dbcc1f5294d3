"""A source line with carets under the words that a finding is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jiedai.report.common.columns import cells

if TYPE_CHECKING:
    from jiedai.diagnostics import Span

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
