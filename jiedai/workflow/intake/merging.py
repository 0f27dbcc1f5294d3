"""The guests of a list put into a plan: new ones added, blanks of known ones filled, differences told and left."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedai.diagnostics import KeyPath
from jiedai.model.base import Node, keys_of
from jiedai.model.enumeration import Choice
from jiedai.model.people import Guest, Leg
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Plan
from jiedai.model.words import unpadded
from jiedai.source.edit import insert_items, set_values
from jiedai.source.emit import Inline
from jiedai.visit.names import is_one_post, may_be_one_unit
from jiedai.workflow.drafting.emit import Emitter, Keys
from jiedai.workflow.drafting.playbook import blank
from jiedai.workflow.drafting.settings import key_in, keys_used
from jiedai.workflow.intake.starting import guest

if TYPE_CHECKING:
    from jiedai.workflow.intake.found import Read, Value


@dataclass(frozen=True)
class Put:
    """A value of the list: its path in English, what the plan had, what it gets, and its cell."""

    path: str
    old: Any
    new: Any
    cell: str
    base: Any = None
    """What was printed there, where a conflict is with a paper of our own."""


class Unread(NamedTuple):
    """Something that was seen and not taken: its cell, what it says, and why it was left."""

    cell: str
    value: str
    why: str


@dataclass
class Merged:
    """What something that arrived does to a plan. `text` is the plan with what is not in question; `missing` are guests
    of the plan alone, who stay; `unknown` stands where no value of the plan was printed; `remarks` are comments.
    """

    text: str
    applied: list[Put] = field(default_factory=list)
    conflicts: list[Put] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    refused: list[Unread] = field(default_factory=list)
    unknown: list[Unread] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def merged(
    text: str, data: dict[str, Any], plan: Plan, read: Read, printed: Mapping[str, Any] = MappingProxyType({})
) -> Merged:
    """The plan `text` (its data with keys as typed, and the model's reading of it) with the guests of a list.

    `printed` is what the list said by path when we gave it out: where the plan says so still, the list wins.

    Raises:
        EditError: the plan is written in a way that cannot be changed there.
    """
    result = Merged(text)
    keys = keys_used(data)
    spell = _Spelling(keys)
    section = key_in(data, "guests") or Emitter(Plan, keys).spelled(Plan, "guests")
    entries = data.get(section) or []
    entries = entries if isinstance(entries, list) else [entries]
    known = {
        _plain(str(entry.get(key_of(entry, "name"), ""))): at
        for at, entry in enumerate(entries)
        if isinstance(entry, dict)
    }
    empty = [
        at for at, entry in enumerate(entries) if isinstance(entry, dict) and is_blank(entry.get(key_of(entry, "name")))
    ]
    changes: list[tuple[KeyPath, Any]] = []
    new: list[Inline] = []
    listed = set()
    for name, values in read.guests():
        listed.add(_plain(name))
        at = known.get(_plain(name))
        fresh = at is None
        if at is None and empty:
            at = empty.pop(0)
            changes.append(((section, at, key_of(entries[at], "name")), name))
        if fresh:
            result.added.append(name)
            result.applied.append(Put(f"guests.{name}.name", None, name, next(iter(values.values())).where))
        if at is None:
            result.applied += [
                Put(value.path, None, value.value, value.where) for facet, value in values.items() if facet != "name"
            ]
            new.append(spell.section(name, values, _house(plan, read)))
            continue
        ours = None if fresh else plan.guests[at]
        changes += _filled(result, (section, at), entries[at], ours, values, spell, printed)
    result.missing = [
        guest.name for guest in plan.guests if _plain(guest.name) not in listed and not is_placeholder(guest.name)
    ]
    if changes:
        result.text = set_values(result.text, changes)
    if new:
        result.text = insert_items(result.text, (section,), new)
    return result


def _filled(
    result: Merged,
    path: KeyPath,
    entry: dict[str, Any],
    ours: Guest | None,
    values: dict[str, Value],
    spell: _Spelling,
    printed: Mapping[str, Any],
) -> list[tuple[KeyPath, Any]]:
    """The changes to one guest of the plan; what differs goes to the conflicts."""
    if not printed and _is_another(ours, values):
        found = values["unit"]
        result.conflicts.append(Put(found.path, ours.unit if ours else None, found.value, found.where))
        return []
    changes: list[tuple[KeyPath, Any]] = []
    legs: dict[str, dict[str, Any]] = {}
    for facet, value in values.items():
        if facet == "name":
            continue
        way, _dot, part = facet.partition(".")
        key = key_of(entry, way)
        inner = entry.get(key)
        leg = inner if isinstance(inner, dict) else {}
        typed = leg.get(key_of(leg, part, Leg)) if part and (leg or inner is None) else inner
        before = printed.get(value.path)
        if is_blank(typed) or (before is not None and _same(facet, typed, ours, before)):
            if _same(facet, typed, ours, value.value):
                continue
            result.applied.append(Put(value.path, _told(facet, typed, ours), value.value, value.where))
            if part and not isinstance(inner, dict):
                legs.setdefault(way, {})[part] = value.value
            elif part:
                changes.append(((*path, key, key_of(leg, part, Leg, spell.keys)), value.value))
            else:
                changes.append(((*path, key_of(entry, facet, Guest, spell.keys)), spell.value(facet, value.value)))
        elif not _same(facet, typed, ours, value.value):
            result.conflicts.append(Put(value.path, _told(facet, typed, ours), value.value, value.where, before))
    for way, leg in legs.items():
        changes.append(
            (
                (*path, key_of(entry, way, Guest, spell.keys)),
                Inline({spell.key(Leg, part): value for part, value in leg.items()}),
            )
        )
    return changes


def _house(plan: Plan, read: Read) -> str:
    """The unit of those for whom a letter names none: who wrote it, as the plan calls it; empty for a mere list."""
    issuer = read.text("letter.issuer").split("、")[0]
    ours = plan.letter.issuer if plan.letter and plan.letter.issuer else ""
    return ours if issuer and ours and may_be_one_unit(ours, issuer) else issuer


def _is_another(ours: Guest | None, values: dict[str, Value]) -> bool:
    """Whether somebody of the list has but the name of a guest of the plan: another unit, and another post."""
    if (
        ours is None
        or "unit" not in values
        or is_blank(ours.unit)
        or may_be_one_unit(ours.unit, str(values["unit"].value))
    ):
        return False
    return "post" not in values or is_blank(ours.post) or not is_one_post(ours.post, str(values["post"].value))


def is_blank(value: Any) -> bool:
    """Whether a plan has nothing there, or says that it is to be filled in."""
    if isinstance(value, list):
        return all(is_blank(one) for one in value)
    return value is None or value == {} or (isinstance(value, str) and (not value.strip() or is_placeholder(value)))


def key_of(entry: dict[str, Any], name: str, model: type[Node] = Guest, keys: Keys | None = None) -> str:
    """The key by which an entry has a field, else the one in which it would be written."""
    for attribute, english, zh in keys_of(model):
        if name in (attribute, english):
            found = next((key for key in (zh, english, attribute) if key in entry), None)
            return found or (english if keys == "en" else zh)
    return name


def _plain(name: str) -> str:
    return re.sub(r"\s+", "", unpadded(name)).replace("•", "·").casefold()


def _meant(facet: str, ours: Guest | None) -> Any:
    """What a plan says of a guest, as read; None where it says nothing."""
    way, _dot, part = facet.partition(".")
    meant = getattr(ours, way, None) if ours is not None else None
    return getattr(meant, part, None) if part else meant


def _told(facet: str, typed: Any, ours: Guest | None) -> Any:
    """What a plan says of a guest, as it is told: a choice by its English name, as what arrived is; else as typed."""
    meant = None if is_blank(typed) else _meant(facet, ours)
    if isinstance(meant, Choice):
        return meant.value
    if isinstance(meant, list) and all(isinstance(one, Choice) for one in meant):
        return [one.value for one in meant]
    return typed


def _same(facet: str, typed: Any, ours: Guest | None, new: Any) -> bool:
    """Whether a value of the plan says what the list says."""
    meant = _meant(facet, ours)
    if facet in ("diet", "allergies"):
        return {one.value for one in meant or ()} == set(new)
    if isinstance(meant, Choice):
        return bool(meant.value == new)
    if facet == "phone":
        return re.sub(r"\D", "", str(typed)) == re.sub(r"\D", "", str(new))
    return folded_value(meant) == folded_value(new) or folded_value(typed) == folded_value(new)


def folded_value(value: Any) -> str:
    """A value without what does not count when two are compared: blanks, commas, the width of brackets."""
    return re.sub(r"[\s、，,]+", "", str(value)).replace("（", "(").replace("）", ")")


@dataclass(frozen=True)
class _Spelling:
    """Keys and choices in the spelling of the plan."""

    keys: Keys

    def key(self, model: type[Guest | Leg], name: str) -> str:
        return Emitter(Plan, self.keys).spelled(model, name)

    def value(self, facet: str, value: Any) -> Any:
        """A value of the list as the plan writes it."""
        written = guest("", {facet: _Plain(value)}).get(facet, value)  # type: ignore[dict-item]
        if isinstance(written, list):
            return [self._one(one) for one in written]
        return self._one(written)

    def _one(self, value: Any) -> Any:
        return (value.zh if self.keys == "zh" else value.value) if isinstance(value, Choice) else value

    def section(self, name: str, values: dict[str, Value], house: str) -> Inline:
        """A guest who is new to the plan, of the unit `house` where nothing else is said, with a blank for the post."""
        written = {"name": name, "unit": house or blank(), "post": blank()} | guest(name, values)
        entry = Inline()
        for attribute in Guest.model_fields:
            if attribute in written:
                value = written[attribute]
                if isinstance(value, dict):
                    value = {self.key(Leg, part): one for part, one in value.items()}
                else:
                    value = [self._one(one) for one in value] if isinstance(value, list) else self._one(value)
                entry[self.key(Guest, attribute)] = value
        return entry


@dataclass(frozen=True)
class _Plain:
    """A value alone."""

    value: Any
