"""Who is who: everybody a plan or its office knows, by each of their names, and whom names of groups stand for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from jiedai.model.choice import Kind
from jiedai.model.placeholder import is_placeholder
from jiedai.model.schedule import Item
from jiedai.model.words import EVERYBODY
from jiedai.patterns import regex
from jiedai.visit.case import Case, once
from jiedai.visit.precedence import Ranking, Standing, ranked

_SEVERAL = regex(r"(.*?)\s*(\d{1,3})\s*[人名位]")


class Person(NamedTuple):
    """Somebody to be seated; `guest` tells the sides apart where they are."""

    name: str
    guest: bool
    standing: Standing = Standing()


class People:
    """Everybody a plan or its office knows, by each of their names; and what names of groups stand for."""

    def __init__(self, case: Case) -> None:
        plan, office = case.plan, case.office
        self.plan = plan
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
        if name in EVERYBODY:
            return [guest.name for guest in self.plan.guests] or self._numbered(name, self._total())
        group = [guest.name for guest in self.plan.guests if guest.group == name]
        if group:
            return group
        for counted in self.plan.headcount.groups if self.plan.headcount else ():
            if counted.name == name and counted.count:
                return self._numbered(name, counted.count.number)
        several = _SEVERAL.fullmatch(name)
        return self._numbered(several[1], int(several[2])) if several and several[1] else [name]

    def _total(self) -> int:
        total = self.plan.headcount.total if self.plan.headcount else None
        return total.number if total else 0

    def _numbered(self, name: str, number: int) -> list[str]:
        return [f"{name}{index}" for index in range(1, number + 1)]


@once
def known_people(case: Case) -> People:
    """Everybody the plan or its office knows."""
    return People(case)


def taking_part(case: Case, item: Item) -> tuple[list[Person], list[Person]]:
    """The guests and the hosts who take part in an item, in the order written."""
    known = known_people(case)
    guests = known.named(item.guests or ("全体",), guests=True)
    return guests, [person for person in known.named(item.hosts) if not person.guest]


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


def is_foreign(case: Case) -> bool:
    """Whether the visit follows the customs of foreign affairs."""
    return case.plan.kind is Kind.FOREIGN
