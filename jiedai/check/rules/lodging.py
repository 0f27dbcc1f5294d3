"""住宿 (ZS): which hotel, what kind of room, what it costs and who pays; beds are in `beds`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiedai.check.engine import rule
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

_TOILETRIES = regex(r"洗漱|牙[刷膏具]|毛巾|浴巾|浴袍|拖鞋|剃须|洗发|沐浴|护肤|化妆品|香皂|梳子|浴帽")
_TREATS = regex(r"水果|果盘|食品|点心|零食|坚果|茶点|鲜花|花篮|花束|绿植")
_CHINESE = regex(r"中国|中华|香港|澳门|台湾|China|Chinese", re.IGNORECASE)


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
    """来宾住定点饭店或机关内部接待场所。

    office.yaml 的场所写明“定点: 否”，或者别的宾馆标了定点而这家没有标，就报；都没有标的不查。

    为什么: 规定接待住宿在定点饭店或内部接待场所，执行协议价格。
    怎么改: 换到定点饭店；确是定点的，在 office.yaml 写“定点: 是”。

    错误:
        住宿: {宾馆: 智能制造产业园}
    正确:
        住宿: {宾馆: 云溪宾馆}
    """
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
    """普通套间只安排给省部级以上来宾，其他来宾住标准间或单间。

    入住人里有一位够级别即可；职级没有写的只提示核对。

    为什么: 住房标准按职级，超标准安排套间要追责。
    怎么改: 改为标准间或单间；职级漏写的补上。

    错误:
        来宾: [{姓名: 陈志远, 单位: 省发展改革委, 职务: 副主任, 职级: 厅局级}]
        住宿: {宾馆: 云溪宾馆, 房间: [{房号: "0801", 房型: 普通套间, 入住人: [陈志远], 付费: 来宾单位}]}
    正确:
        来宾: [{姓名: 陈志远, 单位: 省发展改革委, 职务: 副主任, 职级: 厅局级}]
        住宿: {宾馆: 云溪宾馆, 房间: [{房号: "0801", 房型: 单间, 入住人: [陈志远], 付费: 来宾单位}]}
    """
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
    """单间只安排给够级别的来宾（地方规定，默认不启用）。

    为什么: 一些地方规定厅局级住单间，县处级以下住标准间。
    怎么改: 改为标准间。
    """
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
    """客房不额外配发洗漱用品。

    只写了数量、没有写是什么的，提示写明。

    为什么: 规定接待单位不得超标准安排接待住房，不得额外配发洗漱用品。
    怎么改: 删去“额外物品”。

    错误:
        住宿:
          宾馆: 云溪宾馆
          房间: [{房型: 标准间, 入住人: [陈志远], 额外物品: [牙刷, 浴袍]}, {房型: 标准间, 入住人: [李娜]}]
    正确:
        住宿: {宾馆: 云溪宾馆, 房间: [{房型: 标准间, 入住人: [陈志远], 额外物品: 无}, {房型: 标准间, 入住人: [李娜]}]}
    """
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


@rule("ZS05")
def no_treats_in_rooms(case: Case, figures: Figures) -> Iterator[Finding]:
    """房间不摆放水果、食品和鲜花（地方规定，默认不启用）。

    为什么: 一些地方规定房间不摆放水果食品。
    怎么改: 删去“额外物品”。
    """
    for _hotel, room in rooms(case):
        things = [thing for thing in (room.extras.things if room.extras else ()) if _TREATS.search(thing)]
        if things and not things[0].startswith(("不", "无")):
            yield case.finding(
                room, "extras", _("房间摆放{things}").format(things=_("、").join(things)), hint=_("删去这些物品")
            )


@rule("ZS06")
def guests_pay_for_rooms(case: Case, figures: Figures) -> Iterator[Finding]:
    """住宿费由来宾单位支付，不列入接待经费。

    看房间的“付费”和经费里由接待方支付的住宿费、房费；
    自办会议、外宾和接待方工作人员的房间不查。

    为什么: 规定住宿费由接待对象回本单位凭据报销。
    怎么改: 房间“付费”改为来宾单位，经费里的住宿费删去。

    错误:
        住宿:
          宾馆: 云溪宾馆
          房间:
            - {房型: 标准间, 入住人: [陈志远], 付费: 接待方}
            - {房型: 标准间, 入住人: [李娜], 付费: 来宾单位}
    正确:
        住宿:
          宾馆: 云溪宾馆
          房间:
            - {房型: 标准间, 入住人: [陈志远], 付费: 来宾单位}
            - {房型: 标准间, 入住人: [李娜], 付费: 来宾单位}
    """
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
    """房价不超过入住人职级的住宿限额。

    限额写在 office.yaml 的“标准: 住宿”，没有列出的职级按“其他”；几人同住按其中最高的职级。
    职级没有写的，超过最高限额才报错。

    为什么: 住宿严格执行差旅费标准，超出部分来宾回去不能报销。
    怎么改: 换房型或协议价；职级漏写的补上。

    错误:
        住宿:
          宾馆: 云溪宾馆
          房间:
            - {房型: 单间, 入住人: [陈志远], 房价: 620, 付费: 来宾单位}
            - {房型: 标准间, 入住人: [李娜], 房价: 360, 付费: 来宾单位}
    正确:
        住宿:
          宾馆: 云溪宾馆
          房间:
            - {房型: 单间, 入住人: [陈志远], 房价: 480, 付费: 来宾单位}
            - {房型: 标准间, 入住人: [李娜], 房价: 360, 付费: 来宾单位}
    """
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
                _("房价 {price} 元，超过限额 {cap} 元").format(price=money(room.price), cap=money(cap)),
                hint=_("换房型或按协议价，控制在 {cap} 元以内").format(cap=money(cap)),
            )


@rule("ZS08")
def hosts_sleep_at_home(case: Case, figures: Figures) -> Iterator[Finding]:
    """本地陪同和工作人员不安排住房（地方规定，默认不启用）。

    为什么: 一些地方规定陪同人员不安排住宿。
    怎么改: 删去这间房。
    """
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
    """外宾住宿要办理登记：住宾馆由宾馆向公安机关登记，住别处二十四小时内自行登记。

    外宾住的不是宾馆、任务里又没有登记的，报错；住宾馆的，任务里没有写登记时提示。

    为什么: 出境入境管理法规定外国人住宿应当登记。
    怎么改: 在任务里写明由谁、凭护照办理住宿登记；住户家或企业公寓的，入住后二十四小时内到派出所登记。

    错误:
        类型: 外事
        工作人员: [{姓名: 顾盼, 单位: 县外事办, 岗位: 译员, 电话: 13900000203, 替补: 梁雨}]
        来宾: [{姓名: Anna Weber, 国籍: 德国, 单位: 诺伊施塔特市政府, 职务: 副市长}]
        住宿: {宾馆: 智能制造产业园}
    正确:
        类型: 外事
        工作人员: [{姓名: 顾盼, 单位: 县外事办, 岗位: 译员, 电话: 13900000203, 替补: 梁雨}]
        来宾: [{姓名: Anna Weber, 国籍: 德国, 单位: 诺伊施塔特市政府, 职务: 副市长}]
        住宿: {宾馆: 云溪宾馆}
        任务:
          - {事项: 请宾馆凭护照办理住宿登记, 责任单位: 县接待办, 责任人: 周敏, 电话: 0570-5550101, 时限: T-1}
          - {事项: 审核菜单和饮食禁忌, 责任单位: 县市场监管局, 责任人: 范斌, 电话: 0570-5550106, 时限: T-1}
    """
    plan = case.plan
    nations = [
        guest.nationality for guest in plan.guests if guest.nationality and not is_placeholder(guest.nationality)
    ]
    foreign = any(not _CHINESE.search(nation) for nation in nations) or (plan.kind is Kind.FOREIGN and not nations)
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
