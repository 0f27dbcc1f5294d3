"""座次 (ZC, SJ09): who sits and who takes part; how many seats there are; seats fixed by decision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiedai.check.engine import rule
from jiedai.language import _
from jiedai.model.choice import ItemKind, SeatingShape
from jiedai.model.hospitality import Seating
from jiedai.model.office import Place
from jiedai.model.placeholder import is_placeholder
from jiedai.model.schedule import Item
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.meals import heads as heads_at
from jiedai.visit.movement import label
from jiedai.visit.names import host_side, is_person
from jiedai.visit.people import guest_heads, known_people

if TYPE_CHECKING:  # a plan without seatings does without the package
    from jiedai.seating.attendance import Present
    from jiedai.seating.chart import Chart
    from jiedai.visit.people import Person

_NAMES_SHOWN = 8


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
    from jiedai.seating.attendance import occasion

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
    """就座的人就是参加这一项的人：参加的都有座位，座位上没有不参加的人。

    来宾按这一项的来宾（不写为全体），接待方按陪同；用餐的按用餐条目的来宾和陪餐。主席台、签字、合影、乘车不要求人人有座。
    工作人员、主持、汇报人在座或不在座都可以；座次只写了一方的，只核对这一方；只有人数或统称的不查。

    为什么: 少一个座位或多一张席卡，都是会场上最难看的差错。
    怎么改: 对照这一项的来宾和陪同补上或去掉；新增、取消的人两处一起改。

    错误:
        座次: [{编号: S1, 日程: A2, 形式: 长条桌横放, 来宾席: [陈志远, 李娜], 主人席: [林峰]}]
    正确:
        座次: [{编号: S1, 日程: A2, 形式: 长条桌横放, 来宾席: [陈志远, 李娜], 主人席: [林峰, 沈浩]}]
    """
    if not case.plan.seating:
        return
    from jiedai.seating.attendance import NOT_EVERYBODY, present

    known = set(host_side(case)) | set(case.guest_by_name) if case.plan.hosts else set()
    for item, seated in _occasions(case):
        if seated.shape is SeatingShape.CAR:
            continue
        there = present(case, item)
        if seated.shape not in NOT_EVERYBODY and not seated.unknown:
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
    """用餐的座次上，接待方人数不超过陪餐上限。

    国内接待：来宾十人以内，三人；超过十人，来宾的三分之一。外宾：五人以内一比一，超过部分二比一。几桌一起算。

    为什么: 席位排多了，到时候多出来的人就成了陪餐超员。
    怎么改: 减少主人席。

    错误:
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A1, 时间: "11:50-12:40", 事项: 工作午餐, 类别: 用餐, 地点: 县机关食堂,
                 责任单位: 县接待办, 责任人: 丁勇}
        用餐: [{日程: A1, 形式: 工作餐, 接待方承担: 是, 人均: 60}]
        陪同: [{姓名: 林峰}, {姓名: 沈浩}, {姓名: 周敏}, {姓名: 韩磊}]
        座次: [{编号: S1, 日程: A1, 形式: 圆桌, 来宾席: [陈志远, 李娜], 主人席: [林峰, 沈浩, 周敏, 韩磊]}]
    正确:
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A1, 时间: "11:50-12:40", 事项: 工作午餐, 类别: 用餐, 地点: 县机关食堂,
                 责任单位: 县接待办, 责任人: 丁勇}
        用餐: [{日程: A1, 形式: 工作餐, 接待方承担: 是, 人均: 60}]
        陪同: [{姓名: 林峰}, {姓名: 沈浩}, {姓名: 周敏}, {姓名: 韩磊}]
        座次: [{编号: S1, 日程: A1, 形式: 圆桌, 来宾席: [陈志远, 李娜], 主人席: [林峰, 沈浩, 周敏]}]
    """
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


def companion_limit(guests: int, figures: Figures) -> int:
    """How many of the host side may dine with so many guests: `par` guests one to one, then one for `divisor`.

    Domestic receptions have a fixed number for a small party instead (`small_party`, `small_limit`).
    """
    if "small_party" in figures:
        return int(figures["small_limit"] if guests <= figures["small_party"] else guests // figures["divisor"])
    return int(min(guests, figures["par"]) + max(guests - figures["par"], 0) // figures["divisor"])


@rule("ZC03")
def even_dais(case: Case, figures: Figures) -> Iterator[Finding]:
    """主席台前排是双数时，提醒与两办核对本地惯例。

    双数排座各地两种做法：二号在一号左手，或者一号居左。座次里写明“双数”的不再提示。

    为什么: 两种排法中间两位正好相反，贴了席卡再改就来不及了。
    怎么改: 尽量排成单数；排双数的，与两办核对后在座次里写“双数”。

    错误:
        座次: [{编号: S1, 日程: A2, 形式: 主席台, 人员: [陈志远, 李娜, 林峰, 沈浩]}]
    正确:
        座次: [{编号: S1, 日程: A2, 形式: 主席台, 双数: 二号居左, 人员: [陈志远, 李娜, 林峰, 沈浩]}]
    """
    for seating, chart in zip(case.plan.seating, charts_of(case), strict=True):
        if chart.shape is not SeatingShape.DAIS or seating.even_rule is not None or 1 not in chart.layout.even_rows:
            continue
        field_name = "rows" if seating.rows else "seats" if seating.seats else "people" if seating.people else "id"
        yield case.finding(
            seating,
            "shape" if field_name == "id" and seating.shape else field_name,
            _("主席台前排 {number} 个座位，是双数").format(number=len(chart.layout.groups()["1"])),
            hint=_("尽量排成单数；排双数的，与两办核对惯例后写明“双数”"),
        )


def _listed(case: Case, chart: Seating) -> int | None:
    """How many people a chart lists, interpreters not counted; None where a number is not known."""
    names = tuple(dict.fromkeys((*chart.guests, *chart.hosts, *chart.people)))
    found = known_people(case).heads(names) if names else None
    return found.number if found else None


@rule("ZC04")
def fixed_with_reason(case: Case, figures: Figures) -> Iterator[Finding]:
    """指定的座位写明理由。

    座次图上找不到的座位，或者一个座位指定给了两个人，也会指出：照这样排不上。名单里还有待填的，不查有没有这个座位。

    为什么: 不按次序排的座位，过后总有人问，写明是谁定的、为什么，才说得清。
    怎么改: 在“指定”里写“理由”；没有理由的去掉，按次序排。

    错误:
        座次:
          - {编号: S1, 日程: A2, 形式: 长条桌横放, 来宾席: [陈志远, 李娜], 主人席: [林峰, 沈浩],
             指定: [{座位: 2, 姓名: 李娜}]}
    正确:
        座次:
          - {编号: S1, 日程: A2, 形式: 长条桌横放, 来宾席: [陈志远, 李娜], 主人席: [林峰, 沈浩],
             指定: [{座位: 2, 姓名: 李娜, 理由: 需要记录，靠近投影}]}
    """
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


def _not_to_be_given(case: Case, seating: Seating, chart: Chart) -> Iterator[Finding]:
    """Fixed seats that the chart does not have, or that an entry before has given to somebody else."""
    from jiedai.seating.positions import find

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
    """座次里写的座位数不多于就座的人数，各排相加等于座位数。译员可以算，也可以不算。

    没有写座位数、没有列出就座人员，或者只写了不知道人数的分组，不核对；人比座位多，是 ZC05 的错误。

    为什么: 主席台上空一个座位，或者少一个座位，当场就很难看。
    怎么改: 逐个落实到场的人，再改座位数。

    错误:
        座次:
          - {编号: S1, 日程: A2, 形式: 长条桌横放, 座位数: 6, 来宾席: [陈志远, 李娜], 主人席: [林峰, 沈浩]}
    正确:
        座次:
          - {编号: S1, 日程: A2, 形式: 长条桌横放, 座位数: 4, 来宾席: [陈志远, 李娜], 主人席: [林峰, 沈浩]}
    """
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


@rule("ZC05")
def enough_seats(case: Case, figures: Figures) -> Iterator[Finding]:
    """就座的人不多于座位，也不多于会场容纳的人数。

    座位数看座次的“座位数”、“排”和车辆，照座次图排不上的就是没有座位；会场看 office.yaml 的“容纳”。

    为什么: 多出来的人当场没有座位。
    怎么改: 加座位、换会场，或者减少就座的人。

    错误:
        座次: [{编号: S1, 日程: A2, 形式: 主席台, 座位数: 1, 人员: [陈志远, 李娜, 林峰]}]
    正确:
        座次: [{编号: S1, 日程: A2, 形式: 主席台, 座位数: 3, 人员: [陈志远, 李娜, 林峰]}]
    """
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
            )


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
