"""Sentences of a text, and those of them that say a figure: what a speaker has to have at hand."""

from __future__ import annotations

from jiedai.documents.translation import said
from jiedai.patterns import regex

_SENTENCE = regex(r"[^。！？；;\n]+[。！？]?")
_CLAUSE = regex(r"，|, ")
_FIGURE = regex(
    r"\d|[一二三四五六七八九十百千万亿两几][多余]?(?:[十百千万亿]+[多余]?)?"
    r"(?:家|个|人|名|户|公里|平方|亩|吨|元|台|张|件|所|座|成|分钟|小时|年|次|种|项|层|米|处|间|条|支|批)"
)
_ENGLISH_FIGURE = regex(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|million)\b")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, as they are written."""
    return tuple(found.strip() for found in _SENTENCE.findall(text) if found.strip())


def with_figures(text: str) -> tuple[str, ...]:
    """The clauses of a text that say a figure, without the sign they end with."""
    found = []
    for sentence in sentences(text):
        parts = [part.strip(" 。！？；;.") for part in _CLAUSE.split(sentence)]
        found += [part for part in parts if _FIGURE.search(part) or (part.isascii() and _ENGLISH_FIGURE.search(part))]
    return tuple(dict.fromkeys(found))


def figures_said(text: str) -> tuple[str, ...]:
    """The clauses with a figure of a text of the plan or office, in the language of the paper.

    In every language there are some where the text itself has some: what is laid beside each other has to be alike.
    """
    own, spoken = with_figures(text), str(said(text))
    return own if not own or spoken == text else with_figures(spoken) or (spoken.strip(" ."),)
