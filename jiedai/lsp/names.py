"""Where names stand: of people and groups, places, units, vehicles, items, tasks; in a plan and in the office file.

A mention is a name in a field: where it is declared, or where something refers to it. What stands in sentences is for
`rename` to find, which has to say how sure it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from jiedai.diagnostics import KeyPath, Span
from jiedai.lsp.desk import Desk, Reading
from jiedai.model.base import Node, path_of, spellings_of
from jiedai.model.conduct import Task
from jiedai.model.office import Office, Person, Place, Road, Unit, Vehicle
from jiedai.model.people import CrewMember, Guest, HeadGroup, Host
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Plan
from jiedai.model.schedule import Item
from jiedai.model.words import EVERYBODY, NOBODY
from jiedai.patterns import regex
from jiedai.source import Source
from jiedai.visit.references import REGISTERS
from jiedai.workflow.late.standing import leaves

_NAMES = regex(r"[^、，,;；/\s][^、，,;；/\n]*")


class Kind(StrEnum):
    """What a name is the name of. Groups are named where people are, and count as such."""

    PERSON = "person"
    PLACE = "place"
    UNIT = "unit"
    VEHICLE = "vehicle"
    ITEM = "item"
    TASK = "task"


_OF_REGISTER = {
    "guest": Kind.PERSON,
    "host": Kind.PERSON,
    "anyone": Kind.PERSON,
    "place": Kind.PLACE,
    "unit": Kind.UNIT,
    "vehicle": Kind.VEHICLE,
    "item": Kind.ITEM,
    "task": Kind.TASK,
}

REGISTER_OF = {
    Kind.PERSON: "anyone",
    Kind.PLACE: "place",
    Kind.UNIT: "unit",
    Kind.VEHICLE: "vehicle",
    Kind.ITEM: "item",
    Kind.TASK: "task",
}
"""The register that knows the most of a kind."""

DECLARES: dict[type[Node], tuple[tuple[str, Kind], ...]] = {
    Guest: (("name", Kind.PERSON), ("group", Kind.PERSON)),
    HeadGroup: (("name", Kind.PERSON),),
    Host: (("name", Kind.PERSON),),
    CrewMember: (("name", Kind.PERSON),),
    Person: (("name", Kind.PERSON),),
    Place: (("name", Kind.PLACE),),
    Unit: (("name", Kind.UNIT),),
    Vehicle: (("number", Kind.VEHICLE),),
    Item: (("id", Kind.ITEM),),
    Task: (("id", Kind.TASK),),
}
"""Where something gets its name."""


class Mention(NamedTuple):
    """A name in a field of a file; `node` is the section it stands in."""

    kind: Kind
    name: str
    source: Source
    span: Span
    declares: bool
    node: Node

    def holds(self, line: int, column: int) -> bool:
        """Whether a place is within the name, or at its end."""
        return self.span[:2] <= (line, column) <= self.span[2:]


def mentions(reading: Reading) -> Iterator[Mention]:
    """Every name in the fields of a plan or an office file."""
    case = reading.case
    if case is not None:
        yield from _mentions(case.written, reading.source, lambda name: _place_of(case.place(name)))
    elif reading.office is not None:
        yield from office_mentions(reading.office, reading.source)


def office_mentions(office: Office, source: Source) -> Iterator[Mention]:
    """Every name in the fields of an office file."""
    return _mentions(office, source, lambda name: None)


def _place_of(place: Place | None) -> str | None:
    return place.name if place else None


def _mentions(root: Node, source: Source, place: Callable[[str], str | None]) -> Iterator[Mention]:
    """The names of a file; `place` gives the place that a name means, where it is a room of one."""
    for node in _sound(root):
        for field, kind in DECLARES.get(type(node), ()):
            for name, span in _names(node, field, source, whole=True):
                yield Mention(kind, name, source, span, True, node)
        for field, register in REGISTERS.get(type(node), {}).items():
            kind = _OF_REGISTER[register]
            for name, span in _names(node, field, source):
                known = place(name) if kind is Kind.PLACE else None
                if known is not None and name.startswith(known):
                    name, span = known, Span.point(span.line, span.column, len(known))
                yield Mention(kind, name, source, span, False, node)


def _sound(node: Node) -> Iterator[Node]:
    """The section and all below it; of a plan with errors those that could be read."""
    yield node
    for value in node.__dict__.values():
        for one in value if isinstance(value, (list, tuple)) else (value,):
            if isinstance(one, Node):
                yield from _sound(one)


def _names(node: Node, field: str, source: Source, *, whole: bool = False) -> Iterator[tuple[str, Span]]:
    """The names in a field with their places; the `whole` text where it is one name, however many words it has."""
    path = path_of(node)
    section = source.value(path)
    if isinstance(section, dict):
        for key in spellings_of(type(node))[field]:
            for at, text in leaves(section.get(key), (*path, key)):
                yield from _placed(source, at, text, whole=whole)
    elif section is not None and isinstance(getattr(node, field, None), str):
        wanted = str(getattr(node, field))
        for at, text in leaves(section, path):
            yield from ((name, span) for name, span in _placed(source, at, text, whole=False) if name == wanted)


def _placed(source: Source, path: KeyPath, text: str, *, whole: bool) -> Iterator[tuple[str, Span]]:
    """The names in a text of the file that are no blanks, nobody and everybody, each with its place on its line."""
    span = source.spans.get(path)
    if span is None or span.line != span.end_line or is_placeholder(text):
        return
    raw = source.line(span.line)[span.column - 1 : span.end_column - 1]
    searched = 0
    for name in [text.strip()] if whole else [found.group().rstrip() for found in _NAMES.finditer(text)]:
        start = raw.find(name, searched) if name else -1
        if start < 0 or name in EVERYBODY or name == NOBODY:
            continue
        searched = start + len(name)
        yield name, Span.point(span.line, span.column + start, len(name))


# --- what the editor asks ---------------------------------------------------------------------------------------------


def mention_at(reading: Reading, line: int, column: int) -> Mention | None:
    """The name at a place of a text; the shortest where one stands in another."""
    found = [one for one in mentions(reading) if one.holds(line, column)]
    return min(found, key=lambda one: len(one.name), default=None)


def here(desk: Desk, reading: Reading, wanted: Mention) -> list[Mention]:
    """Every mention of what a name means in a text and, for what is none of this plan alone, in its office file."""
    found = [one for one in mentions(reading) if _is_same(one, wanted)]
    if _is_own(wanted, found):
        return found
    around = desk.office_around(reading.path) if reading.root is Plan else None
    if around is not None and around.office is not None:
        found += [one for one in office_mentions(around.office, around.source) if _is_same(one, wanted)]
    return found


def _is_own(wanted: Mention, found: Iterable[Mention]) -> bool:
    """Whether something is known to its plan alone: an item, a task, a guest."""
    return wanted.kind in (Kind.ITEM, Kind.TASK) or any(isinstance(one.node, Guest | HeadGroup) for one in found)


def everywhere(desk: Desk, reading: Reading, wanted: Mention) -> list[Mention]:
    """Every mention as of `here` and, for what the office knows, those in its other plans."""
    found = here(desk, reading, wanted)
    if _is_own(wanted, found):
        return found
    if any(isinstance(one.node, Person | Place | Unit | Vehicle | Road) and _in_office(one, reading) for one in found):
        for other in desk.other_plans(reading.path, wanted.name):
            theirs = [one for one in mentions(other) if _is_same(one, wanted)]
            if not any(isinstance(one.node, Guest) for one in theirs):  # somebody else of the same name
                found += theirs
    return found


def _in_office(one: Mention, reading: Reading) -> bool:
    """Whether a mention stands in the office file, not in a plan."""
    return reading.root is Office or one.source is not reading.source


def _is_same(one: Mention, other: Mention) -> bool:
    return one.kind is other.kind and one.name == other.name


def declarations(every: Iterable[Mention]) -> list[Mention]:
    """Where something gets its name: the declarations, else who is named as the contact of something."""
    found = list(every)
    return [one for one in found if one.declares] or [
        one for one in found if isinstance(one.node, Unit | Place | Vehicle) and not one.declares
    ]
