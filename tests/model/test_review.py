"""Faults, lessons and follow-ups: a text, several, or sections; scores from 1 to 5 as people write them."""

from __future__ import annotations

import pytest
from pydantic_core import PydanticCustomError

from jiedai.loading import load_text
from jiedai.model.choice import FaultGrade, FaultStatus
from jiedai.model.review import read_score
from tests.batch import cases

HEAD = "标题: 调研\n类型: 调研\n事由: 调研\n日期: 2026-05-11\n日程: []\n"


def review(text: str):
    loaded = load_text((HEAD + text).encode(), "plan.yaml")
    assert loaded.plan is not None, loaded.diagnostics
    return loaded.plan.review


@cases(
    ("written", "texts"),
    [
        ("评估:\n  经验: 提前踩点，备伞\n", ["提前踩点，备伞"]),
        ("评估:\n  经验: [提前踩点、备伞, 早说]\n", ["提前踩点、备伞", "早说"]),
        ("评估:\n  经验: {经验: 提前踩点, 类型: 调研}\n", ["提前踩点"]),
        ("review:\n  lessons: [a, {text: b, until: 2027-01-01}]\n", ["a", "b"]),
        ("评估:\n  经验: 2026\n", ["2026"]),
    ],
)
def test_old_plain_texts_stay_valid(written, texts):
    assert [one.text for one in review(written).lessons] == texts


def test_what_a_fault_is_where_nobody_says_more():
    (fault,) = review("评估: {差错: 席卡写错一字}\n").faults
    assert (fault.what, fault.status, fault.grade, fault.unit) == ("席卡写错一字", FaultStatus.CONFIRMED, None, None)


def test_grades_have_weight():
    assert [one.weight for one in FaultGrade] == [0, 1, 2, 3]


@cases(
    ("written", "line", "column", "message"),
    [
        ("评估:\n  差错:\n    - 晚到\n    - {事项: 车晚, 程度: 很重}\n", 9, 20, "“很重”不在可选范围内"),
        ("评估:\n  差错: {程度: 一般}\n", 7, 3, "“事项”"),
        ("评估:\n  后续: [[寄材料]]\n", 7, 8, ""),
        ("反馈:\n  - {项目: 餐饮, 分数: 6}\n", 7, 18, "“6”不是 1 到 5 分"),
        ("反馈:\n  - {项目: 餐饮, 分数: 0}\n", 7, 18, "“0”不是 1 到 5 分"),
    ],
)
def test_mistakes_are_told_where_they_stand(written, line, column, message):
    loaded = load_text((HEAD + written).encode(), "plan.yaml")
    assert loaded.plan is None
    (found,) = loaded.diagnostics
    assert (found.span.line, found.span.column) == (line, column)
    assert message in found.message


@cases(
    ("typed", "points"),
    [("1", 1), (5, 5), ("４分", 4), ("5.0", 5), ("很满意", 5), ("一般", 3), ("很不满意", 1), (" 不满意 ", 2)],
)
def test_scores_as_people_write_them(typed, points):
    assert read_score(typed, None) == points


@cases("typed", ["0", "6", "4.5", "-1", "满", "", None, [5], "55"])
def test_what_is_no_score(typed):
    with pytest.raises(PydanticCustomError):
        read_score(typed, None)
