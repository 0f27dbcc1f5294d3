"""Why somebody has a seat, what an exchange of two people would break, and who moves when somebody stays away."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from jiedai.language import _
from jiedai.model.choice import HostRole, Rank
from jiedai.model.hospitality import Seating
from jiedai.seating.chart import Chart, Seat, chart_of
from jiedai.seating.exchanges import tied, told
from jiedai.seating.layout import Side, label
from jiedai.seating.party import why_before
from jiedai.visit.case import Case
from jiedai.visit.people import Person
from jiedai.visit.precedence import Ground, Standing

_BY_DUTY = (Side.SIGNER, Side.INTERPRETER, Side.CREW)
"""Whose place comes from what they do there, not from precedence."""


class NotSeated(LookupError):
    """Somebody who is not on a chart; the text says so to the user."""


def explain(chart: Chart, name: str, other: str | None = None) -> str:
    """Why `name` sits there, and what an exchange with `other` (else with the neighbours in order) would break.

    Raises NotSeated for a name that has no seat on the chart.
    """
    seat = _seat(chart, name)
    lines = [
        _("{name}：{place}，图上 {number} 号座").format(name=name, place=label(seat.place.position), number=seat.number)
    ]
    lines += list(_reasons(chart, seat))
    others = [other] if other else _neighbours(chart, seat)
    for someone in dict.fromkeys(others):
        if someone == name:
            continue
        effects = _("；").join(exchange(chart, name, someone)) or _harmless(chart, name, someone)
        lines.append(_("如与{other}互换：{told}").format(other=someone, told=effects))
    return "\n".join(lines)


def _harmless(chart: Chart, name: str, other: str) -> str:
    return _("两人并列，互换不违反次序") if tied(chart, name, other) else _("不违反次序")


def _seat(chart: Chart, name: str) -> Seat:
    seat = chart.seat_of(name)
    if seat is None and any(person.name == name for person in chart.unseated):
        raise NotSeated(_("{name}在名单里，但座位不够，没有排上").format(name=name))
    if seat is None:
        raise NotSeated(_("座次图 {id} 上没有{name}").format(id=chart.id, name=name))
    return seat


def _reasons(chart: Chart, seat: Seat) -> Iterator[str]:
    """The list somebody is in, the place in it with the grounds, and the custom of the shape."""
    person = seat.person
    if seat.fixed is not None:
        reason = seat.fixed.reason or _("没有写理由")
        yield _("座位是指定的：{reason}").format(reason=reason)
    people = () if seat.place.slot and seat.place.slot[0] in _BY_DUTY else _list_of(chart, seat)
    if person in people:
        place = people.index(person)
        yield _("在{list}中排第 {place} 位，共 {count} 人").format(
            list=_list_name(chart, seat), place=place + 1, count=len(people)
        )
        if place > 0 and (before := people[place - 1]) and person:
            yield _("在{name}之后：{ground}").format(name=before.name, ground=_ground(chart, before, person, seat))
        if place + 1 < len(people) and (after := people[place + 1]) and person:
            yield _("在{name}之前：{ground}").format(name=after.name, ground=_ground(chart, person, after, seat))
    if seat.place.slot and seat.place.slot[0] in _BY_DUTY:
        yield _duties()[seat.place.slot[0]]
    yield _("排法：{rule}").format(rule=chart.layout.rule)


def _duties() -> dict[Side, str]:
    return {
        Side.INTERPRETER: _("译员坐在所译的主人或主宾身边"),
        Side.SIGNER: _("签字人按名单，助签在各自签字人的外侧"),
        Side.CREW: _("随车工作人员坐随员座，方便上下车联络"),
    }


def _list_of(chart: Chart, seat: Seat) -> tuple[Person | None, ...]:
    """The list a seat's person comes from: their own, also where a decision put them on the other side."""
    person = seat.person
    sides = [seat.place.slot[0]] if seat.place.slot else []
    for side in [*sides, Side.ANY, Side.GUEST, Side.HOST]:
        if person in chart.party.of(side):
            return chart.party.of(side)
    return ()


def _list_name(chart: Chart, seat: Seat) -> str:
    people = _list_of(chart, seat)
    names = {
        Side.GUEST: _("来宾"),
        Side.HOST: _("主方"),
        Side.ANY: _("全部就座的人"),
    }
    return next(name for side, name in names.items() if chart.party.of(side) == people)


def _ground(chart: Chart, first: Person, second: Person, seat: Seat) -> str:
    """Why one comes before another, in words."""
    one_order = _list_of(chart, seat) == chart.party.everyone
    reason = why_before(first, second, chart.party.organs, one_order=one_order)
    one, two = first.standing, second.standing
    match reason:
        case Ground.ORDER:
            return _("排序 {first} 在 {second} 之前").format(first=_order(one.order), second=_order(two.order))
        case Ground.ROLE:
            return _("角色 {first} 在 {second} 之前").format(first=_role(one.role), second=_role(two.role))
        case Ground.RANK:
            return _("职级 {first} 高于 {second}").format(first=_rank(one), second=_rank(two))
        case Ground.ORGAN:
            return _("职级相同，按本地班子次序")
        case Ground.WRITTEN:
            return _("并列，只按书写顺序，请核定")


def _rank(standing: Standing) -> str:
    """A rank as it was written, else as its class is called."""
    return (standing.level or standing.rank or Rank.OTHER).label


def _order(order: int | None) -> str:
    return _("未写") if order is None else str(order)


def _role(role: HostRole | None) -> str:
    return _("未写") if role is None else role.label


def _neighbours(chart: Chart, seat: Seat) -> list[str]:
    """Who of those seated comes just before and just after in the list."""
    people = _list_of(chart, seat)
    if seat.person not in people or (seat.place.slot and seat.place.slot[0] in _BY_DUTY):
        return []
    place = people.index(seat.person)
    return [person.name for person in people[max(place - 1, 0) : place + 2] if person and chart.seat_of(person.name)]


# --- exchanges --------------------------------------------------------------------------------------------------------


def exchange(chart: Chart, name: str, other: str) -> list[str]:
    """What would no longer hold if two people changed seats, and what would hold again; empty where nothing changes.

    Raises NotSeated for a name that has no seat on the chart.
    """
    return told(chart, _seat(chart, name), _seat(chart, other))


# --- people who stay away ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody whose card has to be moved: from one place to another, as `Place.position` names them; None for none."""

    name: str
    before: str | None
    after: str | None

    def __str__(self) -> str:
        nowhere = _("没有座位")
        before = label(self.before) if self.before else nowhere
        after = label(self.after) if self.after else nowhere
        return _("{name}：{before} → {after}").format(name=self.name, before=before, after=after)


def moves(case: Case, seating: Seating, absent: Collection[str]) -> list[Move]:
    """Whose cards move when some stay away, in reading order of the chart as it was.

    Places are told from the principal's seat, so with E1 nobody of a higher rank than the first absentee moves, while
    under E2 a change between odd and even moves everybody else.
    """
    before = chart_of(case, seating)
    after = chart_of(case, seating, without=absent)
    new = {seat.name: seat.place.position for seat in after.seats if seat.name}
    old = {seat.name: seat.place.position for seat in before.seats if seat.name}
    late = [Move(name, None, place) for name, place in new.items() if name not in old]
    changed = [
        Move(name, place, new.get(name)) for name, place in old.items() if name not in absent and new.get(name) != place
    ]
    return changed + late
