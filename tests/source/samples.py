"""What the tests of this package share: a vocabulary, the contract's plans as text, and short forms."""

from __future__ import annotations

from jiedai.source import Source, read_bytes

_FIELDS = """
标题 编号 类型 版本 密级 事由 日期 公函 来函单位 文号 主题 行程 人员 审批 审批人 职务 时间 意见 来宾 姓名 性别 单位
职级 饮食 过敏 抵达 离开 车次 地点 陪同 角色 工作人员 岗位 电话 替补 日程 安排 事项 类别 从 到 车辆 责任单位 责任人
流程 分钟 用餐 形式 菜单 菜名 住宿 房间 房号 房型 入住人 座次 任务 时限 状态 预案 情形 触发 措施 后备 经费 项目 金额
付费 支付 备注 惯例 左右 title kind guests name sex unit schedule items note
"""
VOCABULARY = frozenset(_FIELDS.split())

PLAN = """\
# 示例方案
标题: 市发展改革委调研组来访   # 题目
编号: 接〔2026〕9号
类型: 调研
日期: 2026-06-03 至 2026-06-04

来宾:
  - 姓名: 赵敏
    性别: 女
    抵达: {时间: 2026-06-03 09:20, 车次: G7401, 地点: 东站}
  - {姓名: 钱远, 性别: 男, 饮食: [清真, 素食], 电话: 13900000301}

日程:
  - 日期: 2026-06-03
    安排:
      - {编号: A1, 时间: "09:20-09:30", 事项: 抵达东站，接站, 类别: 接站}
      - 编号: A2
        时间: "14:30-16:30"
        事项: 座谈会
        流程:
          - {分钟: 10, 事项: 介绍}

预案:
  - {情形: 降雨, 措施: [点位改到室内，车上备伞, 通知司机：绕行]}

备注: |
  姓名：写全名
  时间：写到分钟
"""


def read(text: str, vocabulary: frozenset[str] = VOCABULARY) -> Source:
    """`text` read as the file `plan.yaml`."""
    return read_bytes(text.encode("utf-8", "surrogatepass"), "plan.yaml", vocabulary=vocabulary)


def places(source: Source) -> list[str]:
    """Every problem as `CODE line:column-end_line:end_column`."""
    return [
        f"{found.code} {found.span.line}:{found.span.column}-{found.span.end_line}:{found.span.end_column}"
        for found in source.problems
    ]
