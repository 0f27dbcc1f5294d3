"""The addresses of the page, and what each answers: a table, and functions that know nothing of sockets."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from jiedai.language import _, current
from jiedai.preview import guard
from jiedai.preview.watching import Watching

_HERE = Path(__file__).parent
_LANGUAGES = {"zh": "zh-CN", "en": "en"}
LONGEST_POLL = 25.0
"""Seconds after which a page that waits for a change is answered that there is none."""

_PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
_PAPER = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin"
)
"""A paper has its style in it, and nothing in it may run: what somebody writes in a plan stays text."""
_ALWAYS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Answer(NamedTuple):
    """What goes back: status, kind of content, content, and further headers."""

    status: int
    kind: str
    body: bytes
    headers: Mapping[str, str]


class Asked(NamedTuple):
    """A request that was let in: its path, part by part, and its query."""

    parts: tuple[str, ...]
    query: Mapping[str, list[str]]


class App:
    """The page of one plan, for whoever has the token."""

    def __init__(self, watching: Watching, port: int, token: str) -> None:
        self._watching, self._port, self._token = watching, port, token

    @property
    def address(self) -> str:
        """The address to begin with. It holds the token, and leads on to one that does not."""
        return f"http://127.0.0.1:{self._port}/?token={self._token}"

    def answer(self, method: str, target: str, headers: Mapping[str, str]) -> Answer:
        """The answer to a request; `headers` by their names in small letters."""
        refused = guard.refusal(method, headers, self._port)
        if refused is not None:
            return _text(refused.status, refused.reason)
        asked = _asked(target)
        if asked is None:
            return _text(400, "not an address")
        if not asked.parts and guard.is_token(asked.query.get("token", [""])[0], self._token):
            return _text(303, "", {"Location": "/", "Set-Cookie": guard.entry_cookie(self._port, self._token)})
        if not guard.is_admitted(headers, self._port, self._token):
            return _text(403, _("请用 jiedai preview 给出的地址打开"))
        route = _ROUTES.get(asked.parts[0] if asked.parts else "")
        return route(self, asked) if route is not None else _text(404, "nothing here")

    # --- what there is ------------------------------------------------------------------------------------------------

    def _page(self, asked: Asked) -> Answer:
        if asked.parts:
            return _text(404, "nothing here")
        words = {name: escape(text) for name, text in _words().items()}
        page = Template(_file("page.html")).substitute(words, lang=_LANGUAGES[current()])
        return _answer(200, "text/html", page.encode(), _PAGE)

    def _piece(self, asked: Asked) -> Answer:
        kinds = {"page.js": "text/javascript", "page.css": "text/css"}
        name = asked.parts[0]
        return _answer(200, kinds[name], _file(name).encode(), _PAGE)

    def _state(self, asked: Asked) -> Answer:
        epoch, sight = self._watching.now()
        return _json(sight.state(epoch))

    def _changed(self, asked: Asked) -> Answer:
        since = asked.query.get("since", ["0"])[0]
        known = int(since) if since.isascii() and since.isdigit() and len(since) < 10 else 0
        return _json({"epoch": self._watching.after(known, LONGEST_POLL)})

    def _paper(self, asked: Asked) -> Answer:
        if len(asked.parts) != 2:
            return _text(404, "nothing here")
        name, _dot, kind = asked.parts[1].rpartition(".")
        if kind not in ("html", "pdf"):
            return _text(404, "nothing here")
        _epoch, sight = self._watching.now()
        made = sight.paper(name, kind)
        if made is None:
            return _answer(404, "text/html", _nothing().encode(), _PAPER)
        if kind == "pdf":
            return _answer(200, "application/pdf", made, "default-src 'none'; frame-ancestors 'none'")
        return _answer(200, "text/html", made, _PAPER)

    def _picture(self, asked: Asked) -> Answer:
        if len(asked.parts) != 2 or not asked.parts[1].endswith(".svg"):
            return _text(404, "nothing here")
        _epoch, sight = self._watching.now()
        made = sight.picture(asked.parts[1].removesuffix(".svg"))
        return _answer(200, "image/svg+xml", made, _PAPER) if made is not None else _text(404, "nothing here")


_ROUTES: Mapping[str, Callable[[App, Asked], Answer]] = {
    "": App._page,
    "page.js": App._piece,
    "page.css": App._piece,
    "state": App._state,
    "changed": App._changed,
    "paper": App._paper,
    "picture": App._picture,
}
"""What is answered, by the first part of the path. No part of a path is ever a name of a file."""


def _asked(target: str) -> Asked | None:
    """What a request asks for; None for what is no path of this server."""
    try:
        parts = urlsplit(target)
        query = parse_qs(parts.query, max_num_fields=8)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path.startswith("/"):
        return None
    return Asked(tuple(unquote(part) for part in parts.path[1:].split("/")) if parts.path != "/" else (), query)


def _answer(status: int, kind: str, body: bytes, policy: str, headers: Mapping[str, str] | None = None) -> Answer:
    charset = "; charset=utf-8" if kind.startswith("text/") else ""
    return Answer(status, kind + charset, body, {**_ALWAYS, "Content-Security-Policy": policy, **(headers or {})})


def _text(status: int, text: str, headers: Mapping[str, str] | None = None) -> Answer:
    return _answer(status, "text/plain", text.encode(), _PAGE, headers)


def _json(data: object) -> Answer:
    return _answer(200, "application/json", json.dumps(data, ensure_ascii=False).encode("utf-8", "replace"), _PAGE)


@cache
def _file(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _nothing() -> str:
    """A page in the place of a paper that the plan has nothing for."""
    told, lang = escape(_("方案里没有这份文件的内容")), _LANGUAGES[current()]
    return f'<!DOCTYPE html><html lang="{lang}"><meta charset="utf-8"><title>{told}</title><p>{told}</p></html>'


def _words() -> dict[str, str]:
    """The texts of the page itself."""
    return {
        "heading": _("预览"),
        "findings": _("检查结果"),
        "papers": _("文件"),
        "reader": _("发给谁"),
        "paper": _("哪一份"),
        "charts": _("座次图和占用图"),
        "none": _("没有发现问题"),
        "stale": _("方案现在读不成，右边是上一次能读时的样子"),
        "draft": _("还有错误或没有填完，印出来是草稿"),
        "gone": _("连不上 jiedai preview：它可能已经结束"),
        "pdf": _("照印出的样子看（PDF）"),
        "readonly": _("只看不改；改方案在编辑器里，保存后这里自动更新"),
        "hint": _("建议"),
        "source": _("依据"),
        "open": _("在编辑器里打开"),
    }
