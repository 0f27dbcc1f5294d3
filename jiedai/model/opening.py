"""When a place is closed or open, and when somebody is away: weekdays, days, spans of time, and hours of the day."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from pydantic_core import PydanticCustomError

from jiedai.language import _
from jiedai.model.moments import BETWEEN
from jiedai.model.reading import Reading, VisitDays, halfwidth, scalar, typed_as, unreadable
from jiedai.model.spoken import TO, in_digits
from jiedai.model.times import (
    A_CLOCK,
    A_DATE,
    DATE,
    DAY_MINUTES,
    ENGLISH_WEEKDAY,
    LAST_DAY,
    NEXT_DAY,
    clock,
    date_in,
    dated,
    read_time_range,
    weekday_in,
)
from jiedai.patterns import regex

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue

PARTS_OF_DAY = {
    "全天": (0, DAY_MINUTES),
    "上午": (0, 12 * 60),
    "下午": (12 * 60, 18 * 60),
    "晚上": (18 * 60, DAY_MINUTES),
}
"""Parts of a day, in minutes after midnight."""
_WEEKDAY = rf"(?:(?:星期|周|礼拜)\s*[一二三四五六日天]|{ENGLISH_WEEKDAY})"
_SHUT = r"(?:闭馆|休馆|闭园|休息|不开放)"
_EVERY_WEEK = rf"每?\s*(?:{_WEEKDAY}(?:\s*{TO}\s*(?:{_WEEKDAY}|[一二三四五六日天]))?|周末)\s*{_SHUT}?"
_WEEKLY = regex(_EVERY_WEEK)
_JOINT = regex(rf"\s*(?:{TO}|\.\.+)\s*(?=(?:{DATE.pattern})|{LAST_DAY})", re.ASCII)
_NEXT_ENTRY = r"\s*(?:[、;]|,(?!\s*\d{1,2}\s*[:点时]))\s*"
_NEXT_HOURS = r"\s*[、,;]\s*"
_ALWAYS = r"全天|24\s*小时"


class Off(NamedTuple):
    """When a place is closed or somebody is away, as it was typed, and as times.

    `weekly` holds weekdays (0 for Monday) with minutes after midnight from and to; `spans` begin and end, which is no
    part of them.
    """

    weekly: tuple[tuple[int, int, int], ...]
    spans: tuple[tuple[dt.datetime, dt.datetime], ...]
    text: str = ""

    def covers(self, day: dt.date, start: int = 0, end: int = DAY_MINUTES) -> bool:
        """Whether any minute of that day from `start` up to `end` is one of these.

        Minutes from 1440 on are the next day's; a stretch without length is the minute that it begins with.
        """
        begin, finish = _moment(day, start), _moment(day, max(end, start + 1))
        return any(one < finish and begin < other for one, other in self._around(day))

    def between(self, begin: dt.datetime, end: dt.datetime) -> list[tuple[dt.datetime, dt.datetime]]:
        """The stretches of it that meet the time from a moment to another."""
        days = (begin.date() + dt.timedelta(days=later) for later in range((end.date() - begin.date()).days + 1))
        found = dict.fromkeys(span for day in days for span in self._around(day))
        return [(start, finish) for start, finish in found if start < end and begin < finish]

    def whole(self, day: dt.date) -> bool:
        """Whether all of that day is."""
        return any(one <= _moment(day) and _moment(day, DAY_MINUTES) <= other for one, other in self._around(day))

    def _around(self, day: dt.date) -> list[tuple[dt.datetime, dt.datetime]]:
        """The spans, and the hours of every week that fall on the day before, that day or the next."""
        near = [day + dt.timedelta(days=offset) for offset in (-1, 0, 1)]
        weekly = [
            (_moment(one, start), _moment(one, end))
            for one in near
            for weekday, start, end in self.weekly
            if weekday == one.weekday()
        ]
        return [*self.spans, *weekly]

    def __bool__(self) -> bool:
        return bool(self.weekly or self.spans)

    def __str__(self) -> str:
        return self.text


class Hours(NamedTuple):
    """The hours of a day in which a place is open: (from, to) in minutes after midnight, in their order."""

    ranges: tuple[tuple[int, int], ...]

    def hold(self, start: int, end: int) -> bool:
        """Whether the place is open all the time from one minute after midnight to another."""
        stretches = ((start + later, max(start, end) + later) for later in (0, DAY_MINUTES))
        return not self.ranges or any(
            opens <= begin and finish <= closes for begin, finish in stretches for opens, closes in self.ranges
        )

    def __bool__(self) -> bool:
        return bool(self.ranges)

    def __str__(self) -> str:
        return "、".join(f"{clock(opens)}-{clock(closes)}" for opens, closes in self.ranges)


def _moment(day: dt.date, minutes: int = 0) -> dt.datetime:
    return dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=minutes)


def _parts(typed: str, between: str, hint: str) -> list[str]:
    """The entries in one text, half-width."""
    parts = [part for part in re.split(between, halfwidth(typed)) if part]
    if not parts:
        raise unreadable(_("这里没有填写内容"), hint)
    return parts


# --- days off ---------------------------------------------------------------------------------------------------------


def read_off(value: Any, visit: VisitDays | None) -> Off:
    """`周一`, `周六至周日`, `周三下午`, a date, `A 至 B`, `2026-05-11 09:00-12:00`; in one text or a list.

    A time alone lasts to the end of its day.
    """
    hint = _("写成 周一、2026-05-11、2026-05-11 至 2026-05-13 或 2026-05-11 下午；几个的写成列表")
    weekly: list[tuple[int, int, int]] = []
    spans: list[tuple[dt.datetime, dt.datetime]] = []
    texts = []
    for entry in value if isinstance(value, (list, tuple)) else [value]:
        typed = scalar(entry.isoformat() if isinstance(entry, dt.date) else entry, hint)
        texts.append(typed)
        for text in _parts(typed, _NEXT_ENTRY, hint):
            try:
                if found := _WEEKLY.match(text):
                    weekly += _every_week(found[0], _stretch(text[found.end() :]))
                else:
                    spans.append(_span(text, visit, spans[-1][0].date() if spans else None))
            except _Unclear:
                raise unreadable(_("“{value}”不是星期，也不是日期"), hint, value=text) from None
    return Off(tuple(weekly), tuple(spans), "、".join(texts))


class _Unclear(Exception):
    """A text is no time of the kind that is wanted."""


def _every_week(text: str, hours: tuple[int, int]) -> list[tuple[int, int, int]]:
    if "周末" in text:
        days = [5, 6]
    else:
        named = re.findall(rf"{ENGLISH_WEEKDAY}|[一二三四五六日天]", text)
        first, last = weekday_in(named[0]), weekday_in(named[-1])
        days = [(first + later) % 7 for later in range((last - first) % 7 + 1)]
    return [(day, *hours) for day in days]


def _span(text: str, visit: VisitDays | None, before: dt.date | None) -> tuple[dt.datetime, dt.datetime]:
    """The span that a text names: a day, a time of it, or from one to another; `before` is the day named before."""
    full = _completed(in_digits(dated(text)), before)
    first = DATE.match(full)
    if first is None:
        raise _Unclear
    day = date_in(first, text, visit)
    joint = _JOINT.search(full, first.end())
    try:
        start, end = _stretch(full[first.end() :])
        return _moment(day, start), _moment(day, end)
    except _Unclear:
        if joint is None:
            raise
    start, _end = _point(full[first.end() : joint.start()])
    rest = _completed(full[joint.end() :], day)
    second = DATE.match(rest)
    assert second is not None  # the joint is before a date
    over_new_year = day.month - int(second["month"]) > 6
    last = date_in(second, text, visit, day.year + over_new_year)
    _start, end = _point(rest[second.end() :])
    begin, finish = _moment(day, start), _moment(last, end)
    if finish <= begin:
        raise unreadable(_("“{value}”止在起之前"), _("先写起，后写止"), value=text)
    return begin, finish


def _completed(text: str, before: dt.date | None) -> str:
    """A day without its month is in that of the day named before: `5月11日、12日`."""
    alone = before and not DATE.match(text) and re.match(LAST_DAY, text, re.ASCII)
    return f"{before.year}年{before.month}月{text}" if before and alone else text


def _stretch(text: str) -> tuple[int, int]:
    """What stands behind a day: nothing (all of it), a part of the day, or hours; `09:00` lasts to its end."""
    start, end = _point(text)
    return start, DAY_MINUTES if start == end else end


def _point(text: str) -> tuple[int, int]:
    """The minutes of a part of the day or of hours; a time alone is both ends."""
    between = re.match(BETWEEN, text)
    bare = text[between.end() :].strip() if between else text.strip()
    if not bare:
        return 0, DAY_MINUTES
    if bare in PARTS_OF_DAY:
        return PARTS_OF_DAY[bare]
    try:
        time = read_time_range(bare, None)
    except PydanticCustomError:
        raise _Unclear from None
    if time.start is None or time.approximate:
        raise _Unclear
    return time.start, _later(time.start, time.end) if time.end is not None else time.start


def _later(start: int, end: int) -> int:
    """An end that is before its start is on the next day."""
    return end if end > start else end + DAY_MINUTES


# --- hours ------------------------------------------------------------------------------------------------------------


def read_hours(value: Any, visit: VisitDays | None) -> Hours:
    """`09:00-17:00`, `09:00-12:00、14:00-17:00`, `18:00-次日02:00`, `24小时`: one text or a list."""
    hint = _("写成 09:00-17:00；分段的写成 09:00-12:00、14:00-17:00")
    ranges: list[tuple[int, int]] = []
    for entry in value if isinstance(value, (list, tuple)) else [value]:
        typed = scalar(entry, hint)
        for text in _parts(typed, _NEXT_HOURS, hint):
            if re.fullmatch(_ALWAYS, text):
                ranges.append(PARTS_OF_DAY["全天"])
                continue
            try:
                time = read_time_range(text, visit)
            except PydanticCustomError:
                raise unreadable(_("“{value}”不是开放时间"), hint, value=text) from None
            if time.start is None or time.end is None or time.approximate:
                raise unreadable(_("“{value}”没有写明从几点开放到几点"), hint, value=text)
            ranges.append((time.start, _later(time.start, time.end)))
    return Hours(tuple(_joined(sorted(ranges))))


def _joined(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges in their order, those that touch as one."""
    found: list[tuple[int, int]] = []
    for opens, closes in ranges:
        if found and opens <= found[-1][1]:
            found[-1] = (found[-1][0], max(closes, found[-1][1]))
        else:
            found.append((opens, closes))
    return found


# --- what an editor checks --------------------------------------------------------------------------------------------


def _listed(entry: str, between: str) -> JsonSchemaValue:
    """The schema of entries of a form, in one text or in a list of texts."""
    text = typed_as(rf"(?:{entry})(?:{between}(?:{entry}))*")
    return {"anyOf": [text, {"type": "array", "items": text}]}


def _off_schema() -> JsonSchemaValue:
    part = "|".join(PARTS_OF_DAY)
    range_ = rf"{A_CLOCK}\s*{TO}\s*(?:{NEXT_DAY}\s*)?{A_CLOCK}"
    hours = rf"{BETWEEN}(?:{part}|{range_}|{A_CLOCK})"
    until = rf"\s*(?:{TO}|\.\.+)\s*(?:{A_DATE}|{LAST_DAY})(?:{BETWEEN}(?:{part}|{A_CLOCK}))?"
    return _listed(rf"{_EVERY_WEEK}(?:{hours})?|(?:{A_DATE}|{LAST_DAY})(?:{hours})?(?:{until})?", _NEXT_ENTRY)


def _hours_schema() -> JsonSchemaValue:
    return _listed(rf"{_ALWAYS}|{A_CLOCK}\s*{TO}\s*(?:{NEXT_DAY}\s*)?{A_CLOCK}", _NEXT_HOURS)


OffField = Annotated[Off, Reading(read_off, _off_schema)]
HoursField = Annotated[Hours, Reading(read_hours, _hours_schema)]
