"""格式 (GS), second part: names and numbers that refer to something written elsewhere, and waivers without effect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches

from jiedai.check.engine import book_of, rule
from jiedai.check.rules.spellings import written_two_ways
from jiedai.check.waivers import code_of, is_current, is_signed, version_of, waivable
from jiedai.language import _
from jiedai.model.hospitality import Meal
from jiedai.model.placeholder import is_placeholder
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.names import Registers, host_side, is_person, nearest
from jiedai.visit.references import DOERS, REFERENCES


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
                    yield case.finding(node, field, message, index=index, hint=register.advice(name))
    yield from _roads_to_nowhere(case, registers)
    yield from _waivers_of_nothing(case)


def _waivers_of_nothing(case: Case) -> Iterator[Finding]:
    """Waivers of codes that no rule has."""
    if not case.plan.waivers:
        return
    known = book_of(case.loaded)[0].rows.keys()
    for waiver in case.plan.waivers:
        code = code_of(waiver)
        if code not in known and not is_placeholder(waiver.code):
            meant = get_close_matches(code, sorted(known), 1, 0.5)
            hint = (
                _("是不是想写“{name}”？").format(name=meant[0])
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
