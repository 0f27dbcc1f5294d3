"""OR-Tools as an extra: nothing without it, the same optimum with it."""

from __future__ import annotations

import pytest

from jiedai.arrange import solver
from jiedai.arrange.solver import better_spread
from jiedai.arrange.spreading import Cell, spread

CELLS = [Cell(3, (0, 1, 2), ((number % 3, 60), (10 + number, 30))) for number in range(7)]
ROOMS = [8, 8, 6]


def test_without_it_nothing_is_said(monkeypatch):
    monkeypatch.setattr(solver, "installed", lambda: False)
    assert better_spread(CELLS, ROOMS, spread(CELLS, ROOMS)) is None


def test_with_it_the_optimum_is_the_same_and_the_same_every_time():
    pytest.importorskip("ortools")
    exact = spread(CELLS, ROOMS)
    assert exact.points == exact.bound
    found = [better_spread(CELLS, ROOMS) for _time in range(2)]
    assert found[0] == found[1]
    assert (found[0].points, found[0].bound) == (exact.points, exact.points)
    assert [sum(some[place] for some in found[0].counts) <= room for place, room in enumerate(ROOMS)] == [True] * 3
