"""The fewest people who must change tables, whatever else the tables are to hold to.

Everybody begins at the table of the plan. Where that breaks a demand, one of those who break it together must leave
that table: each of them is tried, the seatings with the fewest moves first. The first that breaks nothing has the
fewest; and where the search ends before, those looked at next still tell how many there must be.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jiedai.arrange.dinners import Block, Dinner

STEPS = 1_500
"""Seatings that are looked at before the search ends."""

Barred = frozenset[tuple[int, int]]
"""(block, table): tables at which blocks do not sit."""


@dataclass(frozen=True, slots=True)
class Moves:
    """A seating with the fewest moves (None where none was found), and how many people must move at least."""

    at: list[int] | None
    bound: int


def fewest_moves(dinner: Dinner, blocks: Sequence[Block]) -> Moves:
    """The fewest people who change the table that the plan gives them."""
    if all(diner.before is None for diner in dinner.diners):
        return Moves(None, 0)
    search = _Search(dinner, blocks)
    bound = 0
    waiting: list[tuple[int, int, Barred]] = []
    pushed = 0
    first = search.seated(frozenset())
    if first is not None:
        waiting.append((first[0], pushed, frozenset()))
    seen: set[Barred] = {frozenset()}
    for _step in range(STEPS):
        if not waiting:
            break
        moved, _number, barred = heapq.heappop(waiting)
        bound = moved
        found = search.seated(barred)
        assert found is not None
        home = found[1]
        quarrel = next(search.quarrels(home), None)
        if quarrel is None:
            return Moves(search.seating(home), bound)
        for block in quarrel:
            more = barred | {(block, home[block])}
            after = search.seated(more) if more not in seen else None
            if after is not None:
                seen.add(more)
                pushed += 1
                heapq.heappush(waiting, (after[0], -pushed, more))
    return Moves(None, bound)


class _Search:
    def __init__(self, dinner: Dinner, blocks: Sequence[Block]) -> None:
        self.dinner, self.blocks = dinner, blocks
        tables = range(len(dinner.sizes))
        self.moved = [
            [
                sum(dinner.diners[one].before not in (None, table) for one in block.people)
                if block.pin in (None, table)
                else None
                for table in tables
            ]
            for block in blocks
        ]
        block_of = {one: number for number, block in enumerate(blocks) for one in block.people}
        self.foes = [(block_of[one], block_of[two]) for one, two in dinner.apart if one in block_of and two in block_of]

    def seated(self, barred: Barred) -> tuple[int, list[int]] | None:
        """How many move at least, and each block where the fewest of it do; None where one has no table left.

        Of tables that are the same to a block it takes the one with the most room left, the most particular blocks
        first.
        """
        left = list(self.dinner.sizes)
        moved = 0
        choices = []
        for number, row in enumerate(self.moved):
            open_ones = {
                table: cost for table, cost in enumerate(row) if cost is not None and (number, table) not in barred
            }
            if not open_ones:
                return None
            least = min(open_ones.values())
            moved += least
            choices.append((number, [table for table, cost in open_ones.items() if cost == least]))
        home = [0] * len(self.blocks)
        enemies: dict[int, list[int]] = {}
        for one, two in self.foes:
            enemies.setdefault(one, []).append(two)
            enemies.setdefault(two, []).append(one)
        done: set[int] = set()
        for number, tables in sorted(choices, key=lambda one: (len(one[1]), -len(self.blocks[one[0]].people))):
            bad = {home[other] for other in enemies.get(number, ()) if other in done}
            home[number] = min(tables, key=lambda table: (table in bad, -left[table], table))
            left[home[number]] -= len(self.blocks[number].people)
            done.add(number)
        return moved, home

    def quarrels(self, home: Sequence[int]) -> Iterator[tuple[int, ...]]:
        """Blocks of which one must leave its table: two who sit apart, or all at a table that is too full."""
        for one, two in self.foes:
            if home[one] == home[two]:
                yield one, two
        for table, size in enumerate(self.dinner.sizes):
            inside = [number for number, place in enumerate(home) if place == table]
            if sum(len(self.blocks[number].people) for number in inside) > size:
                yield tuple(inside)

    def seating(self, home: Sequence[int]) -> list[int]:
        """The table of each diner."""
        at = [0] * len(self.dinner.diners)
        for block, table in zip(self.blocks, home, strict=True):
            for one in block.people:
                at[one] = table
        return at
