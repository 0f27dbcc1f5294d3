"""Tasks as things to do in a calendar, read back by another library's reader."""

from __future__ import annotations

import icalendar

from jiedai.documents.scene import Scene, events
from jiedai.workflow.following.calendar import calendar
from jiedai.workflow.following.tasks import followed
from tests.workflow.following.samples import DONE_T1, case, moment

NOW = moment("05-09 18:00")


def test_things_to_do_with_an_identity_that_lasts(tmp_path):
    visit = case(tmp_path, DONE_T1)
    read = icalendar.Calendar.from_ical(calendar(followed(visit, NOW), NOW))
    todos = {str(one["summary"]).split(" ")[0]: one for one in read.walk("VTODO")}
    assert list(todos) == [f"T{number}" for number in range(1, 9)]
    assert [str(todos[name]["status"]) for name in ("T1", "T2")] == ["COMPLETED", "NEEDS-ACTION"]
    due = todos["T3"]["due"].dt
    assert due.replace(tzinfo=None) == moment("05-09 17:00")
    of_visit = {event.uid.rpartition("-")[0] for event in events(Scene.of(visit, "staff"))}
    assert {str(one["uid"]).rpartition("-")[0] for one in todos.values()} == of_visit
    assert str(todos["T1"]["uid"]).endswith("-T1@jiedai")


def test_what_has_no_deadline_has_none(tmp_path):
    visit = case(tmp_path, ("时限: T-3, 状态: 未完成}", "时限: 待填, 状态: 进行中}"))
    read = icalendar.Calendar.from_ical(calendar(followed(visit, NOW)[:1], NOW))
    (todo,) = read.walk("VTODO")
    assert "due" not in todo
    assert str(todo["status"]) == "IN-PROCESS"
