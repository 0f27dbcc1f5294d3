"""Who eats at a meal, by the plan itself: read when a plan is projected, since a kitchen sees no names to count by."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jiedai.model.hospitality import Meal
from jiedai.model.people import Guest
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Plan
from jiedai.model.quantities import Count
from jiedai.model.words import EVERYBODY

_SEVERAL = re.compile(r"(?:.*?(?=\d+\s*[人名位]$))?(\d+)\s*[人名位]?$")


def eaters(plan: Plan, meal: Meal) -> tuple[Guest, ...]:
    """The listed guests who may eat at a meal: those it names, else those of its item, else all, as written."""
    names = meal.guests.names if meal.guests else ()
    if not names:
        names = next((item.guests for _day, item in plan.items() if item.id == meal.item), ())
    if not names or not EVERYBODY.isdisjoint(names):
        return tuple(plan.guests)
    return tuple(guest for guest in plan.guests if guest.name in names or guest.group in names)


def heads(plan: Plan, meal: Meal) -> int | Count | None:
    """How many guests eat: as the meal says, else those of its item, else all; groups are counted out.

    None where nobody wrote it, or a name is still to be filled in.
    """
    names = meal.guests.names if meal.guests else ()
    if meal.guests and not names:
        return meal.guests.number
    if not names:
        names = next((item.guests for _day, item in plan.items() if item.id == meal.item), ())
    if not names or not EVERYBODY.isdisjoint(names):
        return (plan.headcount.total if plan.headcount else None) or len(plan.guests) or None
    if any(is_placeholder(name) for name in names):
        return None
    listed = eaters(plan, meal)
    known = {guest.name for guest in listed} | {guest.group for guest in listed}
    return len(listed) + _heads(name for name in names if name not in known)


def companions(plan: Plan, meal: Meal) -> int:
    """How many of the host side eat along: those the meal names; where it names none and is hosted, its item's."""
    names = meal.hosts
    if not names and meal.hosted is not False:
        names = next((item.hosts for _day, item in plan.items() if item.id == meal.item), ())
    return _heads(names)


def _heads(names: Iterable[str]) -> int:
    """How many people names stand for; `县领导2人` is two."""
    several = [(name, _SEVERAL.fullmatch(name)) for name in dict.fromkeys(names) if not is_placeholder(name)]
    return sum(int(found[1]) if found else 1 for _name, found in several)
