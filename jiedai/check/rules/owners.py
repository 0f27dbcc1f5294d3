"""责任人和责任单位 (of RW01, ZR01, YA03): somebody of another bureau beside the unit that is responsible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.conduct import Risk, Task
from jiedai.model.people import CrewMember, Host
from jiedai.model.placeholder import is_placeholder
from jiedai.model.schedule import Item
from jiedai.visit.case import Case, Finding, once
from jiedai.visit.names import host_side, is_person, may_be_one_unit

_HIGHER = (
    "县委", "市委", "区委", "州委", "旗委", "政府", "府办", "委办", "办公室", "人大", "政协", "宣传部",
    "组织部", "公安局", "公安分局",
)  # fmt: skip
"""Units whose people answer for others, or whose parts have names of their own: 县交警大队 of 县公安局."""
_PARTS = ("中心", "大队", "支队", "中队", "医院", "学校", "公司", "站", "所", "馆", "院", "社区", "村", "集团")
"""What may be a part of a bureau, and act for it."""


def of_another_unit(case: Case, nodes: Iterable[Item | Task | Risk]) -> Iterator[Finding]:
    """Owners who are certainly of another department than the responsible one, which has somebody of its own."""
    ours = frozenset(host_side(case))
    for node in nodes:
        if is_placeholder(node.owner or ""):
            continue
        if node.owner in case.guest_by_name and node.owner not in ours:
            message = _("责任人{name}是来宾").format(name=node.owner)
            hint = _("写接待方的人；同名的两个人，在姓名后面注明")
            yield case.finding(node, "owner", message, hint=hint, level=Level.WARNING)
            continue
        unit = node.lead if isinstance(node, Item) else node.unit
        owner, known = node.owner, case.unit_by_name.get(unit or "")
        if known is None or not owner or not is_person(owner):
            continue
        if not known.contact or unit is None or unit.endswith(_HIGHER) or owner in (known.contact, known.deputy):
            continue
        units = _units_of(case).get(owner, frozenset())
        if not units or any(_may_act(one, unit) for one in units):
            continue
        if isinstance(node, Item) and any(_is_own(case, one) for one in units):
            continue  # the reception's people see to items that another bureau holds
        own = next(iter(sorted(units)))
        message = _("责任单位写的是{unit}，{name}是{own}的").format(unit=unit, name=owner, own=own)
        hint = _("核对责任单位和责任人；{unit}的联系人是{contact}").format(unit=unit, contact=known.contact)
        yield case.finding(node, "owner", message, hint=hint, level=Level.WARNING)


def _may_act(own: str, unit: str) -> bool:
    """Whether somebody of one unit may answer for another: it is the same, a part of it, or above it."""
    if may_be_one_unit(own, unit) or own.endswith(_HIGHER):
        return True
    return own.endswith(_PARTS) and not unit.endswith(_PARTS)


def _is_own(case: Case, unit: str) -> bool:
    """Whether a unit is the office itself."""
    own = case.office.office if case.office else None
    return own is not None and unit in (own.name, own.short)


@once
def _units_of(case: Case) -> dict[str, frozenset[str]]:
    """The units of everybody of the host side that the office knows, as lists, departments and places say.

    Who only looks after a place (方芳 of the hotel) answers for whatever happens there, whoever holds it.
    """
    plan, office = case.written, case.office
    people: list[Host | CrewMember] = [*plan.hosts, *plan.crew]
    said: list[tuple[str | None, str | None]] = [(one.name, one.unit) for one in people]
    contacts: set[str | None] = set()
    if office is not None:
        said += [(one.name, one.unit) for one in office.people]
        said += [(name, unit.name) for unit in office.units for name in (unit.contact, unit.deputy)]
        said += [(place.contact, place.unit) for place in office.places]
        said += [(car.driver, car.owner) for car in office.vehicles]
        contacts = {place.contact for place in office.places} - {unit.contact for unit in office.units}
    found: dict[str, set[str]] = {}
    own = (office.office.name, office.office.short) if office is not None else ()
    for name, unit in said:
        if name and unit and (unit in case.unit_by_name or unit in own or unit.endswith(_HIGHER)):
            found.setdefault(name, set()).add(unit)
    return {name: frozenset(units) for name, units in found.items() if name not in contacts}
