"""What an office knows of its county: read from its folder, and what of it concerns a visit."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from jiedai.check.engine import check
from jiedai.loading import load
from jiedai.model.choice import Season
from jiedai.visit.case import Case
from jiedai.visit.knowledge import Concern, in_season, in_use, library, library_of

PLAN = """\
标题: 省农业农村厅来云溪县调研茶产业
类型: 调研
事由: 调研茶园
日期: 2026-05-11
来宾: [{姓名: 陈志远, 单位: 省农业农村厅, 职务: 副厅长}]
日程:
  - 日期: 2026-05-11
    安排:
      - {编号: A1, 时间: "09:00-10:00", 事项: 考察茶厂, 类别: 考察, 地点: 茶厂二楼会议室}
      - {编号: A2, 时间: "11:30-12:30", 事项: 午餐, 类别: 用餐, 地点: 食堂}
用餐:
  - {日程: A2, 形式: 工作餐, 菜单: [炒 豆腐, {菜名: 清蒸鱼, 配料: [鲈鱼], 过敏原: [鱼类], 清真: 否}, 米饭]}
"""
KNOWN = """\
县情:
  - {名称: 人口, 数字: {户籍人口: 31万人}, 来源: 公报, 日期: 2026-03-01, 有效至: 2026-05-10}
  - {名称: 面积, 来源: 公报, 日期: 2026-03-01, 有效至: 2026-05-11}
产业:
  - {名称: 茶, 来源: 局, 日期: 2026-01-01, 关键词: [茶园]}
  - {名称: 竹, 来源: 局, 日期: 2026-01-01, 关键词: [竹木], 场所: [竹厂]}
讲解:
  - {名称: 茶厂, 看点: [萎凋, 揉捻]}
  - {名称: 竹厂, 看点: [破篾]}
故事: [{名称: 老茶树, 场所: 茶厂}, {名称: 外宾, 类型: 外事}]
问答: [{问: 多少亩, 答: 八万亩, 场所: [茶厂]}]
菜品:
  - {菜名: 炒豆腐, 配料: [豆腐, 酱油], 过敏原: [大豆, 含麸质谷物], 清真: 是}
  - {菜名: 清蒸鱼, 配料: [桂鱼], 清真: 是, 季节: 冬}
  - {菜名: 米饭, 过敏原: [], 有效至: 2026-05-10}
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    (tmp_path / "plans" / "knowledge").mkdir(parents=True)
    (tmp_path / "plans" / "knowledge" / "县情.yaml").write_text(KNOWN, encoding="utf-8")
    (tmp_path / "plans" / "office.yaml").write_text(
        "单位: {名称: 接待办}\n场所: [{名称: 茶厂}, {名称: 食堂}]\n", encoding="utf-8"
    )
    path = tmp_path / "plans" / "甲.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def used(path: Path) -> dict[str, list[str]]:
    case = Case.of(load(path))
    found = in_use(library_of(case.loaded), Concern.of(case))
    return {name: [getattr(one, "name", "") or one.question for one in cards] for name, cards in found.items() if cards}


def test_what_concerns_a_visit_is_told_by_its_places_words_kind_and_day(plan):
    assert used(plan) == {
        "facts": ["面积"], "industries": ["茶"], "places": ["茶厂"], "stories": ["老茶树"], "questions": ["多少亩"],
    }  # fmt: skip
    plan.write_text(PLAN.replace("类型: 调研", "类型: 外事"), encoding="utf-8")
    assert used(plan)["stories"] == ["老茶树", "外宾"]
    plan.write_text(PLAN.replace("2026-05-11", "2026-05-10"), encoding="utf-8")
    assert used(plan)["facts"] == ["人口", "面积"]


def test_a_menu_takes_from_the_library_what_it_does_not_say(plan):
    case = Case.of(load(plan))
    dishes = {dish.dish: dish for dish in case.plan.meals[0].menu}
    tofu, fish, rice = dishes["炒 豆腐"], dishes["清蒸鱼"], dishes["米饭"]
    assert (tofu.ingredients, tofu.states_allergens, tofu.halal) == (("豆腐", "酱油"), True, True)
    assert (fish.ingredients, fish.halal) == (("鲈鱼",), False)  # what the menu says stays
    assert not rice.states_allergens  # past its date
    assert case.written.meals[0].menu[0].ingredients == ()
    assert (case.plan.meals[0].menu[0]._path, tofu.allergens[0].zh) == (("用餐", 0, "菜单", 0), "大豆")


def test_what_the_library_knows_of_a_dish_is_held_against_its_guests(plan):
    def found(guest: str) -> set[str]:
        plan.write_text(PLAN.replace("职务: 副厅长", f"职务: 副厅长, {guest}"), encoding="utf-8")
        return {f"{one.level.value} {one.code}" for one in check(load(plan)) if "豆腐" in one.message}

    assert found("过敏: [大豆]") == {"error YC17"}
    assert found("过敏: [花生]") == set()
    (plan.parent / "knowledge" / "县情.yaml").unlink()
    assert found("过敏: [大豆]") == {"warning YC17"}  # only the name says so


def test_an_office_in_a_folder_of_its_own_has_its_own_library(plan):
    own = plan.parent / "乡镇"
    own.mkdir()
    (own / "office.yaml").write_text("单位: {名称: 镇政府}\n", encoding="utf-8")
    plan = plan.rename(own / plan.name)
    assert used(plan) == {}
    (own / "knowledge").mkdir()
    (own / "knowledge" / "a.yml").write_text("culture: [{name: Tea songs}]\n", encoding="utf-8")
    assert used(plan) == {"culture": ["Tea songs"]}


def test_files_of_every_form(tmp_path):
    folder = tmp_path / "plans" / "knowledge"
    (folder / "菜").mkdir(parents=True)
    for name, text in {
        "a.yaml": "", "b.yaml": "[]", "c.yaml": "县情: [{名称: 甲}]", "d.yaml": "县情: {",
        "e.yaml": "特产: [{名称: 笋}]", "菜/f.yaml": "菜品: [{菜名: 笋}]", ".g.yaml": "县情", "h.txt": "",
    }.items():  # fmt: skip
        (folder / name).write_text(text, encoding="utf-8")
    found = library(folder)
    assert [Path(shelf.source.name).name for shelf in found.shelves] == [
        "a.yaml",
        "b.yaml",
        "c.yaml",
        "d.yaml",
        "e.yaml",
        "f.yaml",
    ]
    assert [[one.code for one in shelf.problems] for shelf in found.shelves] == [
        ["GS01"], ["GS04"], ["GS03", "GS03"], ["GS01", "GS04"], [], [],
    ]  # fmt: skip
    assert (list(found.dishes), found.welcome) == (["笋"], ())


def test_a_library_is_read_again_when_a_file_changes(tmp_path):
    folder = tmp_path / "plans" / "knowledge"
    folder.mkdir(parents=True)
    path = folder / "a.yaml"
    for name in ("甲", "乙乙"):
        path.write_text(f"文化: [{{名称: {name}}}]\n", encoding="utf-8")
        assert [one.name for one in library(folder).entries("culture")] == [name]
    assert library(tmp_path / "nowhere").shelves == ()


def test_seasons():
    assert [Season.of(month).zh for month in range(1, 13)] == list("冬冬春春春夏夏夏秋秋秋冬")
    folder = Path(__file__).parents[2] / "plans" / "knowledge"
    dishes = library(folder).dishes
    spring, winter = ({dish.dish for dish in in_season(dishes.values(), dt.date(2026, month, 1))} for month in (4, 12))
    assert "油焖春笋" in spring - winter
    assert "笋干烧牛肉" in winter - spring
    assert "米饭" in spring & winter
