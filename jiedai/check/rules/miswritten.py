"""写错的字 (of GS14): posts, nationalities and names with a sign that nobody writes there."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.base import Node
from jiedai.model.people import CrewMember, Host
from jiedai.model.placeholder import is_placeholder
from jiedai.patterns import regex
from jiedai.visit.case import Case, Finding
from jiedai.visit.data import words
from jiedai.visit.names import alike, sound_alike
from jiedai.visit.nearly import is_one_slip

# --- posts ------------------------------------------------------------------------------------------------------------

_ONE = "主任|书记|主席|经理|总监|总裁|委员|科员|秘书|助理|教授|院士|记者|秘书长|董事长|调研员|巡视员|主任科员|工程师"
_CHIEF = "厅处科司局部省市县区镇乡州院校会队组站所行社"
_HEADS = (*_ONE.split("|"), *(f"{of}长" for of in _CHIEF))
"""Ends of posts; the shorter ones are those of many longer ones too."""
_DEPUTY = regex(rf"付(?={'|'.join(_HEADS)})")

_SWAPPED = regex(rf"([{_CHIEF}主])副([长任])(?=$|[、，,])")


def posts_miswritten(case: Case) -> Iterator[Finding]:
    """Posts with 付 for 副, and such as end in a sign that only sounds like that of a post: 主认 for 主任."""
    plan = case.written
    people: list[Node] = [*plan.guests, *plan.hosts, *plan.approvals]
    for person in people:
        post: str = getattr(person, "post", None) or ""
        meant = "" if is_placeholder(post) else _meant(post)
        if meant:
            message = _("职务“{post}”像是“{meant}”的笔误").format(post=post, meant=meant)
            yield case.finding(person, "post", message, hint=_("核对职务"), level=Level.WARNING)


def _meant(post: str) -> str:
    """The post that one was meant to be; nothing where it is one, or like none."""
    if _DEPUTY.search(post):
        return _DEPUTY.sub("副", post)
    if _SWAPPED.search(post):
        return _SWAPPED.sub(r"副\1\2", post)
    if post.endswith(_HEADS):
        return ""
    for head in sorted(_HEADS, key=len, reverse=True):
        end = post[-len(head) :]
        if end[:-1] == head[:-1] and any(alike((head, end))):
            return post[:-1] + head[-1]
    return ""


# --- nationalities ----------------------------------------------------------------------------------------------------


def countries_miswritten(case: Case) -> Iterator[Finding]:
    """Nationalities that are no country but one with a sign otherwise: 德囯 for 德国."""
    known = [*words("countries")["names"], "中国"]
    for guest in case.written.guests:
        nation = guest.nationality or ""
        if len(nation) < len("德国") or is_placeholder(nation) or any(name in nation for name in known):
            continue
        meant = next((name for name in known if name[0] == nation[0] and is_one_slip(nation, name)), None)
        if meant is not None:
            message = _("国籍“{nation}”像是“{meant}”的笔误").format(nation=nation, meant=meant)
            yield case.finding(guest, "nationality", message, hint=_("核对国籍"), level=Level.WARNING)


_LIKE_ZU = ("簇", "旅", "旋", "施")


def peoples_miswritten(case: Case) -> Iterator[Finding]:
    """Peoples whose last sign only sounds or looks like 族: 维吾尔簇."""
    for guest in case.written.guests:
        people = guest.ethnicity or ""
        slip = people[-1:] != "族" and (people[-1:] in _LIKE_ZU or sound_alike(people[-1:], "族"))
        if len(people) > 1 and slip and not is_placeholder(people):
            message = _("民族“{people}”像是“{meant}”的笔误").format(people=people, meant=f"{people[:-1]}族")
            yield case.finding(guest, "ethnicity", message, hint=_("核对民族"), level=Level.WARNING)


# --- units of the host side -------------------------------------------------------------------------------------------

_SURE = 4
"""Signs of a department that is a known one but for one of them."""


def host_units_miswritten(case: Case) -> Iterator[Finding]:
    """Units of hosts and crew that no list has, and that are a department's but for a sign."""
    office = case.office
    if office is None:
        return
    known = [*case.unit_by_name, office.office.name, office.office.short or ""]
    contacts = {unit.contact for unit in office.units}  # whose units GS16 compares
    people: list[Host | CrewMember] = [*case.written.hosts, *case.written.crew]
    for person in people:
        unit = person.unit or ""
        if len(unit) < _SURE or unit in known or is_placeholder(unit) or person.name in contacts:
            continue
        meant = next((name for name in known if name[:1] == unit[0] and is_one_slip(unit, name)), None)
        if meant is not None and sound_alike(*_apart(unit, meant)):
            message = _("单位“{unit}”像是“{meant}”的笔误").format(unit=unit, meant=meant)
            yield case.finding(person, "unit", message, hint=_("核对单位名称，改成一致"), level=Level.WARNING)


def _apart(one: str, other: str) -> tuple[str, str]:
    """The first signs in which two texts differ; nothing sounds like nothing."""
    return next(((a, b) for a, b in zip(one, other, strict=False) if a != b), ("", ""))


# --- names of several parts -------------------------------------------------------------------------------------------

_DOT = regex(r"(?<=[\u4e00-\u9fff])\s*[.．。‧,，、]\s*(?=[\u4e00-\u9fff])")


def dots_miswritten(case: Case) -> Iterator[Finding]:
    """Names whose parts are set apart by another sign than ·: they are found nowhere, and printed so."""
    for guest in case.written.guests:
        for field in ("name", "name_zh"):
            name: str = getattr(guest, field) or ""
            if not is_placeholder(name) and _DOT.search(name):
                message = _("姓名“{name}”的间隔号应是“·”：{right}").format(name=name, right=_DOT.sub("·", name))
                hint = _("改成“·”，别处的写法照它")
                yield case.finding(guest, field, message, hint=hint, level=Level.WARNING)
