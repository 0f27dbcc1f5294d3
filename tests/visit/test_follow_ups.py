"""When what is followed up falls due: as written, by its kind, and a project every fortnight again."""

from __future__ import annotations

import datetime as dt

from jiedai.model.choice import FollowUpKind
from jiedai.model.moments import Due
from jiedai.model.review import FollowUp
from jiedai.model.times import DateRange, Day
from jiedai.visit.follow_ups import DAYS, due_of
from tests.batch import cases

DATES = DateRange(Day(2026, 5, 11), Day(2026, 5, 12))
BEFORE = dt.datetime(2026, 5, 13, 9)


@cases(("kind", "day"), [("contact", 13), ("documents", 15), ("opinion", 19), ("promise", 19), ("project", 19)])
def test_each_kind_has_its_days(kind, day):
    assert due_of(FollowUp(what="x", kind=kind), DATES, BEFORE) == dt.datetime(2026, 5, day, 23, 59)
    assert set(DAYS) == set(FollowUpKind)


def test_what_is_written_comes_first_and_nothing_is_none():
    written = FollowUp(what="x", kind="contact", due=Due(offset=9, from_last=True))
    assert due_of(written, DATES, BEFORE) == dt.datetime(2026, 5, 21, 23, 59)
    assert due_of(FollowUp(what="x"), DATES, BEFORE) is None
    assert due_of(FollowUp(what="x", due=Due(unfilled=True)), DATES, BEFORE) is None


@cases(
    ("now", "due"),
    [("05-19 23:59", "05-19"), ("05-20 00:00", "06-02"), ("06-02 23:00", "06-02"), ("06-03 08:00", "06-16")],
)
def test_a_project_falls_due_again_every_fortnight(now, due):
    moment = dt.datetime.strptime(f"2026-{now}", "%Y-%m-%d %H:%M")
    found = due_of(FollowUp(what="x", kind="project"), DATES, moment)
    assert found is not None
    assert f"{found:%m-%d %H:%M}" == f"{due} 23:59"
