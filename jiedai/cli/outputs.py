"""What commands print with `-f json`, as JSON Schemas: `data/outputs.yaml` says it in short, here it is written out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jiedai.source.packaged import packaged

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SHARED, _EXTENDS, _EITHER, _ANY_NAME = "shared", "extends", "either", "*"
_PLAIN: Mapping[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "int": {"type": "integer"},
    "number": {"type": "number"},
    "bool": {"type": "boolean"},
    "day": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    "moment": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$"},
    "any": {},
}


def _written() -> Mapping[str, Any]:
    found: Mapping[str, Any] = packaged(Path(__file__).parent / "data")["outputs"]
    return found


def names() -> list[str]:
    """The commands of which it is known what they print: `check`, `ledger faults`."""
    return [name for name in _written() if name != _SHARED]


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of what a command prints; KeyError for one that prints no JSON."""
    shapes = _written()
    used: dict[str, Any] = {}
    whole = _Compiler(shapes[_SHARED], used).schema(shapes[name])
    return {"$schema": DIALECT, "title": f"jiedai {name} -f json", **whole} | ({"$defs": used} if used else {})


class _Compiler:
    """Turns shapes into schemas; what they share goes into `used` once."""

    def __init__(self, shared: Mapping[str, Any], used: dict[str, Any]) -> None:
        self.shared = shared
        self.used = used

    def schema(self, shape: Any) -> dict[str, Any]:
        """The schema of a shape. ValueError for one that is none."""
        if isinstance(shape, list):
            [entry] = shape
            return {"type": "array", "items": self.schema(entry)}
        if isinstance(shape, Mapping):
            return self._object(shape)
        return self._plain(str(shape))

    def _object(self, shape: Mapping[str, Any]) -> dict[str, Any]:
        if set(shape) == {_EITHER}:
            return {"anyOf": [self.schema(one) for one in shape[_EITHER]]}
        if set(shape) == {_ANY_NAME}:
            return {"type": "object", "additionalProperties": self.schema(shape[_ANY_NAME])}
        whole = self._whole(shape)
        return {
            "type": "object",
            "properties": {_key(name): self._value(name, one) for name, one in whole.items()},
            "required": [_key(name) for name in whole if not name.startswith("(")],
            "additionalProperties": False,
        }

    def _value(self, name: str, shape: Any) -> dict[str, Any]:
        found = self.schema(shape)
        return {"anyOf": [found, {"type": "null"}]} if name.endswith("~") else found

    def _whole(self, shape: Mapping[str, Any]) -> dict[str, Any]:
        """The keys of an object with those of the one that it goes on from."""
        base = self._whole(self.shared[shape[_EXTENDS]]) if _EXTENDS in shape else {}
        return base | {name: one for name, one in shape.items() if name != _EXTENDS}

    def _plain(self, shape: str) -> dict[str, Any]:
        if shape.endswith("~"):
            return {"anyOf": [self._plain(shape.removesuffix("~")), {"type": "null"}]}
        if shape.startswith("$"):
            name = shape[1:]
            if name not in self.used:
                self.used[name] = {}
                self.used[name] = self.schema(self.shared[name])
            return {"$ref": f"#/$defs/{name}"}
        if shape.startswith("="):
            return {"const": int(shape[1:])}
        if shape in _PLAIN:
            return dict(_PLAIN[shape])
        if "|" in shape:
            return {"enum": shape.split("|")}
        raise ValueError(shape)


def _key(name: str) -> str:
    """A key without the marks that say whether it may be missing, or have no value."""
    return name.removesuffix("~").strip("()")
