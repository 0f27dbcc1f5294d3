"""What visits take, put in one order: all at once, and visit by visit."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from jiedai.visit.bookings import Resource
from jiedai.workflow.across.taken import Use, Visit, in_order, merged

DAY = dt.date(2026, 5, 11)
VISITS = st.lists(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3), st.sampled_from("甲乙")), max_size=4), max_size=5
)


def use(file: str, begin: int, length: int, name: str, item: str) -> Use:
    start = dt.datetime.combine(DAY, dt.time()) + dt.timedelta(hours=begin)
    visit = Visit(file, "", None, 1, DAY, DAY, "", None, None)
    return Use(Resource.PERSON, name, start, start + dt.timedelta(hours=length), item, "", "", (None, None), visit)


class Counted(list[list[Use]]):
    """Visits that know which of them was asked for after another."""

    def __init__(self, visits: list[list[Use]]) -> None:
        super().__init__(visits)
        self.asked: list[int] = []

    def __getitem__(self, at):
        self.asked.append(at)
        return super().__getitem__(at)


@given(VISITS)
def test_visit_by_visit_is_the_order_of_all(visits):
    """(begin, length, name) of what each visit takes; some are the same."""
    made = [[use(f"{at % 2}.yaml", *one, "A1") for one in visit] for at, visit in enumerate(visits)]
    every = [one for visit in made for one in visit]
    together = list(merged([in_order(visit) for visit in made]))
    assert together == in_order(every)


def test_a_visit_is_asked_for_when_its_time_comes():
    visits = Counted([[use(f"{at}.yaml", 3 * at, 1, "甲", "A1"), use(f"{at}.yaml", 3 * at + 2, 1, "甲", "A2")]
                      for at in (2, 0, 1)])  # fmt: skip
    uses = merged(visits)
    for count, asked in ((1, [1]), (2, [1, 2]), (2, [1, 2, 0])):
        for _time in range(count):
            next(uses)
        assert visits.asked == asked
