"""Seating charts that the audience may see, each with its `entry` of the programme."""

from __future__ import annotations

from typing import Any

from jiedai.documents.topics import Sight
from jiedai.documents.view import View, entries


def facts(sight: Sight) -> dict[str, Any]:
    """`charts` in the order written, those of the programme that is printed."""
    items = {str(item.id): item for item in entries(sight.visit["items"])}
    found = tuple(
        chart.also(entry=items.get(str(chart["item"]))) for chart in sight.charts() if _concerns(chart, items)
    )
    return {"charts": found}


def _concerns(chart: View, items: dict[str, View]) -> bool:
    """Whether a chart belongs to the programme as it is printed, which may be that of one person alone."""
    return not chart["item"] or str(chart["item"]) in items
