"""The one plan that a command works on, read and sound enough to be a plan."""

from __future__ import annotations

import sys
from typing import NamedTuple

from jiedai import report
from jiedai.cli import console
from jiedai.cli.failure import Failure
from jiedai.cli.plans import find, no_plan, read, unread
from jiedai.diagnostics import Diagnostic, Level
from jiedai.language import _
from jiedai.loading import Loaded
from jiedai.model.plan import Plan
from jiedai.report import quoted, text
from jiedai.source import Unreadable

_SHOWN = 8


class Sound(NamedTuple):
    """A plan with the file and the office it comes with."""

    loaded: Loaded
    plan: Plan


def one_plan(path: str | None) -> Sound:
    """The plan at a PATH, or the only one of `plans/`.

    Failure where there are several or none, where the file cannot be read, and - after its errors, on standard error -
    where it is no plan.
    """
    paths = find([path] if path else [])
    if len(paths) > 1:
        names = paths[:_SHOWN] + (["…"] if len(paths) > _SHOWN else [])
        raise Failure(
            _("有 {count} 份方案，写明是哪一份").format(count=len(paths)),
            _("可选：{names}").format(names=_("、").join(names)),
        )
    try:
        loaded = read(paths[0])
    except Unreadable as error:
        raise unread(error, paths[0]) from None
    if loaded.plan is None:
        _show_errors(loaded)
        raise no_plan(loaded)
    return Sound(loaded, loaded.plan)


def _show_errors(loaded: Loaded) -> None:
    """Print why a file is no plan; blanks too, where they are the reason."""
    errors: list[Diagnostic] = [found for found in loaded.diagnostics if found.level is Level.ERROR]
    shown = errors or list(loaded.diagnostics)
    lines = quoted(shown, loaded.source)
    printed = text.findings(report.Report(shown, 1, lines=lines, colour=console.colourful(sys.stderr)))
    report.put(printed, sys.stderr, text.ENCODING)
