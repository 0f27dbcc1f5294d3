"""`jiedai replace`: a person, place, hotel or vehicle put for another, everywhere that a plan names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedai.cli import late
from jiedai.cli.failure import Failure
from jiedai.cli.one import Sound, one_path
from jiedai.language import _
from jiedai.visit.case import Case
from jiedai.workflow.late.draft import Draft
from jiedai.workflow.late.replacing import Unknown, replaced, swap_of

if TYPE_CHECKING:
    from jiedai.cli.app import Replace


def run(options: Replace) -> int:
    """Show, write or undo a replacement; the exit status. Failure for a name that means nothing here."""
    if options.undo:
        return late.undo(late.only(options.old, options.new, options.plan), options.format)
    if not options.old or not options.new:
        raise Failure(_("要写明把什么换成什么"), _("如 jiedai replace 云溪宾馆 临溪宾馆"))

    def draft(sound: Sound) -> Draft:
        case = Case.of(sound.loaded)
        try:
            return replaced(case, swap_of(case, options.old or "", options.new or ""))
        except Unknown as error:
            raise Failure(
                error.message, _("是不是想写“{name}”？").format(name=error.near) if error.near else ""
            ) from None

    return late.run(one_path(options.plan), draft, write=options.write, format=options.format)
