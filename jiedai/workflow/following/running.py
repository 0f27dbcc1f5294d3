"""The day itself: how far behind the programme is, what is on, what comes next and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from jiedai.language import _
from jiedai.model.schedule import Item
from jiedai.visit.case import Case, Slot

_FINISHED_BY_ITSELF = dt.timedelta(hours=12)
"""Nothing that began longer ago is still on."""


class Started(NamedTuple):
    """An item that has begun: its slot, when it really did, and by how many minutes late (fewer than none: early)."""

    slot: Slot
    start: dt.datetime
    late: int
    ended: dt.datetime | None


class Next(NamedTuple):
    """The item that comes next: when it is planned, and when it is to be expected."""

    item: Item
    planned: dt.datetime
    expected: dt.datetime


class Progress(NamedTuple):
    """How a day goes: by how many minutes it is late (None before anything has begun), what is on, what comes next."""

    offset: int | None
    current: Started | None
    next: Next | None
    started: tuple[Started, ...] = ()


def progress(case: Case, now: dt.datetime) -> Progress:
    """How the day of a moment goes, by what was written down up to then; every day begins on time."""
    started = sorted(_started(case, now), key=lambda one: one.start)
    last = started[-1] if started else None
    on = last if last and last.ended is None and now - last.start < _FINISHED_BY_ITSELF else None
    return Progress(last.late if last else None, on, _next(case, now, started), tuple(started))


def _started(case: Case, now: dt.datetime) -> Iterator[Started]:
    """The items of today that are known to have begun, or ended."""
    actuals = case.plan.actuals
    for actual in actuals.items if actuals else ():
        found = case.item_by_id.get(actual.id)
        slot = case.slot_of(found[1]) if found else None
        if slot is None or actual.start is None or actual.start.minute is None:
            continue
        start = actual.start.at()
        if slot.day.date != now.date() or start > now:
            continue
        ended = actual.end.at() if actual.end and actual.end.minute is not None else None
        late = int((start - case.moment(slot.start)).total_seconds() // 60)
        yield Started(slot, start, late, ended if ended and ended <= now else None)


def _next(case: Case, now: dt.datetime, started: list[Started]) -> Next | None:
    """The first item that has not begun and is still to be expected."""
    begun = {id(one.slot.item) for one in started}
    expected = _expected(case, now, started[-1] if started else None)
    for slot in case.slots:
        moment = expected.get(slot.item.id, case.moment(slot.start))
        if id(slot.item) not in begun and moment >= now:
            return Next(slot.item, case.moment(slot.start), moment)
    return None


def _expected(case: Case, now: dt.datetime, last: Started | None) -> dict[str, dt.datetime]:
    """When the items of today are to be expected after what began last, if all that follows moves."""
    if last is None or last.slot.item.parallel or not last.late:
        return {}
    from jiedai.workflow.retiming.options import forecast
    from jiedai.workflow.retiming.proposals import Unavailable

    try:
        times = forecast(case, now.date(), None, last.slot.item.id, last.late)
    except Unavailable:
        return {}
    return {number: case.moment(span.start) for number, span in times.items()}


def lateness(minutes: int) -> str:
    """By how much something is late or early, in words."""
    if not minutes:
        return _("准点")
    return (_("晚 {minutes} 分钟") if minutes > 0 else _("早 {minutes} 分钟")).format(minutes=abs(minutes))


def lateness_of(day: dt.date, planned: int | None, moment: dt.datetime) -> str:
    """By how much a moment is off a planned one (minutes after midnight of a day), in words; empty where none is."""
    if planned is None:
        return ""
    midnight = dt.datetime.combine(day, dt.time())
    return lateness(int((moment - midnight).total_seconds() // 60) - planned)
