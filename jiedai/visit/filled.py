"""Each fact once: a plan with what is said elsewhere filled in, for all who ask what it means.

What the office file or another line of the plan says need not be said again. Here it is put where it is meant: names in
the spelling of the list, the hotel's own name for 宾馆, unit, post and telephone of somebody the office knows, the ends
of a ride from the items around it. What a line says itself stays; only a gap is filled.

A filled plan has the places of its file: nodes that change are copied with theirs, the others are the same nodes. What
was taken out of a damaged plan stays out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from jiedai.model.base import Node, branches
from jiedai.model.choice import ItemKind
from jiedai.model.conduct import Risk, Task
from jiedai.model.duties import duties
from jiedai.model.hospitality import Lodging, Ride, Seating
from jiedai.model.office import Office
from jiedai.model.people import CrewMember, Guest, Host
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Defaults, Plan
from jiedai.model.quantities import Diners
from jiedai.model.review import Answer
from jiedai.model.schedule import Item, ProgrammeDay
from jiedai.model.words import EVERYBODY, NOBODY
from jiedai.visit.references import NAMING
from jiedai.visit.transport import by_own_means, on_foot

AnyNode = TypeVar("AnyNode", bound=Node)

Values = dict[str, Any]

HOTEL = frozenset({"宾馆", "酒店", "饭店", "住地", "驻地", "hotel"})
"""What stands for the hotel of the night where no place of that very name exists."""


def filled(plan: Plan, office: Office | None) -> Plan:
    """The plan with its gaps filled from the office file and its own other lines, and without who does not come."""
    own = _own_names(plan)
    if own:
        plan = rewritten(plan, lambda node: _renamed(node, own))
    cars = cars_by_other_names(plan, office)
    if cars:
        plan = rewritten(plan, lambda node: _with_numbers(node, cars))
    plan = _of_those_who_come(_with_last_answers(plan))
    defaults = _said(plan, "defaults")
    plan = plan if defaults is None else rewritten(plan, _Defaults(defaults, plan, office).gaps)
    known = _Known(plan, office)
    plan = rewritten(plan, known.gaps)
    return _located(plan, office)


def with_own_places(office: Office | None, plan: Plan) -> Office | None:
    """The office with the places and roads that a plan has for itself; the plan's own win."""
    places, travel = _said(plan, "places") or [], _said(plan, "travel") or []
    if office is None or not (places or travel):
        return office
    names = {place.name for place in places}
    ends = {frozenset((road.from_, road.to)) for road in travel}
    return office.model_copy(
        update={
            "places": [*(place for place in office.places if place.name not in names), *places],
            "travel": [*(road for road in office.travel if frozenset((road.from_, road.to)) not in ends), *travel],
        }
    )


def rewritten(node: AnyNode, change: Callable[[Node], Values]) -> AnyNode:
    """The node with the fields that `change` gives for it and for each node below; itself where it gives none."""
    values: Values = {}
    for name in branches(type(node)):
        value = node.__dict__.get(name)
        if isinstance(value, Node):
            new: Any = rewritten(value, change)
        elif value and isinstance(value, (list, tuple)) and isinstance(value[0], Node):
            new = [rewritten(entry, change) for entry in value]
            new = value if all(map(_same, new, value)) else new
        else:
            continue
        if new is not value:
            values[name] = new
    values |= change(node)
    return node.model_copy(update=values) if values else node


def _same(one: object, other: object) -> bool:
    return one is other


def _said(node: Node, field: str) -> Any:
    """What a field says; None where it says nothing, or was taken out of a damaged plan."""
    return node.__dict__.get(field)


# --- names ------------------------------------------------------------------------------------------------------------


def _own_names(plan: Plan) -> dict[str, str]:
    """The name of the list for each other name of a guest that nobody else has."""
    guests = _said(plan, "guests") or ()
    taken = {_said(guest, "name") for guest in guests} | {_said(guest, "group") for guest in guests}
    found: dict[str, str] = {}
    for guest in guests:
        for other in (_said(guest, "name_zh"), _said(guest, "name_en")):
            if other and other not in taken and _said(guest, "name"):
                found.setdefault(other, guest.name)
    return found


def _renamed(node: Node, own: Mapping[str, str]) -> Values:
    """The fields of a node that name guests, each by the name of the list."""
    values: Values = {}
    for field in NAMING.get(type(node), ()):
        value = _said(node, field)
        new: Any = value
        if isinstance(value, str):
            new = own.get(value, value)
        elif isinstance(value, Diners):
            new = Diners(value.number, _each_once(value.names, own))
        elif isinstance(value, tuple):
            new = _each_once(value, own)
        if new != value:
            values[field] = new
    return values


def _each_once(names: Iterable[str], own: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(own.get(name, name) for name in names))


_DRIVEN = {Item: "vehicles", Defaults: "vehicles", Ride: "vehicle", Seating: "vehicle"}
"""The field of each section that names vehicles."""


def vehicles_called(office: Office | None, name: str) -> list[str]:
    """The numbers of the vehicles that a name which is no number may mean: 1号车, a plate, or a model."""
    return [
        car.number
        for car in (office.vehicles if office else ())
        if name in (f"{car.number}号车", f"{car.number}号", f"{car.number}车", car.model, car.plate)
        or name == (car.plate or "").replace("·", "")
    ]


def cars_by_other_names(plan: Plan, office: Office | None) -> dict[str, str]:
    """The number of each vehicle that a plan calls by another name which no other vehicle has."""
    numbers = {vehicle.number for vehicle in (office.vehicles if office else ())}
    named = (*(item for _day, item in _items(plan)), *(_said(plan, "rides") or ()), *(_said(plan, "seating") or ()))
    told = {name for node in (*named, _said(plan, "defaults")) if node for name in _vehicles_of(node)}
    meant = {name: vehicles_called(office, name) for name in told - numbers}
    return {name: found[0] for name, found in meant.items() if len(found) == 1}


def _vehicles_of(node: Node) -> tuple[str, ...]:
    value = _said(node, _DRIVEN[type(node)])
    return (value,) if isinstance(value, str) else value or ()


def _with_numbers(node: Node, cars: Mapping[str, str]) -> Values:
    """The vehicles of a section by their numbers."""
    field = _DRIVEN.get(type(node))
    value = _said(node, field) if field else None
    if field is None or not value:
        return {}
    new = cars.get(value, value) if isinstance(value, str) else tuple(cars.get(name, name) for name in value)
    return {field: new} if new != value else {}


# --- answers ----------------------------------------------------------------------------------------------------------


def overruled(plan: Plan) -> list[Answer]:
    """Scores behind which another one stands, for the same question on the same form: the last one counts."""
    answers = [one for one in _said(plan, "feedback") or () if _said(one, "sheet") and _said(one, "score") is not None]
    last = {(one.sheet, _said(one, "question")): one for one in answers}
    return [one for one in answers if last[one.sheet, _said(one, "question")] is not one]


def _with_last_answers(plan: Plan) -> Plan:
    gone = set(map(id, overruled(plan)))
    if not gone:
        return plan
    return plan.model_copy(update={"feedback": [answer for answer in plan.feedback if id(answer) not in gone]})


# --- who does not come ------------------------------------------------------------------------------------------------


def absent(plan: Plan) -> list[Guest]:
    """The guests of the list who do not come."""
    return [guest for guest in _said(plan, "guests") or () if _said(guest, "absent")]


def _of_those_who_come(plan: Plan) -> Plan:
    """The plan without the guests who do not come: they take no place in a room, a car, at a table or on a chart."""
    gone = {guest.name for guest in absent(plan) if _said(guest, "name")}
    if not gone:
        return plan
    listed = len(plan.guests)
    plan = rewritten(plan, lambda node: _without(node, gone, listed))
    return plan.model_copy(update={"guests": [guest for guest in plan.guests if not _said(guest, "absent")]})


def _without(node: Node, gone: set[str], listed: int) -> Values:
    """The fields of a node that name guests, without those who do not come.

    Where nobody else is named, nobody is meant, not everybody. A meal for as many as are listed is for those who come.
    """
    values: Values = {}
    for field in NAMING.get(type(node), ()):
        value = _said(node, field)
        if isinstance(value, Diners):
            left = tuple(name for name in value.names if name not in gone)
            number = value.number - len(gone) if not value.names and value.number == listed else value.number
            new: Any = Diners(len(left), left or (NOBODY,)) if value.names else Diners(number)
        elif isinstance(value, tuple):
            new = tuple(name for name in value if name not in gone)
            new = (NOBODY,) if value and not new and field == "guests" and isinstance(node, Item) else new
        else:
            continue
        if new != value:
            values[field] = new
    if isinstance(node, Seating) and (fixed := _said(node, "fixed")):
        kept = [seat for seat in fixed if _said(seat, "person") not in gone]
        values |= {"fixed": kept} if len(kept) < len(fixed) else {}
    return values


# --- what the plan says of every item ---------------------------------------------------------------------------------

_RIDES = (ItemKind.TRANSFER, ItemKind.PICKUP, ItemKind.DROPOFF)
_SESSIONS = (ItemKind.TALKS, ItemKind.MEETING, ItemKind.CONFERENCE, ItemKind.SIGNING)
_SERVICE = {ItemKind.MEAL: "hospitality", ItemKind.REST: "hospitality"} | dict.fromkeys(_RIDES, "vehicles")
"""The duty whose unit sees to an item of a kind, where the plan's defaults name none."""


class _Defaults:
    """What items do not say and their kind needs: from 默认, then from the place, then from the duties of the units."""

    def __init__(self, said: Defaults, plan: Plan, office: Office | None) -> None:
        self._said = said
        self._office = office
        self._driven = {ride.item for ride in _said(plan, "rides") or () if _said(ride, "vehicle")}

    def gaps(self, node: Node) -> Values:
        """What an item takes from the defaults of its plan."""
        if not isinstance(node, Item) or "kind" not in node.__dict__:
            return {}
        values: Values = {}
        if node.kind in _RIDES and not (_said(node, "vehicles") or node.id in self._driven or on_their_own(node)):
            values["vehicles"] = self._said.vehicles
        if node.kind in _SESSIONS and not _said(node, "place") and self._said.venue:
            values["place"] = (self._said.venue,)
        if not _said(node, "lead"):
            values |= self._responsible(node)
        return {field: value for field, value in values.items() if value and field in node.__dict__}

    def _responsible(self, item: Item) -> Values:
        """Who is responsible for an item that names no unit: an owner stays, and comes with the default unit only."""
        ours = self._said.host_unit if item.kind in (*_SESSIONS, ItemKind.VISIT) else None
        unit = ours or self._said.unit
        if unit is None and not _said(item, "owner"):
            unit = self._of_place(item) or self._with_duty(_SERVICE.get(item.kind) if item.kind else None)
        owner = self._said.owner if not ours and not _said(item, "owner") else None
        return {"lead": unit} | ({"owner": owner} if owner else {})

    def _of_place(self, item: Item) -> str | None:
        units = {place.name: place.unit for place in (self._office.places if self._office else ())}
        return next((units[name] for name in _said(item, "place") or () if units.get(name)), None)

    def _with_duty(self, key: str | None) -> str | None:
        """The unit that holds a duty, or the one that it falls to."""
        known = duties()
        while key is not None:
            names = known[key].names
            for unit in self._office.units if self._office else ():
                if not names.isdisjoint(unit.duties):
                    return unit.name
            key = known[key].falls_to
        return None


def on_their_own(item: Item) -> bool:
    """Whether an item says that people come by themselves: on foot, or by means of their own."""
    return on_foot(item) or by_own_means(item)


# --- people -----------------------------------------------------------------------------------------------------------


def known_of(office: Office | None, name: str) -> Values:
    """What the office knows of somebody of the host side: unit, post, rank and telephone, as far as it does."""
    return {} if office is None else _Known(None, office).of(name)


class _Known:
    """What the office and the plan know of people of the host side."""

    def __init__(self, plan: Plan | None, office: Office | None) -> None:
        self._facts: dict[str, Values] = {}
        for person in office.people if office else ():
            facts = {"unit": person.unit, "post": person.post, "rank": person.rank, "phone": person.phone}
            self._add(person.name, facts)
        self._contacts: dict[str, str] = {}
        for unit in office.units if office else ():
            self._add(unit.contact, {"unit": unit.name, "phone": unit.phone})
            if unit.contact and not is_placeholder(unit.contact):
                self._contacts.setdefault(unit.name, unit.contact)
        self._phones = {
            _said(person, "name"): _said(person, "phone")
            for person in ((*(_said(plan, "crew") or ()), *(_said(plan, "hosts") or ())) if plan else ())
            if _said(person, "phone")
        }

    def _add(self, name: str | None, facts: Values) -> None:
        if name and not is_placeholder(name):
            known = self._facts.setdefault(name, {})
            known.update((field, value) for field, value in facts.items() if value is not None and field not in known)

    def of(self, name: str) -> Values:
        """What the office knows of somebody: unit, post, rank and telephone, as far as it does."""
        return self._facts.get(name, {})

    def gaps(self, node: Node) -> Values:
        """What a host, a member of staff or a task does not say and somebody knows."""
        if isinstance(node, (Host, CrewMember)):
            known = self.of(_said(node, "name") or "")
            return {field: value for field, value in known.items() if field in node.__dict__ and not _said(node, field)}
        if not isinstance(node, (Item, Task, Risk)):
            return {}
        values: Values = {}
        owner = _said(node, "owner")
        if not owner and "owner" in node.__dict__:
            unit = _said(node, "lead" if isinstance(node, Item) else "unit")
            owner = self._contacts.get(unit or "")
            values = {"owner": owner} if owner else {}
        if isinstance(node, Task) and "phone" in node.__dict__ and not node.phone:
            phone = self._phones.get(owner) or self._facts.get(owner or "", {}).get("phone")
            values |= {"phone": phone} if phone else {}
        return values


# --- places -----------------------------------------------------------------------------------------------------------


def _located(plan: Plan, office: Office | None) -> Plan:
    """The plan with the hotel's name where an item says 宾馆, and with both ends of its rides."""
    hotel_on = _hotels(plan, office)
    at_hotel = {id(item): values for day, item in _items(plan) if (values := _at_hotel(item, hotel_on(day.date)))}
    plan = rewritten(plan, lambda node: at_hotel.get(id(node), {})) if at_hotel else plan
    ends = dict(_ends(plan))
    return rewritten(plan, lambda node: ends.get(id(node), {})) if ends else plan


def _items(plan: Plan) -> Iterator[tuple[ProgrammeDay, Item]]:
    """The items with their days, as far as a damaged plan has them."""
    for day in _said(plan, "schedule") or ():
        if _said(day, "date") is not None:
            yield from ((day, item) for item in _said(day, "items") or ())


def _hotels(plan: Plan, office: Office | None) -> Callable[[dt.date], str | None]:
    """The hotel of each day; None where there is none, or two could be meant."""
    taken = {place.name for place in (office.places if office else ())}
    lodging = [stay for stay in _said(plan, "lodging") or () if _said(stay, "hotel") and not is_placeholder(stay.hotel)]

    def of_day(day: dt.date) -> str | None:
        last = plan.dates.last
        tonight = {stay.hotel for stay in lodging if _sleeps(stay, plan, min(day, last - dt.timedelta(days=1)))}
        return next(iter(tonight)) if len(tonight) == 1 else None

    return of_day if lodging and taken.isdisjoint(HOTEL) else lambda day: None


def _sleeps(stay: Lodging, plan: Plan, night: dt.date) -> bool:
    """Whether a hotel is booked for the night that begins on a day; on the last day the one before counts."""
    first = _said(stay, "check_in") or plan.dates.first
    last = _said(stay, "check_out") or plan.dates.last
    return first <= night < max(last, first + dt.timedelta(days=1))


def _at_hotel(node: Node, hotel: str | None) -> Values:
    """The places of an item that say 宾馆, by the hotel's name."""
    if hotel is None:
        return {}
    values: Values = {}
    places = _said(node, "place") or ()
    if not HOTEL.isdisjoint(places):
        values["place"] = tuple(hotel if name in HOTEL else name for name in places)
    return values | {field: hotel for field in ("from_", "to") if _said(node, field) in HOTEL}


def _ends(plan: Plan) -> Iterator[tuple[int, Values]]:
    """What rides without a start or a goal are missing, by the identity of their items.

    A ride goes from where the item before leaves those who ride to where the next one that has them begins.
    """
    items = [item for _day, item in _items(plan) if {"from_", "to", "place", "guests", "kind"} <= item.__dict__.keys()]
    for number, item in enumerate(items):
        if item.kind is not ItemKind.TRANSFER or item.place or (item.from_ and item.to):
            continue
        before = next((one for one in reversed(items[:number]) if _shares(one, item)), None)
        after = next((one for one in items[number + 1 :] if _shares(one, item)), None)
        values: Values = {}
        if not item.from_ and before and (place := before.to or (before.place[-1] if before.place else None)):
            values["from_"] = place
        if not item.to and after and (place := after.from_ or (after.place[0] if after.place else None)):
            values["to"] = place
        if values:
            yield id(item), values


def _shares(one: Item, other: Item) -> bool:
    """Whether two items have guests in common."""
    if not one.guests or not other.guests:
        return True
    everybody = not EVERYBODY.isdisjoint((*one.guests, *other.guests))
    return everybody or not set(one.guests).isdisjoint(other.guests)
