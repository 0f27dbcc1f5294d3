"""A programme run through many times with lengths drawn by chance: what holds, what breaks, and what would help.

Each item has its own row of chances, drawn from the seed and its number, and keeps it whatever is tried: two tries are
compared on the same days, and the same seed gives the same figures. Nobody begins before the planned time, the minutes
between items are those of `delay`, a rest gives way down to its least, and every tenth arrival is 5 to 60 minutes late.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import NamedTuple

from jiedai.model.choice import ItemKind
from jiedai.visit.case import Case
from jiedai.visit.outcome import PUNCTUAL
from jiedai.workflow.drill.spread import triangle
from jiedai.workflow.retiming.course import NO_LIMITS, Entry, entries_of, limits, tasks_of
from jiedai.workflow.retiming.engine import Task, before
from jiedai.workflow.retiming.figures import ANCHORS, GIVING, customs

RUNS, SEED = 2000, 7
MOST_RUNS = 100_000
LATE, LEAST_LATE, MOST_LATE = 0.1, 5, 60
"""The share of arrivals that are late, and by how many minutes at least and at most."""
CAUGHT = 0.95
"""A departure that is caught less often is a danger."""
SHORTER, EARLIER, LATER, BUFFER = 10, 10, 10, 5
"""Minutes by which an item is shortened, a day begun earlier, an anchor put later, and kept free before an item."""
_NOTICED = 0.005
"""A share that changes by less has not changed."""
_BEFORE_SITES = (ItemKind.TRANSFER, ItemKind.MEAL, ItemKind.REST, ItemKind.PICKUP)

Row = list[float]
"""A figure of one item in each run."""


class Anchor(NamedTuple):
    """An item for which others wait: the share of runs in which it begins on time, and - where guests leave with it -
    in which what they leave with is caught.
    """

    id: str
    on_time: float
    caught: float | None


class Lever(NamedTuple):
    """A change that was tried, and how often the weakest anchor is on time with it.

    `change` is `shorten` (an item), `earlier` (the items up to `until`, which is the first place that is seen), `later`
    (the anchor itself) or `buffer` (minutes kept free before an item).
    """

    change: str
    id: str
    minutes: int
    on_time: float
    until: str | None = None


class Drilled(NamedTuple):
    """What many runs came to. `levers` help the weakest anchor, the best first; `worse` are buffers that harm it.

    `all_earlier` is what moving everything before the anchor earlier would come to, where nothing forbids it.
    """

    seed: int
    runs: int
    anchors: tuple[Anchor, ...]
    weakest: str | None
    levers: tuple[Lever, ...]
    worse: tuple[Lever, ...]
    all_earlier: Lever | None

    @property
    def missed(self) -> tuple[Anchor, ...]:
        """The departures that are caught too seldom."""
        return tuple(one for one in self.anchors if one.caught is not None and one.caught < CAUGHT)


def drilled(case: Case, *, seed: int = SEED, runs: int = RUNS) -> Drilled:
    """A programme run through `runs` times; only what has a clock time takes part."""
    days = [_Day(case, date, seed, runs) for date in sorted({day.date for day in case.plan.schedule})]
    found = [(day, index, anchor) for day in days for index, anchor in day.anchors()]
    anchors = tuple(anchor for _day, _index, anchor in found)
    weak = min(found, key=lambda one: one[2].on_time, default=None)
    if weak is None or weak[2].on_time >= 1:
        return Drilled(seed, runs, anchors, None, (), (), None)
    day, index, anchor = weak
    tried = list(day.tried(index))
    best = sorted((one for one in tried if one.on_time > anchor.on_time + _NOTICED), key=_best_first)
    worse = [one for one in tried if one.change == "buffer" and one.on_time < anchor.on_time - _NOTICED]
    return Drilled(seed, runs, anchors, anchor.id, tuple(best), tuple(worse), day.all_earlier(index))


def _best_first(lever: Lever) -> tuple[float, str, str]:
    return (-lever.on_time, lever.change, lever.id)


def rounded(share: float) -> float:
    """A share as it is told: to two places, half up."""
    return float(Decimal(repr(share)).quantize(Decimal("0.01"), ROUND_HALF_UP))


class _Day:
    """A day with its chances drawn."""

    def __init__(self, case: Case, date: dt.date, seed: int, runs: int) -> None:
        self.case, self.runs = case, runs
        self.entries: list[Entry] = entries_of(case, date)
        self.tasks: list[Task] = tasks_of(case, self.entries)
        self.starts = [task.start or 0 for task in self.tasks]
        self.lengths = [task.length for task in self.tasks]
        self.multiples = [_multiples(case, entry, seed, runs) for entry in self.entries]
        self.arrivals = [_arrivals(case, entry, seed, runs) for entry in self.entries]
        self.rests = [
            customs(case).least(ItemKind.REST, entry.length) if entry.item.kind is ItemKind.REST else None
            for entry in self.entries
        ]

    def anchors(self) -> list[tuple[int, Anchor]]:
        """The anchors of the day with their places."""
        rows, found = self._run(self.starts, self.lengths), []
        for index, (entry, task) in enumerate(zip(self.entries, self.tasks, strict=True)):
            if entry.item.fixed or entry.item.kind in ANCHORS or task.limit is not None:
                caught = None
                if task.limit is not None:
                    latest = max(task.limit, self.starts[index])
                    caught = sum(start <= latest for start in rows[index]) / self.runs
                found.append((index, Anchor(task.name, self._on_time(rows[index], index), caught)))
        return found

    def _on_time(self, row: Row, index: int, later: int = 0) -> float:
        latest = self.starts[index] + later + PUNCTUAL
        return sum(start <= latest for start in row) / self.runs

    def _run(self, starts: Sequence[int], lengths: Sequence[int]) -> list[Row]:
        """When each item begins in each run, minutes from midnight of the first day."""
        begun: list[Row] = []
        ended: list[Row] = []
        for index, task in enumerate(self.tasks):
            start = [float(starts[index])] * self.runs
            for link in task.after:
                free = (end + link.gap for end in ended[link.before])
                start = list(map(max, start, free))
            arrival, least = self.arrivals[index], self.rests[index]
            if arrival is not None and not self._is_fetched(index):
                start = list(map(max, start, arrival))
            if least is not None:
                planned = starts[index] + lengths[index]
                end = [max(at + least, planned) for at in start]
            else:
                length = lengths[index]
                end = [at + length * multiple for at, multiple in zip(start, self.multiples[index], strict=True)]
            if arrival is not None and self._is_fetched(index):
                end = list(map(max, end, arrival))
            begun.append(start)
            ended.append(end)
        return begun

    def _is_fetched(self, index: int) -> bool:
        return self.entries[index].item.kind is ItemKind.PICKUP

    # --- what would help ----------------------------------------------------------------------------------------------

    def tried(self, index: int) -> list[Lever]:
        """Every change that may be made for the anchor at a place, one at a time."""
        leading = sorted(before(self.tasks, index))
        found = []
        for one in leading:
            if self._gives(one):
                lengths = [*self.lengths[:one], self.lengths[one] - SHORTER, *self.lengths[one + 1 :]]
                found.append(self._lever("shorten", one, SHORTER, index, self.starts, lengths))
            if one and not self.entries[one].item.fixed:
                found.append(self._lever("buffer", one, BUFFER, index, self._moved([one], BUFFER), self.lengths))
        first = self._up_to_first_site(index)
        if first and not self._arriving(first):
            found.append(self._earlier(first, index))
        task, item = self.tasks[index], self.entries[index].item
        if task.limit is None and not item.fixed and item.kind is not ItemKind.DROPOFF:
            starts = self._moved([index], LATER)
            row = self._run(starts, self.lengths)[index]
            found.append(Lever("later", task.name, LATER, self._on_time(row, index, LATER)))
        return found

    def all_earlier(self, index: int) -> Lever | None:
        """All that leads to the anchor at a place, begun earlier; None where somebody arrives on that day."""
        leading = sorted(before(self.tasks, index))
        if not leading or self._arriving(leading) or any(self.entries[one].item.fixed for one in leading):
            return None
        return self._earlier(leading, index)

    def _earlier(self, places: Sequence[int], index: int) -> Lever:
        lever = self._lever("earlier", places[0], EARLIER, index, self._moved(places, -EARLIER), self.lengths)
        return lever._replace(until=self.tasks[places[-1]].name)

    def _lever(
        self, change: str, one: int, minutes: int, index: int, starts: Sequence[int], lengths: Sequence[int]
    ) -> Lever:
        row = self._run(starts, lengths)[index]
        return Lever(change, self.tasks[one].name, minutes, self._on_time(row, index))

    def _gives(self, index: int) -> bool:
        """Whether an item can be shortened; a rest gives way by itself."""
        task, kind = self.tasks[index], self.entries[index].item.kind
        return kind in GIVING and kind is not ItemKind.REST and task.room >= SHORTER

    def _moved(self, places: Sequence[int], minutes: int) -> list[int]:
        return [start + minutes if index in places else start for index, start in enumerate(self.starts)]

    def _up_to_first_site(self, index: int) -> list[int]:
        """The first items of the day up to the first place that is seen before the anchor at a place."""
        for place, entry in enumerate(self.entries[:index]):
            if entry.item.kind not in _BEFORE_SITES:
                return list(range(place + 1)) if not entry.item.fixed else list(range(place))
        return list(range(index))

    def _arriving(self, places: Sequence[int]) -> bool:
        known = limits(self.case)
        for place in places:
            own = known.get(id(self.entries[place].item), NO_LIMITS)
            if self._is_fetched(place) or own.earliest_start is not None or own.earliest_end is not None:
                return True
        return False


def _multiples(case: Case, entry: Entry, seed: int, runs: int) -> Row:
    """How long an item takes in each run, as a multiple of its planned length."""
    shape, chance = triangle(case.office, entry.item.kind), Random(f"{seed}/{entry.item.id}")
    return [shape.at(chance.random()) for _run in range(runs)]


def _arrivals(case: Case, entry: Entry, seed: int, runs: int) -> Row | None:
    """When the guests of an item have arrived in each run; None for one with which nobody arrives."""
    own = limits(case).get(id(entry.item), NO_LIMITS)
    known = own.earliest_end if own.earliest_end is not None else own.earliest_start
    if known is None and entry.item.kind is ItemKind.PICKUP:
        known = entry.start
    if known is None:
        return None
    chance = Random(f"{seed}/{entry.item.id}/arrival")
    found = []
    for _run in range(runs):
        late, by = chance.random(), chance.random()
        found.append(known + (LEAST_LATE + (MOST_LATE - LEAST_LATE) * by if late < LATE else 0.0))
    return found
