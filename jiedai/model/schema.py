"""The JSON Schema of a plan or an office file, for editors: each key in both spellings, nothing to be fetched.

It accepts and refuses what the models do, with these exceptions, where it is the more generous: whether a day is in the
calendar, an hour fits its 上午 or is clear without it, a number in words is one, a time alone (`17:00`) is clear about
its day, a day without a month follows another, or a length fits its time; and where it is stricter: a number that YAML
takes for a fraction (`5.10`) is no date or time, a section, list or table cannot be a placeholder, and the name of a
member has no blanks or full stops in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from jiedai.language import _
from jiedai.model.base import Node, instead_of, keys_of, nodes_in, spellings_of
from jiedai.model.listing import NOTHING, may_say_nothing
from jiedai.model.reading import explained
from jiedai.model.words import SAID

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAMED = "$comment"
"""The keyword under which a value's schema carries the name it is shared by."""

JsonSchema = dict[str, Any]


def schema(root: type[Node]) -> JsonSchema:
    """The JSON Schema (2020-12) of a file that holds a `root` section."""
    generated = root.model_json_schema(by_alias=False)
    sections = generated.get("$defs", {}) | {root.__name__: generated}
    shared: JsonSchema = {}
    defs = {
        model.__name__: _section(model, sections[model.__name__]["properties"], shared) for model in _sections(root)
    }
    whole = defs.pop(root.__name__)
    made: JsonSchema = {"$schema": DIALECT, **whole, "$defs": dict(sorted((defs | shared).items()))}
    return cast("JsonSchema", explained(made, _("写上内容，不能空着")))


Known = Mapping[type[Node], Mapping[str, Sequence[str]]]
"""For fields of sections, by attribute, the names that they may hold."""


def with_examples(made: JsonSchema, root: type[Node], known: Known) -> JsonSchema:
    """A schema of `root` in which fields offer names: JSON Schema calls them examples, and editors complete them.

    What no name is offered in is that of the schema it is made from: to copy all of it takes longer than a new plan.
    """
    made = {**made, "$defs": dict(made["$defs"])}
    for model, fields in known.items():
        section = made if model is root else made["$defs"].get(model.__name__)
        if not section or "properties" not in section:
            continue
        properties = dict(section["properties"])
        for attribute, names in fields.items():
            for key in spellings_of(model)[attribute] if names else ():
                properties[key] = _offering(properties[key], list(names), made["$defs"])
        offering = {**section, "properties": properties}
        if model is root:
            made = offering
        else:
            made["$defs"][model.__name__] = offering
    return made


def _offering(part: Any, names: list[str], shared: JsonSchema) -> Any:
    """A schema whose texts, alone or in a list, offer names; what is shared with other fields is copied for it."""
    if isinstance(part, list):
        return [_offering(inner, names, shared) for inner in part]
    if not isinstance(part, dict):
        return part
    if part.get("$ref") == _NAMES:
        return _offering(shared["names"], names, shared)
    inner = {keyword: _offering(value, names, shared) for keyword, value in part.items()}
    return {**inner, "examples": names} if part.get("pattern") == SAID["pattern"] else inner


_NAMES = "#/$defs/names"


def _sections(root: type[Node]) -> list[type[Node]]:
    """The section and all that can be below it."""
    found = [root]
    for model in found:
        for info in model.model_fields.values():
            found += [inner for inner in nodes_in(info.annotation) if inner not in found]
    return found


def _section(model: type[Node], generated: JsonSchema, shared: JsonSchema) -> JsonSchema:
    """A section: Chinese keys first, then the same in English, and which of them must or may be there."""
    chinese: JsonSchema = {}
    english_: JsonSchema = {}
    rules: list[JsonSchema] = []
    for attribute, english, zh in keys_of(model):
        info = model.model_fields[attribute]
        value = _value(generated[attribute], shared)
        other = instead_of(info)
        if info.is_required() and other is None:
            rules.append({"oneOf": [{"required": [zh]}, {"required": [english]}]})
        else:
            # A key with nothing behind it is as good as none, and so is one of a section that says 无.
            empty = [_NULL, _NOTHING] if may_say_nothing(info) else [_NULL]
            value = {"anyOf": [*(value["anyOf"] if set(value) == {"anyOf"} else [value]), *empty]}
            rules.append({"not": {"required": [zh, english]}})
        if other is not None:
            names = (zh, english, *spellings_of(model)[other])
            rules.append({"anyOf": [_said(name) for name in names]})
        chinese[zh] = english_[english] = {"title": zh, "description": info.description or "", **value}
    return {
        "title": _title(model),
        "type": "object",
        "properties": chinese | english_,
        "additionalProperties": False,
        "allOf": rules,
    }


_NULL: JsonSchema = {"type": "null"}
_NOTHING: JsonSchema = {"enum": sorted(NOTHING), "enumDescriptions": [""] * len(NOTHING)}


def _said(name: str) -> JsonSchema:
    """A key with something behind it."""
    return {"required": [name], "properties": {name: {"not": _NULL}}}


def _value(generated: JsonSchema, shared: JsonSchema) -> JsonSchema:
    """A field's schema without what belongs to the field; named parts move to `shared`."""
    own = {keyword: part for keyword, part in generated.items() if keyword not in _OF_THE_FIELD}
    alternatives = own.get("anyOf", [])
    if _NULL in alternatives:
        rest = [part for part in alternatives if part != _NULL]
        own = rest[0] if len(rest) == 1 else own | {"anyOf": rest}
    kept: JsonSchema = _shared(own, shared)
    return kept


_OF_THE_FIELD = ("title", "description", "default", "audiences", "english", "instead")


def _shared(part: Any, shared: JsonSchema) -> Any:
    if isinstance(part, list):
        return [_shared(inner, shared) for inner in part]
    if not isinstance(part, dict):
        return part
    inner = {keyword: _shared(value, shared) for keyword, value in part.items() if keyword != NAMED}
    if NAMED not in part:
        return inner
    shared[part[NAMED]] = inner
    return {"$ref": f"#/$defs/{part[NAMED]}"}


def _title(model: type[Node]) -> str:
    """The Chinese name that a section's docstring begins with, else the name of its class."""
    name, colon, _rest = (model.__doc__ or "").partition(":")
    return name if colon and not name.isascii() else model.__name__
