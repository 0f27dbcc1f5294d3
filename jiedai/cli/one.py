"""The one plan that a command works on, read and sound enough to be a plan."""

from __future__ import annotations

from typing import NamedTuple

from jiedai.cli.failure import Failure
from jiedai.cli.findings import tell
from jiedai.cli.paths import choice, find, no_plan, read, unread
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.loading import Loaded
from jiedai.model.plan import Plan
from jiedai.report import quoted
from jiedai.source import Unreadable


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


def sound_plan(path: str) -> Sound:
    """The plan in a file. Failure where it cannot be read, and - after its errors - where it is no plan."""
    try:
        loaded = read(path)
    except Unreadable as error:
        raise unread(error, path) from None
    if loaded.plan is None:
        # Blanks too, where they are the reason.
        errors = [found for found in loaded.diagnostics if found.level is Level.ERROR] or loaded.diagnostics
        tell(errors, quoted(errors, loaded.source))
        raise no_plan(loaded)
    return Sound(loaded, loaded.plan)
