"""What differs from the version issued before: cells of a later version's papers that say something else, on grey.

The same paper is made of both versions and laid cell by cell over the other, so that what a paper makes of a plan
(a number of people, a name behind a number) is marked as well as what is typed. Rows are matched by what they say: one
that has come is marked whole, and what only counts rows is never marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from jiedai import blocks as b
from jiedai.language import catalog

Row = tuple[b.Cell, ...]


def marked(now: b.Document, before: b.Document, labels: str) -> b.Document:
    """The document with the cells on grey that `before` has not, and below its title a line that says so."""
    earlier = [block for block in b.walk(before.blocks) if isinstance(block, b.Table)]
    tables = [block for block in b.walk(now.blocks) if isinstance(block, b.Table)]
    made = {id(one): _table(one, other) for one, other in _pairs(tables, earlier)}
    blocks = tuple(_replaced(now.blocks, made))
    if blocks == now.blocks:
        return now
    say = catalog(labels).gettext
    text = say("灰底的格（文字版前面有△）与第{version}版不同。").format(version=before.meta.version)
    note = b.Paragraph((b.Text(text),), b.Align.LEFT, indent=False, role="note")
    return replace(now, blocks=tuple(_below_title(blocks, note)))


def _below_title(blocks: Sequence[b.Block], note: b.Paragraph) -> Iterator[b.Block]:
    """The blocks with a note behind the first title and the line under it; in front where there is no title."""
    titles = (number for number, one in enumerate(blocks, 1) if isinstance(one, b.Heading) and one.level == 1)
    at = next(titles, 0)
    if at < len(blocks) and isinstance(lead := blocks[at], b.Paragraph) and lead.role == "lead":
        at += 1
    yield from (*blocks[:at], note, *blocks[at:])


def _replaced(blocks: tuple[b.Block, ...], made: dict[int, b.Table]) -> Iterator[b.Block]:
    """The blocks with tables in the place of those that have the number."""
    for block in blocks:
        match block:
            case b.Table():
                yield made.get(id(block), block)
            case b.Keep(inner) | b.Landscape(inner) | b.Cover(inner):
                yield replace(block, blocks=tuple(_replaced(inner, made)))
            case _:
                yield block


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
