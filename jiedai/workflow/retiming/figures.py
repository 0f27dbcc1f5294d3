"""The minutes that re-timing reckons with: the office's conventions, else what is usual."""

from __future__ import annotations

from typing import NamedTuple

from jiedai.check.rules.road import boarding_minutes
from jiedai.model.choice import ItemKind
from jiedai.visit.case import Case, once

BUFFER = 5
"""Minutes kept between two items where more lay between them."""
TO_TRAIN, TO_PLANE = 20, 60
"""How many minutes before it leaves one has to be at a train or ship, or at an airport."""
STEP = 5
"""A half, or three fifths, of an item is rounded up to so many minutes."""
ANCHORS = frozenset({ItemKind.TALKS, ItemKind.MEETING, ItemKind.CONFERENCE, ItemKind.SIGNING, ItemKind.DROPOFF})
"""Kinds for which others wait: being late for them is told."""
GIVING = (ItemKind.REST, ItemKind.OTHER, ItemKind.VISIT, ItemKind.MEAL, ItemKind.TALKS)
"""Kinds that may be shortened, those that give first before the others."""
_LEAST = {ItemKind.REST: 30, ItemKind.VISIT: 20, ItemKind.MEAL: 40}
_SHARE = {ItemKind.VISIT: (1, 2), ItemKind.OTHER: (1, 2), ItemKind.TALKS: (3, 5)}
"""Of an item of a kind at least this part is left."""


class Customs(NamedTuple):
    """What an office keeps to, in minutes."""

    buffer: int
    boarding: int
    to_train: int
    to_plane: int
    minimums: dict[ItemKind, int]
    own_buffer: int
    """The buffer that the office has set itself; 0 where it has none."""

    def least(self, kind: ItemKind | None, length: int) -> int:
        """How short an item of a kind may become; as long as it is where it cannot be shortened."""
        if kind not in GIVING:
            return length
        if kind in self.minimums:
            return min(length, self.minimums[kind])
        part, whole = _SHARE.get(kind, (0, 1))
        share = -(-length * part // (whole * STEP)) * STEP
        return min(length, max(share, _LEAST.get(kind, 0)))


@once
def customs(case: Case) -> Customs:
    """What the office of a plan keeps to."""
    own = case.office.conventions if case.office else None

    def said(field: str, usual: int) -> int:
        value: int | None = getattr(own, field, None)
        return usual if value is None else value

    return Customs(
        said("buffer", BUFFER),
        boarding_minutes(case),
        said("to_train", TO_TRAIN),
        said("to_plane", TO_PLANE),
        dict(own.minimums) if own else {},
        said("buffer", 0),
    )
