import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jiedai.model.choice import Kind
from jiedai.model.quantities import Count
from jiedai.workflow.drafting.answers import (
    cleaned,
    in_digits,
    is_undecided,
    read_from_unit,
    read_guests,
    read_kind,
    read_title,
    read_travel,
    read_visit_dates,
    visiting_unit,
)
from jiedai.workflow.drafting.programme import Means, Travel
from jiedai.workflow.drafting.request import Usage
from tests.batch import cases

TODAY = dt.date(2026, 6, 1)
DAY = dt.date(2026, 6, 16)
TRAIN, FLIGHT, ROAD = Means.TRAIN, Means.FLIGHT, Means.ROAD


@cases(
    "text",
    [
        "2026-06-16..2026-06-17",
        "2026-06-16 至 2026-06-17",
        "2026年6月16日至17日",
        "6月16日—6月17日",
        "２０２６－６－１６～２０２６－６－１７",
        "六月十六号到十七号",
    ],
)
def test_dates_are_read_in_every_spelling(text: str):
    dates = read_visit_dates(text, TODAY)
    assert (dates.first, dates.last) == (dt.date(2026, 6, 16), dt.date(2026, 6, 17))


@cases(
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


@cases(("text", "first"), [("12月8号", "2026-12-08"), ("1月20日", "2027-01-20"), ("3月2日", "2026-03-02")])
def test_a_date_without_a_year_is_rather_ahead_than_behind(text: str, first: str):
    assert read_visit_dates(text, TODAY).first.isoformat() == first


@cases("name", ["调研", "research", "会议", "meeting", " 督查 "])
def test_kinds_are_read_in_both_spellings(name: str):
    assert read_kind(name) in Kind


def test_an_unknown_kind_is_refused_with_the_nearest():
    with pytest.raises(Usage, match="是不是想写“research”"):
        read_kind("reserch")


@cases(
    ("text", "travel"),
    [
        ("9:20 G7401", Travel(560, TRAIN, "G7401")),
        ("9:20G7401", Travel(560, TRAIN, "G7401")),
        ("G7401次 9:20到", Travel(560, TRAIN, "G7401")),
        ("CA1735，09:20", Travel(560, FLIGHT, "CA1735")),
        ("6月16日 9：20 mu5678", Travel(560, FLIGHT, "MU5678")),
        ("6月16日上午10点20，MU5401", Travel(620, FLIGHT, "MU5401")),
        ("上午9点20分", Travel(560)),
        ("9点半，自己开车", Travel(570, ROAD)),
        ("开车来，大概十点", Travel(600, ROAD)),
        ("下午五点", Travel(1020)),
        ("下午两点三刻，坐大巴", Travel(885, ROAD)),
        ("下午三点四十乘G7418离开", Travel(940, TRAIN, "G7418")),
        ("十点二十分到，高铁", Travel(620, TRAIN)),
        ("3U8881", Travel(None, FLIGHT, "3U8881")),
        ("K1", Travel(None, TRAIN, "K1")),
        ("自驾", Travel(None, ROAD)),
        ("飞机", Travel(None, FLIGHT)),
        ("own car, 9:30", Travel(570, ROAD)),
        ("by train at 9.30", Travel(570, TRAIN)),
        ("", Travel()),
    ],
)
def test_arrival_is_a_time_a_means_and_a_number_in_any_order(text: str, travel: Travel):
    assert read_travel(text, DAY) == travel


def test_an_arrival_on_another_day_is_refused():
    with pytest.raises(Usage, match="2026-06-16"):
        read_travel("6月17日 9:20", DAY)


@cases("text", ["明天", "6人", "9点半到10点", "25:00", "晚饭前"])
def test_what_says_no_time_is_refused_with_an_example(text: str):
    with pytest.raises(Usage, match=f"“{text}”里看不出时间.*如 9:20 G7401"):
        read_travel(text, DAY)


@cases(
    ("text", "count"),
    [
        ("1", Count(1)),
        ("6人", Count(6)),
        ("六个人", Count(6)),
        ("十二人", Count(12)),
        ("9,999", Count(9999)),
        ("120余人", Count(120, True)),
        ("约120", Count(120, True)),
        ("二十多人", Count(20, True)),
    ],
)
def test_numbers_of_guests(text: str, count: Count):
    assert read_guests(text) == count


@cases("text", ["0", "10000", "几个", "-1", "约0"])
def test_numbers_of_guests_that_make_no_sense(text: str):
    with pytest.raises(Usage, match="来宾人数"):
        read_guests(text)


@cases(
    ("text", "digits"),
    [
        ("下午五点", "下午5点"),
        ("九点半", "9点半"),
        ("两点一刻", "2点一刻"),
        ("十二月十五日二十点零五分", "12月15日20点5分"),
        ("三十人", "30人"),
        ("五一广场", "五一广场"),
    ],
)
def test_small_numbers_in_words(text: str, digits: str):
    assert in_digits(text) == digits


@cases(
    ("title", "unit"),
    [
        ("省工信厅来县调研", "省工信厅"),
        ("省卫健委调研组来临溪县调研基层医疗", "省卫健委"),
        ("省应急厅检查组一行6人到县检查", "省应急厅"),
        ("德国林登费尔德市代表团来访", "德国林登费尔德市"),
        ("浙江绿源公司来县考察", "浙江绿源公司"),
        ("国家发展改革委来县", "国家发展改革委"),
        ("全市基层卫生健康工作现场会", ""),
        ("老同学来访", ""),
        ("来访", ""),
    ],
)
def test_the_visiting_unit_of_a_title(title: str, unit: str):
    assert visiting_unit(title) == unit


def test_a_unit_is_a_name():
    assert read_from_unit(" 省农业农村厅， ") == "省农业农村厅"
    for text in ("", "6", "，"):
        with pytest.raises(Usage, match="单位"):
            read_from_unit(text)


@cases("text", ["", " ", "0", "待定", "待填", "还没定", "不知道。", "-", "无", "TBD", "Unknown"])
def test_answers_that_leave_it_open(text: str):
    assert is_undecided(text)


@cases("text", ["1", "许静", "9:20", "无锡市"])
def test_answers_that_do_not(text: str):
    assert not is_undecided(text)


def test_what_keys_leave_in_a_terminal_is_no_answer():
    assert cleaned("省厅\x1b[D\x1b[D\x7f\x08 来\u200b县\x1bOA") == "省厅 来县"


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


PARTS = [
    "9:20",
    "九点半",
    "下午",
    "G7401",
    "CA1735",
    "自驾",
    "开车",
    "约",
    "120",
    "余人",
    "十",
    "6月16日",
    "，",
    "点",
    "到",
    "月",
]
WORDS = st.lists(st.sampled_from((*PARTS, " "))).map("".join)
READERS = [
    read_kind,
    read_from_unit,
    read_guests,
    in_digits,
    visiting_unit,
    lambda text: read_travel(text, DAY),
    lambda text: read_visit_dates(text, TODAY),
]


@given(st.text() | WORDS, st.sampled_from(READERS))
@example("十十点", in_digits)
@example("²人", read_guests)
@example("九点²", READERS[-2])
@example("\ud800", READERS[-1])
def test_no_answer_raises_anything_but_a_refusal(text: str, read):
    with suppress(Usage):
        read(text)


def test_a_word_beside_a_time_is_named() -> None:
    with pytest.raises(Usage, match=r"^看不懂“青岚站”；只写几点和怎么走"):
        read_travel("14:10 G7301 青岚站", dt.date(2026, 9, 15))
