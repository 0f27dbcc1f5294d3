"""`jiedai add`: guests who come besides, with a room, a seat in a car and at table, and everything that counts them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jiedai.cli import late
from jiedai.cli.failure import Failure
from jiedai.cli.one import one_path
from jiedai.cli.paths import is_path, names_plan
from jiedai.language import _
from jiedai.visit.case import Case
from jiedai.workflow.late.adding import added
from jiedai.workflow.late.looking import Outcome
from jiedai.workflow.late.newcomers import newcomers

if TYPE_CHECKING:
    from jiedai.cli.commands.changes import Add


def run(options: Add) -> int:
    """Show, write or undo; the exit status. Failure for who comes already or is of the host side."""
    names, plan = _sorted(options.words or [])
    if options.undo:
        return late.undo([*names, plan], options.format)
    if not names:
        raise Failure(_("要写明多来的是谁"), _("如 jiedai add 蓝天（男，副处长）、白云（女） --like 李娜"))
    who = "、".join(names)

    def change(case: Case) -> tuple[Outcome, tuple[str, ...]]:
        told = {"unit": options.unit or "", "post": options.post or "", "like": options.like or ""}
        return added(case, newcomers(who), **told), ()

    return late.run(one_path(plan), change, write=options.write, format=options.format, force=options.force)


def _sorted(words: Sequence[str]) -> tuple[list[str], str | None]:
    """Names, and the plan: the one word that is a path, or a last one that names a plan. Failure for two plans."""
    plans = [word for word in words if is_path(word)]
    if not plans and len(words) > 1 and names_plan(words[-1]):
        plans = [words[-1]]
    if len(plans) > 1:
        raise Failure(_("只能写一份方案：{names}").format(names=_("、").join(plans)))
    return [word for word in words if word not in plans], plans[0] if plans else None
