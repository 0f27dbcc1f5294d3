"""会议 (LP09): how long meetings and the speeches at them take."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.language import _
from jiedai.model.choice import ItemKind, Kind
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.movement import label

_SPEECH = regex(r"讲话|主报告|工作报告|总结报告|主旨报告|作报告|部署")
_SEVERAL = regex(
    r"交流发言|分别|依次|[、及和].{0,6}(?:讲话|报告)|讨论|[2-9二三四五六七八九]\s*(?:位|名|个).{0,8}(?:讲话|发言)"
)
_TRAINING = regex(r"培训|轮训|研修|讲座|授课|论坛|展会|博览|考试|比赛")


@rule("LP09")
def short_meetings(case: Case, figures: Figures) -> Iterator[Finding]:
    """At a conference nobody speaks for more than an hour, and a meeting takes half a day at most."""
    if case.plan.kind is not Kind.CONFERENCE or _TRAINING.search(case.plan.title):
        return
    for _day, item in case.items:
        if item.kind is not ItemKind.CONFERENCE:
            continue
        for step in item.steps:
            minutes = step.minutes if step.minutes is not None else step.time.minutes if step.time else None
            speech = _SPEECH.search(step.what) and not _SEVERAL.search(step.what)
            if speech and minutes is not None and minutes > figures["speech"]:
                message = _("“{step}”安排了 {minutes} 分钟，主要负责同志讲话、主报告不超过 {limit} 分钟").format(
                    step=step.what, minutes=minutes, limit=figures["speech"]
                )
                field = "minutes" if step.minutes is not None else "time"
                yield case.finding(step, field, message, hint=_("压缩讲话时间"))
        length = item.time.minutes
        if length is not None and length > figures["meeting"]:
            message = _("{item}开 {minutes} 分钟，一般的会不超过半天（{limit} 分钟）").format(
                item=label(item), minutes=length, limit=figures["meeting"]
            )
            yield case.finding(item, "time", message, hint=_("压缩议程；要分组讨论的另写一项，不超过一天半"))
