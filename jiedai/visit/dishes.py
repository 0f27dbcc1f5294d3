"""What is on a menu, and for whom a dish is not.

What a dish states (过敏原, 配料, 清真) is a fact; what its name says (see `food`) is a reason to ask. Where a dish
states something, recipes that vary are no reason any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from jiedai.model.choice import Allergen, Diet
from jiedai.visit.food import (
    BEEF,
    BLOOD,
    MEAT,
    OF_ALLERGEN,
    PORK,
    SEAFOOD,
    SHUNNED,
    STAPLE,
    WINE,
    Hint,
    clean,
    hints,
    lies_in_another,
    reads,
    words_of,
)


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


# --- words of a dish --------------------------------------------------------------------------------------------------


def parts(dish: Served) -> Iterator[tuple[str, int | None, str]]:
    """(field, index, text) of a dish and of each of its ingredients."""
    yield "dish", None, dish.dish
    for index, text in enumerate(dish.ingredients):
        yield "ingredients", index, text


class Hit(NamedTuple):
    """Where a dish meets a class of food or a word: the field, where in a list, the word, whether it is only maybe."""

    field: str
    at: int | None
    word: str
    maybe: bool = False


def found_in(dish: Served, name: str) -> Hit | None:
    """Where a dish is of a class of `food` (LUXURY, WILD …), the clearest place first; None where it is not."""
    hits = [
        Hit(field, index, hint.word, hint.maybe)
        for field, index, text in parts(dish)
        if (hint := hints(clean(text)).get(name))
    ]
    return min(hits, key=lambda hit: hit.maybe, default=None)


def added_in(dish: Served, more: Iterable[str]) -> Hit | None:
    """Where words that a local pack adds (鲍鱼) meet a dish; None where they only stand in another word (鲍鱼菇)."""
    wanted = tuple(more)
    for field, index, text in parts(dish):
        for word in wanted:
            if word in text and not lies_in_another(clean(text), word):
                return Hit(field, index, word)
    return None


def is_understood(dish: Served) -> bool:
    """Whether name or ingredients say what is in a dish."""
    return bool(dish.ingredients) or reads(clean(dish.dish))


def is_staple(dish: Served) -> bool:
    """Whether it is eaten besides dishes or drunk: rice, bread, fruit, tea. Nobody can make a meal of it."""
    words = words_of(clean(dish.dish))
    return bool(words) and STAPLE in words[-1].marks and not any(name in hints(clean(dish.dish)) for name in MEAT)


# --- for whom a dish is not -------------------------------------------------------------------------------------------


class Against(NamedTuple):
    """Why a dish is not for somebody: whether it is stated, the word that says so, of what class of `food` it is, and
    whether only some recipes have it."""

    sure: bool
    word: str
    name: str
    maybe: bool = False


def against(dish: Served, kind: Diet | Allergen, *, halal_kitchen: bool = False) -> Against | None:
    """Why a dish is not for who has this diet or allergy; None where nothing speaks against it.

    A halal kitchen cooks without pork what elsewhere may have some.
    """
    if isinstance(kind, Allergen):
        return _allergen(dish, kind)
    if kind is Diet.HALAL:
        return _halal(dish, halal_kitchen=halal_kitchen)
    rule = _RULES.get(kind)
    return rule(dish) if rule else None


def _allergen(dish: Served, *kinds: Allergen) -> Against | None:
    declared = next((kind for kind in kinds if kind in dish.allergens), None)
    if declared is not None:
        return Against(True, declared.zh, OF_ALLERGEN[declared])
    return _made_of(dish, *(OF_ALLERGEN[kind] for kind in kinds))


def _made_of(dish: Served, *names: str) -> Against | None:
    """The weightiest that ingredients or the name say of these classes."""
    said = (*_by_ingredients(dish, names), *_by_name(dish, names))
    return min(said, key=lambda one: (not one.sure, one.maybe), default=None)


def _by_ingredients(dish: Served, names: Sequence[str]) -> Iterator[Against]:
    for text in dish.ingredients:
        found = hints(clean(text))
        for name in names:
            if hint := found.get(name):
                yield Against(hint.plain and not hint.maybe, hint.word, name, hint.maybe)


def _by_name(dish: Served, names: Sequence[str]) -> Iterator[Against]:
    found = hints(clean(dish.dish))
    for name in names:
        hint = found.get(name)
        if hint and not _is_answered(dish, name, hint):
            yield Against(False, hint.word, name, hint.maybe)


def _is_answered(dish: Served, name: str, hint: Hint) -> bool:
    """Whether what a dish states settles what its name only lets people think.

    Stated ingredients or allergens settle recipes that vary; other meat among the ingredients settles pork that the
    name does not speak of (麻婆豆腐 with 牛肉末).
    """
    if hint.maybe:
        return bool(dish.ingredients or dish.allergens)
    if name != PORK or "猪" in hint.word:
        return False
    stated = [hints(clean(text)) for text in dish.ingredients]
    return any(name in found for found in stated for name in MEAT if name != PORK)


def _halal(dish: Served, *, halal_kitchen: bool) -> Against | None:
    if dish.halal is False:
        return Against(True, "", "")
    found = _made_of(dish, PORK, BLOOD, SHUNNED, WINE)
    if found is None or found.sure:
        return found
    settled = dish.halal or (found.maybe and halal_kitchen)
    return None if settled else found


def _seafood(dish: Served) -> Against | None:
    found = _allergen(dish, Allergen.FISH, Allergen.CRUSTACEAN)
    return found if found and found.sure else _made_of(dish, *SEAFOOD)


def _meat(dish: Served) -> Against | None:
    fish = _allergen(dish, Allergen.FISH, Allergen.CRUSTACEAN)
    return fish if fish and fish.sure else _made_of(dish, *MEAT)


def _animal(dish: Served) -> Against | None:
    more = _allergen(dish, Allergen.EGG, Allergen.MILK)
    if more and more.sure:
        return more
    said = [one for one in (_meat(dish), more) if one is not None]
    return min(said, key=lambda one: (not one.sure, one.maybe), default=None)


_RULES: dict[Diet, Callable[[Served], Against | None]] = {
    Diet.NO_PORK: lambda dish: _made_of(dish, PORK),
    Diet.NO_BEEF: lambda dish: _made_of(dish, BEEF),
    Diet.NO_SEAFOOD: _seafood,
    Diet.VEGETARIAN: _meat,
    Diet.VEGAN: _animal,
}
"""What a dish must not be for a diet."""
ABOUT_DISHES: frozenset[Diet | Allergen] = frozenset((*Allergen, Diet.HALAL, *_RULES))
"""The needs that a dish meets or does not; the others are a matter of cooking (低盐) or of the hour."""
