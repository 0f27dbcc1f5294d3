"""What became of a visit, in figures: how its times were kept, what its tasks and its guests' answers come to.

Every figure of this kind is worked out here, for the plan itself and for what a reader may see of it, so that a paper,
a command and the year's figures never differ. Shares are whole percent, means have one place, both rounded half up;
of nothing there is neither.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Any, NamedTuple

from jiedai.model.choice import Payer, PlanState, TaskStatus
from jiedai.model.conduct import Cost
from jiedai.model.moments import Moment
from jiedai.model.times import DAY_MINUTES, TimeRange
from jiedai.visit.case import Case

PUNCTUAL = 5
"""Minutes that an item may be off and still count as kept."""
SATISFIED = 4
"""Points from which on a guest is satisfied."""
LOW = 3
"""Points up to which somebody asks what was wrong."""
LEAST_SHEETS = 3
"""Forms from which on leaders are told means by question; of fewer, a guest could be recognised."""
LEAST_OF_SHARE = 10
"""Answers, or items, from which on a share is told in percent and a mean is told; of fewer, how many they are."""
_POINTS = range(1, 6)


def percent(part: int, whole: int) -> int | None:
    """A share in hundredths; None of nothing."""
    return int((Decimal(100 * part) / whole).quantize(Decimal(1), ROUND_HALF_UP)) if whole else None


def mean(points: Sequence[int]) -> Decimal | None:
    """The mean to one place; None of nothing."""
    return (Decimal(sum(points)) / len(points)).quantize(Decimal("0.1"), ROUND_HALF_UP) if points else None


# --- times ------------------------------------------------------------------------------------------------------------


class Kept(NamedTuple):
    """How times were kept: of how many items it is known, the median of the minutes they were off, and the percentage
    of them that were off by at most PUNCTUAL.
    """

    timed: int
    median: Decimal | None
    within: int | None


def kept(late: Iterable[int]) -> Kept:
    """How times were kept, by the minutes that each start was late (negative: early)."""
    off = [abs(minutes) for minutes in late]
    return Kept(
        len(off), Decimal(str(median(off))) if off else None, percent(sum(one <= PUNCTUAL for one in off), len(off))
    )


def ran(day: dt.date, start: Moment | None, end: Moment | None) -> TimeRange | None:
    """From when to when an item of a day really lasted, in minutes from midnight of its day.

    None where its start is not known, or not on that day or the next; an end before the start is none.
    """
    midnight = dt.datetime.combine(day, dt.time())
    began, ended = (
        None if not moment or moment.minute is None else int((moment.at() - midnight).total_seconds() // 60)
        for moment in (start, end)
    )
    if began is None or not 0 <= began < 2 * DAY_MINUTES:
        return None
    return TimeRange(began, ended if ended is not None and ended >= began else None)


class Deviation(NamedTuple):
    """By how many minutes the start of an item was late, and why, where somebody said so."""

    id: str
    late: int
    note: str | None


def is_unexplained(late: int, note: object) -> bool:
    """Whether a start was off by more than PUNCTUAL minutes and nobody has said why."""
    return abs(late) > PUNCTUAL and not note


def deviations(case: Case) -> list[Deviation]:
    """Every item whose planned and actual start are both known, in the order of the programme."""
    actuals = {actual.id: actual for actual in (case.plan.actuals.items if case.plan.actuals else ())}
    found = []
    for day, item in case.items:
        actual = actuals.get(item.id)
        took = ran(day.date, actual.start, actual.end) if actual else None
        if actual and took and took.start is not None and item.time.start is not None:
            found.append(Deviation(item.id, took.start - item.time.start, actual.note))
    return found


# --- tasks ------------------------------------------------------------------------------------------------------------


class Fulfilled(NamedTuple):
    """Tasks that stand, those done, and of those with both times written (`dated`) how many were done in time."""

    total: int
    done: int
    dated: int
    in_time: int

    @property
    def percent(self) -> int | None:
        """The share that is done."""
        return percent(self.done, self.total)


def fulfilled(tasks: Iterable[tuple[bool, dt.datetime | None, dt.datetime | None]]) -> Fulfilled:
    """What tasks come to, each told by whether it is done, when it was due and when it was done."""
    standing = list(tasks)
    dated = [(due, at) for done, due, at in standing if done and due and at]
    return Fulfilled(
        len(standing), sum(done for done, _due, _at in standing), len(dated), sum(at <= due for due, at in dated)
    )


def tasks_of(case: Case) -> Fulfilled:
    """What the tasks of a plan come to; a dropped one does not stand."""
    dates = case.plan.dates
    return fulfilled(
        (
            task.status is TaskStatus.DONE,
            None if task.due.unfilled else task.due.at(dates),
            task.done_at.at() if task.done_at else None,
        )
        for task in case.plan.tasks
        if task.status is not TaskStatus.DROPPED
    )


# --- answers ----------------------------------------------------------------------------------------------------------


class Opinion(NamedTuple):
    """What answers come to: on how many forms, how many scores, their mean, and the percentage of satisfied ones."""

    sheets: int
    answers: int
    mean: Decimal | None
    satisfied: int | None


def is_score(value: object) -> bool:
    """Whether a value is one of the points of the form."""
    return isinstance(value, int) and value in _POINTS


def sheets(answers: Sequence[Any]) -> int:
    """On how many forms answers stand; those that do not say on which are taken for one form."""
    numbered = {str(answer.sheet) for answer in answers if answer.sheet}
    return len(numbered) + any(not answer.sheet for answer in answers)


def opinion(answers: Sequence[Any]) -> Opinion:
    """What answers come to; each has `score` and `sheet`."""
    points = [answer.score for answer in answers if is_score(answer.score)]
    satisfied = percent(sum(score >= SATISFIED for score in points), len(points))
    return Opinion(sheets(answers), len(points), mean(points), satisfied)


# --- money ------------------------------------------------------------------------------------------------------------


class Spent(NamedTuple):
    """What the host was to pay and paid, in yuan; None where nothing is written."""

    planned: Decimal | None
    paid: Decimal | None


def by_host(cost: Cost) -> bool:
    """Whether the host pays: where nobody is named, the host does."""
    return cost.payer is not Payer.GUEST_UNIT


def spent(case: Case) -> Spent:
    """What the host was to pay for a visit, and what it paid."""
    actuals = case.plan.actuals
    planned, paid = (
        [cost.amount for cost in costs if by_host(cost) and cost.amount is not None]
        for costs in (case.plan.costs, actuals.costs if actuals else ())
    )
    return Spent(sum(planned, Decimal(0)) if planned else None, sum(paid, Decimal(0)) if paid else None)


def host_cost(case: Case) -> Decimal | None:
    """What a visit cost the host: what was paid, else what is planned; of one that is off what was paid alone.

    None where nobody has written anything.
    """
    money = spent(case)
    off = case.plan.state is not PlanState.NORMAL
    return money.paid if off or money.paid is not None else money.planned


def hosted_meals(case: Case) -> int:
    """How many meals the host arranges."""
    return sum(bool(meal.hosted) for meal in case.plan.meals)


def headcount(case: Case) -> int | None:
    """How many guests came: as counted afterwards, else as many as were expected; None where nobody says."""
    counted = case.plan.actuals.headcount if case.plan.actuals else None
    if counted is not None:
        return counted
    expected = case.guest_heads
    return expected.number if expected else None
