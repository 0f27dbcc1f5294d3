"""`jiedai drop`: a guest who does not come, or an item that does not take place, with all that hangs on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedai.cli import late
from jiedai.cli.failure import Failure, suggestion
from jiedai.cli.one import Sound, one_path
from jiedai.language import _
from jiedai.visit.case import Case
from jiedai.visit.filled import absent
from jiedai.workflow.late.draft import Draft
from jiedai.workflow.late.dropping import guest_dropped, item_dropped

if TYPE_CHECKING:
    from jiedai.cli.app import Drop


def run(options: Drop) -> int:
    """Show, write or undo; the exit status. Failure for what the plan does not have, or who is no guest."""
    if options.undo:
        return late.undo(late.only(options.what, options.plan), options.format)
    if not options.what:
        raise Failure(_("要写明谁不来，或哪一项取消"), _("如 jiedai drop 李娜，jiedai drop A5"))
    what, reason = options.what, options.reason or ""
    return late.run(
        one_path(options.plan), lambda sound: _dropped(sound, what, reason), write=options.write, format=options.format
    )


def _dropped(sound: Sound, what: str, reason: str) -> Draft:
    case = Case.of(sound.loaded)
    item = next((item for _day, item in case.written.items() if item.id == what), None)
    if item is not None:
        return item_dropped(case, item, reason)
    guests = [one for one in case.written.guests if what in (one.name, one.name_zh, one.name_en)]
    if not guests:
        ours = {host.name for host in case.plan.hosts} | {member.name for member in case.plan.crew}
        if what in ours:
            raise Failure(_("“{name}”不是来宾").format(name=what), _("换人用 jiedai replace"))
        known = [one.name for one in case.written.guests] + list(case.item_by_id)
        raise Failure(_("方案里没有叫“{name}”的来宾，也没有这个编号的日程").format(name=what), suggestion(what, known))
    if guests[0] in absent(case.written):
        raise Failure(_("“{name}”已经写了不来").format(name=what))
    return guest_dropped(case, guests[0], reason)
