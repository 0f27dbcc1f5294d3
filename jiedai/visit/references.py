"""Which fields of a plan refer to something else: a place, a unit, a vehicle, a person, an item, a task."""

from __future__ import annotations

from collections.abc import Iterable

from jiedai.model.base import Node
from jiedai.model.conduct import ActualItem, Gift, Risk, Task, Waived
from jiedai.model.hospitality import FixedSeat, Lodging, Meal, Ride, Room, Seating
from jiedai.model.knowledge import Card, Question
from jiedai.model.letter import Approval
from jiedai.model.office import Office, Person, Place, Road, Unit, Vehicle
from jiedai.model.people import CrewMember, Guest, Host, Leg
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Defaults
from jiedai.model.schedule import Item, Step

REFERENCES: dict[type[Node], tuple[tuple[str, str], ...]] = {
    Guest: (("sits_with", "anyone"), ("sits_apart", "anyone")),
    Item: (
        ("place", "place"),
        ("from_", "place"),
        ("to", "place"),
        ("lead", "unit"),
        ("vehicles", "vehicle"),
        ("guests", "guest"),
        ("hosts", "host"),
    ),
    Meal: (("item", "item"), ("guests", "guest"), ("hosts", "host")),
    Lodging: (("hotel", "place"),),
    Room: (("guests", "anyone"),),
    Ride: (("item", "item"), ("vehicle", "vehicle"), ("riders", "anyone")),
    Seating: (
        ("item", "item"),
        ("guests", "anyone"),
        ("hosts", "host"),
        ("people", "anyone"),
        ("interpreters", "anyone"),
        ("vehicle", "vehicle"),
    ),
    FixedSeat: (("person", "anyone"),),
    Gift: (("to", "anyone"),),
    Task: (("unit", "unit"), ("support", "unit"), ("item", "item"), ("after", "task")),
    Risk: (("unit", "unit"),),
    ActualItem: (("id", "item"),),
    Waived: (("item", "item"),),
}
"""Which fields refer to something, and to what: the names of `Registers`."""

DOERS: dict[type[Node], tuple[str, ...]] = {
    Item: ("owner", "guide", "chair", "crew"),
    Step: ("owner",),
    Task: ("owner", "check_by"),
    Risk: ("owner",),
    CrewMember: ("backup",),
    Ride: ("lead",),
}
"""Fields with names of people whom no list has to hold."""

_PEOPLE = frozenset({"guest", "host", "anyone"})
"""Registers whose names are people's or groups'."""

NAMING = {
    model: (
        *(field for field, register in REFERENCES.get(model, ()) if register in _PEOPLE),
        *DOERS.get(model, ()),
    )
    for model in (*REFERENCES, *DOERS)
}
"""The fields of each section that name people or groups of them."""

_MORE: dict[type[Node], dict[str, str]] = {
    Item: {"after": "item"},
    Leg: {"place": "place"},
    Defaults: {"venue": "place", "vehicles": "vehicle", "unit": "unit", "owner": "host", "host_unit": "unit"},
    Host: {"unit": "unit"},
    CrewMember: {"unit": "unit"},
    Approval: {"by": "host"},
    Road: {"from_": "place", "to": "place"},
    Place: {"unit": "unit", "contact": "host"},
    Unit: {"contact": "host", "deputy": "host"},
    Vehicle: {"driver": "host", "owner": "unit"},
    Person: {"unit": "unit"},
    Card: {"places": "place"},
    Question: {"places": "place"},
}
"""Fields that refer to something beside those of which a rule asks whether it is known."""


def _references() -> dict[type[Node], dict[str, str]]:
    found: dict[type[Node], dict[str, str]] = {model: dict(fields) for model, fields in REFERENCES.items()}
    for model, names in DOERS.items():
        found.setdefault(model, {}).update(dict.fromkeys(names, "host"))
    for model, fields in _MORE.items():
        found.setdefault(model, {}).update(fields)
    return found


REGISTERS = _references()
"""For each section the fields that refer to something, with the register that its names are in."""


def known_to(office: Office) -> dict[str, tuple[str, ...]]:
    """The names of each register that an office file gives; of people those of the host side."""
    people: list[str | None] = [person.name for person in office.people]
    people += [name for unit in office.units for name in (unit.contact, unit.deputy)]
    people += [place.contact for place in office.places] + [vehicle.driver for vehicle in office.vehicles]
    named: dict[str, Iterable[str | None]] = {
        "place": (place.name for place in office.places),
        "unit": (unit.name for unit in office.units),
        "vehicle": (vehicle.number for vehicle in office.vehicles),
        "host": people,
    }
    return {
        register: tuple(dict.fromkeys(name for name in names if name and not is_placeholder(name)))
        for register, names in named.items()
    }
