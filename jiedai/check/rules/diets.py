"""忌口、过敏和清真 (YC17, YC18, YC22): to whom a dish must not be served, and what is not known of a menu."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jiedai.check.engine import rule
from jiedai.check.words import in_words
from jiedai.diagnostics import Level
from jiedai.language import N_, _
from jiedai.model.choice import Allergen, Diet, ItemKind
from jiedai.model.hospitality import Dish, Meal
from jiedai.model.people import Guest
from jiedai.model.schedule import Item
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.dishes import ABOUT_DISHES, Against, against, is_staple, is_understood
from jiedai.visit.food import BLOOD, PORK, WINE
from jiedai.visit.meals import diners, guests_by_name_at, halal_kitchen

_NAMED_AT_MOST = 3
"""How many dishes a line names."""


@rule("YC17")
def allergens(case: Case, figures: Figures) -> Iterator[Finding]:
    """No dish holds what a guest at the table is allergic to, or the one thing that a guest does not eat."""
    for meal in case.plan.meals:
        guests, certain = diners(case, meal) if meal.menu else ([], True)
        yield from _shunned(case, meal, guests)
        for allergen in dict.fromkeys(allergen for guest in guests for allergen in guest.allergies):
            people = _names(guest for guest in guests if allergen in guest.allergies)
            for dish in meal.menu:
                if found := against(dish, allergen):
                    yield case.finding(
                        dish,
                        "dish",
                        _holds(dish, found).format(
                            people=people, allergen=allergen.label, dish=dish.dish, word=found.word
                        ),
                        hint=_("换菜，或为这位来宾单独备餐") if found.sure else _("问清厨房并写上过敏原；含有的换菜"),
                        level=None if found.sure and certain else Level.WARNING,
                    )


def _holds(dish: Dish, found: Against) -> str:
    """How a dish is said to hold an allergen; the word is told where it is not the whole name."""
    if found.sure:
        return _("{people}对{allergen}过敏，“{dish}”含有")
    if found.word != dish.dish:
        return _("{people}对{allergen}过敏，“{dish}”可能含有（{word}）")
    if found.maybe:
        return _("{people}对{allergen}过敏，“{dish}”有的做法含有")
    return _("{people}对{allergen}过敏，“{dish}”一般含有")


_SHUNNED = {Diet.NO_PORK: N_("猪肉"), Diet.NO_BEEF: N_("牛肉"), Diet.NO_SEAFOOD: N_("海鲜")}
"""Diets that leave out one thing; who eats no meat at all is seen to by YC22."""


def _shunned(case: Case, meal: Meal, guests: Sequence[Guest]) -> Iterator[Finding]:
    """The dishes of what somebody at the table does not eat, unless only some recipes have it."""
    for diet, thing in _SHUNNED.items():
        people = _names(guest for guest in guests if diet in guest.diet)
        for dish in meal.menu if people else ():
            found = against(dish, diet)
            if found and not found.maybe:
                message = _("{people}不吃{thing}，“{dish}”里有").format(people=people, thing=_(thing), dish=dish.dish)
                hint = _("换菜，或为这位来宾单独备餐；桌上另有够吃的菜，可以不换")
                yield case.finding(dish, "dish", message, hint=hint, level=Level.WARNING)


# --- 清真 -------------------------------------------------------------------------------------------------------------


def _meals(case: Case) -> Iterator[tuple[Item, Meal | None]]:
    """Every meal of the programme: its item with its entry, or without one."""
    entries = {meal.item: meal for meal in case.plan.meals}
    for _day, item in case.items:
        if item.kind is ItemKind.MEAL or item.id in entries:
            yield item, entries.get(item.id)


@rule("YC18")
def halal(case: Case, figures: Figures) -> Iterator[Finding]:
    """A meal with halal guests is at a place with a halal kitchen, and no dish at their table is not halal."""
    for item, meal in _meals(case):
        guests = guests_by_name_at(case, meal) if meal else case.guests_at(item)
        people = _names(guest for guest in guests if Diet.HALAL in guest.diet)
        if people:
            yield from _places(case, item, people)
            yield from _dishes(case, meal, people) if meal else ()
    message, hint = _("清真来宾要有清真的厨房和餐具"), _("为清真来宾分开安排场所、餐具和菜")
    yield from in_words(case, "halal", message=message, hint=hint)


def _places(case: Case, item: Item, people: str) -> Iterator[Finding]:
    for name, index in case.entries(item, "place"):
        place = case.place(name)
        if place is None or place.halal:
            continue
        text = _("{people}要求清真，{place}没有清真条件")
        if place.halal is None:
            text = _("{people}要求清真，{place}没有写有没有清真条件")
        yield case.finding(
            item,
            "place",
            text.format(people=people, place=name),
            index=index,
            hint=_("换到有清真条件的场所；确有条件的，在 office.yaml 写“清真: 是”"),
        )


def _dishes(case: Case, meal: Meal, people: str) -> Iterator[Finding]:
    kitchen = halal_kitchen(case, meal)
    for dish in meal.menu:
        found = against(dish, Diet.HALAL, halal_kitchen=kitchen)
        if found is None:
            continue
        text = _("{people}要求清真，“{dish}”不是清真的")
        if not found.sure:
            text = _("{people}要求清真，“{dish}”可能不是清真的（{word}）")
        yield case.finding(
            dish,
            "dish",
            text.format(people=people, dish=dish.dish, word=_reason(dish, found)),
            hint=_("换成清真菜，或为清真来宾分开安排场所；本是清真的，写“清真: 是”"),
            level=None if found.sure else Level.WARNING,
        )


def _reason(dish: Dish, found: Against) -> str:
    """The word that speaks against a dish for halal guests; what it is made with, where the word does not say so."""
    if found.word != dish.dish and not (found.name == WINE and "酒" not in found.word):
        return found.word
    return {PORK: _("猪肉"), BLOOD: _("血"), WINE: _("烹调用酒")}.get(found.name, found.word)


# --- what is left to eat, and what is not known -----------------------------------------------------------------------


@rule("YC22")
def menu_known(case: Case, figures: Figures) -> Iterator[Finding]:
    """Of a menu it is known what is in its dishes, and every guest finds one to eat."""
    for meal in case.plan.meals:
        guests, _certain = diners(case, meal) if meal.menu else ([], True)
        asking = [guest for guest in guests if _needs([guest])]
        if asking:
            menu = _Menu(meal, halal_kitchen(case, meal))
            yield from _nothing_to_eat(case, menu, asking)
            yield from _not_marked(case, menu, asking)


class _Menu(NamedTuple):
    meal: Meal
    halal_kitchen: bool

    def unfit(self, dish: Dish, need: Diet | Allergen) -> bool:
        """Whether a dish is not for a need, by what it states or plainly says."""
        found = against(dish, need, halal_kitchen=self.halal_kitchen)
        return found is not None and not found.maybe


def _needs(guests: Iterable[Guest]) -> list[Diet | Allergen]:
    """What guests need of a dish, each need once."""
    found: dict[Diet | Allergen, None] = {}
    for guest in guests:
        found |= dict.fromkeys(guest.diet) | dict.fromkeys(guest.allergies)
    return [need for need in found if need in ABOUT_DISHES]


def _label(need: Diet | Allergen) -> str:
    return _("{allergen}过敏").format(allergen=need.label) if isinstance(need, Allergen) else need.label


def _nothing_to_eat(case: Case, menu: _Menu, asking: list[Guest]) -> Iterator[Finding]:
    """Guests for whom no dish of the menu is; rice and fruit make no meal."""
    dishes = [dish for dish in menu.meal.menu if not is_staple(dish)]
    hungry: dict[tuple[Diet | Allergen, ...], list[Guest]] = {}
    for guest in asking:
        hungry.setdefault(tuple(_needs([guest])), []).append(guest)
    for needs, guests in hungry.items():
        if dishes and all(any(menu.unfit(dish, need) for need in needs) for dish in dishes):
            yield case.finding(
                menu.meal,
                "menu",
                _("{people}（{needs}）在这一餐没有能吃的菜").format(
                    people=_names(guests), needs=_("、").join(map(_label, needs))
                ),
                hint=_("加一两道合适的菜，或为这位来宾单独备餐并写进菜单"),
                level=Level.WARNING,
            )


def _not_marked(case: Case, menu: _Menu, asking: list[Guest]) -> Iterator[Finding]:
    """How many dishes neither state nor let know what the guests must know of them, in one line."""
    needs = _needs(asking)
    allergic = [need for need in needs if isinstance(need, Allergen)]
    open_to = [dish for dish in menu.meal.menu if not any(against(dish, need) for need in needs)]
    unmarked = [dish for dish in open_to if allergic and not dish.states_allergens]
    halal = Diet.HALAL in needs and not menu.halal_kitchen
    said = [
        (_("{number} 道菜没有写过敏原（{dishes}）"), unmarked),
        (_("{number} 道菜没有写是否清真（{dishes}）"), [dish for dish in open_to if halal and dish.halal is None]),
        (_("{number} 道菜从菜名看不出原料（{dishes}）"), [dish for dish in open_to if not is_understood(dish)]),
    ]
    lines = [text.format(number=len(some), dishes=_listed(some)) for text, some in said if some]
    if not lines:
        return
    hint = _("请厨房写上“过敏原”“清真”“配料”；没有过敏原的写“过敏原: []”")
    if Allergen.SOY in allergic or Allergen.GLUTEN in allergic:
        hint = _("{hint}；酱油、面酱、豆瓣酱等调料含大豆和小麦，一并核对").format(hint=hint)
    message = _("来宾的要求是{needs}；{lines}").format(
        needs=_("、").join(map(_label, needs)), lines=_("，").join(lines)
    )
    yield case.finding(menu.meal, "menu", message, hint=hint)


def _listed(dishes: list[Dish]) -> str:
    names = _("、").join(dish.dish for dish in dishes[:_NAMED_AT_MOST])
    return _("{names}等").format(names=names) if len(dishes) > _NAMED_AT_MOST else names


def _names(guests: Iterable[Guest]) -> str:
    return _("、").join(guest.name for guest in guests)
