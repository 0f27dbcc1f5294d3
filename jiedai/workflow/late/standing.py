"""Where a name stands in a plan: in the fields that refer to somebody or something, and in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from jiedai.diagnostics import KeyPath
from jiedai.model.base import Node, path_of, walk
from jiedai.model.conduct import Cost, Decor, Gift, Risk, Security, Task
from jiedai.model.hospitality import FixedSeat, Lodging, Meal
from jiedai.model.letter import Approval, Letter
from jiedai.model.office import Place, Road
from jiedai.model.people import CrewMember, Guest, Host, Leg
from jiedai.model.plan import Defaults, Plan
from jiedai.model.schedule import Forecast, Item, Step
from jiedai.model.words import unpadded
from jiedai.visit.case import Case
from jiedai.visit.references import NAMING, REFERENCES
from jiedai.workflow.late.draft import Draft
from jiedai.workflow.late.subjects import Kind

_BETWEEN = re.compile(r"(\s*[、，,;；/]\s*)")

_PLACES: dict[type[Node], tuple[str, ...]] = {
    **{
        model: tuple(field for field, register in fields if register == "place")
        for model, fields in REFERENCES.items()
        if any(register == "place" for _field, register in fields)
    },
    Leg: ("place",),
    Defaults: ("venue",),
}
_VEHICLES: dict[type[Node], tuple[str, ...]] = {
    **{
        model: tuple(field for field, register in fields if register == "vehicle")
        for model, fields in REFERENCES.items()
        if any(register == "vehicle" for _field, register in fields)
    },
    Defaults: ("vehicles",),
}
_PEOPLE: dict[type[Node], tuple[str, ...]] = {**NAMING, Defaults: ("owner",)}
_FIELDS = {Kind.PLACE: _PLACES, Kind.VEHICLE: _VEHICLES, Kind.PERSON: _PEOPLE, Kind.GUEST: _PEOPLE}

WORDS: dict[type[Node], tuple[str, ...]] = {
    Plan: ("title", "public_title", "purpose", "welcome", "other"),
    Guest: ("note", "other"),
    Item: ("what", "purpose", "plan_b", "dress", "materials", "notes", "other"),
    Step: ("what",),
    Forecast: ("advice",),
    Meal: ("fee", "sample"),
    FixedSeat: ("reason",),
    Decor: ("banners", "led", "carpet", "flowers", "crowd"),
    Gift: ("item",),
    Security: ("basis", "plan"),
    Task: ("what", "note"),
    Risk: ("scenario", "trigger", "actions", "fallback"),
    Cost: ("what",),
}
"""Fields in which people write sentences. What the letter and the approval say, and what has happened, stays."""

_TOLD = ("letter", "approvals", "actuals", "feedback", "review")
_SETTLED = (*_TOLD, "waivers", "places", "travel", "translations")
"""Sections of a plan that tell what others wrote, what has happened, or what something is."""


class Spot(NamedTuple):
    """A field of the plan, with the text in it; `item` where it is of one."""

    node: Node
    field: str
    path: KeyPath
    text: str
    item: Item | None


def nodes(case: Case) -> Iterator[tuple[Node, Item | None]]:
    """The sections of a plan as written that may change, each with the item that it is in."""
    settled = {id(node) for field in _SETTLED for node in _in(getattr(case.written, field))}
    items = {id(inner): item for _day, item in case.written.items() for inner in walk(item)}
    for node in walk(case.written):
        if id(node) not in settled and not isinstance(node, Letter | Approval | Place | Road):
            yield node, items.get(id(node))


def _in(value: Any) -> Iterator[Node]:
    for one in value if isinstance(value, (list, tuple)) else [value]:
        if isinstance(one, Node):
            yield from walk(one)


def references(draft: Draft, kind: Kind) -> Iterator[Spot]:
    """Every text in a field that refers to something of a kind: an entry of a list, or several names in one text."""
    for node, item in nodes(draft.case):
        for field in _FIELDS[kind].get(type(node), ()):
            path = draft.path(node, field)
            yield from (Spot(node, field, at, text, item) for at, text in leaves(draft.typed(path), path))


def entries(draft: Draft) -> Iterator[tuple[Host | CrewMember, KeyPath, bool]]:
    """The entries of 陪同 and 工作人员 with the place of the name, and whether nothing but the name is written."""
    people: list[Host | CrewMember] = [*draft.case.written.hosts, *draft.case.written.crew]
    for person in people:
        path = path_of(person)
        bare = not isinstance(draft.typed(path), dict)
        yield person, path if bare else draft.path(person, "name"), bare


def words(draft: Draft) -> Iterator[Spot]:
    """Every sentence of the plan."""
    for node, item in nodes(draft.case):
        for field in WORDS.get(type(node), ()):
            path = draft.path(node, field)
            yield from (Spot(node, field, at, text, item) for at, text in leaves(draft.typed(path), path))


def settled(draft: Draft) -> Iterator[tuple[KeyPath, str]]:
    """What others wrote and what has happened, with its places."""
    for field in _TOLD:
        path = draft.path(draft.case.written, field)
        yield from leaves(draft.typed(path), path)


def leaves(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """The texts in a value, with their places."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from leaves(one, (*path, key))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from leaves(one, (*path, index))
    elif value is not None and not isinstance(value, bool):
        yield path, str(value)


Renaming = Callable[[str], str | None]
"""What is written for a name; None for one that stays, an empty text for one that goes."""


def swapped(text: str, renaming: Renaming) -> str:
    """A text of names with others in the place of some, the marks between them as they were; each name once."""
    parts = _BETWEEN.split(text)
    names = parts[::2]
    found = [renaming(unpadded(name.strip())) for name in names]
    if all(one is None for one in found):
        return text
    told: list[str] = []
    kept: list[str] = []
    for number, (name, new) in enumerate(zip(names, found, strict=True)):
        new_name = name if new is None else new
        if not new_name or (new is not None and new in told) or (new is None and unpadded(name.strip()) in told):
            continue
        if kept:
            kept.append(parts[2 * number - 1])
        kept.append(new_name)
        told.append(unpadded(new_name.strip()))
    return "".join(kept)


def shortened(text: str, most: int = 24) -> str:
    """A sentence as it is quoted."""
    return text if len(text) <= most else text[: most - 1] + "…"


def rooms_of(stay: Lodging) -> str:
    """The numbers of the rooms that are written for a hotel."""
    return "、".join(room.number for room in stay.rooms if room.number)


# --- names in words ---------------------------------------------------------------------------------------------------

_BEFORE = re.compile(r"(?:^|[\s、，,。；;：:（(《“”\"'/—\-和与及跟同由请让给向对为找随陪派是叫换])$")
_AFTER = re.compile(
    r"^(?:$|[\s、，,。；;：:）)》“”\"'/—\-（(0-9和与及跟同]|同志|先生|女士|[一-鿿]{0,4}(?:书记|长|主任|部长|医生|老师|经理)"
    r"|电话|手机|陪|讲|介|负责|主持|汇报|联系|接|送|带|到|在|去|引|协|参|致|出|等|已|将|作|发言|讲话)"
)
_LONG_ENOUGH = 3
"""From so many characters on a name of a person is no ordinary word."""
_GOES_ON = re.compile(
    r"^(?:前?[东西南北中]?[一二三四五六七八九十]?(?:路|街|大道|巷|村|桥|立交|收费站|派出所|社区|小区)|[东西南北]路)"
)
"""What follows the name of a place where another place is meant: 云溪站前大道."""


class Hits(NamedTuple):
    """Where a name is in a text for certain, and where it may be."""

    sure: list[tuple[int, int]]
    doubtful: bool


def hits(text: str, name: str, kind: Kind, others: frozenset[str]) -> Hits:
    """Where a text names something; what stands in a longer name of something else is nothing.

    `others` are the names of everything else.
    """
    taken = [
        (found.start(), found.end())
        for other in others
        if name in other and other in text
        for found in re.finditer(re.escape(other), text)
    ]
    sure: list[tuple[int, int]] = []
    doubtful = False
    for found in re.finditer(_pattern(name, kind), text):
        start, end = found.span()
        if any(a <= start and end <= b for a, b in taken):
            continue
        if _certain(text[:start], text[end:], name, kind):
            sure.append((start, end))
        else:
            doubtful = True
    return Hits(sure, doubtful)


def _pattern(name: str, kind: Kind) -> str:
    if kind is Kind.VEHICLE and name.isascii():
        return rf"(?<![0-9A-Za-z]){re.escape(name)}(?=\s*号车)"
    return re.escape(name)


def _certain(before: str, after: str, name: str, kind: Kind) -> bool:
    """Whether a name between two texts is that name, and no part of other words."""
    match kind:
        case Kind.VEHICLE:
            return True
        case Kind.PLACE:
            return _GOES_ON.match(after) is None and (len(name) > 2 or _BEFORE.search(before) is not None)
        case _:
            return len(name) >= _LONG_ENOUGH or bool(_BEFORE.search(before) and _AFTER.match(after))


def exchanged(text: str, spots: list[tuple[int, int]], new: str) -> str:
    """A text with another name at some places."""
    for start, end in sorted(spots, reverse=True):
        text = text[:start] + new + text[end:]
    return text
