"""Days, clock times and lengths of time, as Chinese offices write them; `spoken` knows those in words."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, Self

from jiedai.language import N_, _
from jiedai.model import spoken
from jiedai.model.placeholder import is_placeholder
from jiedai.model.reading import Reading, VisitDays, halfwidth, scalar, typed_as, unreadable
from jiedai.model.spoken import NUMERAL, TO
from jiedai.patterns import regex

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue

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
NEXT_DAY = r"(?:次日|翌日|第二天)"
LAST_DAY = r"(\d{1,2})\s*[日号]"
_OPEN_END = rf"\s*(?:起|开始|{TO})?\s*"
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


def _clock_form(hour: str, minute: str, said: str) -> str:
    """The form of a clock time from those of its numbers; `said` are the minutes after 时 or 点."""
    return (
        rf"{_PART}?\s*(?P<hour>{hour})\s*(?:[:.]\s*(?P<minute>{minute})(?!\d)(?::{minute})?"
        rf"|[时点]\s*(?:(?P<word>半|整|一刻|三刻)|(?P<spoken>{said})\s*分?)?)"
    )


DATE = regex(_date_form(r"\d{4}", r"\d{1,2}", r"\d{1,2}"), re.ASCII)
_COMPACT = regex(r"(?<!\d)(\d{4})(\d\d)(\d\d)(?!\d)", re.ASCII)
CLOCK = regex(_clock_form(r"\d{1,2}", r"\d\d", r"\d{1,2}"), re.ASCII)


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


_OF_THE_VISIT = regex(
    rf"(?:第\s*(?P<nth>\d{{1,2}}|{NUMERAL}{{1,3}})\s*天|(?P<first>首[日天])|(?P<last>末日|最后一天)|{LAST_DAY})"
)


def told(typed: str, visit: VisitDays | None) -> str:
    """A text that begins with a date as of `dated`, in digits also where it has them in words.

    A day that is told from the visit is that date: `第一天`, and `11日` where the visit has one such day.
    """
    text = spoken.dates(dated(typed))
    found = _OF_THE_VISIT.match(text) if visit is not None and not text.isascii() else None
    if found is None or visit is None:
        return text
    days = [visit.first + dt.timedelta(days=later) for later in range((visit.last - visit.first).days + 1)]
    if found[4]:
        days = [day for day in days if day.day == int(found[4])]
    elif found["last"]:
        days = days[-1:]
    else:
        nth = 1 if found["first"] else int(found["nth"]) if found["nth"].isdigit() else spoken.number(found["nth"])
        days = days[nth - 1 : nth] if nth else []
    return f"{days[0].isoformat()} {text[found.end() :]}".strip() if len(days) == 1 else text


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
    """A date: `2026-05-11`, `2026年5月11日`, `20260511`, `5月11日 星期一`, `五月十一日`, `第一天`."""
    if isinstance(value, dt.date):
        return value if isinstance(value, Day) else Day.on(value)
    typed = scalar(value, _("写成日期，如 2026-05-11"))
    match = DATE.fullmatch(told(typed, visit))
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


_JOINT = rf"\s*(?P<joint>{TO}|\.\.+|[、,]|和|及|与)\s*"
_LAST_ALONE = rf"(\d{{1,2}})\s*[日号]?\s*(?P<beside>{_WEEKDAY})?"
_DAY_PARTS = regex(rf"(?<=[日号\d)一二三四五六天])\s*(?:全天|中午|傍晚|白天|[上下]午|晚上?|早[上晨])(?=\s*(?:{TO}|$))")


def read_dates(value: Any, visit: VisitDays | None) -> DateRange:
    """One day, or `A 至 B`, `A..B`, `2026年5月11日至12日`, `5月11日—5月12日`, `2026年12月31日至1月2日`.

    Two days in a row may have 、 between them; a part of a day beside a date says no more than the day.
    """
    if isinstance(value, DateRange):
        return value
    hint = _("写成 2026-05-11 至 2026-05-12")
    typed = scalar(value, hint)
    text = told(typed, visit)
    if "午" in text or "天" in text or "晚" in text or "早" in text:
        text = _DAY_PARTS.sub("", text)
    first = DATE.match(text)
    if first is not None and first.end() == len(text):
        day = date_in(first, typed, visit)
        return DateRange(day, day)
    joint = first and re.match(_JOINT, text[first.end() :])
    if first is None or joint is None:
        raise unreadable(_("“{value}”不是能识别的起止日期"), hint, value=typed)
    start = date_in(first, typed, visit)
    rest = text[first.end() + joint.end() :]
    if alone := re.fullmatch(_LAST_ALONE, rest, re.ASCII):
        rest = f"{start.month}月{alone[1]}日{alone['beside'] or ''}"
    second = DATE.fullmatch(rest)
    if second is None:
        raise unreadable(_("“{value}”不是能识别的起止日期"), hint, value=typed)
    # From December to January is over New Year; from May to April is a slip, left to the rules.
    over_new_year = start.month - int(second["month"]) > 6
    end = date_in(second, typed, visit, start.year + over_new_year)
    if joint["joint"] in "、,和及与" and end - start != dt.timedelta(days=1):
        raise unreadable(_("“{value}”是几天，还是从前一天到后一天，看不出来"), hint, value=typed)
    return DateRange(start, end)


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
    """`09:20-09:30`, `9：20—9：30`, `上午9时30分至10时`, `9点半`, `下午`; ending on the next day: `22:30-次日0:30`.

    In words: `下午两点到三点半`, `1430-1630`, `早8点一刻`. An hour in words that may be of the night or of the
    afternoon is refused with both readings.
    """
    if isinstance(value, TimeRange):
        return value
    hint = _("写成 09:30-10:20，或只写开始时间 09:30")
    typed = scalar(value, hint)
    if is_placeholder(typed):
        return TimeRange(None, unfilled=True)
    text = spoken.clocks(halfwidth(typed))
    if text in _PARTS:
        return TimeRange(None, part=text)
    bare = _ABOUT.sub("", text)
    first = CLOCK.match(bare)
    if first is None:
        raise unreadable(_("“{value}”不是能识别的时间"), hint, value=typed)
    start, rest = clock_in(first, typed, _NEXT_MORNING), bare[first.end() :]
    if re.fullmatch(_OPEN_END, rest):
        sure(first, typed, start)
        return TimeRange(start, None, "", bare != text)
    joint = re.match(rf"\s*{TO}\s*(?P<next>{NEXT_DAY}\s*)?", rest)
    second = joint and CLOCK.fullmatch(rest[joint.end() :])
    if joint is None or second is None:
        raise unreadable(_("“{value}”不是能识别的时间"), hint, value=typed)
    end = _end(first, start, second, clock_in(second, typed, _NEXT_MORNING), next_day=bool(joint["next"]))
    sure(first, typed, start, end)
    return TimeRange(start, end, "", bare != text)


_ABOUT = regex("大?约|大概|左右|前后|许")


def _end(first: re.Match[str], start: int, second: re.Match[str], end: int, *, next_day: bool) -> int:
    """The end of a range, when its clock alone comes to `end`: of the half of the day that its start is in or comes to.

    Past midnight is only what says so: 次日, or 凌晨 after an evening.
    """
    if next_day:
        return end + DAY_MINUTES
    if end >= start or end > DAY_MINUTES // 2:
        return end
    if second["part"]:
        evening = second["part"] == "凌晨" and start >= _EVENING_FROM
        return end + DAY_MINUTES if evening else end
    if end == 0 and _in_words(second):
        return DAY_MINUTES
    said = first["part"] in ("中午", *_AFTER_NOON) or _in_words(second)
    return end + DAY_MINUTES // 2 if said and start < end + DAY_MINUTES // 2 else end


_EVENING_FROM = 18 * 60


def _in_words(match: re.Match[str]) -> bool:
    """Whether an hour is told with 点 or 时, as one says it, not with a colon."""
    return match["minute"] is None


def sure(match: re.Match[str], typed: str, start: int, end: int | None = None) -> None:
    """Refuse an hour in words that nobody says the half of the day of: 两点 is 02:00 or 14:00."""
    if match["part"] or not _in_words(match) or not 60 <= start < 6 * 60:
        return
    later = None if end is None else end + DAY_MINUTES // 2 if end <= DAY_MINUTES // 2 else end
    early, late = TimeRange(start, end), TimeRange(start + DAY_MINUTES // 2, later)
    problem = _("“{value}”有两种读法：{early}，{late}")
    raise unreadable(problem, _("写成 {late}，或写明上午、下午").format(late=late), value=typed, early=early, late=late)


def read_minutes(value: Any, visit: VisitDays | None) -> int:
    """A length of time: `20`, `20分钟`, `1小时30分`, `半小时`, `1个半小时`, `一刻钟`, `1.5小时`, `约40分钟`."""
    hint = _("写成分钟数，如 20")
    typed = scalar(value, hint)
    match = re.fullmatch(_LENGTH, spoken.lengths(halfwidth(typed)), re.ASCII)
    if match is None:
        raise unreadable(_("“{value}”不是分钟数"), hint, value=typed)
    half = 30 if match["half"] or match["only_half"] else 0
    return int(match["hours"] or 0) * 60 + half + int(match["rest"] or match["minutes"] or 0)


# What an editor checks as one types. Whether a day is in the calendar and an hour fits its 上午, only the readers know.
_YEAR, _MONTH, _DAY = r"(?:1949|19[5-9]\d|2[01]\d\d)", "(?:0?[1-9]|1[0-2])", r"(?:[12]\d|3[01]|0?[1-9])"
_DIGITS = rf"{_YEAR}(?:0[1-9]|1[0-2])(?:[12]\d|0[1-9]|3[01])(?!\d)"
A_DATE = rf"(?:{_date_form(_YEAR, _MONTH, _DAY)}|{_DIGITS}|(?:{spoken.A_DATE})\s*(?:{_WEEKDAY})?)"
_A_FULL_DATE = rf"(?:{_date_form(_YEAR, _MONTH, _DAY, short=False)}|{_DIGITS}|{spoken.A_FULL_DATE}\s*(?:{_WEEKDAY})?)"
_IN_DIGITS = _clock_form(r"(?:1\d|2[0-4]|0?\d)", r"[0-5]\d", r"[0-5]?\d")
A_CLOCK = rf"(?:{_IN_DIGITS}|{spoken.A_CLOCK})"
_A_PART_OF_DAY = r"(?:\s*(?:全天|中午|傍晚|白天|[上下]午|晚上?|早[上晨]))?"
_LAST = (
    rf"{_A_PART_OF_DAY}(?:\s*(?:{TO}|\.\.+|[、,和及与])\s*"
    rf"(?:{A_DATE}|(?:{spoken.A_NUMBER})(?:\s*[日号])?\s*(?:{_WEEKDAY})?){_A_PART_OF_DAY})?"
)
_ABOUT_TIME = r"(?:\s*(?:左右|前后|许))?"
_UNTIL = rf"\s*起?{TO}\s*(?:{NEXT_DAY}\s*)?(?:大?约\s*)?(?:{A_CLOCK}|\d{{1,2}}\s*[点时])|{_OPEN_END}"
_PARTS_TOLD = "|".join((*_PARTS, *spoken.PARTS_ALONE))
_TIMES = (
    rf"{_PARTS_TOLD}|(?:[从自由于]\s*)?(?:大?约|大概)?\s*(?:{A_CLOCK}{_ABOUT_TIME}(?:{_UNTIL})"
    rf"|(?:{spoken.A_PART}\s*)?{spoken.A_NUMBER}\s*{TO}\s*{A_CLOCK}){_ABOUT_TIME}(?:\s*(?:为止|止|结束))?"
)


def dated_as(pattern: str) -> JsonSchemaValue:
    """The schema of a text with a date in it, which may be eight digits alone."""
    return typed_as(pattern, "integer", least=FIRST_YEAR * 10_000 + 101, most=LAST_YEAR * 10_000 + 1231)


DayField = Annotated[Day, Reading(read_day, lambda: dated_as(A_DATE))]
DaysField = Annotated[DateRange, Reading(read_days, lambda: dated_as(rf"{A_DATE}{_LAST}"))]
DatesField = Annotated[DateRange, Reading(read_dates, lambda: dated_as(rf"{_A_FULL_DATE}{_LAST}"))]
TimeRangeField = Annotated[
    TimeRange, Reading(read_time_range, lambda: typed_as(_TIMES, "integer", least=600, most=2459))
]
MinutesField = Annotated[
    int, Reading(read_minutes, lambda: typed_as(rf"{_LENGTH}|{spoken.A_LENGTH}", "integer", most=9999))
]
