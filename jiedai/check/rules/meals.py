"""用餐 (YC): meals of a visit."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.check.case import Case, Finding
from jiedai.check.engine import Figures, rule
from jiedai.language import _


@rule("YC02")
def companions(case: Case, figures: Figures) -> Iterator[Finding]:
    """接待方同桌用餐的人数不超过上限。

    来宾十人以内，陪餐不超过三人；超过十人的，不超过来宾人数的三分之一（取整数）。
    部门、乡镇同桌用餐的人都算在内；另桌用餐的驾驶员和服务人员不算。

    为什么: 陪餐超员是公务接待最常见的违规，检查时对照接待清单逐餐核对。
    怎么改: 减少陪餐人员，只留主陪和对口部门。

    错误:
        来宾: [{姓名: 陈志远, 单位: 省发展改革委, 职务: 副主任}]
        陪同: [{姓名: 林峰}, {姓名: 沈浩}, {姓名: 周敏}, {姓名: 姚晨}]
        用餐:
          - {日程: A1, 形式: 工作餐, 来宾: 1, 陪餐: [林峰, 沈浩, 周敏, 姚晨]}
    正确:
        用餐:
          - {日程: A1, 形式: 工作餐, 来宾: 1, 陪餐: [林峰, 沈浩, 周敏]}
    """
    for meal in case.plan.meals:
        guests = meal.guests.number if meal.guests else case.guest_count
        if guests is None:
            continue
        small = guests <= figures["small_party"]
        limit = figures["small_limit"] if small else guests // figures["divisor"]
        companions = len(dict.fromkeys(meal.hosts))
        if companions > limit:
            yield case.finding(
                meal,
                "hosts",
                _("来宾 {guests} 人，陪餐 {companions} 人，上限 {limit} 人").format(
                    guests=guests, companions=companions, limit=limit
                ),
                hint=_("减少 {number} 人").format(number=companions - limit),
            )
