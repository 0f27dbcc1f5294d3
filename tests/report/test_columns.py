"""Paragraphs in lines of display columns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jiedai.report.common.excerpt import width, wrapped

TEXT = st.text(alphabet="检查方案a bcd-，。；（）“”", max_size=80)


@given(TEXT, st.integers(12, 60))
def test_wrapping_loses_nothing(text, columns):
    lines = wrapped(text, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.text(alphabet="检查方案一二三", min_size=1, max_size=80), st.integers(12, 60))
def test_wrapping_keeps_to_the_width(text, columns):
    assert all(width(line) <= columns for line in wrapped(text, columns))


def test_no_line_begins_with_a_comma():
    assert wrapped("一二三四五六，七八", 12) == ["一二三四五", "六，七八"]


def test_words_are_not_broken():
    assert wrapped("aaaa bbbb cccc", 9) == ["aaaa bbbb", "cccc"]
