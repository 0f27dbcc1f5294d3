"""公函和审批的文字: what the words of letter and approval say of people, numbers, years and consent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from jiedai.language import _
from jiedai.model.letter import Letter
from jiedai.model.people import Guest
from jiedai.model.placeholder import is_placeholder
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.likeness import is_one_post, short_unit
from jiedai.visit.people import is_foreign
from jiedai.visit.spoken import heads_told

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
