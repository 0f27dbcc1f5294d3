"""What is on a menu: words of `data/food.yaml` searched in dishes and ingredients."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jiedai.check.activities import without
from jiedai.check.case import Case
from jiedai.check.data import words
from jiedai.check.dining import guests_by_name_at
from jiedai.model.choice import Allergen
from jiedai.model.hospitality import Dish, Meal
from jiedai.model.people import Guest


def in_text(text: str, entry: Mapping[str, Any]) -> str | None:
    """The first word of a list that a text has in earnest; None where it has none."""
    rest = without(text, entry["except"])
    return next((word for word in entry["words"] if word in rest), None)


def parts(dish: Dish) -> Iterator[tuple[str, int | None, str]]:
    """(field, index, text) of a dish and of each of its ingredients."""
    yield "dish", None, dish.dish
    for index, text in enumerate(dish.ingredients):
        yield "ingredients", index, text


Hit = tuple[str, int | None, str]
"""Where food words meet a dish: (field, index, word)."""


def found_in(dish: Dish, subject: str) -> Hit | None:
    """Where a list of food words meets a dish; None where it does not."""
    return _first(dish, words("food")[subject])


def added_in(dish: Dish, more: list[str]) -> Hit | None:
    """Where words that a local pack adds meet a dish; None where they do not."""
    return _first(dish, {"words": more, "except": words("food")["sounds_like_added"]["except"]})


def _first(dish: Dish, entry: Mapping[str, Any]) -> Hit | None:
    hits = ((field, index, in_text(text, entry)) for field, index, text in parts(dish))
    return next(((field, index, word) for field, index, word in hits if word), None)


def suspected(dish: Dish, allergen: Allergen) -> str | None:
    """The word in a dish or its ingredients that speaks for an allergen the menu does not declare."""
    if allergen in dish.allergens:
        return None
    entry = words("food")["allergens"][allergen.value]
    return next((word for _field, _index, text in parts(dish) if (word := in_text(text, entry))), None)


def diners(case: Case, meal: Meal) -> tuple[list[Guest], bool]:
    """The named guests who may dine at a meal, and whether it is sure that all of them do."""
    guests = guests_by_name_at(case, meal)
    number = meal.guests.number if meal.guests and not meal.guests.names else None
    return guests, number is None or number >= len(guests)
