"""What a kitchen must know of a meal: how many guests need what, and which dishes they must not be served.

Names of guests are not needed, so the kitchen's view of a plan is enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jiedai.documents.view import View, entries
from jiedai.model.choice import Allergen, Diet
from jiedai.model.quantities import Count
from jiedai.visit.dishes import against


def for_kitchen(meal: View, *, halal_kitchen: bool = False) -> View:
    """A meal with `needs` (each with its `count` of guests) and with the `conflicts` of every dish of its menu.

    `exact` is false where fewer guests eat than may: the counts are then the most there can be.
    `halal_kitchen`: all its places are marked as halal.
    """
    eaters = entries(meal.eaters)
    needs = tuple(_needs(eaters))
    number = meal.heads.number if isinstance(meal.heads, Count) else meal.heads or len(eaters)
    return meal.also(
        needs=needs,
        exact=number >= len(eaters),
        menu=tuple(
            dish.also(conflicts=tuple(_conflicts(dish, needs, halal_kitchen=halal_kitchen)))
            for dish in entries(meal.menu)
        ),
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


def _conflicts(dish: Any, needs: tuple[View, ...], *, halal_kitchen: bool) -> Iterator[View]:
    for need in needs:
        found = against(dish, need.kind, halal_kitchen=halal_kitchen)
        if found is not None:
            # A whole dish that is known says nothing new beside its own name.
            yield need.also(sure=found.sure, word=found.name if found.word == dish.dish else found.word)
