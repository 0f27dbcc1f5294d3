"""座次 (ZC, SJ09): who sits and who takes part; how many seats there are; seats fixed by decision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiedai.check.engine import rule
from jiedai.check.rules.doubled import seated_twice
from jiedai.check.rules.standing import seats_out_of_order
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.choice import Convention, ItemKind, Kind, SeatingShape, TaskStatus
from jiedai.model.hospitality import Seating
from jiedai.model.office import Place
from jiedai.model.placeholder import is_placeholder
from jiedai.model.schedule import Item
from jiedai.patterns import regex
from jiedai.visit.apart import wishes_apart
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding, once
from jiedai.visit.meals import companion_limit
from jiedai.visit.meals import heads as heads_at
from jiedai.visit.movement import label
from jiedai.visit.names import host_side, is_person
from jiedai.visit.people import guest_heads, is_foreign, is_foreigner, known_people

if TYPE_CHECKING:  # a plan without seatings does without the package
    from jiedai.seating.chart import Chart
    from jiedai.seating.party import Present
    from jiedai.visit.people import Person

_NAMES_SHOWN = 8
_WITHOUT_CARDS = (SeatingShape.CAR, SeatingShape.PHOTO)


@once
def charts_of(case: Case) -> tuple[Chart, ...]:
    """The seating charts of the plan, in the order of its seatings."""
    if not case.plan.seating:
        return ()
    from jiedai.seating.chart import charts  # only plans with seatings need it

    return charts(case)


@dataclass
class _Seated:
    """Who sits on the charts of one item in one shape; `unknown` where a name stands for people nobody listed.

    `written` has the place in the plan where each of them is named.
    """

    shape: SeatingShape
    charts: list[tuple[Seating, Chart]] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)
    written: dict[str, tuple[Seating, str, int | None]] = field(default_factory=dict)
    unknown: bool = False


def _occasions(case: Case) -> Iterator[tuple[Item, _Seated]]:
    """The charts by item and shape, their names counted out: several tables of one meal are one occasion."""
    if not case.plan.seating:
        return
    from jiedai.seating.shapes import occasion

    known = known_people(case)
    found: dict[tuple[str, SeatingShape], _Seated] = {}
    for seating, chart in zip(case.plan.seating, charts_of(case), strict=True):
        if seating.item not in case.item_by_id:
            continue
        shape = occasion(chart.shape)
        seated = found.setdefault((seating.item, shape), _Seated(shape))
        seated.charts.append((seating, chart))
        seated.unknown |= any(case.is_blank(seating, side) for side in ("guests", "hosts", "people"))
        for side in ("guests", "hosts", "people", "interpreters"):
            for name, index in case.entries(seating, side):
                people = [person for person in known.named([name]) if is_person(person.name) or person.guest]
                seated.unknown |= not people
                for person in people:
                    seated.people.setdefault(person.name, person)
                    seated.written.setdefault(person.name, (seating, side, index))
    for (item_id, _shape), seated in found.items():
        yield case.item_by_id[item_id][1], seated


@rule("ZC01")
def seated_as_present(case: Case, figures: Figures) -> Iterator[Finding]:
    """Who sits is who takes part: everybody at the item has a seat, and nobody else."""
    if not case.plan.seating:
        return
    from jiedai.seating.party import present
    from jiedai.seating.shapes import traits

    yield from seated_twice(case)
    known = set(host_side(case)) | set(case.guest_by_name) if case.plan.hosts else set()
    for item, seated in _occasions(case):
        if seated.shape is SeatingShape.CAR:
            continue
        there = present(case, item)
        if traits(seated.shape).everybody and not seated.unknown:
            yield from _without_a_seat(case, item, seated, there)
        for person in there.strangers(seated.people.values()):
            seating, side, index = seated.written[person.name]
            if side == "interpreters" or (known and person.name not in known):
                continue  # a name that no list has is GS08's
            yield case.finding(
                seating,
                side,
                _("{name}有座位，但不参加{item}").format(name=person.name, item=label(item)),
                index=index,
                hint=_("从座次里去掉，或在这一项里加上"),
                related=(case.related(item, "id", _("这一项在这里")),),
            )


def _without_a_seat(case: Case, item: Item, seated: _Seated, there: Present) -> Iterator[Finding]:
    missing = [person for person in there.missing(seated.people) if is_person(person.name)]
    for side in ("guests", "hosts"):
        seating = next((seating for seating, _chart in seated.charts if getattr(seating, side)), None)
        field_name = side
        if seating is None:
            seating = next((seating for seating, _chart in seated.charts if seating.people), None)
            field_name = "people"
        names = [person.name for person in missing if person.guest is (side == "guests")]
        if seating is None or not names:
            continue
        yield case.finding(
            seating,
            field_name,
            _("{names}参加{item}，但没有座位").format(names=_("、").join(names), item=label(item)),
            hint=_("补上座位；不参加的，从这一项里去掉"),
            related=(case.related(item, "id", _("这一项在这里")),),
        )


@rule("ZC02")
def hosts_at_table(case: Case, figures: Figures) -> Iterator[Finding]:
    """At table the host side stays within the limit of companions."""
    for item, seated in _occasions(case):
        meals = [meal for meal in case.plan.meals if meal.item == item.id]
        if seated.shape in (SeatingShape.CAR, SeatingShape.PHOTO) or not (meals or item.kind is ItemKind.MEAL):
            continue
        heads = heads_at(case, meals[0]) if len(meals) == 1 else guest_heads(case, item.guests)
        guests = heads.number if heads else None
        number, limit = sum(chart.at_table()[1] for _s, chart in seated.charts), companion_limit(guests or 0, figures)
        naming = [seating for seating, _chart in seated.charts if seating.hosts or seating.people]
        if guests and naming and number > limit:
            yield case.finding(
                naming[-1],
                "hosts" if naming[-1].hosts else "people",
                _("来宾 {guests} 人，接待方就座 {number} 人，上限 {limit} 人").format(
                    guests=guests, number=number, limit=limit
                ),
                hint=_("减少 {number} 人").format(number=number - limit),
            )


@rule("ZC03")
def even_dais(case: Case, figures: Figures) -> Iterator[Finding]:
    """An even front row on a dais is pointed out, unless the chart says which rule for even rows it follows.

    So is a chart of officials from home that follows another custom of left and right than the office does, and one
    with foreign guests that follows the one from home.
    """
    yield from _other_custom(case)
    yield from _home_custom_abroad(case)
    for seating, chart in zip(case.plan.seating, charts_of(case), strict=True):
        if chart.shape is not SeatingShape.DAIS or seating.even_rule is not None or 1 not in chart.layout.even_rows:
            continue
        if chart.convention is Convention.RIGHT:
            continue  # 2 at the right of 1, whatever the number
        field_name = "rows" if seating.rows else "seats" if seating.seats else "people" if seating.people else "id"
        yield case.finding(
            seating,
            "shape" if field_name == "id" and seating.shape else field_name,
            _("主席台前排 {number} 个座位，是双数").format(number=len(chart.layout.groups()["1"])),
            hint=_("尽量排成单数；排双数的，与两办核对惯例后写明“双数”"),
        )


_BY_AGREEMENT = (Kind.INVESTMENT, Kind.FOREIGN)


def _other_custom(case: Case) -> Iterator[Finding]:
    usual = case.office.conventions.convention if case.office and case.office.conventions else None
    if usual is None or case.plan.kind in _BY_AGREEMENT or any(map(is_foreigner, case.plan.guests)):
        return
    for seating in case.plan.seating:
        if seating.convention is not None and seating.convention is not usual and seating.shape not in _WITHOUT_CARDS:
            message = _("左右写的是{written}，本单位的惯例是{usual}").format(
                written=seating.convention.label, usual=usual.label
            )
            hint = _("核对后删去这一处；这一次确要不同的，写“豁免”说明")
            yield case.finding(seating, "convention", message, hint=hint, level=Level.WARNING)


def _home_custom_abroad(case: Case) -> Iterator[Finding]:
    """Charts with foreign guests that say left above right: with them it is the right."""
    if not is_foreign(case):
        return
    for seating in case.plan.seating:
        if seating.convention is Convention.LEFT and seating.shape not in _WITHOUT_CARDS:
            message = _("有外宾，左右写的是{written}；外事活动一般{usual}").format(
                written=seating.convention.label, usual=Convention.RIGHT.label
            )
            hint = _("核对后删去这一处；双方商定这样排的，写“豁免”说明")
            yield case.finding(seating, "convention", message, hint=hint, level=Level.WARNING)


def _listed(case: Case, chart: Seating) -> int | None:
    """How many people a chart lists, interpreters not counted; None where a number is not known."""
    names = tuple(dict.fromkeys((*chart.guests, *chart.hosts, *chart.people)))
    found = known_people(case).heads(names) if names else None
    return found.number if found else None


@rule("ZC04")
def fixed_with_reason(case: Case, figures: Figures) -> Iterator[Finding]:
    """A seat given by decision, or an order that is not that of protocol, has its reason written down."""
    for seating, chart in zip(case.plan.seating, charts_of(case), strict=True):
        for seat in seating.fixed:
            if case.lacks(seat, "reason"):
                yield case.finding(
                    seat,
                    "person",
                    _("{name}的座位是指定的，没有写理由").format(name=seat.person),
                    hint=_("写明理由；没有理由的按次序排"),
                )
        yield from _not_to_be_given(case, seating, chart)
    yield from seats_out_of_order(case)


def _not_to_be_given(case: Case, seating: Seating, chart: Chart) -> Iterator[Finding]:
    """Fixed seats that the chart does not have, or that an entry before has given to somebody else."""
    from jiedai.seating.layout import find

    open_ended = any(case.is_blank(seating, side) for side in ("guests", "hosts", "people", "interpreters"))
    given: dict[str, str] = {}
    for entry in seating.fixed:
        if is_placeholder(entry.seat) or is_placeholder(entry.person):
            continue
        place = find(chart.layout, entry.seat)
        if place is None:
            if chart.layout.places and not open_ended:
                yield case.finding(entry, "seat", _("指定的座位“{seat}”在这张图上找不到").format(seat=entry.seat))
        elif given.setdefault(place.position, entry.person) != entry.person:
            yield case.finding(entry, "seat", _("座位“{seat}”指定给了两个人，按先写的排").format(seat=entry.seat))


@rule("SJ09")
def no_empty_seats(case: Case, figures: Figures) -> Iterator[Finding]:
    """The seats of a chart are no more than the people seated, and its rows add up to the seats."""
    for seating, chart in zip(case.plan.seating, charts_of(case), strict=True):
        rows = sum(seating.rows)
        if seating.rows and seating.seats is not None and rows != seating.seats:
            message = _("各排相加是 {rows} 个座位，座位数写的是 {seats} 个").format(rows=rows, seats=seating.seats)
            yield case.finding(seating, "seats", message, hint=_("改正座位数或各排的座位"))
            continue
        people = _listed(case, seating)
        places = seating.seats if seating.seats is not None else rows
        if people and places and chart.spare > len(seating.interpreters):
            message = _("有 {seats} 个座位，就座的有 {people} 人").format(seats=places, people=people)
            field = "seats" if seating.seats is not None else "rows"
            yield case.finding(seating, field, message, hint=_("逐个落实到场的人，再改座位数"))
    yield from _other_cards(case)


_CARDS = regex(
    r"(?:席卡|席签|桌签|座签|坐签|台签|名签|姓名牌|桌牌|座位牌|席位卡)\s*(?:共|各)?\s*(?P<behind>\d{1,4})\s*[个块张份枚]"
    r"|(?P<before>\d{1,4})\s*[个块张份枚]\s*(?:双面)?(?:席卡|席签|桌签|座签|坐签|台签|名签|姓名牌|桌牌|座位牌|席位卡)"
)


def _other_cards(case: Case) -> Iterator[Finding]:
    """Tasks that order another number of name cards than people are seated at their item, or on the only chart."""
    charts = [seating for seating in case.plan.seating if seating.shape not in _WITHOUT_CARDS]
    for task in case.plan.tasks if charts else ():
        found = _CARDS.search(task.what) if task.status is not TaskStatus.DROPPED else None
        if found is None or "备用" in task.what:
            continue
        items = {name for name, _index in case.entries(task, "item")}
        meant = [seating for seating in charts if seating.item in items] if items else charts
        if len(meant) != 1:
            continue
        seated, number = _listed(case, meant[0]), int(found["behind"] or found["before"])
        both = {seated, (seated or 0) + len(meant[0].interpreters)}
        if seated is not None and number not in both:
            message = _("“{words}”，{chart} 就座的有 {people} 人").format(
                words=found[0], chart=meant[0].id, people=seated
            )
            related = (case.related(meant[0], "id", _("座次在这里")),)
            yield case.finding(task, "what", message, hint=_("核对后改成一致"), related=related)


@rule("ZC05")
def enough_seats(case: Case, figures: Figures) -> Iterator[Finding]:
    """No more people than seats, and no more than the hall holds."""
    for seating, chart in zip(case.plan.seating, charts_of(case), strict=True):
        people = _listed(case, seating)
        if not people:
            continue
        if chart.unseated:
            yield _too_few(case, seating, chart)
            continue
        place = _too_small(case, seating, chart.shape, people)
        if place is not None:
            yield case.finding(
                seating,
                "item",
                _("就座的有 {people} 人，{place}只容纳 {capacity} 人").format(
                    people=people, place=place.name, capacity=place.capacity
                ),
                hint=_("换大一些的会场"),
                related=(case.related(case.item_by_id[seating.item or ""][1], "place", _("会场写在这里")),),
            )


@rule("ZC06")
def far_enough_apart(case: Case, figures: Figures) -> Iterator[Finding]:
    """Who is to sit apart from somebody does: at another table, or with so many seats between."""
    wishes = wishes_apart(case)
    if not (wishes and case.plan.seating):
        return
    from jiedai.seating.distance import at_one_table, seats_between

    for seating, chart in zip(case.plan.seating, charts_of(case), strict=True):
        for guest, other, seats in wishes:
            if seats is None and at_one_table(chart, guest.name, other):
                message = _("{id} 把{one}和{two}排在一桌，两人要分席").format(id=seating.id, one=guest.name, two=other)
                yield _too_close(case, seating, (guest.name, other), message)
                continue
            between = seats_between(chart, guest.name, other) if seats is not None else None
            if seats is not None and between is not None and between < seats:
                message = _("座次 {id}：{one}和{two}之间只隔 {between} 个座位，要隔 {seats} 个").format(
                    id=seating.id, one=guest.name, two=other, between=between, seats=seats
                )
                yield _too_close(case, seating, (guest.name, other), message)


_CAR, _PHOTO = SeatingShape.CAR, SeatingShape.PHOTO
_AT_TABLES = (SeatingShape.ROUND_TABLE, SeatingShape.TABLES, SeatingShape.LONG_TABLE, SeatingShape.LONG_TABLE_END)
_ONLY = {
    ItemKind.TRANSFER: (_CAR,),
    ItemKind.PHOTO: (_PHOTO,),
    ItemKind.MEAL: (*_AT_TABLES, SeatingShape.DAIS, _PHOTO),
}
"""The shapes of kinds of items that have no others; a car is for none of `_INDOORS`."""
_INDOORS = (ItemKind.TALKS, ItemKind.MEETING, ItemKind.CONFERENCE, ItemKind.SIGNING, ItemKind.REST)


@rule("ZC07")
def shape_of_its_item(case: Case, figures: Figures) -> Iterator[Finding]:
    """The shape of a seating is one that its item may have: mostly the number of the item is mistyped."""
    for seating in case.plan.seating:
        found, shape = case.item_by_id.get(seating.item or ""), seating.shape
        item = found[1] if found else None
        if item is None or item.kind is None or shape is None:
            continue
        if shape in _ONLY.get(item.kind, (shape,)) and not (shape is _CAR and item.kind in _INDOORS):
            yield from _tables_outdoors(case, seating, item)
            continue
        message = _("{item}是{kind}，座次的形式却是{shape}").format(
            item=label(item), kind=item.kind.label, shape=shape.label
        )
        related = (case.related(item, "id", _("这一项在这里")),)
        hint = _("核对座次的“日程”编号和形式")
        yield case.finding(seating, "item", message, hint=hint, related=related)


def _tables_outdoors(case: Case, seating: Seating, item: Item) -> Iterator[Finding]:
    """A table or sofas at a site that people walk about under the open sky."""
    places = [case.place(name) for name in item.place]
    outdoors = bool(places) and all(place is not None and place.outdoor for place in places)
    if item.kind is ItemKind.VISIT and outdoors and seating.shape in (*_AT_TABLES, SeatingShape.SOFAS):
        message = _("{item}在室外考察，座次的形式却是{shape}").format(item=label(item), shape=seating.shape.label)
        related = (case.related(item, "id", _("这一项在这里")),)
        hint = _("核对座次的“日程”编号和形式")
        yield case.finding(seating, "item", message, hint=hint, related=related)


def _too_close(case: Case, seating: Seating, names: tuple[str, str], message: str) -> Finding:
    """The finding where the chart names one of the two, the later one; else at the chart's id."""
    hint = _("用“指定”换开并写理由，或者排到两桌")
    for name in reversed(names):
        for side in ("guests", "hosts", "people"):
            index = next((index for one, index in case.entries(seating, side) if one == name), None)
            if index is not None:
                return case.finding(seating, side, message, index=index, hint=hint)
    return case.finding(seating, "id", message, hint=hint)


def _too_small(case: Case, seating: Seating, shape: SeatingShape | None, people: int) -> Place | None:
    """The place of a seating where it holds fewer than so many people."""
    found = case.item_by_id.get(seating.item or "")
    place = case.place(found[1].place[0]) if found and len(found[1].place) == 1 else None
    if place is None or place.capacity is None or shape is SeatingShape.CAR:
        return None
    return place if people > place.capacity else None


def crowded_charts(case: Case) -> frozenset[str]:
    """The items with a chart on which more people sit than their place holds: ZC05 tells it."""
    return frozenset(
        seating.item
        for seating in case.plan.seating
        if seating.item and _too_small(case, seating, seating.shape, _listed(case, seating) or 0)
    )


def _too_few(case: Case, seating: Seating, chart: Chart) -> Finding:
    """The finding that somebody on a chart has no seat: where the seats are written, else who should have them."""
    fields = ["seats", "rows", "vehicle", "people", "guests"]
    if set(chart.unseated) <= set(chart.party.interpreters):
        fields.insert(0, "interpreters")
    field = next((name for name in fields if getattr(seating, name) not in (None, [], ())), "id")
    names = [person.name for person in chart.unseated]
    shown = _("、").join(names[:_NAMES_SHOWN]) + ("…" if len(names) > _NAMES_SHOWN else "")
    seats = sum(place.slot is not None for place in chart.layout.places)
    message = _("有 {seats} 个座位，{names}没有座位").format(seats=seats, names=shown)
    return case.finding(seating, field, message, hint=_("加座位，或减少就座的人"))
