"""A visit at a glance."""

from __future__ import annotations

from jiedai.workflow.following.stages import Stage
from jiedai.workflow.following.status import UnitLoad, standing
from tests.workflow.following.samples import DONE_T1, case, moment


def test_tasks_by_unit_in_the_order_of_their_first(tmp_path):
    made = standing(case(tmp_path, DONE_T1), moment("05-09 18:00"))
    assert made.tasks == {"total": 8, "open": 7, "doing": 0, "done": 1, "dropped": 0, "overdue": 1}
    assert made.units[:2] == (UnitLoad("县接待办", 1, 0, 1), UnitLoad("县发改局", 1, 1, 0))
    assert [one.unit for one in made.units[2:]] == ["县工信局", "青山镇", "县市场监管局", "县卫健局", "县交警大队"]


def test_what_comes_next_leaves_out_what_is_overdue(tmp_path):
    made = standing(case(tmp_path), moment("05-09 18:00"))
    assert [task.id for task in made.coming] == ["T2", "T4", "T5"]
    assert standing(case(tmp_path), moment("05-11 08:00")).coming == ()


def test_a_task_under_way_is_open_to_its_unit(tmp_path):
    made = standing(case(tmp_path, ("时限: T-3, 状态: 未完成}", "时限: T-3, 状态: 进行中}")), moment("05-08 12:00"))
    assert (made.tasks["open"], made.tasks["doing"], made.units[0].open) == (7, 1, 2)


def test_a_visit_that_is_called_off_owes_nothing(tmp_path):
    made = standing(case(tmp_path, ("版本: 1\n", "版本: 1\n状态: 取消\n变更事由: 来函\n")), moment("05-10 08:00"))
    assert (made.stage, made.tasks["total"], made.tasks["overdue"], made.units, made.coming) == (
        Stage.CANCELLED, 8, 0, (), (),
    )  # fmt: skip
