"""Who is who: everybody a plan or its office knows, by each of their names, and whom names of groups stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from jiedai.model.choice import Kind
from jiedai.model.people import Guest
from jiedai.model.placeholder import is_placeholder
from jiedai.model.quantities import Count
from jiedai.model.schedule import Item
from jiedai.model.words import EVERYBODY, NOBODY
from jiedai.patterns import regex
from jiedai.visit.case import Case, once
from jiedai.visit.precedence import Ranking, Standing, ranked

_COUNTED = regex(r"(?P<what>.*?)\s*(?P<number>\d{1,4})\s*[人名位]|(?P<bare>\d{1,4})")


def counted(name: str) -> tuple[str, int] | None:
    """What a name with a number in it stands for, and how many: `县领导2人`, `2`, `12人`; None for any other name."""
    found = _COUNTED.fullmatch(name.strip())
    if found is None:
        return None
    return ("", int(found["bare"])) if found["bare"] else (found["what"], int(found["number"]))


class Person(NamedTuple):
    """Somebody to be seated; `guest` tells the sides apart where they are."""

    name: str
    guest: bool
    standing: Standing = Standing()


class People:
    """Everybody a plan or its office knows, by each of their names; and what names of groups stand for."""

    def __init__(self, case: Case) -> None:
        plan, office = case.plan, case.office
        self._case = case
        self._told: dict[str, str] = {}
        self.organs = office.conventions.organs if office and office.conventions else ()
        self._known: dict[str, Person] = {}
        for guest in plan.guests:
            self._add(guest.name, True, Standing(guest.order, None, guest.rank, guest.unit, guest.post, guest.level))
        for guest in plan.guests:
            for other in (guest.name_zh, guest.name_en):
                if other:
                    self._known.setdefault(other, self._known[guest.name])
        for host in plan.hosts:
            standing = Standing(host.order, host.role, host.rank, host.unit or "", host.post or "", host.level)
            self._add(host.name, False, standing)
        for person in office.people if office else ():
            standing = Standing(None, None, person.rank, person.unit or "", person.post or "", person.level)
            self._add(person.name, False, standing)
        for member in plan.crew:
            self._add(member.name, False, Standing(unit=member.unit or ""))

    def _add(self, name: str, guest: bool, standing: Standing) -> None:
        self._known.setdefault(name, Person(name, guest, standing))

    def named(self, names: Iterable[str], *, guests: bool = False) -> list[Person]:
        """The people that names stand for, in the order written, each once; groups and 全体 are their members.

        A name nobody knows is a person all the same, of the guests' side with `guests`, by the post it may be (县长).
        Blanks are left out.
        """
        found: dict[str, Person] = {}
        for name in names:
            if not is_placeholder(name):
                people = (self._person(one, guests) for one in self._members(name))
                found.update((person.name, person) for person in people)
        return list(found.values())

    def one_by_one(self, names: Iterable[str]) -> list[Person]:
        """Those of the names that stand for somebody known, not for a group: their order was written on purpose."""
        return list(dict.fromkeys(self._known[name] for name in names if name in self._known))

    def _person(self, name: str, guests: bool) -> Person:
        return self._known.get(name) or Person(name, guests, Standing(post=name))

    def _members(self, name: str) -> list[str]:
        if name in self._known:
            return [name]
        if name == NOBODY:
            return []
        if name in EVERYBODY:
            return self._everybody(name)
        if name in self._case.guest_groups:
            return [guest.name for guest in self._case.guest_groups[name]]
        if (group := self._case.counted_groups.get(name)) is not None:
            return self._numbered(name, group.number)
        several = counted(name)
        return self._numbered(several[0], several[1]) if several and several[0] else [name]

    def _everybody(self, name: str) -> list[str]:
        """Every listed guest, and those of whom only the number is known."""
        listed = [guest.name for guest in self._case.plan.guests]
        more = (self._case.guest_count or 0) - len(listed)
        return listed + self._numbered(name if not listed else "来宾", more, after=len(listed))

    def _numbered(self, name: str, number: int, after: int = 0) -> list[str]:
        names = [f"{name}{index}" for index in range(after + 1, after + number + 1)]
        self._told.update(dict.fromkeys(names, name))
        return names

    def told(self, names: Iterable[str]) -> tuple[str, ...]:
        """Names as a list tells them: of those whom only a number stands for, the number (`代表30人`)."""
        found: list[str] = []
        for group, members in groupby(names, key=self._told.get):
            several = list(members)
            found += several if group is None else [f"{group}{len(several)}人"]
        return tuple(found)

    def heads(self, names: Iterable[str]) -> Count | None:
        """How many people names stand for, each once: groups are counted out, `代表12人` is twelve.

        None where one is a group of unknown size or still to be filled in.
        """
        listed: set[str] = set()
        more = Count(0)
        for name in dict.fromkeys(names):
            if name in self._known or name in self._case.guest_groups:
                members = {person.name for person in self.named([name])}
                listed |= members
                stated = self._case.counted_groups.get(name) if name not in self._known else None
                if stated is not None and stated.number > len(members):  # the list names its chief guests alone
                    more = more.plus(stated._replace(number=stated.number - len(members)))
                continue
            number = self._size(name)
            if number is None:
                return None
            more = more.plus(number)
        return more.plus(Count(len(listed)))

    def _size(self, name: str) -> Count | None:
        """How many people one name stands for that is nobody's own."""
        if is_placeholder(name):
            return None
        if name == NOBODY:
            return Count(0)
        if name in EVERYBODY:
            return self._case.guest_heads
        if name in self._case.group_names:
            return self._case.counted_groups.get(name)
        several = counted(name)
        return Count(several[1]) if several else Count(1)


@once
def known_people(case: Case) -> People:
    """Everybody the plan or its office knows."""
    return People(case)


def taking_part(case: Case, item: Item) -> tuple[list[Person], list[Person]]:
    """The guests and the hosts who take part in an item, in the order written."""
    known = known_people(case)
    guests = known.named(item.guests or ("全体",), guests=True)
    return guests, [person for person in known.named(item.hosts) if not person.guest]


def guest_heads(case: Case, names: tuple[str, ...]) -> Count | None:
    """How many guests names stand for; all of them for no names."""
    return known_people(case).heads(names) if names else case.guest_heads


class Riders(NamedTuple):
    """Those who ride in a vehicle: guests and hosts in one order, and the staff who look after them."""

    ranking: Ranking[Person]
    crew: tuple[Person, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Everybody by precedence, staff last."""
        return tuple(person.name for person in (*self.ranking.people, *self.crew))


def riders(case: Case, names: Iterable[str], lead: str | None = None, *, staff: Iterable[str] = ()) -> Riders:
    """Riders by precedence: staff apart, whoever leads the car first; a guest before a host of the same standing.

    Staff are the plan's crew, the lead of the car, and those named.
    """
    known = known_people(case)
    leading = [lead] if lead else []
    serving = {member.name for member in case.plan.crew} | {*staff, *leading}
    riding = known.named([*leading, *names])
    served = [person for person in riding if person.name not in serving]
    ranking = ranked(sorted(served, key=lambda person: not person.guest), without_role, known.organs)
    return Riders(ranking, tuple(person for person in riding if person.name in serving))


def standing_of(person: Person) -> Standing:
    """What decides somebody's place among their own side."""
    return person.standing


def without_role(person: Person) -> Standing:
    """What decides somebody's place where guests and hosts are in one order."""
    return person.standing._replace(role=None)


_CHINESE = regex(r"中国|中华|香港|澳门|台湾|^[港澳台]|[一-鿿]族$|China|Chinese|PRC", re.IGNORECASE)


def is_foreigner(guest: Guest) -> bool:
    """Whether a guest's nationality is another than China's; people of Hong Kong, Macao, Taiwan are no foreigners."""
    nation = guest.nationality
    return nation is not None and not is_placeholder(nation) and _CHINESE.search(nation) is None


def is_foreign(case: Case) -> bool:
    """Whether the visit follows the customs of foreign affairs."""
    return case.plan.kind is Kind.FOREIGN


class Mention(NamedTuple):
    """A section that names people, and the fields that hold the name and what it says of them; empty for none."""

    section: str
    name: str
    unit: str = ""
    post: str = ""
    phone: str = ""


IN_PLAN = (
    Mention("hosts", "name", "unit", "post", "phone"),
    Mention("crew", "name", "unit", "", "phone"),
    Mention("tasks", "owner", "unit", "", "phone"),
)
"""Where a plan says something of people of the host side, the surest first."""
IN_OFFICE = (
    Mention("people", "name", "unit", "post", "phone"),
    Mention("units", "contact", "name", "", "phone"),
    Mention("places", "contact", "unit", "", "phone"),
    Mention("vehicles", "driver", "owner", "", "phone"),
)
"""Where the office file does."""


def items_of(case: Case, name: str) -> frozenset[str]:
    """The numbers of the items that concern a person: who takes part, works there, rides, dines or drives."""
    guest = case.guest_by_name.get(name)
    groups = {guest.name if guest else name, *([guest.group] if guest and guest.group else [])}
    cars = {number for number, vehicle in case.vehicle_by_number.items() if vehicle.driver == name}
    rides = {
        ride.item
        for ride in case.plan.rides
        if not groups.isdisjoint((*ride.riders, ride.lead)) or ride.vehicle in cars
    }
    meals = {
        meal.item
        for meal in case.plan.meals
        if not groups.isdisjoint((*meal.hosts, *(meal.guests.names if meal.guests else ())))
    }
    return frozenset(
        item.id
        for _day, item in case.items
        if (guest and (not item.guests or not EVERYBODY.isdisjoint(item.guests)))
        or groups.intersection(named_in(item))
        or cars.intersection(item.vehicles)
        or item.id in rides | meals
    )


def everybody_concerned(case: Case) -> list[str]:
    """Everybody whom the programme can concern, each once."""
    plan = case.plan
    named = [*(guest.name for guest in plan.guests), *(host.name for host in plan.hosts)]
    named += [member.name for member in plan.crew]
    named += [name for _day, item in case.items for name in named_in(item) if name not in EVERYBODY]
    named += [vehicle.driver for vehicle in case.vehicle_by_number.values() if vehicle.driver]
    return [name for name in dict.fromkeys(named) if name not in case.guest_groups]


def named_in(item: Item) -> Iterator[str]:
    """Everybody whom an item names, groups included."""
    yield from (*item.guests, *item.hosts, *item.crew, *item.guide)
    yield from (name for name in (item.owner, item.chair, *(step.owner for step in item.steps)) if name)
