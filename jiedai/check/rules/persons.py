"""同一个人 (GS14, GS16): one person or unit written in two ways, with two posts, units or numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

from jiedai.check.engine import rule
from jiedai.check.rules.shared_numbers import area_code_alone, numbers_of_drivers
from jiedai.check.rules.standing import rank_against_post
from jiedai.diagnostics import Related
from jiedai.language import _
from jiedai.model.base import Node
from jiedai.model.people import CrewMember, Guest, Host
from jiedai.model.placeholder import is_placeholder
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.names import (
    Registers,
    alike,
    forms_of_one,
    is_one_post,
    is_person,
    may_be_one_unit,
    mobiles,
    short_unit,
)
from jiedai.visit.nearly import is_one_digit_off, is_one_slip
from jiedai.visit.references import NAMING, REFERENCES

_SHOWN = 5
"""Further places that a finding names."""


class _Said(NamedTuple):
    """What one line says of a person: the text, and what it is compared by."""

    node: Node
    field: str
    text: str
    value: Any
    office: bool


@rule("GS16")
def one_person_one_number(case: Case, figures: Figures) -> Iterator[Finding]:
    """One person has one mobile number, one post and one unit wherever they are told."""
    told: tuple[tuple[Callable[[Case], Iterator[tuple[str, _Said]]], Callable[[Any, Any], bool], str], ...] = (
        (_phones, lambda one, other: not one.isdisjoint(other), _("{name}的手机写的是 {text}，别处是 {other}")),
        (_desk_lines, _is_not_mistyped, _("{name}的电话写的是 {text}，别处是 {other}，差一位")),
        (_posts, is_one_post, _("{name}的职务写的是“{text}”，别处是“{other}”")),
        (_units, may_be_one_unit, _("{name}的单位写的是“{text}”，别处是“{other}”")),
    )
    for said_of, agree, message in told:
        by_name: dict[str, list[_Said]] = {}
        for name, said in said_of(case):
            by_name.setdefault(name, []).append(said)
        for name, lines in by_name.items():
            finding = _contradiction(case, name, lines, agree, message)
            if finding is not None:
                yield finding
    yield from numbers_of_drivers(case)
    yield from area_code_alone(case)
    yield from rank_against_post(case)


def _contradiction(
    case: Case, name: str, lines: list[_Said], agree: Callable[[Any, Any], bool], message: str
) -> Finding | None:
    """The line of the plan that says something else than most lines; against the office file the plan's first line."""
    most, _number = Counter(said.value for said in lines).most_common(1)[0]
    usual = next(said for said in lines if said.value == most)
    others = [said for said in lines if not agree(said.value, most)]
    wrong = next((said for said in others if not said.office), None)
    if wrong is None:
        if not others or usual.office:
            return None
        wrong, others = usual, [said for said in others if said.office]
        usual = others[0]
    rest = [usual, *(said for said in others if said is not wrong and said is not usual)]
    related = tuple(_place(case, said) for said in rest[: _SHOWN + 1])
    return case.finding(
        wrong.node,
        wrong.field,
        message.format(name=name, text=wrong.text, other=usual.text),
        hint=_("核对后写成一致；同名的两个人，在姓名后面注明"),
        related=related,
    )


def _place(case: Case, said: _Said) -> Related:
    message = _("常备资料里写的是 {text}") if said.office else _("这里写的是 {text}")
    return case.related(said.node, said.field, message.format(text=said.text), office=said.office)


def _people(case: Case, *, drivers: bool = False) -> Iterator[tuple[str, Node, bool]]:
    """(name, the line about it, whether it is of the office file); a guest is none of the office's people."""
    plan, office = case.written, case.office
    yield from ((guest.name, guest, False) for guest in plan.guests)
    yield from ((host.name, host, False) for host in plan.hosts)
    yield from ((member.name, member, False) for member in plan.crew)
    ours = {host.name for host in plan.hosts} | {member.name for member in plan.crew}
    known: Iterable[tuple[str | None, Node]] = ()
    if office is not None:
        known = [(person.name, person) for person in office.people]
        known += [(car.driver, car) for car in office.vehicles] if drivers else []
    yield from ((name, node, True) for name, node in known if name and (name in ours or name not in case.guest_by_name))


def _phones(case: Case) -> Iterator[tuple[str, _Said]]:
    lines = [*_people(case, drivers=True), *((task.owner or "", task, False) for task in case.written.tasks)]
    for name, node, office in lines:
        phone: str = getattr(node, "phone", None) or ""
        numbers = mobiles(phone)
        if name and numbers and not is_placeholder(name):
            yield name, _Said(node, "phone", phone, numbers, office)


def _desk_lines(case: Case) -> Iterator[tuple[str, _Said]]:
    """Desk lines in tasks, and in the office file of those who answer for a unit or a place."""
    office = case.office
    lines: list[tuple[str | None, str | None, Node, bool]] = [
        (task.owner, task.phone, task, False) for task in case.written.tasks
    ]
    if office is not None:
        lines += [(unit.contact, unit.phone, unit, True) for unit in office.units]
        lines += [(place.contact, place.phone, place, True) for place in office.places]
    for name, phone, node, of_office in lines:
        if name and phone and not mobiles(phone) and not is_placeholder(name) and not is_placeholder(phone):
            yield name, _Said(node, "phone", phone, "".join(filter(str.isdigit, phone)), of_office)


def _is_not_mistyped(one: str, other: str) -> bool:
    """Whether two desk lines are the same, or apart by more than a digit or the order of two: people have several."""
    return len(one) != len(other) or not is_one_digit_off(one, other)


def _posts(case: Case) -> Iterator[tuple[str, _Said]]:
    """Posts in the lists, and those in which somebody approved."""
    yield from _texts(case, "post", lambda text: text)
    for approval in case.written.approvals:
        name, post = approval.by, approval.post
        if name and post and not is_placeholder(name) and not is_placeholder(post):
            yield name, _Said(approval, "post", post, post, False)


def _units(case: Case) -> Iterator[tuple[str, _Said]]:
    yield from _texts(case, "unit", short_unit)
    yield from _units_of_contacts(case)


_DEPARTMENTS = ("局", "办", "委", "中心", "镇", "乡", "街道")
_ABOVE = ("县委", "市委", "区委", "州委", "旗委", "公安局", "公安分局")
"""Units that others belong to, whose contacts are of both."""


def _units_of_contacts(case: Case) -> Iterator[tuple[str, _Said]]:
    """The departments whose only contact somebody is whom the plan's lists give a department."""
    units = case.office.units if case.office else ()
    contacts = Counter(unit.contact for unit in units)
    people: list[Host | CrewMember] = [*case.written.hosts, *case.written.crew]
    ours = {one.name: short_unit(one.unit or "") for one in people}
    for unit in units:
        listed = ours.get(unit.contact or "", "")
        names = (listed, short_unit(unit.name))
        if contacts[unit.contact] == 1 and all(n.endswith(_DEPARTMENTS) and not n.endswith(_ABOVE) for n in names):
            yield unit.contact or "", _Said(unit, "name", unit.name, names[1], True)


def _texts(case: Case, field: str, compared: Callable[[str], str]) -> Iterator[tuple[str, _Said]]:
    for name, node, office in _people(case):
        text = getattr(node, field, None)
        if text and not is_placeholder(text) and not is_placeholder(name):
            yield name, _Said(node, field, text, compared(text), office)


_LISTS = (Guest, Host, CrewMember)
"""Sections that are one person's line in a list."""


class _Place(NamedTuple):
    """Where a name is written."""

    node: Node
    field: str
    number: int | None
    office: bool = False


class _Entry(NamedTuple):
    """A list in which somebody has a line of their own, and the unit it gives them."""

    of: str
    unit: str | None


def written_two_ways(case: Case, told: AbstractSet[str]) -> Iterator[Finding]:
    """Names of one person in two spellings that sound alike, and units of guests in a long and a short form.

    `told` are names of which something was said already.
    """
    yield from _people_written(case, told)
    yield from _units_written(case)


def _people_written(case: Case, told: AbstractSet[str]) -> Iterator[Finding]:
    places: dict[str, list[_Place]] = {}
    for node in case.nodes:
        for field in (*(("name",) if isinstance(node, _LISTS) else ()), *NAMING.get(type(node), ())):
            for name, index in case.entries(node, field):
                if is_person(name):
                    places.setdefault(name, []).append(_Place(node, field, index))
    entries = _entries(case)
    office = _office_places(case)
    for pair in alike([*places, *(name for name in office if name not in places)]):
        rare, usual = sorted(pair, key=lambda name: (len(places.get(name, ())) + (name in office), name in entries))
        if rare not in places:
            rare, usual = usual, rare
        if rare not in places or not told.isdisjoint(pair) or _are_two(entries, *pair):
            continue
        at, other = places[rare][0], places[usual][0] if usual in places else office[usual]
        if _is_unknown(case, at, rare):
            continue  # GS08 tells that no list has it, and whom it is probably meant to be
        number = len(places.get(usual, ()))
        message = _("“{name}”和别处的“{other}”读音相同、只差一字（那边 {number} 处）").format(
            name=rare, other=usual, number=number + (usual in office)
        )
        yield case.finding(
            at.node,
            at.field,
            message,
            index=at.number,
            hint=_("是同一个人的，改成一样；是两个人的不用改"),
            related=(_related(case, other),),
        )


def _is_unknown(case: Case, place: _Place, name: str) -> bool:
    """Whether a name stands where only known people may stand, and is none of them."""
    kind = dict(REFERENCES.get(type(place.node), ())).get(place.field)
    return kind is not None and Registers(case)[kind].lacks(name)


def _related(case: Case, place: _Place) -> Related:
    return case.related(place.node, place.field, _("另一种写法在这里"), office=place.office)


def _entries(case: Case) -> dict[str, list[_Entry]]:
    """The lists in which each name has a line of its own."""
    plan, office = case.plan, case.office
    known = [(guest.name, _Entry("guests", guest.unit)) for guest in plan.guests]
    known += [(host.name, _Entry("hosts", host.unit)) for host in plan.hosts]
    known += [(member.name, _Entry("crew", member.unit)) for member in plan.crew]
    if office is not None:
        known += [(person.name, _Entry("people", person.unit)) for person in office.people]
        for unit in office.units:
            known += [(name, _Entry(name_of, unit.name)) for name_of, name in _of_unit(unit.contact, unit.deputy)]
        known += [(car.driver, _Entry("drivers", car.owner)) for car in office.vehicles if car.driver]
    found: dict[str, list[_Entry]] = {}
    for name, entry in known:
        found.setdefault(name, []).append(entry)
    return found


def _of_unit(contact: str | None, deputy: str | None) -> Iterator[tuple[str, str]]:
    yield from ((of, name) for of, name in (("contact", contact), ("deputy", deputy)) if name)


def _office_places(case: Case) -> dict[str, _Place]:
    """Where the office file has people by name."""
    office = case.office
    if office is None:
        return {}
    known = [(person.name, _Place(person, "name", None, True)) for person in office.people]
    known += [(unit.contact, _Place(unit, "contact", None, True)) for unit in office.units if unit.contact]
    known += [(unit.deputy, _Place(unit, "deputy", None, True)) for unit in office.units if unit.deputy]
    return {name: place for name, place in reversed(known) if is_person(name)}


def _are_two(entries: dict[str, list[_Entry]], one: str, other: str) -> bool:
    """Whether two names are certainly of two people: each has a line in one list, or lines with different units."""
    for first in entries.get(one, ()):
        for second in entries.get(other, ()):
            if first.of == second.of:
                return True
            if first.unit and second.unit and not may_be_one_unit(first.unit, second.unit):
                return True
    return False


def _one_sign_more(units: Counter[str]) -> Iterator[tuple[str, str]]:
    """Units of one guest that are those of others with a sign more at the end, or one less: 省发展改革委员."""
    for unit in units:
        short = unit[:-1]
        if short in units and 1 in (units[unit], units[short]) and units[unit] != units[short]:
            yield short, unit


_ORGANS = "厅局委办部"


def _other_organ(units: Counter[str]) -> Iterator[tuple[str, str]]:
    """Units that are one area's for one thing, and of two kinds: 省发展改革委 and 省发展改革局."""
    by_stem: dict[str, str] = {}
    for unit in units:
        if len(unit) >= len("省财政厅") and unit[-1] in _ORGANS:
            other = by_stem.setdefault(unit[:-1], unit)
            if other != unit:
                yield other, unit


_LONG = 8
"""Signs of a unit that is that of others but for one: of shorter ones (人民医院, 人民法院) both may be meant."""


def _one_sign_otherwise(units: Counter[str]) -> Iterator[tuple[str, str]]:
    """Long names of units of one guest that those of several others are but for a sign."""
    rare = [unit for unit, number in units.items() if number == 1 and len(unit) >= _LONG]
    usual = [unit for unit, number in units.items() if number > 1 and len(unit) >= _LONG]
    if len(rare) * len(usual) > _COMPARED:
        return
    yield from ((other, unit) for unit in rare for other in usual if is_one_slip(unit, other))


_COMPARED = 2000
"""Pairs of units that are compared sign by sign: of more, in lists of a conference, nothing is said."""


def _units_written(case: Case) -> Iterator[Finding]:
    guests = [guest for guest in case.plan.guests if guest.unit and not is_placeholder(guest.unit)]
    times = Counter(guest.unit for guest in guests)
    told = set()
    for one, other in [
        *forms_of_one(times),
        *alike(times),
        *_one_sign_more(times),
        *_other_organ(times),
        *_one_sign_otherwise(times),
    ]:
        rare, usual = sorted((one, other), key=times.__getitem__)
        if times[one] == times[other]:
            rare, usual = other, one
        if rare in told:
            continue
        told.add(rare)
        at = next(guest for guest in guests if guest.unit == rare)
        where = next(guest for guest in guests if guest.unit == usual)
        message = _("单位写成“{name}”，别的来宾是“{other}”（{number} 人）").format(
            name=rare, other=usual, number=times[usual]
        )
        related = (case.related(where, "unit", _("另一种写法在这里")),)
        yield case.finding(at, "unit", message, hint=_("是同一个单位的，写成一样"), related=related)
