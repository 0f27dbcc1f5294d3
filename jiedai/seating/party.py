"""Who is to be seated: who takes part in an item and who the plan names, put in order of protocol."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from itertools import zip_longest
from typing import NamedTuple

from jiedai.model.choice import HostRole, SeatingShape
from jiedai.model.hospitality import Seating
from jiedai.model.placeholder import is_placeholder
from jiedai.model.schedule import Item
from jiedai.model.words import read_names
from jiedai.seating.layout import Counts, Side
from jiedai.visit.case import Case
from jiedai.visit.meals import at_table
from jiedai.visit.people import People, Person, known_people, riders, standing_of, taking_part, without_role
from jiedai.visit.precedence import Ground, ground, ranked


class Present(NamedTuple):
    """Those who take part in an item, each list in the order written.

    `guests` and `hosts` should sit, at a meal those who dine; `others` may: the item's hosts who do not dine, its crew,
    those who lead, explain, report or answer for it.
    """

    guests: tuple[Person, ...]
    hosts: tuple[Person, ...]
    others: tuple[Person, ...]

    def missing(self, seated: Iterable[str]) -> tuple[Person, ...]:
        """Who should sit and is not among those seated."""
        names = set(seated)
        return tuple(person for person in (*self.guests, *self.hosts) if person.name not in names)

    def strangers(self, seated: Iterable[Person]) -> tuple[Person, ...]:
        """Who is seated without taking part; of the host side only where its people are known."""
        names = {person.name for people in self for person in people}
        return tuple(person for person in seated if person.name not in names and (person.guest or self.hosts))


def present(case: Case, item: Item) -> Present:
    """Who takes part in an item: the guests it names, else all; its hosts; at a meal those whom its entry names."""
    known = known_people(case)
    guests, hosts = at_table(case, item)
    everybody, _hosts = taking_part(case, item)
    working = read_names(
        [text for text in (item.chair, item.owner, *(step.owner for step in item.steps)) if text], None
    )
    others = (*item.hosts, *item.crew, *item.guide, *working)
    return Present(tuple(guests), tuple(hosts), (*known.named(others), *everybody))


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


def item_of(case: Case, seating: Seating) -> Item | None:
    """The item of the programme a seating belongs to; None where it names none that exists."""
    found = case.item_by_id.get(seating.item or "")
    return found[1] if found else None


def party_of(case: Case, seating: Seating) -> Party:
    """The people of a seating: those it names, else those of its item."""
    known = known_people(case)
    written = (*seating.guests, *seating.hosts, *seating.people)
    item = item_of(case, seating)
    if written or item is None:
        guests, hosts = known.named(seating.guests, guests=True), known.named(seating.hosts)
        others = known.named(seating.people)
    else:
        (guests, hosts), others = at_table(case, item), []
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
    names = {person.name for person in guests} | {person.name for person in others if person.guest}
    on_guest_side = [one for one in everyone if one.name in names] if sided else []
    on_host_side = [one for one in everyone if one.name not in names] if sided else []
    mixed = any(person.guest for person in everyone) and not all(person.guest for person in everyone)
    by_side = [ranked(side, standing_of, known.organs) for side in (on_guest_side, on_host_side)]
    as_one = ranked(everyone, without_role if mixed else standing_of, known.organs)
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


def riders_of(case: Case, names: Iterable[str], lead: str | None, *, staff: Iterable[str] = ()) -> Party:
    """Those who ride in a vehicle, as a party: see `riders`."""
    riding = riders(case, names, lead, staff=staff)
    by_side = ([one for one in tie if one.guest is side] for tie in riding.ranking.ties for side in (True, False))
    ties = tuple(_names(tie) for tie in by_side if len(tie) > 1)
    organs = tuple(known_people(case).organs)
    return Party(everyone=riding.ranking.people, crew=riding.crew, ties=ties, ties_of_all=ties, organs=organs)


def _names(people: Iterable[Person]) -> tuple[str, ...]:
    return tuple(person.name for person in people)


def _out_of_order(lists: Iterable[list[Person]], organs: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the first list that is written otherwise than protocol has it, in the order of protocol."""
    for written in lists:
        in_order = ranked(written, standing_of, organs).people
        if list(in_order) != written:
            return _names(in_order)
    return ()


def why_before(first: Person, second: Person, organs: tuple[str, ...], *, one_order: bool) -> Ground:
    """What puts one person before another; `one_order` where guests and hosts are in one order."""
    read = without_role if one_order and first.guest != second.guest else standing_of
    return ground(read(first), read(second), organs)


def listed_on(case: Case) -> dt.date | None:
    """The date of the list of people: that of its approval, else of the letter that names them."""
    plan = case.plan
    if plan.approval and plan.approval.time:
        return plan.approval.time.day
    return plan.letter.date if plan.letter else None
