"""时间 (SJ), second part: overlaps, roads, tempo, arrivals and departures."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.check.engine import book_of, rule
from jiedai.check.rules.stations import (
    at_wrong_stations,
    is_for,
    late_dropoff,
    long_wait,
    other_means,
    own_ways,
    same_both_ways,
    slots_of,
    told_stations,
    trains_in_words,
)
from jiedai.check.rules.told_numbers import journeys_in_words
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.choice import ItemKind
from jiedai.model.people import Guest, Leg
from jiedai.model.schedule import Item
from jiedai.model.times import clock
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding, Slot
from jiedai.visit.links import Wrong, minutes_of, walk_minutes
from jiedai.visit.movement import (
    Meeting,
    Parties,
    Stop,
    destination,
    driving,
    is_ride,
    label,
    legs,
    meetings,
    one_after_another,
    origin,
    overlaps_slightly,
    vehicles_by_item,
)
from jiedai.visit.order import broken, in_shadow, walk
from jiedai.visit.transport import on_foot

_SHOWN = 5


@rule("SJ02")
def clashes(case: Case, figures: Figures) -> Iterator[Finding]:
    """Items of the same guests or vehicle do not overlap, and between two places there is time for the road."""
    conventions = case.office.conventions if case.office else None
    boarding, buffer = boarding_minutes(case), (conventions.buffer if conventions else None) or 0
    told: set[int] = set()
    met = list(_met(case))
    for meeting in met:
        if overlaps_slightly(case, meeting):
            continue  # a line of the run sheet written wrongly: SJ06
        finding = _overlap(case, meeting) or _rush(case, meeting, boarding, buffer)
        if finding:
            told.add(id(meeting.slot.item))
            yield finding
    for _day, item in case.items:
        finding = _short_ride(case, item)
        if finding:
            told.add(id(item))
            yield finding
    yield from _without_boarding(case, met, boarding, told)
    yield from _vehicle_clashes(case, told)


def boarding_minutes(case: Case) -> int:
    """How many minutes people take to board, by the office's conventions, else by the figure of SJ02."""
    conventions = case.office.conventions if case.office else None
    if conventions is not None and conventions.boarding is not None:
        return conventions.boarding
    row = book_of(case.loaded)[0].row("SJ02", case.plan.dates.first)
    return int(row.figures["boarding"]) if row else 0


def _met(case: Case) -> Iterator[Meeting]:
    """Every slot with what its people did before, without what SJ14, SJ17 and SJ18 tell of times and places."""
    shadow, wrong = in_shadow(case) | at_wrong_stations(case), _wrong_ends(case)
    slots = (slot for slot in walk(case) if not slot.item.parallel)
    for meeting in meetings(case, slots, Parties(case)):
        slot, before = meeting.slot, meeting.before
        if id(slot.item) in shadow:
            continue
        stops = (
            stop
            for stop in meeting.stops
            if id(stop.slot.item) not in shadow and (id(stop.slot), id(slot)) not in wrong
        )
        yield Meeting(slot, None if before and id(before.item) in shadow else before, tuple(stops))


def _wrong_ends(case: Case) -> dict[tuple[int, int], Slot]:
    """Pairs of slots between which a ride has a wrong end, with the ride."""
    return {
        (id(one.before), id(one.slot)): one.before if one.wrong is Wrong.TO else one.slot
        for one in broken(case)
        if one.wrong is not Wrong.NO_RIDE
    }


def _overlap(case: Case, meeting: Meeting) -> Finding | None:
    """The later of two items that need the same people at the same time."""
    slot, before = meeting.slot, meeting.before
    if before is None or before.end <= slot.start:
        return None
    drawn_out = next((one for one in (before, slot) if is_drawn_out(case, one.item)), None)
    if drawn_out is not None:
        return too_long(case, drawn_out, slot.item if drawn_out is before else before.item)
    end = min(before.end, slot.end) if slot.end > slot.start else before.end
    message = _("{item}开始时，{before}还没有结束（到 {end}），重叠 {minutes} 分钟").format(
        item=label(slot.item), before=label(before.item), end=_clock(before.end), minutes=end - slot.start
    )
    return case.finding(
        slot.item,
        "id",
        message,
        hint=_("推迟到 {end} 以后，或缩短前一项；确实同时进行的写“并行: 是”").format(end=_clock(before.end)),
        related=(case.related(before.item, "time", _("前一项在这里")),),
    )


def is_drawn_out(case: Case, item: Item) -> bool:
    """Whether a ride takes so much longer than its road that one of its times must be wrong."""
    road, minutes = driving(case, item), item.time.minutes
    return is_ride(item) and road > 0 and minutes is not None and minutes > road * _TIMES_THE_ROAD + _LEEWAY


_TIMES_THE_ROAD, _LEEWAY = 2, 60
"""A ride may take twice its road and an hour: a stop on the way, a slow bus."""


def too_long(case: Case, slot: Slot, other: Item) -> Finding:
    """A ride that takes far longer than its road and is in the way of another item."""
    ride = slot.item
    leave = slot.end - driving(case, ride) - boarding_minutes(case)
    message = _("{ride}安排了 {minutes} 分钟，路上只要 {road} 分钟，和{other}重叠").format(
        ride=label(ride), minutes=ride.time.minutes, road=driving(case, ride), other=label(other)
    )
    hint = _("核对起止时间，多半有一个写错了；照路程 {time} 出发就够").format(time=_clock(leave))
    related = (case.related(other, "time", _("和它重叠的一项在这里")),)
    return case.finding(ride, "time", message, hint=hint, related=related)


def _rush(case: Case, meeting: Meeting, boarding: int, buffer: int) -> Finding | None:
    """An item at another place than the one before it, with less time between them than the road needs."""
    slot, here = meeting.slot, origin(meeting.slot.item)
    for stop in meeting.stops if here else ():
        assert here
        road = case.road_minutes(stop.place, here)
        if road is None:
            continue
        gap = slot.start - stop.end
        to_board = 0 if _is_walk(case, stop, slot, road) else boarding
        if gap < road + to_board:
            return _late(case, slot, stop, here, (gap, road, to_board), None)
        if road and gap < road + to_board + buffer:
            return _late(case, slot, stop, here, (gap, road, to_board + buffer), Level.WARNING)
    return None


def _is_walk(case: Case, stop: Stop, slot: Slot, road: int) -> bool:
    """Whether people walk over, or are there already: nobody has to board."""
    if on_foot(slot.item):
        return True
    return road <= walk_minutes(case) and not (road and (is_ride(stop.slot.item) or is_ride(slot.item)))


def _late(case: Case, slot: Slot, stop: Stop, here: str, minutes: tuple[int, int, int], level: Level | None) -> Finding:
    gap, road, boarding = minutes
    if not road:
        message = _("{item}开始时还没有到{place}，最早 {end} 到").format(
            item=label(slot.item), place=here, end=_clock(stop.end)
        )
    elif not boarding:
        message = _("从{origin}到{place}要 {road} 分钟，只留了 {gap} 分钟").format(
            origin=stop.place, place=here, road=road, gap=max(gap, 0)
        )
    else:
        message = _("从{origin}到{place}行车 {road} 分钟、上车 {boarding} 分钟，只留了 {gap} 分钟").format(
            origin=stop.place, place=here, road=road, boarding=boarding, gap=max(gap, 0)
        )
    return case.finding(
        slot.item,
        "id",
        message,
        hint=_("推迟到 {time} 以后").format(time=_clock(stop.end + road + boarding)),
        related=(case.related(stop.slot.item, "time", _("前一项在这里")),),
        level=level,
    )


def _short_ride(case: Case, item: Item) -> Finding | None:
    """A ride that is shorter than its road."""
    minutes = item.time.minutes
    if not is_ride(item) or minutes is None or minutes < 0:
        return None
    road = driving(case, item)
    if minutes >= road:
        return None
    return case.finding(
        item,
        "id",
        _("从{origin}到{place}行车 {road} 分钟，只安排了 {minutes} 分钟").format(
            origin=item.from_, place=item.to, road=road, minutes=minutes
        ),
        hint=_("至少再加 {minutes} 分钟").format(minutes=road - minutes),
    )


def _without_boarding(case: Case, met: list[Meeting], boarding: int, told: set[int]) -> Iterator[Finding]:
    """Rides that begin when the item before ends and are just as long as the road: nobody can board."""
    for meeting in met:
        slot, before = meeting.slot, meeting.before
        minutes, road = slot.item.time.minutes, driving(case, slot.item)
        if before is None or minutes is None or not road or not is_ride(slot.item) or id(slot.item) in told:
            continue
        if on_foot(slot.item):
            continue
        spare = minutes - road + slot.start - before.end
        if spare < boarding:
            told.add(id(slot.item))
            message = _("行车 {road} 分钟，安排了 {minutes} 分钟，没有留出 {boarding} 分钟上车")
            yield case.finding(
                slot.item,
                "id",
                message.format(road=road, minutes=minutes, boarding=boarding),
                hint=_("提前 {minutes} 分钟集合，或晚到 {minutes} 分钟").format(minutes=boarding - spare),
                level=Level.WARNING,
            )


def _vehicle_clashes(case: Case, told: set[int]) -> Iterator[Finding]:
    """Vehicles that are needed twice at a time, or cannot be at the next start in time."""
    used = vehicles_by_item(case)
    aside = in_shadow(case) | {id(ride.item) for ride in _wrong_ends(case).values()}
    slots = [slot for slot in case.slots if slot.item.id in used and id(slot.item) not in aside]
    for meeting in meetings(case, slots, lambda slot: used[slot.item.id]):
        slot, before, here = meeting.slot, meeting.before, origin(meeting.slot.item)
        if id(slot.item) in told:
            continue
        if before is not None and before.end > slot.start:
            if not _same_trip(slot, before):
                yield _vehicle_taken(case, slot, before, used)
            continue
        for stop in meeting.stops if here else ():
            assert here
            road = case.road_minutes(stop.place, here)
            if road is not None and slot.start - stop.end < road:
                message = _("{car}号车从{origin}开到{place}要 {road} 分钟，只有 {gap} 分钟").format(
                    car=_shared(slot, stop.slot, used),
                    origin=stop.place,
                    place=here,
                    road=road,
                    gap=slot.start - stop.end,
                )
                related = (case.related(stop.slot.item, "time", _("前一趟在这里")),)
                yield case.finding(slot.item, "id", message, hint=_("换一辆车，或推迟出发"), related=related)
                break


def _same_trip(slot: Slot, other: Slot) -> bool:
    """Whether two items are one drive, written once for each group in it."""
    same_time = (slot.start, slot.end) == (other.start, other.end)
    ends = [(origin(one.item), destination(one.item)) for one in (slot, other)]
    return same_time and ends[0] == ends[1]


def _vehicle_taken(case: Case, slot: Slot, before: Slot, used: dict[str, frozenset[str]]) -> Finding:
    message = _("{car}号车在{before}中要用到 {end}").format(
        car=_shared(slot, before, used), before=label(before.item), end=_clock(before.end)
    )
    related = (case.related(before.item, "time", _("前一项在这里")),)
    return case.finding(slot.item, "id", message, hint=_("换一辆车，或错开时间"), related=related)


def _shared(slot: Slot, other: Slot, used: dict[str, frozenset[str]]) -> str:
    return _("、").join(sorted(used[slot.item.id] & used[other.item.id]))


def _clock(minutes: int) -> str:
    """Minutes from midnight of the first day as the time of its day."""
    return clock(minutes % (24 * 60))


@rule("SJ13")
def unknown_roads(case: Case, figures: Figures) -> Iterator[Finding]:
    """For every road of the programme office.yaml has the minutes."""
    if case.office is None or not case.office.travel:
        return
    unknown: dict[frozenset[str], tuple[str, str, Item, str]] = {}
    for here, there, item, field in _roads_used(case):
        known = case.place(here) is not None and case.place(there) is not None
        if known and case.road_minutes(here, there) is None:
            unknown.setdefault(frozenset((here, there)), (here, there, item, field))
    roads = list(unknown.values())
    if len(roads) > figures["one_by_one"]:
        shown = _("；").join(_("{origin}到{place}").format(origin=one[0], place=one[1]) for one in roads[:_SHOWN])
        message = _("有 {number} 段路不知道要走多久：{roads}").format(
            number=len(roads), roads=shown + ("…" if len(roads) > _SHOWN else "")
        )
        _here, _there, item, field = roads[0]
        related = tuple(
            case.related(other, at, _("{origin}到{place}").format(origin=one, place=two))
            for one, two, other, at in roads[1:]
        )
        hint = _("在 office.yaml 的路程里写上分钟数；没有写的，不核对来不来得及")
        yield case.finding(item, field, message, hint=hint, related=related)
        return
    for here, there, item, field in roads:
        message = _("不知道{origin}到{place}要走多久").format(origin=here, place=there)
        yield case.finding(item, field, message, hint=_("在 office.yaml 的路程里写上分钟数"))


def _roads_used(case: Case) -> Iterator[tuple[str, str, Item, str]]:
    """Every road of the programme: (from, to, the item that needs it, the field to point at)."""
    for _day, item in case.items:
        for here, there in legs(item):
            yield here, there, item, "to" if is_ride(item) else "place"
    for meeting in meetings(case, one_after_another(case), Parties(case)):
        start, item = origin(meeting.slot.item), meeting.slot.item
        if start is None:
            continue
        for stop in meeting.stops:
            if stop.slot.day is meeting.slot.day:
                yield stop.place, start, item, "from_" if item.from_ else "place"


@rule("SJ14")
def arrivals(case: Case, figures: Figures) -> Iterator[Finding]:
    """Arrivals and departures fit the programme, guest by guest: times, stations and trains."""
    for guest in case.plan.guests:
        if guest.arrive is None and guest.leave is None:
            continue
        slots = slots_of(case, guest)
        found = list(_missing_trains(case, guest, slots))
        own = own_ways(guest, slots)
        yield from found or list(late_dropoff(case, guest, own)) or long_wait(case, guest, own, figures)
    yield from told_stations(case)
    yield from trains_in_words(case)
    yield from journeys_in_words(case)
    yield from other_means(case)
    yield from same_both_ways(case)


def _missing_trains(case: Case, guest: Guest, slots: list[Slot]) -> Iterator[Finding]:
    """What a guest cannot be at because he is not there yet, or has left."""
    if guest.arrive and (arrive := minutes_of(case, guest.arrive)) is not None:
        item = _missed(case, guest, guest.arrive, arrive, slots)
        if item is not None:
            message = _("{name} {time} 才到，赶不上{item}").format(
                name=guest.name, time=guest.arrive.time, item=label(item)
            )
            yield _leg_finding(case, guest.arrive, item, message)
    if guest.leave and (leave := minutes_of(case, guest.leave)) is not None:
        item = _cut_short(case, guest, guest.leave, leave, slots)
        if item is not None:
            message = _("{name} {time} 就走，{item}还没有结束").format(
                name=guest.name, time=guest.leave.time, item=label(item)
            )
            yield _leg_finding(case, guest.leave, item, message)


def _leg_finding(case: Case, leg: Leg, item: Item, message: str) -> Finding:
    hint = _("核对车次，或调整日程；晚到、早走的，另写一项只有他参加的接站或送站")
    return case.finding(leg, "time", message, hint=hint, related=(case.related(item, "time", _("这一项在这里")),))


def _at(case: Case, place: str | None, where: str | None) -> bool:
    """Whether two places may be one: rooms and entrances of a place are that place, unknown ones may be any."""
    return place is None or where is None or case.road_minutes(place, where) == 0


def _missed(case: Case, guest: Guest, leg: Leg, arrive: int, slots: list[Slot]) -> Item | None:
    """The first item a guest cannot be at because he arrives later."""
    own_pickup = any(
        slot.item.kind is ItemKind.PICKUP
        and is_for(guest, slot.item)
        and _at(case, leg.place, destination(slot.item))
        and slot.end >= arrive
        for slot in slots
    )
    for slot in slots:
        if own_pickup and not is_for(guest, slot.item):
            continue
        waits = slot.item.kind is ItemKind.PICKUP
        if waits and slot.item.time.end is None:
            continue  # a driver waits as long as it takes
        if arrive > (slot.end if waits else slot.start):
            return slot.item
    return None


def _cut_short(case: Case, guest: Guest, leg: Leg, leave: int, slots: list[Slot]) -> Item | None:
    """The first item that a guest who leaves at `leave` is still at, or that brings him to the station too late."""
    own = any(slot.item.kind is ItemKind.DROPOFF and is_for(guest, slot.item) for slot in slots)
    for slot in slots:
        mine = is_for(guest, slot.item)
        if (mine or not own) and slot.end > leave and (slot.start < leave or mine):
            return slot.item
    day = leave // (24 * 60)
    brought = [
        slot
        for slot in slots
        if slot.start // (24 * 60) == day
        and (is_ride(slot.item) or slot.item.kind is ItemKind.DROPOFF)
        and leg.place is not None
        and destination(slot.item) is not None
        and _at(case, leg.place, destination(slot.item))
        and (is_for(guest, slot.item) or not own)
    ]
    if brought and all(slot.end > leave for slot in brought):
        return brought[0].item
    return None
