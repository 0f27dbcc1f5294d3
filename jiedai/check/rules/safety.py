"""安全和应急 (AQ, YA): safety of sites, food and crowds, and the contingencies of a plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.check.rules.owners import of_another_unit
from jiedai.diagnostics import Level
from jiedai.language import _, current
from jiedai.model.choice import ItemKind, PlaceKind, TaskStatus
from jiedai.model.conduct import Security, Task
from jiedai.model.placeholder import is_placeholder
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.data import words
from jiedai.visit.statements import any_of, statements
from jiedai.visit.work import covered, hazards

_APPLY = regex(r"(?:申请|申报|办理|报批|提交|报请|取得|办结).{0,12}许可|许可.{0,8}(?:申请|申报|办理|报批|手续)")
_COUNTY_POLICE = regex(r"(?:县|区|旗)公安|公安分局")
_CITY_POLICE = regex(r"(?<!县级)(?:市|州|省)公安[局厅](?!.{0,8}(?:县|区)分局)")
_PEOPLE = regex(r"(\d[\d,]*)\s*(?:余|多)?人")
_DAY = regex(r"(?:(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*|(\d{1,2})\s*月\s*)(\d{1,2})(?!\d)")
_REPRESENTATIVES = regex(
    r"(\d+)\s*[名位个人]?(?:至|-|—|到)?(\d+)?\s*[名位个人]?.{0,6}代表|代表.{0,8}?(\d+)\s*[名位个人]"
)
_FLAG_ASIDE = regex(
    r"国旗.{0,12}(?:左侧|右侧|两侧|一侧|边上|旁边|后排|下方|低于|角落|最左|最右)|(?:低于|矮于).{0,4}国旗"
)
_FLAG_FIRST = regex(r"居中|中心|中间|正中|突出|较高|最高|高于")
_OTHER_FLAG = regex(r"会旗|团旗|队旗|司旗|厂旗|企业旗|党旗|军旗|其他旗|旗帜|彩旗")


def _event(case: Case) -> Security | None:
    """What the plan says of a public event; None where it says that there is none, or nothing."""
    security = case.plan.security
    if security is None or security.public_event is False:
        return None
    return security if security.public_event or security.expected is not None else None


def _by_government(case: Case) -> bool:
    """Whether the plan says that a government holds the event itself."""
    plan, security = case.plan, case.plan.security
    texts = [plan.title, plan.purpose]
    texts += [text for text in (security.licence, security.plan, security.basis) if text] if security else []
    return any(word in text for text in texts for word in words("events")["government"])


def _applications(case: Case) -> Iterator[Task]:
    """Tasks about applying for the licence."""
    for task in case.plan.tasks:
        if task.status is not TaskStatus.DROPPED and _APPLY.search(task.what):
            yield task


_NOT_LICENSED = regex(r"\s*(?:无(?!需|须)|没有|未(?!达)|尚未|还没)")


@rule("AQ01")
def event_licensed(case: Case, figures: Figures) -> Iterator[Finding]:
    """A large public event has a police licence."""
    security = _event(case)
    if security is None:
        return
    number = security.expected
    if number is None:
        field = "expected" if case.is_blank(security, "expected") else "public_event"
        message = _("公众活动没有写预计人数，看不出要不要许可")
        hint = _("写上每场预计人数；{least} 人以上要有公安机关的安全许可").format(least=figures["least"])
        yield case.finding(security, field, message, hint=hint, level=Level.INFO)
        return
    if number < figures["least"] or _by_government(case):
        return
    city = number >= figures["city"]
    police = _("设区的市级公安机关") if city else _("县级公安机关")
    if case.lacks(security, "licence") or _NOT_LICENSED.match(security.licence or ""):
        last = case.plan.dates.first - dt.timedelta(days=figures["ahead"])
        yield case.finding(
            security,
            "expected",
            _("预计 {number} 人，没有安全许可").format(number=number),
            hint=_("{last} 前向{police}申请；政府直接举办的，在“许可”里写明").format(
                last=last.isoformat(), police=police
            ),
        )
    elif city and _by_county(security.licence or ""):
        message = _("预计 {number} 人，应由{police}许可").format(number=number, police=police)
        yield case.finding(security, "licence", message, hint=_("向上一级公安机关申请"))
    yield from _late_applications(case, figures["ahead"])


def _by_county(licence: str) -> bool:
    """Whether a licence names the police of a county and not that of a city."""
    return bool(_COUNTY_POLICE.search(licence)) and not _CITY_POLICE.search(licence)


def _late_applications(case: Case, ahead: int) -> Iterator[Finding]:
    dates = case.plan.dates
    for task in _applications(case):
        if task.due.unfilled:
            continue
        days = dates.first.toordinal() - task.due.on(dates).toordinal()
        if days < ahead:
            message = _("安全许可要在活动前 {ahead} 天申请，这里只提前 {days} 天").format(
                ahead=ahead, days=max(days, 0)
            )
            yield case.finding(task, "due", message, hint=_("改到 T-{ahead} 以前").format(ahead=ahead))


@rule("AQ02")
def government_event_planned(case: Case, figures: Figures) -> Iterator[Finding]:
    """An event of a government of county level or above has a stricter safety plan made with the police."""
    security = _event(case)
    if security is None or security.plan or case.is_blank(security, "plan"):
        return
    own, number = _by_government(case), security.expected
    if number is not None and (number < figures["least"] or not own):
        return
    if not own and (security.licence or case.is_blank(security, "licence")):
        return
    yield case.finding(
        security,
        "public_event" if security.public_event is not None else "expected",
        _("政府举办的公众活动没有安全工作方案") if own else _("没有写安全工作方案，政府直接举办的必须有"),
        hint=_("会同公安机关制定，写在“安全: 方案”"),
        level=None if own and number is not None else Level.INFO,
    )


@rule("AQ03")
def safety_plan_complete(case: Case, figures: Figures) -> Iterator[Finding]:
    """The safety plan of a large event has its nine parts."""
    security = _event(case)
    if security is None or not security.plan or (security.expected or 0) < figures["least"]:
        return
    lists = words("events")
    if is_placeholder(security.plan) or any(word in security.plan for word in lists["elsewhere"]):
        return
    told = [security.plan, *(said.text for said in statements(case, risks=True))]
    missing = [
        part[current()] for part in lists["parts"] if not any(word in text for text in told for word in part["words"])
    ]
    if missing:
        message = _("安全工作方案没有写：{parts}").format(parts=_("、").join(missing))
        yield case.finding(security, "plan", message, hint=_("补进方案，或写明方案另附"))


@rule("AQ04")
def as_licensed(case: Case, figures: Figures) -> Iterator[Finding]:
    """The event is as licensed."""
    security = _event(case)
    if security is None or not security.licence:
        return
    people = [int(match[1].replace(",", "")) for match in _PEOPLE.finditer(security.licence)]
    if people and security.expected is not None and security.expected > max(people):
        message = _("预计 {number} 人，许可的是 {licensed} 人").format(number=security.expected, licensed=max(people))
        yield case.finding(security, "licence", message, hint=_("控制人数，或重新申请许可"))
    dates = case.plan.dates
    days = _days_in(security.licence, dates.first.year)
    if days and not any(day in dates for day in days):
        message = _("许可的日期 {day} 不在来访日期（{dates}）内").format(day=days[-1].isoformat(), dates=dates)
        yield case.finding(security, "licence", message, hint=_("改期的，先经公安机关同意"))


def _days_in(text: str, year: int) -> list[dt.date]:
    """The days a text names, as far as the calendar has them."""
    days = []
    for match in _DAY.finditer(text):
        try:
            days.append(dt.date(int(match[1] or year), int(match[2] or match[3]), int(match[4])))
        except ValueError:  # 2月30日 is in no calendar
            continue
    return days


@rule("AQ05")
def petitioners(case: Case, figures: Figures) -> Iterator[Finding]:
    """The contingency for petitioners receives a few representatives and uses no force."""
    petition = regex(any_of(words("events")["petition"]))
    for risk in case.plan.risks:
        if not petition.search(risk.scenario):
            continue
        told = [*risk.actions, risk.fallback or ""]
        numbers = [
            int(group) for text in told for m in _REPRESENTATIVES.finditer(text) for group in m.groups() if group
        ]
        hint = _("写明：推选不超过 {limit} 名代表，信访部门当场接待登记").format(limit=figures["limit"])
        if numbers and max(numbers) > figures["limit"]:
            message = _("信访代表写了 {number} 人，最多 {limit} 人").format(number=max(numbers), limit=figures["limit"])
            yield case.finding(risk, "actions", message, hint=hint)
        elif not any("代表" in text for text in told):
            yield case.finding(risk, "scenario", _("没有写推选代表"), hint=hint)


@rule("AQ06")
def national_flag_first(case: Case, figures: Figures) -> Iterator[Finding]:
    """With other flags the national flag stands in the centre, higher or in a prominent place."""
    for said in statements(case):
        text = said.text
        if "两国" in text or "外国国旗" in text or _FLAG_FIRST.search(text):
            continue
        if _FLAG_ASIDE.search(text) and _OTHER_FLAG.search(text.replace("国旗", "")):
            message = _("国旗应当居中、较高或在突出的位置")
            yield case.finding(said.node, said.field, message, index=said.index, hint=_("改为国旗居中"))


_PASSING = (ItemKind.PICKUP, ItemKind.DROPOFF, ItemKind.TRANSFER)


@rule("YA02")
def rain_plan(case: Case, figures: Figures) -> Iterator[Finding]:
    """An item at a place that office.yaml marks as outdoor says where it goes when it rains."""
    moved = {(day.date, name) for day, item in case.items if item.plan_b for name in item.place}
    for day, item in case.items:
        outdoor = [place for name in item.place if (place := case.place(name)) and place.outdoor]
        if not outdoor or item.kind in _PASSING:
            continue
        if case.lacks(item, "plan_b") and all((day.date, name) in moved for name in item.place):
            continue  # people sign in or leave where another item already goes indoors
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
        elif other is not None and other.kind in _NO_SPARE:
            message = _("备选写的是{place}（{kind}）").format(place=other.name, kind=other.kind.label)
            hint = _("核对备选；换成能接着看的室内场所")
            yield case.finding(item, "plan_b", message, hint=hint)

    for place in case.office.places if case.office else ():
        spare = case.place(place.plan_b or "") if place.outdoor else None
        if spare is not None and spare.outdoor:
            message = _("备选{place}也在室外").format(place=spare.name)
            yield case.office_finding(place, "plan_b", message, hint=_("换成室内场所"))


_NO_SPARE = (PlaceKind.STATION, PlaceKind.AIRPORT, PlaceKind.DOCK)
"""Kinds of places that nothing is moved to when it rains."""


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
    yield from of_another_unit(case, case.plan.risks)
