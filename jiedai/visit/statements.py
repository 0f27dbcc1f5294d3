"""What a plan says is to be done, as sentences: items, their steps, materials and notes, tasks and contingencies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from jiedai.model.base import Node
from jiedai.model.choice import TaskStatus
from jiedai.patterns import regex
from jiedai.visit.case import Case, once

_REFUSAL = regex(r"不|勿|严禁|禁止|禁|撤|拆|清除|清理|取消|谢绝|避免|没有|无|防止|未")
_CLAUSE = regex(r"[，。；;,、！？\s]+")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the plan with the place it stands in."""

    node: Node
    field: str
    index: int | None
    text: str


def statements(case: Case, *, risks: bool = False) -> tuple[Statement, ...]:
    """Every sentence that says what is done; with `risks` also what is done in a contingency."""
    return (*_planned(case), *_in_contingencies(case)) if risks else _planned(case)


@once
def _planned(case: Case) -> tuple[Statement, ...]:
    return tuple(_arrangements(case))


def _arrangements(case: Case) -> Iterator[Statement]:
    for _day, item in case.items:
        yield Statement(item, "what", None, item.what)
        yield from (Statement(step, "what", None, step.what) for step in item.steps)
        yield from (Statement(item, "materials", index, text) for index, text in enumerate(item.materials))
        if item.notes:
            yield Statement(item, "notes", None, "；".join(item.notes.values()))
    for task in case.plan.tasks:
        if task.status is not TaskStatus.DROPPED:
            yield Statement(task, "what", None, task.what)


def _in_contingencies(case: Case) -> Iterator[Statement]:
    for risk in case.plan.risks:
        yield Statement(risk, "scenario", None, risk.scenario)
        yield from (Statement(risk, "actions", index, text) for index, text in enumerate(risk.actions))


def earnest(text: str, pattern: re.Pattern[str]) -> str | None:
    """What a pattern finds in a clause of a text that does not refuse it (`不悬挂横幅`); None where nothing."""
    matches = (pattern.search(clause) for clause in clauses(text))
    return next((match[0] for match in matches if match), None)


@lru_cache(maxsize=1024)
def clauses(text: str) -> tuple[str, ...]:
    """The clauses of a text that do not refuse what they speak of."""
    return tuple(clause for clause in _CLAUSE.split(text) if not _REFUSAL.search(clause))


def any_of(words: Iterable[str]) -> str:
    """A pattern that finds one of the words."""
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"
