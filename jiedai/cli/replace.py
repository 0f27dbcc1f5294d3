"""`jiedai replace`: a person, place, hotel or vehicle put for another, everywhere that a plan names it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jiedai.cli import late
from jiedai.cli.failure import Failure
from jiedai.cli.one import one_path, plan_last
from jiedai.cli.paths import STDIN
from jiedai.language import _
from jiedai.visit.case import Case
from jiedai.workflow.late import undo
from jiedai.workflow.late.looking import Outcome, outcome
from jiedai.workflow.late.replacing import replaced, swap_of

if TYPE_CHECKING:
    from jiedai.cli.commands.changes import Replace


def run(options: Replace) -> int:
    """Show, write or undo a replacement; the exit status. Failure for a name that means nothing here."""
    if options.undo:
        return late.undo([options.old, options.new, options.plan], options.format)
    if not options.old or not options.new:
        raise Failure(_("要写明把什么换成什么"), _("如 jiedai replace 云溪宾馆 临溪宾馆"))
    (old, new), plan = plan_last((options.old, options.new), options.plan)
    path = one_path(plan)

    def change(case: Case) -> tuple[Outcome, tuple[str, ...]]:
        names = old.strip(), new.strip()
        before = _before(case, path, names)
        if before is None:
            swap = swap_of(case, old, new)
            names = swap.old.written, swap.new.written
            before = _before(case, path, names)
            if before is None:
                return replaced(case, swap), names
        return outcome(case, before), names

    return late.run(path, change, write=options.write, format=options.format, force=options.force)


def _before(case: Case, path: str, names: tuple[str, str]) -> str | None:
    """What the plan was before its last change, where that put the one name for the other: what nobody could know again
    comes back with it.
    """
    source = case.loaded.source
    kept = None if path == STDIN else undo.turned_round(Path(path), source.encoded(source.raw), names[::-1])
    return None if kept is None else kept.decode("utf-8-sig")
