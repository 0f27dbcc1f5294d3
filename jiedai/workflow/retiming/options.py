"""What can be done where an item begins late, or early: let all that follows move, shorten, leave a visit out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from jiedai.language import _
from jiedai.model.choice import ItemKind
from jiedai.model.schedule import Item, ProgrammeDay
from jiedai.visit.case import Case
from jiedai.visit.experience import learned_length, overrun
from jiedai.workflow.retiming.course import Entry, entries_of, tasks_of
from jiedai.workflow.retiming.engine import Cuts, Placed, Task, following, late, missed, placed, shortened
from jiedai.workflow.retiming.proposals import (
    SHIFT,
    SHORTEN,
    SHOWN,
    SKIP,
    SPOKEN,
    SWAP,
    Change,
    Option,
    Reason,
    Unavailable,
    Unknown,
    after_midnight,
    changes_of,
    objections_to,
)
from jiedai.workflow.retiming.rerouting import Route, exchanged, left_out
from jiedai.workflow.retiming.verdict import Span


class Delayed:
    """An item that begins some minutes late (early where they are fewer than none), and what to do about it.

    Unavailable where the plan has no such item, or the item no sure time.
    """

    def __init__(self, case: Case, number: str, minutes: int) -> None:
        self.case = case
        self.minutes = minutes
        self.day, self.item = _sought(case, number, minutes)
        self.entries = entries_of(case, self.day.date)
        if not any(entry.item is self.item for entry in self.entries):
            raise Unavailable(_("{item} 与其他安排并行，不带动别的安排").format(item=number), _("直接改它的时间"))

    def options(self) -> list[Option]:
        """The options, the best first; at most SHOWN."""
        found = [self._option(SHIFT, Route(self.entries)), self._option(SHORTEN, Route(self.entries))]
        if found[0].late or not found[0].feasible:
            found += (self._option(f"{SKIP}:{number}", route) for number, route in self._skipping())
        return sorted(found, key=lambda option: option.rank)[:SHOWN]

    def option(self, name: str) -> Option:
        """The option of a name. Unavailable where there is none."""
        kind, _colon, rest = name.strip().replace("：", ":").partition(":")
        kind = next((known for known, spoken in SPOKEN.items() if kind in (known, spoken)), kind)
        if kind in (SHIFT, SHORTEN) and not rest:
            return self._option(kind, Route(self.entries))
        if kind == SKIP and (route := dict(self._skipping()).get(rest)):
            return self._option(f"{SKIP}:{rest}", route)
        if kind == SWAP and len(pair := rest.split(":")) == 2:
            return self._option(f"{SWAP}:{rest}", self._swapping(*pair))
        raise Unavailable(
            _("没有“{option}”这种办法").format(option=name), _("可选：{names}").format(names=self._names())
        )

    def _names(self) -> str:
        names = [SHIFT, SHORTEN, *(f"{SKIP}:{number}" for number, _route in self._skipping())]
        return _("、").join([*names, _("swap:编号:编号（对调两个考察）")])

    def expected(self) -> dict[str, Span]:
        """When everything of the day takes place if all that follows moves."""
        plain = self._course(Route(self.entries))
        return {
            entry.item.id: Span(at.start, at.end)
            for entry, at in zip(self.entries, plain.times(plain.run({})), strict=True)
        }

    # --- ways ---------------------------------------------------------------------------------------------------------

    def _skipping(self) -> Iterator[tuple[str, Route]]:
        """The visits that may be left out, each with what becomes of the programme."""
        course = self._course(Route(self.entries))
        touched = following(course.tasks, course.moved)
        for index, entry in enumerate(self.entries):
            if entry.item.kind is not ItemKind.VISIT or entry.item.fixed or entry.item is self.item:
                continue
            if course.place(index) not in touched:
                continue
            route = left_out(self.case, self.entries, index)
            if route is not None and self.item.id not in route.dropped:
                yield entry.item.id, route

    def _swapping(self, one: str, other: str) -> Route:
        known = self.case.item_by_id
        for number in (one, other):
            if number not in known or known[number][1].kind is not ItemKind.VISIT:
                raise Unavailable(_("{item} 不是考察，不能对调").format(item=number))
        dates = sorted({self.day.date, known[one][0].date, known[other][0].date})
        entries = [entry for date in dates for entry in entries_of(self.case, date)]
        route = exchanged(self.case, entries, one, other)
        if route is None:
            message = _("{one} 和 {other} 不能对调：时间固定、参加的人不同，或不知道路上要多久")
            raise Unavailable(message.format(one=one, other=other), _("在 office.yaml 的路程里写上分钟数"))
        return route

    # --- one option ---------------------------------------------------------------------------------------------------

    def _course(self, route: Route) -> _Course:
        return _Course(self.case, route.entries, self.item, self.minutes)

    def _option(self, name: str, route: Route) -> Option:
        course = self._course(route)
        cuts = {} if name == SHIFT else shortened(course.tasks, course.moved, course.begin)
        ran = course.run(cuts)
        times = course.times(ran)
        changes = tuple(changes_of(self.case, route.entries, times))
        reasons = (*course.reasons(ran), *after_midnight(self.case, route.entries, times))
        found = [] if reasons else objections_to(self.case, changes, route.dropped)
        reasons += tuple(Reason(one.item, "clash", 0, one.code, one.message) for one in found if one.impossible)
        sign = 1 if self.minutes > 0 else -1
        return Option(
            name,
            {course.tasks[index].name: sign * minutes for index, minutes in course.in_order(late(course.tasks, ran))},
            {course.tasks[index].name: minutes for index, minutes in course.in_order(cuts)},
            route.dropped,
            self._restored_at(course, changes),
            changes,
            reasons,
            (
                *self._arrivals(changes),
                *self._usually_longer(route.entries, times),
                *(one.message for one in found if not one.impossible),
            ),
        )

    def _usually_longer(self, entries: Sequence[Entry], times: Sequence[Placed]) -> Iterator[str]:
        """The items from the delayed one on that earlier visits show to last longer than there is room behind them."""
        late = False
        for (entry, at), (_other, following_one) in pairwise(zip(entries, times, strict=True)):
            late = late or entry.item is self.item
            known = learned_length(self.case.office, entry.item.kind)
            more, room = overrun(self.case.office, entry.item.kind, at.end - at.start), following_one.start - at.end
            if late and known is not None and more > max(room, 0):
                text = _("{item} 照往次多半要多 {minutes} 分钟（{visits} 次来访），后面只有 {room} 分钟")
                yield text.format(item=entry.item.id, minutes=more, visits=known.visits, room=max(room, 0))

    def _arrivals(self, changes: Sequence[Change]) -> Iterator[str]:
        """Whose train has to be changed too, where it is they who come late or early."""
        names: dict[str, list[str]] = {}
        for guest in self.case.guests_at(self.item) if self.item.kind is ItemKind.PICKUP and changes else ():
            if guest.arrive and guest.arrive.time and guest.arrive.time.day == self.day.date:
                names.setdefault(str(guest.arrive.time), []).append(guest.name)
        for time, those in names.items():
            message = _("来宾名单里{names}的抵达时间还是 {time}，车次变了的也要改")
            yield message.format(names=_("、").join(those), time=time)

    def _restored_at(self, course: _Course, changes: Sequence[Change]) -> str | None:
        """The first item of the day from which on all is as planned; None where the change lasts until its end."""
        changed = {change.item.id for change in changes}
        entries = [(index, entry) for index, entry in enumerate(course.entries) if entry.day.date == self.day.date]
        last = max((index for index, entry in entries if entry.item.id in changed), default=None)
        touched = following(course.tasks, course.moved) if self.minutes > 0 else set(range(len(course.tasks)))
        later = (entry for index, entry in entries if last is not None and index > last and index in touched)
        found = next(later, None)
        return found.item.id if found else None


class _Course:
    """Entries as tasks, in the direction in which a delay works: forward, or backward where something is early."""

    def __init__(self, case: Case, entries: Sequence[Entry], item: Item, minutes: int) -> None:
        self.entries = entries
        self.early = minutes < 0
        at = next(index for index, entry in enumerate(entries) if entry.item is item)
        self.tasks: list[Task] = tasks_of(case, entries, early=self.early)
        place = self.place(at)
        own = self.tasks[place]
        assert own.start is not None
        self.moved = {place: own.start + abs(minutes)}
        if self.early:
            self.tasks[place] = own._replace(giving=None)  # cut short, it would begin later than it is to
        if self.early and item.kind is ItemKind.DROPOFF and item.time.end is not None:
            # The train leaves when it leaves: who is there early waits longer.
            self.tasks[place] = own._replace(length=own.length - minutes, giving=None)
            self.moved = {place: own.start}
        self.begin = min(task.start or 0 for task in self.tasks)

    def place(self, index: int) -> int:
        """Where the task of an entry stands."""
        return len(self.entries) - 1 - index if self.early else index

    def run(self, cuts: Cuts) -> list[Placed]:
        """When the tasks take place."""
        return placed(self.tasks, self.moved, cuts, self.begin)

    def times(self, ran: Sequence[Placed]) -> list[Placed]:
        """The same for the entries, by the clock."""
        if not self.early:
            return list(ran)
        return [Placed(-at.end, -at.start, -at.wanted) for at in reversed(ran)]

    def in_order(self, minutes: Mapping[int, int]) -> list[tuple[int, int]]:
        """Minutes by task, in the order of the day."""
        return sorted(minutes.items(), reverse=self.early)

    def reasons(self, ran: Sequence[Placed]) -> tuple[Reason, ...]:
        """What makes it impossible, in the order of the day."""
        found = []
        for index, (task, at) in enumerate(zip(self.tasks, ran, strict=True)):
            if missed(task, at):
                assert task.start is not None
                by = at.wanted - task.start
                why = "fixed" if task.fixed else "arrival" if self.early else "departure"
                found.append((index, Reason(task.name, why, -by if self.early else by)))
        return tuple(reason for _index, reason in sorted(found, reverse=self.early))


def _sought(case: Case, number: str, minutes: int) -> tuple[ProgrammeDay, Item]:
    """The item of a number, with its day."""
    if not minutes:
        raise Unavailable(_("0 分钟不用调整"), _("写迟几分钟，如 40；提前的写 -20"))
    found = case.item_by_id.get(number)
    if found is None:
        raise Unknown(_("方案里没有编号是“{item}”的安排").format(item=number))
    slot = case.slot_of(found[1])
    if slot is None:
        hint = _("先写上时间；只写了时长的，用 jiedai fit 排出时间")
        raise Unavailable(_("{item} 没有写钟点").format(item=number), hint)
    if slot.end < slot.start:
        raise Unavailable(_("{item} 的时间 {time} 不对").format(item=number, time=found[1].time), _("先改好它的时间"))
    return found


def forecast(case: Case, day: dt.date, party: str | None, item: str, minutes: int) -> dict[str, Span]:
    """When the items of a day are to be expected if one of them begins some minutes late, in minutes from midnight of
    the visit's first day (see `Case.moment`); those of one guest or group alone where a `party` is named.

    Nothing is shortened; a fixed item keeps its time. Unavailable as for Delayed; nothing late gives the times planned.
    """
    if minutes:
        expected = Delayed(case, item, minutes).expected()
    else:
        expected = {entry.item.id: Span(entry.start or 0, entry.end or 0) for entry in entries_of(case, day)}
    if party is None:
        return expected
    guests = {guest.name for guest in case.guest_groups.get(party, ())} | {case.own_name(party)}

    def theirs(number: str) -> bool:
        one = case.item_by_id[number][1]
        return party in one.guests or any(guest.name in guests for guest in case.guests_at(one))

    return {number: span for number, span in expected.items() if theirs(number)}
