"""格式 (GS): numbers used twice, and names that nothing in the plan or the office stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from jiedai.check.engine import book_of, rule
from jiedai.check.rules.doubled import listed_twice, two_principals
from jiedai.check.rules.greeting import misnamed_in_welcome
from jiedai.check.rules.misspelt_words import names_misspelt, words_misspelt
from jiedai.check.rules.miswritten import (
    countries_miswritten,
    dots_miswritten,
    host_units_miswritten,
    peoples_miswritten,
    posts_miswritten,
)
from jiedai.check.rules.persons import written_two_ways
from jiedai.check.rules.shared_numbers import numbers_of_two
from jiedai.check.rules.titles import banner_unlike_title, flag_of_nobody, unit_misspelt
from jiedai.check.rules.unlisted import mistyped_spares, unlisted_hospitals, unlisted_spares
from jiedai.check.waivers import code_of, is_current, is_signed, version_of, waivable
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.base import Node
from jiedai.model.choice import ItemKind
from jiedai.model.hospitality import Lodging, Meal
from jiedai.model.people import Guest
from jiedai.model.placeholder import is_placeholder
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.names import Registers, host_side, is_person, nearest, short_unit
from jiedai.visit.references import DOERS, REFERENCES


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
    yield from numbers_of_two(case)
    yield from two_principals(case)
    yield from listed_twice(case)
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


@rule("GS08")
def unknown_references(case: Case, figures: Figures) -> Iterator[Finding]:
    """Places, units, vehicles, people, items and tasks that are referred to exist."""
    registers = Registers(case)
    for node in case.nodes:
        for field, kind in REFERENCES.get(type(node), ()):
            if isinstance(node, Meal) and field == "guests" and not (node.guests and node.guests.names):
                continue
            register = registers[kind]
            for name, index in case.entries(node, field):
                if register.lacks(name):
                    message = register.problem.format(name=name)
                    hint = _meal_meant(case, name) if isinstance(node, Meal) and field == "item" else ""
                    yield case.finding(node, field, message, index=index, hint=hint or register.advice(name))
    yield from _roads_to_nowhere(case, registers)
    yield from unlisted_spares(case)
    yield from mistyped_spares(case)
    yield from unlisted_hospitals(case)
    yield from _waivers_of_nothing(case)


def _meal_meant(case: Case, name: str) -> str:
    """What an entry for a meal may have meant: the meal items without an entry come first."""
    entered = {meal.item for meal in case.plan.meals}
    free = [item.id for _day, item in case.items if item.kind is ItemKind.MEAL and item.id not in entered]
    meant = nearest(name, free) or (free[0] if len(free) == 1 else "")
    return _("是不是想写“{name}”？").format(name=meant) if meant else ""


def _waivers_of_nothing(case: Case) -> Iterator[Finding]:
    """Waivers of codes that no rule has."""
    if not case.plan.waivers:
        return
    known = book_of(case.loaded)[0].rows.keys()
    for waiver in case.plan.waivers:
        code = code_of(waiver)
        if code not in known and not is_placeholder(waiver.code):
            meant = nearest(code, sorted(known))
            hint = (
                _("是不是想写“{name}”？").format(name=meant)
                if meant
                else _("规则编号照检查结果里的写，如 SJ05；用 jiedai list rules 看全部编号")
            )
            yield case.finding(waiver, "code", _("没有编号为“{code}”的规则").format(code=waiver.code), hint=hint)


@rule("GS15")
def waivers_without_effect(case: Case, figures: Figures) -> Iterator[Finding]:
    """Waivers that have no effect are shown."""
    book = book_of(case.loaded)[0]
    for waiver in case.plan.waivers:
        row = book.row(code_of(waiver))
        if row is not None and not waivable(row.code, row.level):
            message = _("{code} 不能豁免").format(code=row.code)
            yield case.finding(waiver, "code", message, hint=_("改方案，删去这条豁免"))
        elif not is_current(waiver, case.plan):
            message = _("{code} 的豁免是为第 {version} 版批准的，方案已是第 {now} 版，豁免不再有效")
            yield case.finding(
                waiver,
                "version",
                message.format(code=waiver.code, version=version_of(waiver), now=case.plan.version),
                hint=_("仍要接受的，重新报批后把豁免的“版本”改成 {now}").format(now=case.plan.version),
            )
        elif not is_signed(waiver):
            message = _("{code} 的豁免没有写明理由和批准人，还不算豁免").format(code=waiver.code)
            yield case.finding(waiver, "code", message, hint=_("写明理由和批准人"))


def _roads_to_nowhere(case: Case, registers: Registers) -> Iterator[Finding]:
    """Ends of roads in the office file that are none of its places: the figure would never be used."""
    places = registers["place"]
    for road in case.office.travel if case.office else []:
        for field, name in (("from_", road.from_), ("to", road.to)):
            if places.lacks(name):
                yield case.office_finding(road, field, places.problem.format(name=name), hint=places.advice(name))


@rule("GS14")
def names_seen_once(case: Case, figures: Figures) -> Iterator[Finding]:
    """Owners, guides, chairs, deputies and inspectors are named somewhere else too."""
    yield from banner_unlike_title(case)
    yield from unit_misspelt(case)
    yield from posts_miswritten(case)
    yield from countries_miswritten(case)
    yield from peoples_miswritten(case)
    yield from host_units_miswritten(case)
    yield from dots_miswritten(case)
    yield from words_misspelt(case)
    yield from names_misspelt(case)
    yield from flag_of_nobody(case)
    yield from misnamed_in_welcome(case)
    known = set(host_side(case))
    if not known:
        yield from written_two_ways(case, frozenset())
        return
    known |= set(case.guest_by_name) | set(case.plan.letter.members if case.plan.letter else ())
    mentions = [
        (name, node, field, index)
        for node in case.nodes
        for field in DOERS.get(type(node), ())
        for name, index in case.entries(node, field)
        if name not in known and is_person(name)
    ]
    times = Counter(name for name, *_rest in mentions)
    yield from written_two_ways(case, {name for name, number in times.items() if number == 1})
    for name, node, field, index in mentions:
        if times[name] == 1:
            meant = nearest(name, (other for other in known if len(other) == len(name)))
            hint = _("是不是想写“{name}”？").format(name=meant) if meant else _("核对姓名；没有写错的，在名单里加上")
            message = _("“{name}”只在这里出现过，名单和常备资料里都没有").format(name=name)
            yield case.finding(node, field, message, index=index, hint=hint)
