"""The best places for people: the tables of a meal, the cars of a ride.

First the fewest who must leave the place that the plan gives them. Then every arrangement is looked at, as far as the
steps go; what is too large for that is improved by exchange.
"""

from __future__ import annotations

import heapq
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from jiedai.arrange.exchange import Exchange, Problem, Tally, Unit
from jiedai.arrange.proposal import MOVED

STEPS = 80_000
"""Places of units that are tried before the search of every arrangement ends."""
MOST_SEATINGS = 1_500
"""Arrangements that are looked at for the fewest who must move."""


@dataclass(frozen=True, slots=True)
class Found:
    """The place of each unit, the points of that, and points that no arrangement can do without.

    `searched` says that every arrangement was looked at.
    """

    home: tuple[int, ...]
    points: int
    bound: int
    searched: bool


def arranged(problem: Problem, start: Sequence[int]) -> Found:
    """The best arrangement that is found; `start` is one that the demands allow, and kept where none is better."""
    moved, at_home = fewest_moves(problem)
    bound = least_points(problem, moved)
    tally = Tally(problem)
    tally.sit(start if at_home is None else at_home)
    exchange = Exchange(tally, bound)
    exchange.descend()
    if exchange.points > bound:
        every = _Every(problem, exchange.points)
        every.run()
        if every.best is not None:
            tally.sit(every.best)
        if every.finished:
            return Found(_settled(problem, tally.home), every.points, every.points, True)
        exchange = Exchange(tally, bound)
        exchange.cool()
    return Found(_settled(problem, tally.home), exchange.points, min(bound, exchange.points), False)


def _settled(problem: Problem, home: Sequence[int]) -> tuple[int, ...]:
    """The same arrangement where of units that are alike the first have the first places."""
    kinds: dict[Hashable, list[int]] = {}
    for number, kind in enumerate(_kinds(problem)):
        kinds.setdefault(kind, []).append(number)
    found = list(home)
    for alike in kinds.values():
        for number, place in zip(alike, sorted(home[number] for number in alike), strict=True):
            found[number] = place
    return tuple(found)


def _kinds(problem: Problem) -> list[Hashable]:
    """What each unit is like: units of one kind may change places without a difference."""
    foes = {one for pair in problem.apart for one in pair}
    return [(number, unit) if number in foes else unit for number, unit in enumerate(problem.units)]


def least_points(problem: Problem, moved: int = 0) -> int:
    """Points that no arrangement can do without, where so many people must move.

    That is what the units cost where each likes it best, and what cannot be helped: groups that are larger than a
    place, and hosts too few for all places.
    """
    best = sum(min(_open(unit)) for unit in problem.units)
    points = max(best, moved * MOVED + sum(min(one % MOVED for one in _open(unit)) for unit in problem.units))
    if problem.of_hosts:
        points += problem.of_hosts[0] * max(len(problem.seats) - sum(unit.hosts > 0 for unit in problem.units), 0)
    sizes = [0 for _group in problem.weights]
    for unit in problem.units:
        for group, count in unit.groups:
            sizes[group] += count
    free = sorted(problem.seats, reverse=True)
    return points + sum(
        weight * max(_needed(size, free) - 1, 0) for weight, size in zip(problem.weights, sizes, strict=True)
    )


def _open(unit: Unit) -> Sequence[int]:
    """The points of a unit in the places it may have."""
    return unit.points if unit.pin is None else unit.points[unit.pin : unit.pin + 1]


def _needed(people: int, free: Sequence[int]) -> int:
    """In how many places so many people sit at least; the largest come first."""
    for count, room in enumerate(free):
        if people <= 0:
            return count
        people -= room
    return len(free)


# --- the fewest who must move -----------------------------------------------------------------------------------------


def fewest_moves(problem: Problem) -> tuple[int, list[int] | None]:
    """How many people must lose the place of the plan, and an arrangement in which no more do.

    None where none is found, or nobody has a place. Everybody begins where the fewest move. Where that breaks a demand,
    one of those who break it together must leave: each of them is tried, the arrangements with the fewest moves first.
    """
    if all(max(unit.points) < MOVED for unit in problem.units):
        return 0, None
    moves = _Moves(problem)
    bound = 0
    waiting: list[tuple[int, int, _Barred, list[int]]] = []
    seen: set[_Barred] = set()

    def push(barred: _Barred) -> None:
        found = moves.seated(barred) if barred not in seen else None
        if found is not None:
            # Of as many moves the newest comes first: what is decided already is followed to its end.
            heapq.heappush(waiting, (found[0], -len(seen), barred, found[1]))
            seen.add(barred)

    push(frozenset())
    for _step in range(MOST_SEATINGS):
        if not waiting:
            break
        bound, _number, barred, home = heapq.heappop(waiting)
        quarrel = moves.quarrel(home)
        if quarrel is None:
            return bound, home
        for one in quarrel:
            push(barred | {(one, home[one])})
    return bound, None


_Barred = frozenset[tuple[int, int]]
"""Units by number, each with a place that it is not to have."""


class _Moves:
    """Arrangements in which the fewest move, whatever else they break."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.foes = problem, Tally(problem).foes
        places = range(len(problem.seats))
        self.moved = [
            {place: unit.points[place] // MOVED for place in places if unit.pin in (None, place)}
            for unit in problem.units
        ]

    def seated(self, barred: _Barred) -> tuple[int, list[int]] | None:
        """How many move at least, and each unit where the fewest of it do; None where one has no place left.

        Of places that are the same to a unit it takes the one with the most room left, the most particular units first.
        """
        units, left, moved = self.problem.units, list(self.problem.seats), 0
        choices = []
        for number, row in enumerate(self.moved):
            open_ones = {place: cost for place, cost in row.items() if (number, place) not in barred}
            if not open_ones:
                return None
            least = min(open_ones.values())
            moved += least
            choices.append((number, [place for place, cost in open_ones.items() if cost == least]))
        home = [-1 for _unit in units]
        for number, places in sorted(choices, key=lambda one: (len(one[1]), -units[one[0]].size)):
            bad = {home[foe] for foe in self.foes.get(number, ())}
            home[number] = min(places, key=lambda place: (place in bad, -left[place], place))
            left[home[number]] -= units[number].size
        return moved, home

    def quarrel(self, home: Sequence[int]) -> list[int] | None:
        """Units of which one must leave its place: two who sit apart, or all in a place that is too full."""
        for one, two in self.problem.apart:
            if home[one] == home[two]:
                return [one, two]
        for place, seats in enumerate(self.problem.seats):
            inside = [number for number, there in enumerate(home) if there == place]
            if sum(self.problem.units[number].size for number in inside) > seats:
                return inside
        return None


# --- every arrangement ------------------------------------------------------------------------------------------------


class _Every:
    """Every arrangement, unit by unit, given up where it can no longer be better than the best one known."""

    def __init__(self, problem: Problem, points: int) -> None:
        self.problem, self.points = problem, points
        self.best: list[int] | None = None
        self.left, self.finished = STEPS, True
        self.tally = Tally(problem)
        self.order = self._order()
        units = [problem.units[one] for one in self.order]
        self.rest = _sums_from([min(_open(unit)) for unit in units])
        self.hosts_left = _sums_from([int(unit.hosts > 0) for unit in units])
        self.groups_left = self._groups_left(units)
        begun: set[int] = set()
        self.open: list[list[int]] = []
        for unit, left in zip([*units, None], self.groups_left, strict=True):
            self.open.append([group for group, _people in left if group in begun])
            begun.update(group for group, _count in (unit.groups if unit else ()))
        self.watched = [
            [one for one in self.order[:step] if not self.tally.foes.get(one, set()).isdisjoint(self.order[step:])]
            for step in range(len(units) + 1)
        ]
        self.sorts = self._sorts(units)
        # Points of a place whatever comes to it still.
        self.of_hosts, self.of_size = _least_from(self.tally.of_hosts), _least_from(self.tally.of_size)
        self.seen: dict[Hashable, int] = {}

    def _groups_left(self, units: Sequence[Unit]) -> list[list[tuple[int, int]]]:
        """For each step the groups with people still to be placed, and how many."""
        found: list[list[tuple[int, int]]] = [[]]
        waiting: dict[int, int] = {}
        for unit in reversed(units):
            for group, count in unit.groups:
                waiting[group] = waiting.get(group, 0) + count
            found.append(list(waiting.items()))
        return found[::-1]

    def _order(self) -> list[int]:
        """Whom a wrong place costs most comes first; then the groups that are dear to part, those of one together."""
        units, weights = self.problem.units, self.problem.weights
        sizes = [0 for _group in weights]
        for unit in units:
            for group, count in unit.groups:
                sizes[group] += count

        def rank(one: int) -> tuple[object, ...]:
            unit = units[one]
            spread = max(unit.points) - min(unit.points)
            groups = sorted((-weights[group], -sizes[group], group) for group, _count in unit.groups)
            return unit.pin is None, -spread, not groups, groups, -unit.size, one

        return sorted(range(len(units)), key=rank)

    def _sorts(self, units: Sequence[Unit]) -> list[list[int]]:
        """For each step a number for each place: empty places of one number are the same to all units from there on."""
        sorts = [list(self.problem.seats)]
        for unit in reversed(units):
            told = [(sort, unit.points[place], unit.pin == place) for place, sort in enumerate(sorts[-1])]
            numbers = {key: number for number, key in enumerate(dict.fromkeys(told))}
            sorts.append([numbers[key] for key in told])
        return sorts[::-1]

    def run(self) -> None:
        """Look at all arrangements; `best` is one with fewer points than are known, where there is one."""
        self._place(0, len(self.problem.seats) * (self.of_hosts[0] + self.of_size[0]))

    def _place(self, step: int, spent: int) -> None:
        """Place the units from a step on; `spent` are the points of those before that nothing takes back."""
        if spent + self.rest[step] >= self.points:
            return
        if spent + self.rest[step] + self._hostless(step) + self._splits(step) >= self.points:
            return
        if step == len(self.order):
            total = self.tally.total()
            if total < self.points:
                self.points, self.best = total, list(self.tally.home)
            return
        state = self._state(step)
        if self.seen.get(state, spent + 1) <= spent:
            return
        self.seen[state] = spent
        one = self.order[step]
        pin = self.problem.units[one].pin
        places = range(len(self.tally.seats)) if pin is None else (pin,)
        for more, place in sorted(
            (self._more(one, place), place) for place in places if self.tally.may_join(one, place)
        ):
            self.left -= 1
            if self.left < 0:
                self.finished = False
                return
            self.tally.count(one, place, 1)
            self._place(step + 1, spent + more)
            self.tally.count(one, place, -1)

    def _state(self, step: int) -> Hashable:
        """All that matters to the units from a step on: the same state at more points leads to nothing better."""
        tally = self.tally
        told = []
        for place, sort in enumerate(self.sorts[step]):
            marks = 0
            for group in self.open[step]:
                marks = 2 * marks + (tally.counts[group][place] > 0)
            for one in self.watched[step]:
                marks = 2 * marks + (tally.home[one] == place)
            told.append((sort, tally.sizes[place], tally.hosts[place], marks))
        told.sort()
        return step, tuple(told)

    def _more(self, one: int, place: int) -> int:
        """The points that a unit in a place adds, whatever follows."""
        tally, unit = self.tally, self.problem.units[one]
        hosts, size = tally.hosts[place], tally.sizes[place]
        points = unit.points[place] + self.of_hosts[hosts + unit.hosts] - self.of_hosts[hosts]
        points += self.of_size[size + unit.size] - self.of_size[size]
        for group, _count in unit.groups:
            counts = tally.counts[group]
            if counts[place] == 0 and any(counts):
                points += tally.weights[group]
        return points

    def _hostless(self, step: int) -> int:
        """The points of places that will have no host: there are fewer hosts to come than places without."""
        each = self.tally.of_hosts[0] - self.of_hosts[0]
        return each * max(self.tally.hosts.count(0) - self.hosts_left[step], 0) if each else 0

    def _splits(self, step: int) -> int:
        """The points of groups whose members to come need more places than those that the group has already."""
        tally = self.tally
        free = [seats - size for seats, size in zip(tally.seats, tally.sizes, strict=True)]
        most = max(free)
        points = 0
        for group, people in self.groups_left[step]:
            counts = tally.counts[group]
            if any(counts):
                people -= sum(room for room, count in zip(free, counts, strict=True) if count)
                outside = [room for room, count in zip(free, counts, strict=True) if not count]
                points += tally.weights[group] * _needed(people, sorted(outside, reverse=True)) if people > 0 else 0
            elif people > most:
                points += tally.weights[group] * (_needed(people, sorted(free, reverse=True)) - 1)
        return points


def _sums_from(numbers: Sequence[int]) -> list[int]:
    """The sum of the numbers from each place on, and 0 behind the last."""
    found = [0]
    for number in reversed(numbers):
        found.append(found[-1] + number)
    return found[::-1]


def _least_from(points: Sequence[int]) -> list[int]:
    """The least of the points from each place on."""
    found = list(points)
    for place in reversed(range(len(found) - 1)):
        found[place] = min(found[place], found[place + 1])
    return found
