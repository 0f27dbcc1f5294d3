"""An item taken out of the programme: the drives to it and from it become one, what belonged to it goes along."""

from __future__ import annotations

from jiedai.language import _
from jiedai.model.base import Node, path_of
from jiedai.model.choice import ItemKind, TaskStatus
from jiedai.model.schedule import Item
from jiedai.model.times import DAY_MINUTES, clock
from jiedai.visit.case import Case
from jiedai.workflow.late.draft import Draft
from jiedai.workflow.late.looking import Look, Outcome, left_over, outcome
from jiedai.workflow.late.money import released_money
from jiedai.workflow.late.standing import exchanged, hits
from jiedai.workflow.late.subjects import Kind, names_of
from jiedai.workflow.retiming.course import Entry
from jiedai.workflow.retiming.figures import customs
from jiedai.workflow.retiming.lineup import Lineup
from jiedai.workflow.retiming.proposals import Unavailable
from jiedai.workflow.retiming.rerouting import Joined, joined


class NotFeasible(Exception):
    """A change that cannot be made; `message` says why, `hint` what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def item_dropped(case: Case, item: Item, reason: str) -> Outcome:
    """The plan without an item; `reason` goes to the tasks that are called off with it.

    Raises:
        NotFeasible: it has begun.
        EditError: the file is written in a manner that cannot be changed without touching anything else.
    """
    _day, item = case.item_by_id[item.id]
    done = case.written.actuals.items if case.written.actuals else []
    if any(one.id == item.id and (one.start or one.end) for one in done):
        raise NotFeasible(_("{id} 已经开始了，不能去掉").format(id=item.id), _("“实际”里已有它的时间"))
    draft = Draft(case)
    drives = _drives(case, item)
    looks: list[Look] = []
    written = {one.id: one for _day, one in case.written.items()}
    gone = [entry.item for entry in drives.gone] if drives else []
    for one in (item, *gone):
        draft.remove(path_of(written[one.id]))
    looks += [_look(one) for one in gone]
    if drives and drives.ride:
        looks += _join(draft, drives, drives.ride, written[drives.ride.item.id])
    looks += _references(draft, {item.id, *(one.id for one in gone)}, reason)
    looks += released_money(draft)
    looks += left_over(case, item.lead, {item.id, *(one.id for one in gone)}, item.id)
    looks += _free(case, item, draft)
    return outcome(case, draft.text(), looks)


def _look(ride: Item) -> Look:
    return Look("item", _("{id}“{what}”也去掉了").format(id=ride.id, what=ride.what), "", None)


# --- drives -----------------------------------------------------------------------------------------------------------


def _drives(case: Case, item: Item) -> Joined | None:
    """What becomes of the drives to and from an item; None where it has none, or it fetches people or sees them off."""
    if item.parallel or item.kind in (ItemKind.PICKUP, ItemKind.DROPOFF):
        return None
    try:
        entries = Lineup(case, case.item_by_id[item.id][0].date).entries
    except Unavailable:  # items that wait for each other: which comes first nobody knows
        return None
    index = next((index for index, entry in enumerate(entries) if entry.item is item), None)
    return None if index is None else joined(case, entries, index)


def _free(case: Case, item: Item, draft: Draft) -> list[Look]:
    """The time that nobody needs any more, between what is before an item and after it."""
    slot = case.slot_of(item)
    if slot is None or item.parallel:
        return []
    now = draft.result()
    day = [one for one in now.slots if one.day.date == slot.day.date and not one.item.parallel]
    before = max((one.end for one in day if one.start < slot.start), default=None)
    after = min((one for one in day if one.start >= slot.start), key=lambda one: one.start, default=None)
    if before is None or after is None or after.start - before <= customs(case).buffer:
        return []
    free = f"{clock(before % DAY_MINUTES)}-{clock(after.start % DAY_MINUTES)}"
    hint = _("后面的要提前，用 jiedai delay {id} -{minutes} 看").format(id=after.item.id, minutes=after.start - before)
    return [Look("time", _("空出 {time}").format(time=free), hint)]


def _join(draft: Draft, drives: Joined, entry: Entry, ride: Item) -> list[Look]:
    """Let a ride go straight on, from when it began for as long as the road takes; as long as before where none is."""
    start, to = ride.time.start, drives.to or ""
    draft.put(ride, "to", to)
    told = _told(draft, entry.to, to, ride)
    if drives.length is None:
        message = _("不知道从{here}到{there}要开多久，{id} 的时间没有改").format(
            here=entry.origin, there=to, id=ride.id
        )
        return [Look("road", message, _("在 office.yaml 的路程里写上分钟数"), ride.id), *told]
    if start is not None:
        draft.set(draft.path(ride, "time"), f"{clock(start)}-{clock(start + drives.length)}")
    if ride.length is not None:
        draft.put(ride, "length", str(drives.length))
    return told


def _told(draft: Draft, old: str | None, to: str, ride: Item) -> list[Look]:
    """What a ride says of where it goes."""
    found = hits(ride.what, old, Kind.PLACE, frozenset(names_of(draft.case)) - {old}) if old else None
    if found and found.sure:
        draft.set(draft.path(ride, "what"), exchanged(ride.what, found.sure, to))
        return []
    message = _("{id} 现在开往{to}，核对事项“{what}”").format(id=ride.id, to=to, what=ride.what)
    return [Look("words", message, "", ride.id, path_of(ride))]


# --- what belonged to it ----------------------------------------------------------------------------------------------


def _references(draft: Draft, gone: set[str], reason: str) -> list[Look]:
    """Take out the meal, the chart, the cars of items that are gone; their tasks are called off."""
    plan = draft.case.written
    looks: list[Look] = []
    kinds = ((_("用餐"), plan.meals), (_("座次"), plan.seating), (_("乘车"), plan.rides), (_("豁免"), plan.waivers))
    for name, entries in kinds:
        for entry in entries:
            if entry.item in gone:
                draft.remove(path_of(entry))
                looks.append(Look("item", _("{item} 的“{name}”也去掉了").format(item=entry.item, name=name)))
    for task in plan.tasks:
        if task.item not in gone:
            continue
        draft.drop(task, "item")
        if task.status in (TaskStatus.DONE, TaskStatus.DROPPED):
            continue
        draft.put(task, "status", draft.choice(task, "status", TaskStatus.DROPPED))
        if task.note is None or reason:
            draft.put(task, "note", reason or _("{id} 已取消").format(id=task.item))
        who = task.unit or task.owner or _("责任人")
        message = _("任务 {task} 已取消，告诉{who}").format(task=task.id or task.what, who=who)
        looks.append(Look("task", message, _("还要做的，改回“未完成”"), task.id, path_of(task)))
    for item in (item for _day, item in draft.case.items):
        if item.id not in gone and set(item.after) & gone:
            _out_of_list(draft, item, gone)
    return looks


def _out_of_list(draft: Draft, item: Node, gone: set[str]) -> None:
    """Take items out of what another one follows."""
    path = draft.path(item, "after")
    typed = draft.typed(path)
    entries = typed if isinstance(typed, list) else [typed]
    left = [one for one in entries if str(one).strip() not in gone]
    if not left:
        draft.remove(path)
    elif isinstance(typed, list):
        for index, one in enumerate(entries):
            if str(one).strip() in gone:
                draft.remove((*path, index))
