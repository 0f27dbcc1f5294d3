"""Groups spread over places by trading people between them: for spreads too large to look at all of them.

The chances come from a fixed seed and the steps are counted, so the result repeats.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from typing import Protocol

STEPS = 40_000
SEED = 7
_HOTTEST, _COLDEST = 40.0, 3.0
"""About how many points a trade for the worse may cost by chance, at the beginning and at the end."""
_KIN, _ALONE = 0.6, 0.3
"""How often somebody goes where one of their group is, and how often without a trade where there is a free seat."""

Counts = tuple[tuple[int, ...], ...]


class Kind(Protocol):
    """What is known of people who are alike; see `spreading.Cell`."""

    @property
    def points(self) -> tuple[int, ...]:
        """The points of one of them in each place."""

    @property
    def groups(self) -> tuple[tuple[int, int], ...]:
        """The groups by number, with the points for each place beyond the first."""


def traded(kinds: Sequence[Kind], rooms: Sequence[int], counts: Counts, points: int, bound: int) -> tuple[int, Counts]:
    """The points and counts of a spread no worse than the one given; the search ends where it reaches the bound."""
    trade = _Trade(kinds, rooms, counts, points)
    trade.cool(bound)
    return trade.best_points, trade.told()


class _Trade:
    """Everybody by number: of which kind they are, and where."""

    def __init__(self, kinds: Sequence[Kind], rooms: Sequence[int], counts: Counts, points: int) -> None:
        self.kinds = kinds
        self.kind, self.home = [], []
        for number, row in enumerate(counts):
            for place, count in enumerate(row):
                self.kind += [number] * count
                self.home += [place] * count
        self.inside = [[one for one, home in enumerate(self.home) if home == place] for place in range(len(rooms))]
        self.rooms = rooms
        self.weights = {group: each for kind in kinds for group, each in kind.groups}
        self.members = {
            group: [
                one for one, number in enumerate(self.kind) if any(group == other for other, _ in kinds[number].groups)
            ]
            for group in self.weights
        }
        self.counts = {group: [0 for _room in rooms] for group in self.weights}
        for group, some in self.members.items():
            for one in some:
                self.counts[group][self.home[one]] += 1
        self.groups = [frozenset(group for group, _each in kinds[number].groups) for number in self.kind]
        self.points = self.best_points = points
        self.best = list(self.home)

    def cool(self, bound: int) -> None:
        """Trade at random, at first also for the worse, less and less so."""
        draw = random.Random(SEED).random
        cooling, heat = (_COLDEST / _HOTTEST) ** (1 / STEPS), _HOTTEST
        for _step in range(STEPS):
            heat *= cooling
            one = int(draw() * len(self.home))
            to = self._aim(one, draw)
            if to == self.home[one] or self.rooms[to] == 0:
                continue
            other = self._other(to, draw)
            worse = self._worse(one, to, other)
            if worse > 0 and draw() >= math.exp(-worse / heat):
                continue
            self._make(one, to, other)
            self.points += worse
            if self.points < self.best_points:
                self.best_points, self.best = self.points, list(self.home)
                if self.points <= bound:
                    return

    def _aim(self, one: int, draw: Callable[[], float]) -> int:
        groups = self.kinds[self.kind[one]].groups
        if groups and draw() < _KIN:
            kin = self.members[groups[int(draw() * len(groups))][0]]
            return self.home[kin[int(draw() * len(kin))]]
        return int(draw() * len(self.rooms))

    def _other(self, to: int, draw: Callable[[], float]) -> int | None:
        """Who comes back from a place; None where somebody goes there to a free seat."""
        inside = self.inside[to]
        if len(inside) < self.rooms[to] and (not inside or draw() < _ALONE):
            return None
        return inside[int(draw() * len(inside))]

    def _worse(self, one: int, to: int, other: int | None) -> int:
        here = self.home[one]
        mine = self.kinds[self.kind[one]].points
        worse = mine[to] - mine[here]
        theirs: frozenset[int] = frozenset()
        if other is not None:
            back = self.kinds[self.kind[other]].points
            worse += back[here] - back[to]
            theirs = self.groups[other]
        for group in self.groups[one] - theirs:
            worse += self.weights[group] * ((self.counts[group][to] == 0) - (self.counts[group][here] == 1))
        for group in theirs - self.groups[one]:
            worse += self.weights[group] * ((self.counts[group][here] == 0) - (self.counts[group][to] == 1))
        return worse

    def _make(self, one: int, to: int, other: int | None) -> None:
        here = self.home[one]
        self._put(one, to)
        if other is not None:
            self._put(other, here)

    def _put(self, one: int, place: int) -> None:
        before = self.home[one]
        self.inside[before].remove(one)
        self.inside[place].append(one)
        self.home[one] = place
        for group in self.groups[one]:
            self.counts[group][before] -= 1
            self.counts[group][place] += 1

    def told(self) -> Counts:
        """How many of each kind are in each place."""
        found = [[0 for _room in self.rooms] for _kind in self.kinds]
        for number, place in zip(self.kind, self.best, strict=True):
            found[number][place] += 1
        return tuple(tuple(row) for row in found)
