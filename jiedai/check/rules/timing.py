"""时间 (SJ01-SJ19 of single items): dates, clock times, written order, rooms used twice or overfull."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from jiedai.check.engine import rule
from jiedai.check.rules.dated import days_beside_the_visit
from jiedai.check.rules.prose import other_days, other_heads, other_times
from jiedai.check.rules.road import is_drawn_out, too_long
from jiedai.check.rules.seats import crowded_charts
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.base import Node
from jiedai.model.choice import ItemKind, MealForm
from jiedai.model.moments import Due, Moment
from jiedai.model.people import Guest
from jiedai.model.quantities import Count
from jiedai.model.schedule import Item, Step
from jiedai.model.times import DAY_MINUTES, DateRange, Day, TimeRange, clock, read_time_range, weekday_name
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding, Slot
from jiedai.visit.movement import Parties, is_ride, label
from jiedai.visit.names import host_side
from jiedai.visit.order import Backward, Fault, backward, in_shadow
from jiedai.visit.statements import Statement, heads_told, statements, weekdays_told
from jiedai.visit.told import weekdays_before_dates
from jiedai.visit.transport import texts
from jiedai.visit.venues import has_many_tables, heads_at, room_of


@rule("SJ01")
def weekdays(case: Case, figures: Figures) -> Iterator[Finding]:
    """A weekday written beside a date is the one of the calendar."""
    for node in case.nodes:
        for field, value in node.__dict__.items():
            for day in _days(value) if isinstance(value, _DATED) else ():
                stated = getattr(day, "stated", None)
                if stated is not None and stated != day.weekday():
                    message = _("{date} 是{right}，不是{wrong}").format(
                        date=day.isoformat(), right=weekday_name(day.weekday()), wrong=weekday_name(stated)
                    )
                    hint = _("核对日期；日期没有错的，改成{right}").format(right=weekday_name(day.weekday()))
                    yield case.finding(node, field, message, hint=hint)
    people = [name for name in {*case.guest_by_name, *host_side(case)} if name.startswith("周")]
    for said in _texts(case):
        first = case.plan.dates.first
        spoken = (*weekdays_told(said.text, first, people), *weekdays_before_dates(said.text, first))
        for spoken_day, weekday in dict.fromkeys(spoken):
            right = spoken_day.weekday()
            if weekday != right:
                message = _("文字里写的 {date} 是{right}，不是{wrong}").format(
                    date=spoken_day.isoformat(), right=weekday_name(right), wrong=weekday_name(weekday)
                )
                hint = _("核对日期；日期没有错的，改成{right}").format(right=weekday_name(right))
                yield case.finding(said.node, said.field, message, index=said.index, hint=hint)
    yield from other_days(case)


def _texts(case: Case) -> Iterator[Statement]:
    """Texts in which people write dates: title, purpose and letter, and all that is to be done.

    A title or purpose that cannot be read keeps nobody from reading the rest.
    """
    plan, letter = case.plan, case.plan.letter
    heads = ((field, plan.__dict__.get(field)) for field in ("title", "purpose"))
    yield from (Statement(plan, field, None, text) for field, text in heads if text)
    if letter is not None:
        yield Statement(letter, "subject", None, letter.subject or "")
        for index, text in enumerate(letter.itinerary or ()):
            yield Statement(letter, "itinerary", index, text)
    yield from statements(case, risks=True)


_DATED = (Day, Moment, DateRange, Due)


def _days(value: Day | Moment | DateRange | Due) -> tuple[Day, ...]:
    """The days in the value of a field."""
    if isinstance(value, Due):
        return (value.moment.day,) if value.moment else ()
    if isinstance(value, Moment):
        return (value.day,)
    if isinstance(value, DateRange):
        return (value.first, value.last) if value.first != value.last else (value.first,)
    return (value,)


@rule("SJ04")
def head_counts(case: Case, figures: Figures) -> Iterator[Finding]:
    """The groups add up to the total, and the list of guests has as many people as the plan says."""
    yield from _counted_otherwise(case, figures)
    yield from _told_otherwise(case)
    yield from other_heads(case)


def _counted_otherwise(case: Case, figures: Figures) -> Iterator[Finding]:
    heads, guests = case.plan.headcount, len(case.plan.guests)
    if heads is None:
        return
    tolerance = figures["tolerance"]
    counts = [group.count for group in heads.groups]
    known = [count for count in counts if count is not None]
    added = Count(sum(count.number for count in known), any(count.approximate for count in known))
    complete = bool(known) and len(known) == len(counts)
    if complete and heads.total is not None and _differ(heads.total, added, tolerance):
        message = _("各组相加是 {groups} 人，总数写的是 {total} 人").format(
            groups=added.number, total=heads.total.number
        )
        yield case.finding(heads, "total", message, hint=_("逐组核对，改正总数或写错的一组"))
    visitors = case.stated_guests
    if (
        guests
        and visitors is not None
        and _differ(visitors, Count(guests), tolerance)
        and not _names_chiefs(guests, visitors, figures)
    ):
        message = _("来宾名单有 {guests} 人，这里写的是 {total} 人").format(guests=guests, total=visitors.number)
        field = "total" if heads.total is not None else "groups"
        yield case.finding(heads, field, message, hint=_("补全名单，或改正人数"))
    for group in heads.groups:
        members = sum(guest.group == group.name for guest in case.written.guests)
        if not members or group.count is None or _names_chiefs(members, group.count, figures):
            continue
        if _differ(group.count, Count(members), tolerance):
            message = _("来宾名单里“{name}”有 {members} 人，这里写的是 {count} 人").format(
                name=group.name, members=members, count=group.count.number
            )
            yield case.finding(group, "count", message, hint=_("改正人数，或改正名单里的分组"))


def _names_chiefs(listed: int, stated: Count, figures: Figures) -> bool:
    """Whether a list names the chief guests alone: so few of many that nobody has forgotten the others."""
    return bool(stated.number >= figures["large"] and listed <= stated.number * figures["chief_guests"])


def _told_otherwise(case: Case) -> Iterator[Finding]:
    """Title and purpose that say how many come, where the list has another number."""
    heads = case.guest_heads
    if heads is None or heads.approximate:
        return
    listed = {heads.number, len(case.written.guests) or heads.number}
    for field in ("title", "public_title", "purpose"):
        for number in dict.fromkeys(heads_told(getattr(case.plan, field) or "")):
            if number not in listed:
                message = _("这里说一共 {told} 人，来宾名单有 {listed} 人").format(told=number, listed=heads.number)
                yield case.finding(case.plan, field, message, hint=_("核对人数，改正写错的一处"))


def _differ(one: Count, other: Count, tolerance: float) -> bool:
    """Whether two numbers are different; where one is about, by more than the tolerance."""
    near = tolerance * max(one.number, other.number) if one.approximate or other.approximate else 0
    return abs(one.number - other.number) > near


@rule("SJ05")
def meal_hours(case: Case, figures: Figures) -> Iterator[Finding]:
    """Meals are at the usual hours, the office's own ones first."""
    windows = _windows(case, figures)
    light = {meal.item for meal in case.plan.meals if meal.form in (MealForm.COCKTAIL, MealForm.TEA)}
    for _day, item in case.items:
        start, end = item.time.start, item.time.sure_end
        small = item.id in light or any(word in item.what for word in ("茶歇", "夜宵", "宵夜", "酒会", "茶会"))
        if item.kind is not ItemKind.MEAL or start is None or end is None or small:
            continue
        named = [window for words, window in windows if any(word in item.what for word in words)]
        usual = named if len(named) == 1 else [window for _words, window in windows]
        if not any(_within(start, max(start, end), window) for window in usual):
            hours = _("、").join(f"{clock(begin)}–{clock(close)}" for begin, close in usual)
            message = _("{item}在 {time}，通常的时段是 {hours}").format(item=label(item), time=item.time, hours=hours)
            yield case.finding(item, "time", message, hint=_("改正时间，或在 office.yaml 的惯例里写用餐时段"))
        elif (minutes := item.time.minutes) is not None and 0 <= minutes < figures["shortest"]:
            message = _("{item}只有 {minutes} 分钟").format(item=label(item), minutes=minutes)
            hint = _("至少留 {minutes} 分钟").format(minutes=figures["shortest"])
            yield case.finding(item, "time", message, hint=hint)


_NAMED = {
    "breakfast": ("早餐", "早饭"),
    "lunch": ("午餐", "午饭", "午宴"),
    "dinner": ("晚餐", "晚饭", "晚宴"),
}


def _windows(case: Case, figures: Figures) -> list[tuple[tuple[str, ...], tuple[int, int]]]:
    """The hours of the three meals with the words that name them."""
    return [(_NAMED[name], window) for name, window in windows_of_meals(case, figures).items()]


def windows_of_meals(case: Case, figures: Figures) -> dict[str, tuple[int, int]]:
    """The hours of breakfast, lunch and dinner, from and until; the office's own before the pack's."""
    conventions = case.office.conventions if case.office else None
    own = conventions.meal_windows if conventions else None
    found: dict[str, tuple[int, int]] = {}
    for name in _NAMED:
        window: TimeRange = (getattr(own, name) if own else None) or read_time_range(figures[name], None)
        if window.start is not None and window.end is not None:
            found[name] = (window.start, window.end)
    return found


def _within(start: int, end: int, window: tuple[int, int]) -> bool:
    """Whether a meal begins inside a window, or at least half of it lies there."""
    begin, close = window
    inside = min(end, close) - max(start, begin)
    return begin <= start < close or (end > start and inside * 2 >= end - start)


@rule("SJ08")
def exact_times(case: Case, figures: Figures) -> Iterator[Finding]:
    """The time of every item is given to the minute, not as "morning" or "about"."""
    for _day, item in case.items:
        time = item.time
        if (time.part or time.approximate) and not time.unfilled:
            message = _("{item}的时间“{time}”没有写到分钟").format(item=label(item), time=time)
            yield case.finding(item, "time", message, hint=_("写成 09:30-10:20；还没有定的，写“待填”"))


@rule("SJ11")
def outside_the_visit(case: Case, figures: Figures) -> Iterator[Finding]:
    """Days, lodging, arrivals and departures are within the dates of the visit."""
    dates = case.plan.dates
    if dates.last < dates.first:
        return
    night = dt.timedelta(days=1)
    days: list[tuple[Node, str, Day | None, bool]] = [
        (day, "date", day.date, day.date in dates) for day in case.plan.schedule
    ]
    for stay in case.plan.lodging:
        if stay.check_in is not None:
            days.append((stay, "check_in", stay.check_in, dates.first - night <= stay.check_in <= dates.last))
        if stay.check_out is not None:
            days.append((stay, "check_out", stay.check_out, dates.first <= stay.check_out <= dates.last + night))
    for guest in case.plan.guests:
        if guest.arrive and guest.arrive.time:
            days.append((guest.arrive, "time", guest.arrive.time.day, guest.arrive.time.day <= dates.last))
        if guest.leave and guest.leave.time:
            days.append((guest.leave, "time", guest.leave.time.day, guest.leave.time.day >= dates.first))
    for node, field, day, inside in days:
        if not inside and day is not None:
            message = _("{day} 不在来访日期（{dates}）内").format(day=day.isoformat(), dates=dates)
            yield case.finding(node, field, message, hint=_("改正这里的日期，或改来访日期"))
    for task in case.plan.tasks:
        due = task.due.moment.day if task.due.moment is not None else dates.first
        if (dates.first - due).days > figures["earliest_task"]:
            message = _("时限 {due} 比来访首日早 {days} 天").format(due=due.isoformat(), days=(dates.first - due).days)
            yield case.finding(task, "due", message, hint=_("核对年份"), level=Level.WARNING)
    yield from days_beside_the_visit(case)


@rule("SJ12")
def end_before_start(case: Case, figures: Figures) -> Iterator[Finding]:
    """Nothing ends before it begins."""
    dates = case.plan.dates
    if dates.last < dates.first:
        message = _("来访日期的最后一天 {last} 早于第一天 {first}").format(last=dates.last, first=dates.first)
        yield case.finding(case.plan, "dates", message, hint=_("对调两个日期"))
    for node in case.nodes:
        if isinstance(node, (Item, Step)):
            yield from _reversed(case, node, node.time)
        elif isinstance(node, Guest):
            yield from _leaves_first(case, node)
    for stay in case.plan.lodging:
        if stay.check_in is not None and stay.check_out is not None and stay.check_out < stay.check_in:
            message = _("离店 {out} 早于入住 {came}").format(out=stay.check_out, came=stay.check_in)
            yield case.finding(stay, "check_out", message, hint=_("对调，或改正日期"))
    for actual in case.plan.actuals.items if case.plan.actuals else []:
        if actual.start is not None and actual.end is not None and actual.end < actual.start:
            message = _("实际结束 {end} 早于实际开始 {start}").format(end=actual.end, start=actual.start)
            yield case.finding(actual, "end", message, hint=_("对调，或改正时间"))


def _reversed(case: Case, node: Item | Step, time: TimeRange | None) -> Iterator[Finding]:
    if time is None or time.start is None or time.end is None or time.end >= time.start:
        return
    message = _("结束 {end} 早于开始 {start}").format(end=clock(time.end), start=clock(time.start))
    late = time.end <= DAY_MINUTES // 4 and time.start >= DAY_MINUTES * 3 // 4
    hint = _("写成 {start}-次日{end}").format(start=clock(time.start), end=clock(time.end))
    yield case.finding(node, "time", message, hint=hint if late else _("核对上午下午，或对调两个时间"))


def _leaves_first(case: Case, guest: Guest) -> Iterator[Finding]:
    arrive = guest.arrive.time if guest.arrive else None
    leave = guest.leave.time if guest.leave else None
    if guest.leave is None or arrive is None or leave is None or leave.at(DAY_MINUTES - 1) >= arrive.at():
        return
    message = _("{name}离开的时间 {leave} 早于抵达 {arrive}").format(name=guest.name, leave=leave, arrive=arrive)
    yield case.finding(guest.leave, "time", message, hint=_("核对车次和日期"))


@rule("SJ17")
def times_go_on(case: Case, figures: Figures) -> Iterator[Finding]:
    """Of the items of a day for the same people, none that stands below begins earlier."""
    drawn_out: set[int] = set()
    for fault in backward(case):
        ride = next((one for one in (fault.slot, fault.against) if is_drawn_out(case, one.item)), None)
        if ride is not None:
            if id(ride.item) not in drawn_out:
                drawn_out.add(id(ride.item))
                yield too_long(case, ride, (fault.against if ride is fault.slot else fault.slot).item)
            continue
        message, hint = _told(fault)
        related = (case.related(fault.against.item, "time", _("对照的一项在这里")),)
        yield case.finding(fault.slot.item, "time", message, hint=hint, related=related)
    yield from other_times(case)


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


_MEETINGS = (ItemKind.TALKS, ItemKind.MEETING, ItemKind.CONFERENCE, ItemKind.SIGNING, ItemKind.MEAL)
_IN_TURNS = regex(r"分批|分组|分两批|分几批|轮流|轮换|错峰|分场|分时段|in (?:groups|turns|batches)")


class _Booking(NamedTuple):
    """A room as an item takes it; `number` is its place in the item's list."""

    slot: Slot
    number: int | None
    guests: frozenset[str]


@rule("SJ16")
def one_room_at_a_time(case: Case, figures: Figures) -> Iterator[Finding]:
    """A room has one company at a time."""
    who, shadow = Parties(case), in_shadow(case)
    taken: dict[str, list[_Booking]] = {}
    for slot in case.slots:
        if slot.item.kind not in _MEETINGS or id(slot.item) in shadow:
            continue
        for name, index in case.entries(slot.item, "place"):
            room = room_of(case, name)
            if room is None:
                continue
            booking = _Booking(slot, index, who(slot))
            going_on = [other for other in taken.get(room, ()) if other.slot.end > slot.start]
            taken[room] = [*going_on, booking]
            other = next((other for other in going_on if _clash(case, room, other, booking)), None)
            if other is not None:
                yield _two_companies(case, name, other, booking)


def _clash(case: Case, room: str, one: _Booking, other: _Booking) -> bool:
    """Whether two items need a room for themselves at once."""
    first, second = one.slot.item, other.slot.item
    if first is second or other.slot.end <= other.slot.start:
        return False
    together = (one.slot.start, one.slot.end, first.what) == (other.slot.start, other.slot.end, second.what)
    dining = first.kind is ItemKind.MEAL and second.kind is ItemKind.MEAL
    if together or (dining and has_many_tables(case, room)):
        return False
    if one.guests.isdisjoint(other.guests):
        return True
    beside = (first.parallel or second.parallel) and not (first.guests and second.guests)
    return beside and bool(first.hosts and second.hosts) and set(first.hosts).isdisjoint(second.hosts)


def _two_companies(case: Case, room: str, one: _Booking, other: _Booking) -> Finding:
    message = _("{room}在 {item} 中要用到 {end}，{other}又安排在这里").format(
        room=room, item=one.slot.item.id, end=clock(one.slot.end % DAY_MINUTES), other=label(other.slot.item)
    )
    related = (case.related(one.slot.item, "place", _("先用的一项在这里")),)
    hint = _("换一间，或错开时间")
    return case.finding(other.slot.item, "place", message, index=other.number, hint=hint, related=related)


_OUTSIDE = regex("广场|停车场|停车点|门口|大门|[东南西北]门|草坪|操场")
"""What behind the name of a place is outside of it, and holds as many as come."""


@rule("SJ19")
def room_enough(case: Case, figures: Figures) -> Iterator[Finding]:
    """No item brings more people to a place than it holds."""
    seated = crowded_charts(case)
    for _day, item in case.items:
        if is_ride(item) or item.kind in (ItemKind.PICKUP, ItemKind.DROPOFF) or item.id in seated:
            continue
        heads = heads_at(case, item)
        if heads is None or any(_IN_TURNS.search(text) for text in texts(item)):
            continue
        for name, index in case.entries(item, "place"):
            place = case.place(name)
            before_it = place is not None and _OUTSIDE.search(name.removeprefix(place.name))
            if place is not None and not before_it and place.capacity is not None and heads.number > place.capacity:
                message = _("{item}有 {people} 人，{place}只容纳 {capacity} 人").format(
                    item=label(item), people=heads.number, place=place.name, capacity=place.capacity
                )
                hint = _("换大一些的地方；分批的，在事项或备注里写明")
                yield case.finding(item, "place", message, index=index, hint=hint)
