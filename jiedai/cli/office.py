"""`jiedai office`: the standing data of the office as a workbook, out and in; the places of a plan added to them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiedai.cli import arrived, console
from jiedai.cli.failure import FINE, FOUND, Failure, unwritable
from jiedai.cli.one import one_path, sound_plan
from jiedai.cli.saved import write_new
from jiedai.language import _
from jiedai.loading import vocabulary
from jiedai.source import EditError, Source, Unreadable, read_file
from jiedai.workspace import OFFICE_NAME, Workspace, shown

if TYPE_CHECKING:
    from jiedai.cli.commands.plans import Office
    from jiedai.workflow.intake.merging import Merged


def run(options: Office) -> int:
    """Write the workbook, or show or write what is taken in; the exit status. Failure where a file cannot be read."""
    if options.what == "export":
        return _export(options)
    if options.file is None:
        hint = (
            _("如 jiedai office import 常备资料.xlsx") if options.what == "import" else _("如 jiedai office add 方案")
        )
        raise Failure(_("要写明文件"), hint)
    change = _of_workbook(options.file) if options.what == "import" else _of_plan(options.file)
    path = _office_path(Path(options.file) if options.what == "add" else Path.cwd())
    result = _taken(path, change, write=options.write)
    if options.format == "json":
        console.data(_data(options, path, result))
    else:
        _tell(options, path, result)
    return FOUND if result.conflicts or result.refused else FINE


def _office_path(near: Path) -> Path:
    path = Workspace.around(near).office_path()
    if path is None:
        raise Failure(_("这里还没有 office.yaml"), _("用 jiedai init 建一个"))
    return path


def _read(path: Path) -> Source:
    try:
        return read_file(path, shown(path), vocabulary=vocabulary())
    except Unreadable as error:
        raise Failure(error.message) from None


def _export(options: Office) -> int:
    from jiedai.workflow.standing.workbook import workbook

    path = Workspace.around(Path.cwd()).office_path()
    data = _read(path).data if path is not None else {}
    target = Path(options.output or f"{_('常备资料')}.xlsx")
    write_new(target, workbook(data if isinstance(data, dict) else {}))
    console.data(shown(target))
    return FINE


def _of_workbook(file: str) -> Callable[[str], Merged]:
    from jiedai.workflow.intake.found import Refused
    from jiedai.workflow.returned import carrier
    from jiedai.workflow.standing.growing import merged
    from jiedai.workflow.standing.reading import read_rows

    data = arrived.contents(file)
    try:
        rows = read_rows(arrived.source(file, data), carrier.trace_of(data))
    except Refused as error:
        raise arrived.refused(file, error) from None
    if not rows.rows and not rows.organisation:
        raise Failure(
            _("“{file}”里没有常备资料").format(file=file), _("各表叫 部门、人员、场所、路程、车辆，第一行是字段名")
        )
    return lambda text: merged(text, rows)


def _of_plan(file: str) -> Callable[[str], Merged]:
    from jiedai.workflow.standing.growing import with_own

    data: Any = sound_plan(one_path(file)).loaded.source.data
    return lambda text: with_own(text, data)


def _taken(path: Path, change: Callable[[str], Merged], *, write: bool) -> Merged:
    """What is taken into the office file; written at once where wanted, whole or not at all."""
    from jiedai.source.save import Busy, locked, write_atomic

    try:
        if not write:
            return change(_read(path).raw)
        with locked(path):
            source = _read(path)
            if source.encoding != "utf-8":
                message = _("{plan} 不是 UTF-8 编码，没有写入").format(plan=shown(path))
                raise Failure(message, _("先用 jiedai check --fix 转换编码"))
            result = change(source.raw)
            if result.text != source.raw:
                write_atomic(path, source.encoded(result.text))
            return result
    except (EditError, Busy) as error:
        raise Failure(error.message) from None
    except OSError as error:
        raise unwritable(error, shown(path)) from None


def _data(options: Office, path: Path, result: Merged) -> str:
    data = {
        "version": 1,
        "file": options.file,
        "office": shown(path),
        "written": options.write,
        "added": result.added,
        "applied": [{"path": one.path, "old": one.old, "new": one.new, "cell": one.cell} for one in result.applied],
        "conflicts": [
            {"path": one.path, "base": one.base, "ours": one.old, "theirs": one.new, "cell": one.cell}
            for one in result.conflicts
        ],
        "refused": [one._asdict() for one in result.refused],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _tell(options: Office, path: Path, result: Merged) -> None:
    if result.added:
        console.data(_("新加 {count} 条：{names}").format(count=len(result.added), names=_("、").join(result.added)))
    new = set(result.added)
    for one in result.applied:
        entry = one.path.split(".", 1)[1].rpartition(".")[0]
        if entry not in new:
            text = _("{cell} {what}：“{old}” → “{new}”") if one.old else _("{cell} {what}：补上“{new}”")
            console.data(text.format(cell=one.cell, what=one.path, old=one.old, new=one.new))
    for one in result.conflicts:
        text = _("{cell} {what}：{office} 是“{ours}”，来的是“{theirs}”，没有改")
        console.data(text.format(cell=one.cell, what=one.path, office=OFFICE_NAME, ours=one.old, theirs=one.new))
    for left in result.refused:
        console.data(_("{where}：{why}").format(where=left.cell, why=left.why))
    if not result.applied and not result.conflicts:
        console.data(_("没有变化"))
    elif options.write:
        console.say(_("写好了 {path}").format(path=shown(path)))
    else:
        console.say(_("还没有写进 {path}；看过没有问题，加 --write").format(path=shown(path)))
