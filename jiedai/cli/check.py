"""`jiedai check`: what is wrong with plans."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from jiedai.check.selection import ALL
from jiedai.cli import console
from jiedai.cli.batch import in_order
from jiedai.cli.failure import Failure
from jiedai.cli.outcomes import Gathered, Outcome, show
from jiedai.cli.paths import STDIN, STDIN_NAME, find
from jiedai.cli.results import Kept
from jiedai.language import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jiedai.check.selection import Selection
    from jiedai.cli.commands.plans import Check


def run(options: Check) -> int:
    """Check plans and print what was found; the exit status."""
    started = time.perf_counter()
    selection = _selection(options)
    if options.dry_run and not options.fix:
        raise Failure(_("--dry-run 要与 --fix 同用"))
    paths = find(options.paths)
    if options.fix:
        from jiedai.cli.fix import fix

        if STDIN in paths:
            return _fixed_stream(options, selection, paths)
        status = fix(paths, dry_run=options.dry_run)
        if options.dry_run or status:
            return status
    gathered, examination = Gathered(), _examination(options, selection)
    results = in_order(examination, paths, options.jobs)
    for outcome in console.counted(results, len(paths), _("已检查 {done}/{total}")):
        gathered.add(outcome)
    for outcome in in_order(examination, _beside(options.beside, paths), options.jobs):
        gathered.hold_against(outcome)
    return _told(gathered, options.format, started, strict=options.strict)


def unchanged(words: Sequence[str]) -> int | None:
    """Answer `jiedai check` of paths alone from what was found before; None where anything has to be found anew.

    This comes before typer, which takes twice as long as all of this: a check of one unchanged plan takes 0.7 times
    what importing typer and pydantic does, through typer 1.5 times.
    """
    started = time.perf_counter()
    if not all(Path(word).exists() for word in words):  # options, words that name a plan, what is not there
        return None
    paths = find(words)
    if len(paths) > _FEW:
        return None
    gathered, examination = Gathered(), Kept()
    for path in paths:
        outcome = examination.found_before(path)
        if outcome is None:
            return None
        gathered.add(outcome)
    return _told(gathered, "text", started, strict=False)


_FEW = 20
"""Of more plans one has often changed, and each would be looked up twice; beside so many typer's time is little."""


def _told(gathered: Gathered, format: str, started: float, *, strict: bool) -> int:
    """Print what was found, with what only all files together show; the exit status."""
    gathered.compare()
    show(gathered, format, time.perf_counter() - started)
    return gathered.status(strict=strict)


def _selection(options: Check) -> Selection:
    if not options.select and not options.ignore:
        return ALL
    from jiedai.cli.findings import chosen_codes  # which codes there are only the packs know

    return chosen_codes(options.select, options.ignore)


def _examination(options: Check, selection: Selection) -> Callable[[str], Outcome]:
    """What is done with each file: to look first at what was found before, unless that is not wanted."""
    if not options.no_cache:
        return Kept(selection, options.as_of)
    from jiedai.cli.findings import Examination

    return Examination(selection, options.as_of)


def _fixed_stream(options: Check, selection: Selection, paths: list[str]) -> int:
    """Repair standard input onto standard output; what is left to mend is told on standard error."""
    if len(paths) > 1:
        raise Failure(_("标准输入要单独用"), _("文件另查一次"))
    from jiedai.cli.findings import Examination
    from jiedai.cli.fix import fix_stream
    from jiedai.loading import load_text
    from jiedai.source import Unreadable

    started = time.perf_counter()
    raw = sys.stdin.buffer.read()
    try:
        data, status = fix_stream(raw, dry_run=options.dry_run)
        if options.dry_run:
            return status
        outcome = Examination(selection, options.as_of).of(load_text(data, STDIN_NAME))
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
