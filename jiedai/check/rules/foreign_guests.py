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
    """Five-star hotels are for groups led by a vice-minister or above, suites for such persons."""
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
    """Gifts are simple, once, to the head of the delegation, spouse and main members."""
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
    """A gift is worth no more than the cap by the rank of giver or receiver."""
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
    """A stay at the host's cost is no longer than normal."""
    days = case.plan.dates.days
    if days > figures["days"]:
        yield case.finding(
            case.plan,
            "dates",
            _("停留 {days} 天，接待方承担费用的一般不超过 {limit} 天").format(days=days, limit=figures["days"]),
            hint=_("缩短行程，或写明超出的天数由外宾自理"),
        )
