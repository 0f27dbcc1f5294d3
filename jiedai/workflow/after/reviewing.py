"""What a review rests on: the figures of a visit, what nobody has explained yet, and what guests ask to be followed up.

The figures are those of `jiedai.visit.outcome`, which the papers print too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from jiedai.arrange.proposal import Edit
from jiedai.language import _
from jiedai.model.base import path_of, spellings_of
from jiedai.model.choice import AnswerWay, FollowUpKind
from jiedai.model.duties import duties
from jiedai.model.plan import Plan
from jiedai.model.review import Answer, Fault, FollowUp, Review
from jiedai.visit.case import Case
from jiedai.visit.follow_ups import DAYS, follow_ups
from jiedai.visit.outcome import (
    LOW,
    PUNCTUAL,
    Deviation,
    Fulfilled,
    Kept,
    Opinion,
    Spent,
    deviations,
    is_unexplained,
    kept,
    opinion,
    spent,
    tasks_of,
)
from jiedai.visit.work import unit_for
from jiedai.workflow.after.returned import Given

_CENT = Decimal("0.01")


class Asked(NamedTuple):
    """An answer that asks for something to be followed up: a low score, or words."""

    question: str
    comment: str | None
    score: int | None = None

    @property
    def what(self) -> str:
        """What is to be followed up."""
        if self.comment:
            return _("{question}：{comment}").format(question=self.question, comment=self.comment)
        return _("{question}：评分 {score} 分").format(question=self.question, score=self.score)


class Figures(NamedTuple):
    """What became of a visit. `late` are the items off by more than PUNCTUAL minutes, `unexplained` those of them of
    which nobody has said why.
    """

    timing: Kept
    late: tuple[Deviation, ...]
    tasks: Fulfilled
    feedback: Opinion
    low: tuple[Answer, ...]
    cost: Spent
    per_head: Decimal | None
    expected: int | None
    came: int | None
    unexplained: tuple[str, ...]
    faults: tuple[Fault, ...]
    asked: tuple[Asked, ...]


def figures(case: Case) -> Figures:
    """The figures of a visit."""
    every, plan, money = deviations(case), case.plan, spent(case)
    came = plan.actuals.headcount if plan.actuals else None
    expected = case.guest_heads.number if case.guest_heads else None
    heads = came if came is not None else expected
    return Figures(
        kept(one.late for one in every),
        tuple(one for one in every if abs(one.late) > PUNCTUAL),
        tasks_of(case),
        opinion(plan.feedback),
        tuple(one for one in plan.feedback if one.score is not None and one.score <= LOW),
        money,
        (money.paid / heads).quantize(_CENT, ROUND_HALF_UP) if money.paid is not None and heads else None,
        expected,
        came,
        tuple(one.id for one in every if is_unexplained(one.late, one.note)),
        tuple(plan.review.faults if plan.review else ()),
        tuple(_asked(case)),
    )


def _asked(case: Case) -> Iterator[Asked]:
    """What answers ask for and nothing that is followed up is about yet, each thing once.

    A low score without words asks on its own only where nobody has said anything to its question.
    """
    known = [one.what for one in follow_ups(case)]
    answers = case.plan.feedback
    said = {one.question for one in answers if one.comment}
    found: dict[tuple[str, str | None], Asked] = {}
    for one in answers:
        is_low = one.score is not None and one.score <= LOW
        if one.comment:
            asked = Asked(one.question, one.comment, one.score)
        elif is_low and one.question not in said:
            asked = Asked(one.question, None, one.score)
        else:
            continue
        covered = any(one.question in what and (asked.comment or "") in what for what in known)
        if not covered:
            found.setdefault((asked.question, asked.comment), asked)
    yield from found.values()


# --- written ----------------------------------------------------------------------------------------------------------


def with_answers(case: Case, given: Iterable[Given], way: AnswerWay) -> Case:
    """The case of the plan with answers that are not written in it yet."""
    answers = [
        Answer(question=one.question, score=one.score, comment=one.comment, sheet=one.sheet, way=way) for one in given
    ]
    plan = case.written.model_copy(update={"feedback": [*case.written.feedback, *answers]})
    return Case(case.loaded, plan, case.as_of)


def answers_written(given: Iterable[Given], way: AnswerWay) -> Iterator[Edit]:
    """The edits that put answers into a plan."""
    for one in given:
        values: dict[str, Any] = {"question": one.question}
        values |= {"score": one.score} if one.score is not None else {}
        values |= {"comment": one.comment} if one.comment else {}
        yield Edit("add", ("feedback",), Plan, values | {"sheet": one.sheet, "way": way})


def follow_ups_written(case: Case, asked: Sequence[Asked]) -> list[Edit]:
    """The edits that follow up what was asked for: numbered on, due a week after the last day, for whoever coordinates
    receptions.
    """
    if not asked:
        return []
    unit = unit_for(case.office, duties()["coordination"])
    numbers = _free_numbers(case)
    made = []
    for one in asked:
        values: dict[str, Any] = {"id": next(numbers), "what": one.what, "kind": FollowUpKind.OPINION}
        values |= {"unit": unit.name} if unit else {}
        made.append(values | {"due": f"L+{DAYS[FollowUpKind.OPINION]}"})
    review = case.plan.review
    if review is None:
        return [Edit("set", ("review",), Plan, {"follow_ups": made})]
    path = (*path_of(review), "follow_ups")
    there = case.loaded.source.value(case.path(review, "follow_ups"))
    if there is None or isinstance(there, list):
        return [Edit("add", path, Review, one) for one in made]
    return [Edit("set", path, Review, [_by_attribute(there), *made])]


def _by_attribute(typed: Any) -> Any:
    """A section as it was typed, by the names that edits take; a text as it is."""
    if not isinstance(typed, dict):
        return typed
    names = {key: name for name, keys in spellings_of(FollowUp).items() for key in keys}
    return {names[key]: value for key, value in typed.items()}


def _free_numbers(case: Case) -> Iterator[str]:
    """F1, F2 … as far as nothing in the plan is called so."""
    plan = case.plan
    taken = {
        (number or "").upper()
        for number in (
            *(one.id for one in follow_ups(case)),
            *(task.id for task in plan.tasks),
            *(item.id for _day, item in case.items),
        )
    }
    number = 0
    while True:
        number += 1
        if f"F{number}" not in taken:
            yield f"F{number}"
