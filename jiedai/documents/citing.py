"""Where a line of a paper comes from, as papers cite it: `《…规定》第十条`.

Rules are those in force for the visit: what a rule for domestic visits says is not printed for a foreign delegation,
and nothing is said of a rule before its day. An article that is known from memory alone is not printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jiedai.documents.view import View
from jiedai.language import catalog
from jiedai.model.choice import Kind
from jiedai.visit.book import Row, RuleBook
from jiedai.visit.packs import national_sources

_SURE = frozenset({"V", "local", "L"})
"""Statuses with which the article of a rule is printed too."""


def in_force(plan: View, book: RuleBook) -> dict[str, Row]:
    """The rules of a book that hold for a visit."""
    return book.in_force(plan.dates.first, foreign=plan.kind is Kind.FOREIGN)


def basis(entry: Mapping[str, Any], rules: Mapping[str, Row], labels: str) -> str | None:
    """Where an entry of a data file comes from; empty for experience, None where none of its rules holds."""
    if "source" in entry:
        return _instrument(entry["source"], labels)
    if "rule" not in entry:
        return ""
    codes = entry["rule"] if isinstance(entry["rule"], list) else [entry["rule"]]
    holding = [rules[code] for code in codes if code in rules]
    return catalog(labels).gettext("、").join(unique(cited(row, labels) for row in holding)) if holding else None


def figures(entry: Mapping[str, Any], rules: Mapping[str, Row]) -> dict[str, Any]:
    """The figures of the rules that an entry names, to be filled into its text."""
    codes = entry.get("rule", [])
    found: dict[str, Any] = {}
    for code in codes if isinstance(codes, list) else [codes]:
        found.update(rules[code].figures if code in rules else {})
    return found


def cited(row: Row, labels: str) -> str:
    """Source and article of a rule; the source alone where its article has not been seen."""
    source = row.source.get(labels) or row.source.get("zh", "")
    article = (row.article.get(labels) or row.article.get("zh", "")) if row.status in _SURE else ""
    return (source + article).strip().rstrip(",")


def _instrument(named: Mapping[str, Any], labels: str) -> str:
    """An instrument by the key that the packs know it by, or written out, with its article."""
    source = national_sources()[named["key"]] if "key" in named else named
    article = named.get("article", {})
    text = str(source.get(labels) or source["zh"]) + str(article.get(labels) or article.get("zh", ""))
    return text.strip().rstrip(",")


def unique(texts: Iterable[str]) -> list[str]:
    """Texts without those that came before."""
    return list(dict.fromkeys(text for text in texts if text))
