from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from jiedai.seating.layout import Counts, Settings
from jiedai.seating.shapes import shape
from jiedai.seating.shapes.tables import deal, table_rows
from tests.seating.samples import told


@given(st.integers(1, 40))
def test_every_table_stands_once_and_the_higher_ones_are_farther_from_the_door(tables):
    rows = table_rows(tables)

    assert sorted(number for row in rows for number in row) == list(range(1, tables + 1))
    assert all(max(row) < min(after) for row, after in itertools.pairwise(rows))
    assert max(map(len, rows)) <= 5


def test_many_tables_are_dealt_out_to_rows():
    assert table_rows(7) == [[3, 1, 2, 4], [6, 5, 7]]


@given(st.lists(st.integers(2, 12), min_size=1, max_size=6), st.data())
def test_everybody_for_whom_there_is_a_seat_gets_one_and_every_table_a_host(sizes, data):
    guests = data.draw(st.integers(1, sum(sizes)))
    hosts = data.draw(st.integers(0, sum(sizes) - guests))

    dealt = deal(tuple(sizes), Counts(guests + hosts, guests, hosts))

    assert sorted(ordinal for table in dealt for ordinal in table[0]) == list(range(1, guests + 1))
    assert [ordinal for table in dealt for ordinal in table[0]] == list(range(1, guests + 1))
    assert sorted(ordinal for table in dealt for ordinal in table[1]) == list(range(1, hosts + 1))
    assert all(len(table[0]) + len(table[1]) <= size for table, size in zip(dealt, sizes, strict=True))
    if hosts >= len(sizes):
        assert all(table[1] for table in dealt)


def test_the_main_table_has_the_main_host_and_the_chief_guest():
    layout = shape("tables").layout(Counts(23, 18, 5), Settings())

    first = layout.groups()["1号桌"]
    assert told(first[0]) == "H1"
    assert told(first[-1]) == "G1"
    assert told(first[1]) == "G2"
    assert list(layout.groups()) == ["2号桌", "1号桌", "3号桌"]
