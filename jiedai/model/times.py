"""Dates, clock times, spans of time and deadlines, as Chinese offices write them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import total_ordering
from typing import Annotated, Any, NamedTuple, Self

from pydantic.json_schema import JsonSchemaValue

from jiedai.language import N_, _
from jiedai.model.placeholder import is_placeholder
from jiedai.model.reading import DASH, Reading, VisitDays, halfwidth, scalar, typed_as, unreadable
from jiedai.patterns import regex

DAY_MINUTES = 24 * 60
CHINA = dt.timezone(dt.timedelta(hours=8))
"""The zone of every time in a plan; there is no summer time since 1992."""
WEEKDAYS = "一二三四五六日"
_WEEKDAY_NAMES = (
    N_("星期一"), N_("星期二"), N_("星期三"), N_("星期四"), N_("星期五"), N_("星期六"), N_("星期日"),
)  # fmt: skip
_LATE = 30
"""Hours up to here are meant as those of the next morning where there is no such hour."""
FIRST_YEAR, LAST_YEAR = 1949, 2199
"""Years outside are slips of the finger."""

_BEFORE_NOON = ("凌晨", "清晨", "早上", "早晨", "上午")
_EVENING = ("晚上", "晚间", "晚")
_AFTER_NOON = ("下午", "傍晚", *_EVENING)
_PARTS = (*_BEFORE_NOON, "中午", "下午", "傍晚", "晚上", "晚间", "全天", "白天")
_SPOKEN = {"半": 30, "整": 0, "一刻": 15, "三刻": 45}

_PART = rf"(?P<part>{'|'.join((*_BEFORE_NOON, '中午', *_AFTER_NOON))})"
ENGLISH_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ENGLISH_WEEKDAY = r"(?:Mon|Tue(?:s(?=d))?|Wed(?:nes(?=d))?|Thu(?:rs(?=d))?|Fri|Sat(?:ur(?=d))?|Sun)(?:day)?(?![A-Za-z])"
"""The form of a weekday in English: in full, or its first three letters."""
_WEEKDAY = (
    r"[([]?\s*(?:(?:星期|周|礼拜)\s*(?P<weekday>[一二三四五六日天])"
    rf"|(?P<english>{ENGLISH_WEEKDAY}))\s*[)\]]?"
)
TO = rf"(?:{DASH}{{1,3}}|至|到)"
NEXT_DAY = r"(?:次日|翌日|第二天)"
BETWEEN = r"\s*(?:,|T(?=\d))?\s*"
LAST_DAY = r"(\d{1,2})\s*[日号]"
_ABOUT = r"^大?约\s*|\s*(?:左右|前后)$"
_OPEN_END = rf"\s*(?:起|开始|{TO})?\s*"
_OFFSET = (
    rf"(?P<base>[TtLl])\s*(?:(?P<sign>{DASH}|\+)\s*(?P<days>\d{{1,3}})(?!\d))?\s*(?P<working>[Ww])?(?:\s*[dD天日])?"
)
_LENGTH = (
    r"(?P<minutes>\d{1,4})(?:\.0+)?\s*(?:分钟|分)?|(?P<only_half>半)个?小时"
    r"|(?P<hours>\d{1,2})\s*个?(?P<half>半)?小时\s*(?:(?P<rest>\d{1,3})\s*(?:分钟|分)?)?"
)


def _date_form(year: str, month: str, day: str, *, short: bool = True) -> str:
    """The form of a date from those of its numbers; readers take any number, so as to say what is wrong with it."""
    return (
        rf"(?:(?P<year>{year})\s*[-/.年]\s*){'?' if short else ''}(?P<month>{month})\s*[-/.月]\s*(?P<day>{day})(?!\d)"
        rf"\s*[日号]?\s*(?:{_WEEKDAY})?"
    )


def _clock_form(hour: str, minute: str, spoken: str) -> str:
    """The form of a clock time from those of its numbers; `spoken` are the minutes after 时 or 点."""
    return (
        rf"{_PART}?\s*(?P<hour>{hour})\s*(?:[:.]\s*(?P<minute>{minute})(?!\d)(?::{minute})?"
        rf"|[时点]\s*(?:(?P<word>半|整|一刻|三刻)|(?P<spoken>{spoken})\s*分?)?)"
    )


DATE = regex(_date_form(r"\d{4}", r"\d{1,2}", r"\d{1,2}"), re.ASCII)
_COMPACT = regex(r"(?<!\d)(\d{4})(\d\d)(\d\d)(?!\d)", re.ASCII)
CLOCK = regex(_clock_form(r"\d{1,2}", r"\d\d", r"\d{1,2}"), re.ASCII)
_RELATIVE = regex(rf"{_OFFSET}(?:\s*(?P<clock>{CLOCK.pattern}))?", re.ASCII)


class Day(dt.date):
    """A date, with the weekday that was written beside it (0 is Monday) or None."""

    stated: int | None = None

    @classmethod
    def on(cls, date: dt.date, stated: int | None = None) -> Self:
        """The day of `date`."""
        day = cls(date.year, date.month, date.day)
        day.stated = stated
        return day

    def __reduce__(self) -> tuple[Any, ...]:
        return (Day.on, (dt.date(self.year, self.month, self.day), self.stated))


def dated(typed: str) -> str:
    """A text with dates in it, half-width; eight digits in a row are one with dashes."""
    return _COMPACT.sub(r"\1-\2-\3", halfwidth(typed))


def date_in(match: re.Match[str], typed: str, visit: VisitDays | None, year: int | None = None) -> Day:
    """The day a match of `DATE` names; a short date takes the year that puts it nearest to the visit."""
    month, day = int(match["month"]), int(match["day"])
    given = int(match["year"]) if match["year"] else year
    if given is None:
        if visit is None:
            raise unreadable(_("“{value}”缺少年份"), _("写全年月日，如 2026-05-11"), value=typed)
        given = _nearest_year(month, day, visit)
    if not FIRST_YEAR <= given <= LAST_YEAR:
        raise unreadable(_("“{value}”的年份不对"), _("写全年月日，如 2026-05-11"), value=typed)
    stated = _stated(match)
    try:
        date = dt.date(given, month, day)
    except ValueError:
        raise unreadable(_("“{value}”不是日历上的日子"), _("核对月份和日期，如 2026-05-11"), value=typed) from None
    return Day.on(date, stated)


def _stated(match: re.Match[str]) -> int | None:
    """The weekday beside the date of a match of `DATE`."""
    return weekday_in(match["english"] or match["weekday"]) if match["english"] or match["weekday"] else None


def weekday_in(name: str) -> int:
    """The weekday, 0 for Monday, of a name such as 一, 天, Mon or Monday."""
    if name.isascii():
        return next(number for number, day in enumerate(ENGLISH_WEEKDAYS) if day[:3] == name[:3])
    return WEEKDAYS.index(name.replace("天", "日"))


def _nearest_year(month: int, day: int, visit: VisitDays) -> int:
    """The year that puts a date nearest to the visit; the visit's own where the date is in no calendar."""
    years = (visit.first.year - 1, visit.first.year, visit.first.year + 1)
    last_day = {y: calendar.monthrange(y, month)[1] if 1 <= month <= 12 else 0 for y in years}
    near = [dt.date(y, month, day) for y in years if 1 <= day <= last_day[y]]
    return min(near, key=lambda date: abs(date - visit.first)).year if near else visit.first.year


def weekday_name(weekday: int) -> str:
    """The day of the week, 0 for Monday, in the language in use."""
    return _(_WEEKDAY_NAMES[weekday])


def english_weekday(weekday: int, like: str) -> str:
    """The English name of a weekday, 0 for Monday, in full or in three letters as `like` is."""
    return ENGLISH_WEEKDAYS[weekday] if like.endswith("day") else ENGLISH_WEEKDAYS[weekday][:3]


def read_day(value: Any, visit: VisitDays | None) -> Day:
    """A date such as `2026-05-11`, `2026年5月11日`, `20260511`, `5月11日 星期一`, `2026-05-11 Monday`."""
    if isinstance(value, dt.date):
        return value if isinstance(value, Day) else Day.on(value)
    typed = scalar(value, _("写成日期，如 2026-05-11"))
    match = DATE.fullmatch(dated(typed))
    if match is None:
        raise unreadable(_("“{value}”不是能识别的日期"), _("写成 2026-05-11 或 5月11日"), value=typed)
    return date_in(match, typed, visit)


@dataclass(frozen=True, slots=True)
class DateRange:
    """The days of a visit, both ends included."""

    first: Day
    last: Day

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        """Number of days."""
        return (self.last - self.first).days + 1

    def __str__(self) -> str:
        return (
            self.first.isoformat()
            if self.first == self.last
            else f"{self.first.isoformat()} 至 {self.last.isoformat()}"
        )


def read_dates(value: Any, visit: VisitDays | None) -> DateRange:
    """One day, or `A 至 B`, `A..B`, `2026年5月11日至12日`, `5月11日—5月12日`, `2026年12月31日至1月2日`."""
    if isinstance(value, DateRange):
        return value
    hint = _("写成 2026-05-11 至 2026-05-12")
    typed = scalar(value, hint)
    text = dated(typed)
    first = DATE.match(text)
    if first is not None and first.end() == len(text):
        day = date_in(first, typed, visit)
        return DateRange(day, day)
    joint = first and re.match(rf"\s*(?:{TO}|\.\.+)\s*", text[first.end() :])
    if first is None or joint is None:
        raise unreadable(_("“{value}”不是能识别的起止日期"), hint, value=typed)
    start = date_in(first, typed, visit)
    rest = text[first.end() + joint.end() :]
    if alone := re.fullmatch(LAST_DAY, rest, re.ASCII):
        rest = f"{start.month}月{alone[1]}日"
    second = DATE.fullmatch(rest)
    if second is None:
        raise unreadable(_("“{value}”不是能识别的起止日期"), hint, value=typed)
    # From December to January is over New Year; from May to April is a slip, left to the rules.
    over_new_year = start.month - int(second["month"]) > 6
    return DateRange(start, date_in(second, typed, visit, start.year + over_new_year))


def read_days(value: Any, visit: VisitDays | None) -> DateRange:
    """Dates within a visit, as of `read_dates`; they may do without a year."""
    return read_dates(value, visit)


_NEXT_MORNING = N_("过了零点写 次日{time}；次日才开始的，写在第二天")
"""For a time in the programme; of a moment only the date can say so."""


def clock_in(match: re.Match[str], typed: str, late: str = N_("过了零点写第二天的日期和 {time}")) -> int:
    """Minutes after midnight of a match of `CLOCK`; `late` says what to write for an hour like 25."""
    hour = int(match["hour"])
    minute = int(match["minute"] or match["spoken"] or 0) if not match["word"] else _SPOKEN[match["word"]]
    part = match["part"] or ""
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        hint = _("写成 09:30，小时 0–24，分钟 0–59")
        if hour < _LATE and minute < 60:
            hint = _(late).format(time=f"{hour - 24:02d}:{minute:02d}")
        raise unreadable(_("“{value}”不是钟点"), hint, value=typed)
    # 上午15时 contradicts itself, and 晚上1时 may be on either side of midnight.
    unclear = part in _EVENING and (hour < 5 or (hour == 12 and minute > 0))
    if unclear or (part in _BEFORE_NOON and hour > 12):
        hint = _("按 24 小时写，如 15:00；过了零点写 次日00:30")
        raise unreadable(_("“{value}”里的“{part}”和钟点对不上"), hint, value=typed, part=part)
    if hour == 12 and (part == "凌晨" or part in _EVENING):
        hour = 0 if part == "凌晨" else 24
    elif (part in _AFTER_NOON and hour < 12) or (part == "中午" and hour < 11):
        hour += 12
    return hour * 60 + minute


class TimeRange(NamedTuple):
    """When an item takes place: minutes after midnight of its day; an end on the next day is above 1440.

    `part` holds a vague time as typed (下午), `approximate` marks 约 and 左右; `unfilled` a placeholder.
    """

    start: int | None
    end: int | None = None
    part: str = ""
    approximate: bool = False
    unfilled: bool = False

    @property
    def minutes(self) -> int | None:
        """Length, where both ends are given."""
        return None if self.start is None or self.end is None else self.end - self.start

    @property
    def sure_end(self) -> int | None:
        """The end, or the start where no end is given: until then the item surely lasts."""
        return self.end if self.end is not None else self.start

    def __str__(self) -> str:
        if self.start is None:
            return self.part
        about = "约" if self.approximate else ""
        return about + clock(self.start) + (f"-{clock(self.end)}" if self.end is not None else "")


def clock(minutes: int) -> str:
    """Minutes after midnight as `09:30`; the end of the day as `24:00`, what is after it as `次日00:30`."""
    day, rest = divmod(minutes, DAY_MINUTES)
    if day and not rest:
        day, rest = day - 1, DAY_MINUTES
    return f"{'次日' if day else ''}{rest // 60:02d}:{rest % 60:02d}"


def read_time_range(value: Any, visit: VisitDays | None) -> TimeRange:
    """`09:20-09:30`, `9：20—9：30`, `上午9时30分至10时`, `9点半`, `下午`; ending on the next day: `22:30-次日0:30`."""
    if isinstance(value, TimeRange):
        return value
    hint = _("写成 09:30-10:20，或只写开始时间 09:30")
    typed = scalar(value, hint)
    if is_placeholder(typed):
        return TimeRange(None, unfilled=True)
    text = halfwidth(typed)
    if text in _PARTS:
        return TimeRange(None, part=text)
    bare = re.sub(_ABOUT, "", text)
    first = CLOCK.match(bare)
    if first is None:
        raise unreadable(_("“{value}”不是能识别的时间"), hint, value=typed)
    start, rest = clock_in(first, typed, _NEXT_MORNING), bare[first.end() :]
    if re.fullmatch(_OPEN_END, rest):
        return TimeRange(start, None, "", bare != text)
    joint = re.match(rf"\s*{TO}\s*(?P<next>{NEXT_DAY}\s*)?", rest)
    second = joint and CLOCK.fullmatch(rest[joint.end() :])
    if joint is None or second is None:
        raise unreadable(_("“{value}”不是能识别的时间"), hint, value=typed)
    end = clock_in(second, typed, _NEXT_MORNING)
    if joint["next"]:
        end += DAY_MINUTES
    elif first["part"] in ("中午", *_AFTER_NOON) and not second["part"] and end < start and end <= DAY_MINUTES // 2:
        end += DAY_MINUTES // 2
    return TimeRange(start, end, "", bare != text)


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
    text = dated(typed)
    if alone := CLOCK.fullmatch(text):
        if visit is None or visit.first != visit.last:
            raise unreadable(_("“{value}”没有写明是哪一天"), hint, value=typed)
        return Moment(Day.on(visit.first), clock_in(alone, typed))
    date = DATE.match(text)
    between = date and re.match(BETWEEN, text[date.end() :])
    if date is None or between is None:
        raise unreadable(_("“{value}”不是能识别的时间"), hint, value=typed)
    rest = text[date.end() + between.end() :]
    time = CLOCK.fullmatch(rest)
    if rest and time is None:
        raise unreadable(_("“{value}”不是能识别的时间"), hint, value=typed)
    return Moment(date_in(date, typed, visit), None if time is None else clock_in(time, typed))


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


def read_due(value: Any, visit: VisitDays | None) -> Due:
    """`T-3`, `T-1 17:00`, `T+2`, `T-3w`, `L+3` or a moment."""
    if isinstance(value, Due):
        return value
    hint = _("写成 T-3、T-1 17:00、L+3（T 为首日，L 为末日）或 2026-05-09 17:00")
    typed = scalar(value, hint)
    if is_placeholder(typed):
        return Due(unfilled=True)
    match = _RELATIVE.fullmatch(halfwidth(typed))
    if match is None:
        return Due(moment=_moment(typed, visit, hint))
    days = int(match["days"] or 0)
    minute = clock_in(match, typed) if match["clock"] else None
    offset = days if match["sign"] == "+" else -days
    return Due(None, offset, bool(match["working"]), minute, from_last=match["base"] in "Ll")


def read_minutes(value: Any, visit: VisitDays | None) -> int:
    """A length of time: `20`, `20分钟`, `1小时30分`, `半小时`, `1个半小时`."""
    hint = _("写成分钟数，如 20")
    typed = scalar(value, hint)
    match = re.fullmatch(_LENGTH, halfwidth(typed), re.ASCII)
    if match is None:
        raise unreadable(_("“{value}”不是分钟数"), hint, value=typed)
    half = 30 if match["half"] or match["only_half"] else 0
    return int(match["hours"] or 0) * 60 + half + int(match["rest"] or match["minutes"] or 0)


# What an editor checks as one types. Whether a day is in the calendar and an hour fits its 上午, only the readers know.
_YEAR, _MONTH, _DAY = r"(?:1949|19[5-9]\d|2[01]\d\d)", "(?:0?[1-9]|1[0-2])", r"(?:[12]\d|3[01]|0?[1-9])"
_DIGITS = rf"{_YEAR}(?:0[1-9]|1[0-2])(?:[12]\d|0[1-9]|3[01])(?!\d)"
A_DATE = rf"(?:{_date_form(_YEAR, _MONTH, _DAY)}|{_DIGITS})"
_A_FULL_DATE = rf"(?:{_date_form(_YEAR, _MONTH, _DAY, short=False)}|{_DIGITS})"
A_CLOCK = _clock_form(r"(?:1\d|2[0-4]|0?\d)", r"[0-5]\d", r"[0-5]?\d")
_LAST = rf"\s*(?:{TO}|\.\.+)\s*(?:{A_DATE}|{LAST_DAY})"
_UNTIL = rf"\s*{TO}\s*(?:{NEXT_DAY}\s*)?{A_CLOCK}|{_OPEN_END}"
_MOMENT = rf"{A_DATE}(?:{BETWEEN}{A_CLOCK})?|{A_CLOCK}"
_TIMES = rf"{'|'.join(_PARTS)}|(?:大?约\s*)?{A_CLOCK}(?:{_UNTIL})(?:\s*(?:左右|前后))?"


def _dated_as(pattern: str) -> JsonSchemaValue:
    """The schema of a text with a date in it, which may be eight digits alone."""
    return typed_as(pattern, "integer", least=FIRST_YEAR * 10_000 + 101, most=LAST_YEAR * 10_000 + 1231)


DayField = Annotated[Day, Reading(read_day, lambda: _dated_as(A_DATE))]
DaysField = Annotated[DateRange, Reading(read_days, lambda: _dated_as(rf"{A_DATE}(?:{_LAST})?"))]
DatesField = Annotated[DateRange, Reading(read_dates, lambda: _dated_as(rf"{_A_FULL_DATE}(?:{_LAST})?"))]
TimeRangeField = Annotated[TimeRange, Reading(read_time_range, lambda: typed_as(_TIMES))]
MomentField = Annotated[Moment, Reading(read_moment, lambda: _dated_as(_MOMENT))]
DueField = Annotated[Due, Reading(read_due, lambda: _dated_as(rf"{_OFFSET}(?:\s*{A_CLOCK})?|{_MOMENT}"))]
MinutesField = Annotated[int, Reading(read_minutes, lambda: typed_as(_LENGTH, "integer", most=9999))]
