"""What a template needs to know of a visit beyond what is written: items with their day and place, people in order …

Everything here is derived from the projected plan and office alone, so a fact can never tell what a field may not:
an audience that does not see ranks gets people in the order written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from jiedai.documents.view import LIAISON, NOTHING, Nothing, View, entries
from jiedai.model.base import Node
from jiedai.model.choice import HostRole, ItemKind, PlaceKind, Rank, TaskStatus
from jiedai.model.office import Place, Unit, Vehicle
from jiedai.model.times import DAY_MINUTES, Day, Moment, TimeRange

EVERYBODY = "全体"
"""How a plan names all guests of an item."""


def visit(plan: View, office: View | Nothing) -> View:
    """The facts of a visit, as the template's variable `visit`. See the functions below for each."""
    guests = in_order(entries(plan.guests))
    days = _days(plan, office, guests)
    items = tuple(item for day in days for item in day["items"])
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
            "hosts": in_order(entries(plan.hosts)),
            "crew": entries(plan.crew),
            "liaisons": tuple(member for member in entries(plan.crew) if LIAISON.intersection(entries(member.duty))),
            "meals": tuple(meal for item in items for meal in entries(item.meals)),
            "lodging": _lodging(plan, office, guests),
            "cars": _cars(items, office),
            "sites": _sites(items),
            "hospitals": tuple(place for place in entries(office.places) if place.kind == PlaceKind.HOSPITAL),
            "tasks": (tasks := _tasks(plan, items)),
            "units": _units(plan, office, items, tasks),
            "phases": _grouped(tasks, "phase"),
            "deadlines": _grouped(tuple(sorted(tasks, key=_falls_due)), "due_day"),
        },
    )


# --- people -----------------------------------------------------------------------------------------------------------


def in_order(people: Iterable[View]) -> tuple[View, ...]:
    """People by protocol: those with an explicit order first, then the main host, then by rank, then as written."""
    return tuple(sorted(people, key=_precedence))


def _precedence(person: View) -> tuple[float, int, int]:
    order = person.order if isinstance(person.order, int) else float("inf")
    role = person.get("role", NOTHING)
    part = list(HostRole).index(role) if isinstance(role, HostRole) else len(HostRole)
    rank = person.rank if isinstance(person.rank, Rank) else Rank.OTHER
    return order, part, rank.height


def _count(plan: View, guests: tuple[View, ...]) -> Any:
    """How many guests: as written under 人数, else as many as are listed."""
    return plan.headcount.total or len(guests) or None


# --- the programme ----------------------------------------------------------------------------------------------------


def _days(plan: View, office: View | Nothing, guests: tuple[View, ...]) -> tuple[View, ...]:
    places = {str(place.name): place for place in entries(office.places)}
    return tuple(
        day.also(
            number=number, items=tuple(_item(item, day.date, plan, places, guests) for item in entries(day["items"]))
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
        everybody=not item.guests or EVERYBODY in item.guests,
        riders=_riders(item, guests),
    )
    meals = tuple(meal for meal in entries(plan.meals) if meal.item == item.id)
    return made.also(meals=tuple(meal.also(entry=made) for meal in meals))


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


def _riders(item: View, guests: tuple[View, ...]) -> tuple[str, ...]:
    """Who rides along where no ride says so: the item's guests, hosts and staff. Groups are their members."""
    wanted = entries(item.guests)
    if not wanted or EVERYBODY in wanted:
        coming = [guest.name for guest in guests]
    else:
        coming = [guest.name for guest in guests if guest.name in wanted or guest.group in wanted]
    return tuple(dict.fromkeys(str(name) for name in (*coming, *entries(item.hosts), *entries(item.crew)) if name))


def _sites(items: tuple[View, ...]) -> tuple[View, ...]:
    """The places that are visited and have an introduction, in the order of the programme."""
    visited = (place for item in items if item.kind == ItemKind.VISIT for place in entries(item.places) if place.intro)
    return tuple({str(place.name): place for place in visited}.values())


# --- lodging and cars -------------------------------------------------------------------------------------------------


def _lodging(plan: View, office: View | Nothing, guests: tuple[View, ...]) -> tuple[View, ...]:
    """Each hotel with its place; its rooms in the order of the first guest in them."""
    places = {str(place.name): place for place in entries(office.places)}
    order = {str(guest.name): number for number, guest in enumerate(guests)}

    def first(room: View) -> int:
        return min((order.get(name, len(order)) for name in entries(room.guests)), default=len(order))

    return tuple(
        hotel.also(
            place=places.get(str(hotel.hotel)) or stub(Place, name=hotel.hotel),
            rooms=tuple(sorted(entries(hotel.rooms), key=first)),
        )
        for hotel in entries(plan.lodging)
        if hotel.hotel or hotel.rooms
    )


def _cars(items: tuple[View, ...], office: View | Nothing) -> tuple[View, ...]:
    """The vehicles of the visit in the office's order, each with its trips (item, riders, lead) and all its riders."""
    known = {str(vehicle.number): vehicle for vehicle in entries(office.vehicles)}
    trips: dict[str, list[View]] = {}
    for item in items:
        rides = {str(ride.vehicle): ride for ride in entries(item.rides) if ride.vehicle}
        for number in dict.fromkeys([*entries(item.vehicles), *rides]):
            ride = rides.get(number)
            riders = entries(ride.riders) if ride else item.riders
            trip = {"item": item, "riders": riders, "lead": ride.lead if ride else None}
            trips.setdefault(number, []).append(View("trip", trip))
    order = {number: place for place, number in enumerate(known)}
    return tuple(
        (known.get(number) or stub(Vehicle, number=number)).also(
            trips=tuple(trips[number]),
            riders=tuple(dict.fromkeys(name for trip in trips[number] for name in entries(trip.riders))),
            leads=tuple(dict.fromkeys(str(trip.lead) for trip in trips[number] if trip.lead)),
        )
        for number in sorted(trips, key=lambda number: order.get(number, len(order)))
    )


# --- work -------------------------------------------------------------------------------------------------------------


def _tasks(plan: View, items: tuple[View, ...]) -> tuple[View, ...]:
    """Tasks that stand (a dropped one does not), numbered as written, with the moment and day they fall due."""
    programme = {str(item.id): item for item in items}
    standing = (task for task in entries(plan.tasks) if task.status != TaskStatus.DROPPED)
    made = []
    for number, task in enumerate(standing, start=1):
        due = None if not task.due or task.due.unfilled else _due(task.due, plan.dates.first)
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


def _due(due: Any, first: dt.date) -> Moment:
    minute = due.moment.minute if due.moment is not None else due.minute
    return Moment(Day.on(due.on(first)), minute)


def _falls_due(task: View) -> dt.datetime:
    return task.due.at(DAY_MINUTES - 1) if task.due else dt.datetime.max


def _grouped(tasks: tuple[View, ...], field: str) -> tuple[View, ...]:
    """Tasks under each value of a field, in the order the values come; `key` is that value."""
    groups: dict[Any, list[View]] = {}
    for task in tasks:
        groups.setdefault(task[field], []).append(task)
    return tuple(View("group", {"key": key, "tasks": tuple(found)}) for key, found in groups.items())


def _units(plan: View, office: View | Nothing, items: tuple[View, ...], tasks: tuple[View, ...]) -> tuple[View, ...]:
    """The units that have a part in the visit, as the office knows them, with the tasks and items each leads."""
    known = {str(unit.name): unit for unit in entries(office.units)}
    named = [
        *(item.lead for item in items),
        *(task.unit for task in tasks),
        *(name for task in tasks for name in entries(task.support)),
        *(member.unit for member in entries(plan.crew)),
        *(risk.unit for risk in entries(plan.risks)),
    ]
    wanted = {str(name) for name in named if name}
    order = [name for name in known if name in wanted] + sorted(wanted - known.keys())
    return tuple(
        (known.get(name) or stub(Unit, name=name)).also(
            tasks=tuple(task for task in tasks if task.unit == name),
            items=tuple(item for item in items if item.lead == name),
        )
        for name in order
    )


def stub(model: type[Node], **values: Any) -> View:
    """A record of a section that nobody wrote, with what is known of it."""
    return View(model.__name__.lower(), {name.rstrip("_"): values.get(name) for name in model.model_fields})
