"""`export bundle`, and `import` of one: a visit handed over whole."""

from __future__ import annotations

import json
from pathlib import Path

from jiedai.cli import console
from jiedai.cli.failure import FINE, FOUND, Failure, unwritable
from jiedai.cli.one import one_path, sound_plan
from jiedai.cli.paths import STDIN
from jiedai.cli.saved import write_new
from jiedai.language import _
from jiedai.workflow.handing import bundle as handing
from jiedai.workflow.records import JournalError, Records
from jiedai.workspace import RECORDS_NAME, Workspace, shown


def export(plan: str | None, output: str | None) -> int:
    """Write the bundle of a plan and print where it is. Failure where a file of it cannot be read or written."""
    path = one_path(plan)
    if path == STDIN:
        raise Failure(_("标准输入没有记录和文件，不能打包"), _("写出方案的文件名"))
    sound = sound_plan(path)
    place = Path(path)
    target = Path(output) if output else Path(f"{place.stem}.zip")
    try:
        records = Records.of(place).folder
        files = handing.contents(Workspace.around(place), place, records)
        data = handing.packed(sound.plan, place.stem, files)
    except JournalError as error:
        raise Failure(error.message, error.hint) from None
    except OSError as error:
        raise unwritable(error, shown(place)) from None
    write_new(target, data)
    console.data(shown(target))
    console.say(_("里面有来宾的敏感信息，只交给接手的单位"))
    return FINE


def opened(file: Path) -> handing.Bundle:
    """A bundle, checked. Failure where it is not whole, or of a newer jiedai."""
    try:
        return handing.opened(file)
    except handing.NewerBundle:
        raise Failure(_("{file} 是更新版本的 jiedai 打的包").format(file=file), _("先升级 jiedai")) from None
    except handing.BadBundle as error:
        message = _("{file} 不完整或被改过：{what}").format(file=file, what=error)
        raise Failure(message, _("请对方重新打包、重新发")) from None


def take(file: str, *, write: bool, format: str) -> int:
    """Show or write what a bundle holds; FOUND where something of another content is there already."""
    bundle = opened(Path(file))
    workspace = Workspace.around(Path.cwd())
    new, same, other = [], [], []
    for target, data in handing.places(bundle, workspace).items():
        if not target.exists():
            new.append((target, data))
        elif target.is_file() and target.read_bytes() == data:
            same.append(target)
        else:
            other.append(target)
    written = write and not other
    if written:
        for target, data in new:
            _write(target, data)
    if format == "json":
        told = {"version": 1, "file": file, "title": bundle.head.get("title"), "written": written}
        told |= {"new": [shown(target) for target, _data in new], "same": [shown(target) for target in same]}
        console.data(
            json.dumps({**told, "conflicts": [shown(target) for target in other]}, ensure_ascii=False, indent=1)
        )
    else:
        _tell(bundle, [target for target, _data in new], other, written=written)
    return FOUND if other else FINE


def _write(target: Path, data: bytes) -> None:
    write_new(target, data)
    if RECORDS_NAME in target.parts:
        from jiedai.workflow.records.journal import PRIVATE_FILE

        target.chmod(PRIVATE_FILE)


def _tell(bundle: handing.Bundle, new: list[Path], other: list[Path], *, written: bool) -> None:
    head = bundle.head
    told = _("{title}（{first} 至 {last}），{count} 个文件，校验都对")
    console.data(
        told.format(title=head.get("title"), first=head.get("first"), last=head.get("last"), count=len(bundle.files))
    )
    for target in other:
        console.data(_("已经有 {file}，内容不同，没有覆盖").format(file=shown(target)))
    if other:
        console.say(_("什么都没有写；把自己的改名、移走，或在空文件夹里打开"))
    elif not new:
        console.say(_("都已经有了"))
    elif written:
        console.say(_("写好了 {count} 个文件").format(count=len(new)))
    else:
        console.say(_("要写 {count} 个文件；看过没有问题，加 --write").format(count=len(new)))
