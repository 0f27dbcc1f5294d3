"""Which cars go on which ride: as few as hold everybody, in time for each ride, no driver too long at the wheel."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

from jiedai.arrange.demands import Demand, Key, OutOfReach
from jiedai.language import _
from jiedai.model.hospitality import Ride
from jiedai.model.office import Vehicle
from jiedai.model.schedule import Item
from jiedai.visit.case import Case
from jiedai.visit.rides import drivers_of, in_service
from jiedai.visit.vehicles import plan_of

SMALL = 9
"""Seats for passengers of the largest car that counts as a small one."""
STEPS = 20_000
"""Choices of cars that are looked at before the search ends."""
MOST_CARS = 10
"""Cars of which every combination is tried; of more, only sets of a few, or of as many alike as one time could need."""
MOST_SETS = 2_000
"""Sets of a few cars that are tried where there are many."""

_DROPPED, _CAR, _SEAT, _CHANGE = 100_000, 1_000, 1, 4
"""Points: a car of the plan that is not used (or one more than it has), a car, a seat left empty, a car that the same
people did not have before."""


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


Cars = tuple[Car, ...]


def cars_of(case: Case) -> list[Car]:
    """The office's cars for guests, by their numbers: no police cars, ambulances or spares."""
    vehicles = [vehicle for vehicle in case.vehicle_by_number.values() if not in_service(vehicle)]
    cars = [Car(one.number, _seats(case, one), drivers_of(one), one.model or "") for one in vehicles]
    return sorted(cars, key=lambda car: by_number(car.number))


def by_number(number: str | None) -> tuple[bool, int, str]:
    """The order of cars: 2 before 10, both before what is no number; of two cars alike the first in it is taken."""
    text = number or ""
    return not text.isdecimal(), int(text) if text.isdecimal() else 0, text


def _seats(case: Case, vehicle: Vehicle) -> int:
    if vehicle.seats is not None:
        return vehicle.seats
    return plan_of(vehicle, 0, case.office.conventions if case.office else None).capacity


@dataclass(frozen=True, slots=True)
class Fleet:
    """The rides, the cars there are, and what keeps a car from two rides or a driver from a ride (`hours` at most at
    the wheel, then `rest` minutes of pause)."""

    legs: tuple[Leg, ...]
    cars: tuple[Car, ...]
    conflicts: frozenset[tuple[int, int]] = frozenset()
    hours: int = 4
    rest: int = 20

    def meet(self, one: int, two: int) -> bool:
        """Whether no car can do both of two rides."""
        return (min(one, two), max(one, two)) in self.conflicts

    def car(self, number: str) -> Car | None:
        """The car of a number."""
        return next((car for car in self.cars if car.number == number), None)


def conflicts_of(case: Case, legs: Sequence[Leg]) -> frozenset[tuple[int, int]]:
    """The pairs of rides (by index) that one car cannot do both: at the same time, or too far apart to get there."""
    found = set()
    for one, two in combinations(range(len(legs)), 2):
        first, second = legs[one], legs[two]
        if first.start is None or second.start is None or first.end is None:
            continue
        road = case.road_minutes(first.destination, second.origin) if first.destination and second.origin else None
        if first.end + (road or 0) > second.start:
            found.add((one, two))
    return frozenset(found)


def demands_of(fleet: Fleet) -> list[Demand]:
    """What the choice of cars has to hold to."""
    cars = _("、").join(car.label for car in fleet.cars) or _("没有")
    found = [Demand(("fleet",), _("只用现有的车：{cars}").format(cars=cars), "", _("加租车"), 1)]
    found += [
        Demand(
            ("hours", driver),
            _("{driver}连续驾驶不超过 {hours} 小时").format(driver=driver, hours=fleet.hours),
            "",
            _("给{driver}配第二名驾驶员").format(driver=driver),
            2,
        )
        for driver in dict.fromkeys(car.drivers[0] for car in fleet.cars if len(car.drivers) == 1)
    ]
    for one, two in sorted(fleet.conflicts):
        ids = {"one": fleet.legs[one].id, "two": fleet.legs[two].id}
        text = _("{one} 和 {two} 时间相叠或者赶不过去，不能用同一辆车").format(**ids)
        found.append(Demand(("apart", one, two), text, "", _("错开 {one} 和 {two} 的时间").format(**ids), 4))
    for index, leg in enumerate(fleet.legs):
        if leg.narrow:
            found.append(Demand(("narrow", index), _("{item} 路窄，只用小车").format(item=leg.id)))
        text = _("{item} 有 {count} 人要坐车").format(item=leg.id, count=leg.people)
        relief = _("{item} 的人另想办法").format(item=leg.id)
        found.append(Demand(("leg", index), text, "", relief, 6))
    return found


def usable(fleet: Fleet, keys: frozenset[Key]) -> bool:
    """Whether there are cars for all rides that are demanded, under the demands with these keys."""
    if ("fleet",) not in keys:
        return True
    return _Search(fleet, keys).first() is not None


def seats_short(fleet: Fleet, keys: frozenset[Key]) -> int:
    """How many seats one more car must have for everything else to be possible."""
    low, high = 1, max(leg.people for leg in fleet.legs)
    while low < high:
        middle = (low + high) // 2
        hired = Car("", middle, ("", ""))  # with a second driver, so that nobody's hours limit it
        larger = Fleet(fleet.legs, (*fleet.cars, hired), fleet.conflicts, fleet.hours, fleet.rest)
        if usable(larger, keys):
            high = middle
        else:
            low = middle + 1
    return low


def best_cars(fleet: Fleet) -> tuple[list[Cars], int, int]:
    """The cars of each ride, the points of that choice, and a bound that no choice can beat."""
    search = _Search(fleet, frozenset(demand.key for demand in demands_of(fleet)))
    found = search.best()
    assert found is not None  # `usable` has looked
    return found


def _just_enough(cars: Sequence[Car], people: int, most: int | None = None) -> Iterator[Cars]:
    """The sets of cars (of `most` at most) that hold so many, and would not without any one of them."""
    if people <= 0:
        yield ()
    for count in range(1, (len(cars) if most is None else most) + 1):
        for some in combinations(cars, count):
            seats = sum(car.seats for car in some)
            if seats >= people > seats - min(car.seats for car in some):
                yield some


def _few(cars: int) -> int:
    """How many cars a set may have for all sets to be tried."""
    count, sets = 0, 0
    while count < cars and sets + comb(cars, count + 1) <= MOST_SETS:
        count += 1
        sets += comb(cars, count)
    return count


@dataclass(frozen=True, slots=True)
class _Wheel:
    """How long a driver has been driving without a rest, and until when."""

    driven: int = 0
    until: int | None = None


class _Search:
    """Cars for one ride after the other, cheapest first; a choice is given up where it can no longer be the best."""

    def __init__(self, fleet: Fleet, keys: frozenset[Key]) -> None:
        self.fleet, self.keys = fleet, keys
        self.order = [index for index in range(len(fleet.legs)) if ("leg", index) in keys]
        self.conflicts = {pair for pair in fleet.conflicts if ("apart", *pair) in keys}
        self.left_out: dict[int, int] = {}  # the points from which on sets of cars for a ride were not all looked at
        self.options = {index: self._options(index) for index in self.order}
        self.before = {index: self._ride_before(index) for index in self.order}
        self.rest = self._least_points()
        self.seen: dict[Hashable, int] = {}
        self.left = STEPS

    def _options(self, index: int) -> list[tuple[int, Cars]]:
        """The sets of cars that hold everybody, with their points, cheapest first.

        None of a set is too many, unless the plan has it.
        """
        leg = self.fleet.legs[index]
        cars = [car for car in self.fleet.cars if not (self._narrow(index) and car.seats > SMALL)]
        given = tuple(car for number in leg.given if (car := self.fleet.car(number)) in cars and car is not None)
        sets: dict[frozenset[str], Cars] = {}
        others = [car for car in cars if car not in given]
        lacking = leg.people - sum(car.seats for car in given)
        some_sets = list(self._sets(index, cars, given))
        for some in [*some_sets, *((*given, *more) for more in self._sets(index, others, (), lacking))]:
            sets.setdefault(frozenset(car.number for car in some), self._ordered(some, given))
        return sorted(((self._points(leg, given, some), some) for some in sets.values()), key=lambda entry: entry[0])

    def _sets(self, index: int, cars: list[Car], given: Cars, people: int | None = None) -> Iterator[Cars]:
        """The sets of cars for a ride, or for so many of it; of many cars only some, which `left_out` tells of."""
        leg = self.fleet.legs[index]
        people = leg.people if people is None else people
        if len(cars) <= MOST_CARS or people <= 0:
            yield from _just_enough(cars, people)
            return
        most = _few(len(cars))
        found = list(_just_enough(cars, people, most))
        least = (most + 1) * _CAR if found else 0
        self.left_out[index] = min(least, self.left_out.get(index, least))
        yield from found
        if not found:
            yield from _just_enough(self._fewer(cars, given, leg), people)

    def _narrow(self, index: int) -> bool:
        return ("narrow", index) in self.keys

    def _fewer(self, cars: list[Car], given: Cars, leg: Leg) -> list[Car]:
        """Of many cars alike only as many as all rides of one time could take."""
        at_once = 1 + max((sum(index in pair for pair in self.conflicts) for index in self.order), default=0)
        kept: list[Car] = list(given)
        for car in sorted(cars, key=lambda car: -car.seats):
            alike = sum(other.seats == car.seats for other in kept)
            if car not in kept and alike < at_once * -(-leg.people // max(car.seats, 1)):
                kept.append(car)
        return [car for car in cars if car in kept[:MOST_CARS]]

    def _ordered(self, some: Iterable[Car], given: Cars) -> Cars:
        """Cars in the order of the plan, others behind by their numbers."""
        return tuple(sorted(some, key=lambda car: given.index(car) if car in given else len(given)))

    def _points(self, leg: Leg, given: Cars, some: Cars) -> int:
        changed = sum(car not in some for car in given) + (sum(car not in given for car in some) if given else 0)
        empty = sum(car.seats for car in some) - leg.people
        return _DROPPED * changed + _CAR * len(some) + _SEAT * empty

    # --- the search ---------------------------------------------------------------------------------------------------

    def first(self) -> list[Cars] | None:
        """Some choice of cars for all rides; None where there is none. OutOfReach where the steps do not suffice."""
        for chosen, _points in self._choices(0, {}, {}, 0, [None]):
            return chosen
        if self.left_out:
            raise OutOfReach
        return None

    def best(self) -> tuple[list[Cars], int, int] | None:
        """The cheapest choice with its points and the bound on them."""
        limit: list[int | None] = [None]
        found: tuple[list[Cars], int] | None = None
        bound = self.rest[0]
        try:
            for chosen, points in self._choices(0, {}, {}, 0, limit):
                found, limit[0] = (chosen, points), points
                if points == bound:
                    break
            bound = found[1] if found else bound
        except OutOfReach:
            pass
        return (found[0], found[1], min(bound, found[1], *self._bounds_left_out())) if found else None

    def _bounds_left_out(self) -> Iterator[int]:
        """Points that no choice can beat which has a set of cars that was left out."""
        least = {index: self.options[index][0][0] for index in self.order if self.options[index]}
        for index, points in self.left_out.items():
            yield sum(least.values()) + max(points - least[index], 0)

    def _choices(
        self, step: int, chosen: dict[int, Cars], wheels: Mapping[str, _Wheel], points: int, limit: list[int | None]
    ) -> Iterator[tuple[list[Cars], int]]:
        """Every choice that is better than the limit, which the caller lowers as it takes them."""
        if step == len(self.order):
            yield [chosen.get(index, ()) for index in range(len(self.fleet.legs))], points
            return
        index = self.order[step]
        state = self._state(step, chosen, wheels)
        known = self.seen.get(state)
        if known is not None and (limit[0] is None or points >= known):
            return
        self.seen[state] = points
        rest = self.rest[step + 1]
        for cost, some in self.options[index]:
            self.left -= 1
            if self.left < 0:
                raise OutOfReach
            if limit[0] is not None and points + cost + rest >= limit[0]:
                return
            after = self._driven(index, some, wheels) if self._free(index, some, chosen) else None
            if after is None:
                continue
            total = points + cost + _CHANGE * self._new(index, some, chosen)
            if limit[0] is not None and total + rest >= limit[0]:
                continue
            yield from self._choices(step + 1, {**chosen, index: some}, after, total, limit)

    def _free(self, index: int, some: Cars, chosen: Mapping[int, Cars]) -> bool:
        """Whether no car or driver is wanted by a ride of the same time."""
        cars, drivers = {car.number for car in some}, {name for car in some for name in car.drivers if name}
        if len(drivers) < sum(len([name for name in car.drivers if name]) for car in some):
            return False  # one driver for two of the cars
        return all(
            cars.isdisjoint(car.number for car in others)
            and drivers.isdisjoint(name for car in others for name in car.drivers)
            for other, others in chosen.items()
            if (min(index, other), max(index, other)) in self.conflicts
        )

    def _driven(self, index: int, some: Cars, wheels: Mapping[str, _Wheel]) -> dict[str, _Wheel] | None:
        """The drivers' hours after a ride; None where one would be too long at the wheel. As CX05 counts them."""
        leg, after = self.fleet.legs[index], dict(wheels)
        if leg.start is None or leg.end is None:
            return after
        for car in some:
            if len(car.drivers) > 1:
                continue
            name = car.drivers[0] if car.drivers else car.number
            before = wheels.get(name, _Wheel())
            rested = before.until is None or leg.start - before.until >= self.fleet.rest
            total = leg.driving + (0 if rested else before.driven)
            paused = leg.resting >= self.fleet.rest
            if total > self.fleet.hours * 60 and not paused and ("hours", name) in self.keys:
                return None
            after[name] = _Wheel(0 if paused else total, leg.end)
        return after

    def _new(self, index: int, some: Cars, chosen: Mapping[int, Cars]) -> int:
        """How many of the cars the same people did not have on their ride before."""
        before = self.before[index]
        return 0 if before is None else sum(car not in chosen[before] for car in some)

    # --- what is known beforehand -------------------------------------------------------------------------------------

    def _ride_before(self, index: int) -> int | None:
        """The last ride before with any of the same people."""
        names = {rider.name for rider in self.fleet.legs[index].riders}
        earlier = reversed(self.order[: self.order.index(index)])
        shared = (other for other in earlier if any(rider.name in names for rider in self.fleet.legs[other].riders))
        return next(shared, None)

    def _least_points(self) -> list[int]:
        """For each step the points that the rides from there on cost at least: each beside the best ride before it."""
        found = [0]
        for index in reversed(self.order):
            before = self.before[index]
            ways = [set(some) for _cost, some in self.options[before]] if before is not None else []
            least = (
                cost + min((_CHANGE * sum(car not in way for car in some) for way in ways), default=0)
                for cost, some in self.options[index]
            )
            found.append(found[-1] + min(least, default=0))
        return found[::-1]

    def _state(self, step: int, chosen: Mapping[int, Cars], wheels: Mapping[str, _Wheel]) -> Hashable:
        """All that matters to the rides from a step on: the same state at more points leads to nothing better."""
        later = self.order[step:]
        near = {self.before[index] for index in later}
        near |= {one for one in chosen if any((min(one, two), max(one, two)) in self.conflicts for two in later)}
        cars = tuple((index, frozenset(car.number for car in some)) for index, some in chosen.items() if index in near)
        starts = [self.fleet.legs[index].start for index in later]
        start = None if None in starts else min(time for time in starts if time is not None)
        tired = frozenset(
            (name, wheel)
            for name, wheel in wheels.items()
            if start is None or (wheel.until is not None and start - wheel.until < self.fleet.rest)
        )
        return step, cars, tired
