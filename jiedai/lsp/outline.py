"""The plan at a glance: its sections, the days with their items, the people; and what may be folded away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jiedai.diagnostics import KeyPath, Span
from jiedai.lsp.desk import Reading
from jiedai.lsp.documents import Document
from jiedai.lsp.rpc import Json

_SECTION, _DAY, _ENTRY, _VALUE = 2, 5, 13, 15
_NAMED_BY = (
    ("编号", "id"),
    ("日期", "date"),
    ("时间", "time"),
    ("姓名", "name"),
    ("名称",),
    ("车号", "number"),
    ("事项", "what"),
    ("日程", "item"),
    ("宾馆", "hotel"),
    ("类别", "kind"),
    ("情形", "scenario"),
    ("问", "question"),
    ("菜名", "dish"),
    ("从", "from"),
    ("到", "to"),
)
"""Fields by which an entry is called, in the order in which they are told; those of the first three are not enough."""
_MOST = 4
_SHORT = 24


def symbols(document: Document, reading: Reading) -> list[Json]:
    """The outline of a text: sections, below them days, entries and items."""
    data = reading.source.data
    return list(_symbols(document, reading, data, ())) if isinstance(data, dict) else []


def _symbols(document: Document, reading: Reading, value: Any, path: KeyPath) -> Iterator[Json]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if len(path) == 0 or isinstance(inner, list):
                yield from _symbol(document, reading, str(key), "", inner, (*path, key))
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            if isinstance(entry, dict):
                name, detail = _called(entry, index)
                yield from _symbol(document, reading, name, detail, entry, (*path, index))


def _symbol(document: Document, reading: Reading, name: str, detail: str, value: Any, path: KeyPath) -> Iterator[Json]:
    source = reading.source
    span = source.spans.get(path)
    if span is None or not name.strip():
        return
    key = source.key_spans.get(path)
    head = key or Span(span.line, span.column, span.line, span.column)
    whole = head.to(span) if span[2:] >= head[2:] else head
    told: Json = {
        "name": name,
        "kind": _SECTION if len(path) == 1 else _DAY if isinstance(value, list) or len(path) == 2 else _ENTRY,
        "range": document.places.range(whole),
        "selectionRange": document.places.range(head),
    }
    if isinstance(value, str):
        told["kind"], detail = _VALUE, value if len(value) <= _SHORT else value[: _SHORT - 1] + "…"
    if detail:
        told["detail"] = detail
    inner = list(_below(document, reading, value, path))
    if inner:
        told["children"] = inner
    yield told


def _below(document: Document, reading: Reading, value: Any, path: KeyPath) -> Iterator[Json]:
    """What stands below an entry: the entries of a day stand right below it, without their key between."""
    if isinstance(value, list):
        yield from _symbols(document, reading, value, path)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, list) and any(isinstance(entry, dict) for entry in inner):
                yield from _symbols(document, reading, inner, (*path, key))


def _called(entry: Mapping[str, Any], index: int) -> tuple[str, str]:
    """What an entry is called, and what else is told of it."""
    said = [str(entry[key]) for keys in _NAMED_BY for key in keys if isinstance(entry.get(key), str)]
    shown = [text if len(text) <= _SHORT else text[: _SHORT - 1] + "…" for text in said[:_MOST]]
    if not shown:
        return str(index + 1), ""
    return shown[0], " ".join(shown[1:])


def folds(document: Document, reading: Reading) -> list[Json]:
    """The stretches of lines that may be folded: sections, entries, and comments of several lines."""
    source = reading.source
    found: dict[int, int] = {}
    for path, span in source.spans.items():
        if path and isinstance(source.value(path), (dict, list)) and span.end_line > span.line - 1:
            start = source.key_spans[path].line if path in source.key_spans else span.line
            end = span.end_line if span.end_column > 1 else span.end_line - 1
            if end > start:
                found[start] = max(end, found.get(start, 0))
    told: list[Json] = [{"startLine": start - 1, "endLine": end - 1} for start, end in sorted(found.items())]
    return told + [{"startLine": start, "endLine": end, "kind": "comment"} for start, end in _comments(document.lines)]


def _comments(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Comments of two lines and more, as numbers of lines from 0."""
    start: int | None = None
    for number, line in enumerate([*lines, ""]):
        if line.lstrip().startswith("#"):
            start = number if start is None else start
        elif start is not None:
            if number - start > 1:
                yield start, number - 1
            start = None
