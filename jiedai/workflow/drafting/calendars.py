"""A draft of a plan from a calendar: its days and what is on when and where; the rest is left to be filled in.

Repeating entries are taken once, and told; invitations, alarms and attachments are passed over, no link is followed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from jiedai.language import _
from jiedai.model.plan import Plan
from jiedai.model.times import CHINA, weekday_name
from jiedai.workflow.drafting.emit import Comments, Emitter, Flow, Keys
from jiedai.workflow.drafting.playbook import blank
from jiedai.workflow.drafting.schemas import modeline

LARGEST = 5_000_000
"""Bytes of a calendar that is read."""
_MOST_EVENTS = 500
_LONGEST_VISIT = 60
"""Days; a calendar of a year is no visit."""


class NoVisit(ValueError):
    """A file of which no plan can be begun; `message` says why, `hint` what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Draft(NamedTuple):
    """A plan that is begun: its text, title and days, and what was left out."""

    text: str
    title: str
    first: dt.date
    last: dt.date
    notes: tuple[str, ...] = ()


class _Event(NamedTuple):
    start: dt.datetime
    end: dt.datetime | None
    whole_day: bool
    what: str
    where: str


def draft(data: bytes, keys: Keys, title: str = "") -> Draft:
    """The plan that a calendar begins; `title` in the place of the calendar's name. Raises NoVisit."""
    from icalendar import Calendar

    if len(data) > LARGEST:
        raise NoVisit(_("日历超过 {size} MB，不读").format(size=LARGEST // 1_000_000), _("只导出这次来访的几天"))
    try:
        calendar: Any = Calendar.from_ical(data)
        notes: list[str] = []
        events = sorted(_events(calendar, notes))
    except (ValueError, IndexError, KeyError, AttributeError, TypeError, OverflowError):
        raise NoVisit(_("日历读不懂，可能没有下载完"), _("重新导出 .ics 再读")) from None
    if not events:
        raise NoVisit(_("日历里没有安排"), _("看看是不是选错了文件"))
    first, last = events[0].start.date(), max(event.start.date() for event in events)
    if (last - first).days > _LONGEST_VISIT:
        raise NoVisit(
            _("日历从 {first} 到 {last}，不像一次来访").format(first=first, last=last), _("只导出这次来访的几天")
        )
    name = title or _line(calendar.get("X-WR-CALNAME")) or events[0].what
    return Draft(_text(events, name, first, last, keys), name, first, last, tuple(notes))


def _events(calendar: Any, notes: list[str]) -> Iterator[_Event]:
    for number, event in enumerate(calendar.walk("VEVENT")):
        if number >= _MOST_EVENTS:
            raise NoVisit(_("日历里超过 {count} 项安排，不读").format(count=_MOST_EVENTS), _("只导出这次来访的几天"))
        what = _line(event.get("SUMMARY")) or blank()
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            notes.append(_("“{what}”已取消，没有读进来").format(what=what))
            continue
        if event.get("DTSTART") is None:
            notes.append(_("“{what}”没有时间，没有读进来").format(what=what))
            continue
        if event.get("RRULE") is not None:
            notes.append(_("“{what}”是重复的安排，只读了第一次").format(what=what))
        start, whole = _moment(event["DTSTART"].dt)
        end = _moment(event["DTEND"].dt)[0] if event.get("DTEND") is not None else None
        yield _Event(start, end, whole, what, _line(event.get("LOCATION")))


def _moment(value: dt.date | dt.datetime) -> tuple[dt.datetime, bool]:
    """A moment as clocks in China show it, and whether it is a whole day."""
    if not isinstance(value, dt.datetime):
        return dt.datetime.combine(value, dt.time()), True
    return (value.astimezone(CHINA).replace(tzinfo=None) if value.tzinfo else value), False


def _line(value: Any) -> str:
    return re.sub(r"\s+", " ", str(value or "")).strip()[:200]


def _text(events: list[_Event], title: str, first: dt.date, last: dt.date, keys: Keys) -> str:
    days: dict[dt.date, list[_Event]] = {}
    for event in events:
        days.setdefault(event.start.date(), []).append(event)
    schedule = []
    for letter, (day, listed) in zip(_letters(), sorted(days.items()), strict=False):
        items = [_item(f"{letter}{number}", event) for number, event in enumerate(listed, 1)]
        schedule.append({"date": f"{day.isoformat()} {weekday_name(day.weekday())}", "items": items})
    data: dict[str, Any] = {
        "title": title,
        "kind": blank(),
        "purpose": blank(),
        "dates": first.isoformat() if first == last else f"{first.isoformat()} 至 {last.isoformat()}",
        "guests": [Flow(name=blank(), unit=blank(), post=blank())],
        "schedule": schedule,
    }
    return Emitter(Plan, keys, Comments(above={(): [modeline("plan")]})).document(data)


def _letters() -> Iterator[str]:
    for first in ["", *"ABC"]:
        for second in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
            yield first + second


def _item(number: str, event: _Event) -> Flow:
    time = "全天" if event.whole_day else f"{event.start:%H:%M}"
    if event.end is not None and not event.whole_day and event.start < event.end:
        over = (event.end.date() - event.start.date()).days
        time += f"-{'次日' if over == 1 else ''}{event.end:%H:%M}" if over < 2 else ""
    item = Flow(id=number, time=time, what=event.what, kind=blank())
    if event.where:
        item["place"] = event.where
    return item
