"""A plan's text on its way to another: which values change, which keys come, which entries go; nothing else moves."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from jiedai.arrange.writing import Spelling, in_order
from jiedai.diagnostics import KeyPath
from jiedai.language import _
from jiedai.loading import Loaded, validated, visit_days, vocabulary
from jiedai.model.base import Node, path_of, spellings_of
from jiedai.model.plan import Plan
from jiedai.source import EditError, insert_key, read_bytes, remove, set_value
from jiedai.visit.case import Case


class Draft:
    """Changes of one plan, gathered by their place in its file and made all at once.

    Every path is one of the file as it stands, whatever else changes; a list or a section that goes takes along what
    was to change in it.
    """

    def __init__(self, case: Case) -> None:
        self.case = case
        self._source = case.loaded.source
        self._spelling = Spelling(self._source.data)
        self._values: dict[KeyPath, Any] = {}
        self._keys: dict[tuple[KeyPath, str], Any] = {}
        self._gone: dict[KeyPath, None] = {}

    def typed(self, path: KeyPath) -> Any:
        """What stands at a place by now; None where nothing does."""
        return self._values.get(path, self._source.value(path))

    def path(self, node: Node, field: str) -> KeyPath:
        """Where a field of a node stands, or would."""
        return self.case.path(node, field)

    def set(self, path: KeyPath, value: Any) -> None:
        """Put another value in a place that there is; the same one changes nothing."""
        if value != self._source.value(path):
            self._values[path] = value
        else:
            self._values.pop(path, None)

    def put(self, node: Node, field: str, value: Any) -> None:
        """Put a value into a field of a node, whether it is written there or not."""
        path = path_of(node)
        section = self._source.value(path)
        key = self._spelling.key(type(node), field, section)
        if isinstance(section, dict) and key in section:
            self.set((*path, key), value)
        else:
            self._keys[path, key] = value

    def choice(self, node: Node, field: str, value: Any) -> Any:
        """A member of an enumeration in the language of the plan."""
        return self._spelling.value(type(node), field, value, None)

    @property
    def yes(self) -> str | bool:
        """Yes, in the language of the plan."""
        return "是" if self._spelling.chinese else True

    def remove(self, path: KeyPath) -> None:
        """Take out an entry of a list, or a key with its value."""
        self._gone[path] = None

    def drop(self, node: Node, field: str) -> bool:
        """Take a field out of a node; whether it was written there."""
        section = self._source.value(path_of(node))
        for key in spellings_of(type(node))[field]:
            if isinstance(section, dict) and key in section:
                self.remove((*path_of(node), key))
                return True
        return False

    def is_gone(self, path: KeyPath) -> bool:
        """Whether a place, or one that it is in, is to be taken out."""
        return any(path[:depth] in self._gone for depth in range(1, len(path) + 1))

    def text(self) -> str:
        """The new text. EditError where the file is written in a manner that cannot be changed without more."""
        text = self._source.raw
        for path, value in self._values.items():
            if not self.is_gone(path):
                text = set_value(text, path, value)
        for (path, key), value in self._keys.items():
            if not self.is_gone(path):
                text = insert_key(text, path, key, value)
        outermost = [path for path in self._gone if not self.is_gone(path[:-1])]
        for path in sorted(outermost, key=in_order, reverse=True):
            text = remove(text, path)
        return text

    def result(self) -> Case:
        """The plan as it reads after the changes, in the office as it is.

        EditError where it cannot be written, or is no plan any more.
        """
        return reread(self.case, self.text())


def reread(case: Case, text: str) -> Case:
    """The case of another text of the same plan. EditError where it is no plan."""
    source = read_bytes(case.loaded.source.encoded(text), case.name, vocabulary=vocabulary())
    plan, found = validated(source, Plan, visit_days(source.data))
    if plan is None:
        message = next((one.message for one in found), "")
        raise EditError(_("改了以后读不成方案：{problem}").format(problem=message))
    loaded: Loaded = replace(
        case.loaded, source=source, diagnostics=(*source.problems, *found), plan=plan, partial=None
    )
    return Case(loaded, plan, case.as_of)
