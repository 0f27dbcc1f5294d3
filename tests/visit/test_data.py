from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jiedai.visit import data
from jiedai.visit.data import words
from jiedai.visit.statements import Lexicon, lexicon
from tests.batch import cases

FILES = sorted(path.stem for path in Path(data.__file__).parent.glob("*.yaml"))


def lexicons() -> Iterator[tuple[str, ...]]:
    """The path of every list with words and exceptions."""

    def walk(node: Any, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        if isinstance(node, dict):
            if {"words", "except"} <= node.keys():
                yield path
            for key, inner in node.items():
                yield from walk(inner, (*path, str(key)))

    for file in FILES:
        yield from walk(words(file), (file,))


LEXICONS = list(lexicons())


def test_there_are_lists() -> None:
    assert {"activities", "drinks", "hazards"} <= set(FILES)
    assert len(LEXICONS) > 15


@cases("path", LEXICONS, ids="/".join)
def test_words_are_texts_given_once(path: tuple[str, ...]) -> None:
    entry: Any = words(path[0])
    for step in path[1:]:
        entry = entry[step]
    for name in ("words", "except"):
        assert all(isinstance(word, str) and word.strip() for word in entry[name]), name
        assert len(set(entry[name])) == len(entry[name]), name


@cases("path", LEXICONS, ids="/".join)
def test_an_exception_is_not_found_and_a_plain_word_is(path: tuple[str, ...]) -> None:
    entry: Any = words(path[0])
    for step in path[1:]:
        entry = entry[step]
    found = lexicon(*path)
    assert [phrase for phrase in entry["except"] if found.search(phrase)] == []
    plain = [word for word in entry["words"] if re.escape(word) == word]
    assert [word for word in plain if not found.search(word)] == []


def test_hazards_have_names_in_both_languages() -> None:
    for key, entry in words("hazards").items():
        assert key == "any" or set(entry["name"]) == {"zh", "en"}


@cases(
    ("text", "found"),
    [("甲乙", "甲"), ("甲丙", None), ("甲丙甲", "甲"), ("丁", None), ("甲甲丙丙", "甲"), ("", None)],
)
def test_a_word_counts_outside_an_exception(text: str, found: str | None) -> None:
    assert Lexicon.of(["甲"], ["甲丙", "甲丙丙"]).search(text) == found


def test_without_words_nothing_is_found_and_taking_out_makes_no_new_word() -> None:
    assert Lexicon.of([], []).search("甲") is None
    assert Lexicon.of(["甲乙"], ["丙甲乙丙"]).search("甲丙甲乙丙乙") is None
