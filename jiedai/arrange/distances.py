"""Seats between people at a meal: who cannot have them at one table goes to another, as precedence decides the seats.

The search of tables knows nothing of seats. What it finds is drawn, and a pair that comes out too close must sit at
different tables from then on, as long as that can be had.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from jiedai.arrange.demands import OutOfReach
from jiedai.arrange.dinners import Dinner, at_table, demands_of, seatable
from jiedai.arrange.proposal import Proof
from jiedai.language import _
from jiedai.model.choice import SeatingShape
from jiedai.model.hospitality import Seating
from jiedai.seating.chart import chart_of
from jiedai.seating.distance import seats_between
from jiedai.visit.case import Case

Seated = Callable[[Dinner], tuple[list[int], Proof]]
"""The table of each diner by index, and the proof."""


class _Close(NamedTuple):
    """Two diners by index, the seats that are to be between them, and those that are."""

    one: int
    two: int
    wanted: int
    between: int


def kept_apart(case: Case, dinner: Dinner, seated: Seated) -> tuple[list[int], Proof, list[str]]:
    """A seating with the distances that can be had, and what is to be said of the pairs.

    The bound is that of a seating without distances: another one with them may be as good as the one that is found.
    """
    at, proof = seated(dinner)
    bound, given_up, parted = proof.bound, set[tuple[int, int]](), list[_Close]()
    trial = dinner
    while True:
        close = [one for one in _too_close(case, dinner, at) if one[:2] not in given_up]
        if not close:
            break
        pair = close[0][:2]
        further = replace(trial, apart=tuple(sorted((*trial.apart, pair))))
        if not _can_be(further):
            given_up.add(pair)
            continue
        trial = further
        parted.append(close[0])
        at, proof = seated(trial)
    return at, Proof(proof.cost, min(bound, proof.bound), proof.by), list(_notes(case, dinner, at, parted))


def _can_be(dinner: Dinner) -> bool:
    try:
        return seatable(dinner, frozenset(demand.key for demand in demands_of(dinner)))
    except OutOfReach:
        return False


def _too_close(case: Case, dinner: Dinner, at: Sequence[int]) -> Iterator[_Close]:
    """The pairs at one table with fewer seats between them than they are to have."""
    for one, two, wanted in dinner.distant:
        if at[one] != at[two]:
            continue
        chart = chart_of(case, _table(dinner, at, at[one]))
        between = seats_between(chart, dinner.diners[one].name, dinner.diners[two].name)
        if between is not None and between < wanted:
            yield _Close(one, two, wanted, between)


def _table(dinner: Dinner, at: Sequence[int], table: int) -> Seating:
    """The chart of a table as it would be written."""
    here = [diner for diner, place in zip(dinner.diners, at, strict=True) if place == table]
    people = {
        "guests": tuple(diner.name for diner in here if diner.guest),
        "hosts": tuple(diner.name for diner in here if not diner.guest),
        "people": (),
    }
    if table < len(dinner.entries):
        return dinner.entries[table].model_copy(update=people)
    names = {diner.name for diner in here}
    fixed = [
        entry.model_copy(update={"seat": at_table(entry, table)})
        for entry in (dinner.room.fixed if dinner.room else ())
        if entry.person in names
    ]
    return Seating(id=f"{table + 1}", item=dinner.item.id, shape=SeatingShape.ROUND_TABLE, fixed=fixed, **people)


def _notes(case: Case, dinner: Dinner, at: Sequence[int], parted: Sequence[_Close]) -> Iterator[str]:
    name = [diner.name for diner in dinner.diners]
    for close in parted:
        if at[close.one] != at[close.two]:
            yield _("{one}与{two}同桌隔不到 {wanted} 个座位，分在两桌").format(
                one=name[close.one], two=name[close.two], wanted=close.wanted
            )
    for close in _too_close(case, dinner, at):
        yield _(
            "{one}与{two}要隔 {wanted} 个座位，同桌按礼宾次序只隔 {between} 个，也分不到两桌；要隔开用“指定”并写理由"
        ).format(one=name[close.one], two=name[close.two], wanted=close.wanted, between=close.between)
