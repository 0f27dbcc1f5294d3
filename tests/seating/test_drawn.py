"""Every chart as it is drawn and written: what moves shows in `golden/`, where the drawings can be looked at."""

from __future__ import annotations

import pytest

from jiedai.model.choice import Convention, EvenRule, MainSeat, SeatingShape
from jiedai.seating.layout import Counts, Settings
from jiedai.seating.shapes import shape
from jiedai.seating.svg import as_svg
from jiedai.seating.text import as_text
from jiedai.visit.vehicles import coach, minibus
from tests.seating.samples import LONG, chart_of, guest, plan, seating, told
from tests.seating.shapes.test_shapes import party

GUESTS = ["梁国栋", "欧阳靖远", LONG, "诸葛文"]
HOSTS = ["贺兰", "Anna Weber", "约纳斯·凯勒"]
SHAPES = [member.value for member in SeatingShape]
SIZES = [(1, 1, 0), (2, 1, 1), (6, 0, 2), (5, 2, 0), (4, 3, 2), (5, 5, 0), (9, 8, 2), (20, 17, 2)]
"""Guests, hosts and interpreters."""
ONE_PARTY = [1, 2, 7, 12, 23]
"""People of no side."""
BY_CHOICE = [
    ("右为上", party(7, 4, 2), {"convention": Convention.RIGHT}),
    ("偶数居中另法", party(6, 6, 1), {"even_rule": EvenRule.E2}),
    ("外宾", party(7, 4, 2), {"foreign": True}),
    ("一排", party(7, 3), {"rows": (5,)}),
    ("三排", party(10, 6), {"rows": (5, 6, 7)}),
    ("座位多", party(4, 3), {"seats": 16}),
    ("座位少", party(8, 7), {"seats": 9}),
    ("大桌", party(10, 8), {"seats": 18}),
    ("更大的桌", party(11, 8), {"seats": 19}),
    ("副主人", Counts(9, 5, 4, deputy=True), {"two_hosts": True}),
    ("签字", Counts(12, 6, 6, 0, 2), {}),
    ("随车", Counts(6, 4, 2, crew=2), {"driver": "老周"}),
    ("主人开车", Counts(3, 2, 1), {"host_drives": True}),
]
"""What it is called, who comes, and what was chosen or is custom."""
CUSTOMS = [{"two_hosts": two, "main_seat": main} for two in (True, False) for main in MainSeat]


def chart(name, **more):
    visit = plan([guest(one, order=number) for number, one in enumerate(GUESTS)], HOSTS, kind="foreign")
    return chart_of(visit, seating(shape=name, guests=GUESTS, hosts=HOSTS, **more))


def numbers(*values):
    return " ".join(f"{value:.1f}".replace("-0.0", "0.0") for value in values)


def listed(name, layout):
    """Each thing of a layout in a line: what, where it stands, how large it is or where it looks."""
    yield f"== {name}"
    for one in layout.places:
        where = numbers(one.x, one.y, one.facing, one.width, one.depth, one.turn)
        yield f"{one.group}/{one.position} {told(one)} {where}"
    for piece in layout.furniture:
        yield f"- {piece.label} {numbers(*piece[:5])}"
    for mark in layout.marks:
        yield f"* {mark.kind.value} {mark.text} {numbers(mark.x, mark.y, mark.width)}"


@pytest.mark.parametrize("name", SHAPES)
def test_a_drawing(golden, name):
    golden(f"{name}.svg", as_svg(chart(name, interpreters=["丁一"])) + "\n")


def test_a_row_of_many_with_the_names_down(golden):
    many = [*GUESTS, *(f"来宾{number}" for number in "甲乙丙丁戊己庚辛壬癸子丑"), "Anna-Maria Weber-Lindenfels"]
    visit = plan([guest(one, order=number) for number, one in enumerate(many)])
    golden("narrow.svg", as_svg(chart_of(visit, seating(shape="dais", people=many, rows=[17]))) + "\n")


def test_assistants_sign_where_the_table_has_seats_for_them():
    for rows, seats in (((), 2), ((2,), 2), ((3,), 4), ((4,), 4)):
        made = shape("signing").layout(Counts(guests=3, hosts=3, signers=2), Settings(rows=rows))
        assert sum(place.group == "1" for place in made.places) == seats


def test_what_is_written(golden):
    golden("written.txt", "\n\n".join(as_text(chart(name)) for name in SHAPES) + "\n")


@pytest.mark.parametrize("name", SHAPES)
def test_where_everything_stands(golden, name):
    lines = [
        line
        for guests, hosts, interpreters in SIZES
        for line in listed(
            f"{guests} + {hosts} + {interpreters}",
            shape(name).layout(party(guests, hosts, interpreters), Settings(vehicle=vehicle(guests + hosts))),
        )
    ]
    golden(f"{name}.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize("name", SHAPES)
def test_where_everything_stands_for_one_party_and_by_choice(golden, name):
    made = [(f"{people}", Counts(people), {}) for people in ONE_PARTY] + BY_CHOICE
    lines = [
        line
        for called, counts, chosen in made
        for line in listed(called, shape(name).layout(counts, Settings(vehicle=vehicle(counts.everyone), **chosen)))
    ]
    golden(f"{name}-choices.txt", "\n".join(lines) + "\n")


def test_round_tables_by_every_custom(golden):
    lines = []
    for custom in CUSTOMS:
        made = shape("round_table").layout(party(9, 5), Settings(**custom))
        lines += listed(" ".join(map(str, custom.values())), made)
    golden("customs.txt", "\n".join(lines) + "\n")


def vehicle(people):
    """A minibus for few, else a coach."""
    return minibus() if people < 10 else coach(people + 5)
