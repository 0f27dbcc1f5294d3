"""The manual as one page, whole or with a few rows of each table."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from jiedai import language
from jiedai.cli.manual import pieces_of
from jiedai.guide.html import page as html
from jiedai.guide.pages import Page, filled, pages
from tests.guide.running import command_line


def made(use: str, at: str = "", most: int = 10_000, alike: int = 10_000) -> str:
    """The whole page in a language, with so many lines of each table and so many tables of one heading at most."""
    language.use(use)
    heads: Counter[str] = Counter()

    def shortened(table: re.Match[str]) -> str:
        lines = table[0].splitlines(keepends=True)
        heads[lines[0]] += 1
        return "".join(lines[:most]) if heads[lines[0]] <= alike else ""

    whole = [one._replace(text=_TABLE.sub(shortened, one.text)) for one in _filled(use)]
    return html(whole, at).decode()


@cache
def _filled(use: str) -> tuple[Page, ...]:
    """The pages in a language, which is in use, with their pieces made."""
    pieces = pieces_of(command_line())
    return tuple(Page(one.topic, one.title, one.summary, filled(one.text, pieces)) for one in pages())


_TABLE = re.compile(r"(?:^\|.*\n)+", re.MULTILINE)
