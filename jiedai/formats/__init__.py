"""Writers: one module per format, each with `SUFFIX`, `TITLE` and `write(document) -> bytes`.

Every module of this folder is a format: `names()` lists the folder without importing anything, `writer()` imports the
one that is asked for. What is not a writer lives in a package below: `common`, `fonts`, `word`, `web`, `layout`.

A writer that takes one part of a document and nothing else says so, as the calendar does with `ONLY = "events"`: only
documents that have that part are printed in it. All others print every document. A writer with parts that are made
without Python for most of their time has `prepare(document)`, which may run in another thread before `write`.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from jiedai.blocks import Document

_ORDER = ("pdf", "docx", "html", "md", "xlsx", "ics", "txt")
"""Formats known today come in this order, others after them by name."""


class Writer(Protocol):
    """What a module of this folder offers."""

    SUFFIX: str
    TITLE: str

    def write(self, document: Document) -> bytes:
        """The document as the bytes of a file; the same document always gives the same bytes."""
        ...


@cache
def names() -> tuple[str, ...]:
    """The formats there are, by module name, without importing one of them."""
    found = {path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_")}
    return tuple(name for name in _ORDER if name in found) + tuple(sorted(found - set(_ORDER)))


def resolve(text: str) -> str | None:
    """The format that a user means by its name or file suffix (`md`, `.PDF`, `Word`); None when there is none."""
    wanted = text.strip().lower().removeprefix(".")
    wanted = _ALSO_CALLED.get(wanted, wanted)
    return wanted if wanted in names() else None


_ALSO_CALLED = {"markdown": "md", "word": "docx", "excel": "xlsx", "ical": "ics", "text": "txt"}
"""What people call the formats; a format's own name is its suffix."""


def writer(name: str) -> Writer:
    """The writer of a format, imported now. Raises KeyError for a name that is not one of `names()`."""
    if name not in names():
        raise KeyError(name)
    return cast("Writer", import_module(f"{__name__}.{name}"))


def prepare(name: str, document: Document) -> None:
    """Make what the writer of a format has made ahead for a document, where it has such parts."""
    if (made := getattr(writer(name), "prepare", None)) is not None:
        made(document)


def only(name: str) -> str:
    """What alone a format takes of a document, such as `events`; empty where it takes all of it. Imports the writer."""
    return str(getattr(writer(name), "ONLY", ""))
