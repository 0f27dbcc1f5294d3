"""A day made from lengths: by hand, and what holds of every day."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedai.model.times import clock
from jiedai.visit.case import Case
from jiedai.workflow.retiming.fitting import DayFit, days_of, fitted
from jiedai.workflow.retiming.proposals import Unavailable
from jiedai.workflow.retiming.verdict import objections, retimed
from tests.together.visits import written
from tests.workflow.retiming.days import FIRST, OFFICE, SECOND, case, changed, days, item, plan

MONDAY, TUESDAY = dt.date(2026, 5, 11), dt.date(2026, 5, 12)


def lengths(items: list[dict[str, Any]], *kept: str) -> list[dict[str, Any]]:
    """A programme in which all but some items have only their lengths."""
    return [line if line["编号"] in kept else _length(line) for line in items]


def _length(line: dict[str, Any]) -> dict[str, Any]:
    hours = [int(hour) * 60 + int(minute) for hour, minute in re.findall(r"(\d+):(\d+)", line["时间"])]
    overnight = 24 * 60 if "次日" in line["时间"].partition("-")[2] else 0
    rest = {key: value for key, value in line.items() if key != "时间"}
    return rest | {"时长": hours[1] + overnight - hours[0]}


def times(day: DayFit) -> dict[str, str]:
    return {
        place.item.id: f"{clock(place.start % 1440)}-{clock(place.end - place.start // 1440 * 1440)}"
        for place in day.places
    }


def of(day: DayFit, number: str) -> tuple[int | None, str | None, str | None]:
    """The slack of an item, and what binds it."""
    place = next(place for place in day.places if place.item.id == number)
    return place.slack, place.bound, place.why


# --- by hand ----------------------------------------------------------------------------------------------------------


def test_forward_from_the_arrival_to_the_talks():
    day = fitted(case(plan(lengths(FIRST, "A11"))), MONDAY)
    assert day.fit.feasible
    assert times(day) == {
        "A1": "09:20-09:30",
        "A2": "09:30-09:55",
        "A3": "09:55-10:10",
        "A4": "10:10-10:35",
        "A5": "10:35-11:25",
        "A6": "11:25-11:50",
        "A7": "11:50-12:40",
        "A8": "12:40-12:55",
        "A9": "12:55-14:10",
        "A10": "14:15-14:30",
        "A11": "14:30-16:30",
        "A12": "16:30-16:45",
        "A13": "18:00-18:50",
    }
    assert [place.item.id for place in day.places if place.kept] == ["A11"]
    assert of(day, "A5") == (5, "A11", "time")
    assert of(day, "A10") == (0, "A11", "time")


def test_backward_from_the_train():
    items = lengths([line for line in SECOND if line["编号"] != "B1"])
    raw = plan(second=items)
    day = fitted(case(raw), TUESDAY)
    assert times(day)["B7"] == "13:05-13:40"
    assert times(day)["B6"] == "12:40-13:05"
    assert times(day)["B5"] == "11:45-12:35"
    assert of(day, "B6") == (0, "B7", "departure")
    raw["来宾"][0]["离开"]["时间"] = "2026-05-12 13:10"
    assert times(fitted(case(raw), TUESDAY))["B5"] == "11:10-12:00", "half of it is still at its hours"


def test_a_train_leaves_twenty_minutes_at_least():
    raw = plan(
        second=lengths(
            [
                item("B6", "10:00-10:25", "乘车", 地点="县机关食堂→云溪站"),
                item("B7", "10:25-10:30", "送站", 地点="云溪站"),
            ]
        )
    )
    assert times(fitted(case(raw), TUESDAY)) == {"B6": "12:55-13:20", "B7": "13:20-13:25"}


def test_meals_are_at_their_hours():
    items = [
        _length(item("A1", "08:00-09:00", "考察", 地点="产业园")),
        {"编号": "A2", "时长": 50, "事项": "午餐", "类别": "用餐"},
    ]
    raw = plan(items)
    del raw["来宾"][0]["抵达"]
    day = fitted(case(raw), MONDAY)
    assert times(day) == {"A1": "08:30-09:30", "A2": "11:45-12:35"}
    assert of(day, "A2") == (55, "A2", "hours")
    early = fitted(case(raw, 用餐时段={"午餐": "11:00-12:00"}), MONDAY)
    assert times(early)["A2"] == "11:10-12:00"
    late_morning = fitted(case(plan([*items, item("A3", "12:30-13:00", "会见")])), MONDAY)
    assert times(late_morning)["A2"] == "11:30-12:20", "at the opening where the usual hour is too late"


def test_the_order_that_an_item_asks_for():
    items = [
        {"编号": "A1", "时长": 30, "事项": "座谈", "类别": "座谈", "前置": ["A2"]},
        {"编号": "A2", "时长": 30, "事项": "考察", "类别": "考察"},
        {"编号": "A3", "时长": 30, "事项": "合影", "类别": "合影"},
    ]
    day = fitted(case(plan(items)), MONDAY)
    assert [place.item.id for place in day.places] == ["A2", "A1", "A3"]
    with pytest.raises(Unavailable, match="A1、A2 互为前置"):
        fitted(case(plan(changed(items, "A2", 前置=["A1"]))), MONDAY)
    assert fitted(case(plan(changed(items, "A3", 前置=["B1", "X"]))), MONDAY).notes == (
        "A3 的前置 B1 在后面的一天",
        "A3 的前置 X 不在日程里",
    )


def test_what_has_no_length():
    items = [
        {"编号": "A1", "时间": "待填", "事项": "乘车", "类别": "乘车", "从": "云溪站", "到": "云溪宾馆"},
        {"编号": "A2", "时间": "待填", "事项": "考察", "类别": "考察"},
        {"编号": "A3", "时间": "下午", "时长": 60, "事项": "考察", "类别": "考察"},
    ]
    day = fitted(case(plan(items), 上车分钟=10), MONDAY)
    assert times(day)["A1"].split("-") == ["09:20", "09:50"], "the road and the minutes to board"
    assert "A2 没有时间也没有时长，排不进去" in day.notes
    assert times(day)["A3"] == "13:00-14:00"


def test_where_nobody_knows_the_road():
    items = [
        _length(item("A1", "09:00-10:00", "考察", 地点="产业园")),
        _length(item("A2", "10:00-11:00", "考察", 地点="农业基地")),
    ]
    assert fitted(case(plan(items)), MONDAY).notes == ("不知道产业园到农业基地要走多久，没有留路上的时间",)
    here = changed(items, "A2", 地点="县机关食堂")
    assert times(fitted(case(plan(here)), MONDAY))["A2"] == "10:45-11:45", "twenty minutes of road, five to board"


def test_what_could_be_done_where_it_does_not_fit():
    items = changed(lengths(FIRST, "A11"), "A9", 时长=120)
    day = fitted(case(plan(items)), MONDAY)
    assert not day.fit.feasible
    assert [(one.item, one.why, one.late) for one in day.fit.reasons] == [("A11", "time", 40)]
    assert [(one.name, dict(one.shortened), dict(one.late)) for one in day.proposals] == [
        ("shorten", {"A9": 40}, {}),
        ("skip:A5", {}, {}),
        ("shift", {}, {"A11": 40}),
    ]
    fixed = fitted(case(plan(changed(items, "A11", 固定=True))), MONDAY)
    assert [(one.name, one.feasible) for one in fixed.proposals] == [
        ("shorten", True),
        ("skip:A5", True),
        ("shift", False),
    ]
    assert fixed.fit.reasons[0].why == "fixed"


def test_a_train_that_is_missed():
    day = fitted(case(plan(second=changed(lengths(SECOND), "B3", 时长=200))), TUESDAY)
    assert [(one.item, one.why, one.late) for one in day.fit.reasons] == [("B7", "departure", 40)]
    assert {one.name: one.feasible for one in day.proposals} == {"shorten": True, "skip:B3": True, "shift": False}


def test_the_slack_of_a_whole_programme():
    day = fitted(case(), TUESDAY)
    assert day.fit.feasible
    assert not day.fit.changes
    assert [of(day, number)[0] for number in ("B1", "B2", "B3", "B4", "B5", "B6", "B7")] == [30, 15, 15, 10, 5, 0, 0]


def test_groups_have_a_programme_each():
    items = [
        {"编号": "A1", "时长": 60, "事项": "考察", "类别": "考察", "地点": "产业园", "来宾": ["陈志远"]},
        {"编号": "A2", "时长": 90, "事项": "考察", "类别": "考察", "地点": "产业园", "来宾": ["李娜"]},
        {"编号": "A3", "时长": 60, "事项": "座谈", "类别": "座谈", "地点": "产业园"},
    ]
    raw = plan(items)
    del raw["来宾"][0]["抵达"]
    assert times(fitted(case(raw), MONDAY)) == {"A1": "08:30-09:30", "A2": "08:30-10:00", "A3": "10:00-11:00"}


def test_who_arrives_later_is_met_by_the_end():
    items = [{"编号": "A1", "时长": 20, "事项": "接站", "类别": "接站", "地点": "云溪站"}]
    raw = plan(items)
    raw["来宾"][1]["抵达"] = {"时间": "2026-05-11 09:50", "地点": "云溪站"}
    assert times(fitted(case(raw), MONDAY)) == {"A1": "09:30-09:50"}


# --- what holds of every day ------------------------------------------------------------------------------------------


@given(days(), st.sets(st.integers(1, 9)))
def test_what_has_a_time_keeps_it_and_what_fits_breaks_no_rule(raw: dict[str, Any], kept: set[int]) -> None:
    items = raw["日程"][0]["安排"]
    raw["日程"][0]["安排"] = lengths(items, "Z", *(f"A{number}" for number in kept))
    visit = Case.of(written(raw))
    (date,) = days_of(visit)
    day = fitted(visit, date)
    placed = {place.item.id for place in day.places}
    for place in day.places:
        slot = visit.slot_of(place.item)
        assert place.kept is (slot is not None)
        if slot is not None:
            assert place.start == slot.start
        else:
            assert place.end - place.start == place.item.length
    assert {change.item.id for change in day.fit.changes} == {place.item.id for place in day.places if not place.kept}
    if day.fit.feasible:
        spans = {change.item.id: change.span for change in day.fit.changes}
        assert not [one for one in objections(visit, retimed(visit, spans)) if one.impossible]
        assert not day.proposals
    else:
        assert day.fit.reasons
    assert placed == {line["编号"] for line in items if not _ends_first(visit, line["编号"])}


def _ends_first(visit: Case, number: str) -> bool:
    slot = visit.slot_of(visit.item_by_id[number][1])
    return slot is not None and slot.end < slot.start


# --- what earlier visits have shown -----------------------------------------------------------------------------------

TALKS = {"类别": "座谈", "次数": 9, "来访": 8, "分钟": 90, "少则": 100, "通常": 118, "多则": 130, "缓冲": 25}
LEARNED = OFFICE | {"经验": {"时长": [TALKS], "路程": [
    {"从": "云溪宾馆", "到": "三号会议室", "分钟": 18, "次数": 3, "来访": 3}
]}}  # fmt: skip


def afternoon(*lines: dict[str, Any]) -> Case:
    first = [item("A1", "13:00-13:30", "休息", 地点="云溪宾馆"), *lines]
    raw = plan(first, [])
    return case(raw | {"来宾": [{"姓名": "李娜", "单位": "省发展改革委", "职务": "处长"}]}, LEARNED)


def test_what_says_no_length_takes_as_long_as_it_did_before():
    ride = {key: value for key, value in item("A2", "", "乘车", 地点="云溪宾馆→三号会议室").items() if key != "时间"}
    talks = {key: value for key, value in item("A3", "", "座谈", 地点="三号会议室").items() if key != "时间"}
    visit = afternoon(ride | {"时间": "待填"}, talks | {"时间": "待填"})
    made = {place.item.id: place.end - place.start for place in fitted(visit, MONDAY).places}
    assert made == {"A1": 30, "A2": 23, "A3": 90}


def test_behind_talks_is_kept_free_what_they_needed_where_there_is_room():
    talks = item("A2", "13:30-14:30", "座谈", 地点="云溪宾馆")
    later = {"编号": "A3", "事项": "考察", "类别": "考察", "地点": "云溪宾馆", "时长": 60}
    assert times(fitted(afternoon(talks, later), MONDAY))["A3"] == "14:55-15:55"
    pressed = item("A4", "15:40-16:00", "座谈", 地点="云溪宾馆")
    day = fitted(afternoon(talks, later, pressed), MONDAY)
    assert day.fit.feasible
    assert times(day)["A3"] == "14:30-15:30"
