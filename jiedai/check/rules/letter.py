"""公函和审批 (GH, SP): the papers a reception rests on."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.check.rules.letter_text import Consent, consent, other_numbers, other_titles, other_year
from jiedai.diagnostics import Level
from jiedai.language import N_, _
from jiedai.model.letter import Approval
from jiedai.model.placeholder import is_placeholder
from jiedai.model.times import Moment, clock
from jiedai.patterns import regex
from jiedai.visit.activities import is_public_event
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding

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
    """没有公函不接待；公函要有来函单位、文号和日期。

    派出单位应当向接待单位发公函。外宾来访看来函单位和日期，不要求文号。自办会议和公众活动以会议通知、活动方案为准，
    只提示；招商客商没有公函的，附邀请函或来访函，作为警告。

    为什么: 无公函接待是检查中最先查的一项，报销时公函也是必备凭证。
    怎么改: 请来访单位补发公函，把来函单位、文号、日期、行程、人员填进“公函”。暂时没有的，先写“待填”。

    错误:
        公函: {来函单位: 省发展改革委办公室, 主题: 赴云溪县调研, 行程: 5月11日到县, 人员: [陈志远, 李娜]}
    正确:
        公函:
          来函单位: 省发展改革委办公室
          文号: 浙发改办函〔2026〕118号
          日期: 2026-05-06
          主题: 赴云溪县调研
          行程: 5月11日到县
          人员: [陈志远, 李娜]
    """
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
    """先审批后接待：审批人和时间有记录，意见是同意，时间早于第一项活动。

    第一项活动是日程里最早的一项；与它同一时刻也算晚。意见只有同意（或者交代照办）才算同意：要求修改后再报、请别人审定、
    只写“阅”的都不是；“拟同意”的提醒。审批早于公函日期的，也提醒。

    为什么: 事后补办的审批等于没有审批，审计时按日期先后核对。
    怎么改: 补办审批手续，写明审批人和时间；确属紧急、先口头请示的，把请示的时间和审批人记在这里，并按规定补签。

    错误:
        审批: {审批人: 徐正, 职务: 县委办公室主任, 时间: 2026-05-11 14:30, 意见: 同意}
    正确:
        审批: {审批人: 徐正, 职务: 县委办公室主任, 时间: 2026-05-07 10:30, 意见: 同意}
    """
    plan, approval = case.plan, case.plan.approval
    if approval is None:
        if not case.is_blank(plan, "approval"):
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
        yield case.finding(plan, "approval", _("审批没有写{fields}").format(fields=_("、").join(missing)))
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
    if letter is not None and letter.date is not None and given.day < letter.date:
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
    """公函写明公务内容、行程和人员。

    对应“公函”的主题、行程、人员三项。公函还没有收到（来函单位、文号或日期写“待填”）时不查；只有人数没有名单的不查人员。

    为什么: 规定公函应当告知内容、行程和人员，据此才能定接待范围和标准。
    怎么改: 照公函补上；公函没有写的，请来访单位补充。

    错误:
        公函: {来函单位: 省发展改革委办公室, 文号: 浙发改办函〔2026〕118号, 日期: 2026-05-06, 人员: [陈志远, 李娜]}
    正确:
        公函:
          来函单位: 省发展改革委办公室
          文号: 浙发改办函〔2026〕118号
          日期: 2026-05-06
          主题: 赴云溪县调研
          行程: 5月11日到县
          人员: [陈志远, 李娜]
    """
    letter = case.plan.letter
    if letter is None or any(case.is_blank(letter, field) for field in _LETTER_FIELDS):
        return
    labels = {"subject": _("主题"), "itinerary": _("行程"), "members": _("人员")}
    if not case.plan.guests:
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
    """来宾名单与公函的人员、职务和人数一致。

    公函没有的来宾、公函有而名单没有的人都报；公函只写“等几人”的不逐个查，只比较人数。姓名后面（前面）写了职务的，
    与名单的职务比较；主题、行程、人员里说“一行几人”的，与名单的人数比较，说约数、随行的不比较。

    为什么: 接待清单要与公函一致，多出来的人没有依据，报销时会被退回。
    怎么改: 请来访单位发更正函，或改正名单和公函人员里的错字。

    错误:
        来宾:
          - {姓名: 陈志远, 单位: 省发展改革委, 职务: 副主任}
          - {姓名: 李娜, 单位: 省发展改革委, 职务: 处长}
          - {姓名: 王磊, 单位: 省发展改革委, 职务: 主任科员}
        公函:
          来函单位: 省发展改革委办公室
          文号: 浙发改办函〔2026〕118号
          日期: 2026-05-06
          主题: 赴云溪县调研
          行程: 5月11日到县
          人员: [陈志远, 李娜]
    正确:
        来宾:
          - {姓名: 陈志远, 单位: 省发展改革委, 职务: 副主任}
          - {姓名: 李娜, 单位: 省发展改革委, 职务: 处长}
          - {姓名: 王磊, 单位: 省发展改革委, 职务: 主任科员}
        公函:
          来函单位: 省发展改革委办公室
          文号: 浙发改办函〔2026〕118号
          日期: 2026-05-06
          主题: 赴云溪县调研
          行程: 5月11日到县
          人员: [陈志远, 李娜, 王磊]
    """
    letter, guests = case.plan.letter, case.plan.guests
    if letter is None:
        return
    yield from other_numbers(case, letter)
    if not guests or not letter.members or case.is_blank(letter, "members"):
        return
    yield from other_titles(case, letter)
    if any(_AND_OTHERS.search(member) for member in letter.members):
        return
    members = [_plain(member) for member in letter.members]
    names = {
        id(guest): [_plain(name) for name in (guest.name, guest.name_zh, guest.name_en) if name] for guest in guests
    }
    for guest in guests:
        known = names[id(guest)]
        if not is_placeholder(guest.name) and not any(name in member for name in known for member in members):
            yield case.finding(
                guest,
                "name",
                _("公函的人员里没有{name}").format(name=guest.name),
                hint=_("核对姓名；确实增加的，请来访单位发更正函"),
            )
    for member, index in case.entries(letter, "members"):
        if not any(name in _plain(member) for known in names.values() for name in known):
            yield case.finding(
                letter,
                "members",
                _("公函有{name}，来宾名单里没有").format(name=member),
                index=index,
                hint=_("补进来宾名单；不来的，从公函人员里去掉并注明"),
            )


def _plain(name: str) -> str:
    """A name as it is compared: blanks, dots between parts and case do not matter."""
    return re.sub(r"[\s·•・．.-]", "", name).casefold()


@rule("GH04")
def letter_fits_the_dates(case: Case, figures: Figures) -> Iterator[Finding]:
    """公函日期不晚于来访首日，来访日期在公函行程之内；文号的年份是公函日期的年份，公函不是半年以前的。

    行程里写了几月几日的才核对；外事的公函一年以内都可以，一月份的公函可以是上一年的文号。

    为什么: 日期对不上，多半是改期后公函没有更新，或者公函是事后补的。
    怎么改: 核对公函日期；改期的，请来访单位发更正函。

    错误:
        公函:
          来函单位: 省发展改革委办公室
          文号: 浙发改办函〔2026〕118号
          日期: 2026-05-12
          主题: 赴云溪县调研
          行程: 5月11日到县
          人员: [陈志远, 李娜]
    正确:
        公函:
          来函单位: 省发展改革委办公室
          文号: 浙发改办函〔2026〕118号
          日期: 2026-05-11
          主题: 赴云溪县调研
          行程: 5月11日到县
          人员: [陈志远, 李娜]
    """
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
