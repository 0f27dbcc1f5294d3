"""What ends a command early, and the words of an option."""

from __future__ import annotations

from jiedai.cli.failure import names, words


def test_names_may_have_blanks_where_they_are_known() -> None:
    known = {"health bureau", "unit:health bureau", "县卫健局"}
    assert names(["Health Bureau，县卫健局 领导"], known) == ["Health Bureau", "县卫健局", "领导"]
    assert names(["Health Bureaus"], known) == ["Health", "Bureaus"]


def test_words_are_parted_by_blanks_and_commas() -> None:
    assert words(["县卫健局 领导", "领导，财务、来宾"]) == ["县卫健局", "领导", "财务", "来宾"]
