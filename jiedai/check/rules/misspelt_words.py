"""别字 (of GS14): a word that the plan writes otherwise elsewhere, by a sign that sounds or looks alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jiedai.diagnostics import Level, Related
from jiedai.language import _
from jiedai.model.base import DamagedValue, Node
from jiedai.patterns import regex
from jiedai.visit.case import Case, Finding, once
from jiedai.visit.names import LONGEST, sound_alike
from jiedai.visit.nearly import are_contrasted
from jiedai.visit.statements import statements

_LENGTH = 5
"""Signs of a stretch that is the same but for one: shorter ones are the same by chance."""
_LEAST = 2
"""Other places that have it the usual way."""
_LOOK_ALIKE = (
    "域城", "己已巳", "未末", "土士", "干千", "候侯", "密蜜", "署暑", "拨拔", "析折", "晴睛", "徽微", "治冶",
    "延廷", "竞竟", "栽裁", "辨辩", "洽恰", "茶荼", "券卷", "爪瓜", "天夭", "免兔", "今令", "历厉", "博搏",
    "准淮", "准推", "盲育", "困因", "季李", "贷货", "复夏", "大太", "人入", "刀力", "目自", "间问", "住往",
    "扬杨", "壁璧", "体休", "晢晰", "拆折",
)  # fmt: skip
_EITHER = ("的地得", "做作", "他她它", "像象", "帐账", "分份", "订定", "唯惟", "其期", "以已")
"""Signs of which both may stand."""


class _Place(NamedTuple):
    """A text with the place it stands in; `shown` where guests read it, `about` where it is what the title is about."""

    node: Node
    field: str
    at: int | None
    text: str
    shown: bool
    about: bool = False


def words_misspelt(case: Case) -> Iterator[Finding]:
    """Stretches of words that stand elsewhere twice with another sign, which sounds or looks like this one."""
    places = _places(case)
    told: set[int] = set()
    for around, signs in _by_neighbours(places).items():
        if len(signs) < 2:
            continue
        usual = max(signs, key=lambda sign: (len(signs[sign]), -min(signs[sign])))
        for odd, numbers in signs.items():
            at = next(iter(numbers))
            if odd == usual or len(numbers) > 1 or at in told:
                continue
            if len(signs[usual]) < _LEAST and not (_is_title(places[min(signs[usual])]) and places[at].about):
                continue
            if _may_be_confused(odd, usual):
                told.add(at)
                there = places[min(signs[usual])]
                message = _("这里写的是“{written}”，别处是“{usual}”").format(
                    written=around.replace(_GAP, odd), usual=around.replace(_GAP, usual)
                )
                yield _misspelt(case, places[at], message, case.related(there.node, there.field, _("另一种写法在这里")))


_GAP = "*"


_RUN = regex(rf"[\u4e00-\u9fff]{{{_LENGTH},}}")


def _by_neighbours(places: Sequence[_Place]) -> dict[str, dict[str, set[int]]]:
    """The signs between the same neighbours, each with the numbers of the places that it stands in."""
    stretches: dict[str, set[int]] = {}  # a plan says most of them many times
    for number, place in enumerate(places):
        for run in _RUN.findall(place.text):
            for start in range(len(run) - _LENGTH + 1):
                stretches.setdefault(run[start : start + _LENGTH], set()).add(number)
    found: dict[str, dict[str, set[int]]] = {}
    for part, numbers in stretches.items():
        for at in range(1, _LENGTH - 1):
            found.setdefault(part[:at] + _GAP + part[at + 1 :], {})[part[at]] = numbers
    return found


def _is_title(place: _Place) -> bool:
    """Whether a text is the title, which purpose, letter, welcome and banners repeat: there once is enough."""
    return place.field == "title"


_SHORTEST = 3
"""Signs of the name of a bureau or a place that may be told in a text with one of them otherwise."""


def names_misspelt(case: Case) -> Iterator[Finding]:
    """Names of the office's bureaus, places and county in words, with a sign that sounds or looks alike: 云合镇."""
    office = case.office
    if office is None:
        return
    known = [*case.unit_by_name, *case.place_by_name, office.office.region or ""]
    names = [name for name in dict.fromkeys(known) if _SHORTEST <= len(name) <= LONGEST]
    names = list(_apart_from_themselves(names, "\n".join(place.text for place in _places(case))))
    for place in _places(case):
        for name in names:
            half = len(name) // 2
            if name in place.text or (name[:half] not in place.text and name[half:] not in place.text):
                continue
            written = _confused(place.text, name)
            if written is not None and not any(written in other for other in known):
                message = _("这里写的是“{written}”，常备资料里是“{usual}”").format(written=written, usual=name)
                yield _misspelt(case, place, message)
                break


def _apart_from_themselves(names: Iterable[str], text: str) -> Iterator[str]:
    """Names of which half stands somewhere in a text without the other: of a plan's few."""
    for name in names:
        half, rest = len(name) // 2, text.replace(name, "\n")
        if name[:half] in rest or name[half:] in rest:
            yield name


def _confused(text: str, name: str) -> str | None:
    """The part of a text that is a name but for a sign that may be taken for its own.

    That is one within the name: at an end of a short one another word may begin or go on (县委办, 县委班子).
    """
    for at in range(len(text) - len(name) + 1):
        part = text[at : at + len(name)]
        apart = [n for n, (one, other) in enumerate(zip(part, name, strict=True)) if one != other]
        if len(apart) != 1 or not _may_be_confused(part[apart[0]], name[apart[0]]):
            continue
        goes_on = "\u4e00" <= text[at + len(name) : at + len(name) + 1] <= "\u9fff"
        if 0 < apart[0] < len(name) - 1 or (len(name) >= _LENGTH and not (goes_on and apart[0])):
            return part
    return None


def _misspelt(case: Case, here: _Place, message: str, *related: Related) -> Finding:
    level = Level.WARNING if here.shown else None
    hint = _("写错的改正，没有写错的不用改")
    return case.finding(here.node, here.field, message, index=here.at, hint=hint, related=related, level=level)


def _may_be_confused(one: str, other: str) -> bool:
    """Whether a hand takes one sign for the other: it sounds or looks like it, and is not another word on purpose."""
    if are_contrasted(one, other) or any(one in signs and other in signs for signs in _EITHER):
        return False
    return sound_alike(one, other) or any(one in signs and other in signs for signs in _LOOK_ALIKE)


@once
def _places(case: Case) -> tuple[_Place, ...]:
    """Texts of the plan, the title first; what an item repeats of itself once.

    None where one cannot be read: it may be a witness, and the rest of GS14 is not to wait for it.
    """
    try:
        return tuple({(place.text, id(place.node)): place for place in _written(case)}.values())
    except DamagedValue:
        return ()


def _written(case: Case) -> Iterator[_Place]:
    plan, letter, decor = case.plan, case.plan.letter, case.plan.decor
    yield _Place(plan, "title", None, plan.title, shown=True)
    yield _Place(plan, "purpose", None, plan.purpose, shown=False, about=True)
    if letter is not None and letter.subject:
        yield _Place(letter, "subject", None, letter.subject, shown=False, about=True)
    yield from (_Place(plan, "welcome", index, text, shown=True, about=True) for index, text in enumerate(plan.welcome))
    if decor is not None:
        for field in ("banners", "led"):
            put_up = getattr(decor, field)
            for text in put_up.things if put_up else ():
                yield _Place(decor, field, None, text, shown=True, about=True)
    for said in statements(case, risks=True):
        yield _Place(said.node, said.field, said.index, said.text, shown=False)
    for _day, item in case.items:
        if item.purpose:
            yield _Place(item, "purpose", None, item.purpose, shown=False)
