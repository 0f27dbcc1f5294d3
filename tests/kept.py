"""What the tests read again and again is read once: the same bytes are the same source, and the same sound section.

Thousands of tests lay one section over the same plan, beside the same office file, in a folder of their own. A source
and what it holds never change once they are read; what has a finding in it is read each time, for the words of it.
"""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from jiedai import language
from jiedai.source import files

KEPT = 128
"""Files of which what they hold is kept; the one that was not asked for longest goes first."""


class _Recent(OrderedDict[Hashable, Any]):
    """The last things by key."""

    def asked(self, key: Hashable) -> Any:
        """What is kept under a key; None where it is not."""
        if key in self:
            self.move_to_end(key)
        return self.get(key)

    def keep(self, key: Hashable, value: Any) -> None:
        """Keep one more, instead of the one that was asked for before all others."""
        self[key] = value
        if len(self) > KEPT:
            self.popitem(last=False)


def keep_what_is_read() -> None:
    """Let `jiedai.loading`, where a test uses it, read the same bytes once for all tests of this process."""
    if loading := sys.modules.get("jiedai.loading"):
        _Keeping(loading)


def leave_nothing_to_a_next_process() -> None:
    """Let a command that a test runs in this process keep no expressions and declarations for one that starts anew.

    Here nothing is compiled or declared twice, and so there would be something new to keep after each of them. What is
    kept, and that a command which starts anew takes it over, is proven by `test_precompiled`, `cli/test_shortcut` and
    `cli/test_startup`.
    """
    if start := sys.modules.get("jiedai.cli.start"):
        start._keep_expressions = start._keep_commands = lambda: None  # type: ignore[attr-defined]


class _Keeping:
    """Stands before the two functions of `jiedai.loading` that read a file and make a section of it."""

    def __init__(self, loading: ModuleType) -> None:
        self._read_file, self._validated = loading.read_file, loading.validated
        self._sources, self._sections = _Recent(), _Recent()
        loading.read_file = self.read_file  # type: ignore[attr-defined]
        loading.validated = self.validated  # type: ignore[attr-defined]

    def read_file(self, path: Path, name: str | None = None, *, vocabulary: frozenset[str] = frozenset()) -> Any:
        """As `jiedai.source.read_file`."""
        try:
            key = (files.data(path), vocabulary) if files.is_file(path) else None
        except (OSError, ValueError):
            key = None
        if key is None:
            return self._read_file(path, name, vocabulary=vocabulary)
        source = self._sources.asked(key)
        if source is None:
            source = self._read_file(path, name, vocabulary=vocabulary)
            if not source.problems and not source.lost:
                self._sources.keep(key, source)
            return source
        return replace(source, name=str(path) if name is None else name)

    def validated(self, source: Any, root: type, visit: Any) -> Any:
        """As `jiedai.loading.validated`."""
        key = (id(source.data), root, visit, language.current())
        kept = self._sections.asked(key)
        if kept is not None:
            return kept[1], []
        node, found = self._validated(source, root, visit)
        if node is not None and not found:
            self._sections.keep(key, (source.data, node))  # the data too, lest its place be another's
        return node, found
