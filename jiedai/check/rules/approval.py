"""审批 (SP): who has approved the reception and when, for which days and version, and whether it fits the grade."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from enum import Enum

from jiedai.check.engine import rule
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.choice import HostRole
from jiedai.model.letter import Approval
from jiedai.model.moments import Moment
from jiedai.model.office import Grade
from jiedai.model.placeholder import is_placeholder
from jiedai.model.times import clock
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.names import is_one_post
from jiedai.visit.work import grade_of


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
            _("审批时间 {given}，第一项活动 {begins} 已经开始").format(given=given, begins=begins),
            hint=_("先审批后接待；核对审批时间"),
        )


@rule("SP03")
def approved_as_it_is(case: Case, figures: Figures) -> Iterator[Finding]:
    """What was approved is this visit: on these days, and in this version where the approval names one."""
    plan, approval = case.plan, case.plan.approval
    if approval is None:
        return
    approved = approval.dates
    if approved is not None and (approved.first, approved.last) != (plan.dates.first, plan.dates.last):
        message = _("批准的是 {approved} 来访，方案的日期是 {dates}").format(approved=approved, dates=plan.dates)
        related = (case.related(plan, "dates", _("方案的日期在这里")),)
        hint = _("改期要重新报批；已经批准的，改“核准日期”并写上这次审批的时间")
        yield case.finding(approval, "dates", message, hint=hint, related=related)
    if approval.version is not None and approval.version != plan.version:
        message = _("批准的是第 {approved} 版，方案已是第 {version} 版").format(
            approved=approval.version, version=plan.version
        )
        related = (case.related(plan, "version", _("方案的版本在这里")),)
        hint = _("改动大的重新报批；不用重新报批的，请审批人看过后把“审批版本”改过来")
        yield case.finding(approval, "version", message, hint=hint, related=related, level=Level.WARNING)


@rule("SP04")
def as_the_grade_has_it(case: Case, figures: Figures) -> Iterator[Finding]:
    """The signer of the approval and the chief host are those of the reception's grade."""
    plan, grade = case.plan, grade_of(case)
    if grade is None:
        known = [each.name for each in case.office.grades] if case.office else []
        if plan.grade and known and not is_placeholder(plan.grade):
            message = _("office.yaml 的规格里没有“{grade}”").format(grade=plan.grade)
            hint = _("写成 {names}；新的规格先写进 office.yaml 的“规格”").format(names=_("、").join(known))
            yield case.finding(plan, "grade", message, hint=hint)
        return
    yield from _signer(case, grade)
    yield from _chief_host(case, grade)


def _signer(case: Case, grade: Grade) -> Iterator[Finding]:
    approval = case.plan.approval
    if approval is None or not grade.signer or not _known(approval.by, approval.post):
        return
    if _is_one_of(grade.signer, approval.by, approval.post):
        return
    message = _("{grade}接待由{wanted}签批，审批人是{signer}").format(
        grade=grade.name, wanted=_("或").join(grade.signer), signer=_told(approval.by, approval.post)
    )
    field = "by" if approval.by else "post"
    yield case.finding(approval, field, message, hint=_("按规格报批；规格定错的，改“接待规格”"))


def _chief_host(case: Case, grade: Grade) -> Iterator[Finding]:
    """The chief host is the one with that role, else any of the hosts who may be."""
    hosts = case.plan.hosts
    chief = [host for host in hosts if host.role is HostRole.PRINCIPAL] or hosts
    if not grade.host or not chief or not all(_known(host.name, host.post) for host in chief):
        return
    if any(_is_one_of(grade.host, host.name, host.post) for host in chief):
        return
    message = _("{grade}接待由{wanted}主陪，陪同里是{host}").format(
        grade=grade.name, wanted=_("或").join(grade.host), host=_told(chief[0].name, chief[0].post)
    )
    yield case.finding(
        chief[0], "name", message, hint=_("换主陪，或核对“接待规格”；主陪不是第一位的，写上“角色: 主陪”")
    )


def _known(name: str | None, post: str | None) -> bool:
    """Whether enough is known of somebody to say that he is not the one: the post, which is no blank."""
    return post is not None and not is_placeholder(post) and not (name is not None and is_placeholder(name))


def _is_one_of(wanted: Iterable[str], name: str | None, post: str | None) -> bool:
    """Whether somebody is named, by name or by post, among those whom a grade wants."""
    return any(each == name or (post is not None and is_one_post(each, post)) for each in wanted)


def _told(name: str | None, post: str | None) -> str:
    return f"{name}（{post}）" if name and post else name or post or ""


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


_AGAIN = regex(r"(?:后|再)\s*再?报(?!销|账|备|道|名|到)|重新?报(?!销|账|备|道|名|到)|改好再批|改后再批")
_IF_CHANGED = regex(r"[如若遇]|有变|变[动化更]|调整时|特殊情况|结束后|完成后|情况再报")


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
    if any(_AGAIN.search(clause) and not _IF_CHANGED.search(clause) for clause in clauses):
        return Consent.NOT_GIVEN
    if any(_CONSENT.search(clause) and not _OF_ANOTHER.search(clause) for clause in clauses):
        return Consent.GIVEN
    if re.search(r"拟同意|建议同意|拟批准", opinion):
        return Consent.PROPOSED
    pending = any(_PENDING.search(clause) for clause in clauses)
    instructed = any(_INSTRUCTED.search(clause) for clause in clauses)
    return Consent.GIVEN if instructed and not pending else Consent.NOT_GIVEN
