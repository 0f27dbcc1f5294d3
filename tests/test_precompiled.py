"""Regular expressions that one command has compiled and the next takes over."""

import json
import re
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedai import precompiled
from jiedai.precompiled import compiled, take_over, to_keep
from tests.batch import cases

EXPRESSIONS = [
    (r"\d+", 0),
    ("甲|乙", 0),
    (r"(?P<a>甲)?(?P<b>乙+)?(.)", 0),
    (r"(?<![\d])[丙-乙]*+", 0),
    ("club|house", re.IGNORECASE),
    (r"^ab.$", re.MULTILINE | re.DOTALL),
    ("", 0),
]


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(precompiled, "_taken_over", {})
    monkeypatch.setattr(precompiled, "_new", {})
    monkeypatch.setattr(precompiled, "_ask", [])
    yield
    re.purge()


def kept() -> bytes:
    """What a command keeps that has compiled all of EXPRESSIONS; another one begins."""
    for pattern, flags in EXPRESSIONS:
        compiled(pattern, flags)
    data = to_keep()
    assert data is not None
    precompiled._new.clear()
    precompiled._taken_over.clear()
    return data


once_kept = cache(kept)


def begin(data: bytes | None) -> None:
    take_over(lambda: data)


def same(one: re.Pattern[str], other: re.Pattern[str], text: str) -> bool:
    facts = [
        (
            made.pattern,
            made.flags,
            made.groups,
            dict(made.groupindex),
            [(found.span(), found.groups(), found.groupdict(), found.lastgroup) for found in made.finditer(text)],
            made.split(text),
            made.fullmatch(text) is None,
        )
        for made in (one, other)
    ]
    return facts[0] == facts[1]


@given(st.text("甲乙丙丁ab12cluhoseCLUB\n", max_size=12))
def test_what_is_taken_over_finds_the_same(text):
    begin(once_kept())
    for pattern, flags in EXPRESSIONS:
        assert same(compiled(pattern, flags), re.compile(pattern, flags), text)


def test_what_is_taken_over_is_not_compiled(monkeypatch):
    begin(kept())
    monkeypatch.setattr(precompiled.re, "compile", None)
    for pattern, flags in EXPRESSIONS:
        assert compiled(pattern, flags).pattern == pattern
    assert to_keep() is None


def test_what_is_new_is_kept_beside_the_rest():
    begin(kept())
    compiled("甲|乙")
    assert compiled("新的").search("新的")
    data = to_keep()
    assert data is not None
    assert {entry[0] for entry in json.loads(data)[1]} == {"新的", *(pattern for pattern, _flags in EXPRESSIONS)}


def test_of_too_many_the_latest_are_kept(monkeypatch):
    monkeypatch.setattr(precompiled, "_MOST", 2)
    for pattern in "甲乙丙":
        compiled(pattern)
    data = to_keep()
    assert data is not None
    assert [entry[0] for entry in json.loads(data)[1]] == ["乙", "丙"]


@cases("data", [None, b"", b"[]", b"null", b"\xff", b'[["3.9"], [["a", 0, 0, "", 0, {}]]]'])
def test_what_no_command_of_this_python_kept_is_left_alone(data):
    begin(data)
    assert compiled("a").search("a")
    assert precompiled._taken_over == {}


@cases(
    "parts",
    [
        [0, "", 0, {}],
        [0, "AAAA", 0, {}],
        [0, "/////w==", 0, {}],
        [0, "!", 0, {}],
        [0, 3, 0, {}],
        [],
        [0, "", -5, {"a": 9}],
    ],
)
def test_code_that_is_none_is_compiled_as_ever(parts):
    begin(json.dumps([precompiled._state(), [["a", 0, *parts]]]).encode())
    assert compiled("a").search("ba")
    assert to_keep() is not None


def test_another_python_compiles_as_ever(monkeypatch):
    begin(kept())
    monkeypatch.setattr(precompiled, "_restored", _gone)
    assert compiled("甲|乙").search("乙")


def _gone(*parts: object) -> None:
    raise ImportError("_sre")


def test_a_wrong_expression_is_told():
    begin(kept())
    with pytest.raises(re.error):
        compiled("(")
