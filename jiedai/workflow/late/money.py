"""What a late change does to the money that the hosts pay for meals."""

from __future__ import annotations

from decimal import Decimal

from jiedai.language import _
from jiedai.model.base import path_of
from jiedai.model.choice import Payer
from jiedai.visit.case import Case
from jiedai.visit.meals import companions_at, guests_at_meal
from jiedai.workflow.late.draft import Draft
from jiedai.workflow.late.looking import Look


def meals_paid(case: Case) -> Decimal:
    """What the meals cost that the hosts pay, in yuan, as far as price and diners are written."""
    total = Decimal(0)
    for meal in case.plan.meals:
        guests = guests_at_meal(case, meal)
        if meal.hosted and meal.price is not None and guests is not None:
            total += meal.price * (guests + companions_at(case, meal))
    return total


def released_money(draft: Draft) -> list[Look]:
    """Lower the amount that was the price of the meals of the hosts; one that was made otherwise must be looked at.

    The draft holds everything else of the change by then.
    """
    before, after = meals_paid(draft.case), meals_paid(draft.result())
    costs = [cost for cost in draft.case.written.costs if cost.amount is not None]
    if before == after or not costs:
        return []
    for cost in costs:
        if cost.amount != before or cost.payer is Payer.GUEST_UNIT:
            continue
        if after == 0:
            draft.remove(path_of(cost))
            return [Look("money", _("经费“{what}”没有了，已去掉").format(what=cost.what))]
        draft.set(draft.path(cost, "amount"), f"{after:f}")
        return []
    message = _("接待方负担的餐费由 {before} 元变为 {after} 元，“经费”没有改")
    return [Look("money", message.format(before=f"{before:f}", after=f"{after:f}"), _("核对经费"))]
