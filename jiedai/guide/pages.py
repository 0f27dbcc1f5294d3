"""The pages of the manual: a topic's Markdown with the pieces that the code makes, and the code blocks in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from jiedai.guide import TOPICS
from jiedai.language import current

Pieces = Mapping[str, Callable[[], str]]
"""What makes a piece of Markdown, by the name that stands for it on a page."""

_PIECE = re.compile(r"^<!-- ([a-z-]+) -->$", re.MULTILINE)


class Page(NamedTuple):
    """One topic in one language, as Markdown."""

    topic: str
    title: str
    summary: str
    text: str
    """All of it, title and summary too."""


class Block(NamedTuple):
    """A code block of a page: its language, the path it names or nothing, and what is in it."""

    language: str
    path: str
    code: str


def page(topic: str) -> Page:
    """A topic in the language in use, its pieces not yet made."""
    text = (Path(__file__).parent / current() / f"{topic}.md").read_text(encoding="utf-8")
    title, summary, _rest = text.split("\n\n", 2)
    return Page(topic, title.removeprefix("# "), summary, text)


def pages() -> tuple[Page, ...]:
    """Every topic in the language in use, in their order."""
    return tuple(map(page, TOPICS))


def filled(text: str, more: Pieces) -> str:
    """A page with its pieces made: those of `pieces` and `more`. KeyError for one that nobody makes."""
    known = {**pieces(), **more}
    return _PIECE.sub(lambda piece: known[piece[1]]().rstrip("\n"), text)


def pieces() -> Pieces:
    """The pieces that are made from what lies below the manual; the commands give theirs."""
    return {
        "plan-fields": _plan_fields,
        "office-fields": _office_fields,
        "knowledge-fields": _knowledge_fields,
        "choices": _choices,
        "documents": _documents,
        "variables": _variables,
        "filters": _filters,
        "layers": _layers,
        "imports": _imports,
        "sizes": _sizes,
        "names": _names,
    }


def blocks(text: str) -> list[Block]:
    """The code blocks of a page, in their order."""
    from markdown_it import MarkdownIt

    found = []
    for token in MarkdownIt("commonmark").parse(text):
        if token.type == "fence":
            language, _blank, path = token.info.strip().partition(" ")
            found.append(Block(language, path, token.content))
    return found


def files(text: str) -> dict[str, str]:
    """The files that a page shows, by path; one that is shown in parts is put together."""
    found: dict[str, str] = {}
    for block in blocks(text):
        if block.path:
            found[block.path] = found.get(block.path, "") + block.code
    return found


def _plan_fields() -> str:
    from jiedai.guide.fields import fields
    from jiedai.model.plan import Plan

    return fields(Plan)


def _office_fields() -> str:
    from jiedai.guide.fields import fields
    from jiedai.model.office import Office

    return fields(Office)


def _knowledge_fields() -> str:
    from jiedai.guide.fields import fields
    from jiedai.model.knowledge import Knowledge

    return fields(Knowledge)


def _choices() -> str:
    from jiedai.guide.fields import choices
    from jiedai.model.knowledge import Knowledge
    from jiedai.model.office import Office
    from jiedai.model.plan import Plan

    return choices(Plan, Office, Knowledge)


def _documents() -> str:
    from jiedai.guide.templates import documents

    return documents()


def _variables() -> str:
    from jiedai.guide.templates import variables

    return variables(files(page("plan").text))


def _filters() -> str:
    from jiedai.guide.templates import filters

    return filters()


def _layers() -> str:
    from jiedai.guide.layers import picture

    return picture()


def _sizes() -> str:
    from jiedai.guide.sizes import sizes

    return sizes()


def _imports() -> str:
    from jiedai.guide.api import imports

    return imports()


def _names() -> str:
    from jiedai.guide.api import names

    return names()
