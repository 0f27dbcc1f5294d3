"""Notes of a telephone call that put down what was asked and what was answered: the question says what is told."""

from __future__ import annotations

from jiedai.patterns import regex
from jiedai.workflow.intake.found import Line, Source, Table

_ASKED = regex(r"^\s*(?:我?问|Q|提问)\s*[：:]\s*(?P<question>.+)$")
_ANSWERED = regex(r"^\s*(?:对方)?(?:答|A|回答|答复)\s*[：:]\s*(?P<answer>.+)$")
_ABOUT = (
    (regex("什么时[候间]|几[号时点]|哪[一几]?天|时间|日期"), "来访时间"),
    (regex("几[位人个]|多少[人位]|人数|谁带队|哪些人|都?有谁|带队"), "来访人员"),
    (regex("做什么|干什么|什么事|目的|内容|为什么|事由|看什么"), "来访事由"),
    (regex("饮食|忌口|吃什么|用餐|口味"), "饮食"),
    (regex("电话|联系|找谁"), "联系人"),
)
"""What a question is about, and the label under which its answer is told."""


def answered(source: Source) -> Source:
    """A source in which an answer stands under what was asked; as it was where fewer than two are."""
    if sum(bool(_ANSWERED.match(line.text)) for line in source.lines) < 2:
        return source
    kept: list[Line | Table] = []
    label = ""
    for part in source.parts:
        if isinstance(part, Line) and (asked := _ASKED.match(part.text)):
            label = next((name for form, name in _ABOUT if form.search(asked["question"])), "")
        elif isinstance(part, Line) and (told := _ANSWERED.match(part.text)):
            kept.append(part._replace(text=f"{label}：{told['answer']}" if label else told["answer"]))
        else:
            kept.append(part)
    return source._replace(parts=tuple(kept))
