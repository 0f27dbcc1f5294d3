"""What becomes of a follow-up: done with a result alone, put off, opened again."""

from __future__ import annotations

import pytest

from jiedai.arrange.writing import written
from jiedai.loading import load_text
from jiedai.model.choice import TaskStatus
from jiedai.model.moments import read_due
from jiedai.visit.case import Case
from jiedai.visit.follow_ups import follow_ups
from jiedai.workflow.after.settling import settled
from jiedai.workflow.following.ticking import Refused, Wish
from tests.workflow.after.samples import case
from tests.workflow.following.samples import moment

NOW = moment("05-14 10:00")
ONE = "\n评估:\n  后续:\n    - {编号: F1, 事项: 寄材料, 性质: 资料, 责任单位: 县发改局}\n"


def wish(**more) -> Wish:
    return Wish(NOW, **({"status": TaskStatus.DONE} | more))


def then(visit: Case, found) -> Case:
    return Case.of(load_text(written(visit.loaded.source, found.edits).encode(), "plan.yaml"))


def test_done_with_its_result(tmp_path):
    visit = case(tmp_path, more=ONE)
    found = settled(visit, follow_ups(visit), wish(note="已寄出"))
    assert [(one.id, one.field, one.old, one.new) for one in found.changed] == [
        ("F1", "status", "open", "done"), ("F1", "done_at", None, "2026-05-14 10:00"), ("F1", "result", None, "已寄出"),
    ]  # fmt: skip
    again = then(visit, found)
    assert settled(again, follow_ups(again), wish(note="已寄出")).changed == ()
    assert settled(again, follow_ups(again), wish()).changed == ()


def test_not_without_one(tmp_path):
    visit = case(tmp_path, more=ONE)
    with pytest.raises(Refused, match="F1 办结要写结果"):
        settled(visit, follow_ups(visit), wish())


@pytest.mark.parametrize(("at", "late"), [("05-15 23:59", ()), ("05-16 00:00", ("F1",))])
def test_late_by_the_due_of_its_kind(tmp_path, at, late):
    visit = case(tmp_path, more=ONE)
    assert settled(visit, follow_ups(visit), wish(note="寄了", at=moment(at))).late == late


def test_put_off_and_opened_again(tmp_path):
    visit = case(tmp_path, more=ONE)
    later = settled(visit, follow_ups(visit), wish(status=None, extend=read_due("L+10", None), note="等数据"))
    again = then(visit, later)
    (one,) = follow_ups(again)
    assert (str(one.due), one.result) == ("L+10", "延期到 L+10：等数据")
    with pytest.raises(Refused, match="延期要比它晚"):
        settled(again, follow_ups(again), wish(status=None, extend=read_due("L+9", None), note="x"))
    done = then(again, settled(again, follow_ups(again), wish(note="寄了")))
    with pytest.raises(Refused, match="已完成，不用延期"):
        settled(done, follow_ups(done), wish(status=None, extend=read_due("L+19", None), note="x"))
    opened = then(done, settled(done, follow_ups(done), wish(status=TaskStatus.OPEN)))
    (one,) = follow_ups(opened)
    assert (one.status, one.done_at, one.result) == (TaskStatus.OPEN, None, "延期到 L+10：等数据；寄了")
