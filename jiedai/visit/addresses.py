"""What every value of a plan is known by, whatever order its lists are in: `guests.李娜.phone`, `letter.number`.

An entry of a list is known by its number, its name, or what it is about; two of one name by `#2`. What is printed from
one version of a plan is found again by it in another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from jiedai.model.base import Node, children, spellings_of
from jiedai.model.plan import Plan

_KNOWN_BY = ("id", "name", "number", "hotel", "dish", "scenario", "what", "step", "code", "date", "item", "form")
"""Fields that an entry may be known by; the first that says something."""


class Address(NamedTuple):
    """Where a value stands: its section (`lodging.rooms`, empty for the top), its entry (`宾馆/0801`), its field."""

    section: str
    entry: str | None
    field: str

    def __str__(self) -> str:
        return ".".join(part for part in (self.section, self.entry, self.field) if part)


class Place(NamedTuple):
    """A node with the address that its fields begin with; `prefix` is that of a section inside an entry (`arrive.`)."""

    section: str
    entry: str | None
    prefix: str
    node: Node

    def of(self, attribute: str) -> Address:
        """The address of a field."""
        return Address(self.section, self.entry, self.prefix + spellings_of(type(self.node))[attribute][0])

    @property
    def whole(self) -> Address:
        """The address of all of it, which names no field."""
        return Address(self.section, self.entry, self.prefix.rstrip("."))


def places(plan: Plan) -> Iterator[Place]:
    """Every node of a plan with its address, in written order."""
    top = Place("", None, "", plan)
    yield top
    yield from _below(top, Counter())


def _below(place: Place, counted: Counter[tuple[str, str]]) -> Iterator[Place]:
    for attribute, index, node in children(place.node):
        english = spellings_of(type(place.node))[attribute][0]
        if index is None and place.section == "" and place.entry is None:
            found = Place(english, None, "", node)
        elif index is None:
            found = place._replace(prefix=f"{place.prefix}{english}.", node=node)
        elif attribute == "items" and place.section == "schedule":
            found = Place("schedule.items", _counted(counted, "schedule.items", _label(node, index)), "", node)
        else:
            section = f"{place.section}.{english}" if place.section else english
            label = _label(node, index)
            label = f"{place.entry}/{label}" if place.entry else label
            found = Place(section, _counted(counted, section, label), "", node)
        yield found
        yield from _below(found, counted)


def _label(node: Node, index: int) -> str:
    values = node.__dict__
    for name in _KNOWN_BY:
        value = values.get(name)
        if value is not None and str(value):
            vehicle = values.get("vehicle") if name == "item" else None
            return f"{value}/{vehicle}" if vehicle else str(value)
    guests = values.get("guests")
    return str(guests[0]) if isinstance(guests, (list, tuple)) and guests else f"#{index + 1}"


def _counted(counted: Counter[tuple[str, str]], section: str, label: str) -> str:
    counted[section, label] += 1
    number = counted[section, label]
    return label if number == 1 else f"{label}#{number}"
