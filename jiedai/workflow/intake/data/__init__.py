"""Word lists that the readers of letters and lists work with, one YAML file each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jiedai.source.packaged import packaged

_FOLDER = Path(__file__).parent


def words(name: str) -> Any:
    """The contents of `data/<name>.yaml`."""
    return packaged(_FOLDER)[name]
