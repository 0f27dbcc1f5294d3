"""What the commands for late changes share: the change shown first, written when asked to, and undone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jiedai.cli import console
from jiedai.cli.failure import FINE, FOUND, Failure
from jiedai.cli.one import Sound, one_path, rewrite, sound_plan
from jiedai.cli.paths import STDIN
from jiedai.cli.versions import recorded, told_data
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.source import EditError
from jiedai.visit.case import Case
from jiedai.workflow.changes.parts import Reader
from jiedai.workflow.changes.wording import line, reader_name
from jiedai.workflow.late import undo as kept
from jiedai.workflow.late.leaving_out import NotFeasible
from jiedai.workflow.late.looking import Look, Outcome, outcome
from jiedai.workflow.late.subjects import Unknown
from jiedai.workspace import shown

Making = Callable[[Case], tuple[Outcome, tuple[str, ...]]]
"""How a plan is changed, and the two names of a replacement. Raises Unknown, NotFeasible or EditError."""


def run(path: str, change: Making, *, write: bool, format: str, force: bool = False) -> int:
    """Show what a change would come to, and with `write` put it into the plan; the exit status.

    What is not feasible is written with `force` alone; else FOUND. Failure as of `rewrite`, and for what is not known
    or cannot be done at all.
    """
    made: list[Outcome] = []

    def make(sound: Sound) -> str:
        new, names = change(Case.of(sound.loaded))
        made.append(new)
        source = sound.loaded.source
        if new.reasons and not force:
            return source.raw
        if write and new.text != source.raw:
            kept.keep(Path(path), source.encoded(source.raw), source.encoded(new.text), names)
        return new.text

    try:
        with recorded(None, path):
            if write:
                if rewrite(path, make):
                    kept.settle(Path(path))
            else:
                make(sound_plan(path))
    except (Unknown, EditError) as error:
        raise Failure(error.message, getattr(error, "hint", "")) from None
    except NotFeasible as error:
        if format == "json":
            look = Look("feasible", error.message, error.hint, level=Level.ERROR)
            console.data(_data(path, Outcome("", [], [look], (look,)), written=False))
        raise Failure(error.message, error.hint, FOUND) from None
    refused = bool(made[0].reasons) and not force
    _show(path, made[0], written=write and not refused, format=format)
    if refused:
        console.say(
            _("行不通，没有写入；定了还要这样，加 --force") if write else _("行不通；定了还要这样，加 --write --force")
        )
    return FOUND if refused else FINE


def undo(words: list[str | None], format: str) -> int:
    """Put back what a plan was before its last late change; the exit status.

    Failure where there was none, more has changed since, or more than a plan is named.
    """
    given = [word for word in words if word]
    if len(given) > 1:
        raise Failure(_("--undo 后面只写方案"))
    path = one_path(given[0] if given else None)
    if path == STDIN:
        raise Failure(_("标准输入不能用 --undo"), _("写出方案的文件名"))
    now = sound_plan(path).loaded
    try:
        with recorded(None, path):
            _was, before = kept.take_back(Path(path))
    except kept.NothingToUndo as error:
        raise Failure(error.message, error.hint) from None
    made = outcome(Case.of(now), before.decode("utf-8-sig"))
    _show(path, made, written=True, format=format, undone=True)
    return FINE


def _show(path: str, made: Outcome, *, written: bool, format: str, undone: bool = False) -> None:
    if format == "json":
        console.data(_data(path, made, written=written))
        return
    console.data(_text(made))
    if undone:
        console.say(_("已退回 {path} 上次修改以前的样子").format(path=shown(Path(path))))
    elif written:
        console.say(_("写好了 {path}；要退回去用 --undo").format(path=shown(Path(path))))
    elif not made.reasons:
        console.say(_("还没有写进方案；看过没有问题，加 --write"))


def _data(path: str, made: Outcome, *, written: bool) -> str:
    data = {
        "version": 1,
        "file": "-" if path == STDIN else shown(Path(path)),
        "written": written,
        "feasible": not made.reasons,
        "changes": told_data(made.changes),
        "reasons": [look_data(one) for one in made.reasons],
        "look_at": [look_data(one) for one in made.look_at],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def look_data(look: Look) -> dict[str, Any]:
    """Something to look at, as JSON."""
    level = (look.level or Level.WARNING).value
    shown_as = {"why": look.why, "code": look.code, "level": level, "id": look.id}
    return shown_as | {"message": look.message, "hint": look.hint or None, "line": look.line}


def _text(made: Outcome) -> str:
    """What changes, whom it touches, and what has to be looked at."""
    if not made.changes:
        return _("没有变化")
    lines = [line(change) for change, _keys in made.changes]
    keys = dict.fromkeys(key for _change, touched in made.changes for key in touched)
    names = _("、").join(reader_name(Reader.of(key)) for key in keys)
    lines += ["", _("{count} 处变化；告诉：{names}").format(count=len(made.changes), names=names)]
    looks = [look for look in made.look_at if look not in made.reasons]
    for head, some in ((_("行不通："), made.reasons), (_("还要看："), looks)):
        lines += ["", head, *(_look_line(look) for look in some)] if some else []
    return "\n".join(lines)


def _look_line(look: Look) -> str:
    code = f"{look.level} {look.code} " if look.code else ""
    place = _("第 {line} 行 ").format(line=look.line) if look.line else ""
    hint = _("；{hint}").format(hint=look.hint) if look.hint else ""
    return f"  {place}{code}{look.message}{hint}"
