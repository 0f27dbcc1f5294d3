"""圆桌: one round table with one host or two, or with people of one party."""

from __future__ import annotations

from jiedai.language import _
from jiedai.model.choice import Convention, ItemKind, SeatingShape
from jiedai.seating import ring
from jiedai.seating.layout import BEHIND, DOWN, SEAT_DEPTH, Counts, Form, Layout, Place, Settings, Side, door_mark
from jiedai.seating.shapes import Traits

_GAP = 12.0
"""Between a seat that points to the middle and the one behind it."""

TRAITS = Traits(
    usual_for=(ItemKind.MEAL,),
    uses=frozenset({"seats", "convention", "main_seat", "two_hosts"}),
    occasion=SeatingShape.TABLES,
)


def layout(counts: Counts, settings: Settings) -> Layout:
    """Main host facing the door, guests 1 and 2 on his right and left; the deputy host opposite with guests 3 and 4.

    The others mix, nearer seats first; without a host the first guest faces the door. Tables follow 右为上 at home as
    well. Interpreters sit behind the principals.
    """
    people = counts.guests + counts.hosts if counts.two_sided else counts.everyone
    seats = ring.even(people if settings.seats is None else settings.seats)
    places = ring.places(seats, counts, settings)
    distance = ring.radius(seats)
    return Layout(
        Form.CLOCKWISE,
        (*places, *_behind(counts, places, distance)),
        _("俯视图，门在下方；从主陪起顺时针") if counts.hosts else _("俯视图，门在下方；从主位起顺时针"),
        _("门在下方，上方的座位面对门"),
        _rule(counts),
        (ring.table_top(seats, _("圆桌")),),
        (door_mark(distance + (ring.SPOKE.width if seats > ring.MOST_UPRIGHT else SEAT_DEPTH) / 2 + 72),),
        Convention.RIGHT,
    )


def _rule(counts: Counts) -> str:
    if not counts.hosts:
        return _("没有主陪，第一位坐面对门的主位，其余按次序先右后左，近者为先")
    return _("主宾在主陪右手，第二来宾在左手；有副主陪时第三、第四来宾在他的右手和左手；其余宾主相间，近者为先")


def _behind(counts: Counts, places: tuple[Place, ...], distance: float) -> list[Place]:
    """The hosts' interpreter behind the main host, the guests' behind the chief guest, outside the ring."""
    found = []
    for ordinal in range(1, counts.interpreters + 1):
        slot = (Side.HOST, 1) if ordinal % 2 else (Side.GUEST, 1)
        seat = next((place for place in places if place.slot == slot), places[0])
        row = 1 + (ordinal - 1) // 2
        name, whose = f"后座{ordinal}", (Side.INTERPRETER, ordinal)
        if len(places) > ring.MOST_UPRIGHT:
            outer = 1 + (seat.width + _GAP) * row / distance
            found.append(seat._replace(position=name, x=seat.x * outer, y=seat.y * outer, slot=whose, group=BEHIND))
            continue
        outer = 1 + (SEAT_DEPTH + 34) * row / distance
        x = seat.x * (outer + (0.45 if abs(seat.x) > abs(seat.y) / 3 else 0))
        found.append(Place(name, x, seat.y * outer, DOWN, whose, BEHIND))
    return found
