from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jiedai.model.choice import Convention, EvenRule
from jiedai.seating.rows import line, offsets, with_interpreter

LEFT, RIGHT = Convention.LEFT, Convention.RIGHT
E1, E2 = EvenRule.E1, EvenRule.E2

sizes = st.integers(1, 60)
conventions = st.sampled_from(Convention)
rules = st.sampled_from(EvenRule)


def test_worked_examples_of_one_row():
    assert line(1) == [1]
    assert line(3) == [3, 1, 2]
    assert line(5) == [5, 3, 1, 2, 4]
    assert line(6) == [5, 3, 1, 2, 4, 6]
    assert line(8) == [7, 5, 3, 1, 2, 4, 6, 8]
    assert line(4, LEFT, E2) == [4, 2, 1, 3]
    assert line(6, LEFT, E2) == [6, 4, 2, 1, 3, 5]
    assert line(5, RIGHT) == [4, 2, 1, 3, 5]
    assert line(0) == []


@given(sizes, conventions, rules)
def test_a_line_seats_everybody_once_and_nearer_the_middle_the_higher(n, convention, rule):
    row = line(n, convention, rule)

    assert sorted(row) == list(range(1, n + 1))
    distances = [abs(row.index(ordinal) - (n - 1) / 2) for ordinal in range(1, n + 1)]
    assert distances == sorted(distances)


@given(st.integers(1, 29).map(lambda half: 2 * half + 1), rules)
def test_left_superior_puts_two_on_the_own_left_of_one_in_every_odd_row(n, rule):
    row = line(n, LEFT, rule)

    assert row.index(2) == row.index(1) + 1


@given(st.integers(1, 30).map(lambda half: 2 * half))
def test_e1_adds_the_last_of_an_even_row_on_the_audience_right(n):
    assert line(n, LEFT, E1) == [*line(n - 1, LEFT, E1), n]


@given(st.integers(1, 30).map(lambda half: 2 * half))
def test_e2_gives_one_the_own_left_of_the_two_middle_seats(n):
    row = line(n, LEFT, E2)

    assert (row[n // 2 - 1], row[n // 2]) == (2, 1)


@given(sizes, rules)
def test_right_superior_is_the_mirror_image_of_strict_left(n, rule):
    """Whatever an office does with even rows under 左为上: under 右为上 2 sits at the own right of 1."""
    row = line(n, RIGHT, rule)
    assert row == line(n, LEFT, E1)[::-1]
    assert n < 2 or offsets(row)[2] == -1


@given(st.integers(2, 60), st.integers(2, 60), conventions, st.data())
def test_e1_keeps_every_rank_at_its_distance_from_the_first_whatever_the_number(n, m, convention, data):
    ordinal = data.draw(st.integers(1, min(n, m)))

    assert offsets(line(n, convention, E1))[ordinal] == offsets(line(m, convention, E1))[ordinal]


@given(st.integers(3, 60))
def test_e2_moves_everybody_but_the_first_when_the_parity_changes(n):
    before, after = offsets(line(n, LEFT, E2)), offsets(line(n - 1, LEFT, E2))

    assert all(before[ordinal] != after[ordinal] for ordinal in range(2, n))


@given(st.integers(1, 20), conventions, rules)
def test_an_interpreter_sits_beside_the_first_and_nobody_else_changes_order(n, convention, rule):
    row = line(n, convention, rule)
    for own_left, step in ((True, 1), (False, -1)):
        with_one = with_interpreter(row, own_left=own_left)
        assert with_one.index(0) == with_one.index(1) + step
        assert [ordinal for ordinal in with_one if ordinal] == row
