"""`--set key=value`: a dotted path in either spelling, found by the model, and its value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, get_args

import yaml

from jiedai.diagnostics import KeyPath, Level
from jiedai.language import _, current
from jiedai.loading import validated, visit_days, vocabulary
from jiedai.model.base import Node, keys_of, nodes_in
from jiedai.model.listing import may_stand_alone, names_in
from jiedai.model.messages import model_at
from jiedai.model.plan import Plan
from jiedai.model.reading import Reading
from jiedai.model.words import read_names
from jiedai.source import insert_item, read_bytes, set_value
from jiedai.workflow.drafting.emit import Emitter, Flow, Keys
from jiedai.workflow.drafting.request import Usage

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo


def path_of_words(words: str) -> KeyPath:
    """The path that dotted words name, keys in English, list positions as numbers from 0.

    Raises:
        Usage: a word is no key there, or a position is missing or not wanted.
    """
    path: list[str | int] = []
    model: type[Node] | None = Plan
    listed = alone = False
    for word in (part.strip() for part in words.split(".")):
        if word.isdecimal():
            if not listed:
                raise Usage(_("--set “{path}”：“{word}”前面的字段不是列表").format(path=words, word=word))
            path.append(int(word))
            listed = False
            continue
        if listed and model is not None and not alone:
            raise Usage(
                _("--set “{path}”：“{word}”前面要写第几项，从 0 数起，如 来宾.0.姓名").format(path=words, word=word)
            )
        if model is None:
            raise Usage(_("--set “{path}”：“{word}”不能再往下写").format(path=words, word=word))
        name, info = _field(model, word, words)
        path.append(name)
        model = next(nodes_in(info.annotation), None)
        listed, alone = _holds_list(info.annotation), may_stand_alone(info.metadata)
    return tuple(path)


def _field(model: type[Node], word: str, words: str) -> tuple[str, Any]:
    known: list[str] = []
    for (attribute, english, zh), info in zip(keys_of(model), model.model_fields.values(), strict=True):
        if word in (attribute, english, zh):
            return english, info
        known += [zh, english]
    close = get_close_matches(word, known, 1, 0.5)
    named = known[1::2] if current() == "en" else known[::2]
    hint = (
        _("是不是想写“{name}”？").format(name=close[0])
        if close
        else _("这里可写：{names}").format(names=_("、").join(named))
    )
    raise Usage(_("--set “{path}”：没有“{word}”这个字段；{hint}").format(path=words, word=word, hint=hint))


def _holds_list(annotation: Any) -> bool:
    text = str(annotation)
    return text.startswith(("list[", "tuple[", "typing.Annotated[list[", "typing.Annotated[tuple["))


def value_of_text(text: str, path: KeyPath) -> Any:
    """A typed value: a list or a section where it begins with a bracket, else the text itself."""
    if not text.startswith(("[", "{")):
        return text
    try:
        value = yaml.load(text, yaml.BaseLoader)
    except yaml.YAMLError:
        raise Usage(_("--set 的内容“{value}”括号不配对，或写法不对").format(value=text)) from None
    return respelled(value, model_at(path, Plan), "en")


def respelled(value: Any, model: type[Node], keys: Keys) -> Any:
    """A value with the keys of its sections in one spelling; keys that are none stay, for the model to refuse."""
    if isinstance(value, (list, tuple)):
        return [respelled(entry, model, keys) for entry in value]
    if not isinstance(value, dict):
        return value
    section = Flow()
    for key, inner in value.items():
        fields = zip(keys_of(model), model.model_fields.values(), strict=True)
        found = next(((names, info) for names, info in fields if key in names), None)
        if found is None:
            section[key] = inner
            continue
        (_attribute, english, zh), info = found
        section[zh if keys == "zh" else english] = respelled(inner, next(nodes_in(info.annotation), model), keys)
    return section


def apply(data: dict[str, Any], path: KeyPath, value: Any, words: str) -> None:
    """Put a value at a path of a plan's data (keys in English), making the sections that lead there.

    Raises:
        Usage: a list is shorter than the position asked for; one more than its length adds an entry.
    """
    at: Any = data
    path = _as_written(data, path, Plan)
    for depth, (step, following) in enumerate(zip(path, (*path[1:], None), strict=True)):
        if isinstance(step, int):
            if step > len(at):
                raise Usage(_("--set “{path}”：列表只有 {number} 项，从 0 数起").format(path=words, number=len(at)))
            if step == len(at):
                at.append([] if isinstance(following, int) else Flow())
        elif following is not None and not isinstance(at.get(step), (dict, list)):
            at[step] = names_in(at.get(step)) if isinstance(following, int) else {}
        if isinstance(step, int) and following is not None and isinstance(at[step], str):
            at[step] = Flow({keys_of(model_at(path[:depth], Plan))[0][1]: at[step]})
        if following is None:
            at[step] = value
        else:
            at = at[step]


def _as_written(data: Any, path: KeyPath, root: type[Node]) -> KeyPath:
    """The path without the 0 before a single entry that is written without a list, or with one before its list."""
    written: list[str | int] = []
    at: Any = data
    for index, step in enumerate(path):
        if step == 0 and isinstance(at, dict):
            continue
        if isinstance(step, str) and isinstance(at, list):
            written.append(0)
            at = at[0] if at else None
        written.append(step)
        if isinstance(step, str):
            at = at.get(key_in(at, step, model_at(path[:index], root))) if isinstance(at, dict) else None
        else:
            at = at[step] if isinstance(at, list) and step < len(at) else None
    return tuple(written)


def put(text: str, data: dict[str, Any], path: KeyPath, value: Any, keys: Keys) -> str:
    """The text of a plan with a value at a path (keys in English), written as the file spells its keys.

    `data` is what the text holds; `keys` spells what is missing on the way.

    Raises:
        Usage: a list is shorter than the position asked for.
        EditError: the file is written in a way that cannot be changed there.
    """
    spell = Emitter(Plan, keys).spelled
    path = _as_written(data, path, Plan)
    at: Any = data
    here: list[str | int] = []
    for index, step in enumerate(path):
        model = model_at(path[:index], Plan)
        key = step if isinstance(step, int) else (key_in(at, step, model) if isinstance(at, dict) else None)
        if key is None or (isinstance(key, int) and not (isinstance(at, list) and key < len(at))):
            break
        here.append(key)
        at = at[key]
    missing = path[len(here) :]
    for depth, step in enumerate(missing):
        end = len(at) if depth == 0 and isinstance(at, list) else 0
        if isinstance(step, int) and step > end:
            raise Usage(_("--set 的列表只有 {number} 项，从 0 数起，没有第 {step} 项").format(number=end, step=step))
    value = respelled(value, model_at(path, Plan), keys)
    for depth in range(len(path) - 1, len(here), -1):
        step = path[depth]
        value = [value] if isinstance(step, int) else {spell(model_at(path[:depth], Plan), step): value}
    if not missing:
        return set_value(text, tuple(here), value)
    if isinstance(missing[0], int):
        return insert_item(text, tuple(here), value)
    return set_value(text, (*here, spell(model_at(tuple(path[: len(here)]), Plan), missing[0])), value)


def refuse_errors(text: str) -> None:
    """Usage, with the first error, where a plan made on request does not load: a value asked for is none that fits."""
    source = read_bytes(text.encode(), "", vocabulary=vocabulary())
    _plan, found_in_data = validated(source, Plan, visit_days(source.data))
    for found in (*source.problems, *found_in_data):
        if found.level is Level.ERROR:
            where = ".".join(str(step) for step in found.path)
            hint = _("；") + found.hint if found.hint else ""
            raise Usage(_("这样写出的方案有错误：{path} {message}").format(path=where, message=found.message) + hint)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value in a plan. `name` is its dotted path in English without list positions, e.g. `schedule.items.owner`."""

    path: KeyPath
    name: str
    value: Any
    info: FieldInfo

    def names(self) -> tuple[str, ...]:
        """The value as a list of names."""
        return () if self.value is None else read_names(self.value, None)


def leaves(
    data: Any, model: type[Node], path: KeyPath = (), name: str = "", *, sections: bool = False
) -> Iterator[Leaf]:
    """Every value below `data`, a section of type `model`; with `sections` also what holds further fields itself."""
    if isinstance(data, list):
        for index, entry in enumerate(data):
            yield from leaves(entry, model, (*path, index), name, sections=sections)
    if isinstance(data, str):  # an entry that is a bare name
        (_attribute, english, _zh), info = next(zip(keys_of(model), model.model_fields.values(), strict=True))
        yield Leaf(path, f"{name}.{english}", data, info)
    if not isinstance(data, dict):
        return
    for (attribute, english, zh), info in zip(keys_of(model), model.model_fields.values(), strict=True):
        for key in dict.fromkeys((english, zh, attribute)):
            if key not in data:
                continue
            value, below = data[key], next(nodes_in(info.annotation), None)
            leaf = Leaf((*path, key), f"{name}.{english}".lstrip("."), value, info)
            if below is None or sections:
                yield leaf
            if below is not None:
                yield from leaves(value, below, leaf.path, leaf.name, sections=sections)


def key_in(data: dict[str, Any], name: str, model: type[Node] = Plan) -> str | None:
    """The key by which a section has a field, given in English; None where it has not."""
    for attribute, english, zh in keys_of(model):
        if name in (attribute, english):
            return next((key for key in (zh, english, attribute) if key in data), None)
    return None


def keys_used(data: Mapping[str, Any], root: type[Node] = Plan) -> Keys:
    """The spelling in which most sections of a file are written."""
    chinese = sum(zh in data for _attribute, _english, zh in keys_of(root))
    return "zh" if 2 * chinese >= len(data) else "en"


def readers_of(info: FieldInfo) -> set[Any]:
    """The functions that read the values of a field."""
    found = {entry.read for entry in info.metadata if isinstance(entry, Reading)}
    waiting = list(get_args(info.annotation))
    while waiting:
        part = waiting.pop()
        if isinstance(part, Reading):
            found.add(part.read)
        waiting.extend(get_args(part))
    return found
