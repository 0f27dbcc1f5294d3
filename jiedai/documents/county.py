"""What an office knows of its county, as an audience may see it in the papers of a visit: see `visit.knowledge`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jiedai.documents.view import Table, View, project
from jiedai.model.knowledge import Commentary, LibraryDish
from jiedai.visit.case import Case
from jiedai.visit.food import clean
from jiedai.visit.knowledge import SECTIONS, Concern, Entry, in_use, is_past, library_of

_TABLES = ("at", "dishes")


def county_of(case: Case, audience: str) -> Mapping[str, Any]:
    """The variable `county`: cards by section, `at` a place (its commentary, stories and questions), `dishes` by names
    of the menus, `lore` (culture, specialities, customs), `welcome`.
    """
    found = library_of(case.loaded)
    if not found.shelves:
        return dict.fromkeys((*SECTIONS, "lore", "welcome"), ()) | {name: Table(name, {}) for name in _TABLES}
    concern = Concern.of(case)
    chosen = in_use(found, concern)
    made: dict[str, Any] = {section: _seen(cards, audience) for section, cards in chosen.items()}
    known = {name: dish for name, dish in found.dishes.items() if not is_past(dish, concern.day)}
    named = {dish.dish: known.get(clean(dish.dish)) for meal in case.plan.meals for dish in meal.menu}
    dishes = {name: project(dish, audience) for name, dish in named.items() if dish is not None}
    at = _at(chosen, audience)
    tables = {"at": Table("at", at), "dishes": Table("dishes", dishes)}
    lore = (*made["culture"], *made["specialities"], *made["customs"])
    return made | tables | {"lore": lore, "welcome": found.welcome}


def _seen(cards: Iterable[Entry], audience: str) -> tuple[View, ...]:
    """Cards as an audience sees them; those of which it sees nothing are none."""
    views = (view for card in cards if isinstance(view := project(card, audience), View))
    made = (view.also(figures=view.figures if list(view.get("figures", ())) else None) for view in views)
    return tuple(view for view in made if any(view[name] for name in view))


def _at(chosen: Mapping[str, list[Entry]], audience: str) -> dict[str, View]:
    """By each place that cards name: `commentary`, `stories` and `questions` about it."""
    found: dict[str, dict[str, list[Entry]]] = {}
    for part, section in (("commentary", "places"), ("stories", "stories"), ("questions", "questions")):
        for card in chosen[section]:
            own = (card.name,) if isinstance(card, Commentary) else ()
            for name in (*own, *(() if isinstance(card, LibraryDish) else card.places)):
                found.setdefault(name, {"commentary": [], "stories": [], "questions": []})[part].append(card)
    return {
        name: View("at", {part: _seen(cards, audience) for part, cards in parts.items()})
        for name, parts in found.items()
    }
