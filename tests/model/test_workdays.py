from __future__ import annotations

import datetime as dt

from jiedai.model.workdays import is_workday, shift_workdays
from tests.batch import cases


@cases(
    ("day", "worked"),
    [
        ("2026-05-04", False),
        ("2026-05-06", True),
        ("2026-05-09", True),
        ("2026-05-10", False),
        ("2026-05-11", True),
        # No calendar is published that far ahead: Monday to Friday.
        ("2190-01-01", True),
        ("2190-01-02", False),
    ],
)
def test_working_days(day, worked):
    assert is_workday(dt.date.fromisoformat(day)) is worked


@cases(
    ("count", "day"),
    [
        (0, "2026-05-11"),
        (1, "2026-05-12"),
        (-1, "2026-05-09"),
        (-4, "2026-05-06"),
        (-5, "2026-04-30"),
        (5, "2026-05-18"),
    ],
)
def test_shifts(count, day):
    assert shift_workdays(dt.date(2026, 5, 11), count).isoformat() == day
