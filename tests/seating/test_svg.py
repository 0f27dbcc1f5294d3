from __future__ import annotations

import math
from itertools import pairwise

import pytest
from lxml import etree

from jiedai.blocks import Figure
from jiedai.documents.html import read
from jiedai.model.choice import SeatingShape
from jiedai.seating.lettering import ems
from jiedai.seating.svg import alt_text, as_svg
from tests.batch import cases
from tests.seating.samples import LONG, chart_of, guest, hosts_numbered, names, numbered, office, plan, seating

SVG = "{http://www.w3.org/2000/svg}"
PEOPLE = ["梁国栋", "欧阳靖远", LONG, "诸葛文"]
every_shape = pytest.mark.parametrize("shape", [shape.value for shape in SeatingShape])


def chart(shape, guests=PEOPLE, hosts=("贺兰", "Anna Weber", "约纳斯·凯勒"), **more):
    visit = plan([guest(name, order=number) for number, name in enumerate(guests)], list(hosts), kind="foreign")
    entry = seating(shape=shape, guests=list(guests), hosts=list(hosts), **more)
    return chart_of(visit, entry, office())


def drawing(svg):
    return etree.fromstring(svg.encode())


def seats(root):
    return [group for group in root.findall(f"{SVG}g") if group.find(f"{SVG}title") is not None]


def lines(element):
    return [text.text for text in element.iter(f"{SVG}text")]


@every_shape
def test_a_drawing_is_well_formed_and_has_every_name_in_order(shape):
    made = chart(shape)

    found = seats(drawing(as_svg(made)))

    assert len(found) == len(made.seats)
    for seat, group in zip(made.seats, found, strict=True):
        number, *name = lines(group)
        assert number == str(seat.number)
        if name[0] in ("签字", "助签", "译员", "随员"):
            del name[0]
        assert "".join(name).replace(" ", "") == (seat.name or "空").replace(" ", "")
        assert seat.name is None or seat.name in group.findtext(f"{SVG}title")


@every_shape
def test_a_drawing_says_what_it_shows_and_from_where(shape):
    made = chart(shape)
    words = "".join(lines(drawing(as_svg(made))))

    assert made.viewpoint in words
    assert made.door in words
    assert made.shape.zh in words
    assert any(mark.text in words for mark in made.layout.marks)
    if made.convention:
        assert made.convention.zh in words


@every_shape
def test_everything_is_inside_the_drawing(shape):
    root = drawing(as_svg(chart(shape)))
    left, top, width, height = map(float, root.get("viewBox").split())
    for text in root.iter(f"{SVG}text"):
        size, x, y = (float(text.get(name)) for name in ("font-size", "x", "y"))
        reach = ems(text.text) * size
        start = x - reach * {"start": 0, "middle": 0.5, "end": 1}[text.get("text-anchor")]
        assert start >= left
        assert start + reach <= left + width
        assert top <= y - size * 0.8
        assert y <= top + height


@every_shape
def test_names_fit_their_seats(shape):
    made = chart(shape)
    for seat, group in zip(made.seats, seats(drawing(as_svg(made))), strict=True):
        for text in list(group.iter(f"{SVG}text"))[1:]:
            assert ems(text.text) * float(text.get("font-size")) <= seat.place.width - 2


@every_shape
def test_a_template_may_hold_the_drawing(shape):
    made = chart(shape)

    (figure,) = read(f'<figure alt="{alt_text(made)}">{as_svg(made)}</figure>')

    assert isinstance(figure, Figure)
    assert LONG in figure.alt


def test_nothing_in_a_name_becomes_markup_or_breaks_the_file():
    made = chart("dais", guests=["<script>alert(1)</script>", "A&B\"'", "甲\x00\x1b乙\u202e\ufffe"], hosts=["贺兰"])
    root = drawing(as_svg(made))

    assert root.findall(f".//{SVG}script") == []
    assert "甲乙" in "".join(lines(root))


def test_a_drawing_loads_nothing_and_names_no_font():
    svg = as_svg(chart("signing"))

    assert 'font-family="sans-serif"' in svg
    assert not any(word in svg for word in ("href", "url(", "<image", "<style", "<script", " on"))


def test_one_drawing_is_the_same_every_time():
    assert as_svg(chart("tables")) == as_svg(chart("tables"))


def test_a_fixed_seat_has_a_heavy_edge_and_an_empty_one_a_broken_line():
    made = chart("dais", fixed=[{"seat": "1", "person": LONG, "reason": "x"}], seats=9)
    found = seats(drawing(as_svg(made)))

    widths = {
        seat.name: group.find(f"{SVG}rect").get("stroke-width") for seat, group in zip(made.seats, found, strict=True)
    }
    assert float(widths[LONG]) > float(widths["梁国栋"])
    dashed = [
        seat.name
        for seat, group in zip(made.seats, found, strict=True)
        if group.find(f"{SVG}rect").get("stroke-dasharray")
    ]
    assert dashed == [None, None]


def test_sides_are_told_apart_only_where_there_are_two():
    assert "主方" in "".join(lines(drawing(as_svg(chart("long_table")))))
    one = chart_of(plan(numbered("G", 3)), seating(shape="dais", people=names("G", 3)))
    assert "主方" not in "".join(lines(drawing(as_svg(one))))


@cases(
    ("shape", "told"),
    [
        ("signing", {"签字": ["甲", "子"], "助签": ["乙", "丑"]}),
        ("long_table", {"译员": ["译一", "译二"]}),
        ("car", {"随员": ["译一", "译二"]}),
    ],
)
def test_a_seat_that_is_had_for_a_duty_says_which(shape, told):
    visit = plan(["甲", "乙", "丙"], ["子", "丑", "寅"])
    entry = {"guests": ["丙"], "hosts": ["寅"], "people": ["甲", "乙", "子", "丑"]}
    more = {} if shape == "signing" else {"interpreters": ["译一", "译二"]}
    found: dict[str, list[str]] = {}
    for group in seats(drawing(as_svg(chart_of(visit, seating(shape=shape, **entry, **more))))):
        _number, *words = lines(group)
        if len(words) > 1:
            found.setdefault(words[0], []).append(words[1])

    assert {duty: sorted(people) for duty, people in found.items()} == {
        duty: sorted(people) for duty, people in told.items()
    }


def test_a_long_name_is_as_large_as_three_lines_let_it_be():
    made = chart("dais", guests=["Maria-Christina von Falkenberg", "玛丽亚-克里斯蒂娜·冯·法尔肯贝格"], hosts=["贺兰"])
    sizes = [
        min(float(text.get("font-size")) for text in list(group.iter(f"{SVG}text"))[1:])
        for group in seats(drawing(as_svg(made)))
    ]

    assert min(sizes) >= 8


def test_flags_only_for_foreign_guests():
    assert "客方国旗" in as_svg(chart("signing"))
    at_home = chart_of(plan(["甲"], ["乙"]), seating(shape="signing", guests=["甲"], hosts=["乙"]))
    assert "客方国旗" not in as_svg(at_home)


def test_an_empty_chart_is_still_a_drawing():
    for shape in SeatingShape:
        assert drawing(as_svg(chart_of(plan(), seating(shape=shape.value, item="X")))) is not None


def test_the_alternative_text_reads_the_rows():
    made = chart_of(plan(numbered("G", 2), hosts_numbered(1)), seating(shape="long_table", guests=["G1"], hosts=["H1"]))

    assert alt_text(made).endswith("G1；H1")


@pytest.mark.parametrize("shape", ["dais", "photo", "long_table"])
@pytest.mark.parametrize(("people", "narrow"), [(15, False), (16, True), (30, True)])
def test_long_rows_have_narrow_seats_with_the_names_down(shape, people, narrow):
    guests = ["赵志远", "欧阳启明", LONG, "Maria-Christina von Falkenberg", *names("G", people - 4)]
    made = chart_of(plan(guests), seating(shape=shape, guests=guests, rows=[people]))
    root = drawing(as_svg(made))

    assert len(made.names) == people
    assert float(root.get("viewBox").split()[2]) / people < (60 if narrow else 100)
    for seat, group in zip(made.seats, seats(root), strict=True):
        assert (seat.place.depth > seat.place.width) is narrow
        assert sorted("".join(lines(group)[1:]).replace(" ", "")) == sorted(seat.name.replace(" ", ""))
        for text in group.iter(f"{SVG}text"):
            size, x, y = (float(text.get(name)) for name in ("font-size", "x", "y"))
            assert abs(x - seat.place.x) <= seat.place.width / 2
            assert y - size * 0.8 >= seat.place.y - seat.place.depth / 2
            assert y <= seat.place.y + seat.place.depth / 2
            assert size >= 6


def test_a_name_of_ideographs_stands_and_another_is_turned():
    guests = ["赵志远", "Maria-Christina von Falkenberg", *names("G", 14)]
    root = drawing(as_svg(chart_of(plan(guests), seating(shape="dais", people=guests, rows=[16]))))
    turned = ["".join(group.itertext()) for group in root.iter(f"{SVG}g") if group.get("transform")]

    assert any("Falkenberg" in text for text in turned)
    assert not any("赵" in text for text in turned)


def test_a_seat_that_points_to_the_middle_is_drawn_so_and_inside_the_drawing():
    made = chart("round_table", [f"来宾{number}" for number in range(57)], interpreters=["译甲", "译乙", "译丙"])
    root = drawing(as_svg(made))
    left, top, width, height = map(float, root.get("viewBox").split())

    for seat, group in zip(made.seats, seats(root), strict=True):
        assert (group.get("transform") is not None) == (seat.place.turn != 0)
        half = seat.place.width / 2
        assert left < seat.place.x - half * abs(math.sin(math.radians(seat.place.facing)))
        assert seat.place.x + half * abs(math.sin(math.radians(seat.place.facing))) < left + width
        assert top < seat.place.y - half * abs(math.cos(math.radians(seat.place.facing)))
        assert seat.place.y + half * abs(math.cos(math.radians(seat.place.facing))) < top + height
    sizes = [float(text.get("font-size")) for text in root.iter(f"{SVG}text") if text.text[:2] == "来宾" < text.text]
    assert min(sizes) / width > 16 / 900, "three millimetres on a page"


def test_words_below_the_drawing_that_take_several_lines_stand_below_each_other():
    made = chart("photo")
    made = made._replace(layout=made.layout._replace(door="门" * 90))
    below = [text for text in drawing(as_svg(made)).iter(f"{SVG}text") if text.get("fill") == "#333"]
    heights = [float(text.get("y")) for text in below]
    assert len(heights) > 1
    assert all(later - earlier == pytest.approx(19.5) for earlier, later in pairwise(heights))
