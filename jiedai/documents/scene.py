"""What a paper is made from: a plan and its office as an audience sees them, and what follows from them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from jiedai import blocks as b
from jiedai.documents.catalog import READERS, Template
from jiedai.documents.facts import visit
from jiedai.documents.person import items_of
from jiedai.documents.translation import Terms, said, terms_of
from jiedai.documents.trips import shared
from jiedai.documents.view import Nothing, View, entries, project
from jiedai.language import catalog as texts
from jiedai.model.choice import ItemKind
from jiedai.model.office import Office
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Plan
from jiedai.workspace import Loaded


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
    packs: Path | None = None
    """The folder of the office's own rule packs, where it has one."""
    glossary: tuple[Plan, Office | None] | None = None
    """Where the translations stand, of which its audience can get a part."""

    def terms(self) -> Terms:
        """The translations that its audience can get."""
        return terms_of(*self.glossary, self.plan, self.office) if self.glossary else Terms({}, ())

    @classmethod
    def of(cls, loaded: Loaded, audience: str, person: str = "") -> Scene:
        """The scene of a plan without errors, narrowed to the items that concern a person where one is named."""
        assert loaded.plan is not None
        plan, office = project(loaded.plan, audience), project(loaded.office, audience)
        assert isinstance(plan, View)
        if person:
            wanted = items_of(loaded.plan, loaded.office, person)
            days = (
                day.also(items=tuple(item for item in entries(day["items"]) if str(item.id) in wanted))
                for day in entries(plan.schedule)
            )
            plan = plan.also(schedule=tuple(day for day in days if day["items"]))
        facts = visit(plan, office, shared(loaded.plan, loaded.office, audience))
        packs = loaded.workspace.packs_dir
        charts = _charts(loaded, audience, plan, office)
        own = packs if packs.is_dir() else None
        return cls(plan, office, facts, audience, charts, person, own, (loaded.plan, loaded.office))

    def for_reader(self, each: str, reader: str) -> Scene:
        """The same scene with one reader alone among the facts named `each`, which a template goes through."""
        own = tuple(one for one in entries(self.facts[each]) if str(one[READERS[each]]) == reader)
        return replace(self, facts=self.facts.also(**{each: own}))


def _charts(loaded: Loaded, audience: str, plan: View, office: View | Nothing) -> Callable[[str], tuple[View, ...]]:
    def draw(labels: str) -> tuple[View, ...]:
        from jiedai.documents.charts import charts_for

        assert loaded.plan is not None
        return charts_for(loaded.plan, loaded.office, audience, plan, office, labels)

    return draw


class Scenes:
    """The scenes of one run of printing: each is made once, though many documents are for the same readers."""

    def __init__(self) -> None:
        self._made: dict[tuple[int, str, str], tuple[Loaded, Scene]] = {}

    def of(self, loaded: Loaded, audience: str, person: str = "") -> Scene:
        """See `Scene.of`. The plan is held with its scene, so that no other one can come by its identity."""
        key = (id(loaded), audience, person)
        if key not in self._made:
            self._made[key] = (loaded, Scene.of(loaded, audience, person))
        return self._made[key][1]


# --- readers of their own ---------------------------------------------------------------------------------------------


def readers(scene: Scene, template: Template) -> dict[str, str]:
    """Who may get a copy of a document for themselves alone, by the name in `Edition.reader`: what each is called."""
    if not template.each:
        return {}
    names = (str(one[READERS[template.each]]) for one in entries(scene.facts[template.each]))
    return {name: called(template.each, name) for name in names if name and not is_placeholder(name)}


def called(each: str, name: str, labels: str = "zh") -> str:
    """What a reader is called on paper and in file names: vehicles go by numbers."""
    return texts(labels).gettext("{number}号车").format(number=name) if each == "cars" else said(name)


# --- the calendar -----------------------------------------------------------------------------------------------------


def events(scene: Scene) -> tuple[b.Event, ...]:
    """The items that have a time, as calendar entries; their UIDs stay the same over versions of the plan."""
    plan = scene.plan
    visit_id = hashlib.sha256(f"{plan.number or plan.title}|{plan.dates.first.year}".encode()).hexdigest()[:20]
    made: list[b.Event] = []
    for item in entries(scene.facts["items"]):
        if item.start:
            first = not made or made[-1].start.date() != item.start.date()
            made.append(
                b.Event(
                    uid=f"{visit_id}-{item.id}@jiedai",
                    start=item.start,
                    end=item.end or None,
                    summary=said(str(item.what)),
                    location=said(str(item.where)),
                    description=said(str(item.notes)),
                    alarm=FIRST_ALARM if first else ALARM,
                    vehicles=_vehicles(item, scene.person),
                    boarding=said(str(item["from"] or "")) if item.kind == ItemKind.TRANSFER else "",
                )
            )
    return tuple(made)


def _vehicles(item: View, person: str) -> tuple[str, ...]:
    """The numbers of the vehicles of an item; for one person that of the one this person is to ride in, where said."""
    own = tuple(str(ride.vehicle) for ride in entries(item.rides) if person and person in entries(ride.riders))
    return own or tuple(str(number) for number in entries(item.vehicles))


ALARM, FIRST_ALARM = 15, 30
"""Minutes before an item that it is called to mind; more before the first of a day."""
