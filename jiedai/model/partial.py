"""What is sound of a file with errors of format: faulty values are taken out, and reading one of them raises.

Whatever reads only the rest finds what it would find in the whole, so rules run and those that miss something stop.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin

from pydantic_core import ValidationError

from jiedai.diagnostics import KeyPath
from jiedai.model.base import Node, children, damage, keys_of, nodes_in, path_of, set_path, spellings_of, walk
from jiedai.model.listing import NAMES_OR_SECTIONS, TEXTS_OR_SECTIONS, may_say_nothing, origins, says_nothing
from jiedai.model.messages import Refusal, model_at, refusals
from jiedai.model.placeholder import WORD
from jiedai.model.reading import VisitDays

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

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


def value_at(data: Any, path: KeyPath) -> Any:
    """What stands at a path of the data; None where nothing does."""
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def nothing_at(data: Any, path: KeyPath, root: type[Node]) -> bool:
    """Whether a section or a list of sections says 无 at a path, which is as good as leaving it out."""
    if not path or not says_nothing(value_at(data, path)):
        return False
    model = model_at(path[:-1], root)
    fields = zip(keys_of(model), model.model_fields.values(), strict=True)
    return any(path[-1] in names and may_say_nothing(info) for names, info in fields)


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


_ROUNDS = 12
"""Readings; each takes out what the one before refused, at most once for every level of a plan and some more."""

MOST_FAULTS = 200
"""A file with more is to be mended first; finding its sound part would take as long as all its rules."""

_STRANGE = 2
"""Unknown keys of one entry from which on they are taken for those of another section."""


def salvaged(
    data: dict[str, Any], root: type[AnyNode], visit: VisitDays | None, lost: Iterable[KeyPath] = ()
) -> AnyNode | None:
    """The section without its faulty values; None where it cannot do without one of them, or has too many.

    `lost` are the sections and lists of which lines are missing: reading a field that they do not give raises too.

    A field that must be given gets a blank before it is taken out of the section that was read. Where the field cannot
    hold one, its entry of the list goes, or its section.
    """
    repair = _Repair(data, root)
    for _round in range(_ROUNDS):
        without = repair.pruned()
        section, refused = read_section(root, without, visit)
        if section is not None:
            place(section, without)
            nodes = {path_of(node): node for node in walk(section)}
            repair.damage(section, nodes)
            _damage_lost(nodes, lost)
            return section
        if len(refused) > MOST_FAULTS or not repair.take_out(refused):
            return None
    return None


def _damage_lost(nodes: Mapping[KeyPath, Node], lost: Iterable[KeyPath]) -> None:
    """Take out what may stand on lines that are missing: the fields a section does not give, or a whole list."""
    for path in lost:
        if path in nodes:
            for name in type(nodes[path]).model_fields.keys() - nodes[path].model_fields_set:
                damage(nodes[path], name)
            continue
        depth = next((depth for depth in range(len(path) - 1, -1, -1) if path[:depth] in nodes), None)
        if depth is not None:
            node, key = nodes[path[:depth]], path[depth]
            for name, *keys in keys_of(type(node)):
                if key in keys or key == name:
                    damage(node, name)


class _Repair:
    """What was done to the data: paths left out, and paths with a blank; both in the whole data."""

    def __init__(self, data: dict[str, Any], root: type[Node]) -> None:
        self._data, self._root = data, root
        self._removed: set[KeyPath] = set()
        self._blanks: set[KeyPath] = set()

    def pruned(self) -> Without:
        """The data as it is to be read."""
        data: Any = self._data
        for path in self._blanks:
            data = self._with_blank(data, path, 0)
        return Without(data, self._removed - self._blanks)

    def _with_blank(self, data: Any, path: KeyPath, depth: int) -> Any:
        step: Any = path[depth]
        if depth + 1 == len(path):
            return data | {step: self._blank(path)}
        inner = self._with_blank(data[step], path, depth + 1)
        if isinstance(data, dict):
            return data | {step: inner}
        return [inner if index == step else entry for index, entry in enumerate(data)]

    def _blank(self, path: KeyPath) -> Any:
        """What a required field holds until it is taken out again; lists of sections are empty."""
        model = model_at(path[:-1], self._root)
        name = next((name for name, *keys in keys_of(model) if path[-1] in keys), "")
        return [] if name and get_origin(model.model_fields[name].annotation) is list else WORD

    def take_out(self, refused: list[Refusal]) -> bool:
        """Do something about each refusal; False where that leaves nothing."""
        for refusal in refused:
            path = self._typed(refusal.path)
            if refusal.missing:
                blank = (*path, refusal.missing[0])
                self._removed.discard(blank)
                self._blanks.add(blank)
            else:
                self._removed.add(path[:-1] if path in self._blanks else path)
        return () not in self._removed

    def _typed(self, path: KeyPath) -> KeyPath:
        """A place of the model as one of the data: a single section may stand for a list, a text for several words."""
        value: Any = self._data
        found: KeyPath = ()
        steps: tuple[Any, ...] = path
        for step in steps:
            if isinstance(step, int) and not isinstance(value, list):
                continue
            longer = (*found, step)
            if longer in self._blanks:
                return longer
            if not isinstance(value, (dict, list)) or (isinstance(value, dict) and step not in value):
                break
            if isinstance(value, list) and step >= len(value):  # one text of a list stood for several words
                break
            value, found = value[step], longer
        return found

    def damage(self, section: Node, nodes: Mapping[KeyPath, Node]) -> None:
        """Take every field out of the section whose value was faulty, or may stand under a key that is unknown."""
        strange: dict[KeyPath, set[Any]] = {}
        for path in self._removed | self._blanks:
            if nothing_at(self._data, path, self._root):
                continue
            depth = next(depth for depth in range(len(path) - 1, -1, -1) if path[:depth] in nodes)
            node, key = nodes[path[:depth]], path[depth]
            field = next((name for name, *keys in keys_of(type(node)) if key in keys or key == name), None)
            if field is None:
                strange.setdefault(path[:depth], set()).add(key)
            for name in [field] if field else self._meant(node, path):
                damage(node, name)
        for path, keys in strange.items():
            for name in self._strayed_from(path, keys):
                damage(section, name)

    def _strayed_from(self, path: KeyPath, strange: set[Any]) -> list[str]:
        """The sections of the file that an entry may belong to: below a heading that is lost it joins the list above.

        One key that is unknown may be a slip; of several each is looked for in the other sections.
        """
        written = self._value(path).keys()
        fitting: dict[str, int] = {}
        for name, info in self._root.model_fields.items():
            known = _known_keys(info.annotation)
            if len(strange & known) >= _STRANGE:
                fitting[name] = len(written & known)
        return [name for name, count in fitting.items() if count == max(fitting.values())]

    def _value(self, path: KeyPath) -> Any:
        return value_at(self._data, path)

    def _meant(self, node: Node, path: KeyPath) -> list[str]:
        """The fields that an unknown key may stand for: those not given that are spelt alike, else all that fit."""
        value = self._value(path)
        fitting = {
            spelling: name
            for name, info in type(node).model_fields.items()
            if name not in node.model_fields_set and _could_hold(info, value)
            for spelling in spellings_of(type(node))[name]
        }
        alike = get_close_matches(str(path[-1]), fitting, len(fitting) or 1, 0.5)
        return [fitting[spelling] for spelling in alike or fitting]


def _could_hold(info: FieldInfo, value: Any) -> bool:
    """Whether a value looks like one of a field: sections are told by their keys, names may stand for some."""
    annotation = info.annotation
    models = list(nodes_in(annotation))
    entries = [entry for entry in (value if isinstance(value, list) else [value]) if isinstance(entry, dict)]
    if (NAMES_OR_SECTIONS in info.metadata or TEXTS_OR_SECTIONS in info.metadata) and value and not entries:
        return True
    if not models:
        table = dict in (get_origin(annotation), *map(get_origin, get_args(annotation)))
        return not entries or (table and isinstance(value, dict))
    known = _known_keys(annotation)
    return any(2 * len(known & entry.keys()) >= len(entry) for entry in entries)


def _known_keys(annotation: Any) -> set[str]:
    """Every key of the sections that a type holds."""
    return {key for model in nodes_in(annotation) for _name, *keys in keys_of(model) for key in keys}
