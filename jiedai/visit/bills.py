"""What a meal costs by its price and its diners, in every way that they may be counted."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from jiedai.model.choice import MealForm
from jiedai.model.conduct import Cost
from jiedai.model.hospitality import Meal
from jiedai.model.schedule import Item
from jiedai.patterns import regex
from jiedai.visit.case import Case
from jiedai.visit.links import minutes_of
from jiedai.visit.meals import companions, companions_at, heads, item_of, meal_of_day
from jiedai.visit.people import guest_heads

_FORMS = {
    MealForm.WORKING_MEAL: regex("工作[早午晚中]?餐"),
    MealForm.BUFFET: regex("自助[早午晚中]?餐"),
    MealForm.BOX: regex("盒饭|盒餐"),
    MealForm.BANQUET: regex("宴请|[早午晚]宴|宴会(?!厅)"),
    MealForm.COCKTAIL: regex("酒会"),
    MealForm.TEA: regex("茶会"),
}
_OF_DAY = {"breakfast": regex("早餐|早饭"), "lunch": regex("[午中](?:餐|宴|饭)"), "dinner": regex("晚(?:餐|宴|饭)")}
_MORE = regex(r"[、，,；;/＋+]|[和及与等含]|包括|工作人员|驾驶员|司机|随行|陪同|部分|预付|定金|补")
"""Words by which a cost is for more, or less, than the meals of a form."""
_DAY = regex(r"\d{1,2}\s*(?:月\s*\d{1,2}\s*)?[日号]")


def guests_expected(case: Case, item: Item) -> frozenset[int] | None:
    """How many guests may be counted at an item: those it names, or of these those who are here at its time.

    None where nobody knows, or only about how many.
    """
    known = guest_heads(case, item.guests)
    if known is None or known.approximate:
        return None
    guests, slot = case.guests_at(item), case.slot_of(item)
    numbers = {known.number}
    if guests and len(guests) <= known.number:
        numbers.add(len(guests))
        away = 0
        for guest in guests if slot else ():
            assert slot
            arrives, leaves = minutes_of(case, guest.arrive), minutes_of(case, guest.leave)
            away += (arrives is not None and arrives > slot.start) or (leaves is not None and leaves < slot.end)
        numbers |= {known.number - away, len(guests) - away}
    return frozenset(numbers)


def meals_of(case: Case, cost: Cost) -> tuple[Meal, ...]:
    """The hosted meals a cost is for by its name; none where it names no form of meal, or more than meals."""
    forms = [form for form, pattern in _FORMS.items() if pattern.search(cost.what)]
    if len(forms) != 1 or _MORE.search(cost.what):
        return ()
    found = [meal for meal in case.plan.meals if meal.hosted and meal.form is forms[0]]
    named = [name for name, pattern in _OF_DAY.items() if pattern.search(cost.what)]
    if named:
        found = [meal for meal in found if (item := item_of(case, meal)) and meal_of_day(item) in named]
    return () if len(found) > 1 and _DAY.search(cost.what) else tuple(found)


def totals(case: Case, meals: Sequence[Meal]) -> tuple[Decimal, ...]:
    """What meals cost together: by what they say themselves, then as their diners may be counted otherwise.

    Staff who are at a meal, such as interpreters, may dine with the others.
    Empty where a price or a number is missing, or about right only.
    """
    ways: list[list[Decimal]] = []
    for meal in meals:
        item, stated = item_of(case, meal), heads(case, meal)
        if stated is None or stated.approximate or meal.price is None:
            return ()
        expected = (guests_expected(case, item) if item else None) or frozenset({stated.number})
        guests = (stated.number, max(expected), min(expected))
        named, staff = companions_at(case, meal), companions(case, item.crew) if item else 0
        hosts = (named, companions(case, item.hosts) if item and item.hosts else named, named + staff)
        ways.append([meal.price * (one + other) for other in hosts for one in guests])
    return tuple(sum(way, Decimal(0)) for way in zip(*ways, strict=True))
