"""When cards come back: the figures of the design, and answers that say nothing."""

from __future__ import annotations

import datetime as dt

from jiedai.workflow.records import Entry
from jiedai.workflow.study.schedule import Rating, rating, standings
from tests.batch import cases

START = dt.datetime(2026, 5, 11, 9)
STATES = {"rule:YC02": "aaaa0000"}


def answered(at: dt.datetime, word: str, **more: object) -> Entry:
    return Entry(at, "answer", {"card": "rule:YC02", "rating": word, "state": "aaaa0000"} | more)


def intervals(*words: str) -> list[int]:
    """Days between answers that are each given on the day the card comes back."""
    entries: list[Entry] = []
    found, at = [], START
    for word in words:
        entries.append(answered(at, word))
        stand = standings(entries, STATES)["rule:YC02"]
        found.append(stand.interval)
        at += dt.timedelta(days=stand.interval)
        assert stand.next == at.date()
    return found


@cases(
    ("words", "days"),
    [
        (("good", "good", "good", "good"), [2, 11, 46, 163]),
        (("good", "again", "good"), [2, 1, 2]),
        (("easy", "good"), [8, 39]),
    ],
)
def test_intervals_of_the_design(words, days):
    assert intervals(*words) == days


def test_answers_to_other_facts_or_other_cards_say_nothing():
    assert standings([answered(START, "good", state="bbbb1111")], STATES) == {}
    assert standings([answered(START, "good", card="rule:XX99")], STATES) == {}
    assert standings([answered(START, "better"), Entry(START, "tick", {"card": "rule:YC02"})], STATES) == {}
    assert standings([answered(START, "good", state=None)], STATES)["rule:YC02"].reps == 1


def test_of_a_clock_that_was_set_back_the_order_of_lines_counts():
    later = [answered(START, "good"), answered(START - dt.timedelta(days=30), "good")]
    stand = standings(later, STATES)["rule:YC02"]
    assert (stand.last, stand.reps) == (START, 2)
    assert stand.next > START.date()


def test_a_rating_is_a_number_or_a_word_of_either_language():
    assert [rating(word) for word in ("1", "again", "忘了")] == [Rating.AGAIN] * 3
    assert [rating(word) for word in ("4", " EASY ", "容易")] == [Rating.EASY] * 3
    assert [rating(word) for word in ("0", "5", "", "goo")] == [None] * 4
