"""Letters in traditional characters: read as if they were in simplified ones, their words given back as they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

from jiedai.workflow.intake.data import words
from jiedai.workflow.intake.found import Line, Read, Source, Table, Value

_FEW = 4
"""So many such characters may stand in a name or two of a text that is otherwise simplified."""


@lru_cache(maxsize=1)
def _pairs() -> dict[int, str]:
    return {ord(pair[0]): pair[1] for pair in words("traditional")["pairs"].split()}


def _text(source: Source) -> str:
    return "\n".join(
        part.text if isinstance(part, Line) else "\n".join(cell.text for row in part.rows for cell in row)
        for part in source.parts
    )


def is_traditional(source: Source) -> bool:
    """Whether a text is written in traditional characters: a fair part of what it says, not a name alone."""
    known = {chr(sign) for sign in _pairs()} - set(_pairs().values())
    return len({sign for sign in _text(source) if sign in known}) > _FEW


def simplified(source: Source) -> Source:
    """The same text character by character in simplified ones."""
    return source._replace(parts=tuple(_simple(part) for part in source.parts))


def _simple(part: Line | Table) -> Line | Table:
    if isinstance(part, Line):
        return part._replace(text=part.text.translate(_pairs()))
    rows = tuple(tuple(cell._replace(text=cell.text.translate(_pairs())) for cell in row) for row in part.rows)
    return part._replace(rows=rows)


def given_back(read: Read, source: Source) -> None:
    """Put the words of `source`, as they were written, where their simplified form was read."""
    written = re.sub(r"\s", "", _text(source))
    plain = written.translate(_pairs())
    forms: dict[str, set[str]] = defaultdict(set)
    for sign, simple in zip(written, plain, strict=True):
        forms[simple].add(sign)

    def back(text: str) -> str:
        if (at := plain.find(text)) >= 0:
            return written[at : at + len(text)]
        return "".join(next(iter(forms[sign])) if len(forms.get(sign, ())) == 1 else sign for sign in text)

    read.values = [
        replace(
            value,
            path=_path(value, back),
            value=_back(value.value, back),
            candidates=tuple(map(back, value.candidates)),
        )
        for value in read.values
    ]
    read.blanks = [_path(Value(path, None, ""), back) for path in read.blanks]


def _path(value: Value, back: Callable[[str], str]) -> str:
    return back(value.path) if not value.path.isascii() else value.path


def _back(value: Any, back: Callable[[str], str]) -> Any:
    if isinstance(value, list):
        return [_back(one, back) for one in value]
    return back(value) if isinstance(value, str) and not value.isascii() else value
