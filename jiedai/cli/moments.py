"""The moment that a command takes for now, and how moments are written for programs."""

from __future__ import annotations

import datetime as dt

from jiedai.model.times import CHINA


def now() -> dt.datetime:
    """The moment by Chinese clocks, without a zone."""
    return dt.datetime.now(CHINA).replace(tzinfo=None, microsecond=0)


def moment_data(moment: dt.datetime | None) -> str | None:
    """A moment for a program: `2026-05-10T17:00`."""
    return f"{moment:%Y-%m-%dT%H:%M}" if moment else None
