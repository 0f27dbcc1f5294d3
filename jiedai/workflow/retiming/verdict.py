"""A plan with other times, and what the rules of time say of it that they did not say before."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from jiedai.check.engine import RuleFunction, book_of
from jiedai.check.rules import availability, chain, road, tempo, timing
from jiedai.diagnostics import KeyPath, Level
from jiedai.model.base import Node, path_of
from jiedai.model.choice import Kind
from jiedai.model.plan import Plan
from jiedai.model.schedule import Item, ProgrammeDay, Step
from jiedai.model.times import DAY_MINUTES, TimeRange
from jiedai.visit.case import Case, once
from jiedai.visit.filled import rewritten

_OF_TIME: dict[str, RuleFunction] = {
    "SJ02": road.clashes,
    "SJ05": timing.meal_hours,
    "SJ06": tempo.steps_fit,
    "SJ14": road.arrivals,
    "SJ15": availability.open_and_there,
    "SJ16": timing.one_room_at_a_time,
    "SJ17": timing.times_go_on,
    "SJ18": tempo.places_meet,
    "ZR04": chain.one_place_at_a_time,
}
"""The rules that other times may break."""


class Span(NamedTuple):
    """From when to when, in minutes from midnight of the visit's first day."""

    start: int
    end: int


class Objection(NamedTuple):
    """What a rule says of other times: its code, the item, the words; whether they are `impossible` for it."""

    code: str
    item: str
    message: str
    impossible: bool


Ends = tuple[str | None, str | None]
"""Where a ride goes from, and where it goes."""


def time_at(case: Case, day: ProgrammeDay, item: Item, span: Span) -> TimeRange:
    """The time of an item moved to a span, told as it was: with an end, or without."""
    midnight = (day.date - case.plan.dates.first).days * DAY_MINUTES
    end = None if item.time.start is not None and item.time.end is None else span.end - midnight
    return item.time._replace(start=span.start - midnight, end=end, part="", unfilled=False)


def steps_at(item: Item, time: TimeRange) -> dict[KeyPath, TimeRange]:
    """The clock times of the steps of an item that is moved, by the places of the steps."""
    if item.time.start is None or time.start is None or time.start == item.time.start:
        return {}
    later = time.start - item.time.start
    return {path_of(step): _moved(step.time, later) for step in item.steps if step.time and step.time.start is not None}


def _moved(time: TimeRange, minutes: int) -> TimeRange:
    end = None if time.end is None else time.end + minutes
    return time._replace(start=(time.start or 0) + minutes, end=end)


def retimed(
    case: Case, spans: Mapping[str, Span], without: Collection[str] = (), rerouted: Mapping[str, Ends] | None = None
) -> Case:
    """The case with some items, by their numbers, at other times, without some, and with rides that go elsewhere."""
    days = {item.id: day for day, item in case.items}
    steps: dict[KeyPath, TimeRange] = {}
    for _day, item in case.items:
        if item.id in spans:
            steps |= steps_at(item, time_at(case, days[item.id], item, spans[item.id]))

    def left_out(node: Node) -> dict[str, Any]:
        if not isinstance(node, ProgrammeDay) or not without:
            return {}
        return {"items": [item for item in node.items if item.id not in without]}

    def moved(node: Node) -> dict[str, Any]:
        if isinstance(node, Item) and node.id in spans:
            ends = (rerouted or {}).get(node.id)
            there = {} if ends is None else {"from_": ends[0], "to": ends[1], "place": ()}
            return there | {"time": time_at(case, days[node.id], node, spans[node.id])}
        if isinstance(node, Step) and path_of(node) in steps:
            return {"time": steps[path_of(node)]}
        return {}

    plan: Plan = rewritten(rewritten(case.written, left_out), moved)
    return Case(case.loaded, plan, case.as_of)


def objections(before: Case, after: Case) -> list[Objection]:
    """What the rules of time find wrong in a case that they did not find before: errors and warnings."""
    known = _found(before)
    numbers = {path_of(item): item.id for _day, item in before.items}
    found = []
    for (code, path, level), message in _found(after).items():
        if not {(code, path, level), (code, path, Level.ERROR)} & known.keys():
            item = next((numbers[path[:depth]] for depth in range(len(path), 0, -1) if path[:depth] in numbers), "")
            found.append(Objection(code, item, message, level is Level.ERROR))
    return found


@once
def _found(case: Case) -> dict[tuple[str, KeyPath, Level], str]:
    """What the rules of time find, by code, place and level; remarks are left out."""
    plan = case.plan
    rows = book_of(case.loaded)[0].in_force(plan.dates.first, foreign=plan.kind is Kind.FOREIGN)
    found: dict[tuple[str, KeyPath, Level], str] = {}
    for code, rule in _OF_TIME.items():
        row = rows.get(code)
        for finding in rule(case, row.figures) if row else ():
            assert row is not None
            level = finding.level or row.level
            if level is not Level.INFO:
                found.setdefault((code, finding.path, level), finding.message)
    return found
