"""When a card comes back, replayed from what was answered by FSRS (fsrs 6).

No learning steps and no chance: answers of good, good, good, good come back after 2, 11, 46, 163 days; the aim is
that nine of ten are remembered when they come.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import NamedTuple

from jiedai.language import N_, _
from jiedai.model.times import CHINA
from jiedai.workflow.records import Entry

RETENTION = 0.9


class Rating(IntEnum):
    """How well a card was remembered."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4

    @property
    def label(self) -> str:
        """What the person at the terminal calls it."""
        return _(_LABELS[self])


_LABELS = {Rating.AGAIN: N_("忘了"), Rating.HARD: N_("费劲"), Rating.GOOD: N_("记得"), Rating.EASY: N_("容易")}


def rating(word: str) -> Rating | None:
    """The rating that a word names: `3`, `good`, 记得; None for another."""
    typed = word.strip().casefold()
    return next((one for one in Rating if typed in (str(int(one)), one.name.casefold(), _LABELS[one])), None)


class Standing(NamedTuple):
    """Where a card stands for a person: answered last, due next, days between the two, how often answered."""

    last: dt.datetime
    next: dt.date
    interval: int
    reps: int


def standings(entries: Iterable[Entry], states: Mapping[str, str]) -> dict[str, Standing]:
    """Where each card stands, by number; `states` are those of the cards there are.

    Answers to cards that are gone, or whose facts have changed since, say nothing. Of a clock that was set back the
    order of the lines counts.
    """
    told: dict[str, list[tuple[dt.datetime, Rating]]] = {}
    for entry in entries:
        card, word = entry.fields.get("card"), entry.fields.get("rating")
        given = rating(word) if isinstance(word, str) else None
        if entry.type != "answer" or given is None or not isinstance(card, str) or card not in states:
            continue
        if entry.fields.get("state") in (None, states[card]):
            told.setdefault(card, []).append((entry.at, given))
    return {card: _replayed(answers) for card, answers in told.items()}


def _replayed(answers: list[tuple[dt.datetime, Rating]]) -> Standing:
    import fsrs  # takes longer than reading a plan, and most commands learn nothing

    scheduler = fsrs.Scheduler(
        desired_retention=RETENTION, learning_steps=(), relearning_steps=(), enable_fuzzing=False
    )
    # A card without a number of its own: fsrs would wait a millisecond to find one.
    card, last = fsrs.Card(card_id=0), dt.datetime.min
    for at, given in answers:
        last = max(last, at)
        when = last.replace(tzinfo=CHINA).astimezone(dt.UTC)
        card, _log = scheduler.review_card(card, fsrs.Rating(int(given)), when)
    due = card.due.astimezone(CHINA).replace(tzinfo=None)
    return Standing(last, due.date(), (due - last).days, len(answers))
