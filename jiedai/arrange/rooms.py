"""分房: rooms by rank, sex, group and what a guest needs, as far as possible those that the plan has given already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jiedai.arrange.beds import demands_of, enough, rooms_short
from jiedai.arrange.demands import Clash, clash_of
from jiedai.arrange.figures import figures_in_force
from jiedai.arrange.proposal import MOVED, Edit, Line, Move, Part, Proof, Proposal
from jiedai.arrange.sharing import Choice, Claims, Taken, is_leader
from jiedai.arrange.stays import Given, Stay, stays
from jiedai.check.engine import Selection, check
from jiedai.diagnostics import KeyPath, Level
from jiedai.language import _
from jiedai.model.base import path_of
from jiedai.model.choice import Kind, Payer, RoomType
from jiedai.model.hospitality import Lodging, Room
from jiedai.model.plan import Plan
from jiedai.model.quantities import money
from jiedai.visit.case import Case

_LODGING = "ZS"
"""The area of the rules on lodging."""
MOST_BRANCHES = 200
"""How often a room that two people could stay in is given to one or the other before the search ends."""


@dataclass(frozen=True, slots=True)
class Housed:
    """A room of the arrangement: who has it, and which room of the plan it is, by index; None for a new one."""

    taken: Taken
    given: int | None


def arrange_rooms(case: Case) -> Proposal:
    """Rooms for everybody who stays overnight."""
    known = list(stays(case, figures_in_force(case)))
    parts = tuple(_part(case, stay) for stay in known if stay.lodgers or stay.gone)
    notes = [] if known or case.plan.lodging else [_("没有人过夜，或者方案里没有写住宿")]
    notes += [
        _("{stay} 没有要排的来宾；分房要有姓名和性别").format(stay=stay.title)
        for stay in known
        if not (stay.lodgers or stay.gone)
    ]
    return Proposal("rooms", parts, tuple(notes))


def _part(case: Case, stay: Stay) -> Part:
    number = case.plan.lodging.index(stay.lodging) + 1 if stay.lodging in case.plan.lodging else 1
    clash = clash_of(demands_of(stay), lambda keys: enough(stay, keys))
    if clash is not None:
        notes = (*stay.notes, *_held(case, stay))
        return Part(f"L{number}", stay.title, notes=notes, clash=clash, eased=tuple(_eased(stay, clash)))
    housed, proof = settle(stay)
    return Part(
        f"L{number}",
        stay.title,
        tuple(_lines(stay, housed)),
        tuple(_moves(stay, housed)),
        (*stay.notes, *_left_over(stay, housed), *_held(case, stay)),
        proof,
        edits=tuple(_edits(case, stay, housed)),
    )


def _eased(stay: Stay, clash: Clash) -> Iterator[str]:
    """What the relief would mean, in numbers where it is about rooms."""
    keys = frozenset(demand.key for demand in demands_of(stay))
    given = frozenset(demand.key for demand in clash.relief or ())
    kinds = [kind for kind in RoomType if ("stock", kind) in given]
    more = rooms_short(stay, keys - (given - {("stock", kind) for kind in kinds}), kinds)
    for demand in clash.relief or ():
        kind = next((kind for kind in kinds if demand.key == ("stock", kind)), None)
        if kind is None:
            yield demand.relief
        else:
            yield _("{relief} {count} 间").format(relief=demand.relief, count=more[kind])


# --- the search -------------------------------------------------------------------------------------------------------


def settle(stay: Stay) -> tuple[list[Housed], Proof]:
    """The arrangement with the fewest people moved, and among those the best liked.

    The matching lets both people of a room stay in it when they part. Where that happens the room is given to one of
    them, then to the other, and both are tried.
    """
    waiting: list[Claims] = [frozenset()]
    best: tuple[int, list[Housed]] | None = None
    bound: int | None = None
    tried = 0
    while waiting and tried < MOST_BRANCHES:
        denied = waiting.pop()
        tried += 1
        points, taken = Choice(stay, denied).cheapest()
        bound = points if bound is None else bound
        if best is not None and points >= best[0]:
            continue
        housed, contested = _housed(stay, taken, denied)
        leaving = _leaving(stay, housed)
        true = points % MOVED + leaving * MOVED
        if best is None or true < best[0]:
            best = (true, housed)
        if true > points and contested is not None:
            room, one, two = contested
            waiting += [denied | {(room, one)}, denied | {(room, two)}]
    assert best is not None
    assert bound is not None
    return best[1], Proof(best[0], bound if waiting else best[0], _("配对算法"))


def _leaving(stay: Stay, housed: list[Housed]) -> int:
    """How many people have another room than in the plan."""
    return sum(stay.lodgers[index].room not in (None, one.given) for one in housed for index in one.taken.people)


def _housed(stay: Stay, taken: list[Taken], denied: Claims) -> tuple[list[Housed], tuple[int, int, int] | None]:
    """Which room of the plan each room of the result is; and a room (with two people) that was counted for both.

    As many as can be keep a room that one of them has already; then empty rooms of the plan are filled, in order.
    """
    claims = [_claimed(stay, one, denied) for one in taken]
    holder: dict[int, int] = {}

    def place(number: int, seen: set[int]) -> bool:
        for room in claims[number]:
            if room not in seen:
                seen.add(room)
                if room not in holder or place(holder[room], seen):
                    holder[room] = number
                    return True
        return False

    by_stayers = sorted(range(len(taken)), key=lambda number: -_stayers(stay, taken[number], claims[number]))
    for number in by_stayers:
        place(number, set())
    given = {number: room for room, number in holder.items()}
    contested = None
    for number, room in ((number, room) for number, rooms in enumerate(claims) for room in rooms):
        if number not in given and contested is None:
            one = next(index for index in taken[holder[room]].people if stay.lodgers[index].room == room)
            two = next(index for index in taken[number].people if stay.lodgers[index].room == room)
            contested = (room, one, two) if denied.isdisjoint(((room, one), (room, two))) else None
    order = sorted(range(len(taken)), key=lambda number: taken[number].people)
    for number in order:
        if number not in given:
            kind, people = taken[number].type, taken[number].people
            empty = (
                room
                for room, one in enumerate(stay.rooms)
                if one.type is kind and room not in given.values() and stay.may_keep(people, room)
            )
            for room in empty:
                given[number] = room
                break
    return [Housed(taken[number], given.get(number)) for number in order], contested


def _claimed(stay: Stay, taken: Taken, denied: Claims) -> list[int]:
    """The rooms of the plan that a room of the result may be, because somebody in it has it already."""
    homes = [stay.lodgers[index].room for index in taken.people]
    found = []
    for index, room in zip(taken.people, homes, strict=True):
        both = homes.count(room) > 1
        if room is not None and not stay.may_keep(taken.people, room):
            continue
        if room is not None and stay.rooms[room].type is taken.type and (both or (room, index) not in denied):
            found.append(room)
    return list(dict.fromkeys(found))


def _stayers(stay: Stay, taken: Taken, claims: list[int]) -> int:
    rooms = [stay.lodgers[index].room for index in taken.people]
    return max((rooms.count(room) for room in claims), default=0)


# --- telling it -------------------------------------------------------------------------------------------------------


def _label(stay: Stay, one: Housed) -> str:
    return stay.rooms[one.given].label if one.given is not None else one.taken.type.label


def _lines(stay: Stay, housed: list[Housed]) -> Iterator[Line]:
    for one in housed:
        names = tuple(stay.lodgers[index].name for index in one.taken.people)
        before = stay.rooms[one.given].names if one.given is not None else ()
        yield Line(_label(stay, one), names, _reason(stay, one), changed=set(names) != set(before))


def _reason(stay: Stay, one: Housed) -> str:
    people = [stay.lodgers[index] for index in one.taken.people]
    kept = one.given is not None and set(one.taken.people) == set(stay.rooms[one.given].lodgers)
    why = _why_shared(stay, one.taken) if len(people) > 1 else _why_alone(stay, one.taken)
    if not kept:
        return why or _("没有合适的人同住")
    return _("方案原样；{why}").format(why=why) if why else _("方案原样")


def _why_shared(stay: Stay, taken: Taken) -> str:
    one, two = (stay.lodgers[index] for index in taken.people)
    for pair in stay.together:
        if (pair.one, pair.two) == taken.people:
            return _("家属同住") if pair.family else _("备注要求同住")
    parts = []
    if one.group and one.group == two.group:
        parts.append(_("同组"))
    if one.unit == two.unit:
        parts.append(_("同单位"))
    if one.rank is not None and one.rank is two.rank:
        parts.append(_("职级相同"))
    return _("、").join(parts) if parts else _("同性别，两人一间")


def _why_alone(stay: Stay, taken: Taken) -> str:
    lodger = stay.lodgers[taken.people[0]]
    if lodger.alone:
        return _("备注要求单独住")
    if lodger.rank is not None and is_leader(lodger):
        return _("{rank}，单独住").format(rank=lodger.rank.label)
    if is_leader(lodger):
        return _("来宾中排第一，单独住")
    if lodger.foreign:
        return _("外宾，一人一间")
    if lodger.sex is None:
        return _("没有写性别，先单独住")
    if lodger.care:
        return _("需要照顾，单独住")
    if sum(other.sex is lodger.sex for other in stay.lodgers) == 1:
        return _("{sex}来宾只有一位").format(sex=lodger.sex.label)
    return ""


def _moves(stay: Stay, housed: list[Housed]) -> Iterator[Move]:
    for one in housed:
        for index in one.taken.people:
            lodger = stay.lodgers[index]
            if lodger.room is None:
                yield Move(lodger.name, None, _label(stay, one))
            elif lodger.room != one.given:
                yield Move(lodger.name, stay.rooms[lodger.room].label, _label(stay, one))
    for name, room in stay.gone:
        yield Move(name, stay.rooms[room].label, None)


def _unused(stay: Stay, housed: list[Housed]) -> list[Given]:
    """The plan's rooms that lose everybody they had."""
    used = {one.given for one in housed}
    return [room for index, room in enumerate(stay.rooms) if index not in used and room.names]


def _left_over(stay: Stay, housed: list[Housed]) -> Iterator[str]:
    unused = _unused(stay, housed)
    if unused:
        yield _("退房：{rooms}").format(rooms=_("、").join(room.label for room in unused))
    new = [one.taken.type for one in housed if one.given is None]
    if new and stay.lodging is not None and stay.rooms:
        counts = (
            _("{type} {count} 间").format(type=kind.label, count=new.count(kind)) for kind in RoomType if kind in new
        )
        yield _("要加订：{rooms}；房号由宾馆定后补上").format(rooms=_("、").join(counts))


def _held(case: Case, stay: Stay) -> Iterator[str]:
    """What is wrong with the rooms that stay as they are, because guests are not alone in them."""
    if not stay.held:
        return
    problems: dict[KeyPath, list[str]] = {}
    for found in check(case.loaded, selection=Selection((_LODGING,))):
        if found.counts and found.level is not Level.INFO:
            problems.setdefault(found.path[:-1], []).append(found.message)
    for room in stay.held:
        if told := problems.get(path_of(room)):
            kind = room.type or RoomType.TWIN
            yield _("{room}不是只住来宾，照原样没有动；{problems}，要自己调整").format(
                room=" ".join(part for part in (room.number, kind.label) if part), problems=_("；").join(told)
            )


# --- writing it -------------------------------------------------------------------------------------------------------


def _edits(case: Case, stay: Stay, housed: list[Housed]) -> Iterator[Edit]:
    fresh = []
    for one in housed:
        names = [stay.lodgers[index].name for index in one.taken.people]
        if one.given is None:
            fresh.append(_entry(case, stay, one.taken.type, names))
        elif set(names) != set(stay.rooms[one.given].names):
            yield Edit("set", (*stay.rooms[one.given].path, "guests"), Room, names)
    if stay.lodging is None:
        dates = case.plan.dates
        lodging = {"hotel": stay.hotel, "check_in": dates.first, "check_out": dates.last, "rooms": fresh}
        yield Edit("set", ("lodging",), Plan, lodging)
        return
    for entry in fresh:
        yield Edit("add", (*case.path(stay.lodging), "rooms"), Lodging, entry)
    for room in reversed(_unused(stay, housed)):
        yield Edit("remove", room.path)


def _entry(case: Case, stay: Stay, kind: RoomType, names: list[str]) -> Mapping[str, Any]:
    """A room as the plan writes it; the guests pay, unless it is a conference of the office's own."""
    entry: dict[str, Any] = {"type": kind, "guests": names}
    if kind in stay.prices:
        entry["price"] = Decimal(money(stay.prices[kind]))
    if case.plan.kind is not Kind.CONFERENCE:
        entry["payer"] = Payer.GUEST_UNIT
    return entry
