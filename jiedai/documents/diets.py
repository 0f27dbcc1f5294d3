"""What a kitchen must know of a meal: how many guests need what, and which dishes they must not be served.

A dish that declares an allergen is sure; a word in its name or ingredients is a reason to ask. Names of guests are not
needed, so the kitchen's view of a plan is enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from jiedai.documents.view import View, entries
from jiedai.model.choice import Allergen, Choice, Diet
from jiedai.model.quantities import Count
from jiedai.visit.activities import Lexicon
from jiedai.visit.dishes import pork_in, suspected

Found = tuple[bool, str]
"""Whether it is sure that a dish is not for somebody, and what in it."""

_BEEF = Lexicon.of(["牛"], ["牛奶", "牛油果", "牛蛙", "蜗牛", "牛肝菌", "牛蒡", "牛轧", "素牛"])
_MEAT = Lexicon.of(
    ["[猪牛羊鸡鸭鹅兔鱼虾蟹贝鲈鳜肉]", "排骨", "火腿", "培根", "香肠", "海参", "鱿"],
    ["牛奶", "牛油果", "牛肝菌", "牛蒡", "羊奶", "羊肚菌", "羊栖菜", "鸡蛋", "鸭蛋", "鹅蛋", "鸡枞", "鸡毛菜",
     "鸡头米", "鱼香茄子", "鱼腥草", "虾夷", "蟹味菇", "素鸡", "素鸭", "素鹅", "素肉", "素鱼", "素虾", "素火腿",
     "果肉", "肉桂", "龙眼肉", "猪肚菇"],
)  # fmt: skip
_SEAFOOD = Lexicon.of(["贝", "蛤", "蛏", "蚝", "海参", "鱿", "海蜇", "鲍"], ["贝贝南瓜", "鲍菇", "鲍鱼菇", "鲍汁"])


def for_kitchen(meal: View) -> View:
    """A meal with `needs` (each with its `count` of guests) and with the `conflicts` of every dish of its menu.

    `exact` is false where fewer guests eat than may: the counts are then the most there can be.
    """
    eaters = entries(meal.eaters)
    needs = tuple(_needs(eaters))
    number = meal.heads.number if isinstance(meal.heads, Count) else meal.heads or len(eaters)
    return meal.also(
        needs=needs,
        exact=number >= len(eaters),
        menu=tuple(dish.also(conflicts=tuple(_conflicts(dish, needs))) for dish in entries(meal.menu)),
        halal=any(need.kind is Diet.HALAL for need in needs),
    )


def _needs(eaters: tuple[Any, ...]) -> Iterator[View]:
    """Each diet, then each allergy, with how many have it."""
    for field, kinds in (("diet", Diet), ("allergies", Allergen)):
        for kind in kinds:
            count = sum(kind in entries(guest[field]) for guest in eaters)
            if count:
                names = tuple(guest.name for guest in eaters if kind in entries(guest[field]) and guest.name)
                yield View("need", {"kind": kind, "allergy": field == "allergies", "count": count, "names": names})


def _conflicts(dish: Any, needs: tuple[View, ...]) -> Iterator[View]:
    for need in needs:
        found = _found(dish, need.kind)
        if found is not None:
            yield need.also(sure=found[0], word=found[1])


def _found(dish: Any, kind: Choice) -> Found | None:
    """Why a dish is not for who has this diet or allergy; None where nothing speaks against it."""
    if isinstance(kind, Allergen):
        return _allergen(dish, kind)
    rule = _RULES.get(kind) if isinstance(kind, Diet) else None
    return rule(dish) if rule else None


def _allergen(dish: Any, *kinds: Allergen) -> Found | None:
    declared = next((kind for kind in kinds if kind in entries(dish.allergens)), None)
    if declared is not None:
        return True, declared.zh
    word = next((word for kind in kinds if (word := suspected(dish, kind))), None)
    return (False, word) if word else None


def _pork(dish: Any) -> Found | None:
    word = pork_in(dish)
    return ("猪" in word, word) if word else None


def _halal(dish: Any) -> Found | None:
    if dish.halal is False:
        return True, ""
    return None if dish.halal else _pork(dish)


def _worded(dish: Any, food: Lexicon) -> Found | None:
    texts = (str(dish.dish), *map(str, entries(dish.ingredients)))
    word = next((word for text in texts if (word := food.search(text))), None)
    return (False, word) if word else None


def _seafood(dish: Any) -> Found | None:
    return _allergen(dish, Allergen.FISH, Allergen.CRUSTACEAN) or _worded(dish, _SEAFOOD)


def _meat(dish: Any) -> Found | None:
    fish = _allergen(dish, Allergen.FISH, Allergen.CRUSTACEAN)
    return fish if fish and fish[0] else _worded(dish, _MEAT) or fish


def _animal(dish: Any) -> Found | None:
    more = _allergen(dish, Allergen.EGG, Allergen.MILK)
    return more if more and more[0] else _meat(dish) or more


_RULES: dict[Diet, Callable[[Any], Found | None]] = {
    Diet.HALAL: _halal,
    Diet.NO_PORK: _pork,
    Diet.NO_BEEF: lambda dish: _worded(dish, _BEEF),
    Diet.NO_SEAFOOD: _seafood,
    Diet.VEGETARIAN: _meat,
    Diet.VEGAN: _animal,
}
"""What a dish must not be for a diet; the other diets are a matter of cooking, not of the dish."""
