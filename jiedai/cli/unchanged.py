"""`jiedai check PATH…` answered from what was found before, without typer.

It takes 0.5 times what importing typer and pydantic does; through typer, which makes a reader of values for each option
with pydantic, it takes 1.5 times as much.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from jiedai.cli.outcomes import Gathered, ended
from jiedai.cli.paths import find, knowledge_beside
from jiedai.cli.results import Kept

if TYPE_CHECKING:
    from collections.abc import Sequence

_FEW = 20
"""Of more plans one has often changed, and each would be looked up twice; beside so many typer's time is little."""


def answer(words: Sequence[str]) -> int | None:
    """The exit status of a check of paths alone, printed as ever; None where anything has to be found anew."""
    started = time.perf_counter()
    if not all(Path(word).exists() for word in words):  # options, words that name a plan, what is not there
        return None
    paths = find(words)
    if len(paths) > _FEW:
        return None
    gathered, examination = Gathered(), Kept()
    for path, add in (
        *((path, gathered.add) for path in paths),
        *((path, gathered.add_beside) for path in knowledge_beside(words, paths)),
    ):
        outcome = examination.found_before(path)
        if outcome is None:
            return None
        add(outcome)
    return ended(gathered, "text", started, strict=False)
