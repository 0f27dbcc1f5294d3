"""Money: each cost as planned and as paid, what guests owe for meals and rooms, and the totals by payer.

Amounts are yuan. A line is matched to what was paid by its name and payer; several payments of one name add up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from jiedai.documents.citing import unique
from jiedai.documents.topics import Sight
from jiedai.documents.view import View, entries
from jiedai.model.choice import Payer
from jiedai.model.quantities import Count

_IN_ANOTHER_BILL = ("含", "免费", "包在", "included")
"""A meal with one of these in its fee is not paid for by itself."""
_LODGING = ("住宿", "房费", "lodging", "rooms")
_CENT = Decimal("0.01")


def facts(sight: Sight) -> Mapping[str, Any]:
    """`lines`, `meals`, `rooms`, and under `totals` what each payer was to pay and paid."""
    plan = sight.plan
    meals, rooms = _meals(sight.visit), _rooms(plan)
    lines = _lines(plan, meals, rooms)
    return {
        "lines": lines,
        "meals": meals,
        "rooms": rooms,
        "room_total": _sum(room.amount for room in rooms),
        "due": _sum(meal.due for meal in meals),
        "hosted": _sum(meal.amount for meal in meals if meal.hosted),
        "totals": View(
            "totals",
            {
                "host_planned": _sum(line.planned for line in lines if line.payer != Payer.GUEST_UNIT),
                "host_paid": _sum(line.paid for line in lines if line.payer != Payer.GUEST_UNIT),
                "guest_planned": _sum(line.planned for line in lines if line.payer == Payer.GUEST_UNIT),
                "guest_paid": _sum(line.paid for line in lines if line.payer == Payer.GUEST_UNIT),
                "planned": _sum(line.planned for line in lines),
                "paid": _sum(line.paid for line in lines),
            },
        ),
        "settled": bool(entries(plan.actuals.costs)),
    }


def _lines(plan: View, meals: tuple[View, ...], rooms: tuple[View, ...]) -> tuple[View, ...]:
    """Costs as planned, each with what was paid for it, and after them what was paid without having been planned.

    What the lodging is to cost is reckoned from its rooms where nobody has written it.
    """
    planned = _by_name(entries(plan.costs))
    paid = _by_name(entries(plan.actuals.costs))
    hosted = sum(int(meal.diners) for meal in meals if meal.hosted and meal.diners)
    lines = []
    for key in dict.fromkeys([*planned, *paid]):
        before, after = planned.get(key, []), paid.get(key, [])
        written = [*after, *before]
        due, spent = _sum(cost.amount for cost in before), _sum(cost.amount for cost in after)
        if due is None and before and any(word in key[0] for word in _LODGING):
            theirs = key[1] == Payer.GUEST_UNIT.value
            due = _sum(room.amount for room in rooms if (room.payer == Payer.GUEST_UNIT) == theirs)
        about_meals = "餐" in key[0] and written[0].payer != Payer.GUEST_UNIT
        amount = spent if spent is not None else due
        lines.append(
            View(
                "line",
                {
                    "what": written[0].what,
                    "payer": written[0].payer,
                    "standard": next((cost.standard for cost in written if cost.standard), None),
                    "planned": due,
                    "paid": spent,
                    "over": spent - due if spent is not None and due is not None else None,
                    "methods": tuple(unique(cost.method for cost in written if cost.method)),
                    "vouchers": tuple(unique(str(name) for cost in after for name in entries(cost.vouchers))),
                    "heads": hosted if about_meals and hosted else None,
                    "per_head": _per_head(amount, hosted) if about_meals else None,
                },
            )
        )
    return tuple(lines)


def _by_name(costs: Iterable[View]) -> dict[tuple[str, str], list[View]]:
    """Costs by what they are for and who pays; nobody named means the host."""
    found: dict[tuple[str, str], list[View]] = {}
    for cost in costs:
        payer = Payer.GUEST_UNIT if cost.payer == Payer.GUEST_UNIT else Payer.HOST
        found.setdefault((str(cost.what), payer.value), []).append(cost)
    return found


def _meals(visit: View) -> tuple[View, ...]:
    """Each meal with its diners and amount: `due` is what the guests are to pay where the meal is not the host's."""
    made = []
    for meal in entries(visit.meals):
        guests = meal.heads.number if isinstance(meal.heads, Count) else None
        diners = None if guests is None else guests + (int(meal.companions or 0) if meal.hosted else 0)
        amount = meal.price * diners if meal.price and diners else None
        apart = not any(word in str(meal.fee) for word in _IN_ANOTHER_BILL)
        made.append(
            meal.also(
                number=guests,
                diners=diners,
                amount=amount,
                due=amount if not meal.hosted and apart else None,
            )
        )
    return tuple(made)


def _rooms(plan: View) -> tuple[View, ...]:
    """Each hotel's priced rooms: how many, for how many nights, at which price, paid by whom."""
    made = []
    for hotel in entries(plan.lodging):
        nights = (hotel.check_out - hotel.check_in).days if hotel.check_in and hotel.check_out else None
        groups: dict[tuple[object, object, object], int] = {}
        for room in entries(hotel.rooms):
            key = (room.type, room.price, room.payer)
            groups[key] = groups.get(key, 0) + 1
        for (kind, price, payer), count in groups.items():
            amount = price * nights * count if isinstance(price, Decimal) and nights else None
            row = {"hotel": hotel.hotel, "type": kind, "price": price, "payer": payer, "count": count}
            made.append(View("rooms", row | {"nights": nights, "amount": amount}))
    return tuple(made)


def _sum(amounts: Iterable[Any]) -> Decimal | None:
    """The sum of the amounts that are known; None where none is."""
    known = [amount for amount in amounts if isinstance(amount, Decimal)]
    return sum(known, Decimal(0)) if known else None


def _per_head(amount: Decimal | None, heads: int) -> Decimal | None:
    return (amount / heads).quantize(_CENT, ROUND_HALF_UP) if amount is not None and heads else None
