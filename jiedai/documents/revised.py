"""What differs from the version issued before: what a later version's papers say otherwise, on grey.

The same paper is made of both versions and laid over the other, cell by cell and clause by clause, so that what a paper
makes of a plan (a number of people, a name behind a number) is marked as well as what is typed. Rows and paragraphs are
matched by what they say: one that has come is marked whole, and what only counts rows is never marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from jiedai import blocks as b
from jiedai.language import catalog

Row = tuple[b.Cell, ...]


def marked(now: b.Document, before: b.Document, labels: str) -> b.Document:
    """The document with what `before` has not on grey, and below its title a line that says so."""
    earlier = [block for block in b.walk(before.blocks) if isinstance(block, b.Table)]
    tables = [block for block in b.walk(now.blocks) if isinstance(block, b.Table)]
    made: dict[int, b.Block] = {id(one): _table(one, other) for one, other in _pairs(tables, earlier)}
    made |= _texts_marked(now, before)
    blocks = tuple(_replaced(now.blocks, made))
    if blocks == now.blocks:
        return now
    say = catalog(labels).gettext
    text = say("灰底的地方（文字版前面有△）与第{version}版不同。").format(version=before.meta.version)
    note = b.Paragraph((b.Text(text),), b.Align.LEFT, indent=False, role="note")
    return replace(now, blocks=_below_title(blocks, note))


def _below_title(blocks: tuple[b.Block, ...], note: b.Paragraph) -> tuple[b.Block, ...]:
    """The blocks with a note behind the first title and the line under it; in front where there is no title."""
    made = _noted(blocks, note)
    return (note, *blocks) if made is None else made


def _noted(blocks: tuple[b.Block, ...], note: b.Paragraph) -> tuple[b.Block, ...] | None:
    for at, block in enumerate(blocks, 1):
        if isinstance(block, b.Heading) and block.level == 1:
            if at < len(blocks) and isinstance(lead := blocks[at], b.Paragraph) and lead.role == "lead":
                at += 1
            return (*blocks[:at], note, *blocks[at:])
        if isinstance(block, b.Keep) and (inner := _noted(block.blocks, note)) is not None:
            return (*blocks[: at - 1], replace(block, blocks=inner), *blocks[at:])
    return None


def _replaced(blocks: tuple[b.Block, ...], made: dict[int, b.Block]) -> Iterator[b.Block]:
    """The blocks with others in the place of those that have the number."""
    for block in blocks:
        match block:
            case b.Keep(inner) | b.Landscape(inner) | b.Cover(inner):
                yield replace(block, blocks=tuple(_replaced(inner, made)))
            case b.ListBlock(items):
                yield replace(block, items=tuple(tuple(_replaced(item, made)) for item in items))
            case _:
                yield made.get(id(block), block)


# --- running text -----------------------------------------------------------------------------------------------------

_CLAUSE = re.compile(r".+?(?:[，；。\n\u3000]|[,;.](?=\s)|$)", re.DOTALL)
"""What is marked of a paragraph: as much as stands between two stops, or full-width blanks."""
_STOPS = " 　\n，；。,;."
Line = tuple[b.Block, int, b.Inlines]
"""A running text, with the block that it stands in and which of its texts it is."""


def _texts_marked(now: b.Document, before: b.Document) -> dict[int, b.Block]:
    """Paragraphs and particulars with the clauses on grey that the earlier version has not, by the block's number."""
    lines = list(_lines(now))
    said = [b.plain(inlines) for _block, _number, inlines in _lines(before)]
    says = [b.plain(inlines) for _block, _number, inlines in lines]
    made: dict[int, b.Block] = {}
    for kind, from_, to, start, end in SequenceMatcher(None, said, says, autojunk=False).get_opcodes():
        if kind != "equal":
            for block, number, inlines in lines[start:end]:
                text = _on_grey(inlines, list(_new(b.plain(inlines), said[from_:to])))
                made[id(block)] = _with_line(made.get(id(block), block), number, text)
    return made


def _lines(document: b.Document) -> Iterator[Line]:
    for block in b.walk(document.blocks):
        match block:
            case b.Paragraph(inlines):
                yield block, 0, inlines
            case b.Definitions(items):
                yield from ((block, number, text) for number, (_term, text) in enumerate(items))


def _with_line(block: b.Block, number: int, text: b.Inlines) -> b.Block:
    match block:
        case b.Paragraph():
            return replace(block, inlines=text)
        case b.Definitions(items):
            items = tuple((term, text if at == number else was) for at, (term, was) in enumerate(items))
            return replace(block, items=items)
        case _:
            return block


def _clauses(text: str) -> list[re.Match[str]]:
    return list(_CLAUSE.finditer(text))


def _word(clause: re.Match[str]) -> str:
    return clause[0].strip(_STOPS)


def _new(text: str, was: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where a text has clauses that the likest of those that were there has not."""
    clauses = _clauses(text)
    says = [_word(clause) for clause in clauses]
    earlier = [[_word(clause) for clause in _clauses(other)] for other in was]
    said = max(earlier, key=lambda words: len(set(words) & set(says)), default=[])
    for kind, _from, _to, start, end in SequenceMatcher(None, said, says, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from (clause.span() for clause in clauses[start:end] if _word(clause))


def _on_grey(inlines: b.Inlines, spans: Sequence[tuple[int, int]]) -> b.Inlines:
    """Inlines with what stands in these places of their plain text marked as changed."""

    def is_changed(at: int) -> bool:
        return any(first <= at < last for first, last in spans)

    edges = sorted({edge for span in spans for edge in span})
    made: list[b.Inline] = []
    start = 0
    for inline in inlines:
        end = start + len(b.plain((inline,)))
        match inline:
            case b.Text(text=text):
                for at, to in pairwise([start, *(edge for edge in edges if start < edge < end), end]):
                    made.append(replace(inline, text=text[at - start : to - start], changed=is_changed(at)))
            case b.Link():
                made.append(replace(inline, changed=is_changed(start)))
            case _:
                made.append(inline)
        start = end
    return tuple(made)


# --- tables and rows --------------------------------------------------------------------------------------------------


def _pairs(now: list[b.Table], before: list[b.Table]) -> Iterator[tuple[b.Table, b.Table | None]]:
    """Each table with the one that it was, None for a table that has come; matched by caption, head and shape."""
    was, is_ = ([_named(table) for table in tables] for tables in (before, now))
    for kind, from_, to, start, end in SequenceMatcher(None, was, is_, autojunk=False).get_opcodes():
        earlier = before[from_:to] if kind == "equal" or to - from_ == end - start else []
        for number, table in enumerate(now[start:end]):
            yield table, earlier[number] if number < len(earlier) else None


def _named(table: b.Table) -> tuple[object, ...]:
    return table.caption, len(table.columns), tuple(b.plain(cell.inlines) for row in table.head for cell in row)


def _table(now: b.Table, before: b.Table | None) -> b.Table:
    """A table with what differs on grey; one that has come is all grey."""
    earlier = before.body if before is not None else ()
    counts = _counts(now.body) or _counts(earlier)
    said, says = ([tuple(_texts(row, counts)) for row in rows] for rows in (earlier, now.body))
    body: list[Row] = []
    for kind, from_, to, start, end in SequenceMatcher(None, said, says, autojunk=False).get_opcodes():
        if kind == "equal":
            body += now.body[start:end]
            continue
        was = earlier[from_:to]
        for row in now.body[start:end]:
            alike = max(was, key=lambda other: _likeness(row, other, counts), default=None)
            known = alike is not None and _likeness(row, alike, counts) > 0
            body.append(_row(row, alike if known else None, counts))
    return replace(now, body=tuple(body))


def _counts(rows: Sequence[Row]) -> bool:
    """Whether the first cells of rows only count them."""
    first = [b.plain(row[0].inlines) for row in rows if len(row) > 1]
    return bool(first) and first == [str(number) for number in range(1, len(first) + 1)]


def _texts(row: Row, counts: bool) -> Iterator[str]:
    yield from (b.plain(cell.inlines) for cell in row[counts if len(row) > 1 else 0 :])


def _likeness(row: Row, other: Row, counts: bool) -> int:
    """How many cells of two rows of one shape say the same, and say something."""
    if len(row) != len(other):
        return 0
    return sum(bool(one) and one == two for one, two in zip(_texts(row, counts), _texts(other, counts), strict=True))


def _row(row: Row, was: Row | None, counts: bool) -> Row:
    before = [b.plain(cell.inlines) for cell in was] if was is not None else [""] * len(row)
    return tuple(
        cell
        if (counts and not number and len(row) > 1) or cell.header or b.plain(cell.inlines) == before[number]
        else replace(cell, tone=b.Tone.CHANGED)
        for number, cell in enumerate(row)
    )
