"""`jiedai import`: the guests of a list into a plan; shown first, written with `--write`."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiedai.cli import arrived, console
from jiedai.cli.failure import FINE, FOUND, Failure, unwritable
from jiedai.cli.one import Sound, one_path, rewrite, sound_plan
from jiedai.cli.paths import STDIN
from jiedai.language import _, current
from jiedai.model.times import CHINA
from jiedai.source import EditError
from jiedai.workspace import shown

if TYPE_CHECKING:
    from jiedai.cli.commands.plans import Import
    from jiedai.workflow.intake.found import Read
    from jiedai.workflow.intake.merging import Merged, Put


def run(options: Import) -> int:
    """Show or write what a list adds; the exit status. Failure where list or plan cannot be read."""
    if options.file == STDIN and options.plan == STDIN:
        raise Failure(_("名单和方案不能都从标准输入读"), _("写出其中一个的文件名"))
    path = one_path(options.plan)
    read = arrived.read(options.file, options.as_of)
    if not any(True for _guest in read.guests()) and not read.left_out:
        raise Failure(
            _("“{file}”里没有读到来宾").format(file=options.file), _("表头要有“姓名”；来函用 jiedai new --from-letter")
        )
    merged = _written(path, read, options.file) if options.write else _drafted(path, read)
    if options.format == "json":
        console.data(_data(options, path, read, merged))
    else:
        _tell(options, path, read, merged)
    return FOUND if merged.conflicts or read.left_out else FINE


def _merge(sound: Sound, read: Read) -> Merged:
    from jiedai.workflow.intake.merging import merged

    source = sound.loaded.source
    data = source.data if isinstance(source.data, dict) else {}
    return merged(source.raw, data, sound.plan, read)


def _drafted(path: str, read: Read) -> Merged:
    try:
        return _merge(sound_plan(path), read)
    except EditError as error:
        raise Failure(error.message) from None


def _written(path: str, read: Read, file: str) -> Merged:
    """Write the plan, and note it in its journal; nothing where the journal cannot be read."""
    from jiedai.source.save import Busy
    from jiedai.workflow.records import JournalError, Records

    made: list[Merged] = []

    def change(sound: Sound) -> str:
        made.append(_merge(sound, read))
        return made[0].text

    try:
        records = Records.of(path, None)
        records.entries()
        if rewrite(path, change):
            fields = {
                "file": Path(file).name,
                "sha256": _checksum(file),
                "applied": len(made[0].applied),
                "conflicts": len(made[0].conflicts),
            }
            records.append_all([("import", dt.datetime.now(CHINA).replace(tzinfo=None), fields)])
    except (JournalError, Busy) as error:
        raise Failure(error.message, getattr(error, "hint", "")) from None
    except OSError as error:
        raise unwritable(error, path) from None
    return made[0]


def _checksum(file: str) -> str:
    return "" if file == STDIN else hashlib.sha256(Path(file).read_bytes()).hexdigest()


def _data(options: Import, path: str, read: Read, merged: Merged) -> str:
    def put(one: Put, *names: str) -> dict[str, Any]:
        return {"path": one.path, names[0]: one.old, names[1]: one.new, "cell": one.cell}

    data = {
        "version": 1,
        "file": options.file,
        "plan": shown(Path(path)),
        "written": options.write,
        "applied": [put(one, "old", "new") for one in merged.applied],
        "conflicts": [put(one, "ours", "theirs") for one in merged.conflicts],
        "refused": [{"cell": where, "why": why} for where, why in read.left_out],
        "missing": merged.missing,
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _tell(options: Import, path: str, read: Read, merged: Merged) -> None:
    from jiedai.workflow.intake.found import split_guest

    if merged.added:
        console.data(_("新加 {count} 人：{names}").format(count=len(merged.added), names=_("、").join(merged.added)))
    filled = [one for one in merged.applied if split_guest(one.path)[0] not in merged.added]
    if filled:
        console.data(_("已有的来宾，补上：{names}").format(names=_("、").join(_said(one) for one in filled)))
    for one in merged.conflicts:
        text = _("{cell} {who}：方案是“{ours}”，名单是“{theirs}”，没有改")
        console.data(text.format(cell=one.cell, who=_said(one), ours=_text(one.old), theirs=_text(one.new)))
    for where, why in read.left_out:
        console.data(_("{where}：{why}").format(where=where, why=why))
    if merged.missing:
        console.data(_("方案里有、名单里没有：{names}").format(names=_("、").join(merged.missing)))
    if not merged.applied and not merged.conflicts:
        console.data(_("没有变化"))
    elif options.write:
        console.say(_("写好了 {path}").format(path=shown(Path(path))))
    else:
        console.say(_("还没有写进方案；看过没有问题，加 --write"))


def _said(one: Put) -> str:
    """A value's guest and field, as a person calls them."""
    from jiedai.model.base import keys_of
    from jiedai.model.people import Guest, Leg
    from jiedai.workflow.intake.found import split_guest

    name, facet = split_guest(one.path)
    way, _dot, part = facet.partition(".")
    titles = {english: zh for model in (Leg, Guest) for _attribute, english, zh in keys_of(model)}
    titled = facet if current() == "en" else titles.get(way, way) + titles.get(part, part)
    return _("{name}的{field}").format(name=name, field=titled)


def _text(value: object) -> str:
    return _("、").join(map(str, value)) if isinstance(value, list) else str(value)
