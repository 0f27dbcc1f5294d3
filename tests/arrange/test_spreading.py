"""Groups over cars: the cheapest of all spreads, and an honest bound where the search is cut short."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from jiedai.arrange.spreading import Cell, spread


def points_of(cells, counts):
    """The points of a spread, told from the beginning."""
    total, used = 0, {}
    for cell, some in zip(cells, counts, strict=True):
        total += sum(count * point for count, point in zip(some, cell.points, strict=True))
        for group, each in cell.groups:
            places = used.setdefault(group, (each, set()))[1]
            places |= {place for place, count in enumerate(some) if count}
    return total + sum(each * max(len(places) - 1, 0) for each, places in used.values())


def shares(size, places):
    return [some for some in product(range(size + 1), repeat=places) if sum(some) == size]


@st.composite
def problems(draw):
    places = draw(st.integers(1, 3))
    cells = [
        Cell(
            draw(st.integers(1, 3)),
            tuple(draw(st.integers(0, 4)) for _place in range(places)),
            tuple((group, 7) for group in draw(st.sets(st.integers(0, 2), max_size=2))),
        )
        for _cell in range(draw(st.integers(1, 4)))
    ]
    return cells, [draw(st.integers(0, 5)) for _place in range(places)]


@given(problems())
@settings(max_examples=300)
def test_the_cheapest_of_all(problem):
    cells, rooms = problem
    found = spread(cells, rooms)
    ways = [
        counts
        for counts in product(*(shares(cell.size, len(rooms)) for cell in cells))
        if all(sum(some[place] for some in counts) <= room for place, room in enumerate(rooms))
    ]
    if not ways:
        assert found is None
        return
    best = min(points_of(cells, counts) for counts in ways)
    assert (found.points, found.bound) == (best, best)
    assert points_of(cells, found.counts) == best
    assert found.counts in ways


def test_a_search_cut_short_says_how_far_off_it_may_be():
    cells = [Cell(5, (1, 2, 3), ((number % 4, 10),)) for number in range(8)]
    exact, cut = spread(cells, [15, 15, 15]), spread(cells, [15, 15, 15], steps=3)
    assert cut.bound <= exact.points <= cut.points
    assert cut.bound < cut.points
    assert points_of(cells, cut.counts) == cut.points


def test_a_group_that_fits_is_not_split():
    found = spread([Cell(4, (0, 0), ((0, 60),)), Cell(3, (0, 0), ((1, 60),))], [4, 4])
    assert found.counts == ((4, 0), (0, 3))
    assert found.points == 0


def test_nobody_left_standing():
    assert spread([Cell(5, (0, 0))], [2, 2]) is None
    assert spread([Cell(4, (0, 0))], [2, 2]).counts == ((2, 2),)
    assert spread([], []).points == 0


def test_a_place_without_seats_stays_empty_where_not_all_is_tried():
    cells = [Cell(3, (0, 0, 0, 0, 0), ((number, 60),)) for number in range(14)]
    found = spread(cells, [0, 9, 10, 12, 15], steps=50)

    assert all(row[0] == 0 for row in found.counts)
    assert points_of(cells, found.counts) == found.points
