"""一个号码两个人，一个人两个号码 (of GS11, GS16): mobile numbers of two people, and two of one driver."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.base import Node
from jiedai.model.office import Vehicle
from jiedai.model.people import CrewMember, Guest, Host
from jiedai.model.placeholder import is_placeholder
from jiedai.visit.case import Case, Finding
from jiedai.visit.names import is_person, mobiles


class _Line(NamedTuple):
    """A line that gives somebody a phone; `office` where it is of the office file."""

    name: str
    phone: str | None
    node: Node
    field: str
    office: bool


def _lines(case: Case) -> Iterator[_Line]:
    """Whose mobile number a line may give. Of the office file come first those of whom the plan cannot be wrong."""
    plan, office = case.written, case.office
    if office is not None:
        yield from (_Line(one.name, one.phone, one, "phone", True) for one in office.people)
        yield from (_Line(car.driver, car.phone, car, "phone", True) for car in office.vehicles if car.driver)
        yield from (_Line(unit.contact, unit.phone, unit, "phone", True) for unit in office.units if unit.contact)
    people: list[Host | CrewMember | Guest] = [*plan.hosts, *plan.crew, *plan.guests]
    yield from (_Line(one.name, one.phone, one, "phone", False) for one in people)


def numbers_of_two(case: Case) -> Iterator[Finding]:
    """Mobile numbers that two people have, one finding for each later line.

    Desk lines are shared; so is, among guests, the number of whoever leads them.
    """
    first: dict[str, _Line] = {}
    for line in _lines(case):
        if not line.phone or is_placeholder(line.phone) or not is_person(line.name):
            continue
        for number in mobiles(line.phone):
            other = first.setdefault(number, line)
            both_guests = isinstance(line.node, Guest) and isinstance(other.node, Guest)
            if other.name != line.name and not both_guests:
                yield _shared(case, number, line, other)


def _shared(case: Case, number: str, line: _Line, other: _Line) -> Finding:
    message = _("{name}和{other}写的是同一个手机 {number}").format(name=other.name, other=line.name, number=number)
    hint = _("核对是谁的号码，改正写错的一处")
    related = (case.related(other.node, other.field, _("另一处在这里"), office=other.office),)
    if line.office:
        found = case.office_finding(line.node, line.field, message, hint=hint, related=related)
        return found._replace(level=Level.WARNING)
    return case.finding(line.node, line.field, message, hint=hint, related=related, level=Level.WARNING)


def numbers_of_drivers(case: Case) -> Iterator[Finding]:
    """Drivers who have another mobile number at each of two vehicles of the office file."""
    first: dict[str, Vehicle] = {}
    for car in case.office.vehicles if case.office else ():
        if not car.driver or not car.phone or not is_person(car.driver):
            continue
        other = first.setdefault(car.driver, car)
        if mobiles(car.phone) and mobiles(car.phone).isdisjoint(mobiles(other.phone or "")):
            message = _("{name}在 {one} 号车写的手机和 {other} 号车不同").format(
                name=car.driver, one=car.number, other=other.number
            )
            hint = _("核对驾驶员和手机，改正写错的一处；同名的两个人，在姓名后面注明")
            related = (case.related(other, "phone", _("另一处在这里"), office=True),)
            yield case.office_finding(car, "phone", message, hint=hint, related=related)
