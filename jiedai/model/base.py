"""What every part of a plan is made of: `Node`, and `key()`, the one declaration of a field.

A field is declared once: its attribute name is the English key, `zh` the Chinese key, and the same declaration gives
the label in messages and table heads, the help text, the JSON Schema and the audiences that may see the value.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_origin

from jiedai.model.declaring import AliasChoices, BaseModel, ConfigDict, Field, PrivateAttr, model_validator

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from jiedai.diagnostics import KeyPath

AUDIENCES: dict[str, str] = {
    "leader": "领导",
    "staff": "工作人员",
    "guest": "来宾",
    "unit": "责任单位",
    "driver": "驾驶员",
    "kitchen": "厨房",
    "hotel": "宾馆",
    "security": "安全保卫",
    "finance": "财务",
    "public": "公开",
}
"""Who a document can be for, with the Chinese name."""

Audiences = frozenset[str]

EVERYONE: Audiences = frozenset(AUDIENCES)
INSIDE: Audiences = EVERYONE - {"public"}
"""Everybody who takes part in the visit."""
OFFICE: Audiences = frozenset({"leader", "staff"})
"""The reception office and the leaders it reports to."""
STAFF: Audiences = frozenset({"staff"})
NOBODY: Audiences = frozenset()
"""Printed for none as it stands: what it is good for passes by another way."""


def audiences(names: str, *, base: Audiences = OFFICE) -> Audiences:
    """The office and the audiences named, separated by blanks; ValueError for a name that is none."""
    extra = frozenset(names.split())
    if not extra <= EVERYONE:
        raise ValueError(f"unknown audience: {sorted(extra - EVERYONE)}")
    return base | extra


def no_entries() -> list[Any]:
    """The default of a list. Of `list` itself pydantic would parse the signature, 0.1 ms for each of thirty fields."""
    return []


def key(
    zh: str,
    help: str,
    default: Any = ...,
    *,
    seen_by: Audiences = OFFICE,
    english: str | None = None,
    instead: str | None = None,
    default_factory: Any = None,
) -> Any:
    """Declare a field: its Chinese key, its help text, who may see it, and a default unless it must be given.

    `english` gives the English key where it is not the attribute's name (`from`). `instead` names the field that may
    be given in the place of this one; the section sees to a value then.
    """
    extra: dict[str, Any] = {"audiences": sorted(seen_by)}
    if instead is not None:
        extra["instead"] = instead
    given: dict[str, Any] = {"title": zh, "description": help, "json_schema_extra": extra}
    if default_factory is not None:
        given["default_factory"] = default_factory
    else:
        given["default"] = default
    if english is None:
        return Field(alias=zh, **given)
    extra["english"] = english
    return Field(validation_alias=AliasChoices(zh, english), serialization_alias=zh, **given)


class DamagedValue(Exception):
    """A field was read whose value in the file cannot be; the sound rest of its plan knows nothing of it.

    No AttributeError: `getattr` with a default must not take the field for an empty one.
    """

    def __init__(self, model: type[Node], field: str) -> None:
        super().__init__(f"{model.__name__}.{field}")


class Node(BaseModel):
    """A section of a plan or an entry in one; fields are read by their English or their Chinese key."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        validate_by_name=True,
        validate_by_alias=True,
        str_strip_whitespace=True,
        coerce_numbers_to_str=True,
        defer_build=True,
    )

    _path: KeyPath = PrivateAttr(())

    if not TYPE_CHECKING:  # mypy would take every attribute for known

        def __getattr__(self, name: str) -> Any:
            """Asked only for what a node does not have: a field is missing where `damage` took it out."""
            if name in type(self).__pydantic_fields__:
                raise DamagedValue(type(self), name)
            return super().__getattr__(name)

    @model_validator(mode="before")
    @classmethod
    def _left_empty(cls, data: Any) -> Any:
        """A key with nothing behind it is as good as none, unless its field must be given."""
        if not isinstance(data, dict) or None not in data.values():
            return data
        twins = _optional_keys(cls)
        return {k: v for k, v in data.items() if v is not None or k not in twins or twins[k] in data}


@cache
def _optional_keys(model: type[Node]) -> dict[str, str]:
    """Each key of a field that may be left out, with its other spelling."""
    pairs = [
        (english, zh)
        for (_attribute, english, zh), info in zip(keys_of(model), model.model_fields.values(), strict=True)
        if not info.is_required()
    ]
    return {one: other for english, zh in pairs for one, other in ((english, zh), (zh, english))}


def path_of(node: Node) -> KeyPath:
    """Where the node stands in its file, keys in the user's own spelling; empty for the root."""
    kept = node.__pydantic_private__  # asking for the attribute takes ten times as long, and rules ask for thousands
    return kept["_path"] if kept else ()


def set_path(node: Node, path: KeyPath) -> None:
    """Remember where the node stands; done once, by the loader."""
    node._path = path


def damage(node: Node, field: str) -> None:
    """Take a field out of a node: reading it raises DamagedValue from now on, and so do `children` below it."""
    node.__dict__.pop(field, None)


def chinese_key(info: FieldInfo) -> str:
    """The Chinese key of a field."""
    return str(info.title)


def english_key(name: str, info: FieldInfo) -> str:
    """The English key of a field."""
    extra = info.json_schema_extra
    return str(extra.get("english", name)) if isinstance(extra, dict) else name


def instead_of(info: FieldInfo) -> str | None:
    """The attribute that may be given in the place of a required field."""
    extra = info.json_schema_extra
    return str(extra["instead"]) if isinstance(extra, dict) and "instead" in extra else None


def audiences_of(info: FieldInfo) -> Audiences:
    """Who may see the field; nobody where the declaration does not say."""
    extra = info.json_schema_extra
    names = extra.get("audiences", []) if isinstance(extra, dict) else []
    return frozenset(str(name) for name in names) if isinstance(names, list) else frozenset()


@cache
def keys_of(model: type[Node]) -> tuple[tuple[str, str, str], ...]:
    """(attribute, English key, Chinese key) of each field, in the order of their declaration."""
    return tuple((name, english_key(name, info), chinese_key(info)) for name, info in model.model_fields.items())


@cache
def spellings_of(model: type[Node]) -> dict[str, tuple[str, str]]:
    """The English and the Chinese key of each field, by attribute."""
    return {name: (english, zh) for name, english, zh in keys_of(model)}


def children(node: Node) -> Iterator[tuple[str, int | None, Node]]:
    """The nodes directly below: (attribute, index in a list or None, node).

    Raises DamagedValue where a field that may hold some was taken out.
    """
    values = node.__dict__
    if len(values) < len(type(node).__pydantic_fields__):
        _refuse_gaps(node)
    for name in branches(type(node)):
        value = values.get(name)
        if not value:
            continue
        if isinstance(value, Node):
            yield name, None, value
        elif isinstance(value, (list, tuple)):
            for index, entry in enumerate(value):
                if isinstance(entry, Node):
                    yield name, index, entry


@cache
def branches(model: type[Node]) -> tuple[str, ...]:
    """The fields of a section that may hold sections or entries, in their order."""
    return tuple(name for name, info in model.model_fields.items() if any(nodes_in(info.annotation)))


def _refuse_gaps(node: Node) -> None:
    for name in branches(type(node)):
        if name not in node.__dict__:
            raise DamagedValue(type(node), name)


def nodes_in(annotation: Any) -> Iterator[type[Node]]:
    """The sections inside a type, e.g. Guest in `list[Guest]`."""
    yield from (inner for inner in classes_in(annotation) if issubclass(inner, Node))


def classes_in(annotation: Any) -> Iterator[type]:
    """The plain classes inside a type, e.g. Guest in `list[Guest]`."""
    if get_origin(annotation) is None:
        if isinstance(annotation, type):
            yield annotation
        return
    for inner in get_args(annotation):
        yield from classes_in(inner)


def walk(node: Node) -> Iterator[Node]:
    """The node and all nodes below it, in the order of the plan."""
    yield node
    for _, _, child in children(node):
        yield from walk(child)
