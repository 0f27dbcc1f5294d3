"""What a plan and its office say of people, vehicles, rooms and items, to be looked up by what a paper calls them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from jiedai.model.placeholder import is_placeholder
from jiedai.model.times import TimeRange
from jiedai.patterns import regex
from jiedai.visit.case import Case
from jiedai.workflow.returned.aligning import flat

PLATE = regex(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼岭][A-Z]\s*[·•.]?\s*[A-Z0-9]{5,6}(?![A-Z0-9])"
)
"""A number plate (GA 36); 岭 stands for the province of examples."""
NUMBER = regex(r"(?<![\d-])(?:\+?86[- ]?)?(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]\d{7,8}|\d{7,8})(?![\d-])")


def digits(text: str) -> str:
    """A telephone number as its digits, without the country."""
    bare = re.sub(r"\D", "", text)
    return bare[2:] if len(bare) == 13 and bare.startswith("86") else bare


def plain_plate(text: str) -> str:
    """A plate without blanks and dots."""
    return re.sub(r"[\s·•.]", "", text)


@dataclass
class Person:
    """What is known of a name: telephones, posts, units and rooms, each perhaps in several places."""

    phones: set[str] = field(default_factory=set)
    posts: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    rooms: set[str] = field(default_factory=set)


class Facts:
    """The facts of a case."""

    def __init__(self, case: Case) -> None:
        self.people: dict[str, Person] = {}
        self.plates: dict[str, str] = {}
        """Plates by the vehicle's number."""
        self.phones: dict[str, str] = {}
        """Whose each number is."""
        self.times: dict[str, set[TimeRange]] = {}
        """When each item is, by what it is about, without blanks."""
        self.places: dict[str, set[str]] = {}
        """Where each item is, by what it is about, without blanks."""
        self._read(case)

    def _read(self, case: Case) -> None:
        plan, office = case.plan, case.office
        for person in (*plan.guests, *plan.hosts, *(office.people if office else ())):
            self._person(person.name, person.phone, person.post, person.unit)
        for member in plan.crew:
            self._person(member.name, member.phone, None, member.unit)
            self._known(member.name).posts |= {flat(one) for one in (*member.duty, "、".join(member.duty)) if one}
        for task in plan.tasks:
            self._person(task.owner, task.phone)
        for name, phone in self._of_office(case):
            self._person(name, phone)
        for stay in plan.lodging:
            for room in stay.rooms:
                for name in room.guests:
                    self._known(name).rooms |= {room.number} if room.number else set()
        for item in (item for _day, item in plan.items()):
            if not is_placeholder(item.what):
                self.times.setdefault(flat(item.what), set()).add(item.time)
                self.places.setdefault(flat(item.what), set()).update(
                    flat(place) for place in item.place if not is_placeholder(place)
                )
        for vehicle in office.vehicles if office else ():
            if vehicle.plate:
                self.plates[vehicle.number] = plain_plate(vehicle.plate)
        if office is not None and office.office.duty_phone:
            self.phones.setdefault(digits(office.office.duty_phone), office.office.name)

    def _of_office(self, case: Case) -> Iterator[tuple[str | None, str | None]]:
        office = case.office
        if office is None:
            return
        for unit in office.units:
            yield unit.contact, unit.phone
        for place in office.places:
            yield place.contact, place.phone
        for vehicle in office.vehicles:
            yield vehicle.driver, vehicle.phone

    def _known(self, name: str) -> Person:
        return self.people.setdefault(name, Person())

    def _person(self, name: str | None, phone: str | None, post: str | None = None, unit: str | None = None) -> None:
        if not name or is_placeholder(name):
            return
        known = self._known(name)
        for number in NUMBER.findall(phone or ""):
            known.phones.add(digits(number))
            self.phones.setdefault(digits(number), name)
        known.posts |= {flat(post)} if post and not is_placeholder(post) else set()
        known.units |= {flat(unit)} if unit and not is_placeholder(unit) else set()

    def near(self, name: str) -> str:
        """The one person whose name a name seems to be meant for: as long, all characters but one the same."""
        if name in self.people or len(name) < 2:
            return ""
        alike = [
            one
            for one in self.people
            if len(one) == len(name) and sum(a != b for a, b in zip(one, name, strict=True)) == 1 and one[0] == name[0]
        ]
        alike = [one for one in alike if len(name) > 2 or one[0] == name[0]]
        return alike[0] if len(alike) == 1 else ""
