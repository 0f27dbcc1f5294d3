"""Texts as the editor holds them, and the only place that counts in its units: lines from 0, columns in UTF-16 from 0.

Everywhere else a place is a `Span`: lines and columns from 1, in characters. 𠮷 is one character and two units.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from jiedai.diagnostics import Span
from jiedai.lsp.rpc import INVALID_PARAMS, Json, Refused
from jiedai.source.reading import normalized


def units(text: str) -> int:
    """How many units of UTF-16 a text takes."""
    return len(text) + sum(character > "\uffff" for character in text) if not text.isascii() else len(text)


def characters(line: str, column: int) -> int:
    """How many characters of a line stand before a column in units; all of them where the column is behind its end.

    A column within a character is before it.
    """
    if line.isascii():
        return min(max(column, 0), len(line))
    taken = 0
    for number, character in enumerate(line):
        taken += 2 if character > "\uffff" else 1
        if taken > column:
            return number
    return len(line)


class Lines:
    """The lines of a text, with its places in both countings."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    def position(self, line: int, column: int) -> Json:
        """The place as the editor counts; one behind the text is its end."""
        if line > len(self._lines):
            line, column = len(self._lines), len(self._lines[-1]) + 1 if self._lines else 1
        text = self._lines[line - 1] if self._lines else ""
        return {"line": max(line - 1, 0), "character": units(text[: column - 1])}

    def range(self, span: Span) -> Json:
        """The stretch as the editor counts."""
        return {
            "start": self.position(span.line, span.column),
            "end": self.position(span.end_line, span.end_column),
        }

    def place(self, position: Mapping[str, Any]) -> tuple[int, int]:
        """Line and column from 1 of a place in the editor; one behind a line is the end of the line."""
        line = min(max(int(position["line"]), 0), max(len(self._lines) - 1, 0))
        if int(position["line"]) >= len(self._lines):
            return line + 1, len(self._lines[line]) + 1 if self._lines else 1
        return line + 1, characters(self._lines[line], int(position["character"])) + 1

    def span(self, wanted: Mapping[str, Any]) -> Span:
        """The stretch of a range in the editor."""
        return Span(*self.place(wanted["start"]), *self.place(wanted["end"]))


class Document:
    """A text that is open in the editor. Its newlines are "\\n" here, whatever they are there: no place is in one."""

    def __init__(self, uri: str, version: int | None, text: str) -> None:
        self.uri, self.version = uri, version
        self._set(text)

    def _set(self, text: str) -> None:
        self.text = normalized(text)
        self.lines = self.text.split("\n")
        self.places = Lines(self.lines)

    def change(self, version: int | None, changes: Sequence[Mapping[str, Any]]) -> None:
        """Take over changes, one after the other: of a range, or the whole text."""
        for change in changes:
            if change.get("range") is None:
                self._set(str(change["text"]))
                continue
            span = self.places.span(change["range"])
            before = [*self.lines[: span.line - 1], self.lines[span.line - 1][: span.column - 1]]
            after = [self.lines[span.end_line - 1][span.end_column - 1 :], *self.lines[span.end_line :]]
            self._set("\n".join(before) + normalized(str(change["text"])) + "\n".join(after))
        self.version = version


def path_of_uri(uri: str) -> Path | None:
    """The file that a URI names, `file:///c%3A/…` of Windows too; None for what is no file, as before a first save."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        raise Refused(f"not a URI: {uri}", INVALID_PARAMS) from None
    if parts.scheme != "file":
        return None
    place = unquote(parts.path)
    if parts.netloc not in ("", "localhost"):
        place = f"//{parts.netloc}{place}"
    elif place[2:3] == ":":
        place = place[1:]
    return Path(place).absolute()


def uri_of(name: str) -> str:
    """The URI of a file by the name that messages give it."""
    return Path(name).absolute().as_uri()
