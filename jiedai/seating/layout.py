"""What a shape of seating is made of: places with their position in the room and their names, furniture, and marks.

Plan view with the door at the bottom: x grows to the right, y down, both in centimetres; a facing is the direction a
person looks in, in degrees clockwise from the top of the plan (180 looks down, to the door or the audience).
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from jiedai.language import N_, _, current
from jiedai.model.choice import Convention, EvenRule, MainSeat
from jiedai.model.reading import halfwidth
from jiedai.patterns import regex

if TYPE_CHECKING:
    from jiedai.visit.vehicles import VehiclePlan

UP, RIGHT, DOWN, LEFT = 0.0, 90.0, 180.0, 270.0
"""The four facings along the walls."""

SEAT_WIDTH, SEAT_DEPTH, PITCH = 72.0, 46.0, 80.0
"""A seat at a table with its name card, and the distance from one to the next."""


MANY = 15
"""Seats side by side that still print well on a page; more are drawn narrow, with the names down."""


class SeatSize(NamedTuple):
    """A seat as drawn, and the distance from one to the next, in centimetres."""

    width: float = SEAT_WIDTH
    depth: float = SEAT_DEPTH
    pitch: float = PITCH


NARROW = SeatSize(40.0, 92.0, 46.0)


def seat_size(side_by_side: int, usual: SeatSize | None = None) -> SeatSize:
    """How large seats are drawn of which so many stand side by side."""
    return NARROW if side_by_side > MANY else usual or SeatSize()


class Side(Enum):
    """To which list of people a place belongs."""

    ANY = "any"
    GUEST = "guests"
    HOST = "hosts"
    SIGNER = "signers"
    INTERPRETER = "interpreters"
    CREW = "crew"


Slot = tuple[Side, int]
"""Whose place it is: the list, and the ordinal of protocol in it from 1."""


class Form(Enum):
    """How a chart is told as data."""

    ROWS = "rows"
    CLOCKWISE = "clockwise"
    SIDES = "sides"
    SEATS = "seats"
    TABLES = "tables"


class Place(NamedTuple):
    """A seat, or a place to stand.

    `position` names it in Chinese, once in a layout, and stays the same where the number of people changes; `group` is
    the row, side or table it belongs to. A place without a slot stays empty unless somebody is put there by decision.
    `turn` is by how many degrees clockwise it is drawn turned; `width` and `depth` are those before.
    """

    position: str
    x: float
    y: float
    facing: float
    slot: Slot | None
    group: str = ""
    width: float = SEAT_WIDTH
    depth: float = SEAT_DEPTH
    turn: float = 0.0


class Furniture(NamedTuple):
    """A table, a sofa, the body of a car: centre, size, and the radius of its corners; `label` is written on it."""

    x: float
    y: float
    width: float
    depth: float
    corner: float = 4.0
    label: str = ""


class MarkKind(Enum):
    """What a mark shows."""

    DOOR = "door"
    SCREEN = "screen"
    AUDIENCE = "audience"
    CAMERA = "camera"
    FRONT = "front"
    ENTRY = "entry"
    FLAG = "flag"


class Mark(NamedTuple):
    """Something that tells where one is: its kind, centre, the words beside it, and how wide it is."""

    kind: MarkKind
    x: float
    y: float
    text: str
    width: float = 120.0


class Counts(NamedTuple):
    """How many people a shape has to seat: `everyone` in one order, or guests and hosts on two sides."""

    everyone: int = 0
    guests: int = 0
    hosts: int = 0
    interpreters: int = 0
    signers: int = 0
    crew: int = 0
    deputy: bool = False
    """Whether one of the hosts is named deputy host."""

    @property
    def two_sided(self) -> bool:
        """Whether guests and hosts are kept apart."""
        return bool(self.guests or self.hosts)


class Settings(NamedTuple):
    """What a plan, the office or custom decides about a shape.

    `rows` are the seats of each row (of each side, of each table), `seats` all of them; empty and None leave it to the
    number of people.
    """

    convention: Convention = Convention.LEFT
    even_rule: EvenRule = EvenRule.E1
    rows: tuple[int, ...] = ()
    seats: int | None = None
    foreign: bool = False
    main_seat: MainSeat = MainSeat.HOST
    two_hosts: bool | None = None
    vehicle: VehiclePlan | None = None
    driver: str = ""
    host_drives: bool = False


class Layout(NamedTuple):
    """A shape filled with places, in reading order: rows front first, left to right; clockwise; each side in turn.

    `rule` is the custom in a sentence. `convention` and `even_rule` are None where the shape follows neither.
    """

    form: Form
    places: tuple[Place, ...]
    viewpoint: str
    door: str
    rule: str
    furniture: tuple[Furniture, ...] = ()
    marks: tuple[Mark, ...] = ()
    convention: Convention | None = None
    even_rule: EvenRule | None = None
    even_rows: tuple[int, ...] = ()
    """The rows (from 1) with an even number of seats, where that leaves the middle to tradition."""

    def groups(self) -> dict[str, list[Place]]:
        """The places of each group, in reading order."""
        found: dict[str, list[Place]] = {}
        for place in self.places:
            found.setdefault(place.group, []).append(place)
        return found


def own_sides(offset: int) -> str:
    """The name of a place `offset` seats to the own left of the first one: 中, 左1, 右2."""
    if offset == 0:
        return "中"
    return f"左{offset}" if offset > 0 else f"右{-offset}"


class Note(NamedTuple):
    """Something about a chart that somebody should confirm; `code` of the rule that tells it in `check`, or nothing."""

    code: str
    text: str


BEHIND = "behind"
"""The group of places behind the principals."""


def door_mark(y: float, x: float = 0.0) -> Mark:
    """The door at the bottom of the plan."""
    return Mark(MarkKind.DOOR, x, y, _("门"))


_WORDS = {
    "前排": N_("前排"), "中排": N_("中排"), "后排": N_("后排"), "副驾驶": N_("副驾驶"), "驾驶座": N_("驾驶座"),
    "来宾席": N_("来宾席"), "主人席": N_("主人席"), "对门一侧": N_("对门一侧"), "靠门一侧": N_("靠门一侧"),
    "左侧": N_("左侧"), "右侧": N_("右侧"), "客方": N_("客方"), "主方": N_("主方"), "签字": N_("签字"),
    "助签": N_("助签"), "译员": N_("译员"), "后座": N_("后座"), "主位": N_("主位"), "对位": N_("对位"),
    "桌首": N_("桌首"), "号桌": N_("号桌"), "左": N_("左"), "右": N_("右"), "中": N_("中"), "窗": N_("窗"),
    "排": N_("排"), "第": N_("第"), "后": N_("后"),
}  # fmt: skip
"""The words that names of places are made of, longer ones first where one begins like another."""

_PARTS = regex("|".join(sorted(_WORDS, key=len, reverse=True)) + r"|\d+")
_ROW_AND_SEAT = regex(r"(?:第?(\d+)排|(前)排|(\d+)\s*-)\s*第?(\d+)(?:号|座|个)*座?")
_NUMBER = regex(r"第?(\d+)(?:号|座|个|位)*座?")
_MIDDLE = frozenset({"中", "正中", "居中", "中间", "首位", "正中间"})
_DIGITS = str.maketrans("一二三四五六七八九", "123456789")
_SAME = {"副驾": "副驾驶", "副驾驶座": "副驾驶", "主陪位": "主位", "主陪": "主位", "副主陪位": "对位", "副主陪": "对位"}


def label(position: str) -> str:
    """A place's name in the language in use."""
    if current() == "zh":
        return position
    return " ".join(_(part) if part in _WORDS else part for part in _PARTS.findall(position))


def find(layout: Layout, written: str) -> Place | None:
    """The place that a plan means by a number, a row and number, or a name; None where there is none.

    Numbers count in reading order as printed on the chart; `2排3` and `2-3` count within a row from the left.
    """
    text = halfwidth(written).replace(" ", "").strip("“”\"'")
    exact = {place.position: place for place in layout.places}
    for name in (text, _SAME.get(text, text), text.removesuffix("座"), text.translate(_DIGITS)):
        if name in exact:
            return exact[name]
    text = text.translate(_DIGITS)
    if text in _MIDDLE:
        return next((place for place in layout.places if place.slot and place.slot[1] == 1), None)
    if match := _NUMBER.fullmatch(text):
        return _nth(list(layout.places), int(match[1]))
    if match := _ROW_AND_SEAT.fullmatch(text):
        row = 1 if match[2] else int(match[1] or match[3])
        return _nth(layout.groups().get(str(row), []), int(match[4]))
    for group, places in layout.groups().items():
        if group and (number := text.removeprefix(group)) != text and number.isdigit():
            return _nth(places, int(number))
    return None


def _nth(places: list[Place], number: int) -> Place | None:
    return places[number - 1] if 1 <= number <= len(places) else None
