"""A stay as a problem: who sleeps in a hotel, which rooms the plan has given them, which rooms there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import product
from typing import Any

from jiedai.arrange.demands import Demand
from jiedai.diagnostics import KeyPath
from jiedai.language import _
from jiedai.model.base import path_of
from jiedai.model.choice import Kind, PlaceKind, Rank, RoomType, Sex
from jiedai.model.hospitality import Lodging, Room
from jiedai.model.people import Guest
from jiedai.model.placeholder import is_placeholder
from jiedai.model.quantities import money
from jiedai.patterns import regex
from jiedai.visit.case import Case
from jiedai.visit.names import is_person
from jiedai.visit.nights import are_family, booked_nights, cap_of, own_nights, sleeps_elsewhere
from jiedai.visit.people import known_people
from jiedai.visit.precedence import ranked

_ALONE = regex(r"单独住|独住|单住|一人一间|单人一间|单独一间|打鼾|打呼|不(?:与|和)[^，。；]*(?:同住|合住)")
_TOGETHER = regex(r"同住|合住|一间房|住一间|一个房间")
_STOCK_PRICES = {RoomType.TWIN: 2, RoomType.SINGLE: 3, RoomType.SUITE: 4}
"""What one more type of room weighs: a plain one is easier to get."""


@dataclass(frozen=True, slots=True)
class Lodger:
    """A guest who needs a bed; `place` counts in order of protocol from 0, `room` is the index of their room so far."""

    name: str
    place: int
    sex: Sex | None = None
    rank: Rank | None = None
    unit: str = ""
    group: str = ""
    alone: bool = False
    care: bool = False
    foreign: bool = False
    room: int | None = None


@dataclass(frozen=True, slots=True)
class Together:
    """Two lodgers, by index, who share a room: as family, or because a note says so."""

    one: int
    two: int
    family: bool


@dataclass(frozen=True, slots=True)
class Given:
    """A room of the plan: what the entry says, where it stands, the lodgers in it by index, its price in yuan."""

    number: str | None
    type: RoomType
    path: KeyPath
    names: tuple[str, ...]
    lodgers: tuple[int, ...]
    price: Decimal | None = None

    @property
    def label(self) -> str:
        """The room in a sentence."""
        return " ".join(part for part in (self.number, self.type.label) if part)


@dataclass(frozen=True, slots=True)
class Stay:
    """Who is to be lodged where. `stock` holds the rooms free for this stay, a type without entry is not counted.

    `prices` and `caps` are in yuan a night; `suite_from` and `single_from` the lowest rank that may have such a room.
    `gone` are names in the plan's rooms who no longer come, with the index of their room; `held` the plan's rooms that
    stay as they are, because others than guests sleep there. `sharing` are points for every two who share a room,
    besides those for what they have not in common.
    """

    hotel: str
    title: str
    lodgers: tuple[Lodger, ...]
    rooms: tuple[Given, ...] = ()
    together: tuple[Together, ...] = ()
    stock: Mapping[RoomType, int] = field(default_factory=dict)
    prices: Mapping[RoomType, Decimal] = field(default_factory=dict)
    caps: Mapping[Rank, Decimal] = field(default_factory=dict)
    suite_from: Rank | None = Rank.MINISTER
    single_from: Rank | None = None
    foreign: bool = False
    gone: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = ()
    lodging: Lodging | None = None
    held: tuple[Room, ...] = ()
    sharing: int = 0

    def cap(self, lodger: Lodger) -> Decimal | None:
        """The most a night may cost for somebody; None where there is no limit. Unknown ranks have the highest."""
        if not self.caps:
            return None
        return max(self.caps.values()) if lodger.rank is None else cap_of(dict(self.caps), lodger.rank)

    def too_dear(self, lodger: Lodger, kind: RoomType) -> bool:
        """Whether a type of room costs more than somebody may spend."""
        cap = self.cap(lodger)
        return cap is not None and kind in self.prices and self.prices[kind] > cap

    def may_keep(self, people: Sequence[int], room: int) -> bool:
        """Whether these may have a room of the plan at its price: rooms of one type may differ. Of a family, either."""
        price = self.rooms[room].price
        caps = [self.cap(self.lodgers[index]) for index in people]
        within = [price is None or cap is None or price <= cap for cap in caps]
        family = any(pair.family and {pair.one, pair.two} == set(people) for pair in self.together)
        return any(within) if family else all(within)

    def may_be(self, people: Sequence[int], kind: RoomType, room: int) -> bool:
        """Whether a room of this type for these people may be this one of the plan."""
        return self.rooms[room].type is kind and self.may_keep(people, room)


def stays(case: Case, figures: Mapping[str, Mapping[str, Any]]) -> Iterator[Stay]:
    """The stays of a plan: one for each hotel entry, or one where the only fitting hotel of the office would be."""
    hotels = list(case.plan.lodging)
    guests = _in_order(case, _who_sleeps(case))
    homes = _homes(case, hotels, guests)
    for number, hotel in enumerate(hotels):
        yield _stay(case, hotel, homes[number], figures)
    nights = {night for guest in guests for night in own_nights(guest, case)}
    if not hotels and nights:
        fitting = fitting_hotels(case)
        if len(fitting) == 1:
            yield _stay(case, Lodging(hotel=fitting[0]), guests, figures, fresh=True)


def fitting_hotels(case: Case) -> list[str]:
    """The hotels of the office file that guests may stay in: the designated ones, where any are marked."""
    hotels = [place for place in case.place_by_name.values() if place.kind is PlaceKind.HOTEL]
    designated = [place for place in hotels if place.designated]
    return [place.name for place in designated or hotels if place.designated is not False]


def _who_sleeps(case: Case) -> list[Guest]:
    guests = [guest for guest in case.plan.guests if not is_placeholder(guest.name) and not sleeps_elsewhere(guest)]
    return [guest for guest in guests if own_nights(guest, case)]


def _homes(case: Case, hotels: list[Lodging], guests: Sequence[Guest]) -> list[list[Guest]]:
    """The guests of each hotel: those in its rooms; others where their group or unit is, else where there is space."""
    nights = [booked_nights(hotel, case) for hotel in hotels]
    homes: list[list[Guest]] = [[] for _hotel in hotels]
    inside = [{name for room in hotel.rooms for name in room.guests} for hotel in hotels]
    for guest in guests:
        own = own_nights(guest, case)
        waiting = own.intersection(*[set().union(*nights)]) if nights else set()
        for number, names in enumerate(inside):
            if waiting & nights[number] and not {guest.name, guest.group}.isdisjoint(names):
                homes[number].append(guest)
                waiting -= nights[number]
        open_ones = [number for number in range(len(hotels)) if waiting & nights[number]]
        while open_ones:
            best = min(
                open_ones,
                key=lambda number: (-_kin(guest, homes[number]), _full(case, hotels[number], homes[number]), number),
            )
            homes[best].append(guest)
            waiting -= nights[best]
            open_ones = [number for number in open_ones if waiting & nights[number]]
    return homes


def _kin(guest: Guest, others: list[Guest]) -> int:
    return sum(
        2 * (guest.group is not None and guest.group == other.group) + (guest.unit == other.unit) for other in others
    )


def _full(case: Case, hotel: Lodging, guests: list[Guest]) -> bool:
    place = case.place(hotel.hotel or "")
    if place is None or not place.rooms:
        return False
    return len(guests) >= sum(kind.beds * count for kind, count in place.rooms.items())


def _stay(
    case: Case,
    hotel: Lodging,
    guests: Sequence[Guest],
    figures: Mapping[str, Mapping[str, Any]],
    *,
    fresh: bool = False,
) -> Stay:
    lodgers = _lodgers(case, guests)
    index = {lodger.name: number for number, lodger in enumerate(lodgers)}
    locked, rooms, gone = _given(case, hotel, index, figures)
    for number, room in enumerate(rooms):
        for one in room.lodgers:
            lodgers[one] = replace(lodgers[one], room=number)
    held = {name for room in locked for name in room.guests}
    lodgers, rooms = _without(lodgers, rooms, held)
    prices = _prices(hotel)
    caps = case.office.standards.lodging if case.office and case.office.standards else {}
    together, doubtful = _together(case, lodgers, rooms)
    suite, single = figures.get("ZS02"), figures.get("ZS03")
    nights = sorted(booked_nights(hotel, case))
    notes = [_("{name}写明是家属，没有写与谁同住；在备注写“与某某夫妻，同住”").format(name=name) for name in doubtful]
    stock = _stock(case, hotel, locked)
    if not stock:
        notes.append(_("office.yaml 没有写{hotel}的房型间数，按够用排").format(hotel=hotel.hotel or _("这家宾馆")))
    return Stay(
        hotel=hotel.hotel or "",
        title=_title(hotel, nights),
        lodgers=tuple(lodgers),
        rooms=tuple(rooms),
        together=together,
        stock=stock,
        prices=prices,
        caps=caps,
        suite_from=Rank.read(suite["suite_from"]) if suite else None,
        single_from=Rank.read(single["single_from"]) if single else None,
        foreign=case.plan.kind is Kind.FOREIGN,
        gone=tuple(gone),
        notes=tuple(notes),
        lodging=None if fresh else hotel,
        held=tuple(locked),
    )


def _title(hotel: Lodging, nights: list[dt.date]) -> str:
    name = hotel.hotel or _("宾馆")
    if not nights:
        return name
    last = nights[-1] + dt.timedelta(days=1)
    return _("{hotel}（{first:%m-%d} 至 {last:%m-%d}，{count} 晚）").format(
        hotel=name, first=nights[0], last=last, count=len(nights)
    )


def _in_order(case: Case, guests: Sequence[Guest]) -> Sequence[Guest]:
    """The guests in order of protocol."""
    known = known_people(case)
    people = {person.name: person for person in known.named([guest.name for guest in guests])}
    return ranked(guests, lambda guest: people[guest.name].standing, known.organs).people


def _lodgers(case: Case, guests: Sequence[Guest]) -> list[Lodger]:
    return [
        Lodger(
            name=guest.name,
            place=place,
            sex=guest.sex,
            rank=guest.rank,
            unit=guest.unit,
            group=guest.group or "",
            alone=guest.note is not None and _ALONE.search(guest.note) is not None,
            care=guest.health is not None and not is_placeholder(guest.health),
            foreign=case.plan.kind is Kind.FOREIGN,
        )
        for place, guest in enumerate(_in_order(case, guests))
    ]


def _given(
    case: Case, hotel: Lodging, index: Mapping[str, int], figures: Mapping[str, Mapping[str, Any]]
) -> tuple[list[Room], list[Given], list[tuple[str, int]]]:
    """The plan's rooms: those that stay as they are (hosts, numbers without names), the others, and who is gone."""
    ours = {host.name for host in case.plan.hosts} | {member.name for member in case.plan.crew}
    ours |= {person.name for person in (case.office.people if case.office else ())}
    locked: list[Room] = []
    rooms: list[Given] = []
    gone: list[tuple[str, int]] = []
    place = case.place(hotel.hotel or "")
    suites = place.rooms.get(RoomType.SUITE, 0) if place and place.rooms else len(hotel.rooms)
    for room in hotel.rooms:
        names = [name for name in room.guests if not is_placeholder(name)]
        known = [name for name in names if name in index]
        others = [name for name in names if name not in index and (name in ours or not is_person(name))]
        kind = room.type or RoomType.TWIN
        shared = kind is RoomType.SUITE and suites > 0 and len(names) == len(known) > 1
        shared = shared and _may_share_suite(case, known, room, figures)
        if others or shared:
            locked.append(room)
            suites -= kind is RoomType.SUITE
            continue
        gone += [(name, len(rooms)) for name in names if name not in index]
        lodged = tuple(sorted(index[name] for name in known))
        rooms.append(Given(room.number, kind, path_of(room), tuple(names), lodged, room.price))
    return locked, rooms, gone


def _may_share_suite(case: Case, names: list[str], room: Room, figures: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether two guests may have the suite that the plan gives them: no rule on rooms finds fault with it."""
    guests = [case.guest_by_name[name] for name in names]
    mixed = len({guest.sex for guest in guests if guest.sex is not None}) > 1 and not are_family(guests)
    if mixed or len(names) > 2:
        return False
    ranks = [guest.rank for guest in guests]
    rule = figures.get("ZS02")
    lowest = Rank.read(rule["suite_from"]) if rule else None
    if lowest and all(rank is not None and rank.height > lowest.height for rank in ranks):
        return False
    caps = case.office.standards.lodging if case.office and case.office.standards else {}
    highest = [cap_of(caps, rank) if rank is not None else max(caps.values()) for rank in ranks] if caps else [None]
    return room.price is None or None in highest or room.price <= max(cap for cap in highest if cap is not None)


def _without(lodgers: list[Lodger], rooms: list[Given], names: set[str]) -> tuple[list[Lodger], list[Given]]:
    """The problem without those whose room stays as it is."""
    if not any(lodger.name in names for lodger in lodgers):
        return lodgers, rooms
    left = [number for number, lodger in enumerate(lodgers) if lodger.name not in names]
    new = {old: number for number, old in enumerate(left)}
    rooms = [replace(room, lodgers=tuple(new[one] for one in room.lodgers if one in new)) for room in rooms]
    return [lodgers[old] for old in left], rooms


def _together(case: Case, lodgers: list[Lodger], rooms: list[Given]) -> tuple[tuple[Together, ...], list[str]]:
    """Who shares a room by what is written about them; and the family members of whom nobody knows with whom."""
    found: dict[int, Together] = {}
    doubtful = []
    for one, lodger in enumerate(lodgers):
        guest = case.guest_by_name[lodger.name]
        family = are_family([guest])
        note = guest.note or ""
        if one in found or not (family or (_TOGETHER.search(note) and not lodger.alone)):
            continue
        named = [two for two, other in enumerate(lodgers) if two != one and other.name in note]
        shared = [two for room in rooms if one in room.lodgers for two in room.lodgers if two != one]
        partner = next((two for two in (*named, *(shared if family else ())) if two not in found), None)
        if partner is None:
            if family and not any(lodger.name in (case.guest_by_name[other.name].note or "") for other in lodgers):
                doubtful.append(lodger.name)
            continue
        first, second = sorted((one, partner))
        family = family or are_family([case.guest_by_name[lodgers[partner].name]])
        found[one] = found[partner] = Together(first, second, family)
    pairs = tuple(dict.fromkeys(found[one] for one in sorted(found)))
    return pairs, doubtful


def _stock(case: Case, hotel: Lodging, locked: list[Room]) -> dict[RoomType, int]:
    """The rooms that the office file gives the hotel, less those that other entries and unnamed people take."""
    place = case.place(hotel.hotel or "")
    if place is None or not place.rooms:
        return {}
    nights = booked_nights(hotel, case)
    taken = [room.type for room in locked]
    for other in case.plan.lodging:
        if other is not hotel and other.hotel == hotel.hotel and booked_nights(other, case) & nights:
            taken += [room.type for room in other.rooms]
    return {kind: max(place.rooms.get(kind, 0) - taken.count(kind), 0) for kind in RoomType}


def _prices(hotel: Lodging) -> dict[RoomType, Decimal]:
    """What each type costs in this hotel, as far as the plan's rooms say it; the lowest where they differ."""
    found: dict[RoomType, Decimal] = {}
    for room in hotel.rooms:
        if room.type is not None and room.price is not None:
            found[room.type] = min(room.price, found.get(room.type, room.price))
    return found


def told_price(amount: Decimal) -> str:
    """An amount in a sentence."""
    return _("{amount} 元").format(amount=money(amount))


# --- what the rooms have to hold to -----------------------------------------------------------------------------------


def demands_of(stay: Stay) -> list[Demand]:
    """Everything the arrangement of a stay has to hold to."""
    found = [Demand(("sex",), _("男女不同住一间"))]
    if stay.suite_from:
        found.append(Demand(("rank", RoomType.SUITE), _("套间只安排{rank}以上").format(rank=stay.suite_from.label)))
    if stay.single_from:
        found.append(Demand(("rank", RoomType.SINGLE), _("单间只安排{rank}以上").format(rank=stay.single_from.label)))
    found += _stock_demands(stay)
    found += _cap_demands(stay)
    for pair in stay.together:
        one, two = stay.lodgers[pair.one].name, stay.lodgers[pair.two].name
        text, relief = _("{one}与{two}同住"), _("{one}与{two}分开住")
        key = ("together", pair.one, pair.two)
        found.append(Demand(key, text.format(one=one, two=two), "", relief.format(one=one, two=two), 3))
    for index, lodger in enumerate(stay.lodgers):
        name = lodger.name
        if lodger.alone:
            text, relief = _("{name}单独住一间"), _("{name}与人合住")
            found.append(Demand(("alone", index), text.format(name=name), "", relief.format(name=name), 3))
        elif lodger.sex is None and not any(index in (pair.one, pair.two) for pair in stay.together):
            text, relief = _("{name}没有写性别，不能与人合住"), _("补写{name}的性别")
            found.append(Demand(("unknown", index), text.format(name=name), "", relief.format(name=name), 1))
    found += [
        Demand(
            ("bed", index),
            _("{name}要一张床").format(name=lodger.name),
            "bed",
            _("{name}另找地方住").format(name=lodger.name),
            6,
        )
        for index, lodger in enumerate(stay.lodgers)
    ]
    return found


def _stock_demands(stay: Stay) -> Iterable[Demand]:
    for kind, count in stay.stock.items():
        text = _("{hotel}的{type}能用 {count} 间") if count else _("{hotel}没有{type}可用")
        relief = _("再要{type}").format(type=kind.label)
        text = text.format(hotel=stay.hotel, type=kind.label, count=count)
        yield Demand(("stock", kind), text, "", relief, _STOCK_PRICES[kind])


def _cap_demands(stay: Stay) -> Iterable[Demand]:
    ranks = dict.fromkeys(lodger.rank for lodger in stay.lodgers)
    for rank, kind in product(ranks, RoomType):
        someone = next(lodger for lodger in stay.lodgers if lodger.rank is rank)
        cap = stay.cap(someone)
        if cap is None or not stay.too_dear(someone, kind):
            continue
        who = (rank or Rank.OTHER).label
        text = _("{type}{price}，超过{rank}的限额 {cap}").format(
            type=kind.label, price=told_price(stay.prices[kind]), rank=who, cap=told_price(cap)
        )
        relief = _("与宾馆把{type}谈到 {cap}以内").format(type=kind.label, cap=told_price(cap))
        yield Demand(("cap", rank, kind), text, "", relief, 3)
