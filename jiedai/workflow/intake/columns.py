"""Tables that a text sets with blanks or tabs: a line of heads, and lines with as many parts below it."""

from __future__ import annotations

import re

from jiedai.patterns import regex
from jiedai.workflow.intake.found import Cell, Line, Source, Table
from jiedai.workflow.intake.heads import field_of

_LEAST = 3
"""So many columns at least make a table; two words side by side are none."""


def with_tables(source: Source) -> Source:
    """A source with a table for each run of lines that is one."""
    if source.tabular or not any(isinstance(part, Line) and "姓" in part.text for part in source.parts):
        return source
    kept: list[Line | Table] = []
    at = 0
    while at < len(source.parts):
        part = source.parts[at]
        heads = _heads(part) if isinstance(part, Line) else []
        rows = _below(source.parts[at + 1 :], len(heads)) if heads else []
        if rows and isinstance(part, Line):
            cells = [tuple(Cell(text, part.where, text) for text in heads)]
            cells += [tuple(Cell(text, line.where, text) for text in texts) for line, texts in rows]
            kept.append(Table("", tuple(cells)))
            at = 1 + source.parts.index(rows[-1][0], at)
        else:
            kept.append(part)
            at += 1
    return source._replace(parts=tuple(kept))


_PART = regex(r"[，,；;\t]|\s{2,}")
_AS_ABOVE = regex(r"\s*(?:同上|〃|″|同前|上同|ditto)\s*", re.IGNORECASE)


def without_dittos(source: Source) -> Source:
    """A source whose lines say again what 同上 stands for: the part at the same place of the line above."""
    kept: list[Line | Table] = []
    above: list[str] = []
    for part in source.parts:
        if isinstance(part, Line) and part.text.strip():
            pieces = re.split(f"({_PART.pattern})", part.text)
            said = [
                above[at] if at < len(above) and at % 2 == 0 and _AS_ABOVE.fullmatch(piece) else piece
                for at, piece in enumerate(pieces)
            ]
            part, above = part._replace(text="".join(said)), said
        kept.append(part)
    return source._replace(parts=tuple(kept))


def _heads(line: Line) -> list[str]:
    """The heads on a line, most of them known, a name among them; empty where it is none of heads."""
    parts = _parts(line.text)
    known = [field_of(part) for part in parts]
    return parts if len(parts) >= _LEAST and "name" in known and 3 * sum(map(bool, known)) > 2 * len(parts) else []


def _parts(text: str) -> list[str]:
    """What stands between wide blanks; 姓　名 is one word."""
    return re.split(
        r"\s{2,}|\t|\u3000+", re.sub(r"(?<=[姓性民职单电备手])[ \u3000]{1,4}(?=[名别族务位话注机])", "", text.strip())
    )


def _below(parts: tuple[Line | Table, ...], columns: int) -> list[tuple[Line, list[str]]]:
    """The lines that have a part for each column, up to one that has not."""
    rows = []
    for part in parts:
        if not isinstance(part, Line):
            break
        if not part.text.strip():
            continue
        texts = _parts(part.text)
        if len(texts) != columns:
            break
        rows.append((part, texts))
    return rows
