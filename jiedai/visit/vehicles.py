"""Vehicles as seating knows them: the seats they have, in which order they are given, the words to know them by.

All are left-hand drive, drawn from above with the front at the top: the driver is at the plan's left, the right of a
passenger is the plan's right.
"""

from __future__ import annotations

from typing import NamedTuple

from jiedai.model.choice import CarSeat, OffRoadSeat, SevenSeat
from jiedai.model.office import Conventions, Vehicle

FRONT = "副驾驶"
DRIVER = "驾驶座"


class CarPlace(NamedTuple):
    """A passenger seat: its name, its column from the plan's left and its row from the front, in seats."""

    position: str
    column: float
    row: float


class VehiclePlan(NamedTuple):
    """The inside of a vehicle.

    `order` names the seats from the first to the last; `spared` is a seat that stays empty as long as another is free;
    `attendant` the seat of whoever looks after the others. `width` is in seats.
    """

    kind: str
    places: tuple[CarPlace, ...]
    order: tuple[str, ...]
    width: float
    attendant: str = FRONT
    spared: str = ""

    @property
    def capacity(self) -> int:
        """Seats for passengers."""
        return len(self.places)


_FRONT_ROW = (CarPlace(FRONT, 2, 0),)


def _bench(name: str, row: float) -> tuple[CarPlace, ...]:
    return CarPlace(f"{name}左", 0, row), CarPlace(f"{name}中", 1, row), CarPlace(f"{name}右", 2, row)


def _pair(name: str, row: float) -> tuple[CarPlace, ...]:
    return CarPlace(f"{name}左", 0, row), CarPlace(f"{name}右", 2, row)


def sedan(vip: CarSeat = CarSeat.REAR_RIGHT, *, host_drives: bool = False) -> VehiclePlan:
    """A car with five seats: rear right, rear left, rear middle, front; with the host driving the front comes first."""
    rear = ("后排左", "后排右") if vip is CarSeat.BEHIND_DRIVER else ("后排右", "后排左")
    order = (FRONT, "后排右", "后排左", "后排中") if host_drives else (*rear, "后排中", FRONT)
    return VehiclePlan("轿车", (*_FRONT_ROW, *_bench("后排", 1.6)), order, 3, spared="后排中")


def off_road(
    first: OffRoadSeat = OffRoadSeat.FRONT, vip: CarSeat = CarSeat.REAR_RIGHT, *, host_drives: bool = False
) -> VehiclePlan:
    """An off-road vehicle: the front seat first, whoever drives; some offices keep the order of a sedan."""
    same = sedan(vip, host_drives=host_drives or first is OffRoadSeat.FRONT)
    attendant = "后排左" if first is OffRoadSeat.FRONT else FRONT
    return VehiclePlan("越野车", same.places, same.order, 3, attendant, "后排中")


def seven_seat(
    first: SevenSeat = SevenSeat.MIDDLE, vip: CarSeat = CarSeat.REAR_RIGHT, *, host_drives: bool = False
) -> VehiclePlan:
    """Two seats in the middle, three in the rear: single chairs in the middle come first, folding ones last but one."""
    middle, rear = ("中排右", "中排左"), ("后排右", "后排左", "后排中")
    if vip is CarSeat.BEHIND_DRIVER:
        middle, rear = ("中排左", "中排右"), ("后排左", "后排右", "后排中")
    order = (*middle, *rear, FRONT) if first is SevenSeat.MIDDLE else (*rear, *middle, FRONT)
    if host_drives:
        order = (FRONT, *order[:-1])
    return VehiclePlan("七座车", (*_FRONT_ROW, *_pair("中排", 1.6), *_bench("后排", 3.2)), order, 3)


def eight_seat(*, host_drives: bool = False) -> VehiclePlan:
    """Three in the middle, three in the rear: behind the driver first, then right before left, front before back."""
    order = ("中排左", "中排右", "中排中", "后排右", "后排左", "后排中", FRONT)
    if host_drives:
        order = (FRONT, *order[:-1])
    return VehiclePlan("八座车", (*_FRONT_ROW, *_bench("中排", 1.6), *_bench("后排", 3.2)), order, 3)


def minibus(seats: int = 19) -> VehiclePlan:
    """Two seats on the driver's side of the aisle, one on the door's: window first, front before back.

    The last row goes across; where the numbers ask for it the first row has none on the door's side.
    """
    last = min(seats, 3 if seats % 3 == 2 else 4)
    without = 1 if seats % 3 != 1 and seats > last else 0
    rows = (seats - last + without) // 3
    places = []
    for row in range(1, rows + 1):
        places += [CarPlace(f"{row}排左窗", 0, row + 0.4), CarPlace(f"{row}排左", 1, row + 0.4)]
        if row > 1 or not without:
            places.append(CarPlace(f"{row}排右窗", 3, row + 0.4))
    places += _last_row(rows + 1, last, 3.0)
    return VehiclePlan("中巴", tuple(places), tuple(place.position for place in places), 4, attendant="")


def coach(seats: int = 45) -> VehiclePlan:
    """Two seats on each side of the aisle: front before back, right before left, so nearer to the front door first."""
    last = min(seats, 5)
    rows = -(-(seats - last) // 4)
    last = seats - rows * 4 if seats - rows * 4 > 0 else last
    places = []
    for row in range(1, rows + 1):
        places += [
            CarPlace(f"{row}排右窗", 4, row + 0.4),
            CarPlace(f"{row}排右", 3, row + 0.4),
            CarPlace(f"{row}排左", 1, row + 0.4),
            CarPlace(f"{row}排左窗", 0, row + 0.4),
        ]
    places += _last_row(rows + 1, last, 4.0)[::-1]
    return VehiclePlan("大客车", tuple(places), tuple(place.position for place in places), 5, attendant="")


def _last_row(row: int, seats: int, width: float) -> list[CarPlace]:
    """The row at the back, from the plan's left to its right."""
    step = width / (seats - 1) if seats > 1 else 0.0
    return [CarPlace(f"{row}排{index + 1}", index * step, row + 0.4) for index in range(seats)]


_WORDS = (
    (("考斯特", "柯斯达", "中巴", "中客", "coaster", "minibus"), "minibus"),
    (("大巴", "客车", "大客", "旅游车", "宇通", "金龙", "coach", "bus"), "coach"),
    (("商务", "mpv", "gl8", "奥德赛", "艾力绅", "埃尔法", "赛那", "传祺m", "七座", "7座"), "seven"),
    (("八座", "8座", "面包", "海狮", "全顺", "瑞风"), "eight"),
    (("越野", "吉普", "suv", "普拉多", "陆地巡洋舰", "帕杰罗", "jeep"), "off_road"),
    (("轿车", "小车", "小轿车", "帕萨特", "红旗", "奥迪", "迈腾", "凯美瑞", "sedan"), "sedan"),
)
_FOLDING = ("轿车", "折叠", "加座")
_MOST_IN_MINIBUS = 23
_SMALL = {5: "sedan", 7: "seven", 8: "eight"}


def plan_of(
    vehicle: Vehicle | None, riders: int, conventions: Conventions | None = None, *, host_drives: bool = False
) -> VehiclePlan:
    """The inside of a vehicle by the words of its model, else by its seats, else by how many ride in it."""
    vip = (conventions and conventions.car_vip) or CarSeat.REAR_RIGHT
    model = (vehicle.model or "").lower() if vehicle else ""
    seats = vehicle.seats if vehicle else None
    kind = next((kind for words, kind in _WORDS if any(word in model for word in words)), "")
    kind = _checked(kind, seats, riders)
    match kind:
        case "sedan":
            return sedan(vip, host_drives=host_drives)
        case "off_road":
            first = (conventions and conventions.off_road) or OffRoadSeat.FRONT
            return off_road(first, vip, host_drives=host_drives)
        case "seven":
            folding = any(word in model for word in _FOLDING)
            first_row = (conventions and conventions.seven_seat) or (SevenSeat.REAR if folding else SevenSeat.MIDDLE)
            return seven_seat(first_row, vip, host_drives=host_drives)
        case "eight":
            return eight_seat(host_drives=host_drives)
        case "minibus":
            return minibus(seats or max(19, riders))
        case _:
            return coach(seats or max(45, riders))


def _checked(kind: str, seats: int | None, riders: int) -> str:
    """The kind of vehicle: by its size where no word tells, and a larger one where its kind has too few seats.

    Offices give seats with the driver's or without, so a size takes the kind that has at least as many; whoever rides
    within the seats that the office gives has one.
    """
    said = seats or 0
    riding = min(riders, said) if seats is not None else riders
    if not kind:
        size = max(said, riding + 1) if seats is not None else riders + 1
        kind = next((name for most, name in _SMALL.items() if size <= most), "")
        kind = kind or ("minibus" if size <= _MOST_IN_MINIBUS else "coach")
    if kind in ("sedan", "off_road") and (said > 5 or riding > 4):
        kind = "seven"
    if kind == "seven" and (riders > 6 or said > 7):
        return "eight" if riders <= 7 and said <= 8 else "minibus"
    if kind == "eight" and (riding > 7 or said > 8):
        return "minibus"
    return kind
