"""Menus as they lie on the table: what there is, and what is in it. Who must not eat what is none of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jiedai.documents import wording
from jiedai.documents.topics import Sight
from jiedai.documents.view import NOTHING, View, entries
from jiedai.language import catalog


def facts(sight: Sight) -> Mapping[str, Any]:
    """`cards`, one a meal that has a menu: `what`, `when`, `where`, `dishes` and `note`; beside each text the same with
    `_en`, the line in English below it, empty where it says nothing more. A dish is `name`, `about` (what
    the office's library says of it) and `more`: what it contains, and whether it is halal. `title` heads each card.
    """
    title = catalog(sight.labels).gettext("菜单")
    title_en = catalog("en").gettext("菜单") if sight.bilingual else ""
    meals = (meal for meal in entries(sight.visit.meals) if meal.menu)
    return {"title": title, "title_en": title_en, "cards": tuple(_card(sight, meal) for meal in meals)}


def _card(sight: Sight, meal: View) -> View:
    item, both = meal.entry, sight.bilingual
    dishes = entries(meal.menu)
    all_halal = all(dish.halal for dish in dishes)
    where = str(item.where or "")
    return View(
        "card",
        {
            "what": item.what,
            "what_en": sight.second(str(item.what)),
            "when": _when(item, sight.labels),
            "when_en": _when(item, "en") if both else "",
            "where": where,
            "where_en": sight.second(where),
            "dishes": tuple(_dishes(sight, dishes, mark=not all_halal)),
            "note": _note(sight.labels, all_halal),
            "note_en": _note("en", all_halal) if both else "",
        },
    )


def _when(item: View, labels: str) -> str:
    day, time = wording.weekday_day(item.date, labels), wording.time24(item.time, labels)
    return f"{day}　{time}" if labels == "zh" else f"{day}, {time}"


def _dishes(sight: Sight, dishes: tuple[View, ...], *, mark: bool) -> Iterator[View]:
    library = sight.county().get("dishes") or {}
    for dish in dishes:
        known = library[str(dish.dish)] if library else NOTHING
        about = sight.told(known.text or "")
        yield View(
            "dish",
            {
                "name": dish.dish,
                "name_en": sight.second(str(dish.dish)),
                "about": about,
                "about_en": sight.second(about),
                "more": _more(dish, sight.labels, mark=mark),
                "more_en": _more(dish, "en", mark=mark) if sight.bilingual else "",
            },
        )


def _more(dish: View, labels: str, *, mark: bool) -> str:
    """What a dish contains, and whether it is halal where not all of them are."""
    say = catalog(labels).gettext
    contents = entries(dish.allergens)
    parts = [say("清真菜")] if mark and dish.halal else []
    if contents:
        parts.append(say("过敏原：{contents}").format(contents=wording.printed(contents, labels)))
    return say("；").join(parts)


def _note(labels: str, all_halal: bool) -> str:
    say = catalog(labels).gettext
    asked = say("对食物过敏或有其他忌口的，请告知联络员。")
    return say("本餐菜品均为清真。") + asked if all_halal else asked
