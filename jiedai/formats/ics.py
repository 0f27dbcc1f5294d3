"""iCalendar: a document's events for phones and desktop calendars."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from jiedai.blocks import Document, Event, Meta
from jiedai.formats.common.lines import clean, one_line
from jiedai.formats.common.lines import stamp as draft_stamp
from jiedai.language import N_
from jiedai.model.times import CHINA

if TYPE_CHECKING:
    import icalendar

SUFFIX = ".ics"
TITLE = N_("日历")
ONLY = "events"
"""A document without events of its own is not printed as a calendar."""

_ZONE = "Asia/Shanghai"


def write(document: Document) -> bytes:
    """The document's events as a calendar; without events it is empty, but valid.

    An event keeps its `uid` over versions and counts up SEQUENCE, so an import replaces what was imported before. The
    events of a document that is `cancelled` are taken out of the calendar that imports it.
    """
    meta = document.meta
    calendar = _calendar(meta.title, "CANCEL" if document.cancelled else "PUBLISH")
    for event in document.events:
        calendar.add_component(_event(event, meta, document.cancelled))
    return bytes(calendar.to_ical())


def _calendar(name: str, method: str) -> icalendar.Calendar:
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//jiedai//jiedai//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add("x-wr-calname", one_line(name))
    calendar.add("x-wr-timezone", _ZONE)
    calendar.add_component(_zone())
    return calendar


def _zone() -> icalendar.Timezone:
    """China's time, without summer time since 1992; written out so that no machine's zone data matter."""
    import icalendar

    standard = icalendar.TimezoneStandard()
    standard.add("dtstart", dt.datetime(1992, 1, 1))
    standard.add("tzoffsetfrom", CHINA.utcoffset(None))
    standard.add("tzoffsetto", CHINA.utcoffset(None))
    standard.add("tzname", "CST")
    zone = icalendar.Timezone()
    zone.add("tzid", _ZONE)
    zone.add_component(standard)
    return zone


def _event(event: Event, meta: Meta, cancelled: bool) -> icalendar.Event:
    import icalendar

    moment = meta.printed.astimezone(dt.UTC).replace(microsecond=0)
    made = icalendar.Event()
    made.add("uid", one_line(event.uid))
    made.add("dtstamp", moment)
    made.add("last-modified", moment)
    made.add("sequence", max(meta.version if event.version is None else event.version, 0))
    made.add("dtstart", _local(event.start), parameters={"TZID": _ZONE})
    if event.end is not None:
        made.add("dtend", _local(event.end), parameters={"TZID": _ZONE})
    made.add("summary", one_line(event.summary))
    if event.location:
        made.add("location", one_line(event.location))
    # A telephone shows the entry alone: what may not be told on stands at its foot, not on whose copy it is.
    grave = [one_line(mark) for mark in (*meta.secrecy, *([draft_stamp(meta)] if meta.draft else []))]
    words = [clean(event.who), clean(event.description), "　".join(grave)]
    if any(words):
        made.add("description", "\n".join(word for word in words if word))
    made.add("class", "PRIVATE")
    made.add("status", "CANCELLED" if cancelled else "TENTATIVE" if meta.draft else "CONFIRMED")
    if event.alarm is not None and not cancelled:
        made.add_component(_alarm(event, event.alarm))
    return made


def _alarm(event: Event, minutes: int) -> icalendar.Alarm:
    """A reminder that many minutes before the event begins."""
    import icalendar

    made = icalendar.Alarm()
    made.add("action", "DISPLAY")
    made.add("trigger", dt.timedelta(minutes=-minutes))
    made.add("description", one_line(event.summary))
    return made


def _local(moment: dt.datetime) -> dt.datetime:
    """A moment in China's time, without its zone: the property names it."""
    return (moment.astimezone(CHINA) if moment.tzinfo else moment).replace(tzinfo=None, microsecond=0)


# --- things to do -----------------------------------------------------------------------------------------------------


class Todo(NamedTuple):
    """Something to do by a moment (naive: Chinese time; None where none is set), as a calendar's list of things to do.

    `status` is one of RFC 5545's: NEEDS-ACTION, IN-PROCESS, COMPLETED or CANCELLED.
    """

    uid: str
    summary: str
    due: dt.datetime | None
    status: str
    description: str = ""
    sequence: int = 0


def write_todos(todos: Iterable[Todo], name: str, stamp: dt.datetime) -> bytes:
    """A calendar of things to do, as of the moment `stamp` (naive: Chinese time). A later one replaces an earlier."""
    import icalendar

    calendar = _calendar(name, "PUBLISH")
    moment = (stamp if stamp.tzinfo else stamp.replace(tzinfo=CHINA)).astimezone(dt.UTC).replace(microsecond=0)
    for todo in todos:
        made = icalendar.Todo()
        made.add("uid", one_line(todo.uid))
        made.add("dtstamp", moment)
        made.add("last-modified", moment)
        made.add("sequence", max(todo.sequence, 0))
        made.add("summary", one_line(todo.summary))
        if todo.due is not None:
            made.add("due", _local(todo.due), parameters={"TZID": _ZONE})
        if todo.description:
            made.add("description", clean(todo.description))
        made.add("status", todo.status)
        made.add("class", "PRIVATE")
        calendar.add_component(made)
    return bytes(calendar.to_ical())
