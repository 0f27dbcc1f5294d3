"""Figures and faults of visits that are over, as programs are given them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from jiedai.cli.across import Gathered
from jiedai.cli.archived import visits
from jiedai.cli.moments import moment_data
from jiedai.language import N_
from jiedai.model.review import Fault

NOT_COUNTED = N_("{plan} 有格式错误，没有算进去")
"""What is said of a plan that figures leave out."""


def batches(
    paths: Sequence[str],
    years: Sequence[int] = (),
    *,
    no_cache: bool = False,
    jobs: int | None = None,
    on: str | None = None,
) -> Gathered:
    """Each plan as a year counts it, a Batch a row, of some years or of all; one that cannot be read is told, and
    missing in the figures. `jobs` processes read those that have changed; `on` is the address of an engine that does.
    """
    first, last = (dt.date(min(years), 1, 1), dt.date(max(years), 12, 31)) if years else (None, None)
    found = visits(paths, first, last, useless=NOT_COUNTED, no_cache=no_cache, jobs=jobs, on=on)
    return Gathered([row.batch for row in found.rows], found.wrong)


def number(value: Decimal | None) -> int | float | None:
    """A figure for a program: whole where it is."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def fault_data(fault: Fault) -> dict[str, Any]:
    """A fault for a program."""
    when = fault.when
    return {
        "what": fault.what,
        "when": (moment_data(when.at()) if when.minute is not None else when.day.isoformat()) if when else None,
        "item": fault.item,
        "unit": fault.unit,
        "owner": fault.owner,
        "found_by": fault.found_by.value if fault.found_by else None,
        "grade": fault.grade.value if fault.grade else None,
        "cause": fault.cause.value if fault.cause else None,
        "measure": fault.measure,
        "checked_by": fault.checked_by,
        "status": fault.status.value,
    }
