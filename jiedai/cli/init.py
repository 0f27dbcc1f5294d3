"""`jiedai init`: an office's own folder, with its standing data and nothing of anybody else's."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

from jiedai.cli import arrived, console, founding, onward
from jiedai.cli.dialogue import Options, Terminal
from jiedai.cli.failure import FINE, Failure
from jiedai.language import _
from jiedai.workflow.drafting.emit import Keys
from jiedai.workspace import OFFICE_NAME, Workspace, shown

if TYPE_CHECKING:
    from jiedai.cli.commands.plans import Init
    from jiedai.workflow.standing.reading import Rows


def run(options: Init) -> int:
    """Write the office file and the icons of the start menu into a folder.

    Failure where there is an office file already, or the workbook cannot be read.
    """
    folder = Path(options.folder or ".")
    workspace = Workspace(folder)
    target = workspace.plans_dir / OFFICE_NAME
    known = next((path for path in (target, folder / OFFICE_NAME) if path.exists()), None)
    if known is not None:
        raise Failure(_("已经有 {file}，没有覆盖").format(file=shown(known)), _("换一个文件夹，或直接改它"))
    rows = _rows(options)
    asks = Terminal() if console.is_terminal(sys.stdin) else Options()
    given = {"name": options.name, "region": options.region, "duty_phone": options.phone}
    founding.found(workspace, asks, rows, given, cast("Keys", options.keys))
    for left in rows.refused:
        console.say(_("{where}：{why}").format(where=left.cell, why=left.why))
    onward.say(onward.BEGIN, office=shown(target))
    return FINE


def _rows(options: Init) -> Rows:
    from jiedai.workflow.intake.found import Refused
    from jiedai.workflow.returned import carrier
    from jiedai.workflow.standing.reading import Rows, read_rows

    if options.source is None:
        return Rows()
    data = arrived.contents(options.source)
    try:
        rows = read_rows(arrived.source(options.source, data), carrier.trace_of(data))
    except Refused as error:
        raise arrived.refused(options.source, error) from None
    if not rows.rows and not rows.organisation:
        hint = _("各表叫 部门、人员、场所、路程、车辆，第一行是字段名")
        raise Failure(_("“{file}”里没有常备资料").format(file=options.source), hint)
    return rows
