"""The year in figures: batches and person-times by kind, rank and month, money, meals, nights, opinions, faults.

A plan becomes a `Batch`, small and without anybody's name; everything else is added up from batches, so that the parts
of a division are the whole, however many plans there are. A visit belongs to the year of its first day. One that was
called off or put off has not taken place: it is told apart and counts for nothing else.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from jiedai.model.choice import FaultGrade, FaultStatus, Kind, PlanState, Rank
from jiedai.model.office import Office
from jiedai.visit.case import Case
from jiedai.visit.deadlines import PENDING
from jiedai.visit.follow_ups import follow_ups
from jiedai.visit.outcome import SATISFIED, headcount, host_cost, hosted_meals, is_score, mean, percent, sheets, spent
from jiedai.visit.work import names_in
from jiedai.workflow.after.ledger import today

UNKNOWN = "unknown"
"""Stands for the rank of guests of whom nobody has written one."""
OTHER = "other"
"""Stands for the cells that are too small to be made public."""
LEAST_PUBLIC = 3
"""Visits that a public cell stands for at least: of fewer, one could be read out."""
_TENTH, _CENT = Decimal("0.1"), Decimal("0.01")


class Batch(NamedTuple):
    """A visit as the year counts it. `cost` is what the host paid, or was to pay where nothing is written yet
    (`paid` tells which); None where nobody has written anything. `faulty` is None where nobody has looked yet.
    """

    first: dt.date
    kind: str
    rank: str
    persons: int
    state: PlanState = PlanState.NORMAL
    hosted_meals: int = 0
    cost: Decimal | None = None
    paid: bool = False
    room_nights: int = 0
    open_follow_ups: int = 0
    sheets: int = 0
    points: tuple[int, ...] = ()
    faulty: bool | None = None
    units: tuple[str, ...] = ()

    @property
    def foreign(self) -> bool:
        """Whether its guests come from abroad."""
        return Kind.read(self.kind) is Kind.FOREIGN

    @property
    def month(self) -> str:
        """The month of its first day: `2026-05`."""
        return f"{self.first:%Y-%m}"


def batch(case: Case) -> Batch:
    """A visit as the year counts it."""
    plan, money = case.plan, spent(case)
    ranks = [rank for guest in plan.guests if (rank := case.rank_of(guest.name)) is not None]
    highest = min(ranks, key=lambda rank: rank.height, default=None)
    off = plan.state is not PlanState.NORMAL
    return Batch(
        dt.date.fromordinal(plan.dates.first.toordinal()),
        plan.kind.value,
        highest.value if highest else UNKNOWN,
        0 if off else headcount(case) or 0,
        plan.state,
        hosted_meals(case),
        host_cost(case),
        money.paid is not None,
        _room_nights(case),
        sum(one.status in PENDING for one in follow_ups(case)),
        sheets(plan.feedback) if plan.feedback else 0,
        tuple(one.score for one in plan.feedback if one.score is not None and is_score(one.score)),
        _faulty(case),
        tuple(_units(case)),
    )


def _room_nights(case: Case) -> int:
    """Rooms times nights, of each hotel; the nights of the visit where a hotel says none."""
    dates, found = case.plan.dates, 0
    for stay in case.plan.lodging:
        nights = ((stay.check_out or dates.last) - (stay.check_in or dates.first)).days
        found += len(stay.rooms) * max(nights, 0)
    return found


def _faulty(case: Case) -> bool | None:
    """Whether the office established a fault above a note; None before anybody has reviewed or closed the visit."""
    review = case.plan.review
    if review is None and case.plan.closed is None:
        return None
    established = (FaultStatus.CONFIRMED, FaultStatus.MENDED)
    return any(
        one.status in established and one.grade is not None and one.grade is not FaultGrade.NOTE
        for one in (review.faults if review else ())
    )


def _units(case: Case) -> list[str]:
    """The units with a task or an item of their own, as the office calls them today, each once."""
    names = today(case.office)
    named = [name for _day, item in case.items for name in names_in(item.lead)]
    named += [name for task in case.plan.tasks for name in names_in(task.unit)]
    return sorted({names.get(name, name) for name in named})


# --- added up ---------------------------------------------------------------------------------------------------------


class Cell(NamedTuple):
    """What visits come to together: how many, of how many people, and what they cost the host (yuan)."""

    visits: int = 0
    persons: int = 0
    host_cost: Decimal = Decimal(0)

    def __add__(self, other: object) -> Cell:
        """Both together."""
        if not isinstance(other, Cell):
            return NotImplemented
        return Cell(self.visits + other.visits, self.persons + other.persons, self.host_cost + other.host_cost)


def cell(batches: Iterable[Batch]) -> Cell:
    """What batches come to."""
    every = list(batches)
    cost = sum((one.cost for one in every if one.cost is not None), Decimal(0))
    return Cell(len(every), sum(one.persons for one in every), cost)


Division = dict[str, Cell]
"""Cells by what they are of, in the order of the field."""


class Said(NamedTuple):
    """What guests said in all: on how many forms, how many scores, their mean, the percentage of satisfied ones."""

    sheets: int
    answers: int
    mean: Decimal | None
    satisfied: int | None


class Budget(NamedTuple):
    """The budget of the office file, in yuan, and the percentage that is spent, to one place."""

    total: Decimal
    spent: Decimal
    rate: Decimal | None


class Year(NamedTuple):
    """The figures of a year. `actual` and `planned` are the visits whose cost is what was paid, or was to be paid;
    `looked_at` those that were reviewed or closed, `faultless` how many of them had no fault. `cancelled` holds what
    visits that were called off cost all the same. Domestic and foreign visits are None where they may not be told.
    """

    year: int
    total: Cell
    hosted_meals: int
    actual: int
    planned: int
    by_kind: Division
    by_rank: Division
    by_month: Division
    by_unit: Division
    domestic: Cell | None
    foreign: Cell | None
    room_nights: int
    open_follow_ups: int
    said: Said
    looked_at: int
    faultless: int
    cancelled: Cell
    postponed: int
    budget: Budget | None = None

    @property
    def per_head(self) -> Decimal | None:
        """What a guest cost the host; None without guests."""
        persons, cost = self.total.persons, self.total.host_cost
        return (cost / persons).quantize(_CENT, ROUND_HALF_UP) if persons else None

    @property
    def planned_share(self) -> int | None:
        """The percentage of visits with a cost of which it is only planned."""
        return percent(self.planned, self.planned + self.actual)


def year_of(batches: Iterable[Batch], year: int, office: Office | None = None) -> Year:
    """The figures of a year, by the visits that began in it."""
    every = [one for one in batches if one.first.year == year]
    there = [one for one in every if one.state is PlanState.NORMAL]
    known = [one for one in there if one.faulty is not None]
    points = [point for one in there for point in one.points]
    return Year(
        year,
        cell(there),
        sum(one.hosted_meals for one in there),
        sum(one.cost is not None and one.paid for one in there),
        sum(one.cost is not None and not one.paid for one in there),
        _divided(there, lambda one: one.kind, [kind.value for kind in Kind]),
        _divided(there, lambda one: one.rank, [*(rank.value for rank in Rank), UNKNOWN]),
        _divided(there, lambda one: one.month, sorted({one.month for one in there})),
        _by_unit(there),
        cell(one for one in there if not one.foreign),
        cell(one for one in there if one.foreign),
        sum(one.room_nights for one in there),
        sum(one.open_follow_ups for one in there),
        Said(
            sum(one.sheets for one in there),
            len(points),
            mean(points),
            percent(sum(point >= SATISFIED for point in points), len(points)),
        ),
        len(known),
        sum(not one.faulty for one in known),
        cell(one for one in every if one.state is PlanState.CANCELLED),
        sum(one.state is PlanState.POSTPONED for one in every),
        budget_of(office),
    )


def _divided(batches: Sequence[Batch], of: Callable[[Batch], str], order: Iterable[str]) -> Division:
    """Batches by what each is of; nothing for what none is of."""
    parts: dict[str, list[Batch]] = {}
    for one in batches:
        parts.setdefault(of(one), []).append(one)
    return {name: cell(parts[name]) for name in order if name in parts}


def _by_unit(batches: Sequence[Batch]) -> Division:
    """What each unit had a part in; a visit counts for every unit of it, so these are no parts of a whole."""
    parts: dict[str, list[Batch]] = {}
    for one in batches:
        for unit in one.units:
            parts.setdefault(unit, []).append(one)
    return {unit: cell(parts[unit]) for unit in sorted(parts, key=lambda name: (-len(parts[name]), name))}


def budget_of(office: Office | None) -> Budget | None:
    """The budget that an office file has; None where it says nothing of it."""
    budget = office.standards.budget if office and office.standards else None
    if budget is None or budget.total is None or budget.spent is None:
        return None
    rate = (100 * budget.spent / budget.total).quantize(_TENTH, ROUND_HALF_UP) if budget.total else None
    return Budget(budget.total, budget.spent, rate)


# --- against another year ---------------------------------------------------------------------------------------------


def change(new: Decimal | int, old: Decimal | int) -> Decimal | None:
    """By how many percent a figure has changed, to one place; None from nothing."""
    return (100 * (Decimal(new) - Decimal(old)) / Decimal(old)).quantize(_TENTH, ROUND_HALF_UP) if old else None


def changes(new: Cell, old: Cell) -> Mapping[str, Decimal | None]:
    """The changes of a cell, by the name of the figure."""
    return {
        "visits": change(new.visits, old.visits),
        "persons": change(new.persons, old.persons),
        "host_cost": change(new.host_cost, old.host_cost),
    }


# --- for everybody ----------------------------------------------------------------------------------------------------


def public(year: Year) -> Year:
    """What of a year may be made public: nothing of units, opinions, faults and follow-ups, and no cell small enough
    to read one visit out of it.
    """
    few = any(part is not None and 0 < part.visits < LEAST_PUBLIC for part in (year.domestic, year.foreign))
    return year._replace(
        by_kind=merged(year.by_kind),
        by_rank=merged(year.by_rank),
        by_month=merged(year.by_month),
        by_unit={},
        domestic=None if few else year.domestic,
        foreign=None if few else year.foreign,
        cancelled=Cell(),
        postponed=0,
        open_follow_ups=0,
        said=Said(0, 0, None, None),
        looked_at=0,
        faultless=0,
    )


def merged(division: Division) -> Division:
    """A division whose small cells are one, OTHER, at the end; so large that none of them is the rest of the others.

    A cell that goes by that name already is one of them.
    """
    small = {name for name, one in division.items() if one.visits < LEAST_PUBLIC or name == OTHER}
    rest = sum((division[name] for name in small), Cell())
    for name in sorted(division.keys() - small, key=lambda one: (division[one].visits, one)):
        if not small or rest.visits >= LEAST_PUBLIC:
            break
        small.add(name)
        rest += division[name]
    kept = {name: one for name, one in division.items() if name not in small}
    return kept | ({OTHER: rest} if small else {})
