"""Who has a part in what: the units, vehicles, kitchens and hotels of a visit, and which of its items are theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jiedai.model.base import AUDIENCES, Node
from jiedai.model.choice import ItemKind
from jiedai.model.conduct import Risk, Task
from jiedai.model.hospitality import Seating
from jiedai.model.placeholder import is_placeholder
from jiedai.model.schedule import Item
from jiedai.visit.case import Case, once
from jiedai.visit.work import names_in

WHOLE = ("leader", "staff", "guest", "finance", "security")
"""Readers that there is one of."""
ANSWERING = ("unit", "driver", "kitchen", "hotel")
"""Kinds of which each reader has a name, and says that a notice has arrived."""


class Reader(NamedTuple):
    """Somebody who gets papers of a visit: an audience, and which of that kind (a unit, a vehicle's number …)."""

    kind: str
    name: str = ""

    @property
    def key(self) -> str:
        """`leader`, `unit:县发改局`."""
        return f"{self.kind}:{self.name}" if self.name else self.kind

    @property
    def answers(self) -> bool:
        """Whether the reader says that a notice has arrived."""
        return self.kind in ANSWERING

    @classmethod
    def of(cls, key: str) -> Reader:
        """The reader of a key. ValueError for no kind of reader."""
        kind, _colon, name = key.partition(":")
        if kind not in AUDIENCES or bool(name) != (kind in ANSWERING):
            raise ValueError(key)
        return cls(kind, name)


class Parts:
    """Who has which part in one version of a plan."""

    def __init__(self, case: Case) -> None:
        self.case = case
        organisation = case.office.office if case.office else None
        self.own = frozenset(filter(None, (organisation.name, organisation.short))) if organisation else frozenset()
        self._units_of: dict[str, set[str]] = {}
        for person, unit in self._memberships():
            if person and unit:
                self._units_of.setdefault(person, set()).add(unit)
        self._items_of_tasks: dict[str, list[Task]] = {}
        for task in case.plan.tasks:
            if task.item:
                self._items_of_tasks.setdefault(task.item, []).append(task)

    def _memberships(self) -> Iterator[tuple[str | None, str | None]]:
        """Everybody of the host side with a unit they belong to."""
        plan, office = self.case.plan, self.case.office
        yield from ((host.name, host.unit) for host in plan.hosts)
        yield from ((member.name, member.unit) for member in plan.crew)
        yield from ((task.owner, task.unit) for task in plan.tasks)
        if office is not None:
            yield from ((person.name, person.unit) for person in office.people)
            yield from ((name, unit.name) for unit in office.units for name in (unit.contact, unit.deputy))
            yield from ((place.contact, place.unit) for place in office.places)

    def units_of(self, people: Iterable[str | None]) -> set[str]:
        """The units that people belong to."""
        return {unit for text in people for name in names_in(text) for unit in self._units_of.get(name, ())}

    def units_at(self, item: Item) -> set[str]:
        """The units that have a part in an item: by what they do, whom they send, what they lend, where it is."""
        case = self.case
        places = (case.place(name) for name in (*item.place, item.from_, item.to) if name)
        vehicles = (case.vehicle_by_number.get(number) for number in item.vehicles)
        tasks = self._items_of_tasks.get(item.id, ())
        return {
            *names_in(item.lead),
            *self.units_of((item.owner, item.chair, *item.guide, *item.crew, *item.hosts)),
            *(place.unit for place in places if place and place.unit),
            *(vehicle.owner for vehicle in vehicles if vehicle and vehicle.owner),
            *(name for task in tasks for name in (*names_in(task.unit), *task.support)),
        }

    def leading(self, node: Node) -> set[str]:
        """The units that answer for an item, a task, a contingency, or for the item of a seating chart."""
        match node:
            case Item():
                return {*names_in(node.lead), *self.units_of((node.owner,))}
            case Task() | Risk():
                return {*names_in(node.unit), *self.units_of((node.owner,))}
            case Seating() if node.item in self.case.item_by_id:
                return self.leading(self.case.item_by_id[node.item][1])
            case _:
                return set()

    def vehicles_of(self, item: Item) -> set[str]:
        """The numbers of the vehicles of an item."""
        return {
            *item.vehicles,
            *(ride.vehicle for ride in self.case.plan.rides if ride.item == item.id and ride.vehicle),
        }

    def kitchen_of(self, item: Item) -> str | None:
        """The place where the meal of an item is cooked; None for no meal."""
        if item.kind is not ItemKind.MEAL and not any(meal.item == item.id for meal in self.case.plan.meals):
            return None
        return "、".join(name for name in item.place if not is_placeholder(name)) or None

    def hotels(self) -> set[str]:
        """The hotels of the visit."""
        return {stay.hotel for stay in self.case.plan.lodging if stay.hotel and not is_placeholder(stay.hotel)}

    def readers(self) -> list[Reader]:
        """Everybody who may get papers of this plan, and every unit the office knows; the office itself is `staff`."""
        plan, items = self.case.plan, [item for _day, item in self.case.items]
        units = {unit.name for unit in (self.case.office.units if self.case.office else ())}
        units |= {unit for item in items for unit in self.units_at(item)}
        units |= {name for task in plan.tasks for name in (*names_in(task.unit), *task.support)}
        units |= {name for risk in plan.risks for name in names_in(risk.unit)}
        units |= {member.unit for member in plan.crew if member.unit}
        found = {
            "unit": units - self.own,
            "driver": {number for item in items for number in self.vehicles_of(item)},
            "kitchen": {kitchen for item in items if (kitchen := self.kitchen_of(item))},
            "hotel": self.hotels(),
        }
        named = (
            Reader(kind, name) for kind, names in found.items() for name in sorted(names) if not is_placeholder(name)
        )
        return [*(Reader(kind) for kind in WHOLE), *named]


@once
def parts(case: Case) -> Parts:
    """Who has which part in a plan."""
    return Parts(case)
