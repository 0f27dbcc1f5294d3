"""责任链 (ZR): for everything somebody is responsible, can be reached, and is in one place at a time."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.check.rules.owners import of_another_unit
from jiedai.language import _
from jiedai.model.choice import ItemKind
from jiedai.model.duties import Duty, duties
from jiedai.model.placeholder import is_placeholder
from jiedai.model.schedule import Item
from jiedai.visit.book import Figures
from jiedai.visit.bookings import overlap, staff_at
from jiedai.visit.case import Case, Finding, Slot
from jiedai.visit.movement import label
from jiedai.visit.people import is_foreigner
from jiedai.visit.staffing import able, has_skill
from jiedai.visit.work import active_units, held_by_somebody, held_in_plan, holders, names_in, needs

_FEW = 3
"""Names that a hint tells."""


@rule("ZR01")
def somebody_responsible(case: Case, figures: Figures) -> Iterator[Finding]:
    """Every item has a responsible unit or person."""
    for _day, item in case.items:
        if case.lacks(item, "lead") and case.lacks(item, "owner"):
            units = dict.fromkeys(place.unit for name in item.place if (place := case.place(name)) and place.unit)
            hint = (
                _("写上责任单位和责任人；这里的管理单位是{unit}").format(unit=_("、").join(units))
                if units
                else _("写上责任单位和责任人；还没有定的写“待填”")
            )
            yield case.finding(
                item, "id", _("{id}“{what}”没有责任单位，也没有责任人").format(id=item.id, what=item.what), hint=hint
            )
    yield from of_another_unit(case, (item for _day, item in case.items))


@rule("ZR02")
def duty_held(case: Case, figures: Figures) -> Iterator[Finding]:
    """The duties this visit needs are held by somebody."""
    for need in needs(case, figures):
        if held_in_plan(case, need.duty) or holders(case, need.duty):
            continue
        yield case.finding(
            need.node,
            need.field,
            _("{why}，但没有人承担{duty}").format(why=need.why, duty=need.duty.name),
            hint=_how_held(case, need.duty),
        )
    yield from _without_interpreter(case)


_SPOKEN = (ItemKind.TALKS, ItemKind.MEETING, ItemKind.SIGNING)


def _without_interpreter(case: Case) -> Iterator[Finding]:
    """Talks with foreigners whose crew is written without an interpreter, where other items name one."""
    duty = duties()["interpreter"]
    interpreters = {one.name for one in case.plan.crew if any(map(duty.in_post, one.duty))}
    if not interpreters or not any(map(is_foreigner, case.plan.guests)):
        return
    naming = [item for _day, item in case.items if not interpreters.isdisjoint(item.crew)]
    for _day, item in case.items if len(naming) > 1 else ():
        if item.kind not in _SPOKEN or not item.crew or case.is_blank(item, "crew"):
            continue
        if not interpreters.isdisjoint((*item.crew, *item.guide, *item.hosts, *names_in(item.owner))):
            continue
        message = _("{item}的工作人员里没有译员").format(item=label(item))
        hint = _("补上译员：{names}；用客方译员的，在备注里写明").format(names=_("、").join(sorted(interpreters)))
        if not any(duty.in_work(note) for note in (item.notes or {}).values()):
            yield case.finding(item, "crew", message, hint=hint)


def _how_held(case: Case, duty: Duty) -> str:
    """What to do where nobody holds a duty: who of the office is able to, where the office file says so."""
    dates = case.plan.dates
    people = able(case.office, duty, dates.first, dates.last)[:_FEW]
    if people:
        names = _("、").join(person.name for person in people)
        return _("在“工作人员”写上承担{duty}的人；能力对得上的有{names}").format(duty=duty.name, names=names)
    return _("在“工作人员”写上承担{duty}的人，或给承担的部门布置任务").format(duty=duty.name)


@rule("ZR03")
def somebody_to_phone(case: Case, figures: Figures) -> Iterator[Finding]:
    """For every item somebody can be phoned."""
    silent: dict[tuple[str | None, str | None], list[Item]] = {}
    for _day, item in case.items:
        responsible = [*names_in(item.owner), *names_in(item.lead)]
        blank = case.is_blank(item, "owner") or case.is_blank(item, "lead") or case.is_blank(item, "place")
        if responsible and not blank and not any(name in case.phone_of for name in _reachable(case, item)):
            silent.setdefault((item.owner, item.lead), []).append(item)
    for (owner, lead), items in silent.items():
        which = items[0].id if len(items) == 1 else _("{id} 等 {number} 项").format(id=items[0].id, number=len(items))
        yield case.finding(
            items[0],
            "owner" if owner else "lead",
            _("{which}没有可以联系的电话（{who}）").format(which=which, who=owner or lead),
            hint=_("在方案的“工作人员”或 office.yaml 里补上电话"),
        )


def _reachable(case: Case, item: Item) -> Iterator[str]:
    yield from names_in(item.owner)
    yield from names_in(item.lead)
    yield from (*item.crew, *item.guide)
    for name in item.place:
        yield name
        place = case.place(name)
        if place:
            yield from (text for text in (place.contact, place.unit) if text)
    yield from _drivers(case, item)


def _drivers(case: Case, item: Item) -> Iterator[str]:
    for number in item.vehicles:
        vehicle = case.vehicle_by_number.get(number)
        if vehicle and vehicle.driver:
            yield vehicle.driver


@rule("ZR04")
def one_place_at_a_time(case: Case, figures: Figures) -> Iterator[Finding]:
    """Nobody is in two places at once."""
    running: list[Slot] = []
    for later in case.slots:  # in the order of their start, so that only what still runs has to be looked at
        if later.item.time.approximate or not _whereabouts(later.item):
            continue
        running = [slot for slot in running if slot.end > later.start]
        apart = [slot for slot in running if overlap(slot, later) and not _may_be_together(slot.item, later.item)]
        present = _present(case, later.item) if apart else {}
        running.append(later)
        for earlier in apart:
            guests_too = earlier.item.parallel or later.item.parallel
            for name in _present(case, earlier.item):
                if name not in present or (name in case.guest_by_name and not guests_too):
                    continue
                field, place = present[name]
                yield case.finding(
                    later.item,
                    field,
                    _("{name}同时在{other}（{time}）和{item}").format(
                        name=name, time=earlier.item.time, other=label(earlier.item), item=label(later.item)
                    ),
                    index=place,
                    hint=_("换人，或错开时间"),
                    related=(case.related(earlier.item, "id", _("另一项在这里")),),
                )
    yield from _in_two_cars(case)


def _whereabouts(item: Item) -> frozenset[str]:
    names = (*item.place, *(name for name in (item.from_, item.to) if name))
    return frozenset(name for name in names if not is_placeholder(name))


def _may_be_together(one: Item, other: Item) -> bool:
    """Whether two items share a place, or one place is a part of the other by its name."""
    return any(a in b or b in a for a in _whereabouts(one) for b in _whereabouts(other))


def _listed(case: Case, item: Item) -> Iterator[tuple[str, str, int | None]]:
    """The people an item names, with the field that names them and their place in its list."""
    yield from staff_at(case, item)
    for name, index in case.entries(item, "guests"):
        members = [case.guest_by_name[name]] if name in case.guest_by_name else case.guest_groups.get(name, [])
        yield from ((guest.name, "guests", index) for guest in members)
    for number, index in case.entries(item, "vehicles"):
        vehicle = case.vehicle_by_number.get(number)
        if vehicle and vehicle.driver:
            yield vehicle.driver, "vehicles", index


def _present(case: Case, item: Item) -> dict[str, tuple[str, int | None]]:
    """The people an item names, each with where it first does so."""
    found: dict[str, tuple[str, int | None]] = {}
    for name, field, index in _listed(case, item):
        found.setdefault(name, (field, index))
    return found


def _in_two_cars(case: Case) -> Iterator[Finding]:
    """A rider of two vehicles on one ride."""
    first: dict[tuple[str, str], str] = {}
    for ride in case.plan.rides:
        riders = [(name, "riders", index) for name, index in case.entries(ride, "riders")]
        people: list[tuple[str, str, int | None]] = [*riders, *((name, "lead", None) for name in names_in(ride.lead))]
        for name, field, index in people:
            if not ride.vehicle:
                continue
            car = first.setdefault((ride.item, name), ride.vehicle)
            if car != ride.vehicle:
                yield case.finding(
                    ride,
                    field,
                    _("{name}在 {item} 同时坐 {one} 号和 {other} 号车").format(
                        name=name, item=ride.item, one=car, other=ride.vehicle
                    ),
                    index=index,
                    hint=_("只留一辆"),
                )


@rule("ZR05")
def unit_has_work(case: Case, figures: Figures) -> Iterator[Finding]:
    """A unit that holds a duty this visit needs, or manages a place that is visited, has something to do."""
    active = active_units(case)
    for need in needs(case, figures):
        units = holders(case, need.duty)
        if not units or held_by_somebody(case, need.duty):
            continue
        names = _("、").join(unit.name for unit in units)
        yield case.finding(
            need.node,
            need.field,
            _("{why}，{units}承担{duty}，方案里却没有它的任务").format(why=need.why, units=names, duty=need.duty.name),
            hint=_("给{units}布置任务，或在预案里写明由它负责").format(units=names),
        )
    told = set()
    for _day, item in case.items:
        if item.kind is not ItemKind.VISIT:
            continue
        for name, index in case.entries(item, "place"):
            place = case.place(name)
            if place is None or not place.unit or place.unit in active or place.unit in told:
                continue
            if place.contact and place.contact in (*names_in(item.owner), *item.guide):
                continue
            told.add(place.unit)
            yield case.finding(
                item,
                "place",
                _("{place}由{unit}管理，方案里却没有它的任务").format(place=name, unit=place.unit),
                index=index,
                hint=_("给{unit}布置任务，或把它写成责任单位").format(unit=place.unit),
            )


@rule("ZR06")
def able_to_do_it(case: Case, figures: Figures) -> Iterator[Finding]:
    """Who is known for other skills does not have a duty that somebody else of the office is known for."""
    known = {person.name: person for person in (case.office.people if case.office else ()) if person.skills}
    if not known:
        return
    dates, taken = case.plan.dates, {member.name for member in case.plan.crew}
    for member in case.plan.crew:
        person = known.get(member.name)
        for duty in duties().values() if person else ():
            if person is None or not any(text in duty.names for text in member.duty) or has_skill(person, duty):
                continue
            others = [one.name for one in able(case.office, duty, dates.first, dates.last) if one.name not in taken]
            if others:
                message = _("office.yaml 里{name}的能力没有{duty}").format(name=member.name, duty=duty.name)
                hint = _("能力对得上的有{names}；确实能做的，补进 office.yaml 的能力")
                yield case.finding(member, "duty", message, hint=hint.format(names=_("、").join(others[:_FEW])))
