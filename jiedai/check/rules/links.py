"""行程衔接 (SJ18): whether people are where the next ride starts, and are brought where the next item is."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.check.rules.road import boarding_minutes
from jiedai.check.rules.stations import at_wrong_stations
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.links import Break, Wrong
from jiedai.visit.movement import label
from jiedai.visit.order import broken


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
