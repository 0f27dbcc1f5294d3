"""What the texts of a programme say is done: words searched after phrases that mean something else are taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from jiedai.model.base import Node
from jiedai.model.schedule import Item
from jiedai.patterns import regex
from jiedai.visit.case import Case
from jiedai.visit.data import words


class Lexicon(NamedTuple):
    """Words to search, each a regular expression, and phrases with such a word that mean something else."""

    words: re.Pattern[str]
    exceptions: re.Pattern[str] | None

    @classmethod
    def of(cls, words: Iterable[str], exceptions: Iterable[str]) -> Lexicon:
        """A lexicon of two lists; the longest phrase is the one that counts. Without words nothing is found."""
        phrases = sorted(exceptions, key=len, reverse=True)
        return cls(
            regex("|".join(words) or r"(?!)"),
            regex("|".join(map(re.escape, phrases))) if phrases else None,
        )

    def search(self, text: str) -> str | None:
        """The first word that a text has in earnest; None where it has none."""
        found = self.words.search(text)
        if found is None or self.exceptions is None:
            return found and found[0]
        found = self.words.search(self.exceptions.sub("·", text))  # the dot keeps the rest from joining to a new word
        return found and found[0]


@lru_cache(maxsize=128)
def lexicon(file: str, *subject: str) -> Lexicon:
    """The lexicon of a subject in a file of word lists."""
    entry = words(file)
    for step in subject:
        entry = entry[step]
    return Lexicon.of(entry["words"], entry["except"])


def mentioned(text: str, subject: str) -> str | None:
    """The first word of a list of `data/activities.yaml` that a text has in earnest; None where it has none."""
    return lexicon("activities", subject).search(text)


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
