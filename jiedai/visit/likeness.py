"""Whether two texts are one name, one unit or one post, written in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from jiedai.patterns import regex
from jiedai.visit import data
from jiedai.visit.data import words

_SYLLABLES = Path(data.__file__).with_name("syllables.txt")
_BETWEEN_POSTS = regex(r"[、，,;；/／（）()\s]+")
_LOWER = regex(r"[副代助]$|助理$|见习$|候任$|原$")
"""What before a post makes it another one."""
_AREA = regex(r"[省市县区州旗]")
_AREA_LENGTH = 5
"""Characters of the name of an area that an office may leave out: 云溪县卫健局 is 县卫健局 at home."""


@lru_cache(maxsize=1)
def _syllables() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _SYLLABLES.read_text(encoding="utf-8").splitlines():
        syllable, _blank, characters = line.partition(" ")
        for character in characters if syllable != "#" else "":
            found.setdefault(character, set()).add(syllable)
    return {character: frozenset(syllables) for character, syllables in found.items()}


def alike(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names that differ in one ideograph, spoken alike but for its tone (吴钢, 吴刚); linear in the names."""
    near: dict[tuple[int, str, str, str], list[str]] = {}
    for name in dict.fromkeys(names):
        keys = [
            (at, name[:at], syllable, name[at + 1 :])
            for at, character in enumerate(name)
            for syllable in _syllables().get(character, ())
        ]
        yield from ((other, name) for other in dict.fromkeys(other for key in keys for other in near.get(key, ())))
        for key in keys:
            near.setdefault(key, []).append(name)


@lru_cache(maxsize=1024)
def short_unit(unit: str) -> str:
    """A unit in the short form of offices: 省发展和改革委员会 is 省发改委."""
    for full, short in words("units")["short"]:
        unit = unit.replace(full, short)
    return unit


def is_one_unit(one: str, other: str) -> bool:
    """Whether two units are the same, one of them perhaps shortened or without the name of its area."""
    first, second = sorted(map(short_unit, ("".join(one.split()), "".join(other.split()))), key=len)
    if first == second:
        return True
    return second.endswith(first) and _AREA.match(first) is not None and len(second) - len(first) <= _AREA_LENGTH


def forms_of_one(units: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each unit that is another form of one before it, with that one; linear in the units."""
    whole: dict[str, str] = {}
    without_area: dict[str, str] = {}
    for unit in dict.fromkeys(units):
        short = short_unit("".join(unit.split()))
        endings = [short[cut:] for cut in range(1, _AREA_LENGTH + 1) if _AREA.match(short[cut:])]
        other = (
            whole.get(short) or without_area.get(short) or next((whole[end] for end in endings if end in whole), None)
        )
        if other is not None:
            yield other, unit
        whole.setdefault(short, unit)
        for end in endings:
            without_area.setdefault(end, unit)


def may_be_one_unit(one: str, other: str) -> bool:
    """Whether one unit may be a short form of the other: its characters stand in it in their order."""
    first, second = sorted(("".join(one.split()), "".join(other.split())), key=len)
    rest = iter(second)
    return is_one_unit(one, other) or all(character in rest for character in first)


def is_one_post(one: str, other: str) -> bool:
    """Whether somebody may have both posts: they are the same, or one is the other with its unit (投资处处长, 处长).

    A deputy is another one than his chief. Of several posts one is enough.
    """
    return any(_is_same(a, b) for a in _posts(one) for b in _posts(other))


def _posts(text: str) -> list[str]:
    return [post for post in _BETWEEN_POSTS.split(text) if post] or [text]


def _is_same(one: str, other: str) -> bool:
    first, second = sorted((one, other), key=len)
    if not second.endswith(first):
        return False
    return not _LOWER.search(second[: len(second) - len(first)])


def mobiles(phone: str) -> frozenset[str]:
    """The mobile numbers in a field for a phone, digits alone; extensions and desk lines are none."""
    digits = (re.sub(r"\D", "", part) for part in re.split(r"[、,;/]|转|分机|ext|#", phone))
    return frozenset(number[-11:] for number in digits if re.fullmatch(r"(?:86)?1[3-9]\d{9}", number))
