"""Tables by exchange: people change tables one by one and two by two, as long as it pays, and sometimes although not.

The chances come from a fixed seed and the steps are counted, so the result repeats. A search through all ways to seat
people then proves small cases.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from jiedai.arrange.dinners import Block, Dinner
from jiedai.arrange.proposal import Proof
from jiedai.arrange.solver import better_spread
from jiedai.arrange.spreading import Cell
from jiedai.language import _

MOVED = 1_000_000
"""Points for each person who changes the table of the plan."""
_SPLIT_GROUP, _SPLIT_UNIT, _SPLIT_MEATLESS = 60, 30, 10
_NO_HOST, _HOST_TOO_MANY, _UNEVEN, _LEADER_BACK = 50, 20, 4, 3
"""Points: a table without a host, a host more than an even share, a place more or less than an even share, a leader at
a table further from the main one."""

ROUNDS = 400
"""Steps of the exchange for each block of people."""
MOST_ROUNDS = 60_000
STEPS = 40_000
"""Places tried in the proof of small cases."""
SEED = 7


@dataclass(frozen=True, slots=True)
class Costs:
    """The points of a seating, told by tables and by groups so that a change of two tables is quickly counted."""

    dinner: Dinner
    groups: tuple[tuple[frozenset[int], int], ...]
    share: int
    even: int
    lacking: int

    @classmethod
    def of(cls, dinner: Dinner) -> Costs:
        """The costs of a dinner."""
        members: dict[tuple[str, str], set[int]] = {}
        for index, diner in enumerate(dinner.diners):
            if diner.group:
                members.setdefault(("group", diner.group), set()).add(index)
            if diner.unit and diner.unit != diner.group:
                members.setdefault(("unit", diner.unit), set()).add(index)
            if diner.meatless:
                members.setdefault(("meatless", ""), set()).add(index)
        points = {"group": _SPLIT_GROUP, "unit": _SPLIT_UNIT, "meatless": _SPLIT_MEATLESS}
        groups = tuple((frozenset(some), points[kind]) for (kind, _name), some in members.items() if len(some) > 1)
        tables, hosts = len(dinner.sizes), len(dinner.hosts)
        return cls(dinner, groups, -(-hosts // tables), len(dinner.diners) // tables, max(tables - hosts, 0))

    def table(self, table: int, people: Sequence[int]) -> int:
        """The points of the people at one table."""
        diners = [self.dinner.diners[index] for index in people]
        points = MOVED * sum(diner.before not in (None, table) for diner in diners)
        hosts = sum(not diner.guest for diner in diners)
        points += _NO_HOST if hosts == 0 else _HOST_TOO_MANY * max(hosts - self.share, 0)
        points += _UNEVEN * max(abs(len(people) - self.even) - 1, 0)
        return points + _LEADER_BACK * table * sum(diner.leader and diner.guest for diner in diners)

    def group(self, number: int, at: Sequence[int]) -> int:
        """The points of a group that sits at several tables."""
        members, points = self.groups[number]
        return points * (len({at[index] for index in members}) - 1)

    def total(self, at: Sequence[int]) -> int:
        """The points of a seating: the table of each diner by index."""
        tables = [
            [index for index, place in enumerate(at) if place == table] for table in range(len(self.dinner.sizes))
        ]
        return sum(self.table(table, people) for table, people in enumerate(tables)) + sum(
            self.group(number, at) for number in range(len(self.groups))
        )

    def bound(self) -> int:
        """Points that no seating can do without: groups larger than a table, and too few hosts for all tables."""
        sizes = sorted(self.dinner.sizes, reverse=True)
        points = _NO_HOST * self.lacking
        for members, each in self.groups:
            needed = next((count for count in range(1, len(sizes) + 1) if sum(sizes[:count]) >= len(members)), 1)
            points += each * (needed - 1)
        return points


def seat(dinner: Dinner, blocks: Sequence[Block], start: Sequence[int]) -> tuple[list[int], Proof]:
    """The table of each diner, and the proof; `start` is a seating that holds to every demand."""
    costs = Costs.of(dinner)
    exchange = _Exchange(dinner, costs, blocks, list(start))
    exchange.cool()
    at, points, bound = exchange.at, exchange.points, costs.bound()
    by = _("下界")
    if points > bound:
        proof = _Proof(dinner, costs, blocks, points)
        proof.run(0, [0] * len(dinner.diners), [[] for _size in dinner.sizes], 0)
        at, points = proof.best or at, proof.points
        if proof.finished:
            bound, by = points, _("穷举")
        elif (more := _solver_bound(costs)) > bound:
            bound, by = more, "OR-Tools"
    return at, Proof(points, min(bound, points), by)


def _solver_bound(costs: Costs) -> int:
    """Points that no seating can do without, by OR-Tools; 0 without it.

    It spreads groups over tables as if hosts and even tables did not matter, which can only be cheaper.
    """
    dinner = costs.dinner
    tables = range(len(dinner.sizes))
    kinds: dict[tuple[tuple[int, ...], int | None, bool], int] = {}
    for index, diner in enumerate(dinner.diners):
        groups = tuple(number for number, (members, _each) in enumerate(costs.groups) if index in members)
        kind = (groups, diner.before, diner.leader and diner.guest)
        kinds[kind] = kinds.get(kind, 0) + 1
    cells = [
        Cell(
            count,
            tuple(MOVED * (before not in (None, table)) + _LEADER_BACK * table * leader for table in tables),
            tuple((number, costs.groups[number][1]) for number in groups),
        )
        for (groups, before, leader), count in kinds.items()
    ]
    found = better_spread(cells, dinner.sizes)
    return found.bound + _NO_HOST * costs.lacking if found else 0


class _Exchange:
    """A seating that is changed step by step."""

    def __init__(self, dinner: Dinner, costs: Costs, blocks: Sequence[Block], start: list[int]) -> None:
        self.dinner, self.costs, self.blocks = dinner, costs, blocks
        self.at = start
        self.tables = [[one for one, place in enumerate(start) if place == table] for table in range(len(dinner.sizes))]
        self.points = costs.total(start)
        self.foes: dict[int, set[int]] = {}
        for one, two in dinner.apart:
            self.foes.setdefault(one, set()).add(two)
            self.foes.setdefault(two, set()).add(one)
        self.of: dict[int, list[int]] = {}
        for number, (members, _points) in enumerate(costs.groups):
            for one in members:
                self.of.setdefault(one, []).append(number)

    def cool(self) -> None:
        """Exchange at random, at first also for the worse, less and less so; then as long as anything improves."""
        free = [block for block in self.blocks if block.pin is None]
        if not free or len(self.tables) < 2:
            return
        chance = random.Random(SEED)
        rounds = min(ROUNDS * len(free), MOST_ROUNDS)
        best, best_points = list(self.at), self.points
        for step in range(rounds):
            heat = 40.0 * (1 - step / rounds) ** 2 + 0.1
            one, two, kind = chance.choice(free), chance.choice(free), chance.random()
            if kind < 0.4:
                self._try([(one, chance.randrange(len(self.tables)))], heat, chance)
            elif kind < 0.9 or not self.costs.groups:
                self._try([(one, self.at[two.people[0]]), (two, self.at[one.people[0]])], heat, chance)
            else:
                group, table = chance.randrange(len(self.costs.groups)), chance.randrange(len(self.tables))
                self._try(self._gathering(free, group, table), heat, chance)
            if self.points < best_points:
                best, best_points = list(self.at), self.points
        self._restart(best)
        self._descend(free)

    def _gathering(self, free: Sequence[Block], group: int, table: int) -> list[tuple[Block, int]]:
        """The change that brings a whole group to one table; those who make room go where its members come from."""
        members = self.costs.groups[group][0]
        coming = [block for block in free if block.people[0] in members and self.at[block.people[0]] != table]
        if any(len(block.people) > 1 for block in coming):
            return []
        diners = self.dinner.diners
        inside = [b for b in free if self.at[b.people[0]] == table and len(b.people) == 1]
        going = [block for block in inside if block.people[0] not in members]
        going.sort(key=lambda block: (not diners[block.people[0]].guest, diners[block.people[0]].group))
        room = self.dinner.sizes[table] - len(self.tables[table])
        going = going[: max(len(coming) - room, 0)]
        moves = [(block, table) for block in coming]
        return moves + [(block, self.at[left.people[0]]) for block, left in zip(going, coming, strict=False)]

    def _restart(self, at: list[int]) -> None:
        self.at = list(at)
        self.tables = [[one for one, place in enumerate(at) if place == table] for table in range(len(self.tables))]
        self.points = self.costs.total(at)

    def _descend(self, free: list[Block]) -> None:
        improved = True
        while improved:
            improved = False
            for group in range(len(self.costs.groups)):
                for table in range(len(self.tables)):
                    improved |= self._try(self._gathering(free, group, table))
            for number, one in enumerate(free):
                for table in range(len(self.tables)):
                    improved |= self._try([(one, table)])
                for two in free[number + 1 :]:
                    improved |= self._try([(one, self.at[two.people[0]]), (two, self.at[one.people[0]])])

    def _try(self, moves: list[tuple[Block, int]], heat: float = 0.0, chance: random.Random | None = None) -> bool:
        """Make a change that pays, or by chance one that does not; whether it was made."""
        before = {self.at[block.people[0]] for block, _table in moves}
        touched = before | {table for _block, table in moves}
        if len(touched) < 2:
            return False
        new = {one: table for block, table in moves for one in block.people}
        after = {table: [one for one in self.tables[table] if one not in new] for table in touched}
        for one, table in new.items():
            after[table].append(one)
        if any(len(people) > self.dinner.sizes[table] for table, people in after.items()):
            return False
        if any(new.get(foe, self.at[foe]) == table for one, table in new.items() for foe in self.foes.get(one, ())):
            return False
        groups = {number for one in new for number in self.of.get(one, ())}
        old_points = sum(self.costs.table(table, self.tables[table]) for table in touched)
        old_points += sum(self.costs.group(number, self.at) for number in groups)
        old = {one: self.at[one] for one in new}
        for one, table in new.items():
            self.at[one] = table
        new_points = sum(self.costs.table(table, people) for table, people in after.items())
        new_points += sum(self.costs.group(number, self.at) for number in groups)
        worse = new_points - old_points
        if worse >= 0 and not (chance and chance.random() < math.exp(-min(worse / heat, 700))):
            for one, table in old.items():
                self.at[one] = table
            return False
        for table, people in after.items():
            self.tables[table] = people
        self.points += worse
        return True


class _Proof:
    """Every seating, block by block, given up where it can no longer be better than the best one known."""

    def __init__(self, dinner: Dinner, costs: Costs, blocks: Sequence[Block], points: int) -> None:
        self.dinner, self.costs = dinner, costs
        self.blocks = sorted(blocks, key=lambda block: (block.pin is None, -len(block.people)))
        self.points = points
        self.best: list[int] | None = None
        self.left = STEPS
        self.foes = {frozenset(pair) for pair in dinner.apart}
        self.finished = True

    def run(self, step: int, at: list[int], tables: list[list[int]], spent: int) -> None:
        """Place the blocks from `step` on; `spent` are points that are certain already."""
        if spent >= self.points:
            return
        if step == len(self.blocks):
            points = self.costs.total(at)
            if points < self.points:
                self.points, self.best = points, list(at)
            return
        block = self.blocks[step]
        for table in range(len(tables)) if block.pin is None else [block.pin]:
            self.left -= 1
            if self.left < 0:
                self.finished = False
                return
            if len(tables[table]) + len(block.people) > self.dinner.sizes[table] or self._hostile(block, tables[table]):
                continue
            for one in block.people:
                at[one] = table
            tables[table] += block.people
            self.run(step + 1, at, tables, self._certain(step + 1, at, tables))
            del tables[table][len(tables[table]) - len(block.people) :]

    def _hostile(self, block: Block, people: Sequence[int]) -> bool:
        return any(frozenset((one, other)) in self.foes for one in block.people for other in people)

    def _certain(self, step: int, at: Sequence[int], tables: Sequence[Sequence[int]]) -> int:
        """The points that the blocks placed so far cost, whatever follows."""
        placed = {one for block in self.blocks[:step] for one in block.people}
        points = 0
        for table, people in enumerate(tables):
            diners = [self.dinner.diners[one] for one in people]
            points += MOVED * sum(diner.before not in (None, table) for diner in diners)
            points += _LEADER_BACK * table * sum(diner.leader and diner.guest for diner in diners)
            hosts = sum(not diner.guest for diner in diners)
            points += _HOST_TOO_MANY * max(hosts - self.costs.share, 0)
            points += _UNEVEN * max(len(people) - self.costs.even - 1, 0)
        for members, each in self.costs.groups:
            points += each * max(len({at[one] for one in members & placed}) - 1, 0)
        return points
