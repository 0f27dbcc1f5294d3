"""What `supply.environments` decides before anything is installed."""

from __future__ import annotations

import sys

from supply.environments import SLICE, interpreter, untrue
from supply.locked import ROOT


def test_the_python_that_runs_is_found_and_one_that_is_nowhere_is_not():
    assert interpreter("{}.{}".format(*sys.version_info)) is not None
    assert interpreter("2.99") is None


def test_a_lower_end_that_is_never_had_is_told():
    declared = ["rich>=13.7,<16", "PyYAML>=6.0.1,<7", "tzdata>=2024.2; sys_platform == 'nowhere'"]
    assert list(untrue(declared, "pyyaml==6.0.1\nrich==13.8.0\n\ntzdata==2026.6\n")) == [
        "rich>=13.7 is never had: the lowest is 13.8.0"
    ]
    assert list(untrue(["rich>=13.8,<16"], "rich==13.8.0\n")) == []


def test_every_test_of_the_slice_is_there():
    assert [path for path in SLICE if not (ROOT / path).exists()] == []
