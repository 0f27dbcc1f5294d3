"""Numbers of people in a plan when guests come or stay away: put right where they count all who come."""

from __future__ import annotations

from collections.abc import Sequence

from jiedai.language import _
from jiedai.model.base import Node, path_of
from jiedai.model.hospitality import Seating
from jiedai.model.people import Guest
from jiedai.visit.case import Case
from jiedai.visit.people import known_people
from jiedai.workflow.late.draft import Draft
from jiedai.workflow.late.looking import Look


def recounted(draft: Draft, guests: Sequence[Guest], each: int) -> list[Look]:
    """Put another number where everybody who comes, or everybody of the list, was counted: `each` is 1 for guests who
    come now, -1 for those who do not any more.

    A number of diners that counted otherwise must be looked at.
    """
    plan, looks = draft.case.written, list[Look]()
    coming = len(draft.case.plan.guests)
    now, whole = coming + each * len(guests), {coming, len(plan.guests)}
    for meal in plan.meals:
        if meal.guests is None or meal.guests.names:
            continue
        if meal.guests.number in whole:
            _count(draft, meal, "guests", now)
        elif each > 0 or meal.guests.number > now:
            text = _("{item} 写的是 {count} 人用餐，没有改").format(item=meal.item, count=meal.guests.number)
            looks.append(Look("heads", text, _("核对人数"), meal.item, path_of(meal)))
    heads = plan.headcount
    if heads is None:
        return looks
    if heads.total is not None and heads.total.number in whole:
        _count(draft, heads, "total", now)
    for group in heads.groups:
        known = sum(group.name in (guest.group, guest.unit) for guest in draft.case.plan.guests)
        theirs = sum(group.name in (guest.group, guest.unit) for guest in guests)
        if not theirs or group.count is None or group.count.number != known:
            continue
        if known + each * theirs <= 0:
            draft.remove(path_of(group))
        else:
            _count(draft, group, "count", known + each * theirs)
    return looks


def chairs_recounted(draft: Draft) -> None:
    """Put another number of seats where a chart had as many as people are listed on it, and more or fewer are now.

    The draft holds the lists by then.
    """
    if not any(chart.seats for chart in draft.case.written.seating):
        return
    before, after = draft.case, draft.result()
    now = {chart.id: chart for chart in after.written.seating}
    for chart in before.written.seating:
        listed, there = _listed(before, chart), now.get(chart.id)
        new = _listed(after, there) if there is not None else None
        if chart.seats is not None and chart.seats == listed and new:
            _count(draft, chart, "seats", new)


def _listed(case: Case, chart: Seating) -> int | None:
    """How many people a chart lists; None where nobody knows, or it lists nobody."""
    names = dict.fromkeys((*chart.guests, *chart.hosts, *chart.people))
    found = known_people(case).heads(tuple(names)) if names else None
    return found.number if found else None


def _count(draft: Draft, node: Node, field: str, number: int) -> None:
    """Put another number, with the words around it as they were: 约6人."""
    path = draft.path(node, field)
    typed = str(draft.typed(path))
    digits = "".join(char for char in typed if char.isdigit())
    draft.set(path, typed.replace(digits, str(number)) if digits else str(number))
