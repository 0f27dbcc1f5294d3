"""The twelve visits of a year: they are what their description says, and check without an error."""

from __future__ import annotations

from jiedai.check.engine import check
from jiedai.diagnostics import Level
from jiedai.loading import load
from jiedai.model.choice import PlanState
from tests.year import PLANS, VISITS


def test_the_year_is_sound():
    plans = [load(PLANS / name) for name in VISITS]
    errors = [(one.name, found.code) for one in plans for found in check(one) if found.level is Level.ERROR]
    assert errors == []
    read = [one.plan for one in plans if one.plan]
    assert len(read) == 12
    assert sum(len(plan.schedule) == 2 for plan in read) == 5
    assert [plan.state for plan in read].count(PlanState.CANCELLED) == 1
    assert sum(plan.dates.last.year == 2027 for plan in read) == 1
    assert sum(plan.closed is not None for plan in read) == 9
