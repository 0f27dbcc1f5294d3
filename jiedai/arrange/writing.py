"""An arrangement written into the plan: only what it changes, in the words and the layout of the file."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any

from jiedai.arrange.proposal import Edit
from jiedai.diagnostics import KeyPath
from jiedai.model.base import Node, spellings_of
from jiedai.model.choice import Choice
from jiedai.model.messages import nodes_in
from jiedai.model.plan import Plan
from jiedai.source import Source, insert_item, remove, set_value
from jiedai.source.emit import Inline


def written(source: Source, edits: Iterable[Edit]) -> str:
    """The text of the file after the edits.

    Entries are taken out last and from the end, so that the others' places hold. EditError where the file is written in
    a manner that cannot be changed without touching anything else.
    """
    waiting = list(edits)
    text = source.raw
    spelling = Spelling(source.data)
    lists: dict[KeyPath, list[Any]] = {}
    for edit in waiting:
        if edit.how == "remove":
            continue
        path = (*edit.path[:-1], spelling.key(edit.section, str(edit.path[-1]), _at(source.data, edit.path[:-1])))
        value = spelling.value(edit.section, str(edit.path[-1]), edit.value)
        if edit.how == "set":
            text = set_value(text, path, value)
        elif _at(source.data, path):
            text = insert_item(text, path, value)
        else:
            lists.setdefault(path, []).append(value)
    for path, items in lists.items():
        text = set_value(text, path, items)
    gone = [edit.path for edit in waiting if edit.how == "remove"]
    for path in sorted(gone, key=_place, reverse=True):
        text = remove(text, path)
    return text


def _place(path: KeyPath) -> tuple[tuple[int, str], ...]:
    """Paths in an order in which the entries of a list follow each other by number."""
    return tuple((step, "") if isinstance(step, int) else (-1, step) for step in path)


def _at(data: Any, path: KeyPath) -> Any:
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


class Spelling:
    """The language of a plan's keys."""

    def __init__(self, data: object) -> None:
        keys = set(data) if isinstance(data, dict) else set()
        chinese = sum(zh in keys for _english, zh in spellings_of(Plan).values())
        self.chinese = 2 * chinese >= len(keys)

    def key(self, section: type[Node], field: str, data: object = None) -> str:
        """The key of a field: as the section has it already, else in the language of the plan."""
        english, zh = spellings_of(section)[field]
        if isinstance(data, dict):
            for name in (english, zh):
                if name in data:
                    return name
        return zh if self.chinese else english

    def value(self, section: type[Node], field: str, value: Any) -> Any:
        """What is written for a field: the keys below it and the names of choices in the language of the plan."""
        inner = next(nodes_in(section.model_fields[field].annotation), None)
        if isinstance(value, dict) and inner is not None:
            entry = {self.key(inner, name): self.value(inner, name, one) for name, one in value.items()}
            return (
                entry
                if any(isinstance(one, list) and one and isinstance(one[0], dict) for one in entry.values())
                else Inline(entry)
            )
        if isinstance(value, (list, tuple)):
            return [self.value(section, field, one) for one in value]
        if isinstance(value, Choice):
            return value.zh if self.chinese else value.value
        return value.value if isinstance(value, Enum) else value
