"""Which tables of a document stand on which sheet of a workbook, and what the sheets are called."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from jiedai import blocks as b
from jiedai.formats.common import columns
from jiedai.formats.common.lines import clean, one_line

_LONGEST_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$")
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\. |（\d+）)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands: under which title and which heading, and whether its pages are turned."""

    title: str = ""
    heading: str = ""
    landscape: bool = False


@dataclass(slots=True)
class Sheet:
    """Tables of one head, or paragraphs where a document has no table."""

    place: Place
    tables: list[b.Table] = field(default_factory=list)
    lines: list[tuple[str, b.Told]] = field(default_factory=list)
    """Each with the values of the plan in it, where the paper may come back changed."""

    def names(self, title: str, before: set[tuple[str, str, str]]) -> list[str]:
        """What the sheet may be called, the shortest name first; `title` is that of a document without a heading.

        Of sheets in one place and with one caption (`before`) the later ones are called by their first words, too.
        """
        if not self.tables:
            return [title]
        own, heading = self.place.title or title, self.place.heading
        first, *more = self.tables
        caption = "" if more else one_line(first.caption)
        short = caption or heading or own
        if (own, heading, caption) in before:
            rows = (*first.head, *first.body)
            caption = one_line(b.plain(rows[0][0].inlines)) if rows else ""
            short = f"{heading or own} {caption}"
        before.add((own, heading, caption))
        wanted = [(short,), (heading, caption) if heading and caption else (own, heading), (own, heading, caption)]
        return [" ".join(part for part in parts if part) for parts in wanted]


def sheets(document: b.Document) -> list[Sheet]:
    """The sheets of a document, in order: a voucher is one, tables of one head (the days of a programme) share one."""
    voucher = document.form is b.Form.VOUCHER
    made: list[Sheet] = []
    for place, table in _tables(document.blocks, [Place(landscape=document.landscape)], document.meta.subject):
        last = made[-1].tables[0] if made else None
        same = last and table.head and (last.head, last.columns) == (table.head, table.columns)
        if made and (voucher or same):
            made[-1].tables.append(table)
        else:
            made.append(Sheet(place, [table]))
    if not voucher:
        zh = document.meta.language.startswith("zh")
        made = [replace(one, tables=[flat]) if (flat := _flat(one.tables, zh)) else one for one in made]
    return made or [Sheet(Place(landscape=document.landscape), lines=_lines(document))]


def _flat(tables: list[b.Table], zh: bool) -> b.Table | None:
    """Tables of one head, or one with headings among its rows, as one that can be filtered: what their captions or
    headings say stands in a column of its own, in every row. None where they are no such tables, or cells are joined.
    """
    rows: list[tuple[b.Cell, ...]] = []
    first = tables[0]
    for table in tables:
        above = b.Cell((b.Text(table.caption),), value=table.day) if len(tables) > 1 and table.caption else None
        headings = set(columns.groups(table))
        for number, cells in enumerate(table.body):
            if number in headings:
                above = b.Cell(cells[0].inlines, value=cells[0].value)
            elif above is None or len(cells) != len(first.columns) or any(map(_is_joined, cells)):
                return None
            else:
                rows.append((above, *cells))
    if not rows or len(first.head) != 1 or any(map(_is_joined, first.head[0])) or first.form:
        return None
    dated = all(isinstance(row[0].value, dt.date) for row in rows)
    title = ("日期" if zh else "Date") if dated else ("类别" if zh else "Group")
    head = ((b.Cell((b.Text(title),), header=True), *first.head[0]),)
    return b.Table((b.Column(0), *first.columns), head, tuple(rows), bilingual=first.bilingual)


def _is_joined(cell: b.Cell) -> bool:
    return cell.colspan > 1 or cell.rowspan > 1


def _tables(blocks: tuple[b.Block, ...], place: list[Place], visit: str) -> Iterator[tuple[Place, b.Table]]:
    """Every table with its place; `place` holds the one so far, titles say what `visit` they belong to, too."""
    for block in blocks:
        match block:
            case b.Heading(1, inlines):
                title = b.plain(inlines).split("\n")[-1]
                place[0] = replace(place[0], title=one_line(title.removeprefix(visit)) or title, heading="")
            case b.Heading(inlines=inlines):
                place[0] = replace(place[0], heading=_NUMBERED.sub("", one_line(b.plain(inlines))))
            case b.Table():
                yield place[0], block
            case b.Keep(inner) | b.Cover(inner):
                yield from _tables(inner, place, visit)
            case b.Landscape(inner):
                turned = [replace(place[0], landscape=True)]
                yield from _tables(inner, turned, visit)
                place[0] = replace(turned[0], landscape=place[0].landscape)
            case b.ListBlock(items):
                for item in items:
                    yield from _tables(item, place, visit)


def called(found: list[Sheet], document: b.Document) -> list[str]:
    """The names of the sheets: each as short as it can be told from the others, as Excel takes them, none twice."""
    title = one_line(document.meta.title.removeprefix(document.meta.subject)) or one_line(document.meta.title)
    before: set[tuple[str, str, str]] = set()
    wanted = [[_plain(name) for name in sheet.names(title, before)] for sheet in found]
    chosen = [0] * len(wanted)
    for length in range(1, max(map(len, wanted))):
        counts = Counter(names[at].casefold() for names, at in zip(wanted, chosen, strict=True))
        for number, names in enumerate(wanted):
            if counts[names[chosen[number]].casefold()] > 1 and length < len(names):
                chosen[number] = length
    taken: set[str] = set()
    return [_name(names[at], taken) for names, at in zip(wanted, chosen, strict=True)]


def _lines(document: b.Document) -> list[tuple[str, b.Told]]:
    """The text of a document without tables, a line for each paragraph, item or term, and what it says of the plan."""
    made: list[tuple[str, b.Told]] = []
    for block in b.walk(document.blocks):
        match block:
            case b.Heading(level, inlines) if level > 1:
                made.append((b.plain(inlines), ()))
            case b.Paragraph(inlines, told=told):
                made.append((b.plain(inlines), told))
            case b.Definitions(items):
                made.extend((f"{b.plain(term)}：{b.plain(text)}", ()) for term, text in items)
            case b.Figure(_, alt, caption):
                made.append((caption or alt, ()))
            case b.Signature(lines) | b.Attachments(lines):
                made.extend((b.plain(line), ()) for line in lines)
    return made


def _plain(wanted: str) -> str:
    """A sheet's name as Excel takes it: at most 31 characters, none of `[]:*?/\\`."""
    plain = " ".join(_FORBIDDEN.sub(" ", clean(wanted)).split()).strip("' ")
    plain = _cut(plain, _LONGEST_NAME).strip("' ") or "Sheet"
    return f"{plain}_" if plain.lower() == "history" else plain  # Excel keeps this one for itself


def _cut(text: str, room: int) -> str:
    """The beginning of a text of at most `room` characters as Excel counts: a rare one is two."""
    return text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore")


def _name(plain: str, taken: set[str]) -> str:
    """A name that no sheet has yet."""
    name, number = plain, 1
    while name.casefold() in taken:
        number += 1
        name = f"{_cut(plain, _LONGEST_NAME - len(str(number)) - 1)}_{number}"
    taken.add(name.casefold())
    return name
