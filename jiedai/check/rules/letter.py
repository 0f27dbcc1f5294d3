"""公函 (GH): the letter of the visiting unit, its fields and what its words say of people, numbers and years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jiedai.check.engine import rule
from jiedai.check.rules.greeting import other_length
from jiedai.check.rules.itinerary import other_region, other_stay
from jiedai.check.rules.letter_about import (
    announcements,
    country_in_welcome,
    delegation_of_nobody,
    other_business,
)
from jiedai.check.rules.titles import country_of_nobody, department_of_nobody
from jiedai.diagnostics import Level
from jiedai.language import N_, _
from jiedai.model.choice import Kind
from jiedai.model.letter import Letter
from jiedai.model.people import Guest
from jiedai.model.placeholder import is_placeholder
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.names import is_one_post, may_be_one_unit, short_unit
from jiedai.visit.people import is_foreign
from jiedai.visit.statements import heads_told, is_public_event

_LETTER_FIELDS = {"issuer": N_("来函单位"), "number": N_("文号"), "date": N_("日期")}
_NO_ORGAN = regex(
    r"公司|集团|企业|商会|协会|学会|联合会|促进会|基金会|工厂|厂$|事务所|合作社|商行|株式会社|工作室|律所|Ltd|Inc|GmbH|Co\."
)
"""Who writes letters without the number of an organ."""
_INVITED = regex(r"开工|奠基|竣工|揭牌|启动仪式|签约仪式|开幕|庆典|推介会|论坛|招商会|投产|通车|观摩会|现场会")
_NO_SERIAL = regex(r"[〔［\[【（(]\s*(?:19|20)\d\d\s*[〕］\]】）)]\s*第?\s*号?\s*$")
_NO_SIGN = regex(r"[〔［\[【（(]\s*(?:19|20)\d\d\s*[〕］\]】）)]\s*第?\s*\d{1,5}\s*$")
_AND_OTHERS = regex(r"等|\d\s{0,9}[人名位]")


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
        if not case.is_blank(plan, "letter") and not _is_own(case):
            yield _no_letter(case, figures)
        return
    needs = set(figures["needs"]) - ({"number"} if _NO_ORGAN.search(letter.issuer or "") else set())
    missing = [_(label) for field, label in _LETTER_FIELDS.items() if field in needs and case.lacks(letter, field)]
    if missing:
        yield case.finding(
            plan,
            "letter",
            _("公函没有写{fields}").format(fields=_("、").join(missing)),
            hint=_("照公函原件补上；没有的请来访单位补发"),
            level=_level(case, figures),
        )


def _is_own(case: Case) -> bool:
    """Whether the office holds the event itself, or its guests are people of its own place: nobody writes to it."""
    plan, region = case.plan, case.office.office.region if case.office else None
    if plan.kind is Kind.CONFERENCE or is_public_event(case):
        return True
    return bool(region and plan.guests) and all(_of_place(guest.unit, region or "") for guest in plan.guests)


def _of_place(unit: str, region: str) -> bool:
    stem = region[:-1] if len(region) > 2 and region[-1] in "市县区旗" else region
    return unit.startswith((region, stem)) or (unit[:1] == region[-1] and unit[:1] in "县区旗")


def _no_letter(case: Case, figures: Figures) -> Finding:
    plan = case.plan
    message = _("没有来访单位的公函")
    hint = _("收到公函后填写“公函”：来函单位、文号、日期、主题、行程、人员；还没有收到的先写“待填”")
    level = _level(case, figures)
    if _INVITED.search(plan.title):
        message, level = _("没有公函"), Level.INFO
        hint = _("本单位举办的活动，把邀请函或活动通知填进“公函”；来宾单位另有来函的填来函")
    elif plan.kind is Kind.INVESTMENT:
        message = _("没有客商的来函，也没有邀请函")
        hint = _("把来访函或本单位的邀请函填进“公函”：来函单位、日期、主题、行程、人员（企业来函不要求文号）")
    return case.finding(plan, "title", message, hint=hint, level=level)


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
    if _NO_SERIAL.search(letter.number or ""):
        message = _("文号“{number}”没有写序号").format(number=letter.number)
        level = _level(case, figures) or Level.WARNING
        yield case.finding(letter, "number", message, hint=_("照公函原件补上，如〔2026〕5号"), level=level)
    elif _NO_SIGN.search(letter.number or ""):
        message = _("文号“{number}”后面没有“号”").format(number=letter.number)
        level = _level(case, figures) or Level.WARNING
        yield case.finding(letter, "number", message, hint=_("照公函原件补上，如〔2026〕5号"), level=level)
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
    yield from department_of_nobody(case)
    yield from country_of_nobody(case)
    yield from other_titles_told(case)
    yield from delegation_of_nobody(case)
    yield from country_in_welcome(case)
    if letter is None:
        return
    yield from other_numbers(case, letter)
    yield from other_sender(case, letter)
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
    unnamed = [guest for guest in guests if not is_placeholder(guest.name) and named.isdisjoint(names[id(guest)])]
    unlisted = [
        (member, index)
        for member, index in case.entries(letter, "members")
        if known.isdisjoint(_parts(_plain(member), lengths))
    ]
    yield from _one_misspelt(case, letter, unnamed, unlisted)
    for guest in unnamed:
        yield case.finding(
            guest,
            "name",
            _("公函的人员里没有{name}").format(name=guest.name),
            hint=_("核对姓名；确实增加的，请来访单位发更正函"),
        )
    for member, index in unlisted:
        yield case.finding(
            letter,
            "members",
            _("公函有{name}，来宾名单里没有").format(name=member),
            index=index,
            hint=_("核对姓名；要来的补进来宾名单，不来的也写进名单，注明“不来: 是”"),
        )


def _one_misspelt(
    case: Case, letter: Letter, unnamed: list[Guest], unlisted: list[tuple[str, int | None]]
) -> Iterator[Finding]:
    """One finding for a guest and a name of the letter that are one person misspelt; both are then done with.

    It stands where the name is that nothing else in the plan has.
    """
    for member, index in list(unlisted):
        guest = next((guest for guest in unnamed if _nearly(member, guest.name)), None)
        if guest is None:
            continue
        unnamed.remove(guest)
        unlisted.remove((member, index))
        message = _("公函写“{member}”，名单写“{name}”，像是同一个人").format(member=member, name=guest.name)
        hint = _("核对公函原件：名单写错的改名单，公函写错的请来访单位更正")
        if member in _named_elsewhere(case):
            related = (case.related(letter, "members", _("公函的人员在这里")),)
            yield case.finding(guest, "name", message, hint=hint, related=related)
        else:
            related = (case.related(guest, "name", _("名单在这里")),)
            yield case.finding(letter, "members", message, index=index, hint=hint, related=related)


def _nearly(one: str, other: str) -> bool:
    """Whether two names differ in one character, or in the order of two."""
    if len(one) < 2 or len(one) != len(other):
        return False
    apart = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    swapped = len(apart) == 2 and apart[0] == apart[1][::-1]
    return swapped or (len(apart) == 1 and (len(one) > 2 or one[0] == other[0]))


def _named_elsewhere(case: Case) -> set[str]:
    """The names in rooms, cars, seats and items."""
    plan = case.plan
    found = {name for stay in plan.lodging for room in stay.rooms for name in room.guests}
    found |= {name for ride in plan.rides for name in ride.riders}
    found |= {name for chart in plan.seating for name in (*chart.guests, *chart.people)}
    return found | {name for _day, item in case.items for name in item.guests}


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
    yield from other_region(case)
    yield from other_length(case)
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
    yield from other_stay(case, letter)
    yield from other_business(case, letter)


_TITLE = regex(
    r"(?:长|任|书记|经理|总监|总裁|主席|主管|助理|专员|秘书|干事|干部|科员|研究员|调研员|巡视员|工程师|会计师|教授|院士|记者"
    r"|译员|翻译|司机|驾驶员|[委组队社]员|老师|医生|顾问)$"
)
_AROUND = regex(r"[\s（）()：:，,、]+|同志$|先生$|女士$|一行.*$|等.*$|(?<!\d)\d{1,9}[人名位]$")
_YEAR = regex(r"[〔［\[【（(]\s*((?:19|20)\d\d)\s*[〕］\]】）)]")

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


_BEHIND_NAME = r"(?P<title>(?:副|常务副)?[\u4e00-\u9fff]{0,6}?(?:主任|书记|[厅局处科司部省市县区院校会团组镇乡州]长))"
_GOES_ON = r"(?=$|[一等率带来赴到及、，,。])"


def other_titles_told(case: Case) -> Iterator[Finding]:
    """People whom the title, or the subject of the letter, gives another post than the list: 秦朗副处长一行."""
    for node, field, text in announcements(case):
        for guest in case.written.guests:
            if is_placeholder(guest.post) or not guest.name or guest.name not in text:
                continue
            found = re.search(re.escape(guest.name) + _BEHIND_NAME + _GOES_ON, text)
            if found is None or is_one_post(found["title"], guest.post):
                continue
            message = _("这里写的是“{told}”，来宾名单里{name}的职务是“{post}”").format(
                told=found[0], name=guest.name, post=guest.post
            )
            related = (case.related(guest, "post", _("职务写在这里")),)
            yield case.finding(node, field, message, hint=_("核对职务，两处改成一致"), related=related)


_DEPARTMENT = regex(
    r"^(?P<area>省|市|国家|自治区)(?P<name>[\u4e00-\u9fff]{2,10}?(?:厅|局|委|委员会))(?:办公室|办公厅|办)?$"
)


def other_sender(case: Case, letter: Letter) -> Iterator[Finding]:
    """A letter of one department about people who are all of another one of the same area (省商务厅, 省发改委)."""
    sender = _DEPARTMENT.match(short_unit(letter.issuer or ""))
    units = [_DEPARTMENT.match(short_unit(guest.unit or "")) for guest in case.written.guests]
    if sender is None or not units or sender["name"].startswith(_FOR_OTHERS):
        return
    other = next((unit for unit in units if unit is not None), None)
    if other is None or any(unit is None or _may_write_for(sender, unit) for unit in units):
        return
    message = _("来函单位是{sender}，来宾都是{unit}的").format(sender=letter.issuer, unit=other[0])
    related = (case.related(case.written.guests[0], "unit", _("来宾的单位在这里")),)
    hint = _("核对公函原件和来宾单位；代为发函的，在备注里写明")
    yield case.finding(letter, "issuer", message, hint=hint, related=related)


_FOR_OTHERS = ("委", "外事", "政府", "纪委", "组织", "机关事务")
"""Departments that write for others."""


def _may_write_for(sender: re.Match[str], unit: re.Match[str]) -> bool:
    return sender["area"] != unit["area"] or may_be_one_unit(sender["name"], unit["name"])


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
        for number in dict.fromkeys((*heads_told(text), *_in_brackets(text))):
            if number not in listed:
                message = _("公函说一共 {told} 人，来宾名单有 {listed} 人").format(told=number, listed=heads.number)
                hint = _("核对人数；有变动的，请来访单位发更正函")
                yield case.finding(letter, field, message, index=index, hint=hint)


_BRACKETS = regex(r"[（(]\s*(?:共|计)?\s*(?P<number>\d{1,4})\s*[人名位]\s*[)）]")


def _in_brackets(text: str) -> Iterator[int]:
    """Numbers of people in brackets of their own: `5月11日上午抵达（8人）`."""
    yield from (int(found["number"]) for found in _BRACKETS.finditer(text))


def other_year(case: Case, letter: Letter, figures: Figures) -> Iterator[Finding]:
    """A number of another year than the letter's date, and a letter far older than the visit."""
    found = _YEAR.search(letter.number or "")
    if found and letter.date is not None:
        year = int(found[1])
        new_year = letter.date.month == 1 and year == letter.date.year - 1
        if year != letter.date.year and not new_year:
            message = _("文号是 {year} 年的，公函日期是 {date}").format(year=year, date=letter.date.isoformat())
            field = "date" if year == case.plan.dates.first.year else "number"
            yield case.finding(letter, field, message, hint=_("照公函原件核对文号和日期"))
            return
    if letter.date is None:
        return
    days = (case.plan.dates.first - letter.date).days
    if days > figures["age_foreign" if is_foreign(case) else "age"]:
        message = _("公函日期 {date} 比来访首日早 {days} 天").format(date=letter.date.isoformat(), days=days)
        yield case.finding(letter, "date", message, hint=_("核对公函日期的年份；确是旧函的，请来访单位重新发函"))
