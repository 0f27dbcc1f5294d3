"""What telephones and notes put around words goes; ticks become the words of their heads; encodings are told apart."""

from __future__ import annotations

import datetime as dt

import pytest

from jiedai.workflow.intake.day_above import on_day_of_title
from jiedai.workflow.intake.found import Cell, Line, Source, Table
from jiedai.workflow.intake.moments import Base
from jiedai.workflow.intake.pictures import without_pictures
from jiedai.workflow.intake.questions import answered
from jiedai.workflow.intake.sources import read_source
from jiedai.workflow.intake.ticks import in_words

BASE = Base(dt.date(2027, 3, 10))


def _source(*lines: str) -> Source:
    return Source(tuple(Line(text, f"第{at}行") for at, text in enumerate(lines, 1)))


def _rows(*rows: tuple[str, ...]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        tuple(Cell(text, f"S!{at}{number}", text) for at, text in enumerate(row)) for number, row in enumerate(rows)
    )


def test_pictures_go_and_boxed_figures_number_a_line():
    made = without_pictures(_source("1️⃣ 李平，处长", "⏰时间：3月13日", "[玫瑰]各位好[抱拳]", "plain text", "✓ 清真"))
    assert [line.text for line in made.lines] == ["1. 李平，处长", "时间：3月13日", "各位好", "plain text", "✓ 清真"]


def test_an_answer_stands_under_what_was_asked():
    made = answered(
        _source("问：什么时候来？", "答：下周四。", "问：几位？", "答：七位。", "问：天气好吗？", "答：好。")
    )
    assert [line.text for line in made.lines] == ["来访时间：下周四。", "来访人员：七位。", "好。"]


def test_one_answer_alone_is_left_as_it_stands():
    source = _source("答：收到。", "我局拟于6月来访。")
    assert answered(source) is source


def test_ticks_become_the_words_of_their_heads():
    heads = _rows(("姓名", "清真", "素食", "过敏（注明）"))
    rows = _rows(("李平", "√", "", "花生"), ("王安", "", "", "无"), ("赵宁", "√", "√", ""))
    made, fields = in_words(heads, rows, {0: "name", 1: "halal", 2: "vegetarian", 3: "allergies"})
    assert [row[1].text for row in made] == ["清真；花生过敏", "", "清真；素食"]
    assert fields == {0: "name", 1: "diet"}


def test_columns_without_ticks_stay():
    heads = _rows(("姓名", "清真", "素食"))
    rows = _rows(
        ("李平", "清真餐一份", "无"),
    )
    assert in_words(heads, rows, {0: "name", 1: "halal", 2: "vegetarian"}) == (
        rows,
        {0: "name", 1: "halal", 2: "vegetarian"},
    )


@pytest.mark.parametrize(
    ("title", "text", "made"),
    [
        ("接站安排（3月20日）", "G7503 10:22", "2027年3月20日 G7503 10:22"),
        ("接站安排（3月20日）", "3月21日 10:22", "3月21日 10:22"),
        ("接站安排（3月20日、22日）", "10:22", "10:22"),
        ("会议安排（3月20日）", "10:22", "10:22"),
    ],
)
def test_a_clock_is_on_the_day_that_the_title_names(title, text, made):
    rows = on_day_of_title(_rows((title, title)), _rows(("李平", text)), {0: "name", 1: "arrive.time"}, BASE)
    assert rows[0][1].text == made


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("姓名,單位,職務\n賴冠宇,臺中市茶商業同業公會,理事長\n", "cp950"),
        ("姓名,单位,职务\n李平,云滩县农业农村局,副局长\n王安,云滩县财政局,科长\n", "gb18030"),
        ("Name;Organisation\nJürgen Müller;Stadt Köln\nHélène François;Ville de Bréval\n", "cp1252"),
        ("姓名,单位\n李平,云滩县农业农村局\n", "utf-8"),
    ],
)
def test_files_of_several_places_are_read_in_their_own_encodings(text, form):
    (table,) = (part for part in read_source(text.encode(form), "名单.csv").parts if isinstance(part, Table))
    separator = ";" if ";" in text else ","
    assert [[cell.text for cell in row] for row in table.rows if row[0].text] == [
        line.split(separator) for line in text.strip().split("\n")
    ]


def test_a_run_of_blanks_is_as_wide_as_it_need_be():
    (line,) = read_source((" " * 20_000 + "联系人：李平").encode(), "来件.txt").lines
    assert line.text.strip() == "联系人：李平"
    assert len(line.text) < 100
