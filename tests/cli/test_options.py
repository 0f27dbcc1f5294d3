"""How options are read."""

from __future__ import annotations

import datetime as dt

import pytest

from jiedai.cli.failure import Failure
from jiedai.cli.options import day


@pytest.mark.parametrize(
    ("text", "wanted"), [("2026-05-01", dt.date(2026, 5, 1)), ("2026年5月1日", dt.date(2026, 5, 1))]
)
def test_days(text, wanted):
    assert day(text) == wanted
    assert type(day(text)) is dt.date


@pytest.mark.parametrize("text", ["今天", "today", " TODAY "])
def test_today(text):
    assert day(text) == dt.date.today()


@pytest.mark.parametrize("text", ["", "5月", "2026-13-01"])
def test_no_day(text):
    with pytest.raises(Failure):
        day(text)
