"""Arrangements as they are counted and changed: each difference is that of the points told from the beginning."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from jiedai.arrange.exchange import Exchange, Problem, Tally, Unit
from tests.arrange.oracles import all_homes, allowed, points_of
from tests.arrange.test_search import problems


@given(problems(), st.data())
@settings(max_examples=100)
def test_a_change_is_worse_by_the_difference_of_the_points(problem, data):
    homes = list(all_homes(problem))
    if not homes:
        return
    home = data.draw(st.sampled_from(homes))
    tally = Tally(problem)
    tally.sit(home)
    assert tally.total() == points_of(problem, home)
    numbers = data.draw(st.lists(st.integers(0, len(home) - 1), min_size=1, max_size=3, unique=True))
    if len(numbers) == 2 and data.draw(st.booleans()):
        changes = [(numbers[0], home[numbers[1]]), (numbers[1], home[numbers[0]])]
    else:
        changes = [(number, data.draw(st.integers(0, len(problem.seats) - 1))) for number in numbers]
    after = tuple(dict(changes).get(number, place) for number, place in enumerate(home))

    worse = tally.worse(changes)

    assert tuple(tally.home) == home, "asking changes nothing"
    possible = allowed(
        Problem(
            tuple(Unit(u.size, u.points, u.groups, u.hosts) for u in problem.units), problem.seats, apart=problem.apart
        ),
        after,
    )
    if possible and after != home:
        assert worse == points_of(problem, after) - points_of(problem, home)
    elif not possible:
        assert worse is None
    else:
        assert worse in (None, 0)


@given(problems(), st.data())
def test_the_exchange_holds_to_the_demands_and_is_no_worse(problem, data):
    homes = list(all_homes(problem))
    if not homes:
        return
    start = data.draw(st.sampled_from(homes))
    tally = Tally(problem)
    tally.sit(start)
    changed = Exchange(tally, 0)
    changed.cool()
    assert tuple(tally.home) in homes
    assert changed.points == points_of(problem, tuple(tally.home)) <= points_of(problem, start)
