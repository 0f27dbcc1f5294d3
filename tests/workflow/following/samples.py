"""The two-day visit of six guests that checks clean, with edits, and moments of its fortnight."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from jiedai.loading import load
from jiedai.visit.case import Case

CLEAN = Path(__file__).parents[2] / "check" / "plans" / "clean"
NAME = "2026-05-11-省发改委调研.yaml"


def moment(text: str) -> dt.datetime:
    """`05-09 18:00` in the year of the visit."""
    return dt.datetime.strptime(f"2026-{text}", "%Y-%m-%d %H:%M")


def text(*edits: tuple[str, str]) -> str:
    """The plan with each first part, which stands once, replaced by the second."""
    plan = (CLEAN / "domestic.yaml").read_text(encoding="utf-8")
    for old, new in edits:
        assert plan.count(old) == 1, (old, plan.count(old))
        plan = plan.replace(old, new)
    return plan


def written(root: Path, *edits: tuple[str, str], more: str = "") -> Path:
    """The plan in a workspace of its own, with `more` at its end."""
    plans = root / "plans"
    plans.mkdir(exist_ok=True)
    (plans / "office.yaml").write_text((CLEAN / "office.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    path = plans / NAME
    path.write_text(text(*edits) + more, encoding="utf-8")
    return path


def case(root: Path, *edits: tuple[str, str], more: str = "") -> Case:
    return Case.of(load(written(root, *edits, more=more)))


DONE_T1 = ("时限: T-3, 状态: 未完成}", "时限: T-3, 状态: 已完成, 完成时间: 2026-05-08 15:20}")
"""The first task, done in time."""
