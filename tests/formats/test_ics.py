import datetime as dt
from dataclasses import replace

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from jiedai.blocks import Document, Event
from jiedai.formats import ics
from tests.documents.samples import plan, printed
from tests.formats.sample import DRAFT, EMPTY, EVENTS, KITCHEN_SINK, META

START = dt.datetime(2026, 5, 11, 9, 30)
CHINA = dt.timezone(dt.timedelta(hours=8))


def read(document):
    return icalendar.Calendar.from_ical(ics.write(document))


def one(**changes):
    return Document(META, (), events=(replace(Event("u@x", START, None, "活动"), **changes),))


def test_calendar():
    calendar = read(KITCHEN_SINK)
    assert calendar["version"] == "2.0"
    assert "jiedai" in calendar["prodid"]
    assert [zone["tzid"] for zone in calendar.walk("VTIMEZONE")] == ["Asia/Shanghai"]
    assert len(calendar.walk("VEVENT")) == 2


def test_event():
    first, second = read(KITCHEN_SINK).walk("VEVENT")
    assert first["uid"] == "a@plan"
    assert first["sequence"] == 2
    assert first["dtstart"].params["TZID"] == "Asia/Shanghai"
    assert first["dtstart"].dt.replace(tzinfo=None) == START
    assert first["dtstart"].dt.utcoffset() == dt.timedelta(hours=8)
    assert first["dtend"].dt.replace(tzinfo=None) == dt.datetime(2026, 5, 11, 10, 20)
    assert first["dtstamp"].dt == dt.datetime(2026, 5, 8, 9, 30, tzinfo=dt.UTC)
    assert first["location"] == "清溪镇；东门"
    assert first["description"] == "第一行\n第二行"
    assert first["class"] == "PRIVATE"
    assert "dtend" not in second


def test_injected_line_is_text():
    (first, _) = read(KITCHEN_SINK).walk("VEVENT")
    assert "attendee" not in first
    assert first["summary"] == EVENTS[0].summary.replace("\r\n", " ")
    assert b"\nATTENDEE" not in ics.write(KITCHEN_SINK)


def test_lines_are_folded_in_octets():
    raw = ics.write(KITCHEN_SINK)
    assert raw.endswith(b"\r\n")
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert any(line.startswith(b" ") for line in lines)
    assert b"\n" not in b"".join(lines)
    for line in lines:
        line.decode()


def test_no_events_is_still_a_calendar():
    calendar = read(EMPTY)
    assert calendar.walk("VEVENT") == []
    assert len(calendar.walk("VTIMEZONE")) == 1


def test_draft_is_tentative():
    assert {event["status"] for event in read(DRAFT).walk("VEVENT")} == {"TENTATIVE"}
    assert {event["status"] for event in read(KITCHEN_SINK).walk("VEVENT")} == {"CONFIRMED"}


def test_moment_with_a_zone_becomes_local():
    (event,) = read(one(start=START.replace(tzinfo=dt.UTC))).walk("VEVENT")
    assert event["dtstart"].dt.replace(tzinfo=None) == dt.datetime(2026, 5, 11, 17, 30)


@pytest.mark.parametrize("field", ["uid", "summary", "location"])
@given(content=st.text(st.characters(codec="utf-8"), min_size=1, max_size=120))
def test_any_text_stays_in_its_property(field, content):
    calendar = read(one(**{field: "甲" + content + "乙"}))
    (event,) = calendar.walk("VEVENT")
    known = {"UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "SUMMARY", "LOCATION", "STATUS", "CLASS"}
    assert set(event) <= known | {"DESCRIPTION"}
    assert event[field].startswith("甲")
    assert event[field].endswith("乙")


def test_alarms():
    (event,) = read(one(alarm=15)).walk("VEVENT")
    (alarm,) = event.walk("VALARM")
    assert (alarm["action"], alarm["trigger"].dt, alarm["description"]) == (
        "DISPLAY",
        dt.timedelta(minutes=-15),
        "活动",
    )
    assert read(one()).walk("VALARM") == []


def test_what_is_called_off():
    calendar = read(replace(one(alarm=15), cancelled=True))
    (event,) = calendar.walk("VEVENT")
    assert (calendar["method"], event["status"], event["uid"], event["sequence"]) == ("CANCEL", "CANCELLED", "u@x", 2)
    assert calendar.walk("VALARM") == []
    assert read(one())["method"] == "PUBLISH"


# --- another library, which has no part in the writing ----------------------------------------------------------------


def other(document):
    return vobject.readOne(ics.write(document).decode())


def test_another_library_reads_the_same():
    calendar = other(KITCHEN_SINK)
    assert (calendar.method.value, calendar.version.value) == ("PUBLISH", "2.0")
    assert [zone.tzid.value for zone in calendar.vtimezone_list] == ["Asia/Shanghai"]
    first, second = calendar.vevent_list
    assert (first.uid.value, first.sequence.value) == ("a@plan", "2")
    assert first.summary.value == EVENTS[0].summary.replace("\r\n", " ")
    assert first.location.value == "清溪镇；东门"
    assert first.description.value.startswith("第一行\n第二行")
    assert (first.dtstart.value, first.dtend.value) == (
        START.replace(tzinfo=CHINA),
        START.replace(hour=10, minute=20, tzinfo=CHINA),
    )
    assert first.dtstart.value.utcoffset() == dt.timedelta(hours=8), "by the zone that the file itself describes"
    assert not hasattr(second, "dtend")


def test_another_library_finds_alarms_and_what_is_called_off():
    alarmed = other(one(alarm=15)).vevent
    assert alarmed.valarm.trigger.value == dt.timedelta(minutes=-15)
    cancelled = other(replace(one(alarm=15), cancelled=True))
    assert (cancelled.method.value, cancelled.vevent.status.value) == ("CANCEL", "CANCELLED")
    assert not hasattr(cancelled.vevent, "valarm")


@pytest.mark.parametrize("name", ["domestic", "foreign"])
def test_another_library_reads_the_programme_of_a_plan(name):
    document = printed(plan(name), "programme")
    events = other(document).vevent_list
    assert [(event.uid.value, event.summary.value) for event in events] == [
        (event.uid, event.summary) for event in document.events
    ]
    assert [event.dtstart.value.replace(tzinfo=None) for event in events] == [event.start for event in document.events]
    assert {event.sequence.value for event in events} == {str(document.meta.version)}


@given(content=st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp", "Cf"]), max_size=200))
def test_another_library_gets_any_text_back(content):
    wanted = "甲" + content + "乙"
    assert other(one(summary=wanted)).vevent.summary.value == wanted
