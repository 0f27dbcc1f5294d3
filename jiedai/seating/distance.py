"""How far two people sit from each other on a chart: the seats between them, whoever sits there."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.model.choice import SeatingShape
from jiedai.seating.chart import Chart, Seat
from jiedai.seating.layout import BEHIND, Form
from jiedai.seating.shapes import traits

_ROUND = (Form.CLOCKWISE, Form.TABLES)


def seats_between(chart: Chart, one: str, two: str) -> int | None:
    """The seats between two people at one table or in one row, the shorter way round; empty seats count.

    None where they are at different tables, in different rows or on different sides, where one of them has no seat, and
    in a vehicle.
    """
    if traits(chart.shape).ride:
        return None
    for line in _lines(chart):
        names = [seat.name for seat in line]
        if one in names and two in names:
            steps = abs(names.index(one) - names.index(two))
            around = len(line) - steps if chart.layout.form in _ROUND else steps
            return min(steps, around) - 1
    return None


def at_one_table(chart: Chart, one: str, two: str) -> bool:
    """Whether two people sit at one round table."""
    return chart.layout.form in _ROUND and seats_between(chart, one, two) is not None


def _lines(chart: Chart) -> Iterator[list[Seat]]:
    """The seats that follow each other: a row, a side, a table. Both arms of a U of sofas are one line."""
    groups: dict[str, list[Seat]] = {}
    for seat in chart.seats:
        if seat.place.group != BEHIND:
            groups.setdefault(seat.place.group, []).append(seat)
    if chart.shape is SeatingShape.SOFAS and len(groups) > 1:
        first, second = groups.values()
        yield [*reversed(first), *second]
    elif "head" in groups:
        yield [*reversed(groups.get("left", [])), *groups["head"], *groups.get("right", [])]
    else:
        yield from groups.values()
