"""公函和审批 (GH, SP): the letter and the approval, their fields and their words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from enum import Enum

from jiedai.check.engine import rule
from jiedai.diagnostics import Level
from jiedai.language import N_, _
from jiedai.model.letter import Approval, Letter
from jiedai.model.people import Guest
from jiedai.model.placeholder import is_placeholder
from jiedai.model.times import Moment, clock
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.names import is_one_post, short_unit
from jiedai.visit.people import is_foreign
from jiedai.visit.statements import heads_told, is_public_event

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


_TITLE = regex(
    r"(?:长|任|书记|经理|总监|总裁|主席|主管|助理|专员|秘书|干事|干部|科员|研究员|调研员|巡视员|工程师|会计师|教授|院士|记者"
    r"|译员|翻译|司机|驾驶员|[委组队社]员|老师|医生|顾问)$"
)
_AROUND = regex(r"[\s（）()：:，,、]+|同志$|先生$|女士$|一行.*$|等.*$|\d+[人名位]$")
_YEAR = regex(r"[〔［\[【（(]\s*((?:19|20)\d\d)\s*[〕］\]】）)]")

# --- consent ----------------------------------------------------------------------------------------------------------

_CLAUSES = regex(r"[，。；;,、！!\s]+")
_DENIED = regex(
    r"(?:不|未|没有|暂不|尚未|无法|难以|不予|不能|不宜)[^，。；]{0,3}(?:同意|批准|核准|可行|可以|办理|接待|安排|执行|实施)"
    r"|退回|缓办|暂缓|否决|驳回|\b(?:not|un)\s*(?:approved|agreed)|\b(?:refused|rejected|declined|postponed)\b",
    re.IGNORECASE,
)
_CONSENT = regex(
    r"同意|批准|核准|准予|照准|^可$|可行|可以|照办|\b(?:ok|okay|yes|approved|agreed|granted|consent)\b", re.IGNORECASE
)
_OF_ANOTHER = regex(
    r"(?:待|等|候|须|需|请|报|经)[^，。；]{0,12}(?:同意|批准|核准)(?:后|再|方|即)|拟同意|建议同意|拟批准"
)
_INSTRUCTED = regex(r"办理|落实|执行|实施|安排|做好|承办|照此|按此|按规定|按程序|按方案|按标准")
_PENDING = regex(
    r"再报|重报|另报|报批|报审|请示|再议|研究|商量|会商|修改|补充|完善|压缩|核减|核实|重新|推迟|暂停|阅示|审定|定夺|酌定"
    r"|[等候缓]|(?<!接)(?<!招)待"
)


class Consent(Enum):
    """What an opinion comes to."""

    GIVEN = "given"
    REFUSED = "refused"
    PROPOSED = "proposed to somebody else"
    NOT_GIVEN = "neither given nor refused"


def consent(opinion: str) -> Consent:
    """What an opinion comes to: only consent is consent, and instructions to go ahead are."""
    if _DENIED.search(opinion):
        return Consent.REFUSED
    clauses = [clause for clause in _CLAUSES.split(opinion) if clause]
    if any(_CONSENT.search(clause) and not _OF_ANOTHER.search(clause) for clause in clauses):
        return Consent.GIVEN
    if re.search(r"拟同意|建议同意|拟批准", opinion):
        return Consent.PROPOSED
    pending = any(_PENDING.search(clause) for clause in clauses)
    instructed = any(_INSTRUCTED.search(clause) for clause in clauses)
    return Consent.GIVEN if instructed and not pending else Consent.NOT_GIVEN


# --- what the letter says of the guests -------------------------------------------------------------------------------


def other_titles(case: Case, letter: Letter) -> Iterator[Finding]:
    """People whom the letter gives another post than the list."""
    by_name = {
        _joined(name): guest
        for guest in case.written.guests
        for name in (guest.name, guest.name_zh, guest.name_en)
        if name
    }
    for member, index in case.entries(letter, "members"):
        guest, title = _titled(_joined(member), by_name)
        if guest is None or not title or is_placeholder(guest.post) or not _TITLE.search(title):
            continue
        if not is_one_post(title, guest.post):
            message = _("公函写的是“{member}”，来宾名单里{name}的职务是“{post}”").format(
                member=member, name=guest.name, post=guest.post
            )
            related = (case.related(guest, "post", _("职务写在这里")),)
            hint = _("照公函改名单，或请来访单位更正")
            yield case.finding(letter, "members", message, index=index, hint=hint, related=related)


def _joined(text: str) -> str:
    return re.sub(r"[\s·•・．.-]", "", text).casefold()


def _titled(member: str, by_name: dict[str, Guest]) -> tuple[Guest | None, str]:
    """The guest whose name a text of the letter begins or ends with, and the title beside it."""
    longest = max(map(len, by_name), default=0)
    for length in range(min(longest, len(member) - 1), 1, -1):
        for name, rest in ((member[:length], member[length:]), (member[-length:], member[:-length])):
            guest = by_name.get(name)
            if guest is not None:
                title = _AROUND.sub("", rest)
                for unit in (guest.unit, short_unit(guest.unit)):
                    title = title.removeprefix(unit)
                return guest, title
    return None, ""


def other_numbers(case: Case, letter: Letter) -> Iterator[Finding]:
    """Texts of the letter that say how many come, where the list has another number."""
    heads = case.guest_heads
    if heads is None or heads.approximate:
        return
    listed = {heads.number, len(case.written.guests) or heads.number}  # who does not come is in the letter still
    texts: list[tuple[str, int | None, str]] = [("subject", None, letter.subject or "")]
    for field, several in (("itinerary", letter.itinerary or ()), ("members", letter.members)):
        texts += [(field, index, text) for index, text in enumerate(several)]
    for field, index, text in texts:
        for number in dict.fromkeys(heads_told(text)):
            if number not in listed:
                message = _("公函说一共 {told} 人，来宾名单有 {listed} 人").format(told=number, listed=heads.number)
                hint = _("核对人数；有变动的，请来访单位发更正函")
                yield case.finding(letter, field, message, index=index, hint=hint)


def other_year(case: Case, letter: Letter, figures: Figures) -> Iterator[Finding]:
    """A number of another year than the letter's date, and a letter far older than the visit."""
    found = _YEAR.search(letter.number or "")
    if found and letter.date is not None:
        year = int(found[1])
        new_year = letter.date.month == 1 and year == letter.date.year - 1
        if year != letter.date.year and not new_year:
            message = _("文号是 {year} 年的，公函日期是 {date}").format(year=year, date=letter.date.isoformat())
            yield case.finding(letter, "number", message, hint=_("照公函原件核对文号和日期"))
            return
    if letter.date is None:
        return
    days = (case.plan.dates.first - letter.date).days
    if days > figures["age_foreign" if is_foreign(case) else "age"]:
        message = _("公函日期 {date} 比来访首日早 {days} 天").format(date=letter.date.isoformat(), days=days)
        yield case.finding(letter, "date", message, hint=_("核对公函日期的年份；确是旧函的，请来访单位重新发函"))
