"""会见沙发: sofas in a U that is open to the door; the two principals side by side at the top."""

from __future__ import annotations

from jiedai.language import _
from jiedai.model.choice import Convention, ItemKind
from jiedai.seating.layout import (
    BEHIND,
    DOWN,
    LEFT,
    RIGHT,
    Counts,
    Form,
    Furniture,
    Layout,
    Place,
    Settings,
    Side,
    door_mark,
)
from jiedai.seating.rows import GUESTS, HOSTS, seats_each
from jiedai.seating.shapes import Traits

_WIDTH, _DEPTH = 92.0, 66.0
_PITCH = 92.0
_TOP = 75.0
_ARM = 260.0
_BEHIND = -88.0

TRAITS = Traits(usual_for=(ItemKind.MEETING,), uses=frozenset({"rows", "seats", "convention"}))


def layout(counts: Counts, settings: Settings) -> Layout:
    """右为上 puts the guest on the host's own right, 左为上 (a superior at home) on the own left.

    Each party has its arm. Interpreters and note-takers sit behind the principals. People of no side are seated
    by turns on both arms, the first two at the top.
    """
    if counts.two_sided:
        guests, hosts = seats_each(counts, settings)
        left = settings.convention is Convention.RIGHT
        guest_arm = _arm(Side.GUEST, range(1, guests + 1), left=left, group=GUESTS)
        host_arm = _arm(Side.HOST, range(1, hosts + 1), left=not left, group=HOSTS)
        places = [*guest_arm, *host_arm]
    else:
        seats = counts.everyone if settings.seats is None else settings.seats
        left = settings.convention is Convention.LEFT
        places = [
            *_arm(Side.ANY, range(1, seats + 1, 2), left=left, group="first"),
            *_arm(Side.ANY, range(2, seats + 1, 2), left=not left, group="second"),
        ]
    places += _behind(counts, left=left)
    bottom = max((place.y for place in places), default=0.0)
    return Layout(
        Form.SIDES,
        tuple(places),
        _("俯视图，门在下方；每侧从离门远的一头说起"),
        _("门在下方，主宾和主人面对门"),
        _("主宾和主人并坐正中，主宾在主人的高位一侧；双方人员各沿一侧，离正中越近越高"),
        (Furniture(0, 0, 46, 46, 6, _("茶几")),),
        (door_mark(bottom + 120),),
        settings.convention,
    )


def _arm(people: Side, ordinals: range, *, left: bool, group: str) -> list[Place]:
    """One party: its principal at the top, the others down the arm to the door; `left` is the plan's."""
    sign = -1 if left else 1
    name = {Side.GUEST: "来宾席", Side.HOST: "主人席"}.get(people, "左侧" if not left else "右侧")
    found = []
    for index, ordinal in enumerate(ordinals):
        position = f"{name}{index + 1}"
        if index == 0:
            found.append(Place(position, sign * _TOP, 0, DOWN, (people, ordinal), group, _WIDTH, _DEPTH))
        else:
            y = 30 + (index - 0.2) * _PITCH
            facing = RIGHT if left else LEFT
            found.append(Place(position, sign * _ARM, y, facing, (people, ordinal), group, _WIDTH, _DEPTH))
    return found


def _behind(counts: Counts, *, left: bool) -> list[Place]:
    """Interpreters behind the principals, the guests' behind the guest; further ones beside them, plan left first."""
    guest_x = -_TOP if left else _TOP
    spots = {1: -guest_x, 2: guest_x}
    places = []
    for ordinal in range(1, counts.interpreters + 1):
        outer = (ordinal - 1) // 2
        x = spots[2 - ordinal % 2] * (1 + outer * 1.2)
        places.append(Place(f"后座{ordinal}", x, _BEHIND, DOWN, (Side.INTERPRETER, ordinal), BEHIND))
    return sorted(places, key=lambda place: place.x)
