"""`jiedai drop`: a guest who does not come, or an item that does not take place, with all that hangs on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedai.cli import late
from jiedai.cli.failure import Failure
from jiedai.cli.one import one_path, plan_last
from jiedai.language import _
from jiedai.visit.case import Case
from jiedai.workflow.late.dropping import dropped
from jiedai.workflow.late.looking import Outcome

if TYPE_CHECKING:
    from jiedai.cli.commands.changes import Drop


def run(options: Drop) -> int:
    """Show, write or undo; the exit status. Failure for what the plan does not have, or who is no guest."""
    if options.undo:
        return late.undo([options.what, options.plan], options.format)
    if not options.what:
        raise Failure(_("要写明谁不来，或哪一项取消"), _("如 jiedai drop 李娜，jiedai drop A5"))
    (what,), plan = plan_last((options.what,), options.plan)
    reason = options.reason or ""

    def change(case: Case) -> tuple[Outcome, tuple[str, ...]]:
        return dropped(case, what, reason), ()

    return late.run(one_path(plan), change, write=options.write, format=options.format)
