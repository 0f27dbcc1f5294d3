"""住宿 (ZS): which hotel, what kind of room, what it costs and who pays; beds are in `nights`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jiedai.check.engine import rule
from jiedai.check.words import in_words
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.choice import Kind, Payer, PlaceKind, Rank, RoomType, TaskStatus
from jiedai.model.hospitality import Lodging, Room
from jiedai.model.placeholder import is_placeholder
from jiedai.model.quantities import money
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.nights import cap_of
from jiedai.visit.people import is_foreigner

_TOILETRIES = regex(r"洗漱|牙[刷膏具]|毛巾|浴巾|浴袍|拖鞋|剃须|洗发|沐浴|护肤|化妆品|香皂|梳子|浴帽")
_TREATS = regex(r"水果|果盘|食品|点心|零食|坚果|茶点|鲜花|花篮|花束|绿植")


def rooms(case: Case) -> Iterator[tuple[Lodging, Room]]:
    """Every room with its hotel."""
    for hotel in case.plan.lodging:
        for room in hotel.rooms:
            yield hotel, room


def _for_hosts(case: Case, room: Room) -> bool:
    """Whether a room is for people of the host side alone."""
    ours = {host.name for host in case.plan.hosts} | {member.name for member in case.plan.crew}
    return bool(room.guests) and all(name in ours for name in room.guests)


@rule("ZS01")
def designated_hotel(case: Case, figures: Figures) -> Iterator[Finding]:
    """Guests stay at a designated hotel or an internal venue."""
    marked = any(place.designated for place in case.place_by_name.values())
    for hotel in case.plan.lodging:
        place = case.place(hotel.hotel or "")
        if place and (place.designated is False or (place.designated is None and marked)):
            yield case.finding(
                hotel,
                "hotel",
                _("{hotel}不是定点饭店").format(hotel=hotel.hotel),
                hint=_("换到定点饭店；确是定点的，在 office.yaml 写“定点: 是”"),
            )


@rule("ZS02")
def suite_by_rank(case: Case, figures: Figures) -> Iterator[Finding]:
    """An ordinary suite is for guests of provincial or ministerial rank and above."""
    enough = Rank.read(figures["suite_from"]).height
    for _hotel, room in rooms(case):
        if room.type is not RoomType.SUITE:
            continue
        ranks = [case.rank_of(name) for name in room.guests]
        if any(rank is not None and rank.height <= enough for rank in ranks):
            continue
        if not ranks or None in ranks:
            yield case.finding(
                room,
                "type",
                _("套间只安排给{rank}以上来宾，这间的入住人职级没有写").format(
                    rank=Rank.read(figures["suite_from"]).label
                ),
                hint=_("在来宾名单里补上职级"),
                level=Level.INFO,
            )
            continue
        yield case.finding(
            room,
            "type",
            _("{guests}不够住套间的级别（{rank}以上）").format(
                guests=_("、").join(room.guests), rank=Rank.read(figures["suite_from"]).label
            ),
            hint=_("改为标准间或单间"),
        )


@rule("ZS03")
def single_by_rank(case: Case, figures: Figures) -> Iterator[Finding]:
    """Single rooms are for guests of a certain rank."""
    enough = Rank.read(figures["single_from"])
    for _hotel, room in rooms(case):
        ranks = [case.rank_of(name) for name in room.guests]
        low = [rank for rank in ranks if rank is not None and rank.height > enough.height]
        if room.type is RoomType.SINGLE and ranks and len(low) == len(ranks):
            yield case.finding(
                room,
                "type",
                _("{guests}不够住单间的级别（{rank}以上）").format(guests=_("、").join(room.guests), rank=enough.label),
                hint=_("改为标准间"),
            )


@rule("ZS04")
def no_extra_toiletries(case: Case, figures: Figures) -> Iterator[Finding]:
    """No extra toiletries are laid out in rooms."""
    for _hotel, room in rooms(case):
        if not room.extras:
            continue
        things = [
            thing for thing in room.extras.things if _TOILETRIES.search(thing) and not thing.startswith(("不", "无"))
        ]
        if things:
            yield case.finding(
                room,
                "extras",
                _("客房额外配发{things}").format(things=_("、").join(things)),
                hint=_("删去；用客房标准配备"),
            )
        elif not room.extras.things:
            yield case.finding(
                room, "extras", _("额外物品没有写是什么"), hint=_("写明物品；洗漱用品不得额外配发"), level=Level.INFO
            )
    yield from in_words(case, "toiletries", message=_("不得额外配发洗漱用品"), hint=_("删去；用客房标准配备"))


@rule("ZS05")
def no_treats_in_rooms(case: Case, figures: Figures) -> Iterator[Finding]:
    """No fruit, food or flowers in rooms."""
    for _hotel, room in rooms(case):
        things = [thing for thing in (room.extras.things if room.extras else ()) if _TREATS.search(thing)]
        if things and not things[0].startswith(("不", "无")):
            yield case.finding(
                room, "extras", _("房间摆放{things}").format(things=_("、").join(things)), hint=_("删去这些物品")
            )


@rule("ZS06")
def guests_pay_for_rooms(case: Case, figures: Figures) -> Iterator[Finding]:
    """Guests pay for their rooms."""
    if case.plan.kind is Kind.CONFERENCE:
        return
    for _hotel, room in rooms(case):
        if room.payer is Payer.HOST and not _for_hosts(case, room):
            yield case.finding(room, "payer", _("住宿费由接待方支付"), hint=_("改为“付费: 来宾单位”，由来宾回单位报销"))
    for cost in case.plan.costs:
        lodging = re.search(r"住宿|房费|客房", cost.what) and not re.search(
            r"工作人员|陪同|驾驶员|司机|会务", cost.what
        )
        if lodging and cost.payer is Payer.HOST:
            yield case.finding(
                cost,
                "payer",
                _("“{what}”由接待方支付").format(what=cost.what),
                hint=_("从接待经费中删去，由来宾单位支付"),
            )


@rule("ZS07")
def over_room_cap(case: Case, figures: Figures) -> Iterator[Finding]:
    """The price of a room is within the cap of its occupants' rank in office.yaml."""
    caps = case.office.standards.lodging if case.office and case.office.standards else {}
    if not caps:
        return
    highest = max(caps.values())
    for _hotel, room in rooms(case):
        if room.price is None or _for_hosts(case, room):
            continue
        ranks = [case.rank_of(name) for name in room.guests]
        known = [cap_of(caps, rank) for rank in ranks if rank is not None]
        if None in known:
            continue
        sure = bool(ranks) and None not in ranks
        cap = max((cap for cap in known if cap is not None), default=highest) if sure else highest
        if room.price > cap:
            yield case.finding(
                room,
                "price",
                _("房价 {price} 元，超过{people}的限额 {cap} 元").format(
                    price=money(room.price), people=_("、").join(room.guests) or _("最高一档"), cap=money(cap)
                ),
                hint=_("换房型或按协议价，控制在 {cap} 元以内").format(cap=money(cap)),
            )
    yield from _far_below(case)


_TIMES = 5
"""How many times less than all other rooms of the hotel a room costs, that its price has lost a digit."""


def _far_below(case: Case) -> Iterator[Finding]:
    """Prices of rooms that are a fraction of those of all others in the hotel."""
    for stay in case.plan.lodging:
        priced = [room for room in stay.rooms if room.price]
        for room in priced if len(priced) > 2 else ():
            others = min(other.price or Decimal(0) for other in priced if other is not room)
            if room.price and room.price * _TIMES <= others:
                message = _("房价 {price} 元，同一家宾馆别的房间都在 {others} 元以上").format(
                    price=money(room.price), others=money(others)
                )
                hint = _("核对房价，多半少写了一位")
                yield case.finding(room, "price", message, hint=hint, level=Level.WARNING)


@rule("ZS08")
def hosts_sleep_at_home(case: Case, figures: Figures) -> Iterator[Finding]:
    """Local hosts and staff have no rooms."""
    for _hotel, room in rooms(case):
        if _for_hosts(case, room):
            yield case.finding(
                room,
                "guests",
                _("{people}是接待方人员，不安排住房").format(people=_("、").join(room.guests)),
                hint=_("删去这间房"),
            )


@rule("ZS09")
def foreign_guests_registered(case: Case, figures: Figures) -> Iterator[Finding]:
    """Lodging of foreign guests is registered."""
    plan = case.plan
    told = any(guest.nationality and not is_placeholder(guest.nationality) for guest in plan.guests)
    foreign = any(map(is_foreigner, plan.guests)) or (plan.kind is Kind.FOREIGN and not told)
    tasks = (task.what for task in plan.tasks if task.status is not TaskStatus.DROPPED)
    if not foreign or any(re.search(r"住宿登记|临时住宿|护照.*登记|登记.*护照", what) for what in tasks):
        return
    for hotel in plan.lodging:
        place = case.place(hotel.hotel or "")
        if place and place.kind not in (None, PlaceKind.HOTEL):
            yield case.finding(
                hotel,
                "hotel",
                _("外宾住在宾馆以外，没有安排住宿登记"),
                hint=_("加一项任务：入住后二十四小时内到派出所登记"),
            )
        else:
            yield case.finding(
                hotel,
                "hotel",
                _("外宾住宿由宾馆凭护照登记"),
                hint=_("加一项任务：提醒宾馆办理外宾住宿登记"),
                level=Level.INFO,
            )
            return
