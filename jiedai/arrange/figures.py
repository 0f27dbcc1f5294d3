"""The figures of the rules in force: the limits that an arrangement keeps to are those that `check` will look at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiedai.model.choice import Kind
from jiedai.visit.book import book_in_force
from jiedai.visit.case import Case


def figures_in_force(case: Case) -> dict[str, Mapping[str, Any]]:
    """The figures of each rule that applies to the visit, by code; of the national rules where a pack is broken."""
    book, _error = book_in_force(case.office, case.loaded.workspace.packs_dir)  # `check` says what is wrong with it
    rows = book.in_force(case.plan.dates.first, foreign=case.plan.kind is Kind.FOREIGN)
    return {code: row.figures for code, row in rows.items()}
