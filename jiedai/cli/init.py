"""`jiedai init`: an office's own folder, with its standing data and nothing of anybody else's."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

from jiedai.cli import arrived, console
from jiedai.cli.dialogue import Options, Terminal
from jiedai.cli.failure import FINE, Failure, unwritable
from jiedai.cli.saved import write_new
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
    from jiedai.workflow.intake.found import Cell
    from jiedai.workflow.standing.growing import office_of

    folder = Path(options.folder or ".")
    workspace = Workspace(folder)
    target = workspace.plans_dir / OFFICE_NAME
    known = next((path for path in (target, folder / OFFICE_NAME) if path.exists()), None)
    if known is not None:
        raise Failure(_("已经有 {file}，没有覆盖").format(file=shown(known)), _("换一个文件夹，或直接改它"))
    rows = _rows(options)
    for attribute, text in _answers(options, rows).items():
        rows.organisation[attribute] = Cell(text, "")
    write_new(target, office_of(rows, cast("Keys", options.keys)).encode())
    console.data(shown(target))
    _icons(folder)
    for left in rows.refused:
        console.say(_("{where}：{why}").format(where=left.cell, why=left.why))
    console.say(_("先填好 {office}，再用 jiedai new 写第一份方案").format(office=shown(target)))
    return FINE


def _icons(folder: Path) -> None:
    """Put the icons of the start menu beside `plans/`; that they cannot be written is no reason to stop."""
    from jiedai.workflow.drafting import launchers

    try:
        written = launchers.write(folder)
    except OSError as error:
        console.say(unwritable(error, shown(folder)).message)
        return
    if written:
        names = _("、").join(path.name for path in written)
        console.say(_("Windows 上点开菜单：{names}；方案拖到 接待.bat 上就检查、打印").format(names=names))


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


def _answers(options: Init, rows: Rows) -> dict[str, str]:
    """What the office says of itself: options first, then the workbook, then questions to who sits at the terminal."""
    asks = Terminal() if console.is_terminal(sys.stdin) else Options()
    questions = {
        "name": (_("单位全称，如 云溪县接待办公室"), options.name),
        "region": (_("所在县（市、区）"), options.region),
        "duty_phone": (_("值班电话"), options.phone),
    }
    found = {}
    for attribute, (question, given) in questions.items():
        if given is None and attribute in rows.organisation:
            continue
        answer = asks.may(question, str.strip, given)
        if answer:
            found[attribute] = answer
    return found
