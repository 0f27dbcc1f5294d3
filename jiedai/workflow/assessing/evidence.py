"""What a visit says of the units that took part: one event each, with the number it stands under, and whether it was
met. A figure that rests on no event does not exist.

A visit that was called off or put off says nothing. A task that is done, of which nobody wrote when, is not known to be
late or in time: it is left out and counted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from jiedai.check.engine import check
from jiedai.check.selection import Selection
from jiedai.documents.data import contents
from jiedai.model.choice import FaultGrade, FaultStatus, Indicator, ItemKind, PlanState, TaskStatus
from jiedai.model.duties import duties
from jiedai.model.moments import Due
from jiedai.model.placeholder import is_placeholder
from jiedai.visit.case import Case, once
from jiedai.visit.outcome import PUNCTUAL, SATISFIED, deviations, is_score
from jiedai.visit.work import holders, names_in, unit_for
from jiedai.workflow.after.closing import DAYS
from jiedai.workflow.after.ledger import today
from jiedai.workflow.following.tasks import due_of
from jiedai.workflow.records import Records

VETOING = Selection(select=("LP01", "YC07", "BM01"))
"""Findings of a closed plan that no score makes good: gifts, what may not be served, secrets."""
_ESTABLISHED = (FaultStatus.CONFIRMED, FaultStatus.MENDED)


class Event(NamedTuple):
    """Something that a unit (or a person) was to do: what it is measured by, in which plan and under which number, and
    whether it was met; when it was due and when it was done, where that is how it is measured.
    """

    who: str
    indicator: Indicator
    file: str
    id: str
    hit: bool
    due: dt.datetime | None = None
    done_at: dt.datetime | None = None
    what: str = ""


class Objection(NamedTuple):
    """A fault that a unit objects to: it counts for nothing until it is decided."""

    who: str
    file: str
    what: str


class Veto(NamedTuple):
    """What keeps a unit from a grade: a severe fault (`fault`), or the code of a finding in a closed plan it led."""

    who: str
    file: str
    why: str
    what: str


class Told(NamedTuple):
    """All that a visit says of units, and of people, by its first day; one that did not take place is not `held`.

    `undated` tasks are done, nobody knows when.
    """

    first: dt.date
    held: bool = True
    events: tuple[Event, ...] = ()
    people: tuple[Event, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    objections: tuple[Objection, ...] = ()
    undated: int = 0


def told_by(case: Case, records: Records | None, now: dt.datetime) -> Told:
    """What a visit says at a moment. JournalError, OSError where its records cannot be read."""
    first = dt.date.fromordinal(case.plan.dates.first.toordinal())
    if case.plan.state is not PlanState.NORMAL:
        return Told(first, held=False)
    events = [
        *_on_time(case, now, of="unit"),
        *(_answered(case, records, now) if records is not None else ()),
        *_punctual(case, of="lead"),
        *_faultless(case, now),
        *_satisfied(case),
    ]
    names = today(case.office)
    return Told(
        first,
        True,
        tuple(one._replace(who=names.get(one.who, one.who)) for one in events),
        (*_on_time(case, now, of="owner"), *_punctual(case, of="owner")),
        tuple(one._replace(who=names.get(one.who, one.who)) for one in _vetoes(case)),
        tuple(one._replace(who=names.get(one.who, one.who)) for one in _objections(case)),
        sum(task.done_at is None and task.status is TaskStatus.DONE for task in case.plan.tasks),
    )


# --- tasks ------------------------------------------------------------------------------------------------------------


def _on_time(case: Case, now: dt.datetime, *, of: str) -> Iterator[Event]:
    """Tasks that are done, or whose deadline has passed; a day without a clock time lasts until its end."""
    for number, task in enumerate(case.plan.tasks, 1):
        due = due_of(case, task)
        if due is None or task.status is TaskStatus.DROPPED:
            continue
        done_at = task.done_at.at() if task.done_at else None
        if task.status is TaskStatus.DONE:
            if done_at is None and now > due:
                continue  # nobody knows when
            hit = done_at is None or done_at <= due
        elif now > due:
            hit = False
        else:
            continue
        for name in names_in(getattr(task, of)):
            yield Event(name, Indicator.ON_TIME, case.name, task.id or f"#{number}", hit, due, done_at, task.what)


# --- notices ----------------------------------------------------------------------------------------------------------


def _answered(case: Case, records: Records, now: dt.datetime) -> Iterator[Event]:
    """Notices that asked units for something, each with the first answer after it."""
    entries = records.entries("notice", "ack")
    for place, entry in enumerate(entries):
        reader, reply_by = str(entry.fields.get("reader", "")), _moment(entry.fields.get("reply_by"))
        kind, _colon, name = reader.partition(":")
        if entry.type != "notice" or not entry.fields.get("act") or kind != "unit" or not name or reply_by is None:
            continue
        answers = (one.at for one in entries[place + 1 :] if one.type == "ack" and one.fields.get("reader") == reader)
        done_at = next(answers, None)
        if done_at is None and now <= reply_by:
            continue
        hit = done_at is not None and done_at.replace(second=0) <= reply_by
        number = f"v{entry.fields.get('plan_version')}"
        yield Event(name, Indicator.ANSWERED, case.name, number, hit, reply_by, done_at)


def _moment(written: object) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(str(written)).replace(tzinfo=None) if written else None
    except ValueError:
        return None


# --- items ------------------------------------------------------------------------------------------------------------


def _punctual(case: Case, *, of: str) -> Iterator[Event]:
    """Items of which planned and real start are known."""
    for one in deviations(case):
        item = case.item_by_id[one.id][1]
        due = case.start_of(item)
        done_at = None if due is None else due + dt.timedelta(minutes=one.late)
        for name in names_in(getattr(item, of)):
            hit = abs(one.late) <= PUNCTUAL
            yield Event(name, Indicator.PUNCTUAL, case.name, one.id, hit, due, done_at, item.what)


@once
def _taking_part(case: Case) -> tuple[str, ...]:
    """The units that have a task or lead an item."""
    tasks = (task.unit for task in case.plan.tasks if task.status is not TaskStatus.DROPPED)
    leads = (item.lead for _day, item in case.items)
    return tuple(dict.fromkeys(name for text in (*tasks, *leads) for name in names_in(text)))


def _faultless(case: Case, now: dt.datetime) -> Iterator[Event]:
    """The visit itself, once it is closed or the days for looking back on it are over."""
    looked_at = Due(offset=DAYS["JA06"], from_last=True).at(case.plan.dates)
    if case.plan.closed is None and now <= looked_at:
        return
    names = today(case.office)
    faults: dict[str, list[tuple[int, str]]] = {}
    for number, fault in enumerate(case.plan.review.faults if case.plan.review else ()):
        grave = fault.grade is not None and fault.grade.weight >= FaultGrade.MINOR.weight
        if grave and fault.status in _ESTABLISHED:
            for name in names_in(fault.unit):
                faults.setdefault(names.get(name, name), []).append((number, fault.what))
    for unit in dict.fromkeys(names.get(name, name) for name in (*_taking_part(case), *faults)):
        own = faults.get(unit, [])
        place = f"review.faults[{own[0][0]}]" if own else "review"
        yield Event(unit, Indicator.FAULTLESS, case.name, place, not own, what=own[0][1] if own else case.plan.title)


# --- answers ----------------------------------------------------------------------------------------------------------


def _satisfied(case: Case) -> Iterator[Event]:
    """Scores of guests, for the units whose duty the question is about and that took part."""
    for answer in case.plan.feedback:
        if answer.score is None or not is_score(answer.score):
            continue
        for unit in _answering_for(case, answer.question):
            yield Event(unit, Indicator.SATISFIED, case.name, answer.question, answer.score >= SATISFIED)


def _answering_for(case: Case, question: str) -> tuple[str, ...]:
    """The units that a question of the form is about: who leads the items it names, else who holds its duty."""
    asked: Mapping[str, Any] = next(
        (one for one in contents("questions") if question.strip() in (one["name"], one["zh"], one["en"])), {}
    )
    if kinds := {ItemKind.read(name) for name in asked.get("items", ())}:
        leads = (item.lead for _day, item in case.items if item.kind in kinds)
        return tuple(dict.fromkeys(name for lead in leads for name in names_in(lead)))
    if "duty" not in asked:
        return ()
    held = [unit.name for unit in holders(case, duties()[asked["duty"]])]
    there = [name for name in held if name in _taking_part(case)]
    return tuple((there or held)[:1])


# --- what no score makes good -----------------------------------------------------------------------------------------


def _vetoes(case: Case) -> Iterator[Veto]:
    for fault in case.plan.review.faults if case.plan.review else ():
        if fault.grade is FaultGrade.SEVERE and fault.status in _ESTABLISHED:
            yield from (Veto(name, case.name, "fault", fault.what) for name in names_in(fault.unit))
    if case.plan.closed is None:
        return
    leading = _leading(case)
    for found in check(case.loaded, selection=VETOING) if leading else ():
        if found.counts and found.file == case.name:
            yield Veto(leading, case.name, found.code, found.message)


def _leading(case: Case) -> str:
    """The unit that leads a reception: the one that answers for what names nobody else; empty where nobody does."""
    named = case.plan.defaults.unit if case.plan.defaults else None
    if named and not is_placeholder(named):
        return named
    unit = unit_for(case.office, duties()["coordination"])
    return unit.name if unit else ""


def _objections(case: Case) -> Iterator[Objection]:
    for fault in case.plan.review.faults if case.plan.review else ():
        if fault.status is FaultStatus.APPEALED:
            yield from (Objection(name, case.name, fault.what) for name in names_in(fault.unit))
