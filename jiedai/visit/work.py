"""The work of a visit: which duties it needs and who holds them, what it depends on and what may go wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache
from typing import NamedTuple

from jiedai.language import _, current
from jiedai.model.base import Node
from jiedai.model.choice import ItemKind, Kind, PlaceKind, TaskStatus
from jiedai.model.duties import Duty, duties
from jiedai.model.office import Grade, Office, Unit
from jiedai.model.placeholder import is_placeholder
from jiedai.model.schedule import Item
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, once
from jiedai.visit.data import words
from jiedai.visit.meals import guests_by_name_at, is_major_event, number_at_table
from jiedai.visit.statements import is_public_event, lexicon

_SPEAKING = (ItemKind.TALKS, ItemKind.MEETING, ItemKind.CONFERENCE, ItemKind.SIGNING, ItemKind.MEAL, ItemKind.VISIT)
_DRIVING = (ItemKind.TRANSFER, ItemKind.PICKUP, ItemKind.DROPOFF)
_CHINESE = regex(r"中国|中华|香港|澳门|台湾|China|Chinese", re.IGNORECASE)


class Need(NamedTuple):
    """A duty with the place in the plan that calls for it, and why."""

    duty: Duty
    node: Node
    field: str
    why: str


def needs(case: Case, figures: Figures) -> Iterator[Need]:
    """The duties this visit needs, each at the first place that calls for it; a guide for every item without one."""
    known = duties()
    found = {
        "food_safety": _meal(case, figures["diners"]),
        "medical": _with(health_calls(case), _("来宾过夜或有健康提示")),
        "traffic": _with(
            roads_call(case, figures["roads"]), _("乘车要走 {number} 段以上的路").format(number=figures["roads"])
        ),
        "press": _press(case),
        "interpreter": _foreign_talk(case),
        "security": _public(case),
    }
    for key, calling in found.items():
        if calling is not None:
            yield Need(known[key], *calling)
    for _day, item in case.items:
        if item.kind is ItemKind.VISIT and not _guided(case, item):
            yield Need(known["guiding"], item, "id", _("{id}考察没有讲解").format(id=item.id))
    yield from _of_the_grade(case, {key for key, calling in found.items() if calling} | {"guiding"})


def grade_of(case: Case) -> Grade | None:
    """The grade of the reception: the one that the plan names, else the first for the highest rank among its guests.

    None where the office has no grades, or none of that name or rank.
    """
    grades = case.office.grades if case.office else []
    if case.plan.grade:
        return next((grade for grade in grades if grade.name == case.plan.grade), None)
    ranks = [rank for guest in case.plan.guests if (rank := case.rank_of(guest.name)) is not None]
    highest = min(ranks, key=lambda rank: rank.height, default=None)
    return next((grade for grade in grades if highest in grade.ranks), None)


def _of_the_grade(case: Case, called: Set[str]) -> Iterator[Need]:
    """The duties that the grade of the reception asks for, beside those `called` for by what the plan contains."""
    grade = grade_of(case)
    if grade is None:
        return
    for name in grade.duties:
        duty = next((duty for duty in duties().values() if name in duty.names), None)
        if duty is not None and duty.key not in called:
            why = _("这是{grade}接待").format(grade=grade.name)
            yield Need(duty, case.plan, "grade" if case.plan.grade else "title", why)


_Calling = tuple[Node, str, str] | None


def _meal(case: Case, many: int) -> _Calling:
    """A meal of the host at which somebody has to watch the kitchen: of many people, a major event, of the allergic.

    Samples and health certificates are asked from the same number on.
    """
    major = is_major_event(case)
    for meal in case.plan.meals:
        if not (meal.menu or meal.hosted or meal.hosts):
            continue
        if major or number_at_table(case, meal) > many:
            return meal, "item", _("接待方安排大型用餐")
        if any(guest.allergies for guest in guests_by_name_at(case, meal)):
            return meal, "item", _("接待方安排用餐，来宾有人过敏")
    return None


def _with(place: tuple[Node, str] | None, why: str) -> _Calling:
    return None if place is None else (*place, why)


def health_calls(case: Case) -> tuple[Node, str] | None:
    """Where a plan calls for medical care: a note on a guest's health, a stay overnight; None where it does not."""
    for guest in case.plan.guests:
        if guest.health and not is_placeholder(guest.health):
            return guest, "health"
    if case.plan.lodging:
        return case.plan.lodging[0], "hotel"
    return (case.plan, "dates") if case.plan.dates.days > 1 else None


def roads_call(case: Case, several: int) -> tuple[Node, str] | None:
    """The ride with which a plan uses `several` different roads; None where it uses fewer."""
    roads: set[frozenset[str]] = set()
    for _day, item in case.items:
        if item.from_ and item.to and (item.kind in _DRIVING or item.vehicles) and "步行" not in item.what:
            roads.add(frozenset((item.from_, item.to)))
            if len(roads) >= several:
                return item, "to"
    return None


def _press(case: Case) -> _Calling:
    press = case.plan.press
    return (
        (case.plan, "press", _("安排了新闻报道")) if press and (press.people or press.words or press.minutes) else None
    )


def _foreign_talk(case: Case) -> _Calling:
    if case.plan.kind is not Kind.FOREIGN:
        return None
    nationalities = [guest.nationality for guest in case.plan.guests]
    if nationalities and all(text and _CHINESE.search(text) for text in nationalities):
        return None
    talks = (item for _day, item in case.items if item.kind in _SPEAKING)
    first = next(talks, None)
    return (first, "id", _("与外宾交谈")) if first else None


def _public(case: Case) -> _Calling:
    security = case.plan.security
    if security is None:
        return None
    if security.public_event or security.expected:
        return security, "public_event" if security.public_event else "expected", _("有公众活动")
    return None


def _guided(case: Case, item: Item) -> bool:
    """Whether somebody explains a visit: a guide, somebody of the crew there, the place's own contact or owner."""
    if item.guide or any(case.is_blank(item, field) for field in ("guide", "owner", "place")):
        return True
    places = [case.place(name) for name in item.place]
    if places and all(place and place.contact for place in places):
        return True
    guide = duties()["guiding"]
    crew = {member.name: member.duty for member in case.plan.crew}
    if any(guide.in_post(duty) for name in (*item.crew, *names_in(item.owner)) for duty in crew.get(name, ())):
        return True
    # Who only is the contact of the unit was not asked to explain anything.
    return any(name not in crew for name, _index in case.entries(item, "owner"))


@lru_cache(maxsize=1024)
def names_in(text: str | None) -> tuple[str, ...]:
    """The names in a field for one name, where people write several."""
    return tuple(name for name in re.split(r"[、，,;；/]\s*", text or "") if name and not is_placeholder(name))


def held_by_somebody(case: Case, duty: Duty) -> bool:
    """Whether a duty is the post of a crew member, or a unit that holds it takes part in the plan."""
    if any(duty.in_post(text) for member in case.plan.crew for text in member.duty):
        return True
    units = {unit.name for unit in holders(case, duty)}
    if any(name in units or duty.in_unit(name) for name in active_units(case)):
        return True
    return duty.key == "interpreter" and _interprets(case, duty)


def held_in_plan(case: Case, duty: Duty) -> bool:
    """Whether somebody in the plan holds a duty, be it only by a task or a contingency that is about it."""
    plan = case.plan
    tasks = (task.what for task in plan.tasks if task.status is not TaskStatus.DROPPED)
    risks = (risk.scenario for risk in plan.risks if risk.unit or risk.owner)
    return held_by_somebody(case, duty) or any(duty.in_work(text) for text in (*tasks, *risks))


def _interprets(case: Case, duty: Duty) -> bool:
    """Whether somebody interprets who is no member of the crew: at a seat, among the guests, known to the office."""
    if any(chart.interpreters for chart in case.plan.seating):
        return True
    if any(duty.in_post(guest.post) for guest in case.plan.guests):
        return True
    able = {
        person.name for person in (case.office.people if case.office else []) if any(map(duty.in_post, person.skills))
    }
    present = {name for _day, item in case.items for name in (*item.crew, *item.hosts)}
    return bool(able & (present | {member.name for member in case.plan.crew}))


def holders(case: Case, duty: Duty) -> list[Unit]:
    """The office's units that hold a duty: by what the office file says, by their name where it says nothing."""
    return holding(case.office, duty)


def holding(office: Office | None, duty: Duty) -> list[Unit]:
    """The units of an office that hold a duty: by their 职责, first those that name it outright; by their name where
    they have none.
    """
    found = [
        unit
        for unit in _named_units(office)
        if any(text in duty.names or duty.in_post(text) for text in unit.duties)
        or (not unit.duties and duty.in_unit(unit.name))
    ]
    return sorted(found, key=lambda unit: duty.names.isdisjoint(unit.duties))


def unit_for(office: Office | None, duty: Duty) -> Unit | None:
    """The unit that sees to a duty: the first that holds it, else that of the duty it falls to."""
    known: Duty | None = duty
    while known is not None:
        if found := holding(office, known):
            return found[0]
        known = duties()[known.falls_to] if known.falls_to else None
    return None


def _named_units(office: Office | None) -> list[Unit]:
    return [unit for unit in (office.units if office else ()) if not is_placeholder(unit.name)]


def counterparts(office: Office | None, *texts: str) -> list[Unit]:
    """The office's units that answer for what a visit is about, by the words of `data/subjects.yaml`.

    The first of the texts (the visiting unit, then title and purpose) of which a unit answers for a subject decides.
    """
    units = _named_units(office)
    for text in texts:
        found: dict[str, Unit] = {}
        for key, subject in words("subjects").items():
            if lexicon("subjects", key).search(text):
                found |= {unit.name: unit for unit in _answering(units, subject["units"])}
        if found:
            return list(found.values())
    return []


def _answering(units: list[Unit], signs: list[str]) -> list[Unit]:
    """The units with the first of the signs that any has in its name, else in its 职责."""
    for text_of in (_name, _duties):
        for sign in signs:
            if found := [unit for unit in units if sign in text_of(unit)]:
                return found
    return []


def _name(unit: Unit) -> str:
    return unit.name


def _duties(unit: Unit) -> str:
    return " ".join(unit.duties)


@once
def active_units(case: Case) -> frozenset[str]:
    """The units that have something to do in the plan, also through their contact or deputy."""
    plan = case.plan
    tasks = [task for task in plan.tasks if task.status is not TaskStatus.DROPPED]
    items = [item for _day, item in case.items]
    named = {
        *(name for item in items for name in names_in(item.lead)),
        *(name for task in tasks for name in (*names_in(task.unit), *task.support)),
        *(name for risk in plan.risks for name in names_in(risk.unit)),
        *(member.unit for member in plan.crew if member.unit),
    }
    people = {
        *(name for item in items for name in (*names_in(item.owner), *item.guide)),
        *(name for task in tasks for name in (*names_in(task.owner), *task.support)),
        *(name for risk in plan.risks for name in names_in(risk.owner)),
        *(member.name for member in plan.crew),
    }
    units = case.office.units if case.office else []
    return frozenset(named | {unit.name for unit in units if {unit.contact, unit.deputy} & people})


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
    about = (risk.scenario for risk in case.plan.risks if speaks_of(risk.scenario, known))
    return any(hazard.key != "delay" or _is_of_our_journey(case, scenario) for scenario in about)


def _is_of_our_journey(case: Case, scenario: str) -> bool:
    """Whether a contingency for delays is about the means by which the guests travel, as far as both are said."""
    named = {
        PlaceKind.read(kind) for kind, signs in words("hazards")["delay"]["means"].items() if speaks_of(scenario, signs)
    }
    legs = (leg.place for guest in case.plan.guests for leg in (guest.arrive, guest.leave) if leg and leg.place)
    fetched = (name for _day, item in case.items if item.kind in _DRIVING for name in item.place)
    used = {place.kind for name in (*legs, *fetched) if (place := case.place(name)) and place.kind in _STATIONS}
    return not named or not used or not used.isdisjoint(named)


def speaks_of(scenario: str, known: Iterable[str]) -> bool:
    """Whether a contingency is about one of some words; an English one begins a word there: no rain is in a train."""
    text = scenario.lower()
    return any(re.search(rf"\b{re.escape(word)}", text) if word.isascii() else word in text for word in known)


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
        if number_at_table(case, meal) > diners:
            return meal, "item"
    return None


def _conference(case: Case) -> _Exposed:
    if case.plan.kind is not Kind.CONFERENCE:
        return None
    return next(((item, "id") for _day, item in case.items if item.kind is ItemKind.CONFERENCE), None)
