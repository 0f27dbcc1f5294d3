"""A plan in plain values, and what was typed in other words."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from jiedai import language
from jiedai.loading import Loaded, load
from jiedai.visit.case import Case
from jiedai.visit.plain import plain, schema
from jiedai.visit.readings import readings
from tests.documents.samples import PLANS
from tests.model.samples import examples

OFFICE = "单位: {名称: 县接待办}\n人员:\n  - {姓名: 马明, 职务: 县长, 职级: 正县级}\n"
CANONICAL = """\
标题: 省卫健委来云溪县调研
类型: 调研
事由: 调研基层医疗
日期: 2026-05-11 至 2026-05-12
人数: {总数: 约120, 分组: [{名称: 代表, 人数: 100}]}
来宾:
  - {姓名: 陈志远, 性别: 男, 单位: 省卫健委, 职务: 副主任, 职级: 副厅级, 过敏: [甲壳类]}
  - {姓名: 李娜, 单位: 省卫健委, 职务: 处长, 不来: 临时有会}
陪同: [{姓名: 马明}]
日程:
  - 日期: 2026-05-11
    安排:
      - {编号: A1, 时间: "14:00-15:30", 事项: 汇报, 类别: 座谈, 流程: [{事项: 介绍, 分钟: 20}]}
      - {编号: A2, 时间: "22:00-次日00:30", 事项: 返回, 类别: 乘车}
用餐: [{日程: A1, 形式: 工作餐, 来宾: 12, 菜单: [{菜名: 红烧肉}, {菜名: 米饭}]}]
住宿: [{宾馆: 云溪宾馆, 入住: 2026-05-11, 房间: [{房号: "0806", 房型: 标准间}]}]
座次: [{编号: S1, 日程: A1, 形式: 长条桌横放}]
任务: [{编号: T1, 事项: 核对名单, 时限: T-1 17:00}]
预案: [{情形: 降雨}]
经费: [{项目: 工作餐, 金额: 600.50, 付费: 接待方}]
"""
OWN = """\
标题: 省卫健委来云溪县调研
类型: 专题调研
事由: 调研基层医疗
日期: 二〇二六年五月十一日至十二日
人数: {总数: 120余人, 分组: {代表: 一百人}}
来宾:
  - {姓名: 陈志远, 性别: 先生, 单位: 省卫健委, 职务: 副主任, 职级: 副厅级, 过敏: 虾}
  - {姓名: 李娜, 单位: 省卫健委, 职务: 处长, 不来: 临时有会}
陪同: 马明
日程:
  - 日期: 第一天
    安排:
      - {编号: A1, 时间: 下午两点到三点半, 事项: 汇报, 类别: 汇报会, 流程: 介绍（20分钟）}
      - {编号: A2, 时间: 晚上十点到次日零点半, 事项: 返回, 类别: 返回}
用餐: {日程: A1, 形式: 桌餐, 来宾: 十二位, 菜单: 红烧肉、米饭、…}
住宿: {宾馆: 云溪宾馆, 入住: 11日, 房间: [{房号: "0806", 房型: 双人间}]}
座次: {编号: S1, 日程: A1, 形式: 回字形}
任务: [{编号: T1, 事项: 核对名单, 时限: 来访前一天下午五点}]
预案: 降雨
经费: {项目: 工作餐, 金额: ￥600.50, 付费: 我方}
礼品: 无
"""


def case_of(folder: Path, text: str) -> Case:
    (folder / "office.yaml").write_text(OFFICE, encoding="utf-8")
    path = folder / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    return sound(load(path))


def sound(loaded: Loaded) -> Case:
    assert loaded.plan is not None, [one.message for one in loaded.diagnostics]
    return Case(loaded, loaded.plan)


def test_own_words_are_the_same_plan(tmp_path: Path) -> None:
    assert plain(case_of(tmp_path, OWN)) == plain(case_of(tmp_path, CANONICAL))


def test_values_are_plain(tmp_path: Path) -> None:
    found: Any = plain(case_of(tmp_path, CANONICAL))

    assert (found["kind"], found["state"], found["letter"]) == ("research", "normal", None)
    assert found["dates"] == {"first": "2026-05-11", "last": "2026-05-12"}
    assert found["headcount"]["total"] == {"number": 120, "approximate": True}
    (guest,) = found["guests"]
    assert (guest["sex"], guest["rank"], guest["rank_written"]) == ("male", "bureau", "副厅级")
    assert guest["allergies"] == ["crustacean"]
    assert [(one["name"], one["absent"]) for one in found["absent_guests"]] == [("李娜", "临时有会")]
    assert (found["hosts"][0]["post"], found["hosts"][0]["rank"]) == ("县长", "division")
    first, second = found["schedule"][0]["items"]
    assert first["time"] == {
        "start": "2026-05-11T14:00",
        "end": "2026-05-11T15:30",
        "part": None,
        "approximate": False,
    }
    assert second["time"]["end"] == "2026-05-12T00:30"
    assert found["tasks"][0]["due"] == "2026-05-10T17:00"
    assert found["costs"][0]["amount"] == 600.5
    assert found["lodging"][0]["rooms"][0]["number"] == "0806"


def test_blanks_say_nothing(tmp_path: Path) -> None:
    found: Any = plain(
        case_of(tmp_path, CANONICAL.replace("事由: 调研基层医疗", "事由: 待填").replace("T-1 17:00", "待填"))
    )

    assert (found["purpose"], found["tasks"][0]["due"]) == (None, None)


@pytest.mark.parametrize(
    "path", [path for _root, path in examples() if path.name != "office.yaml"], ids=lambda p: p.stem
)
def test_every_example_is_as_the_schema_says_in_any_language(path: Path) -> None:
    case = sound(load(path))
    found = plain(case)

    assert list(validator().iter_errors(json.loads(json.dumps(found)))) == []
    language.use("en")
    assert plain(case) == found


@cache
def validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(schema())
    return Draft202012Validator(schema())


def test_what_was_typed_in_other_words_is_told_where_it_stands(tmp_path: Path) -> None:
    found = readings(case_of(tmp_path, OWN))

    assert [(one.span.line, one.path[-1], one.typed, one.label) for one in found] == [
        (2, "类型", "专题调研", "调研"),
        (4, "日期", "二〇二六年五月十一日至十二日", "2026-05-11 至 2026-05-12"),
        (5, "总数", "120余人", "约120"),
        (5, "代表", "一百人", "100"),
        (7, "性别", "先生", "男"),
        (7, "职级", "副厅级", "厅局级"),
        (11, "日期", "第一天", "2026-05-11"),
        (13, "时间", "下午两点到三点半", "14:00-15:30"),
        (13, "类别", "汇报会", "座谈"),
        (14, "时间", "晚上十点到次日零点半", "22:00-次日00:30"),
        (14, "类别", "返回", "乘车"),
        (15, "形式", "桌餐", "工作餐"),
        (15, "来宾", "十二位", "12"),
        (16, "入住", "11日", "2026-05-11"),
        (16, "房型", "双人间", "标准间"),
        (17, "形式", "回字形", "长条桌横放"),
        (18, "时限", "来访前一天下午五点", "T-1 17:00"),
        (20, "付费", "我方", "接待方"),
    ]


def test_another_way_to_write_the_same_digits_is_no_reading(tmp_path: Path) -> None:
    assert [one.typed for one in readings(case_of(tmp_path, CANONICAL))] == ["副厅级"]
    text = CANONICAL.replace("14:00-15:30", "14：00—15：30").replace("2026-05-11 至 2026-05-12", "2026年5月11日至12日")
    assert [one.typed for one in readings(case_of(tmp_path, text))] == ["副厅级"]


def test_the_foreign_example_has_plain_values() -> None:
    found: Any = plain(sound(load(PLANS["foreign"])))

    assert found["kind"] == "foreign"
    assert all(
        item["time"]["start"] is None or "T" in item["time"]["start"]
        for day in found["schedule"]
        for item in day["items"]
    )
