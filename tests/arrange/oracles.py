"""What arrangements cost and how many move, told from the beginning: small problems are tried out in every way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from jiedai.arrange.beds import Taken
from jiedai.arrange.dinners import Dinner
from jiedai.arrange.exchange import Problem
from jiedai.arrange.stays import Lodger, Stay
from jiedai.model.choice import Rank, RoomType

MOVED = 1_000_000
TWIN, SINGLE, SUITE = RoomType.TWIN, RoomType.SINGLE, RoomType.SUITE


# --- people over places -----------------------------------------------------------------------------------------------


def points_of(problem: Problem, home: tuple[int, ...]) -> int:
    """The points of every unit, place and group."""
    total = sum(unit.points[place] for unit, place in zip(problem.units, home, strict=True))
    used = [set() for _group in problem.weights]
    people, hosts = [0] * len(problem.seats), [0] * len(problem.seats)
    for unit, place in zip(problem.units, home, strict=True):
        people[place] += unit.size
        hosts[place] += unit.hosts
        for group, _count in unit.groups:
            used[group].add(place)
    total += sum(weight * max(len(places) - 1, 0) for weight, places in zip(problem.weights, used, strict=True))
    total += sum(problem.of_hosts[count] for count in hosts) if problem.of_hosts else 0
    return total + (sum(problem.of_size[count] for count in people) if problem.of_size else 0)


def allowed(problem: Problem, home: tuple[int, ...]) -> bool:
    """Whether everybody has a seat, where they must and apart from whom they must."""
    full = any(
        sum(unit.size for unit, there in zip(problem.units, home, strict=True) if there == place) > seats
        for place, seats in enumerate(problem.seats)
    )
    pinned = all(unit.pin in (None, place) for unit, place in zip(problem.units, home, strict=True))
    return not full and pinned and all(home[one] != home[two] for one, two in problem.apart)


def all_homes(problem: Problem) -> Iterator[tuple[int, ...]]:
    """Every arrangement that the demands allow."""
    for home in product(range(len(problem.seats)), repeat=len(problem.units)):
        if allowed(problem, home):
            yield home


# --- tables -----------------------------------------------------------------------------------------------------------


def seating_points(dinner: Dinner, at: list[int]) -> int:
    """The points of the table of each diner."""
    diners, tables = dinner.diners, range(len(dinner.sizes))
    host_count = sum(not diner.guest for diner in diners)
    share, even = -(-host_count // len(tables)), len(diners) // len(tables)
    total = 0
    for table in tables:
        people = [diner for diner, place in zip(diners, at, strict=True) if place == table]
        hosts = sum(not diner.guest for diner in people)
        total += 20 * max(hosts - share, 0) if hosts else 50
        total += 4 * max(abs(len(people) - even) - 1, 0)
        total += 3 * table * sum(diner.leader and diner.guest for diner in people)
        total += MOVED * sum(diner.before is not None and diner.before != table for diner in people)
    groups: dict[tuple[int, str], set[int]] = {}
    for diner, table in zip(diners, at, strict=True):
        for points, name in ((60, diner.group), (30, diner.unit if diner.unit != diner.group else "")):
            if name:
                groups.setdefault((points, name), set()).add(table)
        if diner.meatless:
            groups.setdefault((10, ""), set()).add(table)
    return total + sum(points * (len(places) - 1) for (points, _name), places in groups.items())


# --- rooms ------------------------------------------------------------------------------------------------------------


def ways(stay: Stay) -> Iterator[tuple[list[Taken], int]]:
    """Every way to house everybody, as rooms with their points but for moves."""
    bound = {index: (pair.one, pair.two) for pair in stay.together for index in (pair.one, pair.two)}
    parties = list(dict.fromkeys(bound.get(index, (index,)) for index in range(len(stay.lodgers))))
    family = {(pair.one, pair.two) for pair in stay.together if pair.family}
    if any(not pair.family and _strangers(stay, pair.one, pair.two) for pair in stay.together):
        return

    def place(left: list[tuple[int, ...]], stock: dict[RoomType, int]) -> Iterator[tuple[list[Taken], int]]:
        if not left:
            yield [], 0
            return
        one, *rest = left
        for kind in RoomType:
            if stock[kind] and _may_have(stay, one, kind, one in family):
                points = _alone_points(stay, one, kind)
                for rooms, more in place(rest, stock | {kind: stock[kind] - 1}):
                    yield [Taken(kind, one), *rooms], points + more
        for other in rest:
            people = tuple(sorted((*one, *other)))
            if stock[TWIN] and len(people) == 2 and _may_share(stay, people):
                points = _shared_points(*(stay.lodgers[index] for index in people))
                for rooms, more in place([some for some in rest if some != other], stock | {TWIN: stock[TWIN] - 1}):
                    yield [Taken(TWIN, people), *rooms], points + more

    yield from place(parties, {kind: stay.stock.get(kind, 99) for kind in RoomType})


def _may_have(stay: Stay, people: tuple[int, ...], kind: RoomType, family: bool) -> bool:
    if len(people) > 1 and kind is not TWIN and not family:
        return False
    lowest = {SUITE: stay.suite_from, SINGLE: stay.single_from}.get(kind)
    may = [
        not (lowest and _height(stay.lodgers[index]) > lowest.height) and not stay.too_dear(stay.lodgers[index], kind)
        for index in people
    ]
    return any(may) if family else all(may)


def _may_share(stay: Stay, people: tuple[int, ...]) -> bool:
    one, two = (stay.lodgers[index] for index in people)
    same = one.sex is not None and one.sex is two.sex and not (one.alone or two.alone)
    return same and _may_have(stay, people, TWIN, False)


def _strangers(stay: Stay, one: int, two: int) -> bool:
    """Whether two may not share unless they are family, even if a note says so."""
    first, second = stay.lodgers[one], stay.lodgers[two]
    return first.alone or second.alone or (None not in (first.sex, second.sex) and first.sex is not second.sex)


def _height(lodger: Lodger) -> int:
    return (lodger.rank or Rank.OTHER).height


def _is_leader(lodger: Lodger) -> bool:
    return lodger.place == 0 or _height(lodger) <= Rank.BUREAU.height


def _alone_points(stay: Stay, people: tuple[int, ...], kind: RoomType) -> int:
    first = stay.lodgers[people[0]]
    minister = _height(first) <= Rank.MINISTER.height
    if len(people) > 1:
        return {TWIN: 0, SINGLE: 1, SUITE: 0 if minister else 20}[kind]
    if minister:
        return {TWIN: 8, SINGLE: 4, SUITE: 0}[kind]
    if _is_leader(first):
        return {TWIN: 3, SINGLE: 0, SUITE: 6}[kind]
    if first.foreign:
        return {TWIN: 1, SINGLE: 0, SUITE: 6}[kind]
    if first.care or first.alone:
        return {TWIN: 2, SINGLE: 3, SUITE: 20}[kind]
    return {TWIN: 12, SINGLE: 14, SUITE: 20}[kind]


def _shared_points(one: Lodger, two: Lodger) -> int:
    points = 6 * (one.group != two.group) + 4 * (one.unit != two.unit) + 2 * abs(_height(one) - _height(two))
    return points + sum(40 * _is_leader(lodger) + 20 * lodger.care + 15 * lodger.foreign for lodger in (one, two))


def fewest_leaving(stay: Stay, rooms: list[Taken]) -> int:
    """How many people must change rooms when the result is these: every way to call them the rooms of the plan."""
    best = 10**9

    def name(number: int, free: frozenset[int], moved: int) -> None:
        nonlocal best
        if moved >= best:
            return
        if number == len(rooms):
            best = moved
            return
        housed = [stay.lodgers[index] for index in rooms[number].people]
        had_room = [one.room for one in housed if one.room is not None]
        name(number + 1, free, moved + len(had_room))
        for room in set(had_room) & free:
            if stay.rooms[room].type is rooms[number].type and stay.may_keep(rooms[number].people, room):
                name(number + 1, free - {room}, moved + len(had_room) - had_room.count(room))

    name(0, frozenset(range(len(stay.rooms))), 0)
    return best
