"""Three ways at once: what was printed, what came back, what the plan says now; value by value, as read, not as typed.

What came back says what was printed: nothing is to be done. The plan says what was printed: what came back is put in.
Both say the same: nothing. Else it is a conflict, told and left to a person.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import ValidationError

from jiedai.diagnostics import KeyPath
from jiedai.language import _
from jiedai.loading import validated, visit_days, vocabulary
from jiedai.model.base import Node, keys_of, path_of
from jiedai.model.enumeration import Choice
from jiedai.model.kept import field_reader
from jiedai.model.messages import model_at, refusals
from jiedai.model.moments import Moment
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Plan
from jiedai.model.rank import level_of
from jiedai.model.reading import VisitDays
from jiedai.model.schedule import Item
from jiedai.model.times import DateRange, TimeRange, clock
from jiedai.source import EditError, read_bytes
from jiedai.source.edit import set_value, set_values
from jiedai.source.emit import Inline
from jiedai.visit.addresses import Address, places
from jiedai.visit.case import Case
from jiedai.workflow.changes.sheet import plain
from jiedai.workflow.drafting.emit import Emitter, Keys
from jiedai.workflow.drafting.request import Usage
from jiedai.workflow.drafting.settings import keys_used, put
from jiedai.workflow.intake.merging import Merged, Put, Unread


@dataclass(frozen=True)
class Told:
    """What a paper says at a place, other than what was printed there (`base`, None where that is not known)."""

    address: Address
    base: str | None
    theirs: str
    cell: str


def merge(text: str, told: Iterable[Told]) -> Merged:
    """The plan `text` with what was told put in where it is not in question.

    Raises:
        EditError: the plan is written in a way that cannot be changed there, or is none.
    """
    work = _Merging(text)
    for one in told:
        work.take(one)
    work.write()
    return work.result


def held_against(case: Case, told: Iterable[Told]) -> Merged:
    """What of that a plan with all that is filled in says otherwise, as `merge` would put it in; nothing is written.

    Raises EditError as `merge` does.
    """
    work = _Merging(case.loaded.source.raw, case.plan)
    for one in told:
        work.take(one)
    return work.result


class Unreadable(Exception):
    """A text that its field does not take; the text says why."""


def read_as(model: type[Node], attribute: str, text: str | list[str], days: VisitDays | None) -> Any:
    """A text, or several entries of a list, as the field of a section reads it. Raises Unreadable."""
    try:
        return field_reader(model, attribute).validate_python(text, context=days)
    except ValidationError as error:
        found = next(refusals(error, model), None)
        told = f"{found.message}；{found.hint}" if found and found.hint else found.message if found else str(text)
        raise Unreadable(told) from None


class _Merging:
    """The work on one plan: it is read once, and written once."""

    def __init__(self, text: str, said: Plan | None = None) -> None:
        """`said` is what counts as the plan, where that is more than what is written."""
        source = read_bytes(text.encode(), "", vocabulary=vocabulary())
        plan, _found = validated(source, Plan, visit_days(source.data))
        if plan is None or not isinstance(source.data, dict):
            raise EditError(_("方案有格式错误，先用 jiedai check 找出并改正"))
        self.result = Merged(text)
        self._plan = plan
        self._data: dict[str, Any] = source.data
        self._days = visit_days(source.data)
        self._keys: Keys = keys_used(source.data)
        self._places = {(place.section, place.entry, place.prefix): place.node for place in places(said or plan)}
        self._known = {(section, entry) for section, entry, _prefix in self._places}
        self._changes: list[tuple[KeyPath, Any]] = []
        """By paths of English keys."""

    def take(self, told: Told) -> None:
        """Decide on one value."""
        if told.address.entry is not None and told.address[:2] not in self._known:
            self._unknown(told, _("方案里已经没有 {what}").format(what=told.address.entry))
            return
        if told.address.field in ("time.start", "time.end"):
            self._take_end(told)
            return
        found = self._field(told.address)
        if found is None:
            self._unknown(told, _("方案里没有这一项可以改"))
            return
        model, node, attribute, path = found
        if attribute in ("name", "id") and node is not None:
            other = (told.address.section, told.theirs.replace(" ", "").replace("\u3000", "")) in self._known
            self._refuse(told, _known_by_it(attribute, told, other=other))
            return
        if not told.theirs.strip():
            self._refuse(told, _("清空了；方案里的“{value}”没有删，要删请在方案里删").format(value=told.base or ""))
            return
        entries = node.__dict__.get(attribute) if node is not None else None
        several = isinstance(entries, (list, tuple)) and len(entries) > 1 and type(entries) in (list, tuple)
        try:
            new = read_as(model, attribute, told.theirs.split("、") if several else told.theirs, self._days)
        except Unreadable as error:
            self._refuse(told, str(error))
            return
        theirs = self._plain(attribute, new, told.theirs)
        ours = self._ours(node, attribute)
        base = self._base(model, attribute, told.base, several=several)
        old = None if node is None else self._typed(node, attribute)
        if theirs in (ours, base):
            return
        if ours == base or _is_blank(old):
            self.result.applied.append(Put(str(told.address), ours, theirs, told.cell))
            self._changes.append((path, self._written(new, told.theirs, old)))
        else:
            self.result.conflicts.append(Put(str(told.address), ours, theirs, told.cell, told.base))

    def _take_end(self, told: Told) -> None:
        """Decide on the beginning or the end of an item's time, each for itself."""
        item = self._places[told.address.section, told.address.entry, ""]
        assert isinstance(item, Item)
        end = told.address.field.removeprefix("time.")
        try:
            theirs, base = (
                read_as(Item, "time", text, self._days).start if text else None for text in (told.theirs, told.base)
            )
        except Unreadable as error:
            self._refuse(told, str(error))
            return
        ours = getattr(item.time, end)
        if theirs is None:
            self._refuse(told, _("看不出是几点；写成 09:30"))
        elif theirs in (ours, base):
            return
        elif ours == base and not item.time.part:
            path = (*self._english(path_of(item)), "time")
            before = dict(self._changes).get(path) or str(item.time)
            span = read_as(Item, "time", before, self._days)._replace(**{end: theirs})
            self._changes = [change for change in self._changes if change[0] != path]
            self._changes.append((path, str(span)))
            address = told.address._replace(field="time")
            self.result.applied = [one for one in self.result.applied if one.path != str(address)]
            self.result.applied.append(Put(str(address), str(item.time), str(span), told.cell))
        else:
            self.result.conflicts.append(
                Put(str(told.address), None if ours is None else clock(ours), clock(theirs), told.cell, told.base)
            )

    def _unknown(self, told: Told, why: str) -> None:
        self.result.unknown.append(Unread(told.cell, told.theirs, why))

    def _refuse(self, told: Told, why: str) -> None:
        self.result.refused.append(Unread(told.cell, told.theirs, why))

    def _field(self, address: Address) -> tuple[type[Node], Node | None, str, KeyPath] | None:
        """The section of a field, its node (None where there is no section yet), its attribute, its English path."""
        prefix, _dot, name = address.field.rpartition(".")
        node = self._places.get((address.section, address.entry, f"{prefix}." if prefix else ""))
        if node is not None:
            path: KeyPath = (*self._english(path_of(node)), name)
            model: type[Node] = type(node)
        else:  # a section that the plan does not have yet, at the top or inside an entry
            around = self._places.get((address.section, address.entry, "")) if prefix else self._plan
            section = prefix or address.section
            if around is None:
                return None
            path = (*self._english(path_of(around)), section, name)
            model = model_at((section,), type(around))
            if model is type(around):
                return None
        attribute = next((one for one, english, _zh in keys_of(model) if name in (one, english)), None)
        return (model, node, attribute, path) if attribute else None

    def _english(self, path: KeyPath) -> KeyPath:
        """A path as typed with English keys."""
        made: list[str | int] = []
        for depth, step in enumerate(path):
            names = () if isinstance(step, int) else keys_of(model_at(path[:depth], Plan))
            made.append(next((english for names_of in names if step in names_of for english in names_of[1:2]), step))
        return tuple(made)

    # --- values as read -----------------------------------------------------------------------------------------------

    def _plain(self, attribute: str, value: Any, text: str) -> Any:
        if attribute == "rank" and (level := level_of(text)) is not None:
            return level.written
        return plain(value)

    def _ours(self, node: Node | None, attribute: str) -> Any:
        if node is None:
            return None
        value = getattr(node, attribute)
        level = getattr(node, "level", None) if attribute == "rank" else None
        return level.written if level is not None else plain(value)

    def _base(self, model: type[Node], attribute: str, base: str | None, *, several: bool) -> Any:
        if not base:
            return None
        try:
            read = read_as(model, attribute, base.split("、") if several else base, self._days)
            return self._plain(attribute, read, base)
        except Unreadable:
            return base

    # --- writing ------------------------------------------------------------------------------------------------------

    def _typed(self, node: Node, attribute: str) -> Any:
        """What stands in the file; the node itself may be a bare name there."""
        at: Any = self._data
        for step in path_of(node):
            at = at[step]
        names = next(names for names in keys_of(type(node)) if names[0] == attribute)
        return next((at[key] for key in names if key in at), None) if isinstance(at, dict) else None

    def _written(self, value: Any, text: str, old: Any) -> Any:
        """A value as the plan writes it."""
        if isinstance(value, Choice):
            return self._spelled(value)
        if isinstance(value, (list, tuple)) and type(value) in (list, tuple):
            entries = [self._spelled(one) if isinstance(one, Choice) else str(one) for one in value]
            return entries if len(entries) > 1 or isinstance(old, list) or isinstance(value, list) else entries[0]
        if isinstance(value, (Moment, dt.date, DateRange)) or (
            isinstance(value, TimeRange) and value.start is not None
        ):
            return str(value)
        return " ".join(text.split()) if "\n" not in str(old or "") else text.strip()

    def _spelled(self, value: Choice) -> str:
        return value.zh if self._keys == "zh" else str(value.value)

    def write(self) -> None:
        """Put everything decided into the text."""
        direct: list[tuple[KeyPath, Any]] = []
        others: list[tuple[KeyPath, Any]] = []
        spell = Emitter(Plan, self._keys).spelled
        for path, value in self._changes:
            typed = self._typed_path(path[:-1])
            section = self._at(typed) if typed is not None else None
            model = model_at(path[:-1], Plan)
            name = str(path[-1])
            if isinstance(section, dict) and typed is not None:
                names = next((names for names in keys_of(model) if name in names), (name,))
                key = next((key for key in names if key in section), spell(model, name))
                direct.append(((*typed, key), value))
            elif isinstance(section, str) and typed is not None:
                first = spell(model, keys_of(model)[0][0])
                direct.append((typed, Inline({first: section, spell(model, name): value})))
            else:
                others.append((path, value))
        self.result.text = set_values(self.result.text, direct) if direct else self.result.text
        for path, value in others:
            data: Any = read_bytes(self.result.text.encode(), "", vocabulary=vocabulary()).data
            try:
                self.result.text = put(self.result.text, data, path, value, self._keys)
            except Usage as error:
                raise EditError(str(error)) from None

    def _typed_path(self, path: KeyPath) -> KeyPath | None:
        """An English path as the file spells it; None where there is nothing of it."""
        at: Any = self._data
        made: list[str | int] = []
        for depth, step in enumerate(path):
            if isinstance(step, int):
                if not isinstance(at, list) or step >= len(at):
                    return None
                made.append(step)
            else:
                names = next((names for names in keys_of(model_at(path[:depth], Plan)) if step in names), (step,))
                key = next((key for key in names if isinstance(at, dict) and key in at), None)
                if key is None:
                    return None
                made.append(key)
            at = at[made[-1]]
        return tuple(made)

    def _at(self, path: KeyPath) -> Any:
        at: Any = self._data
        for step in path:
            at = at[step]
        return at


def _known_by_it(attribute: str, told: Told, *, other: bool) -> str:
    """Why a value is not changed by which something is known all over the plan; `other` entries may have it already."""
    if attribute == "id":
        return _("编号改了；别处也用这个编号，请在方案里改")
    if other:
        return _("方案里另有一个{new}；要把{old}换成这个人，在方案里改").format(old=told.base, new=told.theirs)
    return _("像是{old}改了名；用 jiedai replace {old} {new} 处处都换").format(old=told.base, new=told.theirs)


def _is_blank(value: Any) -> bool:
    return value is None or value in ("", [], {}) or (isinstance(value, str) and is_placeholder(value))


def set_other(text: str, keys: Sequence[str], value: str) -> str:
    """The plan `text` with a value under 其他, by the first of `keys` that is there, else the first. EditError."""
    source = read_bytes(text.encode(), "", vocabulary=vocabulary())
    data = source.data if isinstance(source.data, dict) else {}
    section = next((key for key in ("其他", "other") if key in data), None)
    if section is None or not isinstance(data[section], dict):
        section = section or ("其他" if keys_used(data) == "zh" else "other")
        return set_value(text, (section,), {keys[0]: value})
    name = next((key for key in keys if key in data[section]), keys[0])
    return set_value(text, (section, name), value)
