"""`jiedai dishes`: what the library offers for a meal, in season, for whom not, and at what cost."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from jiedai.cli import outputs
from tests.visit.test_knowledge import PLAN

DISHES = """\
菜品:
  - {菜名: 豆腐, 类: 热菜, 配料: [豆腐], 过敏原: [大豆], 清真: 是, 成本: 28}
  - {菜名: 红烧肉, 类: 热菜, 配料: [五花肉], 过敏原: [], 成本: 70, 份量: 8}
  - {菜名: 青菜, 类: 热菜, 配料: [青菜], 过敏原: [], 清真: 是}
  - {菜名: 春笋, 类: 冷菜, 季节: 春, 配料: [春笋], 过敏原: [], 清真: 是, 成本: 36}
  - {菜名: 腊鸭, 类: 冷菜, 季节: 冬, 配料: [鸭], 成本: 90}
  - {菜名: 米饭, 配料: [大米], 过敏原: [], 清真: 是, 成本: 12, 有效至: 2026-05-10}
"""


@pytest.fixture
def kitchen(office):
    path = office / "plans" / "甲.yaml"
    guests = (
        "[{姓名: 甲, 单位: 乙, 职务: 丙, 饮食: [清真], 过敏: [大豆]}, {姓名: 丁, 单位: 乙, 职务: 丙, 过敏: [大豆]}]"
    )
    text = PLAN.replace("[{姓名: 陈志远, 单位: 省农业农村厅, 职务: 副厅长}]", guests)
    path.write_text(text.replace("菜单: [炒 豆腐,", "人均: 50, 菜单: [豆腐,"), encoding="utf-8")
    for other in (office / "plans").glob("2026-*.yaml"):
        other.unlink()
    (office / "plans" / "knowledge").mkdir()
    (office / "plans" / "knowledge" / "菜品.yaml").write_text(DISHES, encoding="utf-8")
    return path


def test_what_is_offered(run, kitchen):
    data = json.loads(run("dishes", "-f", "json").out)
    Draft202012Validator(outputs.schema("dishes")).validate(data)
    assert (data["item"], data["people"], data["needs"], data["price"]) == ("A2", 2, {"halal": 1, "soy": 2}, 50.0)
    assert [(one["dish"], one["per_head"], one["not_for"], one["on_menu"]) for one in data["dishes"]] == [
        ("春笋", 3.6, {}, False),
        ("青菜", None, {}, False),
        ("红烧肉", 8.75, {"halal": 1}, False),
        ("豆腐", 2.8, {"soy": 2}, True),
    ]
    assert data["menu"] == {"dishes": 3, "known": 1, "per_head": 2.8}
    told = run("dishes", "甲", "--id", "a2")
    assert "豆腐（菜单上有）\t大豆\t2.80\t大豆 2 人" in told.out
    assert "甲\t" not in told.out  # nobody is named
    assert "人均 2.80 元；标准 50 元" in told.err


@pytest.mark.parametrize(
    ("words", "edit", "told"),
    [
        (("--id", "A9"), ("", ""), "没有日程 A9"),
        ((), ("  - {日程: A2,", "  - {日程: A1, 形式: 自助餐}\n  - {日程: A2,"), "有 2 餐，用 --id 写明"),
    ],
)
def test_what_cannot_be_offered(run, kitchen, words, edit, told):
    kitchen.write_text(kitchen.read_text(encoding="utf-8").replace(*edit), encoding="utf-8")
    found = run("dishes", *words)
    assert (found.status, told in found.err) == (2, True), found.err


def test_nothing_in_season(run, kitchen):
    (kitchen.parent / "knowledge" / "菜品.yaml").write_text("菜品: [{菜名: 腊鸭, 季节: 冬}]\n", encoding="utf-8")
    assert json.loads(run("dishes", "-f", "json").out)["dishes"] == []
    found = run("dishes")
    assert (found.status, found.out, "没有这个季节的菜" in found.err) == (0, "", True)
