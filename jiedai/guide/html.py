"""The whole manual as one HTML page: contents, search, nothing from outside, to be read on a screen or on paper."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiedai import __version__
from jiedai.guide import layers
from jiedai.guide.pages import Page
from jiedai.language import _, current

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LANGUAGES = {"zh": "zh-CN", "en": "en"}
_HERE = Path(__file__).parent
_LEVELS_DOWN = 1
"""A topic's title is a heading of the second level here: the first is the page's own."""

_WHOLE = 24
"""Characters of code that stay on one line."""


def page(topics: Sequence[Page], at: str = "") -> bytes:
    """The page with every topic, their pieces made; with a script it opens `at` a topic."""
    script = (_HERE / "page.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    # Even a page that was tampered with fetches nothing and runs no script but this one.
    policy = f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-{digest}'"
    writer = _Writer()
    sections = [writer.section(topic) for topic in topics]
    title, skip = _("jiedai 说明书"), _("跳到正文")
    version = _("{version} 版").format(version=__version__)
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{_LANGUAGES[current()]}" data-at="{escape(at)}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{title}</title>",
        f"<style>{(_HERE / 'page.css').read_text(encoding='utf-8')}</style>",
        "</head>",
        "<body>",
        f'<a class="skip" href="#{topics[0].topic}">{skip}</a>',
        f"<header><h1>{title}</h1><p>{version}</p></header>",
        *_search(),
        *_contents(topics, writer.headings),
        "<main>",
        *sections,
        "</main>",
        f"<script>{script}</script>",
        "</body>",
        "</html>",
    ]
    return ("\n".join(parts) + "\n").encode()


def _search() -> Iterator[str]:
    """The search, which the script unhides; what it says is here, in the language of the page."""
    yield '<form id="search" role="search" hidden>'
    label = _("在说明书里查找")
    yield f'<label for="words">{label}</label>'
    yield '<input id="words" type="search" autocomplete="off" spellcheck="false" aria-controls="found">'
    told = {"none": _("没有找到"), "found": _("找到 {count} 处"), "more": _("找到 {count} 处，先列 {shown} 处")}
    data = " ".join(f'data-{name}="{escape(text)}"' for name, text in told.items())
    yield f'<p id="told" role="status" {data}></p><ol id="found"></ol></form>'


def _contents(topics: Iterable[Page], headings: dict[str, list[tuple[str, str]]]) -> Iterator[str]:
    label = _("目录")
    yield f'<nav aria-label="{label}"><ul>'
    for topic in topics:
        inner = "".join(f'<li><a href="#{anchor}">{escape(text)}</a></li>' for anchor, text in headings[topic.topic])
        inner = f"<ul>{inner}</ul>" if inner else ""
        yield f'<li><a href="#{topic.topic}">{escape(topic.title)}</a>{inner}</li>'
    yield "</ul></nav>"


class _Writer:
    """Makes the sections of the page: knows which anchors are taken, and the headings that the contents name."""

    def __init__(self) -> None:
        self.headings: dict[str, list[tuple[str, str]]] = {}
        self._taken: set[str] = set()
        self._parser = _parser()

    def section(self, topic: Page) -> str:
        """A topic as a section of the page."""
        self.headings[topic.topic] = []
        tokens = self._parser.parse(topic.text)
        for number, token in enumerate(tokens):
            if token.type == "heading_open":
                self._heading(topic.topic, token, _plain(tokens[number + 1]))
            elif token.type == "heading_close":
                token.tag = _lower(token.tag)
            elif token.type == "inline":
                _linked(token)
        _labelled(tokens)
        html = self._parser.renderer.render(tokens, self._parser.options, {})
        return f'<section aria-labelledby="{topic.topic}">\n{html}</section>'

    def _heading(self, topic: str, token: Token, text: str) -> None:
        level = token.tag
        anchor = topic if level == "h1" else self._anchor(f"{topic}-{_slug(text)}")
        token.attrSet("id", anchor)
        token.tag = _lower(level)
        if level == "h2":
            self.headings[topic].append((anchor, text))

    def _anchor(self, wanted: str) -> str:
        anchor, number = wanted, 1
        while anchor in self._taken:
            number += 1
            anchor = f"{wanted}-{number}"
        self._taken.add(anchor)
        return anchor


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.add_render_rule("fence", _fence)
    parser.add_render_rule("code_inline", _code)
    return parser


def _code(_renderer: Any, tokens: Sequence[Token], index: int, _options: Any, _env: Any) -> str:
    """Code in a line; an option or a name is not torn at its dashes."""
    text = tokens[index].content
    return f"<code{' class=whole' if len(text) <= _WHOLE else ''}>{escape(text)}</code>"


def _fence(_renderer: Any, tokens: Sequence[Token], index: int, _options: Any, _env: Any) -> str:
    """A code block, with the path that it names; the picture of the layers as a drawing."""
    language, _blank, path = tokens[index].info.strip().partition(" ")
    if language == layers.LANGUAGE:
        return f'<figure class="drawing" tabindex="0">{layers.drawing()}</figure>\n'
    block = f'<pre class="{escape(language)}" tabindex="0"><code>{escape(tokens[index].content)}</code></pre>'
    return f"<figure><figcaption>{escape(path)}</figcaption>{block}</figure>\n" if path else f"{block}\n"


def _lower(heading: str) -> str:
    return f"h{int(heading[1]) + _LEVELS_DOWN}"


def _plain(token: Token) -> str:
    """The text of a line without its marks."""
    return "".join(child.content for child in token.children or () if child.type in ("text", "code_inline"))


def _slug(text: str) -> str:
    return re.sub(r"[^\w.]+", "-", text.lower()).strip("-")


def _linked(token: Token) -> None:
    """Links from one topic's file to another's as links within the page."""
    for child in token.children or ():
        if child.type == "link_open":
            href = str(child.attrGet("href"))
            child.attrSet("href", re.sub(r"^([a-z]+)\.md$", r"#\1", href))


def _labelled(tokens: Sequence[Token]) -> None:
    """Give every cell the head of its column: on a telephone a row of a table stands as a list.

    What a browser no longer shows as a table is still one for who has it read out: the roles say so.
    """
    heads: list[str] = []
    column = 0
    for number, token in enumerate(tokens):
        if token.type == "thead_open":
            heads = []
        elif token.type == "tr_open":
            column = 0
        elif token.type == "th_open":
            heads.append(_plain(tokens[number + 1]))
            token.attrSet("scope", "col")
        elif token.type == "td_open":
            token.attrSet("data-head", heads[column])
            column += 1
        role = _ROLES.get(token.type)
        if role:
            token.attrSet("role", role)


_ROLES = {
    "table_open": "table",
    "thead_open": "rowgroup",
    "tbody_open": "rowgroup",
    "tr_open": "row",
    "th_open": "columnheader",
    "td_open": "cell",
}
