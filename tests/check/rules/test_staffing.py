"""ZR06, and the hint of ZR02: who of the office has the skill for a duty."""

from __future__ import annotations

import pytest

from jiedai.check.engine import check
from jiedai.loading import load

PLAN = """\
标题: 甲来访
类型: 调研
事由: 调研
日期: 2026-05-11
来宾: [{姓名: 陈志远, 单位: 省农业农村厅, 职务: 副厅长, 健康提示: 膝关节不适}]
%s日程:
  - 日期: 2026-05-11
    安排:
      - {编号: A1, 时间: "09:00-10:00", 事项: 考察茶厂, 类别: 考察, 地点: 茶厂}
"""
PEOPLE = """\
单位: {名称: 接待办}
人员:
  - {姓名: 甲, 能力: [联络]}
  - {姓名: 乙, 能力: [讲解员, 医疗]}
  - {姓名: 丙, 能力: [译员], %s}
  - {姓名: 丁}
"""


def found(tmp_path, code: str, crew: str, away: str = "电话: 13900000001") -> list[tuple[int, int, str]]:
    (tmp_path / "plans").mkdir(exist_ok=True)
    (tmp_path / "plans" / "office.yaml").write_text(PEOPLE % away, encoding="utf-8")
    path = tmp_path / "plans" / "甲.yaml"
    path.write_text(PLAN % (f"工作人员: {crew}\n" if crew else ""), encoding="utf-8")
    return [(one.span.line, one.span.column, one.hint) for one in check(load(path)) if one.code == code]


@pytest.mark.parametrize(
    ("crew", "away", "expected"),
    [
        ("[{姓名: 甲, 岗位: 讲解}]", "", [(6, 20, "乙")]),
        ("[{姓名: 甲, 岗位: [联络, 译员]}]", "", [(6, 20, "丙")]),
        ("[{姓名: 甲, 岗位: 译员}]", "外出: 2026-05-11", []),  # who is able is away
        ("[{姓名: 甲, 岗位: 讲解}, {姓名: 乙, 岗位: 医疗}]", "", []),  # who is able has something else to do
        ("[{姓名: 乙, 岗位: 讲解}]", "", []),
        ("[{姓名: 丁, 岗位: 讲解}]", "", []),  # nobody wrote what this one can do
        ("[{姓名: 戊, 岗位: 讲解}]", "", []),
        ("[{姓名: 甲, 岗位: 摄影}]", "", []),  # nobody is able
    ],
)
def test_a_duty_without_the_skill(tmp_path, crew, away, expected):
    away = away or "电话: 13900000001"
    told = found(tmp_path, "ZR06", crew, away)
    assert [(line, column) for line, column, _hint in told] == [(line, column) for line, column, _name in expected]
    assert all(name in hint for (_line, _column, hint), (*_place, name) in zip(told, expected, strict=True))


def test_who_could_take_a_duty_that_nobody_has(tmp_path):
    hints = [hint for _line, _column, hint in found(tmp_path, "ZR02", "")]
    assert any("能力对得上的有乙" in hint for hint in hints)
