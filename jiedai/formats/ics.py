"""iCalendar: a document's events for phones and desktop calendars."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from jiedai.blocks import Document, Event, Meta
from jiedai.formats.common.lines import clean, one_line
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
    import icalendar

    meta = document.meta
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//jiedai//jiedai//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "CANCEL" if document.cancelled else "PUBLISH")
    calendar.add("x-wr-calname", one_line(meta.title))
    calendar.add("x-wr-timezone", _ZONE)
    calendar.add_component(_zone())
    for event in document.events:
        calendar.add_component(_event(event, meta, document.cancelled))
    return bytes(calendar.to_ical())


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

    stamp = meta.printed.astimezone(dt.UTC).replace(microsecond=0)
    made = icalendar.Event()
    made.add("uid", one_line(event.uid))
    made.add("dtstamp", stamp)
    made.add("last-modified", stamp)
    made.add("sequence", max(meta.version, 0))
    made.add("dtstart", _local(event.start), parameters={"TZID": _ZONE})
    if event.end is not None:
        made.add("dtend", _local(event.end), parameters={"TZID": _ZONE})
    made.add("summary", one_line(event.summary))
    if event.location:
        made.add("location", one_line(event.location))
    # A telephone shows the entry alone: what a page has at its head, each entry has at its foot.
    words = [clean(event.description), "　".join(one_line(mark) for mark in meta.marks)]
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
