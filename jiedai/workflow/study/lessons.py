"""What past visits taught, as texts for cards: lessons, and faults with what was done about them; nobody's name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from jiedai.loading import load
from jiedai.model.choice import FaultStatus
from jiedai.model.plan import Plan
from jiedai.source import Unreadable
from jiedai.workspace import Workspace, plans_in

_SPEAK = tuple(word.encode() for word in ("经验", "差错", "lessons", "faults"))


def lessons(workspace: Workspace, day: dt.date) -> list[str]:
    """Lessons still useful on a day as one line, faults as two (what, measure), from all plans that can be read."""
    found = []
    for path in plans_in(workspace.plans_dir) if workspace.plans_dir.is_dir() else ():
        if (plan := _plan(path)) is not None:
            names = _names(plan)
            found += [text for text in _taught(plan, day) if not any(name in text for name in names)]
    return found


def _plan(path: Path) -> Plan | None:
    """A plan that has something to teach; None for any other."""
    try:
        raw = path.read_bytes()
        return load(path).plan if any(word in raw for word in _SPEAK) else None
    except (OSError, Unreadable):
        return None


def _names(plan: Plan) -> set[str]:
    """Who is at a visit, on both sides."""
    owners = {fault.owner for fault in plan.review.faults if fault.owner} if plan.review else set()
    return {guest.name for guest in plan.guests} | {host.name for host in plan.hosts} | owners


def _taught(plan: Plan, day: dt.date) -> Iterator[str]:
    if plan.review is None:
        return
    for lesson in plan.review.lessons:
        if lesson.until is None or lesson.until.toordinal() >= day.toordinal():
            yield " ".join(lesson.text.split())
    for fault in plan.review.faults:
        if fault.measure and fault.status is not FaultStatus.DISMISSED:
            yield " ".join(fault.what.split()) + "\n" + " ".join(fault.measure.split())
