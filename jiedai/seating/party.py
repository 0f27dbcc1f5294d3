"""Who is to be seated: the people a plan names for a seating, put in order of protocol."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from itertools import zip_longest
from typing import NamedTuple

from jiedai.model.choice import HostRole, Kind, SeatingShape
from jiedai.model.hospitality import Seating
from jiedai.model.office import Office
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Plan
from jiedai.model.schedule import Item
from jiedai.model.words import EVERYBODY
from jiedai.patterns import regex
from jiedai.seating.layout import Counts, Side
from jiedai.seating.precedence import Ground, Standing, ground, ranked

_SEVERAL = regex(r"(.*?)\s*(\d{1,3})\s*[人名位]")


class Person(NamedTuple):
    """Somebody to be seated; `guest` tells the sides apart where they are."""

    name: str
    guest: bool
    standing: Standing = Standing()


class Party(NamedTuple):
    """The people of a seating, each list in order of protocol.

    `everyone` holds guests, hosts and people of no side in one order. `ties` are the names that only the order of
    writing tells apart, `out_of_order` those that the seating writes otherwise than protocol has them. `blanks` counts
    the names still to be filled in.
    """

    guests: tuple[Person, ...] = ()
    hosts: tuple[Person, ...] = ()
    everyone: tuple[Person, ...] = ()
    interpreters: tuple[Person, ...] = ()
    signers: tuple[Person | None, ...] = ()
    crew: tuple[Person, ...] = ()
    ties: tuple[tuple[str, ...], ...] = ()
    ties_of_all: tuple[tuple[str, ...], ...] = ()
    out_of_order: tuple[str, ...] = ()
    organs: tuple[str, ...] = ()
    blanks: int = 0

    def of(self, side: Side) -> tuple[Person | None, ...]:
        """The list that a side of a layout draws from."""
        lists: dict[Side, tuple[Person | None, ...]] = {
            Side.ANY: self.everyone,
            Side.GUEST: self.guests,
            Side.HOST: self.hosts,
            Side.SIGNER: self.signers,
            Side.INTERPRETER: self.interpreters,
            Side.CREW: self.crew,
        }
        return lists[side]

    def all(self) -> Iterator[Person]:
        """Everybody, whatever their list; who is on several comes several times."""
        lists = (self.everyone, self.guests, self.hosts, self.signers, self.interpreters, self.crew)
        return (person for people in lists for person in people if person)

    def without(self, names: Collection[str]) -> Party:
        """The party when some stay away."""

        def left(people: tuple[Person, ...]) -> tuple[Person, ...]:
            return tuple(person for person in people if person.name not in names)

        def still_tied(ties: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
            rest = (tuple(name for name in tie if name not in names) for tie in ties)
            return tuple(tie for tie in rest if len(tie) > 1)

        return self._replace(
            guests=left(self.guests),
            hosts=left(self.hosts),
            everyone=left(self.everyone),
            interpreters=left(self.interpreters),
            signers=tuple(None if one and one.name in names else one for one in self.signers),
            crew=left(self.crew),
            ties=still_tied(self.ties),
            ties_of_all=still_tied(self.ties_of_all),
        )

    def counts(self) -> Counts:
        """How many there are in each list."""
        deputy = any(person.standing.role is HostRole.DEPUTY for person in self.hosts)
        return Counts(
            len(self.everyone), len(self.guests), len(self.hosts), len(self.interpreters), len(self.signers),
            len(self.crew), deputy,
        )  # fmt: skip


class People:
    """Everybody a plan or its office knows, by each of their names; and what names of groups stand for."""

    def __init__(self, plan: Plan, office: Office | None) -> None:
        self.plan = plan
        self.organs = office.conventions.organs if office and office.conventions else ()
        self._known: dict[str, Person] = {}
        for guest in plan.guests:
            self._add(guest.name, True, Standing(guest.order, None, guest.rank, guest.unit, guest.post))
        for guest in plan.guests:
            for other in (guest.name_zh, guest.name_en):
                if other:
                    self._known.setdefault(other, self._known[guest.name])
        for host in plan.hosts:
            standing = Standing(host.order, host.role, host.rank, host.unit or "", host.post or "")
            self._add(host.name, False, standing)
        for person in office.people if office else ():
            self._add(person.name, False, Standing(None, None, person.rank, person.unit or "", person.post or ""))
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


def item_of(plan: Plan, seating: Seating) -> Item | None:
    """The item of the programme a seating belongs to; None where it names none that exists."""
    return next((item for _day, item in plan.items() if item.id == seating.item), None)


def people_at(plan: Plan, item: Item, office: Office | None = None) -> tuple[list[Person], list[Person]]:
    """The guests and the hosts who take part in an item, in the order written."""
    known = People(plan, office)
    guests = known.named(item.guests or ("全体",), guests=True)
    return guests, [person for person in known.named(item.hosts) if not person.guest]


def party_of(plan: Plan, seating: Seating, office: Office | None = None) -> Party:
    """The people of a seating: those it names, else those of its item."""
    known = People(plan, office)
    written = (*seating.guests, *seating.hosts, *seating.people)
    item = item_of(plan, seating)
    if written or item is None:
        guests, hosts = known.named(seating.guests, guests=True), known.named(seating.hosts)
        others = known.named(seating.people)
    else:
        (guests, hosts), others = people_at(plan, item, office), []
    placed = {person.name for person in (*guests, *hosts, *others)} | set(seating.interpreters)
    for person in known.named(fixed.person for fixed in seating.fixed if fixed.person not in placed):
        (others if others or not (guests or hosts) else guests if person.guest else hosts).append(person)
    blanks = sum(is_placeholder(name) for name in written)
    interpreters = known.named(seating.interpreters)
    signing = seating.shape is SeatingShape.SIGNING
    made = _signing if signing else _party
    party = made(known, guests, hosts, others, interpreters, blanks)
    lists = [seating.guests, seating.hosts, () if signing else seating.people]
    return party._replace(out_of_order=_out_of_order(map(known.one_by_one, lists), known.organs))


def _party(
    known: People,
    guests: list[Person],
    hosts: list[Person],
    others: list[Person],
    interpreters: list[Person],
    blanks: int,
) -> Party:
    """The lists in order of protocol; people of no side who are guests or hosts of the plan join their side."""
    everyone = list({person.name: person for person in (*guests, *hosts, *others)}.values())
    aside = {person.name for person in interpreters}
    everyone = [person for person in everyone if person.name not in aside]
    sided = bool(guests or hosts) or len({person.guest for person in others}) > 1
    names = {person.name for person in guests}
    on_guest_side = [one for one in everyone if one.name in names or (one.guest and one in others)] if sided else []
    on_host_side = [one for one in everyone if one not in on_guest_side] if sided else []
    mixed = any(person.guest for person in everyone) and not all(person.guest for person in everyone)
    by_side = [ranked(side, _standing, known.organs) for side in (on_guest_side, on_host_side)]
    as_one = ranked(everyone, _without_role if mixed else _standing, known.organs)
    lists = by_side if sided else [as_one]
    return Party(
        guests=by_side[0].people,
        hosts=by_side[1].people,
        everyone=as_one.people,
        interpreters=tuple(interpreters),
        ties=tuple(_names(tie) for ranking in lists for tie in ranking.ties),
        ties_of_all=tuple(_names(tie) for tie in as_one.ties),
        organs=tuple(known.organs),
        blanks=blanks,
    )


def _signing(
    known: People,
    guests: list[Person],
    hosts: list[Person],
    others: list[Person],
    interpreters: list[Person],
    blanks: int,
) -> Party:
    """A signing: people of no side are the signers and, after them, their assistants; the parties stand behind.

    Where no signers are named, the highest of each party signs. Signers nobody knows are taken by turns, guest first.
    """
    theirs = [person for person in others if person.guest]
    ours = [person for person in others if not person.guest]
    if not theirs:
        theirs, ours = others[0::2], others[1::2]
    signing = {person.name for person in others}
    party = _party(
        known,
        [person for person in guests if person.name not in signing],
        [person for person in hosts if person.name not in signing],
        [],
        interpreters,
        blanks,
    )
    if not others:
        theirs, ours = list(party.guests[:1]), list(party.hosts[:1])
        party = party._replace(guests=party.guests[1:], hosts=party.hosts[1:])
    pairs = list(zip_longest(theirs[:2], ours[:2]))
    return party._replace(signers=tuple(person for pair in pairs for person in pair))


def riders_of(
    plan: Plan, names: Iterable[str], lead: str | None, office: Office | None = None, *, staff: Iterable[str] = ()
) -> Party:
    """Those who ride in a vehicle: staff apart, who look after the others, whoever leads the car first.

    Staff are the plan's crew, the lead of the car, and those named. A guest comes before a host of the same standing.
    """
    known = People(plan, office)
    serving = {member.name for member in plan.crew} | {*staff, *([lead] if lead else [])}
    people = known.named([*([lead] if lead else []), *names])
    riders = [person for person in people if person.name not in serving]
    as_one = ranked(sorted(riders, key=lambda person: not person.guest), _without_role, known.organs)
    by_side = ([person for person in tie if person.guest is side] for tie in as_one.ties for side in (True, False))
    ties = tuple(_names(tie) for tie in by_side if len(tie) > 1)
    crew = tuple(person for person in people if person.name in serving)
    return Party(everyone=as_one.people, crew=crew, ties=ties, ties_of_all=ties, organs=tuple(known.organs))


def _standing(person: Person) -> Standing:
    return person.standing


def _without_role(person: Person) -> Standing:
    known = person.standing
    return Standing(known.order, None, known.rank, known.unit, known.post)


def _names(people: Iterable[Person]) -> tuple[str, ...]:
    return tuple(person.name for person in people)


def _out_of_order(lists: Iterable[list[Person]], organs: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the first list that is written otherwise than protocol has it, in the order of protocol."""
    for people in lists:
        in_order = ranked(people, _standing, organs).people
        if list(in_order) != people:
            return _names(in_order)
    return ()


def why_before(first: Person, second: Person, organs: tuple[str, ...], *, one_order: bool) -> Ground:
    """What puts one person before another; `one_order` where guests and hosts are in one order."""
    read = _without_role if one_order and first.guest != second.guest else _standing
    return ground(read(first), read(second), organs)


def listed_on(plan: Plan) -> dt.date | None:
    """The date of the list of people: that of its approval, else of the letter that names them."""
    if plan.approval and plan.approval.time:
        return plan.approval.time.day
    return plan.letter.date if plan.letter else None


def is_foreign(plan: Plan) -> bool:
    """Whether the visit follows the customs of foreign affairs."""
    return plan.kind is Kind.FOREIGN
