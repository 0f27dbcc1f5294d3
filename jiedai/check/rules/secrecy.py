"""保密 (BM): what a plan may not hold, and how a work secret is kept."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.language import _
from jiedai.model.choice import Classification, TaskStatus
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding

_STATE_SECRETS = (Classification.CONFIDENTIAL, Classification.SECRET, Classification.TOP_SECRET)


@rule("BM01")
def no_state_secrets(case: Case, figures: Figures) -> Iterator[Finding]:
    """秘密、机密、绝密的方案不能放在本系统里。

    为什么: 非涉密信息系统不得存储、处理国家秘密。
    怎么改: 立即停止使用本文件，按保密规定在涉密设备上处理，并报告本单位保密机构。本来不涉密、只是随手写的，改为“内部”。

    错误:
        密级: 机密
    正确:
        密级: 内部
    """
    classification = case.plan.classification
    if classification in _STATE_SECRETS:
        yield case.finding(
            case.plan,
            "classification",
            _("密级“{name}”属于国家秘密，不得存储在非涉密系统").format(name=classification),
            hint=_("停止使用本文件，移到涉密设备处理并报告保密机构；本不涉密的改为“内部”"),
        )


@rule("BM02")
def work_secret_kept(case: Case, figures: Figures) -> Iterator[Finding]:
    """工作秘密的方案要写明怎样保护，不走公开渠道。

    密级为“工作秘密”时，任务或预案里要有保密安排；安排了新闻报道或公众活动的，另报一条。

    为什么: 工作秘密泄露会妨碍履行职责，机关负有管理责任。
    怎么改: 在“任务”里写保密安排（分发范围、回收、不上网），取消公开报道；不属于工作秘密的改为“内部”。

    错误:
        密级: 工作秘密
    正确:
        密级: 工作秘密
        预案:
          - {情形: 失密泄密, 措施: [停止分发并收回], 责任单位: 县接待办, 责任人: 周敏}
          - {情形: 突发疾病, 措施: [送云溪县人民医院], 责任单位: 县卫健局, 责任人: 何静}
          - {情形: 交通拥堵, 措施: [启用备用路线], 责任单位: 县交警大队, 责任人: 罗斌}
          - {情形: 食品安全, 措施: [停止供餐], 责任单位: 县市场监管局, 责任人: 范斌}
    """
    plan = case.plan
    if plan.classification is not Classification.WORK_SECRET:
        return
    tasks = (task.what for task in plan.tasks if task.status is not TaskStatus.DROPPED)
    if not any(
        word in text for text in (*tasks, *(risk.scenario for risk in plan.risks)) for word in ("密", "分发范围")
    ):
        yield case.finding(
            plan,
            "classification",
            _("工作秘密没有写保密安排"),
            hint=_("在“任务”里写明分发范围、回收和不上网；不属于工作秘密的改为“内部”"),
        )
    press = plan.press
    if press and (press.people or press.words or press.minutes):
        yield case.finding(plan, "press", _("工作秘密不能走公开渠道，这里却安排了报道"), hint=_("取消公开报道"))
