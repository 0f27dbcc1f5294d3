"""`jiedai issue`: freeze a version, tell everybody whom it touches, and print what they are handed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from jiedai.cli import console
from jiedai.cli.failure import FINE, FOUND, Failure
from jiedai.cli.findings import Examination
from jiedai.cli.moments import now
from jiedai.cli.one import one_path, sound_plan
from jiedai.cli.outcomes import counting, tell
from jiedai.cli.telling import as_json, print_papers, say_printed, told_to
from jiedai.cli.versions import recorded, records_of
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.loading import Loaded
from jiedai.source import EditError, Unreadable
from jiedai.workflow.changes.issuing import Outcome, Refused, issue

if TYPE_CHECKING:
    from jiedai.cli.commands.changes import Issue

_BLANK = "GS13"


def run(options: Issue) -> int:
    """Issue a plan; FOUND where it has errors or blanks."""
    path = one_path(options.plan)
    at = options.at or now()
    records = records_of(path, options.records)
    sound_plan(path)
    try:
        with recorded(records, path):
            done = issue(Path(path), records, at, options.by, lambda loaded: _finished(loaded, at))
    except Refused as error:
        raise Failure(error.message, error.hint) from None
    except (EditError, Unreadable) as error:
        raise Failure(error.message) from None
    printed = print_papers(done, at, options.output) if done.issued and (done.before or options.output) else []
    if options.format == "json":
        console.data(as_json(done, path, records, issued=done.issued))
    else:
        console.data(_as_text(done))
    say_printed(printed)
    return FINE


def _finished(loaded: Loaded, at: dt.datetime) -> None:
    """Failure for a plan with errors or blanks, after they were told."""
    outcome = Examination(as_of=at.date(), alone=True).of(loaded)
    errors = list(counting(outcome.diagnostics, Level.ERROR))
    blanks = [found for found in outcome.diagnostics if found.code == _BLANK]
    if not errors and not blanks:
        return
    tell([*errors, *blanks], outcome.lines)
    if errors:
        raise Failure(_("{plan} 有错误，没有印发").format(plan=loaded.name), _("改好再印发"), FOUND)
    text = _("{plan} 还有 {count} 处没有填写，没有印发").format(plan=loaded.name, count=len(blanks))
    raise Failure(text, _("草稿不印发；填好再印发"), FOUND)


def _as_text(done: Outcome) -> str:
    if not done.issued:
        printable = _("；这一版的通知可以再印：jiedai notice --since N -o DIR")
        again = printable if done.version > 1 else _("；各方的文件用 jiedai render --each 印")
        return _("没有变化，第 {version} 版仍然有效").format(version=done.version) + again + "\n"
    head = _("第 {version} 版已印发").format(version=done.version)
    if done.before is None:
        lines = [
            head + _("；各方的文件用 jiedai render --each 印"),
            *told_to(done.comparison, done.notices, brief=True),
        ]
    else:
        lines = [head + _("，代替第 {before} 版").format(before=done.before), *told_to(done.comparison, done.notices)]
    return "\n".join(lines) + "\n"
