"""A small share of what `many` tries: the same inputs every time, made smaller by hypothesis where one fails."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS

SHARE = {"reader": 60, "rules": 8, "blocks": 100, "writers": 20, "intake": 20, "journal": 40, "edits": 40}
"""Inputs of each part."""


@pytest.mark.parametrize("name", SHARE)
def test_a_share(name: str) -> None:
    target = TARGETS[name]

    @settings(max_examples=SHARE[name])
    @given(st.randoms(use_true_random=False))
    def tried(random: Random) -> None:
        assert target.run(target.make(random))

    tried()
