"""What changed between two versions of a plan, by meaning: what was typed otherwise and reads the same is no change."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from jiedai.model.base import Node, keys_of, nodes_in
from jiedai.model.office import Office
from jiedai.model.plan import Plan
from jiedai.model.schedule import Item
from jiedai.visit.case import Case
from jiedai.workflow.changes.sheet import (
    ITEMS,
    OFFICE,
    ORDERED,
    PLAN,
    PROGRESS,
    Record,
    Sheet,
    Used,
    canonical,
    sheet_of,
    used,
)

_GONE = "\0"
"""No record is known by it."""
ADDED, REMOVED, CHANGED, MOVED, RENAMED = "added", "removed", "changed", "moved", "renamed"


class Change(NamedTuple):
    """One change. `old` and `new` are what `sheet.plain` makes of values; of a record that came or went its values.

    `section` is that of a plan by English keys (`schedule.items`, `lodging.rooms`, `plan` for what stands at the top,
    `office.units`), `id` what the record is known by there, None for a section that there is once. `moved`: another
    place in the order of a list, from 1, or of a field the list in another order. `line` is that of the new file; of
    the old one where something is gone.
    """

    op: str
    section: str
    id: str | None
    field: str | None = None
    old: Any = None
    new: Any = None
    date: dt.date | None = None
    what: str | None = None
    line: int | None = None

    @property
    def key(self) -> tuple[str, str | None]:
        """The record that it is a change of."""
        return self.section, self.id


def changes(old: Case, new: Case, *, everything: bool = False) -> list[Change]:
    """What changed from one version of a plan to another, sections in the order of a plan, what is gone last in each.

    Progress (states of tasks, actual times, feedback, review, waivers) is left out unless `everything` is wanted.
    """
    wanted = both_used(old, new)
    one, other = (sheet_of(case, case.plan, case.loaded.office, "", wanted) for case in (old, new))
    renamed = renames(one, other)
    found = compared(one, other, renamed)
    return [
        change._replace(line=_line(old if change.op == REMOVED else new, change, one, other))
        for change in found
        if everything or not _is_progress(change)
    ]


def both_used(old: Case, new: Case) -> Used:
    """What of the office file either version of a plan speaks of."""
    before, after = used(old), used(new)
    return {section: before[section] | after[section] for section in after}


def without_progress(found: list[Change]) -> list[Change]:
    """Changes of what is planned; not of how far the visit has come."""
    return [change for change in found if not _is_progress(change)]


def _is_progress(change: Change) -> bool:
    return change.section in PROGRESS or f"{change.section}.{change.field}" in PROGRESS


# --- names that changed -----------------------------------------------------------------------------------------------

Renames = Mapping[tuple[str, str], str]
"""The new name of a person by section and old name."""
_SAME_PERSON = {
    "guests": (("unit", "post"), ("phone",)),
    "hosts": (("unit", "post"), ("phone",)),
    "crew": (("phone",),),
}


def renames(old: Sheet, new: Sheet) -> Renames:
    """The people who go by another name: one gone and one new of the same unit and post, or of the same telephone."""
    found: dict[tuple[str, str], str] = {}
    for section, ways in _SAME_PERSON.items():
        before, after = ({str(record.id): record for record in sheet.get(section, ())} for sheet in (old, new))
        gone = [record for name, record in before.items() if name not in after]
        come = [record for name, record in after.items() if name not in before]
        for fields in ways:
            for record in gone:
                same = [one for one in come if _alike(record, one, fields)]
                if len(same) == 1 and sum(_alike(one, same[0], fields) for one in gone) == 1:
                    found.setdefault((section, str(record.id)), str(same[0].id))
    return found


def _alike(one: Record, other: Record, fields: Iterable[str]) -> bool:
    return all(one.fields.get(field) and one.fields[field] == other.fields.get(field) for field in fields)


# --- sheets side by side ----------------------------------------------------------------------------------------------


def compared(old: Sheet, new: Sheet, renamed: Renames | None = None) -> list[Change]:
    """What makes one sheet of the other."""
    found: list[Change] = []
    for section in sorted({**new, **old}, key=_place):
        found += _section(section, old.get(section, []), new.get(section, []), renamed or {})
    return found


def _section(section: str, before: list[Record], after: list[Record], renamed: Renames) -> Iterator[Change]:
    names = _paired(section, before, after, renamed)
    moved = _moved([names[record.id] for record in before if record.id in names], after) if section in ORDERED else {}
    known = {names[record.id]: record for record in before if record.id in names}
    place = {record.id: number for number, record in enumerate(before, 1)}
    for number, record in enumerate(after, 1):
        was = known.get(record.id)
        if was is None:
            yield Change(ADDED, section, record.id, None, None, _said(record), record.date, record.what)
            continue
        about = (record.date, record.what)
        if was.id != record.id and section in {name for name, _old in renamed}:
            yield Change(RENAMED, section, record.id, "name", was.id, record.id, *about)
        if record.id in moved:
            yield Change(MOVED, section, record.id, None, place[was.id], number, *about)
        yield from _fields(section, was, record)
    kept = {record.id for record in after}
    for record in before:
        if names.get(record.id, _GONE) not in kept:
            yield Change(REMOVED, section, record.id, None, _said(record), None, record.date, record.what)


def _said(record: Record) -> dict[str, Any]:
    """The values of a record that say something."""
    return {name: value for name, value in record.fields.items() if value is not None and value is not False}


def _fields(section: str, was: Record, record: Record) -> Iterator[Change]:
    """The values that differ."""
    for field in {**record.fields, **was.fields}:
        old, new = was.fields.get(field), record.fields.get(field)
        if field == "name" and was.id != record.id:
            continue  # told as a new name
        if canonical(section, field, old) == canonical(section, field, new):
            continue
        same = isinstance(old, list) and isinstance(new, list) and sorted(map(str, old)) == sorted(map(str, new))
        op = MOVED if same and section not in (PLAN, ITEMS) else CHANGED
        yield Change(op, section, record.id, field, old, new, record.date, record.what)


def _paired(section: str, before: list[Record], after: list[Record], renamed: Renames) -> dict[str | None, str | None]:
    """What each old record is known by now; those of one name are told apart by their `tie`, then by their order."""
    now = {record.id: record for record in after}
    names: dict[str | None, str | None] = {}
    groups: dict[str, list[Record]] = {}
    for record in before:
        new = renamed.get((section, str(record.id)))
        if new is not None:
            names[record.id] = new
        elif record.tie and record.id is not None:
            groups.setdefault(_base(record.id), []).append(record)
        elif record.id in now:
            names[record.id] = record.id
    for base, records in groups.items():
        left = [record for record in after if record.id is not None and _base(record.id) == base]
        for alike in (True, False):
            for record in [one for one in records if one.id not in names]:
                found = next((one for one in left if not alike or one.tie == record.tie), None)
                if found is not None:
                    names[record.id] = found.id
                    left.remove(found)
    return names


def _base(name: str) -> str:
    """What a record is known by without the number that tells it from another one."""
    base, mark, number = name.rpartition("#")
    return base if mark and number.isdigit() else name


def _moved(before: list[str | None], after: list[Record]) -> set[str | None]:
    """Who has another place in the order: as few as explain it."""
    place = {name: number for number, name in enumerate(before)}
    names = [record.id for record in after if record.id in place]
    tails: list[int] = []
    ends: list[int] = []
    links: list[int] = []
    for number, name in enumerate(names):
        at = bisect_left(tails, place[name])
        links.append(ends[at - 1] if at else -1)
        tails[at:] = [place[name], *tails[at + 1 :]]
        ends[at:] = [number, *ends[at + 1 :]]
    kept, at = set(), ends[-1] if ends else -1
    while at >= 0:
        kept.add(names[at])
        at = links[at]
    return set(names) - kept


# --- the order of sections, and what fields are called ----------------------------------------------------------------


def _sections(root: type[Node], before: str = "") -> Iterator[tuple[str, type[Node]]]:
    """Every section of a plan or an office file with the model of its entries, in their order."""
    for attribute, english, _zh in keys_of(root):
        inner = next(nodes_in(root.model_fields[attribute].annotation), None)
        if english == "schedule":
            yield ITEMS, Item
        elif inner is not None:
            yield f"{before}{english}", inner
            if english in ("meals", "lodging") and not before:
                yield from ((name, model) for name, model in _sections(inner, f"{english}.") if "." in name)
        elif english in ("other", "translations"):
            yield f"{before}{english}", root


MODELS: dict[str, type[Node]] = {PLAN: Plan, **dict(_sections(Plan)), **dict(_sections(Office, OFFICE))}
"""The model of the records in each section, sections in their order."""
_ORDER = {section: number for number, section in enumerate(MODELS)}


def _place(section: str) -> int:
    return _ORDER.get(section, len(_ORDER))


def _line(case: Case, change: Change, old: Sheet, new: Sheet) -> int | None:
    """The line that a change stands on; None for what stands in no file."""
    sheet = old if change.op == REMOVED else new
    record = next((one for one in sheet.get(change.section, ()) if one.id == change.id), None)
    if record is None or record.node is None:
        return None
    fields = {english: attribute for attribute, english, _zh in keys_of(type(record.node))}
    attribute = fields.get((change.field or "").partition(".")[0])
    return case.span(record.node, attribute, office=change.section.startswith(OFFICE)).line
