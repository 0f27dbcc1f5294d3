"""A check of plans from their paths to what is said of them; `jiedai check PATH…` begins here, without typer.

What is asked most is the check of one plan. typer, with the reader of values that it makes with pydantic for each
option, takes a fourth of it, and two thirds where the plan has not changed since it was checked.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from jiedai.cli import console
from jiedai.cli.engine import engine
from jiedai.cli.outcomes import Gathered, show
from jiedai.cli.paths import STDIN, find, knowledge_beside
from jiedai.cli.results import Kept
from jiedai.language import _
from jiedai.many import in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jiedai.cli.outcomes import Outcome


def plainly(words: Sequence[str]) -> int | None:
    """Check the plans that the words behind `check` name; the exit status, None where typer has to read them."""
    started = time.perf_counter()
    if not all(Path(word).exists() for word in words):  # options, words that name a plan, what is not there
        return None
    paths = find(words)
    gathered = examined(paths, Kept(alone=len(paths) == 1), known=knowledge_beside(words, paths))
    show(gathered, "text", time.perf_counter() - started)
    status = gathered.status(strict=False)
    if console.is_terminal(sys.stderr):
        from types import SimpleNamespace

        from jiedai.cli.onward import tell

        tell("check:run", SimpleNamespace(paths=words), status)
    return status


def examined(
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
