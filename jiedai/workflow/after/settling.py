"""What became of something that is followed up after a visit, as edits of the plan.

Nothing here reads a clock or a file. What is done says with what result: a follow-up without one is not done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jiedai.arrange.proposal import Edit
from jiedai.language import _
from jiedai.model.base import path_of
from jiedai.model.choice import TaskStatus
from jiedai.model.review import FollowUp
from jiedai.visit.case import Case
from jiedai.visit.deadlines import PENDING
from jiedai.visit.follow_ups import due_of
from jiedai.workflow.following.ticking import Changed, Refused, Ticked, Wish, moment_of


def settled(case: Case, ones: Sequence[FollowUp], wish: Wish) -> Ticked:
    """The edits that give follow-ups another status, deadline or result. Refused where one of them cannot have it."""
    changed: list[Changed] = []
    edits: list[Edit] = []
    late = []
    for one in ones:
        name = one.id or one.what
        for field, old, new in _wanted(case, one, wish):
            changed.append(Changed(name, field, _text(old), _text(new)))
            if new is None:
                edits.append(Edit("remove", case.path(one, field)))
            else:
                value = new if isinstance(new, TaskStatus) else str(new)
                edits.append(Edit("set", (*path_of(one), field), FollowUp, value))
        due = due_of(one, case.plan.dates, wish.moment)
        if wish.status is TaskStatus.DONE and one.status in PENDING and due is not None and wish.moment > due:
            late.append(name)
    return Ticked(tuple(changed), tuple(edits), tuple(late))


def _wanted(case: Case, one: FollowUp, wish: Wish) -> Iterator[tuple[str, object, object]]:
    """The fields that are to change: (name, old, new)."""
    name, note = one.id or one.what, wish.note
    if wish.extend is not None:
        if one.status not in PENDING:
            raise Refused(_("{id} {status}，不用延期").format(id=name, status=one.status.label))
        before, after = due_of(one, case.plan.dates, wish.moment), wish.extend.at(case.plan.dates)
        if before is not None and after < before:
            raise Refused(_("{id} 的时限是 {due}，延期要比它晚").format(id=name, due=f"{before:%Y-%m-%d %H:%M}"))
        if after != before:
            yield "due", one.due, wish.extend
            note = _("延期到 {due}：{note}").format(due=wish.extend, note=note)
    if wish.status is not None:
        if wish.status is TaskStatus.DONE and not (note or one.result):
            raise Refused(_("{id} 办结要写结果").format(id=name), _("加 --note 结果，如 --note 材料已寄出"))
        if one.status is not wish.status:
            yield "status", one.status, wish.status
        yield from _done_at(one, wish)
    if note and note not in (one.result or ""):
        new = _("{before}；{note}").format(before=one.result, note=note) if one.result else note
        yield "result", one.result, new


def _done_at(one: FollowUp, wish: Wish) -> Iterator[tuple[str, object, object]]:
    """The time it was done: not changed unless somebody says so, and gone where it is open again."""
    if wish.status is not TaskStatus.DONE:
        if one.done_at is not None:
            yield "done_at", one.done_at, None
    elif one.status is not TaskStatus.DONE or wish.at is not None:
        moment = moment_of(wish.moment)
        if one.done_at != moment:
            yield "done_at", one.done_at, moment


def _text(value: object) -> str | None:
    return None if value is None else value.value if isinstance(value, TaskStatus) else str(value)
