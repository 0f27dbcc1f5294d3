"""The two languages of the command's own texts.

Chinese is the source language; `locale/en/LC_MESSAGES/jiedai.mo` is the complete English catalog (a test proves it).
Texts from a plan are never translated.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LANGUAGES = ("zh", "en")
PAPERS = (*LANGUAGES, "both")
"""What a paper can be in: one of the languages, or either beside the other."""
LOCALE_DIR = Path(__file__).parent / "locale"

_current = "zh"
_translations: dict[str, gettext.NullTranslations] = {"zh": gettext.NullTranslations()}


def catalog(language: str) -> gettext.NullTranslations:
    """The catalog of a language; an unknown language gives the Chinese source texts."""
    if language not in _translations:
        _translations[language] = gettext.translation("jiedai", LOCALE_DIR, [language], fallback=True)
    return _translations[language]


def use(language: str) -> None:
    """Make `language` the language of every text that follows in this process."""
    global _current
    _current = language if language in LANGUAGES else "zh"


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Make `language` the language of every text while the block runs."""
    before = _current
    use(language)
    try:
        yield
    finally:
        use(before)


def current() -> str:
    """The language in use: `zh` or `en`."""
    return _current


def _(text: str) -> str:
    """`text` in the language in use."""
    return text if _current == "zh" else catalog(_current).gettext(text)


def N_(text: str) -> str:
    """Mark a text for the catalog; it is translated later, where it is shown."""
    return text


def in_both(text: str) -> dict[str, str]:
    """A marked text in both languages, for what programs read: it is the same in whichever they are called."""
    return {language: catalog(language).gettext(text) for language in LANGUAGES}


def preferred(argv: list[str], environ: dict[str, str] | os._Environ[str]) -> str:
    """The language that the command line, `JIEDAI_LANG` or the locale asks for, in this order; else Chinese."""
    for index, word in enumerate(argv):
        if word.startswith("--lang="):
            return word.partition("=")[2]
        if word == "--lang" and index + 1 < len(argv):
            return argv[index + 1]
    chosen = environ.get("JIEDAI_LANG") or environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG")
    return "en" if (chosen or "").lower().startswith("en") else "zh"
