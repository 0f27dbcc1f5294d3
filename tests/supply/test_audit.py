"""What is made of an answer of pip-audit."""

from __future__ import annotations

from supply.audit import verdict
from tests.batch import cases

SOUND = {"name": "rich", "version": "15.0.0", "vulns": []}
WEAK = {"name": "lxml", "version": "6.0.0", "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["6.0.1", "6.1"]}]}
UNKNOWN = {"name": "typst", "skip_reason": "Dependency not found on PyPI"}


@cases(
    ("told", "status", "text"),
    [
        ([SOUND], 0, "1 packages audited: no known weakness"),
        ([SOUND, UNKNOWN], 0, "not audited, as PyPI told nothing of them: 1 of 2 packages"),
        ([SOUND, WEAK, UNKNOWN], 1, "lxml 6.0.0: PYSEC-2026-1, mended in 6.0.1, 6.1"),
    ],
)
def test_verdict(told, status, text):
    assert verdict({"dependencies": told}) == (status, text)
