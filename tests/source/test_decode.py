from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedai.source import read_bytes
from jiedai.source.decode import decode
from tests.batch import cases
from tests.source.samples import PLAN, VOCABULARY, places


@cases(
    ("data", "encoding", "bom"),
    [
        (PLAN.encode(), "utf-8", False),
        (codecs.BOM_UTF8 + PLAN.encode(), "utf-8", True),
        (PLAN.encode("gb18030"), "gb18030", False),
        (PLAN.encode("utf-16-le"), "utf-16-le", False),
        (PLAN.encode("utf-16-be"), "utf-16-be", False),
        (codecs.BOM_UTF16_LE + PLAN.encode("utf-16-le"), "utf-16-le", True),
        (codecs.BOM_UTF16_BE + PLAN.encode("utf-16-be"), "utf-16-be", True),
        (b"", "utf-8", False),
        ("标题".encode("gb18030"), "gb18030", False),
    ],
)
def test_encodings_are_recognised(data, encoding, bom):
    found = decode(data)
    assert (found.encoding, found.bom, found.binary, found.first_bad) == (encoding, bom, False, None)


@cases("encoding", ["gb18030", "utf-16-le", "utf-16-be", "utf-16"])
def test_another_encoding_is_gs06_and_read_on(encoding):
    source = read_bytes(PLAN.encode(encoding), "a b.yaml", vocabulary=VOCABULARY)
    assert places(source) == ["GS06 1:1-1:1"]
    assert "jiedai check --fix a b.yaml" in source.problems[0].hint
    assert source.data == read_bytes(PLAN.encode(), "x").data


def test_utf8_with_mark_and_crlf_is_silent():
    source = read_bytes(codecs.BOM_UTF8 + PLAN.replace("\n", "\r\n").encode(), "x", vocabulary=VOCABULARY)
    assert (source.problems, source.bom, source.newline) == ((), True, "\r\n")
    assert source.text == PLAN
    assert source.encoded(source.raw) == codecs.BOM_UTF8 + PLAN.replace("\n", "\r\n").encode()


def test_a_damaged_byte_is_named_by_line_and_column():
    data = "标题: 甲乙丙丁戊己庚辛\r\n类型: 调".encode() + b"\xff" + "研\n".encode()
    source = read_bytes(data, "x")
    assert places(source) == ["GS06 2:6-2:7"]
    assert "第 2 行第 6 列" in source.problems[0].message
    assert source.data == {"标题": "甲乙丙丁戊己庚辛", "类型": "调\ufffd研"}


@cases("data", [b"PK\x03\x04" + bytes(range(256)) * 9, b"\x00" * 50, bytes(range(128, 256)) * 20])
def test_a_file_that_is_no_text_is_one_finding(data):
    source = read_bytes(data, "x")
    assert [found.code for found in source.problems] == ["GS06"]
    assert source.data is None


@given(st.binary(max_size=400))
def test_any_bytes_decode(data):
    found = decode(data)
    assert found.first_bad is None or 0 <= found.first_bad <= len(found.raw)


@given(st.text(st.characters(codec="gb18030", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200))
def test_utf8_is_never_taken_for_another(text):
    assert decode(text.encode()).encoding == "utf-8"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_stray_zero_makes_no_utf16_of_a_text(encoding):
    found = decode(PLAN.replace("类型", "类\0型", 1).encode(encoding))
    assert (found.encoding, found.binary) == (encoding, False)
    assert found.raw == PLAN.replace("类型", "类\0型", 1)


def test_utf16_of_long_chinese_lines_is_recognised():
    text = ("标题: " + "调研县域医共体建设" * 12 + "\n") * 5
    assert decode(text.encode("utf-16-le")).encoding == "utf-16-le"
