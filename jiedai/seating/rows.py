"""Rows of people who face an audience or a camera: how many to a row, and where each one is."""

from __future__ import annotations

from collections.abc import Callable

from jiedai.seating.layout import DOWN, MANY, Place, SeatSize, Settings, Side, Slot, own_sides
from jiedai.seating.line import line, offsets

MOST_IN_A_ROW = MANY
"""What a hall or a camera takes; longer rows only where the plan asks for them."""


def row_sizes(people: int, settings: Settings) -> tuple[int, ...]:
    """Seats per row, front first: as the plan says, else as few rows as fit, the front one odd where there are more."""
    if settings.rows:
        return settings.rows
    seats = people if settings.seats is None else settings.seats
    if seats <= MOST_IN_A_ROW:
        return (seats,) if seats else ()
    rows = -(-seats // MOST_IN_A_ROW)
    front = seats // rows
    front -= 1 - front % 2
    left, behind = seats - front, rows - 1
    return (front, *(left // behind + (1 if row >= behind - left % behind else 0) for row in range(behind)))


def row_name(row: int, rows: int) -> str:
    """The name of a row from 1, empty where there is but one."""
    if rows == 1:
        return ""
    return "前排" if row == 1 else f"第{row}排"


def even_rows(sizes: tuple[int, ...]) -> tuple[int, ...]:
    """The rows (from 1) that have an even number of seats."""
    return tuple(row for row, size in enumerate(sizes, start=1) if size and size % 2 == 0)


def by_rank(row: int, first: int, size: int) -> list[Slot]:
    """The slots of a row in one order of protocol: whoever comes after the rows in front, number 1 of the row first."""
    return [(Side.ANY, first + ordinal) for ordinal in range(1, size + 1)]


def places(
    sizes: tuple[int, ...],
    settings: Settings,
    slots: Callable[[int, int, int], list[Slot]] = by_rank,
    *,
    seat: SeatSize,
    between: float,
) -> tuple[Place, ...]:
    """The places of rows facing down, the front row at y = 0 and the others above it, `between` cm apart.

    `slots(row, first, size)` gives a row's slots from its highest place to its lowest; `first` people sit in front.
    """
    found = []
    first = 0
    for row, size in enumerate(sizes, start=1):
        ordinals = line(size, settings.convention, settings.even_rule)
        order = slots(row, first, size)
        name = row_name(row, len(sizes))
        for index, ordinal in enumerate(ordinals):
            x = (index - (size - 1) / 2) * seat.pitch
            position = name + own_sides(offsets(ordinals)[ordinal])
            slot = order[ordinal - 1]
            place = Place(position, x, -(row - 1) * between, DOWN, slot, str(row), seat.width, seat.depth)
            found.append(place)
        first += size
    return tuple(found)
