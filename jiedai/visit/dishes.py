"""What is on a menu: words of `data/food.yaml` searched in dishes and ingredients."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiedai.model.choice import Allergen
from jiedai.model.hospitality import Dish
from jiedai.visit.activities import Lexicon, lexicon
from jiedai.visit.data import words


def parts(dish: Dish) -> Iterator[tuple[str, int | None, str]]:
    """(field, index, text) of a dish and of each of its ingredients."""
    yield "dish", None, dish.dish
    for index, text in enumerate(dish.ingredients):
        yield "ingredients", index, text


Hit = tuple[str, int | None, str]
"""Where food words meet a dish: (field, index, word)."""


def found_in(dish: Dish, subject: str) -> Hit | None:
    """Where a list of food words meets a dish; None where it does not."""
    return _first(dish, lexicon("food", subject))


def added_in(dish: Dish, more: list[str]) -> Hit | None:
    """Where words that a local pack adds meet a dish; None where they do not."""
    return _first(dish, Lexicon.of(map(re.escape, more), words("food")["sounds_like_added"]["except"]))


def _first(dish: Dish, food: Lexicon) -> Hit | None:
    hits = ((field, index, food.search(text)) for field, index, text in parts(dish))
    return next(((field, index, word) for field, index, word in hits if word), None)


def pork_in(dish: Dish) -> str | None:
    """The word by which a dish is of pork: the animal itself, or a cut that is pork unless another animal is named."""
    hit = found_in(dish, "pork")
    if hit is None or "猪" in hit[2]:
        return hit and hit[2]
    return None if re.search("[牛羊鸡鸭鹅鱼虾素]|豆腐", dish.dish) else hit[2]


def suspected(dish: Dish, allergen: Allergen) -> str | None:
    """The word in a dish or its ingredients that speaks for an allergen the menu does not declare."""
    if allergen in dish.allergens:
        return None
    food = lexicon("food", "allergens", allergen.value)
    return next((word for _field, _index, text in parts(dish) if (word := food.search(text))), None)
