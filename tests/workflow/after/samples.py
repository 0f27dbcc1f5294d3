"""A visit that is over and of which nothing is missing, piece by piece."""

from __future__ import annotations

from pathlib import Path

from jiedai.visit.case import Case
from tests.workflow.following.samples import CLEAN, case

TASKS = (CLEAN / "domestic.yaml").read_text(encoding="utf-8").count("状态: 未完成")
ITEMS = ("A1", "A5", "A11", "B3", "B7")
"""The items of which the real time is kept."""

ACTUALS = """
实际:
  人数: 6
  安排:
    - {编号: A1, 实际开始: 2026-05-11 09:26, 备注: 列车晚点六分钟}
    - {编号: A5, 实际开始: 2026-05-11 10:38}
    - {编号: A11, 实际开始: 2026-05-11 14:30}
    - {编号: B3, 实际开始: 2026-05-12 09:32}
    - {编号: B7, 实际开始: 2026-05-12 13:05}
  经费:
    - {项目: 工作餐, 金额: 480, 付费: 接待方, 支付: 公务卡, 票据: ["0331"]}
"""
FEEDBACK = """
反馈:
  - {项目: 日程安排, 分数: 5}
  - {项目: 车辆, 分数: 4}
  - {项目: 餐饮, 分数: 3, 意见: 早餐少杂粮}
"""
REVIEW = """
评估:
  做得好: [座谈准时]
"""

EARLIER = """标题: 调研
类型: 调研
事由: 调研
日期: 2025-05-11
日程: []
公函: {来函单位: 省发改委办公室}
来宾: [{姓名: 陈志远, 单位: 省发改委, 职务: 副主任}]
评估:
  经验:
    - {经验: 主宾有身体提示时提前留好电梯, 场所: 云溪宾馆, 类别: 休息}
    - 陈志远不喜欢电梯
    - {经验: 早餐多些杂粮, 类别: 用餐}
    - {经验: 会议另说, 类型: 会议}
    - {经验: 过了的, 有效至: 2025-12-31}
"""
"""An earlier visit with what it taught."""


def done(root: Path, *edits: tuple[str, str], more: str = ACTUALS + FEEDBACK + REVIEW) -> Case:
    """The visit with its tasks done, and what is written after it."""
    from tests.workflow.following.samples import written

    path = written(root, *edits, more=more)
    text = path.read_text(encoding="utf-8").replace("状态: 未完成", "状态: 已完成, 完成时间: 2026-05-07 09:00")
    path.write_text(text, encoding="utf-8")
    from jiedai.loading import load

    return Case.of(load(path))


__all__ = ["ACTUALS", "EARLIER", "FEEDBACK", "ITEMS", "REVIEW", "TASKS", "case", "done"]
