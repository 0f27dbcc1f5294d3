"""Cards: numbers that stay, facts that reset them, and nobody's name in what past visits taught."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from jiedai import language
from jiedai.loading import load_office
from jiedai.visit.book import rule_book
from jiedai.workflow.study.cards import area_of, cards
from jiedai.workflow.study.lessons import lessons
from jiedai.workspace import Workspace

DAY = dt.date(2026, 5, 11)
OFFICE = """\
单位: {名称: 云溪县接待办}
部门:
  - {名称: 县交警大队, 职责: [交通], 联系人: 高翔, 电话: 0570-5550104, 副职: 贺平}
  - {名称: 县供电公司}
场所:
  - {名称: 云溪宾馆, 类别: 宾馆, 联系人: 方慧, 电话: 0570-5550110, 简介: 县定点接待宾馆。}
  - {名称: 云溪站, 类别: 车站}
"""
PLAN = """\
标题: 调研
类型: 调研
事由: 调研
日期: 2026-04-11
来宾: [{姓名: 陈志远, 单位: 省卫健委, 职务: 副主任}]
日程: []
评估:
  经验:
    - {经验: 主宾有身体提示时，提前留好电梯}
    - {经验: 雨天改走东门，早五分钟, 有效至: 2026-05-11}
    - {经验: 陈志远不喝茶}
  差错:
    - {事项: 车晚到, 责任人: 姚晨, 措施: 提前一刻钟到位}
    - {事项: 席卡写错, 措施: 两人核对, 状态: 撤销}
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "office.yaml").write_text(OFFICE, encoding="utf-8")
    (tmp_path / "plans" / "a.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "plans" / "b.yaml").write_text("经验: [", encoding="utf-8")
    return tmp_path


def test_what_the_office_knows(place):
    made = cards(rule_book(), load_office(place / "plans" / "office.yaml").office, [], DAY)
    assert made["unit:县交警大队"].back == "交通\n高翔 0570-5550104\n不在时找 贺平"
    assert made["place:云溪宾馆"].back.startswith("县定点接待宾馆。\n方慧 0570-5550110")
    assert not {"unit:县供电公司", "place:云溪站"} & set(made)


def test_every_rule_in_force_has_a_card_and_no_other(place):
    book = rule_book()
    made = {name.removeprefix("rule:") for name in cards(book, None, [], DAY) if name.startswith("rule:")}
    assert made == {
        code for code, rows in book.rows.items() if any(row.on and row.since <= DAY <= row.until for row in rows)
    }
    early = cards(book, None, [], dt.date(2013, 12, 7))
    assert "YC02" in made
    assert "rule:YC02" not in early


def test_the_answer_has_its_source_and_what_is_unchecked_says_so():
    made = cards(rule_book(), None, [], DAY)
    assert "第十条（已核对）" in made["rule:YC02"].back
    assert any("待核" in card.back for card in made.values())


def test_numbers_and_states_are_the_same_in_both_languages():
    chinese = cards(rule_book(), None, ["雨天改走东门，早五分钟"], DAY)
    language.use("en")
    english = cards(rule_book(), None, ["雨天改走东门，早五分钟"], DAY)
    assert {name: card.state for name, card in chinese.items()} == {name: card.state for name, card in english.items()}
    assert chinese["rule:YC02"].back != english["rule:YC02"].back


def test_another_figure_is_another_state(tmp_path):
    (tmp_path / "own.yaml").write_text("rules: {YC02: {figures: {small_limit: 2}}}", encoding="utf-8")
    before, after = cards(rule_book(), None, [], DAY), cards(rule_book(("own",), tmp_path), None, [], DAY)
    assert before["rule:YC02"].state != after["rule:YC02"].state
    changed = {name for name, card in before.items() if name in after and after[name].state != card.state}
    assert {name for name in changed if name.startswith("rule:")} == {"rule:YC02"}


def test_no_front_gives_the_whole_answer_away():
    assert [
        card.id for card in cards(rule_book(), None, ["雨天早五分钟"], DAY).values() if card.back in card.front
    ] == []


def test_past_visits_teach_without_names(place):
    workspace = Workspace(place)
    found = lessons(workspace, DAY)
    assert found == ["主宾有身体提示时，提前留好电梯", "雨天改走东门，早五分钟", "车晚到\n提前一刻钟到位"]
    assert len(lessons(workspace, DAY + dt.timedelta(days=1))) == 2
    made = [card for card in cards(rule_book(), None, found, DAY).values() if card.id.startswith("lesson:")]
    assert [card.back for card in made] == [found[0], found[1], "提前一刻钟到位"]


def test_the_area_of_a_card():
    assert (area_of("rule:YC02"), area_of("place:云溪宾馆")) == ("YC", "place")
