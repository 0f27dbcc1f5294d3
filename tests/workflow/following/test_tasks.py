"""Tasks as they stand at a moment: the figures of the worked visit."""

from __future__ import annotations

import pytest

from jiedai.visit.deadlines import Light, State
from jiedai.workflow.following.tasks import by_deadline, counts, followed, of_owners, of_units, within
from tests.workflow.following.samples import DONE_T1, case, moment


def test_lights_two_days_before(tmp_path):
    tasks = by_deadline(followed(case(tmp_path), moment("05-09 18:00")))
    assert [(task.id, task.light and task.light.value) for task in tasks] == [
        ("T1", "red"), ("T3", "red"), ("T2", "yellow"), ("T4", "yellow"), ("T5", "yellow"), ("T6", "yellow"),
        ("T7", "blue"), ("T8", "blue"),
    ]  # fmt: skip
    assert [task.waits_for for task in tasks[5:]] == [("T1",), (), ("T2",)]
    assert counts(tasks) == {"overdue": 2, "today": 3, "soon": 3, "later": 0, "done": 0, "dropped": 0}


@pytest.mark.parametrize(("now", "overdue"), [("05-09 18:00", 2), ("05-10 08:00", 5), ("05-11 08:00", 8)])
def test_how_many_are_overdue(tmp_path, now, overdue):
    tasks = followed(case(tmp_path), moment(now))
    assert sum(task.state is State.OVERDUE for task in tasks) == overdue


def test_nobody_waits_for_what_is_done(tmp_path):
    tasks = {task.id: task for task in followed(case(tmp_path, DONE_T1), moment("05-09 18:00"))}
    assert (tasks["T1"].state, tasks["T1"].light, tasks["T1"].pending) == (State.DONE, None, False)
    assert (tasks["T6"].waits_for, tasks["T6"].light) == ((), Light.BLUE)


def test_a_visit_that_is_called_off_has_no_tasks(tmp_path):
    off = case(tmp_path, ("版本: 1\n", "版本: 1\n状态: 取消\n变更事由: 来函取消\n"))
    assert followed(off, moment("05-09 18:00")) == []


def test_an_owner_and_a_phone_come_from_where_they_are_known(tmp_path):
    bare = case(tmp_path, ("责任单位: 县卫健局, 责任人: 何静, 电话: 0570-5550105, 时限", "责任单位: 县卫健局, 时限"))
    task = next(one for one in followed(bare, moment("05-09 18:00")) if one.id == "T7")
    assert (task.owner, task.phone) == ("何静", "13900000202")


def test_a_blank_deadline_comes_last_and_is_never_late(tmp_path):
    blank = case(tmp_path, ("时限: T-3, 状态: 未完成}", "时限: 待填, 状态: 未完成}"))
    tasks = by_deadline(followed(blank, moment("05-11 08:00")))
    assert (tasks[-1].id, tasks[-1].due, tasks[-1].state) == ("T1", None, State.LATER)
    assert "T1" not in {task.id for task in within(tasks, moment("05-11 08:00"), 30)}


@pytest.mark.parametrize(("days", "wanted"), [(0, "T1 T3 T2 T4 T5"), (1, "T1 T3 T2 T4 T5 T6 T7 T8")])
def test_within_some_days_with_what_is_overdue(tmp_path, days, wanted):
    now = moment("05-09 18:00")
    tasks = within(by_deadline(followed(case(tmp_path), now)), now, days)
    assert " ".join(task.name for task in tasks) == wanted


def test_units_and_owners_by_their_name_or_a_part_of_it(tmp_path):
    tasks = followed(case(tmp_path), moment("05-09 18:00"))
    assert [task.id for task in of_units(tasks, ["县发改局"]).tasks] == ["T3"]
    assert [task.id for task in of_units(tasks, ["接待", "镇"]).tasks] == ["T1", "T2", "T5"]
    assert [task.id for task in of_owners(tasks, ["姚晨"]).tasks] == ["T1", "T2"]
    assert of_units(tasks, ["县公安局"], ["县公安局"])[:2] == ([], [])
    assert of_units(tasks, ["县农业局"])[:2] == ([], ["县农业局"])
