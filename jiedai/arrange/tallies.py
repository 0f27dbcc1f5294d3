"""A seating at tables as it is counted: how many of what sit where, and what a change of it would cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jiedai.arrange.dining_costs import HOST_TOO_MANY, NO_HOST, UNEVEN, Costs
from jiedai.arrange.dinners import Block, Dinner

Moves = list[tuple[int, int]]
"""Blocks by number, each with the table it goes to."""


class Tally:
    """The table of each block by number (`home`), and how many people, hosts and members of each group sit at a table.

    A block with home -1 is not seated yet. The lists are for reading; `sit`, `count` and `shift` change them.
    """

    def __init__(self, dinner: Dinner, costs: Costs, blocks: Sequence[Block]) -> None:
        tables = range(len(dinner.sizes))
        self.dinner, self.costs, self.blocks, self.seats = dinner, costs, blocks, dinner.sizes
        self.people = [len(block.people) for block in blocks]
        self.hosts = [sum(not dinner.diners[one].guest for one in block.people) for block in blocks]
        self.alone = [[costs.alone(block.people, table) for table in tables] for block in blocks]
        self.groups = [costs.groups_of(block.people) for block in blocks]
        self.foes = _foes(dinner, blocks)
        count = len(dinner.diners) + 1
        self.of_hosts = [NO_HOST if n == 0 else HOST_TOO_MANY * max(n - costs.share, 0) for n in range(count)]
        self.of_size = [UNEVEN * max(abs(n - costs.even) - 1, 0) for n in range(count)]
        self.home = [-1 for _block in blocks]
        self.sizes, self.at_table = [0 for _table in tables], [0 for _table in tables]
        self.counts = [[0 for _table in tables] for _group in costs.groups]
        self.inside: list[list[int]] = [[] for _table in tables]

    def sit(self, home: Sequence[int]) -> None:
        """Begin anew with the table of each block."""
        for counts in (self.sizes, self.at_table, *self.counts):
            counts[:] = [0] * len(counts)
        for some in self.inside:
            some.clear()
        self.home = list(home)
        for number, table in enumerate(home):
            self.count(number, table, 1)

    def seating(self) -> list[int]:
        """The table of each diner."""
        at = [0] * len(self.dinner.diners)
        for block, table in zip(self.blocks, self.home, strict=True):
            for one in block.people:
                at[one] = table
        return at

    def count(self, number: int, table: int, sign: int) -> None:
        """Count a block at a table, or (with -1) no longer."""
        self.sizes[table] += sign * self.people[number]
        self.at_table[table] += sign * self.hosts[number]
        if sign > 0:
            self.inside[table].append(number)
        else:
            self.inside[table].remove(number)
        for group, count in self.groups[number].items():
            self.counts[group][table] += sign * count

    def may_join(self, one: int, table: int) -> bool:
        """Whether a block has room at a table, and nobody there whom it must sit apart from."""
        return self.sizes[table] + self.people[one] <= self.seats[table] and not self._hostile(one, table)

    def worse(self, moves: Moves) -> int | None:
        """By how many points a change is worse; None where it changes nothing or the demands do not allow it."""
        if len(moves) == 1:
            return self._worse_by_one(*moves[0])
        if len(moves) == 2 and moves[0][1] == self.home[moves[1][0]] and moves[1][1] == self.home[moves[0][0]]:
            return self._worse_by_two(moves[0][0], moves[1][0])
        return self._worse_by_many(moves) if moves else None

    def _worse_by_one(self, one: int, to: int) -> int | None:
        here, people, hosts = self.home[one], self.people[one], self.hosts[one]
        sizes, at_table, of_size, of_hosts = self.sizes, self.at_table, self.of_size, self.of_hosts
        if here == to or sizes[to] + people > self.seats[to] or self._hostile(one, to):
            return None
        worse = self.alone[one][to] - self.alone[one][here]
        worse += of_size[sizes[here] - people] - of_size[sizes[here]] + of_size[sizes[to] + people] - of_size[sizes[to]]
        if hosts:
            worse += of_hosts[at_table[here] - hosts] - of_hosts[at_table[here]]
            worse += of_hosts[at_table[to] + hosts] - of_hosts[at_table[to]]
        for group, count in self.groups[one].items():
            counts = self.counts[group]
            worse += self.costs.groups[group][1] * ((counts[to] == 0) - (counts[here] == count))
        return worse

    def _worse_by_two(self, one: int, two: int) -> int | None:
        here, there = self.home[one], self.home[two]
        more, hosts = self.people[one] - self.people[two], self.hosts[one] - self.hosts[two]
        sizes, at_table, of_size, of_hosts = self.sizes, self.at_table, self.of_size, self.of_hosts
        if here == there or sizes[there] + more > self.seats[there] or sizes[here] - more > self.seats[here]:
            return None
        if self._hostile(one, there, two) or self._hostile(two, here, one):
            return None
        worse = self.alone[one][there] - self.alone[one][here] + self.alone[two][here] - self.alone[two][there]
        if more:
            worse += of_size[sizes[here] - more] - of_size[sizes[here]]
            worse += of_size[sizes[there] + more] - of_size[sizes[there]]
        if hosts:
            worse += of_hosts[at_table[here] - hosts] - of_hosts[at_table[here]]
            worse += of_hosts[at_table[there] + hosts] - of_hosts[at_table[there]]
        coming = self.groups[two]
        for group, count in self.groups[one].items():
            worse += self._parted(group, here, there, count - coming.get(group, 0))
        for group, count in coming.items():
            if group not in self.groups[one]:
                worse += self._parted(group, here, there, -count)
        return worse

    def _parted(self, group: int, here: int, there: int, count: int) -> int:
        """The points when so many more of a group leave one table for another than come back."""
        counts = self.counts[group]
        now = (counts[here] > 0) + (counts[there] > 0)
        return self.costs.groups[group][1] * ((counts[here] > count) + (counts[there] + count > 0) - now)

    def _worse_by_many(self, moves: Moves) -> int | None:
        """As for one: by making the change and taking it back."""
        before = [(number, self.home[number]) for number, _table in moves]
        old = self._told(moves, before)
        self.shift(moves)
        full = any(self.sizes[table] > self.seats[table] for _number, table in moves)
        hostile = any(self._hostile(number, table) for number, table in moves)
        worse = self._told(moves, before) - old
        self.shift(before)
        return None if full or hostile else worse

    def _told(self, moves: Moves, before: Moves) -> int:
        """The points of the blocks, tables and groups that a change touches."""
        tables = {table for _number, table in (*moves, *before)}
        groups = {group for number, _table in moves for group in self.groups[number]}
        points = sum(self.alone[number][self.home[number]] for number, _table in moves)
        points += sum(self.of_size[self.sizes[table]] + self.of_hosts[self.at_table[table]] for table in tables)
        return points + sum(
            self.costs.groups[group][1] * sum(count > 0 for count in self.counts[group]) for group in groups
        )

    def _hostile(self, one: int, table: int, leaving: int = -1) -> bool:
        """Whether somebody at a table must sit apart from a block, but for a block that leaves it."""
        return any(self.home[foe] == table and foe != leaving for foe in self.foes.get(one, ()))

    def shift(self, moves: Moves) -> None:
        """Make a change."""
        for number, table in moves:
            self.count(number, self.home[number], -1)
            self.count(number, table, 1)
            self.home[number] = table


def _foes(dinner: Dinner, blocks: Sequence[Block]) -> Mapping[int, frozenset[int]]:
    """The blocks by number that must not share a table with a block."""
    block_of = {one: number for number, block in enumerate(blocks) for one in block.people}
    found: dict[int, set[int]] = {}
    for one, two in dinner.apart:
        if one in block_of and two in block_of:
            found.setdefault(block_of[one], set()).add(block_of[two])
            found.setdefault(block_of[two], set()).add(block_of[one])
    return {number: frozenset(foes) for number, foes in found.items()}
