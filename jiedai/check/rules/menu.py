"""菜单和食品 (YC04–YC08, YC16–YC21): what is served, and to whom it must not be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.check.words import in_words
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.choice import Diet, ItemKind, TaskStatus
from jiedai.model.hospitality import Meal
from jiedai.model.placeholder import is_placeholder
from jiedai.model.schedule import Item
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.dishes import added_in, found_in, pork_in, suspected
from jiedai.visit.meals import companions_at, diners, guests_at_meal, guests_by_name_at, item_of, said_no
from jiedai.visit.statements import is_public_event

_ASKED = regex(r"饮食|忌口|禁忌|过敏|清真|口味")


@rule("YC04")
def no_luxury_dishes(case: Case, figures: Figures) -> Iterator[Finding]:
    """No shark fin, bird's nest or other luxury dishes, by the names of dishes and ingredients."""
    for meal in case.plan.meals:
        for dish in meal.menu:
            if hit := found_in(dish, "luxury") or added_in(dish, figures["also"]):
                field, index, word = hit
                yield case.finding(
                    dish,
                    field,
                    _("“{dish}”是高档菜肴（{word}）").format(dish=dish.dish, word=word),
                    index=index,
                    hint=_("换成家常菜"),
                )
            elif hit := found_in(dish, "costly"):
                field, index, word = hit
                yield case.finding(
                    dish,
                    field,
                    _("“{dish}”价格偏高（{word}），核对是否合适").format(dish=dish.dish, word=word),
                    index=index,
                    hint=_("换成家常菜"),
                    level=Level.WARNING,
                )


@rule("YC05")
def no_wild_animals(case: Case, figures: Figures) -> Iterator[Finding]:
    """No wild animals on the menu, no wild land animal at all and none of the water under state protection."""
    for meal in case.plan.meals:
        for dish in meal.menu:
            wild = found_in(dish, "wild")
            hit = wild or found_in(dish, "licensed")
            if hit is None:
                continue
            field, index, word = hit
            text = _("“{dish}”是野生动物（{word}），禁止食用") if wild else _("“{dish}”（{word}）须是持证养殖的")
            hint = _("换菜") if wild else _("核对专用标识和检疫证明；没有的换菜")
            yield case.finding(
                dish,
                field,
                text.format(dish=dish.dish, word=word),
                index=index,
                hint=hint,
                level=None if wild else Level.INFO,
            )


@rule("YC06")
def no_cigarettes(case: Case, figures: Figures) -> Iterator[Finding]:
    """No cigarettes at meals."""
    for meal in case.plan.meals:
        if not meal.tobacco:
            continue
        things = [thing for thing in meal.tobacco.things if not said_no(thing) and not is_placeholder(thing)]
        if things or not meal.tobacco.things:
            yield case.finding(meal, "tobacco", _("用餐不得提供香烟"), hint=_("改为“香烟: 无”"))
    yield from in_words(case, "tobacco", message=_("不得提供香烟"), hint=_("删去这项安排"))


@rule("YC08")
def no_own_alcohol(case: Case, figures: Figures) -> Iterator[Finding]:
    """No alcohol that somebody brings along."""
    for meal in case.plan.meals:
        if meal.alcohol and any(re.search("自带|自备|私人", thing) for thing in meal.alcohol.things):
            yield case.finding(meal, "alcohol", _("自带酒水同样禁止"), hint=_("删去酒水"))


def _at_table(case: Case, meal: Meal) -> int:
    return (guests_at_meal(case, meal) or 0) + companions_at(case, meal)


@rule("YC16")
def food_samples(case: Case, figures: Figures) -> Iterator[Finding]:
    """Samples are kept when many people eat together or at a major event."""
    for meal in case.plan.meals:
        many = _at_table(case, meal) > figures["diners"]
        unknown = is_public_event(case) and guests_at_meal(case, meal) is None
        if meal.sample is None or said_no(meal.sample):
            if (many or unknown) and not case.is_blank(meal, "sample"):
                yield case.finding(
                    meal,
                    "item",
                    _("大型用餐没有安排食品留样"),
                    hint=_("写上 留样: 每样不少于125克，冷藏48小时"),
                    level=None if many else Level.INFO,
                )
            continue
        grams = [int(number) for number in re.findall(r"(\d+)\s*(?:克|g)", meal.sample)]
        hours = [int(number) for number in re.findall(r"(\d+)\s*(?:个?小时|h)", meal.sample)]
        if (grams and min(grams) < figures["grams"]) or (hours and min(hours) < figures["hours"]):
            yield case.finding(
                meal,
                "sample",
                _("留样每样不少于 {grams} 克，冷藏不少于 {hours} 小时").format(
                    grams=figures["grams"], hours=figures["hours"]
                ),
                hint=_("按这个数改"),
            )


@rule("YC17")
def allergens(case: Case, figures: Figures) -> Iterator[Finding]:
    """No dish holds what a guest at the table is allergic to."""
    for meal in case.plan.meals:
        guests, sure = diners(case, meal)
        for dish in meal.menu:
            for allergen in dict.fromkeys(allergen for guest in guests for allergen in guest.allergies):
                people = _("、").join(guest.name for guest in guests if allergen in guest.allergies)
                if allergen in dish.allergens:
                    yield case.finding(
                        dish,
                        "dish",
                        _("{people}对{allergen}过敏，“{dish}”含有").format(
                            people=people, allergen=allergen.label, dish=dish.dish
                        ),
                        hint=_("换菜，或为这位来宾单独备餐"),
                        level=None if sure else Level.WARNING,
                    )
                elif word := suspected(dish, allergen):
                    yield case.finding(
                        dish,
                        "dish",
                        _("{people}对{allergen}过敏，“{dish}”可能含有（{word}）").format(
                            people=people, allergen=allergen.label, dish=dish.dish, word=word
                        ),
                        hint=_("问清厨房并写上过敏原；含有的换菜"),
                        level=Level.WARNING,
                    )


def _meals(case: Case) -> Iterator[tuple[Item, Meal | None]]:
    """Every meal of the programme: its item with its entry, or without one."""
    entries = {meal.item: meal for meal in case.plan.meals}
    for _day, item in case.items:
        if item.kind is ItemKind.MEAL or item.id in entries:
            yield item, entries.get(item.id)


@rule("YC18")
def halal_kitchen(case: Case, figures: Figures) -> Iterator[Finding]:
    """A meal with halal guests is at a place with a halal kitchen, and no dish at their table is not halal."""
    marked = any(place.halal for place in case.place_by_name.values())
    for item, meal in _meals(case):
        guests = guests_by_name_at(case, meal) if meal else case.guests_at(item)
        people = _("、").join(guest.name for guest in guests if Diet.HALAL in guest.diet)
        if not people:
            continue
        for name, index in case.entries(item, "place"):
            place = case.place(name)
            if place is None or place.halal:
                continue
            unknown = place.halal is None and not marked
            text = _("{people}要求清真，{place}没有清真条件")
            if unknown:
                text = _("{people}要求清真，office.yaml 没有写{place}有没有清真条件")
            yield case.finding(
                item,
                "place",
                text.format(people=people, place=name),
                index=index,
                hint=_("换到有清真条件的场所；确有条件的，在 office.yaml 写“清真: 是”"),
                level=Level.INFO if unknown else None,
            )
        for dish in meal.menu if meal else ():
            pork = None if dish.halal else pork_in(dish)
            if dish.halal is False or pork:
                sure = dish.halal is False or "猪" in str(pork)
                yield case.finding(
                    dish,
                    "dish",
                    _("{people}要求清真，“{dish}”不是清真的").format(people=people, dish=dish.dish),
                    hint=_("换成清真菜，或为清真来宾分开安排场所；本是清真的，写“清真: 是”"),
                    level=None if sure else Level.WARNING,
                )
    message, hint = _("清真来宾要有清真的厨房和餐具"), _("为清真来宾分开安排场所、餐具和菜")
    yield from in_words(case, "halal", message=message, hint=hint)


@rule("YC19")
def kitchen_health(case: Case, figures: Figures) -> Iterator[Finding]:
    """Before a meal of many people, somebody checks the health certificates of the kitchen."""
    tasks = [task.what for task in case.plan.tasks if task.status is not TaskStatus.DROPPED]
    if any("健康证" in what for what in tasks):
        return
    for meal in case.plan.meals:
        if _at_table(case, meal) > figures["diners"]:
            yield case.finding(
                meal, "item", _("大型用餐，没有安排查验从业人员健康证"), hint=_("加一项任务：查验餐饮从业人员健康证")
            )
            return


@rule("YC20")
def meal_entry(case: Case, figures: Figures) -> Iterator[Finding]:
    """Every meal of the programme has an entry under meals."""
    if case.is_blank(case.plan, "meals"):
        return
    entered = {meal.item for meal in case.plan.meals}
    for _day, item in case.items:
        if item.kind is ItemKind.MEAL and item.id not in entered:
            yield case.finding(
                item,
                "id",
                _("{id}“{what}”在“用餐”里没有对应的一条").format(id=item.id, what=item.what),
                hint=_("在“用餐”加一条：日程、形式、接待方承担、人均、来宾、陪餐"),
            )


@rule("YC21")
def diets_known(case: Case, figures: Figures) -> Iterator[Finding]:
    """For a meal of the host, diets and allergies were asked for."""
    if any(guest.diet or guest.allergies for guest in case.plan.guests):
        return
    if any(case.is_blank(guest, "diet") or case.is_blank(guest, "allergies") for guest in case.plan.guests):
        return
    if any(_ASKED.search(task.what) for task in case.plan.tasks if task.status is not TaskStatus.DROPPED):
        return
    for meal in case.plan.meals:
        if meal.hosted or meal.menu:
            item = item_of(case, meal)
            yield case.finding(
                meal,
                "item",
                _("{what}由接待方安排，还不知道来宾的饮食禁忌和过敏").format(what=item.what if item else meal.item),
                hint=_("向来访单位核对，写进来宾的“饮食”“过敏”"),
            )
            return
