"""The schemas by which pydantic reads a file, kept by one command for the next.

pydantic builds them from the classes of the model, and the classes with them: with importing what builds them 560 of
the 1,590 million instructions of a check. What it has built is data but for the functions and classes in it, and these
have names in the model. So a command that only reads files may have its sections declared with `standin`, and read by
what an earlier one kept. Where nothing is kept, or anything of the model, of pydantic or of Python has changed since,
the model is declared with pydantic itself.
"""

from __future__ import annotations

import io
import json
import pickle
import sys
import zlib
from enum import Enum
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from types import FunctionType, MethodType, ModuleType
from typing import TYPE_CHECKING, Any

from jiedai.source.packaged import keep, recall

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORM = 1
"""Counts the changes of what is kept and how."""
_MODEL = Path(__file__).parent
_WITHIN = f"{__package__}."
_BESIDE: dict[tuple[str, str], Any] = {("builtins", "dict"): dict, ("functools", "partial"): partial}
"""What a schema names that is not of the model."""
_UNREAD = ("metadata", "serialization")
"""What a schema holds for others than the reader."""
_DAMAGED = (pickle.UnpicklingError, ValueError, TypeError, EOFError, AttributeError, ImportError, IndexError, KeyError)

_wanted = False


def want() -> None:
    """Read by what is kept, where it fits; for a command that asks nothing else of pydantic. It is too late where the
    model is imported already.
    """
    global _wanted
    if "jiedai.model.base" not in sys.modules:
        _wanted = True
        _need_no_types()


def _need_no_types() -> None:
    """Let pydantic_core begin without its two hundred types of schemas, which only annotations name.

    Defining them is 65 of 1,095 million instructions of a check. Whoever asks the module for anything gets the module.
    """
    if "pydantic_core" not in sys.modules:
        sys.modules.setdefault(_TYPES, _Types(_TYPES))


_TYPES = "pydantic_core.core_schema"


class _Types(ModuleType):
    """Names nothing but what pydantic_core offers under its own name; becomes the module when more is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name in ("CoreConfig", "CoreSchema", "CoreSchemaType", "ErrorType"):
            return Any
        if name.startswith("__"):
            raise AttributeError(name)
        del sys.modules[_TYPES]
        vars(self).update(vars(import_module(_TYPES)))
        return vars(self)[name]


@cache
def schemas() -> dict[str, bytes] | None:
    """The pickled schema of each section that a file holds, by its name; None where the model is pydantic's own."""
    state, _newline, data = (recall(_name()) or b"").partition(b"\n") if _wanted else (b"", b"", b"")
    if not data or state != _state():
        return None
    try:
        found: dict[str, bytes] = _Reader(io.BytesIO(data)).load()
    except _DAMAGED:
        return None
    return found


@cache
def reader(section: Any) -> Any:
    """pydantic's reader of a section. KeyError for one that no file holds."""
    from pydantic_core import SchemaValidator

    if section.__name__ in (schemas() or ()):
        return SchemaValidator(_unpacked(section.__name__))
    whole, part = _held(section)
    return SchemaValidator(_within(whole, part))


@cache
def field_reader(section: Any, attribute: str) -> Any:
    """pydantic's reader of one field of a section, by its attribute. KeyError for a section that no file holds."""
    from pydantic_core import SchemaValidator

    whole, part = _held(section)
    fields = next(inner["fields"] for inner in _parts(part["schema"]) if inner.get("type") == "model-fields")
    return SchemaValidator(_within(whole, fields[attribute]["schema"]), part["config"])


def _held(section: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The schema of a file that holds a section, and that of the section in it."""
    for whole in _holding(section):
        for part in _parts(whole):
            if part.get("type") == "model" and part["cls"] is section:
                return whole, part
    raise KeyError(section.__name__)


def _within(whole: dict[str, Any], part: Any) -> dict[str, Any]:
    """A part of a schema as one of its own, with what it refers to."""
    return {"type": "definitions", "schema": part, "definitions": whole.get("definitions", [])}


def _holding(section: Any) -> Iterator[Any]:
    """Schemas of which one has the section in it."""
    if schemas() is None:
        section.model_rebuild()
        yield section.__pydantic_core_schema__
    for root in schemas() or ():
        yield _unpacked(root)


@cache
def _unpacked(root: str) -> Any:
    return _Reader(io.BytesIO((schemas() or {})[root])).load()


def _parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Every mapping in a schema."""
    if isinstance(schema, dict):
        yield schema
    inner = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    for part in inner:
        yield from _parts(part)


def keep_schemas() -> None:
    """Keep what reads each kind of file, where a command would have used it and found nothing."""
    if not _wanted or schemas() is not None or "jiedai.model.base" not in sys.modules:
        return
    from jiedai.model.knowledge import Knowledge
    from jiedai.model.office import Office
    from jiedai.model.plan import Plan

    found = {}
    for root in (Plan, Office, Knowledge):
        root.model_rebuild()
        found[root.__name__] = _packed(_for_reading(root.__pydantic_core_schema__))
    keep(_name(), _state() + b"\n" + _packed(found))


def _name() -> str:
    return f"model-{zlib.crc32(str(_MODEL).encode()):08x}.schemas"  # another one for each installation


@cache
def _state() -> bytes:
    """What has to be the same where a schema is used again; each pydantic asks for one pydantic_core."""
    from pydantic_core import __version__

    files = sorted((path.name, (status := path.stat()).st_size, status.st_mtime_ns) for path in _MODEL.glob("*.py"))
    return json.dumps([_FORM, sys.version, __version__, files]).encode()


def _for_reading(schema: Any) -> Any:
    """A schema without what is for others."""
    if isinstance(schema, dict):
        unread = _UNREAD if isinstance(schema.get("type"), str) else ()
        return {name: _for_reading(part) for name, part in schema.items() if name not in unread}
    return [_for_reading(part) for part in schema] if isinstance(schema, list) else schema


def _packed(value: Any) -> bytes:
    """pickle.PicklingError where it holds what has no name in the model."""
    data = io.BytesIO()
    _Writer(data, protocol=5).dump(value)
    return data.getvalue()


class _Writer(pickle.Pickler):
    """Writes classes, functions and members of enumerations as their names: the reader looks for nothing else."""

    def persistent_id(self, value: Any) -> tuple[str, str] | None:
        """The module and the name in it."""
        if isinstance(value, (type, FunctionType)):
            return value.__module__, value.__qualname__
        if isinstance(value, MethodType) and isinstance(value.__self__, type):
            return value.__self__.__module__, f"{value.__self__.__qualname__}.{value.__name__}"
        if isinstance(value, Enum):
            return type(value).__module__, f"{type(value).__qualname__}.{value.name}"
        return None


class _Reader(pickle.Unpickler):
    """Gives classes and functions of the model for their names, and no other: a pickle may have any of them called."""

    def persistent_load(self, pid: Any) -> Any:
        """pickle.UnpicklingError for a name that is none of the model's."""
        module, name = pid
        if (module, name) in _BESIDE:
            return _BESIDE[module, name]
        first, *rest = name.split(".")
        if not module.startswith(_WITHIN) or len(rest) > 1 or any(part.startswith("__") for part in rest):
            raise pickle.UnpicklingError(f"{module}.{name}")
        found = getattr(import_module(module), first)
        if not isinstance(found, (type, FunctionType)) or found.__module__ != module:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return getattr(found, *rest) if rest else found

    def find_class(self, module: str, name: str) -> Any:
        """Always pickle.UnpicklingError."""
        raise pickle.UnpicklingError(f"{module}.{name}")
