"""别字 (of GS14): a word that the plan writes otherwise elsewhere, by a sign that sounds or looks alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.base import Node
from jiedai.visit.case import Case, Finding
from jiedai.visit.names import sound_alike
from jiedai.visit.nearly import are_contrasted
from jiedai.visit.statements import statements

_LENGTH = 5
"""Signs of a stretch that is the same but for one: shorter ones are the same by chance."""
_LEAST = 2
"""Other places that have it the usual way."""
_LOOK_ALIKE = (
    *(
        "域城",
        "己已巳",
        "未末",
        "土士",
        "干千",
        "候侯",
        "密蜜",
        "署暑",
        "拨拔",
        "析折",
        "晴睛",
        "徽微",
        "治冶",
        "延廷",
        "竞竟",
    ),
    *(
        "栽裁",
        "辨辩",
        "洽恰",
        "茶荼",
        "券卷",
        "爪瓜",
        "天夭",
        "免兔",
        "今令",
        "历厉",
        "博搏",
        "准淮",
        "准推",
        "盲育",
        "困因",
    ),
    *("季李", "贷货", "复夏", "大太", "人入", "刀力", "目自", "间问", "住往", "扬杨", "壁璧"),
)
_EITHER = ("的地得", "做作", "他她它", "像象", "帐账", "分份", "订定", "唯惟", "其期", "以已")
"""Signs of which both may stand."""


class _Place(NamedTuple):
    """A text with the place it stands in; `shown` where guests read it."""

    node: Node
    field: str
    index: int | None
    text: str
    shown: bool


def words_misspelt(case: Case) -> Iterator[Finding]:
    """Stretches of words that stand elsewhere twice with another sign, which sounds or looks like this one."""
    places = list({(place.text, id(place.node)): place for place in _places(case)}.values())
    told: set[int] = set()
    for around, found in _by_neighbours(places).items():
        signs: dict[str, set[int]] = {}
        for sign, number in found if len(found) > _LEAST else ():
            signs.setdefault(sign, set()).add(number)
        if len(signs) < 2:
            continue
        usual = max(signs, key=lambda sign: len(signs[sign]))
        for odd, numbers in signs.items():
            at = next(iter(numbers))
            if odd == usual or len(numbers) > 1 or len(signs[usual]) < _LEAST or at in told:
                continue
            if _may_be_confused(odd, usual):
                told.add(at)
                there = places[min(signs[usual])]
                yield _misspelt(case, places[at], there, around.replace(_GAP, odd), around.replace(_GAP, usual))


_GAP = "*"


def _by_neighbours(places: list[_Place]) -> dict[str, list[tuple[str, int]]]:
    """The signs between the same neighbours, each with the number of the place that it stands in."""
    found: dict[str, list[tuple[str, int]]] = {}
    for number, place in enumerate(places):
        text = place.text
        for start in range(len(text) - _LENGTH + 1):
            part = text[start : start + _LENGTH]
            if min(part) < "\u4e00" or max(part) > "\u9fff":
                continue
            for at in range(1, _LENGTH - 1):
                around = part[:at] + _GAP + part[at + 1 :]
                if around in found:
                    found[around].append((part[at], number))
                else:
                    found[around] = [(part[at], number)]
    return found


def _misspelt(case: Case, here: _Place, there: _Place, written: str, usual: str) -> Finding:
    message = _("这里写的是“{written}”，别处是“{usual}”").format(written=written, usual=usual)
    related = (case.related(there.node, there.field, _("另一种写法在这里")),)
    level = Level.WARNING if here.shown else None
    hint = _("写错的改正，没有写错的不用改")
    return case.finding(here.node, here.field, message, index=here.index, hint=hint, related=related, level=level)


def _may_be_confused(one: str, other: str) -> bool:
    """Whether a hand takes one sign for the other: it sounds or looks like it, and is not another word on purpose."""
    if are_contrasted(one, other) or any(one in signs and other in signs for signs in _EITHER):
        return False
    return sound_alike(one, other) or any(one in signs and other in signs for signs in _LOOK_ALIKE)


def _places(case: Case) -> Iterator[_Place]:
    plan, letter, decor = case.plan, case.plan.letter, case.plan.decor
    yield _Place(plan, "title", None, plan.title, shown=True)
    yield _Place(plan, "purpose", None, plan.purpose, shown=False)
    if letter is not None and letter.subject:
        yield _Place(letter, "subject", None, letter.subject, shown=False)
    yield from (_Place(plan, "welcome", index, text, shown=True) for index, text in enumerate(plan.welcome))
    for field in ("banners", "led") if decor is not None else ():
        put_up = getattr(decor, field)
        for text in put_up.things if put_up and decor is not None else ():
            yield _Place(decor, field, None, text, shown=True)
    for said in statements(case, risks=True):
        yield _Place(said.node, said.field, said.index, said.text, shown=False)
    for _day, item in case.items:
        if item.purpose:
            yield _Place(item, "purpose", None, item.purpose, shown=False)
