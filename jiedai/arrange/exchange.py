"""People over places that hold so many each, improved by exchange: as long as it pays, and sometimes although not.

The steps are counted and chances come from a fixed seed, so that the same problem has the same answer everywhere.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

ROUNDS, MOST_ROUNDS = 6_000, 360_000
"""Steps of the exchange for each unit that may move, and at most."""
SEED = 7
HEATS, _COLDEST = (40.0, 40.0, 40.0, 40.0), 3.0
"""About how many points a change for the worse may cost by chance: at the beginning of each run, and at its end."""
_GATHER, _ANYWHERE, _ALONE = 0.02, 0.35, 0.3
"""Up to which chances a step gathers a group, or changes anybody's place; and how often one unit changes alone."""

Changes = list[tuple[int, int]]
"""Units by number, each with the place it goes to."""


@dataclass(frozen=True, slots=True)
class Unit:
    """People who stay together: how many, how many of them are hosts, and their points in each place.

    `groups` are numbers of groups, each with how many of the people belong to it; `pin` is the only one they may have.
    """

    size: int
    points: tuple[int, ...]
    groups: tuple[tuple[int, int], ...] = ()
    hosts: int = 0
    pin: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Units, and places with so many `seats` each.

    `weights` are the points of each group for every place beyond the first that it has people in; `apart` are pairs of
    units that do not meet. `of_hosts` and `of_size` tell the points of a place by how many hosts and people it has;
    they are empty where that does not count.
    """

    units: tuple[Unit, ...]
    seats: tuple[int, ...]
    weights: tuple[int, ...] = ()
    apart: tuple[tuple[int, int], ...] = ()
    of_hosts: tuple[int, ...] = ()
    of_size: tuple[int, ...] = ()


_NOBODY = Unit(0, ())


class Tally:
    """An arrangement: the place of each unit by number (`home`, -1 for none), and how many people, hosts and members of
    each group are in a place. The lists are for reading; `sit`, `count` and `shift` change them."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.units, self.seats = problem, problem.units, problem.seats
        self.weights, self.groups = problem.weights, [dict(unit.groups) for unit in problem.units]
        nothing = (0,) * (sum(unit.size for unit in problem.units) + 1)
        self.of_hosts, self.of_size = problem.of_hosts or nothing, problem.of_size or nothing
        self.foes: dict[int, set[int]] = {}
        for one, two in problem.apart:
            self.foes.setdefault(one, set()).add(two)
            self.foes.setdefault(two, set()).add(one)
        places = range(len(problem.seats))
        self.home = [-1 for _unit in problem.units]
        self.sizes, self.hosts = [0 for _place in places], [0 for _place in places]
        self.counts = [[0 for _place in places] for _group in problem.weights]
        self.inside: list[list[int]] = [[] for _place in places]

    def sit(self, home: Sequence[int]) -> None:
        """Begin anew with the place of each unit."""
        for number, place in enumerate(self.home):
            if place >= 0:
                self.count(number, place, -1)
        for number, place in enumerate(home):
            self.count(number, place, 1)

    def count(self, number: int, place: int, sign: int) -> None:
        """Put a unit in a place, or (with -1) take it out."""
        unit = self.units[number]
        self.sizes[place] += sign * unit.size
        self.hosts[place] += sign * unit.hosts
        for group, count in unit.groups:
            self.counts[group][place] += sign * count
        if sign > 0:
            self.inside[place].append(number)
            self.home[number] = place
        else:
            self.inside[place].remove(number)
            self.home[number] = -1

    def shift(self, changes: Changes) -> None:
        """Make a change."""
        for number, place in changes:
            self.count(number, self.home[number], -1)
            self.count(number, place, 1)

    def total(self) -> int:
        """The points of everything."""
        return self._told(range(len(self.units)), range(len(self.seats)), range(len(self.weights)))

    def _told(self, units: Iterable[int], places: Iterable[int], groups: Iterable[int]) -> int:
        """The points of some units, places and groups."""
        points = sum(self.units[number].points[self.home[number]] for number in units)
        points += sum(self.of_size[self.sizes[place]] + self.of_hosts[self.hosts[place]] for place in places)
        return points + sum(
            self.weights[group] * max(sum(count > 0 for count in self.counts[group]) - 1, 0) for group in groups
        )

    def may_join(self, one: int, place: int) -> bool:
        """Whether a unit has room in a place, and nobody there whom it must sit apart from."""
        return self.sizes[place] + self.units[one].size <= self.seats[place] and not self._hostile(one, place)

    def _hostile(self, one: int, place: int, leaving: int | None = None) -> bool:
        """Whether somebody in a place must sit apart from a unit, but for a unit that leaves it."""
        return any(self.home[foe] == place and foe != leaving for foe in self.foes.get(one, ()))

    def worse(self, changes: Changes) -> int | None:
        """By how many points a change is worse; None where it changes nothing or the demands do not allow it."""
        if len(changes) == 1:
            return self._worse(*changes[0], None)
        if len(changes) == 2:
            (one, there), (two, here) = changes
            if self.home[one] == here and self.home[two] == there:
                return self._worse(one, there, two)
        return self._worse_by_many(changes) if changes else None

    def _worse(self, one: int, there: int, two: int | None) -> int | None:
        """As `worse`: one unit goes there; from there, unless it goes to free seats, another one comes back."""
        here, unit = self.home[one], self.units[one]
        back = _NOBODY if two is None else self.units[two]
        more, hosts = unit.size - back.size, unit.hosts - back.hosts
        sizes, of_size, of_hosts = self.sizes, self.of_size, self.of_hosts
        if here == there or sizes[there] + more > self.seats[there] or sizes[here] - more > self.seats[here]:
            return None
        if self._hostile(one, there, two) or (two is not None and self._hostile(two, here, one)):
            return None
        worse = unit.points[there] - unit.points[here]
        coming: Mapping[int, int] = {}
        if two is not None:
            worse += back.points[here] - back.points[there]
            coming = self.groups[two]
        if more:
            worse += of_size[sizes[here] - more] - of_size[sizes[here]]
            worse += of_size[sizes[there] + more] - of_size[sizes[there]]
        if hosts:
            left, joined = self.hosts[here], self.hosts[there]
            worse += of_hosts[left - hosts] - of_hosts[left] + of_hosts[joined + hosts] - of_hosts[joined]
        for group, count in unit.groups:
            worse += self._parted(group, here, there, count - coming.get(group, 0))
        for group, count in coming.items():
            if group not in self.groups[one]:
                worse += self._parted(group, here, there, -count)
        return worse

    def _parted(self, group: int, here: int, there: int, count: int) -> int:
        """The points when so many more of a group leave one place for another than come back."""
        counts = self.counts[group]
        now = (counts[here] > 0) + (counts[there] > 0)
        return self.weights[group] * ((counts[here] > count) + (counts[there] + count > 0) - now)

    def _worse_by_many(self, changes: Changes) -> int | None:
        """As `worse`: by making the change and taking it back."""
        before = [(number, self.home[number]) for number, _place in changes]
        units = [number for number, _place in changes]
        places = {place for _number, place in (*changes, *before)}
        groups = {group for number in units for group in self.groups[number]}
        old = self._told(units, places, groups)
        self.shift(changes)
        full = any(self.sizes[place] > self.seats[place] for place in places)
        hostile = any(self._hostile(number, place) for number, place in changes)
        worse = self._told(units, places, groups) - old
        self.shift(before)
        return None if full or hostile else worse


class Exchange:
    """An arrangement that the demands allow, changed step by step; its points and those it may at best reach."""

    def __init__(self, tally: Tally, bound: int) -> None:
        self.tally, self.bound, self.points = tally, bound, tally.total()
        self.places = range(len(tally.seats))
        self.free = [number for number, unit in enumerate(tally.units) if unit.pin is None]
        self.members: list[list[int]] = [[] for _group in tally.weights]
        for number, unit in enumerate(tally.units):
            for group, _count in unit.groups:
                self.members[group].append(number)
        self.fellows = [
            [other for group in groups for other in self.members[group] if other != number]
            for number, groups in enumerate(tally.groups)
        ]

    def cool(self) -> None:
        """Exchange at random, at first also for the worse, less and less so; then as long as anything improves."""
        if len(self.free) > 1 and len(self.places) > 1:
            draw = random.Random(SEED).random
            rounds = min(ROUNDS * len(self.free), MOST_ROUNDS)
            for hottest in HEATS:
                if self.points > self.bound:
                    self._cooled(draw, hottest, rounds // len(HEATS))
        self.descend()

    def _cooled(self, draw: Callable[[], float], hottest: float, rounds: int) -> None:
        """So many changes by chance, and back to the best arrangement on the way; the bound is where it ends."""
        best, best_points = list(self.tally.home), self.points
        cooling, heat = (_COLDEST / hottest) ** (1 / rounds), hottest
        for _step in range(rounds):
            heat *= cooling
            changes = self._drawn(draw)
            worse = self.tally.worse(changes)
            if worse is None or (worse > 0 and draw() >= math.exp(max(-worse / heat, -700))):
                continue
            self._make(changes, worse)
            if self.points < best_points:
                best, best_points = list(self.tally.home), self.points
                if best_points <= self.bound:
                    break
        self.tally.sit(best)
        self.points = best_points

    def _drawn(self, draw: Callable[[], float]) -> Changes:
        """A change by chance: most often a unit goes where one of its group is, in exchange or to a free seat."""
        tally = self.tally
        kind, one = draw(), self.free[int(draw() * len(self.free))]
        if kind < _GATHER and self.members:
            return self._gathering(int(draw() * len(self.members)), int(draw() * len(self.places)))
        if kind < _ANYWHERE or not self.fellows[one]:
            if draw() < _ALONE:
                return [(one, int(draw() * len(self.places)))]
            return self._traded(one, self.free[int(draw() * len(self.free))], draw)
        place = tally.home[self.fellows[one][int(draw() * len(self.fellows[one]))]]
        if tally.sizes[place] < tally.seats[place] and draw() < _ALONE:
            return [(one, place)]
        inside = tally.inside[place]
        return self._traded(one, inside[int(draw() * len(inside))], draw)

    def _traded(self, one: int, two: int, draw: Callable[[], float]) -> Changes:
        """The exchange of two units; some from the place of the smaller one come along, so that as many go as come."""
        tally = self.tally
        if tally.units[two].pin is not None:
            return []
        here, there = tally.home[one], tally.home[two]
        changes = [(one, there), (two, here)]
        more = tally.units[one].size - tally.units[two].size
        if more == 0 or here == there:
            return changes
        side, to = (there, here) if more > 0 else (here, there)
        inside, more = tally.inside[side], abs(more)
        start = int(draw() * len(inside))
        for number in (*inside[start:], *inside[:start]):
            unit = tally.units[number]
            if number not in (one, two) and unit.size <= more and unit.pin is None:
                changes.append((number, to))
                more -= unit.size
                if more == 0:
                    break
        return changes

    def descend(self) -> None:
        """Make every change that pays, until none does."""
        improved = True
        while improved:
            improved = False
            for group in range(len(self.members)):
                for place in self.places:
                    improved |= self._pays(self._gathering(group, place))
            for number, one in enumerate(self.free):
                for place in self.places:
                    improved |= self._pays([(one, place)])
                for two in self.free[number + 1 :]:
                    improved |= self._pays([(one, self.tally.home[two]), (two, self.tally.home[one])])

    def _pays(self, changes: Changes) -> bool:
        """Make a change if it pays; whether it does."""
        worse = self.tally.worse(changes)
        if worse is None or worse >= 0:
            return False
        self._make(changes, worse)
        return True

    def _gathering(self, group: int, place: int) -> Changes:
        """The change that brings a whole group to one place; those who make room go where its members come from."""
        tally, members = self.tally, self.members[group]
        coming = [one for one in members if tally.home[one] != place and tally.units[one].pin is None]
        if any(tally.units[one].size > 1 for one in coming):
            return []
        others = (one for one in tally.inside[place] if one not in members)
        inside = [one for one in others if tally.units[one].pin is None and tally.units[one].size == 1]
        # Guests of one group leave together, before hosts do.
        inside.sort(key=lambda one: (tally.units[one].hosts, tally.units[one].groups, one))
        going = inside[: max(len(coming) - (tally.seats[place] - tally.sizes[place]), 0)]
        changes = [(one, place) for one in coming]
        return changes + [(one, tally.home[left]) for one, left in zip(going, coming, strict=False)]

    def _make(self, changes: Changes, worse: int) -> None:
        self.tally.shift(changes)
        self.points += worse
