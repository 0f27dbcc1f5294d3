"""What may be done where an item is late: the delays reckoned by hand, and what holds of every day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jiedai.visit.case import Case
from jiedai.workflow.retiming.options import Delayed, forecast
from jiedai.workflow.retiming.proposals import Option, Unavailable, Unknown
from jiedai.workflow.retiming.verdict import objections, retimed
from tests.batch import cases
from tests.together.visits import written
from tests.workflow.retiming.days import FIRST, OFFICE, case, changed, days, item, plan


def told(option: Option) -> dict[str, Any]:
    """An option as a table tells it."""
    return {
        "late": dict(option.late),
        "cut": dict(option.shortened),
        "dropped": list(option.dropped),
        "restored": option.restored_at,
    }


def times(option: Option) -> dict[str, str]:
    return {change.item.id: change.new for change in option.changes}


def of(name: str, found: list[Option]) -> Option:
    return next(option for option in found if option.name == name)


# --- reckoned by hand -------------------------------------------------------------------------------------------------


def test_forty_minutes_are_taken_from_the_noon_rest():
    found = Delayed(case(), "A1", 40).options()
    assert [option.name for option in found] == ["shorten", "skip:A5", "shift"]
    shorten, skip, shift = found
    assert told(shorten) == {"late": {}, "cut": {"A9": 40}, "dropped": [], "restored": "A10"}
    assert times(shorten) == {
        "A1": "10:00-10:10",
        "A2": "10:10-10:35",
        "A3": "10:35-10:50",
        "A4": "10:50-11:15",
        "A5": "11:15-12:05",
        "A6": "12:05-12:30",
        "A7": "12:30-13:20",
        "A8": "13:20-13:35",
        "A9": "13:35-14:10",
    }
    assert told(skip) == {"late": {}, "cut": {}, "dropped": ["A5", "A6"], "restored": "A7"}
    assert times(skip)["A4"] == "10:50-11:05"
    assert next(change for change in skip.changes if change.item.id == "A4").ends == ("云溪宾馆", "县机关食堂")
    assert told(shift) == {"late": {"A11": 40}, "cut": {}, "dropped": [], "restored": "A13"}
    assert times(shift)["A11"] == "15:10-17:10"
    assert all(option.feasible for option in found)


def test_ninety_minutes_are_more_than_shortening_gives():
    skip, shorten, shift = Delayed(case(), "A1", 90).options()
    assert told(skip) == {"late": {}, "cut": {"A9": 10}, "dropped": ["A5", "A6"], "restored": "A10"}
    assert times(skip)["A4"] == "11:40-11:55"
    assert told(shorten) == {
        "late": {"A11": 10},
        "cut": {"A5": 25, "A7": 10, "A9": 45},
        "dropped": [],
        "restored": "A13",
    }
    assert told(shift)["late"] == {"A11": 90}
    assert times(shift)["A13"] == "18:25-19:15"


def test_a_fixed_item_never_moves():
    fixed = case(plan(changed(FIRST, "A11", 固定=True)))
    found = Delayed(fixed, "A1", 90).options()
    assert [(option.name, option.feasible) for option in found] == [
        ("skip:A5", True),
        ("shorten", False),
        ("shift", False),
    ]
    assert [(one.item, one.why, one.late) for one in found[1].reasons] == [("A11", "fixed", 10)]
    assert [(one.item, one.why, one.late) for one in found[2].reasons] == [("A11", "fixed", 90)]
    assert "A11" not in times(found[1])
    assert "A11" not in times(found[2])


def test_a_train_does_not_wait():
    shorten, skip, shift = Delayed(case(), "B2", 45).options()
    assert told(shorten) == {"late": {}, "cut": {"B3": 30}, "dropped": [], "restored": "B6"}
    assert times(shorten)["B3"] == "10:05-10:55"
    assert (skip.name, skip.feasible) == ("skip:B3", True)
    assert not shift.feasible
    assert [(one.item, one.why, one.late) for one in shift.reasons] == [("B7", "departure", 30)]
    assert times(shift)["B7"] == "13:35-13:40"


@pytest.mark.parametrize(("minutes", "missed"), [(30, False), (31, True)])
def test_the_station_is_reached_twenty_minutes_before_the_train(minutes, missed):
    shift = of("shift", Delayed(case(), "B2", minutes).options())
    assert times(shift)["B7"] == ("13:21-13:40" if missed else "13:20-13:40")
    assert shift.feasible is not missed


@pytest.mark.parametrize(
    ("by", "place", "minutes", "feasible"), [("CA1234", "机场", 15, False), ("G7418", "云溪站", 15, True)]
)
def test_a_plane_wants_its_guests_sooner(by, place, minutes, feasible):
    raw = plan(second=[item("B7", "12:40-13:40", "送站", 地点="云溪站")])
    raw["来宾"][0]["离开"] |= {"车次": by, "地点": place}
    assert Delayed(case(raw), "B7", minutes).option("shift").feasible is feasible


def test_the_office_has_its_own_figures():
    own = case(plan(), 进站分钟=30, 缓冲分钟=10, 最短时长={"休息": 60, "考察": 45})
    shift = of("shift", Delayed(own, "B2", 10).options())
    assert times(shift)["B4"] == "11:00-11:40", "ten minutes are kept where ten lay between"
    shorten = of("shorten", Delayed(own, "A1", 40).options())
    assert dict(shorten.shortened) == {"A5": 5, "A7": 10, "A9": 15}
    assert not of("shift", Delayed(own, "B2", 20).options()).feasible


def test_the_late_item_is_shortened_last_of_all():
    assert told(of("shorten", Delayed(case(), "A9", 30).options())) == {
        "late": {},
        "cut": {"A9": 30},
        "dropped": [],
        "restored": "A10",
    }
    assert dict(of("shorten", Delayed(case(), "B3", 20).options()).shortened) == {"B5": 5}


def test_who_comes_early_waits_and_the_others_go_earlier():
    shift = Delayed(case(), "B7", -10).option("shift")
    assert times(shift) == {"B5": "11:35-12:25", "B6": "12:30-12:55", "B7": "12:55-13:40"}
    assert shift.feasible
    assert times(Delayed(case(), "A13", -30).option("shift")) == {"A13": "17:30-18:20"}


def test_nobody_is_anywhere_before_their_train():
    shift = Delayed(case(), "A5", -20).option("shift")
    assert [(one.item, one.why, one.late) for one in shift.reasons] == [("A1", "arrival", -20)]


def test_a_road_that_nobody_knows_is_not_taken():
    office_ = {"单位": {"名称": "接待办"}, "路程": [{"从": "云溪宾馆", "到": "产业园", "分钟": 20}]}
    names = [option.name for option in Delayed(case(office=office_), "A1", 40).options()]
    assert "skip:A5" not in names
    with pytest.raises(Unavailable) as failure:
        Delayed(case(office=office_), "A1", 40).option("skip:A5")
    assert "shift" in failure.value.hint


def test_visits_are_exchanged_where_roads_are_known():
    late = Delayed(case(), "A1", 40)
    assert "swap:A5:B3" not in [option.name for option in late.options()]
    swap = late.option("swap:A5:B3")
    moved = {change.item.id: change for change in swap.changes}
    assert moved["A4"].ends == ("云溪宾馆", "农业基地")
    assert moved["B3"].day.date == dt.date(2026, 5, 11)
    assert moved["A5"].day.date == dt.date(2026, 5, 12)
    assert moved["B4"].ends == ("产业园", "县机关食堂")
    with pytest.raises(Unavailable):
        late.option("swap:A5:A7")


def test_groups_go_their_own_ways():
    raw = plan(
        [
            item("A1", "09:00-09:30", "其他", 地点="云溪宾馆"),
            item("A2", "09:30-10:30", "考察", 地点="云溪宾馆", 来宾=["陈志远"]),
            item("A3", "09:30-10:30", "考察", 地点="云溪宾馆", 来宾=["李娜"]),
            item("A4", "10:30-11:30", "座谈", 地点="云溪宾馆"),
        ]
    )
    shift = Delayed(case(raw), "A2", 15).option("shift")
    assert times(shift) == {"A2": "09:45-10:45", "A4": "10:45-11:45"}
    shorten = Delayed(case(raw), "A1", 20).option("shorten")
    assert dict(shorten.shortened) == {"A2": 20, "A3": 20}, "both groups are waited for"


def test_a_car_that_is_late_is_late_for_the_others_too():
    raw = plan(
        [
            item("A1", "09:00-09:25", "乘车", 地点="云溪宾馆→产业园", 来宾=["陈志远"]),
            item("A2", "09:50-10:15", "乘车", 地点="云溪宾馆→产业园", 来宾=["李娜"]),
        ]
    )
    assert times(Delayed(case(raw), "A1", 10).option("shift")) == {"A1": "09:10-09:35", "A2": "09:55-10:20"}


def test_what_would_be_said_of_other_times():
    raw = plan(
        [
            item("A1", "09:30-10:30", "会议", 地点="三号会议室", 来宾=["陈志远"], 并行=True),
            item("A2", "10:30-11:30", "会议", 地点="三号会议室", 来宾=["李娜"]),
        ]
    )
    shift = Delayed(case(raw), "A2", -30).option("shift")
    assert {one.code for one in shift.reasons} == {"SJ16"}
    assert not shift.feasible
    meal = Delayed(case(), "A7", 110).option("shift")
    assert any("A7" in text for text in meal.look_at), "lunch at two is no error, but is to be looked at"


@cases("number", ["A0", "", "B99"])
def test_unknown_items(number):
    with pytest.raises(Unknown):
        Delayed(case(), number, 10)


def test_what_cannot_be_asked():
    with pytest.raises(Unavailable):
        Delayed(case(), "A1", 0)
    with pytest.raises(Unavailable, match="没有写钟点"):
        Delayed(case(plan([{"编号": "A1", "时长": 30, "事项": "考察"}])), "A1", 10)
    with pytest.raises(Unavailable, match="并行"):
        Delayed(case(plan(changed(FIRST, "A5", 并行=True))), "A5", 10)
    with pytest.raises(Unavailable):
        Delayed(case(plan([item("A1", "10:00-09:00", "考察")])), "A1", 10)


def test_nothing_begins_on_another_day():
    shift = Delayed(case(), "A13", 6 * 60).option("shift")
    assert [(one.item, one.why) for one in shift.reasons] == [("A13", "midnight")]


# --- what is to be expected -------------------------------------------------------------------------------------------


def test_what_is_expected_after_a_delay():
    visit = case()
    day = dt.date(2026, 5, 11)
    expected = forecast(visit, day, None, "A1", 40)
    assert visit.moment(expected["A11"].start) == dt.datetime(2026, 5, 11, 15, 10)
    assert visit.moment(expected["A13"].start) == dt.datetime(2026, 5, 11, 18)
    assert visit.moment(forecast(visit, day, None, "A1", 0)["A11"].start) == dt.datetime(2026, 5, 11, 14, 30)


def test_what_one_party_has_to_expect():
    raw = plan(changed(FIRST, "A5", 来宾=["李娜"]))
    day = dt.date(2026, 5, 11)
    assert "A5" not in forecast(case(raw), day, "陈志远", "A1", 10)
    assert "A5" in forecast(case(raw), day, "李娜", "A1", 10)


# --- what holds of every day ------------------------------------------------------------------------------------------


def total(option: Option) -> int:
    return sum(map(abs, option.late.values()))


def options_of(raw: dict[str, Any], which: int, minutes: int) -> tuple[Case, Delayed, list[Option]]:
    visit = Case.of(written(raw))
    numbers = [line["编号"] for line in raw["日程"][0]["安排"]]
    try:
        late = Delayed(visit, numbers[which % len(numbers)], minutes)
    except Unavailable:
        assume(False)
        raise
    return visit, late, late.options()


some_minutes = st.integers(-90, 240).filter(bool)


@given(days(), st.integers(0, 20), some_minutes)
def test_what_is_fixed_stays_and_what_is_possible_breaks_no_rule(raw, which, minutes):
    visit, _late, found = options_of(raw, which, minutes)
    fixed = {number for number, (_day, one) in visit.item_by_id.items() if one.fixed}
    for option in found:
        assert not fixed & {change.item.id for change in option.changes}
        assert fixed.isdisjoint(option.shortened)
        if option.feasible:
            spans = {change.item.id: change.span for change in option.changes}
            ends = {change.item.id: change.ends for change in option.changes if change.ends}
            said = objections(visit, retimed(visit, spans, option.dropped, ends))
            assert not [one for one in said if one.impossible]
    assert [option.rank for option in found] == sorted(option.rank for option in found)
    assert len(found) <= 4


@given(days(), st.integers(0, 20), some_minutes)
def test_shortening_makes_nothing_later(raw, which, minutes):
    _visit, late, _found = options_of(raw, which, minutes)
    shift, shorten = late.option("shift"), late.option("shorten")
    assert total(shorten) <= total(shift)
    for number, cut in shorten.shortened.items():
        assert 0 < cut < (late.case.slot_of(late.case.item_by_id[number][1]).end or 0)
    if not total(shift):
        assert not shorten.shortened


@given(days(), st.integers(0, 20), st.integers(1, 120), st.integers(1, 120))
def test_more_minutes_are_never_less_late(raw, which, minutes, more):
    _visit, late, _found = options_of(raw, which, minutes)
    later = Delayed(late.case, late.item.id, minutes + more)
    for name in ("shift", "shorten"):
        less, much = late.option(name), later.option(name)
        assert total(less) <= total(much)
        assert less.feasible or not much.feasible or _by_rule(less)


def _by_rule(option: Option) -> bool:
    """Whether only a rule forbids an option: two that meet in a room at a wrong moment may miss each other later."""
    return all(one.why == "clash" for one in option.reasons)


def test_what_usually_takes_longer_is_told_where_little_is_left_behind_it():
    talks = {"类别": "座谈", "次数": 9, "来访": 8, "分钟": 137, "少则": 100, "通常": 118, "多则": 130}
    learned = OFFICE | {"经验": {"时长": [talks]}}
    text = "A11 照往次多半要多 21 分钟（8 次来访），后面只有 5 分钟"
    assert text in of("shift", Delayed(case(None, learned), "A10", 10).options()).look_at
    assert text not in of("shift", Delayed(case(), "A10", 10).options()).look_at
    few = OFFICE | {"经验": {"时长": [talks | {"来访": 2}]}}
    assert text not in of("shift", Delayed(case(None, few), "A10", 10).options()).look_at
