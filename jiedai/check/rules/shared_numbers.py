"""一个号码两个人，一个人两个号码 (of GS11, GS16): mobile numbers of two people, and two of one driver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.base import Node
from jiedai.model.office import Place, Vehicle
from jiedai.model.people import CrewMember, Guest, Host
from jiedai.model.placeholder import is_placeholder
from jiedai.patterns import regex
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


_AREA = regex(r"^\s*[(（]?(?P<code>0\d{2,3})[)）]?[-—－ ]")
_MOST = 3
"""Lines that have one area code, beside which another one is the one mistyped."""


def area_code_alone(case: Case) -> Iterator[Finding]:
    """A desk line whose area code is that of all the others but for the order of its digits, or for a digit.

    A place may lie in the next prefecture, whose code is a digit apart; a bureau of the office's own does not.
    """
    office = case.office
    if office is None:
        return
    lines: list[tuple[Node, str, str | None]] = [(office.office, "duty_phone", office.office.duty_phone)]
    lines += [(unit, "phone", unit.phone) for unit in office.units]
    lines += [(place, "phone", place.phone) for place in office.places]
    told = [(node, field, found["code"]) for node, field, phone in lines if (found := _AREA.match(phone or ""))]
    codes = Counter(code for _node, _field, code in told)
    usual, number = max(codes.items(), key=lambda one: one[1], default=("", 0))
    for node, field, code in told if number >= _MOST else ():
        apart = len(code) == len(usual) and sum(a != b for a, b in zip(code, usual, strict=True))
        swapped = apart == 2 and sorted(code) == sorted(usual)
        if codes[code] == 1 and (swapped or (apart == 1 and not isinstance(node, Place))):
            message = _("区号写的是 {code}，别处都是 {usual}").format(code=code, usual=usual)
            yield case.office_finding(node, field, message, hint=_("核对号码"))


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
