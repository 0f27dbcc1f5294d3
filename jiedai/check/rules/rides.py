"""乘车安排 (CX10, CX11): every ride has a vehicle, and everybody of its party a place in one."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.choice import ItemKind
from jiedai.model.hospitality import Ride
from jiedai.model.placeholder import is_placeholder
from jiedai.model.schedule import Item
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.links import walk_minutes
from jiedai.visit.movement import is_ride, label, vehicles_by_item
from jiedai.visit.names import is_person
from jiedai.visit.people import known_people
from jiedai.visit.rides import everybody, listed_in, party, rides_of
from jiedai.visit.transport import by_own_means, names_vehicle, on_foot

_DRIVEN = (None, ItemKind.TRANSFER, ItemKind.PICKUP, ItemKind.DROPOFF, ItemKind.WELCOME, ItemKind.OTHER)
_SHOWN = 5


@rule("CX10")
def a_vehicle_for_every_ride(case: Case, figures: Figures) -> Iterator[Finding]:
    """Every ride has a vehicle."""
    used = vehicles_by_item(case)
    for _day, item in case.items:
        driven = item.kind is ItemKind.TRANSFER or (is_ride(item) and item.kind in _DRIVEN)
        if not driven or item.id in used or case.is_blank(item, "vehicles") or _needs_none(case, item):
            continue
        message = _("{item}没有写车辆").format(item=label(item))
        hint = _("写上车号；自行前往的，在事项或备注里写明")
        yield case.finding(item, "id", message, hint=hint)


def _needs_none(case: Case, item: Item) -> bool:
    """Whether people go on foot or by means of their own, or words say which vehicle it is."""
    if on_foot(item) or by_own_means(item) or names_vehicle(item):
        return True
    road = case.road_minutes(item.from_, item.to) if item.from_ and item.to else None
    return road is not None and (road == 0 or (road <= walk_minutes(case) and "车" not in item.what))


@rule("CX11")
def everybody_rides(case: Case, figures: Figures) -> Iterator[Finding]:
    """Where lists say who sits in which vehicle, everybody of the item sits in one."""
    for _day, item in case.items:
        rides = rides_of(case, item)
        listing = [ride for ride in rides if ride.riders]
        blank = any(case.is_blank(ride, "riders") for ride in rides)
        if not listing or blank or case.item_by_id[item.id][1] is not item or by_own_means(item):
            continue
        if case.plan.guests:
            yield from _left_out(case, item, rides, listing)
        else:
            yield from _too_few(case, item, rides, listing)


def _left_out(case: Case, item: Item, rides: list[Ride], listing: list[Ride]) -> Iterator[Finding]:
    """Those known by name whom no list of a ride names, where no vehicle without a list takes them."""
    known = known_people(case)
    named = (name for ride in rides for name in (*ride.riders, ride.lead or ""))
    riding = {person.name for person in known.named(name for name in named if name)}
    missing = [name for name in everybody(case, item) if name not in riding and _is_somebody(case, name)]
    listed = {ride.vehicle for ride in listing}
    open_cars = [number for number in vehicles_by_item(case).get(item.id, ()) if number not in listed]
    guests = [name for name in missing if name in case.guest_by_name]
    if open_cars and 0 < len(guests) < len(riding & case.guest_by_name.keys()):
        message = _("没有写{names}坐哪辆车").format(names=_some(guests))
        hint = _("在“乘车人”里补上；不写的按坐 {cars} 号车安排").format(cars=_("、").join(sorted(open_cars)))
        yield case.finding(listing[-1], "riders", message, hint=hint, level=Level.WARNING)
    elif missing and not open_cars:
        message = _("{names}参加{item}，没有车坐").format(names=_some(missing), item=label(item))
        related = (case.related(item, "id", _("这一项在这里")),)
        hint = _("在“乘车人”里补上；不参加的，从这一项里去掉")
        yield case.finding(listing[-1], "riders", message, hint=hint, related=related)


def _too_few(case: Case, item: Item, rides: list[Ride], listing: list[Ride]) -> Iterator[Finding]:
    """Lists with fewer people than ride, where only numbers are known."""
    heads, listed = party(case, item), sum(listed_in(case, ride) for ride in rides)
    open_cars = vehicles_by_item(case).get(item.id, frozenset()) - {ride.vehicle for ride in listing}
    if heads is None or heads.approximate or open_cars or listed >= heads.number:
        return
    message = _("{item}有 {people} 人，乘车人只写了 {listed} 人").format(
        item=label(item), people=heads.number, listed=listed
    )
    related = (case.related(item, "id", _("这一项在这里")),)
    yield case.finding(listing[-1], "riders", message, hint=_("补上没有写到的人"), related=related)


def _is_somebody(case: Case, name: str) -> bool:
    """Whether a name is one person's: a guest's, or one that looks like it; not a post, a group, a number of people."""
    return not is_placeholder(name) and (name in case.guest_by_name or is_person(name))


def _some(names: list[str]) -> str:
    return _("、").join(names[:_SHOWN]) + ("…" if len(names) > _SHOWN else "")
