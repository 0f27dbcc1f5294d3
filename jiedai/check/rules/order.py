"""时间 (SJ17): whether the times of a day go on as its lines do."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.language import _
from jiedai.model.times import DAY_MINUTES, clock
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding, Slot
from jiedai.visit.movement import is_ride, label
from jiedai.visit.order import Backward, Fault, backward


@rule("SJ17")
def times_go_on(case: Case, figures: Figures) -> Iterator[Finding]:
    """Of the items of a day for the same people, none that stands below begins earlier."""
    for fault in backward(case):
        message, hint = _told(fault)
        related = (case.related(fault.against.item, "time", _("对照的一项在这里")),)
        yield case.finding(fault.slot.item, "time", message, hint=hint, related=related)


def _told(fault: Backward) -> tuple[str, str]:
    """What is wrong, and what to do about it."""
    item, other = fault.slot.item, fault.against.item
    if fault.fault is Fault.HALF_DAY:
        message = _("{item}的时间 {time} 与 {other}（{clock}）对不上，差了半天")
        hint = _("是不是想写“{name}”？").format(name=_meant(fault))
    elif fault.fault is Fault.ASTRAY:
        message = _("{item}的时间 {time} 太晚：写在后面的 {other} {clock} 就开始")
        hint = _("核对这一项的时间")
    elif fault.fault is Fault.WRONG_LINE:
        message = _("{item}写在 {other} 后面，却在它（{clock}）之前开始")
        hint = _("移到前面，或运行 jiedai check --fix；时间写错的改正时间")
    else:
        message = _left_behind(fault.against)
        hint = _("改到 {end} 以后；没有推迟的，核对 {other} 的时间").format(end=_at(fault.against.end), other=other.id)
    clock_told = fault.against.end if fault.fault is Fault.LEFT_BEHIND else fault.against.start
    return message.format(item=label(item), time=item.time, other=other.id, clock=_at(clock_told)), hint


def _left_behind(against: Slot) -> str:
    if against.item.time.end is None:
        return _("{item}还没有跟着改（{other} 现在 {clock} 才开始）")
    if is_ride(against.item):
        return _("{item}还没有跟着改（{other} 现在 {clock} 才到）")
    return _("{item}还没有跟着改（{other} 现在 {clock} 才结束）")


def _meant(fault: Backward) -> str:
    meant, time = fault.meant or 0, fault.slot.item.time
    start = _at(meant)
    return start if time.end is None else f"{start}-{_at(meant + fault.slot.end - fault.slot.start)}"


def _at(minutes: int) -> str:
    """Minutes from midnight of the first day as the time of its day."""
    return clock(minutes % DAY_MINUTES)
