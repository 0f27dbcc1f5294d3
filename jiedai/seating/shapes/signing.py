"""签字: two signers at a table, their assistants beside them, both parties standing behind."""

from __future__ import annotations

from jiedai.language import _
from jiedai.model.choice import Convention, ItemKind
from jiedai.seating.layout import (
    DOWN,
    Counts,
    Form,
    Furniture,
    Layout,
    Mark,
    MarkKind,
    Place,
    Settings,
    Side,
    door_mark,
)
from jiedai.seating.shapes import Traits

_PITCH, _BETWEEN, _BEHIND = 80.0, 70.0, -95.0
_MOST_EACH = 7
"""How many of a party stand in one row."""

TRAITS = Traits(usual_for=(ItemKind.SIGNING,), uses=frozenset({"rows", "convention"}), everybody=False)


def layout(counts: Counts, settings: Settings) -> Layout:
    """The guests' signer on the own right, as audience left; behind, each party from the middle outwards by rank.

    右为上 holds at a signing table at home as well as abroad. The first of `rows` is the table, the others stand.
    """
    table = _table(counts.signers, settings)
    standing = _standing(counts, settings.rows[1:])
    places = (*table, *standing)
    widest = max((abs(place.x) for place in places), default=80.0) * 2 + _PITCH
    back = min((place.y for place in places), default=0.0) - 75
    marks = [
        Mark(MarkKind.SCREEN, 0, back, _("背景板"), max(widest * 0.7, 200)),
        Mark(MarkKind.AUDIENCE, 0, 125, _("观众席，从这里看"), max(widest, 200)),
        door_mark(212),
    ]
    if settings.foreign:
        marks += [
            Mark(MarkKind.FLAG, -85, 44, _("客方国旗"), 70),
            Mark(MarkKind.FLAG, 85, 44, _("我方国旗"), 70),
        ]
    return Layout(
        Form.ROWS,
        places,
        _("从观众席看，签字桌在先，从左到右"),
        _("门和观众席在签字桌对面"),
        _("客方签字人在右（观众的左边），助签在外侧；双方人员从中间向外按次序站"),
        (Furniture(0, 44, 340, 56),),
        tuple(marks),
        Convention.RIGHT,
    )


def _table(signers: int, settings: Settings) -> tuple[Place, ...]:
    """Signers (ordinals 1 guest, 2 host) and, where there are any, assistants (3, 4) on their outer sides."""
    assistants = signers > 2 or bool(settings.rows and settings.rows[0] > 2)
    seats = [("客方签字", -85.0, 1), ("主方签字", 85.0, 2)]
    if assistants:
        seats = [("客方助签", -175.0, 3), *seats, ("主方助签", 175.0, 4)]
    return tuple(Place(name, x, -10, DOWN, (Side.SIGNER, ordinal), "1") for name, x, ordinal in seats)


def _standing(counts: Counts, sizes: tuple[int, ...]) -> tuple[Place, ...]:
    """Both parties row by row, the front row with the higher ranks; guests on the audience's left."""
    guests, hosts = counts.guests, counts.hosts
    found: list[Place] = []
    guest_first = host_first = 0
    row = 0
    while guest_first < guests or host_first < hosts:
        if sizes and row >= len(sizes):
            break
        most = max((sizes[row] + 1) // 2, 1) if sizes else _most(max(guests, hosts))
        some_guests, some_hosts = min(most, guests - guest_first), min(most, hosts - host_first)
        y, group = _BEHIND - row * _BETWEEN, str(row + 2)
        name = "" if row == 0 else f"后{row + 1}排"
        for index in reversed(range(some_guests)):
            slot = (Side.GUEST, guest_first + index + 1)
            found.append(Place(f"{name}客方{index + 1}", -(index + 0.5) * _PITCH, y, DOWN, slot, group))
        for index in range(some_hosts):
            slot = (Side.HOST, host_first + index + 1)
            found.append(Place(f"{name}主方{index + 1}", (index + 0.5) * _PITCH, y, DOWN, slot, group))
        guest_first, host_first, row = guest_first + some_guests, host_first + some_hosts, row + 1
    return tuple(found)


def _most(longer: int) -> int:
    """How many of a party stand in a row, so that the rows are even."""
    rows = -(-longer // _MOST_EACH)
    return -(-longer // rows) if rows else 1
