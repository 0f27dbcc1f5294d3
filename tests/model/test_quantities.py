from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from jiedai.model.quantities import (
    MOST_PEOPLE,
    MOST_SEATS,
    Count,
    Diners,
    Presence,
    Spread,
    money,
    read_about,
    read_count,
    read_degrees,
    read_diners,
    read_kilometres,
    read_money,
    read_presence,
    read_seats,
    read_size,
    read_spread,
    read_yes,
)
from tests.batch import cases


def refusal(read, value):
    with pytest.raises(PydanticCustomError) as caught:
        read(value, None)
    return caught.value.message()


@cases(
    ("typed", "count"),
    [
        ("6", 6),
        (6, 6),
        ("0", 0),
        ("006", 6),
        ("６", 6),
        ("6人", 6),
        ("6 辆", 6),
        ("6人次", 6),
        ("1,200", 1200),
        ("1，200人", 1200),
        ("6.0", 6),
        (6.0, 6),
        ("9" * 15, 10**15 - 1),
    ],
)
def test_counts(typed, count):
    assert read_count(typed, None) == count


@cases("typed", ["-1", "6.5", "约6", "六", "6 6", ",6", "6人7", "9" * 16, "٦", "1e3", "6人左右", "NaN"])
def test_what_is_no_count(typed):
    assert refusal(read_count, typed) == f"“{typed}”不是整数"


@cases(
    ("typed", "degrees"),
    [("8", 8), (-3, -3), (8.0, 8), ("-3", -3), ("－3", -3), ("\u22123", -3), ("零下3度", -3), ("8℃", 8), ("８ °C", 8),
     ("0", 0), ("59", 59), ("-59", -59), ("5摄氏度", 5)],
)  # fmt: skip
def test_degrees(typed, degrees):
    assert read_degrees(typed, None) == degrees


@cases("typed", ["60", "-60", "八度", "8-16", "+8", "8.5", "8F", "--3", "~3", "118"])
def test_what_is_no_temperature(typed):
    assert refusal(read_degrees, typed) == f"“{typed}”不是气温"


def test_a_long_value_is_cut_in_the_message():
    assert refusal(read_count, "9" * 5000) == f"“{'9' * 39}…”不是整数"


@cases(
    ("typed", "amount"),
    [
        ("60", "60"),
        (60, "60"),
        (60.5, "60.5"),
        ("60元", "60"),
        ("￥60", "60"),
        ("¥ 60.00", "60.00"),
        ("人民币60元", "60"),
        ("６０元", "60"),
        ("1,400.50", "1400.50"),
        ("1.2万", "12000"),
        ("1.2 万元", "12000"),
        ("360元/间", "360"),
        ("60元/人/餐", "60"),
        ("60元每人", "60"),
        ("60 yuan", "60"),
        ("RMB 1,400", "1400"),
        ("CNY60", "60"),
        ("60 RMB", "60"),
        ("0", "0"),
    ],
)
def test_money(typed, amount):
    assert read_money(typed, None) == Decimal(amount)


@cases(
    "typed", ["-60", "60美元", "60 euro", "USD 60", "六十元", "60-80", "60元左右", "免费", ".5", "1e5", "60..5", "inf"]
)
def test_what_is_no_money(typed):
    assert refusal(read_money, typed) == f"“{typed}”不是金额"


@cases(("amount", "text"), [("60.00", "60"), ("60.50", "60.5"), ("12000", "12000"), ("0", "0"), ("0.10", "0.1")])
def test_money_is_printed_without_needless_zeros(amount, text):
    assert money(Decimal(amount)) == text


@given(st.decimals(0, 10**9, places=2))
def test_money_comes_back_as_it_is_printed(amount):
    assert read_money(money(amount), None) == amount


@cases(
    ("typed", "number", "about"),
    [
        ("22", 22, False),
        ("22人", 22, False),
        ("约110", 110, True),
        ("约 110 人", 110, True),
        ("大约110", 110, True),
        ("近110人", 110, True),
        ("110人左右", 110, True),
        ("110上下", 110, True),
        ("110余人", 110, True),
        ("110多人", 110, True),
        ("110来人", 110, True),
        ("１１０", 110, False),
    ],
)
def test_numbers_about(typed, number, about):
    count = read_about(typed, None)

    assert count == Count(number, about)
    assert str(count) == ("约" if about else "") + str(number)


def test_people_and_seats_have_their_most():
    assert read_about("20000人", None).number == MOST_PEOPLE
    assert refusal(read_about, "20001人") == "“20001人”人太多了"
    assert read_size("约3万人", None) == 30_000
    assert read_seats(9999, None) == read_seats("9,999座", None) == MOST_SEATS
    assert refusal(read_seats, 10_000) == "“10000”个座位太多了"
    assert refusal(read_seats, "六") == "“六”不是整数"


@cases("typed", ["-5", -5, "若干"])
def test_what_is_no_size(typed):
    assert refusal(read_size, typed) == f"“{typed}”不是人数"


@cases("typed", ["约", "若干", "-5", "100-120", "约约110"])
def test_what_is_no_number_of_people(typed):
    assert refusal(read_about, typed) == f"“{typed}”不是人数"


@cases(
    ("typed", "diners"),
    [
        (6, Diners(6)),
        ("6人", Diners(6)),
        ("约110", Diners(110)),
        (["甲", "乙"], Diners(2, ("甲", "乙"))),
        ("甲、乙", Diners(2, ("甲", "乙"))),
        ("全体", Diners(1, ("全体",))),
        ([], Diners(0)),
    ],
)
def test_diners(typed, diners):
    assert read_diners(typed, None) == diners


@cases("typed", ["6-8", "-6", "6桌人", "６.5"])
def test_what_are_no_diners(typed):
    assert refusal(read_diners, typed) == f"“{typed}”不是人数，也不是姓名"


def test_diners_are_printed_as_names_or_number():
    assert str(Diners(2, ("甲", "乙"))) == "甲、乙"
    assert str(Diners(6)) == "6"


@cases(
    ("typed", "number", "things"),
    [
        ("无", 0, ()),
        ("没有", 0, ()),
        ("不设", 0, ()),
        ("0", 0, ()),
        ("0条", 0, ()),
        (0, 0, ()),
        (False, 0, ()),
        ("False", 0, ()),
        ([], 0, ()),
        ("有", 1, ()),
        (True, 1, ()),
        ("1", 1, ()),
        ("3条", 3, ()),
        ("1,000", 1000, ()),
        ("热烈欢迎", 1, ("热烈欢迎",)),
        (["甲", "乙"], 2, ("甲", "乙")),
    ],
)
def test_things_that_are_there_or_not(typed, number, things):
    presence = read_presence(typed, None)

    assert presence == Presence(number, things)
    assert bool(presence) is (number > 0)


def test_presence_is_printed():
    assert [str(Presence(0)), str(Presence(3)), str(Presence(2, ("甲", "乙")))] == ["无", "3", "甲、乙"]


@cases("typed", ["", "  ", None, [""], [None], {"条": 1}, [[1]]])
def test_nothing_is_neither_there_nor_not(typed):
    assert refusal(read_presence, typed).startswith("这里")


@cases("typed", ["是", "有", "对", "√", "true", "True", "YES", "y", "on", "1", 1, True, "ｙｅｓ"])
def test_yes(typed):
    assert read_yes(typed, None) is True


@cases("typed", ["否", "无", "不", "×", "false", "FALSE", "no", "n", "off", "0", 0, False])
def test_no(typed):
    assert read_yes(typed, None) is False


@cases("typed", ["可能", "2", "是的吧", "-"])
def test_neither_yes_nor_no(typed):
    assert refusal(read_yes, typed) == f"“{typed}”不是“是”或“否”"


def test_a_range_of_multiples():
    for typed in ("0.9-1.5", "０．９－１．５", "0.9～1.5倍", "0.9 — 1.5", Spread(0.9, 1.5)):
        assert read_spread(typed, None) == Spread(0.9, 1.5)
    assert (read_spread("1-1", None), str(Spread(0.9, 1))) == (Spread(1, 1), "0.9-1")
    for typed in ("1.1-1.5", "0.5-0.9", "0-2", "1.5", "快-慢", "0.9-1.5-2", [0.9, 1.5], ""):
        with pytest.raises(PydanticCustomError):
            read_spread(typed, None)


@given(st.text(max_size=20) | st.text("0123456789,.，。-约余万元人/¥ ", max_size=12))
def test_no_text_breaks_a_reader(text):
    for read in (read_count, read_money, read_degrees, read_about, read_diners, read_presence, read_yes, read_spread):
        with suppress(PydanticCustomError):
            read(text, None)


@cases(("typed", "length"), [("12", "12"), ("12.5公里", "12.5"), ("１２ km", "12"), ("0.8", "0.8")])
def test_kilometres(typed, length):
    assert read_kilometres(typed, None) == Decimal(length)


@cases("typed", ["-1", "12里", "10-20", "约12", "12.345", "99999"])
def test_what_is_no_length_of_road(typed):
    assert refusal(read_kilometres, typed) == f"“{typed}”不是公里数"
