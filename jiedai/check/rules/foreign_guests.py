"""外宾住宿、礼品和停留 (WB05, WB07, WB08, WB10)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.check.rules.foreign import highest_rank, is_minister
from jiedai.check.rules.lodging import rooms
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.choice import HostRole, Rank, RoomType
from jiedai.model.conduct import Gift
from jiedai.model.placeholder import is_placeholder
from jiedai.model.quantities import money
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding

_FIVE_STARS = regex(r"五星|白金五星|5\s*星|five[- ]star", re.IGNORECASE)
_NO_GIFT = frozenset({"无", "没有", "不安排", "不赠送", "不提供", "none"})
_IMPROPER = regex(
    r"现金|礼金|红包|有价证券|购物卡|代金券|储值卡|股票|黄金|金条|钻石|珠宝|名表|手表|手机|香烟|名烟|茅台|五粮液|cash|voucher",
    re.IGNORECASE,
)


@rule("WB05")
def hotel_class(case: Case, figures: Figures) -> Iterator[Finding]:
    """外宾住宿：副部长级以上人员率领的代表团可以住五星级宾馆，其他住四星级以下；普通套间只给副部长级以上。

    宾馆的名称或 office.yaml 的简介写明五星级的才查；来宾职级没有写全的不查。

    为什么: 外宾接待经费管理办法按代表团级别定宾馆。
    怎么改: 换四星级以下的宾馆，套间改为标准间或单间。

    错误:
        类型: 外事
        工作人员: [{姓名: 顾盼, 单位: 县外事办, 岗位: 译员, 电话: 13900000203, 替补: 梁雨}]
        来宾:
          - {姓名: Anna Weber, 国籍: 德国, 单位: 诺伊施塔特市政府, 职务: 副市长, 职级: 厅局级}
        住宿: {宾馆: 云溪宾馆, 房间: [{房型: 普通套间, 入住人: [Anna Weber]}]}
    正确:
        类型: 外事
        工作人员: [{姓名: 顾盼, 单位: 县外事办, 岗位: 译员, 电话: 13900000203, 替补: 梁雨}]
        来宾:
          - {姓名: Anna Weber, 国籍: 德国, 单位: 诺伊施塔特市政府, 职务: 副市长, 职级: 厅局级}
        住宿: {宾馆: 云溪宾馆, 房间: [{房型: 单间, 入住人: [Anna Weber]}]}
    """
    rank, sure = highest_rank(case, [guest.name for guest in case.plan.guests])
    for hotel in case.plan.lodging:
        place = case.place(hotel.hotel or "")
        stars = _FIVE_STARS.search(f"{hotel.hotel or ''} {(place.intro if place else None) or ''}")
        if stars and sure and not is_minister(rank):
            message = _("{hotel}是五星级，代表团没有副部长级以上人员").format(hotel=hotel.hotel)
            yield case.finding(hotel, "hotel", message, hint=_("换四星级以下的宾馆"))
    for _hotel, room in rooms(case):
        best, known = highest_rank(case, room.guests)
        if room.type is RoomType.SUITE and known and not is_minister(best):
            message = _("{guests}不够住套间的级别（副部长级以上）").format(guests=_("、").join(room.guests))
            yield case.finding(room, "type", message, hint=_("改为标准间或单间"))


def _given(case: Case) -> list[Gift]:
    return [gift for gift in case.plan.gifts if gift.item not in _NO_GIFT and not is_placeholder(gift.item)]


@rule("WB07")
def simple_gifts(case: Case, figures: Figures) -> Iterator[Finding]:
    """对外礼品从简：团长夫妇和主要成员，只送一次，以本地工艺品和实用品为主。

    同一个人收两次、收礼的人比主要成员（三人）还多、礼品是现金、有价证券、烟酒或贵重物品的，报出来。

    为什么: 外宾接待经费管理办法规定礼品由接待单位统一赠送一次，简朴并有民族特色。
    怎么改: 合并成一次，换成本地工艺品。

    错误:
        类型: 外事
        工作人员: [{姓名: 顾盼, 单位: 县外事办, 岗位: 译员, 电话: 13900000203, 替补: 梁雨}]
        礼品: [{名称: 竹编茶席, 价值: 80, 赠予: [陈志远]}, {名称: 青瓷杯, 价值: 90, 赠予: [陈志远]}]
    正确:
        类型: 外事
        工作人员: [{姓名: 顾盼, 单位: 县外事办, 岗位: 译员, 电话: 13900000203, 替补: 梁雨}]
        礼品: [{名称: 竹编茶席, 价值: 80, 赠予: [陈志远]}]
    """
    first: dict[str, Gift] = {}
    for gift in _given(case):
        word = _IMPROPER.search(gift.item)
        if word:
            message = _("“{word}”不能作礼品").format(word=word[0])
            yield case.finding(gift, "item", message, hint=_("换成本地工艺品、纪念品"))
        for name, index in case.entries(gift, "to"):
            guest = case.guest_by_name.get(name)
            key = guest.name if guest else name
            earlier = first.setdefault(key, gift)
            if earlier is not gift:
                message = _("{name}已经收过一份礼品，只送一次").format(name=name)
                related = (case.related(earlier, "item", _("前面的一份")),)
                yield case.finding(gift, "to", message, index=index, hint=_("合并成一份"), related=related)
            elif len(first) == figures["receivers"] + 1:
                message = _("收礼的人超过 {limit} 位").format(limit=figures["receivers"])
                hint = _("只送团长夫妇和主要成员，其他人不送或送小纪念品")
                yield case.finding(gift, "to", message, index=index, hint=hint, level=Level.INFO)


@rule("WB08")
def gift_value(case: Case, figures: Figures) -> Iterator[Finding]:
    """对外礼品的价值：赠礼人或受礼人是省部级的不超过四百元，厅局级以下的不超过二百元。

    受礼人是“赠予”的人（没有写的按来宾中职级最高的人），赠礼人是主陪（没有写的按陪同中职级最高的人）。
    职级没有写全的，超过四百元才报错，二百至四百元提示补上职级。

    为什么: 外宾接待经费管理办法按双方级别定礼品标准。
    怎么改: 换一份标准以内的礼品；职级漏写的补上。

    错误:
        类型: 外事
        工作人员: [{姓名: 顾盼, 单位: 县外事办, 岗位: 译员, 电话: 13900000203, 替补: 梁雨}]
        礼品: [{名称: 竹编茶席, 价值: 201, 赠予: [陈志远]}]
    正确:
        类型: 外事
        工作人员: [{姓名: 顾盼, 单位: 县外事办, 岗位: 译员, 电话: 13900000203, 替补: 梁雨}]
        礼品: [{名称: 竹编茶席, 价值: 200, 赠予: [陈志远]}]
    """
    hosts = case.plan.hosts
    givers = [host.name for host in hosts if host.role is HostRole.PRINCIPAL] or [host.name for host in hosts]
    giver, giver_known = highest_rank(case, givers)
    for gift in _given(case):
        if gift.value is None:
            continue
        receivers = gift.to or tuple(guest.name for guest in case.plan.guests)
        receiver, receiver_known = highest_rank(case, receivers)
        high = is_minister(giver) or is_minister(receiver)
        known = giver_known and receiver_known
        limit = figures["minister"] if high or not known else figures["other"]
        if gift.value > limit:
            message = _("礼品价值 {value} 元，超过标准 {limit} 元").format(value=money(gift.value), limit=limit)
            hint = _("换一份 {limit} 元以内的礼品").format(limit=limit)
            yield case.finding(gift, "value", message, hint=hint)
        elif gift.value > figures["other"] and not high:
            message = _("礼品价值 {value} 元，{rank}的标准是 {limit} 元").format(
                value=money(gift.value), rank=_("{rank}以下").format(rank=Rank.BUREAU.label), limit=figures["other"]
            )
            yield case.finding(gift, "value", message, hint=_("补上双方的职级"), level=Level.INFO)


@rule("WB10")
def short_stay(case: Case, figures: Figures) -> Iterator[Finding]:
    """外宾由接待方承担费用的停留一般不超过五天（地方规定，默认不启用）。

    为什么: 一些地方规定了由接待方承担费用的天数。
    怎么改: 缩短行程，超出的天数由外宾自理。
    """
    days = case.plan.dates.days
    if days > figures["days"]:
        yield case.finding(
            case.plan,
            "dates",
            _("停留 {days} 天，接待方承担费用的一般不超过 {limit} 天").format(days=days, limit=figures["days"]),
            hint=_("缩短行程，或写明超出的天数由外宾自理"),
        )
