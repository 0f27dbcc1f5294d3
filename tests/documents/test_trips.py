from __future__ import annotations

from typing import Any

from jiedai.documents.facts import visit
from jiedai.documents.view import View, project, project_plan
from jiedai.visit.case import Case
from tests.batch import cases
from tests.documents.samples import plan, typed


def trips(guests: list[dict[str, Any]], *items: dict[str, Any], **more: Any) -> tuple[View, ...]:
    """The vehicles of a visit of one day, as a driver has them."""
    people = [
        {"name": name, "unit": "省厅", "post": "干部", **guest} for name, guest in zip("甲乙丙", guests, strict=False)
    ]
    days = [{"date": "2026-05-11", "items": [
        {"id": f"A{number}", "time": "09:20-09:50", "what": "乘车", "kind": "transfer", **item}
        for number, item in enumerate(items, start=1)
    ]}]  # fmt: skip
    raw = {
        "title": "来访",
        "kind": "research",
        "purpose": "调研",
        "dates": "2026-05-11",
        "guests": people,
        "schedule": days,
    }
    view = project_plan(Case.of(typed(raw | more)), "driver")
    assert isinstance(view, View)
    return tuple(visit(view, project(None, "driver")).cars)


OUT = {"from": "北站", "to": "宾馆", "vehicles": ["1"]}
BACK = {"from": "宾馆", "to": "北站", "vehicles": ["1"]}


@cases(
    ("leg", "met"),
    [
        ({"time": "2026-05-11 09:20", "place": "北站"}, "甲"),
        ({"time": "2026-05-11 09:20", "place": "北站出站口"}, "甲"),
        ({"time": "2026-05-11 09:20"}, "甲"),
        ({"time": "2026-05-11 09:20", "place": "机场"}, ""),
        ({"time": "2026-05-12 09:20", "place": "北站"}, ""),
        ({"place": "北站"}, ""),
    ],
)
def test_who_is_fetched_is_on_the_sheet(leg: dict[str, str], met: str) -> None:
    (car,) = trips([{"arrive": leg}], OUT)
    assert "".join(name for train in car.arrivals for name in train.names) == met
    assert not car.departures
    (car,) = trips([{"leave": leg}], BACK)
    assert "".join(name for train in car.departures for name in train.names) == met


def test_trains_go_by_time_and_only_to_who_rides() -> None:
    guests = [{"arrive": {"time": f"2026-05-11 {time}", "place": "北站"}} for time in ("09:40", "09:10", "09:00")]
    rides = [{"item": "A1", "vehicle": "1", "riders": ["甲", "乙"]}]
    (car,) = trips(guests, OUT, rides=rides)
    assert "".join(name for train in car.arrivals for name in train.names) == "乙甲"
    assert car.trips[0].stated


def test_a_trip_knows_where_it_goes_and_how_long_the_road_is() -> None:
    loaded = plan()
    view = project_plan(Case.of(loaded), "driver")
    assert isinstance(view, View)
    (car,) = visit(view, project(loaded.office, "driver")).cars
    first, second = car.trips[0], car.trips[1]
    assert (first.start, first.goal, first.road) == ("云溪站", "云溪宾馆", 20)
    assert (second.start, second.goal, second.road) == ("云溪宾馆", "智能制造产业园", 20)
    assert str(car.phone) == ""


def test_a_trip_with_the_riders_of_the_one_before_says_so() -> None:
    riders = (["甲", "乙"], ["甲", "乙"], ["甲"], ["甲"])
    rides = [{"item": f"A{number}", "vehicle": "1", "riders": names} for number, names in enumerate(riders, start=1)]
    (car,) = trips([{}, {}], OUT, BACK, OUT, BACK, rides=rides)
    assert [trip.riders for trip in car.trips] == [tuple(names) for names in riders]
    assert [trip.again for trip in car.trips] == [False, True, False, True]


def test_guests_of_one_name_are_both_met() -> None:
    arrivals = [{"arrive": {"time": f"2026-05-11 {time}", "place": "北站"}} for time in ("09:40", "09:10")]
    (car,) = trips([{"name": "甲", **arrivals[0]}, {"name": "甲", **arrivals[1]}], OUT)
    assert [train.names for train in car.arrivals] == [("甲",), ("甲",)]
