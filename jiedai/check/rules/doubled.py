"""写了两次的人 (of GS11, ZC01): somebody with two seats at one table, and two who are both the chief host."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.choice import HostRole, SeatingShape
from jiedai.model.hospitality import Seating
from jiedai.model.people import Host
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
