"""Lists that people also write as a single entry, and tables by the members of an enumeration."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from jiedai.language import _
from jiedai.model.choice import Choice
from jiedai.model.reading import unreadable, whole
from jiedai.patterns import regex

_BETWEEN = regex(r"\s*[、，,;；]\s*")


class Before:
    """Annotation of a list or table: what is done to the value as typed, and to the schema of what is accepted."""

    def __init__(self, change: Callable[[Any], Any], widen: Callable[[JsonSchemaValue], JsonSchemaValue]) -> None:
        self.change = change
        self.widen = widen

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.change, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return self.widen(handler(schema))


def _one_as_list(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


ONE_OR_MANY = Before(_one_as_list, lambda schema: {"anyOf": [schema, schema["items"]]})
"""A single section as a list of one: several hotels are a list, one hotel is often written alone."""


def _seats_of_each(value: Any) -> Any:
    if isinstance(value, (list, tuple, dict)) or value in (None, ""):
        return value
    raise unreadable(_("“{value}”没有说是几排、每排几座"), _("写各排座位数，如 排: [9, 10]"), value=value)


SEATS_OF_EACH = Before(_seats_of_each, lambda schema: schema)
"""The seats of each row: a single number may mean the rows or the seats, so it is refused with an example."""


def _split(value: Any) -> Any:
    return (
        [name for name in _BETWEEN.split(value.strip()) if name] if isinstance(value, str) and value.strip() else value
    )


def several(choice: type[Choice]) -> Before:
    """For members of `choice` as a list, a single one, or in one text with 、 between them."""

    def widen(schema: JsonSchemaValue) -> JsonSchemaValue:
        names = "|".join(map(re.escape, choice.spellings()))
        text = {"type": "string", "pattern": whole(rf"(?:{names})(?:{_BETWEEN.pattern}(?:{names}))*")}
        return {"anyOf": [schema, schema["items"], text]}

    return Before(_split, widen)


def one_spelling(choice: type[Choice]) -> Before:
    """For a table by the members of `choice`: PydanticCustomError when two spellings of one member are given."""

    def check(value: Any) -> Any:
        first: dict[Choice, str] = {}
        for name in value if isinstance(value, dict) else ():
            try:
                member = choice.read(name)
            except PydanticCustomError:
                continue
            if member in first:
                problem = _("“{first}”和“{second}”是同一项，写了两次")
                raise unreadable(problem, _("只留一个"), first=first[member], second=name)
            first[member] = name
        return value

    def widen(schema: JsonSchemaValue) -> JsonSchemaValue:
        value = schema["additionalProperties"]
        return {
            "type": "object",
            "properties": dict.fromkeys(choice.spellings(), value),
            "additionalProperties": False,
            "allOf": [_once(member) for member in choice],
        }

    return Before(check, widen)


def _once(member: Choice) -> JsonSchemaValue:
    """At most one of a member's spellings is a key."""
    names = [member.value, member.zh, *member.others]
    pairs = [[one, other] for index, one in enumerate(names) for other in names[index + 1 :]]
    return {"not": {"anyOf": [{"required": pair} for pair in pairs]}}
