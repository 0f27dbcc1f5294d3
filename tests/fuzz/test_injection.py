"""Nothing that comes in is obeyed anywhere: a share of the table of payloads × ways in, and of payloads × papers."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedai import formats
from jiedai.documents.catalog import catalog
from tests.fuzz.payloads import PAYLOADS, printed
from tests.fuzz.ways import WAYS, wrong_after

SHARE = ("terminal", "formula")
"""Payloads of every run of the tests; `python -m tests.fuzz.many ways` and `papers` try all of them."""
PAPERS = 5
"""One in so many papers is printed here."""


@pytest.mark.parametrize("way", WAYS)
def test_nothing_that_comes_in_is_obeyed(way: str, tmp_path: Path) -> None:
    wrong = []
    for name in SHARE:
        (tmp_path / name).mkdir()
        wrong += wrong_after(way, PAYLOADS[name], tmp_path / name)
    assert wrong == []


def test_nothing_that_a_visit_says_is_obeyed_in_print(tmp_path: Path) -> None:
    names = [name for name in formats.names() if name != "pdf"]
    for number, document in enumerate(sorted(catalog().templates)[::PAPERS]):
        assert printed(tmp_path, 0, document, names[number % len(names)]) == [], document
