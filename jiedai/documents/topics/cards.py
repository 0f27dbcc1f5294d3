"""Cards to be cut: name cards for tables, badges, and tags that show somebody's own place on the chart.

A name card has the name alone: the dais takes no posts, and nothing about a person but the name belongs on a table. A
foreign guest's has the Chinese name over the foreign one, that of a host who meets one the name from the glossary; in
English all of them have the Latin one. Where both languages are wanted everything else stands in both, too. The
audience gets cards for the charts it may see; without a chart, for those who take part in talks, meetings and
signings.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jiedai.documents.address import CardNames
from jiedai.documents.sheets import card_set, chosen, handling, is_named, spaced, visit_title
from jiedai.documents.topics import Sight
from jiedai.documents.topics.seating import facts as seating
from jiedai.documents.view import View, entries
from jiedai.language import catalog
from jiedai.model.choice import Card, ItemKind, MealForm, SeatingShape
from jiedai.seating.layout import BEHIND

USUAL = (Card.TENT, Card.BADGE, Card.SEAT_TAG)
"""What is printed where the office file names nothing else (`house.cards`)."""
_STANDS = (Card.TENT, Card.STAND_200, Card.STAND_210)
_BADGES = (Card.BADGE, Card.BADGE_SMALL)
_WITHOUT_TABLE = (SeatingShape.CAR, SeatingShape.PHOTO)
_SITTINGS = (ItemKind.TALKS, ItemKind.MEETING, ItemKind.CONFERENCE, ItemKind.SIGNING)


def facts(sight: Sight) -> dict[str, Any]:
    """`sets`, a kind of card each, as `sheets.card_set` makes them; `people` with their places, to be read as a list.

    `handling` has the words of the page that is held against a ruler, `maps` the seats of each chart for the tags.
    """
    kinds = chosen(sight.office, USUAL)
    charts = tuple(_laid(sight))
    names, unnamed = _names(sight, charts)
    made = {
        **dict.fromkeys(_STANDS, names),
        **dict.fromkeys(_BADGES, tuple(_badges(sight)) if set(kinds) & set(_BADGES) else ()),
        Card.SEAT_TAG: tuple(_tags(sight, charts)),
    }
    return {
        "sets": tuple(card_set(kind, made[kind], sight.labels) for kind in kinds if made.get(kind)),
        "people": names,
        "handling": _handling(sight.labels, unnamed),
        "maps": tuple(_map(chart) for chart in charts) if Card.SEAT_TAG in kinds else (),
    }


def _handling(labels: str, unnamed: int) -> View:
    say = catalog(labels).gettext
    lines = [
        say("实线裁开，虚线折叠。折叠席卡沿两道虚线折成三角，底面粘住；两面的席卡对折，插进台卡架。"),
        say("一张纸上有几个的，按页码摞齐一起裁，再从左到右、从上到下把各摞叠起来，就是摆放的次序。"),
    ]
    if unnamed:
        lines.append(say("有 {count} 个座位的名单未定，没有印卡。").format(count=unnamed))
    return handling(labels, say("席卡、胸卡：先量后印"), lines)


def _laid(sight: Sight) -> Iterator[View]:
    """The charts that cards are set out by: no vehicles, no photographs, and no working meals (YC15)."""
    for chart in seating(sight)["charts"]:
        forms = {meal.form for meal in entries(chart.entry.meals)} if chart.entry else set()
        if chart["shape"] not in _WITHOUT_TABLE and MealForm.WORKING_MEAL not in forms:
            yield chart


def _names(sight: Sight, charts: tuple[View, ...]) -> tuple[tuple[View, ...], int]:
    """A card for each person, in the order of the first chart they sit on, and how many seats have no name."""
    say = catalog(sight.labels).gettext
    places: dict[str, list[str]] = {}
    unnamed = 0
    if charts:
        for chart in charts:
            for seat in entries(chart.seats):
                if not seat.name or seat.group == BEHIND:
                    continue
                if is_named(seat.name):
                    where = f"{chart.title or chart.id} {seat.position}"
                    places.setdefault(str(seat.name), []).append(where.strip())
                else:
                    unnamed += 1
    else:
        for item in entries(sight.visit["items"]):
            if item.kind in _SITTINGS:
                for person in (*entries(item.attending), *entries(item.accompanying)):
                    if is_named(person.name):
                        places.setdefault(str(person.name), []).append(str(item.what))
    called = CardNames(sight)
    cards = []
    for name, seats in places.items():
        first, second = called.of(name)
        values = {"name": name, "first": spaced(first), "second": second, "where": say("；").join(dict.fromkeys(seats))}
        cards.append(View("card", values))
    return tuple(cards), unnamed


def _badges(sight: Sight) -> Iterator[View]:
    """A badge for each guest, host and member of staff: what they are here, name, unit and post."""
    called = CardNames(sight)
    groups = (
        ("guest", "来宾", "Guest", entries(sight.visit.guests)),
        ("host", "陪同", "Host", entries(sight.visit.hosts)),
        ("staff", "工作人员", "Staff", entries(sight.visit.crew)),
    )
    event = visit_title(sight.plan)
    for role, word, english, people in groups:
        said = word if sight.labels == "zh" else english
        for person in people:
            if not is_named(person.name):
                continue
            first, second = called.of(person.name)
            unit, post = str(person.unit or ""), str(person.get("post", None) or "")
            yield View(
                "badge",
                {
                    "role": role,
                    "word": f"{word} {english.upper()}" if sight.bilingual else said,
                    "event": event,
                    "event_en": sight.second(event),
                    "first": spaced(first),
                    "second": second,
                    "unit": unit,
                    "unit_en": sight.second(unit),
                    "post": post,
                    "post_en": sight.second(post),
                },
            )


def _tags(sight: Sight, charts: tuple[View, ...]) -> Iterator[View]:
    """A tag for each seat of each chart that has a name."""
    called = CardNames(sight)
    for number, chart in enumerate(charts):
        event = str(chart.title or chart.id)
        for seat in entries(chart.seats):
            if seat.name and is_named(seat.name):
                first, second = called.of(seat.name)
                yield View(
                    "tag",
                    {
                        "map": number,
                        "seat": seat.number,
                        "first": spaced(first),
                        "second": second,
                        "event": event,
                        "event_en": sight.second(event),
                        "position": seat.position,
                        "position_en": seat.position_en if sight.bilingual else None,
                    },
                )


def _map(chart: View) -> tuple[tuple[float, float, float, float, int], ...]:
    """The seats of a chart in the room: left, top, width and depth in centimetres, and the number."""
    seats = entries(chart.seats)
    return tuple((s.x - s.width / 2, s.y - s.depth / 2, s.width, s.depth, s.number) for s in seats)
