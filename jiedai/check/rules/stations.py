"""车次和车站: what SJ14 says beside the times: trains and stations told in two ways, and long waits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.base import Node
from jiedai.model.choice import ItemKind, PlaceKind, TaskStatus
from jiedai.model.people import Guest, Leg
from jiedai.model.placeholder import is_placeholder
from jiedai.model.reading import halfwidth
from jiedai.model.schedule import Item
from jiedai.model.times import clock
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding, Slot, once
from jiedai.visit.links import minutes_of, walk_minutes
from jiedai.visit.movement import destination, is_ride, label, one_after_another, origin
from jiedai.visit.order import in_shadow
from jiedai.visit.rides import FETCHING

_TRAIN = regex(r"(?<![A-Za-z0-9])(?<![A-Z][·•・.])[GDCZTKYS]\d{1,4}(?![A-Za-z0-9])(?!\s*(?:国道|省道|高速|公路|线))")
_FLIGHT = regex(r"(?<![A-Za-z0-9])(?:[A-Z]{2}|\d[A-Z])\d{3,4}(?![A-Za-z0-9])")
_SHORT = regex(r"[A-Z]\d{1,2}")
"""A number that only 次 behind it makes a train: T1 may be a task."""
_OTHERWISE = regex(r"备选|备用|改签|改乘|下一[班趟]|错过|候补|如果|[若如或]")
_LEAVES = regex(r"开车|开出|发车|出发|起飞|离站|开")
_ARRIVES = regex(r"到站|到达|抵达|落地|降落|到")
_TIME = regex(r"(\d{1,2})[:：](\d\d)\s*(?:分)?\s*([\u4e00-\u9fff]{0,2})")
_NEXT = 60
"""Minutes between a journey and a ride that belongs to it."""
_STATION = regex(r"(?:站|机场|码头|港)$")
_DECOR = regex(
    r"高铁|火车|铁路|客运|汽车|国际|[（(].*|[东南西北]?(?:出站口|进站口|出口|广场|候车室|到达厅|出发厅).*|\s+"
)


class _Told(NamedTuple):
    """A text with the place it stands in; `item` where it is of one."""

    node: Node
    field: str
    text: str
    item: Item | None = None


def numbers_in(text: str) -> list[str]:
    """The trains and flights a text names."""
    plain = halfwidth(text).upper()
    trains = [m[0] for m in _TRAIN.finditer(plain) if not _SHORT.fullmatch(m[0]) or plain[m.end() :].startswith("次")]
    return trains + [m[0] for m in _FLIGHT.finditer(plain)]


@once
def _present(case: Case) -> list[tuple[Slot, frozenset[int] | None]]:
    """The slots whose times can be trusted, each with the guests (by `id`) it is for; None where it is for all."""
    shadow = in_shadow(case)
    return [
        (slot, frozenset(id(guest) for guest in case.guests_at(slot.item)) if slot.item.guests else None)
        for slot in one_after_another(case)
        if id(slot.item) not in shadow
    ]


def slots_of(case: Case, guest: Guest) -> list[Slot]:
    """What a guest takes part in, in the order of time."""
    return [slot for slot, guests in _present(case) if guests is None or id(guest) in guests]


def is_for(guest: Guest, item: Item) -> bool:
    """Whether an item is for this guest by name or group, not for everybody."""
    return bool({guest.name, guest.name_zh, guest.name_en, guest.group} & set(item.guests))


def own_ways(guest: Guest, slots: Sequence[Slot]) -> list[Slot]:
    """The slots of a guest without the pick-ups and drop-offs for all where there is one for this guest alone."""
    own = {slot.item.kind for slot in slots if slot.item.kind in FETCHING and is_for(guest, slot.item)}
    return [slot for slot in slots if slot.item.kind not in own or is_for(guest, slot.item)]


# --- trains in words ------------------------------------------------------------------------------------------------


def trains_in_words(case: Case) -> Iterator[Finding]:
    """Trains and flights in the words of items and tasks that no guest of the item takes, or not at that time."""
    legs = [(guest, leg) for guest in case.plan.guests for leg in (guest.arrive, guest.leave) if leg and leg.by]
    known = {number for _guest, leg in legs for number in numbers_in(leg.by or "")}
    if not known:
        return
    flying = any(_FLIGHT.fullmatch(number) for number in known)
    for told in _texts(case):
        for number in dict.fromkeys(numbers_in(told.text)):
            if flying or not _FLIGHT.fullmatch(number):
                yield from _train(case, told, number)


def _texts(case: Case) -> Iterator[_Told]:
    for _day, item in case.items:
        yield _Told(item, "what", item.what, item)
        yield from (_Told(step, "what", step.what, item) for step in item.steps)
        yield from (_Told(item, "notes", note, item) for note in (item.notes or {}).values())
    for task in case.plan.tasks:
        if task.status is not TaskStatus.DROPPED:
            yield _Told(task, "what", task.what)
    for risk in case.plan.risks:
        yield from (_Told(risk, field, text) for field in ("scenario", "trigger") if (text := getattr(risk, field)))
        yield from (_Told(risk, "actions", text) for text in risk.actions)
    letter = case.plan.letter
    if letter is not None:
        yield from (_Told(letter, "itinerary", text) for text in letter.itinerary or ())


def _train(case: Case, told: _Told, number: str) -> Iterator[Finding]:
    legs = _legs_of(case, told.item)
    numbers = {known: leg for leg in legs for known in numbers_in(leg.by or "")}
    clause = next(part for part in re.split(r"[。；;]", told.text) if number in halfwidth(part).upper())
    if not numbers or _OTHERWISE.search(clause):
        return
    level = None if told.item is not None else Level.WARNING
    if number not in numbers:
        if not _speaks_of_others(case, told):
            leg = legs[0]
            message = _("这里写的车次是 {number}，来宾名单里是 {known}").format(
                number=number, known=_("、").join(dict.fromkeys(numbers))
            )
            related = (case.related(leg, "by", _("来宾的车次在这里")),)
            hint = _("核对车次，两处改成一致")
            yield case.finding(told.node, told.field, message, hint=hint, related=related, level=level)
        return
    leg = numbers[number]
    stated = _time_told(clause, number, leaves=_is_departure(case, leg))
    if stated is not None and leg.time is not None and leg.time.minute not in (None, stated):
        message = _("这里写的是 {number} {time}，来宾名单里是 {known}").format(
            number=number, time=clock(stated), known=clock(leg.time.minute or 0)
        )
        related = (case.related(leg, "time", _("来宾的时间在这里")),)
        hint = _("核对车次时间，两处改成一致")
        yield case.finding(told.node, told.field, message, hint=hint, related=related, level=level)


def _legs_of(case: Case, item: Item | None) -> list[Leg]:
    """The journeys with a number that words of an item may speak of: of its guests, in its direction."""
    guests = case.guests_at(item) if item else case.plan.guests
    there = item is None or item.kind is not ItemKind.DROPOFF
    back = item is None or item.kind is not ItemKind.PICKUP
    both = [
        *((guest.arrive for guest in guests) if there else ()),
        *((guest.leave for guest in guests) if back else ()),
    ]
    return [leg for leg in both if leg is not None and leg.by and numbers_in(leg.by)]


def _is_departure(case: Case, leg: Leg) -> bool:
    return any(guest.leave is leg for guest in case.plan.guests)


def _speaks_of_others(case: Case, told: _Told) -> bool:
    """Whether a text names a guest, or says 其余, of whose journey nothing is written."""
    kind = told.item.kind if told.item else None
    silent = [
        guest.name
        for guest in case.plan.guests
        if (kind is not ItemKind.DROPOFF and not (guest.arrive and guest.arrive.by))
        or (kind is not ItemKind.PICKUP and not (guest.leave and guest.leave.by))
    ]
    return any(word in told.text for word in ("其余", "其他", "部分", *silent))


def _time_told(clause: str, number: str, *, leaves: bool) -> int | None:
    """The time that a clause gives behind a number, where it says that the train leaves or arrives then."""
    rest = halfwidth(clause)[halfwidth(clause).upper().index(number) + len(number) :]
    found = _TIME.search(rest[:24])
    if found is None or int(found[1]) > 23:
        return None
    return int(found[1]) * 60 + int(found[2]) if (_LEAVES if leaves else _ARRIVES).match(found[3]) else None


# --- waits ------------------------------------------------------------------------------------------------------------


def long_wait(case: Case, guest: Guest, slots: Sequence[Slot], figures: Figures) -> Iterator[Finding]:
    """Guests who are brought to their train hours before it goes, or fetched hours after theirs has come."""
    leave, arrive = minutes_of(case, guest.leave), minutes_of(case, guest.arrive)
    if guest.leave is not None and leave is not None:
        away = [slot for slot in slots if _brings_away(case, guest.leave, slot) and slot.end <= leave]
        last = max(away, key=lambda slot: slot.end, default=None)
        if last is not None and not any(last.end <= slot.start < leave and slot is not last for slot in slots):
            limit = figures["flight_wait" if flies(case, guest.leave) else "train_wait"]
            if leave - last.end > limit:
                message = _("{name} {time} 才走，{item} {end} 就结束，要等 {minutes} 分钟").format(
                    name=guest.name, time=guest.leave.time, item=label(last.item), end=_at(last.end),
                    minutes=leave - last.end,
                )  # fmt: skip
                yield _wait(case, guest.leave, last.item, message)
    if guest.arrive is not None and arrive is not None:
        fetched = next((slot for slot in slots if slot.item.kind is ItemKind.PICKUP and slot.end >= arrive), None)
        before = [slot for slot in slots if fetched and arrive <= slot.start < fetched.start]
        if fetched is not None and not before and fetched.start - arrive > figures["pickup_wait"]:
            message = _("{name} {time} 就到，{item} {start} 才开始，要等 {minutes} 分钟").format(
                name=guest.name, time=guest.arrive.time, item=label(fetched.item), start=_at(fetched.start),
                minutes=fetched.start - arrive,
            )  # fmt: skip
            yield _wait(case, guest.arrive, fetched.item, message)


def _wait(case: Case, leg: Leg, item: Item, message: str) -> Finding:
    related = (case.related(item, "time", _("这一项在这里")),)
    hint = _("核对车次和日期；没有写错的，调整接站、送站的时间")
    return case.finding(leg, "time", message, hint=hint, related=related, level=Level.WARNING)


def _brings_away(case: Case, leg: Leg, slot: Slot) -> bool:
    if slot.item.kind is ItemKind.DROPOFF:
        return True
    place = destination(slot.item)
    return is_ride(slot.item) and bool(leg.place and place) and case.road_minutes(leg.place or "", place or "") == 0


def flies(case: Case, leg: Leg) -> bool:
    """Whether a guest comes or goes by air."""
    place = case.place(leg.place or "")
    by_air = place is not None and place.kind is PlaceKind.AIRPORT
    return (
        by_air or "机场" in (leg.place or "") or any(_FLIGHT.fullmatch(number) for number in numbers_in(leg.by or ""))
    )


def _at(minutes: int) -> str:
    return clock(minutes % (24 * 60))


# --- stations ---------------------------------------------------------------------------------------------------------


class _Elsewhere(NamedTuple):
    """A journey of a guest and an item at two stations.

    `item_is_wrong` where the ride beside the item agrees with the guest.
    """

    leg: Leg
    item: Item
    place: str
    item_is_wrong: bool


@once
def other_stations(case: Case) -> tuple[_Elsewhere, ...]:
    """Pick-ups, drop-offs and rides at another station than that of their guests, each item and each journey once."""
    found: dict[int, _Elsewhere] = {}
    for guest in case.plan.guests:
        if guest.arrive is None and guest.leave is None:
            continue
        for one in _stations_of(case, guest, own_ways(guest, slots_of(case, guest))):
            found.setdefault(id(one.item if one.item_is_wrong else one.leg), one)
    return tuple(found.values())


@once
def at_wrong_stations(case: Case) -> frozenset[int]:
    """The items (by `id`) whose station is told to be wrong: that the rides beside them do not meet it is known."""
    return frozenset(id(one.item) for one in other_stations(case) if one.item_is_wrong)


def _stations_of(case: Case, guest: Guest, slots: Sequence[Slot]) -> Iterator[_Elsewhere]:
    arrive, leave = minutes_of(case, guest.arrive), minutes_of(case, guest.leave)
    if guest.arrive is not None and arrive is not None:
        come = [slot for slot in slots if slot.end >= arrive]
        if come and (come[0].item.kind is ItemKind.PICKUP or come[0].start - arrive <= _NEXT):
            yield from _at_another(case, guest.arrive, [slot.item for slot in come], origin)
    if guest.leave is not None and leave is not None:
        gone = [slot for slot in reversed(slots) if slot.start <= leave]
        if gone and (gone[0].item.kind is ItemKind.DROPOFF or leave - gone[0].end <= _NEXT):
            yield from _at_another(case, guest.leave, [slot.item for slot in gone], destination)


def _at_another(case: Case, leg: Leg, items: Sequence[Item], end: Callable[[Item], str | None]) -> Iterator[_Elsewhere]:
    """The first of some items, which lead away from a journey, where it fetches or brings at another place."""
    place = end(items[0]) if items[0].kind in FETCHING or is_ride(items[0]) else None
    if place is None or not leg.place or is_placeholder(leg.place) or is_placeholder(place):
        return
    if _differ(case, leg.place, place):
        beside = next((end(item) for item in items[1:] if is_ride(item)), None)
        wrong = beside is not None and _differ(case, beside, place) and not _differ(case, beside, leg.place)
        yield _Elsewhere(leg, items[0], place, wrong)


def told_stations(case: Case) -> Iterator[Finding]:
    """Stations told in two ways, where they are to be mended: at the item, or in the list of guests."""
    hint = _("核对车站，两处改成一致")
    for leg, item, place, item_is_wrong in other_stations(case):
        if item_is_wrong:
            message = _("{item}在{place}，来宾名单里是{station}")
            field = "place" if place in item.place else "from_" if item.from_ == place else "to"
            related = (case.related(leg, "place", _("来宾的车站在这里")),)
        else:
            message = _("来宾在{station}上下车，{item}却在{place}")
            field, related = "place", (case.related(item, "place", _("这一项在这里")),)
        text = message.format(item=label(item), place=place, station=leg.place)
        yield case.finding(item if item_is_wrong else leg, field, text, hint=hint, related=related)


def late_dropoff(case: Case, guest: Guest, slots: Sequence[Slot]) -> Iterator[Finding]:
    """A drop-off of a guest that begins when the train has left: the same finding for all who take the train."""
    leave = minutes_of(case, guest.leave) if guest.leave is not None else None
    ways = [slot for slot in slots if slot.item.kind is ItemKind.DROPOFF]
    if leave is None or not ways or not leave < ways[0].start <= leave + _SAME_JOURNEY:
        return
    message = _("{item}开始时，{time} 的车已经开了").format(item=label(ways[0].item), time=_at(leave))
    yield case.finding(ways[0].item, "time", message, hint=_("核对车次，或把送站提前"))


_SAME_JOURNEY = 180
"""Minutes after a train within which a drop-off is certainly meant for it."""


def other_means(case: Case) -> Iterator[Finding]:
    """Flights that arrive at or leave from a railway station, and trains at an airport."""
    told = set()
    for guest in case.plan.guests:
        for leg in (guest.arrive, guest.leave):
            place = case.place(leg.place or "") if leg is not None else None
            if leg is None or place is None or place.kind not in (PlaceKind.STATION, PlaceKind.AIRPORT):
                continue
            numbers = numbers_in(leg.by or "")
            flights = [number for number in numbers if _FLIGHT.fullmatch(number)]
            at_airport = place.kind is PlaceKind.AIRPORT
            wrong = [number for number in numbers if (number in flights) is not at_airport]
            if not numbers or len(wrong) < len(numbers) or (wrong[0], place.name) in told:
                continue
            told.add((wrong[0], place.name))
            message = _("{number} 是车次，{place}是机场") if at_airport else _("{number} 是航班号，{place}是车站")
            text = message.format(number=wrong[0], place=place.name)
            yield case.finding(leg, "by", text, hint=_("核对车次、航班和地点"), level=Level.WARNING)


def same_both_ways(case: Case) -> Iterator[Finding]:
    """A train that is to bring guests and take them away again: it has another number on its way back."""
    told = set()
    for guest in case.plan.guests:
        come, go = (numbers_in(leg.by or "") if leg is not None else [] for leg in (guest.arrive, guest.leave))
        number = next((one for one in go if one in come and one not in told and not _FLIGHT.fullmatch(one)), None)
        if number is not None and guest.arrive is not None and guest.leave is not None:
            told.add(number)
            message = _("来和走写的都是 {number}，同一趟车不会往返").format(number=number)
            related = (case.related(guest.arrive, "by", _("来的车次在这里")),)
            yield case.finding(
                guest.leave, "by", message, hint=_("核对返程的车次"), related=related, level=Level.WARNING
            )


def _differ(case: Case, one: str, other: str) -> bool:
    """Whether two texts are certainly two stations: known places beyond a walk, or names of stations that differ."""
    first, second = case.place(one), case.place(other)
    if first is not None and second is not None:
        road = case.road_minutes(one, other)
        return first is not second and (road is None or road > walk_minutes(case))
    plain = sorted((_DECOR.sub("", one), _DECOR.sub("", other)), key=len)
    if plain[0] in plain[1]:
        return False
    return all(_STATION.search(name) for name in plain)
