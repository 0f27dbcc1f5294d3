"""Who and what a plan may refer to, the nearest to a misspelling, and when two texts are one name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from jiedai.language import _
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Plan
from jiedai.model.words import EVERYBODY, NOBODY
from jiedai.patterns import regex
from jiedai.visit import data
from jiedai.visit.case import Case, once
from jiedai.visit.data import words
from jiedai.visit.filled import HOTEL, absent, vehicles_called
from jiedai.visit.people import counted

_SYLLABLES = Path(data.__file__).with_name("syllables.txt")
_BETWEEN_POSTS = regex(r"[、，,;；/／（）()\s]+")
_LOWER = regex(r"[副代助]$|助理$|见习$|候任$|原$")
"""What before a post makes it another one."""
_AREA = regex(r"[省市县区州旗]")
_AREA_LENGTH = 5
"""Characters of the name of an area that an office may leave out: 云溪县卫健局 is 县卫健局 at home."""


@lru_cache(maxsize=1)
def _readings() -> str:
    """Lines of a syllable, a blank and the ideographs spoken so."""
    return _SYLLABLES.read_text(encoding="utf-8").partition("\n")[2]


@lru_cache(maxsize=4096)
def _syllables(character: str) -> tuple[str, ...]:
    """How an ideograph is spoken, without tones. Looked up in the text: a table of all takes longer than a check."""
    text, found = _readings(), []
    at = -1 if character.isascii() else text.find(character)
    while at >= 0:
        line = text.rfind("\n", 0, at) + 1
        found.append(text[line : text.index(" ", line)])
        at = text.find(character, at + 1)
    return tuple(found)


def sound_alike(one: str, other: str) -> bool:
    """Whether two ideographs are spoken alike but for their tones."""
    return not set(_syllables(one)).isdisjoint(_syllables(other))


LONGEST = 40
"""Signs that the name of a person or a unit may have."""


def alike(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names that differ in one ideograph, spoken alike but for its tone (吴钢, 吴刚); linear in the names.

    What is longer than LONGEST signs is no name.
    """
    near: dict[tuple[int, str, str, str], list[str]] = {}
    for name in dict.fromkeys(one for one in names if len(one) <= LONGEST):
        keys = [
            (at, name[:at], syllable, name[at + 1 :])
            for at, character in enumerate(name)
            for syllable in _syllables(character)
        ]
        yield from ((other, name) for other in dict.fromkeys(other for key in keys for other in near.get(key, ())))
        for key in keys:
            near.setdefault(key, []).append(name)


@lru_cache(maxsize=1024)
def short_unit(unit: str) -> str:
    """A unit in the short form of offices: 省发展和改革委员会 is 省发改委."""
    for full, short in words("units")["short"]:
        unit = unit.replace(full, short)
    return unit


def coming_unit(plan: Plan) -> str:
    """The unit that comes: that of the first guest, else the one that wrote; empty where nobody says."""
    named = [guest.unit for guest in plan.guests] + ([plan.letter.issuer] if plan.letter else [])
    return next((unit for unit in named if unit and not is_placeholder(unit)), "")


def is_one_unit(one: str, other: str) -> bool:
    """Whether two units are the same, one of them perhaps shortened or without the name of its area."""
    first, second = sorted(map(short_unit, ("".join(one.split()), "".join(other.split()))), key=len)
    if first == second:
        return True
    return second.endswith(first) and _AREA.match(first) is not None and len(second) - len(first) <= _AREA_LENGTH


def forms_of_one(units: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each unit that is another form of one before it, with that one; linear in the units."""
    whole: dict[str, str] = {}
    without_area: dict[str, str] = {}
    for unit in dict.fromkeys(units):
        short = short_unit("".join(unit.split()))
        endings = [short[cut:] for cut in range(1, _AREA_LENGTH + 1) if _AREA.match(short[cut:])]
        other = (
            whole.get(short) or without_area.get(short) or next((whole[end] for end in endings if end in whole), None)
        )
        if other is not None:
            yield other, unit
        whole.setdefault(short, unit)
        for end in endings:
            without_area.setdefault(end, unit)


def may_be_one_unit(one: str, other: str) -> bool:
    """Whether one unit may be a short form of the other: its characters stand in it in their order."""
    first, second = sorted(("".join(one.split()), "".join(other.split())), key=len)
    rest = iter(second)
    return is_one_unit(one, other) or all(character in rest for character in first)


def is_one_post(one: str, other: str) -> bool:
    """Whether somebody may have both posts: they are the same, or one is the other with its unit (投资处处长, 处长).

    A deputy is another one than his chief. Of several posts one is enough.
    """
    return any(_is_same(a, b) for a in _posts(one) for b in _posts(other))


def _posts(text: str) -> list[str]:
    return [post for post in _BETWEEN_POSTS.split(text) if post] or [text]


def _is_same(one: str, other: str) -> bool:
    first, second = sorted((one, other), key=len)
    if not second.endswith(first):
        return False
    return not _LOWER.search(second[: len(second) - len(first)])


@lru_cache(maxsize=1024)
def mobiles(phone: str) -> frozenset[str]:
    """The mobile numbers in a field for a phone, digits alone; extensions and desk lines are none."""
    digits = (re.sub(r"\D", "", part) for part in re.split(r"[、,;/]|转|分机|ext|#", phone))
    return frozenset(number[-11:] for number in digits if re.fullmatch(r"(?:86)?1[3-9]\d{9}", number))


_LATIN = regex(r"[A-Za-zÀ-ž][A-Za-zÀ-ž.'’ -]+")
_NO_PERSON = regex(
    r"(?:各|有关|相关|全体|随行|县|市|省|区|镇|乡|村).*(?:领导|负责人|负责同志|干部|人员|代表|单位|部门|局|办|委|政府)"
    r"|.*(?:局长|主任|县长|市长|省长|区长|镇长|乡长|书记|处长|科长|部长|院长|校长|经理|董事长|总监|组长|队长|站长|"
    r"主持人|讲解员|联络员|驾驶员|司机|医生|护士|译员|翻译|记者|专家|领导|负责人|负责同志|人员|代表|干部|成员|同志|班子|工作组|"
    r"志愿者|服务员|民警|交警|大队|公司|中心|酒店|宾馆|食堂|医院|学校|秘书|部门|单位|各组|全体|值班室|办公室|接待办|[政教]委)"
)
_EVERY_UNIT = regex(r"(?:各|有关|相关|沿线|全体|其他).*|.*等(?:单位|部门)?")


@lru_cache(maxsize=1024)
def is_person(text: str) -> bool:
    """Whether a text looks like the name of one person: not a post, not a group of people, not a unit."""
    return _is_name(text) and _NO_PERSON.fullmatch(text) is None


def _is_name(text: str) -> bool:
    """Whether a text is two to four ideographs, such words with · between them, or Latin letters.

    Without an expression: one with the range of all ideographs takes 2 ms to compile.
    """
    parts = text.replace("•", "·").split("·")
    if all(part and min(part) >= "\u3400" and max(part) <= "\u9fff" for part in parts):
        return len(parts) > 1 or 2 <= len(text) <= 4
    return _LATIN.fullmatch(text) is not None


_ZEROS = regex(r"(?<!\d)0+(?=\d)")


def _plain(name: str) -> str:
    """A name without what is easily typed wrong: width, case, blanks, and zeros before a number."""
    return _ZEROS.sub("", "".join(unicodedata.normalize("NFKC", name).casefold().split()))


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that `name` was probably meant to be, or nothing."""
    names = list(known)
    same = [other for other in names if _plain(other) == _plain(name)]
    if same:
        return same[0]
    holding = [other for other in names if len(other) > 1 and other in name]
    if holding:
        return max(holding, key=len)
    close = get_close_matches(name, names, 1, 0.5)
    return close[0] if close else ""


def _names_nobody(text: str, known: frozenset[str]) -> bool:
    """Whether a text is about people without naming one: neither like a name nor with a known name in it."""
    return not is_person(text) and not any(name in text for name in known)


@once
def written_twice(case: Case) -> frozenset[int]:
    """The guests (by `id`) whose name and unit stand in the list before them: one person written twice (GS11)."""
    seen: set[tuple[str, str]] = set()
    found = set()
    for guest in case.plan.guests:
        if not is_placeholder(guest.name) and not is_placeholder(guest.unit):
            key = (guest.name, short_unit(guest.unit))
            if key in seen:
                found.add(id(guest))
            seen.add(key)
    return frozenset(found)


class Register(NamedTuple):
    """Names that a field may hold, what to say of another one, and how to make it known.

    `loose` says which texts are no names of the register, so that they are not looked up: `各乡镇`, `有关负责同志`;
    `several` which names of the register one that is not clear may mean.
    """

    known: frozenset[str]
    problem: str
    remedy: str
    loose: Callable[[str], bool] = lambda name: False
    several: Callable[[str], list[str]] = lambda name: []

    def lacks(self, name: str) -> bool:
        """Whether the register should hold `name` and does not."""
        if not self.known or name in self.known or is_placeholder(name):
            return False
        return not self.loose(name)

    def advice(self, name: str) -> str:
        """What to do about a name it lacks."""
        if several := self.several(name):
            return _("写清是哪一种：{names}").format(names=_("、").join(several))
        meant = nearest(name, self.known)
        return _("是不是想写“{name}”？").format(name=meant) if meant else self.remedy


class Registers:
    """The registers of a case, built when first asked for; a register of nothing finds nothing missing."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._built: dict[str, Register] = {}

    def __getitem__(self, kind: str) -> Register:
        """`place`, `unit`, `vehicle`, `item`, `task`, `guest`, `host` or `anyone`."""
        if kind not in self._built:
            self._built[kind] = getattr(self, f"_{kind}")()
        return self._built[kind]

    def _place(self) -> Register:
        return Register(
            frozenset(self._case.place_by_name),
            _("office.yaml 的场所里没有“{name}”"),
            _("改成场所里的名称，或在 office.yaml 的场所里加上它"),
            lambda name: self._case.place(name) is not None or (name in HOTEL and bool(self._case.plan.lodging)),
        )

    def _unit(self) -> Register:
        plan, office = self._case.plan, self._case.office
        if office is None or not office.units:
            return Register(frozenset(), "", "")
        own = (office.office.name, office.office.short)
        visitors = [guest.unit for guest in plan.guests]
        visitors += [plan.letter.issuer] if plan.letter and plan.letter.issuer else []
        ours = [host.unit for host in plan.hosts] + [member.unit for member in plan.crew]
        former = (name for unit in office.units for name in unit.formerly)  # in plans written before it was renamed
        named = {*self._case.unit_by_name, *former, *own, *visitors, *ours, *(one.unit for one in office.people)}
        return Register(
            frozenset(name for name in named if name),
            _("office.yaml 的部门里没有“{name}”"),
            _("改成部门里的名称，或在 office.yaml 的部门里加上它"),
            lambda name: _EVERY_UNIT.fullmatch(name) is not None,
        )

    def _vehicle(self) -> Register:
        return Register(
            frozenset(self._case.vehicle_by_number),
            _("office.yaml 的车辆里没有车号“{name}”"),
            _("可用的车号：{names}").format(names=_("、").join(self._case.vehicle_by_number)),
            several=lambda name: vehicles_called(self._case.office, name),
        )

    def _item(self) -> Register:
        known = frozenset(self._case.item_by_id)
        return Register(known, _("日程里没有编号“{name}”"), _("对照日程里的编号修改"))

    def _task(self) -> Register:
        known = (name for task in self._case.plan.tasks for name in (task.id, task.what) if name)
        return Register(frozenset(known), _("任务里没有编号“{name}”"), _("对照任务的编号修改"))

    def _guest(self) -> Register:
        case, listed = self._case, bool(self._case.plan.guests)
        groups = [group.name for group in (case.plan.headcount.groups if case.plan.headcount else [])]
        away = (guest.name for guest in absent(case.written))
        known = {*case.guest_by_name, *case.guest_groups, *groups, *away}
        return Register(
            frozenset(known | EVERYBODY if known else ()),
            _("来宾和分组里没有“{name}”"),
            _("写来宾的姓名；分批活动的，先在来宾名单里写明分组"),
            lambda name: name == NOBODY or counted(name) is not None or (not listed and is_person(name)),
        )

    def _host(self) -> Register:
        known = frozenset(host_side(self._case) if self._case.plan.hosts else ())
        return Register(
            known,
            _("陪同名单和常备资料里没有“{name}”"),
            _("在陪同名单里加上这个人，或改正姓名"),
            lambda name: _names_nobody(name, known),
        )

    def _anyone(self) -> Register:
        guests = self["guest"].known
        known = frozenset(guests | set(host_side(self._case)) if self._case.plan.guests else ())
        return Register(
            known,
            _("来宾、陪同和工作人员里都没有“{name}”"),
            _("在名单里加上这个人，或改正姓名"),
            lambda name: _names_nobody(name, known),
        )


def host_side(case: Case) -> Iterator[str]:
    """Everybody of the host side whose name the plan's lists or the office file give; units under their own names."""
    plan, office = case.plan, case.office
    named: list[str | None] = [host.name for host in plan.hosts]
    named += [member.name for member in plan.crew]
    named += [entry.by for entry in plan.approvals]
    if office:
        named += [person.name for person in office.people]
        named += [name for unit in office.units for name in (unit.name, unit.contact, unit.deputy)]
        named += [place.contact for place in office.places]
        named += [vehicle.driver for vehicle in office.vehicles]
    yield from (name for name in named if name and not is_placeholder(name))
