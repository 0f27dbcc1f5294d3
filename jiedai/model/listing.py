"""Lists that people also write as a single entry."""

from __future__ import annotations

from typing import Any


def one_or_many(value: Any) -> Any:
    """A single mapping as a list of one; several hotels are a list, one hotel is often written alone."""
    return [value] if isinstance(value, dict) else value
