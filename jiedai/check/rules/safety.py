"""安全 (AQ): public events, petitioners on the way, and flags."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.diagnostics import Level
from jiedai.language import _, current
from jiedai.model.choice import TaskStatus
from jiedai.model.conduct import Security, Task
from jiedai.model.placeholder import is_placeholder
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.data import words
from jiedai.visit.statements import any_of, statements

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


@rule("AQ01")
def event_licensed(case: Case, figures: Figures) -> Iterator[Finding]:
    """公众活动每场预计一千人以上的，要有公安机关的安全许可。

    一千人以上、五千人以下由县级公安机关许可，五千人以上由市级公安机关许可；活动前二十天提出申请，公安机关七天内决定。
    预计人数没有写的，提示；县级以上政府直接举办的不需要许可（在“许可”里写“政府直接举办”），由 AQ02 检查。

    为什么: 大型群众性活动未经许可举办，公安机关要予以取缔，主办的人要负责。
    怎么改: 填写许可文号；还没有办的，至少提前二十天申请。

    错误:
        安全: {公众活动: 是, 预计人数: 1000, 方案: 已会同公安机关制定}
        预案:
          - {情形: 人群拥挤, 措施: [分批放行], 责任单位: 县公安局, 责任人: 韩磊}
          - {情形: 突发疾病, 措施: [送云溪县人民医院], 责任单位: 县卫健局, 责任人: 何静}
          - {情形: 交通拥堵, 措施: [启用备用路线], 责任单位: 县交警大队, 责任人: 罗斌}
    正确:
        安全: {公众活动: 是, 预计人数: 999, 方案: 已会同公安机关制定}
        预案:
          - {情形: 人群拥挤, 措施: [分批放行], 责任单位: 县公安局, 责任人: 韩磊}
          - {情形: 突发疾病, 措施: [送云溪县人民医院], 责任单位: 县卫健局, 责任人: 何静}
          - {情形: 交通拥堵, 措施: [启用备用路线], 责任单位: 县交警大队, 责任人: 罗斌}
    """
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
    if case.lacks(security, "licence"):
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
    first = case.plan.dates.first
    for task in _applications(case):
        if task.due.unfilled:
            continue
        days = first.toordinal() - task.due.on(first).toordinal()
        if days < ahead:
            message = _("安全许可要在活动前 {ahead} 天申请，这里只提前 {days} 天").format(
                ahead=ahead, days=max(days, 0)
            )
            yield case.finding(task, "due", message, hint=_("改到 T-{ahead} 以前").format(ahead=ahead))


@rule("AQ02")
def government_event_planned(case: Case, figures: Figures) -> Iterator[Finding]:
    """政府直接举办的公众活动不需要许可，但要会同公安机关制定更严格的安全工作方案。

    写明政府举办、一千人以上而“方案”没有写的，是警告；由谁举办、多少人没有写明的，提示。已有许可的不查。

    为什么: 条例规定县级以上政府直接举办的大型活动不实行许可，但安全保卫要更加严格。
    怎么改: 会同公安机关制定安全工作方案，写在“安全: 方案”。

    错误:
        安全: {公众活动: 是, 预计人数: 2000, 许可: 县政府直接举办}
        预案:
          - {情形: 人群拥挤, 措施: [分批放行], 责任单位: 县公安局, 责任人: 韩磊}
          - {情形: 突发疾病, 措施: [送云溪县人民医院], 责任单位: 县卫健局, 责任人: 何静}
          - {情形: 交通拥堵, 措施: [启用备用路线], 责任单位: 县交警大队, 责任人: 罗斌}
    正确:
        安全: {公众活动: 是, 预计人数: 2000, 许可: 县政府直接举办, 方案: 已会同公安机关制定，详见附件}
        预案:
          - {情形: 人群拥挤, 措施: [分批放行], 责任单位: 县公安局, 责任人: 韩磊}
          - {情形: 突发疾病, 措施: [送云溪县人民医院], 责任单位: 县卫健局, 责任人: 何静}
          - {情形: 交通拥堵, 措施: [启用备用路线], 责任单位: 县交警大队, 责任人: 罗斌}
    """
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
    """大型公众活动的安全工作方案写全九项内容。

    时间地点和组织方式、工作人员、消防、容量、缓冲区、票证安检、停车疏导、现场秩序、应急救援。
    一千人以上的活动，在“方案”、任务和预案里找不到的，列出来提示；方案写明另附的不查。

    为什么: 条例规定了安全工作方案的内容，申请许可时逐项审查。
    怎么改: 补进方案，或写明方案另附。

    错误:
        安全: {公众活动: 是, 预计人数: 2000, 许可: 云公治许〔2026〕1号, 方案: 安保人员和消防、应急救援已落实}
        预案:
          - {情形: 人群拥挤, 措施: [分批放行], 责任单位: 县公安局, 责任人: 韩磊}
          - {情形: 突发疾病, 措施: [送云溪县人民医院], 责任单位: 县卫健局, 责任人: 何静}
          - {情形: 交通拥堵, 措施: [启用备用路线], 责任单位: 县交警大队, 责任人: 罗斌}
    正确:
        安全: {公众活动: 是, 预计人数: 2000, 许可: 云公治许〔2026〕1号, 方案: 详见附件}
        预案:
          - {情形: 人群拥挤, 措施: [分批放行], 责任单位: 县公安局, 责任人: 韩磊}
          - {情形: 突发疾病, 措施: [送云溪县人民医院], 责任单位: 县卫健局, 责任人: 何静}
          - {情形: 交通拥堵, 措施: [启用备用路线], 责任单位: 县交警大队, 责任人: 罗斌}
    """
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
    """活动与许可一致：改时间要公安机关同意，改地点、内容或扩大规模要重新许可。

    “许可”里写了人数或日期的才核对：预计人数超过许可的人数，或许可的日期不在来访日期内的，报。

    为什么: 条例规定不得擅自变更大型活动的时间、地点、内容或者扩大规模。
    怎么改: 按许可举办；确需变更的，先办变更手续，改正“许可”。

    错误:
        安全: {公众活动: 是, 预计人数: 3000, 许可: 云公治许〔2026〕1号（2000人）, 方案: 详见附件}
        预案:
          - {情形: 人群拥挤, 措施: [分批放行], 责任单位: 县公安局, 责任人: 韩磊}
          - {情形: 突发疾病, 措施: [送云溪县人民医院], 责任单位: 县卫健局, 责任人: 何静}
          - {情形: 交通拥堵, 措施: [启用备用路线], 责任单位: 县交警大队, 责任人: 罗斌}
    正确:
        安全: {公众活动: 是, 预计人数: 2000, 许可: 云公治许〔2026〕1号（2000人）, 方案: 详见附件}
        预案:
          - {情形: 人群拥挤, 措施: [分批放行], 责任单位: 县公安局, 责任人: 韩磊}
          - {情形: 突发疾病, 措施: [送云溪县人民医院], 责任单位: 县卫健局, 责任人: 何静}
          - {情形: 交通拥堵, 措施: [启用备用路线], 责任单位: 县交警大队, 责任人: 罗斌}
    """
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
    """遇到信访、拦车的预案：推选代表不超过五人，依法劝离，不强行处置。

    情形写信访、上访、拦车的预案，措施里没有推选代表，或者代表超过五人的，提示。

    为什么: 信访工作条例规定多人反映共同事项的推选代表，不超过五人；不得围堵、拦截公务车辆。
    怎么改: 在措施里写：推选不超过五名代表，信访部门当场接待登记。

    错误:
        预案:
          - {情形: 群众拦车上访, 措施: [平稳停车, 请20名代表到信访室], 责任单位: 县公安局, 责任人: 韩磊}
          - {情形: 突发疾病, 措施: [送云溪县人民医院], 责任单位: 县卫健局, 责任人: 何静}
          - {情形: 交通拥堵, 措施: [启用备用路线], 责任单位: 县交警大队, 责任人: 罗斌}
    正确:
        预案:
          - {情形: 群众拦车上访, 措施: [平稳停车, 请不超过5名代表到信访室], 责任单位: 县公安局, 责任人: 韩磊}
          - {情形: 突发疾病, 措施: [送云溪县人民医院], 责任单位: 县卫健局, 责任人: 何静}
          - {情形: 交通拥堵, 措施: [启用备用路线], 责任单位: 县交警大队, 责任人: 罗斌}
    """
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
            message = _("信访代表 {number} 人，不超过 {limit} 人").format(number=max(numbers), limit=figures["limit"])
            yield case.finding(risk, "actions", message, hint=hint)
        elif not any("代表" in text for text in told):
            yield case.finding(risk, "scenario", _("没有写推选代表"), hint=hint)


@rule("AQ06")
def national_flag_first(case: Case, figures: Figures) -> Iterator[Finding]:
    """国旗与其他旗帜一起悬挂时，国旗居中、较高或在突出的位置。

    任务、日程和备注里写国旗放在一侧、后排或低于其他旗帜的，报；两国国旗并挂另有规则，不查。

    为什么: 国旗法第十七条有规定。
    怎么改: 改为国旗居中或较高。

    错误:
        任务:
          - {事项: 会场悬挂国旗和会旗，国旗在右侧, 责任单位: 县接待办, 责任人: 姚晨, 电话: 13900000201, 时限: T-1}
    正确:
        任务:
          - {事项: 会场悬挂国旗和会旗，国旗居中, 责任单位: 县接待办, 责任人: 姚晨, 电话: 13900000201, 时限: T-1}
    """
    for said in statements(case):
        text = said.text
        if "两国" in text or "外国国旗" in text or _FLAG_FIRST.search(text):
            continue
        if _FLAG_ASIDE.search(text) and _OTHER_FLAG.search(text.replace("国旗", "")):
            message = _("国旗应当居中、较高或在突出的位置")
            yield case.finding(said.node, said.field, message, index=said.index, hint=_("改为国旗居中"))
