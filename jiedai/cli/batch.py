"""The same work on many plans: on several cores where that pays, results in the order of the plans, memory flat."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from jiedai import language

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Item = TypeVar("Item")
Result = TypeVar("Result")

WORTH_IT = 20
"""Fewer plans than this are done before a second process has started."""
CHUNK = 8
"""Plans a process takes at a time."""
_MAX_WINDOWS = 61
"""Processes a pool may have on Windows."""


def cores() -> int:
    """The cores this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(function: Callable[[Item], Result], items: Sequence[Item], jobs: int | None = None) -> Iterator[Result]:
    """The result for each item, in their order; `jobs` processes, by default as many as help.

    `function`, items and results must be picklable; a process starts with the language in use here. At most two chunks
    a process are under way or waiting to be taken, so memory does not grow with the number of items.
    """
    wanted = jobs or (cores() if len(items) >= WORTH_IT else 1)
    wanted = min(wanted, -(-len(items) // CHUNK), _MAX_WINDOWS)
    pool = _pool(wanted) if wanted > 1 else None
    if pool is None:
        yield from map(function, items)
        return
    try:
        yield from _taken(pool, function, items, 2 * wanted)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(jobs: int) -> Executor | None:
    """Processes to work in; None on a system that has none to give."""
    from concurrent.futures import ProcessPoolExecutor

    try:
        return ProcessPoolExecutor(jobs, initializer=_begin, initargs=(language.current(),))
    except (OSError, ImportError, NotImplementedError):
        return None


def _begin(lang: str) -> None:
    """Prepare a process: our language, and Ctrl-C left to the process that was started by the user."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    language.use(lang)


def _taken(pool: Executor, function: Callable[[Item], Result], items: Sequence[Item], ahead: int) -> Iterator[Result]:
    chunks = (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))
    under_way: list[Future[list[Result]]] = [pool.submit(_each, function, chunk) for chunk in islice(chunks, ahead)]
    while under_way:
        results = under_way.pop(0).result()
        under_way.extend(pool.submit(_each, function, chunk) for chunk in islice(chunks, 1))
        yield from results


def _each(function: Callable[[Item], Result], chunk: Sequence[Item]) -> list[Result]:
    return [function(item) for item in chunk]
