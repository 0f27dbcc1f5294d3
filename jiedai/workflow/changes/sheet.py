"""A plan as records that can be held against those of another version: each with what it is known by, and its values.

The same sections are read from a plan (`Node`) and from what an audience sees of one (`View`); a record that an
audience cannot know by anything is none to it. Values are the strict text of what was read, so how something was typed
makes no difference.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from jiedai.documents.view import NOTHING, Nothing, View, entries
from jiedai.model.base import Node, audiences_of, keys_of, nodes_in
from jiedai.model.enumeration import Choice
from jiedai.model.moments import Due
from jiedai.model.office import Office
from jiedai.model.people import Guest
from jiedai.model.plan import Plan
from jiedai.model.quantities import Diners, Presence, money
from jiedai.model.rank import Ranked
from jiedai.visit.case import Case

Thing = Node | View
"""A section or an entry of one, whole or as an audience sees it."""

PLAN = "plan"
"""The section of what stands at the top of a plan: title, dates, state."""
ITEMS = "schedule.items"
OFFICE = "office."
PROGRESS = frozenset({"actuals", "feedback", "review", "closed", "waivers", "tasks.status", "tasks.done_at"})
"""How far a visit has come, not what is planned: left out of a comparison unless it is asked for."""
_OFFICE_SECTIONS = ("office", "conventions", "units", "places", "travel", "vehicles", "people")
"""What of an office file concerns a visit. Its budget and rule packs do not."""
ORDERED = frozenset({"guests", "hosts"})
"""Sections whose order is the order of protocol."""
_NOT_COMPARED = ("version", "defaults")
"""A version is what is compared; what holds for every item is filled in where it is meant."""
_ORDERED_LISTS = frozenset({"seating"})
_UNORDERED = frozenset(
    {"hosts", "crew", "guests", "vehicles", "guide", "after", "support", "riders", "duty", "duties", "diet"}
    | {"allergies", "sits_with", "sits_apart", "to", "members", "allergens", "materials"}
)
"""Lists that mean the same in any order, but on a seating chart."""


class Record(NamedTuple):
    """Something in a plan that is changed as one: what it is known by in its section, and its values by English key.

    `date` and `what` say what it is about; `node` is where it stands, None in a view. `tie` tells two records apart
    that are known by the same thing.
    """

    section: str
    id: str | None
    fields: dict[str, Any]
    date: dt.date | None = None
    what: str | None = None
    node: Node | None = None
    tie: str = ""


Sheet = dict[str, list[Record]]
"""Records by their section, sections in the order of a plan."""
Used = dict[str, frozenset[str]]
"""The names of what concerns a plan in each section of the office file; see `used`."""


# --- values -----------------------------------------------------------------------------------------------------------


def plain(value: Any) -> Any:
    """A value as a program may read it: the strict text, an English enumeration value, a number; None for nothing."""
    match value:
        case bool():
            return value
        case Choice():
            return value.value
        case str() | int():
            return None if value == "" else value
        case Decimal():
            return money(value)
        case dt.date():
            return value.isoformat()
        case Diners():
            return list(value.names) or value.number
        case Presence():
            return list(value.things) or value.number
        case list() | tuple() if type(value) in (list, tuple):
            return [plain(one) for one in value] or None
        case _:
            return None if value is None or isinstance(value, Nothing) else str(value) or None


def canonical(section: str, field: str, value: Any) -> Any:
    """A value to be compared: names that mean the same in any order in one order."""
    if field in _UNORDERED and isinstance(value, list) and section not in _ORDERED_LISTS:
        return sorted(value, key=str)
    return value


class _Field(NamedTuple):
    """A field as it is read: its attribute, the name that views have for it, its English key, the section in it."""

    attribute: str
    name: str
    english: str
    inner: type[Node] | None


@cache
def _fields(model: type[Node], audience: str) -> tuple[_Field, ...]:
    """The fields of a section that an audience sees; all of them with no audience."""
    return tuple(
        _Field(attribute, attribute.rstrip("_"), english, next(nodes_in(info.annotation), None))
        for (attribute, english, _zh), info in zip(keys_of(model), model.model_fields.values(), strict=True)
        if not audience or audience in audiences_of(info)
    )


def _inner(model: type[Node], attribute: str) -> type[Node] | None:
    """The section in a field, or in the list of a field."""
    return next(field.inner for field in _fields(model, "") if field.attribute == attribute)


def _get(thing: Thing, attribute: str) -> Any:
    return thing.get(attribute.rstrip("_"), NOTHING) if isinstance(thing, View) else getattr(thing, attribute)


def values_of(model: type[Node], thing: Thing, audience: str = "", without: str = "") -> dict[str, Any]:
    """The values of a section by their English keys; those of a section inside it as `arrive.time`.

    The field `without` has records of its own. Notes are under the audience that they are for; those of the staff,
    who alone read a plain one, under `notes`.
    """
    found: dict[str, Any] = {}
    view = thing if isinstance(thing, View) else None
    for attribute, name, english, inner in _fields(model, audience):
        if attribute == without:
            continue
        value = view.get(name, NOTHING) if view is not None else getattr(thing, attribute)
        kind = type(value)
        if kind is str or value is None or value is NOTHING:
            if attribute == "notes":
                found[_note_for(audience)] = value or None
            else:
                found[english] = value or None
        elif inner and kind in (list, tuple):
            found[english] = [_filled(values_of(inner, entry, audience)) for entry in value] or None
        elif inner and isinstance(value, (Node, View)):
            found |= {f"{english}.{key}": one for key, one in values_of(inner, value, audience).items()}
        elif kind is dict and attribute == "notes":
            found |= {_note_for(key): plain(one) for key, one in value.items()}
        elif kind is dict:
            found |= {f"{english}.{key}": plain(one) for key, one in value.items()}
        elif isinstance(value, View):
            found |= {f"{english}.{key}": plain(value[key]) for key in value}
        else:
            found[english] = plain(value)
    if issubclass(model, Ranked):
        found["level"] = plain(_get(thing, "level"))
    return found


def _note_for(audience: str) -> str:
    return "notes" if audience == "staff" else f"notes.{audience}"


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    """The values that say something."""
    return {name: value for name, value in values.items() if value is not None and value is not False}


# --- what things are known by -----------------------------------------------------------------------------------------

_Known = Callable[[dict[str, Any], str], str | None]


def _by(*fields: str) -> _Known:
    """Known by its values, or those of them that it has; `up` is what the record around it is known by."""

    def known(values: dict[str, Any], up: str) -> str | None:
        parts = [str(values[field]) for field in fields if values.get(field) is not None]
        return "/".join([up, *parts] if up else parts) if parts else None

    return known


def _task(values: dict[str, Any], up: str) -> str | None:
    return _by("id")(values, "") or _by("what", "unit")(values, "")


def _room(values: dict[str, Any], up: str) -> str | None:
    guests = values.get("guests")
    number = values.get("number") or (guests[0] if isinstance(guests, list) else None)
    return f"{up}/{number}" if number else None


def _road(values: dict[str, Any], up: str) -> str | None:
    return "/".join(sorted(filter(None, (values.get("from"), values.get("to"))))) or None


_KNOWN_BY: dict[str, _Known] = {
    "approval": _by("step"),
    "guests": _by("name"),
    "hosts": _by("name"),
    "crew": _by("name"),
    ITEMS: _by("id"),
    "meals": _by("item"),
    "meals.menu": _by("dish"),
    "lodging": _by("hotel"),
    "lodging.rooms": _room,
    "rides": _by("item", "vehicle"),
    "seating": _by("id"),
    "weather": _by("date"),
    "gifts": _by("item"),
    "tasks": _task,
    "risks": _by("scenario"),
    "costs": _by("what"),
    "feedback": _by("question", "sheet"),
    "waivers": _by("code", "item"),
    "places": _by("name"),
    "travel": _road,
    "office.units": _by("name"),
    "office.places": _by("name"),
    "office.travel": _road,
    "office.vehicles": _by("number"),
    "office.people": _by("name"),
}
"""What a record of a list is known by; a second one of that name is `name#2`."""
_MAY_BE_NAMELESS = frozenset({"approval", "lodging", "lodging.rooms"})
"""Sections whose entries may be known by nothing: they are counted."""
_WITHIN = {"meals": "menu", "lodging": "rooms"}
"""Sections whose entries have records inside them, with the field that holds these."""
_ABOUT = {"tasks": "what", "costs": "what", "risks": "scenario", "gifts": "item", "lodging": "hotel"}
_NAMED = ("name", "dish", "hotel", "number")


# --- reading ----------------------------------------------------------------------------------------------------------


def sheet_of(case: Case, plan: Thing, office: Thing | Nothing | None, audience: str, wanted: Used) -> Sheet:
    """The records of a plan and its office, either whole (with no audience) or as an audience sees them.

    Of the office only the entries `wanted`, and none of which the audience sees nothing but the name.
    """
    found: Sheet = {PLAN: []}
    top: dict[str, Any] = {}
    for attribute, _name, english, inner in _fields(Plan, audience):
        value = _get(plan, attribute)
        if attribute in _NOT_COMPARED or value is None or isinstance(value, Nothing):
            continue
        if inner is None and not isinstance(value, (dict, View)):
            top[english] = plain(value)
        elif attribute == "schedule":
            found[ITEMS] = list(_items(case, value, audience))
        elif inner is not None and isinstance(value, (list, tuple)):
            listed = _in_written_order(case, plan, value) if attribute == "guests" else value
            _read_list(case, found, english, inner, listed, audience)
        else:
            values = values_of(inner, value, audience) if inner else _terms(value)
            found[english] = [Record(english, None, values, node=value if isinstance(value, Node) else None)]
    found[PLAN] = [Record(PLAN, None, top, node=plan if isinstance(plan, Node) else None)]
    if office is not None and not isinstance(office, Nothing):
        _read_office(case, found, office, audience, wanted)
    return found


def _terms(value: Any) -> dict[str, Any]:
    """Texts by the text that they stand for."""
    return {str(key): plain(value[key]) for key in value}


def _in_written_order(case: Case, plan: Thing, coming: Iterable[Any]) -> list[Any]:
    """The guests who come and, as far as they are seen, those who do not, in the order written."""
    away: Iterable[Any] = entries(plan.get("absent", ())) if isinstance(plan, View) else _absent(case)
    place = {guest.name: number for number, guest in enumerate(case.written.guests)}
    return sorted((*coming, *away), key=lambda guest: place.get(str(guest.name), len(place)))


def _absent(case: Case) -> Iterator[Guest]:
    return (guest for guest in case.written.guests if guest.absent)


def _items(case: Case, days: Iterable[Thing], audience: str) -> Iterator[Record]:
    from jiedai.model.schedule import Item

    counted: Counter[str] = Counter()
    for day in days:
        for item in entries(_get(day, "items")):
            values = {"date": plain(_get(day, "date"))} | values_of(Item, item, audience)
            name = _counted(counted, values.get("id"))
            if name is not None:
                node = item if isinstance(item, Node) else None
                yield Record(ITEMS, name, values, dt.date.fromisoformat(values["date"]), values.get("what"), node)


def _counted(counted: Counter[str], name: str | None) -> str | None:
    """A name, `name#2` the second time it comes."""
    if name is None:
        return None
    counted[name] += 1
    return name if counted[name] == 1 else f"{name}#{counted[name]}"


def _read_list(
    case: Case, found: Sheet, section: str, model: type[Node], things: Iterable[Thing], audience: str, up: str = ""
) -> None:
    """Add the records of a list, and those inside them; one that the audience cannot tell from another is none."""
    counted: Counter[str] = Counter()
    inside = _WITHIN.get(section, "")
    for position, thing in enumerate(things, 1):
        values = values_of(model, thing, audience, inside)
        name = _KNOWN_BY[section](values, up)
        if name is None and section in _MAY_BE_NAMELESS and _filled(values):
            name = f"{up}#{position}"
        if name is None:
            continue
        name = _counted(counted, name)
        assert name is not None
        date, what = _context(case, section, thing, values)
        node = thing if isinstance(thing, Node) else None
        tie = str(values.get("form") or "")
        found.setdefault(section, []).append(Record(section, name, values, date, what, node, tie))
        within = _inner(model, inside) if inside else None
        if within is not None:
            found.setdefault(f"{section}.{inside}", [])
            _read_list(case, found, f"{section}.{inside}", within, entries(_get(thing, inside)), audience, name)


def _context(case: Case, section: str, thing: Thing, values: dict[str, Any]) -> tuple[dt.date | None, str | None]:
    """The day and the words of a record: of its item where it serves one, else its own."""
    due = _get(thing, "due") if section == "tasks" else None
    if isinstance(due, Due) and not due.unfilled:
        return due.on(case.plan.dates), values.get("what")
    item = case.item_by_id.get(str(values["item"])) if values.get("item") and section != "gifts" else None
    what = values.get(_ABOUT.get(section, ""))
    if what is None and item is not None:
        what = item[1].what
    if what is None:
        what = next((values[name] for name in _NAMED if values.get(name)), None)
    return (item[0].date if item else None), (None if what is None else str(what))


# --- the office -------------------------------------------------------------------------------------------------------


def used(case: Case) -> Used:
    """What of the office file a plan speaks of, by section."""
    from jiedai.model.choice import PlaceKind
    from jiedai.visit.people import everybody_concerned
    from jiedai.visit.work import active_units

    plan = case.plan
    items = [item for _day, item in case.items]
    named = [name for item in items for name in (*item.place, item.from_, item.to)]
    named += [stay.hotel for stay in plan.lodging]
    places = {found.name for name in named if name and (found := case.place(name))}
    places |= {place.name for place in case.place_by_name.values() if place.kind is PlaceKind.HOSPITAL}
    vehicles = {number for item in items for number in item.vehicles} | {ride.vehicle for ride in plan.rides}
    vehicles |= {chart.vehicle for chart in plan.seating}
    people = {*everybody_concerned(case), *(task.owner for task in plan.tasks), *(risk.owner for risk in plan.risks)}
    legs = {"/".join(sorted((item.from_, item.to))) for item in items if item.from_ and item.to}
    sections: dict[str, Iterable[object]] = {
        "units": active_units(case),
        "places": places,
        "vehicles": vehicles,
        "people": people,
        "travel": legs,
    }
    return {f"{OFFICE}{name}": frozenset(str(one) for one in names if one) for name, names in sections.items()}


def _read_office(case: Case, found: Sheet, office: Thing, audience: str, wanted: Used) -> None:
    own = {record.id for name in ("places", "travel") for record in found.get(name, ())}
    for attribute in _OFFICE_SECTIONS:
        section, value, model = f"{OFFICE}{attribute}", _get(office, attribute), _inner(Office, attribute)
        assert model is not None
        if isinstance(value, (Node, View)):
            values = values_of(model, value, audience)
            found[section] = [Record(section, None, values, node=value if isinstance(value, Node) else None)]
        elif value:
            _read_list(case, found, section, model, entries(value), audience)
            found[section] = [
                record
                for record in found.get(section, ())
                if record.id in wanted.get(section, ()) and record.id not in own and len(_filled(record.fields)) > 1
            ]
