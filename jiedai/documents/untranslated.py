"""What was printed in another language without a translation: where each text stands, and what to write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from jiedai.diagnostics import START, Diagnostic, KeyPath, Level
from jiedai.documents.translation import Terms, folded
from jiedai.language import _, current
from jiedai.loading import Loaded, Read
from jiedai.model.base import Node, keys_of
from jiedai.model.office import Office
from jiedai.model.plan import Plan

CODE = "WD04"
_LONG = 16
"""Characters from which on a key of the glossary is better the beginning of the text alone."""
_BETWEEN = re.compile(r"[、，,;；—]")


def untranslated(loaded: Loaded, terms: Terms | None) -> tuple[Diagnostic, ...]:
    """WD04 for each text that was asked of `terms` and is not in the glossary, at the place where it is first written.

    The same text gives the same finding in every document.
    """
    if terms is None or not terms.missing:
        return ()
    files: list[tuple[Read, type[Node]]] = [(loaded, Plan)]
    if loaded.office_file is not None:
        files.append((loaded.office_file, Office))
    places: dict[str, tuple[Read, KeyPath]] = {}
    for read, model in reversed(files):
        places |= {text: (read, path) for text, path in _written(read.source.data, model)}
    return tuple(_finding(text, *places.get(folded(text), (loaded, ()))) for text in terms.missing)


def _written(data: Any, model: type[Node]) -> Iterator[tuple[str, KeyPath]]:
    """Each text of a file as it is looked for, with its path; the place that counts comes last."""
    glossary = next({english, zh} for name, english, zh in keys_of(model) if name == "translations")
    found = [] if not isinstance(data, dict) else [
        (text, path)
        for key, value in data.items() if key not in glossary
        for text, path in _texts(value, (key,))
    ]  # fmt: skip
    yield from ((folded(part), path) for text, path in reversed(found) for part in _BETWEEN.split(text))
    yield from ((folded(text), path) for text, path in reversed(found))


def _texts(value: Any, path: KeyPath) -> Iterator[tuple[str, KeyPath]]:
    if isinstance(value, str):
        yield value, path
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, (*path, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*path, index))


def _finding(text: str, read: Read, path: KeyPath) -> Diagnostic:
    line = " ".join(text.split())
    key = line if len(line) < _LONG else f"{line[: _LONG - 4]}…"
    message = _("“{text}”没有译文").format(text=key)
    hint = how(_as_key(key))
    span = read.source.span(path) if path else START
    return Diagnostic(CODE, Level.WARNING, message, read.source.name, span, path, _("缺译文"), hint=hint)


def how(key: str = "") -> str:
    """What to write for a text, or for each of several."""
    section = "译文" if current() == "zh" else "translations"
    text = key or _("原文")
    return _("在方案或 office.yaml 的“{section}”下写一行“{text}: 英文”").format(section=section, text=text)


def _as_key(text: str) -> str:
    """A key as it has to be typed: in quotes where YAML would read it otherwise."""
    from jiedai.source.emit import scalars

    return next(scalars(text, flow=False, item=False))
