"""What a plan says, in English, where the paper is in English: the glossary `translations` of plan and office.

A paper is made from the plan as it is written; only what is printed is looked up here, so nothing that is decided by a
word (which dish is halal, which place is meant) can change with the language. A translation is part of the text that it
stands for: who may not see the one cannot get the other, for `Terms` are made from what the audience sees.

    with speaking(terms):
        said("宴请")  →  "Banquet"; a text without a translation stays as it is, and is in `terms.missing`
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from jiedai.documents.view import Nothing, View, entries
from jiedai.model.placeholder import is_placeholder
from jiedai.model.quantities import Diners, Presence
from jiedai.patterns import regex

if TYPE_CHECKING:
    from jiedai.model.office import Office
    from jiedai.model.plan import Plan

_MORE = "..."
"""What ends a key of the glossary that is only the beginning of a text, half-width."""
_HAN = regex(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_NUMBER = regex(r"[^\s，。]*[〔\[（(]\d{4}[〕\]）)][^\s，。]{0,8}\d+号")
"""The number of an official paper, which is the same in every language."""
_JOINTS = {"、": ", ", "—": " – "}
_BETWEEN = regex(f"([{''.join(_JOINTS)}])")


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

_SPOKEN: ContextVar[Terms | None] = ContextVar("terms", default=None)


@contextmanager
def speaking(terms: Terms | None) -> Iterator[Terms | None]:
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


def terms_of(plan: Plan, office: Office | None, seen: View, about: View | Nothing) -> Terms:
    """The translations of a visit for the audience that sees `seen` of the plan and `about` of the office.

    The plan's own win over the office's; a guest's foreign name is the translation of the name.
    """
    glossary = {**(office.translations if office else {}), **plan.translations}
    guests = entries(seen.guests)
    glossary |= {str(guest.name): str(guest.name_en) for guest in guests if guest.name and guest.name_en}
    kept = [str(guest.name_zh) for guest in guests if guest.name_zh]
    return Terms(glossary, (*_texts(seen), *_texts(about)), kept)


def _texts(value: Any) -> Iterator[str]:
    """Every text in a record and the records below it."""
    match value:
        case View():
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
