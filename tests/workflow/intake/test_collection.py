"""The collection of letters, messages and lists is read as it was; nothing is read that it does not say."""

from __future__ import annotations

import pytest

from tests.workflow.intake.collection import readings
from tests.workflow.intake.scoring import Score, score

LEAST = 0.97


@pytest.fixture(scope="module")
def scores():
    return {case.id: score(read, case.gold) for case, read in readings()}


def test_nothing_is_invented(scores):
    assert [line for found in scores.values() for line in found.lines if line.startswith("invented")] == []


def test_nearly_everything_is_read(scores):
    whole = Score()
    for found in scores.values():
        whole.add(found)
    assert whole.right >= LEAST * whole.total, [line for found in scores.values() for line in found.lines]
