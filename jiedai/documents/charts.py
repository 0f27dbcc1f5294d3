"""The seating charts of a visit as templates take them: drawn once, shown only to who may know where they all sit.

A seating follows from ranks and rides that many audiences may not see, and all copies of a chart must agree. So it is
laid out from the plan itself and then held against what the audience sees: the fields its people come from, and each
name on it. What does not pass is left out whole; half a chart would tell that somebody is missing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from markupsafe import Markup, escape

from jiedai.blocks import Paper
from jiedai.documents.translation import said
from jiedai.documents.view import Nothing, View
from jiedai.documents.wording import name_of
from jiedai.formats.common.page import page_style
from jiedai.language import N_, _, speaking
from jiedai.model.base import Node, audiences_of
from jiedai.model.hospitality import FixedSeat, Ride, Seating
from jiedai.model.letter import Approval, Letter
from jiedai.model.plan import Plan
from jiedai.model.quantities import Diners
from jiedai.model.schedule import Item
from jiedai.seating.chart import Chart, charts
from jiedai.seating.layout import BEHIND, Form, label
from jiedai.seating.lettering import ems, printable
from jiedai.seating.party import item_of
from jiedai.seating.rows import GUESTS, HOSTS
from jiedai.seating.shapes import traits
from jiedai.seating.svg import alt_text, as_svg
from jiedai.seating.text import drawing
from jiedai.seating.wording import conventions, heading, remarks, unmarked
from jiedai.visit.case import Case
from jiedai.visit.people import Person
from jiedai.visit.rides import in_order

NAME_SIZE = 16.0
"""Size of a name in a drawing, in units of the drawing."""
_READABLE = 10.5
"""Points that names should have; a drawing that prints smaller is turned on its side."""
_LEGIBLE = 7.0
"""Points without which names cannot be read."""
_LARGE = 9.0
"""Points that are enough on a small page, so that two drawings may share one."""
_SMALL_HEAD = 72.0
"""Points that the heading, a line under it and the space around a drawing take on a small page."""
_AMPLE, _LEAST = 13.0, 7.5
"""Points that names need not exceed, and need, where two drawings share a page."""
_CAPTION = 42.0
"""Points that the line above one of two drawings takes, and the space around it."""
_HEAD = 34.0 + 4 * 29.0 + 14.0
"""Points that the number of an attachment, the title and the line under it take, and the space around the drawing."""


def charts_for(case: Case, audience: str, seen: View, about: View | Nothing, labels: str = "zh") -> tuple[View, ...]:
    """The charts that an audience may see, in the order written; `seen` and `about` are plan and office to it.

    A chart has `id`, `item`, `title`, `shape`, `heading`, `svg`, `alt`, `text`, `viewpoint`, `conventions`; for those
    who decide on seats `remarks`, and `noted` (room to note who stays away); `seats` with their `name` and place. How
    to print it: `wide` for a page on its side, `width` as a share of the text's, `compact` as that where two share a
    page (0 where it needs one on its side), `small` as that on a page of A5 (0 where names could not be read there;
    `rows` has them in words: the `label` of each row, side or table, its `names` as they sit, and `ranked` by
    precedence).
    """
    if not case.plan.seating or not _sees(audience, Plan, "seating"):
        return ()
    names = frozenset((*_texts(seen), *_texts(about)))
    dated = _sees_date(case.plan, audience)
    decides = _sees(audience, FixedSeat, "reason")
    marked = audience not in _SITTING
    with speaking(labels):
        return tuple(
            _record(
                _spoken(_shown(chart, dated=dated, decides=decides, marked=marked)),
                case,
                seating,
                _precedence(case, chart.names),
                decides=decides and audience == "staff",  # what is still to be settled stays with those who settle it
            )
            for seating, chart in zip(case.plan.seating, charts(case), strict=True)
            if _sees_sources(audience, chart, seating) and all(_known(name, names) for name in _named(chart))
        )


_SITTING = ("guest", "leader")
"""Who sits in the room, and does not set it: their charts have no numbers and none of the terms of who does."""


def _shown(chart: Chart, *, dated: bool, decides: bool, marked: bool) -> Chart:
    """The chart as an audience may have it: without the date of a list it may not know, or that a seat was decided;
    `marked` with the terms of who sets the room.
    """
    if not marked:
        chart = unmarked(chart)
    if not dated:
        chart = chart._replace(listed=None)
    if not decides:
        chart = chart._replace(seats=tuple(seat._replace(fixed=None) for seat in chart.seats))
    return chart


def _spoken(chart: Chart) -> Chart:
    """The chart with its title and names in the language of the paper that is being made."""

    def named(person: Person) -> Person:
        return person._replace(name=said(person.name))

    layout = chart.layout
    return chart._replace(
        title=said(chart.title),
        layout=layout._replace(furniture=tuple(piece._replace(label=said(piece.label)) for piece in layout.furniture)),
        seats=tuple(seat._replace(person=seat.person and named(seat.person)) for seat in chart.seats),
        unseated=tuple(map(named, chart.unseated)),
        absent=tuple(map(said, chart.absent)),
        strangers=tuple(map(said, chart.strangers)),
    )


# --- who may see a chart ----------------------------------------------------------------------------------------------


def _sees(audience: str, model: type[Node], *fields: str) -> bool:
    return all(audience in audiences_of(model.model_fields[field]) for field in fields)


def _sees_sources(audience: str, chart: Chart, seating: Seating) -> bool:
    """Whether the audience sees the fields that the people of a chart come from."""
    own = ("guests", "hosts", "people")
    if not _sees(audience, Seating, "id", "item", "shape", "interpreters", "fixed", *own):
        return False
    if any(getattr(seating, field) for field in own):
        return True
    if traits(chart.shape).ride and not _sees(audience, Ride, "riders", "lead"):
        return False
    return _sees(audience, Item, "guests", "hosts")


def _sees_date(plan: Plan, audience: str) -> bool:
    """Whether the audience sees what the date of the list of people is taken from."""
    if plan.approval and plan.approval.time:
        return _sees(audience, Plan, "approvals") and _sees(audience, Approval, "time")
    return _sees(audience, Plan, "letter") and _sees(audience, Letter, "date")


def _named(chart: Chart) -> Iterator[str]:
    """Every name that a chart and the remarks on it can tell."""
    yield from chart.names
    yield from (person.name for person in chart.unseated)
    yield from (*chart.absent, *chart.strangers)
    if traits(chart.shape).ride:
        yield from (piece.label for piece in chart.layout.furniture if piece.label)


def _known(name: str, names: frozenset[str]) -> bool:
    """Whether a name is among those seen; `调研组3` is one of the `调研组` whose number alone is known."""
    return name in names or name.rstrip("0123456789") in names or name in _UNNAMED


_UNNAMED = frozenset({"驾驶员", "Driver", "driver"})
"""What a drawing writes on the seat of a driver whom nobody knows."""


def _texts(value: Any) -> Iterator[str]:
    """Every text in a record and the records below it."""
    match value:
        case View():
            for name in value:
                yield from _texts(value[name])
        case str():
            yield str.__str__(value)
        case Diners():
            yield from value.names
        case tuple() | list():
            for entry in value:
                yield from _texts(entry)


# --- what a template gets ---------------------------------------------------------------------------------------------


def _record(chart: Chart, case: Case, seating: Seating, order: Mapping[str, int], *, decides: bool) -> View:
    item = item_of(case, seating)
    svg = as_svg(chart)
    said = tuple(remarks(chart)) if decides else ()
    wide, width = _fitted(svg, (*said, "") if decides else said)
    return View(
        "chart",
        {
            "id": seating.id,
            "item": item.id if item else None,
            "title": chart.title,
            "shape": chart.shape,
            "heading": heading(chart),
            "svg": Markup(svg),
            "alt": printable(alt_text(chart)),
            "text": drawing(chart),
            "viewpoint": chart.viewpoint,
            "conventions": tuple(conventions(chart)),
            "noted": decides,
            "remarks": tuple(_whole(text, sorted(set(_named(chart)), key=len, reverse=True)) for text in said),
            "seats": tuple(_seat(chart, number) for number in range(len(chart.seats))),
            "wide": wide,
            "width": width,
            "compact": _beside_another(svg),
            "small": _on_small_page(svg, chart),
            "rows": tuple(_rows(chart, order)),
        },
    )


def _whole(text: str, names: list[str]) -> Markup:
    """A text in which no name is broken over two lines."""
    if not names:
        return escape(text)
    parts = re.split("(" + "|".join(map(re.escape, names)) + ")", text)
    return Markup("").join(name_of(part) if number % 2 else escape(part) for number, part in enumerate(parts))


def _precedence(case: Case, names: Iterable[str]) -> dict[str, int]:
    """The place of people in the order of precedence, by the names that the paper has for them."""
    return {said(name): place for place, name in enumerate(in_order(case, tuple(names)))}


def _rows(chart: Chart, order: Mapping[str, int]) -> Iterator[View]:
    """Who sits in each row, at each side or table: `names` in reading order, `ranked` by precedence."""
    groups: dict[str, list[str]] = {}
    for seat in chart.seats:
        groups.setdefault(seat.place.group, []).extend([seat.name] if seat.name else [])
    words = {GUESTS: N_("来宾席"), HOSTS: N_("主人席"), BEHIND: N_("后座"), **traits(chart.shape).sides}
    in_order = sorted(groups, key=lambda name: (len(name), name)) if chart.layout.form is Form.TABLES else groups
    for group in in_order:
        row = _("第 {row} 排").format(row=group) if group.isdigit() and len(groups) > 1 else label(group)
        names = tuple(groups[group])
        ranked = tuple(sorted(names, key=lambda name: order.get(name, len(order))))
        yield View("row", {"label": _(words[group]) if group in words else row, "names": names, "ranked": ranked})


def _seat(chart: Chart, index: int) -> View:
    """A seat with its place in the room, in centimetres."""
    seat = chart.seats[index]
    place = seat.place
    with speaking("en"):
        english = label(place.position)
    values = {
        "number": seat.number,
        "name": seat.name,
        "guest": seat.person.guest if seat.person else None,
        "position": label(place.position),
        "position_en": english,
        "group": place.group,
        "x": place.x,
        "y": place.y,
        "width": place.width,
        "depth": place.depth,
    }
    return View("seat", values)


def _fitted(svg: str, below: tuple[str, ...]) -> tuple[bool, float]:
    """Whether a drawing needs a page on its side, and the share of the text's width that it is to have.

    An upright page has room for `below`; on its side the names come first, and what is below may go on behind.
    """
    width, height = extent(svg)
    style, turned = page_style(Paper.A4), page_style(Paper.A4, True)
    lines = sum(math.ceil((ems(text) + 2) * style.small / style.text_width) for text in below)
    room = max(style.text_height - _HEAD - lines * style.small * 1.6, style.text_height / 3)
    upright = min(style.text_width / width, room / height)
    on_side = min(turned.text_width / width, (turned.text_height - _HEAD) / height)
    wide = upright * NAME_SIZE < _READABLE and on_side > upright * 1.1
    share = on_side * width / turned.text_width if wide else upright * width / style.text_width
    return wide, round(min(share, 1.0) - 0.004, 3)


def _beside_another(svg: str) -> float:
    """The share of the text's width that a drawing has where two share a page; 0 where it needs a page on its side."""
    width, height = extent(svg)
    style = page_style(Paper.A4)
    whole = min(style.text_width / width, (style.text_height - _HEAD) / height)
    if whole * NAME_SIZE < _LEAST:
        return 0.0
    half = (style.text_height / 2 - _CAPTION) / height
    scale = min(max(half, _LEAST / NAME_SIZE), whole, _AMPLE / NAME_SIZE)
    return round(min(scale * width / style.text_width, 1.0) - 0.004, 3)


def _on_small_page(svg: str, chart: Chart) -> float:
    """The share of the text's width that a drawing is to have on a page of A5; 0 where its names could not be read."""
    width, height = extent(svg)
    style, smallest = page_style(Paper.A5), _smallest(svg, chart)
    scale = min(style.text_width / width, (style.text_height - _SMALL_HEAD) / height)
    if scale * smallest < _LEGIBLE:
        return 0.0
    scale = min(scale, max(_LARGE / NAME_SIZE, _LEGIBLE / smallest))
    return round(min(scale * width / style.text_width, 1.0) - 0.004, 3)


_LETTERS = re.compile(r'<text[^>]* font-size="([0-9.]+)"[^>]*>([^<]+)</text>')


def _smallest(svg: str, chart: Chart) -> float:
    """The size of the smallest name of a drawing, in its units; long ones are broken over lines."""
    names = "\n".join(escape(printable(name)) for name in chart.names)
    sizes = [float(size) for size, text in _LETTERS.findall(svg) if len(text) > 1 and text in names]
    return min(sizes, default=NAME_SIZE)


def extent(svg: str) -> tuple[float, float]:
    """Width and height of a drawing, in its own units."""
    found = re.search(r'viewBox="\S+ \S+ (\S+) (\S+)"', svg)
    assert found is not None
    return float(found[1]), float(found[2])
