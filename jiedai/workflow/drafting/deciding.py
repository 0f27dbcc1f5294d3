"""What the office's own file decides where nobody is asked: cars by heads, the hall that seats them, who is able.

A plan begun from a letter takes it so; it stands in the plan like any answer, to be changed there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from jiedai.model.choice import PlaceKind
from jiedai.workflow.drafting.choosing import COMPANIONS, vehicles

if TYPE_CHECKING:
    from jiedai.model.office import Office
    from jiedai.workflow.drafting.request import NewVisit


def decided(visit: NewVisit, office: Office | None, able: Mapping[str, tuple[str, ...]]) -> NewVisit:
    """The request with cars, hall and staff for what was not chosen; `able` is who can take a duty, by its name."""
    return replace(
        visit,
        vehicles=visit.vehicles or vehicles(office, visit).proposed,
        hall=visit.hall or hall(office, visit),
        staff=dict(able) | dict(visit.staff),
    )


def hall(office: Office | None, visit: NewVisit) -> str:
    """The smallest hall that seats the guests and as many hosts across the table; empty where none is known to."""
    heads = 2 * ((visit.guests.number if visit.guests else 1) + COMPANIONS)
    places = [place for place in (office.places if office else ()) if place.kind is PlaceKind.HALL and place.capacity]
    fitting = sorted((place.capacity or 0, at) for at, place in enumerate(places) if (place.capacity or 0) >= heads)
    return places[fitting[0][1]].name if fitting else ""
