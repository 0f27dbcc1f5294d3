"""A place in the stead of another: whom it brings along, and what its rooms and entrances are called there."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.base import path_of
from jiedai.model.choice import PlaceKind, RoomType
from jiedai.model.conduct import Task
from jiedai.model.hospitality import Lodging
from jiedai.model.office import Place
from jiedai.model.placeholder import WORD as BLANK
from jiedai.model.schedule import Item
from jiedai.visit.work import names_in
from jiedai.workflow.late.draft import Draft
from jiedai.workflow.late.looking import Look, left_over
from jiedai.workflow.late.standing import Spot, rooms_of
from jiedai.workflow.late.subjects import Subject, facts


class PlaceSwap:
    """What follows where one place stands for another."""

    def __init__(self, draft: Draft, old: Subject, new: Subject) -> None:
        self.draft = draft
        self.case = draft.case
        self.old = old
        self.new = new
        self.names: list[tuple[str, str]] = []
        """The new and the old name of whom the places bring along."""

    def run(self, changed: list[Spot]) -> list[Look]:
        """Put the people of the new place for those of the old one at its items, and say what else there is."""
        looks = [*self._inside(changed), *self._lodging()]
        one, other = (self.case.place_by_name.get(place.name) for place in (self.old, self.new))
        there = {item.id for _day, item in self.case.items if self.old.name in item.place}
        here = {spot.item.id: spot.item for spot in changed if spot.item and spot.field == "place"}
        here |= {item.id: item for _day, item in self.case.written.items() if item.id in there}
        if one is not None and other is not None and here:
            looks += self._people(one, other, list(here.values()))
        return looks

    def _inside(self, changed: list[Spot]) -> list[Look]:
        """Rooms, floors and entrances that the new place may not have."""
        found = []
        for spot in changed:
            text = str(self.draft.typed(spot.path))
            if spot.text not in (self.old.written, self.old.name) and text != self.new.written:
                message = _("现在写的是“{text}”，核对有没有这个地方").format(text=text)
                found.append(Look("place", message, "", spot.item.id if spot.item else None, spot.path))
        return found

    def _lodging(self) -> list[Look]:
        """The numbers of the rooms are those of the old hotel: blanks until the new one gives its own."""
        found: list[Look] = []
        for stay in self.case.written.lodging:
            if stay.hotel != self.old.name:
                continue
            place = self.case.place_by_name.get(self.new.name)
            path = path_of(stay)
            if place is not None and place.kind not in (None, PlaceKind.HOTEL):
                found.append(Look("place", _("“{name}”不是宾馆").format(name=self.new.name), "", None, path))
            found += self._without_such_rooms(place, stay)
            if numbers := rooms_of(stay):
                for room in stay.rooms:
                    if room.number:
                        self.draft.put(room, "number", BLANK)
                message = _("房号 {numbers} 是{hotel}的，已改成“待填”").format(numbers=numbers, hotel=self.old.name)
                hint = _("向{hotel}要房号和房价，填在“住宿”里").format(hotel=self.new.name)
                found.append(Look("rooms", message, hint, None, path))
        return found

    def _without_such_rooms(self, place: Place | None, stay: Lodging) -> Iterator[Look]:
        """Kinds of rooms that the new hotel does not have; that it has too few of a kind is for ZS13 to say."""
        for kind in RoomType if place is not None and place.rooms else ():
            wanted = sum(room.type is kind for room in stay.rooms)
            if place is not None and wanted and kind not in place.rooms:
                message = _("{hotel}没有{type}，方案里要 {count} 间").format(
                    hotel=self.new.name, type=kind.label, count=wanted
                )
                yield Look("feasible", message, _("换一种房型，或另找宾馆"), None, path_of(stay), None, Level.ERROR)

    # --- people -------------------------------------------------------------------------------------------------------

    def _people(self, one: Place, other: Place, here: list[Item]) -> list[Look]:
        """The unit and the contact of a place lead its items and explain there; their tasks for these items too.

        Where the new ones have a part in these items already, nobody can tell who is whose: somebody must look.
        """
        pairs = [
            ("lead", one.unit, other.unit),
            ("owner", one.contact, other.contact),
            ("guide", one.contact, other.contact),
        ]
        numbers = {item.id for item in here}
        tasks = [task for task in self.case.written.tasks if task.item in numbers]
        looks: list[Look] = []
        for field, old, new in pairs:
            if not old or not new or old == new:
                continue
            at = [item for item in here if old in _names(item, field)]
            if any(new in _names(item, field) for item in here):
                looks += [self._look(item, old) for item in at]
                continue
            for item in at:
                self._put(item, field, old, new)
        looks += self._tasks(one, other, tasks)
        return looks if one.unit == other.unit else [*looks, *left_over(self.case, one.unit, numbers, one.name)]

    def _put(self, node: Item | Task, field: str, old: str, new: str) -> None:
        path = self.draft.path(node, field)
        typed = self.draft.typed(path)
        if typed == old:
            self.draft.set(path, new)
        elif isinstance(typed, list):
            for index, name in enumerate(typed):
                if name == old:
                    self.draft.set((*path, index), new)
        self.names.append((new, old))

    def _look(self, item: Item, old: str) -> Look:
        message = _("{id}仍由{name}负责，是{place}的").format(id=item.id, name=old, place=self.old.name)
        return Look("people", message, _("核对责任单位、责任人和讲解"), item.id, path_of(item))

    def _tasks(self, one: Place, other: Place, tasks: list[Task]) -> list[Look]:
        """Tasks for the items of the place that its unit does: they are the new unit's, with its contact and number."""
        if not one.unit or not other.unit or other.unit == one.unit or any(task.unit == other.unit for task in tasks):
            return []
        looks = []
        for task in tasks:
            if task.unit != one.unit:
                continue
            message = _("{id}原由{old}做，现在由{new}做").format(id=task.id or task.what, old=one.unit, new=other.unit)
            looks.append(Look("task", message, _("核对事项、责任人和电话"), task.id, path_of(task)))
            self._put(task, "unit", one.unit, other.unit)
            if task.owner and task.owner == one.contact and other.contact:
                self._put(task, "owner", task.owner, other.contact)
                number = facts(self.case, other.contact).get("phone") or other.phone
                if task.phone and number:
                    self.draft.put(task, "phone", number)
                elif task.phone:
                    self.draft.drop(task, "phone")
        return looks


def _names(item: Item, field: str) -> tuple[str, ...]:
    value = getattr(item, field)
    return value if isinstance(value, tuple) else names_in(value)
