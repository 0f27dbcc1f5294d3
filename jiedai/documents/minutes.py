"""The programme to the minute: when an item and each of its steps begin and end, and who can be reached for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiedai.documents.directory import directory
from jiedai.documents.view import Nothing, View, entries
from jiedai.model.times import TimeRange

Reach = Mapping[str, View]
"""How somebody is reached, by name: `phone`, and `backup`, who stands in."""

_NOBODY = View("reach", {"phone": None, "backup": None})


def timed(item: View, people: Reach) -> View:
    """An item with `begins`, `ends`, `length` (minutes) and `reach` of its owner, its steps likewise and numbered.

    A step without a time begins where the one before it ends; it has no time where that is not known.
    """
    times = _times(item.time)
    return item.also(
        **(times | {"length": times["length"] or item.length}),
        reach=people.get(str(item.owner), _NOBODY),
        steps=_steps(item, people),
    )


def _steps(item: View, people: Reach) -> tuple[View, ...]:
    made, now = [], item.time.start
    for number, step in enumerate(entries(item.steps), start=1):
        span = step.time
        if not span or span.start is None:
            end = now + step.minutes if now is not None and step.minutes else None
            span = TimeRange(now, end, approximate=item.time.approximate) if now is not None else None
        now = span.end if span else None
        times = _times(span)
        length = step.minutes or times["length"]
        made.append(
            step.also(
                **(times | {"length": length}), number=number, span=span, reach=people.get(str(step.owner), _NOBODY)
            )
        )
    return tuple(made)


def _times(span: TimeRange | Nothing | None) -> dict[str, Any]:
    """A span as its two ends, each a time of its own, and its minutes."""
    if not isinstance(span, TimeRange):
        return {"begins": None, "ends": None, "length": None}
    if span.start is None:
        return {"begins": span, "ends": None, "length": None}
    return {
        "begins": TimeRange(span.start, approximate=span.approximate),
        "ends": None if span.end is None else TimeRange(span.end, approximate=span.approximate),
        "length": span.minutes,
    }


def reach(plan: View, office: View | Nothing) -> dict[str, View]:
    """How everybody named in a plan or its office file is reached, and who stands in for them."""
    people = directory(plan, office)
    named = [(member.name, member.backup) for member in entries(plan.crew)]
    named += [(unit.contact, unit.deputy) for unit in entries(office.units)]
    backups: dict[str, Any] = {}
    for name, backup in named:
        if backup:
            backups.setdefault(str(name), backup)
    return {name: person.also(backup=backups.get(name)) for name, person in people.items()}
