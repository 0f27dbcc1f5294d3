"""How a value typed by a person becomes a value of the model: generous in what is read, strict in what is kept."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic_core import PydanticCustomError

from jiedai.language import _
from jiedai.model.placeholder import PATTERN
from jiedai.patterns import regex

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema, core_schema

_ASCII = str.maketrans(
    {chr(0xFF01 + offset): chr(0x21 + offset) for offset in range(94)}
    | dict.fromkeys((0x3000, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F), " ")
    | {"。": ".", "﹕": ":", "∶": ":"}
)

DASH = "[-‐-―−─~〜～]"
"""One dash, of all that keyboards and Word produce; text that went through `halfwidth` is matched too."""


MAX_NUMBER = 10**15 - 1
"""More is no count, no amount and no telephone number."""


class VisitDays(NamedTuple):
    """The first and last day of the visit: what a short date or a relative deadline refers to."""

    first: dt.date
    last: dt.date


def halfwidth(text: str) -> str:
    """Full-width digits, letters and punctuation as ASCII; outer blanks gone."""
    return text.translate(_ASCII).strip()


def shown(value: object) -> str:
    """A value as a message repeats it: on one line, and not longer than a clerk would read."""
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= 40 else text[:39] + "…"


def unreadable(problem: str, hint: str = "", **values: object) -> PydanticCustomError:
    """The error of a value that cannot be read.

    `problem` is a sentence in the language in use with a `{name}` for each of `values`, `hint` what to write instead.
    """
    told = problem.format(**{name: shown(value) for name, value in values.items()})
    return PydanticCustomError("unreadable", "{problem}", {"problem": told, "hint": hint})


def scalar(value: object, wanted: str) -> str:
    """A scalar as text; `wanted` completes the sentence for lists, mappings and nothing at all."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value).strip() if isinstance(value, (str, int, float)) else ""
    if text:
        return text
    if value is None or isinstance(value, str):
        raise unreadable(_("这里没有填写内容"), wanted)
    raise unreadable(_("这里应当是一个值，不是列表或下级字段"), wanted)


class Reading:
    """Annotation of a field type: the function that reads a value, and the JSON Schema of what it accepts.

    `schema` makes the latter when asked, for only editors want it; it is shared under the name of `read`.
    `read` takes the value and the days of the visit (None where unknown) and raises PydanticCustomError.
    """

    def __init__(self, read: Callable[[Any, VisitDays | None], Any], schema: Callable[[], JsonSchemaValue]) -> None:
        self.read = read
        self.schema = schema

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.with_info_plain_validator_function(partial(_read_during, self.read))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return self.said()

    def said(self) -> JsonSchemaValue:
        """The schema with the name that it is shared by, and with what is told of a text that it does not take."""
        return {"$comment": self.read.__name__.removeprefix("read_"), **explained(self.schema(), self._hint())}

    def _hint(self) -> str:
        """What the reader advises for a text that is none of its own; empty where it takes every text."""
        try:
            self.read(_NOTHING_ANYBODY_TYPES, None)
        except PydanticCustomError as error:
            return str((error.context or {}).get("hint", ""))
        return ""


def _read_during(read: Callable[[Any, VisitDays | None], Any], value: Any, info: core_schema.ValidationInfo) -> Any:
    visit = info.context
    return read(value, visit if isinstance(visit, VisitDays) else None)


_NOTHING_ANYBODY_TYPES = "\u2049"
MESSAGE = "patternErrorMessage"
"""What editors show in the place of an expression that a text does not match; no keyword of JSON Schema itself."""


def explained(part: Any, message: str) -> Any:
    """A schema in which each expression that has no message yet has this one."""
    if not message:
        return part
    if isinstance(part, list):
        return [explained(inner, message) for inner in part]
    if not isinstance(part, dict):
        return part
    inner = {keyword: explained(value, message) for keyword, value in part.items()}
    return {MESSAGE: message, **inner} if isinstance(part.get("pattern"), str) else inner


def whole(pattern: str) -> str:
    """A JSON Schema pattern for texts of which `pattern`, with blanks around it, is the whole."""
    return rf"^\s*(?:{pattern})\s*$"


BLANK: JsonSchemaValue = {"type": "string", "pattern": whole(PATTERN)}
"""The schema of a placeholder, which the loader takes for a warning in any field."""


def typed_as(pattern: str, *kinds: str, least: int = 0, most: int = MAX_NUMBER) -> JsonSchemaValue:
    """The schema of a text of a certain form; `kinds` of number are accepted too, from `least` to `most`.

    `pattern` is one of `re` for text that went through `halfwidth`.
    """
    schema: JsonSchemaValue = {
        "type": ["string", *kinds] if kinds else "string",
        "pattern": f"{whole(widened(pattern))}|{BLANK['pattern']}",
    }
    return schema | {"minimum": least, "maximum": most} if kinds else schema


_TOKEN = regex(
    r"(?P<kept>\(\?P<\w+>|\(\?[:=!]|\\[sSbB]|\{\d+(?:,\d*)?\}|[()|*+?^$])"
    r"|(?P<klass>\[\^?(?:\\.|[^\]\\])+\])|(?P<any>\.)|\\(?P<escaped>.)|(?P<plain>.)",
    re.DOTALL,
)


def widened(pattern: str) -> str:
    """A pattern for half-width text as one for text as it is typed, in the syntax that JSON Schema wants.

    JSON Schema has ECMA's regular expressions: groups lose their names, `\\d` means ten digits. Each ASCII character
    stands for its full-width twin too.
    """
    parts = []
    for token in _TOKEN.finditer(pattern):
        if token["kept"]:
            parts.append("(?:" if token["kept"].startswith("(?P<") else token["kept"])
        elif token["klass"]:
            parts.append(_widened_class(token["klass"][1:-1]))
        elif token["any"]:
            parts.append(".")
        elif token["escaped"] == "d":
            parts.append("[0-9０-９]")
        else:
            char = token["escaped"] or token["plain"]
            twins = _twin(char)
            literal = re.escape(char) if char in r"\^$.|?*+()[]{}/" else char
            parts.append(r"\s" if char == " " else f"[{literal}{twins}]" if twins else literal)
    return "".join(parts)


def _widened_class(inner: str) -> str:
    """A set of characters with the twins of each; a dash that stands for itself goes last, escaped."""
    dash = r"－\-" if "-" in (inner[0], inner[-1]) else ""
    inner = inner.strip("-").replace(r"\d", "0-9")
    ranges = "".join(f"{_twin(first)}-{_twin(last)}" for first, last in re.findall(r"([!-~])-([!-~])", inner))
    singles = re.sub(r"\\.|.-.", "", inner)
    return f"[{inner}{ranges}{''.join(map(_twin, singles))}{dash}]"


def _twin(char: str) -> str:
    """What `halfwidth` turns into an ASCII character."""
    return "".join(sorted(chr(code) for code, ascii_ in _ASCII.items() if ascii_ == char and char != " "))
