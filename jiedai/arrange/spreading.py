"""Groups spread over places that hold so many each, split as little as can be: by branch and bound, exactly.

People who are alike in all that counts are one cell, so that only their numbers are tried.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jiedai.arrange.trading import traded

STEPS = 20_000
"""Partial spreads that are looked at before the search ends."""
AGAIN, AT_ONCE, STEPS_AGAIN = 200, 3, 400
"""How often, how many places at once and by how many steps a spread is improved that was not searched to the end."""
SEED = 7
MOST_WAYS = 500
"""Ways to share out one cell that are all tried; of more only the plain ones."""


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

    Where the steps do not suffice people are traded between the places of the best one found so far, with a bound that
    may be below its points.
    """
    if sum(cell.size for cell in cells) > sum(rooms):
        return None
    first = _Search(cells, rooms, steps)
    first.run(0, list(rooms), {}, 0, [])
    assert first.best is not None  # the first descent always ends: places are filled whole or as far as they go
    points, counts = first.best
    if first.finished:
        return Spread(counts, points, points)
    bound = min(first.bounds[0], points)
    points, counts = traded(cells, rooms, counts, points, bound)
    chance = random.Random(SEED)
    for _again in range(AGAIN):
        if points <= bound or len(rooms) < 2:
            break
        some = sorted(chance.sample(range(len(rooms)), min(AT_ONCE, len(rooms))))
        less, counts = _spread_anew(cells, rooms, counts, some)
        points -= less
    return Spread(counts, points, bound)


def _spread_anew(
    cells: Sequence[Cell], rooms: Sequence[int], counts: Sequence[tuple[int, ...]], some: Sequence[int]
) -> tuple[int, tuple[tuple[int, ...], ...]]:
    """The counts with those who are in some places spread over these anew, and the points that this saves."""
    here = [number for number, row in enumerate(counts) if any(row[place] for place in some)]
    inner = [
        Cell(
            sum(counts[number][place] for place in some),
            tuple(cells[number].points[place] for place in some),
            cells[number].groups,
        )
        for number in here
    ]
    outside = frozenset({-1})
    used = {
        group: outside
        for cell, row in zip(cells, counts, strict=True)
        for group, _each in cell.groups
        if any(count for place, count in enumerate(row) if place not in some)
    }
    before = _points(inner, [[counts[number][place] for place in some] for number in here], used)
    search = _Search(inner, [rooms[place] for place in some], STEPS_AGAIN)
    search.run(0, [rooms[place] for place in some], used, 0, [])
    found = [list(row) for row in counts]
    if search.best is None or search.best[0] >= before:
        return 0, tuple(tuple(row) for row in found)
    for number, row in zip(here, search.best[1], strict=True):
        for place, count in zip(some, row, strict=True):
            found[number][place] = count
    return before - search.best[0], tuple(tuple(row) for row in found)


def _points(cells: Sequence[Cell], counts: Sequence[Sequence[int]], used: Mapping[int, frozenset[int]]) -> int:
    """The points of a spread, where groups have people in the places `used` besides."""
    places = {group: set(some) for group, some in used.items()}
    weights: dict[int, int] = {}
    points = 0
    for cell, row in zip(cells, counts, strict=True):
        points += sum(count * point for count, point in zip(row, cell.points, strict=True))
        for group, each in cell.groups:
            weights[group] = each
            places.setdefault(group, set()).update(place for place, count in enumerate(row) if count)
    return points + sum(
        each * (max(len(places[group]) - 1, 0) - max(len(used.get(group, ())) - 1, 0))
        for group, each in weights.items()
    )


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
