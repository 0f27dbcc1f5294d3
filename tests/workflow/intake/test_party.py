"""Lists within a line: all of it is of people, or nobody is taken."""

from __future__ import annotations

import datetime as dt

import pytest

from jiedai.workflow.intake.found import Line
from jiedai.workflow.intake.moments import Base
from jiedai.workflow.intake.party import people_of


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("当天返回。名单：柏青 市供销社合作指导处处长；安静 市供销社科员；老周 驾驶员。午餐从简。", ["柏青", "安静"]),
        ("附：人员名单：1.何止，县长；2.于谦，副县长；司机1人", ["何止", "于谦"]),
        ("名单：白羽 省文物局处长；温泉 省古建筑设计研究院高级工程师；司机1人。", ["白羽", "温泉"]),
        ("名单：柏青 市供销社合作指导处处长；其他人员另行通知；安静 市供销社科员。", []),
    ],
)
def test_a_list_within_a_line(line, names):
    people, _legs = people_of([Line(line, "第1行")], [], [], Base(dt.date(2026, 12, 7)), "")
    assert [person.name for person in people] == names
