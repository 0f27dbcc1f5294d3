"""Work handed out: to processes of this machine where that pays, or to an executor; results in order, memory flat."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Protocol, TypeVar

from jiedai import language

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from jiedai.many.parcel import Reads

Item = TypeVar("Item")
Result = TypeVar("Result")
Result_co = TypeVar("Result_co", covariant=True)

WORTH_IT = 20
"""Fewer plans than this are done before a second process has started."""
CHUNK = 8
"""Plans a process takes at a time."""
FAR_CHUNK = 64
"""Plans that are handed to an executor at a time: an engine takes some 15 ms for a task, whatever is in it."""
_MAX_WINDOWS = 61
"""Processes a pool may have on Windows."""


def cores() -> int:
    """The cores this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    jobs: int | None = None,
    *,
    executor: Executor | None = None,
    reads: Reads | None = None,
    chunk: int | None = None,
) -> Iterator[Result]:
    """The result for each item, in their order; `jobs` processes, by default as many as help.

    `function`, items and results must be picklable; a process works in the language in use here. At most two chunks a
    process are under way or waiting to be taken, so memory does not grow with the number of items.

    With an `executor`, which may be an engine of other machines, chunks of 64 items (or of `chunk`) go there instead,
    twice as many at a time as it has workers: as `jobs` says, else as it says itself (`many.engine`), else as there are
    cores here. Of an item that is a path the content goes along, with what `reads` names and what its office has for
    all plans (see `many.parcel`): nothing is read from a disk there. What fails there is done again here, and fails
    here if it does.

    Raises:
        EngineError: the other jiedai is not this one.
        Exception: what `function` raises for an item, or the executor.
    """
    if executor is not None:
        from jiedai.many.parcel import Sender

        sender = Sender(executor, function, reads)
        workers = jobs or getattr(executor, "workers", 0) or cores()
        yield from _taken(sender.send, items, chunk or FAR_CHUNK, 2 * workers)
        return
    wanted = jobs or (cores() if len(items) >= WORTH_IT else 1)
    wanted = min(wanted, -(-len(items) // CHUNK), _MAX_WINDOWS)
    pool = _pool(wanted) if wanted > 1 else None
    if pool is None:
        yield from map(function, items)
        return
    try:
        yield from _taken(lambda chunk: pool.submit(_each, function, chunk), items, CHUNK, 2 * wanted)
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


class _UnderWay(Protocol[Result_co]):
    """A chunk that somebody works on."""

    def result(self) -> Iterable[Result_co]: ...
    def cancel(self) -> bool: ...


def _taken(
    submit: Callable[[Sequence[Item]], _UnderWay[Result]], items: Sequence[Item], size: int, ahead: int
) -> Iterator[Result]:
    """The results of chunks of a `size`, `ahead` of them under way, called off where nobody wants the rest."""
    chunks = (items[start : start + size] for start in range(0, len(items), size))
    under_way = deque(map(submit, islice(chunks, ahead)))
    try:
        while under_way:
            results = under_way.popleft().result()
            under_way.extend(map(submit, islice(chunks, 1)))
            yield from results
    finally:
        for future in under_way:
            future.cancel()


def _each(function: Callable[[Item], Result], chunk: Sequence[Item]) -> list[Result]:
    return [function(item) for item in chunk]
