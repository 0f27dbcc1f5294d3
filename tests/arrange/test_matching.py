"""Minimum-cost perfect matching against brute force."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiedai.arrange.matching import cheapest_pairs


def brute(n, costs):
    """The least cost of a perfect matching; None where there is none."""
    both = {**costs, **{(v, u): cost for (u, v), cost in costs.items()}}

    def least(left):
        if not left:
            return 0
        first, *rest = left
        found = []
        for other in rest:
            if (first, other) in both:
                below = least([one for one in rest if one != other])
                if below is not None:
                    found.append(both[first, other] + below)
        return min(found, default=None)

    return least(list(range(n)))


def cost_of(mates, costs):
    both = {**costs, **{(v, u): cost for (u, v), cost in costs.items()}}
    assert all(mates[mates[u]] == u != mates[u] for u in range(len(mates)))
    return sum(both[u, v] for u, v in enumerate(mates) if u < v)


@st.composite
def graphs(draw):
    n = draw(st.integers(0, 4)) * 2
    edges = [edge for edge in itertools.combinations(range(n), 2) if draw(st.integers(0, 3))]
    return n, {edge: draw(st.integers(0, 12)) for edge in edges}


@given(graphs())
@settings(max_examples=400)
def test_as_cheap_as_brute_force(graph):
    n, costs = graph
    mates = cheapest_pairs(n, costs)
    best = brute(n, costs)
    assert (None if mates is None else cost_of(mates, costs)) == best


@pytest.mark.parametrize("seed", range(40))
def test_blossoms_within_blossoms(seed):
    """Sparse graphs of ten with costs that differ little have many odd rings."""
    chance = random.Random(seed)
    n = 10
    costs = {edge: chance.randint(0, 40) for edge in itertools.combinations(range(n), 2) if chance.random() < 0.45}
    mates = cheapest_pairs(n, costs)
    assert (None if mates is None else cost_of(mates, costs)) == brute(n, costs)


def test_an_odd_number_has_none():
    assert cheapest_pairs(3, {(0, 1): 1, (1, 2): 1, (0, 2): 1}) is None
    assert cheapest_pairs(0, {}) == []
    assert cheapest_pairs(2, {}) is None


def test_the_larger_cost_first_where_it_pays():
    # Greedy takes 0-1 for nothing and then pays 100.
    assert cheapest_pairs(4, {(0, 1): 0, (2, 3): 100, (0, 2): 10, (1, 3): 10}) == [2, 3, 0, 1]


def test_the_same_every_time():
    costs = {edge: (edge[0] * 7 + edge[1] * 3) % 5 for edge in itertools.combinations(range(40), 2)}
    assert cheapest_pairs(40, costs) == cheapest_pairs(40, dict(costs))
