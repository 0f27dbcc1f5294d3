"""The manual as one page, whole or with a few rows of each table."""

from __future__ import annotations

import re

from jiedai import language
from jiedai.cli.manual import pieces_of
from jiedai.guide.html import page as html
from jiedai.guide.pages import Page, filled, pages
from tests.guide.running import command_line


def made(use: str, at: str = "", most: int = 10_000) -> str:
    """The whole page in a language, with so many lines of each table at most."""
    language.use(use)
    pieces = pieces_of(command_line())
    whole = [Page(one.topic, one.title, one.summary, shortened(filled(one.text, pieces), most)) for one in pages()]
    return html(whole, at).decode()


def shortened(text: str, most: int) -> str:
    """A text with the first lines of its tables."""
    return re.sub(r"(?:^\|.*\n)+", lambda table: "".join(table[0].splitlines(keepends=True)[:most]), text, flags=re.M)
