"""An arrangement written into the plan: only what it changes, in the words and the layout of the file."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any

from jiedai.arrange.proposal import Edit
from jiedai.diagnostics import KeyPath
from jiedai.model.base import Node, nodes_in, spellings_of
from jiedai.model.enumeration import Choice
from jiedai.model.plan import Plan
from jiedai.source import Source, insert_item, remove, set_value
from jiedai.source.emit import Inline


def written(source: Source, edits: Iterable[Edit], root: type[Node] = Plan) -> str:
    """The text of a file that holds a `root` section after the edits.

    Entries are taken out last and from the end, so that the others' places hold. EditError where the file is written in
    a manner that cannot be changed without touching anything else.
    """
    waiting = list(edits)
    text = source.raw
    spelling = Spelling(source.data, root)
    lists: dict[KeyPath, list[Any]] = {}
    for edit in waiting:
        if edit.how == "remove":
            continue
        field, above = str(edit.path[-1]), source.value(edit.path[:-1])
        path = (*edit.path[:-1], spelling.key(edit.section, field, above))
        there = source.value(path)
        value = spelling.value(edit.section, field, edit.value, there)
        if edit.how == "set":
            text = set_value(text, path, value)
        elif there:
            text = insert_item(text, path, value)
        else:
            lists.setdefault(path, []).append(value)
    for path, items in lists.items():
        text = set_value(text, path, items)
    gone = [edit.path for edit in waiting if edit.how == "remove"]
    for path in sorted(gone, key=in_order, reverse=True):
        text = remove(text, path)
    return text


def in_order(path: KeyPath) -> tuple[tuple[int, str], ...]:
    """Paths in an order in which the entries of a list follow each other by number."""
    return tuple((step, "") if isinstance(step, int) else (-1, step) for step in path)


class Spelling:
    """The language of a file's keys, Chinese or English; where a section has keys already, its own comes first."""

    def __init__(self, data: object, root: type[Node] = Plan) -> None:
        keys = set(data) if isinstance(data, dict) else set()
        chinese = sum(zh in keys for _english, zh in spellings_of(root).values())
        self.chinese = 2 * chinese >= len(keys)

    def _chinese(self, section: type[Node], data: object) -> bool:
        """Whether most keys of a section are Chinese; as in the plan, where there are as many of each."""
        keys = set(data) if isinstance(data, dict) else set()
        more = sum((zh in keys) - (english in keys) for english, zh in spellings_of(section).values())
        return more > 0 or (more == 0 and self.chinese)

    def key(self, section: type[Node], field: str, data: object = None) -> str:
        """The key of a field: as the section has it already, else in the language of the section."""
        english, zh = spellings_of(section)[field]
        if isinstance(data, dict):
            for name in (english, zh):
                if name in data:
                    return name
        return zh if self._chinese(section, data) else english

    def value(self, section: type[Node], field: str, value: Any, there: object = None) -> Any:
        """What is written for a field: the keys below it and the names of choices in one language.

        That is the language of the last of the entries that are `there` already, else that of the plan.
        """
        inner = next(nodes_in(section.model_fields[field].annotation), None)
        if isinstance(value, dict) and inner is not None:
            like = there[-1] if isinstance(there, list) and there else None
            return self._entry(inner, value, self._chinese(inner, like))
        return self._plain(section, field, value, self.chinese)

    def _entry(self, section: type[Node], value: dict[str, Any], chinese: bool) -> dict[str, Any]:
        names = spellings_of(section)
        entry = {names[name][chinese]: self._plain(section, name, one, chinese) for name, one in value.items()}
        nested = any(isinstance(one, list) and one and isinstance(one[0], dict) for one in entry.values())
        return entry if nested else Inline(entry)

    def _plain(self, section: type[Node], field: str, value: Any, chinese: bool) -> Any:
        inner = next(nodes_in(section.model_fields[field].annotation), None)
        if isinstance(value, dict) and inner is not None:
            return self._entry(inner, value, chinese)
        if isinstance(value, (list, tuple)):
            return [self._plain(section, field, one, chinese) for one in value]
        if isinstance(value, Choice):
            return value.zh if chinese else value.value
        return value.value if isinstance(value, Enum) else value
