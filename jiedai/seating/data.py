"""A chart as data for other programs."""

from __future__ import annotations

import json
from typing import Any

from jiedai.seating.chart import Chart
from jiedai.seating.layout import BEHIND, Form


def as_json(chart: Chart) -> str:
    """The chart as JSON; see `as_data`."""
    return json.dumps(as_data(chart), ensure_ascii=False, indent=2)


def as_data(chart: Chart) -> dict[str, Any]:
    """`id, shape, convention, even_rule, viewpoint`, then names (None for an empty seat) in the form of the shape.

    `rows` front first, left to right as the audience sees them; `clockwise` from the main host; `seats` by position;
    `sides` by name, the far side first and each side from its end far from the door, or left to right. For several
    tables `rows` holds the tables as they stand and `tables` each one clockwise. `behind` is there where somebody sits
    behind the principals, `unseated` where there are not seats enough.
    """
    head = {
        "id": chart.id,
        "shape": chart.shape.value,
        "convention": chart.convention.value if chart.convention else None,
        "even_rule": chart.even_rule.value if chart.even_rule else None,
        "viewpoint": chart.viewpoint,
    }
    groups: dict[str, list[str | None]] = {}
    for seat in chart.seats:
        groups.setdefault(seat.place.group, []).append(seat.name)
    behind = {BEHIND: groups.pop(BEHIND)} if BEHIND in groups else {}
    left_over = {"unseated": [person.name for person in chart.unseated]} if chart.unseated else {}
    return head | _seats(chart, groups) | behind | left_over


def _seats(chart: Chart, groups: dict[str, list[str | None]]) -> dict[str, Any]:
    """The names in the form of the shape; `groups` has them by row, side or table."""
    match chart.layout.form:
        case Form.ROWS:
            return {"rows": list(groups.values())}
        case Form.CLOCKWISE:
            return {"clockwise": groups.get("", [])}
        case Form.SIDES:
            return {"sides": groups}
        case Form.SEATS:
            return {"seats": {seat.place.position: seat.name for seat in chart.seats}}
        case Form.TABLES:
            return {"rows": standing_tables(chart), "tables": groups}


def standing_tables(chart: Chart) -> list[list[str]]:
    """The tables as they stand: the row far from the door first, left to right."""
    tops = [top for top in chart.layout.furniture if top.label]
    rows: dict[float, list[Any]] = {}
    for top in sorted(tops, key=lambda top: (top.y, top.x)):
        rows.setdefault(round(top.y), []).append(top.label)
    return list(rows.values())
