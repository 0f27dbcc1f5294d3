"""The news of a visit: a draft of the report, and what is to be covered by whom.

A visit that is a work secret has neither. What somebody said is not known before it was said: there lines are left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from jiedai.documents import wording
from jiedai.documents.address import Company
from jiedai.documents.topics import Sight
from jiedai.documents.translation import said
from jiedai.documents.view import View, entries
from jiedai.language import catalog
from jiedai.model.choice import Classification, ItemKind
from jiedai.model.placeholder import is_placeholder
from jiedai.patterns import regex

_SESSIONS = (ItemKind.TALKS, ItemKind.MEETING, ItemKind.CONFERENCE)
_COVERED = (*_SESSIONS, ItemKind.VISIT, ItemKind.SIGNING, ItemKind.PHOTO)
_REPORTERS = ("摄影", "摄像", "记者", "宣传", "新闻", "报道", "photo", "press", "camera")

_HEARD = regex(r"听取|了解|考察|调研|学习|交流|部署|推广")
"""Words that a purpose begins with which the guests themselves do."""


def facts(sight: Sight) -> Mapping[str, Any]:
    """`paragraphs` of the report, `speaker` (whose words it leaves room for), and `events` to be covered, each an item
    with `crew`, those of it who take pictures or write. Both are empty where the visit is not to be reported.
    """
    if not _reported(sight):
        return {"paragraphs": (), "speaker": None, "events": (), "reporters": ()}
    company = Company(sight)
    reporters = tuple(member for member in entries(sight.plan.crew) if _reports(member))
    return {
        "paragraphs": tuple(_paragraphs(sight, company)),
        "speaker": company.name(sight.visit.chief.name) if sight.visit.chief else None,
        "events": tuple(_events(sight, {str(member.name) for member in reporters})),
        "reporters": reporters,
    }


def _reported(sight: Sight) -> bool:
    plan = sight.plan
    if plan.classification is Classification.WORK_SECRET or not entries(sight.visit["items"]):
        return False
    return bool(plan.press) or any(_reports(member) for member in entries(plan.crew))


def _reports(member: View) -> bool:
    return any(word in str(duty).lower() for duty in entries(member.duty) for word in _REPORTERS)


def _events(sight: Sight, reporters: set[str]) -> Iterator[View]:
    for item in entries(sight.visit["items"]):
        if item.kind in _COVERED:
            crew = tuple(name for name in entries(item.crew) if str(name) in reporters)
            yield View("event", {"item": item, "crew": crew})


def _paragraphs(sight: Sight, company: Company) -> Iterator[Markup]:
    say = catalog(sight.labels).gettext
    chief = sight.visit.chief
    who = company.presented(chief.name) if chief else Markup(say("来宾"))
    short = company.name(chief.name) if chief else Markup(say("来宾"))
    region = said(str(sight.office.office.region or ""))
    values = {
        "days": wording.days(sight.plan.dates, sight.labels),
        "who": who,
        "region": region,
        "purpose": wording.sentence(str(sight.plan.purpose or "")),
    }
    lead = Markup(
        say("{days}，{who}一行来{region}，{purpose}。") if region else say("{days}，{who}一行来访，{purpose}。")
    )
    text = lead.format(**values)
    hosts = [
        company.presented(host.name) for host in entries(sight.visit.hosts)[:3] if not is_placeholder(str(host.name))
    ]
    if hosts:
        joined = Markup("、" if sight.labels == "zh" else "; ").join(hosts)
        text += Markup(say("{people}陪同。")).format(people=joined)
    yield text
    for item in entries(sight.visit["items"]):
        purpose = "" if not item.purpose or is_placeholder(str(item.purpose)) else wording.sentence(str(item.purpose))
        if item.kind is ItemKind.VISIT and purpose:
            place = said(str(item.where or item.what))
            yield Markup(say("在{place}，{who}一行{purpose}。")).format(place=place, who=short, purpose=purpose)
        elif item.kind in _SESSIONS and purpose:
            what = wording.sentence(str(item.what))
            heard = say("在{what}上，{who}一行{purpose}。")
            sentence = heard if _HEARD.match(purpose) else say("在{what}上，双方就{purpose}交换了意见。")
            yield Markup(sentence).format(what=what, who=short, purpose=purpose)
        elif item.kind is ItemKind.SIGNING:
            yield Markup(say("双方{what}。")).format(what=wording.sentence(str(item.what)))
