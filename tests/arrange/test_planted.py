"""Problems with a known best answer: it is found, and proven where the bound tells."""

from __future__ import annotations

import pytest

from jiedai.arrange.beds import Choice, Party, enough
from jiedai.arrange.dinners import blocks_of, seatable, some_seating
from jiedai.arrange.dinners import demands_of as table_demands
from jiedai.arrange.proposal import MOVED
from jiedai.arrange.rides import arrange_rides
from jiedai.arrange.rooms import settle
from jiedai.arrange.search import least_points
from jiedai.arrange.stays import demands_of as room_demands
from jiedai.arrange.tables import problem_of, seat
from tests.arrange import planted
from tests.arrange.oracles import seating_points
from tests.arrange.samples import case_of
from tests.batch import cases


def least_of_each(stay):
    """Points that no arrangement can do without: for everybody half of the best company, or the best room alone."""
    choice = Choice(stay)
    total = 0.0
    for one in range(len(stay.lodgers)):
        alone = [points for kind in stay.stock if (points := choice.alone(Party((one,)), kind)) is not None]
        shared = (choice.shared(Party((one,)), Party((two,))) for two in range(len(stay.lodgers)) if two != one)
        total += min([*alone, *(points / 2 for points in shared if points is not None)])
    return total


@pytest.mark.parametrize("count", [10, 30, 60])
def test_rooms(count):
    problem = planted.rooms(count)
    assert enough(problem.stay, frozenset(demand.key for demand in room_demands(problem.stay)))
    # One leader has no single room: three points more than everybody's wishes.
    assert least_of_each(problem.stay) + 3 == problem.points
    _housed, proof = settle(problem.stay)
    assert (proof.cost, proof.bound) == (problem.points, problem.points)


@cases(("count", "wrong"), [(12, 1), (40, 4), (60, 8)])
def test_rooms_after_a_change(count, wrong):
    problem = planted.rooms_after_a_change(count, wrong)
    _housed, proof = settle(problem.stay)
    assert (proof.cost, proof.bound) == (problem.points, problem.points)


def seated(problem):
    dinner = problem.dinner
    keys = frozenset(demand.key for demand in table_demands(dinner))
    assert seatable(dinner, keys)
    return seat(dinner, blocks_of(dinner, keys), some_seating(dinner, keys))


@pytest.mark.parametrize(("count", "spare"), [(20, 0), (40, 0), (40, 1), (80, 2)])
def test_tables(count, spare):
    problem = planted.tables(count, spare=spare)
    dinner = problem.dinner
    blocks = blocks_of(dinner, frozenset(demand.key for demand in table_demands(dinner)))
    assert problem.points == least_points(problem_of(dinner, blocks)) == 0
    at, proof = seated(problem)
    assert seating_points(dinner, at) == proof.cost
    assert (proof.cost, proof.bound) == (0, 0)


@pytest.mark.parametrize(("count", "late"), [(40, 1), (40, 2), (80, 3)])
def test_tables_after_a_change(count, late):
    problem = planted.tables_after_a_change(count, late)
    _at, proof = seated(problem)
    # Full tables: whoever leaves one changes places with somebody, who may be of another quarrel.
    assert late <= proof.cost // MOVED <= 2 * late
    assert proof.bound // MOVED == proof.cost // MOVED, "fewer moves are shown to be impossible"


@pytest.mark.parametrize(("count", "legs"), [(10, 6), (30, 10)])
def test_rides(tmp_path, count, legs):
    problem = planted.rides(count, legs)
    proposal = arrange_rides(case_of(problem.write(tmp_path)))
    assert len(proposal.parts) == legs
    assert sum(len(part.lines) for part in proposal.parts) == problem.cars
    assert (proposal.proof.cost, proposal.proof.bound) == (problem.points, problem.points)
    first, second = proposal.parts[0].lines, proposal.parts[1].lines
    assert first[0].place != second[0].place, "nobody drives for more than four hours"
