"""What the commands for late changes share: the change shown first, written when asked to, and undone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jiedai.cli import console
from jiedai.cli.failure import FINE, Failure
from jiedai.cli.one import Sound, one_path, rewrite, sound_plan
from jiedai.cli.versions import told_data
from jiedai.language import _
from jiedai.source import EditError
from jiedai.workflow.changes.parts import Reader
from jiedai.workflow.changes.wording import line, reader_name
from jiedai.workflow.late import undo as kept
from jiedai.workflow.late.draft import Draft, Look
from jiedai.workspace import shown


def run(path: str, draft: Callable[[Sound], Draft], *, write: bool, format: str) -> int:
    """Show what a change would come to, and with `write` put it into the plan. Failure as of `rewrite`."""
    made: list[Draft] = []

    def change(sound: Sound) -> str:
        made.append(draft(sound))
        source = sound.loaded.source
        if made[0].text != source.raw:
            kept.keep(Path(path), source.encoded(source.raw), source.encoded(made[0].text))
        return made[0].text

    if write:
        rewrite(path, change)
    else:
        try:
            made.append(draft(sound_plan(path)))
        except EditError as error:
            raise Failure(error.message) from None
    if format == "json":
        console.data(_data(path, made[0], written=write))
    else:
        console.data(_text(made[0]))
        how = _("还没有写进方案；看过没有问题，加 --write")
        console.say(_("写好了 {path}；要退回去用 --undo").format(path=shown(Path(path))) if write else how)
    return FINE


def only(*words: str | None) -> str:
    """The plan that --undo is about: the one word that was given, or the only plan."""
    given = [word for word in words if word]
    if len(given) > 1:
        raise Failure(_("--undo 后面只写方案"))
    return one_path(given[0] if given else None)


def undo(path: str, format: str) -> int:
    """Put back what a plan was before its last late change. Failure where there was none, or more has changed since."""
    place = Path(path)

    def back(sound: Sound) -> str:
        source = sound.loaded.source
        return kept.former(place, source.encoded(source.raw)).decode("utf-8-sig" if source.bom else "utf-8")

    rewrite(path, back)
    kept.forget(place)
    if format == "json":
        console.data(json.dumps({"version": 1, "file": shown(place), "undone": True}, ensure_ascii=False))
    else:
        console.say(_("已退回 {path} 上次修改以前的样子").format(path=shown(place)))
    return FINE


def _data(path: str, draft: Draft, *, written: bool) -> str:
    looks = [look_data(one) for one in draft.look_at]
    data = {
        "version": 1,
        "file": shown(Path(path)),
        "written": written,
        "changes": told_data(draft.changes),
        "look_at": looks,
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def look_data(look: Look) -> dict[str, Any]:
    """Something to look at, as JSON."""
    return {"code": look.code, "level": look.level.value, "message": look.message, "line": look.line}


def _text(draft: Draft) -> str:
    """What changes, whom it touches, and what has to be looked at."""
    if not draft.changes:
        return _("没有变化")
    lines = [line(change) for change, _keys in draft.changes]
    keys = dict.fromkeys(key for _change, touched in draft.changes for key in touched)
    names = _("、").join(reader_name(Reader.of(key)) for key in keys)
    lines += ["", _("{count} 处变化；告诉：{names}").format(count=len(draft.changes), names=names)]
    if draft.look_at:
        lines += ["", _("还要看：")]
    for look in draft.look_at:
        code = f"{look.level} {look.code} " if look.code else ""
        place = _("第 {line} 行 ").format(line=look.line) if look.line else ""
        lines.append(f"  {place}{code}{look.message}")
    return "\n".join(lines)
