"""What clashes and what has to give, against brute force over all sets of demands."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from jiedai.arrange.demands import Demand, OutOfReach, clash_of


@st.composite
def quarrels(draw):
    """Demands with prices, some that cannot give, and sets of them that clash."""
    count = draw(st.integers(1, 7))
    demands = [
        Demand(key, f"要求{key}", relief="让步" if draw(st.booleans()) else "", price=draw(st.integers(1, 4)))
        for key in range(count)
    ]
    sets = st.sets(st.integers(0, count - 1), min_size=1, max_size=3)
    return demands, [frozenset(some) for some in draw(st.lists(sets, max_size=5))]


@given(quarrels())
def test_a_clash_is_minimal_and_its_relief_the_cheapest(quarrel):
    demands, clashing = quarrel

    def met(keys):
        return not any(some <= keys for some in clashing)

    found = clash_of(demands, met)
    keys = frozenset(demand.key for demand in demands)
    if met(keys):
        assert found is None
        return
    core = frozenset(demand.key for demand in found.demands)
    assert not met(core)
    assert all(met(core - {key}) for key in core)
    assert all(met(frozenset(part)) for size in range(len(core)) for part in itertools.combinations(core, size))
    reliefs = [
        some
        for size in range(len(demands) + 1)
        for some in itertools.combinations([demand for demand in demands if demand.relief], size)
        if met(keys - {demand.key for demand in some})
    ]
    if not reliefs:
        assert found.relief is None
        return
    best = min((sum(demand.price for demand in some), len(some)) for some in reliefs)
    assert (sum(demand.price for demand in found.relief), len(found.relief)) == best
    assert met(keys - {demand.key for demand in found.relief})
    assert found.sure


def test_demands_come_in_the_order_given():
    demands = [Demand(key, "", relief="x") for key in "abcdef"]
    found = clash_of(demands, lambda keys: not {"e", "b"} <= keys)
    assert [demand.key for demand in found.demands] == ["b", "e"]


def test_few_questions_for_few_among_many():
    asked = []

    def met(keys):
        asked.append(keys)
        return not {17, 181} <= keys

    clash_of([Demand(key, "", relief="x") for key in range(200)], met)
    assert len(asked) < 60


def test_a_search_without_an_answer_is_not_sure():
    def met(keys):
        if len(keys) > 2:
            return False
        raise OutOfReach

    found = clash_of([Demand(key, "", relief="x") for key in range(4)], met)
    assert not found.sure


def test_too_many_choices_leave_the_relief_open():
    # Any eight of many clash, so some forty must give: which ones cannot be weighed out.
    found = clash_of([Demand(key, "", relief="x") for key in range(48)], lambda keys: len(keys) < 8)
    assert len(found.demands) == 8
    assert (found.relief, found.sure, found.weighed) == (None, True, False)
