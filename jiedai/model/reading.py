"""How a value typed by a person becomes a value of the model: generous in what is read, strict in what is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

_ASCII = str.maketrans(
    {chr(0xFF01 + offset): chr(0x21 + offset) for offset in range(94)} | {"\u3000": " ", "\u00a0": " ", "。": "."}
)


@dataclass(frozen=True, slots=True)
class VisitDays:
    """The first and last day of the visit: what a short date or a relative deadline refers to."""

    first: dt.date
    last: dt.date


def halfwidth(text: str) -> str:
    """Full-width digits, letters and punctuation as ASCII; outer blanks gone."""
    return text.translate(_ASCII).strip()


def unreadable(problem: str, hint: str = "") -> PydanticCustomError:
    """The error of a value that cannot be read: a sentence in the language in use, and what to write instead."""
    return PydanticCustomError("unreadable", "{problem}", {"problem": problem, "hint": hint})


def scalar(value: object, wanted: str) -> str:
    """A scalar as text; `wanted` completes the sentence for lists, mappings and nothing at all."""
    from jiedai.language import _

    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (str, int, float)):
        return str(value).strip()
    if value is None:
        raise unreadable(_("这里没有填写内容"), wanted)
    raise unreadable(_("这里应当是一个值，不是列表或下级字段"), wanted)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """Annotation of a field type: the function that reads a value, and the JSON Schema of what it accepts.

    `read` takes the value and the days of the visit (None where unknown) and raises PydanticCustomError.
    """

    read: Callable[[Any, VisitDays | None], Any]
    schema: JsonSchemaValue

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def read(value: Any, info: core_schema.ValidationInfo) -> Any:
            visit = info.context
            return self.read(value, visit if isinstance(visit, VisitDays) else None)

        return core_schema.with_info_plain_validator_function(
            read, serialization=core_schema.to_string_ser_schema(when_used="json")
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return dict(self.schema)
