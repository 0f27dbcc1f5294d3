"""Where in a plan somebody is writing: the section and the field, in a text that need not be whole yet."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from jiedai.diagnostics import KeyPath
from jiedai.loading import vocabulary
from jiedai.lsp.documents import Document
from jiedai.model.base import Node, keys_of, nodes_in
from jiedai.model.messages import model_at
from jiedai.patterns import regex
from jiedai.source import read_bytes
from jiedai.source.compose import Composer, Limit
from jiedai.source.layers import Repaired

_MARK = "\ue0f0jiedai"
"""Stands in a text at the cursor: it is no character that anybody types."""
_WORD = regex(r"[^\s,，、;；:：\[\]{}\"'“”#]*$")
_TYPED_ON = regex(r"^[^\s,，、;；:：\[\]{}\"'“”#]*")


class Cursor(NamedTuple):
    """What is written at a place.

    `path` is that of the section whose key is being typed (`key`), else of the value. `start` and `end` are the columns
    (from 1) of the word there, `typed` what of it stands before the cursor. `flow`: it is between brackets.
    """

    path: KeyPath
    key: bool
    line: int
    start: int
    end: int
    typed: str
    data: object


def cursor_at(document: Document, line: int, column: int) -> Cursor | None:
    """What is being written at a place; None where nobody can tell."""
    text = document.lines[line - 1]
    before, behind = text[: column - 1], text[column - 1 :]
    typed = _found(_WORD.search(before))
    rest = _found(_TYPED_ON.match(behind))
    start, end = column - len(typed), column + len(rest)
    named = behind[len(rest) :].lstrip().startswith((":", "："))
    for mark, key in ((_MARK, False), (_MARK + ": ", True)):
        if named and not key:  # the key of something that is written already
            mark, key = _MARK, True
        lines = [*document.lines]
        lines[line - 1] = text[: start - 1] + mark + text[end - 1 :]
        data = _data("\n".join(lines))
        path = _path_of(data, key=key)
        if path is not None:
            return Cursor(path, key, line, start, end, typed, data)
    return None


def _found(match: re.Match[str] | None) -> str:
    return match.group() if match else ""


def _data(text: str) -> object:
    """The data of a text, of what can be made of it where it is no YAML yet; None for one beyond reason."""
    try:
        return Composer(Repaired(text), "", vocabulary() | {_MARK}).compose().data
    except Limit:
        return None
    except yaml.YAMLError:
        return read_bytes(text.encode("utf-8", "replace"), "", vocabulary=vocabulary() | {_MARK}).data


def _path_of(data: object, *, key: bool) -> KeyPath | None:
    """Where the mark stands in data: as a key, or as a whole value."""
    if isinstance(data, dict):
        for name, value in data.items():
            if key and name == _MARK:
                return ()
            inner = _path_of(value, key=key)
            if inner is not None:
                return (name, *inner)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            inner = _path_of(value, key=key)
            if inner is not None:
                return (index, *inner)
    elif not key and isinstance(data, str) and _MARK in data and _is_names(data):
        return ()
    return None


def _is_names(text: str) -> bool:
    """Whether a text with the mark in it is one that is being typed, not two lines that YAML has joined."""
    return text == _MARK or " " + _MARK not in text


def field_at(path: KeyPath, root: type[Node]) -> tuple[type[Node], str] | None:
    """The section and the attribute that a path of a value leads to; None where it leads to no field."""
    keys = [index for index, step in enumerate(path) if isinstance(step, str)]
    if not keys:
        return None
    model, typed = model_at(path[: keys[-1]], root), path[keys[-1]]
    for name, english, zh in keys_of(model):
        if typed in (english, zh):
            return model, name
    return None


def section_at(path: KeyPath, root: type[Node]) -> type[Node] | None:
    """The section whose keys may stand at a path; None where there are none of ours."""
    if not any(isinstance(step, str) for step in path):
        return root if not path else None
    found = field_at(path, root)
    if found is None:
        return None
    model, name = found
    return next(nodes_in(model.model_fields[name].annotation), None)
