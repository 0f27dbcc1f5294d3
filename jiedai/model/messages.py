"""pydantic's errors as findings of jiedai: by the error's type, never by its English text."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedai.diagnostics import KeyPath
from jiedai.language import N_, _, current
from jiedai.model.base import Node, instead_of, keys_of, nodes_in, spellings_of
from jiedai.model.reading import shown

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails


TITLES = {
    "GS02": N_("未知字段"),
    "GS03": N_("缺少必填项"),
    "GS04": N_("内容无法识别"),
    "GS09": N_("字段重复"),
    "GS13": N_("待填内容"),
}
"""The short names of what the vocabulary reports."""


class Refusal(NamedTuple):
    """Why a value was refused: the code, where (keys as typed), the message, the hint.

    `at_key` points at the key rather than its value; `twin` is the path of the other spelling of a field given twice;
    `missing` holds both spellings of the key that a section lacks, then those of one that would do in its place.
    """

    code: str
    path: KeyPath
    message: str
    hint: str = ""
    at_key: bool = False
    twin: KeyPath = ()
    missing: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The short name of the code."""
        return _(TITLES[self.code])


def refusals(error: ValidationError, root: type[Node]) -> Iterator[Refusal]:
    """The findings behind a validation error of a `root` section."""
    for details in error.errors(include_url=False):
        yield _refusal(details, root)


def _refusal(details: ErrorDetails, root: type[Node]) -> Refusal:
    path = tuple(part for part in details["loc"] if part != "[key]")
    kind = details["type"]
    context: dict[str, Any] = details.get("ctx") or {}
    if kind == "missing":
        return _missing(path, root)
    if kind == "extra_forbidden":
        return _unknown(path, root)
    value = details["input"]
    message, hint = (context["problem"], context["hint"]) if kind == "unreadable" else _told(kind, value)
    return Refusal("GS04", path, message, hint, at_key=value is None)


def _missing(path: KeyPath, root: type[Node]) -> Refusal:
    model = model_at(path[:-1], root)
    typed = str(path[-1])
    fields = zip(keys_of(model), model.model_fields.values(), strict=True)
    name, info = next((names[0], info) for names, info in fields if typed in names)
    wanted = [spellings_of(model)[one] for one in (name, instead_of(info)) if one]
    labels = [zh if current() == "zh" else english for english, zh in wanted]
    message = _("缺少必填的“{field}”").format(field=_("”或“").join(labels))
    hint = _("补上“{field}”：{help}").format(field=labels[0], help=_(info.description)) if info.description else ""
    missing = tuple(key for english, zh in wanted for key in (zh, english))
    return Refusal("GS03", path[:-1], message, hint, at_key=True, missing=missing)


def _unknown(path: KeyPath, root: type[Node]) -> Refusal:
    model = model_at(path[:-1], root)
    typed = str(path[-1])
    for attribute, english, zh in keys_of(model):
        if typed in (attribute, english, zh):
            other = zh if typed != zh else english
            return Refusal(
                "GS09",
                path,
                _("“{zh}”和“{english}”是同一个字段，写了两次").format(zh=zh, english=english),
                _("只留一个"),
                at_key=True,
                twin=(*path[:-1], other),
            )
    known = [name for _attribute, english, zh in keys_of(model) for name in (zh, english)]
    close = get_close_matches(typed, known, 1, 0.5) or [name for name in known if name in typed or typed in name][:1]
    hint = (
        _("是不是想写“{name}”？").format(name=close[0])
        if close
        else _("这里可写：{names}").format(
            names=_("、").join(zh if current() == "zh" else english for _a, english, zh in keys_of(model))
        )
    )
    return Refusal("GS02", path, _("没有“{field}”这个字段").format(field=shown(typed)), hint, at_key=True)


def model_at(path: KeyPath, root: type[Node]) -> type[Node]:
    """The section that the keys of `path` lead to from `root`; the last one known where a key is unknown."""
    model = root
    for step in path:
        if isinstance(step, int):
            continue
        for (name, info), (_attribute, english, zh) in zip(model.model_fields.items(), keys_of(model), strict=True):
            if step in (name, english, zh):
                model = next(nodes_in(info.annotation), model)
                break
    return model


def _told(kind: str, value: Any) -> tuple[str, str]:
    """Message and hint for one of pydantic's own types of error."""
    return _SENTENCES.get(kind, _any_other)(value)


def _nothing() -> tuple[str, str]:
    return _("这里没有填写内容"), _("填上内容，或删去这一行")


def _wanted_list(value: Any) -> tuple[str, str]:
    return _nothing() if value in (None, "") else (_("这里应当是列表"), _("每一项另起一行，前面加“- ”"))


def _wanted_mapping(value: Any) -> tuple[str, str]:
    if value in (None, ""):
        return _nothing()
    hint = _("每个字段写成“名称: 内容”")
    if isinstance(value, list):
        return _("这里应当写下级字段，不是列表"), hint
    return _("这里应当写下级字段，不是“{value}”").format(value=shown(value)), hint


def _wanted_text(value: Any) -> tuple[str, str]:
    if isinstance(value, (list, dict)):
        return _("这里应当是一段文字，不是列表或下级字段"), _("写在同一行")
    return _any_other(value)


def _any_other(value: Any) -> tuple[str, str]:
    return _nothing() if value is None else (_("“{value}”不能写在这里").format(value=shown(value)), "")


_SENTENCES = {
    "list_type": _wanted_list,
    "tuple_type": _wanted_list,
    "iterable_type": _wanted_list,
    "model_type": _wanted_mapping,
    "model_attributes_type": _wanted_mapping,
    "dict_type": _wanted_mapping,
    "string_type": _wanted_text,
    "string_too_short": lambda value: _nothing(),
    "string_sub_type": _wanted_text,
}
