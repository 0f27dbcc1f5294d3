"""Who is told of new times, and by when: reckoned by hand for forty minutes that the noon rest takes."""

from __future__ import annotations

import datetime as dt

from jiedai.workflow.retiming.options import Delayed
from jiedai.workflow.retiming.telling import told
from tests.workflow.retiming.days import case


def test_everybody_is_told_before_their_first_item():
    visit = case()
    shorten = Delayed(visit, "A1", 40).option("shorten")
    assert [(f"{one.by:%H:%M}", one.reader, one.contact) for one in told(visit, shorten)] == [
        ("08:50", "guest", "姚晨"),
        ("08:50", "leader", None),
        ("08:50", "staff", None),
        ("08:55", "hotel:云溪宾馆", "方芳"),
        ("09:00", "driver:1", "郑涛"),
        ("09:40", "unit:县工信局", "唐凯"),
        ("10:05", "unit:县发改局", "沈浩"),
        ("10:05", "unit:县政府", "林峰"),
        ("10:50", "kitchen:县机关食堂", "丁勇"),
    ]
    assert next(one.items for one in told(visit, shorten) if one.reader == "unit:县工信局") == ("A4", "A5", "A6")


def test_who_should_know_already_comes_first():
    visit = case()
    shorten = Delayed(visit, "A1", 40).option("shorten")
    found = told(visit, shorten, dt.datetime(2026, 5, 11, 8, 55))
    assert [one.reader for one in found if one.now] == ["guest", "leader", "staff"]
    assert found[3].reader == "hotel:云溪宾馆", "at the minute it is not too late"
    assert not any(one.now for one in told(visit, shorten, dt.datetime(2026, 5, 11, 8, 50)))


def test_who_loses_an_item_is_told_too():
    visit = case()
    skip = Delayed(visit, "B2", 45).option("skip:B3")
    assert {"unit:青山镇", "unit:县政府"} <= {one.reader for one in told(visit, skip)}


def test_who_goes_earlier_is_told_before_the_new_time():
    visit = case()
    early = Delayed(visit, "A13", -30).option("shift")
    assert {one.reader: f"{one.by:%H:%M}" for one in told(visit, early)} == {
        "guest": "17:00",
        "leader": "17:00",
        "staff": "17:00",
        "kitchen:云溪宾馆": "16:30",
        "hotel:云溪宾馆": "16:30",
    }
