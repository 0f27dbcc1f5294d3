"""松紧和衔接 (SJ): pace of the days, and whether each item begins where the one before has ended."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from jiedai.check.engine import rule
from jiedai.check.rules.named_places import other_place_in_notes, other_place_named
from jiedai.check.rules.road import boarding_minutes
from jiedai.check.rules.stations import at_wrong_stations
from jiedai.check.rules.told_numbers import hours_in_words, minutes_of_several
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.choice import ItemKind
from jiedai.model.schedule import Item
from jiedai.model.times import DAY_MINUTES, clock, read_time_range
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding, Slot
from jiedai.visit.experience import learned_length, learned_road, overrun
from jiedai.visit.links import Break, Wrong, road_at_least
from jiedai.visit.movement import (
    Parties,
    destination,
    driving,
    is_ride,
    label,
    legs,
    meetings,
    one_after_another,
    origin,
    overlaps_slightly,
)
from jiedai.visit.order import broken

_NOON = DAY_MINUTES // 2


_WITH_PEOPLE = (ItemKind.VISIT, ItemKind.TALKS, ItemKind.MEETING, ItemKind.CONFERENCE)


@rule("SJ20")
def hardly_there(case: Case, figures: Figures) -> Iterator[Finding]:
    """Visits and talks of a few minutes: mostly an hour that was mistyped."""
    for _day, item in case.items:
        minutes = item.time.minutes
        if item.kind in _WITH_PEOPLE and minutes is not None and 0 < minutes < figures["least_minutes"]:
            message = _("{item}只有 {minutes} 分钟").format(item=label(item), minutes=minutes)
            yield case.finding(item, "time", message, hint=_("核对起止时间；只是路过看一眼的，并到前后的乘车里"))


@rule("SJ03")
def site_tempo(case: Case, figures: Figures) -> Iterator[Finding]:
    """Where several sites are seen in one go, each has some minutes left after the driving."""
    told: set[int] = set()
    for _day, item in case.items:
        minutes, road = item.time.minutes, _driving(case, item)
        if is_ride(item) or len(item.place) < 2 or minutes is None or minutes < 0:
            continue
        if minutes - road < figures["minimum_stop"] * len(item.place):
            told.add(id(item))
            sure = all(case.road_minutes(*leg) is not None for leg in legs(item))
            message = _tempo(label(item), len(item.place), minutes, road, sure=sure)
            yield case.finding(item, "place", message, hint=_("减少考察点，或延长时间"))
    for run, half in _runs(case):
        sites = sum(max(1, len(slot.item.place)) for slot in run)
        if sites < figures["sites"] or any(id(slot.item) in told for slot in run):
            continue
        minutes, road, sure = _spent(case, run, half)
        if minutes - road < figures["minimum_stop"] * sites:
            first, last = run[0].item, run[-1].item
            what = _("{first}到{last}").format(first=label(first), last=label(last))
            message = _tempo(what, sites, minutes, road, sure=sure)
            related = (case.related(last, "time", _("最后一个点在这里")),)
            yield case.finding(first, "id", message, hint=_("减少考察点，或延长时间"), related=related)


def _driving(case: Case, item: Item) -> int:
    """Minutes on the road inside an item, at least."""
    return sum(_road(case, *leg) for leg in legs(item))


def _road(case: Case, origin: str, to: str) -> int:
    """Minutes by road, at least; as many as it has really taken, where that is more."""
    return max(road_at_least(case, origin, to), learned_road(case.office, origin, to) or 0)


def _tempo(what: str, sites: int, minutes: int, road: int, *, sure: bool) -> str:
    message = _("{what}看 {sites} 个点，{minutes} 分钟里路上要 {road} 分钟，平均每个点只有 {stop} 分钟")
    if not road and not sure:
        message = _("{what}看 {sites} 个点，{minutes} 分钟里平均每个点只有 {stop} 分钟（路程未知，只按停留算）")
    elif not road:
        message = _("{what}看 {sites} 个点，{minutes} 分钟里平均每个点只有 {stop} 分钟")
    elif not sure:
        message = _("{what}看 {sites} 个点，{minutes} 分钟里路上至少要 {road} 分钟，平均每个点只有 {stop} 分钟")
    stop = max(0, (minutes - road) // sites)
    return message.format(what=what, sites=sites, minutes=minutes, road=road, stop=stop)


def _runs(case: Case) -> Iterator[tuple[list[Slot], list[Slot]]]:
    """The visits of each half day by the same people, in the order of time, the last with an end; and all they do."""
    who = Parties(case)
    found: dict[tuple[int, bool, frozenset[str]], list[Slot]] = {}
    for slot in one_after_another(case):
        half = (slot.start // DAY_MINUTES, slot.start % DAY_MINUTES < _NOON, who(slot))
        found.setdefault(half, []).append(slot)
    for slots in found.values():
        run = [slot for slot in slots if slot.item.kind is ItemKind.VISIT]
        if run and run[-1].item.time.end is None:
            run.pop()
        if run:
            yield run, slots


def _spent(case: Case, run: list[Slot], half: list[Slot]) -> tuple[int, int, bool]:
    """Minutes from the first site to the last, other items between them taken off; those on the road; and whether
    every road is known.
    """
    roads = [leg for slot in run for leg in legs(slot.item)]
    ends = [(destination(one.item), origin(other.item)) for one, other in pairwise(run)]
    roads += [(here, there) for here, there in ends if here and there]
    road = sum(_road(case, *leg) for leg in roads)
    minutes = run[-1].end - run[0].start
    inside = {id(slot.item) for slot in run}
    for slot in half:
        if run[0].start <= slot.start < run[-1].start and id(slot.item) not in inside and not is_ride(slot.item):
            minutes -= slot.end - slot.start
    return minutes, road, all(case.road_minutes(*leg) is not None for leg in roads)


@rule("SJ06")
def steps_fit(case: Case, figures: Figures) -> Iterator[Finding]:
    """The steps of an item fit it and follow one another."""
    yield from minutes_of_several(case)
    yield from hours_in_words(case)
    for _day, item in case.items:
        if item.steps and item.time.start is not None and (item.time.end or 0) <= DAY_MINUTES:
            yield from _other_minutes(case, item)
            timed = any(step.time is not None for step in item.steps)
            yield from _timed_steps(case, item, figures) if timed else _counted_steps(case, item, figures)
    for meeting in meetings(case, one_after_another(case), Parties(case)):
        slot, before = meeting.slot, meeting.before
        if before is None or is_ride(slot.item) or is_ride(before.item) or before.item.time.end is None:
            continue
        if overlaps_slightly(case, meeting):
            yield _slight_overlap(case, slot, before)
            continue
        here, there = destination(before.item), origin(slot.item)
        gap = slot.start - before.end
        if 0 < gap <= figures["small_gap"] and (not here or not there or case.road_minutes(here, there) == 0):
            message = _("{before} {end} 结束，{item} {start} 才开始，中间空 {gap} 分钟").format(
                before=label(before.item),
                end=clock(before.end % DAY_MINUTES),
                item=label(slot.item),
                start=clock(slot.start % DAY_MINUTES),
                gap=gap,
            )
            related = (case.related(before.item, "time", _("前一项在这里")),)
            yield case.finding(slot.item, "id", message, hint=_("前后两项首尾相接"), related=related)


_MINUTES = regex(r"(?:共|合计|总计)\s*(\d{1,3})\s*分钟|[（(]\s*(\d{1,3})\s*分钟\s*[)）]")


def _other_minutes(case: Case, item: Item) -> Iterator[Finding]:
    """Steps whose words tell other minutes than they have."""
    for step in item.steps:
        found = _MINUTES.search(step.what) if "分钟" in step.what else None
        told = int(found[1] or found[2]) if found else None
        if told is not None and step.minutes is not None and told != step.minutes:
            message = _("“{step}”安排了 {minutes} 分钟").format(step=step.what, minutes=step.minutes)
            yield case.finding(step, "what", message, hint=_("核对时长，两处改成一致"))


def _slight_overlap(case: Case, slot: Slot, before: Slot) -> Finding:
    """Two lines of a run sheet at one place, the later written a few minutes too early."""
    message = _("{item} {start} 开始，{before} {end} 才结束，重叠 {minutes} 分钟").format(
        item=label(slot.item),
        start=clock(slot.start % DAY_MINUTES),
        before=label(before.item),
        end=clock(before.end % DAY_MINUTES),
        minutes=min(before.end, slot.end) - slot.start,
    )
    related = (case.related(before.item, "time", _("前一项在这里")),)
    hint = _("前后两项首尾相接；确实同时进行的写“并行: 是”")
    return case.finding(slot.item, "id", message, hint=hint, related=related)


def _counted_steps(case: Case, item: Item, figures: Figures) -> Iterator[Finding]:
    """Steps that give their length: their sum against the length of the item."""
    lengths = [step.minutes for step in item.steps if step.minutes is not None]
    slot = item.time.minutes
    if slot is None or slot < 0 or not lengths:
        return
    total = sum(lengths)
    if total > slot:
        hint = _("压缩 {minutes} 分钟，或延长这一项").format(minutes=total - slot)
    elif len(lengths) == len(item.steps) and slot - total > figures["spare"]:
        hint = _("补上其余 {minutes} 分钟做什么，或缩短这一项").format(minutes=slot - total)
    else:
        return
    message = _("流程共 {total} 分钟，{item}安排了 {slot} 分钟").format(total=total, item=label(item), slot=slot)
    yield case.finding(item, "steps", message, hint=hint)


def _timed_steps(case: Case, item: Item, figures: Figures) -> Iterator[Finding]:
    """Steps that give their times: each begins when the one before ends, the last ends with the item."""
    reached, at = item.time.start, _("这一项")
    for step in item.steps:
        begin = step.time.start if step.time is not None else reached
        if begin is None:
            reached = None
            continue
        if reached is not None and begin != reached:
            message = _("“{step}”{begin} 开始，前面到 {reached}，空了 {minutes} 分钟")
            if begin < reached:
                message = _("“{step}”{begin} 开始，前面到 {reached}，重叠 {minutes} 分钟")
            related = (case.related(step, "time" if step.time else "what", _("这一步在这里")),)
            text = message.format(
                step=step.what, begin=clock(begin), reached=clock(reached), minutes=abs(begin - reached)
            )
            yield case.finding(item, "steps", text, hint=_("改正钟点，前后相接"), related=related)
        end = step.time.end if step.time is not None else None
        reached = end if end is not None else begin + step.minutes if step.minutes is not None else None
        at = step.what
    end = item.time.end
    if reached is None or end is None or -figures["spare"] <= reached - end <= 0:
        return
    message = _("流程到 {reached}（“{step}”），{item}到 {end}").format(
        reached=clock(reached), step=at, item=label(item), end=clock(end)
    )
    yield case.finding(item, "steps", message, hint=_("改流程的钟点，或改这一项的时间"))


@rule("SJ07")
def slack(case: Case, figures: Figures) -> Iterator[Finding]:
    """A busy half day has spare minutes."""
    noon = read_time_range(figures["noon"], None).start or 0
    halves: dict[tuple[int, bool], list[Slot]] = {}
    for slot in one_after_another(case):
        if slot.item.time.end is not None and slot.end >= slot.start:
            halves.setdefault((slot.start // DAY_MINUTES, slot.start % DAY_MINUTES < noon), []).append(slot)
    for (_day, before_noon), slots in halves.items():
        spare, longest = _spare(case, slots), max(slots, key=lambda slot: _overrun(case, slot))
        if len(slots) >= figures["items"] and spare < max(figures["slack"], _overrun(case, longest)):
            half = _("上午") if before_noon else _("下午")
            message = _("{half}的 {number} 项安排首尾相接，机动时间只有 {spare} 分钟").format(
                half=half, number=len(slots), spare=spare
            )
            if spare >= figures["slack"]:
                message += _usually_longer(case, longest)
            related = (case.related(slots[-1].item, "time", _("最后一项在这里")),)
            yield case.finding(slots[0].item, "id", message, hint=_("在两项之间留几分钟"), related=related)


def _overrun(case: Case, slot: Slot) -> int:
    """By how many minutes an item is usually longer than planned, as the office has learned."""
    return overrun(case.office, slot.item.kind, slot.end - slot.start)


def _usually_longer(case: Case, slot: Slot) -> str:
    """That an item usually takes more than what is spare, and on how many visits that rests."""
    known = learned_length(case.office, slot.item.kind)
    if known is None:
        return ""
    text = _("；{item}照往次多半要多 {minutes} 分钟（{visits} 次来访）")
    return text.format(item=label(slot.item), minutes=_overrun(case, slot), visits=known.visits)


def _spare(case: Case, slots: list[Slot]) -> int:
    """Minutes of a half day in which nothing is planned: gaps, rests, and rides longer than their road."""
    spare, reached = 0, slots[0].start
    for slot in slots:
        spare += max(0, slot.start - reached)
        if slot.item.kind is ItemKind.REST:
            spare += slot.end - max(slot.start, min(reached, slot.end))
        road = driving(case, slot.item)
        if is_ride(slot.item) and road:
            spare += max(0, slot.end - slot.start - road)
        reached = max(reached, slot.end)
    return spare


_RECEIVED = (
    ItemKind.VISIT,
    ItemKind.TALKS,
    ItemKind.MEETING,
    ItemKind.CONFERENCE,
    ItemKind.SIGNING,
    ItemKind.MEAL,
)


@rule("SJ10")
def received(case: Case, figures: Figures) -> Iterator[Finding]:
    """Somebody of the host side is at a place before the guests."""
    busy: dict[str, tuple[int, str | None]] = {}
    for slot in case.slots:
        item, here = slot.item, destination(slot.item)
        people = set(item.hosts) | set(item.crew) | set(item.guide)
        people |= {name for name in (item.owner, item.chair) if name}
        if item.kind in _RECEIVED and here and people:
            coming = [_comes_late(case, busy.get(name), here, slot.start - figures["lead"]) for name in people]
            if all(coming):
                message = _("{item}列出的人都与来宾一起到，没有人提前到{place}").format(item=label(item), place=here)
                yield case.finding(item, "id", message, hint=_("安排一位先到的责任人"))
        for name in people:
            if name not in busy or slot.end >= busy[name][0]:
                busy[name] = (slot.end, here if not is_ride(item) else None)


def _comes_late(case: Case, before: tuple[int, str | None] | None, here: str, due: int) -> bool:
    """Whether somebody is still somewhere else, or on the road, when the place should be manned."""
    if before is None:
        return False
    end, place = before
    elsewhere = place is None or case.road_minutes(place, here) != 0
    return end > due and elsewhere


@rule("SJ18")
def places_meet(case: Case, figures: Figures) -> Iterator[Finding]:
    """A ride starts where its people are and ends where they are expected; a change of place has one."""
    boarding = boarding_minutes(case)
    elsewhere = at_wrong_stations(case)
    for one in broken(case):
        if id(one.before.item) in elsewhere or id(one.slot.item) in elsewhere:
            continue  # SJ14 tells at which station it should be
        if one.wrong is not Wrong.NO_RIDE:
            yield _wrong_end(case, one)
        elif one.gap >= (one.road or 0) + boarding:
            yield _no_ride(case, one)
    yield from other_place_named(case)
    yield from other_place_in_notes(case)


def _wrong_end(case: Case, one: Break) -> Finding:
    """A ride from where people are not, or to where they are not expected."""
    before, item = one.before.item, one.slot.item
    places = {"here": one.here, "there": one.there}
    if one.wrong is Wrong.TO:
        message = _("{ride}把人送到{here}，{item} 却在{there}").format(ride=label(before), item=item.id, **places)
        hint = _("“到”改成{there}；下一项写错的，改它的地点").format(there=one.there)
        related = (case.related(item, "place", _("下一项在这里")),)
        return case.finding(before, "to", message, hint=hint, related=related)
    hint = _("“从”改成{here}；上一项写错的，改它的地点").format(here=one.here)
    if one.hotel is not None:
        message = _("{ride}从{there}出发，来宾头天晚上住在{here}").format(ride=label(item), **places)
        related = (case.related(one.hotel, "hotel", _("宾馆写在这里")),)
    else:
        message = _("{ride}从{there}出发，{item} 之后人在{here}").format(ride=label(item), item=before.id, **places)
        related = (case.related(before, "to" if before.to else "place", _("上一项在这里")),)
    return case.finding(item, "from_", message, hint=hint, related=related)


def _no_ride(case: Case, one: Break) -> Finding:
    """A change of place with time enough, and nothing that brings people there."""
    message = _("{before} 在{here}，{item} 在{there}，路上要 {road} 分钟，中间没有乘车").format(
        before=one.before.item.id, item=one.slot.item.id, here=one.here, there=one.there, road=one.road
    )
    return case.finding(
        one.slot.item,
        "id",
        message,
        hint=_("补上一项乘车；步行、自行前往的，在事项或备注里写明"),
        related=(case.related(one.before.item, "place", _("上一项在这里")),),
        level=Level.WARNING,
    )
