"""菜单和食品 (YC04–YC08, YC16–YC21): what is served, and to whom it must not be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiedai.check.engine import rule
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
    """菜单不上鱼翅、燕窝等高档菜肴，以家常菜为主。

    看菜名和配料；“杏鲍菇”“燕窝果”之类的名称不算。鹅肝、澳龙等规定没有点名的高价菜，作为警告。

    为什么: 规定工作餐供应家常菜，不得提供鱼翅、燕窝等高档菜肴。
    怎么改: 换成家常菜。

    错误:
        用餐: [{日程: A1, 形式: 工作餐, 接待方承担: 是, 菜单: [{菜名: 鱼翅羹}]}]
    正确:
        用餐: [{日程: A1, 形式: 工作餐, 接待方承担: 是, 菜单: [{菜名: 杏鲍菇炒肉}]}]
    """
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
    """菜单不上野生动物。

    看菜名和配料：陆生野生动物一律不行，国家重点保护的水生野生动物也不行。“松鼠鳜鱼”“斑鸠豆腐”之类的名称不算；
    持证养殖的（大鲵、鲟鱼、梅花鹿等）只提示核对来源。

    为什么: 野生动物保护法禁止食用，餐饮场所不得提供。
    怎么改: 换菜；持证养殖的，留存专用标识和检疫证明。

    错误:
        用餐: [{日程: A1, 形式: 工作餐, 接待方承担: 是, 菜单: [{菜名: 红烧野兔}]}]
    正确:
        用餐: [{日程: A1, 形式: 工作餐, 接待方承担: 是, 菜单: [{菜名: 松鼠鳜鱼}]}]
    """
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
    """用餐不提供香烟。

    为什么: 规定工作餐不得提供香烟。
    怎么改: 改为“香烟: 无”。

    错误:
        用餐: [{日程: A1, 形式: 工作餐, 接待方承担: 是, 香烟: 2}]
    正确:
        用餐: [{日程: A1, 形式: 工作餐, 接待方承担: 是, 香烟: 不提供}]
    """
    for meal in case.plan.meals:
        if not meal.tobacco:
            continue
        things = [thing for thing in meal.tobacco.things if not said_no(thing) and not is_placeholder(thing)]
        if things or not meal.tobacco.things:
            yield case.finding(meal, "tobacco", _("用餐不得提供香烟"), hint=_("改为“香烟: 无”"))


@rule("YC08")
def no_own_alcohol(case: Case, figures: Figures) -> Iterator[Finding]:
    """自带的酒也不上（地方规定，默认不启用）。

    为什么: 一些地方规定自带酒水同样禁止。
    怎么改: 删去酒水。
    """
    for meal in case.plan.meals:
        if meal.alcohol and any(re.search("自带|自备|私人", thing) for thing in meal.alcohol.things):
            yield case.finding(meal, "alcohol", _("自带酒水同样禁止"), hint=_("删去酒水"))


def _at_table(case: Case, meal: Meal) -> int:
    return (guests_at_meal(case, meal) or 0) + companions_at(case, meal)


@rule("YC16")
def food_samples(case: Case, figures: Figures) -> Iterator[Finding]:
    """一百人以上集体用餐要留样：每样不少于 125 克，冷藏不少于 48 小时。

    公众活动不知道用餐人数的只提示。写了留样的，核对克数和小时数。

    为什么: 出现食物中毒时靠留样查原因。
    怎么改: 在这一餐写“留样: 每样不少于125克，冷藏48小时，标明名称、日期、餐次、留样人”。

    错误:
        用餐: [{日程: A1, 形式: 工作餐, 接待方承担: 是, 留样: 每样100克，冷藏48小时}]
    正确:
        用餐: [{日程: A1, 形式: 工作餐, 接待方承担: 是, 留样: 每样125克，冷藏48小时}]
    """
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
    """菜品不含同桌来宾的过敏原。

    菜单写明过敏原的，与这一餐来宾的“过敏”逐项核对；没有写明、但菜名或配料看得出来的，作为警告。

    为什么: 过敏可能危及生命，菜单定稿前就要排除。
    怎么改: 换菜，或为这位来宾单独备餐并在厨房单写明。

    错误:
        来宾: [{姓名: 欧阳靖, 单位: 省发展改革委, 职务: 主任科员, 过敏: [花生]}]
        用餐: [{日程: A1, 形式: 工作餐, 接待方承担: 是, 菜单: [{菜名: 宫保鸡丁, 过敏原: [花生]}]}]
    正确:
        来宾: [{姓名: 欧阳靖, 单位: 省发展改革委, 职务: 主任科员, 过敏: [花生]}]
        用餐: [{日程: A1, 形式: 工作餐, 接待方承担: 是, 菜单: [{菜名: 时令青菜}]}]
    """
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
    """有清真饮食来宾的一餐，安排在有清真条件的场所，同桌不上非清真的菜。

    场所在 office.yaml 写“清真: 否”，或者别的场所标了清真而这里没有标，报错；都没有标的提示核对。
    菜单里写“清真: 否”或看得出是猪肉的也报。

    为什么: 清真食品的运输、计量、储存和生产场所必须专用，只换餐具不够。
    怎么改: 换到有清真条件的场所；确有条件的，在 office.yaml 写“清真: 是”。

    错误:
        来宾: [{姓名: 马国强, 单位: 省发展改革委, 职务: 副处长, 饮食: [清真]}]
        用餐: [{日程: A1, 形式: 工作餐, 接待方承担: 是, 菜单: [{菜名: 红烧肉}]}]
    正确:
        来宾: [{姓名: 马国强, 单位: 省发展改革委, 职务: 副处长, 饮食: [清真]}]
        用餐: [{日程: A1, 形式: 工作餐, 接待方承担: 是, 菜单: [{菜名: 手抓羊肉, 清真: 是}]}]
    """
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


@rule("YC19")
def kitchen_health(case: Case, figures: Figures) -> Iterator[Finding]:
    """大型用餐前查验餐饮从业人员健康证明。

    只在用餐人数超过一百人或重大活动、任务里又没有提到健康证时提示。

    为什么: 食品安全法规定接触直接入口食品的人员每年体检，持证上岗。
    怎么改: 加一项任务，由市场监管或食堂查验健康证。

    错误:
        人数: {总数: 120}
        来宾: []
        用餐: [{日程: A1, 形式: 自助餐, 来宾: 120, 留样: 每样125克，冷藏48小时}]
        预案:
          - {情形: 食物中毒, 措施: [停止供餐], 责任单位: 县市场监管局, 责任人: 范斌}
          - {情形: 突发疾病, 措施: [送云溪县人民医院], 责任单位: 县卫健局, 责任人: 何静}
    正确:
        用餐: [{日程: A1, 形式: 自助餐, 来宾: 2}]
    """
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
    """日程里的每一餐在“用餐”里有对应的一条。

    为什么: 没有写形式、人均、谁承担、陪餐，标准和人数就无从核对，厨房也拿不到单子。
    怎么改: 在“用餐”里加一条，日程写这一项的编号。

    错误:
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A1, 时间: "11:50-12:40", 事项: 午餐, 类别: 用餐, 地点: 县机关食堂, 责任人: 丁勇}
    正确:
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A1, 时间: "11:50-12:40", 事项: 午餐, 类别: 用餐, 地点: 县机关食堂, 责任人: 丁勇}
        用餐: [{日程: A1, 形式: 自助餐, 接待方承担: 否, 人均: 60, 收费: 按标准收取}]
    """
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
    """接待方安排的用餐，事先问过饮食禁忌和过敏。

    有一位来宾写了饮食或过敏，或者任务里有核对饮食禁忌，就算问过。

    为什么: 到了桌上才知道忌口，换菜来不及。
    怎么改: 向来访单位联系人核对，写进来宾的“饮食”“过敏”；都没有的，留一项核对任务并标已完成。

    错误:
        来宾: [{姓名: 陈志远, 单位: 省发展改革委, 职务: 副主任}]
        任务: [{事项: 审核菜单, 责任单位: 县市场监管局, 责任人: 范斌, 电话: 0570-5550106, 时限: T-1}]
    正确:
        来宾: [{姓名: 陈志远, 单位: 省发展改革委, 职务: 副主任}]
        任务: [{事项: 核对来宾饮食禁忌, 责任单位: 县接待办, 责任人: 姚晨, 电话: 13900000201, 时限: T-3}]
    """
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
