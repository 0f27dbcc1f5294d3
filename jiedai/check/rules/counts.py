"""人数和金额 (YC24, QD09): a meal has the people of its item, and a bill is price times people."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jiedai.check.engine import rule
from jiedai.language import _
from jiedai.model.choice import Payer
from jiedai.model.conduct import Cost
from jiedai.model.hospitality import Meal
from jiedai.model.placeholder import is_placeholder
from jiedai.model.quantities import money
from jiedai.model.schedule import Item
from jiedai.visit.bills import guests_expected, meals_of, totals
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.meals import companions, guests_at_meal, guests_by_name_at
from jiedai.visit.names import is_person


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
    message = _("用餐的来宾是 {total} 人，{item} 有 {number} 人")
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
