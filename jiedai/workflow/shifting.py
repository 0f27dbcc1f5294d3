"""Dates moved by a number of days, in the spelling in which they were typed."""

from __future__ import annotations

import datetime as dt
import re

from jiedai.model.reading import VisitDays, halfwidth
from jiedai.model.times import ENGLISH_WEEKDAY, WEEKDAYS, english_weekday, read_day

_WRITTEN = re.compile(
    r"(?:(?P<year>\d{4})(?P<after_year>\s*[-/.年]\s*))?(?P<month>\d{1,2})(?P<after_month>\s*[-/.月]\s*)"
    r"(?P<day>\d{1,2})(?P<mark>\s*[日号])?(?P<before>\s*[\(\[]?\s*(?:星期|周|礼拜)\s*)?(?P<weekday>(?(before)[一二三四五六日天]))"
    rf"(?:(?P<blank>\s*[\(\[]?\s*)(?P<english>{ENGLISH_WEEKDAY}))?"
)


def shift_date(typed: str, days: int, visit: VisitDays) -> str:
    """A date (with a time perhaps) moved by `days`: separators, zeros and time stay, a weekday is put right.

    A short date takes its year from `visit`. Raises PydanticCustomError where the text begins with no date.
    """
    text = typed.strip()
    found = _WRITTEN.match(halfwidth(text))
    if found is None:
        read_day(text, visit)
        return typed
    date = read_day(found.group(), visit)
    moved = dt.date(date.year, date.month, date.day) + dt.timedelta(days=days)
    padded = found["month"].startswith("0") or found["day"].startswith("0")
    padded = padded or (len(found["month"]) == len(found["day"]) == 2 and "月" not in found["after_month"])

    def part(name: str) -> str:
        return text[found.start(name) : found.end(name)] if found[name] else ""

    def number(value: int) -> str:
        return f"{value:02d}" if padded else str(value)

    year = f"{moved.year:04d}{part('after_year')}" if found["year"] else ""
    weekday = ""
    if found["weekday"]:
        word = WEEKDAYS[moved.weekday()]
        weekday = part("before") + ("天" if word == "日" and found["weekday"] == "天" else word)
    if found["english"]:
        weekday = part("blank") + english_weekday(moved.weekday(), found["english"])
    date_text = f"{year}{number(moved.month)}{part('after_month')}{number(moved.day)}{part('mark')}{weekday}"
    return date_text + text[found.end() :]
