"""范围 (FW): who may be received at all, how often, and what plans of one run show about each other (GH05, SP02)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from jiedai.check.engine import across_plans, rule
from jiedai.check.marks import Mark
from jiedai.check.together import mark
from jiedai.check.words import in_programme, in_words, not_in_costs
from jiedai.language import _
from jiedai.model.choice import ItemKind, Kind, Payer, PlaceKind
from jiedai.model.placeholder import is_placeholder
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.orders import ordered
from jiedai.visit.statements import mentioned

_GENERAL = regex(
    r"学习|参观|交流|考察|调研|观摩|访问|活动|工作|经验|借鉴|开展|进行|前来|来县|赴|到|县|市|省|的|和|与|、|，|及"
)


@rule("FW01")
def nothing_personal(case: Case, figures: Figures) -> Iterator[Finding]:
    """Leave, family visits, tourism and other personal activities are no part of an official reception."""
    tours = {order.statement for order in ordered(case, "tours")}
    message, hint = _("个人活动不列入公务接待"), _("删去这项安排，由个人自理")
    yield from in_words(case, "private", message=message, hint=hint, own=in_programme, but=tours, wanted=not_in_costs)


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


_STUDY = (Kind.RESEARCH, Kind.EXCHANGE)
_MARKS = regex(r"[\W_]+")
_NUMBER_ALONE = regex(r"[\d第号]*")


def _plain(text: str) -> str:
    """A text without what people type differently: widths, blanks, punctuation."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).lower()


@across_plans("GH05")
def one_letter_one_visit(case: Case, figures: Figures) -> Iterator[Mark]:
    """One letter, one reception, one settlement: no letter number is used for two receptions."""
    letter = case.plan.letter
    if letter is None or is_placeholder(letter.number or ""):
        return
    number, issuer = _plain(letter.number or ""), _plain(letter.issuer or "")
    key: tuple[str, ...] = (number, issuer if _NUMBER_ALONE.fullmatch(number) else "")
    field, name = "number", letter.number or ""
    message = _("公函 {number} 已用于“{title}”（{dates}，{file}），一函只用于一次接待")
    if not number:
        if not issuer or letter.date is None or not letter.subject or is_placeholder(letter.subject):
            return
        key = (issuer, letter.date.isoformat(), _plain(letter.subject))
        field, name = "subject", letter.subject
        message = _("来函“{number}”已用于“{title}”（{dates}，{file}），一函只用于一次接待")
    yield mark(
        case,
        letter,
        field,
        message,
        key=key,
        reach=None,
        values={"number": name},
        hint=_("核对文号；另一次接待要有自己的公函") if number else _("另一次接待要有自己的来函"),
    )


@across_plans("SP02")
def receptions_to_merge(case: Case, figures: Figures) -> Iterator[Mark]:
    """Receptions that can be merged are merged: two visits that share a day and a host or a visiting unit."""
    plan = case.plan
    shared: dict[tuple[str, str], tuple[str, int, str]] = {}
    for index, host in enumerate(plan.hosts):
        if not is_placeholder(host.name):
            shared.setdefault(("host", host.name), ("hosts", index, _("都由{name}陪同").format(name=host.name)))
    for index, guest in enumerate(plan.guests):
        if not is_placeholder(guest.unit):
            unit = _("都来自{unit}").format(unit=guest.unit)
            shared.setdefault(("unit", _plain(guest.unit)), ("guests", index, unit))
    for key, (field, index, common) in shared.items():
        yield mark(
            case,
            plan,
            field,
            _("与“{title}”（{dates}，{file}）日期重叠，{common}，看能不能合并接待"),
            key=key,
            reach=0,
            values={"common": common},
            index=index,
            hint=_("座谈、考察、用车能合并的合并；不能合并的不用改"),
        )


@across_plans("FW03")
def no_repeated_visit(case: Case, figures: Figures) -> Iterator[Mark]:
    """Visits for study or research that the same unit pays again for the same purpose."""
    plan = case.plan
    purpose = _plain(plan.purpose)
    if plan.kind not in _STUDY or is_placeholder(plan.purpose) or not purpose:
        return
    issuer = plan.letter.issuer if plan.letter else None
    units = {issuer} if issuer and not is_placeholder(issuer) else {guest.unit for guest in plan.guests}
    for unit in sorted(units):
        if not is_placeholder(unit):
            yield mark(
                case,
                plan,
                "purpose",
                _("{unit}不久前为同样的事由来过：“{title}”（{dates}，{file}），不搞重复考察"),
                key=(_plain(unit), purpose),
                reach=figures["repeat_days"],
                apart=True,
                values={"unit": unit},
                hint=_("写明这一次另外要解决什么问题；没有特别需要的，婉拒"),
            )
