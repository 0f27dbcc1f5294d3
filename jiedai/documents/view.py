"""What an audience may see: a plan turned into plain records in which everything else does not exist.

A field is shown to an audience only where its declaration says so (`audiences_of`); a field without a declaration is
shown to nobody. In a record a field that is hidden and a field that is empty are the same thing, `NOTHING`, so a
template can ask for either without a guard, and cannot tell them apart:

    {% if guest.phone %}…{% endif %}     {{ plan.letter.number }}     {% for dish in meal.menu %}…{% endfor %}

`NOTHING` is false, prints nothing, loops over nothing and has nothing in any field. A field that no declaration
knows is a mistake of the template: `UnknownField`.

What one declaration cannot say is said here, in `project` alone: the public name of a visit, the items that concern
its suppliers, the notes for one audience, telephone numbers of the staff, faults that are not established, and the
rooms of all guests where the office lets guests know them.

Two things may be inferred though they are not shown, and are meant to be. Guests and hosts stand in the order of
protocol on every list and chart, so somebody who does not see ranks learns who comes first, as anybody present does.
And a kitchen learns how many guests have a diet: where only one guest comes, whose it is.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from functools import cache
from typing import Any, Final, NoReturn

from jiedai.diagnostics import KeyPath
from jiedai.language import current
from jiedai.model.base import Node, audiences_of, path_of
from jiedai.model.choice import FaultStatus, ItemKind
from jiedai.model.duties import duties
from jiedai.model.enumeration import Choice
from jiedai.model.hospitality import Dish, Lodging, Meal, Ride, Room
from jiedai.model.office import Road
from jiedai.model.people import CrewMember, Guest
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Plan
from jiedai.model.quantities import Diners
from jiedai.model.rank import Ranked
from jiedai.model.schedule import Item
from jiedai.visit.case import Case, once
from jiedai.visit.filled import absent
from jiedai.visit.meals import companions_at, guests_by_name_at, halal_kitchen, heads
from jiedai.visit.people import known_people, taking_part
from jiedai.visit.rides import carloads, kilometres_of, road_of


class UnknownField(LookupError):
    """A template asks for a field that does not exist; the text says which, and which one it may be."""


class Nothing:
    """What is hidden or empty; see the module."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return ""

    def __iter__(self) -> Iterator[NoReturn]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __getattr__(self, name: str) -> Nothing:
        if name.startswith("_"):
            raise AttributeError(name)
        return self

    def __getitem__(self, name: object) -> Nothing:
        return self

    def __eq__(self, other: object) -> bool:
        return other is None or isinstance(other, Nothing)

    def __hash__(self) -> int:
        return 0

    def __repr__(self) -> str:
        return "NOTHING"

    def __reduce__(self) -> str:
        return "NOTHING"


NOTHING: Final = Nothing()


class _Watch(threading.local):
    """Who wants to know what fields are asked for in this thread: the places of records and names are put there."""

    asked: list[tuple[KeyPath, str]] | None = None


_watch = _Watch()


@contextmanager
def watched(asked: list[tuple[KeyPath, str]]) -> Iterator[None]:
    """Note in `asked` where each record stands that is asked for a field meanwhile, and which one; see `tracing`."""
    _watch.asked = asked
    try:
        yield
    finally:
        _watch.asked = None


class View:
    """A record of a template's world: read-only, with nothing in it but the values given.

    `kind` names it in messages. `origin` is where it stands in its file, empty for what stands in none. Reading a name
    it does not have raises UnknownField.
    """

    __slots__ = ("__kind", "__origin", "__values")

    def __init__(self, kind: str, values: Mapping[str, Any], origin: KeyPath = ()) -> None:
        put = object.__setattr__  # a plan has thousands of records, and each audience its own
        put(self, "_View__kind", kind)
        put(self, "_View__origin", origin)
        put(
            self,
            "_View__values",
            {name: NOTHING if value is not NOTHING and _empty(value) else value for name, value in values.items()},
        )

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self[name]

    def __getitem__(self, name: str) -> Any:
        if self.__origin and _watch.asked is not None:
            _watch.asked.append((self.__origin, name))
        try:
            return self.__values[name]
        except KeyError:
            close = get_close_matches(str(name), self.__values, 1, 0.6)
            hint = f" ({close[0]}?)" if close else ""
            raise UnknownField(f"{self.__kind}.{name}{hint}") from None

    def __setattr__(self, name: str, value: object) -> None:
        if not name.startswith("_View__"):
            raise AttributeError(name)
        object.__setattr__(self, name, value)

    def __iter__(self) -> Iterator[str]:
        """The names of its fields."""
        return iter(self.__values)

    def __repr__(self) -> str:
        return f"<{self.__kind}: {', '.join(name for name, value in self.__values.items() if value)}>"

    def get(self, name: str, default: Any) -> Any:
        """A field, or `default` where the record has none of that name."""
        return self.__values.get(name, default)

    def also(self, **values: Any) -> View:
        """The same record with more fields, or others in the place of its own."""
        return View(self.__kind, {**self.__values, **values}, self.__origin)


class Table(View):
    """A record whose names are the user's own (其他): one that it does not have is NOTHING, not a mistake."""

    __slots__ = ()

    def __getitem__(self, name: str) -> Any:
        return self.get(name, NOTHING)


def _empty(value: object) -> bool:
    """Whether nothing was written: no value, an empty text, or an empty list. Zero and “no” are something."""
    return not value and (value is None or isinstance(value, (str, tuple, list, dict)))


def is_liaison(duty: Iterable[str]) -> bool:
    """Whether a member of the crew has the duty whose telephone number is printed for guests."""
    return not duties()["liaison"].names.isdisjoint(duty)


@cache
def _shown(model: type[Node], audience: str) -> frozenset[str]:
    return frozenset(name for name, info in model.model_fields.items() if audience in audiences_of(info))


@cache
def _called(shown: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """The fields of a section that are shown, each with what templates call it."""
    return tuple((name, name.rstrip("_")) for name in shown)


_AS_THEY_ARE = frozenset({str, bool, int})
"""Kinds of values in which nothing is that has to be projected."""


@cache
def _blank(model: type[Node]) -> dict[str, Any]:
    """The fields of a section as templates name them, with nothing in any: most are empty in most sections."""
    return dict.fromkeys((name.rstrip("_") for name in model.model_fields), NOTHING)


def project(node: Node | None, audience: str) -> View | Nothing:
    """A section of a plan as `audience` may see it; the sections below it likewise. Nothing for no section."""
    if node is None:
        return NOTHING
    shown = _shown(type(node), audience)
    values = _blank(type(node)).copy()
    for name, called in _called(shown):
        value = getattr(node, name)
        if value is not None:
            values[called] = value if type(value) in _AS_THEY_ARE else _projected(value, audience)
    if isinstance(node, Item):
        values["notes"] = node.notes.get(audience) if node.notes and "notes" in shown else None
    if isinstance(node, Dish):
        values["states_allergens"] = node.states_allergens if "allergens" in shown else None
    if isinstance(node, Ranked):
        values["level"] = node.level if "rank" in shown else None
    if isinstance(node, CrewMember) and audience not in _COLLEAGUES and not is_liaison(node.duty):
        values["phone"] = None
    return View(type(node).__name__.lower(), values, path_of(node))


def project_plan(case: Case, audience: str) -> View:
    """A plan as `audience` may see it, with what follows from it: who eats at a meal, who rides in which vehicle.

    What follows is worked out from the plan itself, and held against the fields it comes from: a kitchen counts the
    guests of a meal though it sees no name to count by. It is kept with the case: what is told of a change, and the
    paper that tells it, are made from one and the same.
    """
    kept, key = _projections(case), (audience, current())
    if key not in kept:
        view = project(case.plan, audience)
        assert isinstance(view, View)
        kept[key] = view.also(**_of_plan(case, view, audience))
    return kept[key]


@once
def _projections(case: Case) -> dict[tuple[str, str], View]:
    """The plan as audiences see it, in a language, as far as it was asked for."""
    return {}


_COLLEAGUES = frozenset({"leader", "staff", "unit", "security"})
"""Who works for the visit and may phone any member of staff; the others get the liaison's number alone."""
_ESTABLISHED = (FaultStatus.CONFIRMED, FaultStatus.MENDED)
"""What units are told of: a fault that somebody objects to, or that was dropped, is none yet, or no more."""
_OUTSIDE = frozenset({"hotel", "kitchen", "driver", "public"})
"""Who is not told what a visit is about: to them it goes by its public name, where it has one."""


def _of_plan(case: Case, view: View, audience: str) -> dict[str, Any]:
    """What an audience gets in place of fields of the plan: name, items and meals."""
    plan = case.plan
    other: dict[str, Any] = {"approval": view.approvals[-1] if view.approvals else None}
    if audience in _OUTSIDE and plan.public_title:
        other["title"] = plan.public_title
    other["absent"] = _projected(absent(case.written), audience) if "absent" in _shown(Guest, audience) else None
    if audience == "unit" and view.review:
        established = tuple(one for one in entries(view.review.faults) if one.status in _ESTABLISHED)
        other["review"] = view.review.also(faults=established)
    if view.schedule:
        concerned = _CONCERNED.get(audience)
        wanted = {item.id for _day, item in plan.items() if concerned is None or concerned(plan, item)}
        loads = _loads(case, audience, wanted)
        days = (
            day.also(items=tuple(item.also(loads=loads.get(item.id)) for item in day["items"] if item.id in wanted))
            for day in view.schedule
        )
        other["schedule"] = tuple(days)
    if audience == "guest" and case.office and case.office.house and case.office.house.rooms:
        other["lodging"] = tuple(_roomed(stay) for stay in case.plan.lodging)
    if view.meals:
        other["meals"] = tuple(_at_table(case, meal, audience) for meal in plan.meals)
    return other


def _roomed(stay: Lodging) -> View:
    """A hotel with the numbers of its rooms and who is in each, for guests whose office lets them know."""
    rooms = tuple(
        View(
            "room", dict.fromkeys(Room.model_fields) | {"number": room.number, "type": room.type, "guests": room.guests}
        )
        for room in stay.rooms
    )
    return View("lodging", dict.fromkeys(Lodging.model_fields) | {"hotel": stay.hotel, "rooms": rooms})


def _loads(case: Case, audience: str, wanted: set[str]) -> dict[str, tuple[View, ...]]:
    """The vehicles of each item, by its number: `vehicle` (its number), `riders` (every name), `aboard` (the same as a
    list tells them), `lead`, `stated` (whether it is said who rides, or several vehicles share them) `road`
    (minutes, where known) and `km` (likewise).

    Nothing for an audience that may not see who rides in which vehicle; of those whom no ride names, only the ones that
    it sees take part.
    """
    if "riders" not in _shown(Ride, audience):
        return {}
    known = known_people(case)
    minutes, kilometres = ("minutes" in _shown(Road, audience)), ("km" in _shown(Road, audience))
    found: dict[str, tuple[View, ...]] = {}
    for item in (item for _day, item in case.items if item.id in wanted):
        road = road_of(case, item) if minutes else None
        length = kilometres_of(case, item) if kilometres else None
        loads = carloads(case, item)
        seen = _seen_at(case, item, audience) if loads else frozenset()
        made = []
        for load in loads:
            names = tuple(name for name in load.riders if load.stated or name in seen)
            values = {"vehicle": load.number, "riders": names, "aboard": known.told(names), "lead": load.lead}
            made.append(View("load", values | {"stated": load.stated or len(loads) > 1, "road": road, "km": length}))
        found[item.id] = tuple(made)
    return found


def _seen_at(case: Case, item: Item, audience: str) -> frozenset[str]:
    """Whom an audience sees take part in an item."""
    shown = _shown(Item, audience)
    guests, hosts = taking_part(case, item)
    crew = known_people(case).named(item.crew)
    sides = (("guests", guests), ("hosts", hosts), ("crew", crew))
    return frozenset(person.name for field, side in sides if field in shown for person in side)


_CONCERNED: dict[str, Callable[[Plan, Item], bool]] = {
    "kitchen": lambda plan, item: item.kind is ItemKind.MEAL or any(meal.item == item.id for meal in plan.meals),
    "driver": lambda plan, item: bool(item.vehicles) or any(ride.item == item.id for ride in plan.rides),
    "hotel": lambda plan, item: any(takes_place(item.place, hotel.hotel) for hotel in plan.lodging),
}
"""Whether an item is the business of who serves the visit with one thing: the others do not exist for them."""


def takes_place(places: Iterable[str], place: object) -> bool:
    """Whether something takes place at one of its `places`: two that are still to be filled in are not the same."""
    name = str(place)
    return name in places and not is_placeholder(name)


def _at_table(case: Case, meal: Meal, audience: str) -> View:
    """A meal with who eats: `eaters`, guests as the audience sees them, and how many: `heads`, and `companions` of the
    host side; `halal_kitchen`: whether its places are marked as halal.

    The kitchen counts diets by them, though it may know neither a name nor who takes part in an item.
    """
    view = project(meal, audience)
    assert isinstance(view, View)
    counts = "guests" in _shown(Meal, audience)
    diets = counts and "diet" in _shown(Guest, audience)
    return view.also(
        eaters=_projected(guests_by_name_at(case, meal), audience) if diets else None,
        heads=heads(case, meal) if counts else None,
        companions=companions_at(case, meal) if counts else None,
        halal_kitchen=halal_kitchen(case, meal) if diets else None,
    )


def _projected(value: Any, audience: str) -> Any:
    """A field's value: sections projected, lists as tuples, names of diners gone where guests have no names."""
    match value:
        case Node():
            return project(value, audience)
        case list() | tuple() if type(value) in (list, tuple):  # times and counts are tuples of their own kind
            return tuple(_projected(entry, audience) for entry in value)
        case Diners() if "name" not in _shown(Guest, audience):
            return Diners(value.number)
        case dict():
            made = View if any(isinstance(name, Choice) for name in value) else Table
            return made("mapping", {str(name): entry for name, entry in value.items()})
        case _:
            return value


def entries(value: Any) -> tuple[Any, ...]:
    """A list field's entries; none where it is hidden or empty."""
    return () if not value or not isinstance(value, Iterable) else tuple(value)
