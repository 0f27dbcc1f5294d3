"""A guest who does not come, an item that does not take place: everything that hangs on them goes, nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedai.documents.view import entries, project_plan
from jiedai.loading import load
from jiedai.model.base import AUDIENCES
from jiedai.visit.case import Case
from jiedai.workflow.late.dropping import guest_dropped
from jiedai.workflow.late.leaving_out import item_dropped
from jiedai.workflow.late.looking import Outcome
from tests.workflow.late.samples import PLAN, case_of, written


def without_guest(folder: Path, name: str = "李芸", reason: str = "出差") -> Outcome:
    case = case_of(folder)
    return guest_dropped(case, case.guest_by_name[name], reason)


def without_item(folder: Path, number: str, plan: str = PLAN) -> Outcome:
    case = case_of(folder, plan)
    return item_dropped(case, case.item_by_id[number][1], "")


def test_a_guest_stays_in_the_list_and_nowhere_else(tmp_path: Path) -> None:
    text = without_guest(tmp_path).text
    assert "姓名: 李芸, 单位: 省厅, 职务: 处长, 同席: [陈远], 不来: 出差" in text
    assert "人员: [陈远, 李芸]" in text, "the letter named them"
    assert text.count("李芸") == 2
    assert "0802" not in text, "nobody else was in that room"
    assert "# 留着这一行" in text
    assert "# 两天" in text


def test_without_a_reason(tmp_path: Path) -> None:
    case = case_of(tmp_path)
    assert "不来: 是" in guest_dropped(case, case.guest_by_name["李芸"], "").text


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_view_has_who_does_not_come(tmp_path: Path, audience: str) -> None:
    text = without_guest(tmp_path).text
    view = project_plan(Case.of(load(written(tmp_path, text))), audience)
    assert "李芸" not in "".join(str(guest.name) for guest in entries(view.guests))


def test_the_last_guest_of_a_meal_leaves_nobody_not_everybody(tmp_path: Path) -> None:
    plan = PLAN.replace("陪餐: [林峰], 来宾: [陈远, 李芸]", "陪餐: [林峰], 来宾: [李芸]")
    case = case_of(tmp_path, plan)
    draft = guest_dropped(case, case.guest_by_name["李芸"], "")
    assert "来宾: 无" in draft.text
    assert any("再没有来宾" in look.message for look in draft.look_at)


def test_an_item_goes_with_what_hangs_on_it(tmp_path: Path) -> None:
    draft = without_item(tmp_path, "A2")
    assert "编号: A2" not in draft.text
    assert "编号: A3" not in draft.text, "the ride away from it"
    assert "到: 县机关食堂, 车辆: 1" in draft.text, "the ride to it leads on"
    assert "日程: A2" not in draft.text
    assert not [look for look in draft.look_at if look.code == "GS08"]
    assert '时间: "09:00-09:15"' in draft.text, "ten minutes by road, five to board"
    assert "状态: 取消" in draft.text
    assert "A2 已取消" in draft.text
    assert any("任务 T1 已取消，告诉县接待办" in look.message for look in draft.look_at)


def test_where_no_road_is_known_the_time_stays_and_is_told(tmp_path: Path) -> None:
    plan = PLAN.replace("从: 云溪宾馆, 到: 产业园, 车辆", "从: 县机关食堂, 到: 产业园, 车辆")
    draft = without_item(tmp_path, "A2", plan.replace("到: 县机关食堂, 车辆: [1], 前", "到: 临溪宾馆, 车辆: [1], 前"))
    assert '时间: "09:00-09:30"' in draft.text
    assert any("不知道从县机关食堂到临溪宾馆要开多久" in look.message for look in draft.look_at)


def test_there_and_straight_back_needs_no_ride(tmp_path: Path) -> None:
    plan = PLAN.replace("从: 产业园, 到: 县机关食堂", "从: 产业园, 到: 云溪宾馆")
    draft = without_item(tmp_path, "A2", plan)
    assert "编号: A1" not in draft.text
    assert "编号: A3" not in draft.text
    assert "日程: A1" not in draft.text, "who rides there"


def test_a_meal_goes_with_its_table_and_its_seats(tmp_path: Path) -> None:
    text = without_item(tmp_path, "A4").text
    assert "日程: A4" not in text


def test_the_preview_tells_whom_it_touches(tmp_path: Path) -> None:
    readers = {key for _change, keys in without_item(tmp_path, "A2").changes for key in keys}
    assert {"staff", "driver:1"} <= readers


NAMED = (
    PLAN.replace(
        "事项: 考察,", "事项: 考察, 流程: [{分钟: 10, 事项: 听李芸讲话, 责任人: 李芸}], 备注: 备6份材料、2 份简介,"
    )
    .replace("事项: 午餐,", "事项: 午餐, 主持: 李芸,")
    .replace("事项: 踩点,", "事项: 踩点并接李芸处长,")
    + "人数: {总数: 2, 分组: [{名称: 省厅, 人数: 2}]}\n经费: [{项目: 工作餐, 金额: 150}]\n"
)
PAID = NAMED.replace("接待方承担: true,", "接待方承担: true, 人均: 50,")


def test_what_a_guest_was_to_do_is_told(tmp_path: Path) -> None:
    case = case_of(tmp_path, NAMED)
    made = guest_dropped(case, case.guest_by_name["李芸"], "")
    told = [look.message for look in made.look_at]
    assert "“听李芸讲话”原定由李芸，现在空着" in told
    assert "“午餐”原定由李芸，现在空着" in told
    assert any("踩点并接李芸处长" in message for message in told)
    assert "主持: 李芸" not in made.text
    assert "责任人: 李芸" not in made.text


def test_heads_and_money_follow_where_one_reading_exists(tmp_path: Path) -> None:
    case = case_of(tmp_path, PAID)
    made = guest_dropped(case, case.guest_by_name["李芸"], "")
    assert "人数: {总数: 1, 分组: [{名称: 省厅, 人数: 1}]}" in made.text
    assert "金额: 100" in made.text, "two at table now"
    assert [look.message for look in made.look_at if look.why == "heads"] == [
        "“备6份材料、2 份简介”里像是写了原来的人数"
    ]


@pytest.mark.parametrize(("count", "told"), [("2", True), ("3", False), ("12", False), ("1.2", False)])
def test_only_the_number_of_all_who_come_is_one_of_heads(tmp_path: Path, count: str, told: bool) -> None:
    case = case_of(tmp_path, NAMED.replace("备6份材料、2 份简介", f"印{count}份"))
    looks = guest_dropped(case, case.guest_by_name["李芸"], "").look_at
    assert any(look.why == "heads" for look in looks) is told


def test_money_that_was_made_otherwise_is_told(tmp_path: Path) -> None:
    case = case_of(tmp_path, PAID.replace("金额: 150", "金额: 180"))
    made = guest_dropped(case, case.guest_by_name["李芸"], "")
    assert "金额: 180" in made.text
    assert any("由 150 元变为 100 元" in look.message for look in made.look_at)


def test_an_item_with_a_length_alone_has_its_drives_joined(tmp_path: Path) -> None:
    plan = PLAN.replace('时间: "09:30-10:30"', "时长: 60").replace('时间: "10:30-11:00"', "时长: 30")
    made = without_item(tmp_path, "A2", plan)
    assert "编号: A3" not in made.text
    assert "到: 县机关食堂, 车辆: 1" in made.text


def test_the_time_that_is_free_goes_to_what_follows(tmp_path: Path) -> None:
    looks = without_item(tmp_path, "A2").look_at
    (free,) = [look for look in looks if look.why == "time"]
    assert (free.message, free.hint) == ("空出 09:15-12:00", "后面的要提前，用 jiedai delay A4 -165 看")
