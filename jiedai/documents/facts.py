"""What a template needs to know of a visit beyond what is written: items with their day and place, people in order …

Everything here is derived from the projected plan and office alone, so a fact can never tell what a field may not:
an audience that does not see ranks gets people in the order written.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from jiedai.documents.diets import for_kitchen
from jiedai.documents.minutes import reach, timed
from jiedai.documents.trips import cars
from jiedai.documents.view import NOTHING, Nothing, View, entries, is_liaison, takes_place
from jiedai.model.base import Node
from jiedai.model.choice import HostRole, ItemKind, PlaceKind, Rank, TaskStatus
from jiedai.model.enumeration import Choice
from jiedai.model.moments import Due, Moment
from jiedai.model.office import Place, Unit
from jiedai.model.people import Guest, Host
from jiedai.model.placeholder import is_placeholder
from jiedai.model.times import DAY_MINUTES, DateRange, Day, TimeRange
from jiedai.model.words import EVERYBODY
from jiedai.visit.meals import meal_of_day
from jiedai.visit.precedence import Standing, ranked

SITTINGS = frozenset({ItemKind.TALKS, ItemKind.MEETING, ItemKind.CONFERENCE, ItemKind.SIGNING, ItemKind.OTHER})
"""Kinds of item whose steps are an agenda."""
_BUSINESS = SITTINGS - {ItemKind.OTHER} | {ItemKind.VISIT}
"""Kinds of item that a visit is made for."""


def visit(plan: View, office: View | Nothing) -> View:
    """The facts of a visit, as the template's variable `visit`. See the functions below for each."""
    organs = entries(office.conventions.organs)
    guests = in_order(entries(plan.guests), organs)
    hosts = in_order(entries(plan.hosts), organs)
    days = _days(plan, office, guests, hosts)
    items = tuple(item for day in days for item in day["items"])
    lodging = _lodging(plan, office, items, guests)
    vehicles = cars(items, guests, office)
    guests = _placed(guests, lodging, vehicles)
    return View(
        "visit",
        {
            "first": plan.dates.first,
            "last": plan.dates.last,
            "days": days,
            "items": items,
            "guests": guests,
            "chief": guests[0] if guests else None,
            "count": _count(plan, guests),
            "hosts": hosts,
            "crew": entries(plan.crew),
            "liaisons": tuple(member for member in entries(plan.crew) if is_liaison(entries(member.duty))),
            "meals": (meals := tuple(meal for item in items for meal in entries(item.meals))),
            "kitchens": _together(meals, lambda meal: meal.entry.where),
            "fees": _together((meal for meal in meals if meal.hosted is False or meal.fee), lambda meal: meal.fee),
            "lodging": lodging,
            "own": None,
            "roomless": tuple(guest for guest in guests if not guest.room) if _roomed(lodging) else (),
            "cars": vehicles,
            "sites": _sites(items),
            "meetings": tuple(item for item in items if item.kind in SITTINGS and item.steps),
            "chaired": tuple(item for item in items if item.kind in SITTINGS and (item.chair or item.steps)),
            "venues": _distinct(name for item in items if item.kind in _BUSINESS for name in entries(item.place)),
            "guided": tuple(item for item in items if item.kind == ItemKind.VISIT and item.guide),
            "hospitals": tuple(place for place in entries(office.places) if place.kind == PlaceKind.HOSPITAL),
            "tasks": (tasks := _tasks(plan, items)),
            "units": _units(plan, office, items, tasks),
            "phases": _grouped(tasks, "phase"),
            "deadlines": _grouped(tuple(sorted(tasks, key=_falls_due)), "due_day"),
        },
    )


# --- people -----------------------------------------------------------------------------------------------------------


def in_order(people: Iterable[View], organs: Iterable[str] = ()) -> tuple[View, ...]:
    """People by protocol, as on the seating charts: see `precedence.ranked`."""
    return ranked(people, _standing, tuple(organs)).people


def _standing(person: View) -> Standing:
    role = person.get("role", NOTHING)
    return Standing(
        person.order if isinstance(person.order, int) else None,
        role if isinstance(role, HostRole) else None,
        person.rank if isinstance(person.rank, Rank) else None,
        str(person.unit),
        str(person.post),
        person.get("level", None) or None,
    )


def _named(names: Iterable[str], people: tuple[View, ...], model: type[Node]) -> tuple[View, ...]:
    """The people that names or groups stand for, in the order of the list; behind them names that are not on it."""
    wanted = dict.fromkeys(str(name) for name in names)
    listed = tuple(one for one in people if one.name in wanted or one.get("group", NOTHING) in wanted)
    known = {str(one.name) for one in listed} | {str(one.get("group", NOTHING)) for one in listed}
    return (*listed, *(stub(model, name=name) for name in wanted if name not in known))


def _placed(guests: tuple[View, ...], lodging: tuple[View, ...], vehicles: tuple[View, ...]) -> tuple[View, ...]:
    """Guests with the number of the room (or the hotel, where rooms have no numbers) and of the vehicles."""
    rooms: dict[str, str] = {}
    for stay, room in ((hotel, room) for hotel in lodging for room in entries(hotel.rooms)):
        for name in entries(room.guests):
            rooms.setdefault(name, str(room.number or stay.hotel))
    boarded: dict[str, list[str]] = {}
    for car in vehicles:
        for name in entries(car.riders):
            boarded.setdefault(name, []).append(str(car.number))
    return tuple(guest.also(room=rooms.get(guest.name), cars=tuple(boarded.get(guest.name, ()))) for guest in guests)


def _count(plan: View, guests: tuple[View, ...]) -> Any:
    """How many guests: as written under 人数, else as many as are listed."""
    return plan.headcount.total or len(guests) or None


# --- the programme ----------------------------------------------------------------------------------------------------


def _days(plan: View, office: View | Nothing, guests: tuple[View, ...], hosts: tuple[View, ...]) -> tuple[View, ...]:
    places = {str(place.name): place for place in entries(office.places)}
    people = reach(plan, office)
    return tuple(
        day.also(
            number=number,
            items=tuple(
                _attended(timed(_item(item, day.date, plan, places, guests), people), guests, hosts)
                for item in entries(day["items"])
            ),
        )
        for number, day in enumerate(entries(plan.schedule), start=1)
    )


def _item(item: View, day: dt.date, plan: View, places: dict[str, View], guests: tuple[View, ...]) -> View:
    """An item with its day, its start and end as date and time, its places, meals and riders."""
    where = tuple(places.get(name) or stub(Place, name=name) for name in entries(item.place))
    start, end = _moments(day, item.time)
    made = item.also(
        date=day,
        start=start,
        end=end,
        places=where,
        where=_where(item),
        rides=tuple(ride for ride in entries(plan.rides) if ride.item == item.id),
        everybody=not item.guests or not EVERYBODY.isdisjoint(entries(item.guests)),
        riders=_each_once(item),
    )
    meals = tuple(meal for meal in entries(plan.meals) if meal.item == item.id)
    return made.also(meals=tuple(_meal(meal, made) for meal in meals))


def _meal(meal: View, item: Any) -> View:
    """A meal with its item, which meal of the day it is, and what the kitchen must know of it."""
    return for_kitchen(meal).also(entry=item, of_day=MealOfDay.read(name) if (name := meal_of_day(item)) else None)


class MealOfDay(Choice):
    """Which meal of the day it is."""

    BREAKFAST = "breakfast", "早餐"
    LUNCH = "lunch", "午餐"
    DINNER = "dinner", "晚餐"


def _together(meals: Iterable[View], word: Callable[[View], Any]) -> tuple[View, ...]:
    """Meals that have the same word for something, as `key`, in the order of the first of each."""
    groups: dict[str, list[View]] = {}
    for meal in meals:
        groups.setdefault(str(word(meal)), []).append(meal)
    return tuple(View("group", {"key": key, "meals": tuple(found)}) for key, found in groups.items())


def _attended(item: View, guests: tuple[View, ...], hosts: tuple[View, ...]) -> View:
    """An item with the guests and hosts who take part, in order: `attending`, `accompanying`."""
    return item.also(
        attending=guests if item.everybody else _named(item.guests, guests, Guest),
        accompanying=_named(entries(item.hosts), hosts, Host),
    )


def _moments(day: dt.date, time: TimeRange) -> tuple[dt.datetime | None, dt.datetime | None]:
    midnight = dt.datetime.combine(day, dt.time())
    if time.start is None:
        return None, None
    end = None if time.end is None else midnight + dt.timedelta(minutes=time.end)
    return midnight + dt.timedelta(minutes=time.start), end


def _where(item: View) -> str | None:
    """The places of an item in one text; a ride's is where it starts, and where it goes unless the item says so."""
    if item.place:
        return "、".join(entries(item.place))
    start, goal = item["from"], item.to
    if start and goal and str(goal) not in str(item.what):
        return f"{start}—{goal}"
    return str(start or goal) or None


def _each_once(item: View) -> tuple[str, ...]:
    """Everybody who rides with an item, whatever the vehicle, as a list tells them."""
    return tuple(dict.fromkeys(name for load in entries(item.loads) for name in entries(load.aboard)))


def _sites(items: tuple[View, ...]) -> tuple[View, ...]:
    """The places that are visited and have an introduction, in the order of the programme."""
    visited = (place for item in items if item.kind == ItemKind.VISIT for place in entries(item.places) if place.intro)
    return tuple({str(place.name): place for place in visited}.values())


# --- lodging ----------------------------------------------------------------------------------------------------------


def _lodging(plan: View, office: View | Nothing, items: tuple[View, ...], guests: tuple[View, ...]) -> tuple[View, ...]:
    """Each hotel with its place and what takes place there; its rooms in the order of the first guest in them."""
    places = {str(place.name): place for place in entries(office.places)}
    people = {str(guest.name): guest for guest in guests}
    order = {name: number for number, name in enumerate(people)}

    def first(room: View) -> int:
        return min((order.get(name, len(order)) for name in entries(room.guests)), default=len(order))

    def filled(room: View) -> View:
        return room.also(people=tuple(people.get(name) or stub(Guest, name=name) for name in entries(room.guests)))

    return tuple(
        hotel.also(
            place=places.get(str(hotel.hotel)) or stub(Place, name=hotel.hotel),
            rooms=(rooms := tuple(filled(room) for room in sorted(entries(hotel.rooms), key=first))),
            kinds=_kinds(rooms),
            alike=_alike(rooms),
            people=tuple(guest for room in rooms for guest in entries(room.people)),
            payers=_distinct(room.payer for room in rooms if room.payer),
            items=tuple(item for item in items if takes_place(entries(item.place), hotel.hotel)),
            nights=(hotel.check_out - hotel.check_in).days if hotel.check_in and hotel.check_out else None,
        )
        for hotel in entries(plan.lodging)
        if hotel.hotel or hotel.rooms
    )


def _kinds(rooms: tuple[View, ...]) -> tuple[View, ...]:
    """How many rooms there are of each type."""
    counts = Counter(room.type for room in rooms if room.type)
    return tuple(View("kind", {"type": kind, "count": count}) for kind, count in counts.items())


def _alike(rooms: tuple[View, ...]) -> tuple[View, ...]:
    """Rooms in groups of one `type`, `price` and `payer`, in the order of the first of each."""
    groups: dict[tuple[str, str, str], list[View]] = {}
    for room in rooms:
        groups.setdefault((str(room.type), str(room.price), str(room.payer)), []).append(room)
    return tuple(
        View("group", {"rooms": tuple(found)} | {name: found[0][name] for name in ("type", "price", "payer")})
        for found in groups.values()
    )


def _roomed(lodging: tuple[View, ...]) -> bool:
    """Whether it has been said who lives where."""
    return any(room.guests for hotel in lodging for room in entries(hotel.rooms))


# --- work -------------------------------------------------------------------------------------------------------------


def _tasks(plan: View, items: tuple[View, ...]) -> tuple[View, ...]:
    """Tasks that stand (a dropped one does not), numbered as written, with the moment and day they fall due."""
    programme = {str(item.id): item for item in items}
    standing = (task for task in entries(plan.tasks) if task.status != TaskStatus.DROPPED)
    made = []
    for number, task in enumerate(standing, start=1):
        due = None if not task.due or task.due.unfilled else _due(task.due, plan.dates)
        made.append(
            task.also(
                number=number,
                due=due,
                due_day=due.day if due else None,
                done=task.status == TaskStatus.DONE,
                serves=programme.get(str(task["item"])),
            )
        )
    return tuple(made)


def _due(due: Due, dates: DateRange) -> Moment:
    minute = due.moment.minute if due.moment is not None else due.minute
    return Moment(Day.on(due.on(dates)), minute)


def _falls_due(task: View) -> dt.datetime:
    return task.due.at(DAY_MINUTES - 1) if task.due else dt.datetime.max


def _grouped(tasks: tuple[View, ...], field: str) -> tuple[View, ...]:
    """Tasks under each value of a field, in the order the values come; `key` is that value."""
    groups: dict[Any, list[View]] = {}
    for task in tasks:
        groups.setdefault(task[field], []).append(task)
    return tuple(View("group", {"key": key, "tasks": tuple(found)}) for key, found in groups.items())


def _units(plan: View, office: View | Nothing, items: tuple[View, ...], tasks: tuple[View, ...]) -> tuple[View, ...]:
    """The units that have a part in the visit, as the office knows them.

    Each has the tasks and items it leads, those it supports, its contingencies and its people on the staff, what it
    follows up and the faults laid to it; `blank` where the unit is still to be filled in.
    """
    known = {str(unit.name): unit for unit in entries(office.units)}
    named = [
        *(item.lead for item in items),
        *(task.unit for task in tasks),
        *(name for task in tasks for name in entries(task.support)),
        *(member.unit for member in entries(plan.crew)),
        *(risk.unit for risk in entries(plan.risks)),
        *(one.unit for one in entries(plan.review.follow_ups)),
    ]
    wanted = {str(name) for name in named if name}
    order = [name for name in known if name in wanted] + sorted(wanted - known.keys())
    return tuple(
        (known.get(name) or stub(Unit, name=name)).also(
            tasks=tuple(task for task in tasks if task.unit == name),
            items=tuple(item for item in items if item.lead == name),
            supports=tuple(task for task in tasks if name in entries(task.support)),
            risks=tuple(risk for risk in entries(plan.risks) if risk.unit == name),
            crew=tuple(member for member in entries(plan.crew) if member.unit == name),
            follow_ups=tuple(one for one in entries(plan.review.follow_ups) if one.unit == name),
            faults=tuple(one for one in entries(plan.review.faults) if one.unit == name),
            partners=_partners(str(name), tasks, known),
            blank=is_placeholder(name),
        )
        for name in order
    )


def _partners(name: str, tasks: tuple[View, ...], known: dict[str, View]) -> tuple[View, ...]:
    """The other units, as far as the office knows them, that a unit works with on a task."""
    together = [(str(task.unit), *map(str, entries(task.support))) for task in tasks]
    wanted = {other for names in together if name in names for other in names} - {name}
    return tuple(unit for other, unit in known.items() if other in wanted)


def _distinct(values: Iterable[Any]) -> tuple[Any, ...]:
    """Each value once, in the order it comes."""
    return tuple(dict.fromkeys(values))


def stub(model: type[Node], **values: Any) -> View:
    """A record of a section that nobody wrote, with what is known of it."""
    return View(model.__name__.lower(), {name.rstrip("_"): values.get(name) for name in model.model_fields})
