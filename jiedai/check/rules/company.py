"""陪同和宣传 (PT, XW): how many officials go along, and how the visit is reported."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.check.words import in_words
from jiedai.diagnostics import Level
from jiedai.language import N_, _
from jiedai.model.base import Node
from jiedai.model.choice import ItemKind, Rank
from jiedai.model.schedule import Item
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.meals import companions
from jiedai.visit.movement import label
from jiedai.visit.orders import order_in
from jiedai.visit.people import guest_heads
from jiedai.visit.posts import (
    CENTRAL,
    CITY,
    COUNTY,
    PROVINCE,
    TOWNSHIP,
    Official,
    is_area_leader,
    is_state_leader,
    leads_place,
    level_of,
    officials,
    state_leader,
)

_IN_SESSION = (
    ItemKind.TALKS,
    ItemKind.MEETING,
    ItemKind.CONFERENCE,
    ItemKind.SIGNING,
    ItemKind.MEAL,
    ItemKind.PHOTO,
    ItemKind.REST,
)
"""Items whose people are participants, not an escort; who dines is for the rules on meals."""
_RESPONSIBLE = regex(r"(?:部长|主任|局长|署长|书记|省长|主席|行长|秘书长|会长|社长|台长|常委)$")
_LEVEL_NAMES = {CITY: N_("市"), COUNTY: N_("县"), TOWNSHIP: N_("乡镇")}


def escorts(case: Case) -> dict[str, tuple[Official, Node, str, int | None]]:
    """Who goes along with the guests, by name, with the place that says so: (official, node, field, index).

    Hosts who only take part in talks, meetings or meals are no escort; a host whom no item names is one.
    """
    people = officials(case)
    moving: dict[str, tuple[Item, int | None]] = {}
    sitting: set[str] = set()
    for _day, item in case.items:
        for name, index in case.entries(item, "hosts"):
            if item.kind in _IN_SESSION:
                sitting.add(name)
            else:
                moving.setdefault(name, (item, index))
    found: dict[str, tuple[Official, Node, str, int | None]] = {}
    for host in case.plan.hosts:
        if host.name in moving or host.name not in sitting:
            found[host.name] = (people[host.name], host, "name", None)
    for name, (item, index) in moving.items():
        found.setdefault(name, (people.get(name, Official(name)), item, "hosts", index))
    return found


@rule("PT01")
def few_escorts(case: Case, figures: Figures) -> Iterator[Finding]:
    """Few officials go along and no layer upon layer."""
    told: set[frozenset[str]] = set()
    people = officials(case)
    for _day, item in case.items:
        if item.kind in _IN_SESSION or not item.hosts or frozenset(item.hosts) in told:
            continue
        told.add(frozenset(item.hosts))
        heads = guest_heads(case, item.guests)
        guests = heads.number if heads else None
        number = companions(case, item.hosts)
        if guests is not None and number > max(guests, figures["least"]):
            yield case.finding(
                item,
                "hosts",
                _("{item}有 {number} 人陪同 {guests} 位来宾").format(item=label(item), number=number, guests=guests),
                hint=_("只留主陪和对口部门一人，其他人在点位等候"),
            )
        levels = {level_of(people[name]) for name in item.hosts if name in people}
        if levels >= {CITY, COUNTY, TOWNSHIP}:
            yield case.finding(
                item,
                "hosts",
                _("{item}由{levels}层层陪同").format(
                    item=label(item), levels=_("、").join(map(_, _LEVEL_NAMES.values()))
                ),
                hint=_("只留一级陪同，其他同志在点位等候"),
            )


def _responsible(case: Case, level: str) -> list[tuple[str, Node, str, int | None]]:
    """Responsible persons of central organs, or of a province, who go along: hosts, and guests beside the leaders."""
    found = []
    for name, (official, node, field, index) in escorts(case).items():
        if level_of(official) == level and _is_responsible(official):
            found.append((name, node, field, index))
    for guest in case.plan.guests:
        official = Official(guest.name, guest.unit, guest.post, guest.rank)
        if level_of(official) == level and _is_responsible(official) and not is_state_leader(official):
            found.append((guest.name, guest, "name", None))
    return found


def _is_responsible(official: Official) -> bool:
    if official.rank is not None:
        return official.rank.height <= Rank.MINISTER.height
    return _RESPONSIBLE.search(official.post) is not None


def _too_many(case: Case, leader: str, figures: Figures) -> Iterator[Finding]:
    if state_leader(case) != leader:
        return
    for level, name in ((CENTRAL, _("中央和国家机关")), (PROVINCE, _("省（区、市）"))):
        people, limit = _responsible(case, level), figures[level]
        if len(people) > limit:
            _name, node, field, index = people[limit]
            yield case.finding(
                node,
                field,
                _("{level}负责同志陪同 {number} 人，最多 {limit} 人").format(
                    level=name, number=len(people), limit=limit
                ),
                index=index,
                hint=_("减少 {number} 人").format(number=len(people) - limit),
            )


@rule("PT02")
def standing_committee(case: Case, figures: Figures) -> Iterator[Finding]:
    """With a member of the Politburo Standing Committee go few of central organs and of the province."""
    yield from _too_many(case, "standing_committee", figures)


@rule("PT03")
def politburo(case: Case, figures: Figures) -> Iterator[Finding]:
    """With another member of the Politburo go even fewer of central organs and of the province."""
    yield from _too_many(case, "politburo", figures)


@rule("PT04")
def one_leader_of_each_level(case: Case, figures: Figures) -> Iterator[Finding]:
    """No more leaders of the city and of the county go along than are allowed."""
    state = state_leader(case)
    if not state and case.plan.kind.value not in figures["visits"]:
        return
    by_level: dict[str, list[str]] = {}
    going = escorts(case)
    for name, (official, _node, _field, _index) in going.items():
        level = level_of(official)
        if level in (CITY, COUNTY) and is_area_leader(official):
            by_level.setdefault(level, []).append(name)
    for level, names in by_level.items():
        limit = figures[level]
        if len(names) <= limit:
            continue
        _official, node, field, index = going[names[limit]]
        yield case.finding(
            node,
            field,
            _("{level}级领导陪同 {number} 人（{names}），最多安排 {limit} 人").format(
                level=_(_LEVEL_NAMES[level]), number=len(names), names=_("、").join(names), limit=limit
            ),
            index=index,
            hint=_("只留一位陪同考察，其他同志只参加座谈或不参加"),
            level=None if state else Level.WARNING,
        )


def _city_leader(case: Case) -> bool | None:
    """Whether the guests are led by a chief of a city (secretary or mayor); None where no city leader comes."""
    leaders = [Official(guest.name, guest.unit, guest.post, guest.rank) for guest in case.plan.guests]
    leaders = [official for official in leaders if level_of(official) == CITY and is_area_leader(official)]
    return any(leads_place(official) for official in leaders) if leaders else None


@rule("PT05")
def city_leaders_escort(case: Case, figures: Figures) -> Iterator[Finding]:
    """The escort of a city's leaders: heads of departments, people of the county, cars."""
    chief = _city_leader(case)
    if chief is None:
        return
    limits = figures["chief" if chief else "other"]
    going = escorts(case)
    leader_names = {guest.name for guest in case.plan.guests}
    for level, name in ((CITY, _("市直部门负责人")), (COUNTY, _("县（市、区）"))):
        people = [who for who, entry in going.items() if level_of(entry[0]) == level and who not in leader_names]
        if len(people) > limits[level]:
            _official, node, field, index = going[people[limits[level]]]
            message = _("{level}陪同 {number} 人，最多 {limit} 人").format(
                level=name, number=len(people), limit=limits[level]
            )
            yield case.finding(node, field, message, index=index, hint=_("减少陪同人员"))
    yield from _travelling_briefers(case)
    for _day, item in case.items:
        if len(item.vehicles) > figures["cars"]:
            message = _("{item}用车 {number} 辆，最多 {limit} 辆").format(
                item=label(item), number=len(item.vehicles), limit=figures["cars"]
            )
            yield case.finding(item, "vehicles", message, hint=_("集中乘车"))


def _travelling_briefers(case: Case) -> Iterator[Finding]:
    """People who brief at one site and then ride on with the guests."""
    briefers = {name: item for _day, item in case.items for name in item.guide}
    hosts = {host.name for host in case.plan.hosts if host.role is not None}
    for _day, item in case.items:
        if item.kind is not ItemKind.TRANSFER:
            continue
        for name, index in case.entries(item, "hosts"):
            if name in briefers and name not in hosts:
                yield case.finding(
                    item,
                    "hosts",
                    _("{name}在{item}讲解，不随车走").format(name=name, item=label(briefers[name])),
                    index=index,
                    hint=_("讲解、汇报的人在点位等候"),
                )


@rule("PT06")
def no_demand_for_chiefs(case: Case, figures: Figures) -> Iterator[Finding]:
    """Nobody asks for the principal leader to go along or to receive."""
    letter = case.plan.letter
    said: list[tuple[Node, str, int | None, str]] = []
    if letter:
        said.append((letter, "subject", None, letter.subject or ""))
        said += [(letter, "itinerary", None, text) for text in letter.itinerary or ()]
    said += [(guest, "note", None, guest.note) for guest in case.plan.guests if guest.note]
    message, hint = _("不应要求主要负责同志陪同、迎送"), _("由分管同志陪同")
    for node, field, index, text in said:
        words = order_in(text, "chiefs")
        if words:
            told = _("“{words}”：{message}").format(words=words, message=message)
            yield case.finding(node, field, told, index=index, hint=hint)
    yield from in_words(case, "chiefs", message=message, hint=hint)


@rule("XW01")
def short_report(case: Case, figures: Figures) -> Iterator[Finding]:
    """Short reports of a city leader's visit: reporters, characters and minutes."""
    press, chief = case.plan.press, _city_leader(case)
    if press is None or chief is None:
        return
    limits = figures["chief" if chief else "other"]
    units = {"people": _("记者 {number} 人"), "words": _("文字 {number} 字"), "minutes": _("电视 {number} 分钟")}
    for field, text in units.items():
        number, limit = getattr(press, field), limits.get(field)
        if number is not None and limit is not None and number > limit:
            message = text.format(number=number) + _("，最多 {limit}").format(limit=limit)
            yield case.finding(press, field, message, hint=_("按标准压缩"))
