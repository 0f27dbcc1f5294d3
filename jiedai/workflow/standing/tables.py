"""Which tables an office's standing data are, and how a value stands in a cell."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from jiedai.model.base import Node, keys_of
from jiedai.model.office import Office, Organisation, Person, Place, Road, Unit, Vehicle
from jiedai.model.reading import halfwidth


class Section(NamedTuple):
    """A table: the section of the office file, what its entries are, and the fields that they are known by."""

    name: str
    model: type[Node]
    known_by: tuple[str, ...]


SECTIONS = (
    Section("units", Unit, ("name",)),
    Section("people", Person, ("name",)),
    Section("places", Place, ("name",)),
    Section("travel", Road, ("from_", "to")),
    Section("vehicles", Vehicle, ("number",)),
)
ORGANISATION = Section("office", Organisation, ())
"""The office itself: no table, but a line for each field."""


def titles(section: Section) -> tuple[str, str]:
    """What a section is called, in Chinese and in English."""
    return next((zh, english) for attribute, english, zh in keys_of(Office) if attribute == section.name)


def cell_text(value: Any) -> str:
    """A value as typed in a file as the text of a cell: lists with 、, tables as `标准间 48、单间 16`."""
    if isinstance(value, dict):
        return "、".join(f"{name} {cell_text(entry)}" for name, entry in value.items())
    if isinstance(value, list):
        return "、".join(cell_text(entry) for entry in value)
    return "" if value is None else _YES.get(str(value), str(value))


_YES = {"true": "是", "false": "否"}
_PAIR = re.compile(r"(\D+?)\s*[:：]?\s*(\d+)\s*间?")


def typed_value(model: type[Node], attribute: str, text: str) -> Any:
    """What a cell says as it is written in a file: a table, a list where there are several, else the text."""
    annotation = str(model.model_fields[attribute].annotation)
    if "dict[" in annotation:
        parts = [_PAIR.fullmatch(halfwidth(part)) for part in re.split("[、，,;；\n]", text) if part.strip()]
        return {part[1].strip(): part[2] for part in parts if part} if all(parts) else text
    if annotation.startswith(("tuple[", "list[", "typing.Annotated[tuple", "typing.Annotated[list")) or "tuple[str" in (
        annotation
    ):
        entries = [part.strip() for part in re.split("[、;；\n]", text) if part.strip()]
        return entries if len(entries) > 1 else text.strip()
    return text.strip()
