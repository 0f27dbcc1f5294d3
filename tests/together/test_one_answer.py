"""One question put to all who answer it: check, charts, arrangements and papers must say the same of a visit."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from jiedai.arrange.rides import legs_of
from jiedai.documents.facts import visit as facts_of
from jiedai.documents.topics import money
from jiedai.documents.view import View, entries, project, project_plan
from jiedai.loading import Loaded
from jiedai.model.quantities import Count
from jiedai.seating.chart import charts, ride_charts
from jiedai.visit.case import Case
from jiedai.visit.meals import companions_at, guests_at_meal, guests_by_name_at
from jiedai.visit.people import items_of
from jiedai.visit.rides import listed_in, party
from tests.documents.samples import printed, text_of
from tests.together.visits import SPELLINGS, visits, written


def facts(loaded: Loaded, audience: str) -> View:
    """What the papers of an audience are made from."""
    case = Case.of(loaded)
    return facts_of(project_plan(case, audience), project(case.office, audience))


# --- who eats ---------------------------------------------------------------------------------------------------------


@given(visits())
def test_heads_at_a_meal_are_the_same_for_rules_papers_charts_and_bills(raw: dict[str, Any]) -> None:
    loaded = written(raw)
    case = Case.of(loaded)
    (meal,) = case.plan.meals
    heads, companions = guests_at_meal(case, meal), companions_at(case, meal)
    for audience in ("kitchen", "staff", "finance"):
        (on_paper,) = facts(loaded, audience).meals
        assert (on_paper.heads.number if isinstance(on_paper.heads, Count) else None) == heads
        assert on_paper.companions == companions
    if heads is None:
        return
    (chart,) = charts(case)
    if heads:
        assert chart.at_table() == (heads, companions)
    eating = heads + (companions if meal.hosted else 0)
    assert _billed(loaded) == (eating or None)


def _billed(loaded: Loaded) -> int | None:
    (meal,) = money._meals(facts(loaded, "finance"))
    return meal.diners or None


@given(visits())
def test_diets_are_counted_of_those_who_eat(raw: dict[str, Any]) -> None:
    loaded = written(raw)
    case = Case.of(loaded)
    eating = guests_by_name_at(case, case.plan.meals[0])
    wanted = {
        kind: sum(kind in (*guest.diet, *guest.allergies) for guest in eating)
        for guest in eating
        for kind in (*guest.diet, *guest.allergies)
    }
    (meal,) = facts(loaded, "kitchen").meals
    assert {need.kind: need.count for need in meal.needs} == wanted


# --- who rides --------------------------------------------------------------------------------------------------------


@given(visits())
def test_riders_are_the_same_for_rules_charts_and_papers(raw: dict[str, Any]) -> None:
    loaded = written(raw)
    case = Case.of(loaded)
    item = case.plan.items()[0][1]
    drawn = {chart.id.rpartition("-")[2]: set(_seated(chart)) for chart in ride_charts(case, item)}
    for audience in ("staff", "security"):
        cars = {str(car.number): car for car in facts(loaded, audience).cars}
        assert {number: set(entries(car.riders)) for number, car in cars.items()} == drawn
    for ride in case.plan.rides:
        assert listed_in(case, ride) == len(drawn[ride.vehicle or ""])
    riding = party(case, item)
    if riding and not case.plan.rides:
        assert riding.number == len(set().union(*drawn.values()))


@given(visits())
def test_those_for_whom_cars_are_sought_are_those_who_ride(raw: dict[str, Any]) -> None:
    loaded = written(raw | {"rides": []})
    case = Case.of(loaded)
    item = case.plan.items()[0][1]
    legs, notes = legs_of(case)
    drawn = {name for chart in ride_charts(case, item) for name in _seated(chart)}
    assert [{rider.name for rider in leg.riders} for leg in legs] == ([drawn] if drawn and not notes else [])


def _seated(chart: Any) -> list[str]:
    return [*chart.names, *(person.name for person in chart.unseated)]


@given(visits())
def test_a_road_is_as_long_on_paper_as_for_the_rules(raw: dict[str, Any]) -> None:
    loaded = written(raw)
    case = Case.of(loaded)
    item = case.plan.items()[0][1]
    (trip, *_rest) = facts(loaded, "driver").cars[0].trips
    assert trip.road == case.road_minutes(item.from_ or "", item.to or "") == 45


# --- who is meant -----------------------------------------------------------------------------------------------------

ANNA = {"name": "Anna Weber", "name_zh": "安娜·韦伯", "name_en": "Anna WEBER", "unit": "商会", "post": "会长",
        "diet": ["素食"], "allergies": ["花生"]}  # fmt: skip
MAX = {"name": "Max Braun", "name_zh": "马克斯·布劳恩", "name_en": "Max BRAUN", "unit": "商会", "post": "秘书"}


def named(first: str, second: str) -> Loaded:
    """A visit that names two guests by any of their names, wherever a plan names guests."""
    items = [
        {"id": "A1", "time": "09:00-09:45", "what": "乘车前往", "kind": "transfer", "from": "宾馆", "to": "产业园",
         "vehicles": ["1"], "guests": [first, second]},
        {"id": "A2", "time": "12:00-13:00", "what": "午餐", "kind": "meal", "place": "宾馆", "guests": [first, second]},
    ]  # fmt: skip
    rooms = [{"number": "301", "guests": [first]}, {"number": "302", "guests": [second]}]
    plan = {
        "title": "来访", "kind": "foreign", "purpose": "交流", "dates": "2026-05-11 至 2026-05-12",
        "guests": [ANNA, MAX], "schedule": [{"date": "2026-05-11", "items": items}],
        "meals": [{"item": "A2", "guests": [first], "menu": [{"dish": "宫保鸡丁", "allergens": ["花生"]}]}],
        "lodging": [{"hotel": "宾馆", "rooms": rooms}],
        "rides": [{"item": "A1", "vehicle": "1", "riders": [first, second]}],
        "seating": [{"id": "S1", "item": "A2", "shape": "round_table", "guests": [first, second]}],
    }  # fmt: skip
    return written(plan)


@pytest.mark.parametrize("first", SPELLINGS)
@pytest.mark.parametrize("second", SPELLINGS)
def test_a_guest_is_found_under_each_name_in_every_paper(first: str, second: str) -> None:
    loaded, usual = named(ANNA[first], MAX[second]), named(ANNA["name"], MAX["name"])
    for document in ("kitchen", "meals", "rooms", "vehicles", "driver-sheet", "guests", "seating"):
        assert text_of(printed(loaded, document)) == text_of(printed(usual, document))
    case = Case.of(loaded)
    assert charts(case)[0].names == charts(Case.of(usual))[0].names
    for name in (ANNA["name"], MAX["name"]):
        assert items_of(case, name) == {"A1", "A2"}


def test_the_kitchen_gets_the_diet_of_a_guest_named_otherwise() -> None:
    text = text_of(printed(named(ANNA["name_zh"], MAX["name_zh"]), "kitchen"))
    assert "素食" in text
    assert "×" in text
    assert "尚未安排" not in text_of(printed(named(ANNA["name_zh"], MAX["name_zh"]), "rooms"))
