"""接待范围 (FW): what belongs to an official visit and what does not."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.language import _
from jiedai.model.choice import ItemKind, Kind, Payer, PlaceKind
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.statements import activities, is_official, mentioned

_GENERAL = regex(
    r"学习|参观|交流|考察|调研|观摩|访问|活动|工作|经验|借鉴|开展|进行|前来|来县|赴|到|县|市|省|的|和|与|、|，|及"
)


@rule("FW01")
def nothing_personal(case: Case, figures: Figures) -> Iterator[Finding]:
    """Leave, family visits, tourism and other personal activities are no part of an official reception."""
    for _item, node, text in activities(case):
        word = mentioned(text, "personal")
        if word and not (word in ("旅游", "度假") and is_official(text)):
            yield case.finding(
                node,
                "what",
                _("“{word}”是个人活动，不列入公务接待").format(word=word),
                hint=_("从日程中删去，由个人自理"),
            )


@rule("FW02")
def nothing_for_persons(case: Case, figures: Figures) -> Iterator[Finding]:
    """Costs that a person has to bear are not paid by the host."""
    for cost in case.plan.costs:
        word = mentioned(cost.what, "personal_cost")
        if word and cost.payer is Payer.HOST:
            yield case.finding(
                cost,
                "what",
                _("“{what}”应由个人负担，不能由接待方支付").format(what=cost.what),
                hint=_("从经费中删去，由个人自理"),
            )


@rule("FW03")
def no_general_study(case: Case, figures: Figures) -> Iterator[Finding]:
    """No general study tours without special need, and no meetings at scenic spots."""
    plan = case.plan
    if plan.kind is Kind.EXCHANGE and not case.is_blank(plan, "purpose") and not _GENERAL.sub("", plan.purpose).strip():
        yield case.finding(
            plan,
            "purpose",
            _("事由只写了“{purpose}”，看不出有特别需要").format(purpose=plan.purpose),
            hint=_("写明学什么、解决什么问题"),
        )
    for _day, item in case.items:
        if item.kind is not ItemKind.CONFERENCE:
            continue
        for name, index in case.entries(item, "place"):
            place = case.place(name)
            if place and place.kind is PlaceKind.SCENIC:
                yield case.finding(
                    item, "place", _("会议安排在景区（{place}）").format(place=name), index=index, hint=_("换到会议室")
                )


@rule("FW04")
def no_meal_in_town(case: Case, figures: Figures) -> Iterator[Finding]:
    """No meal for official business within one town."""
    region = case.office.office.region if case.office else None
    guests = case.plan.guests
    if not region or not guests:
        return
    stem = region[:-1] if len(region) > 2 and region[-1] in "市县区" else region
    if not all(guest.unit.startswith((region, stem)) for guest in guests):
        return
    for meal in case.plan.meals:
        if meal.hosted:
            yield case.finding(
                meal,
                "item",
                _("来宾都是本地（{region}）的，同城公务不安排用餐").format(region=region),
                hint=_("取消，或改为自理"),
            )


@rule("FW05")
def visits_have_a_purpose(case: Case, figures: Figures) -> Iterator[Finding]:
    """Every visit says which official purpose it serves."""
    for _day, item in case.items:
        if item.kind is ItemKind.VISIT and case.lacks(item, "purpose"):
            yield case.finding(
                item,
                "id",
                _("{id}“{what}”没有写目的").format(id=item.id, what=item.what),
                hint=_("写上 目的: 这一站了解什么；与公务无关的去掉"),
            )
