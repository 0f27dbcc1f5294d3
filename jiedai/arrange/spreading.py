"""Groups spread over places that hold so many each, split as little as can be: by branch and bound, exactly.

People who are alike in all that counts are one cell, so that only their numbers are tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

STEPS = 30_000
"""Partial spreads that are looked at before the search ends."""


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

    Where the steps do not suffice the best one found so far, with a bound below its points.
    """
    if sum(cell.size for cell in cells) > sum(rooms):
        return None
    search = _Search(cells, rooms, steps)
    search.run(0, list(rooms), {}, 0, [])
    assert search.best is not None  # the first descent always ends: places are filled whole or as far as they go
    points, counts = search.best
    return Spread(counts, points, points if search.finished else min(search.bounds[0], points))


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
        for some in _shares(cell.size, rooms):
            points = sum(count * point for count, point in zip(some, cell.points, strict=True))
            here = {place for place, count in enumerate(some) if count}
            for group, each in cell.groups:
                before = used.get(group, frozenset())
                points += each * (max(len(before | here) - 1, 0) - max(len(before) - 1, 0))
            yield points, some


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
