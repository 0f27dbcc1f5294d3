"""Values put away: in order, the same when they are taken, in memory no more than a place."""

from __future__ import annotations

import tracemalloc

import pytest

from jiedai.many.shelf import LOOSE, Shelf
from tests.batch import cases


@cases("count", [0, 1, LOOSE - 1, LOOSE, LOOSE + 1, 3 * LOOSE])
def test_values_come_back_in_their_order(count):
    shelf = Shelf[tuple[int, str]]()
    values = [(number, "值" * number) for number in range(count)]
    assert [shelf.put(value) for value in values] == list(range(count))
    assert list(shelf) == values
    assert len(shelf) == count
    assert [shelf[place] for place in reversed(range(count))] == values[::-1]
    assert shelf[1:-1:2] == values[1:-1:2]
    for place in (count, -count - 1):
        with pytest.raises(IndexError):
            shelf[place]


def test_a_few_are_not_packed_and_nothing_is_written(monkeypatch):
    monkeypatch.setattr("tempfile.TemporaryFile", None)
    shelf = Shelf[list[int]]()
    value = [1]
    for _time in range(LOOSE):
        shelf.put(value)
    assert all(one is value for one in shelf)


def test_what_is_put_after_some_was_taken_stands_behind():
    shelf = Shelf[int]()
    for number in range(LOOSE + 10):
        shelf.put(number)
        assert shelf[number] == number
        assert shelf[number // 2] == number // 2
    assert list(shelf) == list(range(LOOSE + 10))


def test_many_take_no_memory():
    shelf = Shelf[bytes]()
    tracemalloc.start()
    try:
        for _number in range(LOOSE):
            shelf.put(bytes(1000))
        before = tracemalloc.get_traced_memory()[0]
        for _number in range(1000):
            shelf.put(bytes(1000))
        assert tracemalloc.get_traced_memory()[0] - before < 100_000  # a tenth of them, the file's buffer included
    finally:
        tracemalloc.stop()
