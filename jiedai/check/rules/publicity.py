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
    """接待的人数和费用写全，供年度公开。

    接待之后才查：“实际”没有人数，或接待方支付的费用没有金额的，提示。

    为什么: 县级以上接待管理部门会同财政部门每年公开接待的制度、标准、支出、场所和项目，数字从各次清单汇总。
    怎么改: 填写“实际”的人数和金额。

    错误:
        实际: {经费: [{项目: 工作餐, 金额: 180, 付费: 接待方, 支付: 公务卡, 票据: ["0001"]}]}
    正确:
        实际: {人数: 2, 经费: [{项目: 工作餐, 金额: 180, 付费: 接待方, 支付: 公务卡, 票据: ["0001"]}]}
    """
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
    """密级为“公开”的方案不含个人隐私。

    密级写“公开”，而来宾名单里有电话、民族、饮食、过敏、健康提示的，报出来。

    为什么: 政府信息公开条例规定涉及个人隐私的信息不得公开，内部管理信息可以不公开。
    怎么改: 密级改为“内部”；要公开的，用打印时的“公开”对象，那里没有这些内容。

    错误:
        密级: 公开
        来宾:
          - {姓名: 陈志远, 单位: 省发展改革委, 职务: 副主任, 电话: 13900000105}
          - {姓名: 李娜, 单位: 省发展改革委, 职务: 处长}
    正确:
        密级: 内部
        来宾:
          - {姓名: 陈志远, 单位: 省发展改革委, 职务: 副主任, 电话: 13900000105}
          - {姓名: 李娜, 单位: 省发展改革委, 职务: 处长}
    """
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
    """超标准接待不因豁免而免责。

    豁免了陪餐人数、用餐标准、酒水、礼品、住房等法定标准的，提示一下后果。

    为什么: 公职人员政务处分法规定，违规公务接待情节较重的给予警告直至开除的处分，批准的人同样要负责。
    怎么改: 能改方案的改方案；确有依据的，在豁免的理由里写明文件。

    错误:
        豁免: [{规则: YC02, 理由: 领导要求, 批准人: 徐正}]
    正确:
        豁免: []
    """
    for waiver in case.plan.waivers:
        if waiver.code in figures["codes"]:
            yield case.finding(
                waiver,
                "code",
                _("{code} 是法定标准，豁免只是不再计入错误，不免除责任").format(code=waiver.code),
                hint=_("能改的改方案；确有依据的，在理由里写明文件"),
            )
