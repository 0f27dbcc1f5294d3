"""A few of the kills: each of these commands, killed at even places among its operations on files."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a child that begins where this process is")
NAMES = ("tick", "ack", "import")
KILLS = 3
"""Of each command."""


def test_what_is_killed_leaves_whole_files() -> None:
    """In a process of its own: a child of one that has set pages would wait for the threads of Typst."""
    words = ("-m", "tests.fuzz.kills", "--even", "--count", str(KILLS * len(NAMES)), *NAMES)
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1].startswith(f"{KILLS * len(NAMES)} kills of {len(NAMES)} commands")
