"""A plan or office file as commented YAML text, from plain data with English keys.

Dicts become blocks, `Flow` dicts one line in braces, lists of scalars one line in brackets. Keys, choices and
yes/no are spelled in Chinese or English by the model's own declarations, so no key is written anywhere twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from jiedai.diagnostics import KeyPath
from jiedai.model.base import Node, keys_of, nodes_in
from jiedai.model.enumeration import Choice
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Plan
from jiedai.model.reading import VisitDays
from jiedai.source.emit import scalars
from jiedai.visit.filled import HOTEL, filled
from jiedai.workflow.drafting.playbook import blank

if TYPE_CHECKING:
    from jiedai.model.office import Office
    from jiedai.workflow.drafting.request import NewVisit

Keys = Literal["zh", "en"]

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class Flow(dict[str, Any]):
    """A section written on one line, in braces."""


@dataclass(frozen=True)
class Comments:
    """Comments by the path of what they belong to, in English keys: lines above it, or words after it."""

    above: Mapping[KeyPath, list[str]] = field(default_factory=dict)
    beside: Mapping[KeyPath, str] = field(default_factory=dict)


def scalar_text(value: object, *, flow: bool = True) -> str:
    """A scalar as YAML; in quotes only where it must be, a date never. `flow` says that it stands inside brackets."""
    if isinstance(value, str) and _DATE.fullmatch(value):
        return value
    return next(scalars(value, flow=flow, item=flow))


@dataclass(frozen=True)
class Emitter:
    """Writes sections of `root` in one spelling of the keys."""

    root: type[Node]
    keys: Keys
    comments: Comments = Comments()

    def document(self, data: Mapping[str, Any]) -> str:
        """The whole file: its sections in the order given, a blank line before every section of several lines."""
        return "\n".join(self._sections(data)) + "\n"

    def flow(self, model: type[Node], data: Mapping[str, Any]) -> str:
        """An entry on one line."""
        return self._inline(model, Flow(data))

    def spelled(self, model: type[Node], name: str) -> str:
        """The key of a field, by its attribute or English key."""
        for attribute, english, zh in keys_of(model):
            if name in (attribute, english):
                return zh if self.keys == "zh" else english
        return name

    def value(self, value: Any, *, flow: bool = True) -> str:
        """A scalar as it is written."""
        if isinstance(value, Choice):
            return scalar_text(value.zh if self.keys == "zh" else value.value)
        if isinstance(value, bool):
            return ("是" if value else "否") if self.keys == "zh" else ("true" if value else "false")
        return scalar_text(value, flow=flow)

    # --- blocks ------------------------------------------------------------------------------------------------------

    def _sections(self, data: Mapping[str, Any]) -> Iterator[str]:
        yield from self._above((), "")
        block_before = bool(self.comments.above.get(()))
        for name, value in data.items():
            lines = list(self._entry(self.root, name, value, (), ""))
            if block_before or len(lines) > 1:
                yield ""
            block_before = len(lines) > 1
            yield from lines
        if ending := list(self._above(("…",), "")):
            yield from ("", *ending)

    def _entry(self, model: type[Node], name: str, value: Any, path: KeyPath, indent: str) -> Iterator[str]:
        here = (*path, name)
        yield from self._above(here, indent)
        key = f"{indent}{self.spelled(model, name)}:"
        inner = _model_of(model, name)
        if _is_block(value):
            yield key + self._beside(here)
            if isinstance(value, dict):
                yield from self._block(inner, value, here, indent + "  ")
            else:
                for index, entry in enumerate(value):
                    yield from self._item(inner, entry, (*here, index), indent + "  ")
        else:
            yield f"{key} {self._inline(inner, value, inside=False)}{self._beside(here)}"

    def _block(self, model: type[Node], data: Mapping[str, Any], path: KeyPath, indent: str) -> Iterator[str]:
        for name, value in data.items():
            yield from self._entry(model, name, value, path, indent)
        yield from self._above((*path, "…"), indent)

    def _item(self, model: type[Node], entry: Any, path: KeyPath, indent: str) -> Iterator[str]:
        yield from self._above(path, indent)
        if not _is_block(entry):
            yield f"{indent}- {self._inline(model, entry)}{self._beside(path)}"
            return
        lines = list(self._block(model, entry, path, indent + "  "))
        yield f"{indent}- {lines[0].lstrip()}"
        yield from lines[1:]

    def _inline(self, model: type[Node], value: Any, *, inside: bool = True) -> str:
        if isinstance(value, dict):
            entries = (
                f"{self.spelled(model, name)}: {self._inline(_model_of(model, name), inner)}"
                for name, inner in value.items()
            )
            return "{" + ", ".join(entries) + "}"
        if isinstance(value, (list, tuple)):
            return "[" + ", ".join(self._inline(model, inner) for inner in value) + "]"
        return self.value(value, flow=inside)

    def _above(self, path: KeyPath, indent: str) -> Iterator[str]:
        for line in self.comments.above.get(path, ()):
            yield f"{indent}# {line}".rstrip()

    def _beside(self, path: KeyPath) -> str:
        text = self.comments.beside.get(path)
        return f"  # {text}" if text else ""


@cache
def _model_of(model: type[Node], name: str) -> type[Node]:
    """The section that a field holds; the same section where it holds none."""
    for (attribute, english, _zh), info in zip(keys_of(model), model.model_fields.values(), strict=True):
        if name in (attribute, english):
            return next(nodes_in(info.annotation), model)
    return model


def _is_block(value: Any) -> bool:
    if isinstance(value, Flow):
        return False
    if isinstance(value, dict):
        return bool(value)
    return isinstance(value, (list, tuple)) and any(isinstance(entry, dict) for entry in value)


_LOOKED_UP = {
    "schedule": frozenset({"place", "lead", "owner", "from", "to"}),
    "tasks": frozenset({"owner"}),
    "risks": frozenset({"owner"}),
}
"""The fields of the entries of a section that may be said elsewhere."""
_IN_TURN = (frozenset({"place", "lead"}), frozenset({"owner"}), frozenset({"from", "to"}))
"""What follows from what: who is responsible from the unit, the ends of a ride from the places around it."""


def plan_of(data: dict[str, Any], request: NewVisit) -> Plan:
    """The outline as a plan, without the sections whose blanks no type reads."""
    readable = {name: data[name] for name in ("defaults", "schedule", "lodging", "places", *_LOOKED_UP) if name in data}
    readable |= {"title": request.title, "kind": request.kind, "purpose": blank(), "dates": request.dates}
    return Plan.model_validate(readable, context=VisitDays(request.dates.first, request.dates.last))


def abridged(data: dict[str, Any], request: NewVisit, office: Office | None) -> dict[str, Any]:
    """The outline (keys in English) with every fact said once.

    Entries begin without what may be looked up and get back, round by round, what the filled plan does not say of them.
    """
    hotel = str(data.get("lodging", {}).get("hotel", ""))
    known = "" if is_placeholder(hotel) else hotel
    full = [(entry, _LOOKED_UP[section]) for section, entry in _entries(data)]
    written: list[set[str]] = [set(entry) - fields for entry, fields in full]
    while True:
        short = _with_entries(
            data, [_only(entry, names) for (entry, _fields), names in zip(full, written, strict=True)]
        )
        nodes = list(_nodes(filled(plan_of(short, request), office)))
        lacking = [
            {name for name in fields & set(entry) - names if not _says(node, name, entry[name], known)}
            for (entry, fields), names, node in zip(full, written, nodes, strict=True)
        ]
        if not any(lacking):
            return short
        now = next(fields for fields in _IN_TURN if any(names & fields for names in lacking))
        for names, more in zip(written, lacking, strict=True):
            names |= more & now


def _says(node: Node, name: str, value: str, hotel: str) -> bool:
    """Whether a node of the filled plan has what an outline means; 宾馆 is the hotel, where it is known."""
    meant = hotel if hotel and value in HOTEL else value
    found = getattr(node, "from_" if name == "from" else name)
    return bool(found == ((meant,) if isinstance(found, tuple) else meant))


def _only(entry: Flow, names: set[str]) -> Flow:
    return Flow({name: value for name, value in entry.items() if name in names})


def _entries(data: dict[str, Any]) -> Iterator[tuple[str, Flow]]:
    """The items, tasks and contingencies of an outline with their section, in its order."""
    yield from (("schedule", item) for day in data["schedule"] for item in day["items"])
    yield from ((section, entry) for section in ("tasks", "risks") for entry in data.get(section, ()))


def _with_entries(data: dict[str, Any], entries: list[Flow]) -> dict[str, Any]:
    """The outline with others in place of its items, tasks and contingencies."""
    rest = iter(entries)
    days = [day | {"items": [next(rest) for _item in day["items"]]} for day in data["schedule"]]
    changed: dict[str, Any] = {"schedule": days}
    for section in ("tasks", "risks"):
        if section in data:
            changed[section] = [next(rest) for _entry in data[section]]
    return data | changed


def _nodes(plan: Plan) -> Iterator[Node]:
    yield from (item for _day, item in plan.items())
    yield from (*plan.tasks, *plan.risks)
