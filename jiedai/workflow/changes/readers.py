"""Whom a change touches, and what each of them is told: nobody whose own view of the plan is the same as before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from jiedai.documents.view import is_liaison
from jiedai.model.base import Node
from jiedai.model.choice import PlanState
from jiedai.model.people import CrewMember, Host
from jiedai.model.schedule import Item
from jiedai.model.times import DateRange
from jiedai.visit.case import Case
from jiedai.workflow.changes.diff import ADDED, Change, both_used, changes, compared, renames, without_progress
from jiedai.workflow.changes.outlook import Outlook
from jiedai.workflow.changes.parts import Parts, Reader, parts
from jiedai.workflow.changes.sheet import ITEMS, PLAN, Sheet, used

_ALL_OF_IT = ("dates", "state")
"""What concerns every item of a visit."""
_BEFOREHAND, _AT_LEAST = dt.timedelta(hours=2), dt.timedelta(hours=1)
_REPLY_HOUR = dt.time(17)

_PEOPLE = frozenset({"name", "name_zh", "absent", "group", "order", "rank", "level", "unit", "post", "role"})
_AT_ITEM = frozenset({"guests", "hosts", "crew", "vehicles", "place", "kind"})
_WHO: dict[str, frozenset[str] | None] = {"guests": _PEOPLE, "hosts": _PEOPLE, "crew": _PEOPLE, "headcount": None}
_ORDER: Mapping[str, frozenset[str] | None] = _WHO | {
    "seating": None,
    "plan": frozenset({"kind"}),
    "office.conventions": None,
    "office.people": None,
}
"""What a seating follows from."""
_CAUSES: dict[tuple[str, str], Mapping[str, frozenset[str] | None]] = {
    (ITEMS, "riders"): _WHO | {"rides": None, ITEMS: _AT_ITEM, "office.vehicles": frozenset({"seats"})},
    (ITEMS, "with"): {"rides": None},
    ("meals", "diet"): {"guests": _PEOPLE | {"diet"}, "meals": frozenset({"guests"}), ITEMS: _AT_ITEM},
    ("meals", "allergies"): {"guests": _PEOPLE | {"allergies"}, "meals": frozenset({"guests"}), ITEMS: _AT_ITEM},
    ("meals", "heads"): _WHO | {"meals": frozenset({"guests"}), ITEMS: _AT_ITEM},
    ("meals", "companions"): _WHO | {"meals": frozenset({"hosts", "hosted"}), ITEMS: _AT_ITEM},
    ("seating", "order"): _ORDER,
    (ITEMS, "trains"): {"guests": _PEOPLE | {"arrive", "leave"}, ITEMS: None, "rides": None},
    ("headcount", "total"): _WHO,
}
"""Where what follows from a plan comes from: sections, and the fields of them that matter (None for all)."""
_INTO = frozenset({ITEMS, "tasks", "rides", "lodging", "lodging.rooms", "guests"})
"""Sections that decide which records are a reader's."""


class Notice(NamedTuple):
    """What a reader is told: whom to tell, whether they have to do something, until when they answer, what changed.

    `first` is when the first item that is affected begins, in the old or the new version; `own` are the records that
    leave them something to do.
    """

    reader: Reader
    contact: str | None
    phone: str | None
    act: bool
    reply_by: dt.datetime | None
    changes: list[Change]
    first: dt.datetime | None = None
    own: frozenset[tuple[str, str | None]] = frozenset()


class Comparison:
    """Two versions of a plan side by side, or one that is new to everybody (`old` is None).

    `days` are those that a visit was put off from, where the old version was put off already.
    """

    def __init__(self, old: Case | None, new: Case, days: DateRange | None = None) -> None:
        self.old = old
        self.new = new
        self._days = days or (old.plan.dates if old else None)
        wanted = used(new) if old is None else both_used(old, new)
        self.changes = changes(old, new) if old else without_progress(compared({}, Outlook(new, wanted).whole))
        """What changed, of the plan and of its progress nothing; all of the plan where it is new."""
        seated = old is not None and any(_causes(_ORDER, change) for change in self.changes)
        self._before = None if old is None else Outlook(old, wanted, seated=seated)
        self._after = Outlook(new, wanted, seated=seated)

    @property
    def moved(self) -> bool:
        """Whether the visit has other days than those that were first told."""
        return self._days is not None and self._days != self.new.plan.dates

    @cached_property
    def readers(self) -> list[Reader]:
        """Everybody who has, or had, papers of the plan."""
        known = dict.fromkeys(parts(self.new).readers())
        return list(known | dict.fromkeys(parts(self.old).readers() if self.old else ()))

    @cached_property
    def _seen(self) -> dict[Reader, list[Change]]:
        """What changed for each reader for whom anything did."""
        if not self.changes:
            return {}
        found = {}
        for reader in self.readers:
            old = self._before.sheet(reader) if self._before else {}
            if told := without_progress(compared(old, self._after.sheet(reader), self._renamed)):
                found[reader] = told
        return found

    @cached_property
    def _renamed(self) -> dict[tuple[str, str], str]:
        return dict(renames(self._before.whole, self._after.whole)) if self._before else {}

    def seen_by(self, reader: Reader) -> tuple[Sheet, Sheet]:
        """What a reader saw, and sees."""
        return (self._before.sheet(reader) if self._before else {}), self._after.sheet(reader)

    # --- whom a change touches ----------------------------------------------------------------------------------------

    def touching(self) -> list[tuple[Change, list[str]]]:
        """Each change with the keys of the readers whom it touches."""
        found: list[tuple[Change, list[str]]] = [(change, []) for change in self.changes]
        for reader, told in self._seen.items():
            for number in self._behind(told):
                found[number][1].append(reader.key)
        return found

    def _behind(self, told: list[Change]) -> list[int]:
        """The changes that what a reader is told comes from, by their number.

        They are those of the same records, and those that what is derived follows from. Other records come into sight,
        or go, with them; where there are no such changes, with a change of what decides whose a record is.
        """
        numbered = list(enumerate(self.changes))
        hit = {number for number, change in numbered if any(_same(change, one) for one in told)}
        derived = [one for one in told if one.field and not any(_same(change, one) for change in self.changes)]
        hit |= {number for number, change in numbered if any(_follows(one, change) for one in derived)}
        hit = hit or {number for number, change in numbered if change.section in _INTO}
        return sorted(hit) or [number for number, _change in numbered]

    # --- what they are told -------------------------------------------------------------------------------------------

    def notices(self, at: dt.datetime) -> list[Notice]:
        """What each reader is told who is touched: first who has to do something, then by the first item, then by name.

        `at` is the moment of issue.
        """
        made = [self._notice(reader, told, at) for reader, told in self._seen.items()]
        return sorted(made, key=lambda one: (not one.act, one.first or dt.datetime.max, one.reader.key))

    def untouched(self) -> list[str]:
        """The keys of the readers who hear nothing."""
        return sorted(reader.key for reader in self.readers if reader not in self._seen)

    def _notice(self, reader: Reader, told: list[Change], at: dt.datetime) -> Notice:
        contact, phone = self._contact(reader)
        first = min(self._starts(reader, told), default=None)
        reply = self._reply_by(first, at) if reader.answers else None
        own = frozenset(change.key for change in told if self._acts(reader, change))
        return Notice(reader, contact, phone, bool(own), reply, told, first, own)

    def _reply_by(self, first: dt.datetime | None, at: dt.datetime) -> dt.datetime:
        """17:00 of the day before the visit, or two hours before the first item, an hour after the issue at least."""
        days = [case.plan.dates.first for case in (self.old, self.new) if case]
        latest = dt.datetime.combine(min(days) - dt.timedelta(days=1), _REPLY_HOUR)
        if first is not None:
            latest = min(latest, first - _BEFOREHAND)
        return max(latest, at.replace(second=0, microsecond=0) + _AT_LEAST)

    def _starts(self, reader: Reader, told: list[Change]) -> Iterator[dt.datetime]:
        """When the items begin that a reader's changes are about, as they were and as they are."""
        whole = any(change.section == PLAN and change.field in _ALL_OF_IT for change in told)
        for case, sheet in zip((self.old, self.new), self.seen_by(reader), strict=True):
            if case is None:
                continue
            numbers = {str(change.id).partition("#")[0] for change in told if change.section == ITEMS}
            numbers |= {
                str(change.id).partition("/")[0].partition("#")[0] for change in told if change.section in _MEALS
            }
            if whole or self.old is None:
                numbers |= {str(record.fields["id"]) for record in sheet.get(ITEMS, ())}
            for number in numbers & case.item_by_id.keys():
                start = case.start_of(case.item_by_id[number][1])
                if start is not None:
                    yield start

    # --- who has to do something --------------------------------------------------------------------------------------

    def _acts(self, reader: Reader, change: Change) -> bool:
        """Whether a change of what a reader sees leaves them something to do: they lead it, drive, cook or house."""
        if reader.kind not in _ACTING:
            return False
        if change.section == PLAN:
            return change.field in (None, *_ALL_OF_IT) and self._has_part(reader)
        key = (change.section, change.id)
        stands = self._after.nodes.get(key)
        if stands is not None or self._before is None:
            return stands is not None and _does(parts(self.new), reader, stands, change)
        assert self.old is not None
        former = self._before.nodes.get(key)
        return former is not None and _does(parts(self.old), reader, former, change)

    def _has_part(self, reader: Reader) -> bool:
        """Whether a reader leads, drives, cooks or houses anything, in the old or the new version."""
        for outlook in filter(None, (self._before, self._after)):
            for (section, _id), node in outlook.nodes.items():
                if _does(outlook.parts, reader, node, Change(ADDED, section, _id)):
                    return True
        return False

    # --- whom to tell -------------------------------------------------------------------------------------------------

    def _contact(self, reader: Reader) -> tuple[str | None, str | None]:
        """Whom to call for a reader, and the number; for the guests the liaison."""
        return contact_of(self.new, reader) if self.new.office or not self.old else contact_of(self.old, reader)


_ACTING = ("staff", "unit", "driver", "kitchen", "hotel")
_MEALS = ("meals", "meals.menu", "rides")


def _does(shares: Parts, reader: Reader, node: Node, change: Change) -> bool:
    """Whether something is a reader's to do in a version of the plan."""
    match reader.kind:
        case "staff":
            return not shares.own.isdisjoint(shares.leading(node))
        case "unit":
            return reader.name in shares.leading(node)
        case "driver":
            return isinstance(node, Item) and reader.name in shares.vehicles_of(node)
        case "kitchen":
            item = node if isinstance(node, Item) else _item(shares.case, change)
            return item is not None and shares.kitchen_of(item) == reader.name
        case _:
            if isinstance(node, Item):
                return reader.name in node.place
            return change.section in ("lodging", "lodging.rooms", "guests") and reader.name in shares.hotels()


def _item(case: Case, change: Change) -> Item | None:
    """The item of a meal or a dish."""
    if change.section not in _MEALS:
        return None
    found = case.item_by_id.get(str(change.id).partition("/")[0].partition("#")[0])
    return found[1] if found else None


def contact_of(case: Case, reader: Reader) -> tuple[str | None, str | None]:
    """Whom to call for a reader, and the number, as the plan and the office file know it."""
    match reader.kind:
        case "unit":
            unit = case.unit_by_name.get(reader.name)
            if unit is not None:
                return unit.contact, unit.phone
            known: list[Host | CrewMember] = [*case.plan.hosts, *case.plan.crew]
            person = next((one for one in known if one.unit == reader.name), None)
            return (person.name, person.phone) if person else (None, None)
        case "driver":
            vehicle = case.vehicle_by_number.get(reader.name)
            return (vehicle.driver, vehicle.phone) if vehicle else (None, None)
        case "kitchen" | "hotel":
            place = case.place(reader.name)
            return (place.contact, place.phone) if place else (None, None)
        case "guest":
            liaison = next((one for one in case.plan.crew if is_liaison(one.duty)), None)
            return (liaison.name, liaison.phone) if liaison else (None, None)
        case _:
            return None, None


# --- which change a reader's change comes from ------------------------------------------------------------------------


def _same(change: Change, told: Change) -> bool:
    """Whether what a reader is told is a change of the plan, or of the record that it is in."""
    if change.key != told.key:
        return False
    return change.field is None or told.field is None or change.field == told.field


def _follows(told: Change, change: Change) -> bool:
    """Whether what a reader is told, which stands nowhere in the plan, follows from a change of it."""
    return _causes(_CAUSES.get((told.section, str(told.field).partition(".")[0]), {}), change)


def _causes(causes: Mapping[str, frozenset[str] | None], change: Change) -> bool:
    """Whether a change is one of those that something follows from."""
    if change.section not in causes:
        return False
    fields = causes[change.section]
    return fields is None or change.field is None or change.field.partition(".")[0] in fields


def readers_of(old: Case, new: Case) -> list[tuple[Change, list[str]]]:
    """What changed between two versions, each change with the keys of the readers whom it touches."""
    return Comparison(old, new).touching()


def is_off(case: Case) -> bool:
    """Whether a visit does not take place as planned: it is put off or called off."""
    return case.plan.state is not PlanState.NORMAL
