"""What must be looked at after a late change: findings that were not there before, and what no program can know."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from typing import Any, NamedTuple

from jiedai.check.engine import check
from jiedai.diagnostics import Diagnostic, KeyPath, Level
from jiedai.language import _, current
from jiedai.model.base import path_of
from jiedai.model.choice import TaskStatus
from jiedai.visit.case import Case, once
from jiedai.workflow.changes.diff import Change
from jiedai.workflow.changes.readers import Comparison
from jiedai.workflow.late.draft import reread


class Look(NamedTuple):
    """Something that somebody must look at.

    `why` is one of `finding` (of `check`; `code` and `level` are the finding's), `words` (a name in a text that may
    mean something else), `rooms` (numbers of rooms), `place` (a room or an entrance of a place), `facts` (what is not
    known of a person), `phone`, `people` (whom a place or a car brought along), `task`, `item`,
    `money`, `heads`, `car`, `road`, `time`, `feasible` (why a change cannot be made).
    `id` is the item or task that it is about, `line` that of the new file.
    """

    why: str
    message: str
    hint: str = ""
    id: str | None = None
    path: KeyPath = ()
    code: str | None = None
    level: Level | None = None
    line: int | None = None


class Outcome(NamedTuple):
    """A late change that stands in no file yet: the new text, what changed for whom, what must be looked at.

    `reasons` are those of the looks for which it is not feasible as it is.
    """

    text: str
    changes: list[tuple[Change, list[str]]]
    look_at: list[Look]
    reasons: tuple[Look, ...] = ()


OBSTACLES = frozenset({"SJ02", "SJ15", "SJ19", "ZC05", "CX04", "ZS13", "ZR04"})
"""Findings that say that something cannot stand in the place of another: too far, closed or away, too small, taken."""


def obstacles(looks: Sequence[Look]) -> tuple[Look, ...]:
    """What of new findings, and of what was noticed, makes a change not feasible."""
    return tuple(
        look
        for look in looks
        if look.why == "feasible" or (look.code in OBSTACLES and look.level in (Level.ERROR, Level.WARNING))
    )


def outcome(old: Case, text: str, looks: Sequence[Look] = (), same: Callable[[str], str] = str) -> Outcome:
    """What a new text of a plan comes to. EditError where it is no plan.

    `same` puts the old names into a message about the new plan, to find it among those about the old.
    """
    new = reread(old, text)
    found = Comparison(old, new).touching()
    placed = [one._replace(line=_line(new, one)) for one in looks]
    looks_at = [*sorted(new_findings(old, new, same), key=_weight), *dict.fromkeys(placed)]
    return Outcome(text, found, looks_at)


def left_over(case: Case, unit: str | None, gone: Container[str], why: str) -> list[Look]:
    """The tasks of a unit that leads no other item than those that are `gone`, which `why` names."""
    if unit is None or any(item.lead == unit for _day, item in case.items if item.id not in gone):
        return []
    return [
        Look(
            "task",
            _("{task}由{unit}做，它只因{why}参加").format(task=task.id or task.what, unit=unit, why=why),
            _("还要做的留着，不做的取消"),
            task.id,
            path_of(task),
        )
        for task in case.written.tasks
        if task.unit == unit and task.item not in gone and task.status not in (TaskStatus.DONE, TaskStatus.DROPPED)
    ]


def _line(new: Case, look: Look) -> int | None:
    """The line in the new file of what a look is about: of its item where its place is gone."""
    if look.path and look.path in new.loaded.source.spans:
        return new.loaded.source.span(look.path).line
    found = new.item_by_id.get(look.id or "")
    return new.span(found[1]).line if found else None


def new_findings(old: Case, new: Case, same: Callable[[str], str]) -> Iterator[Look]:
    """What `check` finds in the new plan and did not find in the old one, whatever the names in it."""
    before = {_known_by(one, str) for one in _findings(old)}
    items = {path_of(item): item.id for _day, item in new.written.items()}
    for one in _findings(new):
        if _known_by(one, same) in before or _known_by(one, str) in before:
            continue
        about = next(
            (items[one.path[:depth]] for depth in range(len(one.path), 0, -1) if one.path[:depth] in items), None
        )
        yield Look("finding", one.message, one.hint, about, one.path, one.code, one.level, one.span.line)


def _weight(look: Look) -> int:
    return _LEVELS.index(look.level or Level.INFO)


_LEVELS = (Level.ERROR, Level.WARNING, Level.INFO)


def _findings(case: Case) -> list[Diagnostic]:
    """What `check` says of a plan in the language in use; of the old plan it is asked again for each change."""
    kept = _found(case)
    if current() not in kept:
        found = check(case.loaded, as_of=case.as_of)
        kept[current()] = [one for one in found if one.waived is None and one.file == case.name]
    return kept[current()]


@once
def _found(case: Case) -> dict[str, list[Diagnostic]]:
    return {}


def _known_by(one: Diagnostic, same: Callable[[Any], str]) -> tuple[str, str]:
    """A finding without its place: lines and numbers in lists move when something is taken out."""
    return one.code, same(one.message)
