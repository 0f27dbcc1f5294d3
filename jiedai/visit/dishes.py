"""What is on a menu, and for whom a dish is not: words of `data/food.yaml` searched in dishes and ingredients.

A dish that declares an allergen is sure; a word in its name or ingredients is a reason to ask.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol

from jiedai.model.choice import Allergen, Diet
from jiedai.visit.data import words
from jiedai.visit.statements import Lexicon, lexicon


class Served(Protocol):
    """A dish as a plan has it, or as a paper's reader may see it."""

    @property
    def dish(self) -> str: ...  # noqa: D102
    @property
    def ingredients(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def allergens(self) -> Sequence[Allergen]: ...  # noqa: D102
    @property
    def halal(self) -> bool | None: ...  # noqa: D102


def parts(dish: Served) -> Iterator[tuple[str, int | None, str]]:
    """(field, index, text) of a dish and of each of its ingredients."""
    yield "dish", None, dish.dish
    for index, text in enumerate(dish.ingredients):
        yield "ingredients", index, text


Hit = tuple[str, int | None, str]
"""Where food words meet a dish: (field, index, word)."""


def found_in(dish: Served, subject: str) -> Hit | None:
    """Where a list of food words meets a dish; None where it does not."""
    return _first(dish, lexicon("food", subject))


def added_in(dish: Served, more: list[str]) -> Hit | None:
    """Where words that a local pack adds meet a dish; None where they do not."""
    return _first(dish, Lexicon.of(map(re.escape, more), words("food")["sounds_like_added"]["except"]))


def _first(dish: Served, food: Lexicon) -> Hit | None:
    hits = ((field, index, food.search(text)) for field, index, text in parts(dish))
    return next(((field, index, word) for field, index, word in hits if word), None)


def pork_in(dish: Served) -> str | None:
    """The word by which a dish is of pork: the animal itself, or a cut that is pork unless another animal is named."""
    hit = found_in(dish, "pork")
    if hit is None or "猪" in hit[2]:
        return hit and hit[2]
    return None if re.search("[牛羊鸡鸭鹅鱼虾素]|豆腐", dish.dish) else hit[2]


def suspected(dish: Served, allergen: Allergen) -> str | None:
    """The word in a dish or its ingredients that speaks for an allergen the menu does not declare."""
    if allergen in dish.allergens:
        return None
    food = lexicon("food", "allergens", allergen.value)
    return next((word for _field, _index, text in parts(dish) if (word := food.search(text))), None)


# --- for whom a dish is not -------------------------------------------------------------------------------------------


class Against(NamedTuple):
    """Why a dish is not for somebody: whether it is sure, and what in it."""

    sure: bool
    word: str


def against(dish: Served, kind: Diet | Allergen) -> Against | None:
    """Why a dish is not for who has this diet or allergy; None where nothing speaks against it."""
    if isinstance(kind, Allergen):
        return _allergen(dish, kind)
    rule = _RULES.get(kind)
    return rule(dish) if rule else None


def _allergen(dish: Served, *kinds: Allergen) -> Against | None:
    declared = next((kind for kind in kinds if kind in dish.allergens), None)
    if declared is not None:
        return Against(True, declared.zh)
    word = next((word for kind in kinds if (word := suspected(dish, kind))), None)
    return Against(False, word) if word else None


def _pork(dish: Served) -> Against | None:
    word = pork_in(dish)
    return Against("猪" in word, word) if word else None


def _halal(dish: Served) -> Against | None:
    if dish.halal is False:
        return Against(True, "")
    return None if dish.halal else _pork(dish)


def _worded(dish: Served, subject: str) -> Against | None:
    hit = found_in(dish, subject)
    return Against(False, hit[2]) if hit else None


def _seafood(dish: Served) -> Against | None:
    return _allergen(dish, Allergen.FISH, Allergen.CRUSTACEAN) or _worded(dish, "seafood")


def _meat(dish: Served) -> Against | None:
    fish = _allergen(dish, Allergen.FISH, Allergen.CRUSTACEAN)
    return fish if fish and fish.sure else _worded(dish, "meat") or fish


def _animal(dish: Served) -> Against | None:
    more = _allergen(dish, Allergen.EGG, Allergen.MILK)
    return more if more and more.sure else _meat(dish) or more


_RULES: dict[Diet, Callable[[Served], Against | None]] = {
    Diet.HALAL: _halal,
    Diet.NO_PORK: _pork,
    Diet.NO_BEEF: lambda dish: _worded(dish, "beef"),
    Diet.NO_SEAFOOD: _seafood,
    Diet.VEGETARIAN: _meat,
    Diet.VEGAN: _animal,
}
"""What a dish must not be for a diet; the other diets are a matter of cooking, not of the dish."""
