"""Each fact once: a new plan without what is looked up all the same where it is meant.

What is looked up is for `visit.filled` to say, so it is asked: a field is left out where the filled plan has it anyway.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from jiedai.model.base import Node
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Plan
from jiedai.model.reading import VisitDays
from jiedai.visit.filled import HOTEL, filled
from jiedai.workflow.emit import Flow
from jiedai.workflow.playbook import blank

if TYPE_CHECKING:
    from jiedai.model.office import Office
    from jiedai.workflow.request import NewVisit

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
