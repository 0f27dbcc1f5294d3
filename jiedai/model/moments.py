"""Points in time: a day with a clock time, and deadlines, which may be told from the days of the visit."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import total_ordering
from typing import Annotated, Any, NamedTuple

from jiedai.language import _
from jiedai.model import spoken
from jiedai.model.placeholder import is_placeholder
from jiedai.model.reading import DASH, Reading, VisitDays, halfwidth, scalar, unreadable
from jiedai.model.spoken import ABOUT
from jiedai.model.times import (
    A_CLOCK,
    A_DATE,
    CLOCK,
    DATE,
    DAY_MINUTES,
    DateRange,
    Day,
    clock,
    clock_in,
    date_in,
    dated_as,
    sure,
    told,
)
from jiedai.patterns import regex

BETWEEN = r"\s*(?:,|T(?=\d))?\s*"
_OFFSET = (
    rf"(?P<base>[TtLl])\s*(?:(?P<sign>{DASH}|\+)\s*(?P<days>\d{{1,3}})(?!\d))?\s*(?P<working>[Ww])?(?:\s*[dD天日])?"
)
_FROM_VISIT = regex(rf"{_OFFSET}\s*", re.ASCII)
_RELATIVE = regex(rf"{_OFFSET}(?:\s*(?P<clock>{CLOCK.pattern}))?", re.ASCII)


@total_ordering
@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and a clock time on it where one was given (minutes after midnight)."""

    day: Day
    minute: int | None = None

    def at(self, default: int = 0) -> dt.datetime:
        """As date and time; `default` minutes after midnight where no time was given."""
        return dt.datetime.combine(self.day, dt.time()) + dt.timedelta(
            minutes=default if self.minute is None else self.minute
        )

    def _order(self) -> tuple[dt.date, int]:
        """A day without a time comes before the times of that day."""
        return self.day, -1 if self.minute is None else self.minute

    def __lt__(self, other: Moment) -> bool:
        return self._order() < other._order()

    def __str__(self) -> str:
        return self.day.isoformat() + ("" if self.minute is None else f" {clock(self.minute)}")


def read_moment(value: Any, visit: VisitDays | None) -> Moment:
    """`2026-05-11 09:20`, `5月11日上午9:20`, a date alone; a time alone only within a visit of one day."""
    if isinstance(value, Moment):
        return value
    hint = _("写成 2026-05-11 09:20")
    return _moment(scalar(value, hint), visit, hint)


def _moment(typed: str, visit: VisitDays | None, hint: str) -> Moment:
    text = told(typed, visit)
    if alone := CLOCK.fullmatch(spoken.clocks(text)):
        if visit is None or visit.first != visit.last:
            raise unreadable(_("“{value}”没有写明是哪一天"), hint, value=typed)
        return Moment(Day.on(visit.first), _minute(alone, typed))
    date = DATE.match(text)
    between = date and re.match(BETWEEN, text[date.end() :])
    if date is None or between is None:
        raise unreadable(_("“{value}”不是能识别的时间"), hint, value=typed)
    rest = re.sub(ABOUT, "", spoken.clocks(text[date.end() + between.end() :]))
    time = CLOCK.fullmatch(rest)
    if rest and time is None:
        raise unreadable(_("“{value}”不是能识别的时间"), hint, value=typed)
    return Moment(date_in(date, typed, visit), None if time is None else _minute(time, typed))


def _minute(match: re.Match[str], typed: str) -> int:
    """The minute of a match of `CLOCK`; an hour in words with two readings is refused."""
    minute = clock_in(match, typed)
    sure(match, typed, minute)
    return minute


class Due(NamedTuple):
    """A deadline: a fixed moment, or days before or after the first or the last day of the visit.

    `T-3` is three calendar days before the first, `T-3w` three working days; `L+3` three days after the last.
    `unfilled` marks a placeholder.
    """

    moment: Moment | None = None
    offset: int = 0
    working_days: bool = False
    minute: int | None = None
    unfilled: bool = False
    from_last: bool = False

    def on(self, dates: DateRange) -> dt.date:
        """The day it falls on in a visit of these days."""
        if self.moment is not None:
            return self.moment.day
        base = dates.last if self.from_last else dates.first
        if not self.working_days:
            return base + dt.timedelta(days=self.offset)
        from jiedai.model.workdays import shift_workdays

        return shift_workdays(base, self.offset)

    def at(self, dates: DateRange, default: int = DAY_MINUTES - 1) -> dt.datetime:
        """The moment it falls due; `default` minutes after midnight (the end of the day) where no time is given."""
        minute = self.moment.minute if self.moment is not None else self.minute
        start = dt.datetime.combine(self.on(dates), dt.time())
        return start + dt.timedelta(minutes=default if minute is None else minute)

    def __str__(self) -> str:
        if self.moment is not None:
            return str(self.moment)
        if self.unfilled:
            return ""
        text = (
            ("L" if self.from_last else "T")
            + (f"{self.offset:+d}" if self.offset else "")
            + ("w" if self.working_days else "")
        )
        return text + ("" if self.minute is None else f" {clock(self.minute)}")


def _told_from_visit(text: str, visit: VisitDays | None) -> str:
    """A deadline with T or L, its clock time in digits; another text as it is."""
    found = _FROM_VISIT.match(spoken.deadlines(text, one_day=visit is not None and visit.first == visit.last))
    return text if found is None else found[0] + spoken.clocks(found.string[found.end() :])


def read_due(value: Any, visit: VisitDays | None) -> Due:
    """`T-3`, `T-1 17:00`, `T+2`, `T-3w`, `L+3` or a moment."""
    if isinstance(value, Due):
        return value
    hint = _("写成 T-3、T-1 17:00、L+3（T 为首日，L 为末日）或 2026-05-09 17:00")
    typed = scalar(value, hint)
    if is_placeholder(typed):
        return Due(unfilled=True)
    match = _RELATIVE.fullmatch(_told_from_visit(halfwidth(typed), visit))
    if match is None:
        return Due(moment=_moment(typed, visit, hint))
    days = int(match["days"] or 0)
    minute = _minute(match, typed) if match["clock"] else None
    offset = days if match["sign"] == "+" else -days
    return Due(None, offset, bool(match["working"]), minute, from_last=match["base"] in "Ll")


_MOMENT = rf"{A_DATE}(?:{BETWEEN}(?:大?约\s*)?{A_CLOCK}(?:\s*(?:左右|前后|许))?)?|{A_CLOCK}"
_DUE = rf"{_OFFSET}(?:\s*{A_CLOCK})?|{spoken.A_DEADLINE}|{_MOMENT}"

MomentField = Annotated[Moment, Reading(read_moment, lambda: dated_as(_MOMENT))]
DueField = Annotated[Due, Reading(read_due, lambda: dated_as(_DUE))]
