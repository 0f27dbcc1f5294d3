"""Who dines at a meal, which meal of the day it is, and what is drunk: what the rules on meals share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jiedai.model.choice import ItemKind
from jiedai.model.hospitality import Meal
from jiedai.model.people import Guest
from jiedai.model.placeholder import is_placeholder
from jiedai.model.schedule import Item
from jiedai.model.words import EVERYBODY
from jiedai.patterns import regex
from jiedai.visit.case import Case
from jiedai.visit.data import words

_SEVERAL = regex(r"(?:.*?(?=\d+\s*[人名位]$))?(\d+)\s*[人名位]?$")
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


def guests_at_meal(case: Case, meal: Meal) -> int | None:
    """How many guests dine: as the meal says (names and groups counted out), else those of its item, else all.

    None where nobody wrote it, or a name stands for a group of unknown size.
    """
    if meal.guests is not None:
        return head_count(case, meal.guests.names) if meal.guests.names else meal.guests.number
    item = item_of(case, meal)
    if item is not None and item.guests:
        return head_count(case, item.guests)
    return case.guest_count


def head_count(case: Case, names: tuple[str, ...]) -> int | None:
    """How many people names stand for: groups are counted out, `代表12人` is twelve.

    None where one is a group of unknown size or still to be filled in.
    """
    total = 0
    groups = {group.name: group.count for group in (case.plan.headcount.groups if case.plan.headcount else [])}
    for name in dict.fromkeys(names):
        several = _SEVERAL.fullmatch(name)
        if name in case.guest_by_name:
            number: int | None = 1
        elif name in case.guest_groups:
            number = len(case.guest_groups[name])
        elif name in EVERYBODY:
            number = case.guest_count
        elif name in groups:
            count = groups[name]
            number = count.number if count else None
        elif several:
            number = int(several[1])
        else:
            number = None if is_placeholder(name) else 1
        if number is None:
            return None
        total += number
    return total


def guests_by_name_at(case: Case, meal: Meal) -> list[Guest]:
    """The guests of the list who dine: those the meal names, else those of its item."""
    names = meal.guests.names if meal.guests else ()
    if not names:
        item = item_of(case, meal)
        return case.guests_at(item) if item else list(case.plan.guests)
    if not EVERYBODY.isdisjoint(names):
        return list(case.plan.guests)
    found: dict[int, Guest] = {}
    for name in names:
        named = [case.guest_by_name[name]] if name in case.guest_by_name else case.guest_groups.get(name, [])
        found.update((id(guest), guest) for guest in named)
    return list(found.values())


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
    total = 0
    for name in dict.fromkeys(names):
        if is_placeholder(name) or name in case.guest_by_name:
            continue
        several = _SEVERAL.fullmatch(name)
        total += int(several[1]) if several else 1
    return total


def tables(case: Case) -> Iterator[Table]:
    """Every meal with guests and companions: those of its entry, else those who accompany the guests at its item."""
    entered = set()
    for meal in case.plan.meals:
        entered.add(meal.item)
        item = item_of(case, meal)
        node: Meal | Item = meal if meal.hosts or item is None or meal.hosted is False else item
        guests = guests_at_meal(case, meal)
        if guests and node.hosts:
            yield Table(guests, companions(case, node.hosts), node, meal)
    for _day, item in case.items:
        if item.kind is ItemKind.MEAL and item.hosts and item.id not in entered:
            guests = head_count(case, item.guests) if item.guests else case.guest_count
            if guests:
                yield Table(guests, companions(case, item.hosts), item, None)


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
