"""What the tests of the rules share: a bench that checks a sound plan with sections replaced."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.check.bench import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """`bench(sections)` checks the sound plan with sections replaced; see `tests/check/bench.py`."""
    return Bench(tmp_path)
