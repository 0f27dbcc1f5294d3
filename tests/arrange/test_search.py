"""People over places: the best of all arrangements, an honest bound where the search is cut short, few who move."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from jiedai.arrange import search
from jiedai.arrange.exchange import Problem, Unit
from jiedai.arrange.search import arranged, fewest_moves, least_points
from tests.arrange.oracles import MOVED, all_homes, points_of
from tests.batch import cases


@st.composite
def problems(draw):
    """Up to six units of one to three people and up to three places, some of them with a place of the plan."""
    places, groups = draw(st.integers(1, 3)), draw(st.integers(0, 3))
    units = []
    for _unit in range(draw(st.integers(1, 6))):
        size = draw(st.sampled_from([1, 1, 1, 2, 3]))
        before = draw(st.sampled_from([None, None, *range(places)]))
        units.append(
            Unit(
                size,
                tuple(draw(st.integers(0, 9)) + MOVED * (before not in (None, place)) for place in range(places)),
                tuple(
                    (group, draw(st.integers(1, size)))
                    for group in sorted(draw(st.sets(st.integers(0, groups))))
                    if group
                ),
                draw(st.integers(0, min(size, 1))),
                draw(st.sampled_from([None, None, None, None, *range(places)])),
            )
        )
    units = [
        Unit(unit.size, unit.points, tuple((group - 1, count) for group, count in unit.groups), unit.hosts, unit.pin)
        for unit in units
    ]
    people = sum(unit.size for unit in units)
    pair = st.tuples(st.integers(0, len(units) - 1), st.integers(0, len(units) - 1)).filter(
        lambda some: some[0] < some[1]
    )
    apart = draw(st.lists(pair, max_size=2, unique=True)) if len(units) > 1 else []
    counted = draw(st.booleans())
    return Problem(
        tuple(units),
        tuple(draw(st.integers(1, 6)) for _place in range(places)),
        tuple(draw(st.sampled_from([7, 30, 60])) for _group in range(groups)),
        tuple(sorted(apart)),
        tuple(20 * max(count - 1, 0) if count else 50 for count in range(people + 1)) if counted else (),
        tuple(4 * max(abs(count - 2) - 1, 0) for count in range(people + 1)) if counted else (),
    )


@given(problems(), st.data())
@settings(max_examples=100)
def test_the_best_of_all(problem, data):
    homes = list(all_homes(problem))
    if not homes:
        return
    best = min(points_of(problem, home) for home in homes)
    found = arranged(problem, data.draw(st.sampled_from(homes)))
    assert found.home in homes
    assert found.points == points_of(problem, found.home) == best
    assert found.bound == best
    assert least_points(problem) <= best


@given(problems())
@settings(max_examples=100)
def test_the_fewest_moves_of_all(problem):
    moves = [
        sum(unit.points[place] // MOVED for unit, place in zip(problem.units, home, strict=True))
        for home in all_homes(problem)
    ]
    bound, home = fewest_moves(problem)
    if not moves:
        assert home is None
        return
    assert bound == min(moves)
    assert home is None or tuple(home) in set(all_homes(problem))
    assert home is not None or all(max(unit.points) < MOVED for unit in problem.units)


def groups_of(sizes, places, *, weight=60):
    """So many people of each group, who like all places alike."""
    units = [Unit(1, (0,) * places, ((group, 1),)) for group, size in enumerate(sizes) for _one in range(size)]
    return units, (weight,) * len(sizes)


def test_a_search_cut_short_says_how_far_off_it_may_be(monkeypatch):
    units, weights = groups_of([3, 3, 3, 3], 3)
    problem = Problem(tuple(units), (4, 4, 4), weights)
    start = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]
    whole = arranged(problem, start)
    assert (whole.points, whole.bound, whole.searched) == (120, 120, True)
    monkeypatch.setattr(search, "STEPS", 3)
    cut = arranged(problem, start)
    assert (cut.points, cut.bound, cut.searched) == (120, 0, False)
    assert cut.points == points_of(problem, cut.home)


def test_a_group_that_fits_is_not_split():
    units, weights = groups_of([4, 3], 2)
    found = arranged(Problem(tuple(units), (4, 4), weights), [0, 1, 0, 1, 0, 1, 0])
    assert found.home in ((0, 0, 0, 0, 1, 1, 1), (1, 1, 1, 1, 0, 0, 0))
    assert found.points == 0


def test_what_is_as_good_as_any_stays():
    units, weights = groups_of([2, 2], 2)
    for start in ((0, 0, 1, 1), (1, 1, 0, 0)):
        assert arranged(Problem(tuple(units), (2, 2), weights), start).home == start


def test_of_people_alike_the_first_have_the_first_places():
    units = [Unit(1, (0, 0)) for _one in range(4)]
    assert arranged(Problem(tuple(units), (2, 2)), [1, 0, 1, 0]).home == (0, 0, 1, 1)
    # Whoever must sit apart from somebody is like nobody.
    assert arranged(Problem(tuple(units), (2, 2), apart=((0, 1),)), [1, 0, 1, 0]).home == (1, 0, 0, 1)


def test_a_place_without_seats_stays_empty():
    units, weights = groups_of([3] * 14, 5)
    seats = (0, 9, 10, 12, 15)
    found = arranged(
        Problem(tuple(units), seats, weights), [place for place, count in enumerate(seats) for _ in range(count)][:42]
    )
    assert 0 not in found.home
    assert found.points == 0


@cases(
    ("problem", "points"),
    [
        (Problem((Unit(1, (3, 5)), Unit(1, (4, 1))), (1, 1)), 4),
        (Problem((Unit(1, (3, 5), pin=1),), (1, 1)), 5),
        (Problem((Unit(3, (0, 0), ((0, 3),)), Unit(3, (0, 0), ((0, 3),))), (4, 5), (7,)), 7),
        (Problem((Unit(3, (0, 0), ((0, 2),)), Unit(3, (0, 0), ((0, 2),))), (3, 4), (7,)), 0),
        (Problem((Unit(1, (0, 0, 0), hosts=1),), (1, 1, 1), of_hosts=(50, 0)), 100),
        (Problem((Unit(1, (MOVED + 2, MOVED + 3)),), (1, 1)), MOVED + 2),
    ],
    ids=["what each likes best", "a pin", "a group too large", "no more of it than its own", "hosts lacking", "a move"],
)
def test_what_no_arrangement_can_do_without(problem, points):
    assert least_points(problem) == points


def test_so_many_moves_are_in_the_bound():
    problem = Problem((Unit(1, (2, MOVED)), Unit(1, (5, MOVED + 1))), (1, 1))
    assert least_points(problem) == 7
    assert least_points(problem, moved=1) == MOVED + 1


def test_who_stays_is_proven_in_a_large_party():
    """Two hundred people have their places; a newcomer takes the one free seat, which is among her own or is not."""
    places = range(20)
    seated = [Unit(1, tuple(MOVED * (place != one // 10) for place in places), ((one // 10, 1),)) for one in range(199)]
    start = [one // 10 for one in range(200)]
    fitting = Problem((*seated, Unit(1, (0,) * 20, ((19, 1),))), (10,) * 20, (60,) * 20)
    assert (arranged(fitting, start).points, arranged(fitting, start).bound) == (0, 0)
    # One of the last group sits among the first: both groups would fit at a table, and neither can.
    seated[0] = Unit(1, seated[0].points, ((19, 1),))
    other = Problem((*seated, Unit(1, (0,) * 20, ((0, 1),))), (10,) * 20, (60,) * 20)
    found = arranged(other, start)
    assert (found.points, found.bound, found.searched) == (120, 120, True)
