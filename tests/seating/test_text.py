from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from jiedai.model.choice import SeatingShape
from jiedai.seating.lettering import centred, ems, name_lines, printable, wrapped
from jiedai.seating.text import as_text, drawing
from jiedai.widths import columns
from tests.batch import cases
from tests.seating.samples import LONG, chart_of, guest, hosts_numbered, names, numbered, plan, seating

PEOPLE = ["梁国栋", "欧阳靖远", LONG, "诸葛文", "Anna Weber"]


def chart(shape, guests=tuple(PEOPLE), hosts=("贺兰", "苏敏"), **more):
    visit = plan([guest(name, order=number) for number, name in enumerate(guests, 1)], list(hosts))
    return chart_of(visit, seating(shape=shape, guests=list(guests), hosts=list(hosts), **more))


def middle(line, word):
    """The display column of the middle of a word."""
    return columns(line[: line.index(word)]) + columns(word) / 2


@cases("shape", [shape.value for shape in SeatingShape])
def test_every_name_stands_once_apart_from_the_others(shape):
    made = chart(shape)
    lines = as_text(made).split("\n")
    picture = lines[3 : lines.index("", 3)]

    for name in made.names:
        holding = [line for line in picture if name in line]
        assert len(holding) == 1
        line = f" {holding[0]} "
        start = line.index(name)
        assert line[start - 1] == line[start + len(name)] == " "


def test_a_row_reads_as_the_audience_sees_it():
    made = chart_of(plan(numbered("G", 5)), seating(shape="dais", people=names("G", 5)))

    line = next(line for line in as_text(made).split("\n") if "G1" in line)
    assert line.split() == ["G5", "G3", "G1", "G2", "G4"]


def test_principals_stand_in_one_column_whatever_the_names():
    lines = as_text(chart("long_table")).split("\n")
    chief, host = (next(line for line in lines if name in line) for name in ("梁国栋", "贺兰"))

    assert abs(middle(chief, "梁国栋") - middle(host, "贺兰")) <= 1


def test_the_back_row_stands_above_the_front_row_and_the_audience_below():
    text = as_text(chart_of(plan(numbered("G", 4)), seating(shape="dais", people=names("G", 4), rows=[3, 1])))

    assert text.index("G4") < text.index("G1") < text.index("▲")


def test_what_is_to_be_confirmed_follows_the_picture():
    visit = plan(["甲", "乙", "丙"], items=[{"id": "A1", "time": "09:00-10:00", "what": "会议"}])
    text = as_text(chart_of(visit, seating(shape="long_table", people=["甲", "乙"], seats=1, even_rule="E2")))

    assert "左为上" in text
    assert "一号居左" in text
    assert "- 并列，按书写顺序排的：甲、乙，请核定" in text
    assert "- 没有座位的：乙" in text
    assert "- 参加这项安排但图上没有的：丙" in text


def test_controls_in_a_name_do_not_reach_the_terminal():
    text = as_text(chart("dais", guests=["甲\x1b[31m乙\u202e"], hosts=[]))

    assert "\x1b" not in text
    assert "\u202e" not in text


@settings(max_examples=30)
@given(st.sampled_from(SeatingShape), st.integers(0, 30), st.integers(0, 30))
def test_a_chart_of_any_size_can_be_told(shape, guests, hosts):
    visit = plan(numbered("G", guests), hosts_numbered(hosts))
    made = chart_of(visit, seating(shape=shape.value, guests=names("G", guests), hosts=names("H", hosts), item="X"))

    text = as_text(made)

    assert text.endswith("\n")
    assert all(name in text for name in made.names)


# --- lettering --------------------------------------------------------------------------------------------------------


@cases(
    ("name", "lines"),
    [
        ("梁国栋", ("梁国栋",)),
        ("欧阳靖远", ("欧阳靖远",)),
        (LONG, ("阿依努尔·", "买买提")),
        ("Anna Weber", ("Anna", "Weber")),
        ("Johann Sebastian Bach", ("Johann", "Sebastian Bach")),
        ("县领导代表1", ("县领导代表1",)),
        ("县政府办公室代表", ("县政府办", "公室代表")),
        ("Bartholomew", ("Bartholomew",)),
    ],
)
def test_names_are_broken_where_a_reader_would(name, lines):
    assert name_lines(name) == lines


@cases(
    ("name", "lines"),
    [
        ("Maria-Christina von Falkenberg", ("Maria-", "Christina von", "Falkenberg")),
        ("玛丽亚-克里斯蒂娜·冯·法尔肯贝格", ("玛丽亚-", "克里斯蒂娜·", "冯·法尔肯贝格")),
        ("Johann Sebastian Bach", ("Johann", "Sebastian", "Bach")),
        (LONG, ("阿依努尔·", "买买提")),
    ],
)
def test_three_lines_where_they_make_it_larger(name, lines):
    assert name_lines(name, 3) == lines


@given(st.text(max_size=40), st.integers(1, 3))
def test_a_broken_name_loses_nothing_but_blanks(name, most):
    lines = name_lines(name, most)

    assert "".join("".join(lines).split()) == "".join(name.split())
    assert len(lines) <= most


def test_the_longest_text_for_a_name_is_broken_at_once():
    assert len(name_lines("甲" * 20_000, 3)) == 3


def test_wrapped_text_keeps_within_its_width_and_starts_no_line_with_a_stop():
    lines = wrapped("左为上，按就座人自己的左右；门在下方。", 8)

    assert "".join(lines) == "左为上，按就座人自己的左右；门在下方。"
    assert all(ems(line) <= 9 for line in lines)
    assert not any(line[0] in "，。；" for line in lines)


def test_a_long_name_takes_two_lines_so_that_the_picture_stays_narrow():
    guests = ["Klaus Reinhardt", "Maria-Christina von Falkenberg", "甲", "乙", "丙", "丁"]
    text = drawing(chart_of(plan(guests), seating(shape="dais", people=guests)))
    first = next(number for number, line in enumerate(text.splitlines()) if "Maria-Christina" in line)
    upper, lower = text.splitlines()[first : first + 2]

    assert "Klaus Reinhardt" in upper
    assert "von Falkenberg" in lower
    assert abs(upper.index("Maria") - lower.index("von")) <= 2
    assert max(columns(line) for line in text.splitlines()) <= 120


def test_centred_and_printable():
    assert centred("甲", 5) == " 甲  "
    assert centred("甲乙丙", 4) == "甲乙丙"
    assert printable("甲\n乙\x00\u200b") == "甲 乙"
