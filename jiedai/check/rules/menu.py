"""菜单和食品 (YC04–YC06, YC08, YC16, YC19–YC21): what is served, how it is looked after, and who was asked.

To whom a dish must not be served is in `diets`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.check.words import in_words
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.choice import ItemKind, TaskStatus
from jiedai.model.placeholder import is_placeholder
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.dishes import added_in, found_in
from jiedai.visit.food import COSTLY, LICENSED, LUXURY, WILD, YANGTZE
from jiedai.visit.meals import guests_at_meal, is_major_event, item_of, number_at_table, said_no
from jiedai.visit.movement import is_ride, label
from jiedai.visit.statements import is_public_event

_ASKED = regex(r"饮食|忌口|禁忌|过敏|清真|口味")


@rule("YC04")
def no_luxury_dishes(case: Case, figures: Figures) -> Iterator[Finding]:
    """No shark fin, bird's nest or other luxury dishes, by the names of dishes and ingredients."""
    for meal in case.plan.meals:
        for dish in meal.menu:
            banned = found_in(dish, LUXURY) or added_in(dish, figures["also"])
            hit = banned or found_in(dish, COSTLY)
            if hit is None:
                continue
            text = _("“{dish}”是高档菜肴（{word}）") if banned else _("“{dish}”价格偏高（{word}），核对是否合适")
            if banned and hit.word == dish.dish:
                text = _("“{dish}”是高档菜肴")
            yield case.finding(
                dish,
                hit.field,
                text.format(dish=dish.dish, word=hit.word),
                index=hit.at,
                hint=_("换成家常菜"),
                level=None if banned else Level.WARNING,
            )


@rule("YC05")
def no_wild_animals(case: Case, figures: Figures) -> Iterator[Finding]:
    """No wild land animal, none of the water under state protection, and no catch of the Yangtze."""
    for meal in case.plan.meals:
        for dish in meal.menu:
            for name in (WILD, YANGTZE, LICENSED):
                hit = found_in(dish, name)
                if hit is not None:
                    text, hint, level = _wild(name, maybe=hit.maybe)
                    message = text.format(dish=dish.dish, word=hit.word)
                    yield case.finding(dish, hit.field, message, index=hit.at, hint=hint, level=level)
                    break


def _wild(name: str, *, maybe: bool) -> tuple[str, str, Level | None]:
    """What is said of a dish of a class of wild food: text, hint, and the level where it is not the rule's."""
    if name == LICENSED:
        return _("“{dish}”（{word}）须是持证养殖的"), _("核对专用标识和检疫证明；没有的换菜"), Level.INFO
    if name == WILD:
        return _("“{dish}”是野生动物（{word}），禁止食用"), _("换菜"), None
    if maybe:
        text = _("“{dish}”（{word}）如是长江流域野生的，禁止供应")
        return text, _("核对进货凭证，确是养殖或海产的写明；说不清来源的换菜"), Level.WARNING
    return _("“{dish}”是长江流域野生水产（{word}），禁止供应"), _("换成养殖的水产，菜名不写“长江”“野生”"), None


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


@rule("YC16")
def food_samples(case: Case, figures: Figures) -> Iterator[Finding]:
    """Samples are kept when many people eat together or at a major event."""
    for meal in case.plan.meals:
        many = number_at_table(case, meal) > figures["diners"] or is_major_event(case)
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
        grams = [int(number) for number in re.findall(r"(?<!\d)(\d{1,6})\s*(?:克|g)", meal.sample)]
        hours = [int(number) for number in re.findall(r"(?<!\d)(\d{1,6})\s*(?:个?小时|h)", meal.sample)]
        if (grams and min(grams) < figures["grams"]) or (hours and min(hours) < figures["hours"]):
            yield case.finding(
                meal,
                "sample",
                _("留样写的是“{written}”，每样不少于 {grams} 克，冷藏不少于 {hours} 小时").format(
                    written=meal.sample, grams=figures["grams"], hours=figures["hours"]
                ),
                hint=_("按这个数改"),
            )


@rule("YC19")
def kitchen_health(case: Case, figures: Figures) -> Iterator[Finding]:
    """Before a meal of many people, somebody checks the health certificates of the kitchen."""
    tasks = [task.what for task in case.plan.tasks if task.status is not TaskStatus.DROPPED]
    if any("健康证" in what for what in tasks):
        return
    for meal in case.plan.meals:
        if number_at_table(case, meal) > figures["diners"]:
            yield case.finding(
                meal, "item", _("大型用餐，没有安排查验从业人员健康证"), hint=_("加一项任务：查验餐饮从业人员健康证")
            )
            return


@rule("YC20")
def meal_entry(case: Case, figures: Figures) -> Iterator[Finding]:
    """Every meal of the programme has an entry under meals, and each entry is for a meal."""
    if case.is_blank(case.plan, "meals"):
        return
    for meal in case.plan.meals:
        _day, item = case.item_by_id.get(meal.item or "", (None, None))
        if item is not None and is_ride(item):
            message = _("{item}是乘车，不是用餐").format(item=label(item))
            related = (case.related(item, "id", _("这一项在这里")),)
            yield case.finding(meal, "item", message, hint=_("“日程”写用餐那一项的编号"), related=related)
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
