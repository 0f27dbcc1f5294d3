"""写了两次的人 (of GS11, ZC01): somebody with two seats at one table, and two who are both the chief host."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.base import Node
from jiedai.model.choice import HostRole, SeatingShape
from jiedai.model.conduct import Gift
from jiedai.model.hospitality import Dish, Ride, Seating
from jiedai.model.letter import Letter
from jiedai.model.people import Guest, Host
from jiedai.model.placeholder import is_placeholder
from jiedai.model.schedule import Item
from jiedai.visit.case import Case, Finding
from jiedai.visit.movement import label
from jiedai.visit.people import known_people

_OTHERWISE = (SeatingShape.CAR, SeatingShape.SIGNING)
"""Shapes whose lists may have somebody twice: who rides there and back, who signs and stands behind."""


def seated_twice(case: Case) -> Iterator[Finding]:
    """People who stand twice in the lists of the charts of one item and shape: somebody else has lost the seat."""
    first: dict[tuple[str, SeatingShape | None, str], tuple[Seating, str, int | None]] = {}
    known = known_people(case) if case.plan.seating else None
    for seating in case.plan.seating:
        if seating.item not in case.item_by_id or known is None or seating.shape in _OTHERWISE:
            continue
        for side in ("guests", "hosts", "people"):
            for name, index in case.entries(seating, side):
                people = known.one_by_one([name])
                if not people or (side == "hosts" and people[0].guest):
                    continue  # a group, of which one may be named besides; a guest among the hosts is GS08's
                key = (seating.item, seating.shape, people[0].name)
                before = first.setdefault(key, (seating, side, index))
                if before != (seating, side, index):
                    message = _("{name}在{item}的座次里写了两次").format(
                        name=name, item=label(case.item_by_id[seating.item][1])
                    )
                    related = (case.related(before[0], before[1], _("第一次在这里")),)
                    hint = _("删去重复的一处；写错了人的，改正姓名")
                    yield case.finding(seating, side, message, index=index, hint=hint, related=related)


_LISTS: dict[type[Node], tuple[str, ...]] = {
    Ride: ("riders",),
    Item: ("guests", "hosts"),
    Gift: ("to",),
    Letter: ("members",),
}
"""Lists of people in which nobody stands twice; seats, meals and rooms have rules of their own."""


def listed_twice(case: Case) -> Iterator[Finding]:
    """People who stand twice in one list, dishes twice on one menu, and one Chinese name of two guests."""
    bearers = Counter(guest.name for guest in case.written.guests)
    for node in case.nodes:
        for field in _LISTS.get(type(node), ()):
            first: dict[str, int | None] = {}
            for name, index in case.entries(node, field):
                if name in first and bearers[name] < 2:  # of two guests of one name each may be there
                    message = _("{name}在这里写了两次").format(name=name)
                    hint = _("删去重复的一处；写错了人的，改正姓名")
                    yield case.finding(node, field, message, index=index, hint=hint, level=Level.WARNING)
                first.setdefault(name, index)
    for meal in case.plan.meals:
        dishes: dict[str, Dish] = {}
        for dish in meal.menu:
            before = dishes.setdefault(dish.dish, dish)
            if before is not dish and not is_placeholder(dish.dish):
                message = _("菜单里{dish}写了两次").format(dish=dish.dish)
                related = (case.related(before, "dish", _("第一次在这里")),)
                hint = _("删去重复的一道，或换一道菜")
                yield case.finding(dish, "dish", message, hint=hint, related=related, level=Level.WARNING)
    called: dict[str, Guest] = {}
    for guest in case.written.guests:
        if not guest.name_zh or is_placeholder(guest.name_zh):
            continue
        other = called.setdefault(guest.name_zh, guest)
        if other is not guest and other.name != guest.name:
            message = _("{name}和{other}的中文名写得一样").format(name=guest.name, other=other.name)
            related = (case.related(other, "name_zh", _("第一次在这里")),)
            hint = _("核对中文名；真是同名的，在姓名后面注明")
            yield case.finding(guest, "name_zh", message, hint=hint, related=related, level=Level.WARNING)


def two_principals(case: Case) -> Iterator[Finding]:
    """Hosts who are both 主陪 at one item: seats and papers follow the first of them."""
    chiefs = [host for host in case.written.hosts if host.role is HostRole.PRINCIPAL]
    told: set[int] = set()
    for _day, item in case.items if len(chiefs) > 1 else ():
        there: list[Host] = [host for host in chiefs if host.name in item.hosts]
        for host in there[1:]:
            if id(host) in told:
                continue
            told.add(id(host))
            message = _("{name}和{other}都是主陪，{item}两人都在").format(
                name=host.name, other=there[0].name, item=label(item)
            )
            related = (case.related(there[0], "role", _("另一位主陪在这里")),)
            hint = _("只留一位主陪，另一位写“副主陪”")
            yield case.finding(host, "role", message, hint=hint, related=related, level=Level.WARNING)
