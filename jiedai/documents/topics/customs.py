"""What hosts should ask and keep to: from what guests have said of themselves, never from their ethnic group alone.

An audience that may see neither diets nor ethnic groups gets the general advice only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jiedai.documents.citing import basis, in_force
from jiedai.documents.data import contents, said
from jiedai.documents.topics import Sight
from jiedai.documents.view import View, entries
from jiedai.model.choice import Diet, Kind


def facts(sight: Sight) -> Mapping[str, Any]:
    """`general` advice, `stated` needs with what they mean, and questions to `ask`, each with its guests."""
    data = contents("customs")
    foreign = sight.plan.kind is Kind.FOREIGN or any(guest.nationality for guest in entries(sight.visit.guests))
    general = [*data["always"], *(data["foreign"] if foreign else [])]
    rules = in_force(sight.plan, sight.book)
    return {
        "general": tuple(
            View("advice", {"text": said(entry, sight.labels), "basis": basis(entry, rules, sight.labels)})
            for entry in general
        ),
        "stated": tuple(_stated(sight, data["diets"])),
        "ask": tuple(_questions(sight, data["ask"])),
    }


def _stated(sight: Sight, diets: Mapping[str, Any]) -> Iterator[View]:
    """Each diet that guests have named, with who has."""
    for diet in Diet:
        guests = tuple(guest for guest in entries(sight.visit.guests) if diet in entries(guest.diet))
        if guests:
            yield View("need", {"diet": diet, "guests": guests, "text": said(diets[diet.value], sight.labels)})


def _questions(sight: Sight, ask: list[dict[str, Any]]) -> Iterator[View]:
    """Questions to guests who have named no diet."""
    for entry in ask:
        guests = tuple(
            guest
            for guest in entries(sight.visit.guests)
            if guest.ethnicity and str(guest.ethnicity) in entry["groups"] and not guest.diet
        )
        if guests:
            yield View("question", {"guests": guests, "text": said(entry, sight.labels)})
