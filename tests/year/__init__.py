"""A year of an invented office: twelve visits of 2026, five in full and seven short, as they stand when the year ends.

One was called off, one begins in the year and ends in the next, and a unit was renamed in its middle.
"""

from __future__ import annotations

import shutil
from pathlib import Path

PLANS = Path(__file__).parent / "plans"
VISITS = sorted(path.name for path in PLANS.glob("2026-*.yaml"))


def copied(root: Path) -> Path:
    """The year in a workspace of its own; its folder of plans."""
    return Path(shutil.copytree(PLANS, root / "plans"))
