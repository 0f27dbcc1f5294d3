"""用餐 (YC01-YC15, YC24) and the amounts that follow from heads (QD09)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from jiedai.check.engine import rule
from jiedai.check.rules.prose import other_sums
from jiedai.check.rules.told_numbers import price_of_a_cost, prices_in_words
from jiedai.check.words import explained, in_words
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.choice import ItemKind, MealForm, Payer, PlaceKind
from jiedai.model.conduct import Cost
from jiedai.model.hospitality import Meal
from jiedai.model.placeholder import is_placeholder
from jiedai.model.quantities import money
from jiedai.model.schedule import Item
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding, Slot
from jiedai.visit.meals import (
    companion_limit,
    companions,
    companions_at,
    guests_at_meal,
    guests_by_name_at,
    guests_expected,
    is_alcohol,
    is_high_grade,
    item_of,
    meal_of_day,
    meals_of,
    meals_of_day_in,
    tables,
    totals,
)
from jiedai.visit.names import is_person
from jiedai.visit.orders import ordered

_CLUB = regex(r"(?<!委员)会所|俱乐部|高消费|高档餐|高端餐|夜总会|私房菜馆|奢华|club\b", re.IGNORECASE)
_DENIED = regex(r"非|不是|不属")
_FREE = regex(r"免费|不收|免收|无偿|赠送|^无$|^否$")


def _hosted_in_order(case: Case) -> list[tuple[Meal, Slot | None]]:
    """The meals the host pays for with their slots, in the order of time; those without a time last."""
    slots = {slot.item.id: slot for slot in reversed(case.slots)}
    hosted = [(meal, slots.get(meal.item)) for meal in case.plan.meals if meal.hosted]
    return sorted(hosted, key=lambda entry: (entry[1] is None, entry[1].start if entry[1] else 0))


def _same_occasion(one: tuple[Meal, Slot | None], other: tuple[Meal, Slot | None]) -> bool:
    """Whether two entries are tables of one meal: the same item, or items that overlap in time."""
    if one[0].item == other[0].item:
        return True
    first, second = one[1], other[1]
    return first is not None and second is not None and first.start < second.end and second.start < first.end


@rule("YC01")
def one_working_meal(case: Case, figures: Figures) -> Iterator[Finding]:
    """The host pays for one working meal at most."""
    if case.plan.kind.value in figures["not_for"]:
        return
    occasions: list[tuple[Meal, Slot | None]] = []
    for entry in _hosted_in_order(case):
        if any(_same_occasion(entry, earlier) for earlier in occasions):
            continue
        occasions.append(entry)
        if len(occasions) > figures["hosted"]:
            first = occasions[0][0]
            yield case.finding(
                entry[0],
                "item",
                _("接待方承担的用餐有 {number} 次，最多 {limit} 次（已有 {first}）").format(
                    number=len(occasions), limit=figures["hosted"], first=first.item
                ),
                hint=_("这一餐改为来宾按标准交纳，或者取消"),
                related=(case.related(first, "item", _("前面这一餐已由接待方承担")),),
            )


@rule("YC02")
def too_many_companions(case: Case, figures: Figures) -> Iterator[Finding]:
    """The people of the host side at one table with the guests stay within the limit."""
    text = _("来宾 {guests} 人，陪餐 {companions} 人，上限 {limit} 人")
    yield from companions_beyond(case, lambda guests: companion_limit(guests, figures), text)


def companions_beyond(case: Case, limit_of: Callable[[int], int | None], text: str) -> Iterator[Finding]:
    """The tables with more people of the host side than a limit for so many guests, None for no limit."""
    for table in tables(case):
        limit = limit_of(table.guests)
        if limit is not None and table.companions > limit:
            message = text.format(guests=table.guests, companions=table.companions, limit=limit)
            hint = _("减少 {number} 人").format(number=table.companions - limit)
            yield case.finding(table.node, "hosts", message, hint=hint)


@rule("YC07")
def no_alcohol(case: Case, figures: Figures) -> Iterator[Finding]:
    """No alcohol at a working meal."""
    banned = is_high_grade if figures["only_high_grade"] else is_alcohol
    milder = figures["level_by_kind"].get(case.plan.kind.value)
    level = Level(milder) if milder else None
    hint = _("删去酒水") if not figures["only_high_grade"] else _("换成普通酒水，或者不提供")
    for meal in case.plan.meals:
        if meal.alcohol:
            things = meal.alcohol.things
            drinks = [thing for thing in things if banned(thing)]
            if drinks or (not things and not figures["only_high_grade"]):
                text = _("工作餐不上酒：{drinks}").format(drinks=_("、").join(drinks)) if drinks else _("工作餐不上酒")
                yield case.finding(meal, "alcohol", text, hint=hint, level=level)
        for dish in meal.menu:
            if dish.dish.endswith("酒") and banned(dish.dish):
                told = _("菜单里有酒：{dish}").format(dish=dish.dish)
                yield case.finding(dish, "dish", told, hint=hint, level=level)
    yield from in_words(
        case,
        "liquor",
        message=_("工作餐不上酒"),
        hint=_("删去这项安排"),
        wanted=lambda order: not figures["only_high_grade"] or is_high_grade(order.words),
    )


@rule("YC11")
def over_meal_standard(case: Case, figures: Figures) -> Iterator[Finding]:
    """The price a head stays within the office's own standard for breakfast, lunch and dinner in office.yaml."""
    standards = case.office.standards.working_meal if case.office and case.office.standards else None
    if standards is None:
        return
    for meal in case.plan.meals:
        item = item_of(case, meal)
        name = meal_of_day(item) if item else None
        limit = getattr(standards, name) if name else None
        if meal.price is None or limit is None:
            continue
        if 0 < meal.price * _FRACTION <= limit:
            message = _("人均只有 {price} 元，本单位{meal}标准是 {limit} 元").format(
                price=money(meal.price), meal=_meal_name(name), limit=money(limit)
            )
            hint = _("核对人均，多半少写了一位")
            yield case.finding(meal, "price", message, hint=hint, level=Level.WARNING)
        if meal.price <= limit:
            continue
        yield case.finding(
            meal,
            "price",
            _("人均 {price} 元，超过本单位{meal}标准 {limit} 元").format(
                price=money(meal.price), meal=_meal_name(name), limit=money(limit)
            ),
            hint=_("调整菜单，把人均降到 {limit} 元以内").format(limit=money(limit)),
        )


_FRACTION = 6
"""How many times less than the standard a meal costs, that its price has lost a digit."""


def _meal_name(name: str | None) -> str:
    return {"breakfast": _("早餐"), "lunch": _("午餐"), "dinner": _("晚餐")}.get(name or "", "")


@rule("YC03")
def fewer_companions(case: Case, figures: Figures) -> Iterator[Finding]:
    """A tighter limit of companions, by bands of guests."""
    text = _("来宾 {guests} 人，陪餐 {companions} 人，本地上限 {limit} 人")
    yield from companions_beyond(
        case, lambda guests: next((most for few, most in figures["bands"] if guests <= few), None), text
    )


@rule("YC09")
def no_clubs(case: Case, figures: Figures) -> Iterator[Finding]:
    """No meals at private clubs or expensive restaurants, by the class of the venue and the name of the place."""
    for meal in case.plan.meals:
        if meal.venue_class and _CLUB.search(meal.venue_class) and not _DENIED.match(meal.venue_class):
            yield case.finding(
                meal,
                "venue_class",
                _("不得在{venue}用餐").format(venue=meal.venue_class),
                hint=_("换到机关食堂或定点饭店"),
            )
            continue
        item = item_of(case, meal)
        for name, index in case.entries(item, "place") if item else ():
            if item and _CLUB.search(name):
                yield case.finding(
                    item,
                    "place",
                    _("不得在{venue}用餐").format(venue=name),
                    index=index,
                    hint=_("换到机关食堂或定点饭店"),
                )
    message, hint = _("不得在私人会所、高消费餐饮场所用餐"), _("换到机关食堂或定点饭店")
    yield from in_words(case, "clubs", message=message, hint=hint)


@rule("YC10")
def meals_are_paid_for(case: Case, figures: Figures) -> Iterator[Finding]:
    """A meal the host does not pay for is paid by the guests, so the entry says how it is collected."""
    if case.plan.kind.value in figures["not_for"]:
        return
    for meal in case.plan.meals:
        if meal.hosted is not False:
            continue
        if case.lacks(meal, "fee"):
            yield case.finding(
                meal,
                "item",
                _("{item}由来宾自理，没有写怎样收费").format(item=meal.item),
                hint=_("写上 收费: 按标准收取"),
            )
        elif meal.fee and _FREE.search(meal.fee):
            yield case.finding(meal, "fee", _("自理的用餐要按标准收费"), hint=_("改为 收费: 按标准收取"))


@rule("YC12")
def buffet_for_many(case: Case, figures: Figures) -> Iterator[Finding]:
    """A buffet or boxes for many diners."""
    for meal in case.plan.meals:
        number = (guests_at_meal(case, meal) or 0) + companions_at(case, meal)
        if number > figures["diners"] and meal.form not in (None, MealForm.BUFFET, MealForm.BOX):
            yield case.finding(
                meal, "form", _("{number} 人用餐，应当用自助餐").format(number=number), hint=_("把“形式”改为自助餐")
            )


@rule("YC13")
def canteen_first(case: Case, figures: Figures) -> Iterator[Finding]:
    """The canteen comes first."""
    for meal in case.plan.meals:
        item = item_of(case, meal) if meal.hosted else None
        for name, index in case.entries(item, "place") if item else ():
            place = case.place(name)
            if item and place and place.kind not in (None, PlaceKind.CANTEEN):
                yield case.finding(
                    item,
                    "place",
                    _("{place}不是机关食堂").format(place=name),
                    index=index,
                    hint=_("优先安排在机关食堂"),
                )


@rule("YC14")
def no_banquets(case: Case, figures: Figures) -> Iterator[Finding]:
    """No banquets in a domestic reception, by the form of the meal and the text of its item."""
    kind = case.plan.kind.value
    if kind in figures["not_for"]:
        return
    milder = figures["level_by_kind"].get(kind)
    level = Level(milder) if milder else None
    hint = _("改为工作餐或自助餐")
    told = set()
    for meal in case.plan.meals:
        if meal.form in (MealForm.BANQUET, MealForm.COCKTAIL):
            told.add(meal.item)
            yield case.finding(
                meal, "form", _("国内接待不安排{form}").format(form=meal.form.label), hint=hint, level=level
            )
    for order in ordered(case, "banquet"):
        said, node = order.statement, order.node
        if isinstance(node, Item) and node.id in told:
            continue
        own = said.field == "what" and isinstance(node, Item) and node.kind in (ItemKind.MEAL, None)
        text = _("“{words}”：{message}").format(words=order.words, message=_("国内接待不安排宴请"))
        yield case.finding(
            node,
            said.field,
            text,
            index=said.index,
            hint=explained(order, hint),
            level=level if own and not order.like else Level.WARNING,
        )


@rule("YC15")
def no_name_cards_at_table(case: Case, figures: Figures) -> Iterator[Finding]:
    """No name cards at working meals."""
    meals = {item.id for _day, item in case.items if item.kind is ItemKind.MEAL} | {
        meal.item for meal in case.plan.meals
    }
    for chart in case.plan.seating:
        if chart.item in meals:
            yield case.finding(chart, "id", _("工作餐不排座次、不摆桌签"), hint=_("删去这一餐的座次"))


@rule("YC24")
def diners_as_at_the_item(case: Case, figures: Figures) -> Iterator[Finding]:
    """Guests and companions of a meal are those of its item."""
    by_item: dict[str, list[Meal]] = {}
    for meal in case.plan.meals:
        by_item.setdefault(meal.item, []).append(meal)
    for number, meals in by_item.items():
        found = case.item_by_id.get(number)
        if found is not None:
            yield from _guests_differ(case, found[1], meals)
            yield from _hosts_differ(case, found[1], meals)


def _guests_differ(case: Case, item: Item, meals: list[Meal]) -> Iterator[Finding]:
    expected = guests_expected(case, item)
    if expected is None or any(meal.guests is None or case.is_blank(meal, "guests") for meal in meals):
        return
    dining = {id(guest): guest.name for meal in meals for guest in guests_by_name_at(case, meal)}
    due = {id(guest): guest.name for guest in case.guests_at(item)}
    named = due and all(meal.guests and meal.guests.names for meal in meals)
    numbers = [guests_at_meal(case, meal) for meal in meals]
    total = sum(number for number in numbers if number is not None)
    if None in numbers or (total in expected and not (named and dining.keys() - due.keys())):
        return
    message = _("用餐写的来宾是 {total} 人，参加 {item} 的来宾是 {number} 人")
    if named and (extra := [name for key, name in dining.items() if key not in due]):
        message = _("{names}用餐，却不参加 {item}").format(names=_("、").join(extra), item=item.id)
    elif named and (missing := [name for key, name in due.items() if key not in dining]):
        message = _("{names}参加 {item}，用餐没有写").format(names=_("、").join(missing), item=item.id)
    related = (case.related(item, "guests" if item.guests else "id", _("这一项在这里")),)
    yield case.finding(
        meals[-1],
        "guests",
        message.format(total=total, item=item.id, number=max(expected)),
        hint=_("核对后改成一致；只有部分来宾参加的，在日程这一项写明来宾"),
        related=related,
    )


def _hosts_differ(case: Case, item: Item, meals: list[Meal]) -> Iterator[Finding]:
    writing = [meal for meal in meals if meal.hosts]
    if not writing or not item.hosts or any(case.is_blank(meal, "hosts") for meal in meals):
        return
    if case.is_blank(item, "hosts"):
        return
    staff = {member.name for member in case.plan.crew} - {host.name for host in case.plan.hosts}
    aside = staff | case.guest_by_name.keys()
    dining = dict.fromkeys(name for meal in writing for name in meal.hosts if name not in aside)
    due = dict.fromkeys(name for name in item.hosts if name not in aside)
    extra, missing = [name for name in dining if name not in due], [name for name in due if name not in dining]
    same_number = companions(case, tuple(dining)) == companions(case, tuple(due))
    if same_number and not all(is_person(name) for name in (*extra, *missing)):
        return  # 县领导2人 may be anybody
    parts = [
        _("陪餐的{names}不在 {item} 的陪同里").format(names=_("、").join(extra), item=item.id) if extra else "",
        _("{item} 的陪同{names}没有写进陪餐").format(names=_("、").join(missing), item=item.id) if missing else "",
    ]
    if extra or missing:
        related = (case.related(item, "hosts", _("陪同在这里")),)
        message = _("；").join(part for part in parts if part)
        yield case.finding(writing[-1], "hosts", message, hint=_("核对后改成一致"), related=related)


@rule("QD09")
def price_times_people(case: Case, figures: Figures) -> Iterator[Finding]:
    """A cost for a form of meal is its price times its people."""
    for costs, meals in _bills(case):
        amounts = [cost.amount for cost in costs if cost.amount is not None]
        stated, possible = sum(amounts, Decimal(0)), totals(case, meals)
        if len(amounts) < len(costs) or not possible or stated in possible:
            continue
        total, price = possible[0], meals[0].price
        if len(meals) == 1 and price:
            message = _("人均 {price} 元、{people} 人用餐，应为 {total} 元，写的是 {amount} 元").format(
                price=money(price), people=money(total / price), total=money(total), amount=money(stated)
            )
        else:
            message = _("{number} 次用餐按人均和人数合计 {total} 元，写的是 {amount} 元").format(
                number=len(meals), total=money(total), amount=money(stated)
            )
        related = tuple(case.related(meal, "price", _("人均写在这里")) for meal in meals)
        hint = _("核对人均、人数和金额；含别的开支的，在项目里写明")
        yield case.finding(costs[-1], "amount", message, hint=hint, related=related)
    yield from _billed_to_guests(case)
    yield from other_sums(case)
    yield from prices_in_words(case)
    yield from price_of_a_cost(case)
    yield from _paid_though_not_hosted(case)


def _billed_to_guests(case: Case) -> Iterator[Finding]:
    """Costs that the guests are to pay for meals which the host offers."""
    for cost in case.plan.costs:
        if cost.payer is not Payer.GUEST_UNIT or is_placeholder(cost.what):
            continue
        meals = meals_of(case, cost)
        if meals and all(meal.hosted or meal.form is not meals[0].form for meal in case.plan.meals):
            message = _("“{what}”写的是来宾单位付费，用餐写的是接待方承担").format(what=cost.what)
            related = (case.related(meals[0], "hosted", _("用餐写在这里")),)
            hint = _("核对由谁付，两处改成一致")
            yield case.finding(cost, "payer", message, hint=hint, related=related)


def _paid_though_not_hosted(case: Case) -> Iterator[Finding]:
    """Costs that the host is to pay for a meal of the day that the guests pay for themselves."""
    for cost in case.plan.costs:
        named = meals_of_day_in(cost.what)
        if cost.payer is Payer.GUEST_UNIT or len(named) != 1 or is_placeholder(cost.what):
            continue
        meals = [meal for meal in case.plan.meals if (item := item_of(case, meal)) and meal_of_day(item) in named]
        if meals and all(meal.hosted is False for meal in meals):
            message = _("“{what}”由接待方付，用餐写的却不是接待方承担").format(what=cost.what)
            related = (case.related(meals[0], "hosted", _("用餐写在这里")),)
            hint = _("核对由谁付，两处改成一致")
            yield case.finding(cost, "what", message, hint=hint, related=related)


def _bills(case: Case) -> Iterator[tuple[list[Cost], tuple[Meal, ...]]]:
    """Costs with the meals they are for; where two costs are for some of the same meals, nobody knows which."""
    found: dict[tuple[int, ...], tuple[list[Cost], tuple[Meal, ...]]] = {}
    for cost in case.plan.costs:
        meals = () if cost.payer is Payer.GUEST_UNIT or is_placeholder(cost.what) else meals_of(case, cost)
        if meals:
            found.setdefault(tuple(map(id, meals)), ([], meals))[0].append(cost)
    for key, (costs, meals) in found.items():
        shared = any(not set(key).isdisjoint(other) for other in found if other != key)
        if not shared:
            yield costs, meals
