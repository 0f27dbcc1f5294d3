"""What was learned at earlier visits, for those whom it concerns: a new plan of the kind, and the places of a plan.

A lesson is told with the day of its visit and the unit that came, never with a person; one that names a guest of its
visit all the same is left out. It helps and never blocks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from jiedai.language import _
from jiedai.loading import load
from jiedai.model.choice import ItemKind, Kind
from jiedai.model.office import Office
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Plan
from jiedai.model.review import Lesson
from jiedai.source import Unreadable
from jiedai.visit.names import coming_unit

MOST = 5
"""Lessons that are told at once."""
_KEYS = ("经验".encode(), b"lessons")
_PLACE, _UNIT, _KIND = 3, 2, 1
"""How much nearer a lesson is for the same place, the same unit that comes, the same kind of visit."""
_SECTIONS = {ItemKind.MEAL: "meals", ItemKind.REST: "lodging"}
"""The section of a plan that a lesson on a kind of item concerns; the programme for any other."""


class Learned(NamedTuple):
    """A lesson with the visit that it was learned at: its first day, the unit that came, its kind (None where nobody
    has kept it).
    """

    first: dt.date
    unit: str
    kind: Kind | None
    lesson: Lesson

    @property
    def section(self) -> str:
        """The section of a plan that it concerns, by its English key."""
        return _SECTIONS.get(self.lesson.kind, "schedule") if self.lesson.kind else "schedule"

    @property
    def told(self) -> str:
        """The lesson in one line."""
        text = " ".join(self.lesson.text.split())
        day = "" if self.first == dt.date.min else self.first.isoformat()
        when = f"{day} {self.unit}".strip()
        return _("往次经验（{when}）：{lesson}").format(when=when, lesson=text)


def known_lessons(office: Office | None, paths: Iterable[Path]) -> Iterator[Learned]:
    """The lessons that an office has on file; those of its plans while it has put none together yet."""
    if office is None or office.experience is None:
        yield from learned(paths)
        return
    for one in office.experience.lessons:
        day = dt.date.fromordinal(one.date.toordinal()) if one.date else dt.date.min
        yield Learned(day, one.unit or "", one.visit, one)


def learned(paths: Iterable[Path]) -> Iterator[Learned]:
    """The lessons of plans; those that cannot be read have none. A file without the word is not taken apart."""
    for path in paths:
        try:
            data = path.read_bytes()
            if any(key in data for key in _KEYS) and (plan := load(path).plan) is not None:
                yield from lessons_of(plan)
        except (OSError, Unreadable):
            continue


def lessons_of(plan: Plan) -> Iterator[Learned]:
    """The lessons of a visit that name none of its guests."""
    names = guest_names(plan)
    for lesson in plan.review.lessons if plan.review else ():
        if not any(name in lesson.text for name in names):
            yield Learned(dt.date.fromordinal(plan.dates.first.toordinal()), coming_unit(plan), plan.kind, lesson)


def guest_names(plan: Plan) -> set[str]:
    """Every name of the guests of a plan that is long enough to be looked for."""
    return {
        name
        for guest in plan.guests
        for name in (guest.name, guest.name_zh, guest.name_en)
        if name and len(name) > 1 and not is_placeholder(name)
    }


def relevant(
    every: Iterable[Learned], kind: Kind, unit: str, places: Collection[str], today: dt.date
) -> Sequence[Learned]:
    """The lessons that a new visit may use, the nearest first: of its places, of the unit that comes, of its kind, then
    the youngest; at most MOST, each text once. One for another kind of visit, or past its day, is none of them.
    """
    found: dict[str, Learned] = {}
    for one in sorted(every, key=lambda one: one.first, reverse=True):
        lesson = one.lesson
        if lesson.visit in (None, kind) and (lesson.until is None or lesson.until >= today):
            found.setdefault(lesson.text, one)

    def nearness(one: Learned) -> int:
        same_unit = bool(unit and one.unit) and (unit in one.unit or one.unit in unit)
        of_place = one.lesson.place is not None and one.lesson.place in places
        return _PLACE * of_place + _UNIT * same_unit + _KIND * (one.kind is kind)

    return sorted(found.values(), key=nearness, reverse=True)[:MOST]


def of_places(every: Iterable[Learned], kind: Kind, places: Collection[str], today: dt.date) -> Sequence[Learned]:
    """The lessons on places of a visit, the nearest first."""
    about = [one for one in every if one.lesson.place is not None and one.lesson.place in places]
    return relevant(about, kind, "", places, today)
