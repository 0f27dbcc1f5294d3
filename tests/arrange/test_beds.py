"""The count of beds against brute force, and clashes in plain words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiedai.arrange.beds import SINGLE, SUITE, TWIN, demands_of, enough, rooms_short
from jiedai.arrange.demands import clash_of
from jiedai.arrange.stays import Lodger, Together
from jiedai.model.choice import Rank, RoomType, Sex
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
@settings(max_examples=300)
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
