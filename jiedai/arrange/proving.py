"""The best seating at tables that is found, and how good it is proven to be."""

from __future__ import annotations

from collections.abc import Sequence

from jiedai.arrange import dining_model
from jiedai.arrange.dining_costs import HOST_TOO_MANY, NO_HOST, UNEVEN, Costs
from jiedai.arrange.dinners import Block, Dinner
from jiedai.arrange.moving import fewest_moves
from jiedai.arrange.proposal import MOVED, Proof
from jiedai.arrange.swapping import exchanged
from jiedai.arrange.tallies import Tally
from jiedai.language import _

STEPS = 40_000
"""Places tried in the proof of small cases."""
MOST_BLOCKS = 32
"""Blocks beyond which so few steps prove nothing."""


def seat(dinner: Dinner, blocks: Sequence[Block], start: Sequence[int]) -> tuple[list[int], Proof]:
    """The table of each diner, and the proof; `start` is a seating that holds to every demand."""
    costs = Costs.of(dinner)
    moves = fewest_moves(dinner, blocks)
    if moves.at is not None:
        start = moves.at
    at, points = exchanged(dinner, costs, blocks, start)
    bound, by = costs.bound() + MOVED * moves.bound, _("下界")
    if points > bound and sum(block.pin is None for block in blocks) <= MOST_BLOCKS:
        proof = _Proof(dinner, costs, blocks, points)
        proof.run(0, 0)
        at, points = proof.best or at, proof.points
        if proof.finished:
            return at, Proof(points, points, _("穷举"))
    if points > bound:
        better = dining_model.better_seating(dinner, costs, blocks, at)
        if better is not None:
            at, points = better.at, costs.total(better.at)
            bound, by = (better.bound, "OR-Tools") if better.bound > bound else (bound, by)
    return at, Proof(points, min(bound, points), by)


class _Proof:
    """Every seating, block by block, given up where it can no longer be better than the best one known."""

    def __init__(self, dinner: Dinner, costs: Costs, blocks: Sequence[Block], points: int) -> None:
        self.blocks = sorted(blocks, key=lambda block: (block.pin is None, -len(block.people)))
        self.tally = Tally(dinner, costs, self.blocks)
        self.costs, self.points = costs, points
        hosts = [count > 0 for count in self.tally.hosts]
        self.hosts_left = [sum(hosts[step:]) for step in range(len(hosts) + 1)]
        self.best: list[int] | None = None
        self.left = STEPS
        self.finished = True

    def run(self, step: int, spent: int) -> None:
        """Place the blocks from `step` on; `spent` are points that are certain already."""
        tally = self.tally
        lacking = tally.at_table.count(0) - self.hosts_left[step]
        if spent + NO_HOST * max(lacking, 0) >= self.points:
            return
        if step == len(self.blocks):
            at = tally.seating()
            points = self.costs.total(at)
            if points < self.points:
                self.points, self.best = points, at
            return
        pin = self.blocks[step].pin
        for table in range(len(tally.seats)) if pin is None else [pin]:
            self.left -= 1
            if self.left < 0:
                self.finished = False
                return
            if not tally.may_join(step, table):
                continue
            more = self._more(step, table)
            tally.count(step, table, 1)
            tally.home[step] = table
            self.run(step + 1, spent + more)
            tally.count(step, table, -1)
            tally.home[step] = -1

    def _more(self, step: int, table: int) -> int:
        """The points that a block at a table adds, whatever follows."""
        tally, costs = self.tally, self.costs
        hosts, size = tally.at_table[table], tally.sizes[table]
        after = hosts + tally.hosts[step]
        points = tally.alone[step][table]
        points += HOST_TOO_MANY * (max(after - costs.share, 0) - max(hosts - costs.share, 0))
        most = costs.even + 1
        points += UNEVEN * (max(size + tally.people[step] - most, 0) - max(size - most, 0))
        for group in tally.groups[step]:
            counts = tally.counts[group]
            if counts[table] == 0 and any(counts):
                points += costs.groups[group][1]
        return points
