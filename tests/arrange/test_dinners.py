"""Tables: what can be seated and how well, against brute force."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from jiedai.arrange.demands import clash_of
from jiedai.arrange.dinners import Diner, Dinner, blocks_of, demands_of, seatable, some_seating, too_many_hosts
from jiedai.arrange.tables import seat
from jiedai.model.schedule import Item
from tests.arrange.oracles import seating_points

ITEM = Item.model_validate({"id": "A1", "time": "12:00-13:00", "what": "午餐"})


def dinner(*diners: Diner, sizes=(10,), **more) -> Dinner:
    return Dinner(ITEM, tuple(diners), tuple(sizes), **more)


def keys_of(problem):
    return frozenset(demand.key for demand in demands_of(problem))


def allowed(problem, at, keys, sizes):
    """Whether a seating (index -> table) holds to the demands."""
    if any(list(at.values()).count(table) > size for table, size in enumerate(sizes)):
        return False
    for key in keys:
        match key:
            case ("heads",):
                if {at.get(one, 0) for one in problem.heads} - {0}:
                    return False
            case ("halal",):
                if len({at[one] for one in at if problem.diners[one].halal}) > 1:
                    return False
            case ("with", one, two):
                if one in at and two in at and at[one] != at[two]:
                    return False
            case ("apart", one, two):
                if one in at and two in at and at[one] == at[two]:
                    return False
            case ("pin", one):
                if one in at and at[one] != problem.diners[one].pin:
                    return False
    return True


def seatings(problem, keys):
    people = [index for index in range(len(problem.diners)) if ("seat", index) in keys]
    sizes = (*problem.sizes, *([] if ("tables",) in keys else [10] * len(people)))
    for tables in product(range(len(sizes)), repeat=len(people)):
        at = dict(zip(people, tables, strict=True))
        if allowed(problem, at, keys, sizes):
            yield at


@st.composite
def dinners(draw):
    count = draw(st.integers(1, 5))
    tables = draw(st.integers(1, 3))
    diners = [
        Diner(
            f"P{index}",
            index < count - 1,
            draw(st.sampled_from(["甲", "乙"])) if index < count - 1 else "",
            draw(st.sampled_from(["甲", "丙"])) if index < count - 1 else "",
            halal=draw(st.integers(0, 2)) == 0,
            meatless=draw(st.integers(0, 4)) == 0,
            leader=draw(st.booleans()),
            before=draw(st.sampled_from([None, *range(tables)])),
            pin=draw(st.sampled_from([None, None, None, 0, 1])),
        )
        for index in range(count)
    ]
    pair = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).map(sorted).map(tuple)
    pairs = st.lists(pair.filter(lambda some: some[0] != some[1]), max_size=2, unique=True)
    return dinner(
        *diners,
        sizes=[draw(st.integers(1, 3)) for _table in range(tables)],
        together=tuple(draw(pairs)) if count > 1 else (),
        apart=tuple(draw(pairs)) if count > 1 else (),
        heads=(0, count - 1) if count > 1 else (0,),
    )


@given(dinners(), st.data())
@settings(max_examples=100)
def test_seatable_as_by_trying_everything(problem, data):
    demands = demands_of(problem)
    dropped = data.draw(st.sets(st.sampled_from([demand.key for demand in demands]), max_size=2)) - {("tables",)}
    for keys in (keys_of(problem), keys_of(problem) - dropped):
        assert seatable(problem, keys) == any(True for _at in seatings(problem, keys))


@given(dinners())
@settings(max_examples=60)
def test_every_clash_is_minimal(problem):
    found = clash_of(demands_of(problem), lambda keys: seatable(problem, keys))
    if found is None:
        return
    core = frozenset(demand.key for demand in found.demands)
    assert not seatable(problem, core)
    assert all(seatable(problem, core - {key}) for key in core)


@given(dinners())
@settings(max_examples=60)
def test_the_best_seating_of_all(problem):
    keys = keys_of(problem)
    if not seatable(problem, keys):
        return
    at, proof = seat(problem, blocks_of(problem, keys), some_seating(problem, keys))
    ways = ([way[index] for index in range(len(problem.diners))] for way in seatings(problem, keys))
    assert proof.cost == seating_points(problem, at) == min(seating_points(problem, way) for way in ways)
    assert proof.proven
    assert allowed(problem, dict(enumerate(at)), keys, problem.sizes)


def party(groups, size, hosts, **more):
    guests = [Diner(f"{group}{index}", True, group, group) for group in groups for index in range(size)]
    return dinner(*guests, *(Diner(f"H{index}", False) for index in range(hosts)), **more)


def solved(problem):
    keys = keys_of(problem)
    return seat(problem, blocks_of(problem, keys), some_seating(problem, keys))


def test_groups_sit_together_with_a_host_each():
    problem = party("甲乙丙丁", 8, 4, sizes=[10] * 4, heads=(0, 32))
    at, proof = solved(problem)
    for group in range(4):
        assert len(set(at[group * 8 : group * 8 + 8])) == 1
    assert sorted(at[32:]) == [0, 1, 2, 3]
    assert at[0] == at[32] == 0
    assert (proof.cost, proof.proven) == (0, True)


def test_the_same_every_time():
    problem = party("甲乙丙丁戊己庚", 11, 9, sizes=[10] * 9, heads=(0, 77))
    assert solved(problem) == solved(problem)


def test_more_hosts_than_may_dine():
    problem = party("甲", 6, 5, limit=3, guests=6)
    found = too_many_hosts(problem)
    assert found.demands[0].text == "来宾 6 人，陪餐不超过 3 人"
    assert len(found.demands) == 5
    assert [demand.relief for demand in found.relief] == ["H3不陪餐", "H4不陪餐"]
    assert too_many_hosts(party("甲", 6, 3, limit=3, guests=6)) is None


def test_a_table_short_is_the_least_that_gives():
    problem = party("甲", 9, 2, sizes=[10], bound_to=True)
    found = clash_of(demands_of(problem), lambda keys: seatable(problem, keys))
    assert [demand.relief for demand in found.relief] == ["加一桌"]
