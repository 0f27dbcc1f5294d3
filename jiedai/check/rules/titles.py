"""谁从哪里来、到哪里去 (of GH03, GS14): what titles and lists say, against guests and office."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.base import Node
from jiedai.model.placeholder import is_placeholder
from jiedai.patterns import regex
from jiedai.visit.case import Case, Finding
from jiedai.visit.data import words
from jiedai.visit.names import may_be_one_unit, short_unit
from jiedai.visit.nearly import one_sign_off
from jiedai.visit.people import is_foreigner

_DEPARTMENT = regex(
    r"(?<![向对与同报陪])(?P<unit>(?:国家|省|市|自治区|州)(?!委|级)[\u4e00-\u9fff]{2,10}?(?:厅|局|委员会|委))"
    r"(?=$|[、，,和及与联（(\s]|[\u4e00-\u9fff]{0,8}?(?:组|团|队|一行|领导|人员|同志|主任|[厅局处科司]长|巡视员|调研员|科员)|来|赴|到)"
)
"""A department of higher places, where those who come are named behind it."""
_WHERE_TO = regex(r"(?<=.)(?:来|赴|到|莅|在|关于|考察|参观|检查|督查|学习)")
"""Where a title goes on to what happens, and where."""


def department_of_nobody(case: Case) -> Iterator[Finding]:
    """Departments that the title, the letter or a group has coming, and from which no guest is."""
    plan, letter = case.plan, case.plan.letter
    units = [short_unit(guest.unit) for guest in case.written.guests if guest.unit]
    if not units or any(map(is_placeholder, units)):
        return
    units += [short_unit(letter.issuer)] if letter is not None and letter.issuer else []
    texts: list[tuple[Node, str, int | None, str]] = [(plan, "title", None, _head(plan.title))]
    if letter is not None:
        texts += [(letter, "members", index, member) for member, index in case.entries(letter, "members")]
    texts += [(guest, "group", None, guest.group) for guest in case.written.guests if guest.group]
    told = set()
    for node, field, index, text in texts:
        for found in _DEPARTMENT.finditer(text):
            unit = short_unit(found["unit"])
            if unit in told or any(unit in other or may_be_one_unit(unit, other) for other in units):
                continue
            told.add(unit)
            message = _("这里写的是{unit}，来宾没有一位是{unit}的").format(unit=found["unit"])
            hint = _("核对是哪个单位；来宾还没有写全的，补进名单")
            related = (case.related(case.written.guests[0], "unit", _("来宾的单位在这里")),)
            yield case.finding(node, field, message, index=index, hint=hint, related=related)


def _head(title: str) -> str:
    """The part of a title that says who comes: before 来, 赴, or what they do."""
    found = _WHERE_TO.search(title)
    return title if found is None else title[: found.start()] + "来"


def country_of_nobody(case: Case) -> Iterator[Finding]:
    """A country in the title of which no guest is, where the nationality of all foreign guests is written."""
    plan = case.plan
    nations = [guest.nationality for guest in plan.guests if guest.nationality and is_foreigner(guest)]
    if not nations or any(guest.nationality is None for guest in plan.guests):
        return
    names = [name for name in words("countries")["names"] if name in plan.title]
    longest = [name for name in names if not any(name != other and name in other for other in names)]
    strange = [name for name in longest if not any(name in nation or nation in name for nation in nations)]
    if not strange or len(strange) < len(longest):
        return  # one of several countries may only be spoken of
    message = _("标题写的是{country}，来宾的国籍是{nations}").format(
        country=_("、").join(strange), nations=_("、").join(dict.fromkeys(nations))
    )
    chief = next(guest for guest in plan.guests if is_foreigner(guest))
    related = (case.related(chief, "nationality", _("来宾的国籍在这里")),)
    yield case.finding(plan, "title", message, hint=_("核对标题和国籍，两处改成一致"), related=related)


_FLAG = regex(r"(?P<country>[\u4e00-\u9fff]{2,8}?国?)(?:的)?国旗")


def flag_of_nobody(case: Case) -> Iterator[Finding]:
    """A flag ordered in a task or an item of a country that no guest is from."""
    plan = case.plan
    nations = [guest.nationality for guest in plan.guests if guest.nationality and is_foreigner(guest)]
    texts: list[tuple[Node, str, str]] = [(task, "what", task.what) for task in plan.tasks if nations]
    texts += [(item, "what", item.what) for _day, item in case.items if nations]
    for node, field, text in texts:
        for found in _FLAG.finditer(text) if "国旗" in text else ():
            named = [name for name in words("countries")["names"] if found["country"].endswith(name)]
            country = max(named, key=len, default="中国")
            if country == "中国" or any(country in nation or nation in country for nation in nations):
                continue
            message = _("这里写的是{country}国旗，来宾的国籍是{nations}").format(
                country=country, nations=_("、").join(dict.fromkeys(nations))
            )
            hint = _("核对国旗；有别国来宾的，补上国籍")
            yield case.finding(node, field, message, hint=hint, level=Level.WARNING)


_LABEL = regex(r"^(?:会标|横幅|电子屏|字幕|内容)\s*[:：]\s*|[“”\"《》\s]")
_NEARLY = 2
"""Signs in which a banner may differ from the title and still be meant to be it."""
_SHORTEST = 8


def banner_unlike_title(case: Case) -> Iterator[Finding]:
    """Banners and screens that have the title with a sign or two otherwise: they hang for everybody to see."""
    decor, title = case.plan.decor, _LABEL.sub("", case.plan.title)
    if decor is None:
        return
    for field in ("banners", "led"):
        shown = getattr(decor, field)
        for thing in shown.things if shown else ():
            text = _LABEL.sub("", thing)
            meant = _nearly_in(text, title) if len(text) >= _SHORTEST else None
            if meant:
                message = _("这里写的是“{text}”，标题是“{title}”").format(text=text, title=meant)
                related = (case.related(case.plan, "title", _("标题在这里")),)
                hint = _("核对后改成一致，再送制作")
                yield case.finding(decor, field, message, hint=hint, related=related, level=Level.WARNING)


def _nearly_in(text: str, title: str) -> str | None:
    """The part of a title that is a text but for a sign or two; None where it is there as it stands, or is not."""
    if text in title:
        return None
    slip = one_sign_off(title, text, least=_SHORTEST)
    if slip is not None:
        return slip  # a sign too many, or one left out
    parts = (title[at : at + len(text)] for at in range(len(title) - len(text) + 1))
    near = (part for part in parts if sum(a != b for a, b in zip(part, text, strict=True)) <= _NEARLY)
    return next(near, None)


_PLACE = regex(r"(?:人民)?政府$|代表团$")
_UNIT = 5
"""Signs of a unit's name that is the same with one of them otherwise; of a shorter one nothing is said."""


def unit_misspelt(case: Case) -> Iterator[Finding]:
    """The name of the guests' unit with one sign otherwise in the title, the letter and the welcome."""
    plan, letter = case.plan, case.plan.letter
    texts: list[tuple[Node, str, int | None, str]] = [(plan, "title", None, plan.title)]
    if letter is not None:
        texts += [(letter, field, None, text) for field in ("issuer", "subject") if (text := getattr(letter, field))]
    texts += [(plan, "welcome", index, text) for index, text in enumerate(plan.welcome)]
    guests = {guest.unit: guest for guest in case.written.guests if guest.unit and not is_placeholder(guest.unit)}
    forms = {unit: {unit, short_unit(unit), _PLACE.sub("", unit)} for unit in guests}
    for node, field, index, text in texts:
        told = (text, short_unit(text))
        if any(form in one for all_forms in forms.values() for form in all_forms for one in told):
            continue  # it is there as it should be, and the other is another one
        for unit, guest in guests.items():
            near = (one_sign_off(text, form, least=_UNIT) for form in sorted(forms[unit], key=len, reverse=True))
            written = next(filter(None, near), None)
            if written is None:
                continue
            message = _("这里写的是“{written}”，来宾的单位是“{unit}”").format(written=written, unit=unit)
            related = (case.related(guest, "unit", _("来宾的单位在这里")),)
            hint = _("核对单位名称，改成一致")
            yield case.finding(node, field, message, index=index, hint=hint, related=related, level=Level.WARNING)
            break
