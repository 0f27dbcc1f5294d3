"""预案 (YA): what is done when something goes wrong."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.language import _
from jiedai.model.choice import ItemKind
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.work import covered, hazards

_PASSING = (ItemKind.PICKUP, ItemKind.DROPOFF, ItemKind.TRANSFER)


@rule("YA02")
def rain_plan(case: Case, figures: Figures) -> Iterator[Finding]:
    """An item at a place that office.yaml marks as outdoor says where it goes when it rains."""
    for _day, item in case.items:
        outdoor = [place for name in item.place if (place := case.place(name)) and place.outdoor]
        if not outdoor or item.kind in _PASSING:
            continue
        names = _("、").join(place.name for place in outdoor)
        if case.lacks(item, "plan_b"):
            known = next((place.plan_b for place in outdoor if place.plan_b), None)
            hint = (
                _("写上 备选: {place}（office.yaml 里登记的备选）").format(place=known)
                if known
                else _("写上 备选: 室内场所的名称，并同时登记到 office.yaml")
            )
            yield case.finding(item, "id", _("{places}在室外，没有写雨天备选").format(places=names), hint=hint)
        elif (other := case.place(item.plan_b or "")) and other.outdoor:
            yield case.finding(
                item,
                "plan_b",
                _("备选{place}也在室外").format(place=other.name),
                hint=_("换成室内场所"),
            )


@rule("YA01")
def what_may_go_wrong(case: Case, figures: Figures) -> Iterator[Finding]:
    """What the plan depends on has a contingency."""
    if any(case.is_blank(risk, "scenario") for risk in case.plan.risks) or case.is_blank(case.plan, "risks"):
        return
    for hazard in hazards(case, figures):
        if not covered(case, hazard):
            yield case.finding(
                hazard.node,
                hazard.field,
                _("没有“{hazard}”的预案").format(hazard=hazard.name),
                hint=_("在“预案”加一条：情形、触发、措施、责任人"),
            )


@rule("YA03")
def somebody_acts_first(case: Case, figures: Figures) -> Iterator[Finding]:
    """Every contingency says who is responsible and what is done first."""
    for risk in case.plan.risks:
        missing = [_("责任人")] if case.lacks(risk, "unit") and case.lacks(risk, "owner") else []
        missing += [_("措施")] if case.lacks(risk, "actions") else []
        if missing:
            yield case.finding(
                risk,
                "scenario",
                _("预案“{scenario}”没有写{fields}").format(scenario=risk.scenario, fields=_("、").join(missing)),
                hint=_("写明谁负责、第一步做什么"),
            )
