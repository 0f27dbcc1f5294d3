"""Tasks as they stand when the paper is printed: what is late, near its limit or behind, by the unit that sees to it.

The colours are those of `visit.deadlines`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jiedai.documents.topics import Sight
from jiedai.documents.view import View, entries
from jiedai.model.moments import Moment
from jiedai.model.times import DAY_MINUTES, Day
from jiedai.visit.deadlines import PENDING, Deadline, Light, State, standings

_ORDER = (Light.RED, Light.YELLOW, Light.BLUE, None)


def facts(sight: Sight) -> Mapping[str, Any]:
    """`slips`: each unit with something to do, as `unit`, with its `rows`, most pressing first, and the `worst` light.

    A row is a task with its `state` and `light`, the `days` it is late, and the tasks it `waits` for. `moment` is when
    the paper is printed.
    """
    rows = list(_rows(sight.visit.tasks, sight.moment))
    now = Moment(Day.on(sight.moment.date()), sight.moment.hour * 60 + sight.moment.minute)
    return {"slips": tuple(_slips(entries(sight.visit.units), rows)), "moment": now}


def _rows(tasks: Sequence[View], now: dt.datetime) -> Iterator[View]:
    deadlines = [
        Deadline(
            tuple(str(name) for name in (task.id, task.what) if name),
            tuple(map(str, entries(task.after))),
            task.status,
            task.due.at(DAY_MINUTES - 1) if task.due else None,
        )
        for task in tasks
    ]
    for task, deadline, stands in zip(tasks, deadlines, standings(deadlines, now), strict=True):
        if task.status in PENDING:
            late = stands.state is State.OVERDUE and deadline.due is not None
            yield task.also(
                state=stands.state,
                light=stands.light,
                days=(now.date() - deadline.due.date()).days if late and deadline.due else 0,
                waits=tuple(tasks[one] for one in stands.waits_for),
                moment=deadline.due or dt.datetime.max,
            )


def _slips(units: Sequence[View], rows: Sequence[View]) -> Iterator[View]:
    for unit in units:
        own = [row for row in rows if row.unit == unit.name]
        if own and not unit.blank:
            own.sort(key=lambda row: (_ORDER.index(row.light), row.moment))
            yield View("slip", {"unit": unit, "rows": tuple(own), "worst": own[0].light})
