"""座次 (ZC, SJ09): who sits and who takes part; how many seats there are; seats fixed by decision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from jiedai.check.case import Case, Finding
from jiedai.check.dining import companions, guests_at_meal, head_count
from jiedai.check.duties import names_in
from jiedai.check.engine import Figures, rule
from jiedai.check.movement import label
from jiedai.check.names import host_side, is_person
from jiedai.language import _
from jiedai.model.choice import ItemKind, SeatingShape
from jiedai.model.hospitality import Meal, Seating
from jiedai.model.placeholder import is_placeholder
from jiedai.model.schedule import Item
from jiedai.model.words import EVERYBODY

_NOT_EVERYBODY = (SeatingShape.DAIS, SeatingShape.SIGNING, SeatingShape.PHOTO, SeatingShape.CAR)
"""Shapes at which some of those who take part have no seat: on a dais, at a signing table."""


@dataclass
class _Seated:
    """Who sits on the charts of one item in one shape; `unknown` where a name stands for people nobody listed."""

    charts: list[Seating] = field(default_factory=list)
    names: dict[str, tuple[Seating, str, int | None]] = field(default_factory=dict)
    unknown: bool = False


def _charts(case: Case) -> dict[tuple[str, SeatingShape | None], _Seated]:
    """The charts by item and shape, their names counted out: several tables of one meal are one occasion."""
    found: dict[tuple[str, SeatingShape | None], _Seated] = {}
    for chart in case.plan.seating:
        if not chart.item:
            continue
        shape = SeatingShape.TABLES if chart.shape is SeatingShape.ROUND_TABLE else chart.shape
        seated = found.setdefault((chart.item, shape), _Seated())
        seated.charts.append(chart)
        seated.unknown |= any(case.is_blank(chart, side) for side in ("guests", "hosts", "people"))
        for side in ("guests", "hosts", "people", "interpreters"):
            for name, index in case.entries(chart, side):
                for person in _people(case, name):
                    seated.names.setdefault(person, (chart, side, index))
                seated.unknown |= name not in case.guest_by_name and not is_person(name) and not _people(case, name)
    return found


def _people(case: Case, name: str) -> list[str]:
    """The people a name on a chart stands for, by the names of their lists; nobody where it names no person."""
    if name in case.guest_by_name:
        return [case.guest_by_name[name].name]
    if name in EVERYBODY:
        return [guest.name for guest in case.plan.guests]
    if name in case.guest_groups:
        return [guest.name for guest in case.guest_groups[name]]
    return [name] if is_person(name) else []


@dataclass(frozen=True)
class _Present:
    """Who takes part in an item: those who should sit, and everybody who may."""

    guests: frozenset[str]
    hosts: frozenset[str]
    others: frozenset[str]


def _present(case: Case, item: Item, meals: list[Meal]) -> _Present:
    guests = {guest.name for guest in case.guests_at(item)}
    named = {person for meal in meals if meal.guests for name in meal.guests.names for person in _people(case, name)}
    dining = {name for meal in meals for name in meal.hosts}
    hosts = {name for name in (dining or set(item.hosts)) if not is_placeholder(name) and is_person(name)}
    helping = {*item.crew, *item.guide, *names_in(item.chair), *names_in(item.owner), *item.hosts}
    helping |= {name for step in item.steps for name in names_in(step.owner)}
    return _Present(frozenset(named or guests), frozenset(hosts), frozenset(helping | guests))


def _by_item(case: Case) -> Iterator[tuple[Item, SeatingShape | None, _Seated, list[Meal]]]:
    meals: dict[str, list[Meal]] = {}
    for meal in case.plan.meals:
        meals.setdefault(meal.item, []).append(meal)
    for (item_id, shape), seated in _charts(case).items():
        if item_id in case.item_by_id:
            yield case.item_by_id[item_id][1], shape, seated, meals.get(item_id, [])


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
    known = set(host_side(case)) | set(case.guest_by_name) if case.plan.hosts else set()
    for item, shape, seated, meals in _by_item(case):
        if shape is SeatingShape.CAR:
            continue
        present = _present(case, item, meals)
        if shape not in _NOT_EVERYBODY and not seated.unknown:
            yield from _without_a_seat(case, item, seated, present)
        taking_part = present.guests | present.hosts | present.others
        for name, (chart, side, index) in seated.names.items():
            ours = name not in case.guest_by_name
            if name in taking_part or side == "interpreters" or (ours and not present.hosts):
                continue
            if known and name not in known:
                continue  # a name that no list has is GS08's
            yield case.finding(
                chart,
                side,
                _("{name}有座位，但不参加{item}").format(name=name, item=label(item)),
                index=index,
                hint=_("从座次里去掉，或在这一项里加上"),
                related=(case.related(item, "id", _("这一项在这里")),),
            )


def _without_a_seat(case: Case, item: Item, seated: _Seated, present: _Present) -> Iterator[Finding]:
    for side, people in (("guests", present.guests), ("hosts", present.hosts)):
        chart = next((chart for chart in seated.charts if getattr(chart, side)), None)
        field_name = side
        if chart is None:
            chart = next((chart for chart in seated.charts if chart.people), None)
            field_name = "people"
        missing = sorted(people - seated.names.keys())
        if chart is None or not missing:
            continue
        order = [*(guest.name for guest in case.plan.guests), *item.hosts]
        missing.sort(key=lambda name: order.index(name) if name in order else len(order))
        yield case.finding(
            chart,
            field_name,
            _("{names}参加{item}，但没有座位").format(names=_("、").join(missing), item=label(item)),
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
    for item, shape, seated, meals in _by_item(case):
        if shape in (SeatingShape.CAR, SeatingShape.PHOTO) or not (meals or item.kind is ItemKind.MEAL):
            continue
        guests = guests_at_meal(case, meals[0]) if len(meals) == 1 else len(case.guests_at(item)) or case.guest_count
        ours = tuple(name for chart in seated.charts for name in (*chart.hosts, *chart.people) if name not in EVERYBODY)
        at_table = [name for name in ours if name not in case.guest_groups]
        number, limit = companions(case, tuple(at_table)), companion_limit(guests or 0, figures)
        if guests and number > limit:
            chart = next(chart for chart in reversed(seated.charts) if chart.hosts or chart.people)
            yield case.finding(
                chart,
                "hosts" if chart.hosts else "people",
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
    for chart in case.plan.seating:
        if chart.shape is not SeatingShape.DAIS or chart.even_rule is not None:
            continue
        front = chart.rows[0] if chart.rows else chart.seats or _listed(case, chart)
        if front and front % 2 == 0:
            field_name = "rows" if chart.rows else "seats" if chart.seats else "people" if chart.people else "shape"
            yield case.finding(
                chart,
                field_name,
                _("主席台前排 {number} 个座位，是双数").format(number=front),
                hint=_("尽量排成单数；排双数的，与两办核对惯例后写明“双数”"),
            )


def _listed(case: Case, chart: Seating) -> int | None:
    """How many people a chart lists, interpreters not counted; None where a number is not known."""
    names = tuple(dict.fromkeys((*chart.guests, *chart.hosts, *chart.people)))
    return head_count(case, names) if names else None


@rule("ZC04")
def fixed_with_reason(case: Case, figures: Figures) -> Iterator[Finding]:
    """指定的座位写明理由。

    为什么: 不按次序排的座位，过后总有人问，写明是谁定的、为什么，才说得清。
    怎么改: 在“指定”里写“理由”；没有理由的去掉，按次序排。

    错误:
        座次:
          - {编号: S1, 日程: A2, 形式: 长条桌横放, 来宾席: [陈志远, 李娜], 主人席: [林峰, 沈浩],
             指定: [{座位: 来宾席2, 姓名: 李娜}]}
    正确:
        座次:
          - {编号: S1, 日程: A2, 形式: 长条桌横放, 来宾席: [陈志远, 李娜], 主人席: [林峰, 沈浩],
             指定: [{座位: 来宾席2, 姓名: 李娜, 理由: 需要记录，靠近投影}]}
    """
    for chart in case.plan.seating:
        for seat in chart.fixed:
            if case.lacks(seat, "reason"):
                yield case.finding(
                    seat,
                    "person",
                    _("{name}的座位是指定的，没有写理由").format(name=seat.person),
                    hint=_("写明理由；没有理由的按次序排"),
                )


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
    for chart in case.plan.seating:
        rows = sum(chart.rows)
        if chart.rows and chart.seats is not None and rows != chart.seats:
            message = _("各排相加是 {rows} 个座位，座位数写的是 {seats} 个").format(rows=rows, seats=chart.seats)
            yield case.finding(chart, "seats", message, hint=_("改正座位数或各排的座位"))
        places = chart.seats if chart.seats is not None else rows
        people = _listed(case, chart)
        if people and chart.shape is not SeatingShape.CAR and places > people + len(chart.interpreters):
            message = _("有 {seats} 个座位，就座的有 {people} 人").format(seats=places, people=people)
            field = "seats" if chart.seats is not None else "rows"
            yield case.finding(chart, field, message, hint=_("逐个落实到场的人，再改座位数"))


@rule("ZC05")
def enough_seats(case: Case, figures: Figures) -> Iterator[Finding]:
    """就座的人不多于座位，也不多于会场容纳的人数。

    座位数看座次的“座位数”或各排之和，会场看 office.yaml 的“容纳”；译员不算在内。

    为什么: 多出来的人当场没有座位。
    怎么改: 加座位、换会场，或者减少就座的人。

    错误:
        座次: [{编号: S1, 日程: A2, 形式: 乘车, 座位数: 1, 人员: [陈志远, 李娜]}]
    正确:
        座次: [{编号: S1, 日程: A2, 形式: 乘车, 座位数: 2, 人员: [陈志远, 李娜]}]
    """
    for chart in case.plan.seating:
        people = _listed(case, chart)
        if not people:
            continue
        seats = chart.seats if chart.seats is not None else sum(chart.rows)
        if seats and people > seats:
            yield case.finding(
                chart,
                "seats" if chart.seats is not None else "rows",
                _("有 {seats} 个座位，就座的有 {people} 人").format(seats=seats, people=people),
                hint=_("加座位，或减少就座的人"),
            )
            continue
        found = case.item_by_id.get(chart.item or "")
        place = case.place(found[1].place[0]) if found and len(found[1].place) == 1 else None
        if place and place.capacity is not None and chart.shape is not SeatingShape.CAR and people > place.capacity:
            yield case.finding(
                chart,
                "item",
                _("就座的有 {people} 人，{place}只容纳 {capacity} 人").format(
                    people=people, place=place.name, capacity=place.capacity
                ),
                hint=_("换大一些的会场"),
            )
