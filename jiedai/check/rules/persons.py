"""人员 (GS16): who is written with two numbers, two posts or two units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from jiedai.check.engine import rule
from jiedai.diagnostics import Related
from jiedai.language import _
from jiedai.model.base import Node
from jiedai.model.placeholder import is_placeholder
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.likeness import is_one_post, may_be_one_unit, mobiles, short_unit

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


def _posts(case: Case) -> Iterator[tuple[str, _Said]]:
    return _texts(case, "post", lambda text: text)


def _units(case: Case) -> Iterator[tuple[str, _Said]]:
    return _texts(case, "unit", short_unit)


def _texts(case: Case, field: str, compared: Callable[[str], str]) -> Iterator[tuple[str, _Said]]:
    for name, node, office in _people(case):
        text = getattr(node, field, None)
        if text and not is_placeholder(text) and not is_placeholder(name):
            yield name, _Said(node, field, text, compared(text), office)
