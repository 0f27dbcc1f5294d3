"""The one plan that a command works on: read, sound enough to be a plan, and written again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from jiedai.cli.failure import Failure, unwritable
from jiedai.cli.paths import STDIN, choice, find, is_path, no_plan, read, unread
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.loading import Loaded
from jiedai.model.plan import Plan
from jiedai.source import EditError, Unreadable
from jiedai.source.save import Busy, locked, write_atomic
from jiedai.workspace import shown


class Sound(NamedTuple):
    """A plan with the file and the office it comes with."""

    loaded: Loaded
    plan: Plan


def one_path(path: str | None) -> str:
    """The one plan that a PATH means, or the only one of `plans/`. Failure where there are several or none."""
    paths = find([path] if path else [])
    if len(paths) > 1:
        raise Failure(_("有 {count} 份方案，写明是哪一份").format(count=len(paths)), choice(paths))
    return paths[0]


def plan_last(words: Sequence[str], plan: str | None) -> tuple[list[str], str | None]:
    """A command's words and the plan behind them, also where the plan was named first, as most commands want it."""
    if plan is not None and is_path(words[0]) and not is_path(plan):
        return [*words[1:], plan], words[0]
    return [*words], plan


def sound_plan(path: str) -> Sound:
    """The plan in a file. Failure where it cannot be read, and - after its errors - where it is no plan."""
    try:
        loaded = read(path)
    except Unreadable as error:
        raise unread(error, path) from None
    if loaded.plan is None:
        from jiedai.cli.outcomes import tell
        from jiedai.report import quoted

        # Blanks too, where they are the reason.
        errors = [found for found in loaded.diagnostics if found.level is Level.ERROR] or loaded.diagnostics
        tell(errors, quoted(errors, loaded.source))
        raise no_plan(loaded)
    return Sound(loaded, loaded.plan)


def rewrite(path: str, change: Callable[[Sound], str]) -> bool:
    """Put for the text of a plan what `change` makes of it, while nobody else writes it; whether anything changed.

    `change` may raise EditError, or a Failure of its own: nothing is written then. Failure where the plan cannot be
    read or written, stands in another encoding, or was changed meanwhile.
    """
    if path == STDIN:
        raise Failure(_("标准输入不能用 --write"), _("写出方案的文件名"))
    place = Path(path)
    try:
        with locked(place):
            sound = sound_plan(path)
            source = sound.loaded.source
            if source.encoding != "utf-8":
                message = _("{plan} 不是 UTF-8 编码，没有写入").format(plan=sound.loaded.name)
                raise Failure(message, _("先用 jiedai check --fix 转换编码"))
            text = change(sound)
            if text == source.raw:
                return False
            if place.read_bytes() != source.encoded(source.raw):
                raise Failure(_("{plan} 刚刚被改过，没有写入").format(plan=sound.loaded.name), _("再运行一次"))
            write_atomic(place, source.encoded(text))
            return True
    except (EditError, Busy) as error:
        raise Failure(error.message) from None
    except OSError as error:
        raise unwritable(error, shown(place)) from None
