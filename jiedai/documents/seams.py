"""English labels in templates that are laid out for Chinese, where words and values stand side by side without blanks.

`{{ _("联络员") }}{{ member.name }}` is 联络员方芳, but "Liaison" and "Fang Fang" need a blank between them, and what a
template writes in full-width punctuation becomes English. Every printed value is marked at both ends; afterwards a
blank is put into the seams where a word meets a word, and the marks are taken out. What a plan says stays as it is.
"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

from jiedai.patterns import regex

_OPEN, _CLOSE, _CAPITAL = "\ufdd0", "\ufdd1", "\ufdd2"
"""Noncharacters: no text of a plan has them. The last is before a word that has a capital where it begins a cell."""
_TOKENS = regex(rf"(<[^>]*>|[{_OPEN}{_CLOSE}])")
_INLINE = regex(r"</?(?:a|data|em|nobr|small|strong|time)\b")
_ENGLISH = str.maketrans({
    "\u3000": " ",
    "，": ", ", "、": ", ", "。": ". ", "；": "; ", "：": ": ", "（": " (", "）": ")", "《": " “", "》": "”",
})  # fmt: skip
_UNMARKED = str.maketrans("", "", _OPEN + _CLOSE + _CAPITAL)
_PUNCTUATION = frozenset("，、。；：（）《》")
_ENDS = frozenset(")”")
_CLOSED = regex(r"([)”])(?=\w)")
_BROKEN = regex(r"(?<=[,;:.])\s*\n\s*")
"""A line break of a template behind punctuation, which would be no blank beside Chinese."""
_BEFORE, _AFTER = regex(r"[\w)”%….,;:]"), regex(r"[\w(“×]")


def marked(value: Any) -> Any:
    """A value as a template prints it, with marks at its ends; punctuation that a template chooses becomes English."""
    if not isinstance(value, (str, int)):
        return value
    text = escape(value)
    if not text or _OPEN in text:
        return value
    if not _PUNCTUATION.issuperset(text):
        return Markup(_OPEN) + text + Markup(_CLOSE)
    return str(text).translate(_ENGLISH)


def chosen(words: Any) -> Markup:
    """Words of an enumeration: `Banquet` at the beginning of a cell or paragraph, `banquet` elsewhere."""
    return Markup(_CAPITAL + escape(words))


def closed(page: str) -> str:
    """The page of a template whose values are `marked`, without marks and with its blanks; others stay as they are."""
    return _Page().read(page) if _OPEN in page else page


class _Page:
    """A page in the making: its pieces, the last character of its text, and where the last seam is."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.last = ""
        self.seam: int | None = None
        self.inside = 0

    def read(self, page: str) -> str:
        for token in _TOKENS.split(page):
            if token in (_OPEN, _CLOSE):
                self.inside += 1 if token == _OPEN else -1
                self.seam = len(self.pieces) if self.seam is None else self.seam
            elif token.startswith("<"):
                self._tag(token)
            elif token and self.inside:
                self._text(token)
            elif token:
                self._text(_BROKEN.sub(" ", _CLOSED.sub(r"\1 ", token.translate(_ENGLISH))))
                self.seam = len(self.pieces) if self.last in _ENDS else None
        return "".join(self.pieces)

    def _tag(self, tag: str) -> None:
        if not _INLINE.match(tag):
            self.last, self.seam = "", None
        self.pieces.append(tag.translate(_UNMARKED))

    def _text(self, text: str) -> None:
        if text.startswith(_CAPITAL):
            text = text[1:2].upper() + text[2:] if not self.last else text[1:]
        text = text.replace(_CAPITAL, "")
        if self.seam is not None and _BEFORE.match(self.last) and _AFTER.match(text):
            self.pieces.insert(self.seam, " ")
        elif self.pieces and self.last == " " and text.lstrip()[:1] in tuple(",.;:)"):
            self.pieces[-1] = self.pieces[-1].rstrip(" ")
            text = text.lstrip()
        self.pieces.append(text)
        self.last, self.seam = text[-1], None
