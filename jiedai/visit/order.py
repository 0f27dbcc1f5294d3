"""Whether the times of a day follow the order in which its items are written, and which item is to be mended.

A programme is read from above. Where a time goes back, a clock time is mistyped, a change was made half, or an item
stands on the wrong line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from jiedai.model.choice import ItemKind
from jiedai.model.schedule import ProgrammeDay
from jiedai.model.times import DAY_MINUTES
from jiedai.visit.case import Case, Slot, once
from jiedai.visit.links import Break, breaks
from jiedai.visit.movement import Parties

_NOON = DAY_MINUTES // 2
DAWN = 5 * 60
"""Minutes; an item before this hour that is written behind those of an evening belongs to the night that follows."""
_EVENING = 18 * 60
_SMALL_HOURS = 8 * 60
"""Before this hour an office receives nobody; what is written there is meant for the afternoon or evening."""
_MANY = 3
"""Items that one later item has behind it: from here on it is the one that went astray, not they that stayed."""
_STANDING_BY = (None, ItemKind.OTHER)


class Fault(Enum):
    """What is wrong with an item whose time goes back."""

    HALF_DAY = "twelve hours off"
    LEFT_BEHIND = "what stands before it was moved, and it was not"
    ASTRAY = "later than what follows it"
    WRONG_LINE = "right by the clock, on the wrong line"


class Backward(NamedTuple):
    """An item to be mended, and the one beside which it shows.

    `meant` is the start it probably should have, in minutes as a slot's. `shadow` are the slots that read wrongly
    until it is mended, itself among them.
    """

    slot: Slot
    against: Slot
    fault: Fault
    shadow: tuple[Slot, ...]
    meant: int | None = None


class _Kept(NamedTuple):
    """A slot that is in order, with the times it has or should have."""

    start: int
    end: int
    slot: Slot


@once
def backward(case: Case) -> tuple[Backward, ...]:
    """The items whose times go back in the order written, each with what is wrong; day by day."""
    who = Parties(case)
    found: list[Backward] = []
    for day in case.plan.schedule:
        found += (fault for slots in _sequences(case, day, who) for fault in _faults(case, slots))
    return tuple(found)


@once
def in_shadow(case: Case) -> frozenset[int]:
    """The items (by `id`) of which nothing can be said by the clock until another one is mended."""
    faults = (fault for fault in backward(case) if fault.fault is not Fault.WRONG_LINE)
    return frozenset(id(slot.item) for fault in faults for slot in fault.shadow)


@once
def walk(case: Case) -> tuple[Slot, ...]:
    """The slots as people go through them, parallel ones too: by the clock, on a day with wrong times as written."""
    wrong = {id(fault.slot.day) for fault in backward(case) if fault.fault is not Fault.WRONG_LINE}
    days = sorted(case.plan.schedule, key=lambda day: day.date)
    written = [slot for day in days for item in day.items if (slot := case.slot_of(item))]
    place = {id(slot.item): number for number, slot in enumerate(written)}

    def key(slot: Slot) -> tuple[int, int, int, int]:
        midnight = (slot.day.date - case.plan.dates.first).days * DAY_MINUTES
        if id(slot.day) in wrong:
            return midnight, place[id(slot.item)], 0, 0
        return midnight, slot.start, slot.end, place[id(slot.item)]

    return tuple(sorted(written, key=key))


@once
def broken(case: Case) -> tuple[Break, ...]:
    """Where the chain of places breaks, as people walk through it."""
    return tuple(breaks(case, walk(case)))


def in_order(case: Case, day: ProgrammeDay) -> list[int] | None:
    """The positions of a day's items by the clock, where only their lines are wrong; None where that is not sure.

    It is sure where all are for the same people, have their times, end after they start, do not overlap, and go on
    where the one before left off.
    """
    slots = [case.slot_of(item) for item in day.items]
    known = [slot for slot in slots if slot is not None and not slot.item.parallel and not slot.item.time.approximate]
    who = Parties(case)
    if len(known) < len(slots) or len({who(slot) for slot in known}) > 1:
        return None
    if any((slot.item.time.start or 0) < DAWN for slot in known[1:]):
        return None
    order = sorted(range(len(known)), key=lambda number: known[number].start)
    return order if order != list(range(len(known))) and _whole(case, [known[number] for number in order]) else None


def _sequences(case: Case, day: ProgrammeDay, who: Parties) -> Iterator[list[Slot]]:
    """The items of a day by who takes part, in the order written; those without a sure time are left out."""
    found: dict[frozenset[str], list[Slot]] = {}
    for item in day.items:
        slot = case.slot_of(item)
        if slot is not None and not item.parallel and slot.end >= slot.start:
            found.setdefault(who(slot), []).append(slot)
    for slots in found.values():
        while _after_midnight(slots):
            slots.pop()
        yield slots


def _after_midnight(slots: Sequence[Slot]) -> bool:
    """Whether the last of some slots is meant for the night after the evening that stands before it."""
    if len(slots) < 2:
        return False
    starts = [slot.item.time.start or 0 for slot in slots]
    return starts[-1] < DAWN and next((start for start in reversed(starts) if start >= DAWN), 0) >= _EVENING


def _faults(case: Case, slots: Sequence[Slot]) -> Iterator[Backward]:
    kept: list[_Kept] = []
    number = 0
    while number < len(slots):
        slot = slots[number]
        if not kept or slot.start >= kept[-1].start:
            kept.append(_Kept(slot.start, slot.end, slot))
            number += 1
            continue
        following = slots[number + 1] if number + 1 < len(slots) else None
        last = kept[-1]
        ahead = kept[bisect_right(kept, slot.start, key=lambda one: one.start) :]
        if slot.item.kind in _STANDING_BY and len(ahead) > 1 and slot.end >= last.end:
            number += 1  # it goes on beside all of them: an overlap, not an order
            continue
        behind = _behind(slots, number, last.start)
        alone = len(ahead) == 1 and last.start == last.slot.start
        if _fits(last, slot, following):
            yield Backward(slot, last.slot, Fault.HALF_DAY, (slot,), slot.start + _NOON)
            kept.append(_Kept(slot.start + _NOON, slot.end + _NOON, slot))
            number += 1
        elif alone and (meant := _earlier(kept, slot)) is not None:
            kept.pop()
            yield Backward(last.slot, slot, Fault.HALF_DAY, (last.slot,), meant)
            kept.append(_Kept(meant, last.end - _NOON, last.slot))
        elif alone and len(kept) > 1 and len(behind) >= _MANY and not _whole(case, _sorted(ahead, behind)):
            kept.pop()
            yield Backward(last.slot, slot, Fault.ASTRAY, (last.slot,))
        else:
            reached = max(one.end for one in ahead)
            behind = _behind(slots, number, max(reached, last.start))
            fault = Fault.WRONG_LINE if _whole(case, _sorted(kept, behind)) else Fault.LEFT_BEHIND
            latest = max(ahead, key=lambda one: one.end).slot
            yield Backward(slot, latest if fault is Fault.LEFT_BEHIND else last.slot, fault, tuple(behind))
            number += len(behind)


def _behind(slots: Sequence[Slot], number: int, reached: int) -> list[Slot]:
    """The slots from a position on that begin before `reached`, without a gap."""
    end = next((at for at in range(number + 1, len(slots)) if slots[at].start >= reached), len(slots))
    return list(slots[number:end])


def _sorted(kept: Sequence[_Kept], behind: Sequence[Slot]) -> list[Slot]:
    return sorted((*(one.slot for one in kept), *behind), key=lambda slot: slot.start)


def _fits(last: _Kept, slot: Slot, following: Slot | None) -> bool:
    """Whether a slot twelve hours later fits between two.

    Of one in the small hours that is sure enough where nothing follows it, or what follows is in the small hours too.
    """
    start, end = slot.start + _NOON, slot.end + _NOON
    if start < last.end or slot.start // DAY_MINUTES < last.start // DAY_MINUTES:
        return False
    if following is not None and end <= following.start:
        return True
    early = slot.start % DAY_MINUTES < _SMALL_HOURS
    return early and (following is None or (slot.start <= following.start < slot.start + _SMALL_HOURS))


def _earlier(kept: Sequence[_Kept], slot: Slot) -> int | None:
    """The start of the last of some slots half a day earlier, where that fits between its neighbours."""
    last = kept[-1]
    meant, end = last.start - _NOON, last.end - _NOON
    begins = kept[-2].end if len(kept) > 1 else slot.start // DAY_MINUTES * DAY_MINUTES
    return meant if begins <= meant and end <= slot.start else None


def _whole(case: Case, slots: Sequence[Slot]) -> bool:
    """Whether slots in this order end after they start, do not overlap, and go on where the one before left off."""
    if any(slot.item.time.end is None or slot.end <= slot.start for slot in slots):
        return False
    apart = all(one.end <= other.start for one, other in pairwise(slots))
    return apart and breaks(case, slots, sure=True) == []
