from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from jiedai.documents import wording
from jiedai.documents.view import NOTHING
from jiedai.model.choice import MealForm
from jiedai.model.moments import Moment
from jiedai.model.quantities import Count, Diners
from jiedai.model.times import DAY_MINUTES, DateRange, Day, TimeRange, read_time_range
from tests.batch import cases


def at(clock: str) -> int:
    hour, _, minute = clock.partition(":")
    return int(hour) * 60 + int(minute)


@cases(
    ("clock", "text"),
    [
        ("0:00", "凌晨0:00"), ("4:59", "凌晨4:59"), ("5:00", "早上5:00"), ("7:59", "早上7:59"), ("8:00", "上午8:00"),
        ("9:05", "上午9:05"), ("11:59", "上午11:59"), ("12:00", "中午12:00"), ("12:59", "中午12:59"),
        ("13:00", "下午1:00"), ("14:30", "下午2:30"), ("17:59", "下午5:59"), ("18:00", "晚上6:00"),
        ("19:00", "晚上7:00"), ("23:59", "晚上11:59"), ("24:00", "晚上12:00"), ("24:30", "次日凌晨0:30"),
        ("33:30", "次日上午9:30"),
    ],
)  # fmt: skip
def test_clock_times_on_both_sides_of_each_part_of_the_day(clock: str, text: str) -> None:
    assert wording.clock(at(clock)) == text


@cases(
    ("typed", "text", "column"),
    [
        ("09:20-09:30", "上午9:20—9:30", "9:20—9:30"),
        ("11:50-12:40", "上午11:50—中午12:40", "11:50—12:40"),
        ("12:00-12:59", "中午12:00—12:59", "12:00—12:59"),
        ("12:30-13:00", "中午12:30—下午1:00", "12:30—13:00"),
        ("22:30-次日0:30", "晚上10:30—次日凌晨0:30", "22:30—次日0:30"),
        ("22:30-24:00", "晚上10:30—12:00", "22:30—24:00"),
        ("约15:00", "约下午3:00", "约15:00"),
        ("15:00", "下午3:00", "15:00"),
        ("下午", "下午", "下午"),
        ("待填", "待定", "待定"),
    ],
)
def test_times_as_words_and_in_a_column(typed: str, text: str, column: str) -> None:
    time = read_time_range(typed, None)
    assert wording.time(time) == text
    assert wording.time24(time) == column


def test_times_with_english_labels() -> None:
    assert wording.time(TimeRange(at("9:20"), at("14:30")), "en") == "09:20–14:30"
    assert wording.time(TimeRange(None, part="下午"), "en") == "afternoon"
    assert wording.time24(TimeRange(at("15:00"), approximate=True), "en") == "about 15:00"


@given(st.integers(0, 2 * DAY_MINUTES - 1))
def test_two_minutes_never_read_the_same(minute: int) -> None:
    assert wording.clock(minute) != wording.clock((minute + 1) % (2 * DAY_MINUTES))


@cases(
    ("first", "last", "text"),
    [
        ((2026, 5, 11), (2026, 5, 11), "2026年5月11日"),
        ((2026, 5, 11), (2026, 5, 12), "2026年5月11日至12日"),
        ((2026, 5, 31), (2026, 6, 1), "2026年5月31日至6月1日"),
        ((2026, 12, 31), (2027, 1, 1), "2026年12月31日至2027年1月1日"),
    ],
)
def test_the_days_of_a_visit(first: tuple[int, int, int], last: tuple[int, int, int], text: str) -> None:
    dates = DateRange(Day.on(dt.date(*first)), Day.on(dt.date(*last)))
    assert wording.days(dates) == text
    assert str(wording.printed(dates)) == text


def test_days_with_english_labels() -> None:
    may, june = Day.on(dt.date(2026, 5, 31)), Day.on(dt.date(2026, 6, 1))
    assert wording.days(DateRange(may, june), "en") == "31\u00a0May–1\u00a0June 2026"
    assert wording.days(DateRange(may, may), "en") == "31\u00a0May 2026"
    assert wording.weekday_day(may, "en") == "Sunday, 31\u00a0May"


def test_weekdays_and_moments() -> None:
    monday = Day.on(dt.date(2026, 5, 11))
    assert wording.weekday_day(monday) == "5月11日（星期一）"
    assert wording.weekday(monday + dt.timedelta(days=6)) == "星期日"
    assert wording.moment(Moment(monday)) == "5月11日"
    assert wording.moment(Moment(monday, 17 * 60)) == "5月11日17:00"
    assert wording.stamp(dt.datetime(2026, 5, 8, 9, 5)) == "2026年5月8日9:05"


@cases(
    ("name", "spaced"),
    [
        ("李娜", "李\u3000娜"), ("陈志远", "陈志远"), ("欧阳靖宇", "欧阳靖宇"), ("阿依努尔·买买提", "阿依努尔·买买提"),
        ("Li", "Li"), ("李", "李"), ("李A", "李A"), ("㐀𠀀", "㐀\u3000𠀀"),
    ],
)  # fmt: skip
def test_only_names_of_two_characters_are_spaced_in_a_column(name: str, spaced: str) -> None:
    assert wording.column_name(name) == f"<nobr>{spaced}</nobr>"


def test_names_stay_whole_and_are_escaped() -> None:
    assert wording.names(["林峰", "<b>", "A  B"]) == "<nobr>林峰</nobr>、<nobr>&lt;b&gt;</nobr>、<nobr>A B</nobr>"
    assert wording.names(["Lin", "Shen"], "en") == "<nobr>Lin</nobr>, <nobr>Shen</nobr>"


@cases(
    ("typed", "number"),
    [("13900000201", "13900000201"), ("0570-5550100转8", "05705550100"), ("+49 30 1234", "+49301234")],
)
def test_telephone_numbers_can_be_dialled(typed: str, number: str) -> None:
    assert wording.phone(typed) == f'<a href="tel:{number}">{typed}</a>'


def test_a_number_still_to_be_filled_in_is_no_link() -> None:
    assert wording.phone("待填") == "<nobr>待填</nobr>"


@cases(
    ("value", "text"),
    [
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (19, "十九"),
        (20, "二十"),
        (21, "二十一"),
        (99, "九十九"),
        (100, "100"),
    ],
)
def test_numerals(value: int, text: str) -> None:
    assert wording.numeral(value) == text


def test_rungs_of_the_ladder() -> None:
    assert (wording.rung(3), wording.subrung(3)) == ("三、", "（三）")
    assert (wording.rung(3, "en"), wording.subrung(3, "en")) == ("3. ", "(3) ")


def test_money_sentences_and_duties() -> None:
    assert wording.yuan(Decimal("60.00")) == "60元"
    assert wording.yuan(Decimal("1200.50")) == "1200.5元"
    assert wording.sentence("随行医生处置。") == "随行医生处置"
    assert wording.duty("liaison") == "联络"
    assert wording.duty("联络", "en") == "liaison"
    assert wording.duty("写横幅") == "写横幅"


def test_what_is_printed_without_a_filter() -> None:
    assert wording.printed("一\n<二>") == Markup("一<br/>&lt;二&gt;")
    assert wording.printed(True) == "是"
    assert wording.printed(False, "en") == "no"
    assert wording.printed(MealForm.WORKING_MEAL) == "工作餐"
    assert wording.printed(MealForm.WORKING_MEAL, "en") == "working meal"
    assert wording.printed(("甲", "<乙>")) == "甲、&lt;乙&gt;"
    assert wording.printed(None) is NOTHING
    assert wording.printed(7) == 7


def test_every_filter_passes_over_what_is_hidden() -> None:
    for language in ("zh", "en"):
        for function in wording.filters(language).values():
            assert function(NOTHING) is NOTHING
            assert function(None) is NOTHING


@cases(
    ("name", "value", "printed"),
    [
        ("day", dt.date(2026, 5, 11), '<time datetime="2026-05-11">5月11日</time>'),
        ("full_day", Day(2026, 5, 11), '<time datetime="2026-05-11">2026年5月11日</time>'),
        ("full_day", dt.datetime(2026, 5, 11, 9), "2026年5月11日"),
        ("moment", Moment(Day(2026, 5, 9), 17 * 60), '<time datetime="2026-05-09T17:00">5月9日17:00</time>'),
        ("moment", Moment(Day(2026, 5, 9)), '<time datetime="2026-05-09">5月9日</time>'),
        ("time24", TimeRange(14 * 60), '<time datetime="14:00">14:00</time>'),
        ("time24", TimeRange(14 * 60, 15 * 60), "14:00—15:00"),
        ("time24", TimeRange(14 * 60, approximate=True), "约14:00"),
        ("time24", TimeRange(25 * 60), "次日1:00"),
        ("clock", 9 * 60, '<time datetime="09:00">9:00</time>'),
        ("yuan", Decimal("60"), '<data value="60">60元</data>'),
        ("number", Count(6), '<data value="6">6</data>'),
        ("number", Count(110, True), "约110"),
        ("number", Diners(2, ("甲", "<乙>")), "甲、<乙>"),
        ("number", 0, '<data value="0">0</data>'),
    ],
)
def test_what_is_one_value_says_so(name: str, value: object, printed: str) -> None:
    made = wording.filters("zh")[name](value)
    assert made == printed
    assert isinstance(made, Markup) is made.startswith("<")


@cases(
    ("amount", "words"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("10.05", "壹拾元零伍分"),
        ("500", "伍佰元整"),
        ("1820.36", "壹仟捌佰贰拾元叁角陆分"),
        ("10080.5", "壹万零捌拾元伍角整"),
        ("100000", "壹拾万元整"),
        ("1005000", "壹佰万零伍仟元整"),
        ("100000001", "壹亿零壹元整"),
        ("-20", "负贰拾元整"),
        ("999999999999", "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元整"),
        ("1000000000000", "1000000000000元"),
    ],
)
def test_an_amount_is_written_in_words(amount: str, words: str) -> None:
    assert wording.yuan_in_words(Decimal(amount)) == words
    assert wording.yuan_in_words(Decimal("500"), "en") == "500 yuan"
