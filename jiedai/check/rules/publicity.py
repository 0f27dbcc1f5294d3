"""公开和责任 (GK, CF): what is published, what must not be, and what a waiver cannot do."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.check.rules.settlement import is_over
from jiedai.language import _
from jiedai.model.choice import Classification, Payer
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding


@rule("GK01")
def yearly_figures(case: Case, figures: Figures) -> Iterator[Finding]:
    """After the visit, headcount and amounts are written, so that the year's figures can be published."""
    actuals = case.plan.actuals
    if actuals is None or not is_over(case):
        return
    hint = _("年度公开要汇总这个数，填写“实际”")
    if case.lacks(actuals, "headcount"):
        yield case.finding(case.plan, "actuals", _("没有写实际人数"), hint=hint)
    for cost in actuals.costs:
        if cost.payer is not Payer.GUEST_UNIT and case.lacks(cost, "amount"):
            yield case.finding(cost, "what", _("“{what}”没有写金额").format(what=cost.what), hint=hint)


@rule("GK02")
def nothing_private_in_public(case: Case, figures: Figures) -> Iterator[Finding]:
    """A plan marked public holds no private data."""
    if case.plan.classification is not Classification.PUBLIC:
        return
    names = {
        "phone": _("电话"),
        "ethnicity": _("民族"),
        "diet": _("饮食"),
        "allergies": _("过敏"),
        "health": _("健康提示"),
    }
    held = [
        (guest, field) for guest in case.plan.guests for field in names if getattr(guest, field) not in (None, "", [])
    ]
    if held:
        guest, field = held[0]
        yield case.finding(
            case.plan,
            "classification",
            _("方案写明公开，却有来宾的{fields}").format(
                fields=_("、").join(names[name] for name in names if any(name == other for _guest, other in held))
            ),
            hint=_("密级改为“内部”；要公开的用“公开”对象打印"),
            related=(case.related(guest, field, _("例如这里")),),
        )


@rule("CF01")
def waivers_do_not_excuse(case: Case, figures: Figures) -> Iterator[Finding]:
    """A waiver of a legal standard (companions, meal price, alcohol, gifts, rooms …) is noted."""
    for waiver in case.plan.waivers:
        if waiver.code in figures["codes"]:
            yield case.finding(
                waiver,
                "code",
                _("{code} 是法定标准，豁免只是不再计入错误，不免除责任").format(code=waiver.code),
                hint=_("能改的改方案；确有依据的，在理由里写明文件"),
            )
