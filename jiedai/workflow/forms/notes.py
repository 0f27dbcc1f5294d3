"""What the form says about itself: how it is filled in, why it asks, how long answers are kept, whom to call."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jiedai.language import _
from jiedai.visit.case import Case
from jiedai.visit.keeping import days_kept

DAYS_KEPT = 30
"""Days that sensitive answers are kept where the office says nothing else."""


def notes(case: Case | None) -> Iterator[str]:
    """The lines of the form's notes. Purpose, need and time of keeping are told as the law on personal data asks (个人
    信息保护法 articles 17 and 30).
    """
    yield _("1. 已经知道的我们填好了，请核对；黄色的请填写。填错的直接改，改过的我们看得出来。")
    yield _("2. 人员一人一行，按礼宾次序；行不够直接往下加，不来的人在备注里写“不来”，不要删行。")
    yield _("3. 时间写日期和几点，如 2026-05-11 09:20；电话是文本格式，照原样输入。不要写公式。")
    yield _("4. 民族、饮食、过敏、健康提示只用于安排饮食、住宿和医疗保障，没有需要的不填；不填不影响接待。")
    days = days_kept(case.office, DAYS_KEPT) if case is not None else DAYS_KEPT
    yield _("5. 上面这些信息只给接待人员和相关服务人员看，来访结束后保存 {days} 天，到期删除。").format(days=days)
    if case is None:
        return
    crew = next((one for one in case.plan.crew if one.phone and "联络" in "".join(one.duty)), None)
    organisation = case.office.office if case.office else None
    if crew is not None:
        yield _("6. 有问题请找联络员 {name}，{phone}。").format(name=crew.name, phone=crew.phone)
    elif organisation is not None and organisation.duty_phone:
        told = _("6. 有问题请打 {office} 值班电话 {phone}。")
        yield told.format(office=organisation.name, phone=organisation.duty_phone)


def source(case: Case | None, checksum: str) -> dict[str, Any]:
    """Which plan a form was made for, as its trace has it; nothing for an empty form."""
    if case is None:
        return {}
    path = case.loaded.path
    stem = path.stem if path is not None else ""
    return {"plan": stem, "plan_version": case.plan.version or 1, "sha256": checksum}
