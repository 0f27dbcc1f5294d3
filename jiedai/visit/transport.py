"""How an item says in words that people need no vehicle of the office, or which one it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jiedai.model.schedule import Item
from jiedai.patterns import regex
from jiedai.visit.data import words


def texts(item: Item) -> Iterator[str]:
    """What an item says in words, as far as a damaged plan has them."""
    said = item.__dict__
    yield from (text for field in ("what", "purpose") if (text := said.get(field)))
    yield from (step.__dict__.get("what", "") for step in said.get("steps") or ())
    yield from (said.get("notes") or {}).values()


def on_foot(item: Item) -> bool:
    """Whether an item says that people walk."""
    return _says(item, "on_foot")


def by_own_means(item: Item) -> bool:
    """Whether an item says that the guests, or a carrier, see to the transport."""
    return _says(item, "own_means")


def own_means_told(item: Item) -> Iterator[str]:
    """The clauses of an item that say that some see to their transport themselves."""
    clauses = (clause for text in texts(item) for clause in _CLAUSES.split(text))
    yield from (clause for clause in clauses if _pattern("own_means").search(clause))


_CLAUSES = regex(r"[，。；;、（(）)]")


def brings_own_car(item: Item) -> bool:
    """Whether an item says that the guests have a car of their own (`专家自带仪器和车辆`)."""
    return _says(item, "own_car")


def names_vehicle(item: Item) -> bool:
    """Whether an item says in words which vehicle it is: 乘考斯特, 2号车."""
    return _says(item, "vehicle")


def brings_on(item: Item) -> bool:
    """Whether a pick-up says that it brings its people on, not only to the car."""
    return _says(item, "brings_on")


def _says(item: Item, subject: str) -> bool:
    return any(_pattern(subject).search(text) for text in texts(item))


@lru_cache(maxsize=8)
def _pattern(subject: str) -> re.Pattern[str]:
    return regex("|".join(words("transport")[subject]))
