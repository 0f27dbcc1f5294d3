"""One person, place, hotel or vehicle put for another, everywhere that a plan names it, in the office's spelling.

What was said of the old one does not stay with the new: post, unit and telephone are those that the office knows, a
room number or a post that nobody knows becomes a blank. What the visiting side wrote - letter, approval - and what is
past stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, NamedTuple

from jiedai.diagnostics import KeyPath
from jiedai.language import N_, _
from jiedai.model.base import Node, path_of, spellings_of, walk
from jiedai.model.conduct import Actuals, Cost, Task
from jiedai.model.hospitality import Lodging
from jiedai.model.letter import Approval, Letter
from jiedai.model.office import Place, Road
from jiedai.model.people import CrewMember, Host
from jiedai.model.plan import Plan
from jiedai.model.words import read_names
from jiedai.visit.case import Case
from jiedai.visit.filled import known_of
from jiedai.visit.names import host_side, nearest
from jiedai.visit.references import DOERS, REFERENCES
from jiedai.workflow.late.draft import Draft, Edit, Look, drafted

_BLANK = "待填"
_BETWEEN = re.compile(r"(\s*[、，,;；]\s*)")
_NOT_OURS = (Letter, Approval, Actuals, Cost, Place, Road)
"""Sections whose words are somebody else's, or of the past, or about places themselves."""


class Kind(Enum):
    """What is put for another."""

    PERSON = "person"
    PLACE = "place"
    VEHICLE = "vehicle"


_REGISTERS = {
    Kind.PERSON: frozenset({"host", "anyone", "guest"}),
    Kind.PLACE: frozenset({"place"}),
    Kind.VEHICLE: frozenset({"vehicle"}),
}


class Unknown(Exception):
    """A name that the plan or the office does not have; `near` is one that may have been meant, or nothing."""

    def __init__(self, message: str, near: str) -> None:
        super().__init__(message)
        self.message, self.near = message, near


class Swap(NamedTuple):
    """What is replaced by what, both in the spelling that the plan or the office has."""

    kind: Kind
    old: str
    new: str


def swap_of(case: Case, old: str, new: str) -> Swap:
    """What two names mean. Unknown where the plan does not name the one, or the office does not know the other."""
    named = {kind: _named(case, kind) for kind in Kind}
    kind = next((kind for kind in (Kind.VEHICLE, Kind.PLACE, Kind.PERSON) if old in named[kind]), None)
    if kind is None:
        near = nearest(old, {name for names in named.values() for name in names})
        raise Unknown(_("方案里没有“{name}”").format(name=old), near)
    known = _known(case, kind)
    if new not in known or new == old:
        message = _(_MESSAGES[kind]) if new != old else _("“{name}”换成它自己，什么也不用改")
        raise Unknown(message.format(name=new), nearest(new, known - {old}) if new != old else "")
    if kind is Kind.PERSON and new in case.guest_by_name:
        raise Unknown(_("“{name}”是来宾，不能替接待方的人").format(name=new), "")
    return Swap(kind, old, new)


_MESSAGES = {
    Kind.PERSON: N_("名单和 office.yaml 里没有“{name}”"),
    Kind.PLACE: N_("office.yaml 的场所里没有“{name}”"),
    Kind.VEHICLE: N_("office.yaml 的车辆里没有车号“{name}”"),
}


def _known(case: Case, kind: Kind) -> frozenset[str]:
    """What can be put in the place of another."""
    if kind is Kind.VEHICLE:
        return frozenset(case.vehicle_by_number)
    return (
        frozenset(case.place_by_name)
        if kind is Kind.PLACE
        else frozenset(host_side(case)) | frozenset(case.guest_by_name)
    )


def _named(case: Case, kind: Kind) -> frozenset[str]:
    """What of a kind the plan names."""
    found = {name for node in walk(case.written) for field in _fields(node, kind) for name in _names(case, node, field)}
    return frozenset(found - case.guest_by_name.keys())


def _fields(node: Node, kind: Kind) -> Iterator[str]:
    """The fields of a section that name things of a kind."""
    yield from (field for field, register in REFERENCES.get(type(node), ()) if register in _REGISTERS[kind])
    if kind is Kind.PERSON:
        yield from DOERS.get(type(node), ())
        if isinstance(node, Host | CrewMember):
            yield "name"


def _names(case: Case, node: Node, field: str) -> tuple[str, ...]:
    path = _path(case, node, field)
    typed = case.loaded.source.value(path) if path else None
    entries = typed if isinstance(typed, list) else [typed]
    return tuple(name for entry in entries if isinstance(entry, str | int) for name in read_names(entry, None))


def _path(case: Case, node: Node, field: str) -> KeyPath | None:
    """Where a field stands in the file; None where it is not written. A bare name is its own section."""
    path = path_of(node)
    value = case.loaded.source.value(path)
    if isinstance(value, dict):
        key = next((key for key in spellings_of(type(node))[field] if key in value), None)
        return (*path, key) if key is not None else None
    return path if field == "name" else None


def replaced(case: Case, swap: Swap) -> Draft:
    """The plan with one thing put for another. EditError as of `drafted`."""
    edits: dict[KeyPath, Edit] = {}
    for node in walk(case.written):
        if not isinstance(node, _NOT_OURS):
            for edit in (*_references(case, swap, node), *_sayings(case, swap, node)):
                edits.setdefault(edit.path, edit)
    return drafted(case, edits.values(), list(_left(case, swap)))


# --- fields that name it ----------------------------------------------------------------------------------------------


def _references(case: Case, swap: Swap, node: Node) -> Iterator[Edit]:
    for field in _fields(node, swap.kind):
        path = _path(case, node, field)
        if path is None or swap.old not in _names(case, node, field):
            continue
        if field == "name" and swap.new in {one.name for one in _listed(case, node)}:
            yield Edit(path_of(node))
            return
        yield from _swapped(path, case.loaded.source.value(path), swap)
        yield from _with_it(case, swap, node, field)


def _listed(case: Case, node: Node) -> list[Any]:
    return [*case.written.hosts] if isinstance(node, Host) else [*case.written.crew]


def _swapped(path: KeyPath, typed: Any, swap: Swap) -> Iterator[Edit]:
    """The new name for the old in one field; where it stands there already, the old one goes."""
    if not isinstance(typed, list):
        yield Edit(path, "".join(swap.new if part.strip() == swap.old else part for part in _BETWEEN.split(str(typed))))
        return
    there = any(swap.new in read_names(entry, None) for entry in typed)
    for index, entry in enumerate(typed):
        if there and str(entry) == swap.old:
            yield Edit((*path, index))
        elif swap.old in read_names(entry, None):
            yield from _swapped((*path, index), entry, swap)


def _with_it(case: Case, swap: Swap, node: Node, field: str) -> Iterator[Edit]:
    """What is said of the old one in the same section."""
    if swap.kind is Kind.PERSON and (field == "name" or (field == "owner" and isinstance(node, Task))):
        known = _person(case, swap.new)
        for other in ("unit", "post", "phone", "rank", "order", "role"):
            if other not in type(node).model_fields or (isinstance(node, Task) and other != "phone"):
                continue
            path = _path(case, node, other)
            if path is None or other == "role":
                continue
            value = known.get(other)
            if value is not None:
                yield Edit(path, value)
            else:
                yield Edit(path) if other in ("phone", "rank", "order") else Edit(path, _BLANK)
    if swap.kind is Kind.PLACE and isinstance(node, Lodging):
        for room in node.rooms:  # they are the numbers of the other hotel
            path = _path(case, room, "number")
            if room.number and path:
                yield Edit(path, _BLANK)


def _person(case: Case, name: str) -> dict[str, Any]:
    """What the office knows of a person, as it is written there."""
    office = case.office
    found = {**known_of(office, name)}
    person = next((one for one in (office.people if office else ()) if one.name == name), None)
    found["rank"] = person.level.written if person is not None and person.level is not None else None
    unit = next((one for one in (office.units if office else ()) if name == one.deputy), None)
    found["unit"] = found.get("unit") or (unit.name if unit else None)
    found["phone"] = found.get("phone") or case.phone_of.get(name)
    return {field: value for field, value in found.items() if value}


# --- words that name it -----------------------------------------------------------------------------------------------


def _sayings(case: Case, swap: Swap, node: Node) -> Iterator[Edit]:
    """The texts of a section in which the old name stands, with the new one."""
    value = case.loaded.source.value(path_of(node))
    if not isinstance(value, dict):
        return
    naming = {key for field in _fields(node, swap.kind) for key in spellings_of(type(node))[field]}
    known = {key: field for field, keys in spellings_of(type(node)).items() for key in keys}
    for key, typed in value.items():
        if key in naming or key not in known or (isinstance(node, Plan) and key not in _SAID_OF_ALL):
            continue
        yield from _texts(swap, (*path_of(node), key), typed, lambda said: _reworded(case, swap, said))


_SAID_OF_ALL = frozenset({"欢迎词", "welcome"})
"""What stands at the top of a plan and may name places; its title and purpose are the visitors' own."""


def _texts(swap: Swap, path: KeyPath, typed: Any, reword: Callable[[str], str]) -> Iterator[Edit]:
    if isinstance(typed, str) and reword(typed) != typed:
        yield Edit(path, reword(typed))
    elif isinstance(typed, list):
        for index, entry in enumerate(typed):
            yield from _texts(swap, (*path, index), entry, reword) if isinstance(entry, str) else ()
    elif isinstance(typed, dict):
        for key, entry in typed.items():
            yield from _texts(swap, (*path, key), entry, reword) if isinstance(entry, str) else ()


def _reworded(case: Case, swap: Swap, text: str) -> str:
    """A text with the new name; unchanged where the old one may be a part of another name."""
    if swap.kind is Kind.VEHICLE:
        return re.sub(rf"(?<![\d]){re.escape(swap.old)}\s*号车", f"{swap.new}号车", text)
    longer = [name for name in case.place_by_name if swap.old in name and name != swap.old]
    if len(swap.old) < 2 or any(name in text for name in longer):
        return text
    return text.replace(swap.old, swap.new)


# --- what is left -----------------------------------------------------------------------------------------------------


def _left(case: Case, swap: Swap) -> Iterator[Look]:
    """Where the old name still stands, and what came with it that does not follow by itself."""
    source = case.loaded.source
    for node in walk(case.written):
        if (
            isinstance(node, _NOT_OURS)
            and not isinstance(node, Place | Road)
            and _says(source.value(path_of(node)), swap)
        ):
            line = source.span(path_of(node)).line
            yield Look(_("这里还写着“{name}”，没有改").format(name=swap.old), line)
    if swap.kind is Kind.PLACE:
        yield from _people_of_the_place(case, swap)
        if any(swap.old == stay.hotel for stay in case.written.lodging):
            yield Look(_("房号是{old}的，已改成“待填”；用 jiedai arrange rooms 重新排房").format(old=swap.old))
    if swap.kind is Kind.VEHICLE and any(ride.vehicle == swap.new for ride in case.written.rides):
        yield Look(_("{number}号车原来就有人坐，核对座位和驾驶员").format(number=swap.new))


def _says(value: Any, swap: Swap) -> bool:
    if isinstance(value, str):
        return len(swap.old) > 1 and swap.old in value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(_says(entry, swap) for entry in inner)


def _people_of_the_place(case: Case, swap: Swap) -> Iterator[Look]:
    """Items whose owner is there for the old place alone."""
    old, new = case.place(swap.old), case.place(swap.new)
    if old is None or not old.contact or (new is not None and new.contact == old.contact):
        return
    for _day, item in case.items:
        if item.owner == old.contact and swap.old in (*item.place, item.from_, item.to):
            message = _("{id} 的责任人{name}是{place}的联系人，看要不要换成{other}").format(
                id=item.id, name=old.contact, place=old.name, other=(new.contact if new else None) or _("那边的人")
            )
            yield Look(message, case.span(item, "owner").line)
