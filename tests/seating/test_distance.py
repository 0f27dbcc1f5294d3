"""Seats between two people: round a table the shorter way, along a row, over the top of a U; else none."""

from __future__ import annotations

from itertools import combinations

import pytest

from jiedai.seating.distance import at_one_table, seats_between
from tests.batch import cases
from tests.seating.samples import charts, plan

NAMES = [f"来宾{letter}" for letter in "甲乙丙丁戊己庚辛"]


def drawn(shape: str, **more: object):
    seating = {"id": "S1", "item": "A1", "shape": shape, **more}
    return charts(plan(NAMES, ["主甲", "主乙"], seating=[seating]))[0]


def test_round_a_table_the_shorter_way_counts():
    chart = drawn("round_table", people=NAMES)
    ring = [seat.name for seat in chart.seats]
    assert [seats_between(chart, ring[0], name) for name in ring[1:]] == [0, 1, 2, 3, 2, 1, 0]
    assert at_one_table(chart, ring[0], ring[3])


def test_an_empty_seat_is_between():
    chart = drawn("round_table", people=NAMES[:3])
    row = [seat.name for seat in chart.seats]
    assert None in row
    place = row.index(None)
    before, after = row[place - 1], row[(place + 1) % 4]
    assert seats_between(chart, before, after) == 1


@pytest.mark.parametrize("shape", ["dais", "photo"])
def test_along_a_row(shape):
    chart = drawn(shape, people=NAMES, rows=[5, 3])
    front = [seat.name for seat in chart.seats if seat.place.group == "1"]
    assert [seats_between(chart, front[0], name) for name in front[1:]] == [0, 1, 2, 3]
    behind = next(seat.name for seat in chart.seats if seat.place.group == "2")
    assert seats_between(chart, front[0], behind) is None
    assert not at_one_table(chart, front[0], front[1])


def test_the_principals_on_sofas_sit_side_by_side():
    chart = drawn("sofas", guests=NAMES[:3], hosts=["主甲", "主乙"])
    assert seats_between(chart, "来宾甲", "主甲") == 0
    assert seats_between(chart, "来宾乙", "主乙") == 2


def test_the_sides_of_a_long_table_are_apart():
    chart = drawn("long_table", guests=NAMES[:3], hosts=["主甲", "主乙"])
    assert seats_between(chart, "来宾甲", "主甲") is None
    assert seats_between(chart, "来宾乙", "来宾丙") == 1


def test_round_the_head_of_a_table():
    chart = drawn("long_table_end", people=NAMES[:5])
    assert sorted(seats_between(chart, "来宾甲", name) for name in NAMES[1:5]) == [0, 0, 1, 1]


@cases("shape", ["round_table", "dais", "photo", "sofas", "long_table", "long_table_end", "tables"])
def test_it_is_the_same_from_either_side(shape):
    chart = drawn(shape, guests=NAMES[:6], hosts=["主甲", "主乙"])
    pairs = list(combinations(chart.names, 2))
    assert pairs
    assert all(seats_between(chart, one, two) == seats_between(chart, two, one) for one, two in pairs)


def test_who_has_no_seat_is_nowhere():
    assert seats_between(drawn("dais", people=NAMES[:3]), "来宾甲", "来宾辛") is None
