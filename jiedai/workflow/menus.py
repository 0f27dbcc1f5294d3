"""Dishes of the library for a meal: in season, for whom each is not, and what it costs a head."""

from __future__ import annotations

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from jiedai.model.choice import Allergen, Course, Diet
from jiedai.model.hospitality import Meal
from jiedai.model.knowledge import LibraryDish
from jiedai.visit.case import Case
from jiedai.visit.dishes import ABOUT_DISHES, against
from jiedai.visit.knowledge import in_season, library_of
from jiedai.visit.meals import companions_at, diners, guests_at_meal, halal_kitchen, item_of

SERVES = 10
"""How many people a portion is for where the library does not say."""
_COURSES = tuple(Course)


class Offer(NamedTuple):
    """A dish that is in season: whom it is not for (a need, and how many have it), and its cost a head, if known."""

    dish: LibraryDish
    against: tuple[tuple[Diet | Allergen, int], ...]
    per_head: Decimal | None
    on_menu: bool


class Table(NamedTuple):
    """Who eats: needs with how many have them, and how many people there are; None where nobody knows."""

    needs: dict[Diet | Allergen, int]
    people: int | None


def table(case: Case, meal: Meal) -> Table:
    """Who eats at a meal."""
    guests, _certain = diners(case, meal)
    needs: Counter[Diet | Allergen] = Counter()
    for guest in guests:
        needs.update(need for need in guest.diet if need in ABOUT_DISHES)
        needs.update(need for need in guest.allergies if need in ABOUT_DISHES)
    number = guests_at_meal(case, meal)
    return Table(dict(needs), None if number is None else number + companions_at(case, meal))


def offers(case: Case, meal: Meal) -> list[Offer]:
    """The dishes of a library for a meal: by course, those for everybody first, then the cheaper ones."""
    item = item_of(case, meal)
    day = next((day.date for day, one in case.items if item is not None and one.id == item.id), case.plan.dates.first)
    needs, kitchen = table(case, meal).needs, halal_kitchen(case, meal)
    named = {dish.dish for dish in meal.menu}
    found = []
    for dish in in_season(library_of(case.loaded).dishes.values(), day):
        denied = tuple((need, count) for need, count in needs.items() if against(dish, need, halal_kitchen=kitchen))
        found.append(Offer(dish, denied, per_head(dish), dish.dish in named))
    return sorted(found, key=_rank)


def _rank(offer: Offer) -> tuple[int, int, Decimal, str]:
    course = _COURSES.index(offer.dish.course) if offer.dish.course else len(_COURSES)
    return course, sum(count for _need, count in offer.against), offer.per_head or Decimal(0), offer.dish.dish


def per_head(dish: LibraryDish) -> Decimal | None:
    """What a dish costs a head, in yuan to the cent; None where its cost is not known."""
    if dish.cost is None:
        return None
    return (dish.cost / (dish.serves or SERVES)).quantize(Decimal("0.01"), ROUND_HALF_UP)


class MenuCost(NamedTuple):
    """What the dishes of a menu whose cost is known come to a head, how many they are, and how many there are."""

    per_head: Decimal
    known: int
    dishes: int


def cost_of(meal: Meal, found: list[Offer]) -> MenuCost:
    """What a menu costs a head, as far as the library knows."""
    costs = [offer.per_head for offer in found if offer.on_menu and offer.per_head is not None]
    return MenuCost(sum(costs, Decimal(0)), len(costs), len(meal.menu))
