"""The ring of a round table: seats numbered clockwise from above, 0 facing the door; the order in which they are given.

Seat 0 looks down the plan, so its own right is the last seat and its own left is seat 1.
"""

from __future__ import annotations

import math

from jiedai.model.choice import MainSeat
from jiedai.seating.layout import SEAT_DEPTH, SEAT_WIDTH, Counts, Furniture, Place, SeatSize, Settings, Side, Slot

_EACH = 85.0
"""Centimetres of the ring for each seat."""
_SMALLEST = 105.0
_TABLE_INSET = 52.0
MOST_UPRIGHT = 30
"""Seats of a ring drawn to scale; of a larger one each points to the middle, or its names would print too small."""
SPOKE = SeatSize(96.0, 28.0, 31.0)
"""A seat that points to the middle: its length, its breadth, and the room for each at the inner end."""
_FROM_SPOKES = 10.0


def even(seats: int) -> int:
    """A ring has an even number of seats, so that main and deputy host sit opposite; one may stay empty."""
    return max(seats + seats % 2, 2)


def has_deputy_seat(counts: Counts, settings: Settings) -> bool:
    """Whether a deputy host sits opposite the main host: as the plan says, else with a deputy or three hosts."""
    if settings.two_hosts is not None:
        return settings.two_hosts
    return counts.hosts >= 3 or (counts.deputy and counts.hosts >= 2)


def slots(seats: int, counts: Counts, settings: Settings) -> list[Slot | None]:
    """Whose each seat of the ring is, clockwise from the seat that the main host has by custom.

    Where there is no host, that seat is the first guest's, and the others follow on the right and left.
    """
    order = _outward(seats)
    if not counts.hosts:
        side, people = (Side.GUEST, counts.guests) if counts.guests else (Side.ANY, counts.everyone)
        return _dealt(seats, {}, order, [(side, n) for n in range(1, people + 1)])
    guests = [(Side.GUEST, n) for n in range(1, counts.guests + 1)]
    hosts = [(Side.HOST, n) for n in range(1, counts.hosts + 1)]
    head, right, left = 0, seats - 1, 1 % seats
    wanted: list[tuple[int, Slot]]
    if settings.main_seat is MainSeat.GUEST:
        wanted = [(head, (Side.GUEST, 1)), (right, (Side.HOST, 1)), (left, (Side.GUEST, 2))]
    else:
        wanted = [(head, (Side.HOST, 1)), (right, (Side.GUEST, 1)), (left, (Side.GUEST, 2))]
    if has_deputy_seat(counts, settings):
        half = seats // 2
        wanted += [(half, (Side.HOST, 2)), (half - 1, (Side.GUEST, 3)), (half + 1, (Side.GUEST, 4))]
        order = _between_hosts(seats)
    given: dict[int, Slot] = {}
    for seat, slot in wanted:
        if slot in (*guests, *hosts) and seat % seats not in given:
            given[seat % seats] = slot
    taken = set(given.values())
    rest = _by_turns([slot for slot in hosts if slot not in taken], [slot for slot in guests if slot not in taken])
    beside_hosts = [seat % seats for seat, _slot in wanted]
    return _dealt(seats, given, list(dict.fromkeys([*beside_hosts, *order])), rest)


def _dealt(seats: int, given: dict[int, Slot], order: list[int], rest: list[Slot]) -> list[Slot | None]:
    """The ring with those given their seats, the others on the free seats in `order`."""
    free = [seat for seat in order if seat not in given]
    full = given | dict(zip(free, rest, strict=False))
    return [full.get(seat) for seat in range(seats)]


def _outward(seats: int) -> list[int]:
    """From seat 0 by turns to the own right and the own left."""
    order = [0]
    for step in range(1, seats // 2 + 1):
        order += [seats - step, step]
    return list(dict.fromkeys(seat % seats for seat in order))


def _between_hosts(seats: int) -> list[int]:
    """The seats beside neither host: those nearer to them first, main host before deputy, right before left."""
    half = seats // 2
    order: list[int] = []
    for step in range(2, half + 1):
        order += [seats - step, step, half - step, half + step]
    return list(dict.fromkeys(seat % seats for seat in order))


def _by_turns(hosts: list[Slot], guests: list[Slot]) -> list[Slot]:
    mixed: list[Slot] = []
    while hosts or guests:
        mixed += [*hosts[:1], *guests[:1]]
        hosts, guests = hosts[1:], guests[1:]
    return mixed


def radius(seats: int) -> float:
    """From the middle of the table to the middle of a seat: real size, wider where name cards would overlap.

    With more than `MOST_UPRIGHT` seats it is what the seats need that point to the middle.
    """
    if seats > MOST_UPRIGHT:
        return seats * SPOKE.pitch / (2 * math.pi) + SPOKE.width / 2
    wanted = max(seats * _EACH / (2 * math.pi), _SMALLEST)
    while _overlap(seats, wanted):
        wanted += 4
    return wanted


def _overlap(seats: int, distance: float) -> bool:
    spots = [point(index, seats, distance) for index in range(seats)]
    neighbours = [(spots[index], spots[(index + step) % seats]) for index in range(seats) for step in (1, 2)]
    return any(
        one != other and abs(one[0] - other[0]) < SEAT_WIDTH + 4 and abs(one[1] - other[1]) < SEAT_DEPTH + 4
        for one, other in neighbours
    )


def point(index: int, seats: int, distance: float) -> tuple[float, float]:
    """Where seat `index` is, from the middle of the table; seat 0 at the top, clockwise."""
    angle = 2 * math.pi * index / seats
    return distance * math.sin(angle), -distance * math.cos(angle)


def places(
    seats: int, counts: Counts, settings: Settings, *, x: float = 0.0, y: float = 0.0, table: str = ""
) -> tuple[Place, ...]:
    """The ring around (x, y), clockwise from the main host; `table` names its group and precedes its positions."""
    whose = slots(seats, counts, settings)
    distance = radius(seats)
    turn = seats // 2 if settings.main_seat is MainSeat.DEPUTY and counts.hosts else 0
    first = whose.index((Side.HOST, 1)) if (Side.HOST, 1) in whose else 0
    found = []
    for step in range(seats):
        index = (first + step) % seats
        dx, dy = point(index + turn, seats, distance)
        facing = (360.0 * (index + turn) / seats + 180) % 360
        place = Place(f"{table}{_name(step, seats)}", x + dx, y + dy, facing, whose[index], table)
        found.append(spoke(place) if seats > MOST_UPRIGHT else place)
    return tuple(found)


def spoke(place: Place) -> Place:
    """A place as a seat that points where its person looks; its name is never upside down."""
    return place._replace(width=SPOKE.width, depth=SPOKE.depth, turn=place.facing % 180 - 90)


def _name(step: int, seats: int) -> str:
    """A seat by its way from the main host's: 主位, 左1 …, 对位 opposite."""
    if step == 0:
        return "主位"
    if step == seats / 2:
        return "对位"
    return f"左{step}" if step < seats / 2 else f"右{seats - step}"


def table_top(seats: int, label: str, *, x: float = 0.0, y: float = 0.0) -> Furniture:
    """The table inside the ring."""
    inset = SPOKE.width / 2 + _FROM_SPOKES if seats > MOST_UPRIGHT else _TABLE_INSET
    across = 2 * (radius(seats) - inset)
    return Furniture(x, y, across, across, across / 2, label)
