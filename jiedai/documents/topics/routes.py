"""The roads of a visit: each day's stops and legs as a list and a drawing, and where the places lie.

Minutes are those of the programme, and those the office reckons with where they are more; kilometres, the spare route
and where vehicles stand are told as far as the office has written them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from jiedai.documents import wording
from jiedai.documents.strips import Leg, Spot, Stop, sketch, strip
from jiedai.documents.topics import Sight
from jiedai.documents.translation import said
from jiedai.documents.view import View, entries
from jiedai.language import catalog
from jiedai.model.choice import ItemKind
from jiedai.model.placeholder import is_placeholder
from jiedai.patterns import regex

_ONE_SPOT = 0.002
"""Degrees, some two hundred metres, within which places are one spot of a sketch."""
_DEGREES = regex(r"\s*(?P<east>-?\d{1,3}(?:\.\d+)?)\s*[,，、\s]\s*(?P<north>-?\d{1,2}(?:\.\d+)?)\s*")


def facts(sight: Sight) -> Mapping[str, Any]:
    """`days`: each day on which somebody drives, with its `legs`, `minutes`, `km` (of the legs where it is known, and
    `whole`: whether that is all of them) and its drawing (`svg`, `alt`, `text`); `map`: the sketch of all places with
    coordinates, nothing where there are fewer than two.
    """
    roads = _Roads(sight)
    days = tuple(day for one in entries(sight.visit.days) if (day := _day(sight, roads, one)) is not None)
    return {"days": days, "map": _map(sight, days)}


class _Roads:
    """What the office knows of roads and places."""

    def __init__(self, sight: Sight) -> None:
        self._roads = {frozenset((str(road["from"]), str(road.to))): road for road in entries(sight.office.travel)}
        self._places = {str(place.name): place for place in entries(sight.office.places)}

    def between(self, one: str, other: str) -> View | None:
        """The road between two places."""
        return self._roads.get(frozenset((one, other)))

    def parking(self, name: str) -> str:
        """Where vehicles stand at a place."""
        place = self._places.get(name)
        return str(place.parking or "") if place is not None else ""

    def degrees(self, name: str) -> tuple[float, float] | None:
        """How far east and north a place lies."""
        place = self._places.get(name)
        found = _DEGREES.fullmatch(str(place.location or "")) if place is not None else None
        return (float(found["east"]), float(found["north"])) if found else None


def _rides(item: View) -> bool:
    return bool(item["from"] and item.to) and not is_placeholder(str(item["from"])) and not is_placeholder(str(item.to))


def _day(sight: Sight, roads: _Roads, day: View) -> View | None:
    items = [item for item in entries(day["items"]) if not item.parallel or _rides(item)]
    legs = [_leg(roads, item) for item in items if _rides(item)]
    if not legs:
        return None
    stops = tuple(_stops(sight, roads, items))
    drawn = [Leg(tuple(_said_of(sight, leg))) for leg in legs]
    title = str(wording.weekday_day(day.date, sight.labels))
    known = [leg.km for leg in legs if isinstance(leg.km, Decimal)]
    text = "\n".join(_letters(stops, drawn))
    return View(
        "day",
        {
            "date": day.date,
            "legs": tuple(legs),
            "minutes": sum(leg.minutes for leg in legs if isinstance(leg.minutes, int)) or None,
            "km": sum(known, Decimal(0)) if known else None,
            "whole": len(known) == len(legs),
            "stops": tuple(stop.place for stop in stops),
            "svg": Markup(strip(stops, drawn[: len(stops) - 1], title)),
            "alt": "；".join([title, *(stop.place for stop in stops)]),
            "text": text,
        },
    )


def _leg(roads: _Roads, item: View) -> View:
    start, goal = str(item["from"]), str(item.to)
    road = roads.between(start, goal)
    return View(
        "leg",
        {
            "item": item,
            "start": start,
            "goal": goal,
            "minutes": item.length if item.length else road.minutes if road is not None else None,
            "km": road.km if road is not None else None,
            "detour": road.detour if road is not None else None,
            "parking": roads.parking(goal) or None,
        },
    )


def _said_of(sight: Sight, leg: View) -> Iterator[str]:
    """The lines beside a leg: vehicles, minutes, kilometres; the spare route."""
    say = catalog(sight.labels).gettext
    parts = []
    if leg.item.vehicles:
        numbers = say("、").join(str(number) for number in entries(leg.item.vehicles))
        parts.append(say("{number}号车").format(number=numbers))
    if isinstance(leg.minutes, int):
        parts.append(say("{minutes}分钟").format(minutes=leg.minutes))
    if isinstance(leg.km, Decimal):
        parts.append(say("{km}公里").format(km=wording.printed(leg.km, sight.labels)))
    yield "　".join(parts) if sight.labels == "zh" else " · ".join(parts)
    if leg.detour:
        yield say("备用：{route}").format(route=said(str(leg.detour)))


def _stops(sight: Sight, roads: _Roads, items: Sequence[View]) -> Iterator[Stop]:
    """The places of a day in turn; what is done somewhere else within a stop is told with its place."""
    say = catalog(sight.labels).gettext
    first = next(number for number, item in enumerate(items) if _rides(item))
    place, arrive = str(items[first]["from"]), ""
    lines = [line for item in items[:first] for line in _done(sight, item, place)]
    for item in items[first:]:
        if not _rides(item):
            lines += _done(sight, item, place)
            continue
        yield Stop(str(said(place)), arrive, _clock(sight, item.begins), tuple(lines))
        place, arrive, lines = str(item.to), _clock(sight, item.ends), []
        if parking := roads.parking(place):
            lines.append(say("停车：{place}").format(place=said(parking)))
    yield Stop(str(said(place)), arrive, "", tuple(lines))


def _done(sight: Sight, item: View, place: str) -> Iterator[str]:
    if item.kind is ItemKind.TRANSFER or not item.what:
        return
    where = str(item.where or "")
    elsewhere = f"（{said(where)}）" if where and where != place and not is_placeholder(where) else ""
    time = wording.time24(item.time, sight.labels) if item.time.start is not None else ""
    yield f"{time}　{said(str(item.what))}{elsewhere if sight.labels == 'zh' else ''}".strip()


def _clock(sight: Sight, time: Any) -> str:
    return str(wording.time24(time, sight.labels)) if time else ""


def _letters(stops: Sequence[Stop], legs: Sequence[Leg]) -> Iterator[str]:
    """The strip in letters."""
    for number, stop in enumerate(stops):
        times = "—".join(time for time in (stop.arrive, stop.leave) if time)
        yield f"({number + 1}) {stop.place}  {times}".rstrip()
        yield from (f" |    {line}" for line in stop.lines)
        if number < len(stops) - 1 and number < len(legs):
            yield from (f" |  {line}" for line in legs[number].lines if line)


def _map(sight: Sight, days: Sequence[View]) -> View | None:
    say = catalog(sight.labels).gettext
    roads = _Roads(sight)
    names: dict[str, tuple[float, float]] = {}
    tour = []
    for day in days:
        for leg in entries(day.legs):
            for name in (leg.start, leg.goal):
                if (found := roads.degrees(str(name))) is not None:
                    names.setdefault(str(name), found)
                    tour.append(str(name))
    numbers: dict[str, int] = {}
    spots: list[Spot] = []
    for name, at in names.items():
        near = next((spot for spot in spots if math.dist(at, (spot.east, spot.north)) < _ONE_SPOT), None)
        if near is None:
            near = Spot(len(spots) + 1, str(said(name)), *at)
            spots.append(near)
        else:
            both = near._replace(name=say("、").join((near.name, str(said(name)))))
            spots[near.number - 1] = near = both
        numbers[name] = near.number
    if len(spots) < 2:
        return None
    title = say("点位示意图")
    lines = "\n".join(f"{spot.number}. {spot.name}" for spot in spots)
    svg = sketch(spots, [numbers[name] for name in tour], title, say("北"))
    return View("map", {"svg": Markup(svg), "alt": say("点位示意图") + "：" + lines.replace("\n", "；"), "text": lines})
