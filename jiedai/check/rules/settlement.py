"""清单和结算 (QD): the list of the visit, vouchers, how it is paid, and whether the budget holds.

What a plan states wrongly (cash, a ticket of the guests) is found at once; what it lacks only after the visit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal

from jiedai.check.engine import rule
from jiedai.check.words import in_costs, in_words
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.choice import ItemKind, Kind, Payer, Payment
from jiedai.model.conduct import Cost, PaidCost
from jiedai.model.placeholder import is_placeholder
from jiedai.model.quantities import money
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.movement import is_ride, label
from jiedai.visit.orders import order_in, ordered

_NOT_OURS = regex(
    r"差旅|机票|(?<!停)[车船]票|(?:高铁|动车|往返|返程)票|会议费|会务费|培训费|伙食补助|交通补助|出差补助|补贴|加班费"
)
_OURS_ANYWAY = regex(r"工作人员|陪同人员|本单位|驾驶员")


def is_over(case: Case) -> bool:
    """Whether the visit lies behind: what was spent or who came is written, or `as_of` is after its last day."""
    actuals = case.plan.actuals
    if actuals is not None and (actuals.costs or actuals.headcount is not None):
        return True
    return case.as_of is not None and case.as_of > case.plan.dates.last


def _own_conference(case: Case) -> bool:
    """A conference of the office follows the rules on meetings, not those on receptions."""
    return case.plan.kind is Kind.CONFERENCE


def _costs(case: Case) -> Sequence[Cost]:
    """Every cost: as planned and as paid."""
    return [*case.plan.costs, *(case.plan.actuals.costs if case.plan.actuals else [])]


def _paid(case: Case) -> list[PaidCost]:
    """What the host paid."""
    costs = case.plan.actuals.costs if case.plan.actuals else []
    return [cost for cost in costs if cost.payer is not Payer.GUEST_UNIT]


@rule("QD01")
def list_after_the_visit(case: Case, figures: Figures) -> Iterator[Finding]:
    """After the visit the list is filled in truly and signed."""
    plan, today = case.plan, case.as_of
    if today is None or today <= plan.dates.last or _own_conference(case):
        return
    actuals = plan.actuals
    if actuals is not None and (actuals.costs or actuals.headcount is not None):
        return
    days = (today - plan.dates.last).days
    yield case.finding(
        plan,
        "actuals" if actuals is not None else "dates",
        _("来访已经结束 {days} 天，还没有填接待清单").format(days=days),
        hint=_("填写“实际”的人数、经费和票据，打印接待清单签字"),
        level=Level.INFO if days <= figures["days"] else None,
    )


@rule("QD02")
def list_is_complete(case: Case, figures: Figures) -> Iterator[Finding]:
    """The list names the guests' unit, name and post, the items with time and place, and the cost."""
    plan = case.plan
    if not is_over(case) or _own_conference(case):
        return
    if not plan.guests:
        field = "headcount" if plan.headcount else "title"
        yield case.finding(plan, field, _("清单要写来宾的单位、姓名、职务"), hint=_("补全来宾名单"))
    for guest in plan.guests:
        blank = [field for field in ("name", "unit", "post") if is_placeholder(getattr(guest, field))]
        if blank:
            yield case.finding(guest, blank[0], _("清单要写全来宾的单位、姓名、职务"), hint=_("照实补上"))
    for _day, item in case.items:
        missing = []
        if item.time.unfilled:
            missing.append(_("时间"))
        elsewhere = is_ride(item) or item.kind in (ItemKind.REST, ItemKind.TRANSFER)
        if not elsewhere and not any(not is_placeholder(name) for name in item.place):
            missing.append(_("地点"))
        if missing:
            message = _("{item}没有写{fields}").format(item=label(item), fields=_("、").join(missing))
            yield case.finding(item, "id", message, hint=_("照实补上"))
    if not any(cost.amount is not None for cost in _costs(case)):
        field = "actuals" if plan.actuals else "title"
        yield case.finding(plan, field, _("清单没有写费用"), hint=_("在“实际: 经费”里写金额和票据"))


@rule("QD03")
def list_names_companions(case: Case, figures: Figures) -> Iterator[Finding]:
    """After the visit, the list names companions and supporting staff."""
    plan = case.plan
    if not is_over(case) or _own_conference(case):
        return
    hosts = plan.hosts or any(item.hosts for _day, item in case.items) or any(meal.hosts for meal in plan.meals)
    crew = plan.crew or any(item.crew for _day, item in case.items)
    where = "actuals" if plan.actuals else "title"
    if not hosts and not case.is_blank(plan, "hosts"):
        yield case.finding(plan, where, _("清单没有写陪同人员"), hint=_("补全“陪同”"))
    if not crew and not case.is_blank(plan, "crew"):
        yield case.finding(plan, where, _("清单没有写工作保障人员"), hint=_("补全“工作人员”"))


@rule("QD04")
def vouchers(case: Case, figures: Figures) -> Iterator[Finding]:
    """Every cost the host paid has a voucher under actuals."""
    if _own_conference(case):
        return
    for cost in _paid(case):
        if cost.amount and case.lacks(cost, "vouchers"):
            message = _("“{what}”{amount} 元没有票据").format(what=cost.what, amount=money(cost.amount))
            yield case.finding(cost, "what", message, hint=_("填写发票号码"))


@rule("QD05")
def further_vouchers(case: Case, figures: Figures) -> Iterator[Finding]:
    """Approval, original menu and way of payment go with the claim."""
    plan = case.plan
    if not is_over(case) or _own_conference(case):
        return
    if plan.approval is None:
        yield case.finding(plan, "title", _("报销缺审批单"), hint=_("补上审批"))
    for meal in plan.meals:
        if meal.hosted and case.lacks(meal, "menu"):
            yield case.finding(meal, "item", _("{item}缺原始菜单").format(item=meal.item), hint=_("补上菜单"))
    for cost in _paid(case):
        if case.lacks(cost, "method"):
            message = _("“{what}”缺付款凭证（支付方式）").format(what=cost.what)
            yield case.finding(cost, "what", message, hint=_("写明公务卡或转账"))


@rule("QD06")
def no_cash(case: Case, figures: Figures) -> Iterator[Finding]:
    """Costs are paid by official card or bank transfer, not in cash and not on a tab."""
    for cost in _costs(case):
        if cost.payer is Payer.GUEST_UNIT:
            continue
        if cost.method is Payment.CASH:
            yield case.finding(
                cost, "method", _("“{what}”用现金支付").format(what=cost.what), hint=_("改用公务卡或转账")
            )
    shifted = {order.statement for order in ordered(case, "costs")}
    message, hint = _("不得挂账、付现金"), _("改用公务卡或转账，当次结清")
    for cost in _paid(case):
        if tab := order_in(cost.what, "tab"):
            told = _("“{words}”：{message}").format(words=tab, message=message)
            yield case.finding(cost, "what", told, hint=hint)
    yield from in_words(case, "tab", message=message, hint=hint, own=in_costs, but=shifted)


@rule("QD07")
def nothing_passed_on(case: Case, figures: Figures) -> Iterator[Finding]:
    """Reception money carries none of the guests' tickets or training, and costs are not passed on to others."""
    if not _own_conference(case):
        for cost in _costs(case):
            word = _NOT_OURS.search(cost.what)
            if cost.payer is Payer.HOST and word and not _OURS_ANYWAY.search(cost.what):
                message = _("接待费里列了“{what}”，应由来宾单位承担").format(what=cost.what)
                yield case.finding(cost, "what", message, hint=_("从接待费中删去，由来宾单位支付"))
    message, hint = _("接待费用不得转嫁、隐匿"), _("由本单位照实列支，或由来宾按标准交纳")
    unread = (cost for cost in _costs(case) if isinstance(cost, PaidCost) or cost.payer is Payer.GUEST_UNIT)
    texts = [(cost, "what", cost.what) for cost in unread]
    for node, field, text in [*texts, *((meal, "fee", meal.fee) for meal in case.plan.meals if meal.fee)]:
        words = order_in(text if field == "what" else f"餐费{text}", "costs")  # 收费 says of what without naming it
        if words:
            told = _("“{words}”：{message}").format(words=words, message=message)
            yield case.finding(node, field, told, hint=hint)
    yield from in_words(case, "costs", message=message, hint=hint, own=in_costs)


@rule("QD08")
def inside_the_budget(case: Case, figures: Figures) -> Iterator[Finding]:
    """What is spent, and what the host pays this time, stays within the year's budget of office.yaml."""
    budget = case.office.standards.budget if case.office and case.office.standards else None
    if budget is None or budget.total is None or budget.spent is None:
        return
    actual = case.plan.actuals.costs if case.plan.actuals else []
    costs: Sequence[Cost] = actual or case.plan.costs
    sum_up = Decimal(0)
    for cost in costs:
        if cost.payer is not Payer.HOST or not cost.amount:
            continue
        sum_up += cost.amount
        if budget.spent + sum_up > budget.total:
            yield case.finding(
                cost,
                "amount",
                _("今年已支出 {spent} 元，这次到这一笔共 {now} 元，合计 {both} 元，超过年度预算 {total} 元").format(
                    spent=money(budget.spent),
                    now=money(sum_up),
                    both=money(budget.spent + sum_up),
                    total=money(budget.total),
                ),
                hint=_("压缩费用；预算或已支出有变化的，改 office.yaml"),
                related=(case.related(budget, "spent", _("已支出写在这里"), office=True),),
                level=Level.WARNING if actual else None,
            )
            return


@rule("QD11")
def not_split(case: Case, figures: Figures) -> Iterator[Finding]:
    """One reception is not settled in several bills."""
    seen: dict[str, PaidCost] = {}
    for cost in _paid(case):
        first = seen.setdefault(cost.what, cost)
        if first is not cost:
            yield case.finding(
                cost,
                "what",
                _("“{what}”分成几笔结算").format(what=cost.what),
                hint=_("合并结算；确是两次的，写清日期和餐次"),
                related=(case.related(first, "what", _("前面这一笔")),),
            )


@rule("QD10")
def reimbursed_in_time(case: Case, figures: Figures) -> Iterator[Finding]:
    """Costs are claimed in time."""
    plan = case.plan
    due = plan.dates.last + dt.timedelta(days=figures["days"])
    if case.as_of is not None and case.as_of > due and not (plan.actuals and plan.actuals.costs):
        yield case.finding(
            plan, "dates", _("应在 {day} 前报销").format(day=due.isoformat()), hint=_("填写清单，尽快报销")
        )
