"""Tables by exchange: people change tables one by one and two by two, as long as it pays, and sometimes although not.

The chances come from a fixed seed and the steps are counted, so the result repeats.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence

from jiedai.arrange.dining_costs import Costs
from jiedai.arrange.dinners import Block, Dinner
from jiedai.arrange.tallies import Moves, Tally

ROUNDS = 6_000
"""Steps of the exchange for each block of people."""
MOST_ROUNDS = 360_000
SEED = 7
HEATS, _COLDEST = (40.0, 40.0, 40.0, 40.0), 3.0
"""About how many points a change for the worse may cost by chance: at the beginning of each run, and at its end."""
_GATHER, _ANYWHERE, _ALONE = 0.02, 0.35, 0.3
"""Up to which chances a step gathers a group, or changes anybody's table; and how often one block changes alone."""


def exchanged(dinner: Dinner, costs: Costs, blocks: Sequence[Block], start: Sequence[int]) -> tuple[list[int], int]:
    """A seating no worse than `start`, which holds to every demand, and its points."""
    tally = Tally(dinner, costs, blocks)
    tally.sit([start[block.people[0]] for block in blocks])
    exchange = _Exchange(tally, costs.total(start))
    exchange.cool()
    return tally.seating(), exchange.points


class _Exchange:
    """A seating that is changed step by step, and its points."""

    def __init__(self, tally: Tally, points: int) -> None:
        self.tally, self.costs, self.points = tally, tally.costs, points
        self.free = [number for number, block in enumerate(tally.blocks) if block.pin is None]
        self.tables = len(tally.seats)
        members: dict[int, list[int]] = {}
        for number, groups in enumerate(tally.groups):
            for group in groups:
                members.setdefault(group, []).append(number)
        self.fellows = [
            [other for group in groups for other in members[group] if other != number]
            for number, groups in enumerate(tally.groups)
        ]

    def cool(self) -> None:
        """Exchange at random, at first also for the worse, less and less so; then as long as anything improves."""
        bound = self.costs.bound()
        if len(self.free) > 1 and self.tables > 1:
            draw = random.Random(SEED).random
            rounds = min(ROUNDS * len(self.free), MOST_ROUNDS)
            for hottest in HEATS:
                if self.points > bound:
                    self._cooled(draw, hottest, rounds // len(HEATS), bound)
        self._descend()

    def _cooled(self, draw: Callable[[], float], hottest: float, rounds: int, bound: int) -> None:
        """So many changes by chance, and back to the best seating on the way; it ends where the bound is reached."""
        best, best_points = list(self.tally.home), self.points
        cooling, heat = (_COLDEST / hottest) ** (1 / rounds), hottest
        for _step in range(rounds):
            heat *= cooling
            moves = self._drawn(draw)
            worse = self.tally.worse(moves)
            if worse is None or (worse > 0 and draw() >= math.exp(max(-worse / heat, -700))):
                continue
            self._make(moves, worse)
            if self.points < best_points:
                best, best_points = list(self.tally.home), self.points
                if best_points <= bound:
                    break
        self.tally.sit(best)
        self.points = best_points

    def _drawn(self, draw: Callable[[], float]) -> Moves:
        """A change by chance: most often somebody goes where one of their group sits, in exchange or to a free seat."""
        tally = self.tally
        kind, one = draw(), self.free[int(draw() * len(self.free))]
        if kind < _GATHER and self.costs.groups:
            return self._gathering(int(draw() * len(self.costs.groups)), int(draw() * self.tables))
        if kind < _ANYWHERE or not self.fellows[one]:
            if draw() < _ALONE:
                return [(one, int(draw() * self.tables))]
            return self._traded(one, self.free[int(draw() * len(self.free))], draw)
        table = tally.home[self.fellows[one][int(draw() * len(self.fellows[one]))]]
        if tally.sizes[table] < tally.seats[table] and draw() < _ALONE:
            return [(one, table)]
        inside = tally.inside[table]
        return self._traded(one, inside[int(draw() * len(inside))], draw)

    def _traded(self, one: int, two: int, draw: Callable[[], float]) -> Moves:
        """The exchange of two blocks; some of the smaller one's table come along, so that as many go as come."""
        tally = self.tally
        if tally.blocks[two].pin is not None:
            return []
        here, there = tally.home[one], tally.home[two]
        moves = [(one, there), (two, here)]
        more = tally.people[one] - tally.people[two]
        if more == 0 or here == there:
            return moves
        side, to = (there, here) if more > 0 else (here, there)
        inside, more = tally.inside[side], abs(more)
        start = int(draw() * len(inside))
        for number in (*inside[start:], *inside[:start]):
            if number not in (one, two) and tally.people[number] <= more and tally.blocks[number].pin is None:
                moves.append((number, to))
                more -= tally.people[number]
                if more == 0:
                    break
        return moves

    def _descend(self) -> None:
        """Make every change that pays, until none does."""
        improved = True
        while improved:
            improved = False
            for group in range(len(self.tally.counts)):
                for table in range(self.tables):
                    improved |= self._pays(self._gathering(group, table))
            for number, one in enumerate(self.free):
                for table in range(self.tables):
                    improved |= self._pays([(one, table)])
                for two in self.free[number + 1 :]:
                    improved |= self._pays([(one, self.tally.home[two]), (two, self.tally.home[one])])

    def _pays(self, moves: Moves) -> bool:
        """Make a change if it pays; whether it does."""
        worse = self.tally.worse(moves)
        if worse is None or worse >= 0:
            return False
        self._make(moves, worse)
        return True

    def _gathering(self, group: int, table: int) -> Moves:
        """The change that brings a whole group to one table; those who make room go where its members come from."""
        members = self.costs.groups[group][0]
        coming, inside = [], []
        for number in self.free:
            one = self.tally.blocks[number].people[0]
            if one in members and self.tally.home[number] != table:
                coming.append(number)
            elif one not in members and self.tally.home[number] == table and self.tally.people[number] == 1:
                inside.append(number)
        if any(self.tally.people[number] > 1 for number in coming):
            return []
        diners = self.tally.dinner.diners
        inside.sort(key=lambda number: self._kin(diners[self.tally.blocks[number].people[0]].guest, number))
        going = inside[: max(len(coming) - (self.tally.seats[table] - self.tally.sizes[table]), 0)]
        moves = [(number, table) for number in coming]
        return moves + [(number, self.tally.home[left]) for number, left in zip(going, coming, strict=False)]

    def _kin(self, guest: bool, number: int) -> tuple[bool, str]:
        """Guests of one group leave a table together, before hosts do."""
        return not guest, self.tally.dinner.diners[self.tally.blocks[number].people[0]].group

    def _make(self, moves: Moves, worse: int) -> None:
        self.tally.shift(moves)
        self.points += worse
