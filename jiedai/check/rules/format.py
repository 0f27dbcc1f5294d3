"""格式 (GS), first part: guests at all, and numbers used twice; the reader and the model find the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jiedai.check.engine import rule
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.base import Node
from jiedai.model.hospitality import Lodging
from jiedai.model.people import Guest
from jiedai.model.placeholder import is_placeholder
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.likeness import short_unit


@rule("GS03")
def missing(case: Case, figures: Figures) -> Iterator[Finding]:
    """Required fields are there."""
    plan = case.plan
    blank = case.is_blank(plan, "guests") or case.is_blank(plan, "headcount")
    counted = plan.headcount is not None and (plan.headcount.total is not None or bool(plan.headcount.groups))
    if not plan.guests and not counted and not blank:
        field = "headcount" if plan.headcount is not None else "guests"
        yield case.finding(
            plan,
            field,
            _("既没有来宾名单，也没有人数"),
            hint=_("写来宾名单；只知道人数的，写“人数: {总数: 22}”"),
        )


@rule("GS11")
def number_twice(case: Case, figures: Figures) -> Iterator[Finding]:
    """Numbers of items, tasks and seating charts are used once, room numbers once in a hotel."""
    plan, office = case.plan, case.office
    for nodes in ([item for _day, item in case.items], plan.tasks, plan.seating):
        for node, first, number in _repeated((node, node.id) for node in nodes):
            yield _twice(case, node, "id", first, _("编号 {name} 用了两次").format(name=number))
    yield from _rooms_twice(case)
    yield from _guests_twice(case)
    if office is None:
        return
    listed: tuple[tuple[list[Node], str], ...] = (
        ([*office.units], "name"),
        ([*office.places], "name"),
        ([*office.vehicles], "number"),
        ([*office.vehicles], "plate"),
    )
    for entries, field in listed:
        for node, first, name in _repeated((node, getattr(node, field)) for node in entries):
            related = (case.related(first, field, _("第一次在这里"), office=True),)
            message = _("常备资料里“{name}”写了两次").format(name=name)
            yield case.office_finding(node, field, message, hint=_("改名，或删去其中一处"), related=related)


def _repeated(named: Iterable[tuple[Node, str | None]]) -> Iterator[tuple[Node, Node, str]]:
    """(node, the first with the same name, the name) for every name that was there before."""
    first: dict[str, Node] = {}
    for node, name in named:
        if not name or is_placeholder(name):
            continue
        if name in first:
            yield node, first[name], name
        else:
            first[name] = node


def _twice(case: Case, node: Node, field: str, first: Node, message: str) -> Finding:
    related = (case.related(first, field, _("第一次用在这里")),)
    return case.finding(node, field, message, hint=_("换一个没有用过的编号"), related=related)


def _rooms_twice(case: Case) -> Iterator[Finding]:
    """Rooms of one hotel with one number, in one stay or in stays that overlap."""
    given: dict[tuple[str, str], list[tuple[Lodging, Node]]] = {}
    for stay in case.plan.lodging:
        for room in stay.rooms:
            if not room.number or is_placeholder(room.number):
                continue
            before = given.setdefault((stay.hotel or "", room.number), [])
            first = next((other for other_stay, other in before if _overlap(other_stay, stay)), None)
            before.append((stay, room))
            if first is not None:
                message = _("房号 {name} 用了两次").format(name=room.number)
                yield _twice(case, room, "number", first, message)


def _guests_twice(case: Case) -> Iterator[Finding]:
    """Guests with one name and one unit: one person twice in the list."""
    first: dict[tuple[str, str], Guest] = {}
    for guest in case.plan.guests:
        if is_placeholder(guest.name) or is_placeholder(guest.unit):
            continue
        other = first.setdefault((guest.name, short_unit(guest.unit)), guest)
        if other is not guest:
            message = _("{unit}的{name}在来宾名单里写了两次").format(unit=guest.unit, name=guest.name)
            related = (case.related(other, "name", _("第一次在这里")),)
            hint = _("删去重复的一行；确是两个人的，在姓名后面注明")
            yield case.finding(guest, "name", message, hint=hint, related=related, level=Level.WARNING)


def _overlap(one: Lodging, other: Lodging) -> bool:
    """Whether two stays share a night, as far as their dates say; unknown dates may be any."""
    if one is other or None in (one.check_in, one.check_out, other.check_in, other.check_out):
        return True
    assert one.check_in
    assert one.check_out
    assert other.check_in
    assert other.check_out
    return one.check_in < other.check_out and other.check_in < one.check_out
