"""Which fields of a plan refer to something else: a place, a unit, a vehicle, a person, an item, a task."""

from __future__ import annotations

from jiedai.model.base import Node
from jiedai.model.conduct import ActualItem, Gift, Risk, Task, Waived
from jiedai.model.hospitality import FixedSeat, Lodging, Meal, Ride, Room, Seating
from jiedai.model.people import CrewMember, Guest
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
