"""Plans with as many people as a test asks for, and layouts as the vectors write them."""

from __future__ import annotations

from jiedai.model.hospitality import Seating
from jiedai.model.office import Office
from jiedai.model.plan import Plan
from jiedai.seating import chart, explain
from jiedai.seating.layout import Side
from jiedai.visit import rides
from jiedai.visit.case import Case

LONG = "阿依努尔·买买提"
_LETTERS = {Side.GUEST: "G", Side.HOST: "H", Side.ANY: "", Side.CREW: "S"}
_INTERPRETERS = {1: "T_h", 2: "T_g"}
_SIGNERS = {1: "签G", 2: "签H", 3: "助G", 4: "助H"}


def told(place):
    """A place as the vectors write it: G2, H1, T_g, 签H, or the number alone."""
    if place.slot is None:
        return None
    side, ordinal = place.slot
    if side is Side.INTERPRETER:
        return _INTERPRETERS[ordinal]
    if side is Side.SIGNER:
        return _SIGNERS[ordinal]
    return f"{_LETTERS[side]}{ordinal}" if side is not Side.ANY else ordinal


def rows(layout):
    """The places of each group, as the vectors write them."""
    return [[told(place) for place in places] for places in layout.groups().values()]


def left_to_right(layout, group=None):
    """The places by where they stand on the plan."""
    places = [place for place in layout.places if group in (None, place.group)]
    return [told(place) for place in sorted(places, key=lambda place: place.x)]


def guest(name, **more):
    return {"name": name, "unit": "省某厅", "post": "处长", **more}


def plan(guests=(), hosts=(), items=None, **more):
    """A plan of one day; people are names or whole entries."""
    return Plan.model_validate(
        {
            "title": "省某厅调研",
            "kind": "research",
            "purpose": "调研",
            "dates": "2026-05-11",
            "guests": [entry if isinstance(entry, dict) else guest(entry) for entry in guests],
            "hosts": [entry if isinstance(entry, dict) else {"name": entry} for entry in hosts],
            "schedule": [
                {"date": "2026-05-11", "items": items or [{"id": "A1", "time": "09:00-10:00", "what": "座谈会"}]}
            ],
            **more,
        }
    )


def numbered(letter, count):
    """G1, G2 … with their order of protocol."""
    return [guest(f"{letter}{number}", order=number) for number in range(1, count + 1)]


def hosts_numbered(count):
    return [{"name": f"H{number}", "order": number} for number in range(1, count + 1)]


def names(letter, count):
    return [f"{letter}{number}" for number in range(1, count + 1)]


def seating(**more):
    return Seating.model_validate({"id": "S1", "item": "A1", **more})


def office(conventions=None, vehicles=(), people=()):
    return Office.model_validate(
        {
            "office": {"name": "某县接待办"},
            "conventions": conventions or {},
            "vehicles": list(vehicles),
            "people": list(people),
        }
    )


def chart_of(visit, entry, known=None, **more):
    """The chart of a seating of a plan that stands in no file."""
    return chart.chart_of(Case.unwritten(visit, known), entry, **more)


def charts(visit, known=None):
    """The charts of a plan that stands in no file."""
    return chart.charts(Case.unwritten(visit, known))


def ride_charts(visit, item, known=None):
    """The charts of the vehicles of an item."""
    return chart.ride_charts(Case.unwritten(visit, known), item)


def carloads(visit, item, known=None):
    """Who rides in which vehicle of an item."""
    return rides.carloads(Case.unwritten(visit, known), item)


def moves(visit, entry, absent, known=None):
    """Who has to move when some stay away."""
    return explain.moves(Case.unwritten(visit, known), entry, absent)
