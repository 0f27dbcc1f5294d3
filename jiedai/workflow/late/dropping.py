"""A guest who does not come, or an item that does not take place, taken out of a plan with all that hangs on them.

A guest stays in the list, marked as not coming: the letter named them. Room, car, seat and place at table are released.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jiedai.arrange.writing import Spelling
from jiedai.language import _
from jiedai.model.base import Node, path_of, spellings_of, walk
from jiedai.model.choice import TaskStatus
from jiedai.model.conduct import Gift, Task
from jiedai.model.hospitality import FixedSeat, Meal, Ride, Room, Seating
from jiedai.model.people import Guest
from jiedai.model.schedule import Item
from jiedai.model.times import clock
from jiedai.model.words import NOBODY, read_names
from jiedai.visit.case import Case
from jiedai.visit.movement import destination, is_ride, origin
from jiedai.visit.references import REFERENCES
from jiedai.workflow.late.draft import Draft, Edit, Look, drafted
from jiedai.workflow.retiming.figures import customs

_NAMING_GUESTS = frozenset({"guest", "anyone"})


def guest_dropped(case: Case, guest: Guest, reason: str) -> Draft:
    """The plan without a guest. EditError as of `drafted`."""
    source, spelling = case.loaded.source, Spelling(case.loaded.source.data)
    names = {name for name in (guest.name, guest.name_zh, guest.name_en) if name}
    path = path_of(guest)
    edits = [Edit((*path, spelling.key(Guest, "absent", source.value(path))), reason or True)]
    looks: list[Look] = []
    for node in walk(case.written):
        if type(node) in REFERENCES and node is not guest:
            edits += _released(case, node, names, looks)
    return drafted(case, edits, looks)


def _released(case: Case, node: Node, names: set[str], looks: list[Look]) -> Iterator[Edit]:
    """A section without somebody; the whole of it where it is there for nobody else."""
    source = case.loaded.source
    value = source.value(path_of(node))
    if not isinstance(value, dict):
        return
    for field, register in REFERENCES[type(node)]:
        key = next((key for key in spellings_of(type(node))[field] if key in value), None)
        if register not in _NAMING_GUESTS or key is None:
            continue
        typed = value[key]
        written = _named(typed)
        if not names.intersection(written):
            continue
        if set(written) <= names and _is_theirs(node, field):
            yield Edit(path_of(node))
            return
        rest: Any = [name for name in written if name not in names]
        if not rest and isinstance(node, Item | Meal):
            rest = NOBODY
            message = _("{what}再没有来宾了，看还要不要").format(what=getattr(node, "id", None) or _("这一餐"))
            looks.append(Look(message, source.span(path_of(node)).line))
        if isinstance(typed, list) and rest != NOBODY and len(written) == len(typed):
            yield from (Edit((*path_of(node), key, at)) for at, name in enumerate(written) if name in names)
        else:
            yield Edit((*path_of(node), key), rest if isinstance(typed, list) or rest == NOBODY else "、".join(rest))


def _named(typed: Any) -> list[str]:
    entries = typed if isinstance(typed, list) else [typed]
    return [name for entry in entries if isinstance(entry, str) for name in read_names(entry, None)]


def _is_theirs(node: Node, field: str) -> bool:
    """Whether a section is about one person alone: a seat given, a gift, a room, a place in a car."""
    return isinstance(node, FixedSeat | Gift) or (isinstance(node, Room | Ride) and field in ("guests", "riders"))


# --- items ------------------------------------------------------------------------------------------------------------


def item_dropped(case: Case, item: Item, reason: str) -> Draft:
    """The plan without an item: its ride on goes with it, the ride to it leads on; what served it is called off.

    EditError as of `drafted`.
    """
    looks: list[Look] = []
    edits = [Edit(path_of(item)), *_joined(case, item, looks)]
    gone = {item.id, *_ids(case, edits)}
    hanging = (node for node in walk(case.written) if isinstance(node, Meal | Ride | Seating) and node.item in gone)
    edits += [Edit(path_of(node)) for node in hanging]
    for other in case.written.items():
        edits += _without_waiting(case, other[1], gone)
    edits += _called_off(case, gone, reason or _("{id} 已取消").format(id=item.id), looks)
    return drafted(case, edits, looks)


def _called_off(case: Case, gone: set[str], reason: str, looks: list[Look]) -> Iterator[Edit]:
    """Tasks for items that are gone: they serve none, and what nobody has done yet is called off."""
    source, spelling = case.loaded.source, Spelling(case.loaded.source.data)
    for task in case.written.tasks:
        if task.item not in gone:
            continue
        path = path_of(task)
        yield Edit((*path, spelling.key(Task, "item", source.value(path))))
        if task.status in (TaskStatus.DONE, TaskStatus.DROPPED):
            continue
        status, note = (spelling.key(Task, field, source.value(path)) for field in ("status", "note"))
        yield Edit((*path, status), spelling.value(Task, "status", TaskStatus.DROPPED))
        yield Edit((*path, note), reason)
        who = task.unit or task.owner or _("责任人")
        message = _("任务 {task} 已取消，告诉{who}").format(task=task.id or task.what, who=who)
        looks.append(Look(message, source.span(path).line))


def _ids(case: Case, edits: list[Edit]) -> set[str]:
    paths = {edit.path for edit in edits}
    return {item.id for _day, item in case.written.items() if path_of(item) in paths}


def _joined(case: Case, item: Item, looks: list[Look]) -> Iterator[Edit]:
    """The rides to and from an item as one, which goes straight on."""
    day = next(day.items for day in case.plan.schedule if any(one.id == item.id for one in day.items))
    at = next((index for index, one in enumerate(day) if one.id == item.id), 0)
    before, after = (day[at - 1] if at else None), (day[at + 1] if at + 1 < len(day) else None)
    if is_ride(item) or before is None or after is None or not is_ride(before) or not is_ride(after):
        return
    start, end = origin(before), destination(after)
    if start is None or end is None:
        return
    written = {one.id: one for _day, one in case.written.items()}
    yield Edit(path_of(written[after.id]))
    if start == end:
        yield Edit(path_of(written[before.id]))
        return
    yield from _leads_on(case, written[before.id], before, after, end, looks)


def _leads_on(case: Case, written: Item, ride: Item, after: Item, end: str, looks: list[Look]) -> Iterator[Edit]:
    """A ride that goes to where the next one went; as long as the road and boarding take, where the road is known."""
    source, spelling = case.loaded.source, Spelling(case.loaded.source.data)
    value, path = source.value(path_of(written)), path_of(written)
    old = destination(ride) or ""
    yield Edit((*path, spelling.key(Item, "to", value)), end)
    what = spelling.key(Item, "what", value)
    if old and old in str(value.get(what)):
        yield Edit((*path, what), str(value[what]).replace(old, end))
    minutes = case.road_minutes(origin(ride) or "", end)
    start = ride.time.start
    if minutes is None or start is None:
        message = _("不知道从{start}到{end}要开多久，核对 {id} 的时间").format(start=origin(ride), end=end, id=ride.id)
        looks.append(Look(message, source.span(path).line))
        return
    finish = start + minutes + customs(case).boarding
    yield Edit((*path, spelling.key(Item, "time", value)), f"{clock(start)}-{clock(finish)}")
    if after.time.end is not None and after.time.end > finish:
        free = f"{clock(finish)}-{clock(after.time.end)}"
        looks.append(Look(_("空出 {time}；后面的要提前，用 jiedai fit 看").format(time=free)))


def _without_waiting(case: Case, item: Item, gone: set[str]) -> Iterator[Edit]:
    """An item that was to come after one that is gone."""
    kept = [number for number in item.after if number not in gone]
    if len(kept) == len(item.after) or item.id in gone:
        return
    value = case.loaded.source.value(path_of(item))
    key = next(key for key in spellings_of(Item)["after"] if key in value)
    yield Edit((*path_of(item), key), kept) if kept else Edit((*path_of(item), key))
