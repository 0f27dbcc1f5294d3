"""What the tests of the rules share: a bench that checks a sound plan with sections replaced."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from tests.check.bench import Bench


@pytest.fixture(scope="session")
def benches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """One bench after the other, below one folder: a folder of pytest's own for each test takes longer."""
    folder = tmp_path_factory.mktemp("benches")
    return (Bench(folder / str(number)) for number in itertools.count(1))


@pytest.fixture
def bench(benches: Iterator[Bench]) -> Bench:
    """`bench(sections)` checks the sound plan with sections replaced; see `tests/check/bench.py`."""
    return next(benches)
