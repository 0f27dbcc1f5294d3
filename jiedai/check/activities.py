"""What the texts of a programme say is done: words searched after phrases that mean something else are taken out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jiedai.check.case import Case
from jiedai.check.data import words
from jiedai.model.base import Node
from jiedai.model.schedule import Item


def without(text: str, phrases: Iterable[str]) -> str:
    """The text without some phrases, the longest first; a mark stays where one was, so that no new word arises."""
    for phrase in sorted(phrases, key=len, reverse=True):
        text = text.replace(phrase, "·")
    return text


def mentioned(text: str, subject: str) -> str | None:
    """The first word of a list of `data/activities.yaml` that a text has in earnest; None where it has none."""
    entry = words("activities")[subject]
    rest = without(text, entry["except"])
    return next((word for word in entry["words"] if word in rest), None)


def is_official(text: str) -> bool:
    """Whether a text speaks of work: an inspection, a study, talks."""
    return any(word in text for word in words("activities")["official"])


def activities(case: Case) -> Iterator[tuple[Item, Node, str]]:
    """(item, node, text): what each item and each of its steps is, the text standing in the node's field `what`."""
    for _day, item in case.items:
        yield item, item, item.what
        for step in item.steps:
            yield item, step, step.what


def is_public_event(case: Case) -> bool:
    """Whether the public is invited: by what the plan says on safety, or by its title or purpose."""
    plan = case.plan
    if plan.security and (plan.security.public_event or plan.security.expected):
        return True
    return bool(mentioned(plan.title, "public") or mentioned(plan.purpose, "public"))
