"""How options are read."""

from __future__ import annotations

import datetime as dt

import pytest

from jiedai.cli.failure import Failure
from jiedai.cli.times import day, moment
from tests.batch import cases


@pytest.mark.parametrize(
    ("text", "wanted"), [("2026-05-01", dt.date(2026, 5, 1)), ("2026年5月1日", dt.date(2026, 5, 1))]
)
def test_days(text, wanted):
    assert day(text) == wanted
    assert type(day(text)) is dt.date


@cases("text", ["今天", "today", " TODAY "])
def test_today(text):
    assert day(text) == dt.date.today()


@cases("text", ["", "5月", "2026-13-01"])
def test_no_day(text):
    with pytest.raises(Failure):
        day(text)


@cases(
    ("text", "wanted"),
    [
        ("2026-05-09 18:00", dt.datetime(2026, 5, 9, 18)),
        ("2026年5月9日 下午6点", dt.datetime(2026, 5, 9, 18)),
        ("2026-05-09　18：05", dt.datetime(2026, 5, 9, 18, 5)),
        ("2026-05-09", dt.datetime(2026, 5, 9)),
    ],
)
def test_moments(text, wanted):
    assert moment(text) == wanted


def test_a_moment_without_a_day_is_of_today():
    now = moment("现在")
    assert (now.second, now.tzinfo) == (0, None)
    assert moment("07:30").time() == dt.time(7, 30)
    assert abs((moment("07:30").date() - now.date()).days) <= 1  # unless midnight lies between the two lines


@cases("text", ["", "昨天", "2026-13-01 8:00", "2026-05-09 25:00"])
def test_no_moment(text):
    with pytest.raises(Failure) as failure:
        moment(text)
    assert failure.value.hint
