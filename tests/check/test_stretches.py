"""Marks of many plans compared day by day: what is found is what all of them show at once, and few are in memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from jiedai.check.marks import Left, Mark, Taken, left
from jiedai.check.stretches import compared
from jiedai.check.together import conflicts
from jiedai.diagnostics import Diagnostic, Level, weight
from jiedai.visit.bookings import Resource

DAY = dt.date(2026, 5, 11)
PLANS = st.lists(
    st.tuples(
        st.integers(0, 20), st.integers(0, 4), st.sampled_from("ABC"), st.sampled_from([None, 0, 3]), st.booleans()
    ),
    max_size=8,
)


@given(PLANS, st.integers(0, 3))
def test_marks_day_by_day_show_what_all_of_them_show(visits, beside):
    """(first day, length, key, reach, apart)."""
    plans = []
    for number, (first, length, key, reach, apart) in enumerate(visits):
        begin = DAY + dt.timedelta(days=first)
        end = begin + dt.timedelta(days=length)
        finding = Diagnostic("FW03", Level.WARNING, "{title}{dates}{file}{x}", f"{number}.yaml")
        plans.append(Left((Mark((key,), reach, (("x", key),), begin, end, str(number), "日", finding, apart),)))
    files = {f"{number}.yaml" for number in range(beside, len(visits))}
    found = [one.finding for one in compared(plans, files)]
    wanted = conflicts((mark for plan in plans for mark in plan.marks), files)
    assert sorted(found, key=weight) == sorted(wanted, key=weight)


class Counted(Sequence[Left]):
    """Plans that know how many times they were asked for."""

    def __init__(self, plans: list[Left]) -> None:
        self.plans, self.asked = plans, 0

    def __len__(self) -> int:
        return len(self.plans)

    def __getitem__(self, at):
        self.asked += 1
        return self.plans[at]


def test_each_plan_is_asked_for_a_few_times_however_many_there_are():
    """Visits that meet all year long: a day is compared, not the year."""
    plans = []
    for number in range(300):
        begin = dt.datetime.combine(DAY, dt.time(9)) + dt.timedelta(hours=12 * number)
        finding = Diagnostic("KX01", Level.ERROR, "", f"{number}.yaml")
        one = Taken(
            Resource.VEHICLE, "1", begin, begin + dt.timedelta(hours=13), None, None, {}, None, None, False, "", (),
            "A1", "", finding,
        )  # fmt: skip
        mark = Mark(("A",), 1, (), begin.date(), begin.date(), "", "", finding)
        plans.append(left([mark], [one], {(finding.file, 1): "一"}))
    counted = Counted(plans)
    found = list(compared(counted))
    assert len(found) == 2 * 299
    assert sum(one.clash is not None for one in found) == 299
    assert counted.asked <= 3 * len(plans) + 3


def test_a_thing_that_is_long_past_is_forgotten(monkeypatch):
    from jiedai.check import clashes

    monkeypatch.setattr(clashes, "_STATES", 5)
    sweep, most = clashes.Sweep(), 0
    for number in range(100):
        begin = dt.datetime.combine(DAY, dt.time(9)) + dt.timedelta(days=number)
        finding = Diagnostic("KX01", Level.ERROR, "", f"{number}.yaml")
        sweep.clashes([
            Taken(
                Resource.VEHICLE, str(number), begin, begin, "甲", "甲", {"乙": 90}, None, None, False, "", (), "", "",
                finding,
            )
        ])  # fmt: skip
        most = max(most, len(sweep._states))
    assert most < 20
