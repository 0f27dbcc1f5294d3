"""Which room an item takes, and how many people it brings there."""

from __future__ import annotations

from jiedai.model.choice import ItemKind, PlaceKind
from jiedai.model.quantities import Count
from jiedai.model.schedule import Item
from jiedai.patterns import regex
from jiedai.visit.case import Case
from jiedai.visit.meals import companions
from jiedai.visit.people import guest_heads
from jiedai.visit.statements import is_public_event

_ROOM = regex(
    r"(?:会议室|会见厅|会客[厅室]|贵宾[厅室]|接待[厅室]|签约厅|报告厅|多功能厅|宴会厅|洽谈室|厅|室|包厢|包间|雅间)(?:[（(].*)?$"
)
_HALL_FOR_MANY = regex(r"(?:大|展|展示|候车|候机|餐|售票|服务|办事)(?:厅|室)(?:[（(].*)?$")
_OF_MANY_ROOMS = regex(r"(?:中心|大厦|大楼|楼|园区|学院|学校|党校)$")
_SMALL = regex(r"(?:包厢|包间|雅间)(?:[（(].*)?$")
_OF_THE_PUBLIC = (None, ItemKind.OTHER, ItemKind.CONFERENCE, ItemKind.VISIT)


def room_of(case: Case, name: str) -> str | None:
    """The room a place is, as one company at a time has it; None for what holds many groups: a hotel, a village."""
    place = case.place_by_name.get(name)
    if place is not None and place.kind is not None:
        return place.name if place.kind is PlaceKind.HALL and not _OF_MANY_ROOMS.search(name) else None
    return name if _ROOM.search(name) and not _HALL_FOR_MANY.search(name) else None


def has_many_tables(case: Case, room: str) -> bool:
    """Whether several companies may dine in a room: in a hall they do, in a private room or a meeting room not."""
    return not _SMALL.search(room) and "会议室" not in room


def heads_at(case: Case, item: Item) -> Count | None:
    """How many people an item brings to its place: guests and hosts, or the public; None if nobody knows."""
    security = case.plan.security
    expected = security.expected if security and is_public_event(case) and item.kind in _OF_THE_PUBLIC else None
    guests = guest_heads(case, item.guests)
    known = [] if guests is None else [guests.plus(Count(companions(case, item.hosts)))]
    if expected is not None and not item.guests:
        known.append(Count(expected, approximate=True))
    return max(known, key=lambda count: count.number, default=None)
