"""Groups spread over places that hold so many each, split as little as can be: by branch and bound, exactly.

People who are alike in all that counts are one cell, so that only their numbers are tried.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

STEPS = 40_000
"""Partial spreads that are looked at before the search ends."""
MOST_WAYS = 500
"""Ways to share out one cell that are all tried; of more only the plain ones."""
ATTEMPTS = 20
"""Orders of the groups that are tried where the search does not end."""
SEED = 7


@dataclass(frozen=True, slots=True)
class Cell:
    """People who are alike: how many, the points of one of them in each place, and the groups they belong to.

    A group is its number and the points for each place beyond the first in which it has people.
    """

    size: int
    points: tuple[int, ...]
    groups: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Spread:
    """How many of each cell are in each place, the points of that, and a bound that no spread can beat."""

    counts: tuple[tuple[int, ...], ...]
    points: int
    bound: int


def spread(cells: Sequence[Cell], rooms: Sequence[int], steps: int = STEPS) -> Spread | None:
    """The spread with the fewest points; None where the places together hold too few.

    Where the steps do not suffice the best one found so far, with a bound below its points: half of them go to the
    order of cells as given, the rest to other orders of the groups, by a fixed seed.
    """
    if sum(cell.size for cell in cells) > sum(rooms):
        return None
    first = _Search(cells, rooms, steps // 2)
    first.run(0, list(rooms), {}, 0, [])
    assert first.best is not None  # the first descent always ends: places are filled whole or as far as they go
    points, counts = first.best
    if first.finished:
        return Spread(counts, points, points)
    chance = random.Random(SEED)
    for _attempt in range(ATTEMPTS):
        order = _shuffled(cells, chance)
        search = _Search([cells[index] for index in order], rooms, steps // 2 // ATTEMPTS)
        search.run(0, list(rooms), {}, 0, [])
        if search.best is not None and search.best[0] < points:
            points = search.best[0]
            found = dict(zip(order, search.best[1], strict=True))
            counts = tuple(found[index] for index in range(len(cells)))
    return Spread(counts, points, min(first.bounds[0], points))


def _shuffled(cells: Sequence[Cell], chance: random.Random) -> list[int]:
    """The cells by index in another order: those of a group one after the other, large groups rather first."""
    homes = [cell.groups[0][0] if cell.groups else -1 - index for index, cell in enumerate(cells)]
    sizes = {home: sum(cell.size for cell, other in zip(cells, homes, strict=True) if other == home) for home in homes}
    weights = {home: -size * (0.5 + chance.random()) for home, size in sizes.items()}
    return sorted(range(len(cells)), key=lambda index: (weights[homes[index]], homes[index], index))


class _Search:
    def __init__(self, cells: Sequence[Cell], rooms: Sequence[int], steps: int) -> None:
        self.cells = cells
        self.steps = steps
        self.finished = True
        self.best: tuple[int, tuple[tuple[int, ...], ...]] | None = None
        # The least that the cells from each on must cost, were there room for everybody where they like it best.
        self.bounds = [0]
        for cell in reversed(cells):
            self.bounds.append(self.bounds[-1] + cell.size * min(cell.points))
        self.bounds.reverse()

    def run(
        self,
        step: int,
        rooms: list[int],
        used: dict[int, frozenset[int]],
        points: int,
        counts: list[tuple[int, ...]],
    ) -> None:
        """Place the cells from `step` on; `used` are the places in which each group has people."""
        if self.best is not None and points + self.bounds[step] >= self.best[0]:
            return
        if step == len(self.cells):
            self.best = (points, tuple(counts))
            return
        cell = self.cells[step]
        # Of ways that cost the same, the first place is filled first.
        for more, some in sorted(self._ways(cell, rooms, used), key=lambda way: (way[0], [-count for count in way[1]])):
            self.steps -= 1
            if self.steps < 0 and self.best is not None:
                self.finished = False
                return
            after = {**used}
            here = frozenset(place for place, count in enumerate(some) if count)
            for group, _points in cell.groups:
                after[group] = after.get(group, frozenset()) | here
            left = [room - count for room, count in zip(rooms, some, strict=True)]
            self.run(step + 1, left, after, points + more, [*counts, some])

    def _ways(
        self, cell: Cell, rooms: list[int], used: dict[int, frozenset[int]]
    ) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Every way to place a cell, with the points it adds."""
        if math.comb(cell.size + len(rooms) - 1, cell.size) > MOST_WAYS:
            self.finished = False
            ways = _plain_shares(cell.size, rooms)
        else:
            ways = _shares(cell.size, rooms)
        for some in ways:
            points = sum(count * point for count, point in zip(some, cell.points, strict=True))
            here = {place for place, count in enumerate(some) if count}
            for group, each in cell.groups:
                before = used.get(group, frozenset())
                points += each * (max(len(before | here) - 1, 0) - max(len(before) - 1, 0))
            yield points, some


def _plain_shares(size: int, rooms: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The ways that matter most: whole in a place, a place filled and the rest in another, filled from the largest."""
    for place, room in enumerate(rooms):
        if room >= size:
            yield tuple(size * (other == place) for other in range(len(rooms)))
    for place, room in enumerate(rooms):
        for other, more in enumerate(rooms):
            if other != place and 0 < room < size <= room + more:
                yield tuple(room * (one == place) + (size - room) * (one == other) for one in range(len(rooms)))
    filled = [0] * len(rooms)
    for place in sorted(range(len(rooms)), key=lambda place: -rooms[place]):
        filled[place] = min(rooms[place], size - sum(filled))
    yield tuple(filled)


def _shares(size: int, rooms: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Every way to share out so many over places that hold so many each."""
    if not rooms:
        if size == 0:
            yield ()
        return
    rest = sum(rooms[1:])
    for count in range(min(size, rooms[0]), max(size - rest, 0) - 1, -1):
        for others in _shares(size - count, rooms[1:]):
            yield count, *others
