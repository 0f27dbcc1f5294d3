"""The rides of a visit as a problem: who has to get where and when, in which cars, and how the plan has it so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jiedai.language import _
from jiedai.model.choice import HostRole, Rank
from jiedai.model.hospitality import Ride
from jiedai.model.office import Vehicle
from jiedai.model.placeholder import is_placeholder
from jiedai.model.schedule import Item
from jiedai.model.words import EVERYBODY
from jiedai.patterns import regex
from jiedai.visit.case import Case, Slot
from jiedai.visit.data import words
from jiedai.visit.movement import destination, is_ride, origin
from jiedai.visit.people import known_people
from jiedai.visit.rides import at_the_wheel, drivers_of, everybody, in_order, in_service
from jiedai.visit.statements import any_of
from jiedai.visit.vehicles import plan_of

SMALL = 9
"""Seats for passengers of the largest car that counts as a small one."""
_LEADERS = Rank.BUREAU


@dataclass(frozen=True, slots=True)
class Car:
    """A car that may carry guests; `seats` are those for passengers."""

    number: str
    seats: int
    drivers: tuple[str, ...]
    model: str = ""

    @property
    def label(self) -> str:
        """The car in a sentence."""
        kind = _("{model}，").format(model=self.model) if self.model else ""
        return _("{number} 号车（{kind}核载 {seats}）").format(number=self.number, kind=kind, seats=self.seats)


@dataclass(frozen=True, slots=True)
class Rider:
    """Somebody who rides along; `before` is the number of their car in the plan.

    `head` is the chief guest and the principal host, `leader` whoever should ride in front by rank, `staff` the crew.
    """

    name: str
    group: str = ""
    unit: str = ""
    before: str | None = None
    head: bool = False
    leader: bool = False
    staff: bool = False


@dataclass(frozen=True, slots=True)
class Leg:
    """A ride: minutes are from midnight of the first day, None where no time is written.

    `given` are the cars of the plan, `rides` its entries of who sits in which; `driving` and `resting` are minutes at
    the wheel and of rest inside the ride.
    """

    item: Item
    riders: tuple[Rider, ...]
    given: tuple[str, ...] = ()
    rides: tuple[Ride, ...] = ()
    start: int | None = None
    end: int | None = None
    driving: int = 0
    resting: int = 0
    narrow: bool = False
    origin: str | None = None
    destination: str | None = None

    @property
    def id(self) -> str:
        """The number of the item."""
        return self.item.id

    @property
    def people(self) -> int:
        """How many seats are needed."""
        return len(self.riders)


def cars_of(case: Case) -> list[Car]:
    """The office's cars for guests: no police cars, ambulances or spares."""
    vehicles = [vehicle for vehicle in case.vehicle_by_number.values() if not in_service(vehicle)]
    return [Car(one.number, _seats(case, one), drivers_of(one), one.model or "") for one in vehicles]


def _seats(case: Case, vehicle: Vehicle) -> int:
    if vehicle.seats is not None:
        return vehicle.seats
    return plan_of(vehicle, 0, case.office.conventions if case.office else None).capacity


def legs_of(case: Case) -> tuple[list[Leg], list[str]]:
    """The rides in the order of time, and what could not be made one of."""
    legs, notes = [], []
    listed = {ride.item for ride in case.plan.rides}
    for _day, item in case.items:
        if not (is_ride(item) or item.vehicles or item.id in listed) or "步行" in item.what:
            continue
        if _unnamed(case, item):
            notes.append(_("{item} 有人只写了人数，要有姓名才能分车").format(item=item.id))
            continue
        leg = _leg(case, item)
        if leg.riders:
            legs.append(leg)
    legs.sort(key=lambda leg: (leg.start is None, leg.start or 0))
    return legs, notes


def _unnamed(case: Case, item: Item) -> bool:
    if not case.plan.guests:
        return case.plan.headcount is not None or not item.guests
    known = case.guest_by_name.keys() | case.guest_groups.keys() | EVERYBODY
    return any(name not in known and not is_placeholder(name) for name in item.guests)


def _leg(case: Case, item: Item) -> Leg:
    rides = tuple(ride for ride in case.plan.rides if ride.item == item.id)
    slot = case.slot_of(item)
    driving, resting = at_the_wheel(case, slot) if slot else (0, 0)
    narrow = regex(any_of(words("vehicles")["narrow"]))
    texts = (item.what, item.purpose or "", *(item.notes or {}).values())
    numbers = dict.fromkeys((*item.vehicles, *(ride.vehicle for ride in rides if ride.vehicle)))
    return Leg(
        item=item,
        riders=tuple(_riders(case, item, rides)),
        given=tuple(number for number in numbers if number in case.vehicle_by_number),
        rides=rides,
        start=slot.start if slot else None,
        end=_end(slot, driving) if slot else None,
        driving=driving,
        resting=resting,
        narrow=any(narrow.search(text) for text in texts),
        origin=origin(item),
        destination=destination(item),
    )


def _end(slot: Slot, driving: int) -> int:
    return max(slot.end, slot.start + driving) if slot.item.time.end is None else slot.end


def _riders(case: Case, item: Item, rides: tuple[Ride, ...]) -> Iterator[Rider]:
    """Everybody of the item, and whom the plan's rides name besides, in order of protocol, staff last."""
    plan, office = case.plan, case.office
    guests = {guest.name: guest for guest in plan.guests}
    ours = {host.name: host for host in plan.hosts}
    crew = {member.name for member in plan.crew}
    known = {person.name for person in (office.people if office else ())} | ours.keys() | crew
    coming = {guest.name for guest in case.guests_at(item)}
    before = _before(rides)
    drivers = {name for vehicle in case.vehicle_by_number.values() for name in drivers_of(vehicle)}
    extra = [name for name in before if name in coming or (name in known and name not in guests)]
    names = in_order(case, (*everybody(case, item), *extra))
    chief = next((name for name in names if name in guests), None)
    principal = _principal(case, names)
    for name in dict.fromkeys(names):
        if is_placeholder(name) or (name in drivers and name not in guests):
            continue
        guest = guests.get(name)
        standing = known_people(case).named([name])[0].standing
        yield Rider(
            name=name,
            group=(guest.group or guest.unit) if guest else "",
            unit=guest.unit if guest else "",
            before=before.get(name),
            head=name in (chief, principal),
            leader=(standing.rank or Rank.OTHER).height <= _LEADERS.height,
            staff=name in crew or any(name == ride.lead for ride in rides),
        )


def _before(rides: tuple[Ride, ...]) -> dict[str, str]:
    """Who sits in which car by the plan, whoever leads it included."""
    found: dict[str, str] = {}
    for ride in rides:
        for name in (*ride.riders, *([ride.lead] if ride.lead else [])):
            if ride.vehicle:
                found.setdefault(name, ride.vehicle)
    return found


def _principal(case: Case, names: tuple[str, ...]) -> str | None:
    """The host who rides with the chief guest: the principal one, else the first of the list."""
    hosts = [host for host in case.plan.hosts if host.name in names]
    principal = next((host for host in hosts if host.role is HostRole.PRINCIPAL), hosts[0] if hosts else None)
    return principal.name if principal else None
