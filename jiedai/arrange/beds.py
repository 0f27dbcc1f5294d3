"""Whether there are beds enough: the demands on rooms by name, and an exact count for any part of them.

Rooms of a type are alike, so they are counted, not tried one by one: how many people go to single rooms and suites, and
how many twin rooms the others then need.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from itertools import combinations, product

from jiedai.arrange.demands import Demand, OutOfReach
from jiedai.arrange.stays import Lodger, Stay, Together, told_price
from jiedai.language import _
from jiedai.model.choice import Rank, RoomType, Sex

TWIN, SINGLE, SUITE = RoomType.TWIN, RoomType.SINGLE, RoomType.SUITE

MOST_FAMILIES = 8
"""Families of which every choice to stay together or to part is looked at."""
_STOCK_PRICES = {TWIN: 2, SINGLE: 3, SUITE: 4}
"""What one more type of room weighs: a plain one is easier to get."""

Key = Hashable
Unit = tuple[str, bool, bool, bool]
"""A lodger or a pair as the count sees it: who may share with it, and whether it may have twin, single, suite."""
_NOBODY, _EITHER = "", "either"


def demands_of(stay: Stay) -> list[Demand]:
    """Everything the arrangement of a stay has to hold to."""
    found = [Demand(("sex",), _("男女不同住一间"))]
    if stay.suite_from:
        found.append(Demand(("rank", SUITE), _("套间只安排{rank}以上").format(rank=stay.suite_from.label)))
    if stay.single_from:
        found.append(Demand(("rank", SINGLE), _("单间只安排{rank}以上").format(rank=stay.single_from.label)))
    found += _stock_demands(stay)
    found += _cap_demands(stay)
    for pair in stay.together:
        one, two = stay.lodgers[pair.one].name, stay.lodgers[pair.two].name
        text, relief = _("{one}与{two}同住"), _("{one}与{two}分开住")
        key = ("together", pair.one, pair.two)
        found.append(Demand(key, text.format(one=one, two=two), "", relief.format(one=one, two=two), 3))
    for index, lodger in enumerate(stay.lodgers):
        name = lodger.name
        if lodger.alone:
            text, relief = _("{name}单独住一间"), _("{name}与人合住")
            found.append(Demand(("alone", index), text.format(name=name), "", relief.format(name=name), 3))
        elif lodger.sex is None and not any(index in (pair.one, pair.two) for pair in stay.together):
            text, relief = _("{name}没有写性别，不能与人合住"), _("补写{name}的性别")
            found.append(Demand(("unknown", index), text.format(name=name), "", relief.format(name=name), 1))
    found += [
        Demand(
            ("bed", index),
            _("{name}要一张床").format(name=lodger.name),
            "bed",
            _("{name}另找地方住").format(name=lodger.name),
            6,
        )
        for index, lodger in enumerate(stay.lodgers)
    ]
    return found


def _stock_demands(stay: Stay) -> Iterable[Demand]:
    for kind, count in stay.stock.items():
        text = _("{hotel}的{type}能用 {count} 间") if count else _("{hotel}没有{type}可用")
        relief = _("再要{type}").format(type=kind.label)
        text = text.format(hotel=stay.hotel, type=kind.label, count=count)
        yield Demand(("stock", kind), text, "", relief, _STOCK_PRICES[kind])


def _cap_demands(stay: Stay) -> Iterable[Demand]:
    ranks = dict.fromkeys(lodger.rank for lodger in stay.lodgers)
    for rank, kind in product(ranks, RoomType):
        someone = next(lodger for lodger in stay.lodgers if lodger.rank is rank)
        cap = stay.cap(someone)
        if cap is None or not stay.too_dear(someone, kind):
            continue
        who = (rank or Rank.OTHER).label
        text = _("{type}{price}，超过{rank}的限额 {cap}").format(
            type=kind.label, price=told_price(stay.prices[kind]), rank=who, cap=told_price(cap)
        )
        relief = _("与宾馆把{type}谈到 {cap}以内").format(type=kind.label, cap=told_price(cap))
        yield Demand(("cap", rank, kind), text, "", relief, 3)


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


def _pair_unit(stay: Stay, pair: Together, keys: frozenset[Key]) -> Unit:
    """A pair that shares: a twin room; for a family, by the rank and cap of either, also a double bed or a suite."""
    barred = {
        kind: [_barred(stay, stay.lodgers[index], kind, keys) for index in (pair.one, pair.two)] for kind in RoomType
    }
    if not pair.family:
        return _NOBODY, not any(barred[TWIN]), False, False
    twin, single, suite = (not all(barred[kind]) for kind in (TWIN, SINGLE, SUITE))
    return _NOBODY, twin, single, suite


def _unit(stay: Stay, index: int, keys: frozenset[Key], people: set[int]) -> Unit:
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


def _settled(units: Iterable[Unit], women: int) -> list[Unit]:
    """The units when so many of those of unknown sex are women."""
    found: list[Unit] = []
    for pool, twin, single, suite in units:
        if pool == _EITHER:
            pool = (Sex.FEMALE if women > 0 else Sex.MALE).value
            women -= 1
        found.append((pool, twin, single, suite))
    return found


# --- the count --------------------------------------------------------------------------------------------------------

_Needs = dict[tuple[int, int], int]
"""The fewest twin rooms by how many units are in single rooms and in suites."""


def _fits(units: list[Unit], rooms: Mapping[RoomType, int]) -> bool:
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


def _of_pool(members: list[Unit], singles: int, suites: int, *, shared: bool) -> _Needs:
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
