"""长条桌竖放: a long table with its end to the door; on entering, guests are on the right, hosts on the left."""

from __future__ import annotations

from jiedai.language import N_, _
from jiedai.model.choice import Convention
from jiedai.seating.layout import (
    DOWN,
    LEFT,
    RIGHT,
    SEAT_DEPTH,
    SEAT_WIDTH,
    Counts,
    Form,
    Furniture,
    Layout,
    Place,
    Settings,
    Side,
    door_mark,
)
from jiedai.seating.rows import GUESTS, HOSTS, Seat, even_rows, principal, seats_each, side
from jiedai.seating.shapes import Traits

_WIDTH = 150.0
_PITCH = 66.0
_AWAY = _WIDTH / 2 + SEAT_WIDTH / 2 + 12

TRAITS = Traits(sides={"head": N_("桌首"), "left": N_("左侧"), "right": N_("右侧")})


def layout(counts: Counts, settings: Settings) -> Layout:
    """Principals face to face in the middle; where nobody is guest or host, number 1 has the head of the table."""
    return _two_parties(counts, settings) if counts.two_sided else _one_party(counts, settings)


def _two_parties(counts: Counts, settings: Settings) -> Layout:
    guests, hosts = seats_each(counts, settings)
    right = side(Side.GUEST, guests, settings, interpreter=2 if counts.interpreters > 1 else None)
    left = side(Side.HOST, hosts, settings, interpreter=1 if counts.interpreters else None)
    places = (
        *_column(right, _AWAY, LEFT, GUESTS),
        *_column(left[::-1], -_AWAY, RIGHT, HOSTS),  # facing right, the own left is away from the door
    )
    length = 2 * max((abs(place.y) for place in places), default=_PITCH) + _PITCH
    return Layout(
        Form.SIDES,
        places,
        _("俯视图，门在下方；每侧从离门远的一头说起"),
        _("门在下方，进门右侧为来宾，左侧为主人"),
        _("主宾和主人居中相对，其余按左右交替，来宾在进门的右侧"),
        (Furniture(0, 0, _WIDTH, length, label=_("长条桌")),),
        (door_mark(length / 2 + 80),),
        settings.convention,
        settings.even_rule,
        even_rows((guests, hosts)),
    )


def _column(seats: list[Seat], x: float, facing: float, group: str) -> list[Place]:
    """One side of the table, far from the door first, its principal in the middle of the table."""
    first = principal(seats)
    return [
        Place(seat.position, x, (index - first) * _PITCH, facing, seat.slot, group) for index, seat in enumerate(seats)
    ]


def _one_party(counts: Counts, settings: Settings) -> Layout:
    """Number 1 alone at the far end, nobody opposite; then by turns on the own left and right (右为上: right first)."""
    seats = max(counts.everyone if settings.seats is None else settings.seats, 0)
    deep = seats // 2
    length = max(deep, 2) * _PITCH
    top = -length / 2
    first, second = ("left", "right") if settings.convention is Convention.LEFT else ("right", "left")
    places = [Place("桌首", 0, top - SEAT_DEPTH / 2 - 14, DOWN, (Side.ANY, 1), "head")] if seats else []
    for group, start in ((first, 2), (second, 3)):
        x, facing, name = (_AWAY, LEFT, "左") if group == "left" else (-_AWAY, RIGHT, "右")
        for index, ordinal in enumerate(range(start, seats + 1, 2)):
            y = top + (index + 0.5) * _PITCH
            places.append(Place(f"{name}{index + 1}", x, y, facing, (Side.ANY, ordinal), group))
    return Layout(
        Form.SIDES,
        tuple(places),
        _("俯视图，门在下方；每侧从离门远的一头说起，左右按桌首的人自己的方向"),
        _("门在下方，正对桌首"),
        _("1 号坐桌首，其余从桌首起左右交替"),
        (Furniture(0, 0, _WIDTH, length, label=_("长条桌")),),
        (door_mark(length / 2 + 80),),
        settings.convention,
    )
