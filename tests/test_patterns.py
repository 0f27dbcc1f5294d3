"""Regular expressions that are compiled when they are first used."""

import re
import warnings

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from jiedai import patterns
from jiedai.patterns import regex

TEXTS = st.text("甲乙丙 a|.*", max_size=8)


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The expressions compiled since the test began."""
    seen: list[str] = []

    def compile(pattern: str, flags: int = 0) -> re.Pattern[str]:
        seen.append(pattern)
        return re.compile(pattern, flags)

    monkeypatch.setattr(patterns, "compiled", compile)
    return seen


def test_nothing_is_compiled_before_it_is_used(compiled: list[str]) -> None:
    digits = regex(r"\d+")
    assert compiled == []
    assert digits.fullmatch("12")
    assert digits.fullmatch("13")
    assert compiled == [r"\d+"]


def test_words_are_compiled_for_a_text_that_has_one(compiled: list[str]) -> None:
    gifts = regex("(?:礼品|礼金)")
    assert gifts.search("不收任何东西") is None
    assert compiled == []
    found = gifts.search("不收礼金")
    assert found is not None
    assert found.span() == (2, 4)
    assert compiled == ["(?:礼品|礼金)"]


def test_an_empty_alternative_is_found_everywhere() -> None:
    assert regex("甲|").search("乙")
    assert regex("").search("乙")


def test_flags_count() -> None:
    assert regex("club", re.IGNORECASE).search("Club")
    assert regex("club").search("Club") is None


@given(st.lists(st.text("甲乙丙ab", max_size=3), min_size=1, max_size=4), TEXTS, st.integers(0, 5), st.booleans())
def test_the_same_is_found_as_by_an_expression_compiled_at_once(
    words: list[str], text: str, start: int, grouped: bool
) -> None:
    pattern = "|".join(map(re.escape, words))
    pattern = f"(?:{pattern})" if grouped else pattern
    late, at_once = regex(pattern).search(text, start), re.compile(pattern).search(text, start)
    assert (late and late.span()) == (at_once and at_once.span())


def test_a_pattern_that_begins_with_words_waits_for_one_of_them(compiled: list[str]) -> None:
    crossing = regex("跨(?:县|市)|邻[县|市]|旅游?")
    assert crossing.search("去县里") is None
    assert compiled == []
    assert crossing.search("跨省") is None
    assert crossing.search("旅")
    assert set(compiled) == {"跨(?:县|市)|邻[县|市]|旅游?"}


@settings(suppress_health_check=[HealthCheck.filter_too_much], max_examples=100)
@given(
    st.lists(
        st.sampled_from(
            ["甲", "乙", "丙", "(?:", "(", ")", "[", "[^", "]", "|", "?", "*", "+", "{0,1}", ".", "^", "$", "\\|"]
        )
    ),
    TEXTS,
)
def test_whatever_the_pattern_the_same_is_found(parts: list[str], text: str) -> None:
    pattern = "".join(parts)
    try:
        with warnings.catch_warnings(action="error"):
            at_once = re.compile(pattern).search(text)
    except (re.error, FutureWarning, DeprecationWarning):
        assume(False)
    late = regex(pattern).search(text)
    assert (late and late.span()) == (at_once and at_once.span())


@given(st.sampled_from([r"\d+", "甲|乙", "(?:甲|乙丙)", r"(?P<a>甲)?乙"]), TEXTS)
def test_every_method_is_there(pattern: str, text: str) -> None:
    late, at_once = regex(pattern), re.compile(pattern)
    assert late.pattern == pattern
    assert late.findall(text) == at_once.findall(text)
    assert late.split(text) == at_once.split(text)
    assert late.sub("·", text) == at_once.sub("·", text)
    assert [found.span() for found in late.finditer(text)] == [found.span() for found in at_once.finditer(text)]
    assert bool(late.match(text)) == bool(at_once.match(text))
