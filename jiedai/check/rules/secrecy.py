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
    """A plan marked as a state secret (秘密, 机密, 绝密) is refused."""
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
    """A plan marked as a work secret says how it is protected, and uses no public channel."""
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
