"""Where a value stands, as a person says it."""

from __future__ import annotations

from jiedai.language import _
from jiedai.model.base import Node, keys_of, nodes_in
from jiedai.model.choice import Allergen, Diet, HostRole, ItemKind, MealForm, Payer, Rank, RoomType, Sex
from jiedai.model.enumeration import Choice
from jiedai.model.plan import Plan
from jiedai.workflow.forms.questions import QUESTIONS

_CHOICES: tuple[type[Choice], ...] = (Sex, Rank, Diet, Allergen, HostRole, ItemKind, MealForm, RoomType, Payer)


def said(value: object) -> str:
    """A value in words; what is one of an enumeration by the name that it has in the language in use."""
    if isinstance(value, dict):
        return _("、").join(said(part) for part in value.values() if part)
    if isinstance(value, list):
        return _("、").join(said(part) for part in value)
    for choice in _CHOICES if isinstance(value, str) and value.isascii() else ():
        found = next((member for member in choice if member.value == value), None)
        if found is not None:
            return str(found.label)
    return "" if value is None else str(value)


def called(path: str, language: str) -> str:
    """A path of English keys in words: `guests.李娜.phone` is 李娜的电话, `letter.number` 公函的文号."""
    question = next((one for one in QUESTIONS if one.path == path), None)
    if question is not None and path.partition(".")[0] in ("contact", "other", "leader"):
        return _(question.title)
    head, _dot, field = path.rpartition(".")
    parts = head.split(".") if head else []
    model: type[Node] = Plan
    titles: list[str] = []
    while parts:
        found = _field(model, parts[0], language)
        if found is None:
            break
        title, inner = found
        model = inner or model
        titles.append(title)
        parts.pop(0)
    entry = ".".join(parts)
    for way in ("arrive", "leave"):
        if entry.endswith(f".{way}"):
            entry = entry.removesuffix(f".{way}")
            field = f"{way}.{field}"
    names = [found[0] for part in field.split(".") if (found := _field_anywhere(part, model, language))]
    named = "".join(names) or field
    if not entry and not titles:
        return named
    return _("{name}的{field}").format(name=entry or titles[-1], field=named)


def _field(model: type[Node], name: str, language: str) -> tuple[str, type[Node] | None] | None:
    for (attribute, english, zh), info in zip(keys_of(model), model.model_fields.values(), strict=True):
        if name in (attribute, english):
            return (english if language == "en" else zh), next(nodes_in(info.annotation), None)
    return None


def _field_anywhere(name: str, model: type[Node], language: str) -> tuple[str, type[Node] | None] | None:
    """The field of a section, or of one inside it."""
    found = _field(model, name, language)
    if found is not None:
        return found
    for info in model.model_fields.values():
        for inner in nodes_in(info.annotation):
            if found := _field(inner, name, language):
                return found
    return None
