"""谁来、来做什么 (of GH03, GH04): whose delegation words announce, from which country, and for what."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.language import _
from jiedai.model.base import Node
from jiedai.model.choice import Kind
from jiedai.model.letter import Letter
from jiedai.model.placeholder import is_placeholder
from jiedai.patterns import regex
from jiedai.visit.case import Case, Finding
from jiedai.visit.data import words
from jiedai.visit.nearly import one_sign_off
from jiedai.visit.people import is_foreigner


def announcements(case: Case) -> Iterator[tuple[Node, str, str]]:
    """The texts that announce the visit, with their places: its title, and the subject of the letter."""
    plan, letter = case.plan, case.plan.letter
    yield plan, "title", plan.title
    if letter is not None and letter.subject:
        yield letter, "subject", letter.subject


# --- whose delegation (GH03) ------------------------------------------------------------------------------------------

_DELEGATION = regex(
    r"(?P<place>[\u4e00-\u9fff]{2,12}?(?<![城都省县])[市州县区])(?:党政|政府|人大|政协|友好|经贸|教育|文化|青年|企业家)*(?:代表团|考察团|访问团|参访团)"
)
_BEFORE = regex(r".*(?:接待|欢迎|关于|邀请|推荐|陪同|赴|与|和|对|为|来自)")
_PLACE = regex(r"[\u4e00-\u9fff]{2,10}?[市州县区]")


def delegation_of_nobody(case: Case) -> Iterator[Finding]:
    """A delegation of a city or county in title or letter from which no guest is, where their units name another."""
    units = [guest.unit for guest in case.written.guests if guest.unit and not is_placeholder(guest.unit)]
    homes = [found[0] for unit in units if (found := _PLACE.match(unit))]
    if not homes or len(units) < len(case.written.guests):
        return
    own = case.office.office.region if case.office else None
    for node, field, text in announcements(case):
        found = _DELEGATION.search(text)
        place = _bare(found["place"]) if found else ""
        if len(place) < len("县市") + 1 or place == own or any(place in unit or place[:-1] in unit for unit in units):
            continue
        if any(_bare(home)[:-1] in text or one_sign_off(text, home, least=_SURE) for home in homes):
            continue  # they are there too, or misspelt, which GS14 tells
        message = _("这里写的是{place}的团组，来宾是{home}的").format(place=place, home=homes[0])
        related = (case.related(case.written.guests[0], "unit", _("来宾的单位在这里")),)
        hint = _("核对是哪里的团组，两处改成一致")
        yield case.finding(node, field, message, hint=hint, related=related)


_SURE = 5
"""Signs of a name that is the same with one of them otherwise."""


def _bare(place: str) -> str:
    """The name of a place without the country and the words before it."""
    place = _BEFORE.sub("", place)
    country = max((name for name in words("countries")["names"] if place.startswith(name)), key=len, default="")
    return place.removeprefix(country)


# --- from which country (GH03) ----------------------------------------------------------------------------------------

_GUESTS = r"(?:的)?(?:朋友|客人|来宾|贵宾|嘉宾|代表团|考察团|访问团|友人)"


def country_in_welcome(case: Case) -> Iterator[Finding]:
    """A country in the welcome whose guests it greets, of which no guest is."""
    guests = [guest for guest in case.plan.guests if guest.nationality and is_foreigner(guest)]
    nations = [guest.nationality or "" for guest in guests]
    if not nations or any(guest.nationality is None for guest in case.plan.guests):
        return
    for index, text in enumerate(case.plan.welcome):
        for country in words("countries")["names"]:
            if country not in text or any(country in nation or nation in country for nation in nations):
                continue
            if f"来自{country}" not in text and not regex(country + _GUESTS).search(text):
                continue
            message = _("欢迎词写的是{country}，来宾的国籍是{nations}").format(
                country=country, nations=_("、").join(dict.fromkeys(nations))
            )
            related = (case.related(guests[0], "nationality", _("来宾的国籍在这里")),)
            hint = _("照这次来访改欢迎词")
            yield case.finding(case.plan, "welcome", message, index=index, hint=hint, related=related)


# --- what for (GH04) --------------------------------------------------------------------------------------------------

_INSPECTS = regex(r"检查|督查|督导|巡察|巡视|执法|审计|抽查|核查|验收|考核|评估|暗访")
_STUDIES = regex(r"调研|考察|学习|交流|参观|访问|走访|视察|采风|采访|慰问|洽谈|投资|招商")


_KINDS = {Kind.INSPECTION: "检查", Kind.RESEARCH: "调研", Kind.EXCHANGE: "学习交流", Kind.INVESTMENT: "招商"}


def other_business(case: Case, letter: Letter) -> Iterator[Finding]:
    """A letter that announces an inspection of what is planned as a visit of study, or the other way round."""
    plan, subject = case.plan, letter.subject or ""
    planned = f"{plan.title}，{plan.purpose}，{_KINDS.get(plan.kind, '')}"
    for told, not_told in ((_INSPECTS, _STUDIES), (_STUDIES, _INSPECTS)):
        in_letter = told.search(subject)
        in_plan = not_told.search(planned)
        if in_letter and in_plan and not not_told.search(subject) and not told.search(planned):
            message = _("公函写的是{letter}，方案写的是{plan}").format(letter=in_letter[0], plan=in_plan[0])
            related = (case.related(plan, "purpose", _("事由写在这里")),)
            hint = _("核对公函原件和来访的事由；不是这次来访的公函，换成这次的")
            yield case.finding(letter, "subject", message, hint=hint, related=related)
