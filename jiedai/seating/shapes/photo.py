"""合影: rows facing the camera."""

from __future__ import annotations

from jiedai.language import _
from jiedai.model.choice import Convention, ItemKind
from jiedai.model.hospitality import Seating
from jiedai.seating import rows
from jiedai.seating.layout import Counts, Form, Layout, Mark, MarkKind, Note, SeatSize, Settings, Side, Slot, seat_size
from jiedai.seating.shapes import Traits

_STAND = SeatSize(60.0, 44.0, 64.0)
_BETWEEN = 36.0


def _advice(layout: Layout, _seating: Seating) -> Note | None:
    return Note("", _("前排是双数，主要领导不在正中；前排改成单数更好")) if 1 in layout.even_rows else None


TRAITS = Traits(usual_for=(ItemKind.PHOTO,), everybody=False, advice=_advice)


def layout(counts: Counts, settings: Settings) -> Layout:
    """Rows as on a dais; with foreign guests the host stands in the middle and both sides by turns beside him.

    So it is wherever 右为上, the custom of foreign affairs and business, is kept.
    """
    by_turns = settings.foreign or settings.convention is Convention.RIGHT
    mixed = by_turns and bool(counts.guests and counts.hosts)
    people = counts.guests + counts.hosts if mixed else counts.everyone
    sizes = rows.row_sizes(people, settings)
    slots = rows.by_rank
    if mixed:
        by_row = mixed_rows(sizes, counts)

        def slots(row: int, first: int, size: int) -> list[Slot]:
            return by_row[row - 1]

    stand = seat_size(max(sizes, default=1), _STAND)
    places = rows.places(sizes, settings, slots, seat=stand, between=_BETWEEN + stand.depth)
    widest = max(sizes, default=1) * stand.pitch
    return Layout(
        Form.ROWS,
        tuple(place._replace(slot=None) if place.slot and place.slot[1] == 0 else place for place in places),
        _("从相机看，前排在先，从左到右"),
        _("相机在人的对面"),
        _("主人居中，主宾在高位一侧，宾主相间，两端为主方人员")
        if mixed
        else _("1 号居中，其余依次向两侧交替，前排高于后排"),
        (),
        (Mark(MarkKind.CAMERA, 0, stand.depth / 2 + 73, _("相机，从这里看"), max(widest, 160)),),
        settings.convention,
        settings.even_rule,
        rows.even_rows(sizes),
    )


def mixed_rows(sizes: tuple[int, ...], counts: Counts) -> list[list[Slot]]:
    """Each row's slots from the middle outwards: host, guest, guest, host, host … with hosts at both ends.

    A place that nobody is left for has ordinal 0.
    """
    guests = [(Side.GUEST, ordinal) for ordinal in range(1, counts.guests + 1)]
    hosts = [(Side.HOST, ordinal) for ordinal in range(1, counts.hosts + 1)]
    found = []
    for size in sizes:
        taken = min(size, len(guests) + len(hosts))
        from_guests = min(len(guests), max(taken // 2, taken - len(hosts)))
        from_hosts = taken - from_guests
        row = _mixed(guests[:from_guests], hosts[:from_hosts])
        guests, hosts = guests[from_guests:], hosts[from_hosts:]
        found.append([*row, *[(Side.ANY, 0)] * (size - taken)])
    return found


def _mixed(guests: list[Slot], hosts: list[Slot]) -> list[Slot]:
    """One row from the middle outwards; the last two hosts are kept for its ends where there are three or more."""
    at_ends = 2 if len(hosts) >= 3 else max(len(hosts) - 1, 0)
    ends, within = hosts[len(hosts) - at_ends :], hosts[: len(hosts) - at_ends]
    row, within = within[:1], within[1:]
    waiting, other = list(guests), within
    while waiting or other:
        row += waiting[:2]
        waiting, other = other, waiting[2:]
    return row + ends
