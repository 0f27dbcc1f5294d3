"""A few of the kills: each of these commands, killed where it puts a file in its place and where it is over."""

from __future__ import annotations

import os

import pytest

from tests.fuzz.kills import Trial, office

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a child that begins where this process is")
KILLS = 3
"""Of each command."""


@pytest.mark.parametrize("name", ["tick", "ack", "import"])
def test_what_is_killed_leaves_whole_files(name: str) -> None:
    with office() as folder:
        trial = Trial(name, folder / name)
        for number in range(KILLS):
            _became, wrong = trial.killed(1 + number * trial.whole.operations // KILLS)
            assert wrong == []
