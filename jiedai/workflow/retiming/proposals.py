"""A proposal for other times: what changes, what that costs, why it cannot be had, and what else is to be looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from jiedai.model.schedule import Item, ProgrammeDay
from jiedai.model.times import DAY_MINUTES
from jiedai.visit.case import Case
from jiedai.workflow.retiming.course import Entry
from jiedai.workflow.retiming.engine import Placed
from jiedai.workflow.retiming.verdict import Ends, Objection, Span, objections, retimed, time_at

SHOWN = 4
"""So many options are shown."""
SHIFT, SHORTEN, SKIP, SWAP = "shift", "shorten", "skip", "swap"
SPOKEN = {SHIFT: "顺延", SHORTEN: "压缩", SKIP: "不去", SWAP: "对调"}
"""What people call an option."""


class Unavailable(Exception):
    """An option, or a question, that there is none of; `message` says why, `hint` what there is."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Unknown(Unavailable):
    """There is no item of that number."""


class Change(NamedTuple):
    """An item at another time. `old` and `new` are what its 时间 says; `ends` where a ride goes from and to, if it goes
    elsewhere than planned.

    `was` is the day that it was planned for, `day` the one that it has now; `before` is None, and `old` empty, where it
    had no time.
    """

    day: ProgrammeDay
    was: ProgrammeDay
    item: Item
    span: Span
    before: Span | None
    old: str
    new: str
    ends: Ends | None = None


class Reason(NamedTuple):
    """Why an option cannot be had.

    `why`: the item is `fixed`, or it has a `time` of its own that is to be kept; a `departure` is missed or an
    `arrival` awaited; it would begin after `midnight`; or it is a `clash`, of which `code` and `message` say more.
    `late` is by how many minutes.
    """

    item: str
    why: str
    late: int = 0
    code: str = ""
    message: str = ""


class Option(NamedTuple):
    """What may be done, and what it costs: `late` at what others wait for, `shortened` by how many minutes, items
    `dropped`; from `restored_at` on all is as planned. Early items have fewer than no minutes late.

    `look_at` is what else is to be looked at then.
    """

    name: str
    late: Mapping[str, int]
    shortened: Mapping[str, int]
    dropped: tuple[str, ...]
    restored_at: str | None
    changes: tuple[Change, ...]
    reasons: tuple[Reason, ...]
    look_at: tuple[str, ...] = ()

    @property
    def feasible(self) -> bool:
        """Whether it can be done."""
        return not self.reasons

    @property
    def rank(self) -> tuple[object, ...]:
        """The best first."""
        late_at_all, cut = sum(map(abs, self.late.values())), sum(self.shortened.values())
        return (not self.feasible, late_at_all, len(self.dropped), cut, len(self.changes), self.name)


def changes_of(case: Case, entries: Sequence[Entry], times: Sequence[Placed]) -> Iterator[Change]:
    """What of some entries is at another time than in the plan, or goes elsewhere."""
    for entry, at in zip(entries, times, strict=True):
        item, slot = entry.item, case.slot_of(entry.item)
        span = Span(at.start, at.end)
        new = time_at(case, entry.day, item, span)
        elsewhere = entry.rerouted and entry.ride and (entry.origin, entry.to) != (item.from_, item.to)
        ends = (entry.origin, entry.to) if elsewhere else None
        was = case.item_by_id[item.id][0] if slot is None else slot.day
        if new != item.time or entry.day is not was or ends:
            before = None if slot is None else Span(slot.start, slot.end)
            yield Change(entry.day, was, item, span, before, "" if slot is None else str(item.time), str(new), ends)


def after_midnight(case: Case, entries: Sequence[Entry], times: Sequence[Placed]) -> Iterator[Reason]:
    """What would begin on another day: no programme can say that of an item."""
    for entry, at in zip(entries, times, strict=True):
        midnight = (entry.day.date - case.plan.dates.first).days * DAY_MINUTES
        if not midnight <= at.start < midnight + DAY_MINUTES:
            yield Reason(entry.item.id, "midnight", at.start - (at.start if entry.start is None else entry.start))


def objections_to(case: Case, changes: Sequence[Change], dropped: Sequence[str]) -> list[Objection]:
    """What the rules of time say of a plan with changes, without items, that they did not say of it as it is."""
    if any(change.day is not change.was for change in changes):
        return []  # they can say nothing of a programme whose lines are on other days
    spans = {change.item.id: change.span for change in changes}
    rerouted = {change.item.id: change.ends for change in changes if change.ends}
    return objections(case, retimed(case, spans, dropped, rerouted))
