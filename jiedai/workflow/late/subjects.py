"""Whom or what a word means that somebody types for a late change, and what is known of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from enum import StrEnum
from typing import NamedTuple

from jiedai.language import _
from jiedai.model.placeholder import is_placeholder
from jiedai.model.words import unpadded
from jiedai.visit.case import Case
from jiedai.visit.filled import known_of
from jiedai.visit.names import host_side
from jiedai.visit.rides import drivers_of
from jiedai.visit.work import names_in

_NEAR = 3
"""So many near names are told."""
_LIKE = 0.4
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_CAR = re.compile(r"(?:car|vehicle|bus|no\.?)?(\d+)(?:号车?|车|#)?")
"""A car as people write it, without blanks and in small letters: 2号车, car2, no.2."""


class Kind(StrEnum):
    """What a subject is. Hotels are places."""

    PERSON = "person"
    PLACE = "place"
    VEHICLE = "vehicle"
    GUEST = "guest"


class Unknown(Exception):
    """A word that means nothing, or nothing that can be changed so.

    `message` says why, `hint` what there is or what to do, `near` are the names that may have been meant.
    """

    def __init__(self, message: str, hint: str = "", near: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.near = tuple(near)


class Subject(NamedTuple):
    """Somebody or something by the name that the office writes.

    `inside` is what follows the name of a place where a room of it is meant.
    """

    kind: Kind
    name: str
    inside: str = ""

    @property
    def written(self) -> str:
        """The name as it stands in the plan."""
        return self.name + self.inside


def meant(case: Case, word: str) -> list[Subject]:
    """What a word may mean, of all that the plan and the office know; nothing where they do not know it."""
    typed = unpadded(word.strip())
    if not typed or is_placeholder(typed):
        return []
    known = list(_known(case))
    exact = [one for one in known if one.name == typed]
    if exact:
        return exact
    wanted = plain(typed)
    alike = [one for one in known if plain(one.name) == wanted]
    if alike:
        return alike
    return list(_otherwise(case, typed))


def _known(case: Case) -> Iterator[Subject]:
    """Everything by name, each once: guests before people of the host side, who may be of one name."""
    found: list[Subject] = []
    found += [Subject(Kind.GUEST, guest.name) for guest in case.written.guests]
    guests = {guest.name for guest in case.written.guests}
    found += [Subject(Kind.PERSON, name) for name in people(case) if name not in guests]
    found += [Subject(Kind.PLACE, name) for name in case.place_by_name]
    found += [Subject(Kind.PLACE, stay.hotel) for stay in case.written.lodging if stay.hotel]
    found += [Subject(Kind.VEHICLE, number) for number in case.vehicle_by_number]
    yield from dict.fromkeys(one for one in found if not is_placeholder(one.name))


def _otherwise(case: Case, typed: str) -> Iterator[Subject]:
    """What else a word may mean: another name of a guest, a translated name, a room in a place, a car by its plate or
    as `2号车`.
    """
    wanted = plain(typed)
    for guest in case.written.guests:
        if wanted in {plain(name) for name in (guest.name_zh, guest.name_en) if name}:
            yield Subject(Kind.GUEST, guest.name)
    told = dict(case.office.translations if case.office else {}) | dict(case.written.translations)
    names = {name for name, said in told.items() if plain(said) == wanted}
    yield from (one for one in _known(case) if one.name in names)
    place = case.place(typed)
    if place is not None:
        yield Subject(Kind.PLACE, place.name, typed[len(place.name) :])
    car = _CAR.fullmatch(wanted)
    for vehicle in case.vehicle_by_number.values():
        by_number = car is not None and plain(vehicle.number) == _ZEROS.sub("", car[1])
        if by_number or (vehicle.plate and plain(vehicle.plate).replace("·", "") == wanted.replace("·", "")):
            yield Subject(Kind.VEHICLE, vehicle.number)


def people(case: Case) -> list[str]:
    """Everybody of the host side, by the plan's lists, by its items and tasks, and by the office file."""
    plan = case.written
    units = {*case.unit_by_name}
    named: list[str | None] = [*host_side(case)]
    for item in (item for _day, item in case.items):
        named += [*item.hosts, *item.crew, *item.guide, *names_in(item.owner), *names_in(item.chair)]
        named += [name for step in item.steps for name in names_in(step.owner)]
    for task in plan.tasks:
        named += [*names_in(task.owner), *names_in(task.check_by)]
    named += [name for risk in plan.risks for name in names_in(risk.owner)]
    named += [member.backup for member in plan.crew]
    named += [name for vehicle in case.vehicle_by_number.values() for name in drivers_of(vehicle)]
    return list(dict.fromkeys(name for name in named if name and name not in units and not is_placeholder(name)))


def plain(name: str) -> str:
    """A name without what is easily typed otherwise: width, case, blanks, and zeros before a number."""
    return _ZEROS.sub("", "".join(unicodedata.normalize("NFKC", name).casefold().split()))


def near(word: str, names: Iterable[str]) -> list[str]:
    """The names that a word was probably meant to be, the nearest first."""
    every = list(dict.fromkeys(names))
    holding = [name for name in every if word and (word in name or (len(name) > 1 and name in word))]
    close = get_close_matches(word, every, _NEAR, _LIKE)
    return list(dict.fromkeys([*holding, *close]))[:_NEAR]


def names_of(case: Case, kind: Kind | None = None) -> list[str]:
    """The names of everything of a kind, or of every kind."""
    return [one.name for one in _known(case) if kind is None or one.kind is kind]


def unknown(case: Case, word: str, kind: Kind | None = None, besides: str = "") -> Unknown:
    """The exception for a word that nobody knows, with the names near to it but `besides`."""
    close = near(word.strip(), (name for name in names_of(case, kind) if name != besides))
    hint = _("是不是想写：{names}").format(names=_("、").join(close)) if close else _nothing_near(kind)
    return Unknown(_("方案和 office.yaml 里都没有“{name}”").format(name=word), hint, close)


def _nothing_near(kind: Kind | None) -> str:
    match kind:
        case Kind.PLACE:
            return _("先在 office.yaml 的场所里加上它")
        case Kind.VEHICLE:
            return _("先在 office.yaml 的车辆里加上它")
        case _:
            return _("先在 office.yaml 里加上，人写在“人员”里")


# --- what is known of somebody ----------------------------------------------------------------------------------------


def facts(case: Case, name: str) -> dict[str, str]:
    """Unit, post, rank and phone of somebody of the host side, as the office file has them.

    The office's people come first, then the contacts and deputies of units, the contacts of places, drivers.
    """
    found: dict[str, str] = {}
    office = case.office
    if office is None:
        return found
    known = known_of(office, name)
    person = next((one for one in office.people if one.name == name), None)
    rank = person.level.written if person is not None and person.level is not None else None
    _add(found, {field: known.get(field) for field in ("unit", "post")} | {"rank": rank, "phone": known.get("phone")})
    for unit in office.units:
        if name in names_in(unit.deputy):
            _add(found, {"unit": unit.name})
    for place in office.places:
        if place.contact == name:
            _add(found, {"unit": place.unit, "phone": place.phone})
    for vehicle in office.vehicles:
        if name in drivers_of(vehicle):
            _add(found, {"unit": vehicle.owner, "phone": vehicle.phone})
    return found


def _add(found: dict[str, str], more: Mapping[str, object]) -> None:
    for field, value in more.items():
        if value is not None and not is_placeholder(str(value)):
            found.setdefault(field, str(value))
