"""The chart of a seating: a plan's entry, laid out by its shape and filled by precedence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from jiedai.language import _
from jiedai.model.choice import Convention, EvenRule, MainSeat, SeatingShape
from jiedai.model.hospitality import FixedSeat, Seating
from jiedai.model.office import Vehicle
from jiedai.model.schedule import Item
from jiedai.seating.layout import Form, Layout, Note, Place, Settings, Side, find
from jiedai.seating.notes import notes
from jiedai.seating.party import Party, item_of, listed_on, party_of, present, riders_of
from jiedai.seating.shapes import OTHERWISE, occasion, traits, usual
from jiedai.seating.shapes import shape as shape_of
from jiedai.visit.case import Case
from jiedai.visit.people import Person, is_foreign
from jiedai.visit.rides import Carload, carloads
from jiedai.visit.vehicles import plan_of


class Seat(NamedTuple):
    """A place with who has it; `number` counts in reading order from 1, `fixed` is the decision that put them there."""

    number: int
    place: Place
    person: Person | None
    fixed: FixedSeat | None = None

    @property
    def name(self) -> str | None:
        """Whose seat it is; None for an empty one."""
        return self.person.name if self.person else None


class Chart(NamedTuple):
    """A seating, complete: who sits where, as seen from where, by which convention, from a list of which day.

    `ties` are groups of names that only the order of writing tells apart; `unseated` the people there is no seat for;
    `absent` those of the item who are not on the chart, `strangers` those on the chart who are not of the item.
    """

    id: str
    title: str
    shape: SeatingShape
    layout: Layout
    seats: tuple[Seat, ...]
    party: Party
    listed: dt.date | None
    notes: tuple[Note, ...]
    ties: tuple[tuple[str, ...], ...]
    unseated: tuple[Person, ...]
    absent: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()

    @property
    def convention(self) -> Convention | None:
        """The side that is the higher one; None in a vehicle."""
        return self.layout.convention

    @property
    def even_rule(self) -> EvenRule | None:
        """The tradition for even rows; None where there are no rows, and under 右为上, which has no other."""
        return None if self.convention is Convention.RIGHT else self.layout.even_rule

    @property
    def viewpoint(self) -> str:
        """From where left and right are told."""
        return self.layout.viewpoint

    @property
    def door(self) -> str:
        """Where the door is."""
        return self.layout.door

    @property
    def names(self) -> tuple[str, ...]:
        """Everybody seated, in reading order."""
        return tuple(seat.person.name for seat in self.seats if seat.person)

    def seat_of(self, name: str) -> Seat | None:
        """Somebody's seat; None for who has none."""
        return next((seat for seat in self.seats if seat.name == name), None)

    @property
    def spare(self) -> int:
        """Seats too many: those that nobody has, but for the one that an odd party leaves at a round table.

        The seats of a vehicle are what they are.
        """
        if traits(self.shape).ride:
            return 0
        empty = 0
        taken = {seat.place.position for seat in self.seats if seat.person}
        for places in self.layout.groups().values():
            free = sum(place.position not in taken for place in places)
            ring = self.layout.form in (Form.CLOCKWISE, Form.TABLES)
            empty += max(free - (1 if ring and (len(places) - free) % 2 else 0), 0)
        return empty

    def at_table(self, group: str | None = None) -> tuple[int, int]:
        """How many guests and how many hosts are seated, interpreters not counted; of one table, if named."""
        seated = [
            seat.person
            for seat in self.seats
            if seat.person
            and not (seat.place.slot and seat.place.slot[0] is Side.INTERPRETER)
            and group in (None, seat.place.group)
        ]
        guests = sum(person.guest for person in seated)
        return guests, len(seated) - guests


def charts(case: Case) -> tuple[Chart, ...]:
    """The charts of all seatings of a plan, in the order written."""
    return tuple(chart_of(case, seating) for seating in case.plan.seating)


def shape_in(case: Case, seating: Seating) -> SeatingShape:
    """The shape a seating says, else the usual one of its item."""
    item = item_of(case, seating)
    return seating.shape or usual(item.kind if item else None)


def chart_of(case: Case, seating: Seating, *, without: Collection[str] = ()) -> Chart:
    """The chart of one seating; what it leaves open is decided by its item, the office's conventions and custom.

    `without` are people who stay away after all: their chairs are taken out, unless the plan has empty ones anyway.
    """
    item = item_of(case, seating)
    shape = shape_in(case, seating)
    seating = seating.model_copy(update={"shape": shape})
    settings = settings_of(case, seating)
    own = traits(shape)
    if own.ride:
        party, settings = _riders(case, seating, item, settings)
    else:
        party = party_of(case, seating)
    if without:
        party, seating, settings = _reduced(party, seating, settings, without)
    made = drawn(seating, party, settings)._replace(title=item.what if item else "", listed=listed_on(case))
    if item is None or own.ride:
        return made
    there = present(case, item)
    elsewhere = {person.name for other in _beside(case, seating) for person in party_of(case, other).all()}
    known = {*made.names, *elsewhere, *(person.name for person in party.all())}
    missing = there.missing(known) if own.everybody else ()
    aside = {person.name for person in party.interpreters}
    seated = [seat.person for seat in made.seats if seat.person and seat.person.name not in aside]
    return made._replace(
        absent=tuple(person.name for person in missing),
        strangers=tuple(person.name for person in there.strangers(seated)),
    )


def _beside(case: Case, seating: Seating) -> Iterator[Seating]:
    """The other seatings of the same occasion: further tables of a meal."""
    ours = occasion(shape_in(case, seating))
    for other in case.plan.seating:
        if other.id != seating.id and other.item == seating.item and occasion(shape_in(case, other)) is ours:
            yield other


def _reduced(
    party: Party, seating: Seating, settings: Settings, without: Collection[str]
) -> tuple[Party, Seating, Settings]:
    """Everything as if the people of `without` had never been on the list."""
    fixed = [entry for entry in seating.fixed if entry.person not in without]
    if settings.seats is not None and settings.seats <= len(party.everyone):
        settings = settings._replace(seats=None)
    return party.without(without), seating.model_copy(update={"fixed": fixed}), settings


def ride_charts(case: Case, item: Item) -> tuple[Chart, ...]:
    """A chart for each vehicle of an item: who sits where in it, without any seating written."""
    return tuple(_ride_chart(case, item, load) for load in carloads(case, item))


def _ride_chart(case: Case, item: Item, load: Carload) -> Chart:
    seating = Seating(id=f"{item.id}-{load.number}", item=item.id, shape=SeatingShape.CAR, vehicle=load.number)
    return chart_of(case, seating)


def settings_of(case: Case, seating: Seating) -> Settings:
    """What the seating says, else the office's conventions; foreign visits follow 右为上 unless it says otherwise."""
    usual = case.office.conventions if case.office else None
    by_custom = Convention.RIGHT if is_foreign(case) else (usual and usual.convention) or Convention.LEFT
    return Settings(
        convention=seating.convention or by_custom,
        even_rule=seating.even_rule or (usual and usual.even_rule) or EvenRule.E1,
        rows=tuple(seating.rows),
        seats=seating.seats,
        foreign=is_foreign(case),
        main_seat=seating.main_seat or MainSeat.HOST,
        two_hosts=seating.two_hosts,
        host_drives=seating.host_drives,
    )


def _riders(case: Case, seating: Seating, item: Item | None, settings: Settings) -> tuple[Party, Settings]:
    """Who sits in the vehicle of a seating, and what the vehicle is like."""
    loads = carloads(case, item) if item else ()
    known = {vehicle.number: vehicle for vehicle in (case.office.vehicles if case.office else ())}
    load = next((load for load in loads if seating.vehicle in (None, load.number)), None)
    number = seating.vehicle or (load.number if load else None)
    written = (*seating.guests, *seating.hosts, *seating.people)
    names = written or (load.riders if load else ())
    names = (*names, *seating.interpreters, *(fixed.person for fixed in seating.fixed))
    party = riders_of(case, names, load.lead if load else None, staff=seating.interpreters)
    vehicle = known.get(number) if number else None
    if vehicle is None and seating.seats:
        vehicle = Vehicle(number=number or seating.id, seats=seating.seats)
    if settings.host_drives:
        driver = next((person for person in party.everyone if not person.guest), None)
        rest = tuple(person for person in party.everyone if person is not driver)
        party = party._replace(everyone=rest, hosts=(driver,) if driver else ())
    usual = case.office.conventions if case.office else None
    inside = plan_of(vehicle, len(party.everyone) + len(party.crew), usual, host_drives=settings.host_drives)
    driver_name = vehicle.driver or "" if vehicle else ""
    return party, settings._replace(vehicle=inside, driver=driver_name)


# --- filling the places -----------------------------------------------------------------------------------------------


def drawn(seating: Seating, party: Party, settings: Settings) -> Chart:
    """A party on the places of a shape: fixed seats first, then each list in its order on the places left to it."""
    shape = seating.shape or OTHERWISE
    layout = shape_of(shape.value).layout(party.counts(), settings)
    fixed, problems = _fixed(layout, party, seating.fixed)
    placed = _filled(layout, party, fixed)
    seats = tuple(
        Seat(number, place, *placed.get(place.position, (None, None)))
        for number, place in enumerate(layout.places, start=1)
    )
    one_order = any(place.slot and place.slot[0] is Side.ANY for place in layout.places)
    seated = {seat.name for seat in seats}
    everybody = _drawn_from(layout, party)
    return Chart(
        seating.id,
        "",
        shape,
        layout,
        seats,
        party,
        None,
        (*notes(shape, layout, party, seating), *problems),
        party.ties_of_all if one_order else party.ties,
        tuple(person for person in everybody if person.name not in seated),
    )


def _drawn_from(layout: Layout, party: Party) -> tuple[Person, ...]:
    """Everybody a layout should seat, whether it has a place for each or not."""
    one_order = any(place.slot and place.slot[0] is Side.ANY for place in layout.places)
    lists: list[Iterable[Person | None]] = [party.crew, party.signers]
    lists += [party.everyone] if one_order or not layout.places else [party.guests, party.hosts]
    if any(place.slot and place.slot[0] is Side.INTERPRETER for place in layout.places):
        lists.append(party.interpreters)
    people = [person for people in lists for person in people if person]
    return tuple({person.name: person for person in people}.values())


Given = tuple[Person, FixedSeat | None]


def _fixed(layout: Layout, party: Party, written: Iterable[FixedSeat]) -> tuple[dict[str, Given], list[Note]]:
    """The fixed seats that can be given, by position, and what is wrong with the others."""
    known = {person.name: person for person in party.all()}
    found: dict[str, Given] = {}
    problems = []
    for entry in written:
        place = find(layout, entry.seat)
        person = known.get(entry.person)
        if place is None:
            problems.append(Note("", _("指定的座位“{seat}”在这张图上找不到").format(seat=entry.seat)))
        elif place.position in found:
            problems.append(Note("", _("座位“{seat}”指定给了两个人，按先写的排").format(seat=entry.seat)))
        elif person is None or any(person.name == given.name for given, _entry in found.values()):
            problems.append(Note("", _("指定座位的“{name}”不在名单里，或者写了两次").format(name=entry.person)))
        else:
            found[place.position] = (person, entry)
    return found, problems


def _filled(layout: Layout, party: Party, fixed: dict[str, Given]) -> dict[str, Given]:
    """Who has each place. Where a fixed seat crossed to the other side, those it displaced take what is free there."""
    placed: dict[str, Given] = dict(fixed)
    seated = {person.name for person, _entry in fixed.values()}
    left_over: list[Person] = []
    for side in Side:
        free = [
            place for place in layout.places if place.slot and place.slot[0] is side and place.position not in placed
        ]
        free.sort(key=lambda place: place.slot[1] if place.slot else 0)
        people = party.of(side)
        if side is Side.SIGNER:
            by_ordinal = {ordinal: person for ordinal, person in enumerate(people, start=1) if person}
            pairs = [(place, by_ordinal.get(place.slot[1] if place.slot else 0)) for place in free]
            placed |= {
                place.position: (person, None) for place, person in pairs if person and person.name not in seated
            }
        else:
            waiting = [person for person in people if person and person.name not in seated]
            placed |= {place.position: (person, None) for place, person in zip(free, waiting, strict=False)}
            left_over += waiting[len(free) :]
        seated |= {person.name for person, _entry in placed.values()}
    crossed = any(entry and _crosses(layout, position, person, party) for position, (person, entry) in fixed.items())
    # Whoever is on several lists may have been left over from each.
    waiting = [person for person in dict.fromkeys(left_over) if person.name not in seated]
    if crossed and waiting:
        free = [place for place in layout.places if place.slot and place.position not in placed]
        free = [place for place in free if place.slot and place.slot[0] in (Side.GUEST, Side.HOST)]
        placed |= {place.position: (person, None) for place, person in zip(free, waiting, strict=False)}
    return placed


def _crosses(layout: Layout, position: str, person: Person, party: Party) -> bool:
    """Whether a place belongs to another list than the one its person is in."""
    slot = next(place.slot for place in layout.places if place.position == position)
    return slot is not None and person not in party.of(slot[0])
