"""What the office has for a visit to choose from: numbered lists, what is proposed, and which one an answer means."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from jiedai.language import _
from jiedai.model.choice import PlaceKind
from jiedai.model.duties import duties
from jiedai.model.placeholder import is_placeholder
from jiedai.model.reading import halfwidth
from jiedai.patterns import regex
from jiedai.visit.names import is_person
from jiedai.visit.precedence import Standing, ranked
from jiedai.visit.work import counterparts, holding
from jiedai.workflow.drafting.answers import cleaned, visiting_unit
from jiedai.workflow.drafting.outline import leading_duties
from jiedai.workflow.drafting.playbook import playbook
from jiedai.workflow.drafting.request import NewVisit, Usage

if TYPE_CHECKING:
    from jiedai.model.office import Office, Vehicle
    from jiedai.model.opening import Off

_BETWEEN = regex(r"\s*[、,;和及/]\s*|\s+")
_NUMBERED = regex(r"第?(\d{1,3})\s*(?:号车|[号个项])?")
_AROUND = "、,;。.() "
_HOTEL_NAME = regex(r"宾馆|酒店|饭店|旅馆|旅社|山庄|招待所|公寓|民宿|度假|hotel|inn|guest ?house|resort", re.IGNORECASE)
COMPANIONS = 2
"""Who rides along with the guests at least: the chief host and the liaison."""


class Entry(NamedTuple):
    """Something to choose: what is typed for it, its name in the office file, and a word on it."""

    label: str
    name: str
    note: str = ""


class Choices(NamedTuple):
    """What there is to choose from, what is proposed of it, what it is called, and which other names may be written."""

    what: str
    entries: tuple[Entry, ...]
    proposed: tuple[str, ...] = ()
    others: Callable[[str], bool] = lambda name: False

    def one(self, text: str) -> str:
        """The name that an answer means: a number of the list, a name, or a part that only one has; Usage otherwise."""
        typed = halfwidth(cleaned(text)).strip(_AROUND)
        for entry in self.entries:
            if typed.casefold() == halfwidth(entry.name).casefold():
                return entry.name
        if self.entries and (numbered := _NUMBERED.fullmatch(typed)):
            return self._numbered(numbered[1])
        meant = self._meant(typed)
        if self.others(typed) and not any(name.endswith(typed) for name in meant):
            return typed  # 马明远 is not 马明
        if len(meant) == 1:
            return meant[0]
        if meant:
            problem = _("“{text}”可以是{names}；写编号").format(text=typed, names=_("、").join(meant))
        else:
            problem = self._lacking(typed)
        raise Usage(_("{what}：{problem}").format(what=self.what, problem=problem))

    def several(self, text: str) -> tuple[str, ...]:
        """The names that an answer with one or more of them means: `1、3`; Usage as of `one`."""
        typed = halfwidth(cleaned(text)).strip(_AROUND)
        if typed in {entry.name for entry in self.entries}:
            return (typed,)
        return tuple(dict.fromkeys(self.one(part) for part in _BETWEEN.split(typed) if part))

    def _numbered(self, number: str) -> str:
        for entry in self.entries:
            if entry.label == number.lstrip("0"):
                return entry.name
        raise Usage(_("{what}：{problem}").format(what=self.what, problem=self._lacking(number)))

    def _lacking(self, typed: str) -> str:
        if not self.entries:
            return _("“{text}”看不出是哪一个；写名称").format(text=typed)
        some = [f"{entry.label} {entry.name}" if entry.label != entry.name else entry.name for entry in self.entries]
        names = _("、").join(some[:6]) + (_("……") if len(some) > 6 else "")
        return _("office.yaml 里没有“{text}”；写编号或名称，如 {names}").format(text=typed, names=names)

    def _meant(self, typed: str) -> list[str]:
        """The names that an answer may mean, by the nearest likeness that any has."""
        likenesses: tuple[Callable[[Entry], bool], ...] = (
            lambda entry: typed in entry.name,
            lambda entry: len(entry.name) > 1 and entry.name in typed,
            lambda entry: len(typed) > 1 and typed in entry.note,
            lambda entry: len(typed) > 2 and entry.name[0] == typed[0] and typed[1:] in entry.note,  # 马县长
            lambda entry: len(typed) > 2 and entry.name[-1] == typed[-1] and _in_order(typed, entry.name),  # 农业局
        )
        for alike in likenesses if typed else ():
            if found := [entry.name for entry in self.entries if alike(entry)]:
                return found
        return []


def _in_order(short: str, long: str) -> bool:
    """Whether all signs of a short form stand in the long one, in their order: 市监局 in 市场监管局."""
    rest = iter(long)
    return all(sign in rest for sign in short)


def _entries(pairs: Iterable[tuple[str, str]]) -> tuple[Entry, ...]:
    """Entries numbered from 1; things that are numbers themselves keep their own."""
    known = [(name, note) for name, note in pairs if not is_placeholder(name)]
    own = all(name.isdecimal() for name, _note in known)
    return tuple(Entry(name if own else str(at), name, note) for at, (name, note) in enumerate(known, 1))


# --- the four lists ---------------------------------------------------------------------------------------------------


def bureaus(office: Office | None, visit: NewVisit) -> Choices:
    """The units of the office; proposed is who answers for what the visit is about: all of them where several do."""
    purposes = [typed for path, typed in visit.changes if path in ("事由", "purpose")]
    found = counterparts(office, visit.from_unit or visiting_unit(visit.title), " ".join((visit.title, *purposes)))
    for key in leading_duties(playbook(visit.kind)) - {"subject"}:
        found = found or holding(office, duties()[key])
    units = office.units if office else []
    return Choices(
        _("对口部门"),
        _entries((unit.name, "") for unit in units),
        tuple(unit.name for unit in found),
        lambda name: not units and len(name) > 1 and not name.isdecimal(),
    )


def hosts(office: Office | None, visit: NewVisit) -> Choices:
    """The people of the office by precedence; any other person's name may be written."""
    organs = office.conventions.organs if office and office.conventions else ()
    people = ranked(
        office.people if office else (),
        lambda one: Standing(None, None, one.rank, one.unit or "", one.post or "", one.level),
        organs,
    ).people
    notes = ((one.name, _noted(f"{one.unit or ''}{one.post or ''}", _away(one.away, visit))) for one in people)
    return Choices(_("主陪"), _entries(notes), others=is_person)


def hotels(office: Office | None, visit: NewVisit) -> Choices:
    """The hotels of the office; proposed is the only one, or the only designated one. Another one may be written."""
    places = [place for place in (office.places if office else ()) if place.kind is PlaceKind.HOTEL]
    best = places if len(places) == 1 else [place for place in places if place.designated]
    notes = []
    for place in places:
        rooms = sum(place.rooms.values())
        told = [_("定点") if place.designated else "", _("{number} 间房").format(number=rooms) if rooms else ""]
        notes.append((place.name, _noted(*told)))
    return Choices(
        _("宾馆"),
        _entries(notes),
        (best[0].name,) if len(best) == 1 else (),
        lambda name: _HOTEL_NAME.search(name) is not None,
    )


def vehicles(office: Office | None, visit: NewVisit) -> Choices:
    """The vehicles of the office with their seats; proposed are as few as seat the guests and who rides along."""
    known = [vehicle for vehicle in (office.vehicles if office else ()) if not vehicle.police]
    notes = []
    for vehicle in known:
        seats = _("{number} 座").format(number=vehicle.seats) if vehicle.seats else ""
        notes.append((vehicle.number, _noted(vehicle.model or "", seats, _away(vehicle.away, visit))))
    free = [vehicle for vehicle in known if not _away(vehicle.away, visit)]
    proposed = _enough(free, visit.guests.number + COMPANIONS) if visit.guests else ()
    return Choices(_("用车"), _entries(notes), proposed, lambda name: not known and name.isdecimal())


def _enough(known: Sequence[Vehicle], heads: int) -> tuple[str, ...]:
    """The smallest vehicle that seats them all, else the largest ones until all sit; none where they do not."""
    seats = sorted((vehicle.seats or 0, vehicle.number) for vehicle in known)
    for number, name in seats:
        if number >= heads:
            return (name,)
    taken: list[str] = []
    while seats and heads > 0:
        number, name = next((one for one in seats if one[0] >= heads), seats[-1])
        seats.remove((number, name))
        heads -= number
        taken.append(name)
    return () if heads > 0 else tuple(name for name in (vehicle.number for vehicle in known) if name in taken)


def _away(away: Off | None, visit: NewVisit) -> str:
    """That somebody or something is away on a day of the visit."""
    days = (visit.dates.first + dt.timedelta(days=at) for at in range(visit.dates.days))
    return _("这几天外出") if away and any(away.covers(day) for day in days) else ""


def _noted(*parts: str) -> str:
    return _("，").join(part for part in parts if part)
