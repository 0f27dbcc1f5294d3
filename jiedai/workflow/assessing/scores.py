"""Evidence becomes rates, rates become a score: few events are drawn towards all, so that chance wins nothing.

With s of n events met, the rate p of all units together and the prior k, the rate that counts is (s + k·p) / (n + k)
(empirical Bayes: what is known of everybody counts as k events of each). The interval is Wilson's of 80 %. A grade is
given from the least sample on; what is under it is told as too little. No published score of receptions with numbers
was found: the weights are the office's.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

from jiedai.language import _
from jiedai.model.choice import Indicator
from jiedai.model.office import Office
from jiedai.workflow.assessing.evidence import Event, Objection, Told, Veto

WEIGHTS = {
    Indicator.ON_TIME: 40,
    Indicator.ANSWERED: 15,
    Indicator.PUNCTUAL: 15,
    Indicator.FAULTLESS: 20,
    Indicator.SATISFIED: 10,
}
PRIOR, SAMPLE = 5, 8
GRADES = {"优秀": 90, "良好": 75, "合格": 60}
FAILED = "不合格"
"""The grade below all others, and of who is kept from a grade."""
_Z = 1.2816
"""The deviation that 80 % of a normal distribution lie within."""
_TENTH, _RATE = Decimal("0.1"), Decimal("0.0001")


class Measures(NamedTuple):
    """How an office weighs: points by indicator, the prior, the least sample, and grades with their least scores."""

    weights: Mapping[Indicator, int]
    prior: int
    sample: int
    grades: Mapping[str, int]

    def grade(self, score: Decimal) -> str:
        """The grade of a score."""
        named = sorted(self.grades.items(), key=lambda one: -one[1])
        return next((name for name, least in named if score >= least), FAILED)


def measures_of(office: Office | None) -> Measures:
    """How an office weighs: as its file says, else as is usual."""
    own = office.assessment if office else None
    if own is None:
        return Measures(WEIGHTS, PRIOR, SAMPLE, GRADES)
    return Measures(
        WEIGHTS | dict(own.weights),
        PRIOR if own.prior is None else own.prior,
        SAMPLE if own.sample is None else own.sample,
        dict(own.grades) or GRADES,
    )


class Rate(NamedTuple):
    """Events met of all, as they are (`raw`) and drawn towards everybody's (`shrunk`)."""

    hits: int
    n: int
    shrunk: Fraction
    weight: int

    @property
    def raw(self) -> Fraction:
        """Events met of all."""
        return Fraction(self.hits, self.n)


class Score(NamedTuple):
    """What a unit (or a person) comes to. `score` is None where nothing that weighs anything happened, `grade` where
    there is too little; `interval` is that of the tasks done in time.
    """

    who: str
    score: Decimal | None
    grade: str | None
    n: int
    rates: Mapping[Indicator, Rate]
    interval: tuple[Decimal, Decimal] | None
    events: tuple[Event, ...]
    vetoes: tuple[Veto, ...] = ()
    objections: tuple[Objection, ...] = ()

    @property
    def missed(self) -> list[Event]:
        """The events that were not met."""
        return [event for event in self.events if not event.hit]


class Assessment(NamedTuple):
    """A period: the rates of all together, each unit's score, the best first, and what they rest on."""

    first: dt.date
    last: dt.date
    visits: int
    undated: int
    measures: Measures
    pooled: Mapping[Indicator, Fraction]
    scores: tuple[Score, ...]


def assessment(every: Iterable[Told], first: dt.date, last: dt.date, measures: Measures) -> Assessment:
    """What the units of the visits that began in a period come to."""
    there = [told for told in every if told.held and first <= told.first <= last]
    events = [event for told in there for event in told.events]
    vetoes = [veto for told in there for veto in told.vetoes]
    objections = [one for told in there for one in told.objections]
    pooled = pooled_of(events)
    known = {event.who for event in events} | {veto.who for veto in vetoes}
    scores = [
        scored(
            who,
            [event for event in events if event.who == who],
            pooled,
            measures,
            [veto for veto in vetoes if veto.who == who],
            [one for one in objections if one.who == who],
        )
        for who in known
    ]
    undated = sum(told.undated for told in there)
    return Assessment(first, last, len(there), undated, measures, pooled, in_order(scores))


def of_people(every: Iterable[Told], found: Assessment) -> tuple[Score, ...]:
    """The people of the same period, measured among themselves."""
    events = [event for told in every if found.first <= told.first <= found.last for event in told.people]
    pooled = pooled_of(events)
    names = {event.who for event in events}
    own = {name: [event for event in events if event.who == name] for name in names}
    return in_order([scored(name, own[name], pooled, found.measures) for name in names])


def in_order(scores: Iterable[Score]) -> tuple[Score, ...]:
    """Scores with the highest first, of the same those that rest on more, then by name."""
    return tuple(sorted(scores, key=lambda one: (-(one.score if one.score is not None else -1), -one.n, one.who)))


def pooled_of(events: Sequence[Event]) -> dict[Indicator, Fraction]:
    """Of all events of an indicator, how many were met."""
    found = {}
    for indicator in Indicator:
        own = [event.hit for event in events if event.indicator is indicator]
        if own:
            found[indicator] = Fraction(sum(own), len(own))
    return found


def scored(
    who: str,
    events: Sequence[Event],
    pooled: Mapping[Indicator, Fraction],
    measures: Measures,
    vetoes: Sequence[Veto] = (),
    objections: Sequence[Objection] = (),
) -> Score:
    """The score of one, from its own events and the rates of all."""
    rates = {}
    for indicator in Indicator:
        own = [event.hit for event in events if event.indicator is indicator]
        if own:
            hits, n = sum(own), len(own)
            rate = shrunk(hits, n, pooled[indicator], measures.prior)
            rates[indicator] = Rate(hits, n, rate, measures.weights[indicator])
    weight = sum(rate.weight for rate in rates.values())
    points = sum((rate.weight * rate.shrunk for rate in rates.values()), Fraction(0))
    score = half_up(100 * points / weight, _TENTH) if weight else None
    count = len(events)
    grade = measures.grade(score) if score is not None and count >= measures.sample else None
    timely = rates.get(Indicator.ON_TIME)
    ordered = tuple(sorted(events, key=_place))
    interval = wilson(timely.hits, timely.n) if timely else None
    given = FAILED if vetoes else grade
    return Score(who, score, given, count, rates, interval, ordered, tuple(vetoes), tuple(objections))


def _place(event: Event) -> tuple[int, str]:
    told = (event.file, event.id, event.hit, event.due, event.done_at, event.what)
    return (list(Indicator).index(event.indicator), " ".join(map(str, told)))


def shrunk(hits: int, n: int, pooled: Fraction, prior: int) -> Fraction:
    """A rate drawn towards that of all: (s + k·p) / (n + k)."""
    return (hits + prior * pooled) / (n + prior)


def wilson(hits: int, n: int, z: float = _Z) -> tuple[Decimal, Decimal]:
    """Wilson's interval of a rate, to four places."""
    rate, square = hits / n, z * z
    middle = rate + square / (2 * n)
    width = z * math.sqrt(rate * (1 - rate) / n + square / (4 * n * n))
    whole = 1 + square / n
    low, high = max(0.0, (middle - width) / whole), min(1.0, (middle + width) / whole)
    return half_up(Fraction(low), _RATE), half_up(Fraction(high), _RATE)


def half_up(value: Fraction, to: Decimal = _RATE) -> Decimal:
    """A figure to some places, half up."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(to, ROUND_HALF_UP)


def grade_name(grade: str) -> str:
    """A grade in the language in use; the names that an office has given stay as they are."""
    usual = {"优秀": _("优秀"), "良好": _("良好"), "合格": _("合格"), FAILED: _("不合格")}
    return usual.get(grade, grade)
