"""Chinese sentences as words with their kinds: which verbs order, which only look at a thing, what refuses.

Texts are divided by the longest known word at each place, as is usual for Chinese; what is not known stays single
characters. The vocabulary is `data/orders.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from jiedai.patterns import regex
from jiedai.visit.data import words

KINDS = ("provide", "work", "refuse", "remove", "decline", "all", "turn", "link", "head", "paper", "tail", "quantity")
PROVIDE, WORK, REFUSE, REMOVE, DECLINE, ALL, TURN, LINK, HEAD, PAPER, TAIL, QUANTITY = (1 << at for at in range(12))

_SENTENCE = regex(r"[。；;！？!?\n]+")
_CLAUSE = regex(r"[，,（）()\s]+")

Element = frozenset[str]
Act = tuple[Element, ...]


class Word(NamedTuple):
    """A word of a clause, where it begins in the clause, and its kinds as bits."""

    text: str
    start: int
    kinds: int


class Clause(NamedTuple):
    """A clause and its words."""

    text: str
    words: tuple[Word, ...]


class Subject(NamedTuple):
    """Something that may not be ordered: see `data/orders.yaml`."""

    sure: Element
    weak: Element
    last: Element
    acts: tuple[Act, ...]
    excuses: Element
    clears: bool
    whole_sentence: bool


class Vocabulary(NamedTuple):
    """All words with their kinds, the length of the longest that begins with a character, and the subjects.

    `triggers` are the words without which a text says nothing of any subject, each with its subjects.
    """

    kinds: Mapping[str, int]
    longest: Mapping[str, int]
    subjects: Mapping[str, Subject]
    triggers: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary of `data/orders.yaml`; it is read when somebody first asks."""
    lists = words("orders")
    sets = {name: frozenset(text.split()) for name, text in lists["sets"].items()}
    kinds: dict[str, int] = dict.fromkeys(lists["names"].split(), 0)
    subjects: dict[str, Subject] = {}
    triggers: dict[str, tuple[str, ...]] = {}
    for word in (word for known in sets.values() for word in known):
        kinds.setdefault(word, 0)
    for bit, kind in enumerate(KINDS):
        for word in lists[kind].split():
            kinds[word] = kinds.get(word, 0) | 1 << bit
    for name, entry in lists["subjects"].items():
        subject, keys = _subject(entry, sets)
        subjects[name] = subject
        for element in (subject.sure, subject.weak, subject.last, subject.excuses, entry.get("names", "").split()):
            for word in element:
                kinds.setdefault(word, 0)
        for word in (word for act in subject.acts for element in act for word in element):
            kinds.setdefault(word, 0)
        for word in keys.union(subject.sure, subject.weak, subject.last):
            triggers[word] = (*triggers.get(word, ()), name)
    longest: dict[str, int] = {}
    for word in kinds:
        if len(word) > longest.get(word[0], 0):
            longest[word[0]] = len(word)
    return Vocabulary(kinds, longest, subjects, triggers)


def _subject(entry: Mapping[str, object], sets: Mapping[str, Element]) -> tuple[Subject, set[str]]:
    """A subject, and the words one of which an act of it must have."""
    keys: set[str] = set()
    acts: list[Act] = []
    listed = entry.get("acts", [])
    for act in listed if isinstance(listed, list) else ():
        elements = []
        for text in act:
            element: set[str] = set()
            for word in text.removeprefix("+").split("|"):
                element |= sets.get(word, {word})
            elements.append(frozenset(element))
            if text.startswith("+"):
                keys |= element
        acts.append(tuple(elements))
    sure, weak, last, excuses = (
        frozenset(str(entry.get(name, "")).split()) for name in ("sure", "weak", "last", "excuses")
    )
    subject = Subject(sure, weak, last, tuple(acts), excuses, bool(entry.get("clears")), bool(entry.get("sentence")))
    return subject, keys


def sentences(text: str) -> Iterable[tuple[Clause, ...]]:
    """The sentences of a text, each as its clauses."""
    for sentence in _SENTENCE.split(text):
        clauses = tuple(Clause(part, divided(part)) for part in _CLAUSE.split(sentence) if part)
        if clauses:
            yield clauses


@lru_cache(maxsize=256)
def divided(clause: str) -> tuple[Word, ...]:
    """The words of a clause: the longest that is known at each place, else a single character."""
    kinds, longest = vocabulary().kinds, vocabulary().longest
    found, at = [], 0
    while at < len(clause):
        for length in range(min(longest.get(clause[at], 1), len(clause) - at), 0, -1):
            text = clause[at : at + length]
            if text in kinds or length == 1:
                found.append(Word(text, at, kinds.get(text, 0)))
                at += length
                break
    return tuple(found)


def triggers_in(text: str) -> list[str]:
    """The words in a text that may order something: most texts have none, and need not be read closer."""
    chars = set(text)
    return [word for word in vocabulary().triggers if chars.issuperset(word) and word in text]
