"""分房: rooms by rank, sex, group and what a guest needs, as far as possible those that the plan has given already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from jiedai.arrange.beds import Choice, Denied, Taken, enough, is_leader, rooms_short
from jiedai.arrange.demands import Clash, clash_of, figures_in_force
from jiedai.arrange.proposal import MOVED, Aim, Edit, Line, Measure, Move, Part, Proof, Proposal
from jiedai.arrange.stays import Given, Stay, demands_of, stays
from jiedai.check.engine import check
from jiedai.check.selection import Selection
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


AIMS = (Aim.KEEP, Aim.ANEW, Aim.FEW, Aim.ALONE)
_SHARING = {Aim.FEW: -20, Aim.ALONE: 100}
"""Points of two who share, besides what they have in common."""
_MOVED, _ROOM, _MIXED = 60, 20, 10
"""Points of an arrangement for somebody who moves, for a room, for two of different units who share."""


def arrange_rooms(case: Case, aim: Aim = Aim.KEEP) -> Proposal:
    """Rooms for everybody who stays overnight."""
    known = list(stays(case, figures_in_force(case)))
    parts = tuple(_part(case, stay, aim) for stay in known if stay.lodgers or stay.gone)
    notes = [] if known or case.plan.lodging else [_("没有人过夜，或者方案里没有写住宿")]
    notes += [
        _("{stay} 没有要排的来宾；分房要有姓名和性别").format(stay=stay.title)
        for stay in known
        if not (stay.lodgers or stay.gone)
    ]
    return Proposal("rooms", parts, tuple(notes))


def _part(case: Case, stay: Stay, aim: Aim) -> Part:
    number = case.plan.lodging.index(stay.lodging) + 1 if stay.lodging in case.plan.lodging else 1
    clash = clash_of(demands_of(stay), lambda keys: enough(stay, keys))
    if clash is not None:
        notes = (*stay.notes, *_held(case, stay))
        return Part(f"L{number}", stay.title, notes=notes, clash=clash, eased=tuple(_eased(stay, clash)))
    housed, proof = settle(aimed(stay, aim))
    return Part(
        f"L{number}",
        stay.title,
        tuple(_lines(stay, housed)),
        tuple(_moves(stay, housed)),
        (*stay.notes, *_left_over(stay, housed), *_held(case, stay)),
        proof,
        edits=tuple(_edits(case, stay, housed)),
        measures=tuple(_measures(stay, housed)),
    )


def aimed(stay: Stay, aim: Aim) -> Stay:
    """A stay weighed for what an arrangement aims at; but for the plan's own, nobody has a room yet."""
    if aim is Aim.KEEP:
        return stay
    return replace(
        stay,
        lodgers=tuple(replace(lodger, room=None) for lodger in stay.lodgers),
        rooms=tuple(replace(room, lodgers=()) for room in stay.rooms),
        sharing=_SHARING.get(aim, 0),
    )


def _measures(stay: Stay, housed: list[Housed]) -> Iterator[Measure]:
    """What an arrangement has too much of."""
    units = ({stay.lodgers[index].unit for index in one.taken.people} for one in housed)
    yield Measure("moved", _leaving(stay, housed), _MOVED)
    yield Measure("rooms", len(housed), _ROOM)
    yield Measure("mixed", sum(len(some) > 1 for some in units), _MIXED)
    yield Measure("shared", sum(len(one.taken.people) > 1 for one in housed), 1)


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

    What a choice costs is counted as if people who part could both stay in their room. Where more have to leave than
    were counted, the room is given to one of them, then to the other, and both are tried.
    """
    waiting: list[Denied] = [frozenset()]
    best: tuple[int, list[Housed]] | None = None
    bound, sure = 0, True
    for tried in range(MOST_BRANCHES):
        if not waiting:
            break
        choice = Choice(stay, waiting.pop())
        points, taken = choice.cheapest()
        bound = bound if tried else points
        if best is not None and points >= best[0]:
            continue
        housed = _housed(stay, taken)
        true = points % MOVED + _leaving(stay, housed) * MOVED
        if best is None or true < best[0]:
            best = (true, housed)
        if true > points:
            disputed = _disputed(stay, choice, housed)
            sure = sure and disputed is not None
            waiting += [choice.denied | {claim} for claim in (disputed, disputed[::-1])] if disputed else []
    assert best is not None
    return best[1], Proof(best[0], best[0] if sure and not waiting else bound, ("matching",))


def _leaving(stay: Stay, housed: list[Housed]) -> int:
    """How many people have another room than in the plan."""
    return sum(stay.lodgers[index].room not in (None, one.given) for one in housed for index in one.taken.people)


def _housed(stay: Stay, taken: list[Taken]) -> list[Housed]:
    """Which room of the plan each room of the result is.

    As many people as can be keep their room; then empty rooms of the plan are filled, in order.
    """
    claims = [_claimed(stay, one) for one in taken]
    holder: dict[int, int] = {}

    def place(number: int, seen: set[int]) -> bool:
        for room in claims[number]:
            if room not in seen:
                seen.add(room)
                if room not in holder or place(holder[room], seen):
                    holder[room] = number
                    return True
        return False

    for number in sorted(range(len(taken)), key=lambda number: -max(claims[number].values(), default=0)):
        place(number, set())
    given = {number: room for room, number in holder.items()}
    free = [room for room in range(len(stay.rooms)) if room not in holder]
    for number, one in enumerate(taken):
        if number not in given:
            fitting = (room for room in free if stay.may_be(one.people, one.type, room))
            room = next(fitting, None)
            if room is not None:
                given[number] = room
                free.remove(room)
    return [Housed(one, given.get(number)) for number, one in enumerate(taken)]


def _claimed(stay: Stay, taken: Taken) -> Counter[int]:
    """The rooms of the plan that a room of the result may be because people in it have it already, and how many do."""
    homes = Counter(stay.lodgers[index].room for index in taken.people)
    return Counter(
        {
            room: count
            for room, count in homes.items()
            if room is not None and stay.may_be(taken.people, taken.type, room)
        }
    )


def _disputed(stay: Stay, choice: Choice, housed: list[Housed]) -> tuple[int, int] | None:
    """Two of one room of whom one has to leave it to the other, as more people leave than were counted."""
    home = {index: one for one in housed for index in one.taken.people}
    for room, given in enumerate(stay.rooms):
        if room in choice.undecided:
            # One of the two was counted; the other one leaves as well, or takes somebody in who then leaves.
            others = {other for index in given.lodgers for other in home[index].taken.people} - set(given.lodgers)
            nobody = all(home[index].given != room for index in given.lodgers)
            if nobody or any(stay.lodgers[other].room is not None for other in others):
                return given.lodgers[0], given.lodgers[1]
            continue
        claims = [
            index
            for index in given.lodgers
            if room in _claimed(stay, home[index].taken) and choice.may_stay(index, home[index].taken.people)
        ]
        rival = next((index for index in claims if home[index] is not home[claims[0]]), None)
        if rival is not None:
            return claims[0], rival
    return None


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
