"""长条桌横放: a long table parallel to the door; guests face the door, hosts face them."""

from __future__ import annotations

from jiedai.language import N_, _
from jiedai.model.choice import ItemKind
from jiedai.seating.layout import (
    DOWN,
    UP,
    Counts,
    Form,
    Furniture,
    Layout,
    Place,
    SeatSize,
    Settings,
    Side,
    door_mark,
    seat_size,
)
from jiedai.seating.rows import GUESTS, HOSTS, Seat, even_rows, principal, seats_each, side
from jiedai.seating.shapes import Traits

_DEPTH = 150.0
_FAR, _NEAR = "对门一侧", "靠门一侧"

TRAITS = Traits(usual_for=(ItemKind.TALKS,), sides={"far": N_("对门一侧"), "near": N_("靠门一侧")})


def layout(counts: Counts, settings: Settings) -> Layout:
    """Principals face to face in the middle, the others beside them by turns.

    Where nobody is guest or host, the higher half sits facing the door.
    """
    if counts.two_sided:
        guests, hosts = seats_each(counts, settings)
        far = side(Side.GUEST, guests, settings, interpreter=2 if counts.interpreters > 1 else None)
        near = side(Side.HOST, hosts, settings, interpreter=1 if counts.interpreters else None)
        groups = (GUESTS, HOSTS)
    else:
        far, near, groups, (guests, hosts) = _one_party(counts, settings)
    seat = seat_size(max(len(far), len(near)))
    away = _DEPTH / 2 + 9 + seat.depth / 2
    places = [
        *_row(far, -away, DOWN, groups[0], seat),
        *_row(near[::-1], away, UP, groups[1], seat),  # facing away from the door, the own left is the plan's left
    ]
    length = 2 * max((abs(place.x) for place in places), default=seat.pitch) + seat.pitch
    return Layout(
        Form.SIDES,
        tuple(places),
        _("俯视图，门在下方，从左到右"),
        _("门在下方，来宾面对门") if counts.two_sided else _("门在下方"),
        _("主宾和主人居中相对，其余按左右交替，来宾面对门")
        if counts.two_sided
        else _("次序在前的一半面对门，各侧居中为先，左右交替"),
        (Furniture(0, 0, length, _DEPTH, label=_("长条桌")),),
        (door_mark(away + seat.depth / 2 + 67),),
        settings.convention,
        settings.even_rule,
        even_rows((guests, hosts)),
    )


def _one_party(counts: Counts, settings: Settings) -> tuple[list[Seat], list[Seat], tuple[str, str], tuple[int, int]]:
    """The two sides of a meeting without guests, their names and sizes."""
    seats = counts.everyone if settings.seats is None else settings.seats
    sizes = (-(-seats // 2), seats // 2)
    if settings.rows:
        sizes = (settings.rows[0], settings.rows[1] if len(settings.rows) > 1 else 0)
    far = side(Side.ANY, sizes[0], settings, interpreter=None)
    near = side(Side.ANY, sizes[1], settings, interpreter=None)
    far = [Seat(seat.position.replace("主人席", _FAR), seat.slot) for seat in far]
    near = [Seat(seat.position.replace("主人席", _NEAR), (Side.ANY, seat.slot[1] + sizes[0])) for seat in near]
    return far, near, ("far", "near"), sizes


def _row(seats: list[Seat], y: float, facing: float, group: str, size: SeatSize) -> list[Place]:
    """One side along the table, its principal in the middle of the table, so that the two face each other."""
    first = principal(seats)
    return [
        Place(seat.position, (index - first) * size.pitch, y, facing, seat.slot, group, size.width, size.depth)
        for index, seat in enumerate(seats)
    ]
