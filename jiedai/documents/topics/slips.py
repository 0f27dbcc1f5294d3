"""Slips of the units for one sheet after the other.

`units`: who has a part in the visit; the longest slip first, behind each long one the shortest that is left, so that
they fill the sheets that are cut apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiedai.documents.topics import Sight
from jiedai.documents.view import View, entries

_PARTS = {"tasks": 1.5, "supports": 1.5, "items": 1.5, "risks": 3.0, "follow_ups": 1.5, "faults": 2.0}
"""What stands on a slip, with about how many lines an entry of it takes."""
_HEAD = 2.0
"""Lines above the first entry of a part."""


def facts(sight: Sight) -> Mapping[str, Any]:
    """See the module."""
    busy = [unit for unit in entries(sight.visit.units) if not unit.blank and _lines(unit)]
    return {"units": tuple(_dealt(sorted(busy, key=_lines, reverse=True)))}


def _lines(unit: View) -> float:
    """About how many lines a slip has below its head; 0 for a unit that has nothing to do."""
    counts = ((len(entries(unit[name])), each) for name, each in _PARTS.items())
    return sum(_HEAD + count * each for count, each in counts if count)


def _dealt(units: list[View]) -> list[View]:
    """Units that come longest first as longest, shortest, second longest, second shortest …"""
    longer, shorter = units[: (len(units) + 1) // 2], units[(len(units) + 1) // 2 :][::-1]
    return [unit for number, first in enumerate(longer) for unit in (first, *shorter[number : number + 1])]
