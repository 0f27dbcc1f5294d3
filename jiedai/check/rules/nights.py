"""住宿的夜晚 (ZS10-ZS14): every night with a bed for everybody, and nobody in two hotels."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from jiedai.check.engine import rule
from jiedai.check.rules.lodging import rooms
from jiedai.check.rules.told_numbers import rooms_and_nights_in_words, rooms_in_words
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.base import Node
from jiedai.model.choice import ItemKind, PlaceKind
from jiedai.model.hospitality import Lodging
from jiedai.model.people import Guest
from jiedai.model.placeholder import is_placeholder
from jiedai.model.schedule import Item
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding, Slot
from jiedai.visit.movement import destination, label, origin
from jiedai.visit.names import written_twice
from jiedai.visit.nights import are_family, booked_nights, guests_in, own_nights, sleeps_elsewhere
from jiedai.visit.order import walk
from jiedai.visit.statements import is_public_event
from jiedai.visit.transport import texts

_OWN_BED = regex(
    r"不安排住宿|不住宿|不过夜|(?:食宿|住宿)自理|自行(?:安排|解决)(?:食宿|住宿)|住家"
    r"|[当每][日天晚]往返|每[日天晚](?:返回|返程)|当晚(?:返回|返程|离开)"
)
_LEAVING = regex(r"返程|返回|离开|送别|回程")
_CHECKING_IN = regex(r"入住(?!率|企业|商户)|下榻|住宿(?!业|费)|[Cc]heck.?in")
_TO_SLEEP = (None, ItemKind.REST, ItemKind.OTHER, ItemKind.TRANSFER, ItemKind.PICKUP)
_HOTEL = regex(r"(?:宾馆|酒店|饭店|招待所|山庄|民宿|旅馆)$")
_SHOWN = 5


def unbooked(case: Case) -> Iterator[Finding]:
    """Nights on which guests known by name stay and nothing is booked, at the field that would book them."""
    plan = case.plan
    if _is_open(case):
        return
    booked = {night for stay in plan.lodging for night in booked_nights(stay, case)}
    brought_away = _brought_away(case)
    missing: dict[dt.date, list[Guest]] = {}
    for guest in _staying(case):
        for night in own_nights(guest, case) - booked:
            if guest.leave or night not in brought_away:
                missing.setdefault(night, []).append(guest)
    fields: dict[tuple[int, str], tuple[Node, str, list[dt.date]]] = {}
    for night, guests in sorted(missing.items()):
        node, field = _field(case, night, guests)
        fields.setdefault((id(node), field), (node, field, []))[2].append(night)
    for node, field, nights in fields.values():
        guests = list({id(guest): guest for night in nights for guest in missing[night]}.values())
        message = _("{nights} 晚没有订房，{names}过夜").format(nights=days_of(nights), names=_some(guests))
        hint = _("补上这一晚的住宿，或改正日期；不住的，在来宾备注里写明")
        yield case.finding(node, field, message, hint=hint)


def booked_for_nobody(case: Case) -> Iterator[Finding]:
    """Nights before or after the visit, for which a hotel is booked though everybody comes later or has left."""
    first, last, day = case.plan.dates.first, case.plan.dates.last, dt.timedelta(days=1)
    if last < first or any(_has_other_fault(case, stay) for stay in case.plan.lodging):
        return
    here = {night for guest in case.plan.guests for night in own_nights(guest, case)}
    here |= {first + day * number for number in range((last - first).days)}
    if (
        not _is_open(case)
        and _staying(case)
        and here - {night for stay in case.plan.lodging for night in booked_nights(stay, case)}
    ):
        return  # that other nights are not booked is told
    for stay in case.plan.lodging:
        nights = booked_nights(stay, case)
        ends = (("check_in", first - day, _comes_on(case, first)), ("check_out", last, last in _brought_away(case)))
        for field, night, moves in ends:
            if night in nights - here and (moves or (here and nights.isdisjoint(here))):
                message = _("{hotel}订了 {night} 晚，这一晚来宾不在").format(
                    hotel=stay.hotel or _("宾馆"), night=days_of([night])
                )
                hint = _("改正入住、离店日期；提前来或晚走的，写明抵达、离开的时间")
                yield case.finding(stay, field, message, hint=hint, level=Level.WARNING)
                break


def _comes_on(case: Case, day: dt.date) -> bool:
    """Whether everybody is met on a day, or says to arrive on it."""
    arrivals = [guest.arrive.time.day for guest in case.plan.guests if guest.arrive and guest.arrive.time]
    if arrivals:
        return min(arrivals) >= day
    items = (item for one, item in case.items if one.date == day and not item.guests)
    return any(item.kind is ItemKind.PICKUP for item in items)


def without_rooms(case: Case) -> Iterator[Finding]:
    """Hotels that are booked for guests known by name, with no room given to anybody."""
    staying = _staying(case)
    for stay in case.plan.lodging:
        if stay.rooms or case.is_blank(stay, "rooms") or is_placeholder(stay.hotel or ""):
            continue
        nights = booked_nights(stay, case)
        elsewhere = [other for other in case.plan.lodging if other.rooms and booked_nights(other, case) & nights]
        if nights and not elsewhere and any(own_nights(guest, case) & nights for guest in staying):
            message = _("{hotel}还没有分房").format(hotel=stay.hotel or _("宾馆"))
            hint = _("写上房间和入住人，或运行 jiedai arrange rooms --write")
            yield case.finding(stay, "hotel", message, hint=hint, level=Level.WARNING)


def _is_open(case: Case) -> bool:
    """Whether nobody can say which nights are booked, or somebody says that there is nothing to book."""
    plan = case.plan
    first, last = plan.dates.first, plan.dates.last
    if last < first or is_public_event(case) or case.is_blank(plan, "lodging"):
        return True
    if any(_has_other_fault(case, stay) for stay in plan.lodging):
        return True
    said = [plan.purpose, *((plan.letter.itinerary or ()) if plan.letter else ())]
    said += (text for _day, item in case.items for text in texts(item))
    return any(_OWN_BED.search(text) for text in said)


def _has_other_fault(case: Case, stay: Lodging) -> bool:
    """Whether the dates of a stay are still to be filled in, or are wrong in another way: SJ11 and SJ12 tell it."""
    if case.is_blank(stay, "check_in") or case.is_blank(stay, "check_out"):
        return True
    first, last, day = case.plan.dates.first, case.plan.dates.last, dt.timedelta(days=1)
    came, went = stay.check_in or first, stay.check_out or last
    return went < came or not first - day <= came <= last or not first <= went <= last + day


def _staying(case: Case) -> list[Guest]:
    return [guest for guest in case.plan.guests if not is_placeholder(guest.name) and not sleeps_elsewhere(guest)]


def _brought_away(case: Case) -> frozenset[dt.date]:
    """The days that end with everybody being brought away."""
    last = {slot.day.date: slot.item for slot in walk(case) if not slot.item.guests and not slot.item.parallel}
    return frozenset(day for day, item in last.items() if item.kind is ItemKind.DROPOFF or _goes_home(case, item))


def _goes_home(case: Case, item: Item) -> bool:
    """Whether an item brings people away: it says so, and not to a hotel; a farewell dinner does not."""
    if item.kind is ItemKind.MEAL:
        return False
    place = case.place(destination(item) or "")
    return _LEAVING.search(item.what) is not None and not (place and place.kind is PlaceKind.HOTEL)


def _field(case: Case, night: dt.date, guests: list[Guest]) -> tuple[Node, str]:
    """Where a night would be booked: the dates of a stay beside it, else the dates of the visit or of the guest."""
    stays = case.plan.lodging
    over = [stay for stay in stays if stay.check_out is not None and stay.check_out <= night]
    if over:
        return max(over, key=lambda stay: stay.check_out or night), "check_out"
    to_come = [stay for stay in stays if stay.check_in is not None and stay.check_in > night]
    if to_come:
        return min(to_come, key=lambda stay: stay.check_in or night), "check_in"
    leg = guests[0].arrive if night < case.plan.dates.first else guests[0].leave
    if stays and leg is not None and night not in _nights_of_the_visit(case):
        return leg, "time"
    return case.plan, "dates"


def _nights_of_the_visit(case: Case) -> set[dt.date]:
    first = case.plan.dates.first
    return {first + dt.timedelta(days=number) for number in range(case.plan.dates.days - 1)}


def days_of(nights: Iterable[dt.date]) -> str:
    """Days as a message names them."""
    return _("、").join(_("{month}月{day}日").format(month=night.month, day=night.day) for night in nights)


def _some(guests: list[Guest]) -> str:
    names = [guest.name for guest in guests]
    if len(names) <= _SHOWN:
        return _("、").join(names)
    return _("{names}等 {number} 人").format(names=_("、").join(names[:_SHOWN]), number=len(names))


@rule("ZS14")
def the_hotel_that_is_booked(case: Case, figures: Figures) -> Iterator[Finding]:
    """An item that says that people check in is at the hotel booked for that night."""
    told: set[dt.date] = set()
    for day, item in case.items:
        stays = _booked(case, day.date)
        if not stays or item.kind not in _TO_SLEEP or not _CHECKING_IN.search(item.what):
            continue
        named = _other_hotel(case, item, stays)
        if named is not None:
            told.add(day.date)
            field, place = named
            message = _("{item}在{place}，{night} 晚订的是{hotel}").format(
                item=label(item), place=place, night=days_of([day.date]), hotel=_hotels(stays)
            )
            related = (case.related(stays[0], "hotel", _("宾馆写在这里")),)
            hint = _("照住宿改这里，日程里其他写着{place}的也要核对").format(place=place)
            yield case.finding(item, field, message, hint=hint, related=related)
    yield from _slept_elsewhere(case, told)
    yield from rooms_in_words(case)
    yield from rooms_and_nights_in_words(case)


def _booked(case: Case, night: dt.date) -> list[Lodging]:
    return [
        stay
        for stay in case.plan.lodging
        if stay.hotel and not is_placeholder(stay.hotel) and night in booked_nights(stay, case)
    ]


def _hotels(stays: list[Lodging]) -> str:
    return _("、").join(dict.fromkeys(stay.hotel or "" for stay in stays))


def _other_hotel(case: Case, item: Item, stays: list[Lodging]) -> tuple[str, str] | None:
    """(field, name) of a hotel that an item names beside those that are booked."""
    place = destination(item)
    if place is not None and _is_hotel(case, place):
        same = any(stay.hotel and _is_same(case, place, stay.hotel) for stay in stays)
        return None if same else ("to" if item.to else "place", place)
    hotels = [name for name, known in case.place_by_name.items() if known.kind is PlaceKind.HOTEL and name in item.what]
    named = max(hotels, key=len, default=None)
    if named is None or any(stay.hotel and _is_same(case, named, stay.hotel) for stay in stays):
        return None
    return "what", named


def _is_hotel(case: Case, place: str) -> bool:
    known = case.place(place)
    return known.kind is PlaceKind.HOTEL if known and known.kind else _HOTEL.search(place) is not None


def _is_same(case: Case, place: str, hotel: str) -> bool:
    """Whether a place is a hotel, or a room of it."""
    return place.startswith(hotel) or case.road_minutes(place, hotel) == 0


def _slept_elsewhere(case: Case, told: set[dt.date]) -> Iterator[Finding]:
    """Evenings that end at a hotel where the next morning begins, and which is not the one that is booked."""
    by_day: dict[dt.date, list[Slot]] = {}
    for slot in walk(case):
        if not slot.item.guests and not slot.item.parallel:
            by_day.setdefault(slot.day.date, []).append(slot)
    for night, slots in by_day.items():
        stays, morning = _booked(case, night), by_day.get(night + dt.timedelta(days=1))
        evening = slots[-1].item
        place, begins = destination(evening), origin(morning[0].item) if morning else None
        if night in told or not stays or place is None or begins is None or not _is_hotel(case, place):
            continue
        if case.road_minutes(place, begins) == 0 and not any(_is_same(case, place, stay.hotel or "") for stay in stays):
            message = _("{item}结束在{place}，第二天也从这里开始，{night} 晚订的却是{hotel}").format(
                item=label(evening), place=place, night=days_of([night]), hotel=_hotels(stays)
            )
            related = (case.related(stays[0], "hotel", _("宾馆写在这里")),)
            field = "to" if evening.to else "place"
            hint = _("照住宿改日程里的地点；住宿写错的，改住宿")
            yield case.finding(evening, field, message, hint=hint, related=related, level=Level.WARNING)


@rule("ZS10")
def shared_by_one_sex(case: Case, figures: Figures) -> Iterator[Finding]:
    """Guests who share a room are of one sex."""
    for _hotel, room in rooms(case):
        guests = guests_in(case, room)
        if len({guest.sex for guest in guests if guest.sex is not None}) > 1 and not are_family(guests):
            people = _("、").join(_("{name}（{sex}）").format(name=g.name, sex=g.sex.label) for g in guests if g.sex)
            yield case.finding(
                room,
                "guests",
                _("男女同住一间：{people}").format(people=people),
                hint=_("调换入住人；夫妻同住的，在来宾备注里写明"),
            )


@rule("ZS11")
def a_bed_for_every_guest(case: Case, figures: Figures) -> Iterator[Finding]:
    """Every guest who stays overnight has one bed each night, and only one."""
    yield from unbooked(case)
    yield from booked_for_nobody(case)
    yield from without_rooms(case)
    slept: dict[tuple[int, dt.date], int] = {}
    booked: set[dt.date] = set()
    doubtful: set[dt.date] = set()
    for hotel in case.plan.lodging:
        nights = booked_nights(hotel, case)
        booked |= nights
        if not hotel.rooms or case.is_blank(hotel, "rooms") or any(not room.guests for room in hotel.rooms):
            doubtful |= nights
        for room in hotel.rooms:
            twice = [
                guest.name
                for guest in guests_in(case, room)
                if any((id(guest), night) in slept for night in nights or {case.plan.dates.first})
            ]
            for guest in guests_in(case, room):
                for night in nights or {case.plan.dates.first}:
                    slept[id(guest), night] = 1
            if twice:
                yield case.finding(
                    room,
                    "guests",
                    _("{people}同一晚排了两间房").format(people=_("、").join(twice)),
                    hint=_("删去重复的一处"),
                )
    for guest in case.plan.guests:
        if is_placeholder(guest.name) or sleeps_elsewhere(guest) or id(guest) in written_twice(case):
            continue
        missing = sorted(
            night for night in (own_nights(guest, case) & booked) - doubtful if (id(guest), night) not in slept
        )
        if missing:
            yield case.finding(
                guest,
                "name",
                _("{name}在 {nights} 晚没有排房间").format(name=guest.name, nights=days_of(missing)),
                hint=_("补排房间；不住的，在备注写明"),
            )


@rule("ZS12")
def too_many_in_a_room(case: Case, figures: Figures) -> Iterator[Finding]:
    """A room has no more occupants than it holds."""
    for _hotel, room in rooms(case):
        if room.type is None:
            continue
        holds = figures["holds"][room.type.value]
        names = [name for name in dict.fromkeys(room.guests) if not is_placeholder(name)]
        number = sum(
            len(case.guest_groups.get(name, [name])) if name not in case.guest_by_name else 1 for name in names
        )
        if number > max(holds, 2 if are_family(guests_in(case, room)) else 0):
            yield case.finding(
                room,
                "guests",
                _("{type}住 {holds} 人，排了 {number} 人").format(type=room.type.label, holds=holds, number=number),
                hint=_("换房型，或另排一间"),
            )


@rule("ZS13")
def rooms_enough(case: Case, figures: Figures) -> Iterator[Finding]:
    """No more rooms of a kind than the hotel has by office.yaml."""
    for number, hotel in enumerate(case.plan.lodging):
        place = case.place(hotel.hotel or "")
        if place is None:
            continue
        nights = booked_nights(hotel, case)
        same_time = [
            other
            for other in case.plan.lodging[:number]
            if other.hotel == hotel.hotel and (booked_nights(other, case) & nights or not nights)
        ]
        for kind, available in place.rooms.items():
            taken = sum(room.type is kind for other in same_time for room in other.rooms)
            wanted = [room for room in hotel.rooms if room.type is kind]
            if taken + len(wanted) > available and wanted:
                yield case.finding(
                    wanted[max(available - taken, 0)],
                    "type",
                    _("{hotel}的{type}有 {available} 间，排了 {wanted} 间").format(
                        hotel=hotel.hotel, type=kind.label, available=available, wanted=taken + len(wanted)
                    ),
                    hint=_("换房型，或另找一家定点宾馆"),
                )
