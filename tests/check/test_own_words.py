"""Careful plans as clerks write them who never read the manual: nothing in them is an error or a warning."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedai.check.engine import check
from jiedai.diagnostics import Level
from jiedai.loading import load
from jiedai.visit.case import Case
from jiedai.visit.readings import readings

OWN = Path(__file__).parent / "plans" / "own"
PLANS = sorted(path for path in OWN.glob("*.yaml") if path.name != "office.yaml")


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_careful_plan_in_an_office_s_own_words(path: Path) -> None:
    loaded = load(path)
    loud = [f"{one.code}:{one.span.line} {one.message}" for one in check(loaded) if one.level is not Level.INFO]

    assert loud == []
    assert loaded.plan is not None
    assert len(readings(Case(loaded, loaded.plan))) > 15
