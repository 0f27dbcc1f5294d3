"""外事 (WB): foreign guests and guests from Hong Kong, Macao and Taiwan."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from jiedai.check.engine import rule
from jiedai.check.rules.lodging import rooms
from jiedai.check.rules.meals import companions_beyond
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.base import Node
from jiedai.model.choice import Diet, HostRole, ItemKind, MealForm, Payer, Rank, RoomType
from jiedai.model.conduct import Gift
from jiedai.model.hospitality import Meal
from jiedai.model.people import Guest
from jiedai.model.placeholder import is_placeholder
from jiedai.model.quantities import money
from jiedai.model.schedule import Item
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.dishes import found_in
from jiedai.visit.food import COSTLY, LUXURY
from jiedai.visit.meals import companion_limit, is_high_grade, item_of, meal_of_day
from jiedai.visit.movement import label
from jiedai.visit.names import host_side
from jiedai.visit.orders import order_in
from jiedai.visit.people import is_foreigner

_EVENTS = (MealForm.BANQUET, MealForm.COCKTAIL, MealForm.TEA)
_THERAVADA = regex(r"泰国|缅甸|老挝|柬埔寨|斯里兰卡|Thailand|Myanmar|Laos|Cambodia|Sri Lanka", re.IGNORECASE)
_MONK = regex(r"法师|长老|比丘|僧|方丈|住持|大师|和尚|monk|abbot|bhikkhu|venerable", re.IGNORECASE)


def highest_rank(case: Case, names: Iterable[str]) -> tuple[Rank | None, bool]:
    """(the highest rank known among people, whether everybody's is known)."""
    ranks = [case.rank_of(name) for name in names]
    known = [rank for rank in ranks if rank is not None]
    return min(known, key=lambda rank: rank.height, default=None), bool(ranks) and len(known) == len(ranks)


def is_minister(rank: Rank | None) -> bool:
    """Whether a rank is that of a minister, or above."""
    return rank is not None and rank.height <= Rank.MINISTER.height


def _hosts_of(case: Case, meal: Meal) -> tuple[str, ...]:
    item = item_of(case, meal)
    return meal.hosts or (item.hosts if item else ())


def _guests_of(case: Case, meal: Meal) -> list[Guest]:
    """The guests at a meal who are in the list: those it names, else those of its item."""
    item = item_of(case, meal)
    if meal.guests is not None and meal.guests.names:
        return [case.guest_by_name[name] for name in meal.guests.names if name in case.guest_by_name]
    return case.guests_at(item) if item else list(case.plan.guests)


@rule("WB01")
def two_banquets(case: Case, figures: Figures) -> Iterator[Finding]:
    """The whole stay has no more banquets than are allowed, the local one included."""
    plan = case.plan
    banquets: dict[str, tuple[Node, str]] = {}
    entered = {meal.item for meal in plan.meals if meal.form is not None}
    for meal in plan.meals:
        if meal.form is MealForm.BANQUET:
            banquets.setdefault(meal.item, (meal, "item"))
    for _day, item in case.items:
        if item.kind is ItemKind.MEAL and item.id not in entered and order_in(item.what, "banquet"):
            banquets.setdefault(item.id, (item, "what"))
    order = {slot.item.id: number for number, slot in enumerate(case.slots)}
    in_time = sorted(banquets, key=lambda item_id: order.get(item_id, len(order)))
    for number, item_id in enumerate(in_time, start=1):
        if number > figures["banquets"]:
            node, field = banquets[item_id]
            yield case.finding(
                node,
                field,
                _("宴请有 {number} 次，最多 {limit} 次").format(number=number, limit=figures["banquets"]),
                hint=_("改为工作餐或自助餐"),
                related=(case.related(*banquets[in_time[0]], _("第一次在这里")),),
            )
    if not plan.meals and not any(item.kind is ItemKind.MEAL for _day, item in case.items):
        yield case.finding(
            plan,
            "kind",
            _("没有写宴请，外宾在华期间最多 {limit} 次").format(limit=figures["banquets"]),
            hint=_("有宴请的在“用餐”里写明，并向主要接待单位问清在别处的次数"),
            level=Level.INFO,
        )


@rule("WB02")
def banquet_price(case: Case, figures: Figures) -> Iterator[Finding]:
    """A banquet, drinks included, costs no more a head than the cap by the rank of the host."""
    for meal in case.plan.meals:
        if meal.form is not MealForm.BANQUET or meal.price is None:
            continue
        rank, sure = highest_rank(case, _hosts_of(case, meal))
        limits = (figures["minister"], figures["other"])
        yield from _above(case, meal, "price", _("宴请人均"), meal.price, limits, rank, sure)


def _above(
    case: Case,
    node: Node,
    field: str,
    what: str,
    amount: Decimal,
    limits: tuple[int, int],
    rank: Rank | None,
    sure: bool,
) -> Iterator[Finding]:
    """A finding where an amount is above the limit for a rank: an error, or a question where the rank is not known."""
    high, low = limits
    limit = high if is_minister(rank) or not sure else low
    if amount > limit:
        message = _("{what} {amount} 元，超过标准 {limit} 元").format(what=what, amount=money(amount), limit=limit)
        yield case.finding(node, field, message, hint=_("降到 {limit} 元以内").format(limit=limit))
    elif amount > low and not is_minister(rank):
        message = _("{what} {amount} 元，省部级以下的标准是 {limit} 元").format(
            what=what, amount=money(amount), limit=low
        )
        yield case.finding(node, field, message, hint=_("补上双方的职级"), level=Level.INFO)


@rule("WB03")
def reception_price(case: Case, figures: Figures) -> Iterator[Finding]:
    """A buffet reception, cocktails or a tea party cost no more a head than the cap of their kind."""
    for meal in case.plan.meals:
        limit = figures["per_head"].get(meal.form.value) if meal.form else None
        if limit is None or meal.price is None or meal.hosted is False or meal.price <= limit:
            continue
        yield case.finding(
            meal,
            "price",
            _("{form}人均 {price} 元，超过标准 {limit} 元").format(
                form=meal.form.label if meal.form else "", price=money(meal.price), limit=limit
            ),
            hint=_("降到 {limit} 元以内").format(limit=limit),
        )


@rule("WB04")
def daily_meals(case: Case, figures: Figures) -> Iterator[Finding]:
    """Daily meals of a guest stay within the cap of the head of the delegation."""
    spent: dict[dt.date, Decimal] = {}
    told: set[dt.date] = set()
    for meal in case.plan.meals:
        found = case.item_by_id.get(meal.item)
        if found is None or meal.price is None or meal.form in _EVENTS or meal.hosted is False:
            continue
        day = found[0].date
        spent[day] = spent.get(day, Decimal(0)) + meal.price
        guests = _guests_of(case, meal)
        sure = bool(guests) and all(guest.rank is not None for guest in guests)
        limit = _daily_limit(guests, figures) if sure else figures["state"]
        over = spent[day] > limit
        if day in told or not (over or (not sure and spent[day] > figures["other"])):
            continue
        told.add(day)
        yield case.finding(
            meal,
            "price",
            _("{day} 的伙食费每人 {spent} 元，标准是 {limit} 元").format(
                day=day.isoformat(), spent=money(spent[day]), limit=limit if over else figures["other"]
            ),
            hint=_("调整各餐的人均") if over else _("补上外宾的职级"),
            level=None if over else Level.INFO,
        )


def _daily_limit(guests: list[Guest], figures: Figures) -> int:
    """The daily figure of the highest guest; a vice-head of state or a speaker has the second one."""
    best = min(guests, key=lambda guest: (guest.rank or Rank.OTHER).height)
    if best.rank is Rank.STATE:
        return int(figures["vice" if re.search("副|议长|vice|deputy|speaker", best.post, re.IGNORECASE) else "state"])
    return int(figures["minister"] if best.rank is Rank.MINISTER else figures["other"])


@rule("WB06")
def companions_of_foreigners(case: Case, figures: Figures) -> Iterator[Finding]:
    """Companions at a meal of foreign guests stay within the limit."""
    text = _("外宾 {guests} 人，陪餐 {companions} 人，上限 {limit} 人")
    yield from companions_beyond(case, lambda guests: companion_limit(guests, figures), text)


@rule("WB09")
def plain_banquets(case: Case, figures: Figures) -> Iterator[Finding]:
    """No luxury dishes and no high-grade drinks at meals for foreign guests."""
    for meal in case.plan.meals:
        drinks = [thing for thing in (meal.alcohol.things if meal.alcohol else ()) if is_high_grade(thing)]
        if drinks:
            message = _("高档酒水：{drinks}").format(drinks=_("、").join(drinks))
            yield case.finding(meal, "alcohol", message, hint=_("换成普通酒水"))
        for dish in meal.menu:
            hit = found_in(dish, LUXURY) or found_in(dish, COSTLY)
            if hit:
                message = _("“{dish}”是高档菜肴（{word}）").format(dish=dish.dish, word=hit.word)
                yield case.finding(dish, hit.field, message, index=hit.at, hint=_("换成有地方特色的菜"))


def _not_after_noon(guest: Guest) -> bool:
    """Whether a guest does not eat after noon: by the diet, or as a monk of the southern school."""
    if Diet.NOT_AFTER_NOON in guest.diet:
        return True
    return bool(_MONK.search(guest.post) and _THERAVADA.search(guest.nationality or ""))


@rule("WB11")
def before_noon(case: Case, figures: Figures) -> Iterator[Finding]:
    """Guests who do not eat after noon have finished lunch by twelve."""
    if not any(_not_after_noon(guest) for guest in case.plan.guests):
        return
    meals: dict[str, list[Meal]] = {}
    for meal in case.plan.meals:
        meals.setdefault(meal.item, []).append(meal)
    for _day, item in case.items:
        if item.kind is not ItemKind.MEAL or meal_of_day(item) != "lunch":
            continue
        eating = _eating(case, item, meals.get(item.id, []))
        names = [guest.name for guest in eating if _not_after_noon(guest)]
        end = item.time.sure_end
        if names and end is not None and end > figures["noon"] * 60:
            yield case.finding(
                item,
                "time",
                _("{item}：{names}过午不食，要在 {noon}:00 以前吃完").format(
                    item=label(item), names=_("、").join(names), noon=figures["noon"]
                ),
                hint=_("提前到 11:00 左右，或者单独为他们先开"),
            )


def _eating(case: Case, item: Item, meals: list[Meal]) -> list[Guest]:
    """The guests of a meal: those its entries name, else those of the item."""
    named = [guest for meal in meals if meal.guests and meal.guests.names for guest in _guests_of(case, meal)]
    return named or case.guests_at(item)


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


_SPOUSE = regex(r"配偶|夫人|丈夫|妻子|爱人|spouse|wife|husband", re.IGNORECASE)


def _is_spouse(guest: Guest) -> bool:
    return any(_SPOUSE.search(text) for text in (guest.post, guest.note or ""))


@rule("WB07")
def simple_gifts(case: Case, figures: Figures) -> Iterator[Finding]:
    """Gifts are simple, once, to the head of the delegation, spouse and main members."""
    first: dict[str, Gift] = {}
    ours = set(host_side(case)) if case.plan.gifts else set()
    for gift in _given(case):
        word = _IMPROPER.search(gift.item)
        if word:
            message = _("“{word}”不能作礼品").format(word=word[0])
            yield case.finding(gift, "item", message, hint=_("换成本地工艺品、纪念品"))
        for name, index in case.entries(gift, "to"):
            guest = case.guest_by_name.get(name)
            if guest is None and name in ours:
                message = _("{name}是接待方的人，礼品是送来宾的").format(name=name)
                yield case.finding(gift, "to", message, index=index, hint=_("改成来宾的姓名"))
                continue
            key = guest.name if guest else name
            earlier = first.setdefault(key, gift)
            if earlier is not gift:
                message = _("{name}已经收过一份礼品，只送一次").format(name=name)
                related = (case.related(earlier, "item", _("前面的一份")),)
                yield case.finding(gift, "to", message, index=index, hint=_("合并成一份"), related=related)
            elif (
                guest is not None
                and _is_spouse(guest)
                and any(_is_spouse(other) for name in first if name != key and (other := case.guest_by_name.get(name)))
            ):
                message = _("{name}不是团长的配偶，礼品只送团长夫妇和主要成员").format(name=name)
                yield case.finding(gift, "to", message, index=index, hint=_("从赠予里去掉"))
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


_SHOWN = 3
_PRIVATE = regex(
    r"医疗|看病|就诊|门诊|药费|药品费|洗衣|干洗|熨烫|国际长途|长途电话|电话费|话费|通讯费|传真|迷你吧|小酒吧|理发|美容|按摩|购物|laundry|telephone|medical",
    re.IGNORECASE,
)
_NOT_PRIVATE = regex(r"保障|医疗点|救护|急救|应急|随行医生")


@rule("WB12")
def they_pay_themselves(case: Case, figures: Figures) -> Iterator[Finding]:
    """Medical treatment, laundry, telephone and other private costs are the foreign guests' own."""
    for cost in case.plan.costs:
        word = _PRIVATE.search(cost.what)
        if word and cost.payer is not Payer.GUEST_UNIT and not _NOT_PRIVATE.search(cost.what):
            message = _("“{what}”由外宾自理，接待方不承担").format(what=cost.what)
            yield case.finding(cost, "what", message, hint=_("从经费中删去，并事先告诉外宾"))


@rule("WB13")
def is_it_a_foreign_visit(case: Case, figures: Figures) -> Iterator[Finding]:
    """Foreign guests in a visit of another kind: it is checked by the domestic rules, and somebody should know."""
    names = [guest.name for guest in case.plan.guests if is_foreigner(guest)]
    if not names:
        return
    message = _("来宾里有外宾（{names}），这份方案按国内接待的规定检查").format(
        names=_("、").join(names[:_SHOWN]) + ("…" if len(names) > _SHOWN else "")
    )
    hint = _("以外宾为主的写“类型: 外事”，宴请、陪餐、礼品、住宿就按外宾接待的规定检查；并报外事部门")
    yield case.finding(case.plan, "kind", message, hint=hint)
