"""欢迎词 (of GH04, GS14): a welcome that was copied from another visit, or names a guest with a wrong sign."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.language import _
from jiedai.model.people import Guest
from jiedai.model.placeholder import is_placeholder
from jiedai.model.spoken import numeral
from jiedai.patterns import regex
from jiedai.visit.case import Case, Finding

_LENGTH = regex(
    r"(?<![\d第前后每各再一二两三四五六七八九十过近余])(?P<days>[1-9]|[一二两三四五六七八九])天"
    r"(?:里|的(?:行程|时间|访问|考察|调研|会议|活动|日程))"
)
_POST = regex(r"(?:主任|[厅局处科司部省市县区院校会团组镇乡]长|书记|主席|委员|院士|教授|先生|女士|总)")
_SURE = 4
"""Signs of a name (赖因哈特) that is the same name with one of them otherwise; a shorter one needs a post behind it."""


def other_length(case: Case) -> Iterator[Finding]:
    """Days that the welcome counts (`两天里`), where the visit takes another number of them."""
    days = case.plan.dates.days
    for index, text in enumerate(case.plan.welcome):
        found = _LENGTH.search(text) if "天" in text else None
        told = numeral(found["days"]) if found else None
        if found is not None and told != days:
            message = _("欢迎词说“{words}”，来访日期是 {days} 天").format(words=found[0], days=days)
            yield case.finding(case.plan, "welcome", message, index=index, hint=_("照来访日期改欢迎词"))


def misnamed_in_welcome(case: Case) -> Iterator[Finding]:
    """Names in the welcome that are a guest's but for one sign, and guests called by a post that is not theirs."""
    for index, text in enumerate(case.plan.welcome):
        for guest in case.plan.guests:
            wrong = _otherwise_called if _called(guest) in text else _misspelt
            yield from wrong(case, index, text, guest)


def _misspelt(case: Case, index: int, text: str, guest: Guest) -> Iterator[Finding]:
    name = _called(guest)
    written = _nearly_in(text, name) if len(name) >= _SURE - 1 else None
    if written is not None:
        message = _("欢迎词里写的是“{written}”，来宾名单里是“{name}”").format(written=written, name=name)
        related = (case.related(guest, "name", _("姓名写在这里")),)
        yield case.finding(case.plan, "welcome", message, index=index, hint=_("照名单改欢迎词"), related=related)


def _otherwise_called(case: Case, index: int, text: str, guest: Guest) -> Iterator[Finding]:
    name, post = _called(guest), guest.post or ""
    found = _TITLE.match(text, text.find(name) + len(name)) if len(name) > 1 else None
    if found is None or not post or is_placeholder(post) or found[0].removeprefix("副") in post:
        return
    message = _("欢迎词称{name}“{title}”，来宾名单里的职务是“{post}”").format(name=name, title=found[0], post=post)
    related = (case.related(guest, "post", _("职务写在这里")),)
    yield case.finding(case.plan, "welcome", message, index=index, hint=_("照名单改欢迎词"), related=related)


_TITLE = regex(r"副?(?:[市县区州厅局处科校院]长|主任|书记|主席|总经理|董事长)")
"""What somebody is called by behind the name; elsewhere such words are not of one post (委员, 总)."""


def _called(guest: Guest) -> str:
    """The part of a name by which people are addressed: the family name of foreigners."""
    return (guest.name_zh or guest.name).replace("•", "·").split("·")[-1]


def _nearly_in(text: str, name: str) -> str | None:
    """What stands in a text for a name with one sign otherwise, its first or any other; None where nothing does."""
    for at in range(len(text) - len(name) + 1):
        part = text[at : at + len(name)]
        if sum(one != other for one, other in zip(part, name, strict=True)) == 1 and (
            len(name) >= _SURE or _POST.match(text, at + len(name))
        ):
            return part
    return None
