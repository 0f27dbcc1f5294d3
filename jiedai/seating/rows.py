"""Lines of people: one line by the two conventions, two sides of a table, rows before an audience or a camera.

A line is listed from the own-right end to the own-left end of the people in it, as ordinals of protocol from 1. For
people who face an audience that is left to right as the audience sees them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from jiedai.model.choice import Convention, EvenRule
from jiedai.seating.layout import DOWN, MANY, Counts, Place, SeatSize, Settings, Side, Slot, own_sides


def line(seats: int, convention: Convention = Convention.LEFT, even_rule: EvenRule = EvenRule.E1) -> list[int]:
    """The ordinals of `seats` seats, own-right end first.

    左为上 puts 2 on the own left of 1, and 3 on the right. With an even number E1 keeps that; E2 gives 1 the own-left
    one of the two middle seats, so that 2 is on the own right. 右为上 is the mirror image of strict 左为上 for any
    number: 2 on the own right of 1. The rules for even rows are customs of 左为上 alone.
    """
    odd, even = list(range(1, seats + 1, 2)), list(range(2, seats + 1, 2))
    strict = odd[::-1] + even
    if convention is Convention.RIGHT:
        return strict[::-1]
    return even[::-1] + odd if seats % 2 == 0 and even_rule is EvenRule.E2 else strict


def offsets(ordinals: list[int]) -> dict[int, int]:
    """How many seats to the own left of number 1 each ordinal sits; to the own right is negative."""
    middle = ordinals.index(1) if ordinals else 0
    return {ordinal: place - middle for place, ordinal in enumerate(ordinals)}


def with_interpreter(ordinals: list[int], *, own_left: bool) -> list[int]:
    """The line with a seat for the interpreter, as 0, beside number 1 on the own left or the own right."""
    if not ordinals:
        return [0]
    middle = ordinals.index(1)
    place = middle + 1 if own_left else middle
    return [*ordinals[:place], 0, *ordinals[place:]]


GUESTS, HOSTS = "guests", "hosts"
"""The groups of a chart with two sides."""


class Seat(NamedTuple):
    """A seat on a side: its name, and whose it is."""

    position: str
    slot: Slot


def seats_each(counts: Counts, settings: Settings) -> tuple[int, int]:
    """Seats of the guests' and of the hosts' side, interpreters not counted.

    `rows` gives them side by side; of `seats`, the shorter side gets what is left over, the longer one lacks what is
    missing.
    """
    if settings.rows:
        return settings.rows[0], settings.rows[1] if len(settings.rows) > 1 else counts.hosts
    guests, hosts = counts.guests, counts.hosts
    if settings.seats is None:
        return guests, hosts
    at_table = settings.seats
    while guests + hosts < at_table:
        guests, hosts = (guests + 1, hosts) if guests < hosts else (guests, hosts + 1)
    while guests + hosts > at_table and guests + hosts:
        guests, hosts = (guests - 1, hosts) if guests >= hosts else (guests, hosts - 1)
    return guests, hosts


def side(people: Side, seats: int, settings: Settings, *, interpreter: int | None) -> list[Seat]:
    """A side from its own-right end to its own-left end.

    The interpreter (1 the hosts', 2 the guests') sits at the own right of the host and the own left of the guest, so
    that the two sit face to face beside the principals who do.
    """
    ordinals = line(seats, settings.convention, settings.even_rule)
    spots = offsets(ordinals)
    name = "来宾席" if people is Side.GUEST else "主人席"
    if interpreter is not None:
        ordinals = with_interpreter(ordinals, own_left=people is Side.GUEST)
    found = []
    for ordinal in ordinals:
        if ordinal == 0 and interpreter is not None:
            found.append(Seat(name + "译员", (Side.INTERPRETER, interpreter)))
        else:
            found.append(Seat(name + own_sides(spots[ordinal]), (people, ordinal)))
    return found


def principal(seats: list[Seat]) -> int:
    """The index of the highest place on a side; 0 where it is empty."""
    ordinals = {seat.slot[1]: index for index, seat in enumerate(seats) if seat.slot[0] is not Side.INTERPRETER}
    return ordinals[min(ordinals)] if ordinals else 0


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
        name, sides = row_name(row, len(sizes)), offsets(ordinals)
        for index, ordinal in enumerate(ordinals):
            x = (index - (size - 1) / 2) * seat.pitch
            position = name + own_sides(sides[ordinal])
            slot = order[ordinal - 1]
            place = Place(position, x, -(row - 1) * between, DOWN, slot, str(row), seat.width, seat.depth)
            found.append(place)
        first += size
    return tuple(found)
