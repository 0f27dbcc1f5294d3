"""What a plan says, in English, where the paper is in English, and how it stands beside English labels.

The glossary is `translations` of plan and office. A paper is made from the plan as it is written; only what is printed
is looked up here, so nothing that is decided by a word (which dish is halal, which place is meant) can change with the
language. A translation is part of the text that it stands for: who may not see the one cannot get the other, for
`Terms` are made from what the audience sees.

    with speaking(terms):
        said("宴请")  →  "Banquet"; a text without a translation stays as it is, and is in `terms.missing`

Templates are laid out for Chinese, where words and values stand side by side without blanks: `{{ _("联络员") }}{{
member.name }}` is 联络员方芳, but "Liaison" and "Fang Fang" need a blank between them, and what a template writes in
full-width punctuation becomes English. Every printed value is `marked` at both ends; afterwards a blank is put into the
seams where a word meets a word, and the marks are taken out (`closed`). What a plan says stays as it is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import Any

from markupsafe import Markup, escape

from jiedai.diagnostics import START, Diagnostic, KeyPath, Level
from jiedai.documents.view import NOTHING, Nothing, Table, View, entries
from jiedai.language import _, current
from jiedai.loading import Loaded
from jiedai.model.base import Node, keys_of
from jiedai.model.office import Office
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Plan
from jiedai.model.quantities import Diners, Presence
from jiedai.patterns import regex
from jiedai.source import Source

_MORE = "..."
"""What ends a key of the glossary that is only the beginning of a text, half-width."""
_HAN = regex(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_NUMBER = regex(r"[^\s，。]*[〔\[（(]\d{4}[〕\]）)][^\s，。]{0,8}\d+号")
"""The number of an official paper, which is the same in every language."""
_JOINTS = {"、": ", ", "—": " – "}
_BETWEEN = regex(f"([{''.join(_JOINTS)}])")


class Verbatim(str):
    """A text that stands as it is in a paper of any language."""

    __slots__ = ()


class Names:
    """The Chinese names of guests who are called by another in the plan: what a Chinese paper says instead."""

    missing: tuple[str, ...] = ()

    def __init__(self, guests: Iterable[View]) -> None:
        self._known = {folded(str(one.name)): str(one.name_zh) for one in guests if one.name and one.name_zh}

    def said(self, text: str) -> str:
        """The Chinese name of a guest; any other text as it is."""
        return self._known.get(folded(text), text) if self._known else text


class Terms:
    """The translations that one audience can get, and what was printed without one.

    `seen` are the texts that the audience sees in plan and office, `kept` those that are right as they are (a guest's
    Chinese name). `missing` has each text once, in the order in which they were printed.
    """

    def __init__(self, glossary: Mapping[str, str], seen: Iterable[str], kept: Iterable[str] = ()) -> None:
        whole = {folded(key): text for key, text in glossary.items()}
        begun = {key.rstrip("."): text for key, text in whole.items() if key.endswith(_MORE) and key.strip(".")}
        self._seen = {folded(text): text for text in seen}
        self._known: dict[str, str] = {}
        for text in self._seen:
            for part in {text, *_BETWEEN.split(text)}:
                found = whole.get(part) or begun.get(max((b for b in begun if part.startswith(b)), key=len, default=""))
                if found and not is_placeholder(found):
                    self._known[part] = found
        self._kept = {folded(text) for text in kept} - self._known.keys()
        self._missing: dict[str, None] = {}

    @property
    def missing(self) -> tuple[str, ...]:
        """The texts that were asked for and have no translation, as the plan has them."""
        return tuple(self._missing)

    def said(self, text: str) -> str:
        """A text in English: as it stands in the glossary, or each of its parts between 、 or —; else as it is."""
        if not _HAN.search(text):
            return text
        key = folded(text)
        if key in self._known:
            return self._known[key]
        if key in self._kept or is_placeholder(text) or _NUMBER.fullmatch(text):
            return text
        parts = _BETWEEN.split(key)
        if len(parts) > 1 and all(part in self._known or not _HAN.search(part) for part in parts[::2]):
            return "".join(_JOINTS.get(part, self._known.get(part, part)) for part in parts)
        for wanted in [key] if key in self._seen else parts[::2]:
            if wanted in self._seen and wanted not in self._known and _HAN.search(wanted):
                self._missing[self._seen[wanted]] = None
        return text


def folded(text: str) -> str:
    """A text as the glossary is searched for it: without blanks, full-width signs as half-width ones."""
    return unicodedata.normalize("NFKC", "".join(unicodedata.normalize("NFKC", text).split()))


# --- who says it ------------------------------------------------------------------------------------------------------

_SPOKEN: ContextVar[Terms | Names | None] = ContextVar("terms", default=None)


@contextmanager
def speaking(terms: Terms | Names | None) -> Iterator[Terms | Names | None]:
    """Print in this context with the translations of `terms`; with None as the plan is written."""
    before = _SPOKEN.set(terms)
    try:
        yield terms
    finally:
        _SPOKEN.reset(before)


def said(value: Any) -> Any:
    """A text of the plan in the language of the paper that is being made; anything else, and markup, as it is."""
    terms = _SPOKEN.get()
    if terms is None or type(value) is not str:
        return value
    return terms.said(value)


# --- what there is to say ---------------------------------------------------------------------------------------------


def terms_of(
    plan: Plan,
    office: Office | None,
    seen: View,
    about: View | Nothing,
    county: View | Nothing = NOTHING,
    known: Mapping[str, str] = MappingProxyType({}),
) -> Terms:
    """The translations of a visit for the audience that sees `seen` of the plan, `about` of the office and `county`.

    The plan's own win over the office's, these over those `known` of the county; a guest's foreign name is the
    translation of the name.
    """
    glossary = {**known, **(office.translations if office else {}), **plan.translations}
    guests = entries(seen.guests)
    glossary |= {str(guest.name): str(guest.name_en) for guest in guests if guest.name and guest.name_en}
    kept = [str(guest.name_zh) for guest in guests if guest.name_zh]
    return Terms(glossary, (*_texts(seen), *_texts(about), *_texts(county)), kept)


def _texts(value: Any) -> Iterator[str]:
    """Every text in a record and the records below it."""
    match value:
        case View():
            if isinstance(value, Table):  # whose names are printed too
                yield from value
            for name in value:
                yield from _texts(value[name])
        case Markup():
            return
        case str():
            if type(value) is str:
                yield value
        case Diners(names=names) | Presence(things=names):
            yield from names
        case tuple() | list():
            for entry in value:
                yield from _texts(entry)


# --- what is missing --------------------------------------------------------------------------------------------------

UNTRANSLATED = "WD04"
_LONG = 16
"""Characters from which on a key of the glossary is better the beginning of the text alone."""
_SEPARATORS = regex(r"[、，,;；—]")


def untranslated(loaded: Loaded, terms: Terms | Names | None) -> tuple[Diagnostic, ...]:
    """WD04 for each text that was asked of `terms` and is not in the glossary, at the place where it is first written.

    The same text gives the same finding in every document.
    """
    if terms is None or not terms.missing:
        return ()
    from jiedai.model.knowledge import Knowledge  # only where something is missing
    from jiedai.visit.knowledge import library_of

    files: list[tuple[Source, type[Node]]] = [(loaded.source, Plan)]
    if loaded.office_file is not None:
        files.append((loaded.office_file.source, Office))
    files += [(shelf.source, Knowledge) for shelf in library_of(loaded).shelves]
    places: dict[str, tuple[Source, KeyPath]] = {}
    for source, model in reversed(files):
        places |= {text: (source, path) for text, path in _written(source.data, model)}
    return tuple(_finding(text, *places.get(folded(text), (loaded.source, ()))) for text in terms.missing)


def _written(data: Any, model: type[Node]) -> Iterator[tuple[str, KeyPath]]:
    """Each text of a file as it is looked for, with its path; the place that counts comes last."""
    glossary = next({english, zh} for name, english, zh in keys_of(model) if name == "translations")
    found = [] if not isinstance(data, dict) else [
        (text, path)
        for key, value in data.items() if key not in glossary
        for text, path in _strings(value, (key,))
    ]  # fmt: skip
    yield from ((folded(part), path) for text, path in reversed(found) for part in _SEPARATORS.split(text))
    yield from ((folded(text), path) for text, path in reversed(found))


def _strings(value: Any, path: KeyPath) -> Iterator[tuple[str, KeyPath]]:
    if isinstance(value, str):
        yield value, path
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _strings(inner, (*path, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _strings(inner, (*path, index))


def _finding(text: str, source: Source, path: KeyPath) -> Diagnostic:
    line = " ".join(text.split())
    key = line if len(line) < _LONG else f"{line[: _LONG - 4]}…"
    message = _("“{text}”没有译文").format(text=key)
    hint = how(_as_key(key))
    span = source.span(path) if path else START
    return Diagnostic(UNTRANSLATED, Level.WARNING, message, source.name, span, path, _("缺译文"), hint=hint)


def how(key: str = "") -> str:
    """What to write for a text, or for each of several."""
    section = "译文" if current() == "zh" else "translations"
    text = key or _("原文")
    return _("在方案或 office.yaml 的“{section}”下写一行“{text}: 英文”").format(section=section, text=text)


def _as_key(text: str) -> str:
    """A key as it has to be typed: in quotes where YAML would read it otherwise."""
    from jiedai.source.emit import scalars

    return next(scalars(text, flow=False, item=False))


# --- beside English labels --------------------------------------------------------------------------------------------

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
_FOLDED = regex(r"(?<=[,;:.])\s*\n\s*")
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
                self._text(_FOLDED.sub(" ", _CLOSED.sub(r"\1 ", token.translate(_ENGLISH))))
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
