"""What every shape keeps to, whatever the numbers."""

from __future__ import annotations

import math
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiedai.model.choice import Convention, EvenRule, ItemKind, MainSeat, SeatingShape
from jiedai.model.hospitality import Seating
from jiedai.seating.layout import Counts, Settings, Side
from jiedai.seating.notes import DECISIONS
from jiedai.seating.shapes import OTHERWISE, names, occasion, shape, traits, usual

SHAPES = [member.value for member in SeatingShape]
every_shape = pytest.mark.parametrize("name", SHAPES)

decisions = st.builds(
    Settings,
    convention=st.sampled_from(Convention),
    even_rule=st.sampled_from(EvenRule),
    foreign=st.booleans(),
    main_seat=st.sampled_from(MainSeat),
    two_hosts=st.none() | st.booleans(),
)


def party(guests, hosts, interpreters=0):
    return Counts(guests + hosts, guests, hosts, interpreters, 4)


def people_of(name, counts):
    """How many people a shape has places for when nobody limits the seats."""
    one_order = name in ("dais", "car") or not (counts.two_sided or name == "signing")
    return counts.everyone if one_order else counts.guests + counts.hosts


def axes(place):
    """The directions of a seat's sides."""
    turn = math.radians(place.turn)
    return [(math.cos(turn), math.sin(turn)), (-math.sin(turn), math.cos(turn))]


def reach(place, axis):
    """How far a seat reaches from its middle in a direction."""
    along, across = (abs(side[0] * axis[0] + side[1] * axis[1]) for side in axes(place))
    return along * place.width / 2 + across * place.depth / 2


def apart(one, other):
    """Whether a line can be drawn between two seats."""
    away = other.x - one.x, other.y - one.y
    return any(
        abs(away[0] * axis[0] + away[1] * axis[1]) >= reach(one, axis) + reach(other, axis) - 0.01
        for axis in (*axes(one), *axes(other))
    )


def overlaps(places):
    ordered = sorted(places, key=lambda place: place.x - reach(place, (1, 0)))
    for index, place in enumerate(ordered):
        for other in ordered[index + 1 :]:
            if other.x - reach(other, (1, 0)) >= place.x + reach(place, (1, 0)) - 0.01:
                break
            if not apart(place, other):
                return place.position, other.position
    return None


def test_every_shape_of_the_plan_has_its_file_and_every_file_is_a_shape():
    assert set(names()) == set(SHAPES)


def test_no_kind_of_item_has_two_usual_shapes():
    claimed = [kind for one in SeatingShape for kind in traits(one).usual_for]
    assert len(claimed) == len(set(claimed))
    assert {kind: usual(kind) for kind in claimed} == {
        kind: one for one in SeatingShape for kind in traits(one).usual_for
    }
    others = set(ItemKind) - set(claimed)
    assert ItemKind.CONFERENCE in others
    assert {usual(kind) for kind in (*others, None)} == {OTHERWISE}


def test_every_decision_that_a_plan_can_make_is_used_by_some_shape():
    assert set().union(*(traits(one).uses for one in SeatingShape)) == set(DECISIONS) <= set(Seating.model_fields)


def test_charts_that_belong_together():
    assert {one for one in SeatingShape if occasion(one) is not one} == {SeatingShape.ROUND_TABLE}
    assert occasion(SeatingShape.ROUND_TABLE) is SeatingShape.TABLES


def test_an_unknown_shape_is_refused():
    with pytest.raises(KeyError):
        shape("ring")


@every_shape
def test_a_shape_says_from_where_it_is_seen_where_the_door_is_and_what_the_custom_is(name):
    layout = shape(name).layout(party(3, 2), Settings())

    assert layout.viewpoint
    assert layout.door
    assert layout.rule
    assert layout.marks


@every_shape
@pytest.mark.parametrize("counts", [Counts(), Counts(everyone=1), party(1, 0), party(0, 1), party(1, 1)])
def test_a_shape_takes_nobody_or_hardly_anybody(name, counts):
    layout = shape(name).layout(counts, Settings())

    seated = [place for place in layout.places if place.slot and place.slot[0] is not Side.SIGNER]
    assert len(seated) == people_of(name, counts)


@every_shape
@given(guests=st.integers(0, 30), hosts=st.integers(0, 30), interpreters=st.integers(0, 2), chosen=decisions)
def test_everybody_has_one_place_with_a_name_of_its_own_and_none_overlaps(name, guests, hosts, interpreters, chosen):
    counts = party(guests, hosts, interpreters if guests and hosts else 0)

    layout = shape(name).layout(counts, chosen)

    positions = Counter(place.position for place in layout.places)
    assert [position for position, times in positions.items() if times > 1] == []
    slots = [place.slot for place in layout.places if place.slot]
    assert len(slots) == len(set(slots))
    main = [slot for slot in slots if slot[0] in (Side.ANY, Side.GUEST, Side.HOST)]
    assert len(main) == people_of(name, counts)
    assert all(ordinal >= 1 for _side, ordinal in slots)
    assert overlaps(layout.places) is None


@every_shape
@settings(max_examples=25)
@given(everyone=st.integers(0, 60), seats=st.none() | st.integers(0, 60), chosen=decisions)
def test_people_of_no_side_have_a_place_each_as_long_as_there_are_seats(name, everyone, seats, chosen):
    counts = Counts(everyone)
    layout = shape(name).layout(counts, chosen._replace(seats=seats))

    ordinals = sorted(place.slot[1] for place in layout.places if place.slot and place.slot[0] is Side.ANY)
    assert ordinals[:everyone] == list(range(1, min(everyone, len(ordinals)) + 1))
    if seats is None and name != "signing":
        assert len([ordinal for ordinal in ordinals if ordinal <= everyone]) == everyone
    assert overlaps(layout.places) is None
