"""What is missing before a visit can be filed: JA01 to JA10, each with what it is about, by when, and what to do.

A visit is closed by its plan: `结案` says when and by whom. What is still followed up lives on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jiedai.arrange.proposal import Edit
from jiedai.language import _
from jiedai.model.choice import FaultGrade, FaultStatus, ItemKind, PlanState
from jiedai.model.conduct import PaidCost
from jiedai.model.moments import Due
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Plan
from jiedai.model.review import Closed, Fault, FollowUp
from jiedai.model.times import clock
from jiedai.visit.book import book_in_force
from jiedai.visit.case import Case
from jiedai.visit.deadlines import PENDING
from jiedai.visit.follow_ups import due_of as due_of_follow_up
from jiedai.visit.follow_ups import follow_ups
from jiedai.visit.keeping import days_kept, sensitive
from jiedai.visit.outcome import by_host
from jiedai.workflow.after.lessons import guest_names
from jiedai.workflow.following.tasks import due_of
from jiedai.workflow.following.ticking import moment_of

_TIMED = (
    ItemKind.VISIT,
    ItemKind.TALKS,
    ItemKind.MEETING,
    ItemKind.CONFERENCE,
    ItemKind.SIGNING,
    ItemKind.PICKUP,
    ItemKind.DROPOFF,
)
"""Kinds of item of which the real time is kept."""
DAYS = {"JA01": 1, "JA02": 1, "JA03": 3, "JA04": 3, "JA05": 1, "JA06": 5, "JA08": 5, "JA09": 5}
"""Days after the last one by which something is there; what JA07 is about has deadlines of its own."""
_KEPT = "GR03"
"""The rule that says how long sensitive data are kept where the office does not."""


class Missing(NamedTuple):
    """Something that is missing: its code, the numbers or names it is about, by when, and what to do."""

    code: str
    ids: tuple[str, ...]
    due: dt.datetime | None
    overdue: bool
    message: str
    fix: str


class Closing(NamedTuple):
    """Whether a visit is closed, and what is missing before it can be; hints keep nobody from it."""

    closed: Closed | None
    missing: tuple[Missing, ...]
    hints: tuple[Missing, ...]

    @property
    def passed(self) -> bool:
        """Whether it is closed, or can be."""
        return self.closed is not None or not self.missing


def is_over(case: Case, now: dt.datetime) -> bool:
    """Whether the last day of a visit has come; one that is called off is over at once, one that is put off is not."""
    if case.plan.state is PlanState.CANCELLED:
        return True
    return case.plan.state is not PlanState.POSTPONED and now.date() >= case.plan.dates.last


def closing(case: Case, now: dt.datetime, *, changed: int | None = None) -> Closing:
    """What is missing before a visit can be filed. `changed` is the version that was issued last, where the plan says
    something else since. Of a visit that was called off only its bills are asked for; of a closed one nothing is.
    """
    hints = tuple(_kept_too_long(case, now))
    if case.plan.closed is not None:
        return Closing(case.plan.closed, (), hints)
    found = _bills(case) if case.plan.state is PlanState.CANCELLED else _wanted(case, changed)
    return Closing(None, tuple(_at(case, one, now) for one in found), hints)


def closed(now: dt.datetime, by: str) -> list[Edit]:
    """The edit that closes a visit."""
    return [Edit("set", ("closed",), Plan, {"at": str(moment_of(now)), "by": by})]


class _Lack(NamedTuple):
    """Something missing, before anybody has looked at a clock; `due` where it has a deadline of its own."""

    code: str
    message: str
    fix: str
    ids: Sequence[str] = ()
    due: dt.datetime | None = None


def _at(case: Case, lack: _Lack, now: dt.datetime) -> Missing:
    due = lack.due
    if lack.code in DAYS:
        due = Due(offset=DAYS[lack.code], from_last=True).at(case.plan.dates)
    return Missing(lack.code, tuple(lack.ids), due, due is not None and due < now, lack.message, lack.fix)


def _wanted(case: Case, changed: int | None) -> Iterator[_Lack]:
    """Everything that is asked for, by its code."""
    yield from _times(case)
    if case.plan.actuals is None or case.plan.actuals.headcount is None:
        yield _Lack("JA02", _("没有写实际来了几个人"), _("在“实际”里写 人数"))
    yield from _bills(case)
    if changed is not None:
        message = _("第 {version} 版印发以后又改过，没有再印发").format(version=changed)
        yield _Lack("JA04", message, f"jiedai issue {case.name}")
    yield from _opinions(case)
    yield from _learned(case)
    yield from _work(case)
    yield from _faults(case)


def _times(case: Case) -> Iterator[_Lack]:
    """JA01: items that somebody came to see or to talk at, without the time they began."""
    known = {one.id for one in (case.plan.actuals.items if case.plan.actuals else ()) if one.start}
    bare = [item for _day, item in case.items if item.kind in _TIMED and item.id not in known]
    if bare:
        ids, planned = [item.id for item in bare], bare[0].time.start
        message = _("{count} 项日程没有实际开始的时间：{ids}").format(count=len(ids), ids=_("、").join(ids))
        yield _Lack("JA01", message, f"jiedai tick {case.name} {ids[0]} --start {clock(planned or 0)}", ids)


def _bills(case: Case) -> Iterator[_Lack]:
    """JA03: what the host pays, planned or paid, without the amount it came to or a voucher."""
    off = case.plan.state is PlanState.CANCELLED
    paid: dict[str, list[PaidCost]] = {}
    for cost in case.plan.actuals.costs if case.plan.actuals else ():
        if by_host(cost):
            paid.setdefault(cost.what, []).append(cost)
    planned = [] if off else [cost.what for cost in case.plan.costs if by_host(cost)]
    names = [name for name in dict.fromkeys([*planned, *paid]) if not _is_proved(paid.get(name, ()))]
    if names:
        message = _("没有实际金额或票据：{names}").format(names=_("、").join(names))
        yield _Lack("JA03", message, _("在“实际”的经费里写 金额 和 票据"), names)


def _is_proved(costs: Iterable[PaidCost]) -> bool:
    """Whether each payment has an amount and, unless it is nothing, a voucher; and there is one."""
    found = list(costs)
    return bool(found) and all(
        cost.amount is not None and (not cost.amount or any(not is_placeholder(one) for one in cost.vouchers))
        for cost in found
    )


def _opinions(case: Case) -> Iterator[_Lack]:
    """JA05: what the guests think, or why nobody asked them."""
    review = case.plan.review
    told = any(one.score is not None or one.comment for one in case.plan.feedback)
    if not told and not (review and review.no_feedback):
        fix = _("jiedai review {plan} --import 反馈.xlsx --write；没有收的，在“评估”里写 未收意见原因")
        yield _Lack("JA05", _("没有来宾的反馈，也没有写为什么没收"), fix.format(plan=case.name))


def _learned(case: Case) -> Iterator[_Lack]:
    """JA06: what the office learns from the visit, and no guest's name in what is handed on."""
    review = case.plan.review
    if review is None or not (review.good or review.faults or review.lessons):
        yield _Lack("JA06", _("评估里没有做得好的、差错或经验"), _("在“评估”里至少写一条；没有差错的，写做得好的"))
        return
    names = guest_names(case.written)
    named = [str(number) for number, one in enumerate(review.lessons, 1) if any(name in one.text for name in names)]
    if named:
        message = _("第 {numbers} 条经验里写了来宾的姓名").format(numbers=_("、").join(named))
        yield _Lack("JA06", message, _("经验要给以后的来访用，改成不指名的写法，如“主宾”"))


def _work(case: Case) -> Iterator[_Lack]:
    """JA07 and JA08: tasks that are not done, and follow-ups that nobody answers for."""
    pending = [task for task in case.plan.tasks if task.status in PENDING]
    if pending:
        ids = [task.id or task.what for task in pending]
        due = min((when for task in pending if (when := due_of(case, task)) is not None), default=None)
        message = _("{count} 项任务没有办完，也没有取消：{ids}").format(count=len(ids), ids=_("、").join(ids))
        yield _Lack("JA07", message, f"jiedai tick {case.name} {ids[0]}", ids, due)
    loose = [one for one in follow_ups(case) if one.status in PENDING and not _is_answered_for(case, one)]
    if loose:
        ids = [one.id or one.what for one in loose]
        message = _("后续没有写由谁办、什么时候办完：{ids}").format(ids=_("、").join(ids))
        yield _Lack("JA08", message, _("写成 {编号: F1, 事项: …, 责任单位: …, 时限: L+7}"), ids)


def _is_answered_for(case: Case, one: FollowUp) -> bool:
    who = any(name and not is_placeholder(name) for name in (one.unit, one.owner))
    return who and due_of_follow_up(one, case.plan.dates, dt.datetime.min) is not None


def _faults(case: Case) -> Iterator[_Lack]:
    """JA09: faults that are established and more than a note, without cause, measure or who examined them."""
    open_ = [fault.what for fault in (case.plan.review.faults if case.plan.review else ()) if _is_unfinished(fault)]
    if open_:
        message = _("差错没有写全原因、措施、审核人：{faults}").format(faults=_("、").join(open_))
        yield _Lack("JA09", message, _("在“评估”的差错里补上 原因、措施、审核人"), open_)


def _is_unfinished(fault: Fault) -> bool:
    established = fault.status in (FaultStatus.CONFIRMED, FaultStatus.MENDED)
    grave = fault.grade is not None and fault.grade.weight >= FaultGrade.MINOR.weight
    return established and grave and not (fault.cause and fault.measure and fault.checked_by)


def _kept_too_long(case: Case, now: dt.datetime) -> Iterator[Missing]:
    """JA10: sensitive data of guests that are kept longer than they are needed."""
    held = sensitive(case)
    if not held:
        return
    book, _error = book_in_force(case.office, case.loaded.workspace.packs_dir)
    row = book.row(_KEPT, case.plan.dates.first)
    days = days_kept(case.office, row.figures["days"] if row else 0)
    due = Due(offset=days, from_last=True).at(case.plan.dates)
    if now > due:
        message = _("来访结束已超过 {days} 天，还存着 {number} 位来宾的饮食、健康等情况")
        fix = _("结案以后运行 jiedai guests purge；名单和清单照常归档")
        yield Missing("JA10", (), due, True, message.format(days=days, number=len(held)), fix)
