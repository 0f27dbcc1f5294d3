"""What a plan says is to be done, as sentences: items, their steps, materials and notes, tasks and contingencies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jiedai.check.case import Case
from jiedai.model.base import Node
from jiedai.model.choice import TaskStatus
from jiedai.patterns import regex

_REFUSAL = regex(r"不|勿|严禁|禁止|禁|撤|拆|清除|取消|谢绝|避免|没有|无|防止|未")
_CLAUSE = regex(r"[，。；;,、！？\s]+")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the plan with the place it stands in."""

    node: Node
    field: str
    index: int | None
    text: str


def statements(case: Case, *, risks: bool = False) -> Iterator[Statement]:
    """Every sentence that says what is done; with `risks` also what is done in a contingency."""
    for _day, item in case.items:
        yield Statement(item, "what", None, item.what)
        yield from (Statement(step, "what", None, step.what) for step in item.steps)
        yield from (Statement(item, "materials", index, text) for index, text in enumerate(item.materials))
        if item.notes:
            yield Statement(item, "notes", None, "；".join(item.notes.values()))
    for task in case.plan.tasks:
        if task.status is not TaskStatus.DROPPED:
            yield Statement(task, "what", None, task.what)
    if risks:
        for risk in case.plan.risks:
            yield Statement(risk, "scenario", None, risk.scenario)
            yield from (Statement(risk, "actions", index, text) for index, text in enumerate(risk.actions))


def earnest(text: str, pattern: re.Pattern[str]) -> str | None:
    """What a pattern finds in a clause of a text that does not refuse it (`不悬挂横幅`); None where nothing."""
    for clause in _CLAUSE.split(text):
        match = pattern.search(clause)
        if match and not _REFUSAL.search(clause):
            return match[0]
    return None


def any_of(words: Iterable[str]) -> str:
    """A pattern that finds one of the words."""
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"
