"""乘车: one vehicle, seen from above with the front at the top."""

from __future__ import annotations

from jiedai.language import N_, _
from jiedai.model.choice import ItemKind
from jiedai.seating.layout import UP, Counts, Form, Furniture, Layout, Mark, MarkKind, Place, Settings, Side, Slot
from jiedai.seating.shapes import Traits
from jiedai.visit.vehicles import DRIVER, VehiclePlan, plan_of

_WIDTH, _DEPTH = 54.0, 42.0
_PITCH, _ROW, _CLOSE_ROW = 58.0, 76.0, 55.0
_WALL = 16.0
_FEW_ROWS = 4
"""Rows that may stand apart as in a car; those of a bus are drawn close, or their names would print too small."""

TRAITS = Traits(
    usual_for=(ItemKind.TRANSFER, ItemKind.PICKUP, ItemKind.DROPOFF),
    uses=frozenset({"seats", "vehicle", "host_drives"}),
    everybody=False,
    ride=True,
    nobody=N_("车里没有人：在日程里写这一项的车辆，或者在乘车里写车辆和乘车人"),
)


def layout(counts: Counts, settings: Settings) -> Layout:
    """Riders by precedence on the vehicle's seats; staff who look after them take the attendant's seat.

    With the host driving, the driver's seat is the first host's, who is then not among `everyone`.
    """
    people = counts.everyone + counts.crew
    vehicle = settings.vehicle or plan_of(None, people, host_drives=settings.host_drives)
    order = _order(vehicle, people)
    slots = _slots(order, counts, vehicle, settings)
    rank = {position: number for number, position in enumerate(vehicle.order)}
    middle = (vehicle.width - 1) / 2
    rows = max(seat.row for seat in vehicle.places)
    row = _ROW if rows <= _FEW_ROWS else _CLOSE_ROW
    places = [
        Place(seat.position, (seat.column - middle) * _PITCH, seat.row * row, UP, slots.get(seat.position), "",
              _WIDTH, _DEPTH)
        for seat in sorted(vehicle.places, key=lambda seat: rank[seat.position])
    ]  # fmt: skip
    wheel = (-middle * _PITCH, 0.0)
    if settings.host_drives:
        places.append(Place(DRIVER, *wheel, UP, (Side.HOST, 1), "", _WIDTH, _DEPTH))
    body = Furniture(0, rows * row / 2 - 14, vehicle.width * _PITCH + 2 * _WALL, rows * row + _DEPTH + 92, 34)
    furniture = [body, Furniture(0, -_DEPTH / 2 - 26, vehicle.width * _PITCH - 10, 5, 2)]
    if not settings.host_drives:
        furniture.append(Furniture(*wheel, _WIDTH, _DEPTH, 18, settings.driver or _("驾驶员")))
    marks = (
        Mark(MarkKind.FRONT, 0, -_DEPTH / 2 - 98, _("车头"), 80),
        Mark(MarkKind.ENTRY, body.width / 2 + 24, 0.5 * row if rows > _FEW_ROWS else 1.6 * row, _("车门"), 60),
    )
    return Layout(
        Form.SEATS,
        tuple(places),
        _("俯视图，车头朝上，左右按坐在车里的方向"),
        _("车门在右侧"),
        _("{kind}的座次从高到低：{order}").format(kind=vehicle.kind, order=_("、").join(order[:8])),
        tuple(furniture),
        marks,
    )


def _order(vehicle: VehiclePlan, people: int) -> list[str]:
    """The seats from first to last; the spared one comes last as long as it is not needed."""
    order = list(vehicle.order)
    if vehicle.spared and people < vehicle.capacity:
        order.remove(vehicle.spared)
        order.append(vehicle.spared)
    return order


def _slots(order: list[str], counts: Counts, vehicle: VehiclePlan, settings: Settings) -> dict[str, Slot]:
    """Whose each seat is: one of the staff has the attendant's seat, riders come next, other staff last."""
    slots: dict[str, Slot] = {}
    staff = [(Side.CREW, number) for number in range(1, counts.crew + 1)]
    if staff and vehicle.attendant and not settings.host_drives:
        slots[vehicle.attendant] = staff.pop(0)
    riders = [(Side.ANY, number) for number in range(1, counts.everyone + 1)]
    free = [position for position in order if position not in slots]
    return slots | dict(zip(free, [*riders, *staff], strict=False))
