"""Working days by the national calendar, with the swapped weekends (调休) of each year."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from jiedai.language import N_, _

_NAMES = {
    "New Year's Day": N_("元旦"),
    "Spring Festival": N_("春节"),
    "Tomb-sweeping Day": N_("清明节"),
    "Labour Day": N_("劳动节"),
    "Dragon Boat Festival": N_("端午节"),
    "National Day": N_("国庆节"),
    "Mid-autumn Festival": N_("中秋节"),
}
"""The holidays by the names that the calendar has for them."""


@lru_cache(maxsize=1024)
def is_workday(day: dt.date) -> bool:
    """Whether offices work on `day`; Monday to Friday for years whose holidays are not published yet."""
    from chinese_calendar import is_workday as published

    try:
        return bool(published(day))
    except NotImplementedError:
        return day.weekday() < 5


_SEASONS = (
    ((1, 1), (1, 6)), ((1, 20), (3, 1)), ((4, 1), (4, 9)), ((4, 28), (5, 8)),
    ((5, 24), (7, 1)), ((9, 6), (10, 12)), ((12, 29), (12, 31)),
)  # fmt: skip
"""When, in any year, there may be holidays: the calendar takes 5 ms to load, and is loaded for these days only."""


def holiday(day: dt.date) -> str:
    """The name of the public holiday, with the days taken beside it, that `day` belongs to; empty for other days.

    Years whose holidays are not published yet have none.
    """
    if not any(first <= (day.month, day.day) <= last for first, last in _SEASONS):
        return ""
    name = _holiday(day)
    return _(_NAMES[name]) if name in _NAMES else ""


@lru_cache(maxsize=1024)
def _holiday(day: dt.date) -> str:
    from chinese_calendar import get_holiday_detail

    try:
        off, name = get_holiday_detail(day)
    except NotImplementedError:
        return ""
    return str(name) if off else ""


def shift_workdays(day: dt.date, count: int) -> dt.date:
    """The day `count` working days after `day` (before it, where negative)."""
    step = dt.timedelta(days=1 if count > 0 else -1)
    for _step in range(abs(count)):
        day += step
        while not is_workday(day):
            day += step
    return day


def is_published(day: dt.date) -> bool:
    """Whether the holidays of the year of `day` are known; for other years a working day is Monday to Friday."""
    from chinese_calendar import is_workday as published

    try:
        published(day)
    except NotImplementedError:
        return False
    return True
