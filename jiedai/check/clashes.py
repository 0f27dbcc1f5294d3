"""Things that two visits take at once: spans of each resource in the order of time, each held against those before it.

A sweep: what is remembered of a resource is what is still going on, and of each visit the last that ended.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from jiedai.check.marks import Taken
from jiedai.diagnostics import Diagnostic, Level, Related, Span
from jiedai.language import N_, _
from jiedai.visit.bookings import Resource, free

_DAY_ENDS = dt.time(18)
_SHOWN = 3
"""How many things that could be taken instead a hint names."""


class Clash(NamedTuple):
    """Two visits that take one thing; `minutes` are those missing on the road, None where they overlap."""

    one: Taken
    other: Taken
    level: Level
    minutes: int | None = None
    people: int | None = None


def clashes(taken: Iterable[Taken]) -> list[Clash]:
    """The clashes between different visits, in the order of the later item; at most one for a thing and an item."""
    return Sweep().clashes(taken)


class Sweep:
    """Spans of time swept in their order, a stretch at a time: each is held against all that were swept before it."""

    def __init__(self) -> None:
        self._states: dict[tuple[str, str], _State] = {}
        self._many = _STATES

    def clashes(self, taken: Iterable[Taken]) -> list[Clash]:
        """The clashes of things that nothing swept before begins after, in the order of the later item."""
        found: list[Clash] = []
        ordered = sorted(taken, key=_in_order_of_things)
        for thing, group in groupby(ordered, key=lambda one: (one.finding.code, one.name)):
            found += self._states.setdefault(thing, _State()).swept(group)
        if len(self._states) > self._many:
            self._forget(min(one.start for one in ordered).date())
        return sorted(found, key=lambda clash: (clash.one.start, clash.one.finding.file, clash.one.finding.span))

    def _forget(self, day: dt.date) -> None:
        """Forget things that nobody was near enough to on a day."""
        self._states = {thing: state for thing, state in self._states.items() if state.last >= day}
        self._many = max(_STATES, 2 * len(self._states))


_STATES = 1000
"""So many things are remembered before it is asked which of them can be forgotten."""


def _in_order_of_things(one: Taken) -> tuple[str, str, dt.datetime, str, Span]:
    return one.finding.code, one.name, one.start, one.finding.file, one.finding.span


class _State:
    """What is remembered of one thing."""

    def __init__(self) -> None:
        self._going_on: list[Taken] = []
        self._ended: list[Taken] = []  # the one that ended last, and the last of any other visit

    @property
    def last(self) -> dt.date:
        """The last day on which what is remembered may be in the way of another."""
        return max(one.days[1] for one in (*self._going_on, *self._ended))

    def swept(self, group: Iterable[Taken]) -> Iterator[Clash]:
        """The clashes of spans in their order, with each other and with what is remembered."""
        for one in group:
            over = [before for before in self._going_on if before.end <= one.start]
            self._going_on = [before for before in self._going_on if before.end > one.start]
            for before in over:
                ranked = sorted((before, *self._ended), key=lambda each: each.end, reverse=True)
                self._ended = [ranked[0], *[each for each in ranked if _apart(each, ranked[0])][:1]]
            clash = _at_once(one, [before for before in self._going_on if _apart(before, one)], self._going_on)
            by_road = (_by_road(one, before) for before in self._ended if _apart(before, one))
            clash = clash or next(filter(None, by_road), None)
            if clash is not None:
                yield clash
            self._going_on.append(one)


def _apart(one: Taken, other: Taken) -> bool:
    """Whether two belong to different visits."""
    return one.finding.file != other.finding.file


def _at_once(one: Taken, others: list[Taken], every: list[Taken]) -> Clash | None:
    """The clash with what other visits take at the same time; `every` holds what its own visit does too."""
    others = [other for other in others if one.end > one.start or other.end > one.start > other.start]
    if not others:
        return None
    if one.kind in (Resource.PLACE, Resource.HOTEL) and not one.alone:
        return _too_many(one, others, every)
    if one.kind is Resource.PERSON:
        others = [other for other in others if not _together(one, other)]
    return Clash(one, others[0], one.finding.level) if others else None


def _together(one: Taken, other: Taken) -> bool:
    """Whether somebody can be at both: they are at one place, or it is the driver of the car that both have."""
    places, others = ({each for each in (side.begins_at, side.ends_at) if each} for side in (one, other))
    return bool(one.vehicle and one.vehicle == other.vehicle) or any(a in b or b in a for a in places for b in others)


def _too_many(one: Taken, others: list[Taken], every: list[Taken]) -> Clash | None:
    if one.capacity is None:
        return None
    known = [each.heads for each in (one, *every)]
    if None in known:
        return Clash(one, others[0], Level.WARNING)
    people = sum(heads for heads in known if heads is not None)
    return Clash(one, others[0], one.finding.level, people=people) if people > one.capacity else None


def _by_road(one: Taken, before: Taken) -> Clash | None:
    """The clash with what ended before too far away; none where a place or the road is not known."""
    if (
        one.kind not in (Resource.VEHICLE, Resource.PERSON)
        or not one.begins_at
        or not before.ends_at
        or one.begins_at == before.ends_at
    ):
        return None
    minutes = before.roads.get(one.begins_at)
    gap = int((one.start - before.end).total_seconds()) // 60
    if minutes is None or gap >= minutes or (one.vehicle and one.vehicle == before.vehicle):
        return None
    level = one.finding.level if one.kind is Resource.VEHICLE else Level.WARNING
    return Clash(one, before, level, minutes=minutes)


# --- told ------------------------------------------------------------------------------------------------------------


ByDay = Mapping[tuple[Resource, str, dt.date], list[Taken]]
"""What is taken of each thing on each day that it is taken on."""


def by_day(taken: Iterable[Taken]) -> ByDay:
    """The things of all visits, each under every day that it is taken on."""
    found: dict[tuple[Resource, str, dt.date], list[Taken]] = {}
    for one in taken:
        for later in range((one.end.date() - one.start.date()).days + 1):
            found.setdefault((one.kind, one.name, one.start.date() + dt.timedelta(days=later)), []).append(one)
    return found


def told(clash: Clash, taken: ByDay) -> Diagnostic:
    """A clash as a finding at the later item, with what is free instead; `taken` are the things of all visits."""
    one, other = clash.one, clash.other
    where = other.finding
    related = (Related(_("另一份方案在这里"), where.file, where.span),)
    return replace(
        one.finding, message=_message(clash), level=clash.level, hint=_instead(clash, taken), related=related
    )


def _message(clash: Clash) -> str:
    """What is taken twice, by whom and until when."""
    one, other = clash.one, clash.other
    by_road = clash.minutes is not None and one.start >= other.end
    text = _LATE_OR_TAKEN[one.kind][0 if by_road else 1]
    if one.kind is Resource.HOTEL and clash.people is not None:
        text = N_("{name} {night} 晚与“{title}”一共要 {people} 间，只有 {capacity} 间")
    elif one.kind is Resource.PLACE and clash.people is not None:
        text = N_("{name} {time} 还有“{title}”的 {item}，一共 {people} 人，只容纳 {capacity} 人")
    elif one.kind is Resource.PLACE and not one.alone:
        text = N_("{name} {time} 还有“{title}”的 {item}，人数没有写全，不知道坐不坐得下")
    return _(text).format(
        name=one.name,
        title=other.title,
        item=other.item,
        time=f"{other.end:%H:%M}" if by_road else _span(other),
        night=f"{one.start:%m-%d}",
        place=other.ends_at,
        minutes=clash.minutes,
        people=clash.people,
        capacity=one.capacity,
    )


_LATE_OR_TAKEN = {
    Resource.VEHICLE: (
        N_("{name}号车 {time} 才在“{title}”的 {item} 用完，从{place}过来要 {minutes} 分钟"),
        N_("{name}号车 {time} 已给“{title}”的 {item}"),
    ),
    Resource.PERSON: (
        N_("{name} {time} 才离开“{title}”的 {item}，从{place}过来要 {minutes} 分钟"),
        N_("{name} {time} 在“{title}”的 {item}"),
    ),
    Resource.PLACE: ("", N_("{name} {time} 已给“{title}”的 {item}")),
    Resource.HOTEL: ("", N_("{name} {night} 晚已给“{title}”")),
}
"""What is said where somebody or something comes too late from another place, and where it is taken at the time."""


def _span(one: Taken) -> str:
    return f"{one.start:%m-%d %H:%M}-{one.end:%H:%M}" if one.end > one.start else f"{one.start:%m-%d %H:%M}"


def _instead(clash: Clash, taken: ByDay) -> str:
    """What could be taken instead: another vehicle or hall that nobody has then, else the next time it is free."""
    one = clash.one
    if one.kind is Resource.HOTEL:
        return _("换一间，换房型，或另找一家定点宾馆")
    day = one.start.date()
    others = [name for name in one.others if not _is_busy(one, taken.get((one.kind, name, day), ()))][:_SHOWN]
    if others:
        form = _("{number}号车") if one.kind is Resource.VEHICLE else "{number}"
        return _("那时空着的有：{names}").format(names=_("、").join(form.format(number=name) for name in others))
    length = one.end - one.start
    spans = [(each.start, each.end) for each in taken.get((one.kind, one.name, day), ()) if each is not one]
    if clash.minutes is not None:
        spans.append((clash.other.end, clash.other.end + dt.timedelta(minutes=clash.minutes)))
    evening = max(dt.datetime.combine(one.start.date(), _DAY_ENDS), one.end + length)
    gap = next((gap for gap in free(spans, one.start, evening) if gap.end - gap.start >= length), None)
    if gap is None:
        return _("换人、换车、换地方，或改期")
    return _("{start}-{end} 空着；错开时间，或换一个").format(start=f"{gap.start:%H:%M}", end=f"{gap.end:%H:%M}")


def _is_busy(one: Taken, taken: Iterable[Taken]) -> bool:
    """Whether something is taken while `one` lasts."""
    return any(each.start < one.end and one.start < each.end for each in taken)
