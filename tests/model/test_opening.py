"""Days and hours at which a place is closed or somebody is away."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from jiedai.model.opening import read_hours, read_off
from jiedai.model.reading import VisitDays
from tests.batch import cases

MONDAY, TUESDAY, WEDNESDAY, SUNDAY = (dt.date(2026, 5, day) for day in (11, 12, 13, 17))
VISIT = VisitDays(MONDAY, TUESDAY)


def refusal(read, value, visit=VISIT):
    with pytest.raises(PydanticCustomError) as caught:
        read(value, visit)
    return caught.value.message(), caught.value.context["hint"]


def stretches(value, visit=VISIT):
    """The spans of a text as `MM-DD HH:MM` from and to."""
    return [(f"{begin:%m-%d %H:%M}", f"{end:%m-%d %H:%M}") for begin, end in read_off(value, visit).spans]


def minutes(clock):
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


# --- days off ---


@cases(
    ("typed", "weekdays"),
    [
        ("周一", [0]),
        ("每周一", [0]),
        ("每周一闭馆", [0]),
        ("星期天", [6]),
        ("礼拜日", [6]),
        ("Monday", [0]),
        ("Mon", [0]),
        ("周一、周三", [0, 2]),
        ("周一，周三；周五", [0, 2, 4]),
        (["周一", "周三、周四"], [0, 2, 3]),
        ("周六至周日", [5, 6]),
        ("周一-三", [0, 1, 2]),
        ("周六—周一", [5, 6, 0]),
        ("Mon-Wed", [0, 1, 2]),
        ("周末", [5, 6]),
    ],
)
def test_weekdays(typed, weekdays):
    off = read_off(typed, None)

    assert off.weekly == tuple((day, 0, 24 * 60) for day in weekdays)
    assert off.spans == ()


@cases(
    ("typed", "hours"),
    [
        ("周三下午", (12 * 60, 18 * 60)),
        ("周三 上午", (0, 12 * 60)),
        ("每周三14:00-17:00", (14 * 60, 17 * 60)),
        ("周三 14:00", (14 * 60, 24 * 60)),
    ],
)
def test_hours_of_a_weekday(typed, hours):
    assert read_off(typed, None).weekly == ((2, *hours),)


@cases(
    ("typed", "spans"),
    [
        ("2026-05-11", [("05-11 00:00", "05-12 00:00")]),
        (dt.date(2026, 5, 11), [("05-11 00:00", "05-12 00:00")]),
        ("20260511", [("05-11 00:00", "05-12 00:00")]),
        ("２０２６年５月１１日（周一）", [("05-11 00:00", "05-12 00:00")]),
        ("5月11日", [("05-11 00:00", "05-12 00:00")]),
        ("2026-05-11 至 2026-05-13", [("05-11 00:00", "05-14 00:00")]),
        ("2026-05-11..2026-05-13", [("05-11 00:00", "05-14 00:00")]),
        ("5月11日至13日", [("05-11 00:00", "05-14 00:00")]),
        ("2026年12月30日至1月2日", [("12-30 00:00", "01-03 00:00")]),
        ("2026-05-11 下午", [("05-11 12:00", "05-11 18:00")]),
        ("2026-05-11 晚上", [("05-11 18:00", "05-12 00:00")]),
        ("2026-05-11 09:00", [("05-11 09:00", "05-12 00:00")]),
        ("2026-05-11，09:00", [("05-11 09:00", "05-12 00:00")]),
        ("2026-05-11 09:00-12:00", [("05-11 09:00", "05-11 12:00")]),
        ("2026-05-11 22:00-06:00", [("05-11 22:00", "05-12 06:00")]),
        ("2026-05-11 09:00 至 2026-05-12 12:00", [("05-11 09:00", "05-12 12:00")]),
        ("5月11日下午至12日上午", [("05-11 12:00", "05-12 12:00")]),
        ("5月11日、12日、6月1日",
         [("05-11 00:00", "05-12 00:00"), ("05-12 00:00", "05-13 00:00"), ("06-01 00:00", "06-02 00:00")]),
        (["2026-05-11", "2026-05-13"], [("05-11 00:00", "05-12 00:00"), ("05-13 00:00", "05-14 00:00")]),
        ([], []),
    ],
)  # fmt: skip
def test_days_and_spans(typed, spans):
    assert stretches(typed) == spans
    assert read_off(typed, VISIT).weekly == ()


def test_it_prints_as_it_was_typed_and_is_true_where_it_says_something():
    assert str(read_off(["每周一", "2026-05-12"], None)) == "每周一、2026-05-12"
    assert read_off("每周一", None)
    assert not read_off([], None)


@cases(
    ("typed", "day", "start", "end", "covered"),
    [
        ("周一", MONDAY, "00:00", "24:00", True),
        ("周一", MONDAY, "23:59", "24:00", True),
        ("周一", TUESDAY, "00:00", "24:00", False),
        # an item that goes on after midnight reaches the day after, and is still that of its own day
        ("周一", SUNDAY, "22:00", "24:00", False),
        ("周一", SUNDAY, "22:00", "24:01", True),
        ("周三下午", WEDNESDAY, "11:00", "12:00", False),
        ("周三下午", WEDNESDAY, "11:00", "12:01", True),
        ("周三下午", WEDNESDAY, "17:59", "19:00", True),
        ("周三下午", WEDNESDAY, "18:00", "19:00", False),
        # a moment is the minute that it begins with
        ("周三下午", WEDNESDAY, "12:00", "12:00", True),
        ("周三下午", WEDNESDAY, "18:00", "18:00", False),
        ("周一 22:00-06:00", TUESDAY, "05:59", "07:00", True),
        ("周一 22:00-06:00", TUESDAY, "06:00", "07:00", False),
        ("2026-05-11 至 2026-05-12", TUESDAY, "23:00", "24:00", True),
        ("2026-05-11 至 2026-05-12", WEDNESDAY, "00:00", "08:00", False),
        ("2026-05-11 09:00-12:00", MONDAY, "12:00", "13:00", False),
        ("2026-05-11 09:00-12:00", MONDAY, "11:59", "13:00", True),
        ("2026-05-11 09:00-12:00", TUESDAY, "09:00", "12:00", False),
    ],
)
def test_what_it_covers(typed, day, start, end, covered):
    assert read_off(typed, VISIT).covers(day, minutes(start), minutes(end)) is covered


@cases(
    ("typed", "day", "whole", "some"),
    [
        ("周一", MONDAY, True, True),
        ("周一", TUESDAY, False, False),
        ("周一下午", MONDAY, False, True),
        ("2026-05-11", MONDAY, True, True),
        ("2026-05-11 至 2026-05-13", TUESDAY, True, True),
        ("2026-05-11 00:01", MONDAY, False, True),
        ("2026-05-11 00:00", MONDAY, True, True),
        ("2026-05-10 22:00 至 2026-05-11", MONDAY, True, True),
    ],
)
def test_whole_days(typed, day, whole, some):
    off = read_off(typed, VISIT)

    assert (off.whole(day), off.covers(day)) == (whole, some)


@cases("typed", ["有时", "每月一号", "12日", "周一早", "2026-05-11 有时", "节假日", "2026-05-11 约9:00"])
def test_what_is_no_day_off(typed):
    message, hint = refusal(read_off, typed)

    assert message == f"“{typed}”不是星期，也不是日期"
    assert hint.startswith("写成 周一、2026-05-11")


@cases(
    ("typed", "visit", "message"),
    [
        ("2026-05-13 至 2026-05-11", VISIT, "“2026-05-13 至 2026-05-11”止在起之前"),
        ("2026-05-11 至 2026-05-11", VISIT, None),
        ("2026-13-01", VISIT, "“2026-13-01”不是日历上的日子"),
        ("5月11日", None, "“5月11日”缺少年份"),
        ("", VISIT, "这里没有填写内容"),
        ([["周一"]], VISIT, "这里应当是一个值，不是列表或下级字段"),
    ],
)
def test_what_is_wrong_with_a_day_off(typed, visit, message):
    if message is None:
        assert read_off(typed, visit)
    else:
        assert refusal(read_off, typed, visit)[0] == message


# --- hours ---


@cases(
    ("typed", "shown"),
    [
        ("09:00-17:00", "09:00-17:00"),
        ("9：00—17：00", "09:00-17:00"),
        ("上午9点至下午5点", "09:00-17:00"),
        ("09:00-12:00、14:00-17:00", "09:00-12:00、14:00-17:00"),
        (["14:00-17:00", "09:00-12:00"], "09:00-12:00、14:00-17:00"),
        ("09:00-12:00，12:00-17:00", "09:00-17:00"),
        ("09:00-12:00;11:00-17:00", "09:00-17:00"),
        ("18:00-次日02:00", "18:00-次日02:00"),
        ("18:00-02:00", "18:00-次日02:00"),
        ("24小时", "00:00-24:00"),
        ("全天", "00:00-24:00"),
        ([], ""),
    ],
)
def test_hours(typed, shown):
    assert str(read_hours(typed, None)) == shown
    assert bool(read_hours(typed, None)) is bool(shown)


@cases(
    ("typed", "start", "end", "open_"),
    [
        ("09:00-17:00", "09:00", "17:00", True),
        ("09:00-17:00", "08:59", "10:00", False),
        ("09:00-17:00", "16:00", "17:01", False),
        ("09:00-17:00", "17:00", "17:00", True),
        ("09:00-12:00、14:00-17:00", "11:00", "14:30", False),
        ("09:00-12:00、14:00-17:00", "14:00", "16:00", True),
        ("18:00-02:00", "23:00", "25:30", True),
        ("18:00-02:00", "01:00", "02:00", True),
        ("18:00-02:00", "01:00", "02:01", False),
        ([], "03:00", "04:00", True),
    ],
)
def test_whether_a_place_is_open(typed, start, end, open_):
    assert read_hours(typed, None).hold(minutes(start), minutes(end)) is open_


@cases(
    ("typed", "message"),
    [
        ("09:00", "“09:00”没有写明从几点开放到几点"),
        ("下午", "“下午”没有写明从几点开放到几点"),
        ("约9:00-17:00", "“约9:00-17:00”没有写明从几点开放到几点"),
        ("待填", "“待填”没有写明从几点开放到几点"),
        ("白天开", "“白天开”不是开放时间"),
        ("9:00-25:00", "“9:00-25:00”不是开放时间"),
        ("", "这里没有填写内容"),
    ],
)
def test_what_are_no_hours(typed, message):
    told, hint = refusal(read_hours, typed)

    assert told == message
    assert hint == "写成 09:00-17:00；分段的写成 09:00-12:00、14:00-17:00"


@given(st.text(max_size=20) | st.text("0123456789:：-—至时点日月年T上下午周一二末次、,; .", max_size=16))
def test_no_text_breaks_a_reader(text):
    for read in (read_off, read_hours):
        for visit in (None, VISIT):
            with suppress(PydanticCustomError):
                read(text, visit)
