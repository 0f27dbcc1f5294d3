"""外宾用餐 (WB01–WB04, WB06, WB09, WB11): banquets, prices, who dines with foreign guests, and when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from jiedai.check.engine import rule
from jiedai.check.rules.seats import companion_limit
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
from jiedai.visit.meals import is_high_grade, item_of, meal_of_day, tables
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
    """外宾在华期间宴请不超过两次，地方安排的一次也算在内。

    形式写“宴请”的用餐和事项写宴请、欢迎宴的用餐安排都算，同一项算一次。整个行程一餐都没有写的，提示补上宴请的安排。

    为什么: 外宾接待经费管理办法限定在华期间的宴请次数。
    怎么改: 多出来的改为工作餐或自助餐；外宾在别处已有宴请的，向主要接待单位问清次数。

    错误:
        类型: 外事
        工作人员: [{姓名: 顾盼, 单位: 县外事办, 岗位: 译员, 电话: 13900000203, 替补: 梁雨}]
        用餐: [{日程: A1, 形式: 宴请}, {日程: A2, 形式: 宴请}, {日程: A3, 形式: 宴请}]
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A1, 时间: "07:20-08:20", 事项: 早宴, 类别: 用餐, 地点: 云溪宾馆,
                 责任单位: 县外事办, 责任人: 梁雨}
              - {编号: A2, 时间: "11:50-12:50", 事项: 午宴, 类别: 用餐, 地点: 云溪宾馆,
                 责任单位: 县外事办, 责任人: 梁雨}
              - {编号: A3, 时间: "18:00-19:00", 事项: 晚宴, 类别: 用餐, 地点: 云溪宾馆,
                 责任单位: 县外事办, 责任人: 梁雨}
    正确:
        类型: 外事
        工作人员: [{姓名: 顾盼, 单位: 县外事办, 岗位: 译员, 电话: 13900000203, 替补: 梁雨}]
        用餐: [{日程: A2, 形式: 工作餐}, {日程: A3, 形式: 宴请}]
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A2, 时间: "11:50-12:50", 事项: 午餐, 类别: 用餐, 地点: 云溪宾馆,
                 责任单位: 县外事办, 责任人: 梁雨}
              - {编号: A3, 时间: "18:00-19:00", 事项: 晚宴, 类别: 用餐, 地点: 云溪宾馆,
                 责任单位: 县外事办, 责任人: 梁雨}
    """
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
    """宴请的人均（含酒水饮料）不超标准：省部级主人四百元，厅局级以下三百元。

    主人是这一餐的陪餐中职级最高的人；职级没有写全的，超过四百元才报错，三百至四百元提示补上职级。

    为什么: 外宾接待经费管理办法按宴请主人的级别定标准。
    怎么改: 调整菜单；职级漏写的补上。

    错误:
        类型: 外事
        工作人员: [{姓名: 顾盼, 单位: 县外事办, 岗位: 译员, 电话: 13900000203, 替补: 梁雨}]
        用餐: [{日程: A1, 形式: 宴请, 人均: 301, 陪餐: [林峰]}]
    正确:
        类型: 外事
        工作人员: [{姓名: 顾盼, 单位: 县外事办, 岗位: 译员, 电话: 13900000203, 替补: 梁雨}]
        用餐: [{日程: A1, 形式: 宴请, 人均: 300, 陪餐: [林峰]}]
    """
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
    """冷餐招待会人均一百五十元，酒会一百元，茶会六十元（含酒水饮料）。

    自助餐写“接待方承担: 否”的是外宾自理的，不查。

    为什么: 外宾接待经费管理办法规定了各种形式的标准。
    怎么改: 调整餐单。

    错误:
        类型: 外事
        工作人员: [{姓名: 顾盼, 单位: 县外事办, 岗位: 译员, 电话: 13900000203, 替补: 梁雨}]
        用餐: [{日程: A1, 形式: 酒会, 人均: 101}]
    正确:
        类型: 外事
        工作人员: [{姓名: 顾盼, 单位: 县外事办, 岗位: 译员, 电话: 13900000203, 替补: 梁雨}]
        用餐: [{日程: A1, 形式: 酒会, 人均: 100}]
    """
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
    """外宾每人每天的伙食费不超标准：国家元首、政府首脑六百元，副职五百五十元，省部级五百元，其他三百元。

    把一天里由接待方承担的工作餐、自助餐、盒饭的人均加起来，按这些餐的来宾中职级最高的人核对；宴请、酒会、茶会另有标准。
    职级没有写全的，超过六百元才报错，此外提示。

    为什么: 外宾接待经费管理办法规定了日常伙食费。
    怎么改: 调整各餐的人均；职级漏写的补上。

    错误:
        类型: 外事
        工作人员: [{姓名: 顾盼, 单位: 县外事办, 岗位: 译员, 电话: 13900000203, 替补: 梁雨}]
        用餐: [{日程: A1, 形式: 工作餐, 接待方承担: 是, 人均: 301, 陪餐: [林峰]}]
    正确:
        类型: 外事
        工作人员: [{姓名: 顾盼, 单位: 县外事办, 岗位: 译员, 电话: 13900000203, 替补: 梁雨}]
        用餐: [{日程: A1, 形式: 工作餐, 接待方承担: 是, 人均: 300, 陪餐: [林峰]}]
    """
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
    """外宾用餐的陪餐人数：外宾五人以内一比一，超过五人的部分最多二比一。

    外宾 3 人，陪餐不超过 3 人；7 人，不超过 6 人；26 人，不超过 15 人。译员同桌的也算。

    为什么: 外宾接待经费管理办法从严控制陪餐人数。
    怎么改: 减少陪餐人员。

    错误:
        类型: 外事
        工作人员: [{姓名: 顾盼, 单位: 县外事办, 岗位: 译员, 电话: 13900000203, 替补: 梁雨}]
        用餐: [{日程: A1, 形式: 宴请, 来宾: 2, 陪餐: [林峰, 沈浩, 周敏]}]
    正确:
        类型: 外事
        工作人员: [{姓名: 顾盼, 单位: 县外事办, 岗位: 译员, 电话: 13900000203, 替补: 梁雨}]
        用餐: [{日程: A1, 形式: 宴请, 来宾: 2, 陪餐: [林峰, 沈浩]}]
    """
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
    """外宾宴请不上高档菜肴和高档酒水。

    看菜名、配料和酒水；一般的酒可以。

    为什么: 外宾接待经费管理办法要求注重节俭、体现特色。
    怎么改: 换成有地方特色的菜和普通酒水。

    错误:
        类型: 外事
        工作人员: [{姓名: 顾盼, 单位: 县外事办, 岗位: 译员, 电话: 13900000203, 替补: 梁雨}]
        用餐: [{日程: A1, 形式: 宴请, 陪餐: [林峰], 酒水: [茅台]}]
    正确:
        类型: 外事
        工作人员: [{姓名: 顾盼, 单位: 县外事办, 岗位: 译员, 电话: 13900000203, 替补: 梁雨}]
        用餐: [{日程: A1, 形式: 宴请, 陪餐: [林峰], 酒水: [本地黄酒]}]
    """
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
    """过午不食的来宾，午餐在中午十二点以前吃完。

    饮食写“过午不食”的，和东南亚国家来的僧人都算；一般十一点开餐。

    为什么: 南传佛教僧人过了中午不再进食。
    怎么改: 午餐提前到十一点左右，或者单独为他们先开。

    错误:
        来宾:
          - {姓名: 岩温, 单位: 西双版纳州佛教协会, 职务: 长老, 饮食: [过午不食]}
          - {姓名: 陈志远, 单位: 省发展改革委, 职务: 副主任}
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A1, 时间: "11:50-12:40", 事项: 午餐, 类别: 用餐, 地点: 县机关食堂,
                 责任单位: 县接待办, 责任人: 丁勇}
        用餐: [{日程: A1, 形式: 工作餐, 接待方承担: true, 人均: 60, 陪餐: [林峰]}]
    正确:
        来宾:
          - {姓名: 岩温, 单位: 西双版纳州佛教协会, 职务: 长老, 饮食: [过午不食]}
          - {姓名: 陈志远, 单位: 省发展改革委, 职务: 副主任}
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A1, 时间: "11:30-12:00", 事项: 午餐, 类别: 用餐, 地点: 县机关食堂,
                 责任单位: 县接待办, 责任人: 丁勇}
        用餐: [{日程: A1, 形式: 工作餐, 接待方承担: true, 人均: 60, 陪餐: [林峰]}]
    """
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
