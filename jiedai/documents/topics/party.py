"""Who took part and in what, as the list of a visit (接待清单) wants it: activities, companions, supporting staff."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiedai.documents.citing import unique
from jiedai.documents.directory import directory
from jiedai.documents.topics import Sight
from jiedai.documents.topics.outcome import ran
from jiedai.documents.view import View, entries
from jiedai.documents.wording import duty
from jiedai.model.choice import ItemKind
from jiedai.model.placeholder import is_placeholder

_NOT_ACTIVITIES = (ItemKind.TRANSFER, ItemKind.REST, ItemKind.PICKUP, ItemKind.DROPOFF)


def facts(sight: Sight) -> Mapping[str, Any]:
    """See the functions below."""
    companions = _companions(sight)
    return {
        "activities": _activities(sight),
        "companions": companions,
        "staff": _staff(sight, {str(person.name) for person in companions}),
    }


def _activities(sight: Sight) -> tuple[View, ...]:
    """What was done, with the time it really had where that is written.

    Rides, rests and the station are no business, nor are meals that the guests see to and pay for themselves.
    """
    happened = {str(actual.id): actual for actual in entries(sight.plan.actuals["items"])}
    rows = []
    for item in entries(sight.visit["items"]):
        if item.kind in _NOT_ACTIVITIES or _their_own(item):
            continue
        actual = happened.get(str(item.id))
        rows.append(View("activity", {"item": item, "ran": ran(item, actual) if actual else None}))
    return tuple(rows)


def _their_own(item: View) -> bool:
    """Whether an item is a meal that the guests pay for."""
    meals = entries(item.meals)
    return item.kind is ItemKind.MEAL and bool(meals) and all(meal.hosted is False for meal in meals)


def _companions(sight: Sight) -> tuple[View, ...]:
    """The hosts by protocol, and after them whoever else sits at a meal with the guests."""
    known = directory(sight.plan, sight.office)
    guests = {str(guest.name) for guest in entries(sight.visit.guests)}
    diners = unique(str(name) for meal in entries(sight.visit.meals) for name in entries(meal.hosts))
    hosts = [host.also(dines=str(host.name) in diners) for host in entries(sight.visit.hosts)]
    listed = {str(host.name) for host in hosts} | guests
    others = [
        known.get(name, View("person", {"name": name, "unit": None, "post": None, "phone": None})).also(dines=True)
        for name in diners
        if name not in listed and not is_placeholder(name)
    ]
    return (*hosts, *others)


def _staff(sight: Sight, companions: set[str]) -> tuple[View, ...]:
    """Who worked for the visit: members of staff with their duties, guides, and drivers of the cars used."""
    known = directory(sight.plan, sight.office)
    duties: dict[str, list[str]] = {}
    units: dict[str, object] = {}
    for member in entries(sight.plan.crew):
        duties.setdefault(str(member.name), []).extend(duty(name, sight.labels) for name in entries(member.duty))
        units[str(member.name)] = member.unit
    for item in entries(sight.visit["items"]):
        for name in entries(item.guide):
            duties.setdefault(str(name), []).append(duty("讲解", sight.labels))
            if item.lead and str(item.owner) == str(name):
                units.setdefault(str(name), item.lead)
    for car in entries(sight.visit.cars):
        if car.driver:
            duties.setdefault(str(car.driver), []).append(duty("驾驶", sight.labels))
            units.setdefault(str(car.driver), car.owner)
    return tuple(
        View(
            "person",
            {
                "name": name,
                "unit": units.get(name) or (known[name].unit if name in known else None),
                "duties": tuple(unique(found)),
            },
        )
        for name, found in duties.items()
        if name not in companions and not is_placeholder(name)
    )
