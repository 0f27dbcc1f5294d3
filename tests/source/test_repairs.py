from __future__ import annotations

from hypothesis import given

from jiedai.diagnostics import START, Span
from jiedai.source import Repair, read_bytes, repair
from tests.batch import cases
from tests.source.samples import PLAN, VOCABULARY, read
from tests.source.test_punctuation import SLIPS
from tests.source.test_reading import TEXTS


def test_each_repair_says_where_and_what():
    text, done = repair("类型：调研\n公函:\n\t文号: 1\n", VOCABULARY)
    assert text == "类型: 调研\n公函:\n  文号: 1\n"
    assert done == [Repair(Span(1, 3, 1, 4), "：", ": ", "GS07"), Repair(Span(3, 1, 3, 2), "\t", "  ", "GS10")]


@cases(("text", "expected", "data"), SLIPS)
def test_after_repair_only_what_needs_a_person_is_left(text, expected, data):
    repaired, _done = repair(text, VOCABULARY)
    left = read(repaired)
    assert {found.code for found in left.problems} <= {"GS01"}
    assert left.data == data
    if not any(place.startswith("GS01") for place in expected):
        assert left.problems == ()


@cases("newline", ["\n", "\r\n", "\r"])
def test_newlines_stay(newline):
    text = "类型：调研\n\n标题: 甲\n".replace("\n", newline)
    assert repair(text, VOCABULARY)[0] == text.replace("：", ": ")


def test_mixed_newlines_stay_line_by_line():
    text = "类型：调研\r\n标题: 甲\n\r\n人员: ［甲］\r备注: 乙"
    assert repair(text, VOCABULARY)[0] == "类型: 调研\r\n标题: 甲\n\r\n人员: [甲]\r备注: 乙"


def test_clean_file_is_unchanged():
    for raw in (PLAN, PLAN.replace("\n", "\r\n"), ""):
        source = read_bytes(raw.encode(), "x", vocabulary=VOCABULARY)
        assert repair(source, VOCABULARY) == (raw, [])


def test_where_one_remedy_undoes_the_other_neither_is_made():
    """An item that fits two lists: what is safe in the text is put right all the same."""
    text = ":\n  - 甲\n- :\n      -责任人:\n      }\n      乙\n"
    fixed, done = repair(text, VOCABULARY)

    assert fixed == text.replace("-责任人", "- 责任人")
    assert [one.now for one in done] == ["- "]
    assert repair(fixed, VOCABULARY) == (fixed, [])


def test_other_encoding_becomes_utf8():
    source = read_bytes(PLAN.encode("gb18030"), "x", vocabulary=VOCABULARY)
    text, done = repair(source, VOCABULARY)
    assert source.encoded(text) == PLAN.encode()
    assert done == [Repair(START, "GB18030", "UTF-8", "GS06")]


@given(TEXTS)
def test_repair_is_idempotent(text):
    once, _done = repair(text, VOCABULARY)
    assert repair(once, VOCABULARY) == (once, [])
