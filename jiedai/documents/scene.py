"""What a paper is made from: a plan and its office as an audience sees them, and what follows from them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import Any

from jiedai import blocks as b
from jiedai.documents.catalog import READERS, Template
from jiedai.documents.facts import visit
from jiedai.documents.translation import Names, Terms, said, terms_of
from jiedai.documents.view import Nothing, View, entries, project, project_plan
from jiedai.language import N_
from jiedai.language import catalog as texts
from jiedai.loading import Loaded
from jiedai.model.choice import ItemKind
from jiedai.model.office import Office
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Plan
from jiedai.model.quantities import Count
from jiedai.visit.book import RuleBook, book_in_force, rule_book
from jiedai.visit.case import Case
from jiedai.visit.people import items_of


@dataclass(frozen=True, slots=True)
class Scene:
    """A plan and its office as an audience sees them, and what follows from them."""

    plan: View
    office: View | Nothing
    facts: View
    audience: str
    charts: Callable[[str], tuple[View, ...]]
    """Draws the seating charts it may see, in a language of labels."""
    person: str = ""
    book: RuleBook = field(default_factory=rule_book)
    """The rules of the office."""
    county: Callable[[], Mapping[str, Any]] = dict
    """Tells what the office knows of its county, as its audience may see it."""
    glossary: tuple[Plan, Office | None, Callable[[], Mapping[str, str]]] | None = None
    """Where the translations stand, of which its audience can get a part."""
    earlier: Callable[[], tuple[View, ...]] = tuple
    """Looks for earlier visits of the unit that comes; see `documents.earlier`."""

    def terms(self) -> Terms:
        """The translations that its audience can get."""
        if self.glossary is None:
            return Terms({}, ())
        plan, office, known = self.glossary
        return terms_of(plan, office, self.plan, self.office, View("county", self.county()), known())

    def spoken(self, labels: str) -> Terms | Names:
        """What a paper with such labels says in the place of what the plan does."""
        return self.terms() if labels != "zh" else Names(entries(self.plan.guests))

    @classmethod
    def of(cls, case: Case, audience: str, person: str = "") -> Scene:
        """The scene of a plan, narrowed to the items that concern a person where one is named."""
        plan, office = project_plan(case, audience), project(case.office, audience)
        person = case.own_name(person)
        if person:
            wanted = items_of(case, person)
            days = (
                day.also(items=tuple(item for item in entries(day["items"]) if str(item.id) in wanted))
                for day in entries(plan.schedule)
            )
            plan = plan.also(schedule=tuple(day for day in days if day["items"]))
        # `check` says what is wrong with a pack that cannot be used.
        book, _error = book_in_force(case.office, case.loaded.workspace.packs_dir)
        charts = _charts(case, audience, plan, office)
        facts = visit(plan, office)
        if person and audience == "guest":
            facts = facts.also(own=_own(case, person, facts))
        glossary = (case.plan, case.office, partial(_translations, case))
        county, earlier = _county(case, audience), _earlier(case, audience)
        return cls(plan, office, facts, audience, charts, person, book, county, glossary, earlier)

    def for_reader(self, each: str, reader: str) -> Scene:
        """The same scene with one reader alone among the facts named `each`, which a template goes through.

        Of faults and of what is followed up a unit gets its own.
        """
        own = tuple(one for one in entries(self.facts[each]) if str(one[READERS[each]]) == reader)
        scene = replace(self, facts=self.facts.also(**{each: own}))
        review = self.plan.review
        if each != "units" or not review:
            return scene
        lists = {name: tuple(one for one in entries(review[name]) if one.unit == reader) for name in _OF_UNITS}
        return replace(scene, plan=self.plan.also(review=review.also(**lists)))


def _own(case: Case, person: str, facts: View) -> View | None:
    """What a guest is told of themselves alone: room, vehicles, coming and going. None for somebody who is no guest."""
    if (guest := case.guest_by_name.get(person)) is None:
        return None
    room, hotel = next(
        ((room, stay.hotel) for stay in case.plan.lodging for room in stay.rooms if person in room.guests), (None, None)
    )
    cars = tuple(str(car.number) for car in entries(facts.cars) if person in entries(car.riders))
    legs = {
        name: View("leg", {"time": leg.time, "by": leg.by, "place": leg.place}) if leg is not None else None
        for name, leg in (("arrive", guest.arrive), ("leave", guest.leave))
    }
    return View("own", {"room": room and room.number, "type": room and room.type, "hotel": hotel, "cars": cars} | legs)


def _earlier(case: Case, audience: str) -> Callable[[], tuple[View, ...]]:
    @cache
    def look() -> tuple[View, ...]:
        from jiedai.documents.earlier import earlier_visits

        return earlier_visits(case, audience)

    return look


_OF_UNITS = ("faults", "follow_ups")
"""What of a review belongs to single units."""


def _translations(case: Case) -> Mapping[str, str]:
    """The translations of what the office knows of its county."""
    from jiedai.visit.knowledge import library_of

    return library_of(case.loaded).translations


def _county(case: Case, audience: str) -> Callable[[], Mapping[str, Any]]:
    @cache
    def told() -> Mapping[str, Any]:
        from jiedai.documents.county import county_of

        return county_of(case, audience)

    return told


def _charts(case: Case, audience: str, plan: View, office: View | Nothing) -> Callable[[str], tuple[View, ...]]:
    def draw(labels: str) -> tuple[View, ...]:
        from jiedai.documents.charts import charts_for

        return charts_for(case, audience, plan, office, labels)

    return draw


class Scenes:
    """The scenes of one run of printing: each is made once, though many documents are for the same readers.

    Of the plans of `cases` something was asked before; what was answered then is not worked out again.
    """

    def __init__(self, *cases: Case) -> None:
        self._cases: dict[int, Case] = {id(case.loaded): case for case in cases}
        self._made: dict[tuple[int, str, str], Scene] = {}

    def of(self, loaded: Loaded, audience: str, person: str = "") -> Scene:
        """See `Scene.of`. A plan is held with its case, so that no other one can come by its identity.

        Raises ValueError where the plan has errors of format.
        """
        key = (id(loaded), audience, person)
        if key not in self._made:
            self._made[key] = Scene.of(self.case(loaded), audience, person)
        return self._made[key]

    def case(self, loaded: Loaded) -> Case:
        """The case of a plan. Raises ValueError where the plan has errors of format."""
        if id(loaded) not in self._cases:
            self._cases[id(loaded)] = Case.of(loaded)
        return self._cases[id(loaded)]


# --- readers of their own ---------------------------------------------------------------------------------------------


def readers(scene: Scene, template: Template) -> dict[str, str]:
    """Who may get a copy of a document for themselves alone, by the name in `Edition.reader`: what each is called."""
    if not template.each:
        return {}
    names = (str(one[READERS[template.each]]) for one in entries(scene.facts[template.each]))
    return {name: called(template.each, name) for name in names if name and not is_placeholder(name)}


def copies(scene: Scene, template: Template) -> int:
    """How many copies of a document are handed out: one for each of its readers, guests, hosts or crew; else one."""
    if template.once:
        return 1
    if template.each:
        return len(readers(scene, template)) or 1
    facts = scene.facts
    people = {"guest": facts.count, "leader": len(entries(facts.hosts)), "staff": len(entries(facts.crew))}
    number = people.get(scene.audience) or 1
    return number.number if isinstance(number, Count) else int(number)


def called(each: str, name: str, labels: str = "zh") -> str:
    """What a reader is called on paper and in file names: vehicles go by numbers."""
    return texts(labels).gettext("{number}号车").format(number=name) if each == "cars" else said(name)


# --- the calendar -----------------------------------------------------------------------------------------------------


def events(scene: Scene, each: str = "", labels: str = "zh") -> tuple[b.Event, ...]:
    """The items that have a time, as calendar entries; their UIDs stay the same over versions of the plan.

    In a paper that has something for `each` unit, or vehicle, they are those that its units lead or its vehicles drive.
    """
    plan = scene.plan
    wanted = _of_readers(scene, each)
    visit = visit_id(str(plan.number or plan.title), plan.dates.first.year)
    made: list[b.Event] = []
    before: View | None = None
    for item in entries(scene.facts["items"]):
        if item.start and wanted(item):
            made.append(
                b.Event(
                    uid=f"{visit}-{item.id}@jiedai",
                    start=item.start,
                    end=item.end or None,
                    summary=said(str(item.what)),
                    location=said(str(item.where)),
                    description=said(str(item.notes)),
                    who=_who(item, labels),
                    alarm=_alarm(item, before),
                    vehicles=_vehicles(item, scene.person),
                    boarding=said(str(item["from"] or "")) if item.kind == ItemKind.TRANSFER else "",
                )
            )
            before = item
    return tuple(made)


def _of_readers(scene: Scene, each: str) -> Callable[[View], bool]:
    """Whether an item is one of the readers of a paper."""
    if each == "units":
        units = {str(unit.name) for unit in entries(scene.facts.units) if not unit.blank}
        return lambda item: str(item.lead) in units
    if each == "cars":
        trips = {str(trip["item"].id) for car in entries(scene.facts.cars) for trip in entries(car.trips)}
        return lambda item: str(item.id) in trips
    return lambda _item: True


_PARTS = (N_("负责"), N_("主持"), N_("讲解"), N_("陪同"))


def _who(item: View, labels: str) -> str:
    """Who is in charge of an item and how they are reached, who leads it and who goes along, a line each."""
    say = texts(labels).gettext
    charge = [str(name) for name in (item.lead, item.owner) if name and not is_placeholder(str(name))]
    phone = [str(item.reach.phone)] if charge and item.owner and item.reach.phone else []
    sides = (item.chair and (item.chair,), entries(item.guide), entries(item.hosts))
    told = [
        " ".join([*map(said, charge), *phone]),
        *(say("、").join(said(str(name)) for name in names or ()) for names in sides),
    ]
    between = "：" if labels == "zh" else ": "
    return "\n".join(f"{say(part)}{between}{text}" for part, text in zip(_PARTS, told, strict=True) if text)


def _alarm(item: View, before: View | None) -> int | None:
    """Minutes before which an item is called to mind: the first of a day, and whatever follows rest or free time.

    Who is under way from one to the next needs no bell for each of them.
    """
    if before is None or before.start.date() != item.start.date():
        return FIRST_ALARM
    free = item.start - (before.end or before.start)
    return ALARM if free >= FREE or before.kind in _AT_LARGE else None


def visit_id(name: str, year: int) -> str:
    """What a visit is known by in calendars: by its number, or its title where it has none, and the year."""
    return hashlib.sha256(f"{name}|{year}".encode()).hexdigest()[:20]


def _vehicles(item: View, person: str) -> tuple[str, ...]:
    """The numbers of the vehicles of an item; for one person that of the one this person is to ride in, where said."""
    own = tuple(str(load.vehicle) for load in entries(item.loads) if person and person in entries(load.riders))
    return own or tuple(str(number) for number in entries(item.vehicles))


ALARM, FIRST_ALARM = 15, 30
"""Minutes before an item that it is called to mind; more before the first of a day."""
_AT_LARGE = frozenset({ItemKind.REST})
FREE = dt.timedelta(minutes=30)
"""Time with nothing in it after which people have to be called together again."""
