"""An office's own folder begun: what it says of itself, its file, and the icons of the start menu beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jiedai.cli import console
from jiedai.cli.dialogue import Asks
from jiedai.cli.failure import unwritable
from jiedai.cli.saved import write_new
from jiedai.language import N_, _
from jiedai.workflow.drafting.emit import Keys
from jiedai.workflow.standing.reading import Rows
from jiedai.workspace import OFFICE_NAME, Workspace, shown

_QUESTIONS = {
    "name": N_("单位全称，如 云溪县接待办公室"),
    "region": N_("所在县（市、区）"),
    "duty_phone": N_("值班电话"),
}


def found(workspace: Workspace, asks: Asks, rows: Rows, given: Mapping[str, str | None], keys: Keys) -> Path:
    """Write the office file of a workspace, and tell where it is: options first, then a workbook, then questions.

    Failure where there is a file already, or it cannot be written.
    """
    from jiedai.workflow.intake.found import Cell
    from jiedai.workflow.standing.growing import office_of

    for attribute, question in _QUESTIONS.items():
        option = given.get(attribute)
        if option is None and attribute in rows.organisation:
            continue
        answer = asks.may(_(question), str.strip, option)
        if answer:
            rows.organisation[attribute] = Cell(answer, "")
    target = workspace.plans_dir / OFFICE_NAME
    write_new(target, office_of(rows, keys).encode())
    console.data(shown(target))
    _icons(workspace.root)
    return target


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
