"""The manual with the pieces that only the commands know, and all of it as one page for a browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jiedai.cli import help
from jiedai.cli.app import commands
from jiedai.guide.pages import Page, Pieces, filled, pages
from jiedai.language import _, current


def whole(topic: str = "") -> bytes:
    """Every topic as one HTML page in the language in use, which begins at a topic."""
    from jiedai.guide.html import page as html

    made = pieces_of(commands())
    return html([Page(one.topic, one.title, one.summary, filled(one.text, made)) for one in pages()], topic)


def pieces_of(root: Any) -> Pieces:
    """What only the commands know, made when a page asks for it."""
    return {"commands": lambda: "\n".join(_commands(root)), "rules": _rules}


def _rules() -> str:
    """The rules as they are without an office's packs, each with what it checks."""
    from jiedai.check.manual import manual
    from jiedai.cli.rules import rules_of
    from jiedai.guide.tables import table
    from jiedai.visit.book import rule_book

    listing, between = rules_of(rule_book()), "" if current() == "zh" else " "
    rows = [(*row, between.join(manual(row[0]).what.splitlines())) for row in listing.rows]
    return table((*listing.head, _("查什么")), rows)


def _commands(root: Any) -> Iterator[str]:
    """A heading for each command, what it does, and its help page."""
    for name, command in root.commands.items():
        inner = getattr(command, "commands", None)
        if inner:
            yield from (_command(f"{name} {below}", one) for below, one in inner.items())
        else:
            yield _command(name, command)


def _command(name: str, command: Any) -> str:
    import typer

    from jiedai.guide.tables import code, table

    told = help.described(command, typer.Context(command, info_name=f"jiedai {name}"))
    parts = [f"## {name}", code(told.usage), *told.paragraphs]
    parts += [table((title, _("是什么")), [(code(left), text) for left, text in rows]) for title, rows in told.sections]
    return "\n\n".join(parts) + "\n"
