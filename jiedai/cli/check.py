"""`jiedai check`: what is wrong with plans."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from jiedai.cli import console
from jiedai.cli.batch import in_order
from jiedai.cli.failure import Failure
from jiedai.cli.findings import Examination, Gathered, chosen_codes, show
from jiedai.cli.paths import STDIN, find
from jiedai.language import _

if TYPE_CHECKING:
    from jiedai.cli.app import Check


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
            raise Failure(_("标准输入不能用 --fix"), _("写出方案的文件名"))
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
    show(gathered, options.format, time.perf_counter() - started)
    return gathered.status(strict=options.strict)


def _beside(words: list[str], paths: list[str]) -> list[str]:
    """The plans of --with that are not checked themselves."""
    if not words:
        return []
    checked = {Path(path).resolve() for path in paths if path != STDIN}
    return [path for path in find(words) if path != STDIN and Path(path).resolve() not in checked]
