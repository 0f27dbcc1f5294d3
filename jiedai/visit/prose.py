"""Chinese sentences as words with their kinds: which verbs order, which only look at a thing, what refuses.

Texts are divided by the longest known word at each place, as is usual for Chinese; what is not known stays single
characters. The vocabulary is `data/orders.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from jiedai.patterns import regex
from jiedai.visit.data import words

KINDS = ("provide", "work", "refuse", "remove", "decline", "all", "turn", "link", "head", "paper", "tail", "quantity")
PROVIDE, WORK, REFUSE, REMOVE, DECLINE, ALL, TURN, LINK, HEAD, PAPER, TAIL, QUANTITY = (1 << at for at in range(12))

_SENTENCE = regex(r"[。；;！？!?\n]+")
_CLAUSE = regex(r"(?:[，,（）()]|(?<![A-Za-z0-9\s])\s+(?![A-Za-z0-9\s]))+")
"""A blank beside a Latin letter or a digit divides nothing: people write `安排 KTV 包厢 2 间`."""

_NUMERALS = frozenset("一二两三四五六七八九十几半整")
_LATIN = regex(r"[A-Za-z]{2,}")
_LETTERS = (range(ord("a"), ord("z") + 1), range(ord("Ａ"), ord("Ｚ") + 1), range(ord("ａ"), ord("ｚ") + 1))
_CLOCK = regex(r"(?:[0-9二三四五六七八九十两]|十[一二]|1[0-9]|2[0-4])点(?:半|钟)?")
FOLDED = {letter: ord("A") + at for letters in _LETTERS for at, letter in enumerate(letters)}
"""Letters by the half-width capitals, which the vocabulary has: `ｋｔｖ`, `Gift`."""
LONGEST = 9
"""Characters of the longest thing or act in `data/orders.yaml`."""

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
    reasons: Element
    own: Element
    clears: bool
    whole_sentence: bool


class Vocabulary(NamedTuple):
    """All words with their kinds, those that contain others by chance, and how long the longest is."""

    kinds: Mapping[str, int]
    names: Element
    longest: int


Acts = Sequence[tuple[Element, Sequence[tuple[str, ...]]]]
"""The acts of a subject by the words of which a text must have one: the other elements of each as they are written.

What is in no text is not taken apart further: there are thousands of words, and each command would wait for them.
"""
Triggers = dict[str, list[tuple[str, tuple[str, ...]]]]
"""Words without which a text orders nothing of a subject, or has not an act of it: each with the subjects that it is a
word of, and the other elements of the act."""


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary of `data/orders.yaml`; it is read when a sentence is first read closely."""
    lists = words("orders")
    entries = lists["subjects"].values()
    names = " ".join((lists["names"], *(entry.get("names", "") for entry in entries)))
    known = [names, *lists["sets"].values()]
    for entry in entries:
        known += (entry.get(name, "") for name in ("sure", "weak", "last", "excuses", "reasons"))
        known += (" ".join(act).replace("|", " ").replace("+", "") for act in entry.get("acts", ()))
    kinds = dict.fromkeys(" ".join(known).split(), 0)
    for bit, kind in enumerate(KINDS):
        for word in lists[kind].split():
            kinds[word] = kinds.get(word, 0) | 1 << bit
    return Vocabulary(kinds, frozenset(names.split()), max(map(len, kinds)))


@lru_cache(maxsize=1024)
def kinds_of(word: str) -> int:
    """The kinds of a word as bits.

    A name is a paper or an institution where its end is (整治情况 as 情况), else an institution where its beginning is
    (社区书记 as 社区).
    """
    known = vocabulary()
    kinds = known.kinds.get(word, 0)
    if kinds or word not in known.names:
        return kinds
    ends = [known.kinds.get(word[at:], 0) & (HEAD | PAPER) for at in range(1, len(word) - 1)]
    begins = [known.kinds.get(word[:at], 0) & HEAD for at in range(2, len(word))]
    return next(filter(None, ends + begins), 0)


@lru_cache(maxsize=64)
def subject_of(name: str) -> Subject:
    """A subject of `data/orders.yaml`."""
    entry = words("orders")["subjects"][name]
    sure, weak, last, excuses, reasons, own = (
        frozenset(entry.get(part, "").split()) for part in ("sure", "weak", "last", "excuses", "reasons", "own")
    )
    acts = tuple(tuple(map(_element, act)) for act in entry.get("acts", ()))
    return Subject(
        sure, weak, last, acts, excuses, reasons, own | sure, bool(entry.get("clears")), bool(entry.get("sentence"))
    )


@lru_cache(maxsize=1024)
def _element(text: str) -> Element:
    """The words of an element of an act: `+警察|roads` is 警察 and what stands in the set roads."""
    sets, names = words("orders")["sets"], text.removeprefix("+").split("|")
    named = [_set(name) for name in names if name in sets]
    return named[0] if named and len(names) == 1 else frozenset(names).difference(sets).union(*named)


@lru_cache(maxsize=64)
def _set(name: str) -> Element:
    """The words of a set, which many elements have in common."""
    return frozenset(words("orders")["sets"][name].split())


@lru_cache(maxsize=64)
def _keys(subject: str) -> tuple[Element, Acts]:
    """The things of a subject, and its acts."""
    entry = words("orders")["subjects"][subject]
    things = " ".join(entry.get(part, "") for part in ("sure", "weak", "last"))
    acts: dict[str, list[tuple[str, ...]]] = {}
    for act in entry.get("acts", ()):
        key = next(text for text in act if text[0] == "+")
        acts.setdefault(key, []).append(tuple(text for text in act if text is not key))
    return frozenset(things.split()), [(_element(key), rests) for key, rests in acts.items()]


@lru_cache(maxsize=2048)
def shapes(word: str) -> Element:
    """A word and the shorter ones that it begins or ends with (`欢迎各位` is 欢迎); names and refusals have none.

    What is counted is also the unit alone (`两盒` is 盒).
    """
    known = vocabulary()
    if word in known.names or kinds_of(word) & (REFUSE | REMOVE | DECLINE):
        return frozenset((word,))
    unit = word[-1:] if word[0] in _NUMERALS else word
    begins, ends = (word[:at] for at in range(2, len(word))), (word[at:] for at in range(1, len(word) - 1))
    return frozenset((word, unit, *begins, *ends))


def is_about(text: str, subject: str) -> bool:
    """Whether a text has a word of what a subject is about, where the vocabulary says what that is."""
    about = words("orders")["subjects"][subject].get("about")
    return about is None or any(map(text.__contains__, _element(about)))


def is_pretext(verb: str) -> bool:
    """Whether a verb of work may be a name for a pleasure: `品酒交流`, `温泉体验考察`."""
    return verb in _set("pretexts")


def parts_of(*texts: str) -> Element:
    """Every stretch of some texts that is as short as a word that is looked for."""
    found: set[str] = set()
    for text in texts:
        for length in range(1, min(LONGEST, len(text)) + 1):
            found.update([text[at : at + length] for at in range(len(text) - length + 1)])
    return frozenset(found)


def triggers_in(parts: Element, *subjects: str) -> Triggers:
    """The triggers among the parts of texts, of all subjects or of some; most have none, and are read no closer."""
    found: Triggers = {}
    for name in subjects or words("orders")["subjects"]:
        things, acts = _keys(name)
        for word in things & parts:
            found.setdefault(word, []).append((name, ()))
        for key, rests in acts:
            if key.isdisjoint(parts):
                continue
            held = [(name, rest) for rest in rests if not any(_element(other).isdisjoint(parts) for other in rest)]
            for word in key & parts if held else ():
                found.setdefault(word, []).extend(held)
    return found


def subjects_in(text: str, triggers: Triggers) -> set[str]:
    """What a text may order something of, by the triggers that it may have: its words are there, in whatever order."""
    found: set[str] = set()
    for word in [word for word in triggers if word in text]:
        for subject, others in triggers[word]:
            if subject not in found and all(any(map(text.__contains__, _element(other))) for other in others):
                found.add(subject)
    return found


def folded(text: str) -> str:
    """A text with half-width capitals for its letters; nothing moves in it."""
    return text.translate(FOLDED)


def sentence_texts(text: str) -> list[str]:
    """The sentences of a text as they are written."""
    return _SENTENCE.split(text)


def clause_texts(sentence: str) -> list[str]:
    """The clauses of a sentence as they are written."""
    return _CLAUSE.split(sentence)


def sentences(text: str) -> Iterable[tuple[Clause, ...]]:
    """The sentences of a text, each as its clauses."""
    for sentence in sentence_texts(text):
        clauses = tuple(Clause(part, divided(part)) for part in clause_texts(sentence) if part.strip())
        if clauses:
            yield clauses


@lru_cache(maxsize=256)
def divided(clause: str) -> tuple[Word, ...]:
    """The words of a clause: at each place the longest that is known, else a Latin word, a time or a single sign."""
    known, _names, longest = vocabulary()
    found, at = [], 0
    while at < len(clause):
        if clause[at].isspace():
            at += 1
            continue
        whole = _LATIN.match(clause, at) or _CLOCK.match(clause, at)
        least = whole.end() - at if whole else 1
        for length in range(max(least, min(longest, len(clause) - at)), least - 1, -1):
            text = clause[at : at + length]
            if text in known or length == least:
                found.append(Word(text, at, kinds_of(text)))
                at += length
                break
    return tuple(found)
