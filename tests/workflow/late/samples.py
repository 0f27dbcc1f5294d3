"""The contract-like visit for the tests of this folder: an invented office and a plan with everything written out."""

from __future__ import annotations

from pathlib import Path

from jiedai.loading import load
from jiedai.visit.case import Case

OFFICE = """\
单位: {名称: 云溪县接待办公室, 简称: 县接待办}
部门:
  - {名称: 县接待办, 联系人: 周敏, 电话: 0570-5550101}
人员:
  - {姓名: 马明, 单位: 县政府, 职务: 县长, 职级: 县处级正职, 电话: 13900000001}
  - {姓名: 林峰, 单位: 县政府, 职务: 副县长}
  - {姓名: 沈浩, 单位: 县发改局}
场所:
  - {名称: 云溪宾馆, 类别: 宾馆, 定点: true, 联系人: 方芳, 电话: 0570-5550120}
  - {名称: 临溪宾馆, 类别: 宾馆, 定点: true, 联系人: 丁勇, 电话: 0570-5550121}
  - {名称: 云溪宾馆分馆, 类别: 宾馆, 定点: true}
  - {名称: 产业园, 类别: 企业}
  - {名称: 县机关食堂, 类别: 食堂}
路程:
  - {从: 云溪宾馆, 到: 产业园, 分钟: 20}
  - {从: 云溪宾馆, 到: 县机关食堂, 分钟: 10}
车辆:
  - {车号: 1, 核载: 19, 驾驶员: 郑涛}
  - {车号: 2, 核载: 7, 驾驶员: 钱江}
"""
PLAN = """\
# 留着这一行
标题: 省厅来云溪县调研
类型: 调研
日期: 2026-05-11 至 2026-05-12   # 两天
事由: 调研
公函: {来函单位: 省厅办公室, 文号: 省厅函〔2026〕1号, 日期: 2026-05-06, 行程: 住云溪宾馆, 人员: [陈远, 李芸]}
来宾:
  - {姓名: 陈远, 单位: 省厅, 职务: 副厅长}
  - {姓名: 李芸, 单位: 省厅, 职务: 处长, 同席: [陈远]}
陪同:
  - {姓名: 林峰, 单位: 县政府, 职务: 副县长, 电话: 13900000009, 角色: 主陪}
  - 沈浩
日程:
  - 日期: 2026-05-11
    安排:
      - {编号: A1, 时间: "09:00-09:30", 事项: 乘1号车从云溪宾馆去产业园, 类别: 乘车, 从: 云溪宾馆, 到: 产业园, 车辆: 1}
      - {编号: A2, 时间: "09:30-10:30", 事项: 考察, 类别: 考察, 地点: 产业园, 陪同: [林峰, 沈浩], 责任人: 林峰}
      - {编号: A3, 时间: "10:30-11:00", 事项: 乘车, 类别: 乘车, 从: 产业园, 到: 县机关食堂, 车辆: [1], 前置: [A2]}
      - {编号: A4, 时间: "12:00-13:00", 事项: 午餐, 类别: 用餐, 地点: 县机关食堂, 来宾: [陈远, 李芸], 陪同: 林峰、沈浩}
      - {编号: A5, 时间: "13:30-14:00", 事项: 在云溪宾馆分馆看一看, 类别: 其他, 地点: 宾馆, 责任人: 方芳}
用餐:
  - {日程: A4, 形式: 工作餐, 接待方承担: true, 陪餐: [林峰], 来宾: [陈远, 李芸]}
住宿:
  宾馆: 云溪宾馆
  房间:
    - {房号: "0801", 入住人: [陈远]}
    - {房号: "0802", 入住人: [李芸]}
乘车:
  - {日程: A1, 车辆: 1, 乘车人: [陈远, 李芸], 带车人: 林峰}
座次:
  - {编号: S1, 日程: A4, 形式: 圆桌}
任务:
  - {编号: T1, 事项: 踩点, 责任单位: 县接待办, 责任人: 林峰, 电话: 13900000009, 时限: T-1, 日程: A2}
"""


def written(folder: Path, plan: str = PLAN) -> Path:
    """The plan in a workspace of its own."""
    (folder / "plans").mkdir(parents=True, exist_ok=True)
    (folder / "plans" / "office.yaml").write_text(OFFICE, encoding="utf-8")
    path = folder / "plans" / "visit.yaml"
    path.write_text(plan, encoding="utf-8")
    return path


def case_of(folder: Path, plan: str = PLAN) -> Case:
    """The plan as a case; it has to be one."""
    loaded = load(written(folder, plan))
    assert loaded.plan is not None, loaded.diagnostics
    return Case.of(loaded)
