from __future__ import annotations

import datetime as dt
import pickle
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from jiedai.model.moments import Due, Moment, read_due, read_moment
from jiedai.model.reading import VisitDays
from jiedai.model.times import Day, TimeRange, clock, read_dates, read_day, read_minutes, read_time_range
from tests.batch import cases

DATES = read_dates("2026-05-11 至 2026-05-12", None)
VISIT = VisitDays(DATES.first, DATES.last)
ONE_DAY = VisitDays(dt.date(2026, 5, 11), dt.date(2026, 5, 11))


def hm(text):
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def refusal(read, value, visit=VISIT):
    with pytest.raises(PydanticCustomError) as caught:
        read(value, visit)
    return caught.value.message()


@cases(
    "typed",
    [
        "2026-05-11",
        "2026-5-11",
        "2026/05/11",
        "2026.5.11",
        "2026年5月11日",
        "2026年05月11号",
        "２０２６年５月１１日",
        " 2026 - 05 - 11 ",
        "5月11日",
        "05-11",
        "5.11",
        "2026-05-11 星期一",
        "2026-05-11（周一）",
        "5月11日 (礼拜一)",
    ],
)
def test_dates(typed):
    assert read_day(typed, VISIT) == dt.date(2026, 5, 11)


@cases(
    ("typed", "stated"),
    [
        ("5月11日", None),
        ("5月11日周一", 0),
        ("5月11日星期日", 6),
        ("5月11日星期天", 6),
        ("2026-05-11 Monday", 0),
        ("2026-05-11 (Thu)", 3),
        ("2026-05-11 Sunday", 6),
        ("2026-05-11 Saturday", 5),
    ],
)
def test_the_weekday_is_kept_as_written_right_or_wrong(typed, stated):
    assert read_day(typed, VISIT).stated == stated


@cases(
    ("typed", "problem"),
    [
        ("2026-02-29", "“2026-02-29”不是日历上的日子"),
        ("2026-13-01", "“2026-13-01”不是日历上的日子"),
        ("2026-00-10", "“2026-00-10”不是日历上的日子"),
        ("4月31日", "“4月31日”不是日历上的日子"),
        ("1948-12-31", "“1948-12-31”的年份不对"),
        ("2200-01-01", "“2200-01-01”的年份不对"),
        ("0026-05-11", "“0026-05-11”的年份不对"),
        ("20261332", "“20261332”不是日历上的日子"),
        ("20260229", "“20260229”不是日历上的日子"),
        ("19481231", "“19481231”的年份不对"),
        ("22000101", "“22000101”的年份不对"),
        ("2026051", "“2026051”不是能识别的日期"),
        ("202605111", "“202605111”不是能识别的日期"),
        ("26-05-11", "“26-05-11”不是能识别的日期"),
        ("2026-05-111", "“2026-05-111”不是能识别的日期"),
        ("下周一", "“下周一”不是能识别的日期"),
        ("2026-05-11 星期八", "“2026-05-11 星期八”不是能识别的日期"),
        ("2026-05-11 Monda", "“2026-05-11 Monda”不是能识别的日期"),
        ("2026-05-11 Thursd", "“2026-05-11 Thursd”不是能识别的日期"),
        ("", "这里没有填写内容"),
        (None, "这里没有填写内容"),
        ([], "这里应当是一个值，不是列表或下级字段"),
        ({}, "这里应当是一个值，不是列表或下级字段"),
    ],
)
def test_what_is_no_date(typed, problem):
    assert refusal(read_day, typed) == problem


@cases("typed", ["2028-02-29", "1949-01-01", "2199-12-31"])
def test_dates_on_the_edge(typed):
    assert read_day(typed, None).isoformat() == typed


def test_a_short_date_needs_a_visit():
    assert refusal(read_day, "5月11日", None) == "“5月11日”缺少年份"


@cases(
    ("first", "typed", "year"),
    [
        ("2026-12-30", "1月2日", 2027),
        ("2026-12-30", "12月20日", 2026),
        ("2027-01-03", "12月28日", 2026),
        ("2027-01-03", "1月4日", 2027),
        ("2026-01-01", "7月1日", 2026),
        ("2027-03-01", "2月29日", 2028),
        ("2026-05-11", "5月11日", 2026),
    ],
)
def test_a_short_date_is_the_one_nearest_to_the_visit(first, typed, year):
    day = dt.date.fromisoformat(first)

    assert read_day(typed, VisitDays(day, day)).year == year


@given(st.dates(dt.date(1949, 1, 1), dt.date(2199, 12, 31)))
def test_every_day_comes_back_from_each_way_of_writing_it(day):
    for typed in (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        int(f"{day:%Y%m%d}"),
        f"{day.year}/{day.month}/{day.day} 周{'一二三四五六日'[day.weekday()]}",
    ):
        assert read_day(typed, None) == day


def test_a_day_keeps_its_weekday_through_pickle_and_has_none_after_arithmetic():
    day = read_day("5月11日 星期二", VISIT)

    assert pickle.loads(pickle.dumps(day)).stated == 1
    assert (day + dt.timedelta(days=1)).stated is None


@cases(
    ("typed", "first", "last"),
    [
        ("2026-05-11", "2026-05-11", "2026-05-11"),
        *(
            (f"2026-05-11{dash}2026-05-12", "2026-05-11", "2026-05-12")
            for dash in (
                "至",
                "到",
                " 至 ",
                "..",
                "...",
                "~",
                "～",
                "〜",
                "—",
                "——",
                "–",
                "-",
                "--",
                "－",
                "―",
                "−",
                " - ",
            )
        ),
        ("2026年5月11日至12日", "2026-05-11", "2026-05-12"),
        ("2026年5月11日—5月12日", "2026-05-11", "2026-05-12"),
        ("2026-05-11至05-12", "2026-05-11", "2026-05-12"),
        ("2026-05-11 星期一 至 2026-05-12 星期二", "2026-05-11", "2026-05-12"),
        ("2026年12月31日至1月2日", "2026-12-31", "2027-01-02"),
        ("2026年8月31日至1月2日", "2026-08-31", "2027-01-02"),
        ("2026年7月31日至1月2日", "2026-07-31", "2026-01-02"),
        ("2026-12-31 至 2027-01-02", "2026-12-31", "2027-01-02"),
        ("20260511", "2026-05-11", "2026-05-11"),
        ("20260511-20260512", "2026-05-11", "2026-05-12"),
        ("２０２６０５１１至5月12日", "2026-05-11", "2026-05-12"),
        ("2026-05-11至20260512", "2026-05-11", "2026-05-12"),
        ("2026年5月11日至4月12日", "2026-05-11", "2026-04-12"),
    ],
)
def test_days_of_a_visit(typed, first, last):
    dates = read_dates(typed, None)

    assert (dates.first.isoformat(), dates.last.isoformat()) == (first, last)


@cases(
    ("typed", "problem"),
    [
        ("5月11日至12日", "“5月11日至12日”缺少年份"),
        ("2026-05-11 2026-05-12", "“2026-05-11 2026-05-12”不是能识别的起止日期"),
        ("2026-05-11 至", "“2026-05-11 至”不是能识别的起止日期"),
        ("2026-05-11 至 32日", "“2026-05-11 至 32日”不是日历上的日子"),
        ("2026-05-11 至 明天", "“2026-05-11 至 明天”不是能识别的起止日期"),
        ("两天", "“两天”不是能识别的起止日期"),
    ],
)
def test_what_are_no_days_of_a_visit(typed, problem):
    assert refusal(read_dates, typed, None) == problem


def test_days_of_a_visit_know_their_number_and_bounds():
    dates = read_dates("2026-05-11 至 2026-05-13", None)

    assert dates.days == 3
    assert [dt.date(2026, 5, day) in dates for day in (10, 11, 13, 14)] == [False, True, True, False]
    assert str(dates) == "2026-05-11 至 2026-05-13"
    assert str(read_dates("2026年5月11日", None)) == "2026-05-11"


@cases(
    ("typed", "start", "end"),
    [
        ("09:20", "9:20", None),
        ("9:20", "9:20", None),
        ("9：２０", "9:20", None),
        ("9：３０", "9:30", None),
        ("09:20:00", "9:20", None),
        ("9.20", "9:20", None),
        ("9时", "9:00", None),
        ("9时5分", "9:05", None),
        ("9点半", "9:30", None),
        ("9点整", "9:00", None),
        ("9点一刻", "9:15", None),
        ("9点三刻", "9:45", None),
        ("上午9时30分", "9:30", None),
        ("上午 9:30", "9:30", None),
        ("上午12时", "12:00", None),
        ("中午12点", "12:00", None),
        ("中午11点", "11:00", None),
        ("中午1点", "13:00", None),
        ("中午10点", "22:00", None),
        ("下午3点", "15:00", None),
        ("下午12:30", "12:30", None),
        ("下午15:00", "15:00", None),
        ("晚上7点", "19:00", None),
        ("晚上5点", "17:00", None),
        ("晚8点", "20:00", None),
        ("晚上12点", "24:00", None),
        ("凌晨1点", "1:00", None),
        ("凌晨12点", "0:00", None),
        ("0:00", "0:00", None),
        ("24:00", "24:00", None),
        ("23:59", "23:59", None),
        *((f"09:20{dash}09:30", "9:20", "9:30") for dash in "-‐‑‒–—―−─~〜～－至到"),
        ("09:20——09:30", "9:20", "9:30"),
        ("09:20 - 09:30", "9:20", "9:30"),
        ("9：20—9：30", "9:20", "9:30"),
        ("上午9时30分至10时", "9:30", "10:00"),
        ("上午9时至下午3时", "9:00", "15:00"),
        ("下午2:30-4:30", "14:30", "16:30"),
        ("下午1:00-2:00", "13:00", "14:00"),
        ("下午2:30-17:00", "14:30", "17:00"),
        ("中午11:30-1:00", "11:30", "13:00"),
        ("晚上7点-9点半", "19:00", "21:30"),
        ("晚上8点-12点", "20:00", "24:00"),
        ("22:30-次日0:30", "22:30", "24:30"),
        ("22:30至翌日 0:30", "22:30", "24:30"),
        ("22:30-24:00", "22:30", "24:00"),
        ("10:00-09:00", "10:00", "9:00"),
        ("上午11:30-1:00", "11:30", "1:00"),
        ("09:20-", "9:20", None),
        ("09:20 起", "9:20", None),
        ("09:20开始", "9:20", None),
    ],
)
def test_times(typed, start, end):
    assert read_time_range(typed, None) == TimeRange(hm(start), None if end is None else hm(end))


@cases("typed", ["约9:20", "大约 9:20", "9:20左右", "9:20 前后", "约9:20左右"])
def test_times_about(typed):
    assert read_time_range(typed, None) == TimeRange(hm("9:20"), approximate=True)


@cases("typed", ["上午", "下午", "晚上", "全天", "中午"])
def test_parts_of_the_day(typed):
    assert read_time_range(typed, None) == TimeRange(None, part=typed)


@cases("typed", ["待填", "待定", "TODO", "××"])
def test_a_time_to_be_filled_in(typed):
    assert read_time_range(typed, None) == TimeRange(None, unfilled=True)


@cases(
    ("typed", "problem"),
    [
        ("25:00", "“25:00”不是钟点"),
        ("24:01", "“24:01”不是钟点"),
        ("9:60", "“9:60”不是钟点"),
        ("9点60分", "“9点60分”不是钟点"),
        ("9:30-25:00", "“9:30-25:00”不是钟点"),
        ("上午15:00", "“上午15:00”里的“上午”和钟点对不上"),
        ("上午13时", "“上午13时”里的“上午”和钟点对不上"),
        ("晚上1点", "“晚上1点”里的“晚上”和钟点对不上"),
        ("晚上4点", "“晚上4点”里的“晚上”和钟点对不上"),
        ("晚上12:30", "“晚上12:30”里的“晚上”和钟点对不上"),
        ("9:3", "“9:3”不是能识别的时间"),
        ("9:300", "“9:300”不是能识别的时间"),
        ("9", "“9”不是能识别的时间"),
        ("09:20 09:30", "“09:20 09:30”不是能识别的时间"),
        ("09:20-09:30-09:40", "“09:20-09:30-09:40”不是能识别的时间"),
        ("约", "“约”不是能识别的时间"),
        ("-9:20", "“-9:20”不是能识别的时间"),
        ("早饭后", "“早饭后”不是能识别的时间"),
        ("٩:٣٠", "“٩:٣٠”不是能识别的时间"),
        ([], "这里应当是一个值，不是列表或下级字段"),
        (None, "这里没有填写内容"),
    ],
)
def test_what_is_no_time(typed, problem):
    assert refusal(read_time_range, typed) == problem


@cases(
    ("typed", "hint"),
    [
        ("24:30", "过了零点写 次日00:30；次日才开始的，写在第二天"),
        ("22:00-25:05", "过了零点写 次日01:05；次日才开始的，写在第二天"),
        ("29:59", "过了零点写 次日05:59；次日才开始的，写在第二天"),
        ("30:00", "写成 09:30，小时 0–24，分钟 0–59"),
        ("24:60", "写成 09:30，小时 0–24，分钟 0–59"),
        ("23:60", "写成 09:30，小时 0–24，分钟 0–59"),
    ],
)
def test_an_hour_past_midnight_is_one_of_the_next_day(typed, hint):
    with pytest.raises(PydanticCustomError) as caught:
        read_time_range(typed, None)
    assert caught.value.context is not None
    assert caught.value.context["hint"] == hint


@pytest.mark.parametrize(("read", "typed"), [(read_moment, "2026-05-11 25:00"), (read_due, "T-1 25:00")])
def test_an_hour_past_midnight_of_a_moment_is_told_by_its_date(read, typed):
    with pytest.raises(PydanticCustomError) as caught:
        read(typed, VISIT)
    assert caught.value.context is not None
    assert caught.value.context["hint"] == "过了零点写第二天的日期和 01:00"


def test_a_moment_may_begin_with_eight_digits():
    assert str(read_moment("20260511 9:20", None)) == "2026-05-11 09:20"
    assert str(read_due("20260509 17:00", VISIT)) == "2026-05-09 17:00"


@given(st.integers(0, 1440), st.integers(0, 1440))
def test_every_time_comes_back_as_it_is_printed(start, end):
    given_ = TimeRange(start, end)

    assert read_time_range(str(given_), None) == given_


@given(st.integers(0, 1440), st.integers(1441, 2880))
def test_a_time_over_midnight_comes_back_as_it_is_printed(start, end):
    assert read_time_range(str(TimeRange(start, end)), None) == TimeRange(start, end)


@cases(
    ("minutes", "text"),
    [(0, "00:00"), (570, "09:30"), (1439, "23:59"), (1440, "24:00"), (1441, "次日00:01"), (2880, "次日24:00")],
)
def test_clock(minutes, text):
    assert clock(minutes) == text


def test_length_and_sure_end():
    assert TimeRange(540, 570).minutes == 30
    assert TimeRange(540).minutes is None
    assert TimeRange(540, 570).sure_end == 570
    assert TimeRange(540).sure_end == 540
    assert TimeRange(None, part="下午").sure_end is None
    assert str(TimeRange(540, approximate=True)) == "约09:00"
    assert str(TimeRange(None, part="下午")) == "下午"


@cases(
    ("typed", "minute"),
    [
        ("2026-05-11 09:20", "9:20"),
        ("2026-05-11T09:20", "9:20"),
        ("2026-05-11，09:20", "9:20"),
        ("2026年5月11日上午9时20分", "9:20"),
        ("5月11日下午3点", "15:00"),
        ("5月11日 周一 9:20", "9:20"),
        ("2026-05-11", None),
        ("5月11日", None),
    ],
)
def test_moments(typed, minute):
    moment = read_moment(typed, VISIT)

    assert moment == Moment(Day(2026, 5, 11), None if minute is None else hm(minute))


@cases(
    ("typed", "problem"),
    [
        ("09:20", "“09:20”没有写明是哪一天"),
        ("2026-05-11 9", "“2026-05-11 9”不是能识别的时间"),
        ("2026-05-119:20", "“2026-05-119:20”不是能识别的时间"),
        ("2026-05-11 25:00", "“2026-05-11 25:00”不是钟点"),
        ("2026-02-30 09:20", "“2026-02-30 09:20”不是日历上的日子"),
        ("2026-05-11T", "“2026-05-11T”不是能识别的时间"),
        ("同意", "“同意”不是能识别的时间"),
    ],
)
def test_what_is_no_moment(typed, problem):
    assert refusal(read_moment, typed) == problem


def test_a_time_alone_is_clear_within_a_visit_of_one_day():
    assert read_moment("09:20", ONE_DAY) == Moment(Day(2026, 5, 11), 560)


def test_moments_are_ordered_and_a_day_comes_before_its_times():
    day, midnight, morning, next_day = (
        read_moment(typed, VISIT) for typed in ("5月11日", "5月11日 0:00", "5月11日 9:20", "5月12日")
    )

    assert sorted([next_day, morning, midnight, day]) == [day, midnight, morning, next_day]
    assert day <= midnight
    assert not midnight <= day
    assert day.at(600) == dt.datetime(2026, 5, 11, 10)
    assert read_moment("5月11日 24:00", VISIT).at() == dt.datetime(2026, 5, 12)
    assert str(morning) == "2026-05-11 09:20"
    assert str(day) == "2026-05-11"


@cases(
    ("typed", "due"),
    [
        ("T", Due()),
        ("T-3", Due(offset=-3)),
        ("t-3", Due(offset=-3)),
        ("Ｔ－３", Due(offset=-3)),
        ("T—3", Due(offset=-3)),
        ("T − 3", Due(offset=-3)),
        ("T-3天", Due(offset=-3)),
        ("T+2", Due(offset=2)),
        ("T＋2", Due(offset=2)),
        ("T-3w", Due(offset=-3, working_days=True)),
        ("T-1 17:00", Due(offset=-1, minute=hm("17:00"))),
        ("T-1下午5点", Due(offset=-1, minute=hm("17:00"))),
        ("T-3w 9：30", Due(offset=-3, working_days=True, minute=hm("9:30"))),
        ("L", Due(from_last=True)),
        ("L+3", Due(offset=3, from_last=True)),
        ("Ｌ＋３天", Due(offset=3, from_last=True)),
        ("l-1 17:00", Due(offset=-1, minute=hm("17:00"), from_last=True)),
        ("L+3w", Due(offset=3, working_days=True, from_last=True)),
        ("待填", Due(unfilled=True)),
        ("2026-05-09 17:00", Due(Moment(Day(2026, 5, 9), hm("17:00")))),
        ("5月9日", Due(Moment(Day(2026, 5, 9)))),
    ],
)
def test_deadlines(typed, due):
    assert read_due(typed, VISIT) == due


@cases("typed", ["T-", "T3", "T-3x", "T-1000", "T-1 25时", "T-1 晚上1点", "三天前", "-3", "T--", "L3", "LT", "L--1"])
def test_what_is_no_deadline(typed):
    assert typed in refusal(read_due, typed)


def test_the_hint_of_a_deadline_tells_both_ways():
    with pytest.raises(PydanticCustomError) as caught:
        read_due("三天前", VISIT)

    assert caught.value.context["hint"] == "写成 T-3、T-1 17:00、L+3（T 为首日，L 为末日）或 2026-05-09 17:00"


@cases(
    ("typed", "moment"),
    [
        ("T-3", "2026-05-08 23:59"),
        ("T", "2026-05-11 23:59"),
        ("T+2 08:00", "2026-05-13 08:00"),
        ("T-1 24:00", "2026-05-11 00:00"),
        ("2026-05-09 17:00", "2026-05-09 17:00"),
        ("2026-05-09", "2026-05-09 23:59"),
        # Labour Day 2026 is 1 to 5 May, and Saturday the 9th is worked in exchange: 8, 9, then 7.
        ("T-1w", "2026-05-09 23:59"),
        ("T-3w", "2026-05-07 23:59"),
        ("T+1w", "2026-05-12 23:59"),
        # The visit ends on Tuesday the 12th.
        ("L", "2026-05-12 23:59"),
        ("L+3", "2026-05-15 23:59"),
        ("L-1 17:00", "2026-05-11 17:00"),
        ("L+4w", "2026-05-18 23:59"),
        ("L-2w", "2026-05-09 23:59"),
    ],
)
def test_when_a_deadline_falls(typed, moment):
    assert read_due(typed, VISIT).at(DATES) == dt.datetime.fromisoformat(moment)


def test_first_and_last_day_are_the_same_in_a_visit_of_one():
    day = read_dates("2026-05-11", None)

    assert read_due("L+3", VISIT).on(day) == read_due("T+3", VISIT).on(day) == dt.date(2026, 5, 14)


@cases("typed", ["T", "T-3", "T+2", "T-3w", "T-1 17:00", "L", "L+3w", "L-1 17:00", "2026-05-09 17:00", "2026-05-09"])
def test_a_deadline_comes_back_as_it_is_printed(typed):
    assert str(read_due(typed, VISIT)) == typed


def test_a_deadline_to_be_filled_in_prints_nothing():
    assert str(Due(unfilled=True)) == ""


@cases(
    ("typed", "minutes"),
    [
        ("20", 20),
        (20, 20),
        ("20分钟", 20),
        ("20 分", 20),
        ("２０", 20),
        ("0", 0),
        ("20.0", 20),
        ("1小时", 60),
        ("1小时30分", 90),
        ("1个小时30", 90),
        ("1个半小时", 90),
        ("半小时", 30),
        ("半个小时", 30),
    ],
)
def test_lengths_of_time(typed, minutes):
    assert read_minutes(typed, None) == minutes


@cases("typed", ["-5", "1.5", "20秒", "小时", "分钟", "12345", "半", "1小时半天"])
def test_what_is_no_length_of_time(typed):
    assert refusal(read_minutes, typed) == f"“{typed}”不是分钟数"


@given(st.text(max_size=20) | st.text("0123456789:：-—至时点分日月年T上下午次约 .", max_size=14))
def test_no_text_breaks_a_reader(text):
    for read in (read_day, read_dates, read_time_range, read_moment, read_due, read_minutes):
        for visit in (None, VISIT, ONE_DAY):
            with suppress(PydanticCustomError):
                read(text, visit)
