"""What a visiting unit is asked, each question once: where the answer belongs, what the form calls it, how to answer.

The order is that of the form's first sheet, from row 2 down; the columns of its list are those of `COLUMNS` from A on.
"""

from __future__ import annotations

from typing import NamedTuple

from jiedai.language import N_

VISIT, PEOPLE, NOTES = "来访信息", "人员名单", "填表说明"
"""The sheets of the form. Their names are part of the form, whatever its language."""
FIRST_ANSWER, FIRST_PERSON = 2, 3
"""The rows of the first answer and of the first person, from 1."""


class Question(NamedTuple):
    """A question: the path of its answer in English keys, what it is called, and how it is answered.

    A path that begins with `other.` has no field of its own in a plan and goes to 其他 under the rest.
    """

    path: str
    title: str
    how: str


QUESTIONS = (
    Question("letter.issuer", N_("来访单位"), N_("来函单位全称")),
    Question("letter.number", N_("公函文号"), N_("如 浙发改办函〔2026〕118号")),
    Question("letter.date", N_("公函日期"), N_("如 2026-05-06")),
    Question("purpose", N_("事由"), N_("来访的目的")),
    Question("dates", N_("来访日期"), N_("如 2026-05-11 至 2026-05-12")),
    Question("leader", N_("带队领导"), N_("姓名；在人员名单里排第一")),
    Question("contact.name", N_("联系人"), N_("我们有事找谁")),
    Question("contact.phone", N_("联系人电话"), N_("手机")),
    Question("arrive", N_("抵达"), N_("时间、车次或航班、地点；自驾写“自驾”")),
    Question("leave", N_("离开"), N_("时间、车次或航班、地点")),
    Question("other.来方车辆", N_("来方车辆"), N_("自己带车的写车牌、车型、驾驶员电话")),
    Question("other.希望考察", N_("希望考察"), N_("想看的地方、项目")),
    Question("other.座谈议题", N_("座谈议题"), N_("想谈的事，要请哪些部门参加")),
)

COLUMNS = (
    Question("index", N_("序号"), ""),
    Question("name", N_("姓名"), N_("一人一行，按礼宾次序")),
    Question("sex", N_("性别"), N_("安排房间用")),
    Question("ethnicity", N_("民族"), N_("可不填；只用于安排饮食")),
    Question("unit", N_("单位"), ""),
    Question("post", N_("职务"), ""),
    Question("rank", N_("职级"), N_("核对住房、用车标准用")),
    Question("phone", N_("电话"), ""),
    Question("diet", N_("饮食"), N_("没有的写“无”")),
    Question("allergies", N_("过敏"), N_("食物过敏；没有的写“无”")),
    Question("health", N_("健康提示"), N_("可不填；需要照顾的写，只给随行医护看")),
    Question("arrive", N_("抵达"), N_("不与大家同行的才写")),
    Question("leave", N_("离开"), N_("不与大家同行的才写")),
    Question("note", N_("备注"), ""),
)
OPTIONAL = frozenset({"index", "ethnicity", "health", "note", "allergies"})
"""Columns that nobody is asked to fill in."""
SENSITIVE = frozenset({"ethnicity", "diet", "allergies", "health"})
