"""Two versions of a plan: what changed by meaning, known by what, in which order, on which line."""

from __future__ import annotations

import pytest

from jiedai.workflow.changes.diff import MODELS, Change, changes
from jiedai.workflow.changes.sheet import PROGRESS
from tests.workflow.changes.samples import OFFICE, case, edited, text

SU = "{姓名: 苏敏, 性别: 女, 单位: 省卫生健康委, 职务: 基层卫生处处长, 职级: 县处级, 排序: 2, 饮食: [低糖]}"
TALKS = '        时间: "14:30-16:30"\n'


def told(*edits: tuple[str, str], **options: object) -> list[tuple[object, ...]]:
    """What changed, as (op, section, id, field, old, new)."""
    office = options.pop("office", ())
    return [tuple(one[:6]) for one in changes(case(), case(*edits, office=office), **options)]


def line_of(*edits: tuple[str, str], word: str) -> int:
    return edited(text(), *edits)[: edited(text(), *edits).index(word)].count("\n") + 1


def test_a_changed_time_with_its_day_words_and_line():
    edit = (TALKS, TALKS.replace("14:30-16:30", "14:25-16:25"))
    (found,) = changes(case(), case(edit))
    assert found == Change(
        "changed",
        "schedule.items",
        "A9",
        "time",
        "14:30-16:30",
        "14:25-16:25",
        found.date,
        "县域医共体建设座谈会",
        line_of(edit, word="14:25-16:25"),
    )
    assert str(found.date) == "2026-10-20"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('时间: "09:40-09:55"', '时间: "9:40—9:55"'),
        ("类别: 接站", "类别: pickup"),
        ("标题: 省", "title: 省"),
        ("{姓名: 苏敏, 性别: 女,", "{性别: 女, name: 苏敏,"),
        ("人均: 50\n", "人均: 50元\n"),
        ("日期: 2026-10-20 至 2026-10-21\n", "日期: 2026年10月20日至21日\n"),
        ("陪同: [许静], 工作人员: [夏禾], 责任单位", "陪同: 许静, 工作人员: 夏禾, 责任单位"),
        ("版本: 2\n", "版本: 3\n"),
        ("乘车人: [梁国栋, 苏敏,", "乘车人: [苏敏, 梁国栋,"),
        ("# 检查: jiedai", "# jiedai"),
        ("地点: 临溪宾馆, 责任单位: 县接待办, 责任人: 夏禾}", "地点: 宾馆, 责任单位: 县接待办, 责任人: 夏禾}"),
    ],
)
def test_what_is_typed_otherwise_and_reads_the_same_is_no_change(old: str, new: str):
    assert told((old, new)) == []


def test_an_item_on_another_day_is_one_change():
    line = next(line for line in text().split("\n") if "编号: A10" in line) + "\n"
    before = next(line for line in text().split("\n") if "编号: B1," in line) + "\n"
    assert told((line, ""), (before, line + before)) == [
        ("changed", "schedule.items", "A10", "date", "2026-10-20", "2026-10-21")
    ]


def test_a_record_that_came_and_one_that_went():
    line = next(line for line in text().split("\n") if "编号: T12" in line) + "\n"
    new = "  - {编号: T13, 事项: 备伞, 责任单位: 县接待办, 责任人: 夏禾, 时限: T-1 17:00}\n"
    came, went = changes(case(), case((line, new)))
    assert (came.op, came.id, came.old, str(came.date), came.what) == ("added", "T13", None, "2026-10-19", "备伞")
    assert came.new["due"] == "T-1 17:00"
    assert "done_at" not in came.new
    assert (went.op, went.id, went.new, went.line) == ("removed", "T12", None, line_of(word="编号: T12"))


def test_a_guest_who_moves_up_and_nobody_else_moves():
    lines = [line + "\n" for line in text().split("\n") if line.startswith("  - {姓名: ") and "排序: " in line][:3]
    assert told(("".join(lines), "".join([lines[1], lines[2], lines[0]]))) == [("moved", "guests", "苏敏", None, 2, 4)]


def test_a_seating_list_in_another_order():
    old = "来宾席: [梁国栋, 苏敏, 海明, 诸葛文, 罗佳, 才让, 石磊]"
    ((op, section, name, field, before, after),) = told((old, old.replace("苏敏, 海明", "海明, 苏敏")))
    assert (op, section, name, field) == ("moved", "seating", "S1", "guests")
    assert (before[1], after[1]) == ("苏敏", "海明")


def test_a_person_of_another_name_and_the_same_post_is_the_same_person():
    assert told((SU, SU.replace("苏敏", "苏敏敏"))) == [("renamed", "guests", "苏敏敏", "name", "苏敏", "苏敏敏")]


def test_a_person_with_the_same_telephone_is_the_same_person():
    old = "{姓名: 石磊, 性别: 男, 单位: 省卫生健康委, 职务: 办公室干部,"
    assert told((old, old.replace("石磊", "石垒").replace("办公室干部", "办公室副主任"))) == [
        ("renamed", "guests", "石垒", "name", "石磊", "石垒"),
        ("changed", "guests", "石垒", "post", "办公室干部", "办公室副主任"),
    ]


def test_of_two_who_may_be_meant_nobody_is_renamed():
    """诸葛文 and 罗佳 have the same unit and post."""
    edits = ("{姓名: 诸葛文,", "{姓名: 甲,"), ("{姓名: 罗佳,", "{姓名: 乙,")
    assert [one[0] for one in told(*edits) if one[1] == "guests"] == ["added", "added", "removed", "removed"]


def test_a_guest_who_does_not_come_with_all_that_follows():
    found = told((SU, SU[:-1] + ", 不来: 生病}"))
    assert found[0] == ("changed", "guests", "苏敏", "absent", False, "生病")
    assert ("changed", "lodging.rooms", "临溪宾馆/0602", "guests", ["苏敏", "罗佳"], ["罗佳"]) in found
    assert ("changed", "meals", "A5", "guests", 7, 6) in found


def test_arrival_is_changed_by_its_parts():
    assert told(("抵达: {时间: 2026-10-20 09:40, 车次: G7315,", "抵达: {时间: 2026-10-20 09:30, 车次: G7313,")) == [
        ("changed", "guests", "梁国栋", "arrive.time", "2026-10-20 09:40", "2026-10-20 09:30"),
        ("changed", "guests", "梁国栋", "arrive.by", "G7315", "G7313"),
    ]


def test_a_room_without_number_goes_by_its_first_guest():
    old = '{房号: "0603", 房型: 标准间, 入住人: [海明], 房价: 340,'
    room = {"type": "twin", "guests": ["海明"], "price": "340", "payer": "guest_unit"}
    assert told((old, old.replace('房号: "0603", ', "").replace("340", "350"))) == [
        ("added", "lodging.rooms", "临溪宾馆/海明", None, None, room | {"price": "350"}),
        ("removed", "lodging.rooms", "临溪宾馆/0603", None, {"number": "0603"} | room, None),
    ]


def test_two_meals_of_one_item_are_told_apart_by_their_form():
    old = "  - {日程: A11, 形式: 自助餐,"
    extra = "  - {日程: A11, 形式: 盒饭, 人均: 15}\n"
    assert [one[:3] for one in told((old, extra + old))] == [("added", "meals", "A11")]
    assert [one[:3] for one in told((old, old.replace("A11, 形式: 自助餐", "A11, 形式: 盒饭")))] == [
        ("changed", "meals", "A11")
    ]


def test_a_dish_and_a_step():
    found = told(("菜名: 时令青菜", "菜名: 清炒时蔬"), ("{分钟: 55, 事项: 交流讨论", "{分钟: 50, 事项: 交流讨论"))
    assert [one[:4] for one in found] == [
        ("changed", "schedule.items", "A9", "steps"),
        ("added", "meals.menu", "A5/清炒时蔬", None),
        ("removed", "meals.menu", "A5/时令青菜", None),
    ]


def test_what_stands_at_the_top_and_in_a_section_that_there_is_once():
    edits = ("标题: 省", "状态: 取消\n标题: 省"), ("文号: 省卫办函〔2026〕215号", "文号: 省卫办函〔2026〕216号")
    assert told(*edits) == [
        ("changed", "plan", None, "state", "normal", "cancelled"),
        ("changed", "letter", None, "number", "省卫办函〔2026〕215号", "省卫办函〔2026〕216号"),
    ]
    gone = ("安全: {警车: 0, 清场: 否, 封路: 否, 公众活动: 否}\n", "")
    kept = {"police_cars": 0}
    assert told(gone) == [("removed", "security", None, None, kept, None)]


def test_the_office_counts_where_the_plan_speaks_of_it():
    edit = ("联系人: 顾晓岚, 电话: 0571-55500102", "联系人: 顾晓岚, 电话: 0571-55500199")
    assert ("changed", "office.units", "县卫健局", "phone", "0571-55500102", "0571-55500199") in told(office=(edit,))
    other = ("联系人: 雷鸣, 电话: 0571-55500103", "联系人: 雷鸣, 电话: 0571-55500198")
    assert told(office=(other,)) == []


def test_the_line_of_a_change_in_the_office_is_that_of_its_file():
    edit = ("驾驶员: 赵大海, 电话: 13900001011", "驾驶员: 赵大海, 电话: 13900001019")
    (found,) = [one for one in changes(case(), case(office=(edit,))) if one.section == "office.vehicles"]
    assert found.line == text(OFFICE)[: text(OFFICE).index("驾驶员: 赵大海")].count("\n") + 1


def test_a_unit_that_gets_its_first_task_does_not_change_the_office():
    line = next(line for line in text().split("\n") if "编号: T12" in line)
    new = line + "\n  - {编号: T13, 事项: 值守, 责任单位: 县公安局, 责任人: 雷鸣, 时限: T-1}"
    assert [one[:3] for one in told((line, new))] == [("added", "tasks", "T13")]


def test_progress_is_left_out_unless_it_is_asked_for():
    edits = (
        ("  人数: 7\n  经费:", "  人数: 6\n  经费:"),
        (
            "检查人: 许静, 阶段: 踩点演练, 状态: 进行中",
            "检查人: 许静, 阶段: 踩点演练, 状态: 已完成, 完成时间: 2026-10-17",
        ),
        ("{项目: 日程安排, 分数: 5}", "{项目: 日程安排, 分数: 4}"),
        ("差错: []", "差错: [车晚到]"),
    )
    assert told(*edits) == []
    assert (
        {f"{one[1]}.{one[3]}" if one[1] == "tasks" else one[1] for one in told(*edits, everything=True)}
        == {
            "tasks.status",
            "tasks.done_at",
            "actuals",
            "feedback",
            "review",
        }
        <= PROGRESS
    )


def test_sections_come_in_the_order_of_a_plan():
    edits = (
        ("{项目: 住宿费, 金额: 1820", "{项目: 住宿费, 金额: 1821"),
        (TALKS, TALKS.replace("14:30", "14:35")),
        ("来临溪县调研县域医共体建设\n", "来临溪县调研县域医疗\n"),
        ("职务: 研究员", "职务: 副研究员"),
        ('房号: "0606", 房型: 标准间', '房号: "0606", 房型: 单间'),
    )
    found = [one[1] for one in told(*edits)]
    assert (
        found == sorted(found, key=list(MODELS).index) == ["plan", "guests", "schedule.items", "lodging.rooms", "costs"]
    )


def test_both_ways_it_is_the_same():
    edits = ("  - " + SU + "\n", ""), (TALKS, TALKS.replace("14:30", "14:35"))
    there = changes(case(), case(*edits))
    back = changes(case(*edits), case())
    assert {(one.section, one.id, one.field) for one in there} == {(one.section, one.id, one.field) for one in back}
