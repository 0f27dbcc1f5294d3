"""What a plan depends on and what may go wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jiedai.language import current
from jiedai.model.base import Node
from jiedai.model.choice import ItemKind, Kind, PlaceKind
from jiedai.visit.activities import is_public_event
from jiedai.visit.book import Figures
from jiedai.visit.case import Case
from jiedai.visit.data import words
from jiedai.visit.duties import health_calls, roads_call
from jiedai.visit.meals import companions_at, guests_at_meal

_STATIONS = (PlaceKind.STATION, PlaceKind.AIRPORT, PlaceKind.DOCK)


class Hazard(NamedTuple):
    """Something that may go wrong, with the place in the plan that is exposed to it."""

    key: str
    node: Node
    field: str

    @property
    def name(self) -> str:
        """What may go wrong, in the language in use."""
        return str(words("hazards")[self.key]["name"][current()])


def hazards(case: Case, figures: Figures) -> Iterator[Hazard]:
    """What this plan is exposed to, each at the first place that is."""
    exposed = {
        "rain": _outdoors(case),
        "delay": _connection(case),
        "illness": health_calls(case) or (case.plan, "dates"),
        "traffic": roads_call(case, figures["roads"]),
        "food": _crowded_meal(case, figures["diners"]),
        "crowd": (case.plan, "title") if is_public_event(case) else None,
        "power": _conference(case),
    }
    for key, place in exposed.items():
        if place is not None:
            yield Hazard(key, place[0], place[1])


def covered(case: Case, hazard: Hazard) -> bool:
    """Whether a contingency of the plan is about a hazard."""
    known = (*words("hazards")[hazard.key]["words"], *words("hazards")["any"])
    return any(word in risk.scenario.lower() for risk in case.plan.risks for word in known)


_Exposed = tuple[Node, str] | None


def _outdoors(case: Case) -> _Exposed:
    for _day, item in case.items:
        if item.kind not in (ItemKind.PICKUP, ItemKind.DROPOFF, ItemKind.TRANSFER):
            for name in item.place:
                place = case.place(name)
                if place and place.outdoor:
                    return item, "id"
    return None


def _connection(case: Case) -> _Exposed:
    for guest in case.plan.guests:
        for leg in (guest.arrive, guest.leave):
            if leg and leg.by:
                return leg, "by"
    for _day, item in case.items:
        if item.kind in (ItemKind.PICKUP, ItemKind.DROPOFF):
            places = [case.place(name) for name in item.place]
            if any(place and place.kind in _STATIONS for place in places):
                return item, "id"
    return None


def _crowded_meal(case: Case, diners: int) -> _Exposed:
    for meal in case.plan.meals:
        if (guests_at_meal(case, meal) or 0) + companions_at(case, meal) > diners:
            return meal, "item"
    return None


def _conference(case: Case) -> _Exposed:
    if case.plan.kind is not Kind.CONFERENCE:
        return None
    return next(((item, "id") for _day, item in case.items if item.kind is ItemKind.CONFERENCE), None)
