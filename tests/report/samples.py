"""Findings of every sort, as the reports of this folder's tests show them."""

from __future__ import annotations

from dataclasses import replace

from jiedai.diagnostics import Diagnostic, Level, Related, Span, Waiver
from jiedai.report import Report

PLAN = "plans/2026-05-11-省发改委调研.yaml"

COMPANIONS = Diagnostic(
    code="YC02",
    level=Level.ERROR,
    message="来宾 6 人，陪餐 4 人，上限 3 人",
    file=PLAN,
    span=Span(107, 9, 107, 25),
    path=("用餐", 0, "陪餐"),
    title="陪餐人数",
    source="《党政机关国内公务接待管理规定》第十条（已核对）",
    hint="减少 1 人",
)
OVERLAP = Diagnostic(
    code="SJ02",
    level=Level.WARNING,
    message="A2 与 A1 相差 0 分钟",
    file=PLAN,
    span=Span(31, 7, 33, 4),
    path=("日程", 0, "安排", 1),
    title="时间冲突",
    related=(Related("A1 在这里", PLAN, Span(30, 9, 30, 20)),),
)
WAIVED = replace(
    COMPANIONS,
    code="SJ05",
    level=Level.WARNING,
    message="午餐 14:30，通常 11:30-13:30",
    span=Span(12, 1, 12, 3),
    title="用餐时间",
    source="",
    waived=Waiver("列车晚点，已征得来宾同意", "徐正"),
)
WHOLE_FILE = Diagnostic(
    code="GS06",
    level=Level.ERROR,
    message="文件编码是 GB18030，应当是 UTF-8",
    file="plans/旧 方案.yaml",
    title="文件编码",
)
NO_FILE = Diagnostic(code="KX03", level=Level.INFO, message="林峰 在两份方案里", path=("陪同", 0))

LINES = {
    (PLAN, 107): "    陪餐: [林峰, 沈浩, 周敏, 姚晨]",
    (PLAN, 31): "    - 编号: A2",
    (PLAN, 12): "午餐",
    ("plans/旧 方案.yaml", 1): "\ufffd\ufffd",
}
MANUALS = {"YC02": "接待对象在 10 人以内的，陪餐人数不得超过 3 人。"}


def manual(code: str) -> str:
    """The manual of a code; only one of them has any."""
    return MANUALS.get(code, "")


EVERYTHING = Report([COMPANIONS, OVERLAP, WAIVED, WHOLE_FILE, NO_FILE], 2, 0.194, LINES, manual)
ONE = Report([COMPANIONS], 1, 0.19, LINES)
NOTHING = Report([], 3, 0.05)
