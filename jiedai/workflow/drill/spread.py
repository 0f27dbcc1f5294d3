"""How long items take when nobody knows yet: a triangle between two multiples of the planned length.

The multiples are a judgement until an office has measured its own: no published figures exist for receptions. Rides run
late rather than early, a visit of a site is prolonged by questions, talks begin and end with a guest's word.
"""

from __future__ import annotations

from typing import NamedTuple

from jiedai.model.choice import ItemKind
from jiedai.model.office import Office
from jiedai.visit.experience import learned_length

_USUAL = {
    ItemKind.TRANSFER: (0.9, 1.5),
    ItemKind.VISIT: (0.8, 1.3),
    ItemKind.TALKS: (0.9, 1.25),
    ItemKind.MEAL: (0.8, 1.2),
    ItemKind.PICKUP: (0.8, 1.5),
}
_OTHER = (0.9, 1.2)
MEASURED = 10
"""Items of a kind that an office has measured, from which on its own figures are drawn from."""


class Triangle(NamedTuple):
    """Lengths as multiples of the planned one: at least `low`, most likely `mode`, at most `high`."""

    low: float
    mode: float
    high: float

    def at(self, share: float) -> float:
        """The multiple below which a share (0 to 1) of all lengths lies."""
        width = self.high - self.low
        if not width:
            return self.low
        rising = self.mode - self.low
        if share * width < rising:
            return self.low + float((share * width * rising) ** 0.5)
        return self.high - float(((1 - share) * width * (self.high - self.mode)) ** 0.5)


def triangle(office: Office | None, kind: ItemKind | None) -> Triangle:
    """How items of a kind last: as the office has set it, as it has measured it, else as is usual."""
    own = office.conventions.spread if office and office.conventions else {}
    if kind is not None and kind in own:
        low, high = own[kind]
        return Triangle(low, 1, high)
    measured = learned_length(office, kind)
    if measured is not None and measured.count >= MEASURED:
        return Triangle(measured.low / 100, measured.usual / 100, max(measured.high, measured.usual) / 100)
    low, high = _USUAL.get(kind, _OTHER) if kind else _OTHER
    return Triangle(low, 1, high)
