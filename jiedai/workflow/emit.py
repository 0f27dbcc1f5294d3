"""A plan or office file as commented YAML text, from plain data with English keys.

Dicts become blocks, `Flow` dicts one line in braces, lists of scalars one line in brackets. Keys, choices and
yes/no are spelled in Chinese or English by the model's own declarations, so no key is written anywhere twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from jiedai.diagnostics import KeyPath
from jiedai.model.base import Node, keys_of, nodes_in
from jiedai.model.choice import Choice
from jiedai.source.emit import scalars

Keys = Literal["zh", "en"]

SCHEMA_NAME = ".jiedai/plan.schema.json"
"""Where editors find the JSON Schema of plans, beside the plans; hidden, so that no command takes it for one."""
MODELINE = f"yaml-language-server: $schema={SCHEMA_NAME}"
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
