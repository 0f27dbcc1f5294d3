"""The count of beds and the cheapest choice against brute force, and clashes in plain words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiedai.arrange.beds import SINGLE, SUITE, TWIN, Choice, enough, rooms_short
from jiedai.arrange.demands import clash_of
from jiedai.arrange.stays import Given, Lodger, Together, demands_of
from jiedai.model.choice import Rank, RoomType, Sex
from tests.arrange.oracles import MOVED, fewest_leaving, ways
from tests.arrange.samples import lodger, stay


def brute(problem, keys):
    """Whether everybody can be placed, by trying every room and every partner for one after the other."""
    people = [index for index in range(len(problem.lodgers)) if ("bed", index) in keys]
    stock = {kind: problem.stock[kind] if ("stock", kind) in keys else len(people) + 1 for kind in RoomType}
    family = {frozenset((pair.one, pair.two)) for pair in problem.together if pair.family}
    bound = {frozenset(key[1:]) for key in keys if key[0] == "together"}

    def barred(index, kind):
        one = problem.lodgers[index]
        lowest = {SUITE: problem.suite_from, SINGLE: problem.single_from}.get(kind)
        if lowest and ("rank", kind) in keys and (one.rank or Rank.OTHER).height > lowest.height:
            return True
        return ("cap", one.rank, kind) in keys and problem.too_dear(one, kind)

    def may_have(index, kind):
        others = [other for pair in family if index in pair for other in pair - {index} if other not in people]
        return any(not barred(one, kind) for one in (index, *others))

    def may_share(one, two, kind, sex_of):
        if frozenset((one, two)) in family:
            return not (barred(one, kind) and barred(two, kind))
        if kind is not TWIN or barred(one, TWIN) or barred(two, TWIN):
            return False
        if ("alone", one) in keys or ("alone", two) in keys:
            return False
        together = frozenset((one, two)) in bound
        known = together or not (("unknown", one) in keys or ("unknown", two) in keys)
        return ("sex",) not in keys or (known and sex_of[one] is sex_of[two])

    def parted(one, other):
        """Whether somebody who is bound to another one is not with them."""
        return any(one in pair and other not in pair and pair <= set(people) for pair in bound)

    def place(left, stock, sex_of):
        if not left:
            return True
        one, *rest = left
        for kind in RoomType:
            if not stock[kind]:
                continue
            less = stock | {kind: stock[kind] - 1}
            if may_have(one, kind) and not parted(one, None) and place(rest, less, sex_of):
                return True
            for other in rest:
                if parted(one, other) or parted(other, one) or not may_share(one, other, kind, sex_of):
                    continue
                if place([index for index in rest if index != other], less, sex_of):
                    return True
        return False

    def assign(index, sex_of):
        if index == len(problem.lodgers):
            return place(people, stock, sex_of)
        known = problem.lodgers[index].sex
        return any(assign(index + 1, sex_of | {index: sex}) for sex in ([known] if known else Sex))

    return assign(0, {})


@st.composite
def stays(draw):
    count = draw(st.integers(1, 5))
    lodgers = [
        Lodger(
            f"G{place}",
            place,
            draw(st.sampled_from([Sex.MALE, Sex.FEMALE, None])),
            draw(st.sampled_from([Rank.MINISTER, Rank.BUREAU, Rank.OTHER, None])),
            alone=draw(st.integers(0, 4)) == 0,
        )
        for place in range(count)
    ]
    together = ()
    if count > 2 and draw(st.booleans()):
        together = (Together(0, 2, draw(st.booleans())),)
    return stay(
        *lodgers,
        together=together,
        stock={kind: draw(st.integers(0, 2)) for kind in RoomType},
        prices={SINGLE: Decimal(400), TWIN: Decimal(draw(st.sampled_from([300, 400])))},
        caps={Rank.BUREAU: Decimal(480), Rank.OTHER: Decimal(360)} if draw(st.booleans()) else {},
        single_from=draw(st.sampled_from([None, Rank.BUREAU])),
    )


@given(stays(), st.data())
@settings(max_examples=100)
def test_counting_is_as_good_as_trying(problem, data):
    demands = demands_of(problem)
    dropped = data.draw(st.sets(st.sampled_from([demand.key for demand in demands]), max_size=3))
    for keys in (frozenset(demand.key for demand in demands), frozenset(one.key for one in demands) - dropped):
        assert enough(problem, keys) == brute(problem, keys)


@given(stays())
@settings(max_examples=100)
def test_every_clash_is_minimal(problem):
    found = clash_of(demands_of(problem), lambda keys: enough(problem, keys))
    if found is None:
        return
    core = frozenset(demand.key for demand in found.demands)
    assert not brute(problem, core)
    assert all(brute(problem, core - {key}) for key in core)


def keys_of(problem):
    return frozenset(demand.key for demand in demands_of(problem))


def test_the_last_bed_and_one_more():
    rooms = {TWIN: 1, SINGLE: 1, SUITE: 0}
    three = stay(*(lodger(place) for place in range(3)), stock=rooms)
    four = stay(*(lodger(place) for place in range(4)), stock=rooms)
    assert enough(three, keys_of(three))
    assert not enough(four, keys_of(four))
    assert rooms_short(four, keys_of(four), [TWIN]) == {TWIN: 1}
    assert rooms_short(four, keys_of(four), [SINGLE]) == {SINGLE: 1}


def test_a_woman_among_men_needs_her_own_room():
    rooms = {TWIN: 2, SINGLE: 0, SUITE: 0}
    mixed = stay(lodger(0), lodger(1), lodger(2, "女"), lodger(3, "女"), stock=rooms)
    odd = stay(lodger(0), lodger(1), lodger(2), lodger(3, "女"), stock=rooms)
    assert enough(mixed, keys_of(mixed))
    found = clash_of(demands_of(odd), lambda keys: enough(odd, keys))
    assert "男女不同住一间" in [demand.text for demand in found.demands]
    assert [demand.relief for demand in found.relief] == ["再要标准间"]


@pytest.mark.parametrize(("price", "fits"), [(360, True), (361, False)])
def test_the_cap_of_the_rank(price, fits):
    caps = {Rank.BUREAU: Decimal(480), Rank.OTHER: Decimal(360)}
    problem = stay(
        lodger(0, rank=Rank.SECTION), stock={TWIN: 9, SINGLE: 0, SUITE: 0}, prices={TWIN: Decimal(price)}, caps=caps
    )
    found = clash_of(demands_of(problem), lambda keys: enough(problem, keys))
    assert (found is None) is fits
    if found:
        texts = [demand.text for demand in found.demands]
        assert "标准间361 元，超过乡科级的限额 360 元" in texts
        assert [demand.relief for demand in found.relief] == ["与宾馆把标准间谈到 360 元以内"]


def test_an_unknown_sex_is_told_as_the_reason():
    problem = stay(lodger(0), lodger(1, ""), stock={TWIN: 1, SINGLE: 0, SUITE: 0})
    found = clash_of(demands_of(problem), lambda keys: enough(problem, keys))
    assert "G1没有写性别，不能与人合住" in [demand.text for demand in found.demands]
    assert [demand.relief for demand in found.relief] == ["补写G1的性别"]


# --- the cheapest choice ----------------------------------------------------------------------------------------------


@st.composite
def housed_stays(draw):
    """Up to six guests with their wishes, some of them in rooms of the plan, few or many rooms."""
    count = draw(st.sampled_from([1, 2, 3, 4, 4, 5, 5, 6]))
    kinds = draw(st.lists(st.sampled_from(list(RoomType)), max_size=3))
    homes = [draw(st.sampled_from([None, *range(len(kinds))])) if kinds else None for _one in range(count)]
    for room in range(len(kinds)):
        inside = [index for index, home in enumerate(homes) if home == room]
        for index in inside[3:]:
            homes[index] = None
    lodgers = [
        Lodger(
            f"G{place}",
            place,
            draw(st.sampled_from([Sex.MALE, Sex.MALE, Sex.FEMALE, None])),
            draw(st.sampled_from([Rank.MINISTER, Rank.BUREAU, Rank.DIVISION, Rank.OTHER])),
            draw(st.sampled_from("甲乙")),
            draw(st.sampled_from(["", "一组", "二组"])),
            draw(st.integers(0, 5)) == 0,
            draw(st.integers(0, 5)) == 0,
            draw(st.integers(0, 7)) == 0,
            homes[place],
        )
        for place in range(count)
    ]
    rooms = tuple(
        Given(
            str(number),
            kind,
            (),
            (),
            tuple(i for i, home in enumerate(homes) if home == number),
            Decimal(draw(st.sampled_from([300, 300, 400]))),
        )
        for number, kind in enumerate(kinds)
    )
    stock = {kind: draw(st.integers(0, 3)) for kind in RoomType} if draw(st.booleans()) else {}
    pairs = [(0, 1), (2, 3)][: count // 2]
    together = tuple(Together(*pair, draw(st.booleans())) for pair in pairs if draw(st.integers(0, 4)) == 0)
    prices = {SINGLE: Decimal(draw(st.sampled_from([300, 400])))}
    caps = {Rank.DIVISION: Decimal(480), Rank.OTHER: Decimal(360)}
    return stay(*lodgers, rooms=rooms, stock=stock, together=together, prices=prices, caps=caps)


@given(housed_stays())
@settings(max_examples=80)
def test_the_cheapest_choice_of_all(problem):
    """Where nobody has a room yet it is the best of all; else it is no dearer than the best."""
    if not enough(problem, keys_of(problem)):
        return
    quiet = replace(problem, rooms=(), lodgers=tuple(replace(one, room=None) for one in problem.lodgers))
    all_ways = list(ways(problem))
    points, taken = Choice(quiet).cheapest()
    assert points == min(points for _rooms, points in all_ways)
    assert (sorted(taken, key=lambda one: one.people), points) in [
        (sorted(rooms, key=lambda one: one.people), points) for rooms, points in all_ways
    ]
    best = min(MOVED * fewest_leaving(problem, rooms) + points for rooms, points in all_ways)
    assert Choice(problem).cheapest()[0] <= best


@given(housed_stays(), st.data())
@settings(max_examples=100)
def test_one_of_two_claims_can_be_denied(problem, data):
    """Of two who cannot both stay one leaves, whoever it is: one of the two questions has the best answer."""
    open_ones = Choice(problem).undecided
    if not (open_ones and enough(problem, keys_of(problem))):
        return
    room = data.draw(st.sampled_from(sorted(open_ones)))
    best = min(MOVED * fewest_leaving(problem, rooms) + points for rooms, points in ways(problem))
    one, two = problem.rooms[room].lodgers
    denied = [Choice(problem, frozenset({claim})) for claim in ((one, two), (two, one))]
    assert all(room not in choice.undecided for choice in denied)
    assert min(choice.cheapest()[0] for choice in denied) <= best


def chosen(*lodgers, **more):
    return {one.people: one.type for one in Choice(stay(*lodgers, **more)).cheapest()[1]}


def test_leaders_sleep_alone_others_share():
    assert chosen(
        lodger(0, rank=Rank.BUREAU), lodger(1, rank=Rank.SECTION), lodger(2, rank=Rank.SECTION),
        lodger(3, "女"), lodger(4, "女"),
    ) == {(0,): SINGLE, (1, 2): TWIN, (3, 4): TWIN}  # fmt: skip


def test_only_a_minister_has_the_suite():
    plenty = {TWIN: 5, SINGLE: 5, SUITE: 2}
    assert chosen(lodger(0, rank=Rank.MINISTER), stock=plenty) == {(0,): SUITE}
    assert chosen(lodger(0, rank=Rank.BUREAU), stock=plenty) == {(0,): SINGLE}


def test_a_group_stays_together():
    people = [lodger(place, group="一组" if place in (1, 4) else "二组", unit="同") for place in range(5)]
    assert (1, 4) in chosen(*people)


def test_whoever_asks_sleeps_alone():
    assert (1,) in chosen(lodger(0), lodger(1, alone=True), lodger(2), lodger(3))
    assert (1,) in chosen(lodger(0), lodger(1, care=True), lodger(2), lodger(3))


def test_a_couple_shares_a_room():
    people = lodger(0), lodger(1, "女"), lodger(2)
    assert chosen(*people, together=(Together(1, 2, True),)) == {(0,): SINGLE, (1, 2): TWIN}


def test_of_people_alike_neighbours_share_and_the_last_one_is_alone():
    assert list(chosen(*(lodger(place, unit="同") for place in range(8)))) == [(0,), (1, 2), (3, 4), (5, 6), (7,)]
    scarce = {TWIN: 3, SINGLE: 2, SUITE: 0}
    people = [lodger(place, unit="同") for place in range(8)]
    assert list(chosen(*people, stock=scarce)) == [(0,), (1, 2), (3, 4), (5, 6), (7,)]


def test_the_number_of_pairs_is_right_in_a_large_party():
    people = [lodger(place, "男" if place % 2 else "女") for place in range(60)]
    taken = chosen(*people, stock={TWIN: 30, SINGLE: 1, SUITE: 0})
    assert len(taken) <= 31
    assert sorted(index for pair in taken for index in pair) == list(range(60))
    assert not any(len({people[index].sex for index in pair}) > 1 for pair in taken)
