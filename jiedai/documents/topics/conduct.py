"""The rules of conduct that an audience is bound by, from `data/conduct.yaml`, with their sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jiedai.documents.citing import basis, figures, in_force
from jiedai.documents.data import contents, said
from jiedai.documents.topics import Sight
from jiedai.documents.view import View
from jiedai.visit.book import Row


def facts(sight: Sight) -> Mapping[str, Any]:
    """`groups`, each with its `title` and its `rules` (text, basis, and whom it is for; nobody named is everybody)."""
    rules = in_force(sight.plan, sight.book)
    return {"groups": tuple(_groups(sight, rules))}


def _groups(sight: Sight, rules: Mapping[str, Row]) -> Iterator[View]:
    for group in contents("conduct"):
        found = []
        for entry in group["rules"]:
            source = basis(entry, rules, sight.labels)
            if source is not None:
                text = said(entry, sight.labels).format(**figures(entry, rules))
                audiences = tuple(entry.get("for", group.get("for", ())))
                found.append(View("rule", {"text": text, "basis": source, "audiences": audiences}))
        yield View("group", {"title": said(group["title"], sight.labels), "rules": tuple(found)})
