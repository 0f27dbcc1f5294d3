"""The guests of a list in a plan: blanks filled, new ones added, differences left alone, other text untouched."""

from __future__ import annotations

import datetime as dt

import pytest

from jiedai.loading import load_text
from jiedai.workflow.intake import intake
from jiedai.workflow.intake.merging import merged

PLAN = """\
标题: 来访
类型: 调研
事由: 看看
日期: 2026-06-16 至 2026-06-17
来宾:  # 按次序
  - {姓名: 时迁, 性别: 待填, 单位: 云滩县公安局, 职务: 副局长, 抵达: {时间: 待填, 车次: G1}}  # 一
  - 姓名: 待填 来宾2
    单位: 待填
    职务: 待填

日程: []
"""


def put(rows: str, plan: str = PLAN):
    loaded = load_text(plan.encode(), "方案.yaml")
    read = intake.read(rows.encode(), "名单.csv", dt.date(2026, 6, 1))
    return merged(plan, loaded.source.data, loaded.plan, read)


def test_a_blank_is_filled_and_the_rest_stays():
    result = put("姓名,性别,手机,饮食,到达时间\n时迁,男,13800001111,清真,2026-06-16 10:05\n")
    assert result.text == PLAN.replace("性别: 待填", "性别: 男").replace(
        "时间: 待填", "时间: 2026-06-16 10:05"
    ).replace("车次: G1}}", '车次: G1}, 电话: "13800001111", 饮食: [清真]}')
    assert {one.path for one in result.applied} == {
        f"guests.时迁.{facet}" for facet in ("sex", "phone", "diet", "arrive.time")
    }
    assert not result.conflicts


def test_what_differs_is_told_and_left():
    result = put("姓名,单位,职务\n时迁,云滩县公安局,局长\n")
    assert result.text == PLAN
    [conflict] = result.conflicts
    assert (conflict.path, conflict.old, conflict.new, conflict.cell) == (
        "guests.时迁.post",
        "副局长",
        "局长",
        "名单!C2",
    )


def test_another_person_of_the_same_name_fills_no_blanks():
    result = put("姓名,单位,职务,性别,手机\n时迁,岭北省教育厅,处长,女,13800001111\n")
    assert result.text == PLAN
    assert [one.path for one in result.conflicts] == ["guests.时迁.unit"]


def test_a_new_guest_takes_the_place_of_a_blank_one_then_a_line_of_his_own():
    result = put("姓名,单位,职务\n扈三娘,云滩县妇联,主席\n林冲,,\n")
    assert result.added == ["扈三娘", "林冲"]
    assert "  - 姓名: 扈三娘\n    单位: 云滩县妇联\n    职务: 主席\n" in result.text
    assert "  - {姓名: 林冲, 单位: 待填, 职务: 待填}\n\n日程" in result.text
    assert result.missing == ["时迁"]


def test_reading_the_list_again_changes_nothing():
    rows = "姓名,性别,单位,职务,职级,过敏,离开时间\n时迁,男,云滩县公安局,副局长,副科级,花生、虾,6月17日 15:30\n"
    rows += "扈三娘,女,县妇联,主席,,,\n"
    first = put(rows)
    again = put(rows, first.text)
    assert (again.text, again.applied, again.conflicts) == (first.text, [], [])


@pytest.mark.parametrize("keys", ["zh", "en"])
def test_a_plan_without_guests_gets_the_section(keys):
    plan = "标题: 来访\n类型: 调研\n事由: 看看\n日期: 2026-06-16\n日程: []\n"
    if keys == "en":
        plan = "title: 来访\nkind: research\npurpose: 看看\ndates: 2026-06-16\nschedule: []\n"
    loaded = load_text(put("姓名,性别,单位,职务\n时迁,男,公安局,局长\n", plan).text.encode(), "方案.yaml")
    [guest] = loaded.plan.guests
    assert (guest.name, guest.sex.value, guest.unit, guest.post) == ("时迁", "male", "公安局", "局长")
    assert ("guests" in loaded.source.data) is (keys == "en")


def test_a_byte_order_mark_and_windows_newlines_stay():
    plan = PLAN.replace("\n", "\r\n")
    result = put("姓名,性别\n时迁,男\n", plan)
    assert result.text == plan.replace("性别: 待填", "性别: 男")
