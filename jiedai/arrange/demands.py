"""When not everything can be had: the demands that clash, and the least that has to give.

A demand has a name in plain words. Whether a set of demands can be met together is asked of a function; meeting more
demands is never easier than meeting fewer.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jiedai.model.choice import Kind
from jiedai.visit.book import book_in_force
from jiedai.visit.case import Case

Key = Hashable
Met = Callable[[frozenset[Key]], bool]
"""Whether the demands with these keys can be met together."""


MOST_CHOICES = 20_000
"""Sets of demands that are weighed for one relief before the search for it ends."""


def figures_in_force(case: Case) -> dict[str, Mapping[str, Any]]:
    """The figures of each rule that applies to the visit, by code: what `check` will look at is what is kept to."""
    book, _complaint = book_in_force(case.office, case.loaded.workspace.packs_dir)
    rows = book.in_force(case.plan.dates.first, foreign=case.plan.kind is Kind.FOREIGN)
    return {code: row.figures for code, row in rows.items()}


class OutOfReach(Exception):
    """A search that ended at its bound of steps, with no answer."""


@dataclass(frozen=True, slots=True)
class Demand:
    """Something an arrangement has to hold to.

    `text` says it, `kind` puts demands of one sort into one sentence. `relief` says what giving it up would mean in
    practice; a demand without one is not given up. `price` weighs one relief against another.
    """

    key: Hashable
    text: str
    kind: str = ""
    relief: str = ""
    price: int = 1


@dataclass(frozen=True, slots=True)
class Clash:
    """Demands of which no proper part clashes, and the cheapest set of demands whose relief lets the rest be met.

    `relief` is None where no relief helps. `sure` is False where a search ended at its bound: what was left undecided
    then counts as a clash, so the set may hold more than it must. `weighed` is False where there were too many reliefs
    to choose from.
    """

    demands: tuple[Demand, ...]
    relief: tuple[Demand, ...] | None
    sure: bool = True
    weighed: bool = True


def clash_of(demands: Sequence[Demand], met: Met) -> Clash | None:
    """Why the demands cannot all be met; None where they can be."""
    asked = _Asked(met)
    if asked(demands):
        return None
    core = minimal_core(demands, asked)
    try:
        relief = cheapest_relief(demands, core, asked)
    except OutOfReach:
        return Clash(core, None, asked.sure, weighed=False)
    return Clash(core, relief, asked.sure)


class _Asked:
    """The answers to sets of demands; a search without an answer counts as a no, and is remembered."""

    def __init__(self, met: Met) -> None:
        self._met = met
        self._known: dict[frozenset[Hashable], bool] = {}
        self.sure = True

    def __call__(self, demands: Iterable[Demand]) -> bool:
        keys = frozenset(demand.key for demand in demands)
        if keys not in self._known:
            try:
                self._known[keys] = self._met(keys)
            except OutOfReach:
                self._known[keys] = self.sure = False
        return self._known[keys]


def minimal_core(demands: Sequence[Demand], met: Callable[[Iterable[Demand]], bool]) -> tuple[Demand, ...]:
    """Some of the demands, which clash, while without any one of them they do not: the deletion filter.

    Whole runs of demands are tried first, so that a few clashing ones among many are found in few questions.
    """
    kept: list[Demand] = []
    waiting = [list(demands)]
    while waiting:
        run = waiting.pop()
        rest = [*kept, *(demand for later in waiting for demand in later)]
        if not met(rest):
            continue
        if len(run) == 1:
            kept.append(run[0])
            continue
        half = len(run) // 2
        waiting += [run[half:], run[:half]]
    order = {demand.key: place for place, demand in enumerate(demands)}
    return tuple(sorted(kept, key=lambda demand: order[demand.key]))


def cheapest_relief(
    demands: Sequence[Demand], core: Sequence[Demand], met: Callable[[Iterable[Demand]], bool]
) -> tuple[Demand, ...] | None:
    """The cheapest demands without which the rest can be met; None where no relief helps.

    Every clash must give at least one of its demands: the cheapest choice that does so for all clashes known so far is
    tried, and where it is not enough it leads to one more clash. Of equal prices the fewest demands are taken.
    OutOfReach where too many choices would have to be weighed.
    """
    cores = [tuple(core)]
    steps = [MOST_CHOICES]
    while True:
        given = _cheapest_hit(cores, steps)
        if given is None:
            return None
        left = [demand for demand in demands if demand.key not in given]
        if met(left):
            return tuple(demand for demand in demands if demand.key in given)
        cores.append(minimal_core(left, met))


def _cheapest_hit(cores: Sequence[tuple[Demand, ...]], steps: list[int]) -> frozenset[Hashable] | None:
    """The keys of the cheapest set with a demand of each core; None where a core has none that may give."""
    choices = [sorted((one for one in core if one.relief), key=lambda one: -one.price) for core in cores]
    keys = [frozenset(demand.key for demand in core) for core in cores]
    best: tuple[tuple[int, int], frozenset[Hashable]] | None = None
    waiting: list[tuple[frozenset[Hashable], int]] = [(frozenset(), 0)]
    while waiting:
        given, price = waiting.pop()
        steps[0] -= 1
        if steps[0] < 0:
            raise OutOfReach
        if best is not None and (price, len(given)) >= best[0]:
            continue
        number = next((number for number, core in enumerate(keys) if given.isdisjoint(core)), None)
        if number is None:
            best = ((price, len(given)), given)
        else:
            waiting += [(given | {demand.key}, price + demand.price) for demand in choices[number]]
    return best[1] if best else None
