"""Plain text: a programme as a message for a telephone, any other document as lines to read or paste."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby

from jiedai import blocks as b
from jiedai.formats.common import columns
from jiedai.formats.common.lines import Labels, clean, head_lines, labels, one_line, stamp
from jiedai.formats.common.tones import SIGN, signed
from jiedai.language import N_
from jiedai.model.times import ENGLISH_WEEKDAYS, WEEKDAYS

SUFFIX = ".txt"
TITLE = N_("纯文本")


def write(document: b.Document) -> bytes:
    """The document as UTF-8 text. One with events is a message: a line for each of them under its day.

    Printed on a day of the events, the message holds that day alone.
    """
    meta = document.meta
    marks = [*meta.words, *([stamp(meta)] if meta.draft and stamp(meta) not in meta.marks else [])]
    if document.events:
        marks = [mark for mark in marks if mark != meta.person]
    parts = ["　".join(f"【{one_line(mark)}】" for mark in marks)]
    parts.extend(head_lines(meta))
    parts.extend(_message(document) if document.events else _blocks(document.blocks, labels(meta)))
    parts.append(one_line(meta.footer).replace("\u2002", "，"))
    return ("\n\n".join(part for part in parts if part.strip()) + "\n").encode()


# --- a message --------------------------------------------------------------------------------------------------------


def _message(document: b.Document) -> Iterator[str]:
    """Whom it is for and what it is about, then the lines of today or of each day, then whom to call."""
    meta = document.meta
    zh = meta.language.startswith("zh")
    to = one_line(meta.person) + ("：" if zh else ": ") if meta.person else ""
    days = {day: list(events) for day, events in groupby(document.events, key=lambda event: event.start.date())}
    today = meta.created.date()
    about = one_line(meta.title)
    if today in days:
        about = one_line(meta.subject) or about
        yield "\n".join(
            [f"{to}{about}{'，' if zh else ', '}{_day(today, zh)}", *(_line(one, zh) for one in days[today])]
        )
    else:
        yield to + about
        yield from ("\n".join([_day(day, zh), *(_line(one, zh) for one in events)]) for day, events in days.items())
    called = [f"{one_line(name)} {one_line(number)}" for name, number in meta.contacts if one_line(name) != meta.person]
    if called:
        yield ("联络员：" if zh else "Liaison: ") + ("、" if zh else ", ").join(called)


def _day(day: dt.date, zh: bool) -> str:
    if zh:
        return f"{day.month}月{day.day}日（星期{WEEKDAYS[day.weekday()]}）"
    return f"{ENGLISH_WEEKDAYS[day.weekday()][:3]} {day.isoformat()}"


def _line(event: b.Event, zh: bool) -> str:
    """`9:20—9:30 接站，云溪站`, `9:30—9:55 乘车前往云溪宾馆，1号车，云溪站上车`; no place that the words name."""
    said = [one_line(event.summary)]
    numbers = [one_line(number) for number in event.vehicles]
    if numbers:
        said.append("、".join(numbers) + "号车" if zh else f"car {', '.join(numbers)}")
    where, from_ = one_line(event.location), one_line(event.boarding)
    if numbers and from_:
        said.append(f"{from_}上车" if zh else f"from {from_}")
    elif where and where not in said[0]:
        said.append(where)
    note = "\n  " + one_line(event.description) if event.description.strip() else ""
    return f"{_span(event, zh)} {('，' if zh else ', ').join(said)}{note}"


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
    return clean(b.plain(signed(inlines)))


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
    """One entry a row: each text behind its heading, as a small screen shows it, a number in front."""
    heads = _heads(table)
    lines = [f"〖{one_line(table.caption)}〗"] if table.caption else []
    rows: dict[int, list[tuple[int, b.Cell]]] = {}
    for row, column, cell in columns.grid(table.body, len(table.columns)):
        rows.setdefault(row, []).append((column, cell))
    lines += [_row([(_head(heads, column, cell), cell) for column, cell in cells]) for cells in rows.values()]
    return "\n".join(line for line in lines if line.strip())


def _head(heads: list[str], column: int, cell: b.Cell) -> str:
    """What a cell stands under; nothing where it reaches over columns of different headings, such as a sum's words."""
    over = set(heads[column : column + cell.colspan])
    return over.pop() if len(over) == 1 else ""


def _row(cells: list[tuple[str, b.Cell]]) -> str:
    """A row of texts with their headings. A cell that is a heading itself says what the next one is."""
    if len(cells) == 1 and not cells[0][0]:
        return one_line(_text(cells[0][1].inlines))
    said: list[str] = []
    number, label = "", ""
    for head, cell in cells:
        text = one_line(_text(cell.inlines)).strip()
        if cell.tone is b.Tone.CHANGED:
            text = SIGN + text
        if cell.header:
            said += [label] * bool(label)
            label = text
        elif label:
            said.append(f"{label}：{text or '＿＿'}")
            label = ""
        elif head in _NUMBERS and text.isdigit():
            number = f"{text}. "
        elif text:
            said.append(f"{head}：{text}" if head else text)
    return number + "；".join([*said, *[label] * bool(label)])


_NUMBERS = ("序号", "次序", "顺序", "No.")
"""Headings of a column that only counts."""


def _heads(table: b.Table) -> list[str]:
    """The heading of each column, those of several head rows joined; none for a table without a head."""
    made: list[list[str]] = [[] for _ in table.columns]
    for _, column, cell in columns.grid(table.head, len(table.columns)):
        for under in range(column, min(column + cell.colspan, len(made))):
            made[under].append(one_line(_text(cell.inlines)))
    return ["".join(dict.fromkeys(parts)) for parts in made] if table.head else []
