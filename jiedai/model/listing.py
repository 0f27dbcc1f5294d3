"""Lists that people also write as a single entry or as bare names, and tables by the members of an enumeration."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, get_args

from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError

from jiedai.language import _
from jiedai.model.base import nodes_in
from jiedai.model.enumeration import Choice
from jiedai.model.placeholder import is_placeholder
from jiedai.model.quantities import MOST_SEATS, read_seats
from jiedai.model.reading import Reading, explained, unreadable, whole
from jiedai.model.words import SAID
from jiedai.patterns import regex

_BETWEEN = regex(r"\s*[、，,;；]\s*")

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.fields import FieldInfo
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema, core_schema


class Before:
    """Annotation of a list or table: what is done to the value as typed, and to the schema of what is accepted.

    `change` is a function that has a name, or a `partial` of one: what reads a plan is kept between commands by names.
    """

    def __init__(self, change: Callable[[Any], Any], widen: Callable[[JsonSchemaValue], JsonSchemaValue]) -> None:
        self.change = change
        self.widen = widen

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(self.change, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return self.widen(handler(schema))


_BETWEEN_ENTRIES = regex(r"\s*[、，,;；\n]\s*(?![^（(]*[）)])")
"""What parts names in one text; what stands in brackets belongs to the name before: `时蔬（西兰花、胡萝卜）`."""
_NAMED: JsonSchemaValue = SAID | {"pattern": r"[^\s、，,;；]"}


NOTHING = frozenset({"无", "没有", "暂无", "不安排", "不涉及", "不需要", "无需", "不用", "不设", "none", "None"})
"""What says of a section or a list that there is none."""
_AND_SO_ON = frozenset({"…", "……", "...", "等", "等等"})
"""What ends a list without being an entry of it."""


def says_nothing(value: Any) -> bool:
    """Whether a value says that there is none of what its field holds."""
    return isinstance(value, str) and value.strip() in NOTHING


def may_say_nothing(info: FieldInfo) -> bool:
    """Whether a field holds sections and may be left out, so that 无 is as good as no key at all."""
    return not info.is_required() and any(nodes_in(info.annotation))


def names_in(entry: Any) -> list[str]:
    """The names in one text; none in anything else, nor in a blank that is still to be filled in."""
    if not isinstance(entry, (str, int, float)):
        return []
    names = [name for name in _BETWEEN_ENTRIES.split(str(entry).strip()) if name and name not in _AND_SO_ON]
    return [] if all(map(is_placeholder, names)) else names


def origins(entries: list[Any]) -> list[int]:
    """For each entry that a list of sections comes to, the number of the one in the file that holds it."""
    return [number for number, entry in enumerate(entries) for _name in names_in(entry) or [entry]]


class _Sections(Before):
    """Annotation of a list of sections that people write in other ways too; mistakes are told where they stand."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_wrap_validator_function(partial(_read_sections, self.change), handler(source))


def _read_sections(change: Callable[[Any], Any], value: Any, sections: core_schema.ValidatorFunctionWrapHandler) -> Any:
    entries = change(value)
    try:
        return sections(entries)
    except ValidationError as error:
        if entries is value:
            raise
        raise _where_written(value, error) from None


def _where_written(value: Any, error: ValidationError) -> ValidationError:
    """The error with its entries counted as they are in the file, and not at all where it has no list."""
    counted = [(number,) for number in origins(value)] if isinstance(value, list) else None
    details: list[InitErrorDetails] = []
    for one in error.errors(include_url=False):
        number, *rest = one["loc"]
        context = one.get("ctx") or {}
        kind = PydanticCustomError("unreadable", "{problem}", context) if one["type"] == "unreadable" else one["type"]
        loc = (*(counted[int(number)] if counted else ()), *rest)
        details.append(InitErrorDetails(type=kind, loc=loc, input=one["input"], ctx=context))
    return ValidationError.from_exception_data(error.title, details)


def _one_as_list(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


ONE_OR_MANY = _Sections(_one_as_list, lambda schema: {"anyOf": [schema, schema["items"]]})
"""A single section as a list of one: several hotels are a list, one hotel is often written alone."""


ONE_OF_SEVERAL = _Sections(_one_as_list, lambda schema: {"anyOf": [schema, schema["items"]]})
"""The same where there are mostly several: read, and never written so."""


def _names_as_entries(value: Any) -> Any:
    if says_nothing(value):
        return []
    if isinstance(value, list) and any(isinstance(entry, (str, int, float)) for entry in value):
        return [name for entry in value for name in names_in(entry) or [entry]]
    return names_in(value) or _one_as_list(value)


NAMES_OR_SECTIONS = _Sections(_names_as_entries, lambda schema: {"anyOf": [schema, *schema["items"]["anyOf"]]})
"""`陪同: 马明、顾晓岚`, `[马明, {姓名: 顾晓岚}]`, or one section alone; the entries are annotated by `or_name`."""


def or_text(key: str) -> Before:
    """For a section of which a bare text is an entry with nothing but `key`."""

    return Before(partial(_text_as_section, key), lambda schema: {"anyOf": [schema, SAID]})


def _text_as_section(key: str, value: Any) -> Any:
    return {key: value} if isinstance(value, (str, int, float)) and not isinstance(value, bool) else value


def or_name(key: str, example: str) -> Before:
    """For a section of which a bare name is an entry with nothing but `key`; `example`, marked for translation, says
    what may be written.
    """
    return Before(partial(_name_as_section, key, example), lambda schema: {"anyOf": [schema, _NAMED]})


def _name_as_section(key: str, example: str, value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        raise unreadable(_("这里应当是一个名称或一组字段，不是列表"), _(example))
    return {key: str(value).strip()} if names_in(value) else value


_BETWEEN_STEPS = regex(r"\s*(?:[；;\n]|→|->|—>)\s*")


def _texts_as_entries(value: Any) -> Any:
    if isinstance(value, str) and value.strip() and not is_placeholder(value):
        return [text for text in _BETWEEN_STEPS.split(value.strip()) if text]
    return _one_as_list(value)


TEXTS_OR_SECTIONS = _Sections(_texts_as_entries, lambda schema: {"anyOf": [schema, *schema["items"]["anyOf"]]})
"""As NAMES_OR_SECTIONS, of sentences: a comma or 、 is inside one, ； and → stand between two. The entries are
annotated by `or_text`, or read in a way of their own.
"""


def _schema_of(like: Any) -> JsonSchemaValue:
    """The schema of a field type that is annotated by a Reading."""
    reading = next(one for one in get_args(like) if isinstance(one, Reading))
    return reading.said()


def alone(key: str, like: Any) -> Before:
    """For a section of which one value alone is that of `key`, whose field type is `like`: `人数: 约120`."""

    return Before(
        partial(_value_as_section, key), lambda schema: {"anyOf": [*schema.get("anyOf", [schema]), _schema_of(like)]}
    )


def _value_as_section(key: str, value: Any) -> Any:
    scalar = isinstance(value, (str, int, float)) and not (isinstance(value, str) and not value.strip())
    return {key: value} if scalar and not says_nothing(value) and not is_placeholder(str(value)) else value


def table_of(name: str, value: str, like: Any, keys: frozenset[str]) -> _Sections:
    """For a list of sections that may be a table too: `分组: {代表: 80, 嘉宾: 20}`.

    `keys` are those of a section, `like` is the type of its field `value`.
    """

    def widen(schema: JsonSchemaValue) -> JsonSchemaValue:
        table = {
            "type": "object",
            "propertyNames": {"not": {"enum": sorted(keys)}},
            "additionalProperties": {"anyOf": [_schema_of(like), {"type": "null"}]},
        }
        return {"anyOf": [schema, schema["items"], table]}

    return _Sections(partial(_table_as_entries, name, value, keys), widen)


def _table_as_entries(name: str, value: str, keys: frozenset[str], entries: Any) -> Any:
    if isinstance(entries, dict) and not entries.keys() & keys:
        return [{name: of, value: inner} for of, inner in entries.items()]
    return _one_as_list(entries)


def never_name(example: str) -> Before:
    """For a section, or a list of them, that a name alone cannot stand for; `example`, marked for translation, says
    with its `{name}` what has to be written.
    """
    return Before(partial(_refuse_name, example), lambda schema: schema)


def _refuse_name(example: str, value: Any) -> Any:
    if names := names_in(value):
        raise unreadable(_("只写“{value}”不够"), _(example).format(name=names[0]), value=value)
    return value


def may_stand_alone(annotations: Iterable[Any]) -> bool:
    """Whether a single section may be written where a field has a list of them."""
    return any(one in (ONE_OR_MANY, NAMES_OR_SECTIONS, TEXTS_OR_SECTIONS) for one in annotations)


# --- members of an enumeration ----------------------------------------------------------------------------------------


def _seats_of_each(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        if (count := sum(map(_seats, value))) > MOST_SEATS:
            hint = _("一张座次图最多排 {most} 个座位").format(most=MOST_SEATS)
            raise unreadable(_("各排相加是 {count} 个座位，太多了"), hint, count=count)
        return value
    if isinstance(value, dict) or value in (None, ""):
        return value
    raise unreadable(_("“{value}”没有说是几排、每排几座"), _("写各排座位数，如 排: [9, 10]"), value=value)


def _seats(entry: Any) -> int:
    """The seats of a row; none where it says no number, or one that the row itself is refused for."""
    try:
        return read_seats(entry, None)
    except PydanticCustomError:
        return 0


SEATS_OF_EACH = Before(_seats_of_each, lambda schema: schema)
"""The seats of each row: a single number may mean the rows or the seats, so it is refused with an example."""


def _split(value: Any) -> Any:
    if isinstance(value, str) and value.strip() in _NO_MEMBER:
        return []
    if isinstance(value, list):
        return [name for entry in value for name in _members(entry) or [entry]]
    return _members(value) or value


def _members(value: Any) -> list[str]:
    """The members that one text names."""
    return [name for name in _BETWEEN.split(value.strip()) if name] if isinstance(value, str) else []


_NO_MEMBER = NOTHING | {"无忌口", "不忌口", "无要求", "无特殊要求", "无特殊", "无过敏", "无过敏史", "不过敏", "正常"}


def several(choice: type[Choice]) -> Before:
    """For members of `choice` as a list, a single one, or in one text with 、 between them."""

    def widen(schema: JsonSchemaValue) -> JsonSchemaValue:
        names = "|".join(map(re.escape, choice.accepted()))
        text = {"type": "string", "pattern": whole(rf"(?:{names})(?:{_BETWEEN.pattern}(?:{names}))*")}
        text["pattern"] += f"|{whole('|'.join(_NO_MEMBER))}"
        text = explained(text, choice.offered())
        return {"anyOf": [{"type": "array", "items": {"anyOf": [schema["items"], text]}}, schema["items"], text]}

    return Before(_split, widen)


def one_spelling(choice: type[Choice]) -> Before:
    """For a table by the members of `choice`: PydanticCustomError when two spellings of one member are given."""

    def widen(schema: JsonSchemaValue) -> JsonSchemaValue:
        value = schema["additionalProperties"]
        return {
            "type": "object",
            "properties": dict.fromkeys(choice.accepted(), value),
            "additionalProperties": False,
            "allOf": [_once(member) for member in choice],
        }

    return Before(partial(_refuse_twice, choice), widen)


def _refuse_twice(choice: type[Choice], value: Any) -> Any:
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


def _once(member: Choice) -> JsonSchemaValue:
    """At most one of a member's spellings is a key."""
    names = [name for name, meant in type(member).accepted().items() if meant is member]
    pairs = [[one, other] for index, one in enumerate(names) for other in names[index + 1 :]]
    return {"not": {"anyOf": [{"required": pair} for pair in pairs]}}
