"""清单和结算 (QD): the list of the visit, vouchers, how it is paid, and whether the budget holds.

What a plan states wrongly (cash, a ticket of the guests) is found at once; what it lacks only after the visit.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from jiedai.check.engine import rule
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

_NOT_OURS = regex(
    r"差旅|机票|(?<!停)[车船]票|(?:高铁|动车|往返|返程)票|会议费|会务费|培训费|伙食补助|交通补助|出差补助|补贴|加班费"
)
_OURS_ANYWAY = regex(r"工作人员|陪同人员|本单位|驾驶员")
_PASSED_ON = regex(
    r"(?:由|向|从)[^，。；]{0,12}(?:企业|公司|乡镇|镇|街道|村|下属|基层|商会|协会|个人)[^，。；]{0,6}(?:承担|支付|列支|报销|赞助|分摊|垫付|埋单|买单)"
    r"|转嫁|摊派|(?:企业|公司|乡镇|商会|协会)(?:承担|赞助|埋单|买单|支付)|非税收入"
)
_ON_TAB = regex(r"挂账|签单|赊账|记账|白条")


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
    """接待结束后如实填写接待清单，由负责人签字。

    用 --as-of 指定的日期在来访之后，“实际”还没有填人数和经费的：七天内提示，七天以后报错。没有指定日期的不查。

    为什么: 规定接待活动结束后如实填写接待清单，由相关负责人审签，财务据此报销。
    怎么改: 填写“实际”的人数、经费和票据，打印接待清单签字。
    """
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
    """接待清单写全来宾的单位、姓名、职务，活动的项目、时间、场所，以及费用。

    接待之后才查（“实际”填了人数或经费，或 --as-of 在来访之后）：没有来宾名单、来宾三项不全、活动没有时间或地点、
    一笔费用都没有写的，报出来。乘车和休息不要求地点。

    为什么: 规定清单包括接待对象的单位、姓名、职务和公务活动项目、时间、场所、费用等内容。
    怎么改: 照实补全；没有发生费用的，写一笔金额为 0 的工作餐或者注明。

    错误:
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A2, 时间: "14:00-15:30", 事项: 座谈会, 类别: 座谈, 责任单位: 县发改局, 责任人: 沈浩}
        实际: {人数: 2, 经费: [{项目: 工作餐, 金额: 180, 付费: 接待方, 支付: 公务卡, 票据: ["0001"]}]}
    正确:
        实际: {人数: 2, 经费: [{项目: 工作餐, 金额: 180, 付费: 接待方, 支付: 公务卡, 票据: ["0001"]}]}
    """
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
    """接待清单写明陪同人员和相关工作保障人员。

    2025年5月18日起执行，接待之后才查：陪同、工作人员都没有写的，报出来。

    为什么: 修订后的条例要求清单如实反映陪同人员、相关工作保障人员的情况，接受审计。
    怎么改: 补全“陪同”和“工作人员”。

    错误:
        陪同: []
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A2, 时间: "14:00-15:30", 事项: 座谈会, 类别: 座谈, 地点: 县行政中心三号会议室, 目的: 听取汇报,
                 责任单位: 县发改局, 责任人: 沈浩}
        实际: {人数: 2, 经费: [{项目: 工作餐, 金额: 180, 付费: 接待方, 支付: 公务卡, 票据: ["0001"]}]}
    正确:
        实际: {人数: 2, 经费: [{项目: 工作餐, 金额: 180, 付费: 接待方, 支付: 公务卡, 票据: ["0001"]}]}
    """
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
    """报销凭证齐全：财务票据、派出单位公函和接待清单。

    看“实际: 经费”里由接待方支付的每一笔有没有“票据”；公函由 GH01 检查。

    为什么: 规定接待费报销凭证包括财务票据、派出单位公函和接待清单，缺一不可。
    怎么改: 填写发票号码；没有发票的不能报销。

    错误:
        实际: {人数: 2, 经费: [{项目: 工作餐, 金额: 180, 付费: 接待方, 支付: 公务卡}]}
    正确:
        实际: {人数: 2, 经费: [{项目: 工作餐, 金额: 180, 付费: 接待方, 支付: 公务卡, 票据: ["0001"]}]}
    """
    if _own_conference(case):
        return
    for cost in _paid(case):
        if cost.amount and case.lacks(cost, "vouchers"):
            message = _("“{what}”{amount} 元没有票据").format(what=cost.what, amount=money(cost.amount))
            yield case.finding(cost, "what", message, hint=_("填写发票号码"))


@rule("QD05")
def further_vouchers(case: Case, figures: Figures) -> Iterator[Finding]:
    """报销另附审批单、原始菜单和付款凭证（地方规定，默认不启用）。

    接待之后才查：没有审批、接待方承担的用餐没有菜单、支付方式没有写的，报出来。

    为什么: 一些地方要求“三单”或“四要素”齐全才能报销。
    怎么改: 补上审批、菜单和支付方式。
    """
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
    """接待费用公务卡或银行转账结算，不用现金，不挂账。

    看经费和实际经费里不由来宾支付的各笔；项目写挂账、签单的也报。

    为什么: 规定接待费资金支付采用银行转账或公务卡方式结算，不得以现金支付。
    怎么改: 改用公务卡或转账。

    错误:
        经费: [{项目: 工作餐, 金额: 180, 付费: 接待方, 支付: 现金}]
    正确:
        经费: [{项目: 工作餐, 金额: 180, 付费: 接待方, 支付: 公务卡}]
    """
    for cost in _costs(case):
        if cost.payer is Payer.GUEST_UNIT:
            continue
        if cost.method is Payment.CASH:
            yield case.finding(
                cost, "method", _("“{what}”用现金支付").format(what=cost.what), hint=_("改用公务卡或转账")
            )
        tab = _ON_TAB.search(cost.what)
        if tab and not re.search(r"不|禁", cost.what):
            message = _("“{what}”：不得{word}").format(what=cost.what, word=tab[0])
            yield case.finding(cost, "what", message, hint=_("改用公务卡或转账，当次结清"))


@rule("QD07")
def nothing_passed_on(case: Case, figures: Figures) -> Iterator[Finding]:
    """接待费不列支来宾的差旅、会议、培训等费用，也不向下级、企业和个人转嫁。

    由接待方支付的机票、车票、差旅费、会议费、培训费，和写明由企业、乡镇等承担的费用、用餐收费，报出来。
    住宿由 ZS06 检查。

    为什么: 规定禁止在接待费中列支应由接待对象承担的费用，禁止转嫁接待费用。
    怎么改: 来宾的费用由来宾单位支付；接待费用由本单位承担。

    错误:
        经费: [{项目: 来宾返程高铁票, 金额: 900, 付费: 接待方, 支付: 公务卡}]
    正确:
        经费: [{项目: 来宾返程高铁票, 金额: 900, 付费: 来宾单位, 支付: 公务卡}]
    """
    if not _own_conference(case):
        for cost in _costs(case):
            word = _NOT_OURS.search(cost.what)
            if cost.payer is Payer.HOST and word and not _OURS_ANYWAY.search(cost.what):
                message = _("接待费里列了“{what}”，应由来宾单位承担").format(what=cost.what)
                yield case.finding(cost, "what", message, hint=_("从接待费中删去，由来宾单位支付"))
    texts = [(cost, "what", cost.what) for cost in _costs(case)]
    for node, field, text in [*texts, *((meal, "fee", meal.fee) for meal in case.plan.meals if meal.fee)]:
        word = _PASSED_ON.search(text)
        if word and not re.search(r"不得|严禁|禁止|不向|不由|不转嫁|不摊派", text):
            message = _("“{words}”：接待费用不得转嫁").format(words=word[0])
            yield case.finding(node, field, message, hint=_("由本单位承担，或由来宾按标准交纳"))


@rule("QD08")
def inside_the_budget(case: Case, figures: Figures) -> Iterator[Finding]:
    """接待费在预算之内：已支出加上这次由接待方支付的费用，不超过年度预算。

    预算和已支出写在 office.yaml 的“标准: 接待费”；没有写的不查。
    “实际”填了经费的，按实际，作为警告（已支出可能已含这次）。

    为什么: 接待费实行总额控制，单独列示，不得超预算。
    怎么改: 压缩这次的费用；预算调整了的，改 office.yaml。

    错误:
        经费: [{项目: 工作餐, 金额: 386001, 付费: 接待方, 支付: 公务卡}]
    正确:
        经费: [{项目: 工作餐, 金额: 386000, 付费: 接待方, 支付: 公务卡}]
    """
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
                _("已支出 {spent} 元，加上这次到这一笔 {now} 元，超过年度预算 {total} 元").format(
                    spent=money(budget.spent), now=money(sum_up), total=money(budget.total)
                ),
                hint=_("压缩费用；预算或已支出有变化的，改 office.yaml"),
                related=(case.related(budget, "spent", _("已支出写在这里"), office=True),),
                level=Level.WARNING if actual else None,
            )
            return


@rule("QD11")
def not_split(case: Case, figures: Figures) -> Iterator[Finding]:
    """一次接待不拆成几张票结算（地方规定，默认不启用）。

    “实际: 经费”里同一项目由接待方付了几笔的，报出来核对。

    为什么: 化整为零是规避标准的常见做法。
    怎么改: 同一餐合并一张票；确是两餐的，项目写清日期和餐次。
    """
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
    """接待费两个月内报销（地方规定，默认不启用）。

    --as-of 超过来访结束六十天，而“实际”没有经费的，提示。

    为什么: 拖久了凭证容易散失，也容易与别的接待混在一起。
    怎么改: 尽快填写清单、报销。
    """
    plan = case.plan
    due = plan.dates.last + dt.timedelta(days=figures["days"])
    if case.as_of is not None and case.as_of > due and not (plan.actuals and plan.actuals.costs):
        yield case.finding(
            plan, "dates", _("应在 {day} 前报销").format(day=due.isoformat()), hint=_("填写清单，尽快报销")
        )
