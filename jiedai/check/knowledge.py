"""A file of an office's knowledge looked at by itself: its format, dates, names used twice, and dishes that contradict
themselves by the vocabulary of food."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from jiedai.check.engine import completed
from jiedai.diagnostics import Diagnostic, ordered
from jiedai.language import _
from jiedai.model.base import Node, path_of, spellings_of
from jiedai.model.choice import Allergen, Diet
from jiedai.model.knowledge import Card, LibraryDish
from jiedai.source import Source
from jiedai.visit.book import RuleBook
from jiedai.visit.case import Finding
from jiedai.visit.dishes import against
from jiedai.visit.knowledge import SECTIONS, Entry, Library, Shelf, is_past, read_shelf
from jiedai.workspace import shown


def check_knowledge(path: Path, book: RuleBook, as_of: dt.date | None) -> tuple[Source, list[Diagnostic]]:
    """What is wrong with a file of the library; with a day also what is past its date then."""
    shelf = read_shelf(path, shown(path))
    return shelf.source, check_shelf(shelf, book, as_of)


def check_shelf(shelf: Shelf, book: RuleBook, as_of: dt.date | None) -> list[Diagnostic]:
    """What is wrong with a file of the library that was read, as `check_knowledge` has it."""
    found = [completed(one, book.row(one.code)) for one in shelf.problems]
    for code, one in _findings(shelf, book, as_of):
        row = book.row(code, as_of)
        if row is not None and row.on:
            found.append(completed(one.diagnostic(code, row.level), row, one.level))
    return ordered(found)


def _findings(shelf: Shelf, book: RuleBook, as_of: dt.date | None) -> Iterator[tuple[str, Finding]]:
    row = book.row("XQ02", as_of)
    for _section, _shelf, entry in Library((shelf,)).placed():
        if as_of is not None and (gone := past(shelf, entry, as_of)):
            yield "XQ01", gone
        if (
            as_of is not None
            and row
            and isinstance(entry, Card)
            and (aged := old(shelf, entry, as_of, row.figures["days"]))
        ):
            yield "XQ02", aged
        if isinstance(entry, LibraryDish):
            yield from (("XQ03", one) for one in contradictions(shelf, entry))
    yield from (("XQ04", one) for one in _twice(shelf))


def past(shelf: Shelf, entry: Entry, day: dt.date) -> Finding | None:
    """That an entry is past its date on a day."""
    if not is_past(entry, day) or entry.until is None:
        return None
    message = _("“{name}”的有效期到 {until} 为止，{day} 已经过了，不会印进文件")
    text = message.format(name=called(entry), until=entry.until.isoformat(), day=day.isoformat())
    return _at(shelf, entry, "until", text, _("向提供的部门核实，改好内容、日期和有效至；不用了的删去"))


def old(shelf: Shelf, entry: Card, day: dt.date, days: int) -> Finding | None:
    """That an entry has figures, but no end, and is older on a day than figures usually are."""
    if not entry.figures or entry.until is not None or entry.date is None:
        return None
    if day.toordinal() - entry.date.toordinal() <= days:
        return None
    message = _("“{name}”的数字截至 {date}，没有写有效至，{day} 看已经旧了")
    text = message.format(name=called(entry), date=entry.date.isoformat(), day=day.isoformat())
    return _at(shelf, entry, "date", text, _("换成最近公布的数字；还能用的，写上有效至"))


def contradictions(shelf: Shelf, dish: LibraryDish) -> Iterator[Finding]:
    """What a dish's ingredients or name say and its 过敏原 or 清真 deny, read as dishes of a menu are."""
    if dish.states_allergens:
        bare = dish.model_copy(update={"allergens": []})
        for kind in Allergen:
            why = against(bare, kind) if kind not in dish.allergens else None
            if why is not None and why.sure:
                message = _("“{dish}”的配料有{word}，过敏原里没有写{kind}")
                text = message.format(dish=dish.dish, word=why.word, kind=kind.label)
                yield _at(shelf, dish, "allergens", text, _("补上过敏原，或改正配料"))
    why = against(dish.model_copy(update={"halal": None}), Diet.HALAL) if dish.halal else None
    if why is not None and why.sure:
        text = _("“{dish}”写了清真，但配料有{word}").format(dish=dish.dish, word=why.word)
        yield _at(shelf, dish, "halal", text, _("改正配料或清真"))


def _twice(shelf: Shelf) -> Iterator[Finding]:
    """Names used twice in a section of a file: the second is never found by its name."""
    for section in (*SECTIONS, "dishes"):
        seen: set[str] = set()
        for entry in getattr(shelf.holds, section) if shelf.holds else ():
            name = called(entry)
            if name in seen and section != "places":  # several may speak of one place
                field = "dish" if isinstance(entry, LibraryDish) else "name" if isinstance(entry, Card) else "question"
                yield _at(shelf, entry, field, _("“{name}”写了两次").format(name=name), _("合成一条，或改一个名称"))
            seen.add(name)


def called(entry: Entry) -> str:
    """What an entry is called."""
    if isinstance(entry, LibraryDish):
        return entry.dish
    return entry.name if isinstance(entry, Card) else entry.question


def _at(shelf: Shelf, node: Node, field: str, message: str, hint: str) -> Finding:
    """A finding at a field of an entry, in the user's own spelling; at the entry where it is not there."""
    english, zh = spellings_of(type(node))[field]
    spans = shelf.source.spans
    path = next(((*path_of(node), key) for key in (zh, english) if (*path_of(node), key) in spans), path_of(node))
    return Finding(message, shelf.source.name, shelf.source.span(path), path, hint)
