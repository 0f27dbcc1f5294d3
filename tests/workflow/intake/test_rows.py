"""What a row of a list stands for."""

from __future__ import annotations

from jiedai.workflow.intake.found import Cell
from jiedai.workflow.intake.rows import each_person, may_be_name, section_unit
from tests.batch import cases


def row(**cells: str) -> dict[str, Cell]:
    return {name: Cell(text, "名单!A2") for name, text in cells.items()}


def said(rows: list[dict[str, Cell]]) -> list[dict[str, str]]:
    return [{name: cell.text for name, cell in one.items()} for one in rows]


def test_two_people_in_a_cell_share_what_is_said_once():
    both = each_person(row(name="王芳、李明", unit="市歌舞团", phone="13800000001"))
    assert said(both) == [{"name": "王芳", "unit": "市歌舞团"}, {"name": "李明", "unit": "市歌舞团"}]


def test_as_many_parts_as_names_are_of_one_each():
    both = each_person(row(name="王芳\n李明", post="团长\n演员", phone="13800000001\n13800000002"))
    assert said(both) == [
        {"name": "王芳", "post": "团长", "phone": "13800000001"},
        {"name": "李明", "post": "演员", "phone": "13800000002"},
    ]


def test_one_name_is_one_person_however_it_is_padded():
    for typed in ("王 芳", "王芳（女）", "汉斯·韦伯", "Hans Weber"):
        assert each_person(row(name=typed)) == [row(name=typed)]


@cases(("text", "unit"), [
    ("一、主办单位：永昌市文联（3人）", "永昌市文联"),
    ("（二）市京剧院", "市京剧院"),
    ("第一组市科协共3人", "市科协"),
    ("市科协", "市科协"),
])  # fmt: skip
def test_a_row_over_its_people_names_their_unit(text, unit):
    assert section_unit(text) == unit


def test_heads_and_open_places_are_no_names():
    assert not any(map(may_be_name, ("待定", "暂未定", "性别", "项目", "TBD", "联系人")))
    assert all(map(may_be_name, ("王芳", "旺堆", "Ingrid Solberg", "阿依古丽")))
