"""Which item a post is about: what can be nothing else is taken, everything else is asked."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiedai.model.reading import VisitDays
from jiedai.visit.case import Case
from jiedai.workflow.following.posts import posts
from jiedai.workflow.following.sightings import Read, read
from tests.workflow.following.samples import case

DAY = dt.date(2026, 5, 11)


def sighted(visit: Case, text: str, day: dt.date | None = DAY) -> Read:
    dates = visit.plan.dates
    return read(visit, posts(text, VisitDays(dates.first, dates.last), day).reports)


def took(visit: Case, text: str) -> list[tuple[str, str, str]]:
    return [
        (one.item.id, "start" if one.start else "end", f"{one.start or one.end:%d %H:%M}")
        for _post, one in sighted(visit, text).took
    ]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("9:33 从车站出发", [("A2", "start", "11 09:33")]),
        ("12:58 已到宾馆", [("A8", "end", "11 12:58"), ("A9", "start", "11 12:58")]),
        ("10:38 到产业园了", [("A4", "end", "11 10:38"), ("A5", "start", "11 10:38")]),
        ("14:20 到会议室", [("A10", "end", "11 14:20")]),
        ("14:35 座谈会开始", [("A11", "start", "11 14:35")]),
        ("16:40 散会", [("A11", "end", "11 16:40")]),
        ("12:00 午餐开始", [("A7", "start", "11 12:00")]),
        ("18:05 开餐", [("A13", "start", "11 18:05")]),
        ("14:14 前往行政中心", [("A10", "start", "11 14:14")]),
        ("a5 10:40 开始", [("A5", "start", "11 10:40")]),
        ("5月12日 11:02 离开基地", [("B4", "start", "12 11:02")]),
        ("11:30 考察结束", [("A5", "end", "11 11:30")]),
    ],
)
def test_what_is_clear(tmp_path, line, wanted):
    assert took(case(tmp_path), line) == wanted


@pytest.mark.parametrize(
    ("line", "why", "candidates"),
    [
        ("已到宾馆", "没有写几点", []),
        ("9:26 接到客人", "可能是几项里的一项", ["A1", "A1"]),
        ("12:48 出发", "可能是几项里的一项", ["A6", "A8", "A10"]),
        ("20:00 到产业园", "与计划差得太多", ["A4"]),
        ("16:58 宾馆", "看不出是到、走、开始还是结束", ["A12", "A12", "A13", "A13"]),
        ("5月14日 9:00 到产业园", "2026-05-14 没有日程", []),
    ],
)
def test_what_is_not_is_asked_and_nothing_is_taken(tmp_path, line, why, candidates):
    made = sighted(case(tmp_path), line)
    assert made.took == []
    assert [(one.why, [each.slot.item.id for each in one.candidates]) for one in made.unclear] == [(why, candidates)]


def test_a_day_nobody_knows(tmp_path):
    assert [one.why for one in sighted(case(tmp_path), "10:38 到产业园", None).unclear] == ["不知道是哪一天"]


def test_what_is_written_down_already_is_not_overwritten(tmp_path):
    more = "实际: {安排: [{编号: A11, 实际开始: 2026-05-11 14:31}]}\n"
    made = sighted(case(tmp_path, more=more), "14:35 座谈会开始\n14:31 座谈会开始")
    assert (made.took, [one.why for one in made.unclear]) == ([], ["A11 已经记了 14:31"])


def test_what_is_said_outright_comes_before_what_follows_from_an_arrival(tmp_path):
    assert took(case(tmp_path), "11:55 到食堂\n午餐 12:00 开始") == [
        ("A6", "end", "11 11:55"),
        ("A7", "start", "11 12:00"),
    ]


def test_two_rides_to_one_place_within_two_hours_are_told_apart_by_nobody(tmp_path):
    visit = case(tmp_path, ('时间: "16:35-16:50"', '时间: "14:10-14:25", 并行: true'))
    (one,) = sighted(visit, "13:40 已到宾馆").unclear
    assert {each.slot.item.id for each in one.candidates} == {"A8", "A12"}


_WORDS = st.sampled_from(
    ["到", "离开", "开始", "结束", "宾馆", "云溪", "产业园", "食堂", "座谈", "考察", "午餐", "A5", "出发", "，"]
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 1439), st.lists(_WORDS, max_size=4)), min_size=1, max_size=6))
def test_nothing_is_taken_twice_or_far_from_the_plan(tmp_path, rows):
    visit = case(tmp_path)
    text = "\n".join(f"{minute // 60:02d}:{minute % 60:02d} {''.join(words)}" for minute, words in rows)
    made = sighted(visit, text)
    fields = [(one.item.id, bool(one.start)) for _post, one in made.took]
    assert len(fields) == len(set(fields))
    for _post, one in made.took:
        slot = visit.slot_of(one.item)
        assert slot is not None
        planned = visit.moment(slot.start if one.start else slot.end)
        assert abs((one.start or one.end) - planned) <= dt.timedelta(hours=2)
    assert all(one.why for one in made.unclear)
