"""JSON of many entries, written as they come: however many there are, one is in memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jiedai.report.common.excerpt import harmless_lines


def document(around: Mapping[str, Any], name: str, entries: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The pieces of a JSON text as `json.dumps(…, indent=2)` gives it: all of `around`, and the entries in the empty
    list that is called `name` there. Only what UTF-8 cannot hold or a terminal would obey is escaped.
    """
    head, empty, tail = dumped(around).partition(f'"{name}": []')
    if not empty:
        raise ValueError(name)
    margin = len(head) - len(head.rstrip(" ")) + 2
    yield f'{head}"{name}": ['
    between = "\n"
    for entry in entries:
        yield between + _indented(dumped(entry), margin)
        between = ",\n"
    yield ("]" if between == "\n" else "\n" + " " * (margin - 2) + "]") + tail + "\n"


def dumped(data: Mapping[str, Any]) -> str:
    """Data as JSON in Unicode."""
    return harmless_lines(json.dumps(data, ensure_ascii=False, indent=2))


def _indented(text: str, margin: int) -> str:
    blank = " " * margin
    return blank + text.replace("\n", "\n" + blank)  # a newline in a string is escaped
