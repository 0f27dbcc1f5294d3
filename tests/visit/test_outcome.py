"""What became of a visit in figures: each boundary from both sides, and what holds for any figures."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from jiedai.model.moments import Moment
from jiedai.model.times import Day, TimeRange
from jiedai.visit.case import Case
from jiedai.visit.outcome import Kept, fulfilled, host_cost, is_unexplained, kept, mean, opinion, percent, ran
from tests.batch import cases
from tests.together.visits import written

DAY = dt.date(2026, 5, 11)


class Said(NamedTuple):
    score: int | None = None
    sheet: str | None = None


@cases(
    ("late", "expected"),
    [
        ((), Kept(0, None, None)),
        ((6, 3, 0, 12), Kept(4, Decimal("4.5"), 50)),
        ((5,), Kept(1, Decimal(5), 100)),
        ((-5,), Kept(1, Decimal(5), 100)),
        ((-6,), Kept(1, Decimal(6), 0)),
        ((0, 0, 9), Kept(3, Decimal(0), 67)),
    ],
)
def test_times_are_kept_within_five_minutes(late, expected):
    assert kept(late) == expected


@cases(("late", "note", "unexplained"), [(5, None, False), (6, None, True), (6, "堵车", False), (-6, "", True)])
def test_what_is_off_by_more_asks_for_a_reason(late, note, unexplained):
    assert is_unexplained(late, note) is unexplained


def test_shares_and_means_are_rounded_half_up():
    assert (percent(1, 8), percent(1, 40), percent(0, 3), percent(1, 0)) == (13, 3, 0, None)
    assert (mean([5, 4, 3]), mean([4, 4, 4, 5]), mean([])) == (Decimal("4.0"), Decimal("4.3"), None)


@cases(
    ("start", "end", "expected"),
    [
        ((DAY, 566), (DAY, 600), TimeRange(566, 600)),
        ((DAY, 566), (DAY, 566), TimeRange(566, 566)),
        ((DAY, 0), (DAY, 30), TimeRange(0, 30)),
        ((DAY, 566), (DAY, 560), TimeRange(566)),  # an end before the start is none
        ((DAY + dt.timedelta(days=1), 30), None, TimeRange(1470)),  # after midnight of its day
        ((DAY + dt.timedelta(days=2), 0), None, None),
        ((DAY - dt.timedelta(days=1), 1439), None, None),
        ((DAY, None), None, None),
        (None, (DAY, 600), None),
    ],
)
def test_when_an_item_ran(start, end, expected):
    moments = [Moment(Day.on(one[0]), one[1]) if one else None for one in (start, end)]
    assert ran(DAY, *moments) == expected


def test_tasks_are_in_time_up_to_the_minute_they_fall_due():
    due = dt.datetime(2026, 5, 8, 23, 59)
    minute = dt.timedelta(minutes=1)
    rows = [(True, due, due), (True, due, due + minute), (True, None, due), (True, due, None), (False, due, None)]
    found = fulfilled(rows)
    assert (found.total, found.done, found.dated, found.in_time, found.percent) == (5, 4, 2, 1, 80)


def test_opinions_say_on_how_many_forms_they_rest():
    said = opinion([Said(5, "1"), Said(4, "1"), Said(3, "2"), Said(None, "3"), Said(5), Said(5)])
    assert (said.sheets, said.answers, said.mean, said.satisfied) == (4, 5, Decimal("4.4"), 80)
    assert opinion([]) == (0, 0, None, None)


@given(st.lists(st.integers(-300, 300), max_size=12))
def test_the_order_of_items_and_early_or_late_make_no_difference(late):
    assert kept(late) == kept(late[::-1]) == kept([-one for one in late])


@given(st.lists(st.integers(1, 5), min_size=1, max_size=12))
def test_a_mean_lies_between_the_scores_and_all_satisfied_is_a_hundred(points):
    said = opinion([Said(one) for one in points])
    assert said.mean is not None
    assert min(points) <= said.mean <= max(points)
    assert (said.satisfied == 100) is (min(points) >= 4)


@cases(
    ("state", "planned", "paid", "expected"),
    [
        ("正常", 100, 80, Decimal(80)),
        ("正常", 100, None, Decimal(100)),
        ("正常", None, None, None),
        ("取消", 100, 80, Decimal(80)),
        ("取消", 100, None, None),
    ],
)
def test_a_visit_cost_what_was_paid_else_what_is_planned_unless_it_is_off(state, planned, paid, expected):
    def costs(amount):
        return [] if amount is None else [{"what": "会议用车", "amount": str(amount), "payer": "接待方"}]

    plan = {
        "title": "来访", "kind": "research", "purpose": "交流", "dates": "2026-05-11", "state": state,
        "schedule": [{"date": "2026-05-11", "items": [{"id": "A1", "time": "09:00-09:30", "what": "座谈"}]}],
        "costs": costs(planned), "actuals": {"costs": costs(paid)},
    }  # fmt: skip
    assert host_cost(Case.of(written(plan))) == expected
