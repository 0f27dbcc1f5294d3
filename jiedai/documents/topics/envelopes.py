"""Labels: on the envelopes in which papers go out, on the guests' folders, and on the file that is kept.

An envelope is seen by whoever carries it: it has a unit or a name and what is inside, but no telephone number and
nothing of the purpose where the visit has a public name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jiedai import blocks as b
from jiedai.documents import wording
from jiedai.documents.address import CardNames
from jiedai.documents.sheets import card_set, chosen, handling, is_named, spaced, visit_title
from jiedai.documents.topics import Sight
from jiedai.documents.translation import said
from jiedai.documents.view import View, entries
from jiedai.formats.common.titles import titled
from jiedai.language import catalog
from jiedai.model.choice import Card
from jiedai.model.placeholder import is_placeholder

USUAL = (Card.ENVELOPE, Card.FOLDER)
_TITLE = 18.0
"""Characters of a title on the label of a file that have room side by side."""


def facts(sight: Sight) -> Mapping[str, Any]:
    """`sets`, a kind of label each, as `sheets.card_set` makes them; `rows`, all of them to be read as a list.

    A label has `big`, `second` (the same in a second language), `small`, `inside` and `event`. `handling` has the words
    of the page that is held against a ruler.
    """
    made = {Card.ENVELOPE: (*_envelopes(sight), *_folders(sight)), Card.FOLDER: tuple(_file(sight))}
    kinds = chosen(sight.office, USUAL) or USUAL  # who names cards and signs alone has not thought of labels
    sets = tuple(card_set(kind, made[kind], sight.labels) for kind in kinds if made.get(kind))
    rows = tuple(label.also(kind=kind) for kind in kinds for label in made.get(kind, ()))
    return {"sets": sets, "rows": rows, "handling": _handling(sight.labels)}


def _handling(labels: str) -> View:
    say = catalog(labels).gettext
    lines = [
        say("信封标签每张十枚，贴在信封或材料袋正面；标签上没有电话，也不写事由。"),
        say("档案袋标签结案以后贴，保管期限和件数用笔填。"),
    ]
    return handling(labels, say("信封和档案袋标签：先量后印"), lines)


def _label(sight: Sight, big: str, small: str, inside: str, second: str = "") -> View:
    return View(
        "label", {"big": big, "second": second, "small": small, "inside": inside, "event": visit_title(sight.plan)}
    )


def _envelopes(sight: Sight) -> Iterator[View]:
    """One for each unit, hotel, kitchen and driver that gets a paper of its own."""
    say, visit = catalog(sight.labels).gettext, sight.visit
    for unit in entries(visit.units):
        if not unit.blank and (unit.tasks or unit["items"] or unit.risks or unit.supports):
            contact = say("{name} 收").format(name=unit.contact) if unit.contact else ""
            yield _label(sight, str(unit.name), contact, say("任务单"), sight.second(str(unit.name)))
    for hotel in entries(visit.lodging):
        if hotel.hotel and not is_placeholder(str(hotel.hotel)):
            yield _label(sight, str(hotel.hotel), "", say("住宿安排表"), sight.second(str(hotel.hotel)))
    for kitchen in entries(visit.kitchens):
        if kitchen.key and not is_placeholder(str(kitchen.key)):
            yield _label(sight, str(kitchen.key), "", say("厨房单"), sight.second(str(kitchen.key)))
    for car in entries(visit.cars):
        driver = say("{name} 收").format(name=car.driver) if car.driver else ""
        yield _label(sight, say("{number}号车").format(number=car.number), driver, say("行车单"))


def _folders(sight: Sight) -> Iterator[View]:
    """One for each guest's folder."""
    say, called = catalog(sight.labels).gettext, CardNames(sight)
    for guest in entries(sight.visit.guests):
        if is_named(guest.name):
            first, second = called.of(guest.name)
            yield _label(sight, spaced(first), str(guest.unit or ""), say("材料袋"), second)


def _file(sight: Sight) -> Iterator[View]:
    """The one on the file that is kept."""
    say, plan = catalog(sight.labels).gettext, sight.plan
    yield View(
        "label",
        {
            "big": plan.title,
            "lines": tuple(b.plain(titled((b.Text(str(said(str(plan.title)))),), _TITLE)[0]).split("\n")),
            "number": plan.number,
            "dates": wording.days(plan.dates, sight.labels),
            "office": sight.office.office.name,
            "classification": wording.printed(plan.classification, sight.labels) if plan.classification else None,
            "second": sight.second(str(plan.title)),
            "small": plan.number,
            "inside": say("接待档案"),
            "event": plan.title,
            "kept": say("保管期限："),
            "pieces": say("件数："),
        },
    )
