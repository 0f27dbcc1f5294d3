"""The fields of a plan as it is written: every value with its path in the user's spelling and its name in English."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from jiedai.diagnostics import KeyPath
from jiedai.model.base import Node, keys_of, nodes_in
from jiedai.model.plan import Plan
from jiedai.model.reading import Reading
from jiedai.model.words import read_names
from jiedai.workflow.emit import Keys

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value in a plan. `name` is its dotted path in English without list positions, e.g. `schedule.items.owner`."""

    path: KeyPath
    name: str
    value: Any
    info: FieldInfo

    def names(self) -> tuple[str, ...]:
        """The value as a list of names."""
        return () if self.value is None else read_names(self.value, None)


def leaves(
    data: Any, model: type[Node], path: KeyPath = (), name: str = "", *, sections: bool = False
) -> Iterator[Leaf]:
    """Every value below `data`, a section of type `model`; with `sections` also what holds further fields itself."""
    if isinstance(data, list):
        for index, entry in enumerate(data):
            yield from leaves(entry, model, (*path, index), name, sections=sections)
    if isinstance(data, str):  # an entry that is a bare name
        (_attribute, english, _zh), info = next(zip(keys_of(model), model.model_fields.values(), strict=True))
        yield Leaf(path, f"{name}.{english}", data, info)
    if not isinstance(data, dict):
        return
    for (attribute, english, zh), info in zip(keys_of(model), model.model_fields.values(), strict=True):
        for key in dict.fromkeys((english, zh, attribute)):
            if key not in data:
                continue
            value, below = data[key], next(nodes_in(info.annotation), None)
            leaf = Leaf((*path, key), f"{name}.{english}".lstrip("."), value, info)
            if below is None or sections:
                yield leaf
            if below is not None:
                yield from leaves(value, below, leaf.path, leaf.name, sections=sections)


def key_in(data: dict[str, Any], name: str, model: type[Node] = Plan) -> str | None:
    """The key by which a section has a field, given in English; None where it has not."""
    for attribute, english, zh in keys_of(model):
        if name in (attribute, english):
            return next((key for key in (zh, english, attribute) if key in data), None)
    return None


def keys_used(data: dict[str, Any]) -> Keys:
    """The spelling in which most sections of a plan are written."""
    chinese = sum(zh in data for _attribute, _english, zh in keys_of(Plan))
    return "zh" if 2 * chinese >= len(data) else "en"


def readers_of(info: FieldInfo) -> set[Any]:
    """The functions that read the values of a field."""
    found = {entry.read for entry in info.metadata if isinstance(entry, Reading)}
    waiting = list(get_args(info.annotation))
    while waiting:
        part = waiting.pop()
        if isinstance(part, Reading):
            found.add(part.read)
        waiting.extend(get_args(part))
    return found
