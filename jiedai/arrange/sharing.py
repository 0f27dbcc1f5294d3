"""Who shares with whom, and who has what type of room alone: the cheapest choice for a stay, exactly.

A choice is a perfect matching of a graph: two people who are joined share a twin room, somebody who is joined to a free
room has it alone. Rooms of a type are as many vertices as there are rooms; that two people in one twin room leave a
room for somebody else, and a single room half of one, is in how these vertices may be joined among themselves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jiedai.arrange.beds import SINGLE, SUITE, TWIN
from jiedai.arrange.matching import Edge, cheapest_pairs
from jiedai.arrange.proposal import MOVED
from jiedai.arrange.stays import Lodger, Stay
from jiedai.model.choice import Rank, RoomType

# Preferences, in points. Two who share so cost less than two alone unless the two differ in everything.
_ALONE = {TWIN: 12, SINGLE: 14, SUITE: 20}
_LEADER_ALONE = {TWIN: 3, SINGLE: 0, SUITE: 6}
_MINISTER_ALONE = {TWIN: 8, SINGLE: 4, SUITE: 0}
_CARE_ALONE = {TWIN: 2, SINGLE: 3, SUITE: 20}
_FOREIGN_ALONE = {TWIN: 1, SINGLE: 0, SUITE: 6}
_LEADER_SHARES, _CARE_SHARES, _FOREIGN_SHARES = 40, 20, 15
_OTHER_GROUP, _OTHER_UNIT, _RANK_STEP = 6, 4, 2
_LEADERS = Rank.BUREAU


@dataclass(frozen=True, slots=True)
class Party:
    """One or two lodgers, by index, who take a room together whatever else happens."""

    people: tuple[int, ...]
    family: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A room of the result: its type, and who has it (lodgers by index, in order of protocol)."""

    type: RoomType
    people: tuple[int, ...]


Claims = frozenset[tuple[int, int]]
"""(room, lodger): that somebody who parts from the other one in their room leaves it to them."""


class Choice:
    """The costs of a stay: what each party costs alone in each type of room, and each two of them together."""

    def __init__(self, stay: Stay, denied: Claims = frozenset()) -> None:
        self.stay = stay
        self.denied = denied
        paired = {index for pair in stay.together for index in (pair.one, pair.two)}
        self.parties = [Party((pair.one, pair.two), pair.family) for pair in stay.together]
        self.parties += [Party((index,)) for index in range(len(stay.lodgers)) if index not in paired]
        self.parties.sort(key=lambda party: party.people)

    def alone(self, party: Party, kind: RoomType) -> int | None:
        """The points of a party that has a room of this type to itself; None where it may not."""
        if not self._allowed(party, kind):
            return None
        leaving = sum(self._leaves(index, kind, party.people) for index in party.people)
        return leaving * MOVED + self._comfort(party, kind)

    def _allowed(self, party: Party, kind: RoomType) -> bool:
        if len(party.people) > 1 and kind is not TWIN and not party.family:
            return False
        may = [may_have(self.stay, self.stay.lodgers[index], kind) for index in party.people]
        return any(may) if party.family else all(may)

    def _comfort(self, party: Party, kind: RoomType) -> int:
        lodger = self.stay.lodgers[party.people[0]]
        if len(party.people) > 1:
            return {TWIN: 0, SINGLE: 1, SUITE: 0 if is_minister(lodger) else 20}[kind]
        table = _ALONE
        if is_minister(lodger):
            table = _MINISTER_ALONE
        elif is_leader(lodger):
            table = _LEADER_ALONE
        elif lodger.foreign:
            table = _FOREIGN_ALONE
        elif lodger.care or lodger.alone:
            table = _CARE_ALONE
        return table[kind]

    def _leaves(self, index: int, kind: RoomType, people: Sequence[int]) -> int:
        """1 for somebody who cannot stay in their room of the plan when these people get one of this type."""
        room = self.stay.lodgers[index].room
        if room is None:
            return 0
        stays = self.stay.rooms[room].type is kind and (room, index) not in self.denied
        stays = stays and self.stay.may_keep(people, room)
        return 0 if stays else 1

    def shared(self, one: Party, two: Party) -> int | None:
        """The points of two who share a twin room; None where they may not."""
        if len(one.people) + len(two.people) > 2:
            return None
        first, second = (self.stay.lodgers[party.people[0]] for party in (one, two))
        if first.alone or second.alone or first.sex is None or first.sex is not second.sex:
            return None
        if not (may_have(self.stay, first, TWIN) and may_have(self.stay, second, TWIN)):
            return None
        people = one.people[0], two.people[0]
        leaving = sum(self._leaves(index, TWIN, people) for index in people)
        if first.room is not None and second.room is not None:
            if first.room != second.room:
                leaving = max(leaving, 1)
            elif self.stay.rooms[first.room].type is TWIN and self.stay.may_keep(people, first.room):
                leaving = 0  # who stays with whom they had needs no claim against them
        return leaving * MOVED + _difference(first, second)

    def cheapest(self) -> tuple[int, list[Taken]]:
        """The cheapest choice and its points.

        It is looked for as if there were rooms enough of every type; only where there are not, all is one question.
        """
        points, taken = 0, []
        for pool in self._pools():
            more, rooms = self._matched(_ample(self, pool), pool)
            points += more
            taken += rooms
        if all(sum(one.type is kind for one in taken) <= count for kind, count in self.stay.stock.items()):
            return points, taken
        return self._matched(_scarce(self), self.parties)

    def _pools(self) -> list[list[Party]]:
        """The parties by who may share with each other at all."""
        pools: dict[object, list[Party]] = {}
        for party in self.parties:
            pools.setdefault(self.stay.lodgers[party.people[0]].sex, []).append(party)
        return list(pools.values())

    def _matched(self, graph: _Graph, parties: list[Party]) -> tuple[int, list[Taken]]:
        mates = cheapest_pairs(graph.vertices, graph.costs)
        assert mates is not None  # `enough` has counted
        points, taken = 0, []
        for number, party in enumerate(parties):
            other = mates[number]
            if other >= len(parties):
                taken.append(Taken(graph.kinds[other], party.people))
            elif number < other:
                taken.append(Taken(TWIN, tuple(sorted((*party.people, *parties[other].people)))))
            else:
                continue
            points += graph.costs[number, other]
        return points, taken


def may_have(stay: Stay, lodger: Lodger, kind: RoomType) -> bool:
    """Whether rank and price let somebody have a type of room."""
    lowest = {SUITE: stay.suite_from, SINGLE: stay.single_from}.get(kind)
    if lowest and (lodger.rank or Rank.OTHER).height > lowest.height:
        return False
    return not stay.too_dear(lodger, kind)


def is_leader(lodger: Lodger) -> bool:
    """Whether somebody should have a room of their own by rank, or as the head of the party."""
    return (lodger.rank or Rank.OTHER).height <= _LEADERS.height or lodger.place == 0


def is_minister(lodger: Lodger) -> bool:
    """Whether somebody has the rank of a suite."""
    return (lodger.rank or Rank.OTHER).height <= Rank.MINISTER.height


def _difference(one: Lodger, two: Lodger) -> int:
    """The points for two who share: strangers to each other, far apart in rank, or better alone."""
    points = _OTHER_GROUP if one.group != two.group else 0
    points += _OTHER_UNIT if one.unit != two.unit else 0
    points += _RANK_STEP * abs((one.rank or Rank.OTHER).height - (two.rank or Rank.OTHER).height)
    for lodger in (one, two):
        points += _LEADER_SHARES if is_leader(lodger) else 0
        points += _CARE_SHARES if lodger.care else 0
        points += _FOREIGN_SHARES if lodger.foreign else 0
    return points


@dataclass(frozen=True, slots=True)
class _Graph:
    """Vertices: the parties, then the rooms; `kinds` tells the type of room a vertex stands for.

    An edge begins at the party with the smaller number.
    """

    vertices: int
    costs: Mapping[Edge, int]
    kinds: Mapping[int, RoomType]


def _ample(choice: Choice, parties: list[Party]) -> _Graph:
    """The graph for rooms without end: beside each party stands the room it would like best to have alone."""
    n = len(parties)
    costs = _sharing(choice, parties)
    # Of two who share, the rooms beside them stay empty together.
    costs |= {(n + one, n + two): 0 for one, two in costs}
    kinds: dict[int, RoomType] = {}
    for number, party in enumerate(parties):
        alone = {kind: cost for kind in RoomType if (cost := choice.alone(party, kind)) is not None}
        if alone:
            kinds[n + number] = min(alone, key=lambda kind: alone[kind])
            costs[number, n + number] = alone[kinds[n + number]]
    return _Graph(2 * n, costs, kinds)


def _sharing(choice: Choice, parties: list[Party]) -> dict[Edge, int]:
    costs = {}
    for number, party in enumerate(parties):
        for other in range(number + 1, len(parties)):
            shared = choice.shared(party, parties[other])
            if shared is not None:
                costs[number, other] = shared
    return costs


def _scarce(choice: Choice) -> _Graph:
    """The graph whose perfect matchings are the choices that the stock allows.

    With n parties, s and u of them in single rooms and suites, and a alone in twin rooms, the twin rooms in use are
    (n - s - u + a) / 2. So at most 2T - n + s + u may be alone in one: a vertex for each of the 2T - n (or as many that
    take one away, where that is negative), and one more for each single room or suite, free when that room is used.
    """
    n = len(choice.parties)
    stock = {kind: min(choice.stay.stock.get(kind, n), n) for kind in RoomType}
    costs = _sharing(choice, choice.parties)
    kinds: dict[int, RoomType] = {}
    following = n
    spare: list[int] = []
    for kind in (SINGLE, SUITE):
        for _room in range(stock[kind]):
            kinds[following], kinds[following + 1] = kind, TWIN
            costs[following, following + 1] = 0
            spare.append(following + 1)
            following += 2
    free = min(2 * stock[TWIN] - n, n)
    for _room in range(max(free, 0)):
        kinds[following] = TWIN
        spare.append(following)
        following += 1
    for one, vertex in enumerate(spare):
        costs |= {(vertex, other): 0 for other in spare[one + 1 :]}
    for _missing in range(max(-free, 0)):
        costs |= {(vertex, following): 0 for vertex in spare}
        following += 1
    for number, party in enumerate(choice.parties):
        alone = {kind: choice.alone(party, kind) for kind in RoomType}
        costs |= {(number, vertex): cost for vertex, kind in kinds.items() if (cost := alone[kind]) is not None}
    return _Graph(following, costs, kinds)
