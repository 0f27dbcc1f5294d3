"""What a page cut in two is whole again; what begins, stands apart or has its stop stays a line of its own."""

from __future__ import annotations

import pytest

from jiedai.workflow.intake.found import Line
from jiedai.workflow.intake.wrapped import rejoined

LONG = "我局副局长季平、公务用车管理处处长启明、资产处四级调研员张中"


def _joined(*texts: str) -> list[str]:
    return [line.text for line in rejoined(Line(text, f"第1页第{at}行") for at, text in enumerate(texts, 1))]


def test_a_name_that_was_cut_is_whole():
    assert _joined(LONG, "行拟于6月17日到贵县调研。", "请安排。") == [f"{LONG}行拟于6月17日到贵县调研。", "请安排。"]


def test_latin_words_keep_a_blank_and_figures_none():
    assert _joined("x" * 40, "and so on") == [f"{'x' * 40} and so on"]
    assert _joined(f"{LONG}于20", "27年来访") == [f"{LONG}于2027年来访"]


@pytest.mark.parametrize(
    "below",
    [
        "1. 李平，处长",
        "二、行程安排",
        "联系人：李平",
        "10:30到达",
        "                    江东省财政厅",
        "李平    省财政厅处长",
        "",
    ],
)
def test_what_begins_anew_stays_apart(below):
    assert _joined(LONG, below) == [LONG, below]


def test_a_line_with_its_stop_or_room_to_spare_goes_on_in_nothing():
    assert _joined(f"{LONG}来访。", "请安排") == [f"{LONG}来访。", "请安排"]
    assert _joined(LONG, "标题很短", "又一行") == [f"{LONG}标题很短", "又一行"]


def test_a_joined_line_stands_where_it_began():
    (line,) = rejoined([Line(LONG, "第1页第1行"), Line("行来访", "第1页第2行")])
    assert line.where == "第1页第1行"
