"""外宾用餐 (WB01–WB04, WB06, WB09, WB11): banquets, prices, who dines with foreign guests, and when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from jiedai.check.engine import rule
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.base import Node
from jiedai.model.choice import Diet, ItemKind, MealForm, Rank
from jiedai.model.hospitality import Meal
from jiedai.model.people import Guest
from jiedai.model.quantities import money
from jiedai.model.schedule import Item
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.dishes import found_in
from jiedai.visit.meals import companion_limit, is_high_grade, item_of, meal_of_day, tables
from jiedai.visit.movement import label
from jiedai.visit.statements import mentioned

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
        if item.kind is ItemKind.MEAL and item.id not in entered and mentioned(item.what, "banquet"):
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
        yield from _above(case, meal, "price", meal.price, (figures["minister"], figures["other"]), rank, sure)


def _above(
    case: Case,
    node: Node,
    field: str,
    amount: Decimal,
    limits: tuple[int, int],
    rank: Rank | None,
    sure: bool,
) -> Iterator[Finding]:
    """A finding where an amount is above the limit for a rank: an error, or a question where the rank is not known."""
    high, low = limits
    limit = high if is_minister(rank) or not sure else low
    if amount > limit:
        message = _("{amount} 元，超过标准 {limit} 元").format(amount=money(amount), limit=limit)
        yield case.finding(node, field, message, hint=_("降到 {limit} 元以内").format(limit=limit))
    elif amount > low and not is_minister(rank):
        message = _("{amount} 元，省部级以下的标准是 {limit} 元").format(amount=money(amount), limit=low)
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
    for table in tables(case):
        limit = companion_limit(table.guests, figures)
        if table.companions > limit:
            yield case.finding(
                table.node,
                "hosts",
                _("外宾 {guests} 人，陪餐 {companions} 人，上限 {limit} 人").format(
                    guests=table.guests, companions=table.companions, limit=limit
                ),
                hint=_("减少 {number} 人").format(number=table.companions - limit),
            )


@rule("WB09")
def plain_banquets(case: Case, figures: Figures) -> Iterator[Finding]:
    """No luxury dishes and no high-grade drinks at meals for foreign guests."""
    for meal in case.plan.meals:
        drinks = [thing for thing in (meal.alcohol.things if meal.alcohol else ()) if is_high_grade(thing)]
        if drinks:
            message = _("高档酒水：{drinks}").format(drinks=_("、").join(drinks))
            yield case.finding(meal, "alcohol", message, hint=_("换成普通酒水"))
        for dish in meal.menu:
            hit = found_in(dish, "luxury") or found_in(dish, "costly")
            if hit:
                message = _("“{dish}”是高档菜肴（{word}）").format(dish=dish.dish, word=hit[2])
                yield case.finding(dish, hit[0], message, index=hit[1], hint=_("换成有地方特色的菜"))


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
