"""What is read from names of dishes does not get worse; `python -m tests.food.measure` prints the figures."""

from __future__ import annotations

import pytest

from tests.food.measure import CLASSES, collection, lists, read, score


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


def test_lists_of_dishes_by_class() -> None:
    for name, dishes in lists().items():
        wanted = not name.startswith("!")
        wrong = [dish for dish in dishes if (name.lstrip("!") in read(dish)) is not wanted]
        assert len(wrong) <= 0.03 * len(dishes), (name, wrong)
