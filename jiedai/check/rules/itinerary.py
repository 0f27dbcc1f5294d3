"""公函里的行程 (of GH04): the days, their number, the halves of a day and the place that a letter speaks of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from jiedai.language import _
from jiedai.model.choice import ItemKind
from jiedai.model.letter import Letter
from jiedai.model.placeholder import is_placeholder
from jiedai.model.times import DAY_MINUTES, clock
from jiedai.patterns import regex
from jiedai.visit.case import Case, Finding
from jiedai.visit.told import CLAUSES, Days, days_told, length_told, outside_part

_ELSEWHERE = regex(
    r"等地|等[省市县区州]|先后|途经|途径|沿途|各[市县区]|分赴|分别|转[往赴至]|再[赴到]|之后[赴到]|随后[赴到]|及[^，。；]{1,8}[市县区]|分[两二三]批|分批"
)
"""Words of a letter to several places, whose days are not those of one of them."""
_COMES = regex(r"抵达|到达|到县|到市|到区|到(?=$|[，。；、）)])|来县|来市|报到|赴")
_GOES = regex(r"返程|离开|返回|返[省市京]|离[县市]|回程|结束")
_PART = regex(r"上午|下午|中午|傍晚|晚上|早上")
_LEAVING_TIMES = {"上午": (0, 12 * 60 + 45), "早上": (0, 11 * 60), "中午": (10 * 60, 15 * 60 + 30)}
"""When people leave of whom a letter says so, generously, in minutes after midnight."""
_OTHER_DAY = regex(r"\d|次日|翌日|第.天|后天|明|隔|末日|最后")
"""What in a clause that speaks of leaving leads to another day than the one told before it."""
_AFTER_LUNCH = 11 * 60 + 30
_EVENING = 16 * 60


class _Said(NamedTuple):
    """A text of the letter with the place it stands in."""

    field: str
    at: int | None
    text: str


def _texts(letter: Letter) -> Iterator[list[_Said]]:
    """Subject and itinerary, each the texts that speak of one stay."""
    if letter.subject and not is_placeholder(letter.subject):
        yield [_Said("subject", None, letter.subject)]
    lines = [_Said("itinerary", index, text) for index, text in enumerate(letter.itinerary or ())]
    if lines:
        yield lines


def other_stay(case: Case, letter: Letter) -> Iterator[Finding]:
    """Days of the letter that are not those of the visit: one finding, at the dates of the visit or in the letter."""
    for said in _texts(letter):
        finding = _other_days(case, letter, said) or _other_halves(case, letter, said)
        if finding is not None:
            yield finding
            return


def _other_days(case: Case, letter: Letter, said: list[_Said]) -> Finding | None:
    dates = case.plan.dates
    told = sorted(day for one in said for day in days_told(one.text, dates.first))
    text = "，".join(one.text for one in said)
    if told and (dates.first < told[0].first or dates.last > max(day.last for day in told)):
        first, last = told[0].first, max(day.last for day in told)
        if last > first or dates.first < first or length_told(text) == 1 or _leaves_on(last, text, dates.first):
            only = first.isoformat() if first == last else f"{first.isoformat()} 至 {last.isoformat()}"
            message = _("来访日期超出公函的行程（{days}）").format(days=only)
            return _at_dates(case, letter, said[0], message)
    if _ELSEWHERE.search(text):
        return None
    unkept = _not_kept(case, text)
    if unkept is not None:
        message = _("公函的行程是 {told}，方案的日期是 {dates}").format(told=_days(unkept), dates=dates)
        return _at_dates(case, letter, said[0], message)
    length = length_told(text)
    if length is not None and length != dates.days:
        message = _("公函说 {told} 天，方案的日期是 {days} 天").format(told=length, days=dates.days)
        return _at_dates(case, letter, said[0], message)
    return None


def _leaves_on(day: dt.date, text: str, near: dt.date) -> bool:
    """Whether a clause has the guests leave on a day."""
    leaving = [clause for clause in CLAUSES.split(text) if _GOES.search(clause)]
    if any(day == told.first for clause in leaving for told in days_told(clause, near)):
        return True
    # 5月11日上午抵达，下午返程
    named = [told for told in days_told(text, near) if not told.several]
    same_day = any(_PART.search(clause) and not _OTHER_DAY.search(clause) for clause in leaving)
    return same_day and len(named) == 1 and named[0].first == day


def _at_dates(case: Case, letter: Letter, said: _Said, message: str) -> Finding:
    related = (case.related(letter, said.field, _("公函的行程在这里")),)
    return case.finding(case.plan, "dates", message, hint=_("改期的，请来访单位发更正函"), related=related)


def _days(told: Days) -> str:
    return told.first.isoformat() if not told.several else f"{told.first.isoformat()} 至 {told.last.isoformat()}"


def _not_kept(case: Case, text: str) -> Days | None:
    """Days from which, or up to which, the letter has the guests here, and the visit has not begun or is over.

    A stay that is longer at both ends, or has more than one arrival, leads to other places too.
    """
    dates, comes, goes = case.plan.dates, [], []
    for clause in CLAUSES.split(text):
        for told in days_told(clause, dates.first):
            if told.several:
                one_end = (told.first == dates.first) != (told.last == dates.last)
                return told if one_end else None
            if _COMES.search(clause):
                comes.append(told)
            if _GOES.search(clause):
                goes.append(told)
    early = [told for told in comes if told.first < dates.first]
    late = [told for told in goes if told.first > dates.last]
    return next((ends[0] for ends, all_of in ((early, comes), (late, goes)) if ends and ends == all_of), None)


def _other_halves(case: Case, letter: Letter, said: list[_Said]) -> Finding | None:
    """A half of the day on which the letter has the guests come or leave, and the programme does not."""
    dates = case.plan.dates
    for one in said:
        for clause in CLAUSES.split(one.text):
            part = _PART.findall(clause)
            days = list(days_told(clause, dates.first))
            if len(part) != 1 or len(days) > 1 or (not days and dates.days > 1):
                continue
            day = days[0].first if days else dates.first
            comes, goes = _COMES.search(clause), _GOES.search(clause)
            times = _ends(case, day)
            hint = _("核对抵离时间；有变动的，请来访单位发更正函")
            if comes and times and day == dates.first and outside_part(part[0], times[0], times[0]):
                message = _("公函说 {day} {part}到，第一项却在 {time}").format(
                    day=day.isoformat(), part=part[0], time=clock(times[0] % DAY_MINUTES)
                )
                return case.finding(letter, one.field, message, index=one.at, hint=hint)
            if goes and times and day == dates.last and _leaves_otherwise(part[0], times[1]):
                message = _("公函说 {day} {part}离开，最后一项却在 {time}").format(
                    day=day.isoformat(), part=part[0], time=clock(times[1] % DAY_MINUTES)
                )
                return case.finding(letter, one.field, message, index=one.at, hint=hint)
            if not comes and not goes and times and dates.days == 1 and _ONLY.fullmatch(clause):
                at = _outside_half(part[0], times)
                if at is not None:
                    message = _("公函说 {day} {part}，日程却在 {time} 就有安排").format(
                        day=day.isoformat(), part=part[0], time=clock(at % DAY_MINUTES)
                    )
                    return case.finding(letter, one.field, message, index=one.at, hint=hint)
    return None


_ONLY = regex(
    r"\s*(?:(?:\d{4}年)?\d{1,2}月\d{1,2}[日号]?)?\s*(?:[（(](?:星期|周)[一二三四五六日天][)）])?\s*(?:上午|下午)\s*"
)
_HALVES = {"上午": (0, 15 * 60), "下午": (11 * 60, DAY_MINUTES * 2)}
"""Halves of a day with the lunch between them."""


def _outside_half(part: str, times: tuple[int, int]) -> int | None:
    """When a programme begins before, or ends after, the half of the day that is all a letter speaks of."""
    begin, close = _HALVES[part]
    return times[0] if times[0] < begin else times[1] if times[1] > close else None


def _ends(case: Case, day: dt.date) -> tuple[int, int] | None:
    """When the programme of a day for all guests begins and ends, in minutes after midnight."""
    slots = [slot for slot in case.slots if slot.day.date == day and not slot.item.guests and not slot.item.parallel]
    if not slots:
        return None
    midnight = (day - case.plan.dates.first).days * DAY_MINUTES
    last = max(slots, key=lambda slot: slot.end)
    leaving = last.start if last.item.kind is ItemKind.DROPOFF else last.end
    return slots[0].start - midnight, leaving - midnight


def _leaves_otherwise(part: str, at: int) -> bool:
    """Whether people leave well outside a part of the day; in the afternoon one may after an early lunch."""
    least, most = _LEAVING_TIMES.get(part, (_AFTER_LUNCH if part == "下午" else _EVENING, at))
    return not least <= at <= most


_TO = regex(r"(?:赴|前往|来|到)(?P<region>[\u4e00-\u9fff]{2,4}?(?:自治县|[市县区旗]))")
_OF_ONE_LEVEL = "市县区旗"


def other_region(case: Case) -> Iterator[Finding]:
    """A letter, a title or a welcome that is about a visit to another county than the office's own."""
    plan, letter = case.plan, case.plan.letter
    own = case.office.office.region if case.office else None
    if not own or own[-1] not in _OF_ONE_LEVEL:
        return
    if letter is not None and (region := _region_told(letter.subject or "", own)):
        message = _("公函写的是去{told}，本单位在{own}").format(told=region, own=own)
        yield case.finding(letter, "subject", message, hint=_("核对公函原件；发错的，请来访单位更正"))
    elif region := _region_told(plan.title, own):
        message = _("标题写的是去{told}，本单位在{own}").format(told=region, own=own)
        yield case.finding(plan, "title", message, hint=_("核对地名；也去别的县的，写明两处"))
    for index, text in enumerate(plan.welcome):
        if region := _region_told(text, own):
            message = _("欢迎词写的是{told}，本单位在{own}").format(told=region, own=own)
            yield case.finding(plan, "welcome", message, index=index, hint=_("照这次来访改欢迎词"))


def _region_told(text: str, own: str) -> str | None:
    """The place of the office's level that a text leads to instead of the office's own; None where it does not."""
    if own in text or own[:-1] in text or _ELSEWHERE.search(text):
        return None
    found = _TO.search(text)
    return found["region"] if found and found["region"][-1] == own[-1] and len(found["region"]) > 2 else None
