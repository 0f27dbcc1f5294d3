"""Work begun a little ahead of the work that is being finished, so that two cores are busy.

Typst sets pages without Python, which meanwhile goes on with the other formats and with the documents that come next.
What is made comes out in the order in which it was begun.
"""

from __future__ import annotations

import gc
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

Begun = TypeVar("Begun")
Made = TypeVar("Made")

Job = Callable[[], Iterable[Made]]
"""Makes things one after the other."""
AHEAD = 2
"""Documents that may be under way behind the one being finished: enough to keep Typst busy, few enough to hold."""
THREADS = 1
"""Beside the one that builds: Typst sets pages on every core by itself, and each further thread holds 20 MB."""


class Work(Generic[Made]):
    """A job that was started: in one of `threads` as soon as one is free, else here when its results are wanted.

    `first` is work that must be done before it.
    """

    def __init__(
        self, job: Job[Made], threads: ThreadPoolExecutor | None = None, *, first: Work[Made] | None = None
    ) -> None:
        self._job = job
        self._first = first
        self._future = threads and threads.submit(lambda: list(_timed(job)))

    def results(self) -> Iterable[tuple[Made, float]]:
        """What the job has made, and the seconds each took; waits for it, and raises what the job raised."""
        if self._first is not None:
            yield from self._first.results()
        yield from self._future.result() if self._future else _timed(self._job)

    def cancel(self) -> None:
        """Do not begin with it, where it has not begun."""
        if self._first is not None:
            self._first.cancel()
        if self._future:
            self._future.cancel()


def ahead(
    begun: Iterable[Begun], finish: Callable[[Begun], Iterable[Made]], abandon: Callable[[Begun], None]
) -> Iterator[Made]:
    """What `finish` makes of each thing begun, in order; `begun` is drawn from up to AHEAD things early.

    Where this ends early, whatever was begun and is not finished is abandoned, the one being finished first.
    """
    waiting: deque[Begun] = deque()
    try:
        for one in begun:
            waiting.append(one)
            if len(waiting) > AHEAD:
                yield from finish(waiting[0])
                waiting.popleft()
        while waiting:
            yield from finish(waiting[0])
            waiting.popleft()
    finally:
        for one in waiting:
            abandon(one)


def side_by_side(job: Job[Made]) -> Work[Made]:
    """The job, begun in a thread of its own as soon as one is free."""
    return Work(job, _threads())


def give_back() -> None:
    """Give memory that a document took back to the system, before the next one takes its own.

    A Word package holds itself, and Python would look for such garbage after ten of them; what Typst and lxml have
    freed glibc keeps for the thread that had it.
    """
    gc.collect(1)
    if (trim := _trim()) is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    """What gives free memory back; None where the system has no such thing."""
    import ctypes

    try:
        return ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):  # no glibc; on Windows there is no None
        return None


def _timed(job: Job[Made]) -> Iterator[tuple[Made, float]]:
    started = time.perf_counter()
    for made in job():
        yield made, time.perf_counter() - started
        started = time.perf_counter()


@cache
def _threads() -> ThreadPoolExecutor:
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(THREADS, "document")


if hasattr(os, "register_at_fork"):  # a child has no threads of its parent, and would wait for them
    os.register_at_fork(after_in_child=_threads.cache_clear)
