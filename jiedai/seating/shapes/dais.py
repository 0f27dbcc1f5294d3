"""主席台: rows on a stage, facing the hall."""

from __future__ import annotations

from jiedai.language import _
from jiedai.model.choice import Convention
from jiedai.model.hospitality import Seating
from jiedai.seating import rows
from jiedai.seating.layout import (
    Counts,
    Form,
    Furniture,
    Layout,
    Mark,
    MarkKind,
    Note,
    Settings,
    seat_size,
)
from jiedai.seating.shapes import Traits

_BETWEEN = 104.0


def _advice(layout: Layout, seating: Seating) -> Note | None:
    """A tradition that the plan names has been confirmed; under 右为上 there is but one."""
    if not layout.even_rows or seating.even_rule is not None or layout.convention is Convention.RIGHT:
        return None
    text = _("第 {rows} 排是双数座位，各地排法不同，请与两办确认；能改成单数更稳妥")
    return Note("ZC03", text.format(rows=_("、").join(str(row) for row in layout.even_rows)))


TRAITS = Traits(everybody=False, advice=_advice)


def layout(counts: Counts, settings: Settings) -> Layout:
    """Number 1 in the middle of the front row, the others by turns on both sides; a row is filled before the next."""
    sizes = rows.row_sizes(counts.everyone, settings)
    seat = seat_size(max(sizes, default=1))
    between = _BETWEEN + seat.depth
    places = rows.places(sizes, settings, seat=seat, between=between)
    widest = max(sizes, default=1) * seat.pitch
    tables = tuple(
        Furniture(0, seat.depth / 2 + 28 - row * between, size * seat.pitch, 40)
        for row, size in enumerate(sizes)
        if size
    )
    back = -between * max(len(sizes) - 1, 0) - seat.depth / 2 - 62
    front = seat.depth / 2
    marks = (
        Mark(MarkKind.SCREEN, 0, back, _("背景或屏幕"), max(widest * 0.8, 160)),
        Mark(MarkKind.AUDIENCE, 0, front + 112, _("观众席，从这里看"), max(widest, 160)),
        Mark(MarkKind.DOOR, 0, front + 199, _("门")),
    )
    return Layout(
        Form.ROWS,
        places,
        _("从台下观众席看，前排在先，从左到右"),
        _("门在会场后面，正对主席台"),
        _("1 号居中，2 号在 1 号的高位一侧，3 号在另一侧，依次交替；前排坐满再坐后排"),
        tables,
        marks,
        settings.convention,
        settings.even_rule,
        rows.even_rows(sizes),
    )
