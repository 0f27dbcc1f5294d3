"""What went wrong on the day, with whom the office tells and by when.

The law asks for a report at once (突发事件应对法; 食品安全法 Art. 103) and names no minutes for the chain of an office.
Those are the office's own (`conventions.reporting`), else those of practice, as is who is told of what: the liaison
and the head of the office of everything, the main host from 较大 on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from jiedai.documents.topics import Sight
from jiedai.documents.topics.safety import chain, numbers
from jiedai.documents.view import View, entries
from jiedai.model.choice import IncidentLevel
from jiedai.model.moments import Moment
from jiedai.model.times import Day

MINUTES = {
    IncidentLevel.GENERAL: 60,
    IncidentLevel.MAJOR: 30,
    IncidentLevel.SEVERE: 15,
    IncidentLevel.CRITICAL: 5,
}
"""Within how many minutes everybody is told who must be; judgement, for offices that have said nothing."""
_OF_EVERYTHING = 2
"""How many of the chain hear of an incident of the lowest degree."""


def facts(sight: Sight) -> Mapping[str, Any]:
    """`cards`: each incident with its `name`, its `day` where that is known and one of the programme, the `steps` of
    the report (role, name, phone, `by` when, whether `told`), and the public `numbers` to call.
    """
    days = {day.date for day in entries(sight.visit.days)}
    return {"cards": tuple(_cards(sight, days))}


def _cards(sight: Sight, days: set[dt.date]) -> Iterator[View]:
    known = entries(sight.plan.actuals.incidents)
    for number, incident in enumerate(sorted(known, key=_when), start=1):
        day = incident.time.day if incident.time and incident.time.day in days else None
        yield incident.also(
            name=incident.id or f"E{number}",
            day=day,
            steps=tuple(_steps(sight, incident)),
            numbers=numbers(str(incident.what), sight.labels),
        )


def _when(incident: View) -> dt.datetime:
    return incident.time.at() if incident.time else dt.datetime.max


def _steps(sight: Sight, incident: View) -> Iterator[View]:
    level = incident.level or IncidentLevel.GENERAL
    told = {str(name) for name in entries(incident.told)}
    due = _due(sight, incident, level)
    every = list(chain(sight))
    for step in every if level is not IncidentLevel.GENERAL else every[:_OF_EVERYTHING]:
        heard = not told.isdisjoint((str(step.name), str(step.role)))
        yield step.also(by=due, told=heard)


def _due(sight: Sight, incident: View, level: IncidentLevel) -> Moment | None:
    """When everybody must have been told; None where nobody knows when it happened."""
    if not incident.time or incident.time.minute is None:
        return None
    minutes = sight.office.conventions.reporting[level.value]
    moment = incident.time.at() + dt.timedelta(minutes=minutes if isinstance(minutes, int) else MINUTES[level])
    return Moment(Day.on(moment.date()), moment.hour * 60 + moment.minute)
