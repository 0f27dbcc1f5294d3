"""Who shares with whom: as cheap as the cheapest of all ways, and nobody moved in vain."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from jiedai.arrange.beds import SINGLE, SUITE, TWIN, demands_of, enough
from jiedai.arrange.proposal import MOVED
from jiedai.arrange.rooms import settle
from jiedai.arrange.sharing import Choice, Taken
from jiedai.arrange.stays import Given, Lodger, Together
from jiedai.model.choice import Rank, RoomType, Sex
from tests.arrange.samples import lodger, stay


def ways(problem):
    """Every way to house everybody, as rooms with their points but for moves."""
    quiet = Choice(stay(*[one_without_room(one) for one in problem.lodgers], **shared_settings(problem)))
    parties = quiet.parties

    def place(left, stock):
        if not left:
            yield [], 0
            return
        one, *rest = left
        for kind in RoomType:
            points = quiet.alone(parties[one], kind)
            if points is not None and stock[kind]:
                for rooms, more in place(rest, stock | {kind: stock[kind] - 1}):
                    yield [Taken(kind, parties[one].people), *rooms], points + more
        for other in rest:
            points = quiet.shared(parties[one], parties[other])
            if points is not None and stock[TWIN]:
                left = [index for index in rest if index != other]
                for rooms, more in place(left, stock | {TWIN: stock[TWIN] - 1}):
                    people = tuple(sorted((*parties[one].people, *parties[other].people)))
                    yield [Taken(TWIN, people), *rooms], points + more

    yield from place(list(range(len(parties))), {kind: problem.stock.get(kind, 99) for kind in RoomType})


def one_without_room(one):
    return Lodger(one.name, one.place, one.sex, one.rank, one.unit, one.group, one.alone, one.care, one.foreign)


def shared_settings(problem):
    return {"together": problem.together, "stock": problem.stock, "suite_from": problem.suite_from}


def fewest_moves(problem, rooms):
    """How many people must change rooms when the result is these: every way to call them the rooms of the plan."""
    best = 10**9

    def name(number, free, moved):
        nonlocal best
        if moved >= best:
            return
        if number == len(rooms):
            best = moved
            return
        housed = [problem.lodgers[index] for index in rooms[number].people]
        had_room = [one.room for one in housed if one.room is not None]
        name(number + 1, free, moved + len(had_room))
        for room in set(had_room) & free:
            if problem.rooms[room].type is rooms[number].type and problem.may_keep(rooms[number].people, room):
                name(number + 1, free - {room}, moved + len(had_room) - had_room.count(room))

    name(0, frozenset(range(len(problem.rooms))), 0)
    return best


@st.composite
def stays(draw):
    count = draw(st.integers(1, 5))
    kinds = draw(st.lists(st.sampled_from(list(RoomType)), max_size=3))
    homes = [draw(st.sampled_from([None, *range(len(kinds))])) if kinds else None for _one in range(count)]
    for room in range(len(kinds)):
        inside = [index for index, home in enumerate(homes) if home == room]
        for index in inside[2:]:
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
            room=homes[place],
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
    together = (Together(0, 1, True),) if count > 1 and draw(st.integers(0, 4)) == 0 else ()
    caps = {Rank.DIVISION: Decimal(480), Rank.OTHER: Decimal(360)}
    return stay(*lodgers, rooms=rooms, stock=stock, together=together, caps=caps)


@given(stays())
@settings(max_examples=300)
def test_as_good_as_the_best_of_all_ways(problem):
    if not enough(problem, frozenset(demand.key for demand in demands_of(problem))):
        assert not any(True for _way in ways(problem))
        return
    housed, proof = settle(problem)
    best = min(MOVED * fewest_moves(problem, rooms) + points for rooms, points in ways(problem))
    assert proof.cost == best
    assert proof.proven
    told = [index for one in housed for index in one.taken.people]
    assert sorted(told) == list(range(len(problem.lodgers)))
    given_rooms = [one.given for one in housed if one.given is not None]
    assert len(set(given_rooms)) == len(given_rooms)
    assert all(problem.rooms[one.given].type is one.taken.type for one in housed if one.given is not None)
    for kind, count in problem.stock.items():
        assert sum(one.taken.type is kind for one in housed) <= count
    moved = sum(problem.lodgers[i].room not in (None, one.given) for one in housed for i in one.taken.people)
    assert proof.cost // MOVED == moved


def rooms_of(problem):
    housed, _proof = settle(problem)
    return {one.taken.people: one.taken.type for one in housed}


def test_leaders_sleep_alone_others_share():
    problem = stay(
        lodger(0, rank=Rank.BUREAU), lodger(1, rank=Rank.SECTION), lodger(2, rank=Rank.SECTION),
        lodger(3, "女"), lodger(4, "女"),
    )  # fmt: skip
    assert rooms_of(problem) == {(0,): SINGLE, (1, 2): TWIN, (3, 4): TWIN}


def test_only_a_minister_has_the_suite():
    plenty = {TWIN: 5, SINGLE: 5, SUITE: 2}
    assert rooms_of(stay(lodger(0, rank=Rank.MINISTER), stock=plenty)) == {(0,): SUITE}
    assert rooms_of(stay(lodger(0, rank=Rank.BUREAU), stock=plenty)) == {(0,): SINGLE}


def test_a_group_stays_together():
    people = [lodger(place, group="一组" if place in (1, 4) else "二组", unit="同") for place in range(5)]
    assert (1, 4) in rooms_of(stay(*people))


def test_whoever_asks_sleeps_alone():
    assert (1,) in rooms_of(stay(lodger(0), lodger(1, alone=True), lodger(2), lodger(3)))
    assert (1,) in rooms_of(stay(lodger(0), lodger(1, care=True), lodger(2), lodger(3)))


def test_a_couple_shares_a_room():
    problem = stay(lodger(0), lodger(1, "女"), lodger(2), together=(Together(1, 2, True),))
    assert rooms_of(problem) == {(0,): SINGLE, (1, 2): TWIN}


def test_the_number_of_pairs_is_right_in_a_large_party():
    people = [lodger(place, "男" if place % 2 else "女") for place in range(60)]
    housed, proof = settle(stay(*people, stock={TWIN: 30, SINGLE: 1, SUITE: 0}))
    assert proof.proven
    assert len(housed) <= 31
    assert not any(
        people[one].sex is not people[two].sex for room in housed for one, two in combinations(room.taken.people, 2)
    )


def test_a_couple_out_of_two_rooms_leaves_the_others_theirs():
    """Each of the couple shared with somebody else; who of the four may stay is tried in every way."""
    people = [
        lodger(0, rank=Rank.MINISTER, room=0),
        lodger(1, rank=Rank.MINISTER, room=1),
        lodger(2, rank=Rank.MINISTER, alone=True, room=0),
        lodger(3, rank=Rank.BUREAU, alone=True, room=1),
    ]
    given_rooms = (Given("0", TWIN, (), (), (0, 2)), Given("1", TWIN, (), (), (1, 3)))
    housed, proof = settle(stay(*people, rooms=given_rooms, together=(Together(0, 1, True),)))
    assert proof.proven
    assert {one.taken: one.given for one in housed}[Taken(TWIN, (3,))] == 1
    assert proof.cost // MOVED == 2
