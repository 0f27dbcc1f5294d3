"""Where a visit stands at a moment: the day counted from its first or last, the stage, the phase of the office's work.

The phases P1 to P13 are those of the procedure, from asking who comes to the review of what was learned.
"""

from __future__ import annotations

import datetime as dt

from jiedai.language import N_
from jiedai.model.choice import ItemKind, PlanState
from jiedai.model.enumeration import Choice
from jiedai.visit.case import Case

PHASES = {
    "P1": N_("信息搜集"),
    "P2": N_("初步方案"),
    "P3": N_("审批"),
    "P4": N_("任务分解"),
    "P5": N_("踩点演练"),
    "P6": N_("食宿车落实"),
    "P7": N_("提醒确认"),
    "P8": N_("迎接"),
    "P9": N_("现场服务"),
    "P10": N_("送行"),
    "P11": N_("结算清单"),
    "P12": N_("归档"),
    "P13": N_("反馈评估"),
}
_BEFORE = {-6: "P2", -5: "P2", -4: "P3", -3: "P4", -2: "P5", -1: "P6"}
_CONFIRMING = dt.time(17)
"""From this hour of the day before on, everybody is called once more."""
_SETTLED, _FILED = 3, 7
"""Days after the last one by which a visit is settled, and filed."""


class Stage(Choice):
    """Where a visit is in its life."""

    PREPARING = "preparing", "筹备"
    RUNNING = "running", "进行"
    AFTER = "after", "善后"
    CLOSED = "closed", "办结"
    POSTPONED = "postponed", "改期"
    CANCELLED = "cancelled", "取消"


def day_of(case: Case, now: dt.datetime) -> str:
    """The day as deadlines count it: `T-2` before the visit, `T` and `T+1` within, `L+1` after its last day."""
    dates, today = case.plan.dates, now.date()
    if today > dates.last:
        return f"L+{(today - dates.last).days}"
    days = (today - dates.first).days
    return f"T{days:+d}" if days else "T"


def stage_of(case: Case, now: dt.datetime) -> Stage:
    """The stage of a visit; one that was put off, called off or closed is that, whatever the day."""
    off = {PlanState.POSTPONED: Stage.POSTPONED, PlanState.CANCELLED: Stage.CANCELLED}
    if case.plan.state in off:
        return off[case.plan.state]
    if case.plan.closed is not None:
        return Stage.CLOSED
    return by_calendar(case.plan.dates.first, case.plan.dates.last, now)


def by_calendar(first: dt.date, last: dt.date, now: dt.datetime) -> Stage:
    """The stage of a visit that takes place and is not closed yet."""
    if now.date() < first:
        return Stage.PREPARING
    return Stage.RUNNING if now.date() <= last else Stage.AFTER


def phase_of(case: Case, now: dt.datetime) -> str:
    """The phase that the office's work has reached by the calendar."""
    dates, today = case.plan.dates, now.date()
    if today > dates.last:
        after = (today - dates.last).days
        return "P11" if after <= _SETTLED else "P12" if after <= _FILED else "P13"
    days = (today - dates.first).days
    if days < 0:
        return "P7" if days == -1 and now.time() >= _CONFIRMING else _BEFORE.get(days, "P1")
    first, departure = first_start(case), departure_of(case)
    if first is not None and now < first:
        return "P8"
    return "P10" if departure is not None and now >= departure else "P9"


def first_start(case: Case) -> dt.datetime | None:
    """When the first item begins; None where no item has a time."""
    return case.moment(case.slots[0].start) if case.slots else None


def departure_of(case: Case) -> dt.datetime | None:
    """When the last guests are seen off: the start of the last item for that, else the end of the last item."""
    if not case.slots:
        return None
    leaving = [slot.start for slot in case.slots if slot.item.kind is ItemKind.DROPOFF]
    return case.moment(max(leaving) if leaving else max(slot.end for slot in case.slots))
