"""Who stays which nights, who shares a room as a family, what a room may cost: what the rules on lodging share."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from jiedai.model.choice import Rank
from jiedai.model.hospitality import Lodging, Room
from jiedai.model.people import Guest
from jiedai.patterns import regex
from jiedai.visit.case import Case

_FAMILY = regex(
    r"夫妻|夫妇|夫人|丈夫|妻子|配偶|爱人|家属|子女|儿子|女儿|父[亲母]|母亲|spouse|wife|husband|daughter|son\b",
    re.IGNORECASE,
)
_DAWN = 6 * 60
_ELSEWHERE = regex(r"不住|不留宿|自行安排|自理住宿|当[天日晚]返|住家|本地")


def guests_in(case: Case, room: Room) -> list[Guest]:
    """The guests of a room who are in the list, groups counted out."""
    found: dict[int, Guest] = {}
    for name in room.guests:
        named = [case.guest_by_name[name]] if name in case.guest_by_name else case.guest_groups.get(name, [])
        found.update((id(guest), guest) for guest in named)
    return list(found.values())


def are_family(guests: list[Guest]) -> bool:
    """Whether what is written about the guests of a room says that they belong together."""
    return any(_FAMILY.search(text) for guest in guests for text in (guest.note, guest.post, guest.unit) if text)


def booked_nights(hotel: Lodging, case: Case) -> set[dt.date]:
    """The nights a hotel is booked for, by the day they begin; those of the visit where no dates are written."""
    first = hotel.check_in or case.plan.dates.first
    last = hotel.check_out or case.plan.dates.last
    return {first + dt.timedelta(days=n) for n in range((last - first).days)}


def own_nights(guest: Guest, case: Case) -> set[dt.date]:
    """The nights a guest is here, by arrival and departure where they are written, else by the visit."""
    first = guest.arrive.time.day if guest.arrive and guest.arrive.time else case.plan.dates.first
    last: dt.date = guest.leave.time.day if guest.leave and guest.leave.time else case.plan.dates.last
    if guest.leave and guest.leave.time and guest.leave.time.minute is not None and guest.leave.time.minute < _DAWN:
        last -= dt.timedelta(days=1)  # who leaves in the small hours does not sleep here
    return {first + dt.timedelta(days=n) for n in range((last - first).days)}


def sleeps_elsewhere(guest: Guest) -> bool:
    """Whether a guest's note says that the office has no bed to find: they go home, or see to it themselves."""
    return guest.note is not None and _ELSEWHERE.search(guest.note) is not None


def cap_of(caps: dict[Rank, Decimal], rank: Rank) -> Decimal | None:
    """The cap of a rank: its own, else the highest of the lower ones listed; None above all that are listed."""
    if rank in caps:
        return caps[rank]
    if all(rank.height < listed.height for listed in caps if listed is not Rank.OTHER):
        return None if any(listed is not Rank.OTHER for listed in caps) else caps[Rank.OTHER]
    return max((cap for listed, cap in caps.items() if listed.height > rank.height), default=None)
