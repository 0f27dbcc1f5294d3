"""What somebody typed in words of their own and jiedai read as something: 下午两点到三点半, 汇报会, 正县级, 120余人.

Whoever reads a plan back may see it so. Another way to write the same digits (`9：20—9：30`, `5月11日`) is no reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from jiedai.diagnostics import KeyPath, Span
from jiedai.model.base import Node, path_of, spellings_of, walk
from jiedai.model.choice import Choice
from jiedai.model.moments import Due, Moment
from jiedai.model.partial import value_at
from jiedai.model.placeholder import is_placeholder
from jiedai.model.quantities import Count, Diners, money
from jiedai.model.reading import DASH, halfwidth
from jiedai.model.times import DateRange, Day, TimeRange
from jiedai.patterns import regex
from jiedai.visit.case import Case


class Reading(NamedTuple):
    """A value that was typed in other words: the section and the field, where it stands, the words, what was read."""

    node: KeyPath
    field: str
    path: KeyPath
    span: Span
    typed: str
    value: Any

    @property
    def label(self) -> str:
        """What was read, in the language in use."""
        return _label(self.value)


def readings(case: Case) -> list[Reading]:
    """Everything in the file of a plan that was typed in words of its own, in the order of the file."""
    found = [reading for node in walk(case.written) for reading in _of(case, node)]
    return sorted(found, key=lambda reading: (reading.span.line, reading.span.column))


def _of(case: Case, node: Node) -> Iterator[Reading]:
    data, here = case.loaded.source.data, path_of(node)
    section = value_at(data, here)
    for field in node.model_fields_set:
        value = node.__dict__.get(field)
        path, typed = _typed(node, field, section, here)
        pairs: list[tuple[Any, Any]] = [(typed, value)]
        several = False
        if isinstance(typed, list) and isinstance(value, list) and len(typed) == len(value):
            several, pairs = True, list(zip(typed, value, strict=True))
        for index, (text, one) in enumerate(pairs):
            if isinstance(text, str) and not is_placeholder(text) and _in_own_words(text, one):
                at = (*path, index) if several else path
                yield Reading(here, field, at, case.loaded.source.span(at), text.strip(), one)


def _typed(node: Node, field: str, section: Any, here: KeyPath) -> tuple[KeyPath, Any]:
    """Where a field was typed, and what; the section may be a text for one of its fields, or a row of a table."""
    if isinstance(section, dict):
        name = node.__dict__.get("name")
        key = next((key for key in (*spellings_of(type(node))[field], name) if key in section), None)
        return ((*here, key), section[key]) if key else (here, None)
    # `人数: 约120` is the total; what is said of a step may have its length in it.
    return here, section if here and field != "minutes" else None


_CLOCK = r"\d{1,2}[:.]\d\d"
_PLAIN_TIME = regex(rf"{_CLOCK}(?:\s*(?:{DASH}{{1,3}}|至|到)\s*(?:(?:次日|翌日)\s*)?{_CLOCK})?", re.ASCII)
_WORDS_OF_TIME = regex(
    r"[点时半刻早晚前后第首末天内许约]|[上下中]午|凌晨|傍晚|(?<![周期拜])[〇零一二两三四五六七八九十廿]|\d{4}$"
)
_PLAIN_NUMBER = regex(r"[¥￥]?\s*约?\s*\d[\d,]*(?:\.\d+)?\s*(?:[人名位辆间桌个份条幅块元分版]|分钟)?", re.ASCII)


def _in_own_words(typed: str, value: Any) -> bool:
    """Whether a value was typed in words of its own."""
    text = halfwidth(typed)
    if isinstance(value, Choice):
        return text not in (value.value, value.zh)
    if isinstance(value, TimeRange):
        return value.start is not None and not _PLAIN_TIME.fullmatch(text)
    if isinstance(value, (Day, Moment, DateRange)):
        return _WORDS_OF_TIME.search(text) is not None
    if isinstance(value, Due):
        return text[:1] not in "TtLl0123456789" or _WORDS_OF_TIME.search(text) is not None
    if isinstance(value, Diners):
        return not value.names and not _PLAIN_NUMBER.fullmatch(text)
    is_number = isinstance(value, (int, Decimal, Count)) and not isinstance(value, bool)
    return is_number and not _PLAIN_NUMBER.fullmatch(text)


def _label(value: Any) -> str:
    if isinstance(value, Choice):
        return value.label
    return money(value) if isinstance(value, Decimal) else str(value)
