"""分桌: tables by group, diet and protocol, hosts spread over them, as far as possible as the plan has it already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from jiedai.arrange.demands import clash_of, figures_in_force
from jiedai.arrange.dinners import (
    Block,
    Dinner,
    at_table,
    blocks_of,
    demands_of,
    dinners,
    seatable,
    some_seating,
    too_many_hosts,
)
from jiedai.arrange.distances import kept_apart
from jiedai.arrange.exchange import Problem, Unit
from jiedai.arrange.proposal import MOVED, Aim, Edit, Line, Measure, Move, Part, Proof, Proposal
from jiedai.arrange.search import arranged
from jiedai.language import _
from jiedai.model.base import path_of
from jiedai.model.choice import SeatingShape
from jiedai.model.hospitality import FixedSeat, Seating
from jiedai.model.plan import Plan
from jiedai.seating.shapes.tables import table_name
from jiedai.visit.case import Case

NO_HOST, HOST_TOO_MANY, UNEVEN, LEADER_BACK = 50, 20, 4, 3
"""Points: a table without a host, a host more than an even share, a place more or less than an even share, a leader at
a table further from the main one."""
SPLIT_GROUP, SPLIT_UNIT, SPLIT_MEATLESS = 60, 30, 10
"""Points for each table beyond the first of a group, of a unit, of those who eat no meat."""

Tables = list[list[int]]
"""The diners of each table by index, in order of protocol."""


AIMS = (Aim.KEEP, Aim.ANEW, Aim.TOGETHER, Aim.EVEN)
_MUCH = 20
"""So many times more counts what an arrangement aims at."""


def arrange_tables(case: Case, aim: Aim = Aim.KEEP) -> Proposal:
    """Tables for every meal at which people have places."""
    found, notes = dinners(case, figures_in_force(case))
    if not found and not notes:
        notes = [_("没有要分桌的用餐：自助餐、盒饭和没有陪同的用餐不分桌")]
    names = _Names(case)
    return Proposal("tables", tuple(_part(case, dinner, names, aim) for dinner in found), tuple(notes))


def _part(case: Case, dinner: Dinner, names: _Names, aim: Aim) -> Part:
    title = _("{item} {what}（来宾 {guests} 人，陪餐 {hosts} 人）").format(
        item=dinner.item.id,
        what=dinner.item.what,
        guests=len(dinner.diners) - len(dinner.hosts),
        hosts=len(dinner.hosts),
    )
    clash = too_many_hosts(dinner)
    demands = demands_of(dinner)
    clash = clash or clash_of(demands, lambda keys: seatable(dinner, keys))
    if clash is not None:
        keys = frozenset(demand.key for demand in demands)
        eased = []
        for demand in clash.relief or ():
            more = _tables_short(dinner, keys) if demand.key == ("tables",) else 0
            eased.append(_("再加 {count} 桌").format(count=more) if more else demand.relief)
        return Part(dinner.item.id, title, clash=clash, eased=tuple(eased))
    at, proof, said = kept_apart(case, dinner, lambda one: _seated(one, aim))
    tables = [[index for index, place in enumerate(at) if place == table] for table in range(len(dinner.sizes))]
    return Part(
        dinner.item.id,
        title,
        tuple(_lines(dinner, tables)),
        tuple(_moves(dinner, tables)),
        (*_notes(dinner, tables), *said),
        proof,
        edits=tuple(_edits(dinner, tables, names)),
        measures=tuple(_measures(dinner, tables)),
    )


def _tables_short(dinner: Dinner, keys: frozenset[Any]) -> int:
    """How many more tables of ten would do; 0 where none would."""
    return next((more for more in range(1, len(dinner.diners) + 1) if seatable(dinner, keys, more)), 0)


# --- the best seating -------------------------------------------------------------------------------------------------


def _seated(dinner: Dinner, aim: Aim) -> tuple[list[int], Proof]:
    """The best table for each diner, of a dinner that can be seated."""
    keys = frozenset(demand.key for demand in demands_of(dinner))
    blocks, start = blocks_of(dinner, keys), some_seating(dinner, keys)
    assert blocks is not None  # `seatable` has looked
    return seat(dinner, blocks, start, aim)


def seat(
    dinner: Dinner, blocks: Sequence[Block], start: Mapping[int, int], aim: Aim = Aim.KEEP
) -> tuple[list[int], Proof]:
    """The table of each diner by index, and the proof; `start` is a seating that holds to every demand."""
    found = arranged(aimed(dinner, blocks, aim), [start[block.people[0]] for block in blocks])
    at = [0 for _diner in dinner.diners]
    for block, table in zip(blocks, found.home, strict=True):
        for one in block.people:
            at[one] = table
    return at, Proof(found.points, found.bound, ("exhaustive",) if found.searched else ("bound",))


def problem_of(dinner: Dinner, blocks: Sequence[Block]) -> Problem:
    """What a seating costs: parted groups, tables without a host or crowded, leaders far from the front, moves."""
    groups = _groups(dinner)
    tables, people, hosts = len(dinner.sizes), len(dinner.diners), len(dinner.hosts)
    share, even = -(-hosts // tables), people // tables
    block_of = {one: number for number, block in enumerate(blocks) for one in block.people}
    return Problem(
        tuple(_unit(dinner, block, [members for members, _points in groups]) for block in blocks),
        dinner.sizes,
        tuple(points for _members, points in groups),
        tuple((block_of[one], block_of[two]) for one, two in dinner.apart),
        tuple(HOST_TOO_MANY * max(count - share, 0) if count else NO_HOST for count in range(people + 1)),
        tuple(UNEVEN * max(abs(count - even) - 1, 0) for count in range(people + 1)),
    )


def aimed(dinner: Dinner, blocks: Sequence[Block], aim: Aim) -> Problem:
    """What a seating costs that aims at something: nobody has a table yet, and what it aims at counts much more."""
    if aim is Aim.KEEP:
        return problem_of(dinner, blocks)
    free = replace(dinner, diners=tuple(replace(diner, before=None) for diner in dinner.diners))
    problem = problem_of(free, blocks)
    if aim is Aim.TOGETHER:
        return replace(problem, weights=tuple(_MUCH * points for points in problem.weights))
    if aim is Aim.EVEN:
        of_hosts, of_size = (tuple(_MUCH * points for points in row) for row in (problem.of_hosts, problem.of_size))
        return replace(problem, of_hosts=of_hosts, of_size=of_size)
    return problem


def _measures(dinner: Dinner, tables: Tables) -> Iterator[Measure]:
    """What a seating has too much of."""
    seated = [people for people in tables if people]
    at = {index: table for table, people in enumerate(tables) for index in people}
    moved = sum(diner.before not in (None, at[index]) for index, diner in enumerate(dinner.diners))
    parted = sum(len({at[index] for index in some}) - 1 for some, _points in _groups(dinner))
    hostless = sum(all(dinner.diners[index].guest for index in people) for people in seated)
    sizes = [len(people) for people in seated]
    yield Measure("moved", moved, SPLIT_GROUP)
    yield Measure("parted", parted, SPLIT_UNIT)
    yield Measure("hostless", hostless, NO_HOST)
    yield Measure("uneven", max(sizes, default=0) - min(sizes, default=0), UNEVEN)


def _groups(dinner: Dinner) -> list[tuple[set[int], int]]:
    """The diners who should sit together, by index, and the points for each table more that they sit at."""
    members: dict[tuple[int, str], set[int]] = {}
    for index, diner in enumerate(dinner.diners):
        if diner.group:
            members.setdefault((SPLIT_GROUP, diner.group), set()).add(index)
        if diner.unit and diner.unit != diner.group:
            members.setdefault((SPLIT_UNIT, diner.unit), set()).add(index)
        if diner.meatless:
            members.setdefault((SPLIT_MEATLESS, ""), set()).add(index)
    return [(some, points) for (points, _name), some in members.items() if len(some) > 1]


def _unit(dinner: Dinner, block: Block, groups: Sequence[set[int]]) -> Unit:
    diners = [dinner.diners[index] for index in block.people]
    leaders = sum(diner.leader and diner.guest for diner in diners)
    inside = ((number, len(members.intersection(block.people))) for number, members in enumerate(groups))
    return Unit(
        len(diners),
        tuple(
            MOVED * sum(diner.before not in (None, table) for diner in diners) + LEADER_BACK * table * leaders
            for table in range(len(dinner.sizes))
        ),
        tuple((number, count) for number, count in inside if count),
        sum(not diner.guest for diner in diners),
        block.pin,
    )


# --- telling it -------------------------------------------------------------------------------------------------------


def _lines(dinner: Dinner, tables: Tables) -> Iterator[Line]:
    for table, people in enumerate(tables):
        if not people:
            continue
        before = {index for index, diner in enumerate(dinner.diners) if diner.before == table}
        place = _("{table}（{count} 人）").format(table=table_name(table + 1), count=len(people))
        names = tuple(dinner.diners[index].name for index in people)
        yield Line(place, names, _("；").join(_reasons(dinner, tables, table)), changed=set(people) != before)


def _reasons(dinner: Dinner, tables: Tables, table: int) -> Iterator[str]:
    people = tables[table]
    diners = [dinner.diners[index] for index in people]
    if dinner.entries and all(diner.before == table for diner in diners):
        yield _("方案原样")
    if len(dinner.heads) > 1 and set(dinner.heads) <= set(people):
        yield _("主桌，主宾和主陪在座")
    hosts = [diner.name for diner in diners if not diner.guest]
    if hosts and len(tables) > 1:
        yield _("主人：{names}").format(names=_("、").join(hosts))
    if len(tables) > 1:
        groups = dict.fromkeys(diner.group for diner in diners if diner.group)
        whole = [group for group in groups if _is_whole(dinner, group, people)]
        if whole:
            yield _("{groups}同桌").format(groups=_("、").join(whole))
        split = [group for group in groups if group not in whole]
        if split:
            yield _("{groups}分在几桌").format(groups=_("、").join(split))
    if sum(diner.halal for diner in diners) > 1:
        yield _("清真同桌")
    pinned = [diner.name for diner in diners if diner.pin == table]
    if pinned:
        yield _("指定：{names}").format(names=_("、").join(pinned))


def _is_whole(dinner: Dinner, group: str, people: Sequence[int]) -> bool:
    return all(index in people for index, diner in enumerate(dinner.diners) if diner.group == group)


def _moves(dinner: Dinner, tables: Tables) -> Iterator[Move]:
    if not dinner.entries:
        return
    for table, people in enumerate(tables):
        for index in people:
            diner = dinner.diners[index]
            if diner.before is None:
                yield Move(diner.name, None, table_name(table + 1))
            elif diner.before != table:
                yield Move(diner.name, table_name(diner.before + 1), table_name(table + 1))
    for name, table in dinner.gone:
        yield Move(name, table_name(table + 1), None)


def _notes(dinner: Dinner, tables: Tables) -> Iterator[str]:
    seated = [people for people in tables if people]
    if dinner.entries and len(seated) > len(dinner.entries):
        yield _("原来的桌坐不下，加了 {count} 桌").format(count=len(seated) - len(dinner.entries))
    if len(dinner.hosts) < len(seated) and dinner.hosts:
        yield _("陪餐 {hosts} 人，{tables} 桌，有的桌没有主人").format(hosts=len(dinner.hosts), tables=len(seated))
    if dinner.room is not None:
        yield _("写入时，桌次 {id} 改为一桌一张圆桌图").format(id=dinner.room.id)


# --- writing it -------------------------------------------------------------------------------------------------------


class _Names:
    """Numbers for new charts that no chart of the plan has."""

    def __init__(self, case: Case) -> None:
        self._taken = {chart.id for chart in case.plan.seating}

    def fresh(self, stem: str = "") -> str:
        """S1, S2 …; with a stem S3-1, S3-2 …"""
        number = 1
        while (name := f"{stem}-{number}" if stem else f"S{number}") in self._taken:
            number += 1
        self._taken.add(name)
        return name


def _edits(dinner: Dinner, tables: Tables, names: _Names) -> Iterator[Edit]:
    room = dinner.room
    if room is not None:
        yield Edit("remove", path_of(room))
    seated = [(table, people) for table, people in enumerate(tables) if people]
    stem = room.id if room is not None else ""
    if not stem and len(seated) > 1 and not dinner.entries:
        stem = names.fresh()
    for table, people in enumerate(tables):
        guests = [dinner.diners[index].name for index in people if dinner.diners[index].guest]
        hosts = [dinner.diners[index].name for index in people if not dinner.diners[index].guest]
        if table < len(dinner.entries):
            yield from _changed(dinner.entries[table], guests, hosts)
        elif people:
            home = stem or (dinner.entries[-1].id.rpartition("-")[0] if dinner.entries else "")
            entry: dict[str, Any] = {
                "id": names.fresh(home),
                "item": dinner.item.id,
                "shape": SeatingShape.ROUND_TABLE,
                "guests": guests,
                "hosts": hosts,
            }
            fixed = _fixed(room, table, [*guests, *hosts])
            yield Edit("add", ("seating",), Plan, entry | ({"fixed": fixed} if fixed else {}))


def _changed(entry: Seating, guests: list[str], hosts: list[str]) -> Iterator[Edit]:
    """The edits of a table that the plan has already; one that nobody sits at any more goes."""
    if not guests and not hosts:
        yield Edit("remove", path_of(entry))
        return
    if entry.people:
        if set(entry.people) | set(entry.guests) | set(entry.hosts) == set(guests) | set(hosts):
            return
        yield Edit("set", (*path_of(entry), "people"), Seating, [])
    for side, names in (("guests", guests), ("hosts", hosts)):
        if set(getattr(entry, side)) != set(names):
            yield Edit("set", (*path_of(entry), side), Seating, names)


def _fixed(room: Seating | None, table: int, names: Sequence[str]) -> list[dict[str, Any]]:
    """The decided seats of one table, by their number at that table."""
    return [
        {"seat": at_table(fixed, table), "person": fixed.person} | _reason(fixed)
        for fixed in (room.fixed if room else ())
        if fixed.person in names
    ]


def _reason(fixed: FixedSeat) -> dict[str, str]:
    return {"reason": fixed.reason} if fixed.reason else {}
