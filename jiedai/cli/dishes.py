"""`jiedai dishes`: what the library of dishes offers for a meal of a plan."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from jiedai.cli import console
from jiedai.cli.failure import FINE, Failure
from jiedai.cli.one import one_path, sound_plan
from jiedai.cli.paths import choice
from jiedai.language import _
from jiedai.model.hospitality import Meal
from jiedai.visit.case import Case
from jiedai.workflow.menus import Offer, Table, cost_of, offers, table

if TYPE_CHECKING:
    from jiedai.cli.commands.plans import Dishes


def run(options: Dishes) -> int:
    """Show the dishes in season, and for whom each is not; Failure where no meal is meant."""
    path = one_path(options.plan)
    sound = sound_plan(path)
    case = Case(sound.loaded, sound.plan)
    meal = _meal(case, options.id)
    found, eaters = offers(case, meal), table(case, meal)
    if options.format == "json":
        console.data(json.dumps(_data(case, meal, found, eaters), ensure_ascii=False, indent=2))
        return FINE
    if not found:
        console.say(_("菜品库里没有这个季节的菜；写进 plans/knowledge/ 的 菜品"))
        return FINE
    head = (_("类"), _("菜名"), _("过敏原"), _("人均"), _("不能上给"))
    console.data(console.table(head, [_row(one) for one in found]))
    cost = cost_of(meal, found)
    if cost.known:
        told = _("菜单 {dishes} 道，库里知道成本的 {known} 道，人均 {total} 元；标准 {price}")
        price = _("{price} 元").format(price=meal.price) if meal.price is not None else _("没有写")
        console.say(told.format(dishes=cost.dishes, known=cost.known, total=cost.per_head, price=price))
    return FINE


def _meal(case: Case, id: str | None) -> Meal:
    """The meal of an item, the only hosted one, or the only one. Failure where none or several could be meant."""
    meals = case.plan.meals
    if id is not None:
        named = [meal for meal in meals if meal.item == id.strip().upper()]
        if not named:
            raise Failure(_("用餐里没有日程 {id}").format(id=id), choice(meal.item for meal in meals))
        return named[0]
    hosted = [meal for meal in meals if meal.hosted] or meals
    if len(hosted) != 1:
        raise Failure(
            _("有 {count} 餐，用 --id 写明是哪一餐").format(count=len(hosted)), choice(one.item for one in hosted)
        )
    return hosted[0]


def _row(one: Offer) -> tuple[str, ...]:
    dish = one.dish
    allergens = _("、").join(kind.label for kind in dish.allergens) or (_("无") if dish.states_allergens else "")
    denied = _("、").join(_("{need} {count} 人").format(need=need.label, count=count) for need, count in one.against)
    name = _("{dish}（菜单上有）").format(dish=dish.dish) if one.on_menu else dish.dish
    price = "" if one.per_head is None else str(one.per_head)
    return (dish.course.label if dish.course else "", name, allergens, price, denied)


def _data(case: Case, meal: Meal, found: list[Offer], eaters: Table) -> dict[str, Any]:
    cost = cost_of(meal, found)
    return {
        "version": 1,
        "file": case.name,
        "item": meal.item,
        "people": eaters.people,
        "needs": {need.value: count for need, count in eaters.needs.items()},
        "price": None if meal.price is None else float(meal.price),
        "menu": {"dishes": cost.dishes, "known": cost.known, "per_head": float(cost.per_head) if cost.known else None},
        "dishes": [
            {
                "dish": one.dish.dish,
                "course": one.dish.course.value if one.dish.course else None,
                "allergens": [kind.value for kind in one.dish.allergens] if one.dish.states_allergens else None,
                "halal": one.dish.halal,
                "per_head": None if one.per_head is None else float(one.per_head),
                "on_menu": one.on_menu,
                "not_for": {need.value: count for need, count in one.against},
            }
            for one in found
        ],
    }
