"""Careful plans of many kinds: no error and no warning, and a hint only where a director would nod."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedai.check.engine import check
from jiedai.diagnostics import Level
from jiedai.loading import load

CAREFUL = sorted((Path(__file__).parent / "plans" / "careful").glob("2*.yaml"))


@pytest.mark.parametrize("path", CAREFUL, ids=lambda path: path.stem)
def test_nobody_is_accused(path: Path) -> None:
    found = check(load(path))
    assert [(one.code, one.span.line, one.message) for one in found if one.level is not Level.INFO] == []


def test_the_kinds_of_visits_differ() -> None:
    kinds = {loaded.plan.kind for path in CAREFUL if (loaded := load(path)).plan is not None}
    assert len(CAREFUL) >= 17
    assert len(kinds) >= 7
