"""Which cars go: as few as hold everybody, none at two places, no driver too long at the wheel."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiedai.arrange import fleet as fleets
from jiedai.arrange.demands import clash_of
from jiedai.arrange.fleet import Car, Fleet, Leg, Rider, best_cars, demands_of, seats_short, usable
from jiedai.model.schedule import Item


def leg(number: int, people: int, start: int = 0, minutes: int = 30, **more) -> Leg:
    item = Item.model_validate({"id": f"A{number}", "time": "09:00-10:00", "what": "乘车"})
    riders = tuple(Rider(f"G{index}") for index in range(people))
    return Leg(item, riders, start=start, end=start + minutes, driving=minutes, **more)


def car(number: int, seats: int, *drivers: str) -> Car:
    return Car(str(number), seats, drivers or (f"D{number}",))


def keys_of(fleet):
    return frozenset(demand.key for demand in demands_of(fleet))


def allowed(fleet, chosen, keys):
    """Whether cars for all rides hold to the demands, told from the beginning."""
    for index, some in enumerate(chosen):
        if ("leg", index) not in keys:
            continue
        drivers = [name for one in some for name in one.drivers]
        if sum(one.seats for one in some) < fleet.legs[index].people or len(set(drivers)) < len(drivers):
            return False
        if fleet.legs[index].narrow and ("narrow", index) in keys and any(one.seats > 9 for one in some):
            return False
    for one, two in fleet.conflicts:
        if ("apart", one, two) in keys and ("leg", one) in keys and ("leg", two) in keys:
            first, second = chosen[one], chosen[two]
            if {c.number for c in first} & {c.number for c in second}:
                return False
            if {d for c in first for d in c.drivers} & {d for c in second for d in c.drivers}:
                return False
    state = {}
    for index, some in enumerate(chosen):
        ride = fleet.legs[index]
        for one in some if ("leg", index) in keys else ():
            name = one.drivers[0]
            driven, until = state.get(name, (0, -999))
            total = ride.driving + (driven if ride.start - until < fleet.rest else 0)
            if total > fleet.hours * 60 and ("hours", name) in keys and ride.resting < fleet.rest:
                return False
            state[name] = (0 if ride.resting >= fleet.rest else total, ride.end)
    return True


@st.composite
def problems(draw):
    cars = [car(number, draw(st.integers(2, 12))) for number in range(1, draw(st.integers(1, 3)) + 1)]
    if draw(st.booleans()) and len(cars) > 1:
        cars[1] = Car("2", cars[1].seats, cars[0].drivers)
    legs, start = [], 0
    for number in range(draw(st.integers(1, 3))):
        minutes = draw(st.sampled_from([30, 150, 241]))
        legs.append(leg(number, draw(st.integers(1, 12)), start, minutes, narrow=draw(st.integers(0, 3)) == 0))
        start += draw(st.sampled_from([10, minutes + 5, minutes + 30]))
    conflicts = {
        (one, two) for one in range(len(legs)) for two in range(one + 1, len(legs)) if legs[one].end > legs[two].start
    }
    return Fleet(tuple(legs), tuple(cars), frozenset(conflicts))


def every_choice(fleet):
    sets = [
        tuple(one for place, one in enumerate(fleet.cars) if bits >> place & 1) for bits in range(1 << len(fleet.cars))
    ]
    return product(sets, repeat=len(fleet.legs))


@given(problems(), st.data())
@settings(max_examples=80)
def test_usable_as_by_trying_everything(fleet, data):
    demands = demands_of(fleet)
    dropped = data.draw(st.sets(st.sampled_from([demand.key for demand in demands]), max_size=2))
    for keys in (keys_of(fleet), keys_of(fleet) - dropped - {("fleet",)} | {("fleet",)}):
        assert usable(fleet, keys) == any(allowed(fleet, chosen, keys) for chosen in every_choice(fleet))


@given(problems())
@settings(max_examples=100)
def test_the_fewest_cars_of_all_choices(fleet):
    keys = keys_of(fleet)
    if not usable(fleet, keys):
        found = clash_of(demands_of(fleet), lambda some: usable(fleet, some))
        core = frozenset(demand.key for demand in found.demands)
        assert not usable(fleet, core)
        assert all(usable(fleet, core - {key}) for key in core)
        return
    chosen, points, bound = best_cars(fleet)
    assert allowed(fleet, chosen, keys)
    fewest = min(sum(map(len, some)) for some in every_choice(fleet) if allowed(fleet, some, keys))
    assert sum(map(len, chosen)) == fewest
    assert bound == points


def test_everybody_in_one_car_where_one_is_enough():
    fleet = Fleet((leg(0, 8),), (car(1, 45), car(2, 6), car(3, 6), car(4, 12)))
    chosen, _points, _bound = best_cars(fleet)
    assert [one.number for one in chosen[0]] == ["4"]


def test_the_cars_of_the_plan_stay():
    fleet = Fleet((leg(0, 8, given=("2", "3")),), (car(1, 45), car(2, 6), car(3, 6), car(4, 12)))
    assert [one.number for one in best_cars(fleet)[0][0]] == ["2", "3"]
    crowded = Fleet((leg(0, 14, given=("2", "3")),), (car(1, 45), car(2, 6), car(3, 6), car(4, 12)))
    assert [one.number for one in best_cars(crowded)[0][0]] == ["2", "3", "4"]


@pytest.mark.parametrize(("minutes", "possible"), [(120, True), (121, False)])
def test_four_hours_at_the_wheel(minutes, possible):
    legs = (leg(0, 5, 0, 120), leg(1, 5, 139, minutes))
    fleet = Fleet(legs, (car(1, 6),))
    assert usable(fleet, keys_of(fleet)) is possible
    rested = Fleet((legs[0], leg(1, 5, 140, minutes)), (car(1, 6),))
    assert usable(rested, keys_of(rested))
    two = Fleet(legs, (Car("1", 6, ("甲", "乙")),))
    assert usable(two, keys_of(two))


def test_what_clashes_and_which_car_would_help():
    fleet = Fleet((leg(1, 15),), (car(1, 6), car(2, 6)))
    found = clash_of(demands_of(fleet), lambda keys: usable(fleet, keys))
    assert [demand.text for demand in found.demands] == [
        "只用现有的车：1 号车（核载 6）、2 号车（核载 6）",
        "A1 有 15 人要坐车",
    ]
    assert [demand.relief for demand in found.relief] == ["加租车"]
    assert seats_short(fleet, keys_of(fleet)) == 3


def test_many_cars_alike_are_few():
    cars = tuple(car(number, 7 if number % 2 else 20) for number in range(1, 17))
    fleet = Fleet(tuple(leg(number, 60, number * 60) for number in range(10)), cars)
    chosen, points, bound = best_cars(fleet)
    assert points == bound
    assert all(len(some) == 3 for some in chosen)
    assert fleets.STEPS == 20_000
