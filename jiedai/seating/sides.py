"""Two sides that face each other across a table: how many sit on each, and in which order."""

from __future__ import annotations

from typing import NamedTuple

from jiedai.seating.layout import Counts, Settings, Side, Slot, own_sides
from jiedai.seating.line import line, offsets, with_interpreter

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
