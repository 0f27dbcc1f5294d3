"""`jiedai check`: what is wrong with plans."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from jiedai.cli import console
from jiedai.cli.batch import in_order
from jiedai.cli.failure import Failure
from jiedai.cli.findings import Examination, Gathered, chosen_codes, show
from jiedai.cli.paths import STDIN, STDIN_NAME, find
from jiedai.language import _
from jiedai.loading import load_text
from jiedai.source import Unreadable

if TYPE_CHECKING:
    from jiedai.cli.commands.plans import Check


def run(options: Check) -> int:
    """Check plans and print what was found; the exit status."""
    started = time.perf_counter()
    examination = Examination(chosen_codes(options.select, options.ignore), options.as_of)
    if options.dry_run and not options.fix:
        raise Failure(_("--dry-run 要与 --fix 同用"))
    paths = find(options.paths)
    if options.fix:
        from jiedai.cli.fix import fix

        if STDIN in paths:
            return _fixed_stream(options, examination, paths)
        status = fix(paths, dry_run=options.dry_run)
        if options.dry_run or status:
            return status
    gathered = Gathered()
    results = in_order(examination, paths, options.jobs)
    for outcome in console.counted(results, len(paths), _("已检查 {done}/{total}")):
        gathered.add(outcome)
    for outcome in in_order(examination, _beside(options.beside, paths), options.jobs):
        gathered.hold_against(outcome)
    gathered.compare()
    if options.papers:
        from jiedai.cli import printed

        for outcome in printed.outcomes(paths, options.papers):
            gathered.add(outcome)
    show(gathered, options.format, time.perf_counter() - started)
    return gathered.status(strict=options.strict)


def _fixed_stream(options: Check, examination: Examination, paths: list[str]) -> int:
    """Repair standard input onto standard output; what is left to mend is told on standard error."""
    if len(paths) > 1:
        raise Failure(_("标准输入要单独用"), _("文件另查一次"))
    from jiedai.cli.fix import fix_stream

    started = time.perf_counter()
    raw = sys.stdin.buffer.read()
    try:
        data, status = fix_stream(raw, dry_run=options.dry_run)
        if options.dry_run:
            return status
        outcome = examination.of(load_text(data, STDIN_NAME))
    except Unreadable as error:
        raise Failure(error.message) from None
    gathered = Gathered()
    gathered.add(outcome)
    show(gathered, options.format, time.perf_counter() - started, sys.stderr)
    return gathered.status(strict=options.strict)


def _beside(words: list[str], paths: list[str]) -> list[str]:
    """The plans of --with that are not checked themselves."""
    if not words:
        return []
    checked = {Path(path).resolve() for path in paths if path != STDIN}
    return [path for path in find(words) if path != STDIN and Path(path).resolve() not in checked]
