"""Points of acceptance for what a plan has: cars, meals, hotels, sites and sessions, a column for each.

`links`: the links of `data/service.yaml` that the plan has, each cut into `sheets` of no more than `MOST_COLUMNS`
columns; a sheet's `rows` say for each column whether the point is to be checked there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jiedai.documents.citing import basis, figures, in_force
from jiedai.documents.data import contents, said
from jiedai.documents.topics import Sight
from jiedai.documents.view import View, entries
from jiedai.model.choice import Diet, ItemKind, Kind, MealForm, PlaceKind
from jiedai.visit.book import Row

MOST_COLUMNS = 5
_SESSIONS = (ItemKind.TALKS, ItemKind.MEETING, ItemKind.CONFERENCE, ItemKind.SIGNING)

Condition = Callable[[View, Sight, Mapping[str, Row]], bool]


def facts(sight: Sight) -> Mapping[str, Any]:
    """See the module."""
    rules = in_force(sight.plan, sight.book)
    return {"links": tuple(_links(sight, rules))}


def _links(sight: Sight, rules: Mapping[str, Row]) -> Iterator[View]:
    for link in contents("service"):
        columns = entries(_COLUMNS[link["id"]](sight.visit))
        if not columns:
            continue
        sheets = []
        for start in range(0, len(columns), MOST_COLUMNS):
            part = columns[start : start + MOST_COLUMNS]
            rows = tuple(_rows(link["points"], part, sight, rules))
            sheets.append(View("sheet", {"columns": part, "rows": rows}))
        title = said(link["title"], sight.labels)
        yield View("link", {"id": link["id"], "title": title, "sheets": tuple(sheets)})


def _rows(
    points: list[dict[str, Any]], columns: tuple[View, ...], sight: Sight, rules: Mapping[str, Row]
) -> Iterator[View]:
    """The points that hold for one of the columns; a rule that is not in force is no point."""
    for point in points:
        source = basis(point, rules, sight.labels)
        condition = _CONDITIONS.get(point.get("when", ""), _always)
        applies = tuple(condition(column, sight, rules) for column in columns)
        if source is not None and any(applies):
            text = said(point, sight.labels).format(**figures(point, rules))
            yield View("point", {"text": text, "basis": source, "applies": applies})


def sites(visit: View) -> tuple[View, ...]:
    """The visits of sites, in their order."""
    return tuple(item for item in entries(visit["items"]) if item.kind is ItemKind.VISIT)


def sessions(visit: View) -> tuple[View, ...]:
    """Talks, meetings and conferences, in their order."""
    return tuple(item for item in entries(visit["items"]) if item.kind in _SESSIONS)


_COLUMNS: dict[str, Callable[[View], Any]] = {
    "cars": lambda visit: visit.cars,
    "meals": lambda visit: visit.meals,
    "hotels": lambda visit: visit.lodging,
    "sites": sites,
    "sessions": sessions,
}


# --- when a point is to be checked ------------------------------------------------------------------------------------


def _always(column: View, sight: Sight, rules: Mapping[str, Row]) -> bool:
    return True


def _halal(meal: View, sight: Sight, rules: Mapping[str, Row]) -> bool:
    return any(Diet.HALAL in entries(guest.diet) for guest in entries(sight.visit.guests))


def _sample(meal: View, sight: Sight, rules: Mapping[str, Row]) -> bool:
    """Where samples are planned, and where more eat than the rule names."""
    least = rules["YC16"].figures["diners"] if "YC16" in rules else None
    return bool(meal.sample) or (least is not None and bool(meal.guests) and meal.guests.number >= least)


def _outdoor(item: View, sight: Sight, rules: Mapping[str, Row]) -> bool:
    return bool(item.plan_b) or any(place.outdoor for place in entries(item.places))


_CONDITIONS: dict[str, Condition] = {
    "halal": _halal,
    "sample": _sample,
    "outdoor": _outdoor,
    "hosted": lambda meal, sight, rules: bool(meal.hosted),
    "paid": lambda meal, sight, rules: not meal.hosted,
    "working": lambda meal, sight, rules: meal.form is MealForm.WORKING_MEAL,
    "foreign": lambda hotel, sight, rules: sight.plan.kind is Kind.FOREIGN,
    "company": lambda item, sight, rules: any(place.kind is PlaceKind.COMPANY for place in entries(item.places)),
    "materials": lambda item, sight, rules: bool(item.materials),
}
