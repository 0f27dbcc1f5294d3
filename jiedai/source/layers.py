"""A text that was repaired in memory, and the way back from each of its characters to the file."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from jiedai.diagnostics import Span

if TYPE_CHECKING:
    from collections.abc import Iterable


_tuple = tuple.__new__


class Edit(NamedTuple):
    """The characters from `start` to `end` (offsets, end exclusive) become `new`."""

    start: int
    end: int
    new: str


class Layer:
    """One round of edits, in order; of two that overlap the first is made."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        self.edits: list[Edit] = []
        self._starts: list[int] = []
        shift = 0
        for edit in sorted(edits):
            if self.edits and edit.start < self.edits[-1].end:
                continue
            self.edits.append(edit)
            self._starts.append(edit.start + shift)
            shift += len(edit.new) - (edit.end - edit.start)

    def apply(self, text: str) -> str:
        """`text` after the edits."""
        pieces: list[str] = []
        at = 0
        for edit in self.edits:
            pieces += (text[at : edit.start], edit.new)
            at = edit.end
        return "".join((*pieces, text[at:]))

    def before(self, offset: int) -> int:
        """Where `offset` of the edited text was before the edits; inside an edit, inside what it replaced."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return offset
        edit, inside = self.edits[index], offset - self._starts[index]
        if inside < len(edit.new):
            return min(edit.start + inside, edit.end)
        return edit.end + inside - len(edit.new)


def line_starts(text: str) -> list[int]:
    """The offset of the first character of every line of `text`, whose newlines are all `"\\n"`."""
    starts, at = [0], text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts


class Repaired:
    """A text with the layers of edits that made it from `original`."""

    def __init__(self, original: str) -> None:
        self.original = self.text = original
        self.layers: list[Layer] = []
        self._lines = line_starts(original)
        self._size = len(original)

    def add(self, edits: Iterable[Edit]) -> None:
        """Apply one more round of edits, whose offsets are those of the text as it is now."""
        layer = Layer(edits)
        if layer.edits:
            self.layers.append(layer)
            self.text = layer.apply(self.text)

    def origin(self, offset: int) -> int:
        """The offset in the original text of a character of the text as it is now."""
        for layer in reversed(self.layers):
            offset = layer.before(offset)
        return min(offset, len(self.original))

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, in the original text of an offset of the text as it is now."""
        origin = self.origin(offset)
        line = bisect_right(self._lines, origin)
        return line, origin - self._lines[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The stretch of the original text that two offsets of the text as it is now enclose."""
        if self.layers:
            start, end = self.origin(start), self.origin(end)
        lines, size = self._lines, self._size
        if start > size:
            start = size
        if end > size:
            end = size
        if end < start:
            end = start
        line = bisect_right(lines, start)
        last = line if line == len(lines) or end < lines[line] else bisect_right(lines, end)
        # Every key and value of a plan has one: what NamedTuple makes of four values takes as long as to find them.
        return _tuple(Span, (line, start - lines[line - 1] + 1, last, end - lines[last - 1] + 1))
