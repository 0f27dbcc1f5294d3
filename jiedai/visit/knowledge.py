"""What an office knows of its county: the files of `plans/knowledge/` as one library, and what of it concerns a visit.

A card that names places or words is for visits that come to them; one that names neither is for every visit. What is
past its date on the first day of a visit is for none: a figure that nobody stands by is not printed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from jiedai.diagnostics import Diagnostic, Level
from jiedai.loading import Loaded, validated
from jiedai.model.base import keys_of, nodes_in
from jiedai.model.knowledge import Card, Knowledge, LibraryDish, Question
from jiedai.source import Source, Unreadable, files, read_file
from jiedai.visit.case import Case
from jiedai.visit.food import clean
from jiedai.visit.larder import folder_of
from jiedai.workspace import knowledge_in, shown

Entry = Card | Question | LibraryDish
AnyEntry = TypeVar("AnyEntry", Card, Question, LibraryDish)

SECTIONS = ("facts", "industries", "places", "customs", "specialities", "culture", "stories", "questions")
"""The sections with cards, in the order of the model; dishes stand apart."""


class Shelf(NamedTuple):
    """One file of the library: its text, what is wrong with its format, and what it holds unless it has errors."""

    source: Source
    problems: tuple[Diagnostic, ...]
    holds: Knowledge | None


class Library(NamedTuple):
    """All files together."""

    shelves: tuple[Shelf, ...] = ()

    def entries(self, section: str) -> Iterator[Entry]:
        """What all files hold in a section, in the order of the files."""
        for shelf in self.shelves:
            yield from getattr(shelf.holds, section) if shelf.holds else ()

    def placed(self) -> Iterator[tuple[str, Shelf, Entry]]:
        """Every card and dish with its section and its file."""
        for shelf in self.shelves:
            for section in (*SECTIONS, "dishes") if shelf.holds else ():
                yield from ((section, shelf, entry) for entry in getattr(shelf.holds, section))

    @property
    def dishes(self) -> dict[str, LibraryDish]:
        """The dishes by their names without signs; the first where two have one name."""
        found: dict[str, LibraryDish] = {}
        for dish in self.entries("dishes"):
            assert isinstance(dish, LibraryDish)
            found.setdefault(clean(dish.dish), dish)
        return found

    @property
    def welcome(self) -> tuple[str, ...]:
        """What guests are welcomed with where a plan has no words of its own: those of the first file that has some."""
        return next((shelf.holds.welcome for shelf in self.shelves if shelf.holds and shelf.holds.welcome), ())

    @property
    def translations(self) -> dict[str, str]:
        """The translations of all files; the first of two of one text."""
        found: dict[str, str] = {}
        for shelf in self.shelves:
            found = {**(shelf.holds.translations if shelf.holds else {}), **found}
        return found


NOTHING = Library()


@lru_cache(maxsize=1)
def vocabulary() -> frozenset[str]:
    """Every key that a file of the library may hold."""
    found: set[str] = set()
    waiting = [Knowledge]
    while waiting:
        model = waiting.pop()
        found |= {name for _attribute, english, zh in keys_of(model) for name in (english, zh)}
        waiting += [inner for info in model.model_fields.values() for inner in nodes_in(info.annotation)]  # type: ignore[misc]
    return frozenset(found)


def library_of(loaded: Loaded) -> Library:
    """The library of a plan's office; an empty one for a plan that stands in no file."""
    return library(folder_of(loaded)) if loaded.source.text else NOTHING


def library(folder: Path) -> Library:
    """The library in a folder, read once while its files stay as they are; an empty one where there is none."""
    return library_in(knowledge_in(folder))


def library_in(paths: Sequence[Path]) -> Library:
    """The library that these files make together."""
    return Library(tuple(_shelf(path, *_state(path)) for path in paths)) if paths else NOTHING


def _state(path: Path) -> tuple[str, int, int]:
    """What changes when a file does. A file that is gone meanwhile is told by its reader."""
    try:
        return shown(path), *files.state(path)
    except OSError:
        return shown(path), 0, 0


@lru_cache(maxsize=256)
def _shelf(path: Path, name: str, _changed: int, _size: int) -> Shelf:
    return read_shelf(path, name)


def read_shelf(path: Path, name: str) -> Shelf:
    """One file of the library. One that cannot be read at all is empty, with the reason as its problem."""
    try:
        source = read_file(path, name, vocabulary=vocabulary())
    except Unreadable as error:
        return Shelf(Source(name, ""), (Diagnostic("GS01", Level.ERROR, error.message, name),), None)
    return shelf_in(source)


def shelf_in(source: Source) -> Shelf:
    """What the text of a file of the library holds."""
    holds, found = validated(source, Knowledge, None)
    return Shelf(source, (*source.problems, *found), None if source.lost else holds)


# --- what concerns a visit --------------------------------------------------------------------------------------------


def is_past(entry: Entry, day: dt.date) -> bool:
    """Whether an entry may no longer be used on a day."""
    return entry.until is not None and entry.until.toordinal() < day.toordinal()


class Concern(NamedTuple):
    """What a visit is about, as cards are looked up: its day and kind, the places it comes to, and its words."""

    day: dt.date
    kind: object
    places: frozenset[str]
    text: str

    @classmethod
    def of(cls, case: Case) -> Concern:
        """What the visit of a case is about."""
        named = [name for _day, item in case.items for name in (*item.place, item.from_, item.to) if name]
        named += [stay.hotel for stay in case.plan.lodging if stay.hotel]
        known = {place.name for name in named if (place := case.place(name)) is not None}
        words = [case.plan.title, case.plan.purpose, *(item.what for _day, item in case.items)]
        return cls(case.plan.dates.first, case.plan.kind, frozenset(named) | known, "\n".join(words))

    def takes(self, section: str, entry: Card | Question) -> bool:
        """Whether a card is about this visit, whatever its date."""
        if entry.visits and self.kind not in entry.visits:
            return False
        places = entry.places or ((entry.name,) if section == "places" and isinstance(entry, Card) else ())
        if not places and not entry.words:
            return True
        return any(name in self.places for name in places) or any(word in self.text for word in entry.words)


def concerning(found: Library, concern: Concern) -> Iterator[tuple[str, Shelf, Entry]]:
    """The cards of a library that are about a visit, and the dishes that its day is the season of, past ones too."""
    from jiedai.model.choice import Season

    season = Season.of(concern.day.month)
    for section, shelf, entry in found.placed():
        if isinstance(entry, LibraryDish):
            if not entry.seasons or season in entry.seasons:
                yield section, shelf, entry
        elif concern.takes(section, entry):
            yield section, shelf, entry


def in_use(found: Library, concern: Concern) -> dict[str, list[Entry]]:
    """The cards that papers of a visit are made from, by section: none that is past its date."""
    made: dict[str, list[Entry]] = {section: [] for section in SECTIONS}
    for section, _shelf_of, entry in concerning(found, concern):
        if section in made and not is_past(entry, concern.day):
            made[section].append(entry)
    return made


# --- dishes -----------------------------------------------------------------------------------------------------------


def in_season(dishes: Iterable[LibraryDish], day: dt.date) -> list[LibraryDish]:
    """The dishes that a day is the season of and that may still be used."""
    from jiedai.model.choice import Season

    season = Season.of(day.month)
    return [dish for dish in dishes if (not dish.seasons or season in dish.seasons) and not is_past(dish, day)]
