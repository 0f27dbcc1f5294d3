"""What is read from names of dishes does not get worse; `python -m tests.food.measure` prints the figures."""

from __future__ import annotations

import pytest

from tests.food.measure import CLASSES, collection, score


def test_the_collection_is_large_and_has_each_dish_once() -> None:
    names = [gold.dish for gold in collection()]
    assert len(names) >= 400
    assert sorted(set(names)) == sorted(names)
    assert all(gold.has | gold.open <= {*CLASSES} for gold in collection())


@pytest.mark.parametrize("name", CLASSES)
def test_dishes_of_a_class_are_found_and_others_are_not_accused(name: str) -> None:
    one = score(name, collection())
    assert one.found >= 5
    assert one.recall >= 0.95
    assert one.precision >= 0.95
