from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedai.model.choice import MainSeat
from jiedai.seating import ring
from jiedai.seating.layout import Counts, Settings, Side
from jiedai.seating.shapes import shape
from tests.batch import cases
from tests.seating.samples import told


@given(st.integers(2, 30), st.integers(1, 20), st.none() | st.booleans())
def test_the_first_two_guests_sit_right_and_left_of_the_main_host(guests, hosts, two_hosts):
    counts = Counts(guests + hosts, guests, hosts)
    seats = ring.even(guests + hosts)

    whose = ring.slots(seats, counts, Settings(two_hosts=two_hosts))

    assert whose[0] == (Side.HOST, 1)
    assert whose[seats - 1] == (Side.GUEST, 1)
    assert whose[1] == (Side.GUEST, 2)
    assert len({slot for slot in whose if slot}) == guests + hosts


@given(st.integers(4, 30), st.integers(3, 12))
def test_the_deputy_host_sits_opposite_with_the_third_and_fourth_guest(guests, hosts):
    seats = ring.even(guests + hosts)
    whose = ring.slots(seats, Counts(guests + hosts, guests, hosts), Settings())
    half = seats // 2

    assert (whose[half], whose[half - 1], whose[half + 1]) == ((Side.HOST, 2), (Side.GUEST, 3), (Side.GUEST, 4))


@cases(
    ("hosts", "deputy", "said", "expected"),
    [
        (2, False, None, False),
        (2, True, None, True),
        (3, False, None, True),
        (3, True, False, False),
        (2, False, True, True),
    ],
)
def test_a_deputy_seat_by_role_by_number_or_as_the_plan_says(hosts, deputy, said, expected):
    counts = Counts(6 + hosts, 6, hosts, deputy=deputy)

    assert ring.has_deputy_seat(counts, Settings(two_hosts=said)) is expected


def test_an_odd_number_leaves_one_seat_empty_that_nobody_of_rank_would_have():
    layout = shape("round_table").layout(Counts(9, 7, 2), Settings())

    assert len(layout.places) == 10
    assert [place.position for place in layout.places if place.slot is None] == ["对位"]


def test_a_guest_of_higher_rank_takes_the_seat_that_faces_the_door():
    layout = shape("round_table").layout(Counts(8, 5, 3), Settings(main_seat=MainSeat.GUEST))

    top = min(layout.places, key=lambda place: place.y)
    assert told(top) == "G1"
    assert [told(place) for place in layout.places[:3]] == ["H1", "G1", "G2"]


def test_the_deputy_host_may_face_the_door_and_the_main_host_sits_opposite():
    layout = shape("round_table").layout(Counts(10, 7, 3), Settings(main_seat=MainSeat.DEPUTY))

    assert told(min(layout.places, key=lambda place: place.y)) == "H2"
    assert told(layout.places[0]) == "H1"


@cases("seats", range(2, ring.MOST_UPRIGHT + 1, 2))
def test_the_ring_is_of_real_size(seats):
    distance = ring.radius(seats)

    assert distance >= 105
    assert distance <= max(seats * 85 / 6.283 * 1.35, 180)


def test_seats_of_a_large_ring_point_to_the_middle_so_that_names_print_large():
    at_scale = shape("round_table").layout(Counts(30, 25, 5), Settings())
    large = shape("round_table").layout(Counts(60, 51, 9, 3), Settings())

    assert {place.turn for place in at_scale.places} == {0.0}
    assert ring.radius(60) < ring.radius(30)
    for place in large.places:
        inward = math.degrees(math.atan2(-place.x, place.y)) % 360
        assert inward == pytest.approx(place.facing, abs=0.1) or place.facing == pytest.approx(0, abs=0.1)
        assert (place.turn - place.facing - 90) % 180 == pytest.approx(0, abs=0.1)
        assert -90 <= place.turn < 90, "no name is upside down"
    behind = [place for place in large.places if place.group == "behind"]
    assert len(behind) == 3
    assert large.marks[0].y > max(place.y + place.width / 2 for place in large.places)


@given(st.integers(3, 40), st.sampled_from(MainSeat))
def test_without_a_host_the_first_guest_faces_the_door(guests, main_seat):
    layout = shape("round_table").layout(Counts(guests, guests), Settings(main_seat=main_seat))

    assert told(min(layout.places, key=lambda place: place.y)) == "G1"
    assert [told(layout.places[index]) for index in (-1, 0, 1)] == ["G2", "G1", "G3"]
    assert "从主位起" in layout.viewpoint
    assert layout.rule.startswith("没有主陪")


def test_one_guest_alone_faces_the_door():
    layout = shape("round_table").layout(Counts(1, 1), Settings())

    assert [told(place) for place in layout.places] == ["G1", None]
