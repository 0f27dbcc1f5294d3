"""What people have learnt: cards, the share that was remembered, and areas in which too little was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from jiedai.workflow.records import Entry
from jiedai.workflow.study.cards import area_of
from jiedai.workflow.study.schedule import Rating, rating

ENOUGH = Fraction(4, 5)
"""An area in which less is remembered is a gap."""
SAMPLE = 5
"""Answers below which nothing is said of a share."""


class Share(NamedTuple):
    """How many answers there were, and how many of them were remembered."""

    answers: int
    good: int

    @property
    def percent(self) -> int | None:
        """The share in whole percent, half up; None where there are too few answers."""
        return (200 * self.good + self.answers) // (2 * self.answers) if self.answers >= SAMPLE else None

    @property
    def is_gap(self) -> bool:
        """Whether too little was remembered, of enough answers."""
        return self.answers >= SAMPLE and Fraction(self.good, self.answers) < ENOUGH


class Record(NamedTuple):
    """What a person has learnt; `areas` in the order of their names, with answers to cards and to quizzes together.

    `quizzes` is how many there were, `quizzed` what was answered in them.
    """

    cards: int
    total: Share
    areas: dict[str, Share]
    quizzes: int = 0
    quizzed: Share = Share(0, 0)

    @property
    def gaps(self) -> list[str]:
        """The areas to train."""
        return [area for area, share in self.areas.items() if share.is_gap]


def record(entries: Iterable[Entry], year: int | None = None) -> Record:
    """What answers come to, those of a year alone where one is named. Cards that are gone were learnt all the same."""
    seen: set[str] = set()
    every: Counter[str] = Counter()
    good: Counter[str] = Counter()
    quizzes, right, asked = 0, 0, 0
    for entry in entries:
        if entry.type == "quiz" and year in (None, entry.at.year):
            told = _told(entry.fields.get("areas"))
            quizzes += 1
            right, asked = right + sum(told[area][0] for area in told), asked + sum(told[area][1] for area in told)
            for area, (well, of) in told.items():
                every[area] += of
                good[area] += well
        card, word = entry.fields.get("card"), entry.fields.get("rating")
        given = rating(word) if isinstance(word, str) else None
        if entry.type != "answer" or given is None or not isinstance(card, str) or year not in (None, entry.at.year):
            continue
        seen.add(card)
        every[area_of(card)] += 1
        good[area_of(card)] += given is not Rating.AGAIN
    areas = {area: Share(every[area], good[area]) for area in sorted(every)}
    return Record(len(seen), Share(every.total(), good.total()), areas, quizzes, Share(asked, right))


def _told(areas: object) -> dict[str, tuple[int, int]]:
    """Right answers of all by area, as a log has them; what is none of them is passed over."""
    found: dict[str, tuple[int, int]] = {}
    for area, counts in areas.items() if isinstance(areas, dict) else ():
        match counts:
            case [int(right), int(asked)] if 0 <= right <= asked:
                found[str(area)] = (right, asked)
    return found
