"""Beds: whether there are enough, and who shares or has a room alone at the least cost.

Rooms of a type are alike, so they are counted, not tried one by one. The cheapest choice is a matching of a graph: two
people who are joined share a twin room, somebody who is joined to a free room has it alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import networkx

from jiedai.arrange.demands import Key, OutOfReach
from jiedai.arrange.proposal import MOVED
from jiedai.arrange.stays import Lodger, Stay, Together, demands_of
from jiedai.model.choice import Rank, RoomType, Sex

TWIN, SINGLE, SUITE = RoomType.TWIN, RoomType.SINGLE, RoomType.SUITE

MOST_FAMILIES = 8
"""Families of which every choice to stay together or to part is looked at."""
_Unit = tuple[str, bool, bool, bool]
"""A lodger or a pair as the count sees it: who may share with it, and whether it may have twin, single, suite."""
_NOBODY, _EITHER = "", "either"

# Preferences, in points. Two who share so cost less than two alone unless the two differ in everything.
_ALONE = {TWIN: 12, SINGLE: 14, SUITE: 20}
_LEADER_ALONE = {TWIN: 3, SINGLE: 0, SUITE: 6}
_MINISTER_ALONE = {TWIN: 8, SINGLE: 4, SUITE: 0}
_CARE_ALONE = {TWIN: 2, SINGLE: 3, SUITE: 20}
_FOREIGN_ALONE = {TWIN: 1, SINGLE: 0, SUITE: 6}
_LEADER_SHARES, _CARE_SHARES, _FOREIGN_SHARES = 40, 20, 15
_OTHER_GROUP, _OTHER_UNIT, _RANK_STEP = 6, 4, 2
_LEADERS = Rank.BUREAU
_FINE, _FAR = 10_000, 4
"""A point is so many fine ones. They decide between choices that are as good, by how far apart in order of protocol two
are who share; that counts up to the second number, and all together makes up less than a point."""
_NOWHERE = 1_000 * MOVED
"""Points of a room alone for somebody who may have none: more than those of any two who share."""


def enough(stay: Stay, keys: frozenset[Key], more: Mapping[RoomType, int] | None = None) -> bool:
    """Whether everybody whose bed is demanded has one, under the demands with these keys.

    `more` are rooms beyond the stock. OutOfReach where too many families may part or not.
    """
    people = {index for index in range(len(stay.lodgers)) if ("bed", index) in keys}
    here = [pair for pair in stay.together if pair.one in people and pair.two in people]
    bound = [pair for pair in here if ("together", pair.one, pair.two) in keys]
    if any(not _may_share(stay, pair, keys) for pair in bound):
        return False
    # A family that need not stay together still may.
    free = [pair for pair in here if pair.family and pair not in bound]
    if len(free) > MOST_FAMILIES:
        raise OutOfReach
    return any(
        _all_housed(stay, keys, people, [*bound, *some], more or {})
        for count in range(len(free) + 1)
        for some in combinations(free, count)
    )


def _all_housed(
    stay: Stay, keys: frozenset[Key], people: set[int], pairs: list[Together], more: Mapping[RoomType, int]
) -> bool:
    paired = {index for pair in pairs for index in (pair.one, pair.two)}
    units = [_pair_unit(stay, pair, keys) for pair in pairs]
    units += [_unit(stay, index, keys, people) for index in sorted(people - paired)]
    rooms = {kind: stay.stock[kind] + more.get(kind, 0) if ("stock", kind) in keys else len(units) for kind in RoomType}
    wild = sum(unit[0] == _EITHER for unit in units)
    return any(_fits(_settled(units, women), rooms) for women in range(wild + 1))


def _may_share(stay: Stay, pair: Together, keys: frozenset[Key]) -> bool:
    one, two = stay.lodgers[pair.one], stay.lodgers[pair.two]
    mixed = one.sex is not two.sex and None not in (one.sex, two.sex) and ("sex",) in keys
    apart = ("alone", pair.one) in keys or ("alone", pair.two) in keys
    return pair.family or not (mixed or apart)


def _pair_unit(stay: Stay, pair: Together, keys: frozenset[Key]) -> _Unit:
    """A pair that shares: a twin room; for a family, by the rank and cap of either, also a double bed or a suite."""
    barred = {
        kind: [_barred(stay, stay.lodgers[index], kind, keys) for index in (pair.one, pair.two)] for kind in RoomType
    }
    if not pair.family:
        return _NOBODY, not any(barred[TWIN]), False, False
    twin, single, suite = (not all(barred[kind]) for kind in (TWIN, SINGLE, SUITE))
    return _NOBODY, twin, single, suite


def _unit(stay: Stay, index: int, keys: frozenset[Key], people: set[int]) -> _Unit:
    lodger = stay.lodgers[index]
    # Whose family is not asked about here has what they would have together.
    away = [
        stay.lodgers[pair.two if pair.one == index else pair.one]
        for pair in stay.together
        if pair.family and index in (pair.one, pair.two) and not {pair.one, pair.two} <= people
    ]
    twin, single, suite = (
        any(not _barred(stay, one, kind, keys) for one in (lodger, *away)) for kind in (TWIN, SINGLE, SUITE)
    )
    pool = _NOBODY
    if ("alone", index) not in keys and not _barred(stay, lodger, TWIN, keys):
        if ("sex",) not in keys:
            pool = "any"
        elif lodger.sex is not None:
            pool = lodger.sex.value
        elif ("unknown", index) not in keys:
            pool = _EITHER
    return pool, twin, single, suite


def _barred(stay: Stay, lodger: Lodger, kind: RoomType, keys: frozenset[Key]) -> bool:
    """Whether rank or price keep somebody out of a type of room."""
    lowest = {SUITE: stay.suite_from, SINGLE: stay.single_from}.get(kind)
    if lowest and ("rank", kind) in keys and (lodger.rank or Rank.OTHER).height > lowest.height:
        return True
    return ("cap", lodger.rank, kind) in keys and stay.too_dear(lodger, kind)


def _settled(units: Iterable[_Unit], women: int) -> list[_Unit]:
    """The units when so many of those of unknown sex are women."""
    found: list[_Unit] = []
    for pool, twin, single, suite in units:
        if pool == _EITHER:
            pool = (Sex.FEMALE if women > 0 else Sex.MALE).value
            women -= 1
        found.append((pool, twin, single, suite))
    return found


# --- the count --------------------------------------------------------------------------------------------------------

_Needs = dict[tuple[int, int], int]
"""The fewest twin rooms by how many units are in single rooms and in suites."""


def _fits(units: list[_Unit], rooms: Mapping[RoomType, int]) -> bool:
    singles, suites = rooms[SINGLE], rooms[SUITE]
    # Where there is a single room (or a suite) for everybody who may have one, all of them may as well take it.
    if singles >= sum(unit[2] for unit in units):
        units, singles = [unit for unit in units if not unit[2]], 0
    if suites >= sum(unit[3] for unit in units):
        units, suites = [unit for unit in units if not unit[3]], 0
    needs: _Needs = {(0, 0): 0}
    for pool in sorted({unit[0] for unit in units}):
        members = [unit for unit in units if unit[0] == pool]
        needs = _sum(needs, _of_pool(members, singles, suites, shared=pool != _NOBODY), singles, suites)
    return any(need <= rooms[TWIN] for need in needs.values())


def _of_pool(members: list[_Unit], singles: int, suites: int, *, shared: bool) -> _Needs:
    """The needs of those who may share among themselves (or with nobody)."""

    def count(twin: bool, single: bool, suite: bool) -> int:
        return sum(unit[1:] == (twin, single, suite) for unit in members)

    if count(False, False, False):
        return {}
    must_single, must_suite, must_either = (
        count(False, True, False), count(False, False, True), count(False, True, True),
    )  # fmt: skip
    may_single, may_suite, may_either = count(True, True, False), count(True, False, True), count(True, True, True)
    found: _Needs = {}
    for s in range(must_single, min(singles, must_single + must_either + may_single + may_either) + 1):
        for u in range(must_suite, min(suites, must_suite + must_either + may_suite + may_either) + 1):
            over = s - must_single + u - must_suite
            if must_either <= over <= must_either + may_single + may_suite + may_either:
                left = len(members) - s - u
                found[s, u] = (left + 1) // 2 if shared else left
    return found


def _sum(one: _Needs, two: _Needs, singles: int, suites: int) -> _Needs:
    found: _Needs = {}
    for (s, u), need in one.items():
        for (more_s, more_u), more in two.items():
            key = s + more_s, u + more_u
            if key[0] <= singles and key[1] <= suites:
                found[key] = min(need + more, found.get(key, need + more))
    return found


def rooms_short(stay: Stay, keys: frozenset[Key], kinds: Iterable[RoomType]) -> dict[RoomType, int]:
    """How many more rooms of some types would do, the first types asked for as few as can be.

    `keys` are all demands, those on the stock of these types included.
    """
    more = {kind: len(stay.lodgers) for kind in kinds}
    for kind in list(more):
        low, high = 0, more[kind]
        while low < high:
            middle = (low + high) // 2
            if enough(stay, keys, {**more, kind: middle}):
                high = middle
            else:
                low = middle + 1
        more[kind] = low
    return more


# --- the cheapest choice ----------------------------------------------------------------------------------------------


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


Denied = frozenset[tuple[int, int]]
"""Lodgers by index, each with another of their room to whom they leave it unless they share it."""


class Choice:
    """The points of a stay: of each party alone in each type of room, and of each two of them together.

    Of those who have a room of the plan and part, each is taken to keep it until their claim is `denied`. Where two
    cannot stay together whatever happens, that one of them leaves is counted beforehand, and neither is charged for it.
    """

    def __init__(self, stay: Stay, denied: Denied = frozenset()) -> None:
        self.stay, self.denied = stay, denied
        self.keys = frozenset(demand.key for demand in demands_of(stay))
        paired = {index for pair in stay.together for index in (pair.one, pair.two)}
        parties = [Party((pair.one, pair.two), pair.family) for pair in stay.together]
        parties += [Party((index,)) for index in range(len(stay.lodgers)) if index not in paired]
        self.parties = sorted(parties, key=lambda party: party.people)
        decided = {stay.lodgers[index].room for index, _other in denied}
        self.undecided = {room for room in range(len(stay.rooms)) if room not in decided and self._parts(room)}

    def _parts(self, room: int) -> bool:
        """Whether a room of the plan has two people who cannot both stay."""
        given = self.stay.rooms[room]
        people = tuple(sorted(given.lodgers))
        if len(people) != 2:
            return False
        if not self.stay.may_keep(people, room):
            return True
        if any(party.people == people and self._allowed(party, given.type) for party in self.parties):
            return False
        single = [party for party in self.parties if len(party.people) == 1 and party.people[0] in people]
        return not (given.type is TWIN and len(single) == 2 and self._may_share(*single))

    def alone(self, party: Party, kind: RoomType) -> int | None:
        """The points of a party that has a room of this type to itself; None where it may not."""
        if not self._allowed(party, kind):
            return None
        return self._leaving(party.people, kind) * MOVED + self._comfort(party, kind)

    def _allowed(self, party: Party, kind: RoomType) -> bool:
        if len(party.people) > 1 and kind is not TWIN and not party.family:
            return False
        may = [not _barred(self.stay, self.stay.lodgers[index], kind, self.keys) for index in party.people]
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

    def shared(self, one: Party, two: Party) -> int | None:
        """The points of two who share a twin room; None where they may not."""
        if not self._may_share(one, two):
            return None
        people = one.people[0], two.people[0]
        first, second = (self.stay.lodgers[index] for index in people)
        return self._leaving(people, TWIN) * MOVED + _difference(first, second) + self.stay.sharing

    def _may_share(self, one: Party, two: Party) -> bool:
        if len(one.people) + len(two.people) > 2:
            return False
        first, second = (self.stay.lodgers[party.people[0]] for party in (one, two))
        if first.alone or second.alone or first.sex is None or first.sex is not second.sex:
            return False
        return self._allowed(one, TWIN) and self._allowed(two, TWIN)

    def _leaving(self, people: tuple[int, ...], kind: RoomType) -> int:
        """How many of those who get a room of this type together are charged for leaving the one they have."""
        homes = [self.stay.lodgers[index].room for index in people]
        leaving = sum(
            not (self.stay.may_be(people, kind, room) and self.may_stay(index, people))
            for index, room in zip(people, homes, strict=True)
            if room is not None and room not in self.undecided
        )
        # Of two from different rooms one leaves, unless that may be the one who is counted already.
        elsewhere = len(set(homes) - {None}) == 2 and self.undecided.isdisjoint(homes)
        return max(leaving, 1) if elsewhere else leaving

    def may_stay(self, index: int, people: Sequence[int]) -> bool:
        """Whether nobody but those who share with somebody is to have their room."""
        return all(other in people for one, other in self.denied if one == index)

    def cheapest(self) -> tuple[int, list[Taken]]:
        """The cheapest choice and its points.

        It is looked for as if there were rooms enough of every type; only where there are not, all is one question.
        """
        taken = [room for pool in self._pools() for room in self._ample(pool)]
        if any(sum(one.type is kind for one in taken) > count for kind, count in self.stay.stock.items()):
            taken = self._scarce()
        taken.sort(key=lambda one: one.people)
        party_of = {index: party for party in self.parties for index in party.people}
        points = MOVED * len(self.undecided)
        for one in taken:
            parties = list(dict.fromkeys(party_of[index] for index in one.people))
            told = self.shared(*parties) if len(parties) > 1 else self.alone(parties[0], one.type)
            assert told is not None  # only what is allowed is chosen
            points += told
        return points, taken

    def _pools(self) -> list[list[Party]]:
        """The parties by who may share with each other at all."""
        pools: dict[object, list[Party]] = {}
        for party in self.parties:
            pools.setdefault(self.stay.lodgers[party.people[0]].sex, []).append(party)
        return list(pools.values())

    def _sharing(self, parties: list[Party]) -> dict[tuple[int, int], int]:
        """The points of every two parties (by number) who may share, finely: neighbours by protocol before others."""
        return {
            (one, two): _FINE * points + min(two - one, _FAR)
            for one, two in combinations(range(len(parties)), 2)
            if (points := self.shared(parties[one], parties[two])) is not None
        }

    def _apart(self, parties: list[Party]) -> list[dict[RoomType, int]]:
        """The points of each party alone in each type of room that it may have, finely: whoever comes last first."""
        return [
            {
                kind: _FINE * points + (number + 1 < len(parties))
                for kind in RoomType
                if (points := self.alone(party, kind)) is not None
            }
            for number, party in enumerate(parties)
        ]

    def _ample(self, parties: list[Party]) -> list[Taken]:
        """The choice where rooms have no end: whoever gains by it shares, the others have the room they like best."""
        own = [min(alone.items(), key=lambda one: one[1], default=None) for alone in self._apart(parties)]
        least = [one[1] if one else _FINE * _NOWHERE for one in own]
        gains = networkx.Graph()
        for (one, two), points in self._sharing(parties).items():
            if least[one] + least[two] > points:
                gains.add_edge(one, two, weight=least[one] + least[two] - points)
        pairs = networkx.max_weight_matching(gains)
        shared = {number for pair in pairs for number in pair}
        taken = [_together(parties[one], parties[two]) for one, two in pairs]
        return taken + [
            Taken(best[0], party.people)
            for number, (party, best) in enumerate(zip(parties, own, strict=True))
            if number not in shared and best is not None
        ]

    def _scarce(self) -> list[Taken]:
        """The choice that the stock allows: a perfect matching of the parties and the rooms.

        With n parties, s and u of them in single rooms and suites, and a alone in twin rooms, the twin rooms in use are
        (n - s - u + a) / 2. So at most 2T - n + s + u may be alone in one: a vertex for each of the 2T - n (or as many
        that take one away, where that is negative), and one more for each single room or suite, free when that is used.
        """
        n = len(self.parties)
        stock = {kind: min(self.stay.stock.get(kind, n), n) for kind in RoomType}
        costs = self._sharing(self.parties)
        kinds: dict[int, RoomType] = {}
        following, spare = n, list[int]()
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
        costs |= dict.fromkeys(combinations(spare, 2), 0)
        for _missing in range(max(-free, 0)):
            costs |= {(vertex, following): 0 for vertex in spare}
            following += 1
        for number, alone in enumerate(self._apart(self.parties)):
            costs |= {(number, vertex): alone[kind] for vertex, kind in kinds.items() if kind in alone}
        graph = networkx.Graph()
        graph.add_weighted_edges_from((one, two, points) for (one, two), points in costs.items())
        taken = []
        for pair in networkx.min_weight_matching(graph):
            one, two = sorted(pair)
            if two < n:
                taken.append(_together(self.parties[one], self.parties[two]))
            elif one < n:
                taken.append(Taken(kinds[two], self.parties[one].people))
        return taken


def _together(one: Party, two: Party) -> Taken:
    return Taken(TWIN, tuple(sorted((*one.people, *two.people))))


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
