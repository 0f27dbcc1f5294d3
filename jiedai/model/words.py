"""Texts with a form of their own: names in a list, telephone numbers, notes per audience."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import StringConstraints

from jiedai.language import _
from jiedai.model.base import AUDIENCES
from jiedai.model.placeholder import is_placeholder
from jiedai.model.reading import Reading, VisitDays, halfwidth, scalar, unreadable

Text = Annotated[str, StringConstraints(min_length=1)]
"""A text that says something."""

_BETWEEN_NAMES = re.compile(r"\s*[、，,;；]\s*")


def read_names(value: Any, visit: VisitDays | None) -> tuple[str, ...]:
    """Names (of people, units, vehicles, places) as a list, or in one text with 、 or ， between them."""
    entries = value if isinstance(value, (list, tuple)) else [value]
    hint = _("写成列表，如 [甲, 乙]")
    names: list[str] = []
    for entry in entries:
        names.extend(name for name in _BETWEEN_NAMES.split(scalar(entry, hint)) if name)
    return tuple(names)


def read_texts(value: Any, visit: VisitDays | None) -> tuple[str, ...]:
    """Sentences, as a list or a single one; commas inside stay."""
    entries = value if isinstance(value, (list, tuple)) else [value]
    return tuple(scalar(entry, _("每项写一句话")) for entry in entries)


def read_phone(value: Any, visit: VisitDays | None) -> str:
    """A telephone number as typed; zeros, extension and area code stay."""
    hint = _("写成 13900000000 或 0570-5550100")
    typed = scalar(value, hint)
    if is_placeholder(typed):
        return typed
    text = re.sub(r"[—–－]", "-", halfwidth(typed))
    if (
        not re.fullmatch(r"\+?[\d\s()-]{3,20}(?:(?:转|ext\.?|-)\s*\d{1,6})?", text)
        or not 3 <= len(re.findall(r"\d", text)) <= 20
    ):
        raise unreadable(_("“{value}”不是电话号码").format(value=typed), hint)
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
                _("备注的对象“{name}”不存在").format(name=audience),
                _("可选：{names}").format(names="、".join(AUDIENCES.values())),
            )
        notes[names[audience]] = scalar(text, _("写一段文字"))
    return notes


_WORD = {"type": ["string", "integer"]}
NamesField = Annotated[
    tuple[str, ...],
    Reading(
        read_names, {"anyOf": [*({"type": kind} for kind in ("string", "integer")), {"type": "array", "items": _WORD}]}
    ),
]
TextsField = Annotated[tuple[str, ...], Reading(read_texts, {"anyOf": [_WORD, {"type": "array", "items": _WORD}]})]
PhoneField = Annotated[str, Reading(read_phone, {"type": ["string", "integer"]})]
NotesField = Annotated[
    dict[str, str],
    Reading(
        read_notes,
        {
            "anyOf": [
                _WORD,
                {
                    "type": "object",
                    "propertyNames": {"enum": [*AUDIENCES, *AUDIENCES.values()]},
                    "additionalProperties": _WORD,
                },
            ]
        },
    ),
]
