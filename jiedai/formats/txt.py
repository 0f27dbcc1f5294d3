"""Plain text: a programme as a message for a telephone, any other document as lines to read or paste."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby

from jiedai import blocks as b
from jiedai.formats.common import columns
from jiedai.formats.common.text import Labels, clean, labels, one_line, stamp
from jiedai.language import N_

SUFFIX = ".txt"
TITLE = N_("纯文本")

_CHINESE_DAYS = "一二三四五六日"
_ENGLISH_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def write(document: b.Document) -> bytes:
    """The document as UTF-8 text. One with events is a message: a line for each of them under its day."""
    meta = document.meta
    marks = [*meta.marks, *([stamp(meta)] if meta.draft and stamp(meta) not in meta.marks else [])]
    parts = ["　".join(f"【{one_line(mark)}】" for mark in marks)]
    parts.extend(_message(document) if document.events else _blocks(document.blocks, labels(meta)))
    parts.append(one_line(meta.footer).replace("\u2002", "，"))
    return ("\n\n".join(part for part in parts if part.strip()) + "\n").encode()


# --- a message --------------------------------------------------------------------------------------------------------


def _message(document: b.Document) -> Iterator[str]:
    """The title, then each day with its lines."""
    yield one_line(document.meta.title)
    zh = document.meta.language.startswith("zh")
    for day, events in groupby(document.events, key=lambda event: event.start.date()):
        yield "\n".join([_day(day, zh), *(_line(event, zh) for event in events)])


def _day(day: dt.date, zh: bool) -> str:
    if zh:
        return f"{day.month}月{day.day}日（星期{_CHINESE_DAYS[day.weekday()]}）"
    return f"{_ENGLISH_DAYS[day.weekday()]} {day.isoformat()}"


def _line(event: b.Event, zh: bool) -> str:
    """`9:20—9:30 接站，云溪站`; the place only where the words do not name it."""
    what, where = one_line(event.summary), one_line(event.location)
    place = (f"，{where}" if zh else f", {where}") if where and where not in what else ""
    note = "\n  " + one_line(event.description) if event.description.strip() else ""
    return f"{_span(event, zh)} {what}{place}{note}"


def _span(event: b.Event, zh: bool) -> str:
    """`9:20—9:30`; an end after midnight says so."""
    start = f"{event.start.hour}:{event.start.minute:02d}"
    if event.end is None:
        return start
    over = event.end.date() > event.start.date()
    next_day = ("次日" if zh else "+1 ") if over else ""
    return f"{start}{'—' if zh else '–'}{next_day}{event.end.hour}:{event.end.minute:02d}"


# --- any document -----------------------------------------------------------------------------------------------------


def _blocks(blocks: Iterable[b.Block], own: Labels) -> Iterator[str]:
    for block in blocks:
        match block:
            case b.Heading(inlines=inlines):
                yield _text(inlines).strip()
            case b.Paragraph():
                yield _paragraph(block)
            case b.ListBlock():
                yield _list(block, own)
            case b.Table():
                yield _table(block)
            case b.Definitions(items):
                yield "\n".join(f"{_text(term)}：{_text(text)}" for term, text in items)
            case b.Figure(caption=caption, text=text) if text:
                yield "\n".join([*[one_line(caption)] * bool(caption), clean(text)])
            case b.Figure(_, alt, caption):
                yield f"{one_line(caption)}：{one_line(alt)}" if caption else one_line(alt)
            case b.Signature(lines):
                yield "\n".join(_text(line) for line in lines)
            case b.Attachments(names):
                numbers = [f"{number}. " if len(names) > 1 else "" for number in range(1, len(names) + 1)]
                listed = [number + _text(name) for number, name in zip(numbers, names, strict=True)]
                yield own.attachments + ("\n" + "　" * len(own.attachments)).join(listed)
            case b.Imprint(copies, unit, issued):
                yield "\n".join([own.copies + _text(copies)] * bool(copies) + [f"{_text(unit)}　{_text(issued)}"])
            case b.Keep(inner) | b.Landscape(inner) | b.Cover(inner):
                yield from _blocks(inner, own)


def _text(inlines: b.Inlines) -> str:
    return clean(b.plain(inlines))


def _paragraph(block: b.Paragraph) -> str:
    text = _text(block.inlines).strip("\n")
    return "\n".join(("　　" if block.indent else "") + line for line in text.split("\n"))


def _list(block: b.ListBlock, own: Labels) -> str:
    items = []
    for number, item in enumerate(block.items, start=1):
        mark = f"{number}. " if block.ordered else "· "
        text = "\n".join(part.strip("　") for part in _blocks(item, own))
        items.append(mark + text.replace("\n", "\n" + " " * len(mark)))
    return "\n".join(items)


def _table(table: b.Table) -> str:
    """One entry a row: what its first cells say, then the others under their headings, as a small screen shows it."""
    heads = _heads(table)
    lines = [f"〖{one_line(table.caption)}〗"] if table.caption else []
    rows: dict[int, list[tuple[int, b.Cell]]] = {}
    for row, column, cell in columns.grid(table.body, len(table.columns)):
        rows.setdefault(row, []).append((column, cell))
    for cells in rows.values():
        if len(cells) == 1:
            lines.append(one_line(_text(cells[0][1].inlines)))
            continue
        said = [_cell(heads[column] if heads else "", cell) for column, cell in cells]
        lines.append("；".join(part for part in said if part))
    return "\n".join(line for line in lines if line.strip())


def _heads(table: b.Table) -> list[str]:
    """The heading of each column, those of several head rows joined; none for a table without a head."""
    made: list[list[str]] = [[] for _ in table.columns]
    for _, column, cell in columns.grid(table.head, len(table.columns)):
        for under in range(column, min(column + cell.colspan, len(made))):
            made[under].append(one_line(_text(cell.inlines)))
    return ["".join(dict.fromkeys(parts)) for parts in made] if table.head else []


def _cell(head: str, cell: b.Cell) -> str:
    text = one_line(_text(cell.inlines)).strip()
    if not text:
        return ""
    return f"{head}：{text}" if head and not cell.header else text
