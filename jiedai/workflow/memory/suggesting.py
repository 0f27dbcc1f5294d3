"""What is remembered of the guests of a plan and the plan does not say: edits, and what contradicts it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jiedai.arrange.proposal import Edit
from jiedai.language import _
from jiedai.model.base import path_of
from jiedai.model.choice import Allergen, Diet
from jiedai.model.people import Guest
from jiedai.visit.case import Case
from jiedai.workflow.memory.facts import Fact, FactKind
from jiedai.workflow.memory.store import Remembered


class Suggestion(NamedTuple):
    """A fact that a plan lacks; `planned` is what it says otherwise, and then it is left as it is."""

    guest: Guest
    fact: Fact
    planned: str = ""


class Suggested(NamedTuple):
    """What a plan lacks with the edits that add it, and what contradicts what is remembered."""

    lacking: tuple[Suggestion, ...]
    conflicts: tuple[Suggestion, ...]
    edits: tuple[Edit, ...]


def suggested(case: Case, known: Iterable[Remembered], day: dt.date) -> Suggested:
    """What is remembered on a day of the guests of a plan, by name and unit; never what has expired."""
    remembered = {(one.name, one.unit): one.facts for one in known}
    found: list[Suggestion] = []
    edits: list[Edit] = []
    for guest in case.written.guests:
        facts = [fact for fact in remembered.get((guest.name, guest.unit), ()) if not fact.expired(day)]
        mine = list(_told(guest, facts))
        found += mine
        edits += _edits(guest, [one.fact for one in mine if not one.planned])
    lacking = tuple(one for one in found if not one.planned)
    return Suggested(lacking, tuple(one for one in found if one.planned), tuple(edits))


def _told(guest: Guest, facts: Iterable[Fact]) -> Iterator[Suggestion]:
    """Facts that are not in the plan. Another diet contradicts one that is remembered; an allergy more does not."""
    diets = [one.zh for one in guest.diet]
    allergies = [one.zh for one in guest.allergies]
    for fact in facts:
        if fact.kind is FactKind.DIET:
            if fact.value not in diets:
                yield Suggestion(guest, fact, _("、").join(one.label for one in guest.diet))
        elif fact.kind is FactKind.ALLERGY:
            if fact.value not in allergies:
                yield Suggestion(guest, fact)
        elif fact.value not in (guest.note or ""):
            yield Suggestion(guest, fact)


def _edits(guest: Guest, facts: list[Fact]) -> Iterator[Edit]:
    """What is added to a guest: nothing that stands there goes."""
    diets = [fact.choice for fact in facts if isinstance(fact.choice, Diet)]
    allergies = [fact.choice for fact in facts if isinstance(fact.choice, Allergen)]
    notes = [fact.value for fact in facts if fact.choice is None]
    where = path_of(guest)
    if diets:
        yield Edit("set", (*where, "diet"), Guest, diets)
    if allergies:
        yield Edit("set", (*where, "allergies"), Guest, [*guest.allergies, *allergies])
    if notes:
        yield Edit("set", (*where, "note"), Guest, "；".join(filter(None, (guest.note, *notes))))
