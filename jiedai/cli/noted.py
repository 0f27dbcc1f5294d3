"""What became of tasks and items, written into the plan and its journal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from jiedai.cli import console
from jiedai.cli.failure import Failure, unwritable
from jiedai.cli.one import Sound, rewrite
from jiedai.language import _
from jiedai.workflow.following.ticking import Ticked
from jiedai.workspace import shown

if TYPE_CHECKING:
    from jiedai.workflow.records import Records


def unreadable(error: Any, text: str) -> Failure:
    """The failure to say why the model cannot read a text."""
    context = error.context or {}
    return Failure(str(context.get("problem", text)), str(context.get("hint", "")))


def write_ticked(path: str, work: Callable[[Sound], Ticked], moment: dt.datetime, folder: str | None = None) -> Ticked:
    """Write what became of tasks or items into a plan and then into its journal; nothing where that cannot be read.

    `folder` is that of the records, where somebody had to name it.
    Failure as `rewrite`, and where the journal cannot be written: the plan holds what happened then all the same.
    """
    from jiedai.workflow.records import JournalError, Records

    results: list[Ticked] = []

    def change(sound: Sound) -> str:
        from jiedai.arrange.writing import written

        results.append(work(sound))
        return written(sound.loaded.source, results[0].edits)

    try:
        records = Records.of(path, folder)
        records.entries()
    except JournalError as error:
        raise Failure(error.message, error.hint) from None
    if rewrite(path, change):
        _note(records, results[0], moment)
    return results[0]


def _note(records: Records, result: Ticked, moment: dt.datetime) -> None:
    """Write down in the journal what has changed in the plan."""
    from jiedai.source.save import Busy
    from jiedai.workflow.records import JournalError

    entries = [
        ("tick", moment, {"id": one.id, "old": one.old, "new": one.new})
        for one in result.changed
        if one.field not in ("note", "result", "done_at")
    ]
    try:
        records.append_all(entries)
    except (JournalError, Busy) as error:
        raise Failure(_("方案写好了，但没有记进记录：{why}").format(why=error.message)) from None
    except OSError as error:
        why = unwritable(error, shown(records.journal))
        raise Failure(_("方案写好了，但没有记进记录：{why}").format(why=why.message), why.hint) from None
    for remark in records.remarks:
        console.say(remark)
