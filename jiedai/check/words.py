"""Findings about what is ordered in words: a warning that quotes them, of the rule's level only in its own place."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator

from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.conduct import Cost
from jiedai.model.schedule import Item, Step
from jiedai.visit.case import Case, Finding
from jiedai.visit.orders import Ordered, ordered
from jiedai.visit.statements import Statement


def in_programme(statement: Statement) -> bool:
    """Whether a sentence says what an item of the programme, or a step of it, is."""
    return statement.field == "what" and isinstance(statement.node, (Item, Step))


def in_costs(statement: Statement) -> bool:
    """Whether a sentence says what a cost is for."""
    return isinstance(statement.node, Cost)


def not_in_costs(order: Ordered) -> bool:
    """Whether something is ordered elsewhere than among the costs, of which another rule tells."""
    return not in_costs(order.statement)


def explained(order: Ordered, hint: str) -> str:
    """A hint, with the example by which it was judged where no word told."""
    if not order.like:
        return hint
    return _("{hint}。与“{example}”同类；不是这个意思的，换个写法").format(hint=hint, example=order.like)


def in_words(
    case: Case,
    *subjects: str,
    message: str,
    hint: str,
    wanted: Callable[[Ordered], bool] = lambda _order: True,
    own: Callable[[Statement], bool] = lambda _statement: False,
    but: Container[Statement] = (),
) -> Iterator[Finding]:
    """A finding for each sentence that orders something of the subjects and is `wanted`, `but` for some sentences.

    It is a warning, and of the level of the rule where the sentence is the rule's `own` field.
    """
    for order in ordered(case, *subjects):
        said = order.statement
        if said in but or not wanted(order):
            continue
        yield case.finding(
            said.node,
            said.field,
            _("“{words}”：{message}").format(words=order.words, message=message),
            index=said.index,
            hint=explained(order, hint),
            level=None if own(said) and not order.like else Level.WARNING,
        )
