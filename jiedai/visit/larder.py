"""Dishes of a menu with what the office's library of dishes knows of them; what a menu says itself stays.

The library is only read where a menu has a dish that says less than it could, and a file of the library names it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jiedai.model.hospitality import Dish
from jiedai.model.plan import Plan
from jiedai.visit.filled import Values, rewritten
from jiedai.workspace import knowledge_in

if TYPE_CHECKING:
    from jiedai.loading import Loaded
    from jiedai.model.base import Node


def with_library(plan: Plan, loaded: Loaded) -> Plan:
    """The plan with its dishes as the library of its workspace knows them; itself where that knows none."""
    wanted = {
        dish.dish
        for meal in plan.__dict__.get("meals") or ()
        for dish in meal.__dict__.get("menu") or ()
        if dish.__dict__.get("dish") and _says_little(dish)
    }
    if not wanted or not loaded.source.text or not _named(wanted, loaded):
        return plan
    from jiedai.visit.food import clean
    from jiedai.visit.knowledge import is_past, known_of, library

    first = plan.dates.first
    known = {name: dish for name, dish in library(folder_of(loaded)).dishes.items() if not is_past(dish, first)}

    def gaps(node: Node) -> Values:
        if not isinstance(node, Dish) or not {"dish", "ingredients", "allergens", "halal"} <= node.__dict__.keys():
            return {}
        found = known.get(clean(node.dish))
        return known_of(node, found) if found else {}

    return rewritten(plan, gaps) if known else plan


def folder_of(loaded: Loaded) -> Path:
    """The folder of the library of a plan's office."""
    return loaded.workspace.knowledge_dir(loaded.path.absolute().parent if loaded.path else None)


def _says_little(dish: Dish) -> bool:
    held = dish.__dict__
    return not held.get("ingredients") or held.get("halal") is None or not dish.states_allergens


def _named(wanted: set[str], loaded: Loaded) -> bool:
    """Whether a file of the library may name one of these dishes."""
    marks = [name.encode() for name in wanted]
    try:
        return any(mark in path.read_bytes() for path in knowledge_in(folder_of(loaded)) for mark in marks)
    except OSError:
        return False
