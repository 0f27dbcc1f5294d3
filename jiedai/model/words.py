"""Texts with a form of their own: names in a list, telephone numbers, notes per audience."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

from jiedai.language import _
from jiedai.model.base import AUDIENCES
from jiedai.model.placeholder import is_placeholder
from jiedai.model.reading import DASH, Reading, VisitDays, halfwidth, scalar, typed_as, unreadable
from jiedai.patterns import regex

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

SAID: JsonSchemaValue = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
"""The schema of a text that says something; what YAML takes for a number or a truth value is read as it was typed."""


class _Said:
    """Annotation of a text that says something.

    Pydantic's own annotations would say the same, but be looked through once more for each of a hundred fields.
    """

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.str_schema(min_length=1)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return dict(SAID)


Text = Annotated[str, _Said()]
"""A text that says something."""

_COMPOUND_SURNAMES = (
    "欧阳", "诸葛", "上官", "司马", "司徒", "东方", "皇甫", "尉迟", "公孙", "慕容",
    "令狐", "夏侯", "长孙", "宇文", "端木", "南宫",
)  # fmt: skip
_LONGEST_NAME = 4
"""Ideographs; a name with a · is longer, and its blanks are left alone."""


def _is_ideograph(char: str) -> bool:
    """Without an expression: one with the range of all ideographs takes 2 ms to compile."""
    return "\u3400" <= char <= "\u9fff" or char == "〇" or char >= "\U00020000"


def unpadded(name: str) -> str:
    """A name without the blanks that line it up with longer ones in a list: `苏　敏` is 苏敏.

    Two words side by side stay two (`接待办 姚晨`), as do the blanks of foreign names.
    """
    parts = name.split()
    if len(parts) < 2:
        return name
    joined = "".join(parts)
    spaced_out = any(len(part) == 1 for part in parts) or parts[0] in _COMPOUND_SURNAMES
    return joined if spaced_out and len(joined) <= _LONGEST_NAME and all(map(_is_ideograph, joined)) else name


class _Name(_Said):
    """Annotation of the name of somebody or something, as lists of names refer to it."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        text = super().__get_pydantic_core_schema__(source, handler)
        return core_schema.no_info_after_validator_function(unpadded, text)


Name = Annotated[str, _Name()]
"""The name of a person, a group, a unit, a place or a vehicle, or a reference to one."""

EVERYBODY = frozenset({"全体", "全部", "全体来宾", "全体人员", "all"})
"""What stands for all guests where names are asked for."""

NOBODY = "无"
"""What stands for no guest at all: an empty list of guests stands for all of them."""

_BETWEEN_NAMES = regex(r"\s*[、，,;；]\s*")


def read_names(value: Any, visit: VisitDays | None) -> tuple[str, ...]:
    """Names (of people, units, vehicles, places) as a list, or in one text with 、 or ， between them."""
    entries = value if isinstance(value, (list, tuple)) else [value]
    hint = _("写成列表，如 [甲, 乙]")
    names: list[str] = []
    for entry in entries:
        names.extend(unpadded(name) for name in _BETWEEN_NAMES.split(scalar(entry, hint)) if name)
    return tuple(names)


def read_texts(value: Any, visit: VisitDays | None) -> tuple[str, ...]:
    """Sentences, as a list or a single one; commas inside stay."""
    entries = value if isinstance(value, (list, tuple)) else [value]
    return tuple(scalar(entry, _("每项写一句话")) for entry in entries)


# Three digits for 110 and 120; fifteen are the most that the international plan knows.
_PHONE = rf"(?:\+\s*|\(\s*)?\d(?:(?:\s|[()]|{DASH})*\d){{2,14}}(?:\s*(?:转|分机|ext\.?|#)\s*\d{{1,6}})?"
# No area code and no number within a town begins like this.
_MOBILE = regex("1[3-9]")
_MOBILE_DIGITS = 11
# Behind an area code; numbers of services (0570-12345, 0571-96345) have other lengths.
_DESK_LINE = regex(r"(?:0(?:10|2\d|[3-9]\d\d)-|\(0(?:10|2\d|[3-9]\d\d)\)-?)([2-8]\d*)")
_DESK_DIGITS = (7, 8)
_BETWEEN_PHONES = r"\s*[、,;/]\s*"


def read_phone(value: Any, visit: VisitDays | None) -> str:
    """A telephone number, or several, as typed; zeros, extension and area code stay."""
    hint = _("写成 13900000000 或 0570-5550100")
    typed = scalar(value, hint)
    if is_placeholder(typed):
        return typed
    text = re.sub(DASH, "-", halfwidth(typed))
    if not re.fullmatch(rf"{_PHONE}(?:{_BETWEEN_PHONES}{_PHONE})*", text, re.ASCII):
        raise unreadable(_("“{value}”不是电话号码"), hint, value=typed)
    for number in re.split(_BETWEEN_PHONES, text):
        digits = re.sub(r"\D", "", re.split("转|分机|ext|#", number)[0])
        if _MOBILE.match(number) and 9 <= len(digits) != _MOBILE_DIGITS:
            problem = _("“{value}”有 {count} 位，手机号码是 11 位")
            raise unreadable(problem, _("核对号码，漏了或多打了数字"), value=number, count=len(digits))
        desk = _DESK_LINE.fullmatch(number.replace(" ", ""))
        if desk and len(desk[1]) not in _DESK_DIGITS:
            problem = _("“{value}”区号后面有 {count} 位，座机号码是 7 位或 8 位")
            raise unreadable(problem, _("核对号码，漏了或多打了数字"), value=number, count=len(desk[1]))
    return text


def read_notes(value: Any, visit: VisitDays | None) -> dict[str, str]:
    """Notes by audience; a plain text is for the staff alone."""
    if not isinstance(value, dict):
        return {"staff": scalar(value, _("写一段文字，或按对象分别写"))}
    names = {zh: english for english, zh in AUDIENCES.items()} | {english: english for english in AUDIENCES}
    notes: dict[str, str] = {}
    for audience, text in value.items():
        if audience not in names:
            raise unreadable(
                _("备注的对象“{name}”不存在"),
                _("可选：{names}").format(names=_("、").join(map(_, AUDIENCES.values()))),
                name=audience,
            )
        if names[audience] in notes:
            raise unreadable(_("写给“{name}”的备注有两处"), _("只留一个"), name=_(AUDIENCES[names[audience]]))
        notes[names[audience]] = scalar(text, _("写一段文字"))
    return notes


COLOURS = {"黑": "000000", "灰": "595959", "蓝": "1F4E79", "绿": "2E6B3F", "棕": "7F4A1E", "紫": "5B3A7D"}
"""Colours that have a name; all are dark enough to be read on white. Red is left to the heads of official papers."""
_COLOUR = r"#?[0-9A-Fa-f]{6}"


def read_colour(value: Any, visit: VisitDays | None) -> str:
    """A colour as six hexadecimal digits: typed so, with or without #, or by its name."""
    hint = _("写颜色名（{names}），或六位色值，如 1F4E79").format(names=_("、").join(COLOURS))
    typed = scalar(value, hint)
    if is_placeholder(typed):
        return typed
    text = halfwidth(typed).removesuffix("色")
    if text in COLOURS:
        return COLOURS[text]
    if not re.fullmatch(_COLOUR, text, re.ASCII):
        raise unreadable(_("“{value}”不是颜色"), hint, value=typed)
    return text.removeprefix("#").upper()


NAMES_SCHEMA: JsonSchemaValue = {"anyOf": [SAID, {"type": "array", "items": SAID}]}
"""The schema of texts in a list, or of a single one."""

TermsField = dict[str, Text]
"""Texts by the text that they stand for; a place of its own for each in messages."""

NamesField = Annotated[tuple[str, ...], Reading(read_names, lambda: NAMES_SCHEMA)]
TextsField = Annotated[tuple[str, ...], Reading(read_texts, lambda: NAMES_SCHEMA)]
PhoneField = Annotated[
    str, Reading(read_phone, lambda: typed_as(rf"{_PHONE}(?:{_BETWEEN_PHONES}{_PHONE})*", "integer", least=100))
]
ColourField = Annotated[
    str,
    Reading(
        read_colour, lambda: typed_as(rf"{_COLOUR}|(?:{'|'.join(COLOURS)})色?", "integer", least=100_000, most=999_999)
    ),
]
NotesField = Annotated[
    dict[str, str],
    Reading(
        read_notes,
        lambda: {
            "anyOf": [
                SAID,
                {
                    "type": "object",
                    "properties": {name: SAID for pair in AUDIENCES.items() for name in pair},
                    "additionalProperties": False,
                    "allOf": [{"not": {"required": list(pair)}} for pair in AUDIENCES.items()],
                },
            ]
        },
    ),
]
