"""Signs: numbers behind windscreens, sleeves for room keys, signs that show the way.

All of them are read in passing by people who are not of the visit. So no sign has a telephone number or the name of a
guest, the signs of a classified visit do not say what it is, and only the sleeve, which is handed over, has a name.
The signs of a foreign visit say it in English too, from the glossary.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jiedai.documents import wording
from jiedai.documents.address import CardNames
from jiedai.documents.sheets import card_set, chosen, handling, is_named, public_title, spaced, visit_title
from jiedai.documents.topics import Sight
from jiedai.documents.view import View, entries, takes_place
from jiedai.language import catalog
from jiedai.model.choice import Card, ItemKind
from jiedai.model.placeholder import is_placeholder

USUAL = (Card.CAR_SIGN, Card.KEY_SLEEVE, Card.SIGN)
"""What is printed where the office file names nothing else (`house.cards`)."""
_SHOWN = (ItemKind.TALKS, ItemKind.MEETING, ItemKind.CONFERENCE, ItemKind.SIGNING, ItemKind.MEAL)
"""Kinds of item that people have to find the way to by themselves."""


def facts(sight: Sight) -> dict[str, Any]:
    """`sets`, a kind of sign each, as `sheets.card_set` makes them; `rows`, all of them to be read as a list.

    `handling` has the words of the page that is held against a ruler.
    """
    kinds = chosen(sight.office, USUAL)
    cars, sleeves, ways = tuple(_cars(sight)), tuple(_sleeves(sight)), tuple(_ways(sight))
    made = {Card.CAR_SIGN: cars, Card.KEY_SLEEVE: sleeves, Card.SIGN: ways, Card.SIGN_A3: ways}
    sets = tuple(card_set(kind, made[kind], sight.labels) for kind in kinds if made.get(kind))
    return {"sets": sets, "rows": tuple(_rows(kinds, made)), "handling": _handling(sight.labels)}


def _handling(labels: str) -> View:
    say = catalog(labels).gettext
    lines = [
        say("车号牌放在前挡风玻璃后、副驾驶一侧下角，不挡视线；上面没有来宾姓名和电话。"),
        say("房卡套实线裁开，虚线对折；裁好的各摞从左到右、从上到下叠起来，就是房间的次序。"),
        say("指示牌挂在离地 1.2 至 1.5 米处；箭头页转到要指的方向，贴在旁边。"),
    ]
    return handling(labels, say("车号牌、房卡套、指示牌：先量后印"), lines)


def _rows(kinds: tuple[Card, ...], made: dict[Card, tuple[View, ...]]) -> Iterator[View]:
    for kind in kinds:
        for sign in made.get(kind, ()):
            english = {name: sign.get(name, "") for name in ("big_en", "small_en")}
            yield View("row", {"kind": kind, "what": sign.big, "more": sign.small, **english})


def _cars(sight: Sight) -> Iterator[View]:
    """The number of each vehicle of the visit, with what it is for."""
    say = catalog(sight.labels).gettext
    for car in entries(sight.visit.cars):
        title = visit_title(sight.plan)
        english = _titled(sight, title)
        if not title:
            title = say("公务活动用车")
            english = catalog("en").gettext("公务活动用车") if sight.bilingual else ""
        note = say("放在前挡风玻璃后、副驾驶一侧下角，不挡视线；活动结束收回")
        yield View("sign", {"big": car.number, "small": title, "small_en": english, "note": note})


def _titled(sight: Sight, title: str) -> str:
    """What a sign calls the visit in English; a translation may name a guest where the title does not."""
    english = sight.second(title)
    return english if sight.plan.public_title else public_title(sight.plan, english)


def _sleeves(sight: Sight) -> Iterator[View]:
    """A sleeve for the key of each guest: name, room, hotel; inside, meals in the house and when to leave."""
    called = CardNames(sight)
    for hotel in entries(sight.visit.lodging):
        inside, inside_en = tuple(_inside(sight, hotel, sight.labels)), tuple(_inside(sight, hotel, "en"))
        for room in entries(hotel.rooms):
            for name in entries(room.guests):
                if room.number and is_named(name):
                    first, second = called.of(name)
                    yield View(
                        "sleeve",
                        {
                            "big": room.number,
                            "small": spaced(first),
                            "second": second,
                            "hotel": hotel.hotel,
                            "hotel_en": sight.second(str(hotel.hotel)),
                            "inside": inside,
                            "inside_en": inside_en if sight.bilingual else None,
                        },
                    )


def _inside(sight: Sight, hotel: View, labels: str) -> Iterator[str]:
    """The meals in the hotel, where a guest goes to alone, and the day of leaving, a line each."""
    say = catalog(labels).gettext
    for meal in entries(sight.visit.meals):
        if takes_place(entries(meal.entry.place), hotel.hotel):
            what = wording.printed(meal.of_day or meal.form, labels)
            day, time = wording.day(meal.entry.date, labels), wording.time24(meal.entry.time, labels)
            yield " ".join(str(part) for part in (day, time, what) if part)
    if hotel.check_out:
        yield say("{day}离店，请把房卡交总台").format(day=wording.day(hotel.check_out, labels))


def _ways(sight: Sight) -> Iterator[View]:
    """A sign for each place that people find by themselves: what is there, and where."""
    say = catalog(sight.labels).gettext
    found: dict[str, str] = {}
    for item in entries(sight.visit["items"]):
        places = [str(place) for place in entries(item.place) if not is_placeholder(str(place))]
        for place in places[:1] if item.kind in _SHOWN else ():
            what = "" if item.kind is ItemKind.MEAL else public_title(sight.plan, item.what)
            found[place] = found.get(place) or what
    for place, what in found.items():
        note = say("箭头页：要指哪边就把纸转到哪边，需要几张印几张")
        english = public_title(sight.plan, sight.second(what)) if what else ""
        names = {"big": what, "small": place, "big_en": english, "small_en": sight.second(place)}
        if not what:
            names = {"big": place, "small": "", "big_en": sight.second(place), "small_en": ""}
        yield View("sign", {**names, "note": note})
