"""Numbers, lengths, times and guests that a text tells of."""

from __future__ import annotations

from jiedai.model.spoken import numeral
from jiedai.visit.told import Heads, guests_told, length_told

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
