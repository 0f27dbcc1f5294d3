"""What a visit takes: nothing where it is put off, and at which time where nobody has fixed one."""

from __future__ import annotations

import datetime as dt

from jiedai.visit.bookings import Resource, bookings, unsure
from jiedai.visit.case import Case
from tests.batch import cases
from tests.documents.samples import typed


def visit(time, **more):
    item = {"id": "A1", "time": time, "what": "座谈会", "hosts": ["林峰"], "vehicles": ["1"]}
    head = {"title": "来访", "kind": "research", "purpose": "调研", "dates": "2026-05-11", "hosts": [{"name": "林峰"}]}
    return Case.of(typed(head | {"schedule": [{"date": "2026-05-11", "items": [item]}]} | more))


def taken(found):
    return [(one.kind, one.name, f"{one.start:%H:%M}", f"{one.end:%d %H:%M}") for one in found]


@cases(
    ("time", "begin", "end"),
    [("约09:00-10:00", "09:00", "11 10:00"), ("约09:00", "09:00", "11 09:00"), ("上午", "00:00", "11 12:00")],
)
def test_what_has_no_fixed_time_may_be_taken_then(time, begin, end):
    found = unsure(visit(time))
    assert taken(found) == [
        (Resource.VEHICLE, "1", begin, end),
        (Resource.PERSON, "林峰", begin, end),
    ]
    assert bookings(visit(time)) == []


def test_what_has_a_time_is_taken_then():
    assert unsure(visit("09:00-10:00")) == []
    assert {(one.name, one.start) for one in bookings(visit("09:00-10:00"))} == {
        ("1", dt.datetime(2026, 5, 11, 9)),
        ("林峰", dt.datetime(2026, 5, 11, 9)),
    }


@cases("state", ["postponed", "cancelled"])
def test_a_visit_that_is_put_off_takes_nothing(state):
    put_off = {"state": state, "state_reason": "台风"}
    assert bookings(visit("09:00-10:00", **put_off)) == []
    assert unsure(visit("上午", **put_off)) == []
