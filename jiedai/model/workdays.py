"""Working days by the national calendar, with the swapped weekends (调休) of each year."""

from __future__ import annotations

import datetime as dt


def is_workday(day: dt.date) -> bool:
    """Whether offices work on `day`; Monday to Friday for years whose holidays are not published yet."""
    from chinese_calendar import is_workday as published

    try:
        return bool(published(day))
    except NotImplementedError:
        return day.weekday() < 5


def shift_workdays(day: dt.date, count: int) -> dt.date:
    """The day `count` working days after `day` (before it, where negative)."""
    step = dt.timedelta(days=1 if count > 0 else -1)
    for _ in range(abs(count)):
        day += step
        while not is_workday(day):
            day += step
    return day
