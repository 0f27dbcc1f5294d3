"""What an office keeps of a visit that is over: answers, faults, lessons, follow-ups, and that it is closed."""

import re
from typing import Annotated, Any

from jiedai.language import _
from jiedai.model.base import Node, audiences, key, no_entries
from jiedai.model.choice import (
    AnswerWay,
    FaultCause,
    FaultGrade,
    FaultSource,
    FaultStatus,
    FollowUpKind,
    ItemKind,
    Kind,
    TaskStatus,
)
from jiedai.model.listing import TEXTS_OR_SECTIONS, or_text
from jiedai.model.moments import DueField, MomentField
from jiedai.model.reading import Reading, VisitDays, halfwidth, scalar, typed_as, unreadable
from jiedai.model.times import DayField
from jiedai.model.words import Name, PhoneField, Text, TextsField

_SCORE = r"(?P<points>[1-5])(?:\.0+)?\s*分?"
SATISFACTION = {"很满意": 5, "非常满意": 5, "满意": 4, "一般": 3, "不满意": 2, "很不满意": 1, "非常不满意": 1}
"""The points that the words of a form stand for."""


def read_score(value: Any, visit: VisitDays | None) -> int:
    """Points from 1 to 5: `5`, `4分`, or the word of the form: `很满意`."""
    hint = _("写 1 到 5；没有用到的项目不写分数")
    typed = scalar(value, hint)
    text = halfwidth(typed)
    if text in SATISFACTION:
        return SATISFACTION[text]
    match = re.fullmatch(_SCORE, text, re.ASCII)
    if match is None:
        raise unreadable(_("“{value}”不是 1 到 5 分"), hint, value=typed)
    return int(match["points"])


ScoreField = Annotated[
    int,
    Reading(read_score, lambda: typed_as(rf"{_SCORE}|{'|'.join(SATISFACTION)}", "integer", least=1, most=5)),
]

_OWN = audiences("unit")
"""A unit sees what is its own alone: see `documents.view`."""


class Answer(Node):
    """反馈: one answer on the form."""

    question: Text = key("项目", "评价的项目")
    score: ScoreField | None = key("分数", "1 到 5 分", None)
    comment: Text | None = key("意见", "意见和建议", None)
    sheet: Text | None = key("份号", "第几份反馈表；不写姓名", None)
    way: AnswerWay | None = key("方式", "纸质、扫码或口头", None)


class Fault(Node):
    """差错: something that went wrong in the work of the host side, with its cause and what is done about it."""

    what: Text = key("事项", "哪里做错了、漏了", seen_by=_OWN)
    when: MomentField | None = key("时间", "发生的时间", None, seen_by=_OWN)
    item: Text | None = key("日程", "出在哪一项日程", None, seen_by=_OWN)
    unit: Name | None = key("责任单位", "由哪个单位负责", None, seen_by=_OWN)
    owner: Name | None = key("责任人", "由谁负责", None, seen_by=_OWN)
    found_by: FaultSource | None = key("来源", "怎么发现的：自查、来宾反映、领导指出、督查、媒体", None)
    grade: FaultGrade | None = key("程度", "提醒、一般、较大、重大", None, seen_by=_OWN)
    cause: FaultCause | None = key("原因", "信息、衔接、交通、设备、食宿、人员、纪律、外部", None, seen_by=_OWN)
    measure: Text | None = key("措施", "怎样改进", None, seen_by=_OWN)
    due: DueField | None = key("时限", "什么时候以前改好，如 L+7", None, seen_by=_OWN)
    checked_by: Name | None = key("审核人", "由谁审核认定", None)
    status: FaultStatus = key("状态", "认定（不写时）、申辩、撤销、整改", FaultStatus.CONFIRMED, seen_by=_OWN)


class Lesson(Node):
    """经验: what to do next time, and for which visits it is worth knowing; nobody's name is in it."""

    text: Text = key("经验", "下次怎么做；不写来宾的姓名")
    kind: ItemKind | None = key("类别", "说的是哪一类日程", None)
    place: Name | None = key("场所", "说的是哪个场所", None)
    visit: Kind | None = key("类型", "哪一类来访用得上；不写为都用得上", None)
    until: DayField | None = key("有效至", "到哪一天为止有用", None)


class FollowUp(Node):
    """后续: something promised or asked for, followed until it is done, also after the visit is closed."""

    id: Text | None = key("编号", "本方案内不重复的编号，如 F1", None, seen_by=_OWN)
    what: Text = key("事项", "要做什么，做到什么程度", seen_by=_OWN)
    kind: FollowUpKind | None = key("性质", "资料、承诺、项目、联系、意见；不写时限的按性质定", None, seen_by=_OWN)
    partner: Name | None = key("对方", "来宾一方与谁联系", None, seen_by=_OWN)
    unit: Name | None = key("责任单位", "负责的单位", None, seen_by=_OWN)
    owner: Name | None = key("责任人", "负责的人", None, seen_by=_OWN)
    phone: PhoneField | None = key("电话", "责任人的电话", None, seen_by=_OWN)
    due: DueField | None = key("时限", "L+7（L 为末日）或具体日期", None, seen_by=_OWN)
    status: TaskStatus = key("状态", "未完成、进行中、已完成、取消", TaskStatus.OPEN, seen_by=_OWN)
    done_at: MomentField | None = key("完成时间", "完成的时间", None, seen_by=_OWN)
    result: Text | None = key("结果", "办得怎样；办完要写", None, seen_by=_OWN)


FaultEntry = Annotated[Fault, or_text("事项")]
LessonEntry = Annotated[Lesson, or_text("经验")]
FollowUpEntry = Annotated[FollowUp, or_text("事项")]


class Review(Node):
    """评估: what the office learns from the visit."""

    good: TextsField = key("做得好", "做得好的地方", ())
    faults: Annotated[list[FaultEntry], TEXTS_OR_SECTIONS] = key(
        "差错", "差错和原因；只写一句话也行", default_factory=no_entries, seen_by=_OWN
    )
    lessons: Annotated[list[LessonEntry], TEXTS_OR_SECTIONS] = key(
        "经验", "下次怎么做；只写一句话也行", default_factory=no_entries
    )
    follow_ups: Annotated[list[FollowUpEntry], TEXTS_OR_SECTIONS] = key(
        "后续", "要跟进的事项；只写一句话也行", default_factory=no_entries, seen_by=_OWN
    )
    no_feedback: Text | None = key("未收意见原因", "没有收来宾意见的，写为什么", None)


class Closed(Node):
    """结案: when and by whom the visit was closed; to open it again, this is deleted."""

    at: MomentField = key("时间", "什么时候结案")
    by: Name = key("经办人", "谁结的案")
    note: Text | None = key("备注", "备注", None)
