"""Numbers, lengths, times and guests that a text tells of."""

from __future__ import annotations

import datetime as dt

from jiedai.model.spoken import numeral
from jiedai.visit.told import Heads, days_told, guests_told, length_told, times_told

NUMERALS = {"8": 8, "120": 120, "三": 3, "两": 2, "十": 10, "十二": 12, "二十": 20, "三十五": 35, "人": 0}
LENGTHS = {"共三天": 3, "两天一晚": 2, "当日往返": 1, "共两天半": 3, "座谈": None}
GUESTS = {
    "省厅一行8人": [Heads(8, True, "一行8人")],
    "来宾十二人": [Heads(12, True, "来宾十二人")],
    "8位来宾": [Heads(8, False, "8位来宾")],
    "另有来宾2人": [],
    "8个展位，欢迎光临": [],
    "工作人员8人": [],
    "欢迎来宾": [],
}


def test_numerals():
    assert {text: numeral(text) for text in NUMERALS} == NUMERALS


def test_lengths():
    assert {text: length_told(text) for text in LENGTHS} == LENGTHS


def test_guests():
    assert {text: list(guests_told(text)) for text in GUESTS} == GUESTS


NEAR = dt.date(2026, 5, 11)
DAYS = {
    "比分3-5，5月12日再来": [("05-12", "05-12")],
    "5月12日至14日": [("05-12", "05-14")],
    "2月30日到，3月1日走": [("03-01", "03-01")],
    "3-5人": [],
}


def test_days():
    found = {text: [(f"{one.first:%m-%d}", f"{one.last:%m-%d}") for one in days_told(text, NEAR)] for text in DAYS}
    assert found == DAYS


TIMES = {
    "25:00不算，9:30到": [(570, 570, False)],
    "12:00用餐": [(720, 720, True)],
    "11:59到": [(719, 719, False)],
    "09:30到": [(570, 570, True)],
    "上午9:30到": [(570, 570, True)],
    "下午2点至3点半": [(840, 930, True)],
}


def test_times_and_whether_the_half_of_the_day_is_sure():
    assert {text: [(one.start, one.end, one.sure) for one in times_told(text)] for text in TIMES} == TIMES
