"""What a dish or an ingredient is made of, as its name says: the words of `data/food/` and how a name is read by them.

A name is cut into known words so that as few signs as possible are left over and as few words as possible are needed;
each sign is read once, so 鱼香 is no fish and 牛油果 no beef. `dishes.txt` (whole dishes) goes before `components.txt`
(what names are made of). The head of `components.txt` says how the tables are written and what their marks mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from jiedai.model.choice import Allergen
from jiedai.patterns import regex

_FOLDER = Path(__file__).parent / "data" / "food"

PORK, BEEF, BLOOD, WINE, SHUNNED = "猪", "牛", "血", "酒", "忌"
LUXURY, COSTLY, WILD, LICENSED, YANGTZE = "高档", "高价", "野生", "养殖", "长江"
STAPLE = "主"
"""What is eaten besides dishes or is drunk: rice, bread, fruit, tea."""
SEAFOOD = ("鱼", "甲壳", "贝")
MEAT = (PORK, BEEF, "羊", "禽", "兽", *SEAFOOD, "两栖", "荤", BLOOD)
"""What makes a dish no vegetarian one."""
OF_ALLERGEN = {
    Allergen.GLUTEN: "麸质",
    Allergen.CRUSTACEAN: "甲壳",
    Allergen.FISH: "鱼",
    Allergen.EGG: "蛋",
    Allergen.PEANUT: "花生",
    Allergen.SOY: "大豆",
    Allergen.MILK: "乳",
    Allergen.NUT: "坚果",
}

_BETWEEN = regex(r"[\s·・、，。/()（）]+")
_IMITATION, _WITHOUT, _FILLING = "素", "无", "馅"
_OTHER_MEAT = frozenset({BEEF, "羊", "禽", "兽", "鱼", "两栖"})
"""Meats that, named in a name, are what a cut or a filling is of."""
_SHELLFISH = frozenset({"甲壳", "贝"})


class Hint(NamedTuple):
    """The word of a name that speaks for a class, and how clearly: `plain` says it, else it is what people mean by the
    word (肉 is pork); `maybe`: recipes vary."""

    word: str
    plain: bool
    maybe: bool


class Word(NamedTuple):
    """A known word in a text, with the marks of the table."""

    text: str
    start: int
    marks: tuple[str, ...]

    def has(self, classes: Iterable[str]) -> bool:
        """Whether the word says one of these classes outright."""
        return not frozenset(classes).isdisjoint(self.marks)


# --- the tables -------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=2)
def table(name: str) -> dict[str, str]:
    """The words of a table of `data/food/`, each with its marks as written.

    Thousands of words are read here, and only where a plan has dishes: lines are cut by split and nothing else.
    """
    found: dict[str, str] = {}
    marks = ""
    for line in (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n"):
        if not line or line[0] == "#":
            continue
        if line[0] != " ":
            marks, _colon, line = line.partition(":")
        found.update(dict.fromkeys(line.split(), marks))
    return found


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[dict[str, str], int]:
    """All words with their marks, and the length of the longest."""
    words = table("components") | table("dishes")
    return words, max(map(len, words))


def words_of(text: str) -> list[Word]:
    """The known words of a text in their order; what is left over is not in it."""
    text = text.upper()
    vocabulary, longest = _vocabulary()
    size = len(text)
    best: list[tuple[int, int, int]] = [(0, 0, 0)] * (size + 1)  # signs read, words saved, squares of their lengths
    ends = list(range(1, size + 2))
    known = [False] * size
    for start in range(size - 1, -1, -1):
        score = best[start + 1]
        for end in range(min(size, start + longest), start, -1):
            if text[start:end] not in vocabulary:
                continue
            signs, saved, squares = best[end]
            length = end - start
            found = (signs + length, saved - 1, squares + length * length)
            if found > score or (not known[start] and found == score):
                score, ends[start], known[start] = found, end, True
        best[start] = score
    return list(_cut(text, ends, known, vocabulary))


def _cut(text: str, ends: list[int], known: list[bool], vocabulary: dict[str, str]) -> Iterator[Word]:
    start = 0
    while start < len(text):
        word = text[start : ends[start]]
        if known[start]:
            marks = vocabulary[word]
            yield Word(word, start, () if marks == "-" else tuple(marks.split()))
        start = ends[start]


# --- what a name says -------------------------------------------------------------------------------------------------


@lru_cache(maxsize=2048)
def hints(text: str) -> dict[str, Hint]:
    """By class, the word of a dish or an ingredient that speaks for it; the clearest where several do."""
    found: dict[str, Hint] = {}
    words = words_of(text)
    for index, word in enumerate(words):
        for name, hint in _said(words, index, word):
            known = found.get(name)
            if known is None or (hint.maybe, not hint.plain) < (known.maybe, not known.plain):
                found[name] = hint
    return found


def _said(words: list[Word], index: int, word: Word) -> Iterator[tuple[str, Hint]]:
    """What one word of a name says there, in the light of the others."""
    before = words[index - 1] if index and words[index - 1].start + len(words[index - 1].text) == word.start else None
    if before is not None and before.has([_WITHOUT]) and word.text in table("components"):
        return
    imitated = any(_IMITATION in other.marks and other is not word for other in (*words[:index], words[-1]))
    for mark in word.marks:
        name = mark.rstrip("?^*")
        maybe = "?" in mark
        if imitated and name in MEAT:
            if not maybe and "*" not in mark:  # imitated with soya or gluten
                yield OF_ALLERGEN[Allergen.SOY], Hint(word.text, False, True)
                yield OF_ALLERGEN[Allergen.GLUTEN], Hint(word.text, False, True)
            continue
        if "^" in mark and before is not None and before.has(_OTHER_MEAT | _SHELLFISH):
            continue
        if "*" in mark:
            others = [other for other in words if other is not word]
            if any(other.has([_FILLING, _IMITATION]) or _is_meat(other) for other in others):
                continue
            maybe = maybe or any(other.has(_SHELLFISH) for other in others)
        yield name, Hint(word.text, "^" not in mark and "*" not in mark, maybe)


def _is_meat(word: Word) -> bool:
    """Whether a word names the meat of a filling; a broth does not."""
    return word.has(_OTHER_MEAT) and not word.text.endswith("汤")


def reads(text: str) -> bool:
    """Whether a name is understood: most of it is known, and some word of it says what is in the dish."""
    words = words_of(text)
    read = sum(len(word.text) for word in words)
    return 2 * read > len(text) and any(word.marks or len(word.text) > 1 for word in words)


def lies_in_another(text: str, word: str) -> bool:
    """Whether a word stands in a text only inside words that are something else: 鲍鱼 in 鲍鱼菇, not in 鲍鱼片."""
    components = table("components")
    own = components.get(word, "")
    longer = [known.text for known in words_of(text) if word in known.text and known.text != word]
    inside = sum(known.count(word) for known in longer if components.get(known, own) != own)
    return text.count(word) <= inside


def clean(text: str) -> str:
    """A name without signs between its parts."""
    return _BETWEEN.sub("", text)
