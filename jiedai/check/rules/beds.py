"""床位 (ZS10–ZS13): who shares a room, and whether there are beds and rooms enough."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.check.rules.lodging import rooms
from jiedai.check.rules.nights import days_of, unbooked, without_rooms
from jiedai.language import _
from jiedai.model.placeholder import is_placeholder
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.nights import are_family, booked_nights, guests_in, own_nights, sleeps_elsewhere


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
        if is_placeholder(guest.name) or sleeps_elsewhere(guest):
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
