"""New times written into a plan: the values of 时间 alone, every other byte stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic_core import PydanticCustomError

from jiedai.arrange.writing import Spelling
from jiedai.diagnostics import KeyPath
from jiedai.model.base import path_of, spellings_of
from jiedai.model.schedule import Item, Step
from jiedai.model.times import TimeRange, read_time_range
from jiedai.source import Source, set_value
from jiedai.visit.case import Case
from jiedai.workflow.retiming.verdict import Span, steps_at, time_at


def written(case: Case, spans: Mapping[str, Span]) -> str:
    """The text of the plan with some items, by their numbers, at other times.

    EditError where the file is written in a manner that cannot be changed without touching anything else.
    """
    text = case.loaded.source.raw
    for path, value in values(case, spans):
        text = set_value(text, path, value)
    return text


def values(case: Case, spans: Mapping[str, Span]) -> Iterator[tuple[KeyPath, Any]]:
    """What is to stand where in the file, for some items, by their numbers, at other times.

    The clock times of their steps move with them. Where an item says how long it takes, and that changes, its 时长
    does too.
    """
    source = case.loaded.source
    spelling = Spelling(source.data)
    for day, item in case.items:
        if item.id in spans:
            yield from _values(source, spelling, item, time_at(case, day, item, spans[item.id]))


def _values(source: Source, spelling: Spelling, item: Item, time: TimeRange) -> Iterator[tuple[KeyPath, Any]]:
    """What is to stand where, for an item at another time."""
    place = path_of(item)
    data: dict[str, Any] = source.value(place)
    path = (*place, spelling.key(Item, "time", data))
    there = data.get(str(path[-1]))
    length = time.minutes
    if item.length is not None and length is not None and length != item.length:
        yield (*place, spelling.key(Item, "length", data)), length
    new = time._replace(end=None) if item.length is not None and _without_end(there) else time
    yield path, str(new)
    names = spellings_of(Step)["time"]
    for step, moved in steps_at(item, time).items():
        english, zh = names
        yield (*step, zh if zh in source.value(step) else english), str(moved)


def _without_end(there: object) -> bool:
    """Whether a time was typed as a start alone; its end follows from the length beside it."""
    if there is None:
        return False
    try:
        read = read_time_range(there, None)
    except PydanticCustomError:
        return False
    return read.start is not None and read.end is None
