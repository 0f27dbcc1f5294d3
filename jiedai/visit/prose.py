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

_LATIN = regex(r"[A-Za-z]{3,}")

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
    own: Element
    clears: bool
    whole_sentence: bool


class Vocabulary(NamedTuple):
    """All words with their kinds, those that contain others by chance, the length of the longest by its beginning."""

    kinds: Mapping[str, int]
    names: Element
    longest: Mapping[str, int]


Trigger = tuple[str, str, tuple[str, ...]]
"""(word, subject, other elements): a word without which a text orders nothing of a subject, or is not one of its acts.

A plain tuple: there are thousands, and each command would wait for objects of a class.
"""


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary of `data/orders.yaml`; it is read when a sentence is first read closely."""
    lists = words("orders")
    known = [lists["names"], *lists["sets"].values()]
    for entry in lists["subjects"].values():
        known += (entry.get(name, "") for name in ("sure", "weak", "last", "excuses", "names"))
    kinds = dict.fromkeys(" ".join(known).split(), 0)
    for subject in lists["subjects"]:
        for act in subject_of(subject).acts:
            for element in act:
                kinds.update(dict.fromkeys(element, 0))
    for bit, kind in enumerate(KINDS):
        for word in lists[kind].split():
            kinds[word] = kinds.get(word, 0) | 1 << bit
    names = frozenset(
        " ".join((lists["names"], *(entry.get("names", "") for entry in lists["subjects"].values()))).split()
    )
    for word in names:
        if not kinds[word]:  # 整治情况 is a paper as 情况 is
            ends = (kinds.get(word[at:], 0) for at in range(1, len(word) - 1))
            kinds[word] = next((end & (HEAD | PAPER) for end in ends if end & (HEAD | PAPER)), 0)
    longest: dict[str, int] = {}
    for word in kinds:
        if len(word) > longest.get(word[0], 0):
            longest[word[0]] = len(word)
    return Vocabulary(kinds, names, longest)


@lru_cache(maxsize=64)
def subject_of(name: str) -> Subject:
    """A subject of `data/orders.yaml`."""
    entry = words("orders")["subjects"][name]
    sure, weak, last, excuses, own = (
        frozenset(entry.get(part, "").split()) for part in ("sure", "weak", "last", "excuses", "own")
    )
    acts = tuple(tuple(map(_element, act)) for act in entry.get("acts", ()))
    return Subject(sure, weak, last, acts, excuses, own | sure, bool(entry.get("clears")), bool(entry.get("sentence")))


@lru_cache(maxsize=1024)
def _element(text: str) -> Element:
    """The words of an element of an act: `+警察|roads` is 警察 and what stands in the set roads."""
    sets = words("orders")["sets"]
    return frozenset(word for name in text.removeprefix("+").split("|") for word in sets.get(name, name).split())


@lru_cache(maxsize=1)
def _keys() -> tuple[tuple[str, tuple[str, ...], tuple[tuple[str, tuple[str, ...]], ...]], ...]:
    """(subject, its things, its acts as (key, other elements)), as written: what is in no text is not taken apart."""
    found = []
    for name, entry in words("orders")["subjects"].items():
        things = tuple(word for part in ("sure", "weak", "last") for word in entry.get(part, "").split())
        acts = []
        for act in entry.get("acts", ()):
            key = next(text for text in act if text[0] == "+")
            acts.append((key, tuple(text for text in act if text is not key)))
        found.append((name, things, tuple(acts)))
    return tuple(found)


@lru_cache(maxsize=2048)
def shapes(word: str) -> Element:
    """A word and the shorter ones that it begins or ends with (`欢迎各位` is 欢迎); names and refusals have none."""
    known = vocabulary()
    if word in known.names or known.kinds.get(word, 0) & (REFUSE | REMOVE | DECLINE):
        return frozenset((word,))
    return frozenset((word, *(word[:at] for at in range(2, len(word))), *(word[at:] for at in range(1, len(word) - 1))))


def triggers_in(text: str) -> list[Trigger]:
    """The triggers that a text has; most texts have none, and need not be read closely."""
    chars = frozenset(text)
    found: list[Trigger] = []
    present: dict[str, list[str]] = {}
    for name, things, acts in _keys():
        found += [(word, name, ()) for word in things if word[0] in chars and chars.issuperset(word) and word in text]
        for key, others in acts:
            if key not in present:
                present[key] = [
                    word for word in _element(key) if word[0] in chars and chars.issuperset(word) and word in text
                ]
            found += [(word, name, others) for word in present[key]]
    return found


def subjects_in(text: str, triggers: Iterable[Trigger]) -> set[str]:
    """What a text may order something of, by the triggers that it may have: its words are there, in whatever order."""
    return {
        subject
        for word, subject, others in triggers
        if word in text and all(any(other in text for other in _element(element)) for element in others)
    }


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
        latin = _LATIN.match(clause, at)
        most = latin.end() - at if latin else min(longest.get(clause[at], 1), len(clause) - at)
        for length in range(most, 0, -1):
            text = clause[at : at + length]
            if latin or text in kinds or length == 1:
                found.append(Word(text, at, kinds.get(text, 0)))
                at += length
                break
    return tuple(found)
