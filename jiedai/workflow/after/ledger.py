"""Over many visits: the faults of a period with causes that come again, and what is still followed up.

The columns of faults are those of 安顺市 (Guizhou), whose offices hand such a record in at the end of each month.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from jiedai.model.choice import FaultCause, FaultStatus, PlanState
from jiedai.model.office import Office
from jiedai.model.review import Fault, FollowUp
from jiedai.visit.case import Case
from jiedai.visit.deadlines import State, state
from jiedai.visit.follow_ups import due_of, follow_ups

REPEATED = 2
"""Faults of one unit and one cause that make them repeated ones."""


class FaultRow(NamedTuple):
    """A fault with the visit it happened at; `day` is when it happened, or the last day of the visit where nobody has
    said; `item` is what it happened at, in words; `unit` is the unit as the office calls it today.
    """

    file: str
    title: str
    day: dt.date
    item: str | None
    unit: str | None
    fault: Fault

    @property
    def counts(self) -> bool:
        """Whether it is a fault still: one that was dropped is none."""
        return self.fault.status is not FaultStatus.DISMISSED


def faults_of(case: Case) -> list[FaultRow]:
    """The faults of a visit, in the order written."""
    names = today(case.office)
    found = []
    for fault in case.plan.review.faults if case.plan.review else ():
        item = case.item_by_id.get(fault.item) if fault.item else None
        words = f"{fault.item} {item[1].what}" if item else fault.item
        day = dt.date.fromordinal((fault.when.day if fault.when else case.plan.dates.last).toordinal())
        unit = names.get(fault.unit, fault.unit) if fault.unit else None
        found.append(FaultRow(case.name, case.plan.title, day, words, unit, fault))
    return found


def today(office: Office | None) -> Mapping[str, str]:
    """What units that were renamed are called today, by what they were called before."""
    return {former: unit.name for unit in (office.units if office else ()) for former in unit.formerly}


def in_order(rows: Iterable[FaultRow]) -> list[FaultRow]:
    """Faults by the day they happened on, then by file, as written."""
    return sorted(rows, key=lambda row: (row.day, row.file))


def within(rows: Iterable[FaultRow], month: dt.date | None) -> list[FaultRow]:
    """The faults of the month that begins on a day; all of them without one."""
    return [row for row in rows if month is None or (row.day.year, row.day.month) == (month.year, month.month)]


def by_cause(rows: Iterable[FaultRow]) -> dict[FaultCause, int]:
    """How many faults came from each cause, most of them first; those without a cause are none of them."""
    counted = Counter(row.fault.cause for row in rows if row.counts and row.fault.cause)
    return {cause: counted[cause] for cause in sorted(counted, key=lambda one: (-counted[one], one.value))}


class Repeated(NamedTuple):
    """A cause that came again in a unit within twelve months, and how often."""

    unit: str
    cause: FaultCause
    times: int


def repeated(rows: Iterable[FaultRow], month: dt.date | None = None) -> list[Repeated]:
    """Causes that came twice or more in one unit within twelve months, most often first.

    With a month the twelve months end with it, and what did not happen in it too is left out; else the twelve months
    are those in which the cause came most often.
    """
    days: dict[tuple[str, FaultCause], list[dt.date]] = {}
    for row in rows:
        if row.counts and row.unit and row.fault.cause:
            days.setdefault((row.unit, row.fault.cause), []).append(row.day)
    found = []
    for (unit, cause), when in days.items():
        ends = when if month is None else [day for day in when if (day.year, day.month) == (month.year, month.month)]
        count = max((sum(_year_before(end) < day <= end for day in when) for end in ends), default=0)
        if count >= REPEATED:
            found.append(Repeated(unit, cause, count))
    return sorted(found, key=lambda one: (-one.times, one.unit, one.cause.value))


def _year_before(day: dt.date) -> dt.date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


# --- what is followed up ----------------------------------------------------------------------------------------------


class FollowUpRow(NamedTuple):
    """Something followed up with the visit it comes from, as it stands at a moment."""

    file: str
    title: str
    last: dt.date
    due: dt.datetime | None
    state: State
    phone: str | None
    follow_up: FollowUp


def follow_ups_of(case: Case, now: dt.datetime) -> list[FollowUpRow]:
    """What a visit is followed up by, closed or not; nothing of one that was called off."""
    if case.plan.state is PlanState.CANCELLED:
        return []
    found = []
    for one in follow_ups(case):
        due = due_of(one, case.plan.dates, now)
        phone = one.phone or (case.phone_of.get(one.owner) if one.owner else None)
        stands = state(one.status, due, now)
        found.append(FollowUpRow(case.name, case.plan.title, case.plan.dates.last, due, stands, phone, one))
    return found


def by_deadline(rows: Iterable[FollowUpRow]) -> list[FollowUpRow]:
    """Follow-ups by the moment they fall due, those without one last, then by file."""
    return sorted(rows, key=lambda row: (row.due or dt.datetime.max, row.file))
