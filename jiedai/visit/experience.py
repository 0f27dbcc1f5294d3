"""What the office learned from earlier visits, as its file says: asked by everybody who plans or checks a programme.

A figure counts from LEAST_VISITS visits on. Nothing else is read, so what is found in one plan never depends on others.
"""

from __future__ import annotations

from jiedai.model.choice import ItemKind
from jiedai.model.experience import LearnedLength
from jiedai.model.office import Office

LEAST_VISITS = 3
"""Visits from which on a length or a road is more than chance."""
_STEP = 5


def learned_length(office: Office | None, kind: ItemKind | None) -> LearnedLength | None:
    """How long items of a kind really take; None where too few visits say so."""
    known = office.experience if office else None
    if known is None or kind is None:
        return None
    return next((one for one in known.lengths if one.kind is kind and one.visits >= LEAST_VISITS), None)


def overrun(office: Office | None, kind: ItemKind | None, minutes: int) -> int:
    """By how many minutes an item of a kind usually lasts longer than planned; 0 where it does not, or nobody knows."""
    one = learned_length(office, kind)
    return max(0, minutes * (one.usual - 100) // 100) if one else 0


def lasting(office: Office | None, kind: ItemKind | None, minutes: int) -> int:
    """A planned length as it usually comes to, at a full five minutes; never shorter than planned."""
    more = overrun(office, kind, minutes)
    return -(-(minutes + more) // _STEP) * _STEP if more else minutes


def buffer_after(office: Office | None, kind: ItemKind | None) -> int:
    """The minutes to keep behind an item of a kind; 0 where nobody knows."""
    one = learned_length(office, kind)
    return one.buffer or 0 if one else 0


def learned_road(office: Office | None, origin: str, to: str) -> int | None:
    """How many minutes the road between two places really takes, either way; None where too few visits say so."""
    known = office.experience if office else None
    ends = {origin, to}
    for road in known.roads if known else ():
        if road.visits >= LEAST_VISITS and {road.from_, road.to} == ends:
            return road.minutes
    return None
