"""Reading a section from data of which some values are left out, with the places of the rest as they were."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import ValidationError

from jiedai.diagnostics import KeyPath
from jiedai.model.base import Node, children, set_path, spellings_of
from jiedai.model.listing import origins
from jiedai.model.messages import Refusal, refusals
from jiedai.model.reading import VisitDays

AnyNode = TypeVar("AnyNode", bound=Node)


class Without:
    """Data without the values at some paths; a list closes up, so places in it are told in both countings."""

    def __init__(self, data: Any, removed: Iterable[KeyPath]) -> None:
        self.removed = frozenset(removed)
        self.data = self._pruned(data, ()) if self.removed else data

    def _pruned(self, data: Any, path: KeyPath) -> Any:
        if isinstance(data, dict):
            return {k: self._pruned(v, (*path, k)) for k, v in data.items() if (*path, k) not in self.removed}
        if isinstance(data, list):
            return [self._pruned(v, (*path, i)) for i, v in enumerate(data) if (*path, i) not in self.removed]
        return data

    def original(self, path: KeyPath) -> KeyPath:
        """Where a path of the pruned data was before."""
        found: KeyPath = ()
        for step in path:
            place = step
            if isinstance(place, int):
                for gone in sorted(
                    last for *rest, last in self.removed if isinstance(last, int) and tuple(rest) == found
                ):
                    place += gone <= place
            found = (*found, place)
        return found


def read_section(
    root: type[AnyNode], without: Without, visit: VisitDays | None
) -> tuple[AnyNode | None, list[Refusal]]:
    """The section in the data, or None and why not, places as they are in the whole data."""
    try:
        return root.model_validate(without.data, context=visit), []
    except ValidationError as error:
        found = list(refusals(error, root))
    if without.removed:
        found = [one._replace(path=without.original(one.path), twin=without.original(one.twin)) for one in found]
    return None, found


def place(root: Node, without: Without) -> None:
    """Tell each node where it stands, in the user's own spelling of the keys."""
    waiting: list[tuple[Node, Any, KeyPath]] = [(root, without.data, ())]
    while waiting:
        node, data, path = waiting.pop()
        set_path(node, without.original(path))
        counted: dict[str, list[int]] = {}
        for name, index, child in children(node):
            written = _written(type(node), name, data)
            inner = data[written]
            at = (*path, written)
            # One section written without a list stands at the key itself, and so does a name in a text of several.
            if index is None or not isinstance(inner, list):
                waiting.append((child, inner, at))
            else:
                if name not in counted and len(inner) != len(getattr(node, name)):
                    counted[name] = origins(inner)
                number = counted[name][index] if name in counted else index
                waiting.append((child, inner[number], (*at, number)))


def _written(model: type[Node], name: str, data: dict[str, Any]) -> str:
    """The key of field `name` as the user wrote it."""
    return next(key for key in (name, *spellings_of(model)[name]) if key in data)
