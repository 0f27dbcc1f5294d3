"""A help page: what is said of a command, and how it is laid out on the terminal."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

from jiedai.language import _
from jiedai.report.common.excerpt import width, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_COLUMNS = 100
_LEFT = 30
"""Widest left column; a longer one has its text on the next line."""

Row = tuple[str, str]


class Described(NamedTuple):
    """What there is to say about a command: how it is called, what it does, and rows of names with texts by title."""

    usage: str
    paragraphs: list[str]
    sections: list[tuple[str, list[Row]]]


def page(told: Described) -> str:
    """The page, as wide as the terminal, at most MAX_COLUMNS."""
    columns = max(50, min(shutil.get_terminal_size((80, 24)).columns, MAX_COLUMNS))
    parts = [_("用法：{usage}").format(usage=told.usage) + "\n"]
    parts += [_text(paragraph, columns) for paragraph in told.paragraphs]
    parts += [_section(title, rows, columns) for title, rows in told.sections]
    return "\n".join(part for part in parts if part)


def _text(paragraph: str, columns: int) -> str:
    """A paragraph, each of its lines wrapped and stood in."""
    return "".join(f"  {line}\n" for text in paragraph.split("\n") for line in wrapped(text, columns - 2))


def _section(title: str, rows: Sequence[Row], columns: int) -> str:
    left = min(_LEFT, max(width(name) for name, _text in rows))
    lines = [_("{title}：").format(title=title) + "\n"]
    for name, text in rows:
        wrap = wrapped(text, columns - left - 4) or [""]
        if width(name) > left:
            lines.append(f"  {name}\n")
            name = ""
        for number, line in enumerate(wrap):
            shown = name if number == 0 else ""
            lines.append(f"  {shown}{' ' * (left - width(shown))}  {line}".rstrip() + "\n")
    return "".join(lines)
