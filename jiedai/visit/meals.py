"""Who dines at a meal, which meal of the day it is, what is drunk, and what it costs by its price and its diners."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from jiedai.model.choice import ItemKind, MealForm
from jiedai.model.conduct import Cost
from jiedai.model.hospitality import Meal
from jiedai.model.people import Guest
from jiedai.model.placeholder import is_placeholder
from jiedai.model.quantities import Count
from jiedai.model.schedule import Item
from jiedai.model.words import EVERYBODY
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case
from jiedai.visit.data import words
from jiedai.visit.links import minutes_of
from jiedai.visit.names import written_twice
from jiedai.visit.people import Person, guest_heads, known_people, taking_part

_NAMED = {
    "breakfast": regex("早餐|早饭|早点"),
    "lunch": regex("午餐|午饭"),
    "dinner": regex("晚餐|晚饭|晚宴"),
}
_LUNCH_FROM = 10 * 60
_DINNER_FROM = 16 * 60
_PARTS = {
    "早上": "breakfast",
    "早晨": "breakfast",
    "清晨": "breakfast",
    "中午": "lunch",
    "傍晚": "dinner",
    "晚上": "dinner",
}


def item_of(case: Case, meal: Meal) -> Item | None:
    """The item of the programme a meal belongs to; None where its number is not in the programme."""
    found = case.item_by_id.get(meal.item)
    return found[1] if found else None


def heads(case: Case, meal: Meal) -> Count | None:
    """How many guests dine: as the meal says (names and groups counted out), else those of its item, else all.

    None where nobody wrote it, or a name stands for a group of unknown size.
    """
    if meal.guests is not None and not meal.guests.names:
        return Count(meal.guests.number)
    return guest_heads(case, _names(case, meal))


def guests_at_meal(case: Case, meal: Meal) -> int | None:
    """The number of `heads`."""
    found = heads(case, meal)
    return found.number if found else None


def number_at_table(case: Case, meal: Meal) -> int:
    """How many eat at a meal, guests and companions, as far as that is known."""
    return (guests_at_meal(case, meal) or 0) + companions_at(case, meal)


def is_major_event(case: Case) -> bool:
    """Whether the plan itself calls it a major event (重大活动): its kitchen is watched whatever the number."""
    return any("重大活动" in (text or "") for text in (case.plan.title, case.plan.purpose))


def _names(case: Case, meal: Meal) -> tuple[str, ...]:
    """Whom a meal names as guests, else its item."""
    named = meal.guests.names if meal.guests else ()
    item = item_of(case, meal)
    return named or (item.guests if item else ())


def guests_by_name_at(case: Case, meal: Meal) -> list[Guest]:
    """The guests of the list who dine, in its order: those the meal names, else those of its item, else all."""
    names = _names(case, meal)
    if not names or not EVERYBODY.isdisjoint(names):
        return list(case.plan.guests)
    dining = {person.name for person in known_people(case).named(names)}
    return [guest for guest in case.plan.guests if guest.name in dining]


def diners(case: Case, meal: Meal) -> tuple[list[Guest], bool]:
    """The named guests who may dine at a meal, and whether it is sure that all of them do."""
    guests = guests_by_name_at(case, meal)
    number = meal.guests.number if meal.guests and not meal.guests.names else None
    return guests, number is None or number >= len(guests)


def halal_kitchen(case: Case, meal: Meal) -> bool:
    """Whether every place of a meal is marked as halal in the office file."""
    item = item_of(case, meal)
    places = [case.place(name) for name, _index in case.entries(item, "place")] if item else []
    return bool(places) and all(place is not None and place.halal is True for place in places)


def said_no(text: str) -> bool:
    """Whether something written in a field for things says that there is none: `无`, `不提供`."""
    drinks = words("drinks")
    lower = text.strip().lower()
    return not lower or lower in drinks["nothing"] or lower.startswith(tuple(drinks["refusal"]))


class Table(NamedTuple):
    """A meal's companions with the node and field that name them."""

    guests: int
    companions: int
    node: Meal | Item
    meal: Meal | None


def companions(case: Case, names: tuple[str, ...]) -> int:
    """How many people of the host side names stand for: each counts once, `县领导2人` and `2` two, guests none."""
    known = known_people(case)
    ours = (name for name in names if not is_placeholder(name) and name not in case.guest_by_name)
    found = known.heads(ours)
    return found.number if found else 0


def hosting(case: Case, meal: Meal) -> Meal | Item:
    """What names those of the host side who dine: the meal, or its item where the meal says nothing and is hosted.

    `陪餐: []` says that nobody does.
    """
    item = item_of(case, meal)
    says = meal.hosts or "hosts" in meal.model_fields_set
    return meal if says or item is None or meal.hosted is False else item


def companions_at(case: Case, meal: Meal) -> int:
    """How many of the host side dine at a meal."""
    return companions(case, hosting(case, meal).hosts)


def companion_limit(guests: int, figures: Figures) -> int:
    """How many of the host side may dine with so many guests: `par` guests one to one, then one for `divisor`.

    Domestic receptions have a fixed number for a small party instead (`small_party`, `small_limit`).
    """
    if "small_party" in figures:
        return int(figures["small_limit"] if guests <= figures["small_party"] else guests // figures["divisor"])
    return int(min(guests, figures["par"]) + max(guests - figures["par"], 0) // figures["divisor"])


def tables(case: Case) -> Iterator[Table]:
    """Every meal with guests and companions: those of its entry, else those who accompany the guests at its item."""
    entered = set()
    for meal in case.plan.meals:
        entered.add(meal.item)
        node, guests = hosting(case, meal), guests_at_meal(case, meal)
        if guests and node.hosts:
            yield Table(guests, companions(case, node.hosts), node, meal)
    for _day, item in case.items:
        if item.kind is ItemKind.MEAL and item.hosts and item.id not in entered:
            guests_there = guest_heads(case, item.guests)
            if guests_there and guests_there.number:
                yield Table(guests_there.number, companions(case, item.hosts), item, None)


def at_table(case: Case, item: Item) -> tuple[list[Person], list[Person]]:
    """The guests and hosts who dine at an item: those whom its entries name, else those who take part in it."""
    entries = [meal for meal in case.plan.meals if meal.item == item.id]
    guests, hosts = taking_part(case, item)
    if not entries:
        return guests, hosts
    known = known_people(case)
    dining = [name for meal in entries for name in (meal.guests.names if meal.guests else ())]
    with_them = known.named(name for meal in entries for name in hosting(case, meal).hosts)
    return (
        known.named(dining, guests=True) if dining else guests,
        [person for person in with_them if not person.guest],
    )


def meal_of_day(item: Item) -> str | None:
    """`breakfast`, `lunch` or `dinner`: as the item is called, else by its time; None where neither says it."""
    named = [name for name, pattern in _NAMED.items() if pattern.search(item.what)]
    if len(named) == 1:
        return named[0]
    start = item.time.start
    if start is None:
        return _PARTS.get(item.time.part)
    return "breakfast" if start < _LUNCH_FROM else "lunch" if start < _DINNER_FROM else "dinner"


def is_alcohol(thing: str) -> bool:
    """Whether something written under 酒水 is alcohol: neither a refusal (`不提供`) nor a soft drink."""
    drinks = words("drinks")
    text = thing.strip().lower()
    if is_placeholder(text) or said_no(text):
        return False
    if any(w in text for w in drinks["free"]):
        return False
    return any(w in text for w in drinks["alcohol"]) or not any(w in text for w in drinks["soft"])


def is_high_grade(thing: str) -> bool:
    """Whether a drink is one of those that were called high-grade before 2025."""
    text = thing.lower()
    return any(word.lower() in text for word in words("drinks")["high_grade"])


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
        twice = sum(id(guest) in written_twice(case) for guest in guests)
        numbers |= {known.number - twice, len(guests) - twice}
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


def meals_of_day_in(text: str) -> list[str]:
    """The meals of the day that a text names, without what is more or less than a meal: 晚餐, not 晚餐补助."""
    return [] if _MORE.search(text) else [name for name, pattern in _OF_DAY.items() if pattern.search(text)]


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
