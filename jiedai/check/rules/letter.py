"""公函和审批 (GH, SP): the papers a reception rests on."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from jiedai.check.engine import rule
from jiedai.check.rules.letter_text import Consent, consent, other_numbers, other_titles, other_year
from jiedai.diagnostics import Level
from jiedai.language import N_, _
from jiedai.model.letter import Approval
from jiedai.model.placeholder import is_placeholder
from jiedai.model.times import Moment, clock
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.statements import is_public_event

_LETTER_FIELDS = {"issuer": N_("来函单位"), "number": N_("文号"), "date": N_("日期")}
_AND_OTHERS = regex(r"等|\d+\s*[人名位]")
_DAY = regex(r"(?:(\d{4})\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*[日号](?:\s*(?:至|到|-|—|－|~)+\s*(\d{1,2})\s*[日号])?")


def _level(case: Case, figures: Figures) -> Level | None:
    """How serious a fault of the letter is, where it is milder than the row says.

    A public event rests on its own notice, not on a letter of a visiting unit; other kinds of visit are in the figures.
    """
    milder = figures["own_event"] if is_public_event(case) else figures["level_by_kind"].get(case.plan.kind.value)
    return Level(milder) if milder else None


@rule("GH01")
def letter_present(case: Case, figures: Figures) -> Iterator[Finding]:
    """No reception without an official letter of the visiting unit."""
    plan = case.plan
    letter = plan.letter
    if letter is None:
        if not case.is_blank(plan, "letter"):
            yield case.finding(
                plan,
                "title",
                _("没有来访单位的公函"),
                hint=_("收到公函后填写“公函”：来函单位、文号、日期、主题、行程、人员；还没有收到的先写“待填”"),
                level=_level(case, figures),
            )
        return
    missing = [
        _(label) for field, label in _LETTER_FIELDS.items() if field in figures["needs"] and case.lacks(letter, field)
    ]
    if missing:
        yield case.finding(
            plan,
            "letter",
            _("公函没有写{fields}").format(fields=_("、").join(missing)),
            hint=_("照公函原件补上；没有的请来访单位补发"),
            level=_level(case, figures),
        )


def _first_activity(case: Case) -> tuple[dt.date, int | None]:
    """The day the visit begins and, where the items of that day have clock times, the earliest (minutes of the day)."""
    days = [day for day in case.plan.schedule if day.items]
    first = min((day.date for day in days), default=case.plan.dates.first)
    starts = [item.time.start for day in days if day.date == first for item in day.items if item.time.start is not None]
    return first, min(starts, default=None)


@rule("SP01")
def approved_before(case: Case, figures: Figures) -> Iterator[Finding]:
    """Approval comes before reception: who approved and when is on record."""
    plan, approval = case.plan, case.plan.approval
    if approval is None:
        if not case.is_blank(plan, "approvals"):
            yield case.finding(
                plan,
                "title",
                _("没有审批记录"),
                hint=_("先报批再接待：填写“审批”的审批人、职务、时间、意见；正在报批的先写“待填”"),
            )
        return
    labels = {"by": _("审批人"), "time": _("时间")}
    missing = [label for field, label in labels.items() if case.lacks(approval, field)]
    if missing:
        yield case.finding(approval, None, _("审批没有写{fields}").format(fields=_("、").join(missing)))
    if approval.opinion and not is_placeholder(approval.opinion):
        yield from _without_consent(case, approval, approval.opinion)
    if approval.time is not None:
        yield from _too_late(case, approval, approval.time)
        yield from _before_the_letter(case, approval, approval.time)


def _without_consent(case: Case, approval: Approval, opinion: str) -> Iterator[Finding]:
    given = consent(opinion)
    if given is Consent.REFUSED:
        yield case.finding(approval, "opinion", _("审批意见是“{opinion}”，不能接待").format(opinion=opinion))
    elif given is Consent.PROPOSED:
        message = _("审批意见是“{opinion}”，还不是最后的审批").format(opinion=opinion)
        hint = _("由审批人写明同意")
        yield case.finding(approval, "opinion", message, hint=hint, level=Level.WARNING)
    elif given is Consent.NOT_GIVEN:
        message = _("审批意见是“{opinion}”，不是同意").format(opinion=opinion)
        yield case.finding(approval, "opinion", message, hint=_("照意见办好后重新报批，由审批人写明同意"))


def _before_the_letter(case: Case, approval: Approval, given: Moment) -> Iterator[Finding]:
    letter = case.plan.letter
    if letter is None or letter.date is None or letter.date > case.plan.dates.first:
        return  # GH04 tells of a letter that comes too late
    if given.day < letter.date:
        message = _("审批时间 {given} 早于公函日期 {date}").format(given=given, date=letter.date.isoformat())
        related = (case.related(letter, "date", _("公函日期在这里")),)
        hint = _("核对两个日期；先口头请示的，收到公函后补签")
        yield case.finding(approval, "time", message, hint=hint, related=related, level=Level.WARNING)


def _too_late(case: Case, approval: Approval, given: Moment) -> Iterator[Finding]:
    day, start = _first_activity(case)
    if given.day < day:
        return
    if given.day == day and (given.minute is None or start is None):
        yield case.finding(
            approval,
            "time",
            _("审批与第一项活动在同一天，看不出先后"),
            hint=_("把审批的钟点写上，如 2026-05-07 10:30"),
            level=Level.INFO,
        )
    elif given.day > day or given.minute is None or start is None or given.minute >= start:
        begins = f"{day.isoformat()}" + ("" if start is None else f" {clock(start)}")
        yield case.finding(
            approval,
            "time",
            _("审批时间 {given} 不早于第一项活动（{begins}）").format(given=given, begins=begins),
            hint=_("先审批后接待；核对审批时间"),
        )


@rule("GH02")
def letter_says_enough(case: Case, figures: Figures) -> Iterator[Finding]:
    """The letter says what the visit is about, its itinerary and its people."""
    letter = case.plan.letter
    if letter is None or any(case.is_blank(letter, field) for field in _LETTER_FIELDS):
        return
    labels = {"subject": _("主题"), "itinerary": _("行程"), "members": _("人员")}
    if not case.written.guests:
        del labels["members"]  # where only numbers are known, the letter may give numbers too
    missing = [label for field, label in labels.items() if case.lacks(letter, field)]
    if missing:
        yield case.finding(
            case.plan,
            "letter",
            _("公函没有写明{fields}").format(fields=_("、").join(missing)),
            hint=_("照公函补上；公函没有写的，请来访单位补充"),
            level=_level(case, figures),
        )


@rule("GH03")
def guests_as_in_letter(case: Case, figures: Figures) -> Iterator[Finding]:
    """The guests are those of the letter, and all of them, with the posts and in the number that it says."""
    letter, guests = case.plan.letter, case.written.guests
    if letter is None:
        return
    yield from other_numbers(case, letter)
    if not guests or not letter.members or case.is_blank(letter, "members"):
        return
    yield from other_titles(case, letter)
    if any(_AND_OTHERS.search(member) for member in letter.members):
        return
    names = {
        id(guest): {_plain(name) for name in (guest.name, guest.name_zh, guest.name_en) if name} for guest in guests
    }
    known = frozenset().union(*names.values())
    lengths = {len(name) for name in known}
    named = {name for member in letter.members for name in known & _parts(_plain(member), lengths)}
    for guest in guests:
        if not is_placeholder(guest.name) and named.isdisjoint(names[id(guest)]):
            yield case.finding(
                guest,
                "name",
                _("公函的人员里没有{name}").format(name=guest.name),
                hint=_("核对姓名；确实增加的，请来访单位发更正函"),
            )
    for member, index in case.entries(letter, "members"):
        if known.isdisjoint(_parts(_plain(member), lengths)):
            yield case.finding(
                letter,
                "members",
                _("公函有{name}，来宾名单里没有").format(name=member),
                index=index,
                hint=_("补进来宾名单；不来的，从公函人员里去掉并注明"),
            )


def _parts(text: str, lengths: Iterable[int]) -> set[str]:
    """Every piece of a text that has one of these lengths: looked up among names, they cost the same for any number."""
    return {text[start : start + length] for length in lengths for start in range(len(text) - length + 1)}


def _plain(name: str) -> str:
    """A name as it is compared: blanks, dots between parts and case do not matter."""
    return re.sub(r"[\s·•・．.-]", "", name).casefold()


@rule("GH04")
def letter_fits_the_dates(case: Case, figures: Figures) -> Iterator[Finding]:
    """The letter is not dated after the first day, and the visit lies within the days that its itinerary names."""
    plan, letter = case.plan, case.plan.letter
    if letter is None:
        return
    if letter.date is not None and letter.date > plan.dates.first:
        yield case.finding(
            letter,
            "date",
            _("公函日期 {date} 晚于来访首日 {first}").format(
                date=letter.date.isoformat(), first=plan.dates.first.isoformat()
            ),
            hint=_("核对公函日期"),
        )
    yield from other_year(case, letter, figures)
    stated = sorted(_dates_in("，".join(letter.itinerary or ()), plan.dates.first.year))
    if stated and (plan.dates.first < stated[0] or (len(stated) > 1 and plan.dates.last > stated[-1])):
        yield case.finding(
            plan,
            "dates",
            _("来访日期超出公函的行程（{first} 至 {last}）").format(
                first=stated[0].isoformat(), last=stated[-1].isoformat()
            ),
            hint=_("改期的，请来访单位发更正函"),
        )


def _dates_in(text: str, year: int) -> set[dt.date]:
    """The days a text names; a day without a month takes the month before it."""
    found = set()
    for match in _DAY.finditer(text):
        for day in (match[3], match[4]):
            try:
                found.add(dt.date(int(match[1] or year), int(match[2]), int(day or match[3])))
            except ValueError:  # 2月30日 in the letter's own words is not ours to judge
                continue
    return found
