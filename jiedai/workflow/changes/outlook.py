"""What each reader sees of a plan, as records: the projection that prints, narrowed to what is the reader's own.

The papers that `render --each` prints for a reader are made from the same projection and the same facts, so a reader
whose records are equal in two versions has equal papers, and none is told what their papers may not show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from jiedai.documents.facts import visit
from jiedai.documents.view import Nothing, View, entries, is_liaison, project, project_plan
from jiedai.model.base import Node
from jiedai.visit.case import Case
from jiedai.visit.work import names_in
from jiedai.workflow.changes.parts import Reader, parts
from jiedai.workflow.changes.sheet import ITEMS, OFFICE, PLAN, Record, Sheet, Used, plain, sheet_of

ORGANISATION = f"{OFFICE}office"
_HEAD = (PLAN, ORGANISATION)
_NOT_THEIRS = (ITEMS, "places", "travel", "weather")
"""What finance and security get no paper of that follows it: the programme."""


class Outlook:
    """What readers see of one version of a plan; `wanted` is what of the office file counts (see `sheet.used`).

    With `seated` also who sits where, which takes as long as all the rest: it follows from ranks that not everybody
    sees, and matters where such things changed.
    """

    def __init__(self, case: Case, wanted: Used, *, seated: bool = False) -> None:
        self.case = case
        self.parts = parts(case)
        self._wanted = wanted
        self._seated = seated
        self._audiences: dict[str, _Audience] = {}
        self._sheets: dict[Reader, Sheet] = {}

    @cached_property
    def whole(self) -> Sheet:
        """Everything, with the nodes that it stands in."""
        return sheet_of(self.case, self.case.plan, self.case.loaded.office, "", self._wanted)

    @cached_property
    def nodes(self) -> dict[tuple[str, str | None], Node]:
        """Where each record stands."""
        return {(one.section, one.id): one.node for records in self.whole.values() for one in records if one.node}

    def sheet(self, reader: Reader) -> Sheet:
        """What a reader sees; empty for one who has no part in the plan."""
        if reader not in self._sheets:
            found = _NARROWED.get(reader.kind, _all)(self._of(reader.kind), reader.name)
            if self._seated and reader.kind in _HALL:
                found = _with_seats(self._of(reader.kind), found)
            self._sheets[reader] = {section: records for section, records in found.items() if records}
        return self._sheets[reader]

    def _of(self, audience: str) -> _Audience:
        if audience not in self._audiences:
            self._audiences[audience] = _Audience(self.case, audience, self._wanted)
        return self._audiences[audience]


class _Audience:
    """What an audience sees of a plan: its projection, the facts that its papers are made from, and its records."""

    def __init__(self, case: Case, audience: str, wanted: Used) -> None:
        self.case = case
        self.audience = audience
        self.parts = parts(case)
        self.plan: View = project_plan(case, audience)
        self.office: View | Nothing = project(case.office, audience)
        self.sheet = sheet_of(case, self.plan, self.office, audience, wanted)

    @cached_property
    def facts(self) -> View:
        """What their papers are made from."""
        return visit(self.plan, self.office)

    @cached_property
    def charts(self) -> tuple[View, ...]:
        """The charts that they may see."""
        from jiedai.documents.charts import charts_for

        return charts_for(self.case, self.audience, self.plan, self.office)

    def records(self, section: str, keep: Callable[[Record], bool] = bool) -> list[Record]:
        """The records of a section that are kept."""
        return [record for record in self.sheet.get(section, ()) if keep(record)]

    def head(self, *more: str) -> Sheet:
        """What every reader of the audience sees: what stands at the top, the office, whom to call."""
        return {section: self.records(section) for section in (*_HEAD, *more)} | {"crew": self.crew()}

    def crew(self, unit: str = "") -> list[Record]:
        """The staff whom to call, and those of a unit."""
        return self.records(
            "crew",
            lambda one: is_liaison(one.fields.get("duty") or ()) or bool(unit and one.fields.get("unit") == unit),
        )

    def items(self, wanted: Iterable[str]) -> list[Record]:
        """The items of some numbers."""
        ids = set(wanted)
        return self.records(ITEMS, lambda one: one.fields.get("id") in ids)


# --- readers who see all that their audience sees ---------------------------------------------------------------------


def _all(seen: _Audience, name: str) -> Sheet:
    return seen.sheet


def _without_programme(seen: _Audience, name: str) -> Sheet:
    kept = (section for section in seen.sheet if section not in _NOT_THEIRS and not section.startswith(OFFICE))
    return {section: seen.sheet[section] for section in (*kept, ORGANISATION) if section in seen.sheet}


_HALL = ("guest", "unit")
"""Who sees charts, and not what decides them."""


def _with_seats(seen: _Audience, sheet: Sheet) -> Sheet:
    """The sheet with the names on each chart in the order of its seats."""
    if not sheet.get("seating"):
        return sheet
    places = {str(chart.id): [str(seat.name) for seat in entries(chart.seats) if seat.name] for chart in seen.charts}
    seating = [
        record._replace(fields=record.fields | {"order": places.get(str(record.id)) or None})
        for record in sheet["seating"]
    ]
    return sheet | {"seating": seating}


# --- readers with a part of their own ---------------------------------------------------------------------------------


def _unit(seen: _Audience, name: str) -> Sheet:
    """A unit's items, tasks and contingencies, its people, whom it works with, and who comes."""
    case, shares = seen.case, seen.parts
    items = {item.id for _day, item in case.items if name in shares.units_at(item)}
    led = {item.id for _day, item in case.items if name in shares.leading(item)}
    tasks = seen.records(
        "tasks", lambda one: name in (*names_in(one.fields.get("unit")), *(one.fields.get("support") or ()))
    )
    risks = seen.records("risks", lambda one: name in names_in(one.fields.get("unit")))
    crew = seen.crew(name)
    if not (items or tasks or risks or any(one.fields.get("unit") == name for one in crew)):
        return {}
    together = {name, *(unit for one in tasks for unit in (*names_in(one.fields["unit"]), *_names(one, "support")))}
    seating = seen.records("seating", lambda one: one.fields.get("item") in led)
    own = {
        "guests": _chief(seen),
        "headcount": [Record("headcount", None, {"total": plain(seen.facts["count"])})],
        ITEMS: seen.items(items),
        "seating": seating,
        "tasks": tasks,
        "risks": risks,
        "office.units": seen.records("office.units", lambda one: one.id in together),
    }
    return seen.head() | own | {"crew": crew}


def _names(record: Record, field: str) -> tuple[str, ...]:
    return tuple(record.fields.get(field) or ())


def _chief(seen: _Audience) -> list[Record]:
    """The guest who stands for all of them."""
    chief = seen.facts.chief
    return seen.records("guests", lambda one: bool(chief) and one.fields.get("name") == str(chief.name))


def _driver(seen: _Audience, number: str) -> Sheet:
    """The trips of a vehicle with who gets in, the trains it meets, and the roads it takes."""
    car = next((one for one in entries(seen.facts.cars) if str(one.number) == number), None)
    if car is None:
        return {}
    trips = {str(trip["item"].id): trip for trip in entries(car.trips)}
    items = []
    for record in seen.items(trips):
        trip = trips[record.fields["id"]]
        riders = sorted(map(str, entries(trip.aboard))) or None
        hidden = ("guests", "hosts", "crew")
        fields = {name: value for name, value in record.fields.items() if name not in hidden}
        own = {"riders": riders, "with": plain(trip.lead), "trains": _met(car, trip, trips) or None}
        items.append(record._replace(fields=fields | own))
    legs = {"/".join(sorted((str(trip.start), str(trip.goal)))) for trip in trips.values()}
    ends = {str(end) for trip in trips.values() for end in (trip.start, trip.goal)}
    return seen.head() | {
        ITEMS: items,
        "office.travel": seen.records("office.travel", lambda one: one.id in legs),
        "office.places": seen.records("office.places", lambda one: one.id in ends),
        "office.vehicles": seen.records("office.vehicles", lambda one: one.id == number),
    }


def _met(car: View, trip: View, trips: dict[str, View]) -> list[str]:
    """The trains that a trip meets: the first of a day those that come in, the last of a day those that leave."""
    same_day = [one for one in trips.values() if one["item"].date == trip["item"].date]
    found = []
    for trains, of_day in ((car.arrivals, same_day[0]), (car.departures, same_day[-1])):
        for train in entries(trains):
            if of_day is trip and train.time.day == trip["item"].date:
                names = "、".join(map(str, entries(train.names)))
                found.append(" ".join(filter(None, (str(train.time), str(train.by), str(train.place), names))))
    return found


def _kitchen(seen: _Audience, place: str) -> Sheet:
    """The meals of a kitchen, with how many eat and how many need what."""
    ids = {item.id for _day, item in seen.case.items if seen.parts.kitchen_of(item) == place}
    if not ids:
        return {}
    group = next((one for one in entries(seen.facts.kitchens) if str(one.key) == place), None)
    served: dict[str, list[View]] = {}
    for meal in entries(group.meals) if group else ():
        served.setdefault(str(meal["item"]), []).append(meal)
    meals = []
    for record in seen.records("meals", lambda one: one.fields.get("item") in ids):
        waiting = served.get(record.fields["item"])
        counted = _eaten(waiting.pop(0)) if waiting else {}
        meals.append(record._replace(fields=record.fields | counted | {"guests": None}))
    mine = tuple(f"{record.id}/" for record in meals)
    menu = seen.records("meals.menu", lambda one: str(one.id).startswith(mine))
    places = seen.records("office.places", lambda one: one.id == place)
    return seen.head() | {ITEMS: seen.items(ids), "meals": meals, "meals.menu": menu, "office.places": places}


def _eaten(meal: View) -> dict[str, Any]:
    """What a kitchen counts at a meal, without a name."""
    found = {"heads": plain(meal.heads), "companions": plain(meal.companions) or None}
    needs = entries(meal.needs)
    return found | {f"{'allergies' if one.allergy else 'diet'}.{one.kind.value}": one["count"] for one in needs}


def _hotel(seen: _Audience, hotel: str) -> Sheet:
    """A hotel's rooms and who lives in them, what takes place there, and who has no room yet."""
    stays = seen.records("lodging", lambda one: one.fields.get("hotel") == hotel)
    if not stays:
        return {}
    inside = tuple(f"{one.id}{mark}" for one in stays for mark in "/#")
    rooms = seen.records("lodging.rooms", lambda one: str(one.id).startswith(inside))
    living = {name for one in rooms for name in _names(one, "guests")}
    living |= {str(guest.name) for guest in entries(seen.facts.roomless)}
    at_hotel = {item.id for _day, item in seen.case.items if hotel in item.place}
    return seen.head() | {
        "guests": seen.records("guests", lambda one: one.fields.get("name") in living),
        ITEMS: seen.items(at_hotel),
        "lodging": stays,
        "lodging.rooms": rooms,
        "office.places": seen.records("office.places", lambda one: one.id == hotel),
    }


_NARROWED: dict[str, Callable[[_Audience, str], Sheet]] = {
    "finance": _without_programme,
    "security": _without_programme,
    "unit": _unit,
    "driver": _driver,
    "kitchen": _kitchen,
    "hotel": _hotel,
}
"""What of an audience's view is a reader's own."""
