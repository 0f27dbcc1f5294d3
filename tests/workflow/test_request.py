import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jiedai.model.choice import Kind
from jiedai.workflow.programme import Travel
from jiedai.workflow.request import (
    NewVisit,
    Usage,
    checked,
    missing,
    read_changes,
    read_guests,
    read_kind,
    read_title,
    read_travel,
    read_visit_dates,
)

TODAY = dt.date(2026, 6, 1)
DAY = dt.date(2026, 6, 16)


@pytest.mark.parametrize(
    "text",
    [
        "2026-06-16..2026-06-17",
        "2026-06-16 至 2026-06-17",
        "2026年6月16日至17日",
        "6月16日—6月17日",
        "２０２６－６－１６～２０２６－６－１７",
    ],
)
def test_dates_are_read_in_every_spelling(text: str):
    dates = read_visit_dates(text, TODAY)
    assert (dates.first, dates.last) == (dt.date(2026, 6, 16), dt.date(2026, 6, 17))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-06-17..2026-06-16", "早于第一天"),
        ("2026-06-01..2026-07-31", "61 天"),
        ("2026-06-31", "日历"),
        ("明天", "日期"),
        ("", "日期"),
    ],
)
def test_dates_that_are_none_are_refused(text: str, words: str):
    with pytest.raises(Usage, match=words):
        read_visit_dates(text, TODAY)


def test_the_longest_visit():
    assert read_visit_dates("2026-06-01..2026-07-30", TODAY).days == 60


@pytest.mark.parametrize("name", ["调研", "research", "会议", "meeting", " 督查 "])
def test_kinds_are_read_in_both_spellings(name: str):
    assert read_kind(name) in Kind


def test_an_unknown_kind_is_refused_with_the_nearest():
    with pytest.raises(Usage, match="是不是想写“research”"):
        read_kind("reserch")


@pytest.mark.parametrize(
    ("text", "travel", "number"),
    [
        ("9:20 G7401", Travel(560, False), "G7401"),
        ("CA1735，09:20", Travel(560, True), "CA1735"),
        ("6月16日 9：20 mu5678", Travel(560, True), "MU5678"),
        ("上午9点20分", Travel(560, False), ""),
        ("3U8881", Travel(None, True), "3U8881"),
        ("K1", Travel(None, False), "K1"),
        ("", Travel(None, False), ""),
    ],
)
def test_arrival_is_a_time_and_a_number_in_any_order(text: str, travel: Travel, number: str):
    assert read_travel(text, DAY) == (travel, number)


def test_an_arrival_on_another_day_is_refused():
    with pytest.raises(Usage, match="2026-06-16"):
        read_travel("6月17日 9:20", DAY)
    with pytest.raises(Usage, match="时间"):
        read_travel("9:20 大巴", DAY)


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("6人", 6), ("9,999", 9999)])
def test_numbers_of_guests(text: str, number: int):
    assert read_guests(text) == number


@pytest.mark.parametrize("text", ["0", "10000", "几个", "-1"])
def test_numbers_of_guests_that_make_no_sense(text: str):
    with pytest.raises(Usage, match="来宾人数"):
        read_guests(text)


def test_changes_are_split_at_the_first_equals_sign():
    assert read_changes(["编号=云接〔2026〕17号", "事由 = a=b", "title＝甲"]) == (
        ("编号", "云接〔2026〕17号"),
        ("事由", "a=b"),
        ("title", "甲"),
    )
    for pair in ("编号", "=1", " =1"):
        with pytest.raises(Usage, match="--set"):
            read_changes([pair])


def test_everything_missing_is_said_at_once():
    assert missing("甲", "调研", "2026-06-16") is None
    found = missing(None, " ", "")
    assert found is not None
    assert all(name in found.message for name in ("标题", "--kind", "--dates", "jiedai new"))
    assert "标题" not in str(missing("甲", None, "x"))


def test_arrival_and_departure_of_one_day_need_an_hour_between_them():
    dates = read_visit_dates("2026-06-16", TODAY)
    visit = NewVisit("甲", Kind.OTHER, dates, arrive=Travel(540), leave=Travel(600))
    assert checked(visit) is visit
    with pytest.raises(Usage, match="60 分钟"):
        checked(NewVisit("甲", Kind.OTHER, dates, arrive=Travel(540), leave=Travel(599)))


@given(st.text())
@example("0\r\x08\r0")
def test_a_title_is_one_line_that_can_be_seen_or_refused(text: str):
    try:
        title = read_title(text)
    except Usage:
        return
    assert title == title.strip() != ""
    assert title.isprintable() or "\u3000" in title
    assert read_title(title) == title
