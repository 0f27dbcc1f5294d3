from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jiedai.model.choice import Convention
from jiedai.seating.layout import Counts, Settings
from jiedai.seating.rows import even_rows, row_sizes
from jiedai.seating.shapes import shape
from tests.batch import cases
from tests.seating.samples import rows


@given(st.integers(1, 25), st.integers(1, 25))
def test_with_foreign_guests_the_host_is_in_the_middle_and_hosts_at_both_ends_where_there_are_enough(guests, hosts):
    layout = shape("photo").layout(Counts(guests + hosts, guests, hosts), Settings(Convention.RIGHT, foreign=True))
    front = rows(layout)[0]
    middle = front.index("H1")

    assert abs(middle - (len(front) - 1) / 2) <= 0.5
    assert middle == 0 or front[middle - 1] == "G1"
    in_front = [name for name in front if name.startswith("H")]
    if len(in_front) >= 3:
        assert front[0][0] == front[-1][0] == "H"


def test_left_superior_mirrors_the_foreign_photo():
    counts = Counts(9, 4, 5)
    right = shape("photo").layout(counts, Settings(Convention.RIGHT, foreign=True))
    left = shape("photo").layout(counts, Settings(Convention.LEFT, foreign=True))

    assert rows(left)[0] == rows(right)[0][::-1]


def test_hosts_and_guests_stand_by_turns_wherever_the_right_is_superior():
    counts = Counts(9, 4, 5)
    at_home = shape("photo").layout(counts, Settings(Convention.RIGHT))
    foreign = shape("photo").layout(counts, Settings(Convention.RIGHT, foreign=True))

    assert rows(at_home) == rows(foreign)
    assert rows(shape("photo").layout(counts, Settings())) == [[9, 7, 5, 3, 1, 2, 4, 6, 8]]


def test_places_that_nobody_is_left_for_stay_empty():
    layout = shape("photo").layout(Counts(3, 1, 2), Settings(Convention.RIGHT, rows=(5,), foreign=True))

    assert rows(layout)[0].count(None) == 2


@cases(("people", "sizes"), [(0, ()), (1, (1,)), (15, (15,)), (16, (7, 9)), (31, (9, 11, 11)), (46, (11, 11, 12, 12))])
def test_rows_are_few_and_the_front_one_is_odd(people, sizes):
    assert row_sizes(people, Settings()) == sizes


@given(st.integers(16, 300))
def test_rows_seat_everybody_with_an_odd_front(people):
    sizes = row_sizes(people, Settings())

    assert sum(sizes) == people
    assert sizes[0] % 2 == 1
    assert max(sizes) <= 16
    assert sizes[0] <= min(sizes[1:])


def test_rows_and_seats_of_the_plan_are_kept():
    assert row_sizes(30, Settings(rows=(20, 10))) == (20, 10)
    assert row_sizes(3, Settings(seats=5)) == (5,)
    assert even_rows((3, 4, 5, 6, 0)) == (2, 4)
