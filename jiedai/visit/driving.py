"""Vehicles and who drives them: what the rules on vehicles share."""

from __future__ import annotations

import re
from functools import lru_cache

from jiedai.model.office import Vehicle
from jiedai.patterns import regex
from jiedai.visit.case import Case, Slot
from jiedai.visit.data import words
from jiedai.visit.duties import names_in
from jiedai.visit.movement import driving
from jiedai.visit.statements import any_of


def drivers_of(vehicle: Vehicle | None) -> tuple[str, ...]:
    """Who drives a vehicle, by the office file."""
    return names_in(vehicle.driver) if vehicle else ()


def in_service(vehicle: Vehicle) -> bool:
    """Whether a vehicle goes along for a service: police, ambulance, luggage, a spare."""
    return vehicle.police or _for_service().search(vehicle.model or "") is not None


@lru_cache(maxsize=1)
def _for_service() -> re.Pattern[str]:
    return regex(any_of(words("vehicles")["service"]))


def at_the_wheel(case: Case, slot: Slot) -> tuple[int, int]:
    """(minutes of driving, minutes of rest) inside a ride: by the road where it is known, else by its time."""
    length = slot.end - slot.start
    breaks = regex(any_of(words("vehicles")["rest"]))
    resting = sum(step.minutes or 0 for step in slot.item.steps if breaks.search(step.what))
    road = driving(case, slot.item)
    return (road, max(resting, length - road)) if road else (length - resting, resting)
