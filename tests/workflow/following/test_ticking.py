"""What became of tasks and items, as edits: nothing else changes, and again changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiedai.arrange.writing import written as edited
from jiedai.loading import load, load_text
from jiedai.model.choice import TaskStatus
from jiedai.model.moments import read_due
from jiedai.visit.case import Case
from jiedai.workflow.following.ticking import Refused, Ticked, Took, Wish, clock_on, taken, ticked
from tests.batch import cases
from tests.workflow.following.samples import case, moment, text, written

NOW = moment("05-08 15:20")
T1 = "时限: T-3, 状态: 未完成}"


def tick(visit: Case, *ids: str, **wish: object) -> Ticked:
    tasks = [next(task for task in visit.plan.tasks if task.id == one) for one in ids]
    return ticked(visit, tasks, Wish(NOW, **wish))


def after(visit: Case, result: Ticked) -> str:
    return edited(visit.loaded.source, result.edits)


def test_done_is_two_values_and_nothing_else(tmp_path):
    visit = case(tmp_path)
    result = tick(visit, "T1")
    assert [tuple(one) for one in result.changed] == [
        ("T1", "status", "open", "done"),
        ("T1", "done_at", None, "2026-05-08 15:20"),
    ]
    assert (result.late, result.warnings) == ((), ())
    assert after(visit, result) == text((T1, "时限: T-3, 状态: 已完成, 完成时间: 2026-05-08 15:20}"))


def test_again_changes_nothing_and_open_again_is_as_before(tmp_path):
    path = written(tmp_path, (T1, "时限: T-3, 状态: 已完成, 完成时间: 2026-05-08 15:20}"))
    visit = Case.of(load(path))
    assert tick(visit, "T1").changed == tick(visit, "T1", at=NOW).changed == ()
    back = tick(visit, "T1", status=TaskStatus.OPEN)
    assert [one.field for one in back.changed] == ["status", "done_at"]
    assert after(visit, back) == text()


def test_a_time_that_was_wrong_is_corrected(tmp_path):
    visit = case(tmp_path, (T1, "时限: T-3, 状态: 已完成, 完成时间: 2026-05-08 15:20}"))
    result = tick(visit, "T1", at=moment("05-08 09:00"))
    assert [one.field for one in result.changed] == ["done_at"]


def test_late_and_out_of_turn(tmp_path):
    visit = case(tmp_path)
    assert tick(visit, "T1", at=moment("05-08 23:59")).late == ()
    assert tick(visit, "T1", at=moment("05-09 00:00")).late == ("T1",)
    assert [tuple(one) for one in tick(visit, "T6", "T8").warnings] == [("T6", ("T1",)), ("T8", ("T2",))]
    assert tick(visit, "T1", "T6").warnings == ()
    assert tick(visit, "T6", status=TaskStatus.DOING).warnings == ()


def test_a_note_joins_the_one_there_is(tmp_path):
    visit = case(tmp_path, (T1, "时限: T-3, 状态: 未完成, 备注: 等名单}"))
    result = tick(visit, "T1", status=TaskStatus.DROPPED, note="由对口单位办")
    assert ("T1", "note", "等名单", "等名单；由对口单位办") in [tuple(one) for one in result.changed]
    again = Case.of(load_text(after(visit, result).encode(), "plan.yaml"))
    assert tick(again, "T1", status=TaskStatus.DROPPED, note="由对口单位办").changed == ()


def extend(visit: Case, due: str, **wish: object) -> Ticked:
    return tick(visit, "T1", status=None, extend=read_due(due, None), note="等来函", **wish)


def test_an_extension_before_the_deadline(tmp_path):
    visit = case(tmp_path)
    result = extend(visit, "T-2 12:00")
    assert [tuple(one) for one in result.changed] == [
        ("T1", "due", "T-3", "T-2 12:00"),
        ("T1", "note", None, "延期到 T-2 12:00：等来函"),
    ]
    assert after(visit, result) == text((T1, '时限: T-2 12:00, 状态: 未完成, 备注: "延期到 T-2 12:00：等来函"}'))
    again = Case.of(load_text(after(visit, result).encode(), "plan.yaml"))
    assert extend(again, "T-2 12:00").changed == ()


@pytest.mark.parametrize(("at", "by", "granted"), [
    ("05-08 23:59", None, True), ("05-09 00:00", None, False), ("05-09 00:00", "姚晨", False),
    ("05-09 00:00", "周敏", True),
])  # fmt: skip
def test_after_the_deadline_only_who_checks_may_grant_it(tmp_path, at, by, granted):
    visit = case(tmp_path, (T1, "时限: T-3, 检查人: 周敏, 状态: 未完成}"))
    if granted:
        assert extend(visit, "T-2", at=moment(at), by=by).changed
    else:
        with pytest.raises(Refused) as refused:
            extend(visit, "T-2", at=moment(at), by=by)
        assert refused.value.late
        assert "--by 周敏" in refused.value.hint


@pytest.mark.parametrize("due", ["T-4", "T-3 12:00"])
def test_an_extension_is_later(tmp_path, due):
    with pytest.raises(Refused) as refused:
        extend(case(tmp_path), due)
    assert not refused.value.late


def test_what_is_done_is_not_extended(tmp_path):
    with pytest.raises(Refused):
        extend(case(tmp_path, (T1, "时限: T-3, 状态: 已完成}")), "T-2")


# --- items ------------------------------------------------------------------------------------------------------------


def took(visit: Case, number: str, start: str | None = None, end: str | None = None) -> Took:
    day, item = visit.item_by_id[number]
    return Took(item, day, moment(start) if start else None, moment(end) if end else None)


def test_the_first_time_makes_the_section_and_the_next_joins_it(tmp_path):
    visit = case(tmp_path)
    first = after(visit, taken(visit, [took(visit, "A5", "05-11 10:38")]))
    assert first == text() + "实际:\n  安排:\n    - {编号: A5, 实际开始: 2026-05-11 10:38}\n"
    visit = Case.of(load_text(first.encode(), "plan.yaml"))
    both = [took(visit, "A6", "05-11 11:30"), took(visit, "A5", None, "05-11 11:27")]
    assert after(visit, taken(visit, both)) == text() + (
        "实际:\n  安排:\n"
        "    - {编号: A5, 实际开始: 2026-05-11 10:38, 实际结束: 2026-05-11 11:27}\n"
        "    - {编号: A6, 实际开始: 2026-05-11 11:30}\n"
    )
    assert taken(visit, [took(visit, "A5", "05-11 10:38")]).changed == ()


def test_times_join_what_is_there_already(tmp_path):
    visit = case(tmp_path, more="实际: {人数: 6}\n")
    assert after(visit, taken(visit, [took(visit, "A1", "05-11 09:26")])).endswith(
        "实际: {人数: 6, 安排: [{编号: A1, 实际开始: 2026-05-11 09:26}]}\n"
    )


def test_nothing_ends_before_it_begins(tmp_path):
    visit = case(tmp_path, more="实际: {安排: [{编号: A5, 实际开始: 2026-05-11 10:38}]}\n")
    with pytest.raises(Refused):
        taken(visit, [took(visit, "A5", None, "05-11 10:37")])
    assert taken(visit, [took(visit, "A5", None, "05-11 10:38")]).changed


@cases(("clock", "planned", "wanted"), [
    (9 * 60 + 5, 9 * 60, "05-11 09:05"), (10, 23 * 60, "05-12 00:10"), (23 * 60 + 50, 10, "05-10 23:50"),
    (12 * 60, 0, "05-11 12:00"), (9 * 60, None, "05-11 09:00"),
])  # fmt: skip
def test_a_clock_is_near_the_plan(clock, planned, wanted):
    assert clock_on(moment("05-11 00:00").date(), clock, planned) == moment(wanted)


# --- anything, in any order -------------------------------------------------------------------------------------------

_IDS = st.lists(st.sampled_from([f"T{number}" for number in range(1, 9)]), min_size=1, max_size=4, unique=True)
_STATUSES = st.sampled_from(TaskStatus)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_IDS, _STATUSES, _STATUSES)
def test_ticking_touches_the_lines_of_its_tasks_alone(tmp_path: Path, ids, first, second):
    visit = case(tmp_path)
    before = text().split("\n")
    for status in (first, second):
        changed = after(visit, tick(visit, *ids, status=status))
        visit = Case.of(load_text(changed.encode(), "plan.yaml"))
        assert {task.id for task in visit.plan.tasks if task.status is status} >= set(ids)
    lines = changed.split("\n")
    assert len(lines) == len(before)
    touched = {number for number, (one, other) in enumerate(zip(before, lines, strict=True)) if one != other}
    assert touched <= {number for number, line in enumerate(before) if any(f"编号: {one}," in line for one in ids)}
    assert tick(visit, *ids, status=second).changed == ()
