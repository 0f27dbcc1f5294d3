"""The questions of the feedback form that fit a visit, from `data/questions.yaml`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jiedai.documents.data import contents, said
from jiedai.documents.topics import Sight
from jiedai.documents.topics.service import sessions, sites
from jiedai.documents.view import View, entries
from jiedai.model.choice import ItemKind


def facts(sight: Sight) -> Mapping[str, Any]:
    """`list`: each question with `name` (as its answers are filed), `text`, and `english` beside Chinese labels.

    `both`: whether Chinese labels want the English beside them, since guests have names in two languages.
    """
    visit = sight.visit
    asked = [entry for entry in contents("questions") if "when" not in entry or _PRESENT[entry["when"]](visit)]
    return {
        "list": tuple(
            View("question", {"name": entry["name"], "text": said(entry, sight.labels), "english": entry["en"]})
            for entry in asked
        ),
        "both": sight.labels == "zh" and not sight.paired and _of_two_languages(visit),
    }


def _of_two_languages(visit: View) -> bool:
    return any(guest.name_zh or guest.name_en for guest in entries(visit.guests))


_PRESENT: dict[str, Callable[[View], bool]] = {
    "lodging": lambda visit: bool(visit.lodging),
    "meals": lambda visit: bool(visit.meals),
    "cars": lambda visit: bool(visit.cars),
    "visits": lambda visit: bool(sites(visit)),
    "sessions": lambda visit: bool(sessions(visit)),
    "pickup": lambda visit: any(item.kind in (ItemKind.PICKUP, ItemKind.DROPOFF) for item in entries(visit["items"])),
}
