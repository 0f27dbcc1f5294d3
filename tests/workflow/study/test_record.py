"""What was learnt: both sides of the least sample and of enough."""

from __future__ import annotations

import datetime as dt

from jiedai.workflow.records import Entry
from jiedai.workflow.study.record import Share, record
from tests.batch import cases


def entry(card: str, word: str, year: int = 2026) -> Entry:
    return Entry(dt.datetime(year, 5, 11), "answer", {"card": card, "rating": word})


@cases(
    ("answers", "good", "percent", "gap"),
    [(4, 0, None, False), (5, 3, 60, True), (5, 4, 80, False), (9, 7, 78, True), (200, 161, 81, False)],
)
def test_a_share_needs_enough_answers(answers, good, percent, gap):
    assert (Share(answers, good).percent, Share(answers, good).is_gap) == (percent, gap)


def test_areas_and_gaps():
    told = [entry("rule:YC02", "again")] * 2 + [entry("rule:YC03", "good")] * 3 + [entry("unit:县委办", "easy")] * 5
    found = record([*told, entry("rule:YC02", "better"), Entry(dt.datetime(2026, 1, 1), "tick", {})])
    assert (found.cards, found.total) == (3, Share(10, 8))
    assert found.areas == {"YC": Share(5, 3), "unit": Share(5, 5)}
    assert found.gaps == ["YC"]


def test_a_year_alone():
    assert record([entry("rule:YC02", "good", 2025), entry("rule:YC02", "good")], 2025).total == Share(1, 1)
