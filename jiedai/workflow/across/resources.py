"""What can be taken, by the names that people have for it: `person:林峰`, `车:1`, `1号车`, `三号会议室`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jiedai.language import _
from jiedai.model.choice import PlaceKind
from jiedai.model.office import Office, Place, Vehicle
from jiedai.model.reading import halfwidth
from jiedai.visit.bookings import Resource
from jiedai.visit.filled import vehicles_called

_KINDS = {
    Resource.PERSON: ("person", "人", "人员", "领导", "陪同"),
    Resource.VEHICLE: ("vehicle", "car", "车", "车辆", "车号"),
    Resource.PLACE: ("place", "hall", "room", "场所", "地点", "会议室", "会场"),
    Resource.HOTEL: ("hotel", "宾馆", "酒店", "住宿"),
}
"""What may stand before the colon."""


class Key(NamedTuple):
    """Something that can be taken."""

    kind: Resource
    name: str

    def __str__(self) -> str:
        return f"{self.kind.value}:{self.name}"

    @property
    def label(self) -> str:
        """What a person calls it."""
        match self.kind:
            case Resource.VEHICLE:
                return _("{number}号车").format(number=self.name)
            case Resource.HOTEL:
                return _("{hotel}的房间").format(hotel=self.name)
            case _:
                return self.name


class Register:
    """Everything that can be taken: what the office file names, and what visits take besides."""

    def __init__(self, office: Office | None, taken: Iterable[tuple[Resource, str]]) -> None:
        self.office = office
        self._places = {place.name: place for place in (office.places if office else ())}
        self._vehicles = {vehicle.number: vehicle for vehicle in (office.vehicles if office else ())}
        self._roads = {frozenset((road.from_, road.to)): road.minutes for road in (office.travel if office else ())}
        names: dict[Resource, dict[str, None]] = {kind: {} for kind in Resource}
        if office is not None:
            names[Resource.PERSON] |= dict.fromkeys(person.name for person in office.people)
            drivers = (vehicle.driver for vehicle in office.vehicles)
            contacts = (unit.contact for unit in office.units)
            names[Resource.PERSON] |= dict.fromkeys(name for name in (*drivers, *contacts) if name)
            names[Resource.VEHICLE] |= dict.fromkeys(self._vehicles)
            names[Resource.PLACE] |= dict.fromkeys(self._places)
            hotels = (place.name for place in office.places if place.kind is PlaceKind.HOTEL)
            names[Resource.HOTEL] |= dict.fromkeys(hotels)
        for kind, name in taken:
            names[kind].setdefault(name)
        self._names = {kind: {halfwidth(name): name for name in known} for kind, known in names.items()}

    def place(self, key: Key) -> Place | None:
        """What the office file says of a place or hotel."""
        return self._places.get(key.name) if key.kind in (Resource.PLACE, Resource.HOTEL) else None

    def vehicle(self, key: Key) -> Vehicle | None:
        """What the office file says of a vehicle."""
        return self._vehicles.get(key.name) if key.kind is Resource.VEHICLE else None

    def minutes(self, one: str, other: str) -> int:
        """How long the road between two places is, by the office file; 0 where it does not say."""
        return self._roads.get(frozenset((one, other)), 0)

    def every(self, kind: Resource) -> list[Key]:
        """All of a kind."""
        return [Key(kind, name) for name in self._names[kind].values()]

    def called(self, word: str) -> dict[str, Key]:
        """What a word may be a slip for, by the words that are right: of its kind alone where it says one."""
        kind, _name = _split(word)
        found: dict[str, Key] = {}
        for one in (kind,) if kind else Resource:
            for key in self.every(one):
                found.setdefault(key.label, key)
        return found

    def meant(self, word: str) -> list[Key]:
        """What a word means: one thing, none where nothing has that name, several where it may be either."""
        kind, name = _split(word)
        kinds = (kind,) if kind else (Resource.PERSON, Resource.VEHICLE, Resource.HOTEL, Resource.PLACE)
        for found in (self._exactly, self._in_part):
            keys = [key for one in kinds for key in found(one, name)]
            if not kind:  # rooms of a hotel are meant by its name alone, not its dining hall
                hotels = {key.name for key in keys if key.kind is Resource.HOTEL}
                keys = [key for key in keys if key.kind is not Resource.PLACE or key.name not in hotels]
            if keys:
                return keys
        return []

    def _exactly(self, kind: Resource, name: str) -> list[Key]:
        if kind is not Resource.VEHICLE:
            return [Key(kind, self._names[kind][name])] if name in self._names[kind] else []
        number = name.removesuffix("号车").removesuffix("号").strip()
        if number in self._names[kind]:
            return [Key(kind, self._names[kind][number])]
        called = [key for key in self.every(kind) if key.label.casefold() == name.casefold()]
        if called:
            return called
        return [Key(kind, one) for one in vehicles_called(self.office, name)]

    def _in_part(self, kind: Resource, name: str) -> list[Key]:
        if kind is Resource.VEHICLE or len(name) < _LEAST:
            return []
        return [Key(kind, one) for typed, one in self._names[kind].items() if name in typed]


_LEAST = 2
"""Characters of a name by which something may be called."""


def _split(word: str) -> tuple[Resource | None, str]:
    """The kind that a word says before a colon, and the name."""
    text = halfwidth(word).strip()
    head, colon, name = text.partition(":")
    if colon:
        for kind, words in _KINDS.items():
            if head.strip().casefold() in words:
                return kind, name.strip()
    return None, text


def labels(keys: Sequence[Key]) -> str:
    """Several things in a sentence."""
    return _("、").join(key.label for key in keys)
