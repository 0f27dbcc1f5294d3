"""The tables as a model for OR-Tools, where the extra `jiedai[solver]` is installed: a proof, or a better seating."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from jiedai.arrange.dining_costs import HOST_TOO_MANY, NO_HOST, UNEVEN, Costs
from jiedai.arrange.dinners import Block, Dinner
from jiedai.arrange.solver import installed, solved
from jiedai.arrange.tallies import Tally

SECONDS = 2.0
"""The limit, in the solver's deterministic seconds."""


@dataclass(frozen=True, slots=True)
class Seated:
    """The table of each diner, and points that no seating can do without."""

    at: list[int]
    bound: int


def better_seating(
    dinner: Dinner, costs: Costs, blocks: Sequence[Block], known: Sequence[int], seconds: float = SECONDS
) -> Seated | None:
    """A seating no worse than a known one, and a bound; None without OR-Tools, or where it finds none."""
    if not installed():
        return None
    model = _Model(Tally(dinner, costs, blocks), known)
    solver = solved(model.model, seconds)
    if solver is None:
        return None
    at = model.seating(solver)
    bound = math.ceil(solver.best_objective_bound - 1e-6)
    return Seated(at if costs.total(at) < costs.total(known) else list(known), bound)


class _Model:
    """How many of each kind of block sit at each table; blocks that are alike in all that counts are one kind."""

    def __init__(self, tally: Tally, known: Sequence[int]) -> None:
        from ortools.sat.python import cp_model

        self.tally, self.model = tally, cp_model.CpModel()
        self.tables = range(len(tally.seats))
        self.kinds = list(_kinds(tally).values())
        self.counts = [
            [self.model.new_int_var(0, len(kind), f"x{number}_{table}") for table in self.tables]
            for number, kind in enumerate(self.kinds)
        ]
        self._hold()
        terms = self._alone_terms() + self._host_terms() + self._size_terms() + self._group_terms()
        self.model.minimize(sum(terms))
        for number, kind in enumerate(self.kinds):
            homes = [known[tally.blocks[block].people[0]] for block in kind]
            for table in self.tables:
                self.model.add_hint(self.counts[number][table], homes.count(table))

    def _sum(self, each: Sequence[int], table: int) -> Any:
        """The number of something at a table, when a block of each kind has so many of it."""
        return sum(
            each[kind[0]] * self.counts[number][table] for number, kind in enumerate(self.kinds) if each[kind[0]]
        )

    def _hold(self) -> None:
        """Everybody has a seat, no table more people than seats, and foes do not meet."""
        tally = self.tally
        for number, kind in enumerate(self.kinds):
            self.model.add(sum(self.counts[number]) == len(kind))
            pin = tally.blocks[kind[0]].pin
            if pin is not None:
                self.model.add(self.counts[number][pin] == len(kind))
        for table in self.tables:
            self.model.add(self._sum(tally.people, table) <= tally.seats[table])
        alone = {kind[0]: number for number, kind in enumerate(self.kinds)}
        for one, foes in tally.foes.items():
            for two in foes:
                if one < two:
                    for table in self.tables:
                        self.model.add(self.counts[alone[one]][table] + self.counts[alone[two]][table] <= 1)

    def _alone_terms(self) -> list[Any]:
        return [
            self.tally.alone[kind[0]][table] * self.counts[number][table]
            for number, kind in enumerate(self.kinds)
            for table in self.tables
            if self.tally.alone[kind[0]][table]
        ]

    def _host_terms(self) -> list[Any]:
        terms: list[Any] = []
        for table in self.tables:
            hosts = self._sum(self.tally.hosts, table)
            none = self.model.new_bool_var(f"n{table}")
            self.model.add(hosts + none >= 1)
            over = self.model.new_int_var(0, sum(self.tally.hosts), f"o{table}")
            self.model.add(over >= hosts - self.tally.costs.share)
            terms += [NO_HOST * none, HOST_TOO_MANY * over]
        return terms

    def _size_terms(self) -> list[Any]:
        terms: list[Any] = []
        even = self.tally.costs.even
        for table in self.tables:
            people = self._sum(self.tally.people, table)
            off = self.model.new_int_var(0, sum(self.tally.people), f"e{table}")
            self.model.add(off >= people - even - 1)
            self.model.add(off >= even - people - 1)
            terms.append(UNEVEN * off)
        return terms

    def _group_terms(self) -> list[Any]:
        """A group is at a table with anybody of it; the tables it has must together hold it."""
        terms: list[Any] = []
        for group, (members, each) in enumerate(self.tally.costs.groups):
            used = [self.model.new_bool_var(f"u{group}_{table}") for table in self.tables]
            for number, kind in enumerate(self.kinds):
                if group not in self.tally.groups[kind[0]]:
                    continue
                for table in self.tables:
                    most = min(len(kind), self.tally.seats[table])
                    self.model.add(self.counts[number][table] <= most * used[table])
            self.model.add(sum(self.tally.seats[table] * used[table] for table in self.tables) >= len(members))
            terms.append(each * (sum(used) - 1))
        return terms

    def seating(self, solver: Any) -> list[int]:
        """The table of each diner in the solver's answer."""
        at = [0] * len(self.tally.dinner.diners)
        for kind, counts in zip(self.kinds, self.counts, strict=True):
            waiting = list(kind)
            for table in self.tables:
                for _one in range(int(solver.value(counts[table]))):
                    for person in self.tally.blocks[waiting.pop(0)].people:
                        at[person] = table
        return at


def _kinds(tally: Tally) -> dict[Hashable, list[int]]:
    """The blocks by number that are alike; whoever must sit apart from somebody is like nobody."""
    found: dict[Hashable, list[int]] = {}
    for number in range(len(tally.blocks)):
        alike: Hashable = number
        if number not in tally.foes:
            groups = tuple(tally.groups[number].items())
            traits = tally.people[number], tally.hosts[number], tuple(tally.alone[number]), tally.blocks[number].pin
            alike = (*traits, groups)
        found.setdefault(alike, []).append(number)
    return found
