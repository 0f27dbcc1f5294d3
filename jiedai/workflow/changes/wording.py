"""Changes in words: what fields, values, readers and records are called, in the language in use."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any, get_args

from jiedai.language import N_, _, current
from jiedai.model.base import AUDIENCES, Node, chinese_key, english_key, nodes_in
from jiedai.model.choice import Allergen, Diet
from jiedai.model.enumeration import Choice
from jiedai.model.office import Office
from jiedai.model.plan import Plan
from jiedai.workflow.changes.diff import MODELS, Change
from jiedai.workflow.changes.parts import Reader
from jiedai.workflow.changes.sheet import ITEMS, OFFICE, PLAN

_DERIVED = {
    "riders": N_("乘车人"),
    "with": N_("带车人"),
    "trains": N_("接送车次"),
    "heads": N_("来宾人数"),
    "companions": N_("陪餐人数"),
    "order": N_("座位次序"),
    "level": N_("职级"),
    "date": N_("日期"),
}
"""Fields of records that stand in no plan: they follow from it."""
_NEEDS: dict[str, type[Choice]] = {"diet": Diet, "allergies": Allergen}
_BRIEF = {
    ITEMS: ("time", "place", "from"),
    "guests": ("unit", "post"),
    "hosts": ("unit", "post"),
    "crew": ("unit", "duty"),
    "tasks": ("due", "unit", "owner"),
    "meals": ("form", "guests"),
    "lodging.rooms": ("type", "guests"),
    "lodging": ("check_in", "check_out"),
    "risks": ("actions",),
    "costs": ("amount", "payer"),
}
"""What of a record is told where it came or went."""


def reader_name(reader: Reader) -> str:
    """`领导`, `县发改局`, `1号车`, `云溪宾馆（厨房）`."""
    match reader.kind:
        case "unit":
            return reader.name
        case "driver":
            return _("{number}号车").format(number=reader.name)
        case "kitchen" | "hotel":
            return _("{place}（{kind}）").format(place=reader.name, kind=_(AUDIENCES[reader.kind]))
        case _:
            return _(AUDIENCES[reader.kind])


# --- fields -----------------------------------------------------------------------------------------------------------


@cache
def _field(model: type[Node], name: str) -> tuple[str, Any] | None:
    """The attribute of a field and its declaration, by its English key."""
    for attribute, info in model.model_fields.items():
        if english_key(attribute, info) == name:
            return attribute, info
    return None


def section_name(section: str) -> str:
    """What a section of a plan or an office file is called."""
    root: type[Node] = Office if section.startswith(OFFICE) else Plan
    if section == PLAN:
        return _("基本情况")
    if section == ITEMS:
        return _("日程")
    names = []
    for step in section.removeprefix(OFFICE).split("."):
        found = _field(root, step)
        if found is None:
            continue
        names.append(_called(*found))
        root = next(nodes_in(found[1].annotation), root)
    return names[-1] if names else section


def label(section: str, field: str | None) -> str:
    """What a field of a section is called; empty for none."""
    if field is None:
        return ""
    first, _dot, rest = field.partition(".")
    if first in _NEEDS and rest:
        member = _NEEDS[first].read(rest).label
        return _("{kind}过敏").format(kind=member) if first == "allergies" else member
    model = MODELS.get(section)
    found = _field(model, first) if model else None
    if found is None:
        return _(_DERIVED[first]) if first in _DERIVED else field
    name = _called(*found)
    if not rest:
        return name
    inner = next(nodes_in(found[1].annotation), None)
    within = _field(inner, rest) if inner else None
    if within is not None:
        return name + (" " if current() != "zh" else "") + _called(*within)
    return _("{field}（{of}）").format(field=name, of=_(AUDIENCES[rest]) if rest in AUDIENCES else rest)


def _called(attribute: str, info: Any) -> str:
    return chinese_key(info) if current() == "zh" else english_key(attribute, info).replace("_", " ")


# --- values -----------------------------------------------------------------------------------------------------------


@cache
def _choice(section: str, field: str) -> type[Choice] | None:
    """The enumeration that the values of a field are of."""
    model = MODELS.get(section)
    names = field.split(".")
    for number, name in enumerate(names):
        found = _field(model, name) if model else None
        if found is None:
            return None
        if number == len(names) - 1:
            return _choice_in(found[1].annotation)
        model = next(nodes_in(found[1].annotation), None)
    return None


def _choice_in(annotation: Any) -> type[Choice] | None:
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, Choice) else None
    return next((found for part in get_args(annotation) if (found := _choice_in(part))), None)


def said(section: str, field: str, value: Any) -> str:
    """A value as a person reads it."""
    if value is None:
        return _("无")
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, list):
        if any(isinstance(one, dict) for one in value):
            return _("；").join(_row(one) for one in value)
        return _("、").join(said(section, field, one) for one in value)
    if isinstance(value, dict):
        return _row(value)
    choice = _choice(section, field)
    return choice.read(value).label if choice and value in choice.spellings() else str(value)


def _row(values: dict[str, Any]) -> str:
    """A step, a seat: its values side by side."""
    return " ".join(
        _("{minutes}分钟").format(minutes=value) if name == "minutes" else _("、").join(map(str, value))
        if isinstance(value, list) else str(value)
        for name, value in values.items()
    )  # fmt: skip


def day(date: dt.date) -> str:
    """`5月11日`."""
    return _("{month}月{day}日").format(month=date.month, day=date.day)


def moment(at: dt.datetime) -> str:
    """`5月10日17:00`."""
    return day(at.date()) + (" " if current() != "zh" else "") + f"{at:%H:%M}"


def brief(section: str, values: dict[str, Any]) -> str:
    """The values of a record that tell it to a person."""
    wanted = [field for field in _BRIEF.get(section, ()) if values.get(field) is not None]
    return _("，").join(said(section, field, values[field]) for field in wanted)


def subject(change: Change) -> str:
    """What a change is about: number, words and day of an item, a person's name …; empty for the visit itself."""
    if change.id is None:
        return "" if change.section == PLAN else section_name(change.section)
    words = change.what or change.id
    if change.section == ITEMS or (change.section in ("tasks", "meals", "seating") and change.id not in words):
        words = f"{change.id} {words}"
    elif change.section.startswith(("lodging.", "meals.", "rides", "travel", "office.travel")):
        words = change.id
    if change.date is not None and change.section != "tasks":
        words = _("{what}（{day}）").format(what=words, day=day(change.date))
    return words


def line(change: Change) -> str:
    """A change in one line."""
    head = " ".join(filter(None, (section_name(change.section), subject(change) if change.id is not None else "")))
    field = label(change.section, change.field)
    match change.op:
        case "added":
            return _("新增 {what}：{values}").format(what=head, values=brief(change.section, change.new)).rstrip("：: ")
        case "removed":
            return _("取消 {what}：{values}").format(what=head, values=brief(change.section, change.old)).rstrip("：: ")
        case "renamed":
            return _("{what}：{old} 改名 {new}").format(
                what=section_name(change.section), old=change.old, new=change.new
            )
        case "moved" if change.field is None:
            return _("{what}：次序第 {old} → 第 {new}").format(what=head, old=change.old, new=change.new)
        case _:
            old, new = (said(change.section, str(change.field), value) for value in (change.old, change.new))
            return _("{what} {field}：{old} → {new}").format(what=head, field=field, old=old, new=new)
