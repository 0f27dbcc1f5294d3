"""What a seating at tables costs: parted groups, tables without a host or crowded, leaders far from the front."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jiedai.arrange.dinners import Dinner
from jiedai.arrange.proposal import MOVED

NO_HOST, HOST_TOO_MANY, UNEVEN, LEADER_BACK = 50, 20, 4, 3
"""Points: a table without a host, a host more than an even share, a place more or less than an even share, a leader at
a table further from the main one."""
_SPLIT_GROUP, _SPLIT_UNIT, _SPLIT_MEATLESS = 60, 30, 10


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
        hosts = sum(not self.dinner.diners[index].guest for index in people)
        points = NO_HOST if hosts == 0 else HOST_TOO_MANY * max(hosts - self.share, 0)
        points += UNEVEN * max(abs(len(people) - self.even) - 1, 0)
        return points + self.alone(people, table)

    def alone(self, people: Sequence[int], table: int) -> int:
        """The points of people at a table whoever else is there: those who move, and leaders far from the front."""
        diners = [self.dinner.diners[index] for index in people]
        points = MOVED * sum(diner.before not in (None, table) for diner in diners)
        return points + LEADER_BACK * table * sum(diner.leader and diner.guest for diner in diners)

    def groups_of(self, people: Sequence[int]) -> dict[int, int]:
        """The groups by number that people belong to, and how many of them do."""
        found = {}
        for number, (members, _points) in enumerate(self.groups):
            inside = sum(index in members for index in people)
            if inside:
                found[number] = inside
        return found

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
        points = NO_HOST * self.lacking
        for members, each in self.groups:
            needed = next((count for count in range(1, len(sizes) + 1) if sum(sizes[:count]) >= len(members)), 1)
            points += each * (needed - 1)
        return points
