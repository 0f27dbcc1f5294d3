"""`jiedai check`: what is wrong with plans."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from jiedai.check.selection import ALL
from jiedai.cli import console
from jiedai.cli.engine import engine
from jiedai.cli.failure import Failure
from jiedai.cli.outcomes import Gathered, Outcome, show
from jiedai.cli.paths import STDIN, STDIN_NAME, find, knowledge_beside
from jiedai.cli.results import Kept
from jiedai.language import _
from jiedai.many import in_order

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
    gathered = _examined(
        paths,
        _examination(options, selection, alone=len(paths) == 1 and not options.beside),
        options.beside,
        options.jobs,
        knowledge_beside(options.paths, paths),
        options.on,
    )
    if options.papers:
        from jiedai.cli import printed

        plans = gathered.files
        for outcome in printed.outcomes(paths, options.papers):
            gathered.add(outcome)
        gathered.files = plans  # papers are none
    show(gathered, options.format, time.perf_counter() - started)
    return gathered.status(strict=options.strict)


def _selection(options: Check) -> Selection:
    if not options.select and not options.ignore:
        return ALL
    from jiedai.cli.findings import chosen_codes  # which codes there are only the packs know

    return chosen_codes(options.select, options.ignore)


def _examination(options: Check, selection: Selection, *, alone: bool) -> Callable[[str], Outcome]:
    """What is done with each file: to look first at what was found before, unless that is not wanted.

    An engine keeps nothing of what it is sent.
    """
    if not options.no_cache and options.on is None:
        return Kept(selection, options.as_of, alone)
    from jiedai.cli.findings import Examination

    return Examination(selection, options.as_of, alone)


def _examined(
    paths: Sequence[str],
    examination: Callable[[str], Outcome],
    beside: Sequence[str] = (),
    jobs: int | None = None,
    known: Sequence[str] = (),
    on: str | None = None,
) -> Gathered:
    """What is found in plans, with what only all of them show, held against those of `beside`; `known` are the files of
    what their offices know, `on` the address of an engine that checks the plans. Failure where it cannot do that.
    """
    gathered = Gathered()
    with engine(on) as executor:
        results = in_order(examination, paths, jobs, executor=executor)
        for outcome in console.counted(results, len(paths), _("已检查 {done}/{total}")):
            gathered.add(outcome)
        for outcome in map(examination, known):
            gathered.add_beside(outcome)
        for outcome in in_order(examination, _others(beside, paths), jobs, executor=executor):
            gathered.hold_against(outcome)
    gathered.compare()
    return gathered


def _others(words: Sequence[str], paths: Sequence[str]) -> list[str]:
    """The plans that words name which are not checked themselves."""
    if not words:
        return []
    checked = {Path(path).resolve() for path in paths if path != STDIN}
    return [path for path in find(words) if path != STDIN and Path(path).resolve() not in checked]


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
        outcome = Examination(selection, options.as_of, alone=True).of(load_text(data, STDIN_NAME))
    except Unreadable as error:
        raise Failure(error.message) from None
    gathered = Gathered()
    gathered.add(outcome)
    show(gathered, options.format, time.perf_counter() - started, sys.stderr)
    return gathered.status(strict=options.strict)
