"""Earlier visits of the unit that comes, as far as an audience may see them: from the office's other plans.

The office and its leaders are told; whoever else works for this visit has no part in that one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from jiedai.documents.view import View, project_plan
from jiedai.loading import load
from jiedai.model.base import OFFICE
from jiedai.patterns import regex
from jiedai.source import Unreadable, files
from jiedai.visit.case import Case
from jiedai.visit.names import coming_unit
from jiedai.workspace import plans_in

MOST = 3
"""Visits that are told, the latest ones."""
_SHORTEST = 3
"""Characters of a unit's name from which on a file is looked through for it."""
_NAMED = regex(r"(\d{4}-\d\d-\d\d)")


def earlier_visits(case: Case, audience: str) -> tuple[View, ...]:
    """The plans of the latest earlier visits of the same unit, the latest first; none of a plan that is in no file.

    A file whose name begins with a later day, or in which the unit's name does not occur, is not taken apart.
    """
    unit = coming_unit(case.plan)
    if audience not in OFFICE:
        return ()
    found = [other for path in naming(case) if (other := _visit(path, unit, case.plan.dates.first)) is not None]
    found.sort(key=lambda other: other.plan.dates.last, reverse=True)
    return tuple(project_plan(other, audience) for other in found[:MOST])


def naming(case: Case) -> Iterator[Path]:
    """The office's other plans in which the unit that comes is named, but for those whose name begins with a later day.

    None for a plan that is in no file.
    """
    unit, first, own = coming_unit(case.plan), case.plan.dates.first.isoformat(), case.loaded.path
    if len(unit) < _SHORTEST or own is None:
        return
    for path in plans_in(case.loaded.workspace.plans_dir):
        if (day := _NAMED.match(path.name)) and day[1] >= first:
            continue
        try:
            named = files.resolved(path) != files.resolved(own) and unit.encode() in files.data(path)
        except OSError:
            continue
        if named:
            yield path


def _visit(path: Path, unit: str, first: dt.date) -> Case | None:
    """The visit of a file, where it is an earlier one of the unit."""
    try:
        loaded = load(path)
    except Unreadable:
        return None
    if loaded.plan is None or loaded.plan.dates.last >= first or not same_unit(coming_unit(loaded.plan), unit):
        return None
    return Case.of(loaded)


def same_unit(one: str, other: str) -> bool:
    """Whether two names are of one unit, or of one that is part of the other: 省发展改革委, 省发展改革委办公室."""
    return bool(one and other) and (one in other or other in one)
