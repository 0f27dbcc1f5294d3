"""Dates, clock times, spans of time and deadlines, as Chinese offices write them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import total_ordering
from typing import Annotated, Any, Self

from jiedai.language import _
from jiedai.model.placeholder import is_placeholder
from jiedai.model.reading import Reading, VisitDays, halfwidth, scalar, unreadable

DAY_MINUTES = 24 * 60
WEEKDAYS = "一二三四五六日"

_WEEKDAY = r"[\(\[]?\s*(?:星期|周|礼拜)\s*(?P<weekday>[一二三四五六日天])\s*[\)\]]?"
_DATE = re.compile(
    r"(?:(?P<year>\d{4})\s*[-/.年]\s*)?(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*[日号]?\s*(?:"
    + _WEEKDAY
    + ")?"
)
_CLOCK = re.compile(
    r"(?P<part>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚)?\s*"
    r"(?P<hour>\d{1,2})\s*(?:[:.]\s*(?P<minute>\d{2})(?::\d{2})?|[时点]\s*(?:(?P<word>半|整|一刻|三刻)|(?P<spoken>\d{1,2})\s*分?)?)"
)
_PARTS = ("凌晨", "清晨", "早上", "早晨", "上午", "中午", "下午", "傍晚", "晚上", "晚间", "全天", "白天", "待定")
_SPOKEN = {"半": 30, "整": 0, "一刻": 15, "三刻": 45}
_DASH = r"\s*(?:--?|—+|–|~|至|到)\s*"


class Day(dt.date):
    """A date, with the weekday that was written beside it (0 is Monday) or None."""

    stated: int | None

    @classmethod
    def on(cls, date: dt.date, stated: int | None = None) -> Self:
        """The day of `date`."""
        day = cls(date.year, date.month, date.day)
        day.stated = stated
        return day

    def __reduce__(self) -> tuple[Any, ...]:
        return (Day.on, (dt.date(self.year, self.month, self.day), self.stated))


def _date(match: re.Match[str], typed: str, visit: VisitDays | None, year: int | None = None) -> Day:
    """The day a match of `_DATE` names; a short date takes the year that puts it nearest to the visit."""
    month, day = int(match["month"]), int(match["day"])
    given = int(match["year"]) if match["year"] else year
    if given is None:
        if visit is None:
            raise unreadable(_("“{value}”缺少年份").format(value=typed), _("写全年月日，如 2026-05-11"))
        years = (visit.first.year - 1, visit.first.year, visit.first.year + 1)
        last_day = {y: calendar.monthrange(y, month)[1] if 1 <= month <= 12 else 0 for y in years}
        near = [dt.date(y, month, day) for y in years if 1 <= day <= last_day[y]]
        given = min(near, key=lambda date: abs(date - visit.first)).year if near else visit.first.year
    weekday = match["weekday"]
    stated = None if weekday is None else ("日" if weekday == "天" else weekday)
    try:
        date = dt.date(given, month, day)
    except ValueError:
        raise unreadable(
            _("“{value}”不是日历上的日子").format(value=typed), _("核对月份和日期，如 2026-05-11")
        ) from None
    return Day.on(date, None if stated is None else WEEKDAYS.index(stated))


def read_day(value: Any, visit: VisitDays | None) -> Day:
    """A date such as `2026-05-11`, `2026年5月11日`, `5月11日 星期一`."""
    if isinstance(value, dt.date):
        return value if isinstance(value, Day) else Day.on(value)
    typed = scalar(value, _("写成日期，如 2026-05-11"))
    match = _DATE.fullmatch(halfwidth(typed))
    if match is None:
        raise unreadable(_("“{value}”不是能识别的日期").format(value=typed), _("写成 2026-05-11 或 5月11日"))
    return _date(match, typed, visit)


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
    """One day, or `A 至 B`, `A..B`, `2026年5月11日至12日`, `5月11日—5月12日`."""
    if isinstance(value, DateRange):
        return value
    typed = scalar(value, _("写成 2026-05-11 至 2026-05-12"))
    text = halfwidth(typed)
    first = _DATE.match(text)
    if first is not None and first.end() == len(text):
        day = _date(first, typed, visit)
        return DateRange(day, day)
    hint = _("写成 2026-05-11 至 2026-05-12")
    joint = first and re.match(r"\s*(?:至|到|~|—+|–|\.\.+|--?)\s*", text[first.end() :])
    if first is None or joint is None:
        raise unreadable(_("“{value}”不是能识别的起止日期").format(value=typed), hint)
    start = _date(first, typed, visit)
    rest = text[first.end() + joint.end() :]
    if alone := re.fullmatch(r"(\d{1,2})\s*[日号]", rest):
        rest = f"{start.month}月{alone[1]}日"
    second = _DATE.fullmatch(rest)
    if second is None:
        raise unreadable(_("“{value}”不是能识别的起止日期").format(value=typed), hint)
    return DateRange(start, _date(second, typed, visit, start.year))


def _clock(match: re.Match[str], typed: str) -> int:
    """Minutes after midnight of a match of `_CLOCK`."""
    hour = int(match["hour"])
    minute = int(match["minute"] or match["spoken"] or 0) if not match["word"] else _SPOKEN[match["word"]]
    part = match["part"] or ""
    if (part in ("下午", "傍晚", "晚上", "晚") and hour < 12) or (part == "中午" and hour < 11):
        hour += 12
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise unreadable(_("“{value}”不是钟点").format(value=typed), _("写成 09:30，小时 0–24，分钟 0–59"))
    return hour * 60 + minute


@dataclass(frozen=True, slots=True)
class TimeRange:
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
    """Minutes after midnight as `09:30`; after the end of the day as `次日00:30`."""
    day, rest = divmod(minutes, DAY_MINUTES)
    text = f"{rest // 60:02d}:{rest % 60:02d}"
    return text if not day else ("24:00" if minutes == DAY_MINUTES else f"次日{text}")


def read_time_range(value: Any, visit: VisitDays | None) -> TimeRange:
    """`09:20-09:30`, `9：20—9：30`, `上午9时30分至10时`, `9点半`, `下午`; an end on the next day as `22:30-次日0:30`."""
    if isinstance(value, TimeRange):
        return value
    hint = _("写成 09:30-10:20，或只写开始时间 09:30")
    typed = scalar(value, hint)
    if is_placeholder(typed):
        return TimeRange(None, unfilled=True)
    text = halfwidth(typed)
    if text in _PARTS:
        return TimeRange(None, part=text)
    approximate = text.startswith(("约", "大约")) or text.endswith(("左右", "前后"))
    text = re.sub(r"^大?约\s*|\s*(?:左右|前后)$", "", text)
    first = _CLOCK.match(text)
    if first is None:
        raise unreadable(_("“{value}”不是能识别的时间").format(value=typed), hint)
    start = _clock(first, typed)
    rest = text[first.end() :]
    if not rest or re.fullmatch(r"\s*(?:起|开始|--?|—+|~)\s*", rest):
        return TimeRange(start, None, "", approximate)
    joint = re.match(_DASH, rest)
    if joint is None or not joint[0].strip():
        raise unreadable(_("“{value}”不是能识别的时间").format(value=typed), hint)
    rest = rest[joint.end() :]
    next_day = rest.startswith("次日")
    second = _CLOCK.fullmatch(rest.removeprefix("次日").strip())
    if second is None:
        raise unreadable(_("“{value}”不是能识别的时间").format(value=typed), hint)
    end = _clock(second, typed)
    afternoon = first["part"] in ("下午", "傍晚", "晚上", "晚") and not second["part"] and end < start and end < 12 * 60
    end += 12 * 60 if afternoon else 0
    return TimeRange(start, end + (DAY_MINUTES if next_day else 0), "", approximate)


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

    def __lt__(self, other: Moment) -> bool:
        return self.at() < other.at()

    def __str__(self) -> str:
        return self.day.isoformat() + ("" if self.minute is None else f" {clock(self.minute)}")


def read_moment(value: Any, visit: VisitDays | None) -> Moment:
    """`2026-05-11 09:20`, `5月11日上午9:20`, a date alone; a time alone only within a visit of one day."""
    if isinstance(value, Moment):
        return value
    hint = _("写成 2026-05-11 09:20")
    typed = scalar(value, hint)
    text = halfwidth(typed).replace("T", " ")
    date = _DATE.match(text)
    if date is None or (alone := _CLOCK.fullmatch(text)) is not None:
        alone = _CLOCK.fullmatch(text)
        if alone is None:
            raise unreadable(_("“{value}”不是能识别的时间").format(value=typed), hint)
        if visit is None or visit.first != visit.last:
            raise unreadable(_("“{value}”没有写明是哪一天").format(value=typed), hint)
        return Moment(Day.on(visit.first), _clock(alone, typed))
    day = _date(date, typed, visit)
    rest = text[date.end() :].strip(" ,")
    if not rest:
        return Moment(day)
    time = _CLOCK.fullmatch(rest)
    if time is None:
        raise unreadable(_("“{value}”不是能识别的时间").format(value=typed), hint)
    return Moment(day, _clock(time, typed))


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline: a fixed moment, or days before or after the first day of the visit (`T-3`, in working days `T-3w`)."""

    moment: Moment | None = None
    offset: int = 0
    working_days: bool = False
    minute: int | None = None
    unfilled: bool = False

    def on(self, first: dt.date) -> dt.date:
        """The day it falls on when the visit begins on `first`."""
        if self.moment is not None:
            return self.moment.day
        if not self.working_days:
            return first + dt.timedelta(days=self.offset)
        from jiedai.model.workdays import shift_workdays

        return shift_workdays(first, self.offset)

    def at(self, first: dt.date, default: int = DAY_MINUTES - 1) -> dt.datetime:
        """The moment it falls due; `default` minutes after midnight (the end of the day) where no time is given."""
        minute = self.moment.minute if self.moment is not None else self.minute
        start = dt.datetime.combine(self.on(first), dt.time())
        return start + dt.timedelta(minutes=default if minute is None else minute)

    def __str__(self) -> str:
        if self.moment is not None:
            return str(self.moment)
        if self.unfilled:
            return ""
        text = "T" + (f"{self.offset:+d}" if self.offset else "") + ("w" if self.working_days else "")
        return text + ("" if self.minute is None else f" {clock(self.minute)}")


_RELATIVE = re.compile(r"[Tt]\s*(?P<offset>[-+−]\s*\d{1,3})?\s*(?P<working>[Ww])?(?:\s*[dD天日])?(?:\s+(?P<clock>.+))?")


def read_due(value: Any, visit: VisitDays | None) -> Due:
    """`T-3`, `T-1 17:00`, `T+2`, `T-3w` or a moment."""
    if isinstance(value, Due):
        return value
    hint = _("写成 T-3、T-1 17:00（T 为来访首日）或 2026-05-09 17:00")
    typed = scalar(value, hint)
    if is_placeholder(typed):
        return Due(unfilled=True)
    match = _RELATIVE.fullmatch(halfwidth(typed).replace("—", "-").replace("–", "-"))
    if match is None:
        return Due(moment=read_moment(value, visit))
    minute = None
    if match["clock"]:
        time = _CLOCK.fullmatch(match["clock"])
        if time is None:
            raise unreadable(_("“{value}”不是能识别的时限").format(value=typed), hint)
        minute = _clock(time, typed)
    offset = int(re.sub(r"\s", "", match["offset"] or "0").replace("−", "-"))
    return Due(None, offset, bool(match["working"]), minute)


def read_minutes(value: Any, visit: VisitDays | None) -> int:
    """A length of time: `20`, `20分钟`, `1小时30分`."""
    hint = _("写成分钟数，如 20")
    typed = scalar(value, hint)
    match = re.fullmatch(r"(?:(\d{1,2})\s*小时)?\s*(?:(\d{1,4})\s*(?:分钟|分)?)?", halfwidth(typed))
    if match is None or not any(match.groups()):
        raise unreadable(_("“{value}”不是分钟数").format(value=typed), hint)
    return int(match[1] or 0) * 60 + int(match[2] or 0)


_D = r"(\d{4}\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,2}"
_TEXT = {"type": "string", "minLength": 1}

DayField = Annotated[Day, Reading(read_day, {"type": "string", "pattern": _D})]
DatesField = Annotated[DateRange, Reading(read_dates, {"type": "string", "pattern": _D})]
TimeRangeField = Annotated[TimeRange, Reading(read_time_range, _TEXT)]
MomentField = Annotated[Moment, Reading(read_moment, {"type": "string", "pattern": r"\d"})]
DueField = Annotated[Due, Reading(read_due, _TEXT)]
MinutesField = Annotated[int, Reading(read_minutes, {"type": ["integer", "string"], "minimum": 0, "pattern": r"\d"})]
